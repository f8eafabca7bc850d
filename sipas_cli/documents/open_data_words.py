"""What open data say of themselves: titles and meanings of tables and fields, and what was left out."""

from sipas_cli.messages import Message

# --- the package ----------------------------------------------------------------------------------

PACKAGE = Message(
    vi="Dữ liệu mở: kết quả {indices} năm {year}{of}",
    en="Open data: results of {indices}, {year}{of}",
)
DRAFT = Message(vi="DỰ THẢO: lần chạy chưa chốt", en="DRAFT: the runs are not frozen")
LICENCE_UNKNOWN = Message(
    vi="chưa xác định giấy phép: hỏi cơ quan công bố trước khi dùng lại",
    en="no licence is stated: ask who publishes the data before using them again",
)
SOURCE_UNKNOWN = Message(
    vi="chưa ghi văn bản nguồn (open_data.source trong sipas.yaml)",
    en="the document that the data rest on is not stated (open_data.source of sipas.yaml)",
)
PUBLISHER_UNKNOWN = Message(vi="chưa ghi cơ quan công bố", en="who publishes the data is not stated")
SUPPRESSION = Message(
    vi=(
        "Không có phiếu, không có câu trả lời của từng người. Số liệu chi tiết của ít hơn {minimum} người "
        "trả lời được ẩn hoặc không tính vào bình quân; mọi chỗ như vậy có trong suppressed.csv."
    ),
    en=(
        "No ballots, and no answers of single persons. Details of fewer than {minimum} respondents are "
        "hidden or left out of means; suppressed.csv lists every such place."
    ),
)

# --- tables ---------------------------------------------------------------------------------------

INDICES = Message(vi="Chỉ số toàn tỉnh", en="Indices of the province")
GROUPS = Message(vi="Bình quân các nhóm", en="Means of the groups")
UNITS = Message(vi="Chỉ số, thứ hạng, xếp loại của đơn vị", en="Index, rank and band of units")
POINTS = Message(vi="Điểm CCHC của đơn vị", en="PAR points of units")
ITEMS = Message(vi="Yếu tố, lĩnh vực, tiêu chí", en="Factors, areas, criteria")
UNIT_ITEMS = Message(vi="Điểm thành phần của đơn vị", en="Parts of the index of units")
GROUP_ITEMS = Message(vi="Bình quân thành phần của nhóm", en="Means of the parts in groups")
ANSWERS = Message(vi="Câu trả lời theo mức", en="Answers by level")
RESPONDENTS = Message(vi="Người trả lời theo đặc điểm", en="Respondents by trait")
OTHER_ANSWERS = Message(vi="Câu hỏi khác của phiếu", en="Other questions of the ballot")
SUPPRESSED = Message(vi="Số liệu được ẩn và lý do", en="What was suppressed, and why")
DICTIONARY = Message(vi="Từ điển dữ liệu", en="Data dictionary")

# --- titles of fields -----------------------------------------------------------------------------

