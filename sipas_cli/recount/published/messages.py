"""What is said of published documents: places, what does not hold, and what to do about it."""

from sipas_cli.messages import FindingKind, Message

PLACE_TABLE = Message(vi="bảng {table}", en="table {table}")
PLACE_CELL = Message(
    vi="bảng {table}, dòng {row}, cột {column}", en="table {table}, row {row}, column {column}"
)
PLACE_LINE = Message(vi="dòng {number}", en="line {number}")
PLACE_LINE_COLUMN = Message(vi="dòng {line}, cột {column}", en="line {line}, column {column}")
PLACE_PARAGRAPH = Message(vi="đoạn {number}", en="paragraph {number}")
NOTHING_FOUND = Message(
    vi=(
        "không có bảng kết quả nào nhận ra được. Hàng tiêu đề phải có cột tên đơn vị và cột điểm hoặc hạng, "
        "ví dụ: STT, Tên đơn vị, Chỉ số (%), Xếp hạng."
    ),
    en=(
        "no table of results was recognised. Its header needs a column of units and one of scores or ranks, "
        "such as: No, Unit, Score, Rank."
    ),
)
NO_FIGURES = Message(
    vi="{file}: không có số liệu nào để kiểm tra; chỉ xem lỗi chữ, năm và căn cứ.",
    en="{file}: there are no figures to check; only words, years and grounds were looked over.",
)

# --- tables --------------------------------------------------------------------------------------

