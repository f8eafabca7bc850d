"""What is said of tables: headers, units, years, sheets that are passed over."""

from sipas_cli.messages import FindingKind, Message

# --- what is refused ------------------------------------------------------------------------------

UNIT_IN_TWO_GROUPS = Message(
    vi="các đơn vị sau nằm ở hai nhóm trong dữ liệu: {units}. Lập units.yaml để ghi rõ nhóm.",
    en="these units stand in two groups in the data: {units}. Write a units.yaml to settle it.",
)
SHEET_TWICE = Message(
    vi=(
        "các phiếu giống hệt {first}, chỉ khác tên hoặc dạng tệp. Bỏ một trong hai, nếu không mỗi phiếu bị "
        "đếm hai lần; nếu đúng là phiếu khác nhau, thêm cột Mã phiếu."
    ),
    en=(
        "the ballots are the same as those of {first}, under another name or in another format. Leave one "
        "out, or every ballot counts twice; if they are different ballots, add a column of ids."
    ),
)
FILE_TWICE = Message(
    vi="nội dung giống hệt tệp {first}. Bỏ một trong hai, nếu không mỗi phiếu bị đếm hai lần.",
    en="the content is the same as that of {first}. Leave one out, or every ballot counts twice.",
)
UNIT_STATED_AGAIN = Message(
    vi=(
        "ô này nêu một đơn vị khác với đơn vị ở trên bảng, mà các phiếu không có cột đơn vị. Thêm cột "
        "{header}, hoặc tách mỗi đơn vị ra một trang tính."
    ),
    en=(
        "this cell states another unit than the one above the table, and the ballots have no column for it. "
        "Add a column {header}, or put each unit on a sheet of its own."
    ),
)
UNIT_STATED_OTHERWISE = Message(
    vi=(
        'phiếu ở đây là của "{stated}" nhưng tiêu đề, tên trang hoặc tên tệp là của {other}: có lẽ chép từ '
        "mẫu khác mà chưa sửa. Sửa ô này hoặc đổi tên."
    ),
    en=(
        'the ballots here are those of "{stated}", but a title or the name of the sheet or file is that of '
        "{other}: it may be a copied form in which this cell was not changed. Mend the cell or the name."
    ),
)
NO_QUESTION_COLUMN = Message(
    vi=(
        "không cột nào là câu hỏi của bộ tiêu chí nào ({known}). Tiêu đề cột phải là mã hoặc lời văn của "
        "câu hỏi (sipas criteria show MÃ); tiêu đề khác thì lập ánh xạ: sipas map TỆP. Bảng điểm thẩm định "
        "cần cột STT và Tiêu chí, hoặc mỗi tiêu chí một cột. Hàng tiêu đề phải ở trong 20 hàng đầu."
    ),
    en=(
        "no column is a question of any criteria set ({known}). Headers must be codes or texts of questions "
        "(sipas criteria show ID); others are mapped: sipas map FILE. A table of appraised points needs a "
        "column for numbers and one for titles, or one for each criterion. The header must stand in the "
        "first 20 rows."
    ),
)
HEADER_MISSING = Message(
    vi=(
        "thiếu cột của câu hỏi {codes} (bộ tiêu chí {criteria}).{hint} Sửa tiêu đề cho đúng mã hoặc lời văn "
        "của câu hỏi, hoặc lập ánh xạ: sipas map TỆP."
    ),
    en=(
        "no column for the questions {codes} (criteria {criteria}).{hint} Make the header the code or the "
        "text of the question, or map it: sipas map FILE."
    ),
)
HEADER_MISSING_HINT = Message(
    vi=" Có phải ô {cell} là câu {code}?",
    en=" Is cell {cell} the question {code}?",
)
HEADER_MISSING_SIGN = Message(
    vi=' Ô {cell} ghi "{header}": gõ lại là {code}.',
    en=' Cell {cell} says "{header}": type {code} anew.',
)
RESULTS_NAMED = Message(
    vi=(
        "đây là bảng kết quả (có cột đơn vị và cột hạng hoặc điểm), không phải phiếu hay bảng điểm thẩm "
        "định. Bảng đã công bố thì nhập bằng: sipas import-results TỆP --year NĂM. Nếu là phiếu, lập ánh xạ: "
        "sipas map TỆP"
    ),
    en=(
        "this is a table of results (a column of units and one of ranks or scores), not ballots or points. "
        "A published table is brought in with: sipas import-results FILE --year YEAR. If these are ballots, "
        "map them: sipas map FILE"
    ),
)
HEADER_UNKNOWN = Message(
    vi=(
        'tiêu đề "{header}" giống mã câu hỏi nhưng bộ tiêu chí {criteria} không có câu này. Sửa tiêu đề, '
        "hoặc chọn bộ khác bằng --criteria; nếu cột này không dùng để chấm điểm, ghi tiêu đề của nó vào "
        "ignored trong columns của bộ tiêu chí hoặc của tệp ánh xạ."
    ),
    en=(
        'the header "{header}" looks like a question code, but criteria {criteria} have no such question. '
        "Mend the header, or choose another set with --criteria; if the column is not scored, list its "
        "header as ignored in the columns of the criteria or of a mapping."
    ),
)
COLUMN_OF_COUNTS = Message(
    vi=(
        'cột "{header}" có vẻ ghi số người cùng trả lời như một dòng, trong khi mỗi dòng được tính là một '
        "phiếu. Nếu đúng là số người, khai count trong columns của bộ tiêu chí: mỗi dòng sẽ được tính bấy "
        "nhiêu phiếu; nếu cột này là số khác, ghi tiêu đề của nó vào ignored trong columns của bộ tiêu chí "
        "hoặc của tệp ánh xạ."
    ),
    en=(
        'the column "{header}" seems to say how many people gave the answers of a row, while each row '
        "counts as one ballot. If it does, name it as count in the columns of the criteria: each row then "
        "counts as so many ballots; if it holds other numbers, list its header as ignored in the columns of "
        "the criteria or of a mapping."
    ),
)
UNIT_JUDGED_ELSEWHERE = Message(
    vi=(
        "cột này cũng ghi đơn vị, khác với ô {other}, nơi đang lấy đơn vị được đánh giá. Nếu đơn vị được "
        'đánh giá ở cột này, đổi tiêu đề cột thành "{header}" và bỏ cột kia; nếu không, ghi tiêu đề cột này '
        "vào ignored trong columns của bộ tiêu chí hoặc của tệp ánh xạ."
    ),
    en=(
        "this column names units too, another one than {other}, from which the judged unit is taken. If the "
        'judged units are in this column, head it "{header}" and leave the other one out; else list its '
        "header as ignored in the columns of the criteria or of a mapping."
    ),
)
UNITS_IN_TWO_COLUMNS = Message(
    vi=(
        "hầu hết các dòng ghi hai đơn vị khác nhau, ở cột này và ở cột {other}. Cột nào ghi đơn vị được "
        "đánh giá thì chỉ để tiêu đề cột đó trong columns.unit của bộ tiêu chí, hoặc xác nhận trong ánh xạ: "
        "sipas map TỆP."
    ),
    en=(
        "most rows name two different units, in this column and at {other}. Leave the header of the one "
        "that is judged alone in columns.unit of the criteria, or confirm it in a mapping: sipas map FILE."
    ),
)
CRITERIA_AMBIGUOUS = Message(
    vi="nhiều bộ tiêu chí cùng khớp với hàng tiêu đề: {sets}. Chọn bằng --criteria hoặc trong sipas.yaml.",
    en="several criteria sets explain the header row: {sets}. Choose one with --criteria or in sipas.yaml.",
)
NO_UNIT_COLUMN = Message(
    vi=(
        "không có cột tên đơn vị, tên trang tính và tên tệp cũng không nêu đơn vị nào trong units.yaml. Đặt "
        'tiêu đề một cột là "{header}", hoặc ghi "{header}: ..." phía trên bảng; không sửa được tệp thì lập '
        "ánh xạ: sipas map TỆP."
    ),
    en=(
        "there is no column with the unit, and neither the sheet nor the file is named as a unit of "
        'units.yaml. Give a column the header "{header}", or write "{header}: ..." above the table; where '
        "the file is not to be touched, map it: sipas map FILE."
    ),
)
CRITERIA_TWO_OF_INDEX = Message(
    vi="hai bộ tiêu chí cho cùng chỉ số {index}: {sets}. Chỉ nêu một bộ cho mỗi chỉ số.",
    en="two criteria sets for the one index {index}: {sets}. Name one for each index.",
)
POINTS_NEED_UNITS = Message(
    vi="chấm điểm CCHC cần danh sách đơn vị và nhóm, vì điểm tối đa tùy theo nhóm. Ghi groups và units.",
    en="the PAR index needs the register, as maxima depend on the group. Write groups and units.",
)
TOO_MANY_ROWS = Message(
    vi="trang có hơn {limit} hàng, quá nhiều cho bảng điểm.",
    en="the sheet has more than {limit} rows, too many for a table of points.",
)
MAPPING_SEVERAL = Message(
    vi=(
        "nhiều ánh xạ cùng khớp mà nói khác nhau: {mappings}. Giữ một; với tệp của công cụ khác thì ghi "
        "source vào ánh xạ."
    ),
    en=(
        "several mappings fit and do not say the same: {mappings}. Keep one; where they are for different "
        "tools, write the source into them."
    ),
)
NO_BALLOTS = Message(
    vi="có hàng tiêu đề nhưng không có phiếu nào ở dưới.",
    en="there is a header row but no ballot below it.",
)

