"""What is said here, in both languages."""

from sipas_cli.messages import Message

# ---  --------------------------------------------------------------------------------------------

TITLE = Message(vi="{index} năm {year}", en="{index} {year}")
REPORT = Message(vi="Báo cáo phân tích", en="Analysis")
SKIP = Message(vi="Đến nội dung chính", en="Skip to the content")
TO_TOP = Message(vi="Về đầu trang", en="Back to top")
CONTENTS = Message(vi="Mục lục", en="Contents")
SORT = Message(vi="Bấm tiêu đề cột để sắp xếp.", en="Sort by the headings.")
SECTION_CHANGES = Message(vi="Thay đổi so với năm trước", en="Changes on the earlier year")
SECTION_HEAT = Message(vi="Bảng nhiệt: đơn vị và yếu tố", en="Heat table: units and factors")
SECTION_PRIORITIES = Message(vi="Mức độ quan trọng và kết quả", en="Importance and performance")
SECTION_ANSWERS = Message(vi="Câu trả lời theo tiêu chí", en="Answers by criterion")
SECTION_OTHERS = Message(vi="Câu hỏi khác của phiếu", en="Other questions of the ballot")
SECTION_RESPONDENTS = Message(vi="Người trả lời", en="Who answered")
SECTION_INTAKE = Message(vi="Phiếu và điểm không được tính", en="What was left out")
SECTION_CRITERIA = Message(vi="Danh mục tiêu chí", en="List of criteria")
SECTION_METHOD = Message(vi="Phương pháp", en="Method")
SECTION_UNITS = Message(vi="Từng đơn vị", en="Unit by unit")
SECTION_ABOUT = Message(vi="Nguồn và dấu vết", en="Sources and digests")
POINTS_UNIT = Message(vi="điểm", en="points")
UNITS_SCORED = Message(vi="Đơn vị có điểm", en="Units scored")
BALLOTS_VALID = Message(vi="Phiếu hợp lệ", en="Valid ballots")
IN_BANDS = Message(vi="Số đơn vị theo xếp loại", en="Units by band")
OF_OTHER_KIND = Message(
    vi="năm {year} là {figure} ({other}), cách tính khác năm nay ({own}) nên không so sánh",
    en="{figure} in {year} ({other}), which is of another kind than this year's ({own}) and not compared",
)
ENDED_GROUP = Message(
    vi="{group} ({units} đơn vị, bình quân {mean})", en="{group} ({units} units, mean {mean})"
)
ENDED = Message(
    vi="Nhóm của năm {year} nay không còn, nên không so sánh: {groups}.",
    en="Groups of {year} that are there no more, and so not compared: {groups}.",
)
SINCE = Message(vi="{change} so với năm {year}", en="{change} on {year}")
RISEN = Message(vi="tăng {by}", en="up {by}")
FALLEN = Message(vi="giảm {by}", en="down {by}")
UNCHANGED = Message(vi="không thay đổi", en="unchanged")
PLACES = Message(vi="{places} bậc", en="{places} places")
SAME_RANK = Message(vi="giữ nguyên thứ hạng", en="the same rank")
SCORE_BEFORE = Message(vi="{moved} (năm {year}: {figure})", en="{moved} ({year}: {figure})")
RANK_BEFORE = Message(vi="{moved} (năm {year}: hạng {rank})", en="{moved} ({year}: rank {rank})")
PERCENTAGE_POINTS = Message(vi="điểm phần trăm", en="percentage points")
NO_RESULT = Message(vi="chưa có kết quả", en="no result yet")
NO_RESULT_AS = Message(vi="chưa có kết quả ({reason})", en="no result yet ({reason})")
SUMMARY = Message(vi="Tổng hợp các nhóm", en="The groups side by side")
MEAN = Message(vi="Bình quân", en="Mean")
MEAN_IS = Message(vi="Bình quân nhóm: {mean}", en="Mean of the group: {mean}")
OVERALL_IS = Message(vi="{name}: {overall}", en="{name}: {overall}")
INTERVAL = Message(vi="Khoảng tin cậy 95%", en="95% interval")
RANKS_POSSIBLE = Message(vi="Khoảng hạng", en="Ranks it may have")
MANY_MAY_LEAD = Message(
    vi="Có {count} đơn vị có thể đứng đầu; cuộc khảo sát không phân biệt được các đơn vị này",
    en="{count} units may be the first; the survey cannot tell them apart",
)
MAY_LEAD = Message(vi="Có thể đứng đầu", en="May be the first")
BETWEEN = Message(vi="từ {low} đến {high}", en="{low} to {high}")
CHANGE_ON = Message(vi="So với {year}", en="On {year}")
SCORE = Message(vi="Chỉ số", en="Index")
TABLE_OF = Message(vi="Bảng xếp hạng: {group}", en="Ranking: {group}")
CHART_RANKED = Message(vi="Chỉ số các đơn vị: {group}", en="Index of the units: {group}")
CHART_CHANGES = Message(vi="Thay đổi từ {before} đến {year}: {group}", en="From {before} to {year}: {group}")
CHART_MARKS = Message(vi="{unit} so với bình quân nhóm", en="{unit} beside the mean of its group")
CHART_RESPONDENTS = Message(vi="Chỉ số theo {trait}", en="Index by {trait}")
CHART_ANSWERS = Message(vi="Câu trả lời: {factor}", en="Answers: {factor}")
CHART_PRIORITIES = Message(vi="Mức độ quan trọng và kết quả", en="Importance and performance")
AXIS_FROM = Message(vi="Trục bắt đầu từ {start}, không phải từ 0", en="The axis begins at {start}, not at 0")
AXIS_UP = Message(vi="Kết quả ({measure}) ↑", en="Performance ({measure}) ↑")
IMPORTANCE_IS = Message(vi="Mức độ quan trọng (hệ số tương quan) →", en="Importance (correlation) →")
SHARE_OF_POINTS = Message(
    vi="Mức độ quan trọng (% tổng điểm tối đa) →",
    en="Importance (% of all maximum points) →",
)
THIS_UNIT = Message(vi="Đơn vị", en="The unit")
GROUP_MEAN = Message(vi="Bình quân nhóm", en="Mean of the group")
HEAT_OF = Message(vi="Điểm từng {part} (%): {group}", en="Scores by {part} (%): {group}")
HEAT_NOTE = Message(
    vi="Màu càng đậm, điểm càng cao; mọi nhóm dùng chung một thang màu. Số trong ô là điểm (%).",
    en="The stronger the colour, the higher the score, in all groups alike. The cells hold the scores (%).",
)
IMPORTANCE = Message(vi="Mức độ quan trọng", en="Importance")
PERFORMANCE = Message(vi="Kết quả (%)", en="Performance (%)")
QUADRANT = Message(vi="Gợi ý", en="Suggestion")
QUADRANT_IMPROVE = Message(vi="Ưu tiên cải thiện", en="Improve first")
QUADRANT_KEEP = Message(vi="Tiếp tục giữ vững", en="Keep up")
QUADRANT_GOOD = Message(vi="Đang tốt, ít gắn với kết quả chung", en="Good, matters less")
QUADRANT_LATER = Message(vi="Cải thiện sau", en="Improve later")
PRIORITIES_SIPAS = Message(
    vi=(
        "Mức độ quan trọng là hệ số tương quan, tính trên các đơn vị, giữa tiêu chí và bình quân các tiêu "
        "chí còn lại. Tương quan cho biết hai số cùng lên xuống, không cho biết nguyên nhân. Đường gạch là "
        "bình quân."
    ),
    en=(
        "Importance is the correlation, over the units, of a criterion with the mean of the others. It "
        "tells what goes together, not what causes what. The dashed lines are the means."
    ),
)
PRIORITIES_PAR = Message(
    vi=(
        "Mức độ quan trọng là tỷ trọng của lĩnh vực trong tổng điểm tối đa của các đơn vị. Đường gạch là "
        "bình quân."
    ),
    en=(
        "Importance is the share of an area in the maximum points of all units. The dashed lines are the "
        "means."
    ),
)
WORDING = Message(vi="Lời văn", en="Wording")
QUESTION = Message(vi="Câu hỏi", en="Question")
ANSWERS_OF = Message(vi="Số câu trả lời: {factor}", en="Number of answers: {factor}")
ANSWERS_NOTE = Message(
    vi="Tỷ lệ trong hình tính trên các câu trả lời thuộc thang, làm tròn đến phần trăm.",
    en="The shares in the picture are of the answers on the scale, in whole percent.",
)
NOT_APPLICABLE = Message(vi="Không biết, không áp dụng", en="Not applicable")
REFUSED = Message(vi="Từ chối trả lời", en="Refused")
BLANK = Message(vi="Để trống", en="Blank")
OFF_SCALE = Message(vi="Ngoài thang", en="Off the scale")
FACTOR = Message(vi="Yếu tố", en="Factor")
AREA = Message(vi="Lĩnh vực", en="Area")
CRITERION = Message(vi="Tiêu chí", en="Criterion")
LEAF = Message(vi="Tiêu chí thành phần", en="Criterion")
OF_WHOLE = Message(vi="Điểm {whole} (%)", en="Of the {whole} (%)")
UNKNOWN_VALUE = Message(vi="Không rõ", en="Unknown")
HIDDEN = Message(vi="ẩn vì ít hơn {minimum} phiếu", en="hidden: fewer than {minimum} ballots")
BALLOTS = Message(vi="{ballots} phiếu", en="{ballots} ballots")
RESCALED = Message(vi="Quy đổi từng phần", en="Parts rescaled apart")
RESCALED_TO = Message(
    vi="{sources}: tỷ lệ đạt được trên điểm tối đa riêng của đơn vị ở phần này, nhân {points} điểm",
    en="{sources}: the share of the unit's own maximum there, times {points} points",
)
CHOICE = Message(vi="Phương án", en="Choice")
OTHER_ANSWERS = Message(vi="Câu trả lời: {question}", en="Answers: {question}")
OTHER_UNWEIGHTED = Message(
    vi="Câu trả lời: {question} (mỗi phiếu tính một lần, không nhân trọng số)",
    en="Answers: {question} (each ballot counts once, without its weight)",
)
ANSWERED_OF = Message(
    vi="{answered} trong {valid} phiếu có trả lời; tỷ lệ tính trên số phiếu đó.",
    en="{answered} of {valid} ballots answered; shares are of these.",
)
ANSWERED_BALLOTS = Message(vi="Số phiếu trả lời", en="Ballots that answered")
SEVERAL_CHOICES = Message(
    vi="Được chọn nhiều phương án nên các tỷ lệ có thể cộng lại quá 100%.",
    en="Several choices may be marked, so that the shares may add up to more than 100%.",
)
OTHERS_NOTE = Message(
    vi="Các câu hỏi này không tham gia tính chỉ số.", en="These questions are no part of the index."
)
RESPONDENTS_BY = Message(vi="Người trả lời theo {trait}", en="Respondents by {trait}")
RESPONDENTS_UNWEIGHTED = Message(
    vi="Người trả lời theo {trait} (mỗi phiếu tính một lần, không nhân trọng số)",
    en="Respondents by {trait} (each ballot counts once, without its weight)",
)
ANSWERS_UNWEIGHTED = Message(
    vi="Số câu trả lời: {factor} (không nhân trọng số; điểm thì có)",
    en="Number of answers: {factor} (without weights; the scores have them)",
)
INTAKE = Message(
    vi="Đã đọc {read} phiếu: {valid} hợp lệ, {rejected} bị loại.",
    en="{read} ballots were read: {valid} valid, {rejected} rejected.",
)
WHY_REJECTED = Message(vi="Phiếu bị loại theo lý do", en="Ballots rejected, by reason")
OTHER_FINDINGS = Message(vi="Những điều khác được phát hiện trong dữ liệu", en="Other findings in the data")
REASON = Message(vi="Lý do", en="Reason")
COUNT = Message(vi="Số lượng", en="Number")
STRENGTHS = Message(vi="Điểm mạnh so với nhóm", en="Strengths against the group")
WEAKNESSES = Message(vi="Điểm yếu so với nhóm", en="Weaknesses against the group")
NONE = Message(vi="Không có.", en="None.")
MARK = Message(vi="{name}: {score} ({difference})", en="{name}: {score} ({difference})")
ABOVE_MEAN = Message(vi="cao hơn bình quân nhóm {by}", en="{by} above the mean of the group")
BELOW_MEAN = Message(vi="thấp hơn bình quân nhóm {by}", en="{by} below the mean of the group")
SOURCES_OF = Message(vi="Nguồn điểm: {unit}", en="Where the points come from: {unit}")
SOURCE = Message(vi="Nguồn điểm", en="Source")
OF_UNIT = Message(vi="{what}: {unit}", en="{what}: {unit}")
CRITERIA_HIDDEN = Message(
    vi="Điểm từng yếu tố, tiêu chí được ẩn vì đơn vị có ít hơn {minimum} phiếu.",
    en="Scores by factor and criterion are hidden, as the unit has fewer than {minimum} ballots.",
)
CRITERIA_HIDDEN_BESIDE = Message(
    vi=(
        "Điểm từng yếu tố, tiêu chí được ẩn kèm, để không ai trừ ra được số của đơn vị có ít hơn {minimum} "
        "phiếu."
    ),
    en=(
        "Scores by factor and criterion are hidden too, so that nobody can subtract and have those of a unit "
        "with fewer than {minimum} ballots."
    ),
)
LEAVES_HIDDEN = Message(
    vi="Điểm từng tiêu chí được ẩn vì điều tra xã hội học về đơn vị có ít hơn {minimum} phiếu.",
    en="Points by criterion are hidden, as fewer than {minimum} ballots of the survey are about the unit.",
)
MEASURE = Message(vi="Cách đo", en="Measure")
MEASURE_XHH = Message(
    vi=(
        "Mỗi câu trả lời đạt một tỷ lệ của điểm tối đa ({worth}); điểm tiêu chí là bình quân các câu trả "
        "lời; chỉ số là tổng điểm trên tổng điểm tối đa, tính bằng phần trăm."
    ),
    en=(
        "Each answer is worth a share of the maximum ({worth}); a criterion is the mean of its answers; the "
        "index is all points over all maxima, in %."
    ),
)
FACTOR_SCORE = Message(vi="Điểm yếu tố", en="Factors")
WEIGHTS = Message(vi="Trọng số", en="Weights")
MISSING_ANSWERS = Message(vi="Câu không trả lời", en="Missing answers")
OVERALL = Message(vi="Chỉ số chung", en="Overall figure")
ANSWERED = Message(vi="Phiếu trả lời ít", en="Few answers")
ANSWERED_LEAST = Message(
    vi="Phiếu trả lời dưới {least}% số câu áp dụng thì bị loại.",
    en="A ballot that answers less than {least}% of the questions that apply is rejected.",
)
IDS_UNIQUE_WITHIN = Message(vi="Mã phiếu", en="Ballot ids")
BAD_ANSWERS = Message(vi="Câu trả lời không đọc được", en="Answers that cannot be read")
NOT_APPROVED = Message(vi="Phiếu không được duyệt", en="Ballots not approved")
UNFINISHED = Message(vi="Phiếu chưa hoàn thành", en="Unfinished ballots")
DUPLICATES = Message(vi="Phiếu trùng mã", en="Duplicates")
KINDS = Message(vi="Các loại đối tượng", en="Kinds of respondents")
MAXIMUM = Message(vi="Điểm tối đa", en="Maximum")
MISSING_POINTS = Message(vi="Thiếu điểm tiêu chí thành phần", en="Missing points")
BONUS = Message(vi="Điểm thưởng", en="Bonus")
MINIMUM = Message(vi="Số phiếu tối thiểu", en="Least ballots")
MINIMUM_BALLOTS = Message(
    vi="Đơn vị có dưới {minimum} phiếu hợp lệ thì có điểm nhưng không xếp hạng.",
    en="A unit with fewer than {minimum} valid ballots is scored and not ranked.",
)
ROUNDING = Message(vi="Làm tròn", en="Rounding")
RANK_ON = Message(vi="Xếp hạng, xếp loại", en="Ranks and bands")
TIES = Message(vi="Đồng hạng", en="Ties")
BANDS = Message(vi="Xếp loại", en="Bands")
BANDS_OF = Message(vi="Xếp loại, nhóm {group}", en="Bands of the group {group}")
HEADS = Message(vi="Xếp loại người đứng đầu", en="Ratings of heads")
HEADS_FIRST = Message(vi="hạng 1 đến {first} của nhóm", en="ranks 1 to {first} of the group")
HEADS_BANDS = Message(vi="đơn vị thuộc {bands}", en="units in {bands}")
SUPPRESSION = Message(vi="Bảo vệ người trả lời", en="Small numbers")
SUPPRESSED = Message(
    vi=(
        "Số liệu của ít hơn {minimum} người trả lời không nêu riêng; khi cần, ẩn thêm một ô để không ai suy "
        "ra được. Bình quân và số câu trả lời của yếu tố, tiêu chí không gồm đơn vị có số liệu "
        "được ẩn; chỉ số, thứ hạng, xếp loại thì gồm mọi đơn vị."
    ),
    en=(
        "Figures of fewer than {minimum} respondents are not shown by themselves; where needed one more "
        "cell is hidden, so that nobody can find them by subtraction. Means and counts of factors and "
        "criteria are without units whose figures are hidden; index, rank and band are of all."
    ),
)
IMPORTED = Message(
    vi="Bảng đã công bố được nhập vào; cách tính theo văn bản công bố, không có trong chương trình.",
    en="A published table that was imported; how it was made is said in its publication.",
)
CRITERIA_SOURCE = Message(vi="Nguồn của bộ tiêu chí", en="Source of the criteria")
RUN_BEFORE = Message(vi="Lần chạy năm {year}", en="Run of {year}")
FOLDED = Message(vi="Điểm từ {index}: lần chạy", en="Points from {index}: run")
PLAN_DIGEST = Message(vi="Dấu của cách đếm (SHA-256)", en="Digest of what is counted (SHA-256)")
RULES_DIGEST = Message(vi="Dấu của cách chấm (SHA-256)", en="Digest of the rules (SHA-256)")
SOURCE_DIGEST = Message(vi="Dấu của tệp {name} (SHA-256)", en="Digest of {name} (SHA-256)")
SEAL = Message(vi="Dấu của lần chạy (SHA-256)", en="Seal of the run (SHA-256)")
SCORED_BY = Message(vi="Chấm bằng", en="Scored by")
WRITTEN_BY = Message(vi="Báo cáo viết bằng", en="Report written by")
