"""What is said of a criteria set that is typed as a table."""

from sipas_cli.messages import Message

NO_FRAME = Message(
    vi=(
        "không có bảng tiêu chí: cần một dòng tiêu đề có Câu hỏi và Yếu tố (chỉ số hài lòng), hoặc Tiêu chí "
        "và Điểm tối đa (chỉ số CCHC)."
    ),
    en=(
        "there is no table of criteria: a header row needs a question and a factor (SIPAS), or a criterion "
        "and a maximum (PAR index)."
    ),
)
NO_FACTOR = Message(
    vi="câu hỏi chưa có yếu tố: ghi ở cột Yếu tố của dòng này hoặc của một dòng bên trên.",
    en="a question without a factor: name it in this row or in one above.",
)
WEIGHT = Message(
    vi='"{text}" không phải trọng số: ghi một số lớn hơn 0.',
    en='"{text}" is no weight: type a number above 0.',
)
TWO_WEIGHTS = Message(
    vi='yếu tố "{factor}" có hai trọng số, {first} và {second}; trọng số là của yếu tố, không của từng câu.',
    en='the factor "{factor}" has two weights, {first} and {second}: a weight is that of a factor.',
)
CODE_TWICE = Message(vi='mã "{code}" có hai lần.', en='the code "{code}" stands twice.')
MAXIMUM = Message(
    vi='"{text}" không phải điểm tối đa: ghi một số, hoặc "nhóm: số; nhóm: số".',
    en='"{text}" is no maximum: type a number, or "group: number; group: number".',
)
NUMBER_TWICE = Message(
    vi='số "{number}" có hai lần (lần đầu ở dòng {first}). Có thể Excel đã đổi 1.10 thành 1.1: ghi bằng chữ.',
    en='the number "{number}" stands twice (first in row {first}). Excel makes 1.1 of 1.10: type a text.',
)
NO_PARENT = Message(
    vi='không có phần "{parent}" bên trên "{number}".',
    en='there is no part "{parent}" above "{number}".',
)
METHOD_AND_PARTS = Message(
    vi='"{number}" vừa có cách chấm vừa có tiêu chí bên dưới.',
    en='"{number}" has both a way of scoring and criteria below it.',
)
NO_POINTS = Message(
    vi='"{number}" không có điểm tối đa, cách chấm hay tiêu chí bên dưới.',
    en='"{number}" has no maximum, no way of scoring and no criteria below it.',
)
EXTRA_MAXIMUM = Message(
    vi='điểm thưởng, điểm trừ "{number}" cần một điểm tối đa chung cho mọi nhóm.',
    en='the bonus or penalty "{number}" needs one maximum for all groups.',
)

# --- what is still open ----------------------------------------------------------------------------

OPEN_NOTE = Message(
    vi='"{text}": chưa hiểu được cách chấm này, hiện cho điểm tự do đến tối đa',
    en='"{text}": this way of scoring is not understood; any points up to the maximum for now',
)
OPEN_SURVEY = Message(
    vi="lấy điểm từ điều tra xã hội học: khai plan.xhh rồi thêm points_from: xhh",
    en="its points come from the leader survey: add plan.xhh, then points_from: xhh",
)
OPEN_INDEX = Message(
    vi='nguồn điểm "{text}" chưa rõ: ghi points_from nếu là một chỉ số khác',
    en='the source of points "{text}" is not known: add points_from if it is another index',
)
OPEN_HIGHEST = Message(
    vi="điểm tối đa trong bảng là {maximum}, mức cao nhất là {highest}: bộ tiêu chí dùng mức cao nhất",
    en="the table has a maximum of {maximum}, the best result has {highest}: the set uses the latter",
)
OPEN_SUM = Message(
    vi="điểm tối đa trong bảng là {maximum}, các phần bên dưới cộng lại là {total}",
    en="the table has a maximum of {maximum}, its parts add up to {total}",
)
OPEN_TOTAL = Message(
    vi="dòng tổng của bảng là {maximum}, các lĩnh vực cộng lại là {total}",
    en="the row of the total has {maximum}, the areas add up to {total}",
)