TABLE_NOT_READ = FindingKind(
    code="table_not_read",
    problem=Message(
        vi="không nhận ra tiêu đề của bảng (cột tên đơn vị, cột điểm) nên không kiểm tra bảng này",
        en="this table has no header that is known (units, results): it was not checked",
    ),
    remedy=Message(
        vi="Nếu là bảng kết quả thì ghi tiêu đề cột, đưa bảng con ra ngoài, rồi kiểm tra lại.",
        en="If it is one of results, head its columns, take an inner table out, and check again.",
    ),
)
TABLE_OF_NUMBERS = FindingKind(
    code="table_of_numbers",
    problem=Message(
        vi="cột “{column}” ghi số, không ghi tên đơn vị, nên không kiểm tra bảng này",
        en='the column "{column}" holds numbers and no names of units: this table was not checked',
    ),
    remedy=Message(
        vi="Nếu là bảng kết quả thì ghi tên đơn vị vào cột này.",
        en="If it is one of results, put the names of its units there.",
    ),
)
TABLE_UNREADABLE = FindingKind(
    code="table_unreadable",
    problem=Message(
        vi=(
            "bảng này không đọc được thành hàng và cột (ô gộp phá lưới, ô tên đơn vị gộp qua nhiều dòng, "
            "hoặc bảng lồng trong bảng), nên không kiểm tra gì trong bảng"
        ),
        en=(
            "this table makes no rows and columns (merged cells break the grid, one name of a unit is merged "
            "over several rows, or a table stands in it): nothing in it was checked"
        ),
    ),
    remedy=Message(
        vi="Tách ô gộp, đưa bảng con ra ngoài, rồi kiểm tra lại.",
        en="Split the merged cells, take the inner table out, and check again.",
    ),
)
CELL_MERGED = FindingKind(
    code="table_cell_merged",
    problem=Message(
        vi="ô điểm hoặc hạng gộp qua nhiều đơn vị, không rõ là của đơn vị nào",
        en="a cell of scores or ranks is merged over several units, so nobody knows whose it is",
    ),
    remedy=Message(vi="Tách ô và ghi cho từng đơn vị.", en="Split it and give each unit its own."),
)
CELL_UNREAD = FindingKind(
    code="table_cell_unread",
    problem=Message(vi="ô này không phải là số", en="this cell holds no number"),
    remedy=Message(vi="Sửa lại số trong ô.", en="Mend the number."),
)
COLUMN_UNREAD = FindingKind(
    code="table_column_unread",
    problem=Message(
        vi="cột “{column}” phần lớn ghi chữ, không ghi số nên không kiểm tra cột này",
        en='the column "{column}" holds words for the most part, and no numbers: it was not checked',
    ),
    remedy=Message(
        vi="Nếu đây là cột số thì sửa lại số hoặc tiêu đề cột.",
        en="If it is one of numbers, mend them or its header.",
    ),
)
UNIT_TWICE = FindingKind(
    code="table_unit_twice",
    problem=Message(
        vi="{unit} đứng hai lần trong bảng; lần đầu ở {first}",
        en="{unit} stands twice in the table; the first time at {first}",
    ),
    remedy=Message(vi="Bỏ một dòng, hoặc sửa tên.", en="Delete one of them, or mend the name."),
)
ROW_ORDER = FindingKind(
    code="table_order",
    problem=Message(
        vi="{lower} ({lower_figure}) đứng dưới {upper} ({upper_figure}): {upper_figure} < {lower_figure}",
        en="{lower} ({lower_figure}) stands below {upper} ({upper_figure}): {upper_figure} < {lower_figure}",
    ),
    remedy=Message(
        vi="Xếp lại theo điểm từ cao xuống thấp, hoặc sửa số.",
        en="Put the rows into the order of their figures, or mend the figure.",
    ),
)
ROW_NUMBER = FindingKind(
    code="table_row_number",
    problem=Message(vi="số thứ tự {number} đứng sau {above}", en="the number {number} comes after {above}"),
    remedy=Message(vi="Đánh lại số thứ tự.", en="Number the rows again."),
)
RANK_ORDER = FindingKind(
    code="rank_order",
    problem=Message(
        vi=(
            "{upper} hạng {upper_rank} có {upper_figure}, {lower} hạng {lower_rank} có {lower_figure}: "
            "{upper_figure} < {lower_figure}"
        ),
        en=(
            "{upper} at rank {upper_rank} has {upper_figure}, {lower} at rank {lower_rank} has "
            "{lower_figure}: {upper_figure} < {lower_figure}"
        ),
    ),
    remedy=Message(vi="Sửa hạng hoặc điểm.", en="Mend the rank or the figure."),
)
RANK_SHARED = FindingKind(
    code="rank_shared",
    problem=Message(
        vi="{upper} ({upper_figure}) và {lower} ({lower_figure}) cùng hạng {lower_rank} nhưng điểm khác nhau",
        en="{upper} ({upper_figure}) and {lower} ({lower_figure}) share rank {lower_rank} and differ",
    ),
    remedy=Message(vi="Sửa hạng hoặc điểm.", en="Mend the rank or the figure."),
)
RANK_GAP = FindingKind(
    code="rank_gap",
    problem=Message(
        vi="{unit} có hạng {rank}; {better} đơn vị đứng trên, nên phải là hạng {expected}",
        en="{unit} has rank {rank}; {better} units stand above it, so it must be {expected}",
    ),
    remedy=Message(vi="Đánh lại hạng.", en="Mend the ranks."),
)
RANK_RULES = FindingKind(
    code="rank_rules",
    problem=Message(
        vi="sau hạng chung, ở đây hạng tiếp theo không bỏ số, còn ở {other} có bỏ số: văn bản dùng hai cách",
        en="behind a shared rank none is left out here, at {other} one is: two ways in one document",
    ),
    remedy=Message(vi="Xếp hạng theo một cách trong cả văn bản.", en="Rank in one way in all of it."),
)
TIES_TWO_WAYS = FindingKind(
    code="ties_two_ways",
    problem=Message(
        vi=(
            "điểm in ra bằng nhau mà khác hạng, còn ở {other} điểm bằng nhau thì đồng hạng: chỉ đúng nếu "
            "xếp theo điểm chưa làm tròn và ở đó điểm bằng nhau hẳn"
        ),
        en=(
            "figures are equal as printed and their ranks differ, at {other} equal figures share a rank: "
            "that holds only where unrounded figures are ranked and those there are wholly equal"
        ),
    ),
    remedy=Message(
        vi="Xem lại điểm chưa làm tròn, hoặc cho đồng hạng.",
        en="Look at the unrounded figures, or let them share the rank.",
    ),
)
DIGITS = FindingKind(
    code="figure_digits",
    problem=Message(
        vi="{figure} có {decimals} chữ số thập phân, các số khác trong cột có {usual}",
        en="{figure} has {decimals} decimals, the others of the column have {usual}",
    ),
    remedy=Message(vi="In cùng số chữ số thập phân.", en="Print equally many decimals."),
)
OUT_OF_RANGE = FindingKind(
    code="figure_range",
    problem=Message(
        vi="{unit} có {figure}, ngoài khoảng từ 0 đến {limit}",
        en="{unit} has {figure}, which is not from 0 to {limit}",
    ),
    remedy=Message(vi="Sửa số.", en="Mend the figure."),
)
SUM = FindingKind(
    code="figure_sum",
    problem=Message(
        vi="{unit}: {sum}, bảng in {printed}; số chưa làm tròn chỉ có thể cho {possible}",
        en="{unit}: {sum}, printed is {printed}; unrounded figures can give {possible} alone",
    ),
    remedy=Message(vi="Sửa tổng hoặc một số thành phần.", en="Mend the sum or one of its parts."),
)
SUM_ROUNDED = FindingKind(
    code="figure_sum_rounded",
    problem=Message(
        vi=(
            "{unit}: {sum}, bảng in {printed}; lệch do làm tròn (số chưa làm tròn cho {possible}); số dòng "
            "như vậy: {rows}"
        ),
        en=(
            "{unit}: {sum}, printed is {printed}; rounding explains it (unrounded figures give {possible}); "
            "rows of this kind: {rows}"
        ),
    ),
    remedy=Message(
        vi="Ghi chú dưới bảng rằng tổng tính từ số chưa làm tròn.",
        en="Say in a note that sums are of unrounded figures.",
    ),
)
MEAN = FindingKind(
    code="figure_mean",
    problem=Message(
        vi=(
            "“{label}” in {printed}; bình quân của {count} đơn vị là {mean}, số chưa làm tròn chỉ có thể cho "
            "{possible}"
        ),
        en=(
            '"{label}" is {printed}; the mean of {count} units is {mean}, unrounded figures can give '
            "{possible} alone"
        ),
    ),
    remedy=Message(
        vi="Sửa số bình quân, hoặc ghi rõ cách tính.", en="Mend the mean, or say how it is computed."
    ),
)
CHANGE = FindingKind(
    code="figure_change",
    problem=Message(
        vi="{unit}: {sum}, văn bản in {printed}; số chưa làm tròn chỉ có thể cho {possible}",
        en="{unit}: {sum}, printed is {printed}; unrounded figures can give {possible} alone",
    ),
    remedy=Message(vi="Sửa số tăng, giảm.", en="Mend the change."),
)
BAND = FindingKind(
    code="figure_band",
    problem=Message(
        vi="{unit} có {figure} mà xếp {band}, có giới hạn {limits}",
        en="{unit} has {figure} and stands in {band}, whose limits are {limits}",
    ),
    remedy=Message(vi="Sửa xếp loại hoặc điểm.", en="Mend the band or the figure."),
)

