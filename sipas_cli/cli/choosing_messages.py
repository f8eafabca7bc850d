"""What is said of a unit or a group that a command cannot go on with."""

from sipas_cli.messages import Message

UNIT_UNKNOWN = Message(
    vi='kết quả của năm không có đơn vị "{name}". Xem tên các đơn vị bằng: sipas rank',
    en='the results of the year have no unit "{name}". See the units with: sipas rank',
)
UNIT_UNKNOWN_NEAR = Message(
    vi='kết quả của năm không có đơn vị "{name}". Gần giống: {near}',
    en='the results of the year have no unit "{name}". Similar: {near}',
)
UNIT_EXCLUDED = Message(
    vi="{unit} không được đánh giá, không có trong kết quả: units.yaml ghi excluded ({why}).",
    en="{unit} is not measured and not in the results: units.yaml says excluded ({why}).",
)
UNIT_NOT_MEASURED = Message(
    vi=(
        "{unit} có trong units.yaml nhưng không có trong kết quả này: chỉ số không đo nhóm {group}, hoặc đơn "
        "vị được thêm vào sau khi chấm."
    ),
    en=(
        "{unit} is in units.yaml, but not in these results: the index does not measure the group {group}, or "
        "the unit was added after the scoring."
    ),
)
GROUP_OF_OTHER_YEARS = Message(
    vi="năm {year} không có kết quả của nhóm {group}; có: {known}. Nhóm ấy của năm khác thì nêu --year.",
    en="{year} has no results of the group {group}; it has: {known}. For another year of it give --year.",
)
GROUPS_ENDED = Message(vi="Nhóm của năm {year} nay không còn", en="Groups of {year} that are there no more")
