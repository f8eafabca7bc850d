"""What is said here, in both languages."""

from sipas_cli.messages import Message

# --- what is refused -----------------------------------------------------------------------------

DECISION_CONTENTS = Message(
    vi="{field} không có gì để ghi: không phụ lục nào được in có name. Ghi name cho phụ lục.",
    en="{field} stands for nothing: no appendix that is printed has a name. Give it one.",
)
DECISION_AREA = Message(
    vi='cột "{field}": lần chạy {run} không có lĩnh vực này. Các lĩnh vực: {known}.',
    en='column "{field}": run {run} has no such area. The areas are: {known}.',
)
DECISION_SOURCE = Message(
    vi='cột "{field}": lần chạy {run} không lấy điểm từ nguồn này. Các nguồn: {known}.',
    en='column "{field}": run {run} has no points from there. They come from: {known}.',
)
TEMPLATE_IMAGE = Message(
    vi="bản vẽ không được nhúng ảnh từ nơi khác. Bỏ thẻ <image> khỏi mẫu.",
    en="a drawing must not take in a picture from elsewhere. Remove <image> from the template.",
)
SELECTION_TOO_LARGE = Message(
    vi="không vừa một trang tính: quá {rows} dòng, hoặc có ô dài quá {length} ký tự. Ghi ra .csv.",
    en=(
        "it does not fit into a sheet: more than {rows} rows, or a cell of more than {length} characters. "
        "Write a .csv."
    ),
)

# --- remarks -------------------------------------------------------------------------------------

APPENDIX_LEFT_OUT = Message(
    vi="Bỏ phụ lục of: {of} và các điều for: {of} trong decision.yaml: năm {year} chưa có kết quả này.",
    en=(
        "Appendix of: {of} and the articles for: {of} of decision.yaml are left out: {year} has no such "
        "results."
    ),
)

# --- words of tables -----------------------------------------------------------------------------

MEAN = Message(vi="Bình quân nhóm", en="Mean of the group")
SURVEY_TITLE = Message(vi="Điều tra xã hội học", en="Leader survey")
OVERALL = Message(vi="Chung", en="Overall")
GROUP = Message(vi="Nhóm", en="Group")
LEADER = Message(vi="Dẫn đầu", en="Leader")
BARS = Message(vi="(thanh từ {low} đến {high})", en="(bars from {low} to {high})")
POINTS_FROM = Message(vi="Điểm {source}", en="Points: {source}")
ABOVE = Message(vi="trên {end}", en="above {end}")
FROM = Message(vi="từ {end}", en="from {end}")
TO = Message(vi="đến {end}", en="to {end}")
BELOW = Message(vi="dưới {end}", en="below {end}")
EVERY_GROUP = Message(vi="mọi nhóm", en="every group")
RUN = Message(vi="Lần chạy", en="Run")
CRITERIA = Message(vi="Bộ tiêu chí", en="Criteria")
UNITS = Message(vi="Đơn vị", en="Units")
ID = Message(vi="Mã", en="Id")
TIED_SHORT = Message(vi="{rank}=", en="{rank}=")
SHARE = Message(vi="Tỷ lệ (%)", en="Share (%)")
