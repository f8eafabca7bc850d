"""What is found in ballots."""

from sipas_cli.messages import FindingKind, Message

# --- what is refused ------------------------------------------------------------------------------

UNCLEAR_ROW = Message(
    vi=(
        "không rõ các dòng {rows} là phiếu hay là dòng tổng, trung bình, cao nhất, thấp nhất: dòng không có "
        "số, mã, đơn vị, ngày, và số liệu bằng số tính được từ các phiếu. Nếu là phiếu, ghi số thứ tự hoặc "
        "mã phiếu; nếu không, xóa dòng đó; rồi chạy lại."
    ),
    en=(
        "rows {rows} may be ballots or rows of sums, means or extremes: they have no number, id, unit or "
        "day, and hold what can be computed from the ballots. If one is a ballot, give it a number or an "
        "id; if not, delete it; then run it again."
    ),
)
ANSWER_LABELS_UNKNOWN = Message(
    vi=(
        "{count} câu trả lời là cùng một nhãn mà bộ tiêu chí không biết ({labels}), tới {share}% câu trả "
        "lời của một đơn vị, quá mức {limit}% (maximum_unknown_label_pct). Bỏ chúng đi thì lợi cho các câu "
        "trả lời khác, nên không lưu gì. Khai nhãn trong scale của bộ tiêu chí, hoặc tạo ánh xạ bằng: sipas "
        "map {file}"
    ),
    en=(
        "answers that are one and the same label which the criteria do not know ({labels}): {count}, up to "
        "{share}% of the answers of a unit, more than {limit}% (maximum_unknown_label_pct). To leave them "
        "out would favour the other answers, so nothing was stored. Add the label to the scale of the "
        "criteria, or make a mapping: sipas map {file}"
    ),
)
HEADER_OTHER_ORDER = Message(
    vi=(
        "hàng {row} lặp lại tiêu đề nhưng các câu hỏi theo thứ tự khác: phiếu bên dưới sẽ bị đọc nhầm cột. "
        "Tách phần dưới thành trang riêng, hoặc xếp lại các cột theo tiêu đề đầu."
    ),
    en=(
        "row {row} repeats the header with the questions in another order: the ballots below it would be "
        "read from the wrong columns. Put them on a sheet of their own, or bring the columns into the order "
        "of the first header."
    ),
)
SECOND_YEAR = Message(
    vi=(
        "ở đây ghi năm {year} phía trên tiêu đề lặp lại ở dòng {header}: phiếu bên dưới là của năm khác. "
        "Tách thành trang riêng."
    ),
    en=(
        "this says {year} above the header that is repeated in row {header}: the ballots below are of "
        "another year. Put them on a sheet of their own."
    ),
)
COUNT_OF_ROW = Message(
    vi="ô này phải ghi số người cùng trả lời như dòng này, số nguyên từ 0 đến {most}.",
    en="this cell must say how many people gave the answers of its row, a whole number from 0 to {most}.",
)
DRAWN_COLUMN_MISSING = Message(
    vi=(
        "không có cột mà bộ tiêu chí khai ở columns.{role} ({headers}). Thêm cột vào tệp, hoặc bỏ khai báo "
        "nếu mẫu không được chọn như vậy."
    ),
    en=(
        "there is no column as the criteria name in columns.{role} ({headers}). Add it to the file, or take "
        "it out of the criteria if the sample was not drawn like that."
    ),
)
STRATUM_MISSING = Message(
    vi="phiếu không ghi tầng. Ghi tầng mà người trả lời được chọn vào ô này.",
    en="the ballot tells no stratum. Fill in the one that the respondent was drawn in.",
)
STRATUM_UNKNOWN = Message(
    vi=(
        "tầng này không có trong population.csv ở đơn vị của phiếu. Sửa ô này, hoặc thêm tầng vào "
        "population.csv."
    ),
    en="population.csv does not have this stratum for the unit. Mend the cell, or add the stratum there.",
)
CLUSTER_MISSING = Message(
    vi="phiếu không ghi cụm. Ghi cụm mà người trả lời được chọn vào ô này.",
    en="the ballot tells no cluster. Fill in the one that the respondent was drawn in.",
)
WEIGHT_FAULT = Message(
    vi="ô này phải ghi trọng số của phiếu, một số lớn hơn 0.",
    en="this cell must hold the weight of the ballot, a number above 0.",
)
WEIGHTS_MANY = Message(
    vi=(
        "cột trọng số có {found} giá trị khác nhau, nhiều nhất là {most}: đếm theo từng trọng số như vậy thì"
        " lộ từng phiếu. Gộp trọng số thành các mức."
    ),
    en=(
        "the column of weights has {found} different ones, {most} at most: counts by weight would show "
        "single ballots. Round the weights to classes."
    ),
)
TOO_MANY_COUNTED = Message(
    vi="các dòng cộng lại hơn {limit} phiếu. Kiểm tra cột ghi số người.",
    en="the rows stand for more than {limit} ballots together. Look at the column that says how many people.",
)

