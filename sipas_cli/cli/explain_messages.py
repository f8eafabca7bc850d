"""What `sipas explain` says."""

from sipas_cli.messages import Message

UNIT_ONLY_PUBLISHED = Message(
    vi="lần chạy {run} là bảng đã công bố được nhập vào: nó không giữ điều mà số liệu được tính từ đó.",
    en="run {run} is a published table that was imported: it keeps nothing that its figures were made from.",
)
ANSWERS_OF_POINTS = Message(
    vi="--answers đếm phiếu theo tệp; lần chạy {run} được chấm từ điểm, ô của từng điểm xem ở --depth 3.",
    en="--answers counts ballots by file; run {run} was made from points, whose cells --depth 3 shows.",
)
SOURCES_GONE = Message(
    vi="Không tìm thấy đủ các tệp gốc của {run} trong thư mục làm việc: không đếm theo tệp được.",
    en="Not all sources of {run} lie in the workspace: nothing can be counted by file.",
)
FEW_BALLOTS = Message(
    vi=(
        "CHÚ Ý: đơn vị này chỉ có {ballots} phiếu (dưới {minimum}): số đếm dưới đây cho thấy từng người "
        "trả lời gì, chỉ dùng nội bộ, không công bố."
    ),
    en=(
        "WARNING: ballots of this unit: {ballots} (fewer than {minimum}): the counts below tell what "
        "single persons answered. For the office alone, not to be published."
    ),
)
HEADING = Message(vi="{unit} — {index} {year}", en="{unit} — {index} {year}")
STANDS = Message(
    vi="{group}: hạng {rank}/{ranked}. Chỉ số {score} {exact}. {against}",
    en="{group}: rank {rank}/{ranked}. Index {score} {exact}. {against}",
)
UNRANKED = Message(
    vi="{group}: không xếp hạng ({why}). Chỉ số {score} {exact}. {against}",
    en="{group}: not ranked ({why}). Index {score} {exact}. {against}",
)
NO_INDEX = Message(vi="{group}: không có chỉ số ({why}).", en="{group}: no index ({why}).")
AGAINST_MEAN = Message(
    vi="Bình quân của nhóm {mean}, chênh lệch {difference}.",
    en="Mean of the group {mean}, difference {difference}.",
)
LEVEL_WITH = Message(vi="Đồng hạng với: {units}.", en="Shares its rank with: {units}.")
BALLOTS = Message(
    vi="Phiếu của đơn vị: đọc {read}, tính {valid}{left_out}.",
    en="Ballots of the unit: {read} read, {valid} counted{left_out}.",
)
NO_BALLOTS = Message(
    vi="Không đọc được phiếu nào của đơn vị trong các tệp đã chấm.",
    en="No ballot of the unit was read in the files that were scored.",
)
LEFT_OUT = Message(vi="; không tính {count} ({reasons})", en="; {count} left out ({reasons})")
THROUGHOUT = Message(
    vi="Chỉ số là tỷ lệ phiếu hài lòng ở mọi câu: {satisfied}/{ballots} phiếu.",
    en="The index is the share of ballots that are satisfied throughout: {satisfied}/{ballots}.",
)
TREE = Message(vi="Cách tính, từ trên xuống", en="How it is computed, from the top")
VALUE = Message(vi="Giá trị", en="Value")
FORMULA = Message(vi="Bằng", en="Is")
OF_WHAT = Message(vi="Của", en="Of")
BY_FILE = Message(vi="Phiếu của đơn vị theo tệp", en="Ballots of the unit by file")
FILE = Message(vi="Tệp", en="File")
READ = Message(vi="Đọc", en="Read")
COUNTED = Message(vi="Tính", en="Counted")
ANSWERS = Message(vi="Câu trả lời", en="Answers")
NOT_EARLIER = Message(
    vi="--with {earlier} phải trước năm {year}.", en="--with {earlier} must be before {year}."
)
NOT_THERE = Message(
    vi="{unit} không có trong kết quả năm {year}, cũng không kế thừa đơn vị nào: không so được.",
    en="{unit} is not in the results of {year} and continues no unit: there is nothing to compare.",
)
ONLY_PRINTED = Message(
    vi="Năm {year} chỉ có bảng đã công bố được nhập vào: không có số đếm để nói vì sao thay đổi.",
    en="Of {year} there is only a published table: no counts that would tell why it changed.",
)
NOT_COMPARABLE = Message(
    vi="{unit}: năm nay hoặc {year} không có chỉ số, hoặc đo theo cả phiếu: không phân tích thay đổi được.",
    en="{unit}: this year or {year} has no index, or measures whole ballots: the change is not analysed.",
)
CHANGED = Message(
    vi="Vì sao thay đổi {change} so với năm {year}", en="Why it changed by {change} since {year}"
)
BY_ANSWERS = Message(vi="Do điểm", en="By scores")
BY_WEIGHTS = Message(vi="Do trọng số", en="By weights")
BY_OTHERS = Message(vi="Do tiêu chí khác", en="By other criteria")
TOGETHER = Message(vi="Cộng", en="Together")
WHO_ANSWERED = Message(
    vi="Phần do điểm, theo {trait}: {who} do người trả lời khác đi, {how} do họ trả lời khác đi.",
    en="Of what the scores did, by {trait}: {who} as others answered, {how} as they answered otherwise.",
)
WITHIN = Message(
    vi=(
        "Thay đổi này còn trong sai số chọn mẫu của hai năm (±{margin}, độ tin cậy 95%): có thể chỉ "
        "do ai được hỏi."
    ),
    en=(
        "The change is within the sampling error of the two years (±{margin}, 95% confidence): it "
        "may be chance."
    ),
)
BEYOND = Message(
    vi="Thay đổi này vượt sai số chọn mẫu của hai năm (±{margin}, độ tin cậy 95%).",
    en="The change is beyond the sampling error of the two years (±{margin}, 95% confidence).",
)
UNIT_OR_QUESTIONS = Message(
    vi="hãy nêu một đơn vị, hoặc --questions để xem cả bộ câu hỏi, không cùng lúc.",
    en="name a unit, or --questions for the questions of all; not both.",
)
NO_QUESTIONS = Message(
    vi="lần chạy {run}: chỉ xem được bộ câu hỏi của SIPAS có yếu tố và cây tiêu chí của CCHC.",
    en=(
        "run {run}: only the questions of SIPAS with factors, and the leaves of the PAR index, can "
        "be reviewed."
    ),
)
ALONE = Message(
    vi="{option} không đi cùng {others}: hãy chạy riêng.",
    en="{option} does not go with {others}: run it by itself.",
)
NOT_IN_FORMAT = Message(
    vi="{option} không có ở dạng {form}: chọn --format trong {formats}.",
    en="{option} has no {form}: choose --format of {formats}.",
)
REVIEW_UNWEIGHTED = Message(
    vi="Phiếu có trọng số, nhưng ở đây mỗi phiếu tính một lần: câu hỏi được xem xét, không phải đơn vị.",
    en=(
        "Ballots are weighted, but each counts once here: it is the questions that are reviewed, not "
        "the units."
    ),
)
QUESTION = Message(vi="Câu hỏi", en="Question")
ANSWERED = Message(vi="Trả lời", en="Answered")
SILENT = Message(vi="Không trả lời, %", en="Silent, %")
FLOOR = Message(vi="Mức thấp nhất, %", en="Lowest, %")
CEILING = Message(vi="Mức cao nhất, %", en="Best, %")
REST = Message(vi="Tương quan với các câu khác", en="Correlation with the rest")
WITHOUT = Message(vi="Alpha nếu bỏ", en="Alpha without")
ALPHA = Message(vi="{factor}: Cronbach alpha {alpha}", en="{factor}: Cronbach's alpha {alpha}")
ALPHA_MEANING = Message(
    vi=(
        "Alpha từ 0,7 trở lên thường được coi là các câu hỏi đo cùng một điều. Câu có tương quan "
        "thấp hoặc làm alpha "
        "tăng khi bỏ đi nên được xem lại. Không số nào ở đây đổi điểm hay hạng."
    ),
    en=(
        "Questions with an alpha of 0.7 or more are usually taken to measure one thing. One with "
        "a low correlation, "
        "or whose absence raises alpha, should be looked at. Nothing here changes a score or a rank."
    ),
)
SCORE_AGAIN = Message(
    vi="Lần chạy này không giữ cặp câu trả lời (phiên bản cũ lưu): chấm lại để có alpha và tương quan.",
    en=(
        "This run keeps no pairs of answers (an earlier version stored it): score again for alpha "
        "and correlations."
    ),
)
LEAVES_APART = Message(vi="Tiêu chí phân biệt các đơn vị đến đâu", en="How far leaves tell units apart")
UNITS = Message(vi="Đơn vị", en="Units")
MEAN_SHARE = Message(vi="Đạt bình quân, %", en="Mean, %")
AT_FULL = Message(vi="Đạt tối đa", en="At full")
AT_NOTHING = Message(vi="0 điểm", en="At 0")
SPREAD = Message(vi="Độ lệch chuẩn, %", en="Spread, %")
LEAVES_MEANING = Message(
    vi="Tiêu chí mà mọi đơn vị đạt tối đa (độ lệch 0) không phân biệt được đơn vị nào.",
    en="A leaf on which all units have full points (spread 0) tells nobody apart.",
)
NO_PAIRS = Message(
    vi="lần chạy {run} không giữ cặp câu trả lời: nó được chấm từ điểm, hoặc do phiên bản cũ lưu.",
    en="run {run} keeps no pairs of answers: it was made from points, or stored by an earlier version.",
)
PAIRS_OF_FEW = Message(
    vi="{unit} có chưa đến {minimum} phiếu: các cặp câu trả lời sẽ lộ từng phiếu nên không được xuất ra.",
    en=(
        "{unit} has fewer than {minimum} ballots: pairs of answers would show single ballots and are "
        "not exported."
    ),
)
PAIRS_LEFT_OUT = Message(
    vi=(
        "Đã bỏ {count} nhóm (tầng, trọng số, cụm) có chưa đến {minimum} phiếu: cặp câu trả lời sẽ lộ "
        "từng phiếu."
    ),
    en=(
        "Left out for fewer than {minimum} ballots: {count} of the strata, weights, clusters, whose "
        "pairs would show single ballots."
    ),
)