# --- remarks --------------------------------------------------------------------------------------

ROWS_HIDDEN = Message(
    vi=(
        "{place}: {count} dòng đang bị ẩn (do lọc hoặc ẩn bằng tay) vẫn được tính. Nếu không muốn tính, xóa "
        "các dòng đó khỏi tệp."
    ),
    en=(
        "{place}: rows that are hidden, by a filter or by hand, and count all the same: {count}. Delete "
        "them from the file if they should not."
    ),
)
TABLE_OTHER_YEAR = Message(
    vi="{place}: bỏ qua bảng ghi là của năm {named}, chỉ lấy bảng của năm {year}.",
    en="{place}: a table that says that it is of {named} is skipped, only those of {year} are read.",
)
HEADER_RESEMBLES = Message(
    vi=(
        "{place}: tiêu đề gần giống câu {code} nhưng khác lời, không được đọc. Nếu cùng là câu đó (phiên "
        "bản khác của mẫu phiếu), ghi lời này vào headers của câu trong bộ tiêu chí."
    ),
    en=(
        "{place}: the header resembles question {code} in other words and is not read. If it is that "
        "question (of another version of the form), add the wording to its headers in the criteria."
    ),
)
SOURCE_USED = Message(vi="Nguồn phiếu: {source}.", en="Source of the ballots: {source}.")
MAPPING_USED = Message(vi="Ánh xạ: {mapping}.", en="Mapping: {mapping}.")
CRITERIA_FOUND = Message(
    vi="Bộ tiêu chí: {criteria} (khớp với hàng tiêu đề).",
    en="Criteria: {criteria} (it explains the header row).",
)
CRITERIA_NAMED = Message(vi="Bộ tiêu chí: {criteria}.", en="Criteria: {criteria}.")
SHEET_SKIPPED = Message(
    vi="{place}: bỏ qua, không phải trang phiếu.",
    en="{place}: skipped, not a sheet of ballots.",
)
COLUMN_PASSED_OVER = Message(
    vi=(
        "{place}: tiêu đề giống mã câu hỏi nhưng bộ tiêu chí không có câu này và cột không có câu trả lời "
        "nào của thang: bỏ qua."
    ),
    en=(
        "{place}: the header looks like a question code, the criteria have no such question, and the column "
        "holds no answer of the scale: it is passed over."
    ),
)
TABLE_READ = Message(
    vi="{place}: tiêu đề ở dòng {header}; {unit}; {columns}; {year}; {rows}.",
    en="{place}: header in row {header}; {unit}; {columns}; {year}; {rows}.",
)
NAMES_READ = Message(
    vi="Tên đơn vị: {exact} tên đúng như danh sách, {others} tên viết cách khác (xem từng tên: --names).",
    en="Names of units: {exact} as registered, {others} written otherwise (to see each: --names).",
)
NAMES_LISTED = Message(
    vi="Tên đơn vị: {exact} tên đúng như danh sách, {others} tên viết cách khác:",
    en="Names of units: {exact} as registered, {others} written otherwise:",
)
NAME_READ_AS = Message(
    vi="“{typed}” là {unit} ({manner}): {count} phiếu.",
    en="“{typed}” is {unit} ({manner}): {count} ballots.",
)
TABLES_ALIKE = Message(
    vi="{file}: còn {count} bảng nữa có cùng cách trình bày.",
    en="{file}: further tables that are laid out alike: {count}.",
)
TABLE_UNITS = Message(vi="{count} đơn vị", en="units: {count}")
TABLE_NO_UNIT = Message(vi="chưa rõ đơn vị", en="no known unit")
TABLE_YEAR = Message(vi="năm {year} ({where})", en="year {year} ({where})")
TABLE_NAMED_OTHERWISE = Message(vi="CHÚ Ý: {where} ghi {year}", en="NOTE: the {where} says {year}")
TABLE_DAYS = Message(vi="ngày trả lời ở cột {column}", en="days of answering in column {column}")
TABLE_NO_YEAR = Message(vi="không ghi năm", en="no year said")
TABLE_ABOVE = Message(vi="phía trên bảng", en="above the table")
TABLE_IN_SHEET = Message(vi="tên trang", en="name of the sheet")
TABLE_IN_FILE = Message(vi="tên tệp", en="name of the file")
ROUND_DRAFT = Message(vi="bản DỰ THẢO", en="a DRAFT")
ROUND_NUMBER = Message(vi="lần {number}", en="round {number}")
ROUND_EXPLAINED = Message(vi="sau giải trình", en="after explanations")
ROUND_COUNCIL = Message(vi="hội đồng", en="council")
ROUND_OFFICIAL = Message(vi="chính thức", en="official")
TABLE_QUESTIONS = Message(vi="{count} câu hỏi ở cột", en="{count} questions in")
TABLE_OTHERS = Message(vi="{count} câu hỏi khác ở cột", en="other questions, {count}, in")
TABLE_BALLOTS = Message(vi="{count} phiếu", en="ballots: {count}")
TABLE_NOTHING = Message(vi="không có điểm nào được đọc", en="no points are read")
TABLE_UNIT_COLUMN = Message(vi="đơn vị ở cột", en="unit in")
ROWS_TOTALS = Message(
    vi=(
        "{place}: {count} dòng là tổng, trung bình, tỷ lệ hoặc giá trị cao nhất, thấp nhất, không phải "
        "phiếu, nên không tính (dòng {rows}). Nếu dòng nào là phiếu, hãy ghi số thứ tự hoặc mã phiếu cho "
        "dòng đó."
    ),
    en=(
        "{place}: rows that are no ballots but sums, means, shares or extremes: {count}, not counted (rows "
        "{rows}). If one is a ballot, give it a number or an id."
    ),
)
COLUMNS_HIDDEN = Message(
    vi="{place}: cột {columns} đang bị ẩn mà vẫn được tính. Nếu không muốn tính, xóa cột đó khỏi tệp.",
    en=(
        "{place}: hidden columns that count all the same: {columns}. Delete them from the file if they "
        "should not."
    ),
)
CELLS_STRUCK = Message(
    vi="{place}: {count} ô bị gạch ngang mà vẫn được tính ({cells}). Nếu đã bỏ, xóa nội dung các ô đó.",
    en=(
        "{place}: cells that are struck through and count all the same: {count} ({cells}). Clear them if "
        "they no longer hold."
    ),
)
ANSWERS_AS_DAYS = Message(
    vi=(
        "{place}: có ô câu trả lời được định dạng kiểu ngày (số 4 hiện thành 04/01/1900), được đọc là số. "
        "Nên đổi định dạng các cột này thành General."
    ),
    en=(
        "{place}: some answers are formatted as days (4 is shown as 04/01/1900) and are read as numbers. "
        "Change the format of these columns to General."
    ),
)
SHEET_HIDDEN = Message(
    vi="{place}: bỏ qua trang tính bị ẩn. Nếu là phiếu, mở bằng Excel rồi bỏ ẩn.",
    en="{place}: a hidden sheet is skipped. If it holds ballots, unhide it in Excel.",
)
POINTS_SHEET_SKIPPED = Message(
    vi="Bỏ qua trang không có điểm chấm: {place}",
    en="Passed over a sheet without points: {place}",
)

