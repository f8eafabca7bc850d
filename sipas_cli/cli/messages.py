"""What the command line says, in both languages."""

from sipas_cli.messages import Message

# --- words of help --------------------------------------------------------------------------------

USAGE = Message(vi="Cách dùng", en="Usage")
OPTIONS = Message(vi="Tùy chọn", en="Options")
COMMANDS = Message(vi="Các lệnh", en="Commands")
EXAMPLE = Message(vi="Ví dụ", en="Example")

# --- what is refused ------------------------------------------------------------------------------

DECISION_EMPTY = Message(
    vi="năm {year} không có kết quả cho phụ lục nào trong appendices.",
    en="{year} has no results for any of the appendices.",
)
ONE_INDEX_ONLY = Message(
    vi="csv chỉ chứa một chỉ số, các tệp này thuộc nhiều chỉ số. Dùng json, hoặc sipas rank --index.",
    en="csv holds one index, these files are about several. Use json, or sipas rank --index.",
)
FORMAT_NEEDS_FILE = Message(
    vi="dạng {form} không in được ra màn hình. Thêm -o TỆP.{form}",
    en="{form} is not for the screen. Add -o FILE.{form}",
)
FORMAT_UNKNOWN = Message(
    vi='không biết định dạng theo tên "{name}". Dùng --format: {formats}.',
    en='the name "{name}" does not tell the format. Use --format: {formats}.',
)
WITHDRAW_WHY = Message(
    vi="rút một lần chạy cần có lý do. Thêm --why '...'",
    en="to withdraw a run needs a reason. Add --why '...'",
)
WITHDRAW_ALONE = Message(
    vi="{name} chỉ dùng cùng --withdraw. Xem: sipas runs --help",
    en="{name} goes with --withdraw only. See: sipas runs --help",
)
FREEZE_UNDO = Message(
    vi="--undo không đi cùng {name}. Bỏ một trong hai.",
    en="--undo does not go with {name}. Leave one of them out.",
)
BUG = Message(
    vi="lỗi của chương trình ({name}). Chạy lại với -v để xem chi tiết và báo cho người phát triển.",
    en="a fault of the program ({name}). Run it again with -v for details and report it.",
)
INTERRUPTED = Message(
    vi="đã dừng theo yêu cầu; không có gì ghi dở.",
    en="interrupted; nothing is half-written.",
)
PREFIX = Message(vi="Lỗi", en="Error")
COMPARE_NOT_EARLIER = Message(
    vi="năm {earlier} không trước năm {year}. Sau --with phải là một năm trước đó.",
    en="{earlier} is not before {year}. Give an earlier year with --with.",
)
COMPARE_NOTHING_EARLIER = Message(
    vi=(
        "chưa có kết quả {index} của năm nào trước {year}. Nhập bảng đã công bố bằng: sipas import-results "
        "TỆP --year NĂM --index {index}"
    ),
    en=(
        "no {index} results of a year before {year} are stored. Bring a published table in with: sipas "
        "import-results FILE --year YEAR --index {index}"
    ),
)
USAGE_SCORE = Message(vi="{name} phải là một số, ví dụ 79,44.", en="{name} must be a number, such as 79.44.")
PUBLISHED_REJECTED = Message(
    vi="số lỗi trong bảng: {count}, nêu ở trên. Không lưu gì. Sửa tệp hoặc units.yaml rồi nhập lại.",
    en=(
        "faults in the table: {count}, listed above. Nothing was stored. Mend the file or units.yaml, then "
        "import again."
    ),
)
SAMPLE_NOTHING = Message(
    vi="không có giao dịch nào để chọn: cỡ mẫu đều là 0. Kiểm tra danh sách và tệp cỡ mẫu.",
    en="there is nothing to draw: all sizes are 0. Check the list and the file of sizes.",
)
SAMPLE_COCHRAN_ONLY = Message(
    vi="--confidence và --p chỉ có nghĩa với --method cochran. Thêm --method cochran hoặc bỏ chúng.",
    en="--confidence and --p mean something with --method cochran only. Add that, or leave them out.",
)
SAMPLE_TWO_PLANS = Message(
    vi="{first} đã quyết định cỡ mẫu nên {second} không có tác dụng. Bỏ một trong hai.",
    en="{first} settles the sizes, so {second} would do nothing. Leave one out.",
)
SAMPLE_ROWS_FILE = Message(
    vi='-o "{name}": các dòng được chọn có thông tin cá nhân nên phải ghi vào tệp có đuôi: {formats}.',
    en='-o "{name}": the drawn rows are about persons, so they go into a file whose name ends in: {formats}.',
)
SAMPLE_ROWS_ONTO_LIST = Message(
    vi="{name} là tệp mà lệnh này đọc hoặc dùng. Chọn tên khác cho -o.",
    en="{name} is a file that this command reads or keeps. Choose another name for -o.",
)
USAGE_DECIMAL = Message(
    vi="{name} phải là số từ {low} đến {high}, nhiều nhất 6 chữ số thập phân.",
    en="{name} must be a number from {low} to {high} with six decimals at most.",
)
FORM_TOGETHER = Message(
    vi="{first} và {second} không dùng cùng nhau. Chọn một.",
    en="{first} and {second} do not go together. Choose one.",
)
FORM_KIND = Message(
    vi=(
        "{name} không dùng cho {index}; dùng được: {known}. Phiếu điều tra xã hội học của bộ CCHC: thêm "
        "--index xhh."
    ),
    en=(
        "{name} is not for {index}, which takes {known}. For the ballot of the leader survey of a PAR set "
        "add --index xhh."
    ),
)
FORM_SUFFIX = Message(
    vi='tên tệp "{name}" phải kết thúc bằng {suffix}.',
    en='the name "{name}" must end with {suffix}.',
)
FORM_INDEX = Message(
    vi="bộ tiêu chí này không có biểu mẫu cho {index}; có: {known}. Sửa --index hoặc --criteria.",
    en="this set has no form for {index}; it has: {known}. Change --index or --criteria.",
)
FORM_NO_SET = Message(
    vi=(
        "chưa biết bộ tiêu chí nào. Nêu --criteria, hoặc ghi criteria trong sipas.yaml. Xem các bộ: sipas "
        "criteria list"
    ),
    en=(
        "no criteria set is known. Name it with --criteria, or under criteria in sipas.yaml. See: sipas "
        "criteria list"
    ),
)
FORM_WHICH_SET = Message(
    vi=(
        "thư mục có nhiều bộ tiêu chí: {known}. Nêu --criteria hoặc --index, hoặc ghi criteria trong "
        "sipas.yaml."
    ),
    en=(
        "there are several criteria sets here: {known}. Give --criteria or --index, or criteria in "
        "sipas.yaml."
    ),
)
FORM_NEEDS_UNITS = Message(
    vi="biểu mẫu này cần danh sách đơn vị. Ghi groups và units.",
    en="this form needs the register of units. Write groups and units.",
)
FORM_NO_UNIT_MEASURED = Message(
    vi="không đơn vị nào thuộc nhóm mà {criteria} đánh giá. Kiểm tra group của các đơn vị.",
    en="no unit is of a group that {criteria} measures. Check the group of each unit.",
)
PACKAGES_OLD = Message(
    vi="các gói Python thiếu hoặc quá cũ: {names}. Cài lại: pip install --upgrade sipas -c constraints.txt",
    en=(
        "Python packages are missing or too old: {names}. Install again: pip install --upgrade sipas -c "
        "constraints.txt"
    ),
)
DOCTOR_BAD = Message(
    vi="còn thiếu hoặc hỏng: {names}. Làm theo phần cần làm ở trên rồi chạy lại.",
    en="missing or broken: {names}. Do what is said above and run this again.",
)
USAGE_COMMAND = Message(
    vi='không có lệnh "{name}". Các lệnh: {known}.',
    en='there is no command "{name}". The commands are: {known}.',
)
USAGE_OPTION = Message(
    vi='không có tùy chọn "{name}". Gần giống: {near}.',
    en='there is no option "{name}". Similar: {near}.',
)
USAGE_MISSING = Message(vi="{name} còn thiếu; xem cách dùng với --help.", en="{name} is missing; see --help.")
USAGE_CHOICE = Message(vi="{name} phải là một trong: {choices}.", en="{name} must be one of: {choices}.")
USAGE_NUMBER = Message(
    vi="{name} phải là số nguyên từ {low} đến {high}.",
    en="{name} must be a whole number from {low} to {high}.",
)
USAGE_INDEX = Message(
    vi=(
        "{name} phải là {known}, hoặc mã một chỉ số khác: bắt đầu bằng chữ thường không dấu, chỉ gồm chữ "
        "thường, chữ số và dấu -, không quá 40 ký tự, ví dụ dti."
    ),
    en=(
        "{name} must be {known}, or the id of another index: a small letter first, then only small letters, "
        "digits and -, 40 characters at most, such as dti."
    ),
)
USAGE_VALUE = Message(
    vi="giá trị của {name} không hợp lệ. Xem cách dùng với --help.",
    en="the value of {name} is not valid. See --help.",
)
USAGE_NO_VALUE = Message(
    vi="tùy chọn {name} dùng không đúng: thiếu hoặc thừa giá trị.",
    en="option {name} is not used rightly: it lacks a value, or has one too many.",
)
USAGE_OTHER = Message(
    vi="lời lệnh không đúng (thừa hoặc thiếu từ). Xem cách dùng với --help.",
    en="the words of the command are not right (too many or too few). See --help.",
)
CASES_DIFFER = Message(
    vi="{count} chỗ khác với ví dụ. Sửa quy tắc hoặc ví dụ.",
    en="{count} differences from the cases. Mend the rules or the cases.",
)
AUDIT_POINTS = Message(
    vi="lần chạy {run} được tính lại từ điểm từng tiêu chí đã lưu cùng nó, không cần tệp. Bỏ tên tệp đi.",
    en=(
        "run {run} is recomputed from the points that are stored with it and needs no file. Leave the files "
        "out."
    ),
)

