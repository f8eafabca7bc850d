"""What is said of sampling: lists, sizes, what was drawn."""

from sipas_cli.messages import FindingKind, Message

# --- what is refused ------------------------------------------------------------------------------

ISSUED_FAULT = Message(vi="{problem}. {what_to_do}", en="{problem}. {what_to_do}")
ISSUED_UNIT = Message(
    vi=(
        "không có phiếu nào của đơn vị {unit} và không có units.yaml để biết đơn vị này. Thêm units.yaml, "
        "hoặc xóa dòng."
    ),
    en=(
        "there is no ballot of the unit {unit} and no units.yaml that has it. Add units.yaml, or delete the "
        "line."
    ),
)
SAMPLE_NO_TABLE = Message(
    vi=(
        "không thấy hàng tiêu đề nào có đủ các cột: {headers}. Đặt lại tiêu đề cột, hoặc nêu đúng tiêu đề "
        "bằng --unit-column và các tùy chọn tương tự (--help)."
    ),
    en=(
        "no header row has all of these columns: {headers}. Rename the columns, or name them with "
        "--unit-column and its like (--help)."
    ),
)
SAMPLE_COLUMN = Message(
    vi='không tệp nào có cột "{header}" ở hàng tiêu đề. Chép lại đúng tiêu đề cột.',
    en='no file has a column "{header}" in its header row. Copy the header as it is.',
)
SAMPLE_FILE_TWICE = Message(
    vi="nội dung giống hệt tệp {first}. Bỏ một trong hai.",
    en="the content is the same as that of {first}. Leave one out.",
)
SAMPLE_REJECTED = Message(
    vi="số lỗi trong bảng: {count}, nêu ở trên. Sửa tệp hoặc units.yaml rồi chạy lại.",
    en="faults in the table: {count}, listed above. Mend the file or units.yaml, then try again.",
)
SAMPLE_STRATA = Message(
    vi="có hơn {limit} đơn vị và dịch vụ. Kiểm tra lại cột dịch vụ.",
    en="there are more than {limit} units and services. Check the column of the service.",
)
SAMPLE_TOTAL_LARGE = Message(
    vi="cỡ mẫu chung {total} lớn hơn tổng số giao dịch {most}. Giảm --n.",
    en="a sample of {total} is more than the {most} transactions that there are. Lower --n.",
)
SAMPLE_TOTAL_SMALL = Message(
    vi=(
        "cỡ mẫu chung {total} không đủ để nơi nào cũng có ít nhất {minimum}: cần {least}. Tăng --n hoặc "
        "giảm --minimum."
    ),
    en=(
        "a sample of {total} does not give each stratum at least {minimum}: that takes {least}. Raise --n "
        "or lower --minimum."
    ),
)
SAMPLE_NO_SERVICE = Message(
    vi=(
        "cỡ mẫu có chia theo dịch vụ nhưng danh sách không có cột dịch vụ. Nêu cột bằng --service-column, "
        "hoặc dùng cỡ mẫu theo đơn vị (--by unit)."
    ),
    en=(
        "the sizes are by service but the list has no column of the service. Name it with --service-column, "
        "or use sizes by unit (--by unit)."
    ),
)
ISSUED_MIXED = Message(
    vi=(
        "đơn vị {unit} sẽ có cả số phiếu chung và số phiếu theo dịch vụ, tính phản hồi sẽ đếm hai lần. Xóa "
        "các dòng cũ của đơn vị này rồi chạy lại."
    ),
    en=(
        "the unit {unit} would have a number for all services and others for single ones, and be counted "
        "twice. Delete its former rows, then try again."
    ),
)

# --- what is found in the data --------------------------------------------------------------------