# --- what is found in the data --------------------------------------------------------------------

ANSWER_OFF_SCALE_DAY = FindingKind(
    code="answer_off_scale",
    problem=Message(
        vi="ô này là một ngày, không phải câu trả lời (câu {question}); có thể Excel đã đổi số thành ngày",
        en="this cell is a day and no answer (question {question}); perhaps Excel made a day of a number",
    ),
    remedy=Message(
        vi="Sửa ô này hoặc để trống. Câu này không tính, các câu khác của phiếu vẫn tính.",
        en="Mend the cell or leave it blank. This answer does not count, the rest of the ballot does.",
    ),
)
BALLOT_INCOMPLETE = FindingKind(
    code="ballot_incomplete",
    problem=Message(
        vi="phiếu chưa hoàn thành; phiếu bị loại",
        en="the ballot was not finished; it is left out",
    ),
    remedy=Message(
        vi="Không phải làm gì, trừ khi phiếu thật ra đã hoàn thành.",
        en="Nothing, unless it was finished after all.",
    ),
)
BALLOT_OUTSIDE_PERIOD = FindingKind(
    code="ballot_outside_period",
    problem=Message(
        vi="phiếu trả lời ngoài thời gian khảo sát; phiếu bị loại",
        en="the ballot was answered outside the period of the survey; it is left out",
    ),
    remedy=Message(
        vi="Kiểm tra ngày trên phiếu, hoặc period_from, period_to trong bộ tiêu chí.",
        en="Check its day, or period_from and period_to of the criteria.",
    ),
)
BALLOT_EXCLUDED_KIND = FindingKind(
    code="ballot_excluded_kind",
    problem=Message(
        vi="người trả lời thuộc đối tượng không được tính; phiếu bị loại",
        en="the respondent is of a kind that does not count; the ballot is left out",
    ),
    remedy=Message(
        vi="Không phải làm gì, trừ khi đối tượng ghi sai (ballots.excluded trong bộ tiêu chí).",
        en="Nothing, unless the kind is wrong (ballots.excluded of the criteria).",
    ),
)
ANSWER_SEVERAL = FindingKind(
    code="answer_several",
    problem=Message(
        vi="câu {question} có nhiều hơn một câu trả lời",
        en="question {question} has more than one answer",
    ),
    remedy=Message(
        vi="Giữ lại một; chưa sửa thì câu này không được tính.",
        en="Keep one of them; the question does not count until then.",
    ),
)
BALLOT_NO_ANSWER_READ = FindingKind(
    code="ballot_no_answer",
    problem=Message(
        vi="không câu trả lời nào của phiếu có trong thang; phiếu bị loại",
        en="no answer of the ballot is of the scale; it is rejected",
    ),
    remedy=Message(
        vi="Nếu các phiếu khác cũng vậy, lập ánh xạ cho câu trả lời: sipas map TỆP.",
        en="If others are like it, map the answers: sipas map FILE.",
    ),
)
BALLOT_DUPLICATE_COPY = FindingKind(
    code="ballot_duplicate",
    problem=Message(
        vi="phiếu cùng thời điểm, đơn vị và câu trả lời đã có ở {first}; phiếu bị loại",
        en="a ballot of the same second, unit and answers is already at {first}; the ballot is rejected",
    ),
    remedy=Message(
        vi="Không phải làm gì nếu hai tệp xuất từ một biểu mẫu; lần sau chỉ cần tệp mới nhất.",
        en="Nothing is to be done if both files are exports of one form; the latest of them is enough.",
    ),
)
BALLOT_DUPLICATE_SPELLED = FindingKind(
    code="ballot_duplicate",
    problem=Message(
        vi=(
            "mã phiếu đã có ở {first}, chỉ khác về chữ hoa, chữ thường, dấu cách hoặc ký tự trông giống "
            "nhau; phiếu bị loại"
        ),
        en=(
            "this ballot id is already at {first}, with other capitals, blanks or signs that look alike; "
            "the ballot is rejected"
        ),
    ),
    remedy=Message(
        vi="Nếu là hai phiếu khác nhau, đánh lại một mã; nếu gõ trùng thì không phải làm gì.",
        en=(
            "If these are two ballots, give one of them another id; if it was typed twice, nothing is to be "
            "done."
        ),
    ),
)
BALLOT_DUPLICATE_UNIT = FindingKind(
    code="ballot_duplicate",
    problem=Message(
        vi="mã phiếu đã có ở {first} cho một đơn vị khác; phiếu bị loại",
        en="this ballot id is already at {first}, for another unit; the ballot is rejected",
    ),
    remedy=Message(
        vi=(
            "Nếu mỗi đơn vị đánh số phiếu từ 1, ghi ids_unique_within: unit trong bộ tiêu chí; nếu không "
            "thì sửa mã."
        ),
        en=(
            "If each unit numbers its ballots from 1, write ids_unique_within: unit in the criteria; else "
            "mend the id."
        ),
    ),
)
ANSWERS_BY_POSITION = FindingKind(
    code="answers_by_position",
    problem=Message(
        vi="mã trả lời được hiểu theo thứ tự của thang, chưa ai xác nhận: {meaning}",
        en="codes of answers are read in the order of the scale, which nobody has confirmed: {meaning}",
    ),
    remedy=Message(
        vi=(
            "So với biểu mẫu; đúng hay sai đều ghi vào ánh xạ (sipas map TỆP), sau đó không còn phát hiện "
            "này."
        ),
        en=(
            "Compare with the form; right or wrong, write it into a mapping (sipas map FILE), and this is "
            "not said again."
        ),
    ),
)
DAY_UNREADABLE = FindingKind(
    code="day_unreadable",
    problem=Message(
        vi="không đọc được ngày trả lời; phiếu vẫn được tính",
        en="the day of answering cannot be read; the ballot counts all the same",
    ),
    remedy=Message(
        vi="Ghi lại ngày dạng 15/11/2023; nếu ngoài thời gian khảo sát thì phiếu sẽ bị loại.",
        en="Write the day as 15/11/2023; outside the period of the survey the ballot will be left out.",
    ),
)
DAY_ORDER = FindingKind(
    code="day_order",
    problem=Message(
        vi="ngày được đọc theo thứ tự ngày/tháng và có phiếu bị loại; đọc tháng/ngày thì phiếu đó được tính",
        en="days are read with the day first and ballots are left out that would count with the month first",
    ),
    remedy=Message(
        vi="Nếu bảng tính ghi tháng trước, đổi cột này sang dạng 2023-11-15 rồi chạy lại.",
        en="If the spreadsheet writes the month first, change this column to 2023-11-15 and run again.",
    ),
)
ANSWER_OFF_SCALE = FindingKind(
    code="answer_off_scale",
    problem=Message(
        vi='câu trả lời "{answer}" không thuộc thang {low}–{top} (câu {question})',
        en='the answer "{answer}" is not on the scale {low}–{top} (question {question})',
    ),
    remedy=Message(
        vi="Sửa ô này hoặc để trống. Câu này không tính, các câu khác của phiếu vẫn tính.",
        en="Mend the cell or leave it blank. This answer does not count, the rest of the ballot does.",
    ),
)
ANSWER_OFF_SCALE_TEXT = FindingKind(
    code="answer_off_scale",
    problem=Message(
        vi="nội dung ô này không phải là câu trả lời nào của thang (câu {question})",
        en="what stands in this cell is no answer of the scale (question {question})",
    ),
    remedy=Message(
        vi="Sửa ô này hoặc để trống. Câu này không tính, các câu khác của phiếu vẫn tính.",
        en="Mend the cell or leave it blank. This answer does not count, the rest of the ballot does.",
    ),
)
ERROR_CELL = FindingKind(
    code="error_cell",
    problem=Message(
        vi="ô này là một lỗi của Excel (câu {question})",
        en="this cell is an Excel error (question {question})",
    ),
    remedy=Message(
        vi="Sửa công thức hoặc gõ thẳng câu trả lời. Câu này không tính, các câu khác vẫn tính.",
        en="Mend the formula or type the answer. This answer does not count, the rest does.",
    ),
)
FORMULA_WITHOUT_VALUE = FindingKind(
    code="formula_without_value",
    problem=Message(
        vi="ô này là công thức chưa được tính (câu {question})",
        en="this cell is a formula that has not been computed (question {question})",
    ),
    remedy=Message(
        vi="Mở tệp bằng Excel rồi lưu lại. Câu này không tính, các câu khác vẫn tính.",
        en="Open the file in Excel and save it. This answer does not count, the rest does.",
    ),
)
ANSWER_MERGED = FindingKind(
    code="answer_merged",
    problem=Message(
        vi="ô này bị gộp với ô khác, không rõ giá trị là của ô nào (câu {question})",
        en=(
            "this cell is merged with others, and nobody knows to which the value belongs (question "
            "{question})"
        ),
    ),
    remedy=Message(
        vi="Bỏ gộp ô rồi nhập từng câu trả lời. Câu này không tính, các câu khác của phiếu vẫn tính.",
        en="Unmerge the cells and type each answer. This answer does not count, the rest of the ballot does.",
    ),
)
MERGED_CELL = FindingKind(
    code="merged_cell",
    problem=Message(
        vi='ô này (cột "{header}") bị gộp qua nhiều dòng, không rõ giá trị là của dòng nào',
        en=(
            'this cell (column "{header}") is merged over several rows, and nobody knows to which the value '
            "belongs"
        ),
    ),
    remedy=Message(
        vi="Bỏ gộp ô rồi nhập từng dòng. Ô được coi như để trống.",
        en="Unmerge the cells and type each row. The cell is taken as blank.",
    ),
)
UNREADABLE_CELL = FindingKind(
    code="unreadable_cell",
    problem=Message(
        vi='ô này (cột "{header}") là lỗi của Excel hoặc công thức chưa được tính',
        en='this cell (column "{header}") is an Excel error or a formula that has not been computed',
    ),
    remedy=Message(
        vi="Mở tệp bằng Excel, sửa ô này rồi lưu lại. Ô được coi như để trống.",
        en="Open the file in Excel, mend the cell, save it. The cell is taken as blank.",
    ),
)
BALLOT_MISALIGNED = FindingKind(
    code="ballot_misaligned",
    problem=Message(
        vi="dòng này có nhiều ô hơn hàng tiêu đề; phiếu bị loại",
        en="this row has more cells than the header; the ballot is rejected",
    ),
    remedy=Message(
        vi="Đặt ô có dấu phân cách trong ngoặc kép.",
        en="Quote the cell that has a separator in it.",
    ),
)
BALLOT_NOT_APPROVED = FindingKind(
    code="ballot_not_approved",
    problem=Message(
        vi="phiếu không được duyệt hoặc chưa gửi; phiếu bị loại",
        en="the ballot was not approved or not submitted; it is rejected",
    ),
    remedy=Message(
        vi="Không phải làm gì, trừ khi trạng thái ghi sai.",
        en="Nothing to do, unless the status is wrong.",
    ),
)
BALLOT_NO_UNIT = FindingKind(
    code="ballot_no_unit",
    problem=Message(vi="không ghi đơn vị; phiếu bị loại", en="no unit is given; the ballot is rejected"),
    remedy=Message(vi="Điền tên đơn vị ở từng dòng.", en="Fill in the unit of each row."),
)
BALLOT_TWO_UNITS = FindingKind(
    code="ballot_unknown_unit",
    problem=Message(
        vi="dòng này ghi hai đơn vị khác nhau ở hai cột; phiếu bị loại",
        en="this row names two different units in two columns; the ballot is rejected",
    ),
    remedy=Message(
        vi="Để lại đơn vị được đánh giá, xóa ô kia.",
        en="Leave the unit that is judged and clear the other cell.",
    ),
)
BALLOT_EXCLUDED_UNIT = FindingKind(
    code="ballot_excluded_unit",
    problem=Message(
        vi="đơn vị {unit} không tham gia đánh giá ({reason}); phiếu bị loại",
        en="the unit {unit} is excluded ({reason}); the ballot is rejected",
    ),
    remedy=Message(
        vi="Không phải làm gì, trừ khi units.yaml ghi sai.",
        en="Nothing to do, unless units.yaml is wrong.",
    ),
)
BALLOT_NO_ANSWER = FindingKind(
    code="ballot_no_answer",
    problem=Message(
        vi="phiếu không có câu trả lời nào được tính; phiếu bị loại",
        en="the ballot has no answer that counts; it is rejected",
    ),
    remedy=Message(
        vi="Kiểm tra phiếu gốc; nếu trắng thật thì không phải làm gì.",
        en="Check the original; if it is blank, nothing is to be done.",
    ),
)
BALLOT_FEW_ANSWERS = FindingKind(
    code="ballot_few_answers",
    problem=Message(
        vi="phiếu trả lời ít hơn {minimum}% số câu áp dụng; phiếu bị loại",
        en="fewer than {minimum}% of the applicable questions are answered; the ballot is rejected",
    ),
    remedy=Message(
        vi="Kiểm tra phiếu gốc; mức này là minimum_answered_pct trong bộ tiêu chí.",
        en="Check the original; the limit is minimum_answered_pct in the criteria.",
    ),
)
BALLOT_BAD_ANSWER = FindingKind(
    code="ballot_bad_answer",
    problem=Message(
        vi="ô này không phải câu trả lời trong thang điểm; theo bộ tiêu chí, phiếu bị loại",
        en="this cell is no answer of the scale; by the criteria the ballot is rejected",
    ),
    remedy=Message(
        vi="Kiểm tra phiếu gốc; quy định này là bad_answers trong bộ tiêu chí.",
        en="Check the original; bad_answers of the criteria says so.",
    ),
)
BALLOT_DUPLICATE = FindingKind(
    code="ballot_duplicate",
    problem=Message(
        vi="mã phiếu đã có ở {first}; phiếu bị loại",
        en="this ballot id is already at {first}; the ballot is rejected",
    ),
    remedy=Message(
        vi="Sửa mã nếu đây là phiếu khác; nếu gõ trùng thì không phải làm gì.",
        en="Mend the id if it is another ballot; if it was typed twice, nothing is to be done.",
    ),
)

