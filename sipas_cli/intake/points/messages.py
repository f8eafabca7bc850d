"""What is found in sheets of points."""

from sipas_cli.messages import FindingKind, Message

# --- what is found in the data --------------------------------------------------------------------

GROUP_NOT_MEASURED = FindingKind(
    code="group_not_measured",
    problem=Message(
        vi='{unit}: bộ tiêu chí không chấm nhóm "{group}"',
        en='{unit}: the criteria do not measure the group "{group}"',
    ),
    remedy=Message(
        vi="Thêm nhóm vào maximum của bộ tiêu chí, hoặc sửa nhóm trong units.yaml; đơn vị không được tính.",
        en="Add the group to maximum in the criteria, or mend it in units.yaml; the unit is not counted.",
    ),
)
FORM_WITHOUT_UNIT = FindingKind(
    code="form_without_unit",
    problem=Message(vi="không rõ phiếu chấm của đơn vị nào", en="it is not said whose scoring form this is"),
    remedy=Message(
        vi='Ghi "Đơn vị: ..." phía trên bảng, hoặc đặt tên trang theo đơn vị.',
        en="Write the unit above the table, or name the sheet after it.",
    ),
)
FORM_WITHOUT_POINTS = FindingKind(
    code="form_without_points",
    problem=Message(
        vi="phiếu chấm không có cột điểm nào được nhận ra",
        en="no column of points is known in this scoring form",
    ),
    remedy=Message(
        vi='Đặt tiêu đề cột là "Tự đánh giá", "Thẩm định"; phiếu này không được tính.',
        en="Head the columns as in the criteria (headers); this form is not counted.",
    ),
)
POINTS_WITHOUT_UNIT = FindingKind(
    code="points_without_unit",
    problem=Message(vi="hàng có điểm nhưng không ghi đơn vị", en="a row with points that names no unit"),
    remedy=Message(
        vi="Ghi tên đơn vị; hàng này không được tính.",
        en="Write the unit; the row is not counted.",
    ),
)
POINTS_YEAR = FindingKind(
    code="points_year",
    problem=Message(
        vi="điểm ở đây ghi là của năm {named}, không phải năm {year}",
        en="these points say that they are of {named}, not of {year}",
    ),
    remedy=Message(
        vi=(
            "Không lấy điểm nào từ đây. Nếu đúng là điểm của năm đang chấm thì sửa năm ghi ở đó (ô, tên "
            "trang tính hoặc tên tệp); nếu không thì nộp bảng đúng năm, hoặc chấm với --year của bảng này."
        ),
        en=(
            "No points are taken from here. If they are those of the year that is scored, mend the year "
            "there (the cell, the name of the sheet or of the file); else bring the table of that year, or "
            "score with --year of this one."
        ),
    ),
)
ROLE_UNCLEAR = FindingKind(
    code="role_unclear",
    problem=Message(
        vi="không rõ cột dưới tiêu đề này là điểm tự đánh giá hay điểm thẩm định",
        en="it is not clear whether the points below this header are self-assessed or appraised",
    ),
    remedy=Message(
        vi='Ghi "Tự đánh giá", "Thẩm định" ở hàng ngay dưới, mỗi cột một ô; các cột này không được tính.',
        en=(
            "Write in the row below what each column is (headers of the criteria); these columns are not "
            "counted."
        ),
    ),
)
TITLE_DIFFERS = FindingKind(
    code="title_differs",
    problem=Message(
        vi="{count} tiêu chí trong trang có tên khác với bộ tiêu chí: {parts}",
        en="{count} criteria of this sheet have other titles than in the criteria set: {parts}",
    ),
    remedy=Message(
        vi="Kiểm tra xem phiếu có phải mẫu của năm này không; điểm vẫn được tính theo số thứ tự.",
        en="Check whether this is the form of this year; the points count, by their numbers.",
    ),
)
COLUMN_TWICE = FindingKind(
    code="column_twice",
    problem=Message(
        vi="cột này trùng ý với cột ở ô {first}",
        en="this column means the same as the one at {first}",
    ),
    remedy=Message(
        vi="Xóa hoặc đổi tên một cột; điểm ở hai cột khác nhau thì không điểm nào được tính.",
        en="Delete or rename one of them; where their points differ neither counts.",
    ),
)
ROW_MISALIGNED = FindingKind(
    code="row_misaligned",
    problem=Message(vi="hàng có nhiều ô hơn hàng tiêu đề", en="the row has more cells than the header"),
    remedy=Message(
        vi="Đặt ô có dấu phẩy trong ngoặc kép; hàng này không được tính.",
        en="Quote the cell that has a comma in it; the row is not counted.",
    ),
)
ROW_UNKNOWN = FindingKind(
    code="row_unknown",
    problem=Message(
        vi="hàng có điểm nhưng không thuộc tiêu chí nào",
        en="a row with points that belongs to no criterion",
    ),
    remedy=Message(
        vi=(
            "Sửa số thứ tự hoặc tên tiêu chí, hoặc thêm tên vào headers.ignored của bộ tiêu chí nếu không "
            "phải điểm. Đơn vị có điểm ở hàng này không có chỉ số."
        ),
        en=(
            "Mend its number or title, or add the title to headers.ignored of the criteria if these are no "
            "points. Units with points in it have no index."
        ),
    ),
)
ROW_TWICE = FindingKind(
    code="row_twice",
    problem=Message(
        vi="tiêu chí {part} đã có ở hàng {first}",
        en="criterion {part} stands in row {first} already",
    ),
    remedy=Message(
        vi="Xóa một trong hai hàng; điểm ở hai hàng khác nhau thì không điểm nào được tính.",
        en="Delete one of the two rows; where their points differ neither counts.",
    ),
)
COLUMN_UNKNOWN = FindingKind(
    code="column_unknown",
    problem=Message(
        vi="cột có điểm nhưng không thuộc tiêu chí nào",
        en="a column with points that belongs to no criterion",
    ),
    remedy=Message(
        vi=(
            "Sửa tiêu đề cột, hoặc thêm vào headers.ignored của bộ tiêu chí nếu không phải điểm. Trừ khi "
            "tiêu đề cho biết đó là số liệu đi kèm (chênh lệch, hạng, năm khác), đơn vị có điểm ở cột này "
            "không có chỉ số."
        ),
        en=(
            "Mend its header, or add it to headers.ignored of the criteria if these are no points. Unless "
            "its header says that these stand beside points (differences, ranks, other years), units with "
            "points in it have no index."
        ),
    ),
)
MAXIMUM_DIFFERS = FindingKind(
    code="maximum_differs",
    problem=Message(
        vi="điểm tối đa của {part} không phải {maximum} như bộ tiêu chí",
        en="the maximum of {part} is not {maximum} as in the criteria",
    ),
    remedy=Message(
        vi=(
            "Kiểm tra lại mẫu chấm điểm; điểm tối đa được lấy theo bộ tiêu chí (của riêng một đơn vị: "
            "max_of_units)."
        ),
        en="Check the form; the maximum of the criteria is used (that of a single unit: max_of_units).",
    ),
)
POINTS_ERROR_CELL = FindingKind(
    code="points_error_cell",
    problem=Message(vi="{unit}, {part}: ô báo lỗi", en="{unit}, {part}: an error cell"),
    remedy=Message(vi="Sửa công thức hoặc gõ điểm.", en="Mend the formula or type the points."),
)
POINTS_MERGED = FindingKind(
    code="points_merged",
    problem=Message(
        vi="{unit}, {part}: ô bị gộp với ô khác, không rõ điểm là của ô nào",
        en="{unit}, {part}: the cell is merged with others, and nobody knows to which the points belong",
    ),
    remedy=Message(vi="Bỏ gộp ô rồi gõ từng điểm.", en="Unmerge the cells and type each of the points."),
)
POINTS_NO_VALUE = FindingKind(
    code="points_no_value",
    problem=Message(
        vi="{unit}, {part}: công thức chưa có giá trị",
        en="{unit}, {part}: a formula without a value",
    ),
    remedy=Message(
        vi="Mở tệp bằng Excel, lưu lại rồi chấm lại.",
        en="Open the file in Excel, save it, score it again.",
    ),
)
POINTS_NOT_NUMBER = FindingKind(
    code="points_not_number",
    problem=Message(
        vi="{unit}, {part}: không phải là điểm",
        en="{unit}, {part}: this is no number of points",
    ),
    remedy=Message(
        vi="Gõ số điểm, hoặc chữ cho biết tiêu chí không áp dụng.",
        en="Type the points, or the words that take the criterion out.",
    ),
)
OPTION_UNKNOWN = FindingKind(
    code="option_unknown",
    problem=Message(
        vi="{unit}, {part}: không có phương án này; các phương án: {known}",
        en="{unit}, {part}: there is no such option; there are: {known}",
    ),
    remedy=Message(
        vi="Gõ tên phương án hoặc số điểm của nó.",
        en="Type the name of an option or its points.",
    ),
)
PERCENT_UNCLEAR = FindingKind(
    code="percent_unclear",
    problem=Message(
        vi="{unit}, {part}: không rõ là tỷ lệ phần trăm hay số điểm (tối đa {maximum})",
        en="{unit}, {part}: a percentage, or points (up to {maximum})?",
    ),
    remedy=Message(
        vi="Tiêu chí này chấm theo tỷ lệ: ghi tỷ lệ có dấu %, ví dụ 95%.",
        en="This criterion is scored by a percentage: type it with its %, as 95%.",
    ),
)
PERCENT_EXCESSIVE = FindingKind(
    code="percent_excessive",
    problem=Message(
        vi="{unit}, {part}: tỷ lệ trên {limit}%",
        en="{unit}, {part}: a percentage above {limit}%",
    ),
    remedy=Message(
        vi="Kiểm tra dấu phẩy thập phân. Nếu tỷ lệ đúng là như vậy thì ghi 200%.",
        en="Look at the decimal mark. If the percentage is right, type 200%.",
    ),
)
PERCENT_OFF_SCALE = FindingKind(
    code="percent_off_scale",
    problem=Message(
        vi="{unit}, {part}: tỷ lệ nằm ngoài các mức của tiêu chí",
        en="{unit}, {part}: the percentage lies outside the steps of the criterion",
    ),
    remedy=Message(vi="Kiểm tra lại tỷ lệ.", en="Check the percentage."),
)
POINTS_OFF_STEPS = FindingKind(
    code="points_off_steps",
    problem=Message(
        vi="{unit}, {part}: {points} không phải là điểm của mức nào; các mức có {known} điểm",
        en="{unit}, {part}: {points} are the points of no step; the steps have {known}",
    ),
    remedy=Message(
        vi=(
            "Cột này ghi điểm: gõ điểm của một mức; nếu là tỷ lệ thì gõ kèm dấu %, ví dụ 95%, trong ô định "
            "dạng văn bản."
        ),
        en=(
            "This column has points: type those of a step; a percentage is typed with its %, as 95%, into a "
            "cell formatted as text."
        ),
    ),
)
POINTS_OFF_FORMULA = FindingKind(
    code="points_off_formula",
    problem=Message(
        vi="{unit}, {part}: cách tính điểm của tiêu chí (tối đa {maximum}) không bao giờ cho {points} điểm",
        en="{unit}, {part}: the formula of the criterion (up to {maximum}) never gives {points} points",
    ),
    remedy=Message(
        vi="Kiểm tra lại số điểm; nếu là tỷ lệ hay số lần thì ghi kèm dấu % hoặc đơn vị đếm.",
        en="Check the points; a percentage or a number of times is typed with its % or its unit.",
    ),
)
COUNT_UNCLEAR = FindingKind(
    code="count_unclear",
    problem=Message(
        vi="{unit}, {part}: không rõ là số {counted} hay số điểm còn lại",
        en="{unit}, {part}: the number of {counted}, or the points that are left?",
    ),
    remedy=Message(
        vi="Ghi kèm đơn vị đếm, ví dụ 2 {counted}; hoặc đặt tiêu đề cột là Điểm thẩm định nếu là điểm.",
        en="Type what is counted behind the number, as 2 {counted}; or the header must say points.",
    ),
)
COUNT_NOT_READ = FindingKind(
    code="count_not_read",
    problem=Message(
        vi="{unit}, {part}: không đọc được số {counted}",
        en="{unit}, {part}: the number of {counted} cannot be read",
    ),
    remedy=Message(vi="Ghi số kèm đơn vị đếm, ví dụ 2 {counted}.", en="Type it as 2 {counted}."),
)
POINTS_OTHER_STEP = FindingKind(
    code="points_other_step",
    problem=Message(
        vi="{unit}, {part}: tỷ lệ {percentage}% ở cùng dòng không ứng với {points} điểm",
        en="{unit}, {part}: {points} points are not those of the {percentage}% in the same row",
    ),
    remedy=Message(
        vi="Sửa điểm hoặc tỷ lệ; chưa sửa thì ô này không được tính.",
        en="Mend the points or the percentage; the cell does not count until then.",
    ),
)
POINTS_NEGATIVE = FindingKind(
    code="points_negative",
    problem=Message(vi="{unit}, {part}: điểm âm", en="{unit}, {part}: negative points"),
    remedy=Message(
        vi="Sửa lại; điểm trừ ghi ở mục điểm trừ.",
        en="Mend it; penalties have a row of their own.",
    ),
)
POINTS_ABOVE_MAXIMUM = FindingKind(
    code="points_above_maximum",
    problem=Message(
        vi="{unit}, {part}: {points} điểm, quá tối đa {maximum}",
        en="{unit}, {part}: {points} points, more than the maximum of {maximum}",
    ),
    remedy=Message(
        vi="Sửa lại điểm; điểm này không được tính.",
        en="Mend the points; these are not counted.",
    ),
)
POINTS_NOT_DUE = FindingKind(
    code="points_not_due",
    problem=Message(
        vi="{unit}: tiêu chí {part} không áp dụng cho đơn vị này",
        en="{unit}: criterion {part} is not for this unit",
    ),
    remedy=Message(
        vi="Xóa điểm, hoặc sửa phạm vi áp dụng trong bộ tiêu chí; điểm không được tính.",
        en="Delete the points, or mend whom the criterion is for; they are not counted.",
    ),
)
POINTS_TWICE = FindingKind(
    code="points_twice",
    problem=Message(
        vi="{unit}, {part}: đã có điểm khác ở {first}",
        en="{unit}, {part}: other points stand at {first}",
    ),
    remedy=Message(
        vi="Giữ lại một; chưa sửa thì không điểm nào được tính.",
        en="Keep one of them; neither counts until then.",
    ),
)
POINTS_BLANK_HERE = FindingKind(
    code="points_blank_here",
    problem=Message(
        vi="{unit}, {part}: ô này trống nhưng có điểm ở {first}",
        en="{unit}, {part}: this cell is blank, and points stand at {first}",
    ),
    remedy=Message(
        vi="Đơn vị có ở hai bảng; bỏ bảng cũ hoặc ghi điểm vào ô này. Chưa sửa thì điểm ấy không được tính.",
        en=(
            "The unit stands in two tables; leave the old one out or fill in this cell. Those points do not "
            "count until then."
        ),
    ),
)
FORM_OF_TWO_UNITS = FindingKind(
    code="form_of_two_units",
    problem=Message(
        vi="điểm ở đây là của {stated} nhưng tiêu đề, tên trang hoặc tên tệp là của {other}",
        en=(
            "these points are those of {stated}, but a title or the name of the sheet or file is that of "
            "{other}"
        ),
    ),
    remedy=Message(
        vi=(
            "Có lẽ chép từ mẫu khác mà chưa sửa ô này; sửa ô hoặc đổi tên. Chưa sửa thì điểm của trang "
            "không tính cho đơn vị nào."
        ),
        en=(
            "It may be a copied form in which this cell was not changed: mend the cell or the name. Its "
            "points count for neither until then."
        ),
    ),
)
SUM_DIFFERS = FindingKind(
    code="sum_differs",
    problem=Message(
        vi="{unit}: tổng ghi {typed}, cộng các tiêu chí được {sum}",
        en="{unit}: the sum says {typed}, its parts add up to {sum}",
    ),
    remedy=Message(
        vi="Kiểm tra lại; chỉ số được tính từ điểm từng tiêu chí, không từ hàng tổng.",
        en="Check it; the index is computed from the leaves, not from the sums.",
    ),
)
SUM_ERROR_CELL = FindingKind(
    code="sum_error_cell",
    problem=Message(vi="{unit}: ô tổng báo lỗi", en="{unit}: the cell of a sum is an error"),
    remedy=Message(
        vi="Sửa công thức; chỉ số được tính từ điểm từng tiêu chí, không từ hàng tổng.",
        en="Mend the formula; the index is computed from the leaves, not from the sums.",
    ),
)
LEAF_MISSING = FindingKind(
    code="leaf_missing",
    problem=Message(vi="{unit}: thiếu điểm của tiêu chí {part}", en="{unit}: criterion {part} has no points"),
    remedy=Message(
        vi="Ghi điểm thẩm định, hoặc chữ cho biết tiêu chí không áp dụng.",
        en="Type the appraised points, or the words that take the criterion out.",
    ),
)

