"""What `sipas audit` says of weighted ballots."""

from sipas_cli.messages import Message

AUDIT_WEIGHTS = Message(
    vi=(
        "Phiếu có trọng số: sổ ghi số phiếu theo từng trọng số, không ghi từng phiếu; mọi thứ sau đó "
        "là công thức."
    ),
    en=(
        "Ballots are weighted: the workbook has the ballots of each weight, no single ones; all that "
        "follows is live."
    ),
)
