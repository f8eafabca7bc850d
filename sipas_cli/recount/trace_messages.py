"""What is wrong beside the runs of a year, or differs from its seal."""

from sipas_cli.messages import Message

LAST_NOTE_GONE = Message(
    vi=(
        "thiếu tệp này, nên không biết lần chạy nào của chỉ số {index} năm {year} được chấm sau cùng: "
        "tệp, hoặc cả lần chạy ấy, đã bị xóa. Khôi phục từ bản sao lưu, hoặc chấm lại dữ liệu: sipas "
        "score"
    ),
    en=(
        "this file is missing, so it is not known which run of the index {index} of {year} was scored "
        "last: it was deleted, or that run with it. Restore it from a copy, or score the data again: "
        "sipas score"
    ),
)
WITHDRAWAL_GONE = Message(
    vi=(
        "thiếu tệp này, nhưng theo freezes.csv lần chạy {run} đã được rút. Rút lại: sipas runs "
        "--withdraw {run} --why '...'; bỏ việc rút thì sau đó: sipas runs --restore {run}"
    ),
    en=(
        "this file is missing, but by freezes.csv the run {run} was withdrawn. Withdraw it again: sipas"
        " runs --withdraw {run} --why '...'; and to take that back, then: sipas runs --restore {run}"
    ),
)
FREEZE_NOT_RECORDED = Message(
    vi=(
        "lần chạy {run} được ghi ở đây là đã chốt, nhưng freezes.csv không có dòng nào về chỉ số này: dòng "
        "đó đã bị xóa, hoặc tệp này được thêm bằng tay. Lấy lại freezes.csv từ bản sao lưu; nếu không có thì "
        "bỏ tệp này và chốt lại: sipas freeze --run {run}"
    ),
    en=(
        "the run {run} is noted here as frozen, but freezes.csv has no line about this index: it was erased, "
        "or this file was added by hand. Restore freezes.csv from a backup; where there is none, remove this "
        "file and freeze again: sipas freeze --run {run}"
    ),
)
WITHDRAWAL_ADDED = Message(
    vi=(
        "theo freezes.csv việc rút lần chạy {run} đã được bỏ: tệp này bị thêm bằng tay. Bỏ tệp: sipas "
        "runs --restore {run}; hoặc rút: sipas runs --withdraw {run} --why '...'"
    ),
    en=(
        "by freezes.csv the run {run} was restored: this file was added by hand. Take it away: sipas "
        "runs --restore {run}; or withdraw the run: sipas runs --withdraw {run} --why '...'"
    ),
)
WITHDRAWAL_OTHER = Message(
    vi=(
        "lý do rút lần chạy {run} trong tệp này không phải là lý do ghi trong freezes.csv ({why}): một "
        "trong hai đã bị sửa tay. Rút lại với lý do đúng: sipas runs --withdraw {run} --why '...'"
    ),
    en=(
        "the reason for withdrawing the run {run} in this file is not that in freezes.csv ({why}): one "
        "of the two was changed by hand. Withdraw it again with the right one: sipas runs --withdraw "
        "{run} --why '...'"
    ),
)
LINE_UNREADABLE = Message(
    vi="dòng này không phải do chương trình ghi: đã bị sửa tay. Khôi phục tệp từ bản sao lưu.",
    en="this line is none that the program wrote: it was changed by hand. Restore the file from a copy.",
)
LINE_UNFIT = Message(
    vi=(
        "dòng này nêu lần chạy {run}, mà theo các dòng trước {frozen} vẫn đang được chốt: có dòng đã bị"
        " xóa hoặc sửa. Khôi phục tệp từ bản sao lưu."
    ),
    en=(
        "this line names the run {run}, while by the lines before {frozen} was still frozen: a line was"
        " erased or changed. Restore the file from a copy."
    ),
)
RUN_ON_RECORD_GONE = Message(
    vi=(
        "lần chạy {run} có ghi trong tệp này nhưng không còn trong results/. Khôi phục thư mục đó từ "
        "bản sao lưu, hoặc chấm lại từ dữ liệu gốc: sipas score"
    ),
    en=(
        "the run {run} is on record here and is no longer in results/. Restore its folder from a copy, "
        "or score the data again: sipas score"
    ),
)

# --- the seal -------------------------------------------------------------------------------------

DONE = Message(
    vi="{what} {run}",
    en="{run} {what}",
)
RECORDED_SINCE = Message(
    vi="Từ khi lấy mã niêm phong chỉ có thêm trong freezes.csv: {what}. Những gì đã niêm phong không đổi.",
    en="Since the seal was taken freezes.csv only has more lines: {what}. What was sealed has not changed.",
)
SEALED_CHANGED = Message(
    vi="tệp đã khác với khi lấy mã niêm phong. Khôi phục từ bản sao lưu.",
    en="the file is not what it was when the seal was taken. Restore it from a copy.",
)
SEALED_GONE = Message(
    vi="tệp có trong mã niêm phong nhưng nay không còn. Khôi phục từ bản sao lưu.",
    en="the file is in the seal and is no longer there. Restore it from a copy.",
)
LIST_NOT_KEPT = Message(
    vi=(
        "Không ghi được danh sách của mã niêm phong; mã vẫn đúng, nhưng sau này không nói được tệp nào "
        "khác: {what}"
    ),
    en=(
        "The list of what was sealed could not be written; the seal is right, but which file differs "
        "cannot be told later: {what}"
    ),
)
