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
    en="To be level with it at least {answers} answers would have to turn satisfied.",
)
CLOSES_BELOW = Message(
    vi="Đơn vị đó cần ít nhất {answers} câu trả lời chuyển lên hài lòng để bằng.",
    en="At least {answers} of its answers would have to turn satisfied to be level.",
)
STEPS_ABOVE = Message(
    vi="Để bằng đơn vị đó cần ít nhất {answers} lần một câu trả lời lên một mức.",
    en="To be level with it at least {answers} times an answer would have to be one step better.",
)
STEPS_BELOW = Message(
    vi="Đơn vị đó cần ít nhất {answers} lần một câu trả lời lên một mức để bằng.",
    en="To be level at least {answers} times one of its answers would have to be one step better.",
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
