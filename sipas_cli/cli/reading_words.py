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
SHEET = Message(vi="Trang", en="Sheet")
CELL = Message(vi="Ô", en="Cell")
PROBLEM = Message(vi="Vấn đề", en="Problem")
REMEDY = Message(vi="Cần làm", en="What to do")
LEVEL = Message(vi="Mức", en="Level")

MARK_TITLE = Message(vi="Cần sửa", en="To mend")
MARK_WRITTEN = Message(
    vi="Đã ghi {path}: {count} chỗ cần xem. Bản sao có dữ liệu của người trả lời; hãy sửa ở tệp gốc.",
    en="Wrote {path}: {count} places to look at. The copy holds data of respondents; mend the original.",
)
MARK_ONE = Message(
    vi="--mark chỉ dùng cho một tệp mỗi lần. Chạy riêng từng tệp.",
    en="--mark is for one file at a time. Run it for each file.",
)
MARK_XLSX = Message(
    vi="--mark chỉ dùng cho tệp .xlsx. Lưu tệp thành .xlsx bằng Excel rồi chạy lại.",
    en="--mark is for .xlsx alone. Save the file as .xlsx and run it again.",
)
MARK_TOO_LARGE = Message(
    vi="tệp lớn hơn {limit} MB, không ghi bản sao được. Dùng -o findings.xlsx để có danh sách lỗi.",
    en="the file is larger than {limit} MB, too large to copy. Use -o findings.xlsx for the list.",
)
MARK_ITSELF = Message(
    vi="--mark phải ghi vào tệp khác, không ghi đè lên tệp được kiểm tra.",
    en="--mark must write another file than the one that is checked.",
)
