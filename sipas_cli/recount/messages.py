"""What is said where a run is made again."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

AUDIT_OTHER_FILE = Message(
    vi="lần chạy {run} không được chấm từ tệp này (SHA-256 khác). Nêu đúng tệp gốc, hoặc không nêu tệp nào.",
    en="run {run} was not made from this file (its SHA-256 differs). Name the original file, or none.",
)
AUDIT_FILE_MISSING = Message(
    vi="lần chạy {run} còn được chấm từ tệp này. Nêu đủ các tệp gốc, hoặc không nêu tệp nào.",
    en="run {run} was made from this file too. Name all of its files, or none.",
)
AUDIT_COUNTS_DIFFER = Message(
    vi=(
        "đọc lại tệp gốc ra số đếm khác với lần chạy {run}: units.yaml, ánh xạ, --source hoặc chương trình "
        "đã khác. Khôi phục chúng, hoặc chấm lại."
    ),
    en=(
        "the sources now give other counts than run {run} has: units.yaml, a mapping, --source or the "
        "program differ. Restore them, or score again."
    ),
)

# --- what is supposed -----------------------------------------------------------------------------

NO_SUCH_POLICY = Message(
    vi="lần chạy {run} không có quy tắc {policy}.", en="run {run} has no policy {policy}."
)
ONLY_SIPAS_WEIGHTS = Message(
    vi=(
        "chỉ giả định được trọng số và các quy tắc này với chỉ số SIPAS; {run} không phải. Với chỉ số CCHC "
        "dùng --missing-points hoặc --median."
    ),
    en=(
        "weights and these policies can only be supposed of SIPAS, which {run} is not of. For the PAR index "
        "there are --missing-points and --median."
    ),
)
MEASURE_AND_MISSING = Message(
    vi="missing_answers: in_denominator chỉ đi với measure: satisfied_share.",
    en="missing_answers: in_denominator goes with measure: satisfied_share only.",
)
NO_FACTORS = Message(
    vi="bộ tiêu chí không có yếu tố nào, chỉ đo được bằng satisfied_throughout.",
    en="the criteria have no factors: satisfied_throughout is all that can be measured.",
)
FACTOR_UNKNOWN = Message(
    vi='không có yếu tố "{factor}". Các yếu tố: {known}.',
    en='there is no factor "{factor}". The factors: {known}.',
)
WEIGHTS_SUM = Message(
    vi="các trọng số đã nêu cộng lại bằng {total}: phải từ 0 đến 100, và bằng 100 nếu nêu hết.",
    en="the given weights add up to {total}: from 0 to 100, and to 100 where all are given.",
)
MEDIAN_ALONE = Message(
    vi="--median không đi cùng trọng số hay quy tắc khác. Giả định từng điều một.",
    en="--median does not go with other weights or policies. Suppose one thing at a time.",
)
CRITERION_UNKNOWN = Message(
    vi='{unit} không có tiêu chí "{criterion}" được chấm.',
    en='{unit} has no scored criterion "{criterion}".',
)
