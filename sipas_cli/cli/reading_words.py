"""What is said while files are found, read, scored and stored, and above findings, in both languages."""

from sipas_cli.messages import Message

READING = Message(vi="Đọc {file}", en="Reading {file}")
COUNTING = Message(vi="Kiểm tra và đếm", en="Checking and counting")
SCORING = Message(vi="Chấm điểm", en="Scoring")
STORING = Message(vi="Lưu {run}", en="Storing {run}")
PIPED = Message(
    vi="Đọc đầu vào chuẩn; trong các thông báo nó có tên là -",
    en="Reading standard input, which goes by the name -",
)
TWO_OF_A_NAME = Message(
    vi=(
        "Chú ý: {here} có ở cả thư mục hiện tại lẫn thư mục làm việc; dùng tệp của thư mục hiện tại. Muốn "
        "dùng tệp kia thì ghi {there}"
    ),
    en=(
        "Note: {here} lies in the current folder and in the workspace; the one in the current folder is "
        "used. For the other one write {there}"
    ),
)
PLACE = Message(vi="Chỗ", en="Place")
PROBLEM = Message(vi="Vấn đề", en="Problem")
REMEDY = Message(vi="Cần làm", en="What to do")
LEVEL = Message(vi="Mức", en="Level")
