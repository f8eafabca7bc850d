"""What is written into criteria files that are made of a table, and into tables that are made of a set."""

from sipas_cli.messages import Message

# --- the criteria file -----------------------------------------------------------------------------

FROM_TABLE = Message(
    vi="Lập từ bảng {file}. Những dòng có chữ CẦN GHI là việc còn lại của người soạn.",
    en="Made from the table {file}. Lines with TO SETTLE are left to whoever writes it.",
)
TO_SETTLE = Message(vi="CẦN GHI", en="TO SETTLE")
SOURCE = Message(
    vi="Lập từ bảng {file}; CẦN GHI số, ngày của văn bản ban hành bộ tiêu chí này.",
    en="Made from the table {file}; TO SETTLE: number and day of the document that issued this set.",
)
OPEN_SCALE = Message(
    vi="thang trả lời lấy theo bộ {set}; sửa nếu phiếu của tỉnh khác",
    en="the scale is that of the set {set}; change it where the ballot has another",
)
OPEN_COLUMNS = Message(
    vi="tiêu đề các cột không phải câu hỏi, lấy theo bộ {set}",
    en="headers of the columns that are no questions, those of the set {set}",
)
OPEN_MEASURE = Message(
    vi="cách tính điểm, làm tròn, xếp loại: bảng không nêu, đây là thiết lập mặc định",
    en="how scores, rounding and bands come about: the table does not say, these are the defaults",
)
OPEN_WEIGHTS = Message(
    vi="bảng không có trọng số, hiện các yếu tố bằng nhau",
    en="the table has no weights; all factors weigh the same for now",
)
OPEN_RATIO = Message(
    vi="trọng số trong bảng cộng lại là {total}, hiện tính theo tỷ số; nếu là phần trăm thì sửa cho đủ 100",
    en="the weights of the table add up to {total} and count as ratios; percentages must add up to 100",
)
OPEN_GROUPS = Message(
    vi="mọi nhóm có chỉ số này; nếu chỉ một số nhóm thì nêu từng nhóm, ví dụ {{so: {most}, xa: {most}}}",
    en="every group has this index; if only some have, name them, for example {{so: {most}, xa: {most}}}",
)
OPEN_BANDS = Message(
    vi="xếp loại: thêm bands theo quy định của tỉnh, ví dụ",
    en="bands: add those of the province, for example",
)
BAND_EXAMPLE = Message(
    vi="bands: [{{name: Tốt, from: 80}}, {{name: Khá, from: 65, below: 80}}, {{name: Yếu, below: 65}}]",
    en="bands: [{{name: Good, from: 80}}, {{name: Fair, from: 65, below: 80}}, {{name: Weak, below: 65}}]",
)

# --- the table -------------------------------------------------------------------------------------

QUESTIONS_SHEET = Message(vi="Câu hỏi", en="Questions")
ANSWERS_SHEET = Message(vi="Thang trả lời", en="Scale")
TREE_SHEET = Message(vi="Tiêu chí", en="Criteria")
CODE = Message(vi="Mã", en="Code")
QUESTION = Message(vi="Câu hỏi", en="Question")
FACTOR = Message(vi="Yếu tố", en="Factor")
WEIGHT = Message(vi="Trọng số", en="Weight")
LEVEL = Message(vi="Mức", en="Level")
LABEL = Message(vi="Nhãn", en="Label")
SATISFIED = Message(vi="Tính là hài lòng", en="Satisfied")
NUMBER = Message(vi="STT", en="Number")
TITLE = Message(vi="Tiêu chí", en="Criterion")
MAXIMUM = Message(vi="Điểm tối đa", en="Maximum")
METHOD = Message(vi="Cách chấm", en="Method")
SOURCE_OF_POINTS = Message(vi="Nguồn điểm", en="Source")
GROUPS = Message(vi="Chỉ cho nhóm", en="Groups")
BONUS = Message(vi="Điểm thưởng", en="Bonus")
PENALTY = Message(vi="Điểm trừ", en="Penalty")
FROM = Message(vi="từ {end}%", en="from {end}%")
ABOVE = Message(vi="trên {end}%", en="above {end}%")
TO = Message(vi="đến {end}%", en="to {end}%")
BELOW = Message(vi="dưới {end}%", en="below {end}%")
TO_BELOW = Message(vi="đến dưới {end}%", en="to below {end}%")
SHARE = Message(vi="tỷ lệ × điểm tối đa", en="percentage × maximum")
SHARE_FROM = Message(vi="tỷ lệ × điểm tối đa; dưới {limit}%: 0", en="percentage × maximum; below {limit}%: 0")
EVEN = Message(vi="tăng đều từ {low}% đến {high}%", en="even from {low}% to {high}%")
DEDUCTED = Message(vi="mỗi {counted} trừ {points}", en="each {counted} minus {points}")