# --- words of tables ------------------------------------------------------------------------------

TABLE_LONG = Message(
    vi=(
        "trang tính có hơn {limit} dòng, không phải là bảng kết quả hay danh sách đơn vị. Tách bảng ra tệp "
        "riêng."
    ),
    en=(
        "the sheet has more than {limit} rows, which no table of results and no list of offices has. Put the "
        "table into its own file."
    ),
)
LIST_NOTHING = Message(
    vi='không thấy cột tên đơn vị nào. Đặt tiêu đề "Tên đơn vị" phía trên cột tên.',
    en='there is no column of units. Put the header "unit" above their names.',
)
LIST_GROUP = Message(
    vi="không rõ đơn vị thuộc nhóm nào. Thêm cột Nhóm, dòng đề mục phía trên, hoặc dùng --group TÊN.",
    en=(
        "it is not said which group the unit is in. Add a column of groups or a heading above, or use "
        "--group NAME."
    ),
)
LIST_TWICE = Message(
    vi="đơn vị này đã có ở {other}. Xóa một dòng, hoặc sửa tên nếu là hai đơn vị.",
    en="the unit is in {other} already. Remove one of the rows, or mend the name where they are two units.",
)
LIST_NAME = Message(
    vi="tên đơn vị không đọc được hoặc dài quá {limit} chữ. Sửa ô rồi chạy lại.",
    en="the name of the unit cannot be read or has more than {limit} letters. Mend the cell and run again.",
)
EVERYTHING = Message(vi="Tất cả đơn vị", en="All units")

