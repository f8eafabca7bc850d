"""What `sipas what-if` says."""

from sipas_cli.messages import Message

PUBLISHED = Message(
    vi="lần chạy {run} là bảng đã công bố được nhập vào: không có số đếm để tính lại.",
    en="run {run} is a published table that was imported: there are no counts to judge otherwise.",
)
MEDIAN_OF_WHOM = Message(
    vi="--median và --unit đi cùng nhau: tiêu chí nào, của đơn vị nào.",
    en="--median and --unit go together: which criterion, and whose.",
)
WEIGHT_FORM = Message(
    vi='--weight "{text}" không đúng dạng YẾU-TỐ=SỐ, ví dụ tiep-can=30.',
    en='--weight "{text}" is not of the form FACTOR=NUMBER, such as tiep-can=30.',
)
NO_SUPPOSITION = Message(
    vi=(
        "{run}: hãy nêu điều giả định, ví dụ --factor-score pooled (SIPAS) hoặc --missing-points "
        "zero (CCHC). Giới hạn của trọng số chỉ tính được cho SIPAS có yếu tố."
    ),
    en=(
        "{run}: name a supposition, such as --factor-score pooled (SIPAS) or --missing-points "
        "zero (PAR). How far weights may move is told of SIPAS with factors only."
    ),
)
NOTHING_STORED = Message(
    vi="Giả định: không lưu gì, {run} giữ nguyên điểm và hạng.",
    en="A supposition: nothing is stored, {run} keeps its scores and ranks.",
)
RANK_THEN = Message(vi="Hạng giả định", en="Rank supposed")
SCORE_THEN = Message(vi="Điểm giả định", en="Score supposed")
RANK_NOW = Message(vi="Hạng", en="Rank")
SCORE_NOW = Message(vi="Điểm", en="Score")
PLACES = Message(vi="Bậc", en="Places")
FIRST = Message(
    vi="{group}: {unit} đứng đầu, trọng số đổi đến đâu thì vẫn đứng đầu",
    en="{group}: {unit} is first, and how far the weights may move until it is not",
)
NO_LIMITS = Message(
    vi="{group} (đứng đầu: {leaders}): không xét được trọng số, vì {why}.",
    en="{group} (first: {leaders}): no limits of weights, as {why}.",
)
FACTOR = Message(vi="Yếu tố", en="Factor")
WEIGHT = Message(vi="Trọng số", en="Weight")
DOWN_TO = Message(vi="Giảm đến", en="Down to")
UP_TO = Message(vi="Tăng đến", en="Up to")
THEN_LEVEL = Message(vi="thì bằng", en="then level")
TOGETHER = Message(
    vi="Mọi trọng số cùng đổi, mỗi trọng số không quá {move} điểm thì hạng nhất chưa đổi; sau đó là {unit}.",
    en=(
        "All weights may move at once by up to {move} points each before the first place goes, then "
        "to {unit}."
    ),
)
TOGETHER_ALL = Message(
    vi="Mọi trọng số cùng đổi, mỗi trọng số không quá {move} điểm (trọng số nhỏ nhất): hạng nhất không đổi.",
    en=(
        "All weights may move at once by up to {move} points each (the smallest weight): the first "
        "place stays."
    ),
)
DOMINATED = Message(
    vi="{count} đơn vị không hơn ở yếu tố nào, không trọng số nào đưa lên trên được: {units}.",
    en="Ahead in no factor, so that no weights bring them above it ({count}): {units}.",
)
UNLIKE = Message(
    vi="Không so vì thiếu điểm ở một yếu tố (trọng số của chúng khác): {units}.",
    en="Not compared, as they lack a factor and so have other weights: {units}.",
)
WEIGHT_TWICE = Message(
    vi="--weight nêu yếu tố {factor} hai lần: nêu một trọng số.",
    en="--weight names the factor {factor} twice: give one.",
)
