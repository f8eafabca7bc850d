"""What `sipas export` says, in both languages."""

from sipas_cli.cli.command_help import CommandHelp, alike
from sipas_cli.messages import Message

EXPORT = CommandHelp(
    text=Message(
        vi=(
            "Ghi dữ liệu mở của một năm: các bảng csv được phép công bố, mô tả theo Frictionless Data "
            "Package, từ điển dữ liệu, và danh sách những số liệu được ẩn kèm lý do. Giấy phép, nguồn lấy "
            "từ open_data trong sipas.yaml; chưa ghi thì nói rõ là chưa biết."
        ),
        en=(
            "Writes the open data of a year: the tables that may be published as csv, described as a "
            "Frictionless Data Package, the data dictionary, and a list of what was suppressed and why. "
            "Licence and source come from open_data of sipas.yaml; what is not stated there is called "
            "unknown."
        ),
    ),
    example=alike("sipas export --open-data --year 2023\nsipas export --open-data --year 2023 -o du-lieu-mo"),
)
OPEN_DATA = Message(vi="xuất dữ liệu mở", en="export open data")
OUT = Message(
    vi="ghi vào thư mục này (mặc định: du-lieu-mo-NĂM trong thư mục làm việc)",
    en="write into this folder (default: du-lieu-mo-YEAR in the workspace)",
)
WHAT_MISSING = Message(
    vi="chưa nói xuất gì. Thêm --open-data để xuất dữ liệu mở.",
    en="nothing to export is named. Add --open-data for the open data.",
)
NO_STREAM = Message(
    vi="dữ liệu mở gồm nhiều tệp, không ghi ra đầu ra chuẩn được. Nêu một thư mục.",
    en="open data are several files and do not go to standard output. Name a folder.",
)
EXPORTED = Message(
    vi="Đã ghi {tables} bảng của năm {year}. Được ẩn, hoặc tính không gồm đơn vị ít phiếu: {hidden} chỗ, "
    "xem {list}",
    en="Wrote {tables} tables of {year}. Hidden, or made without units of few ballots: {hidden} places, "
    "see {list}",
)
NOT_STATED = Message(
    vi="Chưa rõ: {what}. Ghi open_data trong sipas.yaml trước khi công bố.",
    en="Not known: {what}. Write open_data in sipas.yaml before publishing.",
)
LICENCE = Message(vi="giấy phép", en="licence")
SOURCE = Message(vi="văn bản nguồn", en="source")
PUBLISHER = Message(vi="cơ quan công bố", en="publisher")
