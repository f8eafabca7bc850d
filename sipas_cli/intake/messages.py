"""What is said here, in both languages."""

from sipas_cli.messages import Message

# --- what is refused -----------------------------------------------------------------------------

HEADER_DOUBLED = Message(
    vi='có hai cột cho "{name}", cột kia ở ô {other}. Xóa hoặc đổi tên một cột.',
    en='two columns are "{name}", the other one at {other}. Remove or rename one.',
)
UNIT_IN_TWO_GROUPS = Message(
    vi="các đơn vị sau nằm ở hai nhóm trong dữ liệu: {units}. Lập units.yaml để ghi rõ nhóm.",
    en="these units stand in two groups in the data: {units}. Write a units.yaml to settle it.",
)

# --- remarks -------------------------------------------------------------------------------------

ROWS_HIDDEN = Message(
    vi=(
        "{place}: {count} dòng đang bị ẩn (do lọc hoặc ẩn bằng tay) vẫn được tính. Nếu không muốn tính, xóa "
        "các dòng đó khỏi tệp."
    ),
    en=(
        "{place}: rows that are hidden, by a filter or by hand, and count all the same: {count}. Delete "
        "them from the file if they should not."
    ),
)
TABLE_OTHER_YEAR = Message(
    vi="{place}: bỏ qua bảng ghi là của năm {named}, chỉ lấy bảng của năm {year}.",
    en="{place}: a table that says that it is of {named} is skipped, only those of {year} are read.",
)

# --- words of tables -----------------------------------------------------------------------------

EVERYTHING = Message(vi="Tất cả đơn vị", en="All units")

# --- what is refused -----------------------------------------------------------------------------

SHEET_TWICE = Message(
    vi=(
        "các phiếu giống hệt {first}, chỉ khác tên hoặc dạng tệp. Bỏ một trong hai, nếu không mỗi phiếu bị "
        "đếm hai lần; nếu đúng là phiếu khác nhau, thêm cột Mã phiếu."
    ),
    en=(
        "the ballots are the same as those of {first}, under another name or in another format. Leave one "
        "out, or every ballot counts twice; if they are different ballots, add a column of ids."
    ),
)

# --- units that are not registered: what is wrong, alike for every reader ------------------------

UNIT_UNKNOWN = Message(
    vi="không có đơn vị này trong danh sách (units.yaml)",
    en="this unit is not registered (units.yaml)",
)
UNIT_LIKE = Message(
    vi="không có đơn vị này trong danh sách (units.yaml). Gần giống: {suggestions}",
    en="this unit is not registered (units.yaml). Similar: {suggestions}",
)
UNIT_NEAR = Message(
    vi='không có đơn vị "{typed}" trong danh sách (units.yaml). Gần giống: {suggestions}',
    en='the unit "{typed}" is not registered (units.yaml). Similar: {suggestions}',
)
UNIT_AMBIGUOUS = Message(
    vi='tên "{typed}" có thể là nhiều đơn vị: {suggestions}; phải ghi tên đầy đủ',
    en='the name "{typed}" may mean several units: {suggestions}; write the full name',
)

# --- what to do, for each reader -----------------------------------------------------------------

MEND_UNIT_OF_BALLOT = Message(
    vi="Phiếu bị loại. Sửa tên, hoặc thêm vào units.yaml (đơn vị mới, hoặc cách viết khác vào aliases).",
    en=("The ballot is rejected. Mend the name, or add it to units.yaml (as a unit, or as an alias of one)."),
)
MEND_UNIT_OF_POINTS = Message(
    vi="Sửa tên hoặc thêm vào units.yaml; điểm của đơn vị này không được tính.",
    en="Mend the name or add it to units.yaml; its points are not counted.",
)
MEND_UNIT_OF_RESULT = Message(
    vi=(
        "Danh sách là của năm được nhập. Sửa tên; hoặc thêm vào units.yaml: cách viết khác vào aliases, đơn "
        "vị cũ vào succession. Nếu là dòng tên nhóm thì ghi tên nhóm như trong units.yaml, để trống hạng và "
        "điểm."
    ),
    en=(
        "The register is that of the year of the table. Mend the name, or add it to units.yaml: another "
        "spelling to aliases, a former unit to succession. If it is the heading of a group, write the "
        "group's name as in units.yaml and leave rank and score blank."
    ),
)
MEND_UNIT_OF_SAMPLE = Message(
    vi="Sửa tên, hoặc thêm vào units.yaml (đơn vị mới, hoặc cách viết khác vào aliases).",
    en="Mend the name, or add it to units.yaml (as a unit, or as an alias of one).",
)
