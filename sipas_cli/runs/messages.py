"""What is said of runs: storing, choosing, freezing, published tables."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

BALLOTS_COPIED = Message(
    vi=(
        "{found}/{ballots} phiếu của trang này cũng có ở {other}, kể cả phiếu trả lời hiếm gặp: nếu tính, "
        "mỗi phiếu sẽ tính hai lần. Bỏ bớt một trong hai; nếu là phiếu của những người khác nhau, thêm "
        "--allow-copies."
    ),
    en=(
        "{found} of {ballots} ballots of this sheet stand in {other} too, rare ones among them: each would "
        "count twice. Leave one of the two out; if other people filled them in, add --allow-copies."
    ),
)
BALLOTS_PASTED_TWICE = Message(
    vi=(
        "{found} phiếu có hai lần trong trang này, theo cùng thứ tự, như một khối được dán hai lần. Xóa một "
        "khối; nếu là phiếu của những người khác nhau, thêm --allow-copies."
    ),
    en=(
        "{found} ballots stand in this sheet twice, in the same order, as a block that was pasted twice. "
        "Delete one of them; if other people filled them in, add --allow-copies."
    ),
)
BALLOTS_COPIED_UNIT = Message(
    vi=(
        "{unit}: {found}/{ballots} phiếu ở đây cũng có ở {other}, kể cả phiếu trả lời hiếm gặp: nếu tính, "
        "mỗi phiếu sẽ tính hai lần. Bỏ bớt một trong hai; nếu là phiếu của những người khác nhau, thêm "
        "--allow-copies."
    ),
    en=(
        "{unit}: {found} of {ballots} ballots here stand in {other} too, rare ones among them: each would "
        "count twice. Leave one of the two out; if other people filled them in, add --allow-copies."
    ),
)
TWO_YEARS_TOGETHER = Message(
    vi=(
        "{count} mã phiếu ở đây trùng với mã ở tệp khác (ví dụ {other}), nhưng ngày trả lời thuộc các năm "
        "{years}: có lẽ tệp của hai năm được tính chung, mã đánh lại từ đầu. Chấm riêng từng năm."
    ),
    en=(
        "{count} ids here stand in another file too ({other}, for one), but were answered in the years "
        "{years}: files of two years seem to be put together, with ids that begin anew. Score each year by "
        "itself."
    ),
)
YEAR_NO_DAY = Message(
    vi=(
        "không phiếu nào được trả lời trong thời gian của năm {year} ({first} đến {last}); ngày trên phiếu "
        "từ {from_day} đến {to_day}. Kiểm tra --year; nếu đúng là phiếu của năm này, sửa period trong "
        "sipas.yaml hoặc thêm --force."
    ),
    en=(
        "no ballot was answered in the period of {year} ({first} to {last}); their days are {from_day} to "
        "{to_day}. Check --year; if they are of this year, change period in sipas.yaml or add --force."
    ),
)
TITLE_OTHER_YEAR = Message(
    vi=(
        "ở đây ghi là của năm {named}, nhưng đang chấm năm {year} và phiếu không có ngày nào cho biết năm. "
        "Không lưu gì. Chấm với --year {named}, hoặc sửa năm ghi ở đó (ô, tên trang tính hoặc tên tệp); nếu "
        "đúng là phiếu của năm {year}, thêm --force."
    ),
    en=(
        "this says that it is of {named}, but {year} is being scored, and the ballots have no day that "
        "tells the year. Nothing was stored. Score with --year {named}, or mend the year there (the cell, "
        "the name of the sheet or of the file); if they are ballots of {year}, add --force."
    ),
)
YEAR_SAME_BALLOTS = Message(
    vi=(
        "mọi câu trả lời của mọi đơn vị đếm được đúng như ở lần chạy {run} của năm {other}: có lẽ là chính "
        "số liệu ấy lưu lại; không thể cũng là của năm {year}. Kiểm tra --year và tệp; nếu đúng là hai năm "
        "như nhau, thêm --force."
    ),
    en=(
        "every answer of every unit was counted as often as in run {run} of {other}: these seem to be the "
        "same data, saved anew, and cannot be of {year} too. Check --year and the files; if two years are "
        "really alike, add --force."
    ),
)
YEAR_SAME_FILE = Message(
    vi=(
        "lần chạy {run} của năm {other} đã được chấm từ chính tệp này; không thể cũng là số liệu của năm "
        "{year}. Kiểm tra --year và tệp. Nếu lần chạy kia nhầm: sipas runs --withdraw {run} --why '...'; "
        "nếu đúng là cả hai, thêm --force."
    ),
    en=(
        "run {run} of {other} was scored from this very file; it cannot be of {year} too. Check --year and "
        "the file. If that run is mistaken: sipas runs --withdraw {run} --why '...'; if both are right, add "
        "--force."
    ),
)
ANSWERS_UNCONFIRMED = Message(
    vi=(
        "câu trả lời là số hoặc mã do phần mềm biểu mẫu đặt ({meaning}); chưa ai xác nhận đầu nào của thang "
        "là hài lòng nhất nên chưa chấm. Chạy: sipas map {file}, xem lại các dòng answers trong ánh xạ rồi "
        "bỏ dấu # ở đầu các dòng đúng."
    ),
    en=(
        "the answers are numbers or codes that the form tool gave ({meaning}); nobody confirmed which end "
        "of the scale is the best, so nothing is scored. Run: sipas map {file}, look at the answers in the "
        "mapping, and remove the # of the lines that are right."
    ),
)
GROUP_BANDS_UNKNOWN = Message(
    vi='group_bands có nhóm "{group}" nhưng không có nhóm đơn vị đó. Các nhóm: {known}.',
    en='group_bands names the group "{group}", and there is no such group of units. The groups are: {known}.',
)
PAR_UNIT_UNKNOWN = Message(
    vi='tiêu chí "{part}" nêu đơn vị "{unit}" không có trong units.yaml. Sửa id của đơn vị.',
    en='criterion "{part}" names the unit "{unit}", which is not in units.yaml. Mend its id.',
)
NO_POINTS = Message(
    vi="không có điểm nào của đơn vị nào được nhận ra. Kiểm tra tên đơn vị và cột điểm.",
    en="no points of any known unit were found. Check the names of units and the columns of points.",
)
TOO_MANY_BAD_POINTS = Message(
    vi="{bad} trong {cells} điểm tiêu chí thành phần thiếu hoặc không hợp lệ, quá {limit}% cho phép.",
    en="{bad} of {cells} leaves have no valid points, more than the {limit}% that are allowed.",
)
INDEX_NOT_SCORED = Message(
    vi=(
        "chưa có kết quả {index} năm {year} để tính điểm. Chấm phiếu trước (sipas score), hoặc nhập bảng đã "
        "công bố (sipas import-results)."
    ),
    en=(
        "there is no result of {index} for {year} to take points from. Score its ballots first (sipas "
        "score) or bring in a published table (sipas import-results)."
    ),
)
INDEX_ONLY_RANKS = Message(
    vi=(
        "kết quả {index} năm {year} là bảng đã nhập chỉ có hạng, không có điểm để tính vào. Nhập bảng có "
        "điểm (sipas import-results), hoặc chấm phiếu (sipas score)."
    ),
    en=(
        "the result of {index} for {year} is an imported table with ranks only, there are no scores to take "
        "in. Bring in a table with scores (sipas import-results), or score the ballots (sipas score)."
    ),
)
NOBODY_SCORED = Message(
    vi="không đơn vị nào có chỉ số nên không lưu gì. Xem các phát hiện ở trên.",
    en="no unit gets an index, so nothing was stored. See the findings above.",
)
TOO_MANY_REJECTED = Message(
    vi=(
        "{rejected} trên {read} phiếu có lỗi nên bị loại, quá mức {limit}% mà bộ tiêu chí cho phép "
        "(maximum_rejected_pct). Không lưu gì. Sửa theo danh sách trên; xem hết bằng: sipas check."
    ),
    en=(
        "{rejected} of {read} ballots are faulty and rejected, more than the {limit}% that the criteria "
        "allow (maximum_rejected_pct). Nothing was stored. Mend what is listed; see all with: sipas check."
    ),
)
NO_VALID_BALLOTS = Message(
    vi=(
        "không phiếu nào trong {read} phiếu được tính (không duyệt, đơn vị không tham gia, trùng mã). Không "
        "lưu gì. Xem danh sách trên."
    ),
    en=(
        "none of the {read} ballots counts (not approved, units excluded, doubled ids). Nothing was stored. "
        "See the list above."
    ),
)
TOO_MANY_BAD_ANSWERS = Message(
    vi=(
        "{bad} trên {answers} câu trả lời không hợp lệ, quá mức {limit}% mà bộ tiêu chí cho phép "
        "(maximum_rejected_pct). Không lưu gì. Sửa theo danh sách trên; xem hết bằng: sipas check."
    ),
    en=(
        "{bad} of {answers} answers are not valid, more than the {limit}% that the criteria allow "
        "(maximum_rejected_pct). Nothing was stored. Mend what is listed; see all with: sipas check."
    ),
)
STRICT = Message(
    vi="có phát hiện trong dữ liệu và đang dùng --strict nên không chấp nhận, không lưu gì.",
    en="there are findings, and under --strict they are not accepted: nothing was stored.",
)
YEAR_UNKNOWN = Message(
    vi="không biết năm nào: phiếu có ngày của {years}. Nêu năm bằng --year hoặc trong sipas.yaml.",
    en="the year is not clear: the ballots are dated {years}. Give it with --year or in sipas.yaml.",
)
YEAR_MISSING = Message(
    vi="không biết năm nào. Nêu năm bằng --year hoặc trong sipas.yaml.",
    en="the year is not known. Give it with --year or in sipas.yaml.",
)
NOTHING_STORED = Message(
    vi="chưa có kết quả nào được lưu. Chạy trước: sipas score TỆP",
    en="no run is stored yet. First run: sipas score FILE",
)
NOTHING_STORED_YEAR = Message(
    vi="chưa có kết quả năm {year}. Các năm đã có: {years}.",
    en="no run is stored for {year}. There are runs for: {years}.",
)
RUN_UNKNOWN = Message(
    vi='không có lần chạy "{run}" trong năm {year}. Xem: sipas runs',
    en='there is no run "{run}" in {year}. See: sipas runs',
)
RUN_INDEX_TWICE = Message(
    vi="hai lần chạy {first} và {run} cùng một chỉ số. Mỗi chỉ số chỉ nêu một lần chạy.",
    en="the runs {first} and {run} are of one index. Name one run for each index.",
)
RUN_UNPRINTED = Message(
    vi=(
        "lần chạy {run} thuộc chỉ số {index}, mà decision.yaml không có phụ lục nào của chỉ số này. Bỏ "
        "--run này, hoặc thêm phụ lục vào appendices."
    ),
    en=(
        "the run {run} is of the index {index}, which no appendix of decision.yaml is made from. Leave it "
        "out, or add to appendices."
    ),
)
GROUP_UNKNOWN = Message(
    vi='không có nhóm "{group}". Các nhóm: {known}.',
    en='there is no group "{group}". The groups are: {known}.',
)
LOCKED = Message(
    vi="một lần chạy khác đang ghi vào đây. Đợi xong rồi chạy lại.",
    en="another run is writing here. Wait for it, then try again.",
)
NOTE_BLANK = Message(
    vi=(
        "tệp trống, nên không biết dùng lần chạy nào của chỉ số {index} năm {year}. Khôi phục tệp từ bản "
        "sao lưu, hoặc ghi vào tệp tên lần chạy muốn dùng (sipas runs --year {year} liệt kê các lần chạy)."
    ),
    en=(
        "the file is empty, so it does not say which run of the index {index} of {year} is meant. Restore "
        "it from a copy, or write into it the name of the run to be used (sipas runs --year {year} lists "
        "them)."
    ),
)
LAST_MISSING = Message(
    vi=(
        "lần chạy mới nhất của chỉ số {index} năm {year} ({run}) không còn trong results/. Khôi phục thư "
        "mục đó từ bản sao lưu, hoặc chấm lại từ dữ liệu gốc: sipas score. Muốn dùng lần chạy trước đó: "
        "sipas runs --withdraw {run} --why '...'"
    ),
    en=(
        "the latest run of the index {index} of {year} ({run}) is no longer in results/. Restore its folder "
        "from a copy, or score the data again: sipas score. To go on with the one before it: sipas runs "
        "--withdraw {run} --why '...'"
    ),
)
RUN_OTHER_INDEX = Message(
    vi="lần chạy {run} thuộc chỉ số {own}, không phải {index}. Bỏ --index, hoặc nêu lần chạy khác.",
    en="the run {run} is of the index {own}, not {index}. Leave out --index, or name another run.",
)
NOTHING_STORED_INDEX = Message(
    vi="chưa có kết quả nào của chỉ số {index}. Các chỉ số đã có: {known}; chọn chỉ số bằng --index.",
    en="no run of the index {index} is stored. There are runs of: {known}; choose with --index.",
)
REPORT_INDEX = Message(
    vi="năm {year} chưa có kết quả nào để báo cáo. Các năm đã có: {years}.",
    en="{year} has no results to report. There are runs for: {years}.",
)
BEYOND_POPULATION = Message(
    vi=(
        "{unit}: ô này ghi tổng thể {size}, mà mẫu đã có {drawn}. Sửa population.csv, hoặc tìm phiếu bị nhập "
        "thừa."
    ),
    en=(
        "{unit}: this cell says that there are {size}, and {drawn} were drawn from them. Mend "
        "population.csv, or look for ballots that were entered too often."
    ),
)
AUDIT_IMPORTED = Message(
    vi=(
        "lần chạy này là bảng đã công bố được nhập vào, không có câu trả lời hay điểm để tính lại. Chọn lần "
        "chạy khác bằng --run."
    ),
    en=(
        "this run is a published table that was imported: it has no answers or points to recompute from. "
        "Choose another one with --run."
    ),
)

# --- remarks --------------------------------------------------------------------------------------

YEAR_OTHER_DATES = Message(
    vi=(
        "Chú ý: chấm cho năm {year}, nhưng ngày trên phiếu thuộc năm {years}. Nếu nhầm năm, sửa --year hoặc "
        "year trong sipas.yaml."
    ),
    en=(
        "Mind: scored for {year}, but the ballots are dated {years}. If the year is wrong, mend --year, or "
        "year in sipas.yaml."
    ),
)
DRAFT = Message(
    vi=(
        "Văn bản mang chữ DỰ THẢO: lần chạy {run} ({index}) chưa chốt. Chốt: sipas freeze --year {year} "
        "--run {run}"
    ),
    en=(
        "The document is marked as a draft: run {run} ({index}) is not frozen. To freeze it: sipas freeze "
        "--year {year} --run {run}"
    ),
)
YEAR_FROM_DATES = Message(
    vi="Năm {year}: theo ngày ghi trên phiếu.",
    en="Year {year}: from the dates of the ballots.",
)
YEAR_FROM_SETTINGS = Message(vi="Năm {year}: theo sipas.yaml.", en="Year {year}: from sipas.yaml.")
GROUPS_FROM_FILE = Message(
    vi="Không có đơn vị nào trong units.yaml: lấy tên đơn vị và nhóm từ dữ liệu.",
    en="No unit stands in units.yaml: units and groups are taken from the data.",
)
BALLOTS_ALIKE = Message(
    vi=(
        "{place}: {found} phiếu giống hệt phiếu ở {other}, nhưng hầu hết phiếu đều trả lời như nhau nên "
        "không rõ có phải là bản sao hay không. Hãy tự kiểm tra."
    ),
    en=(
        "{place}: {found} ballots equal ballots in {other}, but nearly all ballots are alike, so nobody can "
        "tell whether they are copies. Have a look."
    ),
)
DAYS_OUTSIDE = Message(
    vi=(
        "{place}: có phiếu trả lời ngoài thời gian của năm {year} (từ {first} đến {last}), vẫn được tính. "
        "Nếu không muốn, khai period trong sipas.yaml và period_from, period_to trong bộ tiêu chí."
    ),
    en=(
        "{place}: some ballots were answered outside the period of {year} (from {first} to {last}) and "
        "count all the same. If they should not, set period in sipas.yaml, and period_from and period_to in "
        "the criteria."
    ),
)
TITLE_OTHER_YEAR_NOTE = Message(
    vi="{place}: ghi năm {named}, nhưng ngày trên phiếu cho biết năm {year}; tính theo ngày.",
    en="{place}: says {named}, but the days of the ballots say {year}; the days count.",
)
RUN_USED = Message(vi="Dùng lần chạy {run}, năm {year} ({why}).", en="Using run {run} of {year} ({why}).")
RUN_LATEST = Message(vi="mới nhất", en="the latest")
RUN_NAMED = Message(vi="theo --run", en="as named by --run")
COMPARED_WITH = Message(
    vi="Thay đổi của {index}: so với năm {year}, lần chạy {run}.",
    en="Changes of {index}: on the year {year}, run {run}.",
)
FOLDED_OTHER = Message(
    vi=(
        "CHÚ Ý, số liệu mâu thuẫn: lần chạy {run} lấy điểm {index} từ lần chạy {folded}, không phải từ "
        "{beside}. Chấm lại tệp điểm bằng sipas score trước khi công bố, hoặc nêu --run của các lần chạy đi "
        "cùng nhau."
    ),
    en=(
        "WARNING, the figures contradict each other: run {run} took its points of {index} from run "
        "{folded}, not from {beside}. Score the points again (sipas score) before publishing, or name runs "
        "that belong together with --run."
    ),
)
GROUPS_UNKNOWN = Message(
    vi=(
        "Bộ tiêu chí {criteria} nêu nhóm không có trong units.yaml: {groups} (units.yaml có: {known}). Nếu "
        "gõ nhầm thì sửa lại, nếu không thì bỏ qua."
    ),
    en=(
        "The criteria {criteria} name groups that units.yaml does not have: {groups} (it has: {known}). "
        "Mend them if they are mistyped, else never mind."
    ),
)
CONFIDENTIAL = Message(
    vi=(
        "KHÔNG CÔNG BỐ thư mục results/: số đếm của đơn vị ít phiếu cho biết từng người trả lời gì. "
        "Chỉ công bố quyết định, báo cáo, sổ kết quả, dữ liệu mở (sipas export --open-data)."
    ),
    en=(
        "DO NOT PUBLISH the folder results/: counts of a unit with few ballots tell what single persons "
        "answered. Publish the decision, the report, the workbook of results and the open data (sipas export "
        "--open-data) alone."
    ),
)