# --- remarks --------------------------------------------------------------------------------------

TABLE_CLAIMED = Message(vi="tự đánh giá", en="self-assessed")
TABLE_APPRAISED = Message(vi="thẩm định", en="appraised")
TABLE_CLAIMED_ROWS = Message(vi="tự đánh giá theo dòng", en="self-assessed by rows")
TABLE_APPRAISED_ROWS = Message(vi="thẩm định theo dòng", en="appraised by rows")
TABLE_ROWS = Message(vi="{count} dòng điểm", en="rows of points: {count}")
COLUMNS_OTHER_YEAR = Message(
    vi="{place}: bỏ qua cột của năm khác ({columns}).",
    en="{place}: columns of other years are passed over ({columns}).",
)
UNITS_IN_TABLES = Message(
    vi="{places}: điểm của {count} đơn vị có ở nhiều bảng và khớp nhau ({units}); chỉ tính một lần.",
    en=(
        "{places}: points of some units stand in several tables and agree: {count} ({units}); they count "
        "once."
    ),
)
POINTS_UNSAID = Message(
    vi="{place}: không nơi nào ghi là điểm tự đánh giá hay điểm thẩm định; được tính là điểm thẩm định.",
    en=(
        "{place}: nothing says whether the points are self-assessed or appraised; they are taken for "
        "appraised ones."
    ),
)
ROWS_TOTALS_POINTS = Message(
    vi="{place}: bỏ qua {count} dòng tổng, trung bình, điểm tối đa (dòng {rows}).",
    en="{place}: rows of sums, means or maxima that are passed over: {count} (rows {rows}).",
)
SHEET_SELF_ASSESSED = Message(
    vi=(
        "Điểm ở {place} được hiểu là điểm tự đánh giá vì tiêu đề, tên trang hoặc tên tệp ghi như vậy. Nếu "
        'là điểm thẩm định, đặt tên cột là "Điểm thẩm định".'
    ),
    en=(
        "The points in {place} are taken for self-assessed ones because a title or the name of the sheet or "
        "file says so. If they are appraised, head the column so (headers of the criteria)."
    ),
)
TITLE_OF_SENDER = Message(
    vi=(
        "{place}: {unit} đứng riêng một ô phía trên bảng, được hiểu là cơ quan gửi, không phải đơn vị được "
        "chấm."
    ),
    en=(
        "{place}: {unit} stands alone above the table and is taken for who sends it, not for the unit whose "
        "points these are."
    ),
)
