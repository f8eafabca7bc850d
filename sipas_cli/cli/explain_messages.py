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
        "WARNING: this unit has only {ballots} ballots (fewer than {minimum}): the counts below tell what "
        "single persons answered. For the office alone, not to be published."
    ),
)
HEADING = Message(vi="{unit} — {index} {year}", en="{unit} — {index} {year}")
STANDS = Message(
    vi="{group}: hạng {rank}/{ranked}. Chỉ số {score} = {exact}. {against}",
    en="{group}: rank {rank}/{ranked}. Index {score} = {exact}. {against}",
)
UNRANKED = Message(
    vi="{group}: không xếp hạng ({why}). Chỉ số {score} = {exact}. {against}",
    en="{group}: not ranked ({why}). Index {score} = {exact}. {against}",
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
LEFT_OUT = Message(vi="; không tính {count} ({reasons})", en="; {count} left out ({reasons})")
THROUGHOUT = Message(
    vi="Chỉ số là tỷ lệ phiếu hài lòng ở mọi câu: {satisfied}/{ballots} phiếu.",
    en="The index is the share of ballots that are satisfied throughout: {satisfied}/{ballots}.",
)
PARTS = Message(vi="Chỉ số gồm", en="What the index is made of")
ITEMS = Message(vi="Mất nhiều điểm nhất", en="Where most is lost")
LEAVES = Message(vi="Tiêu chí mất điểm", en="Criteria that lost points")
PART = Message(vi="Yếu tố", en="Part")
SCORE = Message(vi="Điểm", en="Score")
AHEAD = Message(vi="So với nhóm", en="To the group")
TYPED = Message(vi="Đã nhập", en="Typed")
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
TREE = Message(vi="Cách tính, từ trên xuống", en="How it is computed, from the top")
VALUE = Message(vi="Giá trị", en="Value")
FORMULA = Message(vi="Bằng", en="Is")
OF_WHAT = Message(vi="Của", en="Of")
BY_FILE = Message(vi="Phiếu của đơn vị theo tệp", en="Ballots of the unit by file")
FILE = Message(vi="Tệp", en="File")
READ = Message(vi="Đọc", en="Read")
COUNTED = Message(vi="Tính", en="Counted")
ANSWERS = Message(vi="Câu trả lời", en="Answers")
