"""What is said of criteria files, form tools and mappings."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

YAML_TOO_LONG = Message(
    vi="tệp dài quá {limit} byte. Tệp cấu hình không dài như vậy.",
    en="the file is longer than {limit} bytes. No settings file is.",
)
YAML_NOT_UTF8 = Message(
    vi="chữ ở dòng này không phải mã UTF-8. Lưu lại tệp với mã UTF-8.",
    en="this line is not in UTF-8. Save the file in UTF-8.",
)
YAML_SYNTAX = Message(
    vi=(
        "không đúng cú pháp YAML ở dòng này hoặc ngay trước đó. Kiểm tra thụt dòng, dấu hai chấm, dấu "
        "ngoặc; đặt chữ có dấu hai chấm trong ngoặc kép."
    ),
    en=(
        "the YAML is broken in this line or just before it. Check indents, colons and brackets; quote a "
        "text that has a colon in it."
    ),
)
YAML_QUOTE = Message(
    vi="dấu ngoặc kép hoặc nháy đơn mở ở dòng này mà không được đóng. Thêm dấu đóng ở cuối chữ.",
    en="a quotation mark that is opened in this line is never closed. Close it where the text ends.",
)
YAML_CHARACTERS = Message(
    vi="tệp có ký tự mà YAML không cho phép. Mở bằng trình soạn thảo và xóa ký tự lạ.",
    en="the file has a character that YAML does not allow. Remove it in an editor.",
)
YAML_CONTROLS = Message(
    vi='chữ có ký tự điều khiển ("{text}"). Xóa ký tự đó.',
    en='a text has a control character ("{text}"). Remove it.',
)
YAML_SECOND_DOCUMENT = Message(
    vi="có văn bản YAML thứ hai (dấu ---). Mỗi tệp chỉ một văn bản.",
    en="a second YAML document begins here (---). One file holds one.",
)
YAML_TOO_DEEP = Message(
    vi="các tầng lồng nhau quá sâu. Viết đơn giản hơn.",
    en="the nesting is too deep. Write it more simply.",
)
YAML_ALIAS = Message(
    vi="dấu & hoặc * của YAML (tham chiếu) không được dùng. Viết hẳn nội dung ra, hoặc đặt trong ngoặc kép.",
    en="YAML anchors and aliases (& and *) are not used. Write the content out, or quote it.",
)
YAML_TAG = Message(
    vi="thẻ kiểu {tag} của YAML không được dùng. Bỏ thẻ này đi.",
    en="the YAML tag {tag} is not used. Remove it.",
)
YAML_KEY_NOT_TEXT = Message(
    vi="khóa phải là một chữ đơn giản. Sửa lại dòng này.",
    en="a key must be plain text. Mend this line.",
)
YAML_KEY_TWICE = Message(
    vi='khóa "{key}" xuất hiện hai lần; lần đầu ở dòng {first}. Bỏ một lần.',
    en='the key "{key}" stands twice; first in line {first}. Remove one.',
)
RULES_KEY_MISSING = Message(vi='thiếu khóa "{name}". Thêm vào.', en='the key "{name}" is missing. Add it.')
RULES_KEY_UNKNOWN = Message(
    vi='khóa "{name}" không có trong định dạng. Có phải: {near}?',
    en='the key "{name}" is unknown. Is it one of: {near}?',
)
RULES_CHOICE = Message(
    vi='"{name}" phải là một trong: {expected}.',
    en='"{name}" must be one of: {expected}.',
)
RULES_ID = Message(
    vi='"{name}" phải là mã gồm chữ không dấu, số, dấu . _ -, không có khoảng trắng.',
    en='"{name}" must be an id of letters without accents, digits and . _ -, without spaces.',
)
RULES_TEXT_EMPTY = Message(vi='"{name}" không được để trống.', en='"{name}" must not be empty.')
RULES_TEXT_LONG = Message(vi='"{name}" quá dài. Rút ngắn lại.', en='"{name}" is too long. Shorten it.')
RULES_LIST_EMPTY = Message(
    vi='"{name}" có quá ít mục. Thêm mục vào danh sách.',
    en='"{name}" has too few entries. Add to the list.',
)
RULES_NUMBER_SMALL = Message(
    vi='"{name}" không được nhỏ hơn {limit}.',
    en='"{name}" must not be below {limit}.',
)
RULES_NUMBER_LARGE = Message(vi='"{name}" không được vượt {limit}.', en='"{name}" must not exceed {limit}.')
RULES_WANT_TEXT = Message(
    vi='"{name}" phải là chữ. Đặt trong ngoặc kép nếu cần.',
    en='"{name}" must be text. Quote it if need be.',
)
RULES_WANT_INTEGER = Message(vi='"{name}" phải là số nguyên.', en='"{name}" must be a whole number.')
RULES_WANT_BOOL = Message(vi='"{name}" phải là true hoặc false.', en='"{name}" must be true or false.')
RULES_WANT_LIST = Message(
    vi='"{name}" phải là một danh sách: [a, b] hoặc mỗi dòng một mục bắt đầu bằng dấu -.',
    en='"{name}" must be a list: [a, b], or a line for each entry that begins with -.',
)
RULES_WANT_MAP = Message(
    vi='"{name}" phải gồm các cặp khóa: giá trị.',
    en='"{name}" must consist of pairs key: value.',
)
RULES_WANT_NUMBER = Message(
    vi='"{name}" phải là số, viết với dấu chấm thập phân (12.5).',
    en='"{name}" must be a number, written with a decimal point (12.5).',
)
RULES_NUMBER_ABOVE = Message(vi='"{name}" phải lớn hơn {limit}.', en='"{name}" must be above {limit}.')
RULES_KEY_COMMA = Message(
    vi=(
        '"{name}" bị đọc thành một khóa riêng vì đứng sau dấu phẩy hoặc không có dấu hai chấm. Chữ có dấu '
        'phẩy phải đặt trong ngoặc kép: "a, b".'
    ),
    en=(
        '"{name}" is read as a key of its own, as it stands after a comma or without a colon. Quote a text '
        'that has a comma in it: "a, b".'
    ),
)
RULES_CASE_WITH = Message(
    vi='ví dụ "{case}": các quy tắc trong "with" không hợp lệ với tệp này. Sửa tên hoặc giá trị.',
    en='case "{case}": the rules under "with" do not hold in this file. Mend their names or values.',
)
RULES_CASE_THROUGHOUT = Message(
    vi=(
        "với satisfied_throughout, ví dụ phải ghi ballots và throughout (số phiếu hài lòng toàn diện) hoặc "
        "index."
    ),
    en=(
        "with satisfied_throughout a case needs ballots and throughout (ballots satisfied throughout), or "
        "an index."
    ),
)
CRITERIA_TWICE = Message(
    vi='mã bộ tiêu chí "{name}" đã có ở tệp {first}. Đổi id hoặc bỏ một tệp.',
    en='the criteria id "{name}" is already that of {first}. Change the id or remove one file.',
)
RULES_INDEX_ID = Message(
    vi=(
        '"{id}" không phải là mã chỉ số. Mã bắt đầu bằng chữ thường không dấu, chỉ gồm chữ thường, chữ số '
        "và dấu -, không quá 40 ký tự, ví dụ dti."
    ),
    en=(
        '"{id}" is no id of an index: a small letter first, then only small letters, digits and -, 40 '
        "characters at most, such as dti."
    ),
)
RULES_VALUE = Message(vi='giá trị của "{name}" không hợp lệ.', en='the value of "{name}" is not valid.')
RULES_SCALE_ORDER = Message(
    vi="các mã câu trả lời phải khác nhau và xếp từ thấp đến cao.",
    en="the codes of the answers must differ and run from low to high.",
)
RULES_SATISFIED_FROM = Message(
    vi="satisfied_from phải là một mã của thang: {codes}.",
    en="satisfied_from must be a code of the scale: {codes}.",
)
RULES_ANSWER_TEXT_TWICE = Message(
    vi='chữ "{text}" vừa chỉ {kinds}. Bỏ ở một chỗ.',
    en='the text "{text}" stands for both {kinds}. Remove it from one.',
)
RULES_TWICE = Message(vi='"{name}" xuất hiện hai lần. Bỏ một lần.', en='"{name}" stands twice. Remove one.')
RULES_WORDING_TWICE = Message(
    vi=(
        'hai câu hỏi có cùng lời văn "{name}". Nếu phiếu hỏi vậy thật, ghi heading của mỗi câu: tên mục mà '
        "câu đó nằm dưới; nếu không thì bỏ một câu."
    ),
    en=(
        'two questions are worded "{name}". If the form does ask so, give each its heading: that of the part '
        "it stands in; else remove one."
    ),
)
RULES_BAND_ENDS = Message(
    vi='nhóm "{name}" có hai đầu dưới hoặc hai đầu trên. Chỉ dùng một của above/from và một của to/below.',
    en='band "{name}" has two lower or two upper ends. Use one of above/from and one of to/below.',
)
RULES_BAND_EMPTY = Message(
    vi='nhóm "{name}" không chứa điểm nào. Kiểm tra hai đầu.',
    en='band "{name}" holds no score. Check its ends.',
)
RULES_HEAD_RULE = Message(
    vi='xếp loại người đứng đầu "{name}" phải có đúng một trong hai: first hoặc bands.',
    en='the class of heads "{name}" needs exactly one of the two: first or bands.',
)
RULES_HEAD_BAND = Message(
    vi='không có nhóm xếp loại "{name}" trong bands.',
    en='there is no band "{name}" among the bands.',
)
RULES_BAND_GAP = Message(
    vi="các nhóm bỏ hở giữa {low} và {high}. Mọi điểm từ 0 đến 100 phải thuộc đúng một nhóm.",
    en="the bands leave a gap between {low} and {high}. Every score from 0 to 100 needs one band.",
)
RULES_BAND_POINT = Message(
    vi="không nhóm nào chứa điểm {score}. Dùng from hoặc to ở một nhóm để điểm này thuộc nhóm đó.",
    en="no band holds the score {score}. Write from or to in one band, so that the score belongs to it.",
)
RULES_BAND_OVERLAP = Message(
    vi='nhóm "{lower}" và nhóm "{upper}" chồng lên nhau. Mỗi điểm chỉ thuộc một nhóm.',
    en='the bands "{lower}" and "{upper}" overlap. A score belongs to one band only.',
)
RULES_MISSING_ANSWERS = Message(
    vi="missing_answers: in_denominator chỉ dùng được với measure: satisfied_share.",
    en="missing_answers: in_denominator goes with measure: satisfied_share only.",
)
RULES_WEIGHTS_EQUAL = Message(
    vi="đã ghi weights: equal thì không ghi weight ở từng yếu tố.",
    en="with weights: equal no factor may have a weight.",
)
RULES_WEIGHT_MISSING = Message(
    vi="có yếu tố thiếu weight. Ghi trọng số cho mọi yếu tố, hoặc ghi weights: equal.",
    en="a factor has no weight. Give one to every factor, or write weights: equal.",
)
RULES_WEIGHT_SUM = Message(
    vi="tổng trọng số các yếu tố là {total}, phải bằng 100; nếu đó là tỷ số thì ghi weights: ratio.",
    en="the weights of the factors add up to {total}, they must add up to 100; for ratios: weights: ratio.",
)
RULES_CONTENT_FACTOR = Message(
    vi='contents nêu yếu tố "{name}" nhưng factors không có.',
    en='contents name the factor "{name}", which factors do not have.',
)
RULES_FACTOR_LEFT = Message(
    vi='yếu tố "{name}" không thuộc nội dung nào; đã ghi contents thì mỗi yếu tố thuộc một nội dung.',
    en='the factor "{name}" stands under no content; with contents each factor stands under one.',
)
RULES_UNKNOWN_QUESTION = Message(
    vi='câu hỏi "{code}" không có trong plan.questions. Sửa mã này, hoặc thêm câu hỏi vào plan.questions.',
    en='the question "{code}" is not in plan.questions. Mend the code, or add the question there.',
)
RULES_UNUSED_QUESTION = Message(
    vi='câu hỏi "{code}" không thuộc yếu tố nào. Đưa vào một yếu tố hoặc bỏ khỏi plan.questions.',
    en='the question "{code}" belongs to no factor. Put it into one or remove it from plan.questions.',
)
RULES_UNKNOWN_ANSWER = Message(
    vi='"{answer}" không phải là mã của thang, cũng không phải blank, refused, not_applicable.',
    en='"{answer}" is neither a code of the scale nor blank, refused or not_applicable.',
)
RULES_CASE_FACTOR = Message(
    vi='không có yếu tố "{factor}" trong rules.factors. Sửa mã yếu tố của ví dụ.',
    en='there is no factor "{factor}" in rules.factors. Mend the factor of the case.',
)
RULES_CASE_UNIT = Message(
    vi='ví dụ chờ kết quả của "{unit}" nhưng không có đơn vị đó trong units.',
    en='the case expects a result for "{unit}", which is not among its units.',
)
CRITERIA_UNKNOWN = Message(
    vi='không có bộ tiêu chí "{name}". Các bộ hiện có: {known}.',
    en='there is no criteria set "{name}". There are: {known}.',
)
PAR_LEAF_FORM = Message(
    vi='tiêu chí "{id}" phải có đúng một trong các khóa: components, max, options, steps.',
    en='criterion "{id}" needs exactly one of: components, max, options, steps.',
)
PAR_LEAF_MAX = Message(
    vi='tiêu chí "{id}" lấy điểm từ nguồn khác (points_from): chỉ dùng max hoặc steps, không dùng deduction.',
    en='criterion "{id}" takes its points from elsewhere (points_from): only max or steps, no deduction.',
)
PAR_LEAF_FORMULA = Message(
    vi='tiêu chí "{id}": share_of_max, proportion và deduction đi cùng max, và chỉ một trong ba.',
    en='criterion "{id}": share_of_max, proportion and deduction go with max, and only one of them.',
)
USES_UNKNOWN = Message(
    vi='không có bộ tiêu chí "{name}" (tệp {name}.yaml) trong thư mục criteria/ hay trong các bộ đi kèm.',
    en='there is no criteria set "{name}" (a file {name}.yaml) in criteria/ nor among those that ship.',
)
USES_CHAIN = Message(
    vi='bộ "{name}" lại dùng một bộ khác (uses). Nêu thẳng bộ ấy.',
    en='the set "{name}" uses another one itself. Name that one.',
)
USES_INDEX = Message(
    vi='bộ "{name}" là của chỉ số khác (index).', en='the set "{name}" is for another index.'
)
PAR_RESCALED_BONUS = Message(
    vi="rescaled chỉ đi cùng bonus: adds_points.", en="rescaled goes with bonus: adds_points only."
)
PAR_RESCALED_SOURCE = Message(
    vi='rescaled phải có đúng các nguồn điểm của cây tiêu chí, mỗi nguồn một lần: xem lại "{source}".',
    en='rescaled must hold just the sources of points that the tree has, each once: see to "{source}".',
)
PAR_RESCALED_GROUP = Message(
    vi='points không có số điểm cho nhóm "{group}" của plan.maximum.',
    en='points has none for the group "{group}" of plan.maximum.',
)
PAR_MAX_OF_UNITS = Message(
    vi='tiêu chí "{id}": max_of_units đi cùng max.', en='criterion "{id}": max_of_units goes with max.'
)
PAR_PROPORTION = Message(vi="proportion: from phải nhỏ hơn to.", en="proportion: from must be less than to.")
PAR_POINTS_FROM = Message(
    vi='tiêu chí "{id}" không thể lấy điểm từ "{index}" (points_from).',
    en='criterion "{id}" cannot take its points from "{index}" (points_from).',
)
PAR_NO_KINDS = Message(
    vi="mean_of_kinds cần danh sách đối tượng trả lời: thêm kinds vào plan.xhh.",
    en="mean_of_kinds needs the kinds of respondents: add kinds to plan.xhh.",
)
PAR_ANSWERS_ORDER = Message(
    vi="các phương án trả lời phải xếp từ worth cao xuống thấp.",
    en="the answers must stand in the order of their worth, the highest first.",
)
PAR_CHANGE_UNKNOWN = Message(
    vi='không có "{id}" trong cây tiêu chí nên không sửa được.',
    en='there is no "{id}" in the tree that could be changed.',
)
PAR_CHANGE_MAX = Message(
    vi='"{id}" không phải tiêu chí có max nên không đổi được điểm tối đa.',
    en='"{id}" has no max of its own that could be changed.',
)
PAR_MAXIMUM = Message(
    vi='tổng điểm tối đa của nhóm "{group}" là {total}, phải bằng {maximum}.',
    en='the points of group "{group}" add up to {total}, they must be {maximum}.',
)
PAR_QUESTION_LEAF = Message(
    vi='câu hỏi điều tra trỏ đến "{id}", không phải tiêu chí có points_from: xhh.',
    en='the question belongs to "{id}", which is no leaf with points_from: xhh.',
)
PAR_LEAF_WITHOUT_QUESTION = Message(
    vi='tiêu chí "{id}" lấy điểm từ điều tra (xhh) nhưng không có câu hỏi nào.',
    en='leaf "{id}" takes its points from the leader survey (xhh), but no question belongs to it.',
)
PAR_CASE_LEAF = Message(
    vi='không có tiêu chí "{id}" trong cây tiêu chí.',
    en='there is no leaf "{id}" in the tree.',
)
PAR_CASE_SUMS = Message(vi="achieved và maximum phải đi cùng nhau.", en="achieved and maximum go together.")
PAR_TREE_AND_AREAS = Message(
    vi="chỉ dùng một trong hai: tree (cây dùng chung) hoặc areas.",
    en="use one of the two: tree (a shared one) or areas.",
)
PAR_TREE_ALONE = Message(
    vi="đây là cây tiêu chí dùng chung và hợp lệ; hãy nêu bộ tiêu chí có dùng nó (plan.tree).",
    en="this is a shared tree, and it holds together; name a criteria set that uses it (plan.tree).",
)
PAR_TREE_UNKNOWN = Message(
    vi='không tìm thấy cây tiêu chí "{name}" trong criteria/trees/.',
    en='there is no tree "{name}" in criteria/trees/.',
)
RULES_TRAIT_VALUE = Message(vi='"{name}" không có trong {key}.', en='"{name}" is not among the {key}.')
SOURCE_PATTERN_PLACE = Message(
    vi="biểu thức phải có nhóm tên place: (?P<place>...).",
    en="the expression needs a group named place: (?P<place>...).",
)
SOURCE_RECOGNISE = Message(
    vi="recognise phải nêu ít nhất một dấu hiệu: first, every hoặc pattern.",
    en="recognise needs at least one sign: first, every or pattern.",
)
SOURCE_PATTERN = Message(vi="biểu thức chính quy không hợp lệ.", en="this is no valid regular expression.")
SOURCE_PATTERN_LONG = Message(
    vi="biểu thức chính quy này có thể chạy rất lâu: phần được lặp không được chứa phép lặp, lựa chọn hay "
    "phần tùy chọn; nhiều nhất {most} dấu * hoặc +; lặp có giới hạn không quá {times} lần; các lựa chọn "
    "không quá {ways} cách; không nhìn trước, nhìn sau hay nhắc lại nhóm. Hãy viết đơn giản hơn.",
    en="this regular expression may take very long: what is repeated must hold no repeat, choice or option; "
    "at most {most} signs * or +; other repeats of up to {times} times; choices that make at most {ways} "
    "ways; no looking ahead or back, no group again. Write it more simply.",
)
SOURCE_PATTERN_TEXT = Message(
    vi="biểu thức phải có nhóm tên text: (?P<text>...).",
    en="the expression needs a group named text: (?P<text>...).",
)
SOURCE_UNKNOWN = Message(
    vi='không có nguồn phiếu "{name}". Các nguồn: {known}.',
    en='there is no source "{name}". There are: {known}.',
)
MAPPING_ANSWER_KNOWN = Message(
    vi='bộ tiêu chí đã hiểu "{text}" là {kind}; ánh xạ không được nói khác.',
    en='the criteria take "{text}" for {kind} already; a mapping must not say otherwise.',
)
RULES_DAY = Message(vi="ngày phải viết theo dạng 2023-08-01.", en="a day is written like 2023-08-01.")
RULES_EXCLUDED = Message(
    vi='không có giá trị "{value}" trong breakdowns nên không loại được.',
    en='there is no value "{value}" among the breakdowns that could be left out.',
)
