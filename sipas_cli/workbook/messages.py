"""What is said of workbooks that are written."""

from sipas_cli.messages import Message

# --- what is printed ------------------------------------------------------------------------------

PAGE = Message(vi="Trang", en="Page")
FILLED_IN_BY = Message(vi="Người nhập", en="Filled in by")
FILLED_IN_ON = Message(vi="Ngày nhập", en="Filled in on")

# --- what is refused ------------------------------------------------------------------------------

FORM_TOO_LARGE = Message(
    vi="biểu mẫu có {cells} ô để nhập, quá giới hạn {limit}. Giảm --rows, hoặc chia units.yaml ra.",
    en=(
        "the form has {cells} cells to fill in, more than the limit of {limit}. Lower --rows, or split "
        "units.yaml."
    ),
)