SAMPLE_UNIT_MISSING = FindingKind(
    code="sample_unit_missing",
    problem=Message(vi="dòng này không có tên đơn vị", en="this row has no unit"),
    remedy=Message(
        vi="Điền tên đơn vị ở từng dòng (kể cả ô đã gộp), hoặc xóa dòng.",
        en="Fill in the unit in each row (merged cells too), or delete the row.",
    ),
)
SAMPLE_MISALIGNED = FindingKind(
    code="sample_misaligned",
    problem=Message(
        vi="dòng này có nhiều ô hơn hàng tiêu đề nên các ô bị lệch cột",
        en="this row has more cells than the header, so its cells have shifted",
    ),
    remedy=Message(
        vi="Đặt trong ngoặc kép nội dung có dấu phẩy, hoặc xuất lại thành .xlsx.",
        en="Quote the text that has a comma in it, or export the list as .xlsx.",
    ),
)
SAMPLE_CELL = FindingKind(
    code="sample_cell",
    problem=Message(
        vi="ô báo lỗi, hoặc có công thức chưa được tính",
        en="the cell is an error, or a formula that was not computed",
    ),
    remedy=Message(
        vi="Mở bằng Excel, sửa ô rồi lưu lại.",
        en="Open the file in Excel, mend the cell, save it.",
    ),
)
SAMPLE_NUMBER = FindingKind(
    code="sample_number",
    problem=Message(vi="không phải số nguyên từ 0 đến {limit}", en="not a whole number from 0 to {limit}"),
    remedy=Message(
        vi="Ghi một số nguyên; không có thì ghi 0.",
        en="Write a whole number; 0 where there is none.",
    ),
)
SAMPLE_STRATUM_TWICE = FindingKind(
    code="sample_stratum_twice",
    problem=Message(
        vi="đơn vị và dịch vụ này đã có ở {first}",
        en="this unit and service are already at {first}",
    ),
    remedy=Message(vi="Gộp hai dòng làm một.", en="Make one row of the two."),
)
SAMPLE_HEADER_AGAIN = FindingKind(
    code="sample_header_again",
    problem=Message(
        vi="tiêu đề lại xuất hiện ở đây với các cột khác, nên các dòng bên dưới sẽ bị đọc nhầm cột",
        en="another header stands here, so that the rows below would be read from the wrong columns",
    ),
    remedy=Message(vi="Tách phần bên dưới thành trang riêng.", en="Put what is below on a sheet of its own."),
)
SAMPLE_MIXED = FindingKind(
    code="sample_mixed",
    problem=Message(
        vi="{unit} có số chung ở {place} và số theo từng dịch vụ ở {first}, sẽ bị cộng hai lần",
        en=(
            "{unit} has a number for all services at {place} and others for single ones at {first}, which "
            "would be added up"
        ),
    ),
    remedy=Message(
        vi="Xóa dòng chung, hoặc xóa trang tổng hợp.",
        en="Delete the row for all services, or the sheet of sums.",
    ),
)
SAMPLE_SUMMARY = FindingKind(
    code="sample_summary",
    problem=Message(
        vi="trang này có vẻ ghi số hồ sơ của mỗi đơn vị, không phải danh sách từng hồ sơ",
        en="this sheet seems to have the number of transactions of each unit, and no transactions",
    ),
    remedy=Message(
        vi='Xóa trang này; nếu đúng là mã, đổi tiêu đề cột thành "{header}".',
        en='Delete the sheet; if these are ids, head the column "{header}".',
    ),
)
SAMPLE_DOUBLED = FindingKind(
    code="sample_doubled",
    problem=Message(vi="giao dịch này đã có ở {first}", en="this transaction is already at {first}"),
    remedy=Message(
        vi="Chỉ một dòng được đưa vào chọn. Nếu là hai giao dịch, thêm cột mã hồ sơ (--id-column).",
        en=(
            "Only one of the rows can be drawn. If they are two transactions, add a column with their ids "
            "(--id-column)."
        ),
    ),
)
SAMPLE_SHORT = FindingKind(
    code="sample_short",
    problem=Message(
        vi="{stratum}: cần {size} nhưng danh sách chỉ có {there}",
        en="{stratum}: {size} are wanted, the list has {there}",
    ),
    remedy=Message(
        vi="Đã chọn hết. Kiểm tra danh sách có đủ không.",
        en="All of them are drawn. Check whether the list is complete.",
    ),
)
SAMPLE_WITHOUT_SIZE = FindingKind(
    code="sample_without_size",
    problem=Message(
        vi="{stratum}: có {there} giao dịch nhưng tệp cỡ mẫu không có dòng này",
        en="{stratum}: {there} transactions, but the file of sizes has no such row",
    ),
    remedy=Message(
        vi="Không chọn dòng nào ở đây. Thêm vào tệp cỡ mẫu nếu cần.",
        en="Nothing is drawn here. Add it to the file of sizes if need be.",
    ),
)