YEAR = Message(vi="Năm", en="Year")
INDEX = Message(vi="Chỉ số", en="Index")
NAME = Message(vi="Tên", en="Name")
MEASURED_IN = Message(vi="Đơn vị đo", en="Unit of measurement")
VALUE = Message(vi="Điểm", en="Score")
OVERALL_KIND = Message(vi="Cách tính số toàn tỉnh", en="How the overall figure is made")
CRITERIA_ID = Message(vi="Mã bộ tiêu chí", en="Id of the criteria set")
RUN = Message(vi="Mã lần chạy", en="Id of the run")
GROUP_ID = Message(vi="Mã nhóm", en="Id of the group")
UNIT_ID = Message(vi="Mã đơn vị", en="Id of the unit")
RANKED = Message(vi="Số đơn vị được xếp hạng", en="Ranked units")
TIED = Message(vi="Đồng hạng", en="Tied")
NOTE = Message(vi="Mã ghi chú", en="Code of the note")
REASON = Message(vi="Lý do", en="Reason")
PART = Message(vi="Loại", en="Kind")
ITEM_ID = Message(vi="Mã thành phần", en="Id of the part")
PARENT = Message(vi="Thuộc thành phần", en="Part of")
NUMBER = Message(vi="Số thứ tự", en="Number")
WORDING = Message(vi="Nội dung", en="Wording")
ANSWER = Message(vi="Mã câu trả lời", en="Code of the answer")
LABEL = Message(vi="Câu trả lời", en="Answer")
QUESTION_ID = Message(vi="Mã câu hỏi", en="Id of the question")
QUESTION = Message(vi="Câu hỏi", en="Question")
CHOICE = Message(vi="Phương án", en="Choice")
TRAIT_ID = Message(vi="Mã đặc điểm", en="Id of the trait")
TRAIT = Message(vi="Đặc điểm", en="Trait")
TRAIT_VALUE = Message(vi="Giá trị", en="Value")
TABLE = Message(vi="Bảng", en="Table")
FIELD = Message(vi="Trường", en="Field")
PLACE = Message(vi="Dòng của", en="Rows of")
PLACE_ID = Message(vi="Mã dòng", en="Id of the rows")
ACTION = Message(vi="Cách xử lý", en="What was done")
REASON_VI = Message(vi="Lý do (tiếng Việt)", en="Reason in Vietnamese")
REASON_EN = Message(vi="Lý do (tiếng Anh)", en="Reason in English")
TYPE = Message(vi="Kiểu", en="Type")
TITLE_VI = Message(vi="Tên tiếng Việt", en="Title in Vietnamese")
TITLE_EN = Message(vi="Tên tiếng Anh", en="Title in English")
MEANING_VI = Message(vi="Ý nghĩa, tiếng Việt", en="Meaning in Vietnamese")
MEANING_EN = Message(vi="Ý nghĩa, tiếng Anh", en="Meaning in English")

# --- what fields mean -----------------------------------------------------------------------------