# --- remarks --------------------------------------------------------------------------------------

MAP_CONFIRMED = Message(
    vi="Không còn gì cần xem lại: tệp đọc được với ánh xạ đã xác nhận.",
    en="Nothing is left to review: the file is read with the mapping that was confirmed.",
)
MAP_NOTHING = Message(
    vi="Không có gì cần xem lại: tệp đọc được không cần ánh xạ.",
    en="Nothing is left to review: the file is read without a mapping.",
)
MAP_WRITTEN = Message(
    vi="Đã ghi {path}. Số dòng cần xem lại (chưa có hiệu lực): {count}.",
    en="Wrote {path}. Lines to review, which do not count yet: {count}.",
)
TABLES_ASKED = Message(
    vi="Đã ghi {path}. Xem lại từng bảng, sửa rồi nhập với --tables {path}.",
    en="Wrote {path}. Look each table over, mend it, then import with --tables {path}.",
)
TEMPLATE_SOUND = Message(
    vi="{path}: mẫu dùng được ({document}).",
    en="{path}: the template is sound ({document}).",
)
TEMPLATE_UNMARKED = Message(
    vi=(
        "Chú ý: mẫu {path} không có trường draft nên bản thảo này không mang chữ DỰ THẢO. Thêm trường đó "
        "dưới số."
    ),
    en=(
        "Note: the template {path} has no field draft, so nothing marks this document as a draft. Add it "
        "below the number."
    ),
)
RUN_FORCED = Message(vi="CHÚ Ý: lần chạy {run}: {what}.", en="WARNING: run {run}: {what}.")
FROZEN_UNFINISHED = Message(
    vi="CHÚ Ý: vẫn chốt lần chạy {run} ({index}): {what}.",
    en="WARNING: the run {run} ({index}) is frozen all the same: {what}.",
)
FROZEN = Message(
    vi="Đã chốt lần chạy {run} cho chỉ số {index} năm {year}.",
    en="The run {run} of {index} of {year} is frozen.",
)
FROZEN_INSTEAD = Message(
    vi="Đã chốt lần chạy {run} cho chỉ số {index} năm {year}, thay cho {before}.",
    en="The run {run} of {index} of {year} is frozen, instead of {before}.",
)
WITHDRAWN = Message(vi="Đã rút lần chạy {run} của năm {year}.", en="The run {run} of {year} is withdrawn.")
WITHDRAWN_MADE_FROM = Message(
    vi="CHÚ Ý: lần chạy {run} có điểm lấy từ lần chạy vừa rút. Chấm lại các điểm đó: sipas score",
    en=(
        "WARNING: the run {run} holds the points of the run just withdrawn. Score its points again: sipas "
        "score"
    ),
)
WITHDRAWN_NEXT = Message(vi="Từ nay dùng lần chạy {run}.", en="From now on the run {run} is used.")
RESTORED = Message(
    vi="Đã bỏ việc rút lần chạy {run}; đó lại là lần chạy mới nhất.",
    en="The run {run} is no longer withdrawn; it is the latest again.",
)
NOT_WITHDRAWN = Message(vi="Lần chạy {run} không bị rút.", en="The run {run} was not withdrawn.")
LIFTED = Message(
    vi="Đã bỏ chốt lần chạy {run} của chỉ số {index} năm {year}.",
    en="The freeze of the run {run} of {index} of {year} is lifted.",
)
NOTHING_FROZEN = Message(vi="Năm {year} không có lần chạy nào đã chốt.", en="No run of {year} is frozen.")
QUALITY_CLEAN = Message(
    vi="Chất lượng phiếu: không có dấu hiệu bất thường.",
    en="Quality of the ballots: nothing remarkable.",
)
LOCK_SKIPPED = Message(
    vi="{file}: bỏ qua, đó là dấu hiệu tệp {book} đang mở. Nếu đang sửa, lưu và đóng tệp rồi chạy lại.",
    en=(
        "{file}: skipped, it only marks that {book} is open. If it is being edited, save and close it, then "
        "run again."
    ),
)
RUN_STORED = Message(vi="Đã lưu lần chạy {run} tại {path}", en="Stored run {run} in {path}")
RUN_KEPT = Message(
    vi="Lỗi giữa chừng: lần chạy {run} đã lưu tại {path}, những lần chạy sau nó thì chưa. Chạy lại lệnh này.",
    en="Failed halfway: run {run} is stored in {path}, those after it are not. Give this command again.",
)
RUN_KNOWN = Message(
    vi="Kết quả này đã được lưu từ trước: lần chạy {run}.",
    en="This result is stored already: run {run}.",
)
BALLOTS = Message(
    vi="{index}: {read} phiếu đã đọc, {valid} hợp lệ, {rejected} bị loại.",
    en="{index}: {read} ballots read, {valid} valid, {rejected} rejected.",
)
POINTS = Message(
    vi=(
        "{index}: {units} trên {due} đơn vị được chấm, {cells} điểm tiêu chí thành phần của các đơn vị ấy, "
        "{bad} điểm thiếu hoặc không hợp lệ."
    ),
    en=(
        "{index}: {units} of {due} units appraised, {cells} leaves due of these units, {bad} without valid "
        "points."
    ),
)
FINDINGS_HEAD = Message(
    vi="Có {count} phát hiện trong dữ liệu (liệt kê dưới đây: {shown}):",
    en="Findings in the data: {count}; the first {shown} of them:",
)
FINDINGS_WHERE = Message(vi="Danh sách đầy đủ: {path}", en="The full list: {path}")
FINDINGS_CHECK = Message(
    vi="Danh sách đầy đủ: sipas check TỆP -o findings.csv",
    en="The full list: sipas check FILE -o findings.csv",
)
CHECK_CLEAN = Message(vi="Không có phát hiện nào.", en="Nothing was found.")
CHECK_WOULD_STORE = Message(
    vi="Dữ liệu chấm được: chạy tiếp sipas score.",
    en="The data can be scored: go on with sipas score.",
)
PROVINCE_MISSING = Message(
    vi="Chú ý: chưa có tên tỉnh nên văn bản để chấm. Ghi vào sipas.yaml, ví dụ: province: tỉnh Quảng Ninh",
    en="Note: the province is not known, so the document has dots. Write it into sipas.yaml (province).",
)
WRITTEN = Message(vi="Đã ghi {path}", en="Wrote {path}")
KEPT = Message(
    vi="Bản cũ khác nội dung, giữ tại {path}",
    en="The former version differs and is kept as {path}",
)
OVERALL_MADE = Message(
    vi="{name}: {kind}, không phải bình quân các nhóm.", en="{name}: {kind}, not the mean of the groups."
)
CRITERIA_GOOD = Message(
    vi="{where}: hợp lệ; số ví dụ đúng: {cases}.",
    en="{where}: valid; cases that come out: {cases}.",
)
CASE_DIFFERS = Message(
    vi='{where}: ví dụ "{case}"{unit}: {what} là {actual}, ví dụ ghi {expected}.',
    en='{where}: case "{case}"{unit}: {what} is {actual}, the case says {expected}.',
)
WRITING = Message(vi="Ghi", en="Writing")
INDEX_OTHER = Message(
    vi="{index} không thuộc {known}: chỉ dùng khi bộ tiêu chí CCHC lấy điểm từ đó (points_from: {index}).",
    en="{index} is none of {known}: only used where a PAR set takes points from it (points_from: {index}).",
)
SAMPLE_LISTED = Message(
    vi="Danh sách: {rows} dòng đã đọc, {repeated} dòng lặp lại.",
    en="The list: {rows} rows read, {repeated} of them repeat another.",
)
SAMPLE_ID = Message(
    vi="Mỗi giao dịch được nhận ra theo cột: {headers}.",
    en="Transactions are told apart by the column: {headers}.",
)
SAMPLE_NO_ID = Message(
    vi="{rows} dòng không có mã: nhận ra theo toàn bộ nội dung của dòng.",
    en="{rows} rows have no id: they are told apart by all that they hold.",
)
SAMPLE_MORE = Message(
    vi="Sửa các dòng trên rồi chạy lại để thấy các dòng còn lại.",
    en="Mend these and run again to see the others.",
)
ISSUED = Message(
    vi="Đã ghi số phiếu phát ra vào {path}",
    en="Wrote the numbers of ballots given out to {path}",
)
ISSUED_REPLACED = Message(
    vi="issued.csv: số cũ của {count} dòng được thay bằng số mới.",
    en="issued.csv: {count} former numbers are replaced.",
)
FORM_NO_UNITS = Message(
    vi="Không có đơn vị nào trong units.yaml: tên đơn vị gõ tự do, không có danh sách để chọn.",
    en="No unit stands in units.yaml: names of units are typed freely, without a list to choose from.",
)
FORM_CODES = Message(
    vi=(
        "Mã câu hỏi không dùng làm tên trường được: {codes}. Khi xuất từ Kobo, ODK phải chọn xuất nhãn "
        "(labels)."
    ),
    en="These codes cannot be names of fields: {codes}. Exports from Kobo or ODK must be made with labels.",
)
DOCTOR_TO_DO = Message(vi="Cần làm:", en="What to do:")
DOCTOR_WELL = Message(vi="Mọi thứ đều tốt.", en="All is well.")
REPORT_INDEX = Message(
    vi="Năm {year} còn có {name}, không nằm trong báo cáo này: sipas report --year {year} --index {index}",
    en="{year} also has the {name}, which is not in this report: sipas report --year {year} --index {index}",
)
AUDIT_MISSING = Message(
    vi=(
        "Không có (đủ) tệp phiếu gốc của lần chạy: số đếm là số đã lưu, mọi thứ sau đó vẫn là công thức. "
        "Nêu tệp gốc sau lệnh để có từng phiếu."
    ),
    en=(
        "The sources of the run are not (all) there: the counts are the stored ones, all that follows is "
        "live. Name the sources to have each ballot."
    ),
)
AUDIT_KINDS = Message(
    vi=(
        "Chỉ số lấy bình quân theo đối tượng trả lời: không ghi từng phiếu vì sẽ lộ đối tượng; số đếm là số "
        "đã lưu."
    ),
    en=(
        "The index is a mean of kinds of respondents: ballots would tell the kind of each and are left out; "
        "the counts are the stored ones."
    ),
)
AUDIT_SIZE = Message(
    vi="Quá nhiều phiếu cho một sổ tính: số đếm là số đã lưu, mọi thứ sau đó vẫn là công thức.",
    en="There are too many ballots for a workbook: the counts are the stored ones, all that follows is live.",
)
NOTICES_LEFT_OUT = Message(
    vi="Không soạn thông báo cho {count} đơn vị chưa có kết quả ở chỉ số nào. Cần thì chạy: sipas "
    "render-notice --unit TÊN",
    en="Without a notice: {count} units that have no result under any index. To write one: sipas "
    "render-notice --unit NAME",
)
NOTICES_WRITTEN = Message(vi="Số thông báo đã soạn: {count}.", en="Notices written: {count}.")

