"""What is said here, in both languages."""

from sipas_cli.messages import Message

# --- names and titles of sheets -------------------------------------------------------------------

# Formulas name these sheets: no name may have an apostrophe or more than 31 letters.
BALLOTS_SHEET = Message(vi="Phiếu", en="Ballots")
COUNTS_SHEET = Message(vi="Đếm", en="Counts")
QUESTIONS_SHEET = Message(vi="Tiêu chí", en="Questions")
FACTORS_SHEET = Message(vi="Yếu tố", en="Factors")
LEAVES_SHEET = Message(vi="Điểm", en="Points")
AREAS_SHEET = Message(vi="Lĩnh vực", en="Areas")
INDEX_SHEET = Message(vi="Chỉ số", en="Indices")
MEANS_SHEET = Message(vi="Bình quân", en="Means")
RULES_SHEET = Message(vi="Quy tắc", en="Rules")

GUIDE_TITLE = Message(vi="Kiểm tra {index} năm {year}", en="Audit: {index} {year}")
BALLOTS_TITLE = Message(vi="Phiếu hợp lệ", en="Valid ballots")
COUNTS_TITLE = Message(vi="Số phiếu theo từng câu trả lời", en="Ballots by answer")
QUESTIONS_TITLE = Message(vi="Điểm từng câu hỏi (%)", en="Score of each question (%)")
FACTORS_TITLE = Message(vi="Điểm từng yếu tố (%)", en="Score of each factor (%)")
LEAVES_TITLE = Message(vi="Điểm từng tiêu chí", en="Points of each criterion")
AREAS_TITLE = Message(vi="Điểm từng lĩnh vực", en="Points of each area")
INDEX_TITLE = Message(
    vi="Chỉ số, hạng, xếp loại tính lại, so với lần chạy đã lưu",
    en="Indices, ranks and bands computed again, beside the stored run",
)
MEANS_TITLE = Message(
    vi="Bình quân nhóm và chỉ số chung tính lại, so với lần chạy đã lưu",
    en="Means of the groups and the overall index computed again, beside the stored run",
)
RULES_TITLE = Message(
    vi="Quy tắc của bộ tiêu chí mà các công thức dùng",
    en="The rules of the criteria set that the formulas use",
)

# --- headings -------------------------------------------------------------------------------------

NUMBER = Message(vi="TT", en="No.")
UNIT_NUMBER = Message(vi="Mã đơn vị", en="Unit no.")
UNIT = Message(vi="Đơn vị", en="Unit")
GROUP = Message(vi="Nhóm", en="Group")
KIND = Message(vi="Đối tượng", en="Respondents")
QUESTION_NUMBER = Message(vi="Câu số", en="Question no.")
QUESTION = Message(vi="Câu hỏi", en="Question")
BALLOTS = Message(vi="Số phiếu", en="Ballots")
SATISFIED_THROUGHOUT = Message(vi="Hài lòng mọi câu", en="Satisfied throughout")
SUM = Message(vi="Cộng", en="Sum")
AGAINST_BALLOTS = Message(vi="So với số phiếu", en="Against the ballots")
WEIGHT = Message(vi="Trọng số", en="Weight")
MAXIMUM_OF = Message(vi="Điểm tối đa: {part}", en="Maximum: {part}")

