"""What `sipas init` and `sipas units` say, in both languages."""

from sipas_cli.cli.command_help import CommandHelp, alike
from sipas_cli.messages import Message

INIT = CommandHelp(
    text=Message(
        vi=(
            "Tạo thư mục làm việc gồm sipas.yaml, units.yaml, decision.yaml có chú thích, sửa là dùng được; "
            "với --province thì units.yaml có sẵn các xã, phường, đặc khu của tỉnh. Thêm những tệp còn "
            "thiếu, "
            "không ghi đè tệp đã có."
        ),
        en=(
            "Makes a workspace with sipas.yaml, units.yaml and decision.yaml, commented and ready to edit; "
            "with --province units.yaml has the communes of the province. Adds what is missing, never "
            "overwrites a file."
        ),
    ),
    example=Message(
        vi='sipas init khao-sat-2026 --province "Quảng Ninh"',
        en='sipas init survey-2026 --province "Quang Ninh"',
    ),
)
PROVINCE = Message(
    vi=(
        "tỉnh, thành phố từ ngày 01/7/2025: điền tên vào sipas.yaml, các xã, phường, đặc khu và sở "
        "vào units.yaml"
    ),
    en=(
        "a province since 1 July 2025: its name goes into sipas.yaml, its communes and departments "
        "into units.yaml"
    ),
)
UNITS = CommandHelp(
    text=Message(vi="Danh sách đơn vị được đánh giá, units.yaml.", en="The register of units, units.yaml."),
    example=alike("sipas units import danh-sach.xlsx"),
)
UNITS_IMPORT = CommandHelp(
    text=Message(
        vi=(
            "Đọc một danh sách cơ quan, đơn vị bất kỳ (.xlsx, .ods, .csv ...) và ghi thành units.yaml để xem "
            "lại. Nhóm lấy từ cột nhóm, từ dòng đề mục phía trên, hoặc từ --group."
        ),
        en=(
            "Reads any list of offices (.xlsx, .ods, .csv ...) and writes it as units.yaml, to be looked "
            "over. Groups come from a column, from the heading above, or from --group."
        ),
    ),
    example=Message(
        vi='sipas units import danh-sach.xlsx\nsipas units import xa.csv --group "Các xã, phường, đặc khu"',
        en='sipas units import offices.xlsx\nsipas units import communes.csv --group "Communes"',
    ),
)
UNITS_GROUP = Message(
    vi="tên nhóm của những đơn vị mà danh sách không nói thuộc nhóm nào",
    en="the name of the group of units for which the list names none",
)
UNITS_OUT = Message(
    vi="ghi vào tệp này thay cho units.yaml của thư mục làm việc; - là đầu ra chuẩn",
    en="write to this file instead of units.yaml of the workspace; - is standard output",
)
WORKSPACE_MADE = Message(
    vi="Đã tạo thư mục làm việc: {path}\nSửa sipas.yaml và units.yaml, rồi chạy: sipas score TỆP",
    en="Made a workspace: {path}\nEdit sipas.yaml and units.yaml, then run: sipas score FILE",
)
WORKSPACE_COMPLETED = Message(
    vi="Đã thêm vào {path}: {files}. Các tệp đã có được giữ nguyên.",
    en="Added to {path}: {files}. What was there is as it was.",
)
WORKSPACE_WHOLE = Message(
    vi="{path} đã có đủ các tệp; không có gì phải thêm.",
    en="{path} has all files already; nothing was added.",
)
NEXT_YEAR = Message(
    vi=(
        "Năm sau dùng tiếp thư mục này: ghi year (bỏ dấu #) trong sipas.yaml, sửa đơn vị và succession trong "
        "units.yaml, số và "
        "ngày trong decision.yaml; kết quả các năm trước ở results/ để so sánh."
    ),
    en=(
        "Next year go on in this folder: set year in sipas.yaml (without the #), change units and "
        "succession in units.yaml, number and date in decision.yaml; the results of earlier years stay in "
        "results/ to compare with."
    ),
)
PROPOSED = Message(
    vi=(
        "units.yaml: {communes} {kinds} của {province}, {departments} sở và cơ quan thường có "
        "(đề xuất), {districts} đơn vị cấp huyện cũ cho các năm trước 2025. Đối chiếu với quyết "
        "định của {province} rồi sửa."
    ),
    en=(
        "units.yaml: {communes} communes ({kinds}) of {province}, {departments} departments that a province "
        "usually has "
        "(proposed), {districts} former districts for the years before 2025. Compare with the "
        "decisions of the "
        "province and edit."
    ),
)
PROVINCE_TOO_LATE = Message(
    vi=(
        "thư mục đã có {file} nên --province không điền được gì. Bỏ --province, hoặc chuyển tệp ấy "
        "đi nơi khác."
    ),
    en=(
        "the folder has {file} already, so --province has nothing to fill in. Leave it out, or "
        "move that file away."
    ),
)
UNITS_THERE = Message(
    vi=("đã có {count} đơn vị; không ghi đè. Dùng -o TỆP để ghi ra tệp khác rồi chép những dòng cần thêm."),
    en="it has {count} units already; nothing is overwritten. Use -o FILE and copy the lines that you need.",
)
UNITS_WRITTEN = Message(
    vi="Đã ghi {count} đơn vị, {groups} nhóm vào {path}. Xem lại tên nhóm và mã trước khi chấm.",
    en="Wrote {count} units in {groups} groups to {path}. Look over groups and ids before scoring.",
)
FIELDS_OF = Message(vi="Các trường của mẫu {document}", en="The fields of the template {document}")
FIELD = Message(vi="Trường", en="Field")
VALUE = Message(vi="Giá trị", en="Value")
FIELDS_MADE_UP = Message(
    vi="Chưa có kết quả nào được lưu: các giá trị dưới đây chỉ để minh họa.",
    en="No results are stored yet: the values below are made up.",
)
