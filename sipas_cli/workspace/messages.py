"""What is said of the files of a workspace."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

DECISION_FIELD = Message(
    vi="không có trường {field}. Các trường: {known}.",
    en="there is no field {field}. The fields are: {known}.",
)
DECISION_OWN_FIELD = Message(
    vi="{field} chỉ dùng được trong một điều có for. Các trường dùng được ở đây: {known}.",
    en="{field} can only stand in an article that has a for. The fields for this place are: {known}.",
)
DECISION_APPENDIX = Message(
    vi=(
        "khóa appendix không còn nữa. Thay bằng appendices, một danh sách, mỗi phụ lục gồm: of (sipas, par, "
        "xhh hoặc heads), name, title, columns (ví dụ {example}). Xem tệp mẫu decision.yaml do sipas init "
        "tạo."
    ),
    en=(
        "the key appendix is no more. Write appendices, a list; each has: of (sipas, par, xhh or heads), "
        "name, title, columns (such as {example}). See the decision.yaml that sipas init makes."
    ),
)
RULES_ISO_DAY = Message(
    vi="ngày phải ghi theo dạng năm-tháng-ngày, ví dụ 2024-03-27.",
    en="the day must be written as year-month-day, such as 2024-03-27.",
)
RULES_COLUMN = Message(
    vi='cột không có nội dung "{field}". Các nội dung: {known}.',
    en='a column cannot hold "{field}". It can hold: {known}.',
)
RULES_MEAN_OF_HEADS = Message(
    vi="mean không dùng cho phụ lục of: heads, vì bảng này không có chỉ số của cả nhóm.",
    en="mean does not go with of: heads, whose tables do not show the index of the whole group.",
)
RULES_MEAN_COLUMNS = Message(
    vi="mean cần hai cột unit và score, vì số bình quân ghi ở cột score.",
    en="mean needs the columns unit and score: the mean stands in that of the score.",
)
RULES_ARTICLE_FOR = Message(
    vi='điều này dành cho "{name}" nhưng appendices không có phụ lục of: {name}. Thêm phụ lục hoặc bỏ for.',
    en='this article is for "{name}", and appendices has none that is of: {name}. Add it or remove the for.',
)
FOLDER_MISSING = Message(
    vi="không có thư mục này. Kiểm tra lại -C, hoặc tạo bằng: sipas init",
    en="there is no such folder. Check -C, or make it with: sipas init",
)
RULES_PERIOD_DAY = Message(
    vi="phải là tháng-ngày, có thể kèm previous (năm trước) hoặc next (năm sau). Ví dụ: 01-01, 06-30 next.",
    en=(
        "it must be a month and a day, perhaps with previous or next for the year. For example: 01-01, "
        "06-30 next."
    ),
)
RULES_PERIOD_ORDER = Message(
    vi="ngày cuối đứng trước ngày đầu. Sửa from hoặc to.",
    en="the last day comes before the first. Mend from or to.",
)
RULES_NUMBER = Message(
    vi="chỉ ghi số, không ghi ký hiệu (865, không phải 865/QĐ-UBND): ký hiệu đã có sẵn trong văn bản.",
    en="write the number alone (865), without the slash and the symbol: the document has the symbol already.",
)
RULES_DATE = Message(
    vi="ngày phải viết dạng 2024-03-27 hoặc 27/3/2024; bản nháp chỉ có tháng thì viết 2024-03.",
    en="write the date as 2024-03-27 or 27/3/2024; 2024-03 for a draft without a day.",
)
UNITS_ID_TWICE = Message(
    vi='mã "{name}" xuất hiện hai lần. Mỗi đơn vị, mỗi nhóm một mã.',
    en='the id "{name}" stands twice. Every unit and group needs its own.',
)
UNITS_GROUP_UNKNOWN = Message(
    vi='không có nhóm "{name}" trong groups.',
    en='there is no group "{name}" in groups.',
)
UNITS_NAME_TWICE = Message(
    vi='tên "{name}" chỉ hai đơn vị khác nhau; đơn vị kia ở dòng {first}. Một tên chỉ được thuộc một đơn vị.',
    en='the name "{name}" means two units; the other is in line {first}. A name may belong to one only.',
)
UNITS_SUCCESSION_COUNT = Message(
    vi="với kind: {kind}, số đơn vị phải là from: {before}, to: {after}. Sửa hai danh sách này hoặc kind.",
    en="with kind: {kind} there must be from: {before}, to: {after} units. Mend the two lists, or the kind.",
)
UNITS_SUCCESSION_CONTINUES = Message(
    vi=(
        '"continues" không thể là "{name}". Chọn một trong: {known} (merged: một đơn vị trong from; split: '
        "một đơn vị trong to)."
    ),
    en='"continues" cannot be "{name}". Choose one of: {known} (merged: one of from; split: one of to).',
)
UNITS_SUCCESSION_UNKNOWN = Message(
    vi=(
        'không có đơn vị mã "{name}" trong units, cũng không có trong from của một năm sau. Ghi mã (id) của '
        "đơn vị."
    ),
    en=(
        'there is no unit with the id "{name}" in units, nor in the from of a later year. Write the id of a '
        "unit."
    ),
)
UNITS_SUCCESSION_TWICE = Message(
    vi='đơn vị "{name}" được lập hai lần trong cùng một năm. Mỗi năm một đơn vị chỉ đứng trong to một lần.',
    en='the unit "{name}" is made twice in one year. A unit stands in the to of a year only once.',
)
UNITS_SUCCESSION_HEIRS = Message(
    vi='hai đơn vị cùng nối tiếp "{name}" trong một năm. Chỉ giữ continues ở một chỗ.',
    en='two units continue "{name}" in one year. Keep continues in one place only.',
)
UNITS_SUCCESSION_THERE = Message(
    vi=(
        'theo mục này thì đơn vị "{name}" không còn từ năm {year}, nhưng danh sách vẫn có đơn vị đó (mã '
        "{id}) mà không có mục nào nói nó được lập lại. Nếu là đơn vị mới mang tên cũ thì thêm mục kind: "
        "new, to: [{id}] với năm lập; nếu không thì bỏ đơn vị khỏi units."
    ),
    en=(
        'after this entry there is no unit "{name}" from {year} on, but the register still has it (id {id}) '
        "and no entry says that it was founded again. If it is a new unit under the old name, add an entry "
        "kind: new, to: [{id}] with the year in which it was founded; else take it out of units."
    ),
)
UNITS_SUCCESSION_GONE = Message(
    vi=(
        'năm {year} không có đơn vị "{name}": theo các mục khác, đơn vị này được lập sau hoặc đã hết trước '
        "đó. Sửa năm hoặc tên ở các mục này."
    ),
    en=(
        'in {year} there was no unit "{name}": by the other entries it was made later, or was gone. Mend '
        "the years or the names of these entries."
    ),
)
UNITS_SUCCESSION_MOVED = Message(
    vi=(
        'đơn vị "{name}" đã ở nhóm nêu trong from_group từ năm {year}. Ghi nhóm mà đơn vị thuộc về trước '
        "khi chuyển."
    ),
    en=(
        'the unit "{name}" is in the group of from_group from {year} on. Write the group in which it was '
        "before."
    ),
)
DECISION_MISSING = Message(
    vi="chưa có tệp này: lời văn, số, ngày, người ký của quyết định. Chạy sipas init để có bản mẫu rồi sửa.",
    en="it is not there: wording, number, date and signer of the decision. sipas init adds one to be edited.",
)
PROVINCE_FORMER = Message(
    vi="{name} từ ngày 01/7/2025 thuộc {province}. Dùng --province với tên đó.",
    en="{name} has been part of {province} since 1 July 2025. Use --province with that name.",
)
PROVINCE_UNKNOWN = Message(
    vi='không có tỉnh, thành phố "{name}". Các tỉnh, thành phố: {known}.',
    en='there is no province "{name}". The provinces: {known}.',
)
UNITS_SUCCESSION_GROUP = Message(
    vi=(
        "kind: moved cần from_group (mã nhóm trước khi chuyển), kind: abolished có thể có; các loại khác "
        "không có from_group."
    ),
    en=(
        "kind: moved needs from_group (the id of the group before), kind: abolished may have it; no other "
        "kind has it."
    ),
)
#: What communes are, in the order in which people name them.
KINDS_OF_COMMUNES = (
    Message(vi="xã", en="communes"),
    Message(vi="phường", en="wards"),
    Message(vi="đặc khu", en="special zones"),
)

NAME_EXACT = Message(vi="đúng như danh sách", en="as registered")
NAME_ALIAS = Message(vi="theo tên khác hoặc tên cũ", en="by an alias or former name")
NAME_BY_RULE = Message(vi="theo quy tắc viết tên", en="by the rules of spelling")
NAME_OF_CENTRE = Message(
    vi="trung tâm phục vụ hành chính công của xã", en="the service centre of the commune"
)
NAME_BY_INITIALS = Message(vi="theo chữ viết tắt", en="by its initials")
NAME_UNKNOWN = Message(vi="không có trong danh sách", en="not registered")
