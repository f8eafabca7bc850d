"""What `sipas publish` says, in both languages."""

from sipas_cli.cli.command_help import CommandHelp, alike
from sipas_cli.messages import Message

PUBLISH = CommandHelp(
    text=Message(
        vi=(
            "Soạn mọi văn bản của một năm đã chốt trong một lần: quyết định, tờ trình, báo cáo (Word, html), "
            "sổ kết quả, thông báo gửi từng đơn vị, kèm bảng kê tệp có mã SHA-256 để bàn giao và ký. Bản dự "
            "thảo cũ được thay. Dừng lại nếu còn việc chưa xong."
        ),
        en=(
            "Writes every document of a frozen year in one go: decision, submission, reports (Word, html), "
            "the workbook of results, the notices to units, and a list of the files with SHA-256 for "
            "hand-over and signature. Drafts are replaced. Stops at what is not finished."
        ),
    ),
    example=alike("sipas freeze --year 2023\nsipas publish --year 2023"),
)
PDF = Message(vi="thêm bản pdf của mỗi văn bản Word", en="also a pdf of each Word document")
OUT = Message(
    vi="ghi vào thư mục này (mặc định: thư mục làm việc)",
    en="write into this folder (default: the workspace)",
)
PROVINCE_NEEDED = Message(
    vi="chưa có province, nên văn bản còn để trống tên tỉnh. Ghi tên tỉnh rồi chạy lại.",
    en="province is missing, so that documents would leave it blank. Write it and run again.",
)
NOT_FROZEN = Message(
    vi="lần chạy {run} ({index}, năm {year}) chưa chốt. Chạy trước: sipas freeze --year {year}",
    en="the run {run} ({index}, {year}) is not frozen. Run first: sipas freeze --year {year}",
)
TO_BE_WRITTEN = Message(
    vi=(
        '{file} còn {passages} đoạn "[Cần viết: ...]" trên nền vàng mà số liệu không cho biết. Viết bằng '
        "Word trước khi ký; khi đó mã SHA-256 của tệp khác với mã trong bảng kê, hãy ghi lại mã mới."
    ),
    en=(
        "{file} has {passages} passages in brackets on yellow that figures cannot tell. Write them in "
        "Word before it is signed; its SHA-256 is then another than in the list, so note the new one."
    ),
)
PUBLISHED = Message(
    vi="Đã soạn {count} tệp của năm {year}. Bảng kê để ký: {listed}; kiểm tra lại: sha256sum -c {checksums}",
    en="Wrote {count} files of {year}. The list to be signed: {listed}; to check: sha256sum -c {checksums}",
)