YEAR_MEANING = Message(vi="năm đánh giá", en="the year that is measured")
INDEX_MEANING = Message(
    vi="sipas: hài lòng; par: cải cách hành chính; xhh: điều tra xã hội học",
    en="sipas: satisfaction; par: administrative reform; xhh: survey of leaders",
)
INDEX_NAME_MEANING = Message(vi="tên chỉ số", en="name of the index")
MEASURED_IN_MEANING = Message(
    vi="chỉ số tính bằng gì: % hay điểm", en="what the index is in: percent, or points"
)
OVERALL_MEANING = Message(vi="chỉ số toàn tỉnh, như đã in", en="the figure of the province, as printed")
OVERALL_KIND_MEANING = Message(
    vi="pooled: gộp mọi phiếu; mean_of_units: bình quân các đơn vị; trống: không rõ",
    en="pooled: of all ballots together; mean_of_units: the mean of the units; empty: not known",
)
UNITS_MEANING = Message(vi="số đơn vị có điểm", en="units that have a score")
BALLOTS_OF_ALL_MEANING = Message(
    vi="số phiếu hợp lệ; trống nếu không chấm từ phiếu",
    en="valid ballots; empty where the index is not made from ballots",
)
CRITERIA_ID_MEANING = Message(
    vi="bộ tiêu chí dùng để chấm; trống nếu là bảng đã công bố",
    en="the criteria set that the scores were made by; empty of a published table",
)
RUN_MEANING = Message(
    vi="lần chạy: cùng dữ liệu, quy tắc, kết quả thì cùng mã",
    en="the run: the same data, rules and results have the same id",
)
GROUP_MEAN_MEANING = Message(
    vi="bình quân chỉ số các đơn vị trong nhóm, như đã in",
    en="mean of the index of the units in the group, as printed",
)
RANKED_MEANING = Message(vi="số đơn vị được xếp hạng trong nhóm", en="units of the group that have a rank")
UNIT_BALLOTS_MEANING = Message(
    vi="số phiếu hợp lệ của đơn vị; không phải số liệu về người trả lời nên không ẩn",
    en="valid ballots of the unit; it tells of no respondent and is never hidden",
)
NOTE_MEANING = Message(
    vi="vì sao không xếp hạng: not_ranked, below_minimum, no_score, missing_points, nothing_applies",
    en="why the unit is not ranked: not_ranked, below_minimum, no_score, missing_points, nothing_applies",
)
REASON_MEANING = Message(
    vi="lý do không xếp hạng do cơ quan ghi", en="why the unit is not ranked, in the words of the office"
)
POINTS_KIND_MEANING = Message(
    vi="total: tổng; area: lĩnh vực; source: nguồn điểm",
    en="total: all; area: an area; source: where points come from",
)
POINTS_ID_MEANING = Message(
    vi="mã lĩnh vực hoặc nguồn; total ở dòng tổng", en="id of the area or source; total of all"
)
POINTS_MEANING = Message(
    vi="điểm đạt được; điểm trừ thì âm", en="points achieved; negative where they are deducted"
)
MAXIMUM_MEANING = Message(vi="điểm tối đa của chính đơn vị", en="the maximum of the unit itself")
LEVEL_MEANING = Message(
    vi="factor: yếu tố, lĩnh vực; criterion: tiêu chí", en="factor: factor or area; criterion: criterion"
)
ITEM_ID_MEANING = Message(vi="mã trong bộ tiêu chí", en="id in the criteria set")
PARENT_MEANING = Message(
    vi="mã yếu tố hoặc lĩnh vực của tiêu chí; trống nếu là yếu tố, lĩnh vực",
    en="id of the factor or area of a criterion; empty of a factor or area itself",
)
NUMBER_MEANING = Message(vi="số gọi trong báo cáo", en="what it is called by in the report")
WORDING_MEANING = Message(vi="lời văn như đã in", en="the wording as printed")
ITEM_SCORE_MEANING = Message(
    vi="số toàn tỉnh theo %, không gồm đơn vị có số liệu được ẩn",
    en="figure of the province in percent, without units whose details are hidden",
)
UNIT_ITEM_MEANING = Message(
    vi="điểm của đơn vị theo %; trống nếu được ẩn hoặc không ai trả lời",
    en="the score of the unit in percent; empty where it is hidden or nobody answered",
)
GROUP_ITEM_MEANING = Message(
    vi="bình quân nhóm theo %, không gồm đơn vị có số liệu được ẩn",
    en="mean of the group in percent, without units whose details are hidden",
)
ANSWER_MEANING = Message(
    vi="mã trên thang, hoặc loại không trả lời", en="code on the scale, or a kind of no answer"
)
LABEL_MEANING = Message(vi="câu trả lời như in trên phiếu", en="the answer as printed on the ballot")
ANSWER_BALLOTS_MEANING = Message(
    vi="số phiếu, không gồm phiếu của đơn vị có số liệu được ẩn",
    en="ballots, without those of units whose details are hidden",
)
QUESTION_ID_MEANING = Message(
    vi="mã câu hỏi trong bộ tiêu chí; câu này không tham gia tính chỉ số",
    en="id of the question in the criteria set; it is no part of the index",
)
QUESTION_MEANING = Message(vi="lời văn của câu hỏi", en="wording of the question")
SEVERAL = Message(vi="Chọn nhiều", en="Several")
SEVERAL_MEANING = Message(
    vi="có được chọn nhiều phương án hay không", en="whether several choices may be marked"
)
ANSWERED = Message(vi="Số phiếu có trả lời", en="Ballots that answered")
ANSWERED_MEANING = Message(
    vi="phiếu hợp lệ chọn ít nhất một phương án", en="valid ballots with at least one choice"
)
CHOICE_MEANING = Message(vi="phương án trả lời", en="what can be answered")
CHOICE_BALLOTS_MEANING = Message(
    vi="số phiếu chọn phương án này; trống nếu được ẩn", en="ballots with this choice; empty where hidden"
)
TRAIT_ID_MEANING = Message(vi="mã đặc điểm trong bộ tiêu chí", en="id of the trait in the criteria set")
TRAIT_MEANING = Message(vi="tên đặc điểm", en="name of the trait")
TRAIT_VALUE_MEANING = Message(vi="giá trị; ? là không rõ", en="the value; ? stands for unknown")
TRAIT_BALLOTS_MEANING = Message(
    vi="số phiếu có giá trị này; trống nếu được ẩn", en="ballots with this value; empty where hidden"
)
TRAIT_SCORE_MEANING = Message(
    vi="chỉ số của những người ấy theo %; trống nếu được ẩn",
    en="the index of these respondents in percent; empty where hidden",
)
TABLE_MEANING = Message(vi="tên bảng, không có đuôi .csv", en="name of the table, without .csv")
FIELD_MEANING = Message(vi="tên trường trong bảng", en="name of the field in the table")
PLACE_MEANING = Message(
    vi="unit: dòng của một đơn vị; group: của một nhóm; index: của cả chỉ số; trait: một giá trị đặc điểm; "
    "question: một câu hỏi khác, hoặc một phương án của nó",
    en="unit: rows of a unit; group: of a group; index: of the whole index; trait: one value of a trait; "
    "question: an other question, or one of its choices",
)
PLACE_ID_MEANING = Message(
    vi="mã đơn vị, mã nhóm, mã chỉ số, mã đặc điểm=giá trị, mã câu hỏi, hoặc mã câu hỏi=phương án",
    en="id of the unit, the group or the index; of the trait=value; of the question, or question=choice",
)
ACTION_MEANING = Message(
    vi="hidden: để trống; made_without: tính mà không gồm đơn vị có ít phiếu",
    en="hidden: left empty; made_without: made without units of few ballots",
)
REASON_OF_MEANING = Message(vi="vì sao xử lý như vậy", en="why this was done")
TYPE_MEANING = Message(
    vi="kiểu theo Table Schema của Frictionless", en="type as in the Table Schema of Frictionless"
)
TITLE_OF_MEANING = Message(vi="tên của trường", en="what the field is called")
MEANING_OF_MEANING = Message(vi="trường có nghĩa gì", en="what the field means")

