"""What is said where a run is made again."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

AUDIT_OTHER_FILE = Message(
    vi="lần chạy {run} không được chấm từ tệp này (SHA-256 khác). Nêu đúng tệp gốc, hoặc không nêu tệp nào.",
    en="run {run} was not made from this file (its SHA-256 differs). Name the original file, or none.",
)
AUDIT_FILE_MISSING = Message(
    vi="lần chạy {run} còn được chấm từ tệp này. Nêu đủ các tệp gốc, hoặc không nêu tệp nào.",
    en="run {run} was made from this file too. Name all of its files, or none.",
)
AUDIT_COUNTS_DIFFER = Message(
    vi=(
        "đọc lại tệp gốc ra số đếm khác với lần chạy {run}: units.yaml, ánh xạ, --source hoặc chương trình "
        "đã khác. Khôi phục chúng, hoặc chấm lại."
    ),
    en=(
        "the sources now give other counts than run {run} has: units.yaml, a mapping, --source or the "
        "program differ. Restore them, or score again."
    ),
)
