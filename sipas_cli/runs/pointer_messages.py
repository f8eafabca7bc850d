"""What is said of runs that are frozen, withdrawn or were forced."""

from sipas_cli.messages import Message

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
FREEZES = Message(vi="Nhật ký chốt", en="Freezes")
FREEZE_NOTE_OTHER = Message(
    vi=(
        "tệp này nêu lần chạy {run}, nhưng theo freezes.csv lần được chốt sau cùng là {frozen}: tệp đã bị "
        "sửa tay. Chốt lại lần chạy đúng: sipas freeze --year {year} --run MÃ --replace"
    ),
    en=(
        "this file names the run {run}, but by freezes.csv {frozen} was frozen last: it was changed by "
        "hand. Freeze the right one again: sipas freeze --year {year} --run ID --replace"
    ),
)
FREEZE_NOTE_LIFTED = Message(
    vi=(
        "tệp này nêu lần chạy {run}, nhưng theo freezes.csv việc chốt đã được bỏ: tệp đã bị thêm bằng tay. "
        "Chốt bằng sipas freeze, hoặc bỏ: sipas freeze --year {year} --index {index} --undo"
    ),
    en=(
        "this file names the run {run}, but by freezes.csv the freeze was lifted: it was added by hand. "
        "Freeze it with sipas freeze, or lift it: sipas freeze --year {year} --index {index} --undo"
    ),
)
FREEZE_NOTE_GONE = Message(
    vi=(
        "thiếu tệp này, nhưng theo freezes.csv lần chạy {run} đang được chốt. Chốt lại: sipas freeze --year "
        "{year} --run {run}; hoặc bỏ chốt: sipas freeze --year {year} --index {index} --undo"
    ),
    en=(
        "this file is missing, but by freezes.csv the run {run} is frozen. Freeze it again: sipas freeze "
        "--year {year} --run {run}; or lift it: sipas freeze --year {year} --index {index} --undo"
    ),
)
NOTE_OTHER_INDEX = Message(
    vi=(
        "tệp này nêu lần chạy {run}, không phải của chỉ số {index}. Khôi phục tệp từ bản sao lưu, hoặc "
        "ghi vào tệp tên lần chạy muốn dùng (sipas runs --year {year} liệt kê các lần chạy)."
    ),
    en=(
        "this file names the run {run}, which is not of the index {index}. Restore it from a copy, or write "
        "into it the name of the run to be used (sipas runs --year {year} lists them)."
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
RECOUNTED = Message(
    vi=(
        "{run} có đúng các số liệu của {former}, do phiên bản cũ lưu, và giữ thêm điều mà các số liệu đó "
        "dựa vào."
    ),
    en=(
        "{run} has the very figures of {former}, which an earlier version stored; it only keeps more of what "
        "they were made from."
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
FORCED_UNKNOWN = Message(
    vi='đã bỏ qua một cảnh báo mà phiên bản này không biết ("{name}")',
    en='something was overridden that this version does not know ("{name}")',
)
