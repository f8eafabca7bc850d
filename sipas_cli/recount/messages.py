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
# --- a stored run does not hold -------------------------------------------------------------------

BYTES_DIFFER = Message(
    vi=(
        "tính lại ra các ô như đã lưu nhưng tệp không giống từng byte: tệp đã bị ghi lại bằng chương trình "
        "khác."
    ),
    en="recomputed, it has the same cells but not the same bytes: another program wrote the file.",
)
ROWS_DIFFER = Message(
    vi="đã lưu {stored} dòng, tính lại ra {computed} dòng.",
    en="{stored} rows are stored, recomputed there are {computed}.",
)
COLUMN_DIFFERS = Message(
    vi='cột "{column}" chỉ có trong tệp đã lưu, hoặc chỉ có khi tính lại.',
    en='the column "{column}" is only in the stored file, or only in the recomputed one.',
)
CELL_DIFFERS = Message(
    vi='dòng {line}, cột "{column}": đã lưu {stored}, tính lại ra {computed}.',
    en='line {line}, column "{column}": {stored} is stored, recomputed it is {computed}.',
)
CELLS_DIFFER = Message(
    vi="còn {count} ô khác nữa cũng khác khi tính lại.",
    en="{count} more cells are different when recomputed.",
)
VALUE_DIFFERS = Message(
    vi='khóa "{key}": đã lưu {stored}, tính lại ra {computed}.',
    en='key "{key}": {stored} is stored, recomputed it is {computed}.',
)
SOURCES_DIFFER = Message(
    vi="số đếm được lập từ tệp không có trong danh sách nguồn (sources).",
    en="the counts were made from a file that is not among the sources.",
)
FINDING_DIFFERS = Message(
    vi='phát hiện thứ {number} của việc chấm ("{code}") không phải là phát hiện có được khi tính lại.',
    en='finding {number} of scoring ("{code}") is not the one that comes out when recomputed.',
)
FOLDED_DIFFERS = Message(
    vi='điểm "{part}" của {unit} không phải là điểm có được từ lần chạy {run}.',
    en='the points of {unit} on "{part}" are not those that the run {run} gives.',
)
RECOUNT_NOTHING = Message(
    vi="đọc lại tệp gốc không còn thấy số liệu của chỉ số này: tiêu chí, ánh xạ hoặc chương trình đã khác.",
    en="read again, the sources hold nothing of this index: the criteria, a mapping or the program differ.",
)
RECOUNT_DIFFERS = Message(
    vi=(
        "đọc lại tệp gốc ra số đếm khác: số đếm đã lưu bị sửa, hoặc units.yaml, ánh xạ, --source hay chương "
        "trình đã khác. Khôi phục chúng rồi kiểm tra lại."
    ),
    en=(
        "the sources, read again, give other counts: the stored ones were changed, or units.yaml, a mapping, "
        "--source or the program differ. Restore these and verify again."
    ),
)
RECOUNT_FINDING = Message(
    vi='đọc lại tệp gốc, phát hiện "{code}" ({sheet}, ô {cell}) chỉ có ở một bên.',
    en='read again from the sources, the finding "{code}" ({sheet}, cell {cell}) is only on one side.',
)
PART_STRANGE = Message(
    vi="{part} không phải là tệp của lần chạy này: manifest.json không ghi tên nó. Chuyển tệp đi nơi khác.",
    en="{part} is no file of this run: manifest.json does not name it. Move it elsewhere.",
)
PART_ABSENT = Message(
    vi="manifest.json không ghi {part}, là tệp mà mọi lần chạy đều có: manifest.json đã bị viết lại.",
    en="manifest.json does not name {part}, which every run has: it was written anew.",
)
KEPT_UNREADABLE = Message(
    vi="không tính lại được từ số liệu đã lưu ({what}): các tệp đã bị viết lại, hoặc chương trình đã khác.",
    en=(
        "it cannot be recomputed from what is stored ({what}): files were written anew, or the program "
        "differs."
    ),
)
SEAL_DIFFERS = Message(
    vi=(
        "mã niêm phong {digest} không phải của năm {year}, ở bất kỳ thời điểm nào: một lần chạy, hoặc "
        "freezes.csv, đã khác với khi lấy mã; không có danh sách của mã này nên không rõ tệp nào. Mã hiện "
        "nay: {seal}"
    ),
    en=(
        "the seal {digest} is not that of {year}, at any time: a run, or freezes.csv, is not what it was "
        "when the seal was taken; without the list of this seal it cannot be told which. The seal now: "
        "{seal}"
    ),
)

# --- remarks --------------------------------------------------------------------------------------

COLUMNS_OTHER_VERSION = Message(
    vi="{part}: do phiên bản {version} lưu; các cột khác với bây giờ nên không so: {columns}",
    en="{part}: stored by version {version}; columns that are not those of now are not compared: {columns}",
)
FOLDED_GONE = Message(
    vi="lần chạy {run} ({index}) mà từ đó có điểm không còn nguyên, nên không so được các điểm ấy",
    en="the run {run} ({index}) that points were taken from is not there as it was: these are not compared",
)
SOURCES_GONE = Message(
    vi="tệp gốc không có trong thư mục làm việc nên không đọc lại",
    en="its sources are not in the workspace and were not read again",
)
SOURCES_UNREADABLE = Message(
    vi="không đọc lại được tệp gốc: {what}",
    en="its sources could not be read again: {what}",
)
IMPORTED_ONLY_DIGESTS = Message(
    vi="bảng đã công bố được nhập: không có gì để tính lại, chỉ so mã băm",
    en="a published table that was imported: there is nothing to recompute, only digests were compared",
)
SEAL_OF_EARLIER = Message(
    vi="Mã niêm phong đúng với năm {year} cho đến lần chạy {run}; từ đó đã lưu thêm: {since}.",
    en="The seal is that of {year} up to the run {run}; stored since then: {since}.",
)
SEAL_HOLDS = Message(
    vi="Mã niêm phong đúng với năm {year}, đến lần chạy {run}.",
    en="The seal is that of {year}, up to the run {run}.",
)
LAST_UNPROVED = Message(
    vi=(
        "Chú ý: chưa đối chiếu mã niêm phong nên không chứng minh được lần chạy cuối của mỗi năm ({runs}) "
        "không bị viết lại cùng mọi mã băm của nó, vì không có lần nào sau đó giữ mã băm cũ. Lấy mã khi ký "
        "quyết định: sipas verify --year NĂM --seal; sau này đối chiếu: --against MÃ."
    ),
    en=(
        "Note: without a seal nobody can prove that the last run of a year ({runs}) was not rewritten "
        "together with all its digests, as no later run holds the former one. Take the seal when the "
        "decision is signed: sipas verify --year YEAR --seal; check it later with --against DIGEST."
    ),
)
NO_WEIGHTS = Message(
    vi="satisfied_throughout đo theo cả phiếu, không theo yếu tố: trọng số không có tác dụng.",
    en="satisfied_throughout measures whole ballots and no factors: weights have no effect.",
)