# --- questions beside those of the index ----------------------------------------------------------

OTHER_QUESTION_MISSING = FindingKind(
    code="other_question_missing",
    problem=Message(
        vi="trang không có cột của các câu hỏi khác: {questions}; các câu này được tính là không trả lời",
        en="the sheet has no column of the other questions {questions}; they count as not answered",
    ),
    remedy=Message(
        vi="Nếu phiếu có hỏi, khai tiêu đề cột trong headers của câu hỏi (other_questions); điểm không đổi.",
        en="If they were asked, name the header in their headers (other_questions); no score changes.",
    ),
)
OTHER_CHOICE_UNKNOWN = FindingKind(
    code="other_choice_unknown",
    problem=Message(
        vi="cột của một phương án mà câu {question} không có; cột này không được đếm",
        en="a column for a choice that question {question} does not have; it is not counted",
    ),
    remedy=Message(
        vi="Thêm phương án vào choices hoặc also của câu hỏi, hoặc khai cột trong columns.ignored.",
        en="Add it to the choices or also of the question, or name the column in columns.ignored.",
    ),
)
OTHER_ANSWER_UNKNOWN = FindingKind(
    code="other_answer_unknown",
    problem=Message(
        vi='"{answer}" không phải phương án nào của câu {question}; phần này không được đếm',
        en='"{answer}" is none of the choices of question {question}; this part is not counted',
    ),
    remedy=Message(
        vi="Sửa ô này, hoặc khai cách ghi trong also của câu hỏi. Điểm không đổi.",
        en="Mend the cell, or name the text in also of the question. No score changes.",
    ),
)
OTHER_ANSWER_UNKNOWN_TEXT = FindingKind(
    code="other_answer_unknown",
    problem=Message(
        vi="trong ô này có nội dung không phải phương án nào của câu {question}; phần này không được đếm",
        en="something in this cell is none of the choices of question {question}; this part is not counted",
    ),
    remedy=Message(
        vi="Sửa ô này, hoặc khai cách ghi trong also của câu hỏi. Điểm không đổi.",
        en="Mend the cell, or name the text in also of the question. No score changes.",
    ),
)
