"""What is said of runs that no longer are what was stored, and of their chain."""

from sipas_cli.messages import Message

# --- one folder -----------------------------------------------------------------------------------

MANIFEST_MISSING = Message(
    vi=(
        "thiếu manifest.json nên không biết trong thư mục này là gì. Lấy lại thư mục này từ bản sao lưu; "
        "nếu không có, chuyển nó đi nơi khác rồi chấm lại từ dữ liệu gốc bằng: sipas score"
    ),
    en=(
        "manifest.json is missing, so nothing tells what is in this folder. Restore this folder from a "
        "copy; if there is none, move it elsewhere and score the data again with: sipas score"
    ),
)
MANIFEST_UNREADABLE = Message(
    vi=(
        "manifest.json bị hỏng, không đọc được. Lấy lại thư mục này từ bản sao lưu; nếu không có, chuyển "
        "nó đi nơi khác rồi chấm lại từ dữ liệu gốc bằng: sipas score"
    ),
    en=(
        "manifest.json is damaged and cannot be read. Restore this folder from a copy; if there is none, "
        "move it elsewhere and score the data again with: sipas score"
    ),
)
MANIFEST_KEY = Message(
    vi=(
        'manifest.json thiếu khóa "{key}", hoặc giá trị của khóa không đúng kiểu. Lấy lại thư mục từ '
        "bản sao lưu."
    ),
    en=(
        'manifest.json lacks the key "{key}", or holds a value of another kind. Restore the folder from '
        "a copy."
    ),
)
MANIFEST_CHANGED = Message(
    vi=(
        "manifest.json đã bị sửa: nội dung không khớp với mã băm của chính nó. Lấy lại thư mục này từ bản "
        "sao lưu; nếu không có, chuyển nó đi nơi khác rồi chấm lại từ dữ liệu gốc bằng: sipas score"
    ),
    en=(
        "manifest.json was changed: it does not have its own digest any more. Restore this folder from a "
        "copy; if there is none, move it elsewhere and score the data again with: sipas score"
    ),
)
RUN_RENAMED = Message(
    vi="thư mục này đã bị đổi tên: trong đó là lần chạy {run}. Đổi lại tên thư mục thành {run}.",
    en="this folder was renamed: it holds the run {run}. Name it {run} again.",
)
RUN_EXCHANGED = Message(
    vi=(
        "thư mục này đã bị tráo: trong đó là lần chạy {run}. Lấy lại cả hai thư mục từ bản sao lưu, hoặc "
        "đổi lại tên của chúng."
    ),
    en=(
        "this folder was exchanged: it holds the run {run}. Restore both folders from a copy, or give them "
        "their own names again."
    ),
)
RUN_COPIED = Message(
    vi="thư mục này là bản sao của lần chạy {run} dưới tên lần chạy khác. Chuyển bản sao đi nơi khác.",
    en="this folder is a copy of the run {run} under the name of another run. Move the copy elsewhere.",
)
RUN_OTHER_YEAR = Message(
    vi="thư mục này chứa lần chạy của năm {other}, không phải năm {year}. Chuyển về results/{other}.",
    en="this folder holds a run of {other}, not of {year}. Move it back to results/{other}.",
)
PART_CHANGED = Message(
    vi=(
        "lần chạy đã lưu bị sửa hoặc hỏng: {part} không còn là tệp đã lưu. Lấy lại thư mục này từ bản sao "
        "lưu; nếu không có, chuyển nó đi nơi khác rồi chấm lại từ dữ liệu gốc bằng: sipas score"
    ),
    en=(
        "the stored run was changed or damaged: {part} is not the file that was stored. Restore this folder "
        "from a copy; if there is none, move it elsewhere and score the data again with: sipas score"
    ),
)
PART_MISSING = Message(
    vi=(
        "lần chạy đã lưu bị thiếu tệp {part}. Lấy lại thư mục này từ bản sao lưu; nếu không có, chuyển nó đi "
        "nơi khác rồi chấm lại từ dữ liệu gốc bằng: sipas score"
    ),
    en=(
        "{part} is missing in the stored run. Restore this folder from a copy; if there is none, move it "
        "elsewhere and score the data again with: sipas score"
    ),
)
PART_UNREADABLE = Message(
    vi="{part} của lần chạy đã lưu không đọc được như một bảng kết quả. Lấy lại thư mục này từ bản sao lưu.",
    en="{part} of the stored run cannot be read as what it should hold. Restore this folder from a copy.",
)

# --- the chain ------------------------------------------------------------------------------------

MANIFEST_REWRITTEN = Message(
    vi=(
        "manifest.json của lần chạy {run} không phải là bản mà lần chạy {next}, lưu ngay sau nó, đã ghi mã "
        "băm (SHA-256): một trong hai đã bị viết lại. Lấy lại cả hai thư mục từ bản sao lưu."
    ),
    en=(
        "manifest.json of the run {run} is not the one whose digest (SHA-256) is held by the run {next}, "
        "stored right after it: one of the two was written anew. Restore both folders from a copy."
    ),
)
RUN_FORKED = Message(
    vi=(
        "các lần chạy {runs} đều ghi là lưu ngay sau {before}: có lần được thêm từ nơi khác hoặc bị viết "
        "lại. Lấy lại các thư mục từ bản sao lưu."
    ),
    en=(
        "the runs {runs} all say that they were stored right after {before}: one of them came from elsewhere "
        "or was written anew. Restore the folders from a copy."
    ),
)
RUNS_FIRST = Message(
    vi="các lần chạy {runs} đều ghi là lần đầu của năm: có lần được thêm từ nơi khác hoặc bị viết lại.",
    en=(
        "the runs {runs} all say that they are the first of the year: one came from elsewhere or was "
        "rewritten."
    ),
)
RUN_MISSING = Message(
    vi="lần chạy {run} của năm {year} không còn trong results/, mà {next} được lưu ngay sau nó.",
    en="run {run} of {year} is no longer in results/, and {next} was stored right after it.",
)
CHAIN_UNCLEAR = Message(
    vi=(
        "không biết lần chạy nào mới nhất (thiếu: {missing}). Lấy lại các thư mục từ bản sao lưu, hoặc nêu "
        "lần chạy bằng --run."
    ),
    en=(
        "it is not clear which run is the latest (missing: {missing}). Restore the folders from a copy, or "
        "name a run with --run."
    ),
)
CHAIN_REMARK = Message(
    vi="CHÚ Ý, chuỗi các lần chạy bị đứt: {what}",
    en="WARNING, the chain of runs is broken: {what}",
)
CHAIN_FAULT = Message(
    vi="chuỗi các lần chạy của năm bị đứt ({what})",
    en="the chain of the runs of its year is broken ({what})",
)
RUN_REPLACED = Message(
    vi=(
        "lần chạy này từng được lưu và thư mục của nó đã mất, mà lần chạy {next}, lưu ngay sau nó, ghi mã "
        "băm của một manifest.json khác với bản sẽ lưu bây giờ (chương trình khác phiên bản, hoặc thiếu "
        "cả lần chạy trước nó). Không lưu gì. Lấy lại thư mục từ bản sao lưu; nếu không có, chuyển cả "
        "{next} và các lần chạy sau đó đi nơi khác rồi chấm lại theo thứ tự."
    ),
    en=(
        "this run was stored before and its folder is gone; the run {next}, stored right after it, holds the "
        "digest of another manifest.json than the one that would be stored now (another version of the "
        "program, or the run before it is gone too). Nothing was stored. Restore the folder from a copy; if "
        "there is none, move {next} and the runs after it elsewhere too, and score them again in their order."
    ),
)