# --- why ------------------------------------------------------------------------------------------

FEW_BALLOTS = Message(
    vi="đơn vị có ít hơn {minimum} phiếu; chỉ số, thứ hạng, xếp loại vẫn công bố",
    en="the unit has fewer than {minimum} ballots; its index, rank and band are published all the same",
)
BESIDE_FEW = Message(
    vi="ẩn kèm, để không ai trừ ra được số của đơn vị có ít hơn {minimum} phiếu",
    en="hidden so that nobody can subtract and have those of a unit with fewer than {minimum} ballots",
)
FEW_LEADERS = Message(
    vi="điều tra xã hội học về đơn vị có ít hơn {minimum} phiếu; điểm lĩnh vực, chỉ số, thứ hạng vẫn công bố",
    en="fewer than {minimum} ballots of the survey are about the unit; areas, index and rank are published",
)
MEAN_WITHOUT = Message(
    vi="không gồm đơn vị có số liệu được ẩn, để không ai trừ ra được số của đơn vị có ít hơn {minimum} phiếu",
    en="without units that are hidden, so that nobody can have those of fewer than {minimum} ballots",
)
FEW_RESPONDENTS = Message(
    vi="ít hơn {minimum} người trả lời, hoặc ẩn kèm để không ai trừ ra được ô khác",
    en="fewer than {minimum} respondents, or hidden beside such a cell so that nobody can subtract",
)
