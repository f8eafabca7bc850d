"""What is said of workbooks that are written."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

FORM_TOO_LARGE = Message(
    vi="biểu mẫu có {cells} ô để nhập, quá giới hạn {limit}. Giảm --rows, hoặc chia units.yaml ra.",
    en=(
        "the form has {cells} cells to fill in, more than the limit of {limit}. Lower --rows, or split "
        "units.yaml."
    ),
)