CRITERION = Message(vi="Tiêu chí", en="Criterion")
CONTENT = Message(vi="Nội dung", en="Content")
AREA = Message(vi="Lĩnh vực", en="Area")
SOURCE = Message(vi="Nguồn điểm", en="Source of the points")
MAXIMUM = Message(vi="Điểm tối đa", en="Maximum")
POINTS = Message(vi="Điểm", en="Points")
PART_POINTS = Message(vi="Điểm của phần", en="Points of the part")
FACTOR_OF_POINT = Message(vi="Một điểm tính là", en="A point counts as")
RESCALED_MAXIMUM = Message(vi="Tối đa quy đổi", en="Rescaled maximum")
RESCALED_POINTS = Message(vi="Điểm quy đổi", en="Rescaled points")
COUNTS_AS = Message(vi="Tính", en="Counts")
FOLDED_RUN = Message(vi="Lần chạy được lấy vào", en="Run folded in")
MAXIMUM_SHORT = Message(vi="Tối đa", en="Maximum")
BONUS = Message(vi="Điểm thưởng", en="Bonus points")
PENALTY = Message(vi="Điểm trừ", en="Penalty points")
BONUS_MAXIMUM = Message(vi="Tối đa của điểm thưởng", en="Maximum of bonus points")
TOTAL = Message(vi="Tổng điểm", en="Total points")
TOTAL_MAXIMUM = Message(vi="Tổng tối đa", en="Total maximum")

EXACT_INDEX = Message(vi="Chỉ số chưa làm tròn", en="Index before rounding")
INDEX = Message(vi="Chỉ số", en="Index")
NOT_RANKED_FOR = Message(vi="Không xếp hạng vì", en="Not ranked because")
RANKED_VALUE = Message(vi="Giá trị xếp hạng", en="Value that is ranked")
NEW_VALUE = Message(vi="Giá trị mới", en="New value")
RANK = Message(vi="Hạng", en="Rank")
SHARED_RANK = Message(vi="Đồng hạng", en="Shared rank")
BAND = Message(vi="Xếp loại", en="Band")
STORED_INDEX = Message(vi="Đã lưu: chỉ số", en="Stored: index")
STORED_RANK = Message(vi="Đã lưu: hạng", en="Stored: rank")
STORED_BAND = Message(vi="Đã lưu: xếp loại", en="Stored: band")
COMPARISON = Message(vi="So sánh", en="Comparison")

SCORED_UNITS = Message(vi="Đơn vị có điểm", en="Units with a score")
EXACT = Message(vi="Chưa làm tròn", en="Before rounding")
MEAN = Message(vi="Bình quân", en="Mean")
STORED = Message(vi="Đã lưu", en="Stored")

RULE = Message(vi="Quy tắc", en="Rule")
VALUE = Message(vi="Giá trị", en="Value")
DECIMALS = Message(vi="Số chữ số lẻ khi in", en="Decimals that are printed")
MINIMUM_BALLOTS = Message(vi="Số phiếu ít nhất để được xếp hạng", en="Fewest ballots for a rank")
SATISFIED_FROM = Message(
    vi="Mức thấp nhất được coi là hài lòng",
    en="Lowest level that counts as satisfied",
)
TOP_LEVEL = Message(vi="Mức cao nhất của thang", en="Highest level of the scale")
GROUP_BANDS = Message(vi="Xếp loại riêng của nhóm {group}", en="Bands of the group {group}")
LOWER_END = Message(vi="Cận dưới", en="Lower end")
UPPER_END = Message(vi="Cận trên", en="Upper end")
INCLUDED = Message(vi="Kể cả", en="Included")
ORDER = Message(vi="Thứ tự", en="Order")

# --- what stands in cells -------------------------------------------------------------------------

# Formulas compare cells with these: none may have a quotation mark or a sign that a spreadsheet searches
# by, and no two that can stand in one column may be alike.
AGREES = Message(vi="khớp", en="agrees")
DIFFERS = Message(vi="lệch", en="differs")
TIED = Message(vi="đồng hạng", en="tied")
COUNTED = Message(vi="có", en="yes")
MISSING = Message(vi="thiếu", en="missing")
OUT = Message(vi="không áp dụng", en="not applicable")
UNCLEAR = Message(vi="Không rõ", en="Unclear")
NOT_APPLICABLE_MARK = Message(vi="kad", en="na")
REFUSED_MARK = Message(vi="tc", en="ref")
BLANK_MARK = Message(vi="trống", en="blank")
OFF_SCALE_MARK = Message(vi="sai", en="off")

