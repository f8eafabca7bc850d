"""What is said here, in both languages."""

from sipas_cli.messages import Message

# --- remarks -------------------------------------------------------------------------------------

AUDIT_MISSING = Message(
    vi=(
        "Không có (đủ) tệp phiếu gốc của lần chạy: số đếm là số đã lưu, mọi thứ sau đó vẫn là công thức. "
        "Nêu tệp gốc sau lệnh để có từng phiếu."
    ),
    en=(
        "The sources of the run are not (all) there: the counts are the stored ones, all that follows is "
        "live. Name the sources to have each ballot."
    ),
)
AUDIT_KINDS = Message(
    vi=(
        "Chỉ số lấy bình quân theo đối tượng trả lời: không ghi từng phiếu vì sẽ lộ đối tượng; số đếm là số "
        "đã lưu."
    ),
    en=(
        "The index is a mean of kinds of respondents: ballots would tell the kind of each and are left out; "
        "the counts are the stored ones."
    ),
)
AUDIT_SIZE = Message(
    vi="Quá nhiều phiếu cho một sổ tính: số đếm là số đã lưu, mọi thứ sau đó vẫn là công thức.",
    en="There are too many ballots for a workbook: the counts are the stored ones, all that follows is live.",
)
