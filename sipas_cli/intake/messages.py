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
