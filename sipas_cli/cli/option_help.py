"""What `--help` says of each option, in both languages."""

from sipas_cli.messages import Message

SOURCE = Message(
    vi="nguồn phiếu (mặc định: tự nhận ra), ví dụ kobotoolbox",
    en="the form tool (default: recognised), e.g. kobotoolbox",
)
MARK = Message(
    vi="ghi bản sao .xlsx: ô có lỗi được tô màu, có ghi chú, và một trang liên kết đến từng ô",
    en="write a copy of the .xlsx: cells at fault coloured, with remarks, and a sheet of links to them",
)
NAMES = Message(
    vi="liệt kê từng tên đơn vị viết khác danh sách và cách hiểu",
    en="list each name of a unit that is not written as registered, and how it was understood",
)
FORM_OF_TOOL = Message(
    vi="biểu mẫu đã dùng để khảo sát: XLSForm hoặc .lss của LimeSurvey; lời văn và nhãn lấy từ đó",
    en="the form of the survey, an XLSForm or a .lss of LimeSurvey: texts and labels are taken from it",
)
O_MAP = Message(
    vi="tệp ánh xạ để ghi (mặc định: mappings/TÊN.yaml trong thư mục làm việc)",
    en="the mapping file to write (default: mappings/NAME.yaml in the workspace)",
)
DOCUMENT = Message(
    vi="văn bản dùng mẫu này (mặc định: theo tên tệp)",
    en="the document that the template is for (default: by the name of the file)",
)
INDEX_FREEZE = Message(
    vi="chỉ chốt chỉ số này (mặc định: mọi chỉ số đã chấm trong năm)",
    en="only this index (default: each that the year has runs of)",
)
RUN_FREEZE = Message(
    vi="lần chạy cần chốt; mỗi chỉ số nêu được một lần (mặc định: mới nhất)",
    en="the run; may be given once for each index (default: the latest)",
)
REPLACE = Message(vi="thay lần chạy đã chốt trước đó", en="in place of a run that is frozen already")
ANYWAY = Message(
    vi=(
        "vẫn chốt khi còn đơn vị chưa có chỉ số, tiêu chí chưa có điểm, khi đã chấm bằng --force, "
        "--allow-copies hay có điểm của lần chạy đã rút"
    ),
    en=(
        "also where units have no index, points are missing, --force or --allow-copies overrode something, "
        "or points are of a withdrawn run"
    ),
)
FREEZE_BY = Message(
    vi="chức danh hoặc cơ quan chốt, ghi vào freezes.csv; không ghi tên người",
    en="the post or office that decides it, kept in freezes.csv; no person's name",
)
FREEZE_FOR = Message(
    vi='văn bản mà lần chạy được chốt cho, ví dụ "Quyết định số 865/QĐ-UBND"',
    en='the document that the run is fixed for, e.g. "Decision 865"',
)
UNDO = Message(vi="bỏ chốt", en="lift the freeze")
QUALITY = Message(
    vi=(
        "in tỷ lệ thu về, trả lời và dấu hiệu bất thường của từng đơn vị thay cho danh sách phát hiện; số "
        "phiếu phát ra lấy từ issued.csv (unit,service,issued) trong thư mục làm việc"
    ),
    en=(
        "print each unit's rates of response and completion and what is remarkable, in place of the "
        "findings; issued ballots come from issued.csv (unit,service,issued) in the workspace"
    ),
)
HELP = Message(vi="hiện hướng dẫn này", en="show this help")
FOLDER = Message(
    vi="thư mục làm việc (mặc định: thư mục hiện tại)",
    en="the workspace (default: the current folder)",
)
LANG = Message(
    vi="ngôn ngữ (mặc định vi, hoặc biến SIPAS_LANG)",
    en="the language (default vi, or SIPAS_LANG)",
)
VERBOSE = Message(vi="hiện chi tiết khi có lỗi", en="show details of errors")
QUIET = Message(vi="không in lời nhắc", en="no remarks")
LOG_FILE = Message(
    vi="ghi thêm nhật ký vào tệp này: mỗi việc một dòng, không có lời của người trả lời",
    en="add a log to this file: a line for each event, without the words of any respondent",
)
LOG_FORMAT = Message(
    vi="dạng của nhật ký: text cho người đọc (mặc định), json cho chương trình",
    en="the form of the log: text for people (the default), json for programs",
)
VERSION = Message(vi="phiên bản", en="the version")
FORMAT = Message(
    vi=(
        "dạng kết quả (mặc định: table, hoặc theo tên tệp của -o); csv-vi: csv cho Excel tiếng Việt, dấu ; "
        "giữa các ô, dấu phẩy thập phân"
    ),
    en=(
        "form of the result (default: table, or by the name given to -o); csv-vi: a csv for Vietnamese "
        "Excel, semicolons between cells, decimal commas"
    ),
)
OUT = Message(vi="ghi ra tệp; - là đầu ra chuẩn", en="write to a file; - is standard output")
INDEX = Message(vi="chỉ số", en="the index")
YEAR = Message(vi="năm đánh giá", en="the year that is measured")
RUN = Message(
    vi="lần chạy (mặc định: lần đã chốt của năm, nếu không có thì mới nhất)",
    en="the run (default: the frozen one of the year, else the latest)",
)
RUN_DECISION = Message(
    vi=(
        "lần chạy; mỗi chỉ số nêu được một lần (mặc định: lần đã chốt của từng chỉ số, nếu không có thì mới "
        "nhất)"
    ),
    en="the run; may be given once for each index (default: the frozen one of each, else the latest)",
)
CRITERIA = Message(
    vi="mã hoặc tệp bộ tiêu chí (mặc định: theo sipas.yaml, nếu không thì theo hàng tiêu đề)",
    en="id or file of the criteria set (default: by sipas.yaml, else by the header row)",
)
ALLOW_COPIES = Message(
    vi="tính cả phiếu có ở hai trang hoặc hai tệp",
    en="ballots that stand in two sheets or files count in both",
)
JOBS = Message(
    vi="số tiến trình cùng đọc nhiều tệp (mặc định: bằng số lõi của máy nếu đáng); kết quả như nhau",
    en="how many processes read many files (default: one a core, where it pays); the result is the same",
)
JOBS_NOTICE = Message(
    vi="số tiến trình cùng soạn thông báo (mặc định: bằng số lõi của máy nếu đáng); tệp như nhau",
    en="how many processes write notices (default: one a core, where it pays); the files are the same",
)
FORCE = Message(
    vi=(
        "tính cả khi ngày trên phiếu hoặc lần chạy của năm khác cho thấy là số liệu của năm khác; lần chạy "
        "ghi lại điều này"
    ),
    en=(
        "also where days or the run of another year say that the data are of that year; the run keeps this "
        "in mind"
    ),
)
WITHDRAW = Message(
    vi="rút một lần chạy nhầm: không lệnh nào dùng nữa, trừ khi nêu --run",
    en="take a mistaken run out of use: no command goes on with it unless it is named",
)
WHY = Message(vi="lý do rút, lưu cùng lần chạy", en="why it is withdrawn, kept beside the run")
RESTORE = Message(vi="bỏ việc rút một lần chạy", en="take a withdrawal back")
INDEX_VERIFY = Message(vi="chỉ kiểm tra chỉ số này", en="only the runs of this index")
RUN_VERIFY = Message(vi="chỉ kiểm tra lần chạy này", en="only this run")
QUICK = Message(
    vi="không đọc lại tệp gốc, chỉ so mã băm và tính lại từ số đếm, điểm đã lưu",
    en="read no sources again; only compare digests and recompute from the stored counts and points",
)
SEAL = Message(
    vi="in mã niêm phong (SHA-256) của năm, để ghi vào quyết định hoặc để ký",
    en="print the seal (SHA-256) of the year, for the decision or a signature",
)
AGAINST = Message(
    vi="đối chiếu với mã niêm phong đã lấy trước đây",
    en="check a seal that was taken before",
)
STRICT = Message(vi="có phát hiện thì không chấp nhận (mã thoát 3)", en="findings are not accepted (exit 3)")
PRECISION = Message(
    vi="thêm sai số chuẩn, khoảng tin cậy 95% và khoảng hạng của từng đơn vị",
    en="add the standard error, the 95% interval and the ranks that each unit may have",
)
SIMULTANEOUS = Message(
    vi="như --precision, khoảng hạng đúng cho mọi đơn vị cùng một lúc (rộng hơn)",
    en="as --precision, with ranks that hold for all units at once (wider)",
)
DETAIL = Message(
    vi="thêm điểm từng yếu tố, lĩnh vực, đối tượng; nguồn điểm; tự đánh giá và thẩm định",
    en="add factors, areas, kinds of respondents, sources of points, self-assessed against appraised",
)
GROUP = Message(vi="mã hoặc tên nhóm", en="id or name of the group")
NUMBER = Message(vi="số văn bản", en="number of the document")
DATE = Message(vi="ngày ký: 2024-03-27 hoặc 27/3/2024", en="day of signing: 2024-03-27 or 27/3/2024")
FORMAT_DECISION = Message(
    vi="dạng văn bản (mặc định: docx, hoặc theo tên tệp của -o)",
    en="form of the document (default: docx, or by the name given to -o)",
)
O_DECISION = Message(
    vi="tệp kết quả (mặc định: quyet-dinh-NĂM.docx trong thư mục làm việc)",
    en="the file to write (default: quyet-dinh-YEAR.docx in the workspace)",
)
WITH = Message(
    vi="năm để so (mặc định: năm trước gần nhất có kết quả)",
    en="the year to compare with (default: the latest before it that has results)",
)
INDEX_COMPARE = Message(
    vi="chỉ số (mặc định: sipas, hoặc chỉ số đầu tiên có kết quả để so)",
    en="the index (default: sipas, or the first that has results to be compared)",
)
INDEX_IMPORT = Message(
    vi="chỉ số của bảng: sipas, par, xhh, hoặc chỉ số khác được nêu ở points_from (mặc định: sipas)",
    en="the index of the table: sipas, par, xhh, or another that points_from names (default: sipas)",
)
OVERALL = Message(
    vi="giá trị chung đã công bố (mặc định: bình quân các đơn vị, nếu bảng có đủ)",
    en="the published figure of the province (default: the mean of the units, if all are there)",
)
GROUP_IMPORT = Message(
    vi="mã hoặc tên nhóm của các đơn vị mà bảng không ghi nhóm",
    en="id or name of the group of units for which the table names none",
)
FORMER_GROUPS = Message(
    vi="giữ theo bảng cả các nhóm, đơn vị nay không còn trong units.yaml (như các huyện)",
    en="keep groups that units.yaml has no more (as the districts), with their units, as the table has them",
)
TABLES_SAID = Message(
    vi="tệp YAML nói đọc bảng nào, cột nào là gì (ghi bằng --ask)",
    en="YAML file that says which tables are read and what their columns are (written by --ask)",
)
ASK = Message(
    vi="không nhập; ghi các bảng tìm thấy và nghĩa của từng cột vào tệp YAML này để sửa",
    en="import nothing; write the tables found and what each column was taken for to this YAML file",
)
METHOD = Message(
    vi="công thức: yamane là n = N/(1 + N e²) (mặc định); cochran có hiệu chỉnh tổng thể hữu hạn",
    en="the formula: yamane is n = N/(1 + N e²) (the default); cochran with the finite correction",
)
ERROR = Message(vi="sai số e, phần trăm (mặc định: 5)", en="the error e in percent (default: 5)")
Z = Message(
    vi="độ tin cậy, phần trăm, chỉ cho cochran (mặc định: 95)",
    en="confidence in percent, for cochran only (default: 95)",
)
P = Message(
    vi="tỷ lệ hài lòng dự kiến, chỉ cho cochran (mặc định: 0,5)",
    en="the expected share of satisfied, for cochran only (default: 0.5)",
)
BY = Message(
    vi=(
        "cỡ mẫu tính cho: từng dịch vụ của đơn vị (service, mặc định); đơn vị (unit); đơn vị rồi chia cho "
        "các dịch vụ (divided)"
    ),
    en=(
        "a size for: each service of a unit (service, the default); each unit (unit); each unit, divided "
        "over its services (divided)"
    ),
)
BY_ALLOCATE = Message(
    vi="chia cho từng dịch vụ của đơn vị (service, mặc định) hay từng đơn vị (unit)",
    en="divide among the services of units (service, the default) or among units (unit)",
)
MINIMUM = Message(
    vi="ít nhất K cho mỗi nơi có giao dịch, hoặc tất cả nếu ít hơn (mặc định: 0; khi chia --n: 1)",
    en="at least K wherever there are transactions, or all if there are fewer (default: 0; with --n: 1)",
)
TOTAL = Message(vi="cỡ mẫu chung", en="the total to be divided")
N_DRAW = Message(vi="cỡ mẫu chung, thay cho công thức", en="the total to be divided, in place of the formula")
HOW = Message(
    vi="chia theo tỷ lệ (proportional, mặc định) hay chia đều (equal)",
    en="divide in proportion (proportional, the default) or equally (equal)",
)
UNIT_COLUMN = Message(vi="tiêu đề cột đơn vị", en="the header of the column with the unit")
SERVICE_COLUMN = Message(
    vi="tiêu đề cột dịch vụ, thủ tục hoặc lĩnh vực",
    en="the header of the column with the service",
)
NUMBER_COLUMN = Message(
    vi="tiêu đề cột số giao dịch",
    en="the header of the column with the number of transactions",
)
ID_COLUMN = Message(vi="tiêu đề cột mã hồ sơ", en="the header of the column with the id")
ISSUED = Message(
    vi="ghi cỡ mẫu làm số phiếu phát ra vào issued.csv của thư mục làm việc",
    en="write the sizes as numbers of ballots given out to issued.csv of the workspace",
)
SEED = Message(
    vi="hạt giống: chữ hoặc số bất kỳ, ghi vào nhật ký (bắt buộc)",
    en="the seed: any text or number, kept in the log (required)",
)
SIZES = Message(
    vi="tệp cỡ mẫu do size hoặc allocate ghi (mặc định: tính theo công thức)",
    en="the sizes that size or allocate wrote (default: by the formula)",
)
RESERVE = Message(
    vi="dự phòng cho người không trả lời, phần trăm của mẫu (mặc định: 0)",
    en="a reserve for those who do not answer, in percent of the sample (default: 0)",
)
O_DRAW = Message(
    vi="tệp ghi các dòng được chọn, .csv hoặc .xlsx (bắt buộc)",
    en="the file for the drawn rows, .csv or .xlsx (required)",
)
CRITERIA_FORM = Message(
    vi="mã hoặc tệp bộ tiêu chí (mặc định: theo sipas.yaml, không có thì bộ duy nhất của thư mục làm việc)",
    en="id or file of the criteria set (default: by sipas.yaml, else the only one of the workspace)",
)
INDEX_FORM = Message(
    vi="chỉ số (mặc định: của bộ tiêu chí); xhh: phiếu điều tra xã hội học của bộ CCHC",
    en="the index (default: that of the set); xhh: the leader survey of a PAR set",
)
PER_UNIT = Message(vi="mỗi đơn vị một trang tính", en="a sheet for each unit")
MATRIX = Message(
    vi="mọi đơn vị trên một trang tính (chấm điểm CCHC)",
    en="all units on one sheet (PAR appraisal)",
)
XLSFORM = Message(vi="XLSForm cho KoboToolbox, ODK", en="the XLSForm for KoboToolbox and ODK")
BALLOT = Message(vi="phiếu để in (.docx)", en="the ballot to be printed (.docx)")
ROWS_FORM = Message(
    vi="số phiếu nhập được trên một trang tính (mặc định: 300)",
    en="ballots that a sheet has room for (default: 300)",
)
O_FORM = Message(
    vi="tệp kết quả (.xlsx, phiếu in .docx); - là đầu ra chuẩn",
    en="the file to write (.xlsx, the printed ballot .docx); - is standard output",
)
DEEP = Message(
    vi="đổi thử một trang ra pdf (mất vài giây)",
    en="also convert a page to pdf (takes some seconds)",
)
INDEX_REPORT = Message(
    vi="chỉ số (mặc định: sipas, năm không có thì par, xhh; xlsx: mọi chỉ số của năm)",
    en="the index (default: sipas, where the year has none par or xhh; xlsx: all of the year)",
)
FORMAT_REPORT = Message(
    vi="dạng báo cáo (mặc định: html, hoặc theo tên tệp của -o)",
    en="form of the report (default: html, or by the name given to -o)",
)
O_REPORT = Message(
    vi=(
        "tệp kết quả (mặc định: bao-cao-NĂM.html, bao-cao-NĂM-CHỈ-SỐ.html hoặc .docx, ket-qua-NĂM.xlsx "
        "trong thư mục làm việc)"
    ),
    en=(
        "the file to write (default: bao-cao-YEAR.html, bao-cao-YEAR-INDEX.html or .docx, ket-qua-YEAR.xlsx "
        "in the workspace)"
    ),
)
O_AUDIT = Message(vi="sổ tính (.xlsx) cần ghi", en="the workbook (.xlsx) to write")
FORMAT_LETTER = Message(vi="dạng văn bản (mặc định: docx)", en="form of the document (default: docx)")
O_SUBMISSION = Message(
    vi="tệp kết quả (mặc định: to-trinh-NĂM.docx trong thư mục làm việc)",
    en="the file to write (default: to-trinh-YEAR.docx in the workspace)",
)
O_NOTICE = Message(
    vi="thư mục kết quả (mặc định: thong-bao-NĂM trong thư mục làm việc)",
    en="the folder to write to (default: thong-bao-YEAR in the workspace)",
)
INDEX_NOTICE = Message(
    vi="chỉ số (mặc định: mọi chỉ số của năm, trong cùng một thông báo)",
    en="the index (default: all of the year, in one notice)",
)
UNIT_NOTICE = Message(
    vi="đơn vị, theo tên, mã hoặc tên gọi khác trong units.yaml; nêu được nhiều lần (mặc định: mọi đơn vị)",
    en="the unit by its name, id or another name in units.yaml; may be repeated (default: all units)",
)
ANSWERS = Message(
    vi="đếm thêm theo từng tệp gốc còn trong thư mục làm việc",
    en="count by source file too, where all of them still lie in the workspace",
)
DEPTH = Message(
    vi="cách tính dạng cây, xuống bấy nhiêu bậc (0: chỉ số, 1: yếu tố, 2: tiêu chí, 3: số đếm, ô)",
    en="the computation as a tree, so many levels down (0 index, 1 factors, 2 criteria, 3 counts, cells)",
)
WEIGHT = Message(
    vi=(
        "trọng số giả định của một yếu tố, %; các yếu tố khác chia phần còn lại theo tỷ lệ cũ; nêu "
        "được nhiều lần"
    ),
    en="a supposed weight of a factor, in %; the others share the rest in proportion; may be repeated",
)
MEASURE = Message(vi="cách đo giả định (SIPAS)", en="a supposed measure (SIPAS)")
FACTOR_SCORE = Message(vi="cách tính điểm yếu tố giả định (SIPAS)", en="a supposed score of factors (SIPAS)")
MISSING_ANSWERS = Message(
    vi="cách xử lý câu không trả lời giả định (SIPAS)", en="what becomes of missing answers (SIPAS)"
)
MISSING_POINTS = Message(
    vi="cách xử lý tiêu chí không có điểm giả định (CCHC)", en="what becomes of missing points (PAR)"
)
MEDIAN = Message(
    vi="tiêu chí giả định đạt trung vị của nhóm, cùng với --unit; nêu được nhiều lần",
    en="a criterion supposed to be at the median of the group, with --unit; may be repeated",
)
UNIT_MEDIAN = Message(vi="đơn vị của --median", en="the unit of --median")
WITH_EXPLAIN = Message(
    vi="năm trước: vì sao chỉ số thay đổi so với năm đó",
    en="an earlier year: why the index changed since then",
)
SIMULTANEOUS = Message(
    vi="khoảng của thứ hạng đúng cho mọi đơn vị cùng một lúc, không phải cho từng đơn vị",
    en="intervals of ranks that hold for all units at once, not for each by itself",
)
QUESTIONS = Message(
    vi=(
        "thay cho ĐƠN_VỊ: các câu hỏi được trả lời ra sao và đo cùng nhau đến đâu; CCHC: tiêu chí phân "
        "biệt đơn vị ra sao"
    ),
    en=(
        "in place of UNIT: how questions were answered and measure together; PAR: how far leaves "
        "tell units apart"
    ),
)
PAIRS = Message(
    vi="các cặp câu trả lời của đơn vị, dạng csv hoặc json: điều mà sai số được tính từ đó",
    en="the pairs of answers of the unit, as csv or json: what errors are made from",
)
