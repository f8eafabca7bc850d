"""What `--help` says of each command, in both languages."""

from dataclasses import dataclass

from sipas_cli.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHelp:
    """What a command does, and how it is typed."""

    text: Message
    example: Message | None = None


def alike(text: str) -> Message:
    """What is typed the same in both languages."""
    return Message(vi=text, en=text)


MAP = CommandHelp(
    text=Message(
        vi="Đề xuất cách hiểu tiêu đề và câu trả lời của một tệp lạ, để xem lại. Không chấm điểm.",
        en=(
            "Proposes how the headers and answers of an unknown file may be understood, for review. Scores "
            "nothing."
        ),
    ),
    example=Message(
        vi=("sipas map ban-xuat.csv --criteria sipas-33\nsipas check ban-xuat.csv"),
        en=("sipas map export.csv --criteria sipas-33\nsipas check export.csv"),
    ),
)
TEMPLATE = CommandHelp(
    text=Message(
        vi="Xem lại mẫu văn bản đã sửa, liệt kê những gì mẫu được ghi.",
        en="Looks over templates that were changed, lists what they may say.",
    ),
    example=alike("sipas template check templates/decision.docx"),
)
FREEZE = CommandHelp(
    text=Message(
        vi=(
            "Chốt lần chạy dùng cho quyết định của năm: từng chỉ số lấy lần chạy mới nhất, hoặc lần chạy "
            "nêu ở --run. Từ đó các lệnh dùng lần chạy đã chốt, và quyết định không còn chữ DỰ THẢO."
        ),
        en=(
            "Fixes the runs that the decision of a year is made from: the latest of each index, or those "
            "named by --run. Commands then use them, and the decision is no longer marked as a draft."
        ),
    ),
    example=Message(
        vi=(
            "sipas freeze --year 2023\n"
            'sipas freeze --year 2023 --by "Sở Nội vụ" --for "Quyết định số 865/QĐ-UBND"\n'
            "sipas freeze --year 2023 --index sipas --undo"
        ),
        en=(
            "sipas freeze --year 2023\n"
            'sipas freeze --year 2023 --by "Department of Home Affairs" --for "Decision 865"\n'
            "sipas freeze --year 2023 --index sipas --undo"
        ),
    ),
)
SIPAS = CommandHelp(
    text=Message(
        vi=(
            "Chấm điểm, xếp hạng, xếp loại Chỉ số hài lòng (SIPAS) từ phiếu khảo sát và Chỉ số cải cách "
            "hành chính (PAR) từ bảng điểm, rồi soạn quyết định công bố. Xem cách dùng từng lệnh: "
            "sipas LỆNH --help"
        ),
        en=(
            "Scores, ranks and bands the satisfaction index (SIPAS) from survey exports and the index of "
            "administrative reform (PAR) from points, and writes the decision that publishes them. For each "
            "command: sipas COMMAND --help"
        ),
    ),
    example=alike("sipas score survey.xlsx\nsipas rank --group xa\nsipas render-decision --year 2026"),
)
COMPLETION = CommandHelp(
    text=Message(
        vi=(
            "In đoạn lệnh để bash, zsh, fish hay PowerShell tự điền khi bấm Tab: tên lệnh, tùy chọn và giá "
            "trị của --group, --run, --criteria, --index, --unit, --year lấy từ thư mục làm việc. Thêm dòng "
            "dưới đây vào ~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish hoặc $PROFILE của PowerShell rồi "
            "mở lại cửa sổ."
        ),
        en=(
            "Prints the script with which bash, zsh, fish or PowerShell completes words on Tab: commands, "
            "options, and the values of --group, --run, --criteria, --index, --unit, --year from the "
            "workspace. Add the line below to ~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish or "
            "PowerShell's $PROFILE and open a new window."
        ),
    ),
    example=alike(
        'eval "$(sipas completion bash)"\n'
        'eval "$(sipas completion zsh)"\n'
        "sipas completion fish | source\n"
        "sipas completion powershell | Out-String | Invoke-Expression"
    ),
)
CRITERIA = CommandHelp(
    text=Message(
        vi="Các bộ tiêu chí đi kèm chương trình và của thư mục làm việc (criteria/*.yaml).",
        en="The criteria sets that ship and those of the workspace (criteria/*.yaml).",
    ),
    example=Message(
        vi=("sipas criteria list\nsipas criteria show sipas-33\nsipas criteria check criteria/cua-toi.yaml"),
        en=("sipas criteria list\nsipas criteria show sipas-33\nsipas criteria check criteria/mine.yaml"),
    ),
)
CHECK = CommandHelp(
    text=Message(
        vi=(
            "Kiểm tra các tệp phiếu: phiếu nào bị loại, câu trả lời nào không tính, ở ô nào, sửa thế nào; "
            "và phiếu có dấu hiệu bất thường không: sao chép, đánh một cột, gửi dồn dập. Không chấm, không "
            "lưu."
        ),
        en=(
            "Checks files of ballots: which would be rejected, which answers do not count, in which cell, "
            "what to mend; and whether the ballots look sound: copied, one column ticked, sent in bursts. "
            "Scores and stores nothing."
        ),
    ),
    example=alike(
        "sipas check survey.xlsx\nsipas check survey.xlsx -o findings.csv\nsipas check survey.xlsx --quality"
    ),
)
SCORE = CommandHelp(
    text=Message(
        vi=(
            "Đọc các tệp phiếu (.xlsx, .xls, .ods, .csv, .parquet), kiểm tra, chấm điểm chính xác, xếp hạng "
            "theo nhóm, lưu lần chạy và in các bảng. Cùng dữ liệu và tiêu chí thì không lưu lại lần nữa. "
            "Bảng đếm của sipas tally thì nêu ở --from. Tệp - là đầu vào chuẩn."
        ),
        en=(
            "Reads files of ballots (.xlsx, .xls, .ods, .csv, .parquet), validates, scores exactly, ranks "
            "by group, stores a run and prints the tables. The same data and criteria store nothing new. "
            "Tallies of sipas tally are named by --from. The file - is standard input."
        ),
    ),
    example=Message(
        vi=(
            "sipas score survey.xlsx\n"
            "sipas score phieu/*.csv --criteria sipas-33 --year 2024 --format json\n"
            "sipas score --from nhan/*.tally"
        ),
        en=(
            "sipas score survey.xlsx\n"
            "sipas score ballots/*.csv --criteria sipas-33 --year 2024 --format json\n"
            "sipas score --from inbox/*.tally"
        ),
    ),
)
RANK = CommandHelp(
    text=Message(
        vi="In bảng xếp hạng đã lưu của một nhóm hoặc của tất cả các nhóm.",
        en="Shows the stored ranking of one group, or of all.",
    ),
    example=Message(
        vi="sipas rank --group xa\nsipas rank --group huyen --year 2023\nsipas rank -o xep-hang.xlsx",
        en="sipas rank --group xa\nsipas rank --group huyen --year 2023\nsipas rank -o ranking.xlsx",
    ),
)
RENDER_DECISION = CommandHelp(
    text=Message(
        vi=(
            "Soạn quyết định công bố kết quả kèm các phụ lục mà năm đó có kết quả, theo lời văn trong "
            "decision.yaml và mẫu Word (templates/decision.docx nếu có). Số và ngày để trống nếu chưa có."
        ),
        en=(
            "Writes the decision with those appendices that the year has results for, worded by "
            "decision.yaml and laid out by a Word template (templates/decision.docx if there is one). "
            "Number and day may stay blank."
        ),
    ),
    example=Message(
        vi=("sipas render-decision --year 2023\nsipas render-decision --year 2023 -o quyet-dinh.html"),
        en=("sipas render-decision --year 2023\nsipas render-decision --year 2023 -o decision.html"),
    ),
)
RUNS = CommandHelp(
    text=Message(
        vi="Liệt kê các lần chạy đã lưu trong results/; rút một lần chạy nhầm.",
        en="Lists the runs stored in results/; takes a mistaken run out of use.",
    ),
    example=alike("sipas runs --year 2023"),
)
COMPARE = CommandHelp(
    text=Message(
        vi=(
            "So kết quả một năm với năm trước: điểm và hạng của từng đơn vị, dẫn đầu mấy năm liên tiếp, "
            "bình quân và đơn vị dẫn đầu các năm đã lưu. Đơn vị đổi tên, hợp nhất, tách theo succession "
            'trong units.yaml; không có đơn vị trước đó thì in "–". Mức tăng giảm là hiệu của hai số đã in.'
        ),
        en=(
            "Compares the results of a year with an earlier one: each unit's score and rank, how long the "
            "first have led, the means and the first of all stored years. Units renamed, merged and split "
            'go by succession in units.yaml; "–" stands where there is no predecessor. Changes are '
            "differences of the printed figures."
        ),
    ),
    example=Message(
        vi=(
            "sipas compare --year 2019 --index par\n"
            "sipas compare --year 2023 --with 2021 --format csv -o so-sanh.csv"
        ),
        en=(
            "sipas compare --year 2019 --index par\n"
            "sipas compare --year 2023 --with 2021 --format csv -o changes.csv"
        ),
    ),
)
IMPORT_RESULTS = CommandHelp(
    text=Message(
        vi=(
            "Nhập kết quả đã công bố của một năm thành một lần chạy đã lưu: bảng (.xlsx, .csv, .html), hoặc "
            "chính quyết định (.docx, .md) với phụ lục của chỉ số được nêu. Các cột tìm theo tiêu đề: Đơn "
            "vị, Hạng, Điểm (hạng hoặc điểm có thể thiếu), Nhóm, Xếp loại. Tên đơn vị lạ là lỗi: nêu hết "
            "các ô sai và không lưu gì."
        ),
        en=(
            "Brings the published results of a year in as a stored run: a table (.xlsx, .csv, .html), or the "
            "decision itself (.docx, .md) with its appendix on the index. Columns are found by their "
            "headers: unit, rank, score (rank or score may be missing), group, band. A unit that is "
            "not known is an error: all such cells are listed and nothing is stored."
        ),
    ),
    example=Message(
        vi=(
            "sipas import-results ket-qua-2018.csv --year 2018 --index par\n"
            "sipas import-results sipas-2022.xlsx --year 2022 --overall 95,00\n"
            "sipas import-results quyet-dinh-2023.docx --year 2023 --index par --former-groups"
        ),
        en=(
            "sipas import-results results-2018.csv --year 2018 --index par\n"
            "sipas import-results sipas-2022.xlsx --year 2022 --overall 95.00\n"
            "sipas import-results decision-2023.docx --year 2023 --index par --former-groups"
        ),
    ),
)
SAMPLE = CommandHelp(
    text=Message(
        vi=(
            "Cỡ mẫu của từng đơn vị và dịch vụ, phân bổ một cỡ mẫu chung, và chọn ngẫu nhiên từ danh sách "
            "giao dịch sao cho ai cũng chọn lại được. Các cột tìm theo tiêu đề; tên đơn vị tra trong "
            "units.yaml."
        ),
        en=(
            "Sample sizes of units and services, the allocation of a given total, and a random draw from a "
            "list of transactions that anybody can repeat. Columns are found by their headers, units in "
            "units.yaml."
        ),
    ),
    example=Message(
        vi=(
            "sipas sample size giao-dich-2024.xlsx -o co-mau.csv\n"
            "sipas sample allocate giao-dich-2024.xlsx --n 4000 -o co-mau.csv\n"
            "sipas sample draw ho-so-2024.xlsx --sizes co-mau.csv --seed 2024 -o mau.xlsx"
        ),
        en=(
            "sipas sample size transactions-2024.xlsx -o sizes.csv\n"
            "sipas sample allocate transactions-2024.xlsx --n 4000 -o sizes.csv\n"
            "sipas sample draw list-2024.xlsx --sizes sizes.csv --seed 2024 -o sample.xlsx"
        ),
    ),
)
FORM = CommandHelp(
    text=Message(
        vi=(
            "Tạo biểu mẫu để nhập, in hoặc khảo sát trực tuyến từ một bộ tiêu chí; nhập xong, sipas score "
            "đọc được ngay. Bộ SIPAS, hoặc bộ CCHC với --index xhh: sổ tính nhập phiếu (mặc định), XLSForm "
            "cho KoboToolbox, ODK (--xlsform), phiếu in (--ballot). Bộ CCHC: sổ tính chấm điểm, mỗi đơn vị "
            "một trang tính hoặc mọi đơn vị một trang (--matrix); cần units.yaml."
        ),
        en=(
            "Makes the form to type, print or survey with from a criteria set; filled in, sipas score reads "
            "it as it is. SIPAS sets, or PAR sets with --index xhh: a workbook for typed ballots (the "
            "default), the XLSForm for KoboToolbox and ODK (--xlsform), the printed ballot (--ballot). PAR "
            "sets: the workbook of the appraisal, a sheet for each unit or one for all (--matrix); it needs "
            "units.yaml."
        ),
    ),
    example=Message(
        vi=(
            "sipas form --criteria quang-ninh-2023 -o nhap-phieu.xlsx\n"
            "sipas form --criteria quang-ninh-2023 --ballot -o phieu.docx\n"
            "sipas form --criteria par-soc-trang-2023 -o cham-diem.xlsx"
        ),
        en=(
            "sipas form --criteria quang-ninh-2023 -o entry.xlsx\n"
            "sipas form --criteria quang-ninh-2023 --ballot -o ballot.docx\n"
            "sipas form --criteria par-soc-trang-2023 -o appraisal.xlsx"
        ),
    ),
)
DOCTOR = CommandHelp(
    text=Message(
        vi=(
            "Kiểm tra máy này và thư mục làm việc: Python, các gói, mã chữ, quyền ghi, phông chữ Việt, "
            "LibreOffice, trình duyệt; thiếu thì việc gì không làm được và cần làm gì. Mã thoát 4 nếu thiếu "
            "thứ bắt buộc."
        ),
        en=(
            "Looks at this machine and the workspace: Python, packages, encoding, write access, fonts with "
            "Vietnamese letters, LibreOffice, a browser; what does not work without them and what to do. "
            "Exit status 4 if something needed is missing."
        ),
    ),
    example=alike("sipas doctor\nsipas doctor --deep"),
)
REPORT = CommandHelp(
    text=Message(
        vi=(
            "Viết báo cáo phân tích kết quả một năm. html: một tệp đủ biểu đồ, bảng và một trang cho từng "
            "đơn vị, mở được khi không có mạng; pdf: bản in của html; xlsx: sổ tính gồm mọi chỉ số của năm, "
            "mỗi nhóm một sheet. So sánh với năm trước gần nhất đã có kết quả."
        ),
        en=(
            "Writes the analysis of a year. html: one file with charts, tables and a page for each unit, "
            "readable without a network; pdf: the html printed; xlsx: a workbook with all indices of the "
            "year, a sheet for each group. Changes are those on the latest earlier year that has results."
        ),
    ),
    example=Message(
        vi=(
            "sipas report --year 2023\n"
            "sipas report --year 2023 --index par -o bao-cao.html\n"
            "sipas report --year 2023 --format xlsx"
        ),
        en=(
            "sipas report --year 2023\n"
            "sipas report --year 2023 --index par -o report.html\n"
            "sipas report --year 2023 --format xlsx"
        ),
    ),
)
EXPLAIN = CommandHelp(
    text=Message(
        vi=(
            "Giải thích số liệu của một đơn vị, từ chữ số đã in xuống tận số đếm: các yếu tố được và mất bao "
            "nhiêu điểm, mất nhiều nhất ở đâu, phiếu nào không tính, hơn kém đơn vị xếp ngay trên và ngay "
            "dưới ở đâu. CCHC: từng tiêu chí đã nhập gì, ở ô nào. Không đổi điểm hay hạng nào."
        ),
        en=(
            "Explains the figure of one unit, from the printed digit down to counts: what each factor adds "
            "and loses, where most is lost, which ballots were left out, what parts it from the units next "
            "above and below. PAR: what was typed for each criterion, and in which cell. Changes no score "
            "and no rank."
        ),
    ),
    example=Message(
        vi=('sipas explain "Huyện Ba Chẽ" --year 2023\nsipas explain "Sở Nội vụ" --index par --depth 3'),
        en=("sipas explain huyen-ba-che --year 2023\nsipas explain so-noi-vu --index par --depth 3"),
    ),
)
WHAT_IF = CommandHelp(
    text=Message(
        vi=(
            "Đặt hạng hiện có cạnh hạng giả định với trọng số hoặc quy tắc khác, hoặc khi một "
            "tiêu chí của một "
            "đơn vị đạt trung vị của nhóm. Không nêu gì thì cho biết mỗi trọng số đổi đến đâu hạng nhất vẫn "
            "giữ. Tính bằng phân số, không lưu gì."
        ),
        en=(
            "Sets the ranks beside those under other weights or policies, or with a criterion of "
            "a unit at the "
            "median of its group. Without a supposition it tells how far each weight may move "
            "before the first "
            "place changes. Computed by fractions; nothing is stored."
        ),
    ),
    example=Message(
        vi=(
            "sipas what-if --group huyen\n"
            "sipas what-if --weight tiep-can=40 --factor-score pooled\n"
            'sipas what-if --median F5_4 --unit "Huyện Ba Chẽ"'
        ),
        en=(
            "sipas what-if --group huyen\n"
            "sipas what-if --weight tiep-can=40 --factor-score pooled\n"
            "sipas what-if --median F5_4 --unit huyen-ba-che"
        ),
    ),
)
AUDIT = CommandHelp(
    text=Message(
        vi=(
            "Ghi sổ tính có công thức sống tính lại chỉ số, hạng, xếp loại, bình quân của một lần chạy từ "
            "các câu trả lời (PAR: từ điểm từng tiêu chí), cạnh số đã lưu. TỆP là các tệp phiếu gốc của "
            "lần chạy; không nêu thì tìm trong thư mục làm việc. Không có tệp gốc thì dùng số đếm đã lưu."
        ),
        en=(
            "Writes a workbook whose live formulas recompute the indices, ranks, bands and means of a run "
            "from the answers (PAR: from the points of each criterion), beside the stored ones. FILE are "
            "the sources of the run; without them they are looked for in the workspace, and the stored "
            "counts are used where they are gone."
        ),
    ),
    example=Message(
        vi=(
            "sipas audit --year 2023 -o kiem-tra.xlsx\n"
            "sipas audit --year 2023 --index par -o kiem-tra-par.xlsx"
        ),
        en=("sipas audit --year 2023 -o audit.xlsx\nsipas audit --year 2023 --index par -o audit-par.xlsx"),
    ),
)
VERIFY = CommandHelp(
    text=Message(
        vi=(
            "Kiểm tra các lần chạy đã lưu còn nguyên vẹn không: mã băm của từng tệp, chuỗi các lần chạy, "
            "tính lại điểm, hạng, xếp loại từ số đếm hoặc điểm đã lưu, và đọc lại tệp gốc nếu còn trong thư "
            "mục làm việc. Nêu rõ tệp nào, lần chạy nào đã bị sửa, tráo, đổi tên hay mất. Có "
            "TỆP thì kiểm tra "
            "văn bản hoặc bảng đã công bố đó (xlsx, csv, docx, txt) có tự mâu thuẫn không: thứ "
            "tự, hạng, tổng, "
            "bình quân, số đơn vị, thay đổi; sai lệch do làm tròn chỉ là lưu ý. Mã thoát 3 nếu có khác biệt."
        ),
        en=(
            "Whether the stored runs are what was stored: the digest of each file, the chain of the runs, "
            "scores, ranks and bands recomputed from the stored counts or points, and the sources read again "
            "where they still lie in the workspace. Names each file and run that was changed, exchanged, "
            "renamed or lost. With FILE it checks whether that published document or table (xlsx, csv, docx, "
            "txt) is consistent in itself: order, ranks, sums, means, numbers of units, changes; "
            "what rounding "
            "explains is a remark. Exit status 3 where anything differs."
        ),
    ),
    example=Message(
        vi=(
            "sipas verify\nsipas verify --year 2023 --quick\nsipas verify --year 2023 --seal\n"
            "sipas verify --year 2023 --against MÃ\nsipas verify phu-luc.docx"
        ),
        en=(
            "sipas verify\nsipas verify --year 2023 --quick\nsipas verify --year 2023 --seal\n"
            "sipas verify --year 2023 --against DIGEST\nsipas verify annex.docx"
        ),
    ),
)
RENDER_SUBMISSION = CommandHelp(
    text=Message(
        vi=(
            "Soạn tờ trình của Sở Nội vụ trình người ký quyết định, về mọi chỉ số mà quyết định công bố. "
            "Lời văn nằm trong mẫu Word (templates/submission.docx nếu có); trích yếu, căn cứ, người ký lấy "
            "từ decision.yaml."
        ),
        en=(
            "Writes the submission of the department to who signs the decision, on all indices that the "
            "decision is about. Its wording stands in the Word template (templates/submission.docx if there "
            "is one); subject, bases and signer come from decision.yaml."
        ),
    ),
    example=Message(
        vi=(
            "sipas render-submission --year 2023\n"
            "sipas render-submission --year 2023 --number 75 --date 26/3/2024"
        ),
        en=(
            "sipas render-submission --year 2023\n"
            "sipas render-submission --year 2023 --number 75 --date 2024-03-26"
        ),
    ),
)
RENDER_NOTICE = CommandHelp(
    text=Message(
        vi=(
            "Soạn thông báo kết quả cho từng đơn vị, kèm phiếu điểm của chính đơn vị đó: hạng, điểm, xếp "
            "loại, thay đổi, yếu tố so với bình quân nhóm, điểm mạnh, điểm yếu. Mỗi đơn vị một tệp. Lời văn "
            "nằm trong mẫu Word (templates/notice.docx nếu có)."
        ),
        en=(
            "Writes the notice of its result to each unit, with its own score sheet: rank, score, band, "
            "change, factors beside the mean of its group, strengths and weaknesses. One file for each "
            "unit. Its wording stands in the Word template (templates/notice.docx if there is one)."
        ),
    ),
    example=Message(
        vi=('sipas render-notice --year 2023\nsipas render-notice --year 2023 --unit "Sở Y tế" --format pdf'),
        en=("sipas render-notice --year 2023\nsipas render-notice --year 2023 --unit so-y-te --format pdf"),
    ),
)
