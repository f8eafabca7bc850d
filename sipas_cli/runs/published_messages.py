"""What is said of published tables that are brought in."""

from sipas_cli.messages import FindingKind, Message

NO_TABLE = Message(
    vi=(
        "không thấy bảng kết quả năm {year}: không hàng tiêu đề nào có cột đơn vị cùng cột hạng hoặc điểm "
        "mà dưới đó có số liệu. Đặt tiêu đề các cột là: Nhóm, Hạng, Đơn vị, Điểm; hoặc chạy với --ask TỆP để "
        "ghi rõ cột nào là gì."
    ),
    en=(
        "no table of results of {year} is there: no header row has a unit column with a rank or a score "
        "column and figures below. Name the columns: group, rank, unit, score; or say with --ask FILE what "
        "each column is."
    ),
)
UNIT_MISSING = FindingKind(
    code="published_unit_missing",
    problem=Message(
        vi="dòng này có hạng hoặc điểm nhưng không có tên đơn vị",
        en="this row has a rank or a score but no unit",
    ),
    remedy=Message(
        vi="Điền tên đơn vị, hoặc xóa dòng nếu là dòng tổng.",
        en="Fill in the unit, or delete the row if it is a total.",
    ),
)
HEADING = FindingKind(
    code="published_heading",
    problem=Message(
        vi=(
            "dòng này không đúng tên nhóm nào, mà bên dưới có đơn vị không biết thuộc nhóm nào. Các nhóm: "
            "{known}"
        ),
        en=(
            "this row names no group, and below it is a unit of which no group is known. The groups are: "
            "{known}"
        ),
    ),
    remedy=Message(
        vi="Ghi tên hoặc mã nhóm như trong units.yaml, thêm cột Nhóm vào bảng, hoặc nêu --group.",
        en=(
            "Write the name or id of a group as in units.yaml, add a group column to the table, or give "
            "--group."
        ),
    ),
)
UNIT_TWICE = FindingKind(
    code="published_unit_twice",
    problem=Message(vi="đơn vị {unit} đã có ở {first}", en="the unit {unit} is already at {first}"),
    remedy=Message(
        vi="Xóa một dòng; nếu là hai đơn vị khác nhau khi đó, ghi đơn vị cũ vào succession trong units.yaml.",
        en="Delete one row; if they were two units then, add the former one to succession in units.yaml.",
    ),
)
GROUP = FindingKind(
    code="published_group",
    problem=Message(
        vi="không có nhóm này. Các nhóm: {known}",
        en="there is no such group. The groups are: {known}",
    ),
    remedy=Message(
        vi="Ghi mã hoặc tên nhóm như trong units.yaml.",
        en="Write the id or the name of a group as in units.yaml.",
    ),
)
NO_GROUP = FindingKind(
    code="published_no_group",
    problem=Message(
        vi="không biết {unit} thuộc nhóm nào khi đó",
        en="it is not known in which group {unit} was",
    ),
    remedy=Message(
        vi=(
            "Thêm cột Nhóm vào bảng, đặt đơn vị dưới dòng tên nhóm, hoặc nêu --group cho mọi đơn vị chưa rõ "
            "nhóm. Đơn vị có trong succession của units.yaml thì theo nhóm của đơn vị kế tục; đơn vị giải "
            "thể (abolished) không có đơn vị kế tục nên phải nêu nhóm."
        ),
        en=(
            "Add a group column to the table, put the unit below a row with the name of its group, or give "
            "--group for all units of no known group. A unit in succession in units.yaml is in the group of "
            "who followed it; nobody followed an abolished one, so its group must be named."
        ),
    ),
)
GROUP_DIFFERS = FindingKind(
    code="published_group_differs",
    problem=Message(
        vi="{unit}: bảng xếp vào nhóm {said}, units.yaml ghi nhóm {registered}; lấy nhóm {used}",
        en="{unit}: the table has it in the group {said}, units.yaml in {registered}; {used} is taken",
    ),
    remedy=Message(
        vi="Cột Nhóm của bảng được ưu tiên, sau đó là units.yaml. Sửa chỗ ghi sai rồi nhập lại.",
        en="A group column of the table goes first, then units.yaml. Mend what is wrong and import again.",
    ),
)
GROUP_ASKED = FindingKind(
    code="published_group_asked",
    problem=Message(
        vi="--group {group} không áp dụng cho {count} đơn vị đã rõ nhóm khác: {units}",
        en="--group {group} is not used for {count} units that are known to be in another one: {units}",
    ),
    remedy=Message(
        vi="Nếu khi đó các đơn vị này ở nhóm khác với units.yaml thì thêm cột Nhóm vào bảng.",
        en="If they were in another group then than in units.yaml, add a group column to the table.",
    ),
)
ABOVE = FindingKind(
    code="published_above",
    problem=Message(vi="điểm lớn hơn {limit}", en="the score is above {limit}"),
    remedy=Message(
        vi="Sửa nếu gõ sai. Bảng có thang điểm cao hơn 100 thì thêm cột Điểm tối đa.",
        en=(
            "Mend it if it was mistyped. If the scale of the table goes above 100, add a column of the "
            "maximum."
        ),
    ),
)
RANK = FindingKind(
    code="published_rank",
    problem=Message(vi="không phải là một hạng", en="this is not a rank"),
    remedy=Message(
        vi='Ghi số thứ hạng: 6, hoặc "đồng hạng 6". Không xếp hạng thì để trống.',
        en='Write the number: 6, or "tied 6". Leave it blank where there is no rank.',
    ),
)
SCORE = FindingKind(
    code="published_score",
    problem=Message(vi="không phải là một số điểm", en="this is not a score"),
    remedy=Message(
        vi="Ghi số như đã công bố, ví dụ 91,55. Không có điểm thì để trống.",
        en="Write the number as published, such as 91.55. Leave it blank where there is none.",
    ),
)
DIGITS = FindingKind(
    code="published_digits",
    problem=Message(vi="điểm có hơn {limit} chữ số thập phân", en="the score has more than {limit} decimals"),
    remedy=Message(
        vi="Ghi điểm đã làm tròn như đã công bố.",
        en="Write the score as it was published, rounded.",
    ),
)
DECIMALS = FindingKind(
    code="published_decimals",
    problem=Message(
        vi="điểm có {decimals} chữ số thập phân, các điểm khác của cột có nhiều nhất {usual}",
        en="the score has {decimals} decimals, the others of its column at most {usual}",
    ),
    remedy=Message(
        vi=(
            "Điểm vẫn lấy như trong ô. Nếu chữ số cuối là số chú thích, hoặc dấu phẩy phân cách hàng nghìn, "
            "thì sửa ô rồi nhập lại."
        ),
        en=(
            "The score is taken as it stands. If its last digit is that of a footnote, or its comma one of "
            "thousands, mend the cell and import again."
        ),
    ),
)
YEAR = FindingKind(
    code="published_year",
    problem=Message(
        vi="bảng này ghi là của năm {named}, không phải năm {year}",
        en="this table says that it is of {named}, not of {year}",
    ),
    remedy=Message(
        vi=(
            "Nhập bảng với đúng năm của nó (--year); nếu số liệu đúng là của năm đang nhập thì sửa năm ghi "
            "ở đó (ô, tên trang tính hoặc tên tệp) rồi nhập lại."
        ),
        en=(
            "Import it with its own --year; if the figures are those of the year that was asked for, mend "
            "the year there (the cell, the name of the sheet or of the file) and import again."
        ),
    ),
)
COLUMN = FindingKind(
    code="published_column",
    problem=Message(
        vi="không rõ các cột này là gì nên không đọc số liệu trong đó: {columns}",
        en="nobody knows what these columns are, so their figures are not read: {columns}",
    ),
    remedy=Message(
        vi="Nếu cột là điểm hoặc hạng của năm được nhập thì đặt tiêu đề là Điểm hoặc Hạng rồi nhập lại.",
        en="If a column holds the scores or ranks of the year, call it score or rank and import again.",
    ),
)
CELL = FindingKind(
    code="published_cell",
    problem=Message(
        vi="ô này là lỗi của Excel hoặc công thức chưa được tính",
        en="this cell is an Excel error or a formula that has not been computed",
    ),
    remedy=Message(
        vi="Mở tệp bằng Excel, sửa ô này rồi lưu lại.",
        en="Open the file in Excel, mend the cell, save it.",
    ),
)
MERGED = FindingKind(
    code="published_merged",
    problem=Message(
        vi="ô này bị gộp với ô ở dòng trên, không rõ giá trị là của dòng nào",
        en="this cell is merged with one of the line above, and nobody knows to which the value belongs",
    ),
    remedy=Message(
        vi="Bỏ gộp ô rồi ghi giá trị ở từng dòng, kể cả khi đồng hạng.",
        en="Unmerge the cells and write the value into each line, also where units are tied.",
    ),
)
BROKEN = FindingKind(
    code="published_broken",
    problem=Message(
        vi="các dòng của bảng không cùng số cột, nên không rõ số liệu nào ở cột nào",
        en="the rows of the table are not equally wide, so nobody can say which figure is in which column",
    ),
    remedy=Message(
        vi="Mở bằng Word, kẻ lại cho mọi dòng đủ cột, hoặc chép bảng sang Excel, rồi nhập lại.",
        en="Open it in Word and draw all rows equally wide, or copy the table to Excel, and import again.",
    ),
)
FRACTIONS = FindingKind(
    code="published_fractions",
    problem=Message(
        vi="mọi điểm đều từ 0 đến 1: có lẽ là tỷ lệ viết dạng thập phân",
        en="all scores are between 0 and 1: they seem to be shares and no percentages",
    ),
    remedy=Message(
        vi="Ghi điểm như đã công bố: 91,55 chứ không phải 0,9155; hoặc đặt định dạng phần trăm cho cột điểm.",
        en="Write the scores as published: 91.55, not 0.9155; or give the column the percent format.",
    ),
)
FRACTION = FindingKind(
    code="published_fraction",
    problem=Message(
        vi="điểm này không quá 1 trong khi các điểm khác lớn hơn nhiều: có lẽ là tỷ lệ viết dạng thập phân",
        en="this score is at most 1 while others are much larger: it seems to be a share and no percentage",
    ),
    remedy=Message(
        vi="Ghi điểm như đã công bố: 92,10 chứ không phải 0,921.",
        en="Write the score as published: 92.10, not 0.921.",
    ),
)
OTHER_INDEX = FindingKind(
    code="published_other_index",
    problem=Message(
        vi="ở đây ghi là bảng {named}, nhưng đang nhập {index}",
        en="this says that it is a table of {named}, but {index} is being imported",
    ),
    remedy=Message(
        vi="Nhập với đúng --index; nếu đúng là chỉ số đang nhập, ghi tên chỉ số vào tiêu đề cột điểm.",
        en=(
            "Import it with its own --index; if it is the index that was asked for, name it in the header "
            "of the scores."
        ),
    ),
)
RANK_DIFFERS = FindingKind(
    code="published_rank_differs",
    problem=Message(
        vi="hạng {rank} của {unit} không khớp với điểm trong bảng",
        en="rank {rank} of {unit} does not follow from the scores of the table",
    ),
    remedy=Message(
        vi="Giữ hạng như trong bảng. Nếu gõ sai thì sửa rồi nhập lại.",
        en="The rank is kept as it stands. If it was mistyped, mend it and import again.",
    ),
)
AVERAGE = FindingKind(
    code="published_average",
    problem=Message(
        vi="dòng tổng, bình quân hoặc điểm tối đa không phải là đơn vị nên bỏ qua",
        en="a row of sums, means or maxima is no unit and is left out",
    ),
    remedy=Message(
        vi="Giá trị chung đã công bố thì nêu bằng --overall.",
        en="Give the published figure of the province with --overall.",
    ),
)
MEAN_DIFFERS = FindingKind(
    code="published_mean_differs",
    problem=Message(
        vi="dòng bình quân ghi {said}, bình quân các đơn vị phía trên là {mean}",
        en="the row of means says {said}, the mean of the units above is {mean}",
    ),
    remedy=Message(
        vi=(
            "Dòng bình quân không được dùng. Xem có thiếu đơn vị hay gõ sai điểm không; nếu bình quân tính "
            "trên mọi phiếu thì nêu bằng --overall."
        ),
        en=(
            "The row is not used. See whether a unit is missing or a score mistyped; if the mean is one of "
            "all ballots, give it with --overall."
        ),
    ),
)
PARTIAL = FindingKind(
    code="published_partial",
    problem=Message(
        vi="{group}: bảng chỉ có {units} đơn vị, không đủ cả nhóm",
        en="{group}: the table has only {units} units, which is not all of the group",
    ),
    remedy=Message(
        vi=(
            "Không tính bình quân của nhóm. Đơn vị khi đó chưa có thì ghi vào succession trong units.yaml "
            "(kind: new)."
        ),
        en=(
            "The group has no mean. A unit that did not exist then belongs into succession in units.yaml "
            "(kind: new)."
        ),
    ),
)
TABLE_SCORES = Message(vi="điểm ở cột", en="scores in")
TABLE_RANKS = Message(vi="hạng ở cột", en="ranks in")
TABLE_LINES = Message(vi="{count} dòng", en="rows: {count}")
HIDDEN = Message(
    vi="{place}: bỏ qua trang tính bị ẩn. Nếu có bảng kết quả, mở bằng Excel rồi bỏ ẩn.",
    en="{place}: a hidden sheet is skipped. If it holds results, unhide it in Excel.",
)
TABLE_OTHER_INDEX = Message(
    vi="{place}: bỏ qua bảng {named}; đang nhập {index}.",
    en="{place}: a table of {named} is passed over; {index} is being imported.",
)
SKIPPED = Message(
    vi="{place}: bỏ qua, không có bảng kết quả.",
    en="{place}: skipped, there is no table of results.",
)
FORMER_GROUP = Message(
    vi="Nhóm {group} nay không còn trong units.yaml: {count} đơn vị được giữ theo bảng.",
    en="The group {group} is in units.yaml no more: {count} units are kept as the table has them.",
)
ASKED_HEAD = Message(
    vi=(
        "Các bảng tìm thấy trong {file}. Sửa chỗ sai rồi nhập lại với --tables và tên tệp này.\n"
        "sheet: trang tính hoặc bảng; header: dòng cuối của tiêu đề; read: có đọc không (true, false);\n"
        "group: mã hoặc tên nhóm của cả bảng, để trống nếu bảng tự ghi; columns: chữ của từng cột, gồm\n"
        "unit (đơn vị), rank (hạng), score (điểm), group (nhóm), band (xếp loại), maximum (điểm tối đa)."
    ),
    en=(
        "The tables found in {file}. Mend what is wrong and import again with --tables and this file.\n"
        "sheet: the sheet or table; header: the last row of its header; read: whether it is read\n"
        "(true, false); group: id or name of the group of all its units, blank where the table says it;\n"
        "columns: the letters of unit, rank, score, group, band, maximum."
    ),
)
ASKED_ABOVE = Message(vi="phía trên bảng: {title}", en="above the table: {title}")
ASKED_UNKNOWN = Message(
    vi="không rõ tiêu đề của bảng này; nếu là bảng kết quả thì ghi các cột rồi đặt read: true",
    en="the header of this table is not known; if it has results, name the columns and set read: true",
)
