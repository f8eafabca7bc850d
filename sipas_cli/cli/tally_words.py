"""What `sipas tally` and `sipas score --from` say, and their help, in both languages."""

from sipas_cli.cli.command_help import CommandHelp
from sipas_cli.messages import Message

TALLY = CommandHelp(
    text=Message(
        vi=(
            "Đếm phiếu tại nơi có phiếu và ghi một tệp .tally chỉ gồm số đếm, để nơi khác cộng lại và chấm "
            "bằng sipas score --from. Phiếu ở lại. Mỗi tệp .tally là của một chỉ số và một năm."
        ),
        en=(
            "Counts where the ballots are and writes one .tally file with counts alone, to be added up and "
            "scored elsewhere by sipas score --from. The ballots stay. Each .tally file is of one index and "
            "one year."
        ),
    ),
    example=Message(
        vi=(
            "sipas tally --new-key khoa.txt\n"
            "sipas tally phieu/*.xlsx --key khoa.txt -o xa-ba-che.tally\n"
            "sipas score --from nhan/*.tally"
        ),
        en=(
            "sipas tally --new-key key.txt\n"
            "sipas tally ballots/*.xlsx --key key.txt -o xa-ba-che.tally\n"
            "sipas score --from inbox/*.tally"
        ),
    ),
)
OUT = Message(vi="tệp .tally để ghi; - là đầu ra chuẩn", en="the .tally file to write; - is standard output")
KEY = Message(
    vi="tệp khóa để tìm phiếu trùng với nơi khác, cùng một tệp ở mọi nơi",
    en="the key file by which duplicates with other places are found, the same everywhere",
)
NEW_KEY = Message(
    vi="tạo một tệp khóa mới, chỉ chủ tệp đọc được",
    en="make a new key file that only its owner can read",
)
ENGINE = Message(
    vi="đếm trên cụm máy: dask; cũng nhận thư mục và địa chỉ như s3://kho/phieu/",
    en="count on a cluster: dask; takes folders and addresses such as s3://bucket/ballots/ too",
)
SCHEDULER = Message(
    vi="địa chỉ mà dask scheduler in ra, ví dụ tcp://may-chu:8786",
    en="the address that dask scheduler prints, e.g. tcp://host:8786",
)
FROM = Message(
    vi="tệp .tally cần cộng vào; nêu được nhiều lần hoặc nhiều tệp",
    en="a .tally file to be added; may be given several times, or with several files",
)
KEY_SCORE = Message(
    vi="khóa của các tệp .tally, để tìm phiếu trùng giữa chúng và các tệp phiếu",
    en="the key of the .tally files, to find duplicates between them and the files of ballots",
)

# --- what is said ---------------------------------------------------------------------------------

OUT_MISSING = Message(
    vi="thiếu -o TỆP.tally: nêu tên tệp để ghi bảng đếm.",
    en="-o FILE.tally is missing: name the file to write the tally to.",
)
ENGINE_AND_SCHEDULER = Message(
    vi="--engine và --scheduler đi cùng nhau: --engine dask --scheduler tcp://MÁY:8786.",
    en="--engine and --scheduler go together: --engine dask --scheduler tcp://HOST:8786.",
)
ADDRESS_WITHOUT_ENGINE = Message(
    vi="{name} là địa chỉ trong kho lưu trữ, chỉ --engine dask đọc được. Hoặc tải tệp về rồi nêu tên tệp.",
    en="{name} is an address, which --engine dask alone reads. Or download the files and name these.",
)
ENGINE_PIPED = Message(
    vi="--engine dask không đọc đầu vào chuẩn (-): máy khác không thấy nó. Ghi vào tệp rồi nêu tên tệp.",
    en="--engine dask reads no standard input (-), which other machines do not see. Name a file.",
)
TALLY_OF_TALLIES = Message(
    vi="{name} đã là bảng đếm. Cộng các bảng đếm bằng sipas score --from.",
    en="{name} is a tally already. Tallies are added up by sipas score --from.",
)
KEY_MADE = Message(
    vi=(
        "Đã tạo khóa {key} ở {path}. Giao cho các nơi đếm bằng đường an toàn, không gửi kèm bảng đếm; xóa "
        "khi đã chốt kết quả."
    ),
    en=(
        "The key {key} was made in {path}. Hand it to those who count in a safe way, never along with a "
        "tally; delete it when the result is frozen."
    ),
)
FINDINGS_INSIDE = Message(
    vi="Danh sách đầy đủ nằm trong tệp .tally; xem trước bằng sipas check.",
    en="The full list is in the .tally file; sipas check shows it.",
)