# --- remarks --------------------------------------------------------------------------------------

SAMPLE_HIDDEN = Message(
    vi="{place}: bỏ qua trang tính bị ẩn. Nếu có dữ liệu, mở bằng Excel rồi bỏ ẩn.",
    en="{place}: a hidden sheet is skipped. If it holds data, unhide it in Excel.",
)
SAMPLE_SKIPPED = Message(
    vi="{place}: bỏ qua, không có các cột cần tìm.",
    en="{place}: skipped, the columns are not there.",
)
SAMPLE_TOTALS = Message(
    vi="{place}: bỏ qua các dòng tổng cộng ({rows}).",
    en="{place}: rows of totals are passed over ({rows}).",
)
SAMPLE_EXCLUDED = Message(
    vi="{unit}: bỏ qua {rows} dòng, đơn vị có ghi excluded trong units.yaml.",
    en="{unit}: {rows} rows are passed over, the unit is excluded in units.yaml.",
)
UNITS_FROM_FILE = Message(
    vi="Không có đơn vị nào trong units.yaml: lấy tên đơn vị từ dữ liệu.",
    en="No unit stands in units.yaml: units are taken from the data.",
)
DRAW_ALGORITHM = Message(
    vi=(
        "Mỗi giao dịch có một khóa: mã của nó (chuẩn NFC, bỏ khoảng trắng thừa); dòng không có mã thì khóa "
        "là JSON các cặp [tiêu đề cột, nội dung] của các ô có dữ liệu, xếp theo thứ tự, trừ cột số thứ tự. "
        "Trong mỗi đơn vị, mỗi khóa chỉ tính một lần. Tính SHA-256 của: hạt giống (seed), một dấu xuống "
        "dòng (LF), khóa; mã UTF-8. Trong từng nhóm (đơn vị, dịch vụ), xếp theo giá trị SHA-256 dạng thập "
        "lục phân tăng dần: các giao dịch đầu là mẫu (sample), tiếp theo là dự phòng (reserve). "
        'list.sha256: SHA-256 của các dòng đã xếp thứ tự "đơn vị TAB dịch vụ TAB khóa LF". '
        'selection.sha256: SHA-256 của các dòng đã xếp thứ tự "khóa LF" của mẫu.'
    ),
    en=(
        "Each transaction has a key: its id (NFC, surplus spaces removed); for a row without an id the JSON "
        "of the pairs [header, text] of its filled cells, sorted, without the column that numbers the rows. "
        "Within a unit each key counts once. Take the SHA-256 of the seed, a line feed and the key, in "
        "UTF-8. Within each stratum (unit, service) sort by that SHA-256 in hexadecimal, ascending: the "
        "first are the sample, those that follow the reserve. list.sha256 is the SHA-256 of the sorted "
        'lines "unit TAB service TAB key LF"; selection.sha256 that of the sorted lines "key LF" of the '
        "sample."
    ),
)

# --- words of tables ------------------------------------------------------------------------------

DRAW_SAMPLE = Message(vi="Mẫu", en="Sample")
DRAW_RESERVE = Message(vi="Dự phòng", en="Reserve")
DRAW_UNIT = Message(vi="Đơn vị (chọn mẫu)", en="Unit (draw)")
DRAW_SERVICE = Message(vi="Dịch vụ (chọn mẫu)", en="Service (draw)")
DRAW_NUMBER = Message(vi="Thứ tự chọn", en="Number in the draw")
DRAW_PART = Message(vi="Mẫu hay dự phòng", en="Sample or reserve")
