"""What is said here, in both languages: all of it stands in forms, none of it on the screen.

A spreadsheet shows at most 32 letters of the title of a hint and 255 of its text.
"""

from sipas_cli.messages import Message

# --- what every workbook has ----------------------------------------------------------------------

CRITERIA = Message(vi="Bộ tiêu chí", en="Criteria set")
DIGEST = Message(vi="Dấu vết của bộ", en="Digest of the set")
SHEETS = Message(vi="Trang tính", en="Sheets")
WHEN_DONE = Message(vi="Khi xong", en="When done")
WHEN_DONE_HOW = Message(
    vi="Lưu tệp dạng .xlsx rồi chạy: sipas check TỆP, sipas score TỆP.",
    en="Save the file as .xlsx, then run: sipas check FILE, sipas score FILE.",
)
NOT_IN_LIST = Message(vi="Không có trong danh sách", en="Not in the list")

# --- the workbook of ballots ----------------------------------------------------------------------

BALLOTS_SHEET = Message(vi="Phiếu", en="Ballots")
BALLOTS_GUIDE = Message(vi="HƯỚNG DẪN NHẬP PHIẾU", en="HOW TO TYPE BALLOTS")
ONE_ROW_A_BALLOT = Message(vi="Mỗi dòng là một phiếu.", en="Each row is one ballot.")
NO_DAY = Message(vi="Ngày không hợp lệ", en="Not a date")
NO_DAY_HOW = Message(
    vi="Gõ ngày/tháng/năm, ví dụ 15/11/2023; nếu máy không nhận, gõ 2023-11-15.",
    en="Type day/month/year, such as 15/11/2023; where that is not taken, type 2023-11-15.",
)
NOT_IN_LIST_HOW = Message(
    vi="Chọn trong danh sách của ô này, hoặc xóa trống ô.",
    en="Choose from the list of this cell, or empty it.",
)
QUESTIONS = Message(vi="Số câu", en="Questions")
SHEET_OF_EACH_UNIT = Message(
    vi="Mỗi đơn vị một trang tính, tên đơn vị ghi ở trên bảng: phiếu của đơn vị nào nhập ở trang đó.",
    en="Each unit has a sheet, with its name above the table: type the ballots of a unit into its sheet.",
)
SHEET_OF_ALL_UNITS = Message(
    vi='Nhập ở trang "{sheet}"; mỗi phiếu ghi tên đơn vị được đánh giá, chọn trong danh sách.',
    en='Type into the sheet "{sheet}"; each ballot names the unit it is about, chosen from the list.',
)
ROWS = Message(vi="Mỗi phiếu một dòng", en="One row a ballot")
ROWS_HOW = Message(
    vi="Nhập liền từ dòng đầu, không chừa dòng, không thêm cột, không sửa hàng tiêu đề.",
    en="Type from the first row on; leave no row out, add no column, do not change the headings.",
)
BALLOT_ID_WITHIN_UNIT = Message(
    vi="Số ghi trên phiếu, không trùng trong cùng một đơn vị: phiếu trùng mã chỉ được tính một lần.",
    en="The number on the ballot, not twice in one unit: ballots of the same number count once.",
)
BALLOT_ID = Message(
    vi=(
        "Số ghi trên phiếu, không trùng trong cả đợt khảo sát, kể cả giữa các đơn vị: phiếu trùng mã chỉ "
        "được tính một lần."
    ),
    en=(
        "The number on the ballot, not twice in the whole survey, nor in two units: ballots of the same "
        "number count once."
    ),
)
DAY_HOW = Message(
    vi="Ngày/tháng/năm, ví dụ 15/11/2023. Ô phải hiện lại đúng ngày đã gõ.",
    en="Day/month/year, such as 15/11/2023. The cell must show the day that was typed.",
)
STRATUM_HOW = Message(
    vi="Tầng mà người trả lời được chọn từ đó, viết như trong population.csv; không để trống.",
    en="The stratum that the respondent was drawn in, as population.csv writes it; not to be left empty.",
)
CLUSTER_HOW = Message(
    vi="Cụm được chọn cùng lúc, ví dụ quầy và ngày; phiếu cùng cụm ghi giống nhau, không để trống.",
    en="What was drawn as one, such as a counter and a day; the same for all its ballots, never empty.",
)
WEIGHT_HOW = Message(
    vi="Số người mà phiếu đại diện, lớn hơn 0, ví dụ 1,5; không để trống. Theo cách chọn mẫu, không theo ý.",
    en="How many people the ballot stands for, above 0, such as 1.5; never empty. It follows from the draw.",
)
BLANK = Message(vi="Bỏ trống", en="Left blank")
BLANK_HOW = Message(
    vi="Câu không được trả lời thì để trống ô; không ghi số 0.",
    en="Leave the cell of a question without an answer empty; do not type 0.",
)
ANSWERS = Message(vi="Câu trả lời", en="Answers")
ANSWERS_HOW = Message(
    vi="Chọn trong danh sách, hoặc gõ mã rồi Enter:",
    en="Choose from the list, or type the code and Enter:",
)
NOT_APPLICABLE_ANSWER = Message(
    vi="{answer}: không biết, hoặc câu hỏi không áp dụng; không tính vào mẫu số",
    en="{answer}: not known, or the question does not apply; not in the denominator",
)
REFUSED_ANSWER = Message(
    vi="{answer}: người trả lời từ chối",
    en="{answer}: the respondent refused to answer",
)

