"""What is said where documents are made."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

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

# --- remarks --------------------------------------------------------------------------------------

RATINGS = Message(vi="xếp loại người đứng đầu", en="ratings of heads")
APPENDIX_LEFT_OUT = Message(
    vi="Năm {year} không có {name}: quyết định không có phụ lục (of: {of}) và các điều (for: {of}) ấy.",
    en="{year} has no {name}: the decision has neither that appendix (of: {of}) nor articles (for: {of}).",
)

# --- words of papers ------------------------------------------------------------------------------

#: Who writes the papers beside the decision.
DEPARTMENT = Message(vi="Sở Nội vụ", en="Department of Home Affairs")

#: How a passage of the report in Word begins that is to be written by hand.
TO_WRITE = Message(vi="[Cần viết:", en="[To be written:")

# --- words of tables ------------------------------------------------------------------------------

MEAN = Message(vi="Bình quân nhóm", en="Mean of the group")
OVERALL = Message(vi="Chung", en="Overall")
GROUP = Message(vi="Nhóm", en="Group")
LEADER = Message(vi="Dẫn đầu", en="Leader")
BARS = Message(vi="(thanh từ {low} đến {high})", en="(bars from {low} to {high})")
POINTS_FROM = Message(vi="Điểm {source}", en="Points: {source}")
ABOVE = Message(vi="trên {end}", en="above {end}")
FROM = Message(vi="từ {end}", en="from {end}")
TO = Message(vi="đến {end}", en="to {end}")
BELOW = Message(vi="dưới {end}", en="below {end}")
TO_BELOW = Message(vi="đến dưới {end}", en="to below {end}")
EVERY_GROUP = Message(vi="mọi nhóm", en="every group")
RUN = Message(vi="Lần chạy", en="Run")
CRITERIA = Message(vi="Bộ tiêu chí", en="Criteria")
UNITS = Message(vi="Đơn vị", en="Units")
NUMBER_OF_UNITS = Message(vi="Số đơn vị", en="Units")
ID = Message(vi="Mã", en="Id")
HEAD_OF = Message(vi="Người đứng đầu {unit}", en="the head of {unit}")
SUM_NOTE = Message(
    vi=(
        "Ghi chú: Tổng điểm được tính từ các điểm thành phần chưa làm tròn nên có thể chênh lệch ở chữ số "
        "cuối so với tổng của các điểm thành phần in trong bảng."
    ),
    en=(
        "Note: the total is made from unrounded parts, so its last digit may differ from the sum of the "
        "parts printed in the table."
    ),
)
RANK_NOTE = Message(
    vi=(
        "Ghi chú: Thứ hạng được xác định theo chỉ số chưa làm tròn, nên các đơn vị có chỉ số in trong bảng "
        "bằng nhau có thể khác hạng."
    ),
    en="Note: ranks follow unrounded figures, so units of one printed figure may have different ranks.",
)
SHARE = Message(vi="Tỷ lệ (%)", en="Share (%)")

# --- what is printed for a field of a template ----------------------------------------------------

ITEMS = Message(vi="danh sách, {count} mục", en="list of {count}")
PICTURE = Message(vi="hình: {title}", en="picture: {title}")
YES = Message(vi="có", en="yes")
NO = Message(vi="không", en="no")

# --- the workbook of results ----------------------------------------------------------------------

BACK_TO = Message(vi="← Về trang {sheet}", en="← Back to {sheet}")
SUMMARY_SHEET = Message(vi="Tổng hợp", en="Summary")
CHARTS_SHEET = Message(vi="Biểu đồ", en="Charts")
MEANING_SHEET = Message(vi="Chú thích", en="Notes")
RESULTS_TITLE = Message(vi="Kết quả năm {year}", en="Results of {year}")
CHARTS_TITLE = Message(vi="Biểu đồ năm {year}", en="Charts of {year}")
SURVEY_TITLE = Message(vi="Điều tra xã hội học", en="Leader survey")
GROUP_TITLE = Message(vi="{index} năm {year}: {group}", en="{index} {year}: {group}")
INDEX_OF_RUN = Message(vi="{index} năm {year}, lần chạy {run}", en="{index} {year}, run {run}")
MEAN_SHORT = Message(vi="Bình quân", en="Mean")
FULL_SCORE = Message(vi="Đạt 100%", en="At 100%")
FIRST_UNITS = Message(vi="{title} ({units} đơn vị đầu)", en="{title} (the first {units} units)")
TERM = Message(vi="Mục", en="Term")
TERM_MEANING = Message(vi="Nội dung", en="Meaning")
FIGURES = Message(vi="Số liệu", en="Figures")
FIGURES_MEANING = Message(
    vi="Mọi con số là số đã làm tròn như in trong bảng xếp hạng; thay đổi là hiệu của hai số đã in.",
    en="Every figure is rounded as in the printed ranking; a change is the difference of two such figures.",
)
BARS_AND_CHARTS = Message(vi="Thanh, biểu đồ", en="Bars and charts")
BARS_AND_CHARTS_MEANING = Message(
    vi="bắt đầu từ số ghi ở tiêu đề cột (thường là 0), nên độ dài tỷ lệ với điểm.",
    en="begin at the number in the heading of the column (mostly 0), so their length is in proportion.",
)
RUN_AND_CRITERIA = Message(
    vi="lần chạy {run}, bộ tiêu chí {criteria}", en="run {run}, criteria set {criteria}"
)
FOLDED = Message(vi="{short}: chỉ số {index}", en="{short}: index {index}")
FOLDED_MEANING = Message(vi="từ lần chạy {run}", en="from run {run}")

# --- the list of the documents of a year ----------------------------------------------------------

LINE_NUMBER = Message(vi="STT", en="No.")
FILE = Message(vi="Tệp", en="File")
BYTES = Message(vi="Số byte", en="Bytes")
DIGEST = Message(vi="Mã SHA-256", en="SHA-256")
HANDOVER_FILES = Message(vi="Danh sách tệp", en="The files")
