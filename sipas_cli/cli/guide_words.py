"""What `sipas guide` asks and says, in both languages."""

from sipas_cli.cli.command_help import CommandHelp
from sipas_cli.messages import Message

GUIDE = CommandHelp(
    text=Message(
        vi=(
            "Hướng dẫn từng bước: thư mục, năm, tệp phiếu; kiểm tra, chấm điểm, soạn dự thảo văn bản, mở thư "
            "mục. Mỗi bước là một lệnh có sẵn, lệnh được nêu trước khi chạy. Bấm Enter để nhận điều trong "
            "ngoặc vuông."
        ),
        en=(
            "Leads step by step: folder, year, files; checks, scores, drafts the documents, opens the "
            "folder. Each step is a command of its own, which is named before it runs. Enter takes what "
            "stands in brackets."
        ),
    ),
    example=Message(vi="sipas guide\nsipas guide phieu.xlsx", en="sipas guide\nsipas guide survey.xlsx"),
)
WELCOME = Message(
    vi=(
        "Chấm Chỉ số hài lòng (SIPAS), Chỉ số cải cách hành chính từ tệp phiếu, bảng điểm.\n"
        "Bấm Enter để nhận điều trong ngoặc vuông; Ctrl+C để dừng lúc nào cũng được."
    ),
    en=(
        "Scores the satisfaction index (SIPAS) and the PAR index from ballots and points.\n"
        "Enter takes what stands in brackets; Ctrl+C stops at any time."
    ),
)
RUNNING = Message(vi="Chạy: {command}", en="Running: {command}")
FOLDER = Message(vi="Thư mục làm việc", en="The folder to work in")
PROVINCE = Message(
    vi="Thư mục này chưa có sipas.yaml. Tên tỉnh, thành phố để điền sẵn các xã, phường (Enter: tự ghi sau)",
    en="This folder has no sipas.yaml. The province, to fill in its communes (Enter: write them later)",
)
YEAR = Message(vi="Năm đánh giá", en="The year that is measured")
YEAR_WRONG = Message(
    vi="Ghi năm bằng bốn chữ số, ví dụ 2026.", en="Write the year in four digits, such as 2026."
)
FILES_HERE = Message(vi="Các tệp trong thư mục:", en="The files in the folder:")
FILES = Message(
    vi="Số của các tệp phiếu, bảng điểm, cách nhau bằng dấu cách; hoặc kéo tệp vào cửa sổ này",
    en="The numbers of the files of ballots and points, with blanks between; or drag a file into this window",
)
FILES_WRONG = Message(
    vi="Không có tệp {name}. Ghi số đứng trước tên tệp, hoặc đường dẫn của tệp.",
    en="There is no file {name}. Write the number before its name, or its path.",
)
AGAIN = Message(
    vi="Sửa những điều nêu trên rồi lưu tệp. Kiểm tra lại? (c: có, k: dừng)",
    en="Mend what is named above and save the file. Check again? (y: yes, n: stop)",
)
FINDINGS = Message(
    vi="Danh sách chỗ sai, nếu có, ở {path}.",
    en="What was found, if anything, is listed in {path}.",
)
SCORE = Message(
    vi="Chấm điểm, xếp hạng và lưu? (c: có, k: dừng)", en="Score, rank and store? (y: yes, n: stop)"
)
DOCUMENTS = Message(
    vi="Soạn dự thảo quyết định, tờ trình, báo cáo, sổ kết quả? (c: có, k: không)",
    en="Draft the decision, the submission, the report and the workbook of results? (y: yes, n: no)",
)
OPEN = Message(vi="Mở thư mục? (c: có, k: không)", en="Open the folder? (y: yes, n: no)")
NOT_OPENED = Message(vi="Thư mục: {path}", en="The folder: {path}")
NEXT = Message(
    vi="Khi đã duyệt: sipas freeze --year {year}, rồi sipas publish --year {year} soạn bản chính thức.",
    en="Once approved: sipas freeze --year {year}, then sipas publish --year {year} writes all documents.",
)
YES = Message(vi="c", en="y")
#: Answers that say no, without tones.
ANSWERS_NO = frozenset({"k", "khong", "n", "no"})
FINDINGS_FILE = Message(vi="phat-hien.xlsx", en="findings.xlsx")