BAND_ORDER = FindingKind(
    code="band_order",
    problem=Message(
        vi=(
            "{upper} ({upper_figure}) xếp {upper_band}, {lower} ({lower_figure}) xếp {lower_band}: "
            "{upper_figure} < {lower_figure}"
        ),
        en=(
            "{upper} ({upper_figure}) is in {upper_band}, {lower} ({lower_figure}) in {lower_band}: "
            "{upper_figure} < {lower_figure}"
        ),
    ),
    remedy=Message(
        vi="Sửa xếp loại hoặc điểm; nếu còn điều kiện khác thì ghi rõ.",
        en="Mend the band or the figure; where something else counts too, say so.",
    ),
)
BAND_OVERLAP = FindingKind(
    code="band_overlap",
    problem=Message(
        vi="“{said}” và “{other}” chồng nhau: {common} thuộc cả hai",
        en='"{said}" and "{other}" overlap: {common} is in both',
    ),
    remedy=Message(vi="Sửa giới hạn.", en="Mend the limits."),
)

# --- the text ------------------------------------------------------------------------------------

TOLD_COUNT = FindingKind(
    code="told_count",
    problem=Message(
        vi="“{said}”: văn bản nêu {count}, theo số liệu trong văn bản là {possible}",
        en='"{said}": it says {count}, by the figures of the document it is {possible}',
    ),
    remedy=Message(vi="Đếm lại.", en="Count again."),
)
TOLD_TWICE = FindingKind(
    code="told_twice",
    problem=Message(
        vi="“{said}” trái với “{other}” ở {place}", en='"{said}" contradicts "{other}" at {place}'
    ),
    remedy=Message(vi="Đếm lại và sửa một trong hai.", en="Count again and mend one of them."),
)
TOLD_PARTS = FindingKind(
    code="told_parts",
    problem=Message(
        vi="{sum}, nhưng có {whole} đơn vị",
        en="{sum}, but there are {whole} units",
    ),
    remedy=Message(
        vi="Đếm lại; nếu năm đó số đơn vị khác thì ghi rõ.",
        en="Count again; where that year had another number of units, say so.",
    ),
)
TOLD_FIGURE = FindingKind(
    code="told_figure",
    problem=Message(
        vi="{unit}: lời văn nêu {said}, bảng in {printed} ({place})",
        en="{unit}: the text says {said}, the table has {printed} ({place})",
    ),
    remedy=Message(vi="Sửa lời văn hoặc bảng.", en="Mend the text or the table."),
)
TOLD_MOVE = FindingKind(
    code="told_move",
    problem=Message(
        vi="“{said}”: từ hạng {before} đến hạng {after} là chiều khác, hoặc số bậc khác",
        en='"{said}": from rank {before} to rank {after} is another way, or another number of places',
    ),
    remedy=Message(vi="Sửa hạng hoặc từ lên, xuống.", en="Mend the ranks or the words up and down."),
)
TOLD_TURN = FindingKind(
    code="told_turn",
    problem=Message(
        vi="“{said}”: từ {before} đến {now} là chiều khác với từ tăng, giảm (lên, xuống) trong câu",
        en='"{said}": from {before} to {now} is the other way than its words for more and less say',
    ),
    remedy=Message(vi="Sửa số hoặc từ tăng, giảm.", en="Mend the figures or the words up and down."),
)
TOLD_OVER = FindingKind(
    code="told_over",
    problem=Message(vi="“{said}”: {count} > {whole}", en='"{said}": {count} > {whole}'),
    remedy=Message(vi="Sửa một trong hai số.", en="Mend one of the two numbers."),
)
TOLD_SHARE = FindingKind(
    code="told_share",
    problem=Message(
        vi="“{said}”: {sum}, văn bản nêu {printed}", en='"{said}": {sum}, the document says {printed}'
    ),
    remedy=Message(vi="Sửa tỷ lệ hoặc số đếm.", en="Mend the percentage or the numbers."),
)
OVERALL = FindingKind(
    code="overall_unexplained",
    problem=Message(
        vi=(
            "số chung {printed} không phải là bình quân: tính theo đơn vị là {mean} (có thể {possible}); "
            "chỉ đúng nếu gộp mọi phiếu, khi đó nằm trong {range}"
        ),
        en=(
            "the overall figure {printed} is no mean: by units it is {mean} (possible is {possible}); it "
            "holds only where all ballots are pooled, and then lies in {range}"
        ),
    ),
    remedy=Message(
        vi="Xem lại, và ghi rõ số chung tính thế nào.", en="Look again, and say how it is computed."
    ),
)
OVERALL_ROUNDED = FindingKind(
    code="overall_rounded",
    problem=Message(
        vi=(
            "số chung {printed}; tính từ các số in ra là {mean}, số chưa làm tròn cho {possible} (khoảng của "
            "các nhóm: {range}): lệch do làm tròn"
        ),
        en=(
            "the overall figure is {printed}; the printed figures give {mean}, unrounded ones {possible} "
            "(range of the groups: {range}): rounding explains it"
        ),
    ),
    remedy=Message(
        vi="Không phải sửa nếu tính từ số chưa làm tròn.",
        en="Nothing to mend if it is made of unrounded figures.",
    ),
)
OVERALL_OUTSIDE = FindingKind(
    code="overall_outside",
    problem=Message(
        vi=(
            "số chung {printed} nằm ngoài khoảng {range} của các đơn vị, không cách tính nào cho số này "
            "(bình quân: {mean}, có thể {possible})"
        ),
        en=(
            "the overall figure {printed} is outside of {range}, the range of the units: no way of computing "
            "gives it (the mean is {mean}, possible is {possible})"
        ),
    ),
    remedy=Message(vi="Sửa số chung.", en="Mend the overall figure."),
)
OTHER_YEAR = FindingKind(
    code="told_year",
    problem=Message(
        vi="“{said}” nêu năm {named}, văn bản là của năm {year}",
        en='"{said}" says {named}, the document is of {year}',
    ),
    remedy=Message(vi="Sửa năm.", en="Mend the year."),
)
WORD_TWICE = FindingKind(
    code="word_twice",
    problem=Message(vi="hai từ giống nhau liền nhau: “{words}”", en='a word stands twice: "{words}"'),
    remedy=Message(vi="Bỏ một từ.", en="Delete one of them."),
)
GROUND_STOP = FindingKind(
    code="ground_stop",
    problem=Message(
        vi="căn cứ này kết thúc bằng dấu chấm, sau nó còn căn cứ khác: “{said}”",
        en='this ground ends with a full stop and others follow: "{said}"',
    ),
    remedy=Message(
        vi="Thay bằng dấu chấm phẩy; chỉ căn cứ cuối có dấu chấm.",
        en="Put a semicolon; the last ground alone ends with a full stop.",
    ),
)
CUT_OFF = Message(
    vi="{file}: các số chỉ khớp nếu bị cắt bớt chữ số chứ không làm tròn.",
    en="{file}: the figures hold together only if digits were cut off and not rounded.",
)
STORED_DIGITS = Message(
    vi="{file}: cột {columns}: ô không có định dạng số chữ số thập phân nên kiểm tra theo mọi chữ số đã lưu.",
    en="{file}: column {columns}: no format fixes the decimals of its cells, so all stored digits count.",
)