# --- units that are not registered: what is wrong, alike for every reader -------------------------

UNIT_UNKNOWN = Message(
    vi="không có đơn vị này trong danh sách (units.yaml)",
    en="this unit is not registered (units.yaml)",
)
UNIT_LIKE = Message(
    vi="không có đơn vị này trong danh sách (units.yaml). Gần giống: {suggestions}",
    en="this unit is not registered (units.yaml). Similar: {suggestions}",
)
UNIT_NEAR = Message(
    vi='không có đơn vị "{typed}" trong danh sách (units.yaml). Gần giống: {suggestions}',
    en='the unit "{typed}" is not registered (units.yaml). Similar: {suggestions}',
)
UNIT_ABOLISHED = Message(
    vi='đơn vị "{unit}" không còn từ năm {year} (succession trong units.yaml)',
    en='the unit "{unit}" is no more since {year} (succession in units.yaml)',
)
UNIT_AMBIGUOUS = Message(
    vi='tên "{typed}" có thể là nhiều đơn vị: {suggestions}; phải ghi tên đầy đủ',
    en='the name "{typed}" may mean several units: {suggestions}; write the full name',
)

# --- and what to do, for each reader --------------------------------------------------------------

BALLOT_UNKNOWN_UNIT = FindingKind(
    code="ballot_unknown_unit",
    problem=UNIT_UNKNOWN,
    remedy=Message(
        vi="Phiếu bị loại. Sửa tên, hoặc thêm vào units.yaml (đơn vị mới, hoặc cách viết khác vào aliases).",
        en=(
            "The ballot is rejected. Mend the name, or add it to units.yaml (as a unit, or as an alias of "
            "one)."
        ),
    ),
)
POINTS_UNKNOWN_UNIT = FindingKind(
    code="points_unknown_unit",
    problem=UNIT_UNKNOWN,
    remedy=Message(
        vi="Sửa tên hoặc thêm vào units.yaml; điểm của đơn vị này không được tính.",
        en="Mend the name or add it to units.yaml; its points are not counted.",
    ),
)
PUBLISHED_UNKNOWN_UNIT = FindingKind(
    code="published_unknown_unit",
    problem=UNIT_UNKNOWN,
    remedy=Message(
        vi=(
            "Danh sách là của năm được nhập. Sửa tên; hoặc thêm vào units.yaml: cách viết khác vào aliases, "
            "đơn vị cũ vào succession. Nhóm nay không còn thì nhập với --former-groups. Nếu là dòng tên nhóm "
            "thì ghi tên nhóm như trong units.yaml, để trống hạng và điểm."
        ),
        en=(
            "The register is that of the year of the table. Mend the name, or add it to units.yaml: another "
            "spelling to aliases, a former unit to succession. A group that is no more is imported with "
            "--former-groups. If it is the heading of a group, write the group's name as in units.yaml and "
            "leave rank and score blank."
        ),
    ),
)
SAMPLE_UNKNOWN_UNIT = FindingKind(
    code="sample_unknown_unit",
    problem=UNIT_UNKNOWN,
    remedy=Message(
        vi="Sửa tên, hoặc thêm vào units.yaml (đơn vị mới, hoặc cách viết khác vào aliases).",
        en="Mend the name, or add it to units.yaml (as a unit, or as an alias of one).",
    ),
)