NOT_APPLICABLE = Message(vi="Không áp dụng", en="Not applicable")
REFUSED = Message(vi="Từ chối", en="Refused")
BLANK = Message(vi="Bỏ trống", en="Left blank")
OFF_SCALE = Message(vi="Ngoài thang", en="Off the scale")
ALL_UNITS = Message(vi="Tất cả đơn vị", en="All units")
WHOLE_UNIT = Message(vi="Cả đơn vị", en="Whole unit")
OVERALL = Message(vi="Chỉ số chung", en="Overall")
UNCLEAR_POINTS = Message(
    vi="Điểm không rõ của tiêu chí nào hoặc không đọc được: đơn vị không có chỉ số",
    en="Points of no known criterion, or not readable: the unit has no index",
)
BALLOTS_NOTE = Message(
    vi="Không có mã phiếu, thời gian, ý kiến tự do và đặc điểm người trả lời; thứ tự như trong tệp gốc.",
    en=(
        "Without ids of ballots, times, free comments and traits of respondents; in the order of the "
        "source files."
    ),
)
VALUES_NOTE = Message(
    vi="Hàng này: giá trị của mỗi mức trả lời.",
    en="This row: the value of each level of answer.",
)
UNITS_DIFFERING = Message(vi="Số đơn vị lệch:", en="Units that differ:")

# --- the first sheet ------------------------------------------------------------------------------

NOTICE = Message(vi="Lưu ý", en="Note")
RUN = Message(vi="Lần chạy", en="Run")
CRITERIA = Message(vi="Bộ tiêu chí", en="Criteria set")
SOURCE_FILE = Message(vi="Tệp gốc", en="Source file")
FOLDED_INDEX = Message(vi="Chỉ số được lấy vào", en="Index folded in")
FOLDED_FROM = Message(
    vi="{index}: lần chạy {run}; là số, không tính lại ở đây",
    en="{index}: run {run}; as numbers, not computed again here",
)
BALLOTS_READ = Message(vi="đọc {read}, hợp lệ {valid}", en="read {read}, valid {valid}")
BALLOTS_REJECTED = Message(vi="Phiếu bị loại", en="Rejected ballots")
NONE_REJECTED = Message(vi="không có", en="none")
BALLOTS_UNUSED = Message(vi="Phiếu không dùng", en="Unused ballots")
OF_OTHER_UNITS = Message(
    vi="{ballots} phiếu hợp lệ của đơn vị mà chỉ số này không đánh giá",
    en="{ballots} valid ballots of units that this index does not measure",
)

MISALIGNED = Message(vi="dòng lệch cột", en="row out of line with the columns")
NOT_APPROVED = Message(vi="không được duyệt hoặc chưa gửi", en="not approved, or not submitted yet")
INCOMPLETE = Message(vi="chưa hoàn thành", en="not completed")
OUTSIDE_PERIOD = Message(vi="ngoài thời gian khảo sát", en="outside the period of the survey")
EXCLUDED_KIND = Message(vi="đối tượng không được tính", en="respondents of a kind that does not count")
NO_UNIT = Message(vi="không ghi đơn vị", en="no unit stated")
UNKNOWN_UNIT = Message(vi="không rõ đơn vị nào", en="unknown unit")
EXCLUDED_UNIT = Message(vi="đơn vị không được đánh giá", en="unit that is not measured")
NO_ANSWER = Message(vi="không có câu trả lời nào", en="no answer at all")
FEW_ANSWERS = Message(vi="quá ít câu trả lời", en="too few answers")
BAD_ANSWER = Message(vi="có câu trả lời không đọc được", en="an answer that is none of the scale")
DUPLICATE = Message(vi="trùng mã phiếu", en="id of another ballot")

