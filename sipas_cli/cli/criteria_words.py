"""What `sipas criteria to-xlsx` and `from-xlsx` say."""

from sipas_cli.cli.command_help import CommandHelp, alike
from sipas_cli.messages import Message

TO_XLSX = CommandHelp(
    text=Message(
        vi="ghi một bộ tiêu chí ra bảng Excel để sửa; đọc lại bằng from-xlsx",
        en="write a criteria set as a table for Excel; from-xlsx reads it again",
    ),
    example=alike("sipas criteria to-xlsx sipas-39 -o bo-tieu-chi.xlsx"),
)
FROM_XLSX = CommandHelp(
    text=Message(
        vi=(
            "lập tệp tiêu chí YAML từ bảng: câu hỏi, yếu tố, trọng số; hoặc STT, tiêu chí, điểm tối đa, cách "
            "chấm. Chỗ bảng không nói rõ được đánh dấu CẦN GHI"
        ),
        en=(
            "make a criteria file (YAML) of a table: question, factor, weight; or number, criterion, "
            "maximum, way of scoring. What the table leaves open is marked TO SETTLE"
        ),
    ),
    example=alike("sipas criteria from-xlsx bo-tieu-chi.xlsx --year 2026"),
)
TABLE = Message(vi="tệp bảng .xlsx", en="the table, an .xlsx file")
SET_ID = Message(
    vi="mã của bộ tiêu chí (mặc định: theo tên tệp)", en="id of the set (default: by the name of the file)"
)
SET_YEAR = Message(
    vi="năm đầu tiên áp dụng bộ tiêu chí (mặc định: năm trong sipas.yaml)",
    en="first year that the set is for (default: that of sipas.yaml)",
)
SET_OUT = Message(
    vi="tệp tiêu chí (mặc định: criteria/MÃ.yaml trong thư mục làm việc); - là đầu ra chuẩn",
    en="the criteria file (default: criteria/ID.yaml of the workspace); - is standard output",
)
YEAR_UNKNOWN = Message(
    vi="chưa biết bộ tiêu chí áp dụng từ năm nào: thêm --year NĂM.",
    en="from which year on the set holds is not known: add --year YEAR.",
)
FILE_THERE = Message(
    vi="đã có tệp tiêu chí này. Chọn mã khác (--id) hoặc tệp khác (-o).",
    en="this criteria file is there already. Choose another id (--id) or file (-o).",
)
LEFT_OUT = Message(
    vi="Bảng không có những phần này của bộ tiêu chí: {keys}.", en="Not in the table, of this set: {keys}."
)
MADE = Message(
    vi="Bộ {id} đọc được; còn {open} chỗ đánh dấu CẦN GHI. Xem: sipas criteria show {id}",
    en="The set {id} can be read; {open} places are marked TO SETTLE. Look at it: sipas criteria show {id}",
)
