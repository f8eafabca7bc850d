"""What is said of runs: storing, choosing, freezing, published tables."""

from sipas_cli.messages import FindingKind, Message

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
    vi="{bad} trong {cells} điểm thành phần thiếu hoặc không hợp lệ, quá {limit} % cho phép.",
    en="{bad} of {cells} leaves have no valid points, more than the {limit} % that are allowed.",
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
        "{rejected} trên {read} phiếu có lỗi nên bị loại, quá mức {limit} % mà bộ tiêu chí cho phép "
        "(maximum_rejected_pct). Không lưu gì. Sửa theo danh sách trên; xem hết bằng: sipas check."
    ),
    en=(
        "{rejected} of {read} ballots are faulty and rejected, more than the {limit} % that the criteria "
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
        "{bad} trên {answers} câu trả lời không hợp lệ, quá mức {limit} % mà bộ tiêu chí cho phép "
        "(maximum_rejected_pct). Không lưu gì. Sửa theo danh sách trên; xem hết bằng: sipas check."
    ),
    en=(
        "{bad} of {answers} answers are not valid, more than the {limit} % that the criteria allow "
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
ONLY_WITHDRAWN = Message(
    vi=(
        "lần chạy duy nhất của chỉ số {index} năm {year}, {run}, đã bị rút ({why}). Nếu rút nhầm: sipas "
        "runs --year {year} --restore {run}; nếu không thì chấm lại, hoặc nêu năm khác bằng --year."
    ),
    en=(
        "the only run of the index {index} of {year}, {run}, was withdrawn ({why}). If that was a mistake: "
        "sipas runs --year {year} --restore {run}; else score again, or name another year with --year."
    ),
)
ALL_WITHDRAWN = Message(
    vi=(
        "cả {count} lần chạy của chỉ số {index} năm {year} đã bị rút, lần sau cùng là {run} ({why}). Nếu "
        "rút nhầm: sipas runs --year {year} --restore {run}; nếu không thì chấm lại, hoặc nêu năm khác bằng "
        "--year."
    ),
    en=(
        "all {count} runs of the index {index} of {year} were withdrawn, the last of them {run} ({why}). If "
        "that was a mistake: sipas runs --year {year} --restore {run}; else score again, or name another "
        "year with --year."
    ),
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
RUN_DAMAGED = Message(
    vi=(
        "lần chạy đã lưu bị sửa hoặc hỏng: {part}. Lấy lại thư mục này từ bản sao lưu; nếu không có, chuyển "
        "nó đi nơi khác rồi chấm lại từ dữ liệu gốc bằng: sipas score"
    ),
    en=(
        "the stored run was changed or damaged: {part}. Restore this folder from a copy; if there is none, "
        "move it elsewhere and score the data again with: sipas score"
    ),
)
RUN_CHAIN = Message(
    vi=(
        "thiếu nhiều lần chạy nên không biết lần nào mới nhất. Lấy lại các thư mục từ bản sao lưu, hoặc nêu "
        "lần chạy bằng --run."
    ),
    en=(
        "several runs are missing, so it is not clear which is the latest. Restore the folders from a copy, "
        "or name a run with --run."
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
FROZEN_OTHER = Message(
    vi="chỉ số {index} đã chốt lần chạy {frozen}. Muốn chốt {run} thay thế: thêm --replace; bỏ chốt: --undo.",
    en=(
        "the run {frozen} of the index {index} is frozen. To freeze {run} instead, add --replace; to lift "
        "it, --undo."
    ),
)
FROZEN_MISSING = Message(
    vi=(
        "lần chạy {run} đã chốt cho chỉ số {index} không còn trong results/. Khôi phục thư mục đó, hoặc bỏ "
        "chốt: sipas freeze --year {year} --index {index} --undo"
    ),
    en=(
        "the frozen run {run} of the index {index} is no longer in results/. Restore its folder, or lift "
        "the freeze: sipas freeze --year {year} --index {index} --undo"
    ),
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
RUN_WITHDRAWN = Message(
    vi=(
        "chính lần chạy {run} này đã bị rút ({why}) nên không lưu lại. Nếu rút nhầm: sipas runs --year "
        "{year} --restore {run}"
    ),
    en=(
        "this very run, {run}, was withdrawn ({why}) and is not stored again. If that was a mistake: sipas "
        "runs --year {year} --restore {run}"
    ),
)
FREEZE_WITHDRAWN = Message(
    vi=(
        "lần chạy {run} đã bị rút ({why}) nên không chốt được. Chốt lần chạy khác, hoặc bỏ việc rút: sipas "
        "runs --year {year} --restore {run}"
    ),
    en=(
        "the run {run} was withdrawn ({why}) and cannot be frozen. Freeze another one, or take the "
        "withdrawal back: sipas runs --year {year} --restore {run}"
    ),
)
WITHDRAW_FROZEN = Message(
    vi=(
        "lần chạy {run} đang được chốt nên không rút được. Bỏ chốt trước: sipas freeze --year {year} "
        "--index {index} --undo"
    ),
    en=(
        "the run {run} is frozen and cannot be withdrawn. Lift the freeze first: sipas freeze --year {year} "
        "--index {index} --undo"
    ),
)
FREEZE_UNFINISHED = Message(
    vi=(
        "lần chạy {run} ({index}) chưa nên chốt: {what}. Khắc phục rồi chấm lại, hoặc vẫn chốt: thêm "
        "--anyway."
    ),
    en=(
        "the run {run} ({index}) should not be frozen yet: {what}. Mend that and score again, or freeze it "
        "all the same: add --anyway."
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
PUBLISHED_NO_TABLE = Message(
    vi=(
        "không thấy bảng kết quả năm {year}: không hàng tiêu đề nào có cột đơn vị cùng cột hạng hoặc điểm "
        "mà dưới đó có số liệu. Đặt tiêu đề các cột là: Nhóm, Hạng, Đơn vị, Điểm."
    ),
    en=(
        "no table of results of {year} is there: no header row has a unit column with a rank or a score "
        "column and figures below. Name the columns: group, rank, unit, score."
    ),
)
PUBLISHED_TOO_LONG = Message(
    vi="trang tính có hơn {limit} dòng, không phải là một bảng kết quả. Tách bảng ra tệp riêng.",
    en=(
        "the sheet has more than {limit} rows, which no table of results has. Put the table into its own "
        "file."
    ),
)
REPORT_INDEX = Message(
    vi="năm {year} chưa có kết quả nào để báo cáo. Các năm đã có: {years}.",
    en="{year} has no results to report. There are runs for: {years}.",
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

# --- what is found in the data --------------------------------------------------------------------

PUBLISHED_UNIT_MISSING = FindingKind(
    code="published_unit_missing",
    problem=Message(
        vi="dòng này có hạng hoặc điểm nhưng không có tên đơn vị",
        en="this row has a rank or a score but no unit",
    ),
    remedy=Message(
        vi="Điền tên đơn vị, hoặc xóa dòng nếu là dòng tổng.",
        en="Fill in the unit, or delete the row if it is a total.",
    ),
)
PUBLISHED_HEADING = FindingKind(
    code="published_heading",
    problem=Message(
        vi=(
            "dòng này không đúng tên nhóm nào, mà bên dưới có đơn vị không biết thuộc nhóm nào. Các nhóm: "
            "{known}"
        ),
        en=(
            "this row names no group, and below it is a unit of which no group is known. The groups are: "
            "{known}"
        ),
    ),
    remedy=Message(
        vi="Ghi tên hoặc mã nhóm như trong units.yaml, thêm cột Nhóm vào bảng, hoặc nêu --group.",
        en=(
            "Write the name or id of a group as in units.yaml, add a group column to the table, or give "
            "--group."
        ),
    ),
)
PUBLISHED_UNIT_TWICE = FindingKind(
    code="published_unit_twice",
    problem=Message(vi="đơn vị {unit} đã có ở {first}", en="the unit {unit} is already at {first}"),
    remedy=Message(
        vi="Xóa một dòng; nếu là hai đơn vị khác nhau khi đó, ghi đơn vị cũ vào succession trong units.yaml.",
        en="Delete one row; if they were two units then, add the former one to succession in units.yaml.",
    ),
)
PUBLISHED_GROUP = FindingKind(
    code="published_group",
    problem=Message(
        vi="không có nhóm này. Các nhóm: {known}",
        en="there is no such group. The groups are: {known}",
    ),
    remedy=Message(
        vi="Ghi mã hoặc tên nhóm như trong units.yaml.",
        en="Write the id or the name of a group as in units.yaml.",
    ),
)
PUBLISHED_NO_GROUP = FindingKind(
    code="published_no_group",
    problem=Message(
        vi="không biết {unit} thuộc nhóm nào khi đó",
        en="it is not known in which group {unit} was",
    ),
    remedy=Message(
        vi=(
            "Thêm cột Nhóm vào bảng, đặt đơn vị dưới dòng tên nhóm, hoặc nêu --group cho mọi đơn vị chưa rõ "
            "nhóm. Đơn vị có trong succession của units.yaml thì theo nhóm của đơn vị kế tục; đơn vị giải "
            "thể (abolished) không có đơn vị kế tục nên phải nêu nhóm."
        ),
        en=(
            "Add a group column to the table, put the unit below a row with the name of its group, or give "
            "--group for all units of no known group. A unit in succession in units.yaml is in the group of "
            "who followed it; nobody followed an abolished one, so its group must be named."
        ),
    ),
)
PUBLISHED_GROUP_DIFFERS = FindingKind(
    code="published_group_differs",
    problem=Message(
        vi="{unit}: bảng xếp vào nhóm {said}, units.yaml ghi nhóm {registered}; lấy nhóm {used}",
        en="{unit}: the table has it in the group {said}, units.yaml in {registered}; {used} is taken",
    ),
    remedy=Message(
        vi="Cột Nhóm của bảng được ưu tiên, sau đó là units.yaml. Sửa chỗ ghi sai rồi nhập lại.",
        en="A group column of the table goes first, then units.yaml. Mend what is wrong and import again.",
    ),
)
PUBLISHED_GROUP_ASKED = FindingKind(
    code="published_group_asked",
    problem=Message(
        vi="--group {group} không áp dụng cho {count} đơn vị đã rõ nhóm khác: {units}",
        en="--group {group} is not used for {count} units that are known to be in another one: {units}",
    ),
    remedy=Message(
        vi="Nếu khi đó các đơn vị này ở nhóm khác với units.yaml thì thêm cột Nhóm vào bảng.",
        en="If they were in another group then than in units.yaml, add a group column to the table.",
    ),
)
PUBLISHED_ABOVE = FindingKind(
    code="published_above",
    problem=Message(vi="điểm lớn hơn {limit}", en="the score is above {limit}"),
    remedy=Message(
        vi="Sửa nếu gõ sai. Bảng có thang điểm cao hơn 100 thì thêm cột Điểm tối đa.",
        en=(
            "Mend it if it was mistyped. If the scale of the table goes above 100, add a column of the "
            "maximum."
        ),
    ),
)
PUBLISHED_RANK = FindingKind(
    code="published_rank",
    problem=Message(vi="không phải là một hạng", en="this is not a rank"),
    remedy=Message(
        vi='Ghi số thứ hạng: 6, hoặc "đồng hạng 6". Không xếp hạng thì để trống.',
        en='Write the number: 6, or "tied 6". Leave it blank where there is no rank.',
    ),
)
PUBLISHED_SCORE = FindingKind(
    code="published_score",
    problem=Message(vi="không phải là một số điểm", en="this is not a score"),
    remedy=Message(
        vi="Ghi số như đã công bố, ví dụ 91,55. Không có điểm thì để trống.",
        en="Write the number as published, such as 91.55. Leave it blank where there is none.",
    ),
)
PUBLISHED_DIGITS = FindingKind(
    code="published_digits",
    problem=Message(vi="điểm có hơn {limit} chữ số thập phân", en="the score has more than {limit} decimals"),
    remedy=Message(
        vi="Ghi điểm đã làm tròn như đã công bố.",
        en="Write the score as it was published, rounded.",
    ),
)
PUBLISHED_DECIMALS = FindingKind(
    code="published_decimals",
    problem=Message(
        vi="điểm có {decimals} chữ số thập phân, các điểm khác của cột có nhiều nhất {usual}",
        en="the score has {decimals} decimals, the others of its column at most {usual}",
    ),
    remedy=Message(
        vi=(
            "Điểm vẫn lấy như trong ô. Nếu chữ số cuối là số chú thích, hoặc dấu phẩy phân cách hàng nghìn, "
            "thì sửa ô rồi nhập lại."
        ),
        en=(
            "The score is taken as it stands. If its last digit is that of a footnote, or its comma one of "
            "thousands, mend the cell and import again."
        ),
    ),
)
PUBLISHED_YEAR = FindingKind(
    code="published_year",
    problem=Message(
        vi="bảng này ghi là của năm {named}, không phải năm {year}",
        en="this table says that it is of {named}, not of {year}",
    ),
    remedy=Message(
        vi=(
            "Nhập bảng với đúng năm của nó (--year); nếu số liệu đúng là của năm đang nhập thì sửa năm ghi "
            "ở đó (ô, tên trang tính hoặc tên tệp) rồi nhập lại."
        ),
        en=(
            "Import it with its own --year; if the figures are those of the year that was asked for, mend "
            "the year there (the cell, the name of the sheet or of the file) and import again."
        ),
    ),
)
PUBLISHED_COLUMN = FindingKind(
    code="published_column",
    problem=Message(
        vi="không rõ các cột này là gì nên không đọc số liệu trong đó: {columns}",
        en="nobody knows what these columns are, so their figures are not read: {columns}",
    ),
    remedy=Message(
        vi="Nếu cột là điểm hoặc hạng của năm được nhập thì đặt tiêu đề là Điểm hoặc Hạng rồi nhập lại.",
        en="If a column holds the scores or ranks of the year, call it score or rank and import again.",
    ),
)
PUBLISHED_CELL = FindingKind(
    code="published_cell",
    problem=Message(
        vi="ô này là lỗi của Excel hoặc công thức chưa được tính",
        en="this cell is an Excel error or a formula that has not been computed",
    ),
    remedy=Message(
        vi="Mở tệp bằng Excel, sửa ô này rồi lưu lại.",
        en="Open the file in Excel, mend the cell, save it.",
    ),
)
PUBLISHED_MERGED = FindingKind(
    code="published_merged",
    problem=Message(
        vi="ô này bị gộp với ô ở dòng trên, không rõ giá trị là của dòng nào",
        en="this cell is merged with one of the line above, and nobody knows to which the value belongs",
    ),
    remedy=Message(
        vi="Bỏ gộp ô rồi ghi giá trị ở từng dòng, kể cả khi đồng hạng.",
        en="Unmerge the cells and write the value into each line, also where units are tied.",
    ),
)
PUBLISHED_FRACTIONS = FindingKind(
    code="published_fractions",
    problem=Message(
        vi="mọi điểm đều từ 0 đến 1: có lẽ là tỷ lệ viết dạng thập phân",
        en="all scores are between 0 and 1: they seem to be shares and no percentages",
    ),
    remedy=Message(
        vi="Ghi điểm như đã công bố: 91,55 chứ không phải 0,9155; hoặc đặt định dạng phần trăm cho cột điểm.",
        en="Write the scores as published: 91.55, not 0.9155; or give the column the percent format.",
    ),
)
PUBLISHED_FRACTION = FindingKind(
    code="published_fraction",
    problem=Message(
        vi="điểm này không quá 1 trong khi các điểm khác lớn hơn nhiều: có lẽ là tỷ lệ viết dạng thập phân",
        en="this score is at most 1 while others are much larger: it seems to be a share and no percentage",
    ),
    remedy=Message(
        vi="Ghi điểm như đã công bố: 92,10 chứ không phải 0,921.",
        en="Write the score as published: 92.10, not 0.921.",
    ),
)
PUBLISHED_OTHER_INDEX = FindingKind(
    code="published_other_index",
    problem=Message(
        vi="ở đây ghi là bảng {named}, nhưng đang nhập {index}",
        en="this says that it is a table of {named}, but {index} is being imported",
    ),
    remedy=Message(
        vi="Nhập với đúng --index; nếu đúng là chỉ số đang nhập, ghi tên chỉ số vào tiêu đề cột điểm.",
        en=(
            "Import it with its own --index; if it is the index that was asked for, name it in the header "
            "of the scores."
        ),
    ),
)
PUBLISHED_RANK_DIFFERS = FindingKind(
    code="published_rank_differs",
    problem=Message(
        vi="hạng {rank} của {unit} không khớp với điểm trong bảng",
        en="rank {rank} of {unit} does not follow from the scores of the table",
    ),
    remedy=Message(
        vi="Giữ hạng như trong bảng. Nếu gõ sai thì sửa rồi nhập lại.",
        en="The rank is kept as it stands. If it was mistyped, mend it and import again.",
    ),
)
PUBLISHED_AVERAGE = FindingKind(
    code="published_average",
    problem=Message(
        vi="dòng tổng, bình quân hoặc điểm tối đa không phải là đơn vị nên bỏ qua",
        en="a row of sums, means or maxima is no unit and is left out",
    ),
    remedy=Message(
        vi="Giá trị chung đã công bố thì nêu bằng --overall.",
        en="Give the published figure of the province with --overall.",
    ),
)
PUBLISHED_PARTIAL = FindingKind(
    code="published_partial",
    problem=Message(
        vi="{group}: bảng chỉ có {units} đơn vị, không đủ cả nhóm",
        en="{group}: the table has only {units} units, which is not all of the group",
    ),
    remedy=Message(
        vi=(
            "Không tính bình quân của nhóm. Đơn vị khi đó chưa có thì ghi vào succession trong units.yaml "
            "(kind: new)."
        ),
        en=(
            "The group has no mean. A unit that did not exist then belongs into succession in units.yaml "
            "(kind: new)."
        ),
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
LEFT_WITHDRAWN = Message(vi="CHÚ Ý: {what}", en="WARNING: {what}")
UNFINISHED_UNITS = Message(
    vi="{count} đơn vị chưa có chỉ số ({units})",
    en="{count} units have no index ({units})",
)
FROZEN_REJECTED = Message(
    vi=(
        "CHÚ Ý: lần chạy {run}: {rejected} trong {read} phiếu đã đọc bị loại vì lỗi (xem findings.csv của "
        "lần chạy)."
    ),
    en=(
        "WARNING: run {run}: {rejected} of {read} ballots were rejected for a fault (see findings.csv of "
        "the run)."
    ),
)
HOLDS_WITHDRAWN = Message(
    vi="có điểm lấy từ lần chạy {part} ({index}) đã bị rút ({why})",
    en="it holds the points of the run {part} ({index}), which was withdrawn ({why})",
)
UNFINISHED_POINTS = Message(
    vi="{count} tiêu chí của các đơn vị chưa có điểm",
    en="{count} criteria of units have no points",
)
RUN_FROZEN = Message(vi="đã chốt", en="frozen")
FROZEN_OTHER_NOTE = Message(
    vi=(
        "CHÚ Ý: chỉ số {index} năm {year} đã chốt lần chạy {frozen}; các lệnh vẫn dùng lần chạy đó, không "
        "dùng {run}. Đổi: sipas freeze --year {year} --run {run} --replace"
    ),
    en=(
        "WARNING: the run {frozen} of {index} of {year} is frozen; commands go on with it, not with {run}. "
        "To change that: sipas freeze --year {year} --run {run} --replace"
    ),
)
RUN_USED_WITHDRAWN = Message(
    vi="CHÚ Ý: lần chạy {run} đã bị rút: {why}",
    en="WARNING: the run {run} was withdrawn: {why}",
)
RUN_HOLDS_WITHDRAWN = Message(
    vi=(
        "CHÚ Ý: lần chạy {run} có điểm lấy từ lần chạy {part} ({index}) đã bị rút: {why}. Chấm lại các điểm "
        "đó: sipas score"
    ),
    en=(
        "WARNING: the run {run} holds the points of the run {part} ({index}), which was withdrawn: {why}. "
        "Score its points again: sipas score"
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
    vi="Không có units.yaml: lấy tên đơn vị và nhóm từ dữ liệu.",
    en="There is no units.yaml: units and groups are taken from the data.",
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
TABLE_SCORES = Message(vi="điểm ở cột", en="scores in")
TABLE_RANKS = Message(vi="hạng ở cột", en="ranks in")
TABLE_LINES = Message(vi="{count} dòng", en="rows: {count}")
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
RUN_MISSING = Message(
    vi="Chú ý: lần chạy {run} của năm {year} không còn trong results/; chuỗi các lần chạy bị đứt.",
    en="Note: run {run} of {year} is no longer in results/; the chain of runs is broken.",
)
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
PUBLISHED_HIDDEN = Message(
    vi="{place}: bỏ qua trang tính bị ẩn. Nếu có bảng kết quả, mở bằng Excel rồi bỏ ẩn.",
    en="{place}: a hidden sheet is skipped. If it holds results, unhide it in Excel.",
)
TABLE_OTHER_INDEX = Message(
    vi="{place}: bỏ qua bảng {named}; đang nhập {index}.",
    en="{place}: a table of {named} is passed over; {index} is being imported.",
)
PUBLISHED_SKIPPED = Message(
    vi="{place}: bỏ qua, không có bảng kết quả.",
    en="{place}: skipped, there is no table of results.",
)
FORCED_YEAR_NO_DAY = Message(
    vi="đã chấm bằng --force dù không phiếu nào có ngày trong thời gian của năm",
    en="it was scored with --force though no ballot has a day in the period of the year",
)
FORCED_TITLE_OTHER_YEAR = Message(
    vi="đã chấm bằng --force dù tiêu đề hoặc tên tệp ghi năm khác",
    en="it was scored with --force though a title or the name of a file says another year",
)
FORCED_YEAR_SAME_FILE = Message(
    vi="đã chấm bằng --force dù chính tệp này đã được chấm cho năm khác",
    en="it was scored with --force though this very file was scored for another year",
)
FORCED_YEAR_SAME_BALLOTS = Message(
    vi="đã chấm bằng --force dù chính các phiếu này đã được chấm cho năm khác",
    en="it was scored with --force though the same ballots were scored for another year",
)
FORCED_SHEET_TWICE = Message(
    vi="đã chấm bằng --allow-copies dù có hai trang tính giống hệt nhau",
    en="it was scored with --allow-copies though two sheets hold the same",
)
FORCED_BALLOTS_PASTED_TWICE = Message(
    vi="đã chấm bằng --allow-copies dù có phiếu nằm hai lần trong một trang tính",
    en="it was scored with --allow-copies though ballots stand in one sheet twice",
)
FORCED_BALLOTS_COPIED = Message(
    vi="đã chấm bằng --allow-copies dù có phiếu nằm ở hai trang tính",
    en="it was scored with --allow-copies though ballots stand in two sheets",
)
FORCED_BALLOTS_COPIED_UNIT = Message(
    vi="đã chấm bằng --allow-copies dù phiếu của một đơn vị nằm ở hai trang tính",
    en="it was scored with --allow-copies though the ballots of a unit stand in two sheets",
)