HOW_TO_READ = Message(vi="Cách xem", en="How to read this")
FOLLOW_FORMULAS = Message(
    vi=(
        "Mỗi số là một công thức: chọn ô để thấy nó lấy từ đâu, hoặc dùng Formulas > Trace Precedents. Bấm "
        "tên đơn vị (gạch chân) để sang dòng của đơn vị ấy ở sheet sau, bấm số thứ tự để quay lại."
    ),
    en=(
        "Each figure is a formula: select its cell to see what it is made from, or use Formulas > Trace "
        "Precedents. The underlined name of a unit leads to its rows on the next sheet, its number back."
    ),
)
SHEET = Message(vi="Sheet {name}", en="Sheet {name}")
NO_SHEET = Message(vi="Không có sheet {name}", en="No sheet {name}")
RULES_ABOUT = Message(
    vi="các con số của bộ tiêu chí mà công thức dùng: số lẻ, số phiếu tối thiểu, cận của từng loại",
    en="the numbers of the criteria set that formulas use: decimals, fewest ballots, ends of each band",
)
INDEX_ABOUT = Message(
    vi="chỉ số, hạng, xếp loại tính lại của từng đơn vị, cạnh số đã lưu của lần chạy; cột cuối so hai bên",
    en=(
        "index, rank and band of each unit computed again, beside what the run stored; the last column "
        "compares the two"
    ),
)
MEANS_ABOUT = Message(
    vi="bình quân từng nhóm và chỉ số chung, cũng so với số đã lưu",
    en="the mean of each group and the overall index, also beside what was stored",
)
AREAS_ABOUT = Message(
    vi="điểm và điểm tối đa từng lĩnh vực của đơn vị; tiêu chí không áp dụng ra khỏi cả hai",
    en="points and maximum of each area of a unit; a criterion that does not apply is in neither",
)
LEAVES_ABOUT = Message(
    vi="từng tiêu chí của từng đơn vị: điểm tối đa, điểm, nguồn điểm",
    en="each criterion of each unit: maximum, points, source of the points",
)
THROUGHOUT_ABOUT = Message(
    vi="số phiếu, và số phiếu hài lòng với mọi câu đã trả lời, của từng đơn vị",
    en="the ballots of each unit, and those satisfied with every question that they answer",
)
FACTORS_ABOUT = Message(
    vi="điểm từng yếu tố (hoặc tiêu chí) của từng đơn vị, từ các câu hỏi của nó",
    en="the score of each factor (or criterion) of each unit, from its questions",
)
QUESTIONS_ABOUT = Message(
    vi="điểm từng câu hỏi của từng đơn vị, từ số đếm",
    en="the score of each question of each unit, from the counts",
)
COUNTS_ABOUT = Message(
    vi="mỗi đơn vị, mỗi câu hỏi một dòng: có bao nhiêu phiếu cho mỗi mức trả lời",
    en="a row for each unit and question: how many ballots give each answer",
)
BALLOTS_ABOUT = Message(
    vi="mỗi phiếu hợp lệ một dòng, xếp theo đơn vị; phiếu bị loại chỉ được đếm ở trên",
    en="a row for each valid ballot, unit by unit; rejected ballots are only counted above",
)
WITHOUT_FILES = Message(
    vi=(
        "Không có tệp phiếu gốc của lần chạy, nên sheet {counts} là số đã lưu của lần chạy, không phải công "
        "thức; mọi sheet sau nó vẫn là công thức. Cần từng phiếu thì đưa tệp gốc vào."
    ),
    en=(
        "The source files of the run are not at hand, so sheet {counts} has the stored numbers of the run "
        "and no formulas; every sheet after it still has formulas. To see each ballot, name the source files."
    ),
)
WITHOUT_KINDS = Message(
    vi=(
        "Chỉ số lấy bình quân theo đối tượng, mà từng phiếu thì lộ đối tượng của nó, nên sheet {counts} là "
        "số đã lưu của lần chạy, không phải công thức; mọi sheet sau nó vẫn là công thức."
    ),
    en=(
        "The index is a mean over kinds of respondents, and single ballots would show of which kind each is, "
        "so sheet {counts} has the stored numbers of the run and no formulas; every sheet after it still has "
        "formulas."
    ),
)
WITHOUT_BALLOTS = Message(
    vi=(
        "Phiếu có trọng số: sheet Trọng số ghi số phiếu của từng trọng số, và sheet {counts} cộng trọng số "
        "bằng công thức. Từng phiếu không ghi ra."
    ),
    en=(
        "Ballots are weighted: the sheet of weights has the ballots of each weight, and sheet {counts} adds "
        "up their weights by formulas. Single ballots are not written out."
    ),
)
WEIGHTS_SHEET = Message(vi="Trọng số", en="Weights")
WEIGHTS_TITLE = Message(
    vi="Số phiếu của từng trọng số theo câu trả lời, như đã lưu",
    en="Ballots of each weight by answer, as stored",
)
WEIGHTS_NOTE = Message(
    vi="Chỉ dùng nội bộ: trọng số ít phiếu cho thấy từng người trả lời gì. Nhân lên thành số nguyên với:",
    en="For the office alone: a weight of few ballots tells what single persons answered. Made whole by:",
)
WEIGHTS_ABOUT = Message(
    vi="Số phiếu của mỗi đơn vị, câu hỏi, trọng số, như lần chạy đã lưu; từ đó cộng ra mọi số đếm.",
    en=(
        "The ballots of each unit, question and weight, as the run stored them; all counts are added "
        "up from them."
    ),
)
WEIGHT_WHOLE = Message(vi="Trọng số, số nguyên", en="Weight, whole")
WEIGHT_OF_BALLOTS = Message(vi="Tổng trọng số", en="Weight of all")
COUNTS_WEIGHTED_TITLE = Message(
    vi="Tổng trọng số theo từng câu trả lời, nhân lên thành số nguyên",
    en="Sums of weights by answer, as whole numbers",
)
WITHOUT_ROOM = Message(
    vi=(
        "Quá nhiều phiếu để mở được trong bảng tính, nên sheet {counts} là số đã lưu của lần chạy, không "
        "phải công thức; mọi sheet sau nó vẫn là công thức."
    ),
    en=(
        "There are more ballots than a spreadsheet can open, so sheet {counts} has the stored numbers of the "
        "run and no formulas; every sheet after it still has formulas."
    ),
)
ROUNDING = Message(vi="Làm tròn", en="Rounding")
PROOF = Message(
    vi=(
        "sipas tính bằng phân số; bảng tính bằng số nhị phân, nên công thức làm tròn đến {digits} số lẻ "
        "trước, rồi mới đến số lẻ in ra. Khi lập tệp đã chứng minh bằng phân số với từng đơn vị, từng bình "
        "quân rằng cách đó cho đúng con số, hạng, xếp loại của cách tính chính xác"
    ),
    en=(
        "sipas computes with fractions, a spreadsheet with binary numbers, so formulas round to {digits} "
        "decimals first, and then to those that are printed. When this file was made, fractions proved for "
        "each unit and each mean that this gives the figure, rank and band of the exact calculation"
    ),
)
PROVED = Message(vi="{proof}.", en="{proof}.")
PROVED_EXCEPT = Message(vi="{proof}, TRỪ: {names}", en="{proof}, EXCEPT: {names}")
MEAN_OF = Message(vi="bình quân {group}", en="mean of {group}")
OVERALL_INDEX = Message(vi="chỉ số chung", en="overall index")
NOT_COMPUTED = Message(vi="Không tính lại ở đây", en="Not computed again here")
NOT_COMPUTED_OF_BALLOTS = Message(
    vi="việc đọc tệp, nhận ra đơn vị và loại phiếu; xếp loại người đứng đầu",
    en="reading files, recognising units and rejecting ballots; rating of the heads of units",
)
NOT_COMPUTED_OF_POINTS = Message(
    vi="việc đọc tệp điểm, quy tỷ lệ và lựa chọn ra điểm; điểm lấy từ chỉ số khác; xếp loại người đứng đầu",
    en=(
        "reading files of points, turning percentages and options into points; points from other indices; "
        "rating of the heads of units"
    ),
)