# --- the form for KoboToolbox and ODK -------------------------------------------------------------

ANSWER_NEEDED = Message(vi="Câu này cần được trả lời.", en="This question needs an answer.")

# --- the ballot to be printed ---------------------------------------------------------------------

COMMITTEE = Message(vi="ỦY BAN NHÂN DÂN", en="PEOPLE'S COMMITTEE")
STATE = Message(vi="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", en="SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = Message(vi="Độc lập - Tự do - Hạnh phúc", en="Independence - Freedom - Happiness")
BALLOT = Message(vi="PHIẾU KHẢO SÁT", en="SURVEY BALLOT")
ABOUT_SIPAS = Message(
    vi="Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước",
    en="Satisfaction of citizens and organisations with the services of state administrative agencies",
)
ABOUT_SURVEY = Message(
    vi="Đánh giá công tác cải cách hành chính của cơ quan, đơn vị",
    en="Assessment of the public administration reform of agencies and units",
)
MARK_ONE_BOX = Message(
    vi="Với mỗi câu, xin đánh dấu X vào một ô {box} đúng nhất với ý kiến của Ông/Bà.",
    en="For each question, please mark with an X the one box {box} that is nearest to your opinion.",
)
WHERE_NOT_APPLICABLE = Message(
    vi="Nếu không biết hoặc không có trong trường hợp của Ông/Bà, xin chọn “{answer}”.",
    en="If you do not know, or if it does not apply to you, please choose “{answer}”.",
)
ANONYMOUS = Message(
    vi="Phiếu không ghi tên người trả lời; ý kiến chỉ dùng để tổng hợp.",
    en="The ballot does not name who answers; opinions are only used in sums.",
)
NUMBER = Message(vi="TT", en="No.")
CONTENT = Message(vi="Nội dung", en="Question")
THANKS = Message(vi="Xin trân trọng cảm ơn Ông/Bà!", en="Thank you very much!")
PAGE = Message(vi="Trang", en="Page")

# --- the workbook of points -----------------------------------------------------------------------

POINTS_SHEET = Message(vi="Chấm điểm", en="Appraisal")
POINTS_GUIDE = Message(vi="HƯỚNG DẪN CHẤM ĐIỂM", en="HOW TO ENTER POINTS")
TWO_COLUMNS_A_UNIT = Message(vi="Mỗi đơn vị hai cột.", en="Each unit has two columns.")
NOTE = Message(vi="Ghi chú", en="Note")
HOW_POINTS_ARE_GIVEN = Message(vi="Cách cho điểm", en="How points are given")
DIFFERS_BY_GROUP = Message(vi="tùy nhóm", en="by group")
MAXIMA = Message(vi="Tối đa: {maxima}", en="Maximum: {maxima}")
OR = Message(vi="hoặc", en="or")
CHOOSE_RESULT = Message(
    vi="Chọn một kết quả trong danh sách của ô này, hoặc xóa trống ô.",
    en="Choose a result from the list of this cell, or empty it.",
)
POINTS_OF_STEP = Message(vi="Điểm của mức", en="Points of a step")
POINTS_OF_STEP_HOW = Message(
    vi="Gõ điểm của một mức: {points}.",
    en="Type the points of one step: {points}.",
)
PERCENTAGE = Message(vi="Tỷ lệ phần trăm", en="Percentage")
PERCENTAGE_LIMIT = Message(
    vi="Gõ tỷ lệ phần trăm từ 0 đến 100: 85 chứ không phải 0,85. Tỷ lệ dưới 1% gõ thành chữ: '0,5%.",
    en="Type a percentage from 0 to 100: 85, not 0.85. Type one below 1% as a text: '0.5%.",
)
TIMES = Message(vi="Số lần", en="How often")
TIMES_LIMIT = Message(
    vi="Gõ số kèm đơn vị đếm, ví dụ 2 {counted}; không có thì gõ 0 {counted}.",
    en="Type a number with what is counted, as 2 {counted}; 0 {counted} for none.",
)
POINTS = Message(vi="Số điểm", en="Points")
POINTS_LIMIT = Message(vi="Gõ số điểm từ 0 đến {most}.", en="Type points from 0 to {most}.")

BONUS_RULE = Message(vi="Điểm thưởng, từ 0 đến {most}", en="Bonus points, from 0 to {most}")
PENALTY_RULE = Message(
    vi="Điểm trừ, từ 0 đến {most}, gõ số dương",
    en="Penalty points, from 0 to {most}, typed as a positive number",
)
FROM_SURVEY = Message(
    vi="Tính từ phiếu điều tra xã hội học, không nhập",
    en="Computed from the ballots of the leader survey, not entered",
)
FROM_SIPAS = Message(
    vi="Tính từ Chỉ số hài lòng (SIPAS), không nhập",
    en="Computed from the satisfaction index (SIPAS), not entered",
)
FROM_INDEX = Message(
    vi="Tính từ chỉ số {index}, không nhập",
    en="Computed from the index {index}, not entered",
)
STEPS_RULE = Message(vi="Tỷ lệ % {steps}", en="Percentage {steps}")
WORDING_NOTE = Message(
    vi="Chú ý, bộ {criteria}: {note} Sửa lời văn trong bộ tiêu chí trước khi phát phiếu.",
    en="Note, set {criteria}: {note} Put the official wordings into the set before forms go out.",
)
SHARE_RULE = Message(vi="Tỷ lệ % × điểm tối đa", en="Percentage × maximum")
SHARE_RULE_FROM = Message(
    vi="Tỷ lệ % × điểm tối đa; dưới {limit}%: 0 điểm", en="Percentage × maximum; below {limit}%: 0 points"
)
PROPORTION_RULE = Message(
    vi="Tỷ lệ %: đến {low}% được 0 điểm, từ {high}% được điểm tối đa, ở giữa tính theo tỷ lệ",
    en="Percentage: 0 points up to {low}%, the maximum from {high}%, in proportion between them",
)
DEDUCTION_RULE = Message(
    vi="Điểm tối đa, mỗi {counted} trừ {points} điểm, không âm. Gõ: 2 {counted}",
    en="The maximum less {points} for each {counted}, never below 0. Type: 2 {counted}",
)
POINTS_RULE = Message(vi="Gõ số điểm", en="Type the points")
FROM = Message(vi="từ {end}", en="from {end}")
ABOVE = Message(vi="trên {end}", en="above {end}")
TO = Message(vi="đến {end}", en="to {end}")
BELOW = Message(vi="dưới {end}", en="below {end}")
EVERY_PERCENTAGE = Message(vi="mọi tỷ lệ", en="any")

MATRIX_SHEET = Message(
    vi='Trang "{sheet}": mỗi đơn vị hai cột, tên đơn vị ở trên.',
    en='Sheet "{sheet}": each unit has two columns, with its name above them.',
)
SHEET_A_UNIT = Message(
    vi="Mỗi đơn vị một trang tính, tên đơn vị ghi ở trên bảng.",
    en="Each unit has a sheet, with its name above the table.",
)
COLUMN = Message(vi='Cột "{heading}"', en='Column "{heading}"')
SELF_ASSESSED = Message(
    vi="Đơn vị tự chấm. Chỉ để đối chiếu, không tính vào kết quả.",
    en="The unit's own assessment. Only for comparison, it does not count.",
)
APPRAISED = Message(
    vi="Hội đồng thẩm định chấm. Chỉ cột này được tính.",
    en="The points of the appraisal board. Only this column counts.",
)
LISTS = Message(vi="Danh sách", en="Lists")
LISTS_HOW = Message(
    vi="Ô có danh sách: chọn kết quả; điểm của mỗi kết quả ghi ở cột bên phải.",
    en="In a cell with a list choose the result; the points of each stand in the column on the right.",
)
STEPS = Message(vi="Mức tỷ lệ", en="Steps")
STEPS_HOW = Message(
    vi="Ô chấm theo mức: gõ điểm của mức, không gõ tỷ lệ.",
    en="Where points go by steps, type the points of the step, not the percentage.",
)
PERCENTAGE_HOW = Message(
    vi="Gõ 85, không gõ 0,85; chương trình tự quy ra điểm.",
    en="Type 85, not 0.85; the program turns it into points.",
)
GREY_CELLS = Message(vi="Ô xám", en="Grey cells")
GREY_CELLS_HOW = Message(
    vi="Không nhập: hàng tổng, phần lấy từ điều tra hoặc chỉ số khác, phần không dành cho đơn vị.",
    en="Not to be filled in: sums, parts from surveys or other indices, parts that are not for the unit.",
)
SUMS = Message(vi="Hàng tổng", en="Sums")
SUMS_HOW = Message(
    vi="Tự cộng các ô đã nhập, chưa gồm điểm điều tra xã hội học và chỉ số hài lòng.",
    en="Add up what was entered, without the points of the leader survey and of the satisfaction index.",
)
NOT_APPLICABLE = Message(vi="Không áp dụng", en="Not applicable")
NOT_APPLICABLE_HOW = Message(
    vi='Gõ "{text}": phần đó ra khỏi cả điểm đạt và điểm tối đa của đơn vị.',
    en='Type "{text}": the part is then in neither the points nor the maximum of the unit.',
)
ONE_BOX = Message(vi="(đánh dấu một ô)", en="(mark one box)")
SEVERAL_BOXES = Message(vi="(có thể đánh dấu nhiều ô)", en="(several boxes may be marked)")
MARK_EACH = Message(
    vi="Mỗi phương án một cột: gõ {mark} ở cột của phương án được đánh dấu, các cột khác để trống.",
    en="A column for each choice: type {mark} in those that are marked, and leave the others blank.",
)