# --- words of tables ------------------------------------------------------------------------------

PART = Message(vi="Phần", en="Part")
NAME = Message(vi="Mục", en="Name")
CERTAIN = Message(vi="Mức chắc chắn", en="Certainty")
FROZEN_HEADING = Message(vi="Đã chốt", en="Frozen")
ISSUED_HEADING = Message(vi="Phát ra", en="Issued")
RECEIVED = Message(vi="Thu về", en="Received")
VALID = Message(vi="Hợp lệ", en="Valid")
RESPONSE_PCT = Message(vi="Thu về (%)", en="Response (%)")
COMPLETION_PCT = Message(vi="Câu được trả lời (%)", en="Answered (%)")
STRAIGHT_PCT = Message(vi="Một mức mọi câu (%)", en="One answer (%)")
IDENTICAL = Message(vi="Giống hệt", en="Identical")
GROUPS = Message(vi="Nhóm giống hệt", en="Identical groups")
MEANING = Message(vi="Trong đó", en="Meaning")
SHARES = Message(vi="điểm thành phần (%)", en="factors, areas or criteria (%)")
KINDS = Message(vi="theo đối tượng trả lời (%)", en="by kind of respondent (%)")
AREAS = Message(vi="điểm từng lĩnh vực", en="points by area")
SOURCES = Message(vi="nguồn điểm", en="where the points come from")
CLAIMS = Message(vi="tự đánh giá và thẩm định", en="self-assessed and appraised")
SUMMARY = Message(vi="Tổng hợp", en="Summary")
FULL = Message(vi="Đạt 100%", en="At 100%")
EXTRAS = Message(vi="Điểm thưởng, điểm trừ", en="Bonus and penalty")
LEAF = Message(vi="Tiêu chí", en="Criterion")
YEAR = Message(vi="Năm", en="Year")
INDEX = Message(vi="Chỉ số", en="Index")
FORCED = Message(vi="Đã bỏ qua", en="Overridden")
WITHDRAWN_HEADING = Message(vi="Đã rút", en="Withdrawn")
LATEST = Message(vi="Mới nhất", en="Latest")
TITLE = Message(vi="Tên", en="Title")
WHERE = Message(vi="Nguồn", en="From")
SHIPPED = Message(vi="đi kèm", en="shipped")
LOCAL = Message(vi="của thư mục làm việc", en="workspace")
CODE = Message(vi="Mã câu hỏi", en="Question")
TEXT = Message(vi="Lời văn", en="Text")
SCALE = Message(vi="Thang trả lời", en="Scale")
USES = Message(vi="Phần còn lại lấy từ bộ", en="All else is from the set")
COLUMNS = Message(vi="Các cột khác câu hỏi (tiêu đề cột)", en="Columns that are not questions (headers)")
RULES = Message(vi="Quy tắc chấm", en="Rules")
WEIGHT = Message(vi="Trọng số", en="Weight")
SCORED = Message(vi="chấm", en="scored")
IMPORTED = Message(vi="nhập từ bảng", en="imported")
LEADING = Message(vi="Dẫn đầu: {units}", en="First: {units}")
YEARS_LED = Message(
    vi="{unit} (dẫn đầu {years} năm liên tiếp)",
    en="{unit} (first for {years} years in a row)",
)
GONE = Message(vi="Có năm {year}, nay không còn: {units}", en="There in {year} and no more: {units}")
AVERAGE = Message(vi="Bình quân", en="Mean")
AVERAGES = Message(vi="Bình quân qua các năm", en="Means of all years")
CHANGE_TO = Message(vi="Năm {year} so với năm này", en="From then to {year}")
LEADERS = Message(vi="Dẫn đầu", en="First")
LEADERS_BY_YEAR = Message(vi="Dẫn đầu từng nhóm qua các năm", en="First of each group in all years")
SERVICE = Message(vi="Dịch vụ", en="Service")
TRANSACTIONS = Message(vi="Số giao dịch", en="Transactions")
SAMPLE = Message(vi="Cỡ mẫu", en="Sample")
SUM = Message(vi="Tổng cộng", en="Total")
DOCTOR_CHECK = Message(vi="Mục", en="What")
DOCTOR_STATE = Message(vi="Tình trạng", en="State")
DOCTOR_FOUND = Message(vi="Thấy", en="Found")
DOCTOR_WITHOUT = Message(vi="Cần cho", en="Needed for")
DOCTOR_GOOD = Message(vi="tốt", en="good")
DOCTOR_REMARK = Message(vi="lưu ý", en="remark")
DOCTOR_MISSING = Message(vi="THIẾU", en="MISSING")

# --- words of mappings ----------------------------------------------------------------------------

HEAD_IN_MAPPING = Message(
    vi="Ánh xạ đề xuất cho {file}. Dòng bắt đầu bằng # chưa có hiệu lực.",
    en="A mapping proposed for {file}. Lines that begin with # do not count yet.",
)
HEAD_ANSWERS = Message(
    vi="Bên phải mỗi câu trả lời (answers) ghi một trong: {answers}",
    en="To the right of each answer stands one of: {answers}",
)
HEAD_HOW = Message(
    vi=(
        "Xem từng dòng; dòng nào đúng thì bỏ dấu # ở đầu, dòng nào sai thì sửa hoặc xóa. Sau đó chạy sipas "
        "check."
    ),
    en="Look at each line; remove the # before what is right, mend or delete the rest. Then run sipas check.",
)
