"""What is said of how a figure came about, on the terminal and in the report."""

from sipas_cli.messages import Message

ABOVE = Message(
    vi="Xếp ngay trên: {unit} (hạng {rank}, {score}), hơn {difference}: {parts}.",
    en="Next above: {unit} (rank {rank}, {score}), ahead by {difference}: {parts}.",
)
BELOW = Message(
    vi="Xếp ngay dưới: {unit} (hạng {rank}, {score}), kém {difference}: {parts}.",
    en="Next below: {unit} (rank {rank}, {score}), behind by {difference}: {parts}.",
)
CLOSES_ABOVE = Message(
    vi="Để bằng đơn vị đó cần ít nhất {answers} câu trả lời chuyển lên hài lòng.",
    en="To be level with it, the least number of answers that would have to turn satisfied is {answers}.",
)
CLOSES_BELOW = Message(
    vi="Đơn vị đó cần ít nhất {answers} câu trả lời chuyển lên hài lòng để bằng.",
    en="For it to be level, the least number of its answers that would have to turn satisfied is {answers}.",
)
STEPS_ABOVE = Message(
    vi="Để bằng đơn vị đó cần ít nhất {answers} lần một câu trả lời lên một mức.",
    en=(
        "To be level with it, the least number of times that an answer would have to go up a step is "
        "{answers}."
    ),
)
STEPS_BELOW = Message(
    vi="Đơn vị đó cần ít nhất {answers} lần một câu trả lời lên một mức để bằng.",
    en=(
        "For it to be level, the least number of times that its answers would have to go up a step is "
        "{answers}."
    ),
)
WEIGHT = Message(vi="Trọng số", en="Weight")
GAINED = Message(vi="Được", en="Gained")
LOST = Message(vi="Mất", en="Lost")
COUNTS = Message(vi="Số đếm", en="Counts")
COUNTED_SATISFIED = Message(
    vi="Số đếm: câu trả lời hài lòng / câu trả lời được tính.", en="Counts: satisfied / counted answers."
)
COUNTED_CODES = Message(
    vi="Số đếm: tổng mã câu trả lời / tổng mã nếu mọi người chọn mức cao nhất.",
    en="Counts: sum of the codes answered / what it would be if all chose the top of the scale.",
)
CRITERION = Message(vi="Tiêu chí", en="Criterion")
SUM = Message(vi="Cộng", en="Sum")
PARTS = Message(vi="Chỉ số gồm", en="What the index is made of")
ITEMS = Message(vi="Mất nhiều điểm nhất", en="Where most is lost")
LEAVES = Message(vi="Tiêu chí mất điểm", en="Criteria that lost points")
PART = Message(vi="Yếu tố", en="Part")
SCORE = Message(vi="Điểm", en="Score")
AHEAD = Message(vi="So với nhóm", en="To the group")
TYPED = Message(vi="Đã nhập", en="Typed")
EXTRA = Message(vi="Khoản", en="Points for")
EXTRAS = Message(vi="Điểm thưởng, điểm trừ", en="Bonus and penalty")
STEP = Message(vi="Mức", en="Step or option")
WHERE = Message(vi="Ô", en="Cell")
MAXIMUM = Message(vi="Tối đa", en="Maximum")
CLAIMED = Message(vi="Tự đánh giá", en="Self-assessed")
APPRAISED = Message(vi="Thẩm định", en="Appraised")
ROUNDED = Message(
    vi="Các phần được tính chính xác rồi mới làm tròn để in: cộng các số đã in có thể lệch ở chữ số cuối.",
    en="All parts are exact and rounded only to be printed: printed ones may add up to another last digit.",
)
NOT_APPLIED = Message(
    vi="Không áp dụng cho đơn vị (ra khỏi cả tử số và mẫu số): {parts}.",
    en="Do not apply to the unit (out of points and maximum): {parts}.",
)
WITHOUT_POINTS = Message(vi="Không có điểm hợp lệ: {parts}.", en="Without valid points: {parts}.")
NOTHING_TYPED = Message(
    vi="Lần chạy này do phiên bản trước 0.4 lưu, không giữ điều đã nhập: hãy chấm lại.",
    en="This run was stored by a version before 0.4, which did not keep what was typed: score again.",
)
FOLDED = Message(vi="từ {index}", en="from {index}")
ERROR = Message(
    vi="Sai số chuẩn do chọn mẫu {se}; khoảng tin cậy 95%: từ {low} đến {high}.",
    en="Standard error of sampling {se}; 95% interval from {low} to {high}.",
)
DESIGN_EFFECT = Message(vi="Hệ số thiết kế {effect}.", en="Design effect {effect}.")
NO_ERROR = Message(vi="Không tính sai số chọn mẫu: {why}.", en="No sampling error: {why}.")
NO_RANK_INTERVAL = Message(vi="Không tính khoảng của thứ hạng: {why}.", en="No interval of the rank: {why}.")
RANK_ANYWHERE = Message(
    vi=(
        "Không có sai số chuẩn thì không loại trừ được hạng nào: đơn vị có thể đứng từ hạng {first} "
        "đến hạng {last}."
    ),
    en=(
        "Without a standard error no rank can be ruled out: the unit may stand anywhere from {first} "
        "to {last}."
    ),
)
LOST_POINTS = Message(vi="Mất, điểm", en="Lost, points")
WORTHS = Message(
    vi="Mỗi câu trả lời được tính: {worths} (% số điểm); không ý kiến và để trống không tính.",
    en="What each answer is worth: {worths} (% of the points); no opinion and blanks do not count.",
)
KINDS_APART = Message(
    vi=(
        "Tiêu chí lấy bình quân theo loại đối tượng; số đếm và điểm của câu hỏi ở đây là của mọi người "
        "trả lời."
    ),
    en=(
        "The criteria are means of kinds of respondents; counts and scores of questions here are of "
        "all together."
    ),
)
COUNTED_WEIGHTED = Message(
    vi="Phiếu có trọng số: số đếm là tổng trọng số, nhân lên thành số nguyên, không phải số câu trả lời.",
    en="Ballots are weighted: counts are sums of weights, scaled to whole numbers, not numbers of answers.",
)
