"""What is wrong in all findings of one kind, as a document counts them: without the cell or the unit."""

from collections.abc import Mapping

from sipas_cli.documents.finding_kinds import finding_kinds
from sipas_cli.messages import Message, say


def kind_text(code: str) -> str:
    """What is wrong in all findings with a code."""
    return say(_IN_GENERAL.get(code) or finding_kinds()[code].problem)


_UNKNOWN_UNIT = Message(vi="đơn vị không có trong danh sách", en="a unit that is not in the register")
#: Code -> the sentence, of those kinds whose own sentence says where something is wrong.
_IN_GENERAL: Mapping[str, Message] = {
    **dict.fromkeys(("points_unknown_unit", "published_unknown_unit", "sample_unknown_unit"), _UNKNOWN_UNIT),
    "points_off_formula": Message(
        vi="số điểm mà cách tính của tiêu chí không bao giờ cho", en="points that the formula never gives"
    ),
    "count_unclear": Message(
        vi="không rõ là số lần hay số điểm còn lại", en="how often, or the points that are left?"
    ),
    "count_not_read": Message(vi="không đọc được số lần", en="how often cannot be read"),
    "ballot_unknown_unit": Message(
        vi="đơn vị ghi trên phiếu không có trong danh sách; phiếu bị loại",
        en="the unit on the ballot is not in the register; the ballot is rejected",
    ),
    "ballot_duplicate": Message(
        vi="mã phiếu đã có ở một phiếu khác; phiếu bị loại",
        en="the id is that of another ballot; the ballot is rejected",
    ),
    "ballot_excluded_unit": Message(
        vi="đơn vị không tham gia đánh giá; phiếu bị loại",
        en="the unit does not take part; the ballot is rejected",
    ),
    "ballot_few_answers": Message(
        vi="phiếu trả lời quá ít câu; phiếu bị loại",
        en="too few questions are answered; the ballot is rejected",
    ),
    "answer_off_scale": Message(
        vi="câu trả lời không thuộc thang",
        en="an answer that is not on the scale",
    ),
    "answer_several": Message(
        vi="câu có nhiều hơn một câu trả lời",
        en="a question with more than one answer",
    ),
    "answers_by_position": Message(
        vi="mã trả lời được hiểu theo thứ tự của thang, chưa ai xác nhận",
        en="codes of answers are read in the order of the scale, which nobody has confirmed",
    ),
    "other_question_missing": Message(
        vi="trang không có cột của một câu hỏi khác của phiếu",
        en="a sheet without the column of an other question of the ballot",
    ),
    "other_choice_unknown": Message(
        vi="cột của phương án mà câu hỏi khác không có",
        en="a column for a choice that an other question does not have",
    ),
    "other_answer_unknown": Message(
        vi="nội dung không phải phương án nào của câu hỏi khác",
        en="what is none of the choices of an other question",
    ),
    "error_cell": Message(
        vi="ô báo lỗi",
        en="an error cell",
    ),
    "formula_without_value": Message(
        vi="công thức chưa được tính",
        en="a formula that has not been computed",
    ),
    "answer_merged": Message(
        vi="ô bị gộp, không rõ giá trị là của câu nào",
        en="a merged cell; nobody knows which answer its value is",
    ),
    "merged_cell": Message(
        vi="ô bị gộp qua nhiều dòng, không rõ giá trị là của dòng nào",
        en="a cell merged over several rows; nobody knows which row its value is of",
    ),
    "unreadable_cell": Message(
        vi="ô báo lỗi hoặc công thức chưa được tính",
        en="an error cell, or a formula that has not been computed",
    ),
    "quality_more_than_issued": Message(
        vi="đơn vị thu về nhiều phiếu hơn số đã phát",
        en="a unit of which more ballots came back than were issued",
    ),
    "quality_low_response": Message(
        vi="đơn vị thu về ít phiếu so với số đã phát",
        en="a unit of which few of the issued ballots came back",
    ),
    "quality_low_completion": Message(
        vi="đơn vị có nhiều câu không được trả lời",
        en="a unit of which many questions were not answered",
    ),
    "quality_identical": Message(
        vi="phiếu của một đơn vị giống hệt nhau từng câu",
        en="ballots of one unit that are alike in every answer",
    ),
    "quality_identical_file": Message(
        vi="phiếu của nhiều đơn vị giống hệt nhau từng câu",
        en="ballots of several units that are alike in every answer",
    ),
    "quality_interviewer_alike": Message(
        vi="phiếu của một điều tra viên giống nhau bất thường",
        en="ballots of one interviewer that are unusually alike",
    ),
    "quality_straight": Message(
        vi="đơn vị có nhiều phiếu chỉ có một mức trả lời cho mọi câu",
        en="a unit with many ballots that have one answer throughout",
    ),
    "quality_equal_rows": Message(
        vi="phiếu kề nhau có câu trả lời giống hệt",
        en="neighbouring ballots that are alike in every answer",
    ),
    "quality_burst": Message(
        vi="nhiều phiếu của một đơn vị dồn vào một lúc",
        en="many ballots of one unit at one moment",
    ),
    "quality_interviewer_burst": Message(
        vi="nhiều phiếu của một điều tra viên dồn vào một lúc",
        en="many ballots of one interviewer at one moment",
    ),
    "group_not_measured": Message(
        vi="bộ tiêu chí không chấm nhóm của đơn vị",
        en="the criteria do not measure the group of the unit",
    ),
    "points_year": Message(
        vi="điểm ghi là của năm khác",
        en="points that say they are of another year",
    ),
    "title_differs": Message(
        vi="tiêu chí có tên khác với bộ tiêu chí",
        en="criteria with other titles than in the criteria set",
    ),
    "column_twice": Message(
        vi="hai cột trùng ý",
        en="two columns that mean the same",
    ),
    "row_twice": Message(
        vi="một tiêu chí có ở hai hàng",
        en="a criterion that stands in two rows",
    ),
    "maximum_differs": Message(
        vi="điểm tối đa không như bộ tiêu chí",
        en="a maximum that is not as in the criteria",
    ),
    "points_error_cell": Message(
        vi="ô điểm báo lỗi",
        en="an error cell in place of points",
    ),
    "points_merged": Message(
        vi="ô điểm bị gộp, không rõ điểm là của ô nào",
        en="a merged cell; nobody knows where its points belong",
    ),
    "points_no_value": Message(
        vi="ô điểm là công thức chưa có giá trị",
        en="a formula without a value in place of points",
    ),
    "points_not_number": Message(
        vi="ô điểm không phải là số điểm",
        en="a cell that is no number of points",
    ),
    "option_unknown": Message(
        vi="không có phương án này trong bộ tiêu chí",
        en="an option that the criteria do not have",
    ),
    "percent_unclear": Message(
        vi="không rõ là tỷ lệ phần trăm hay số điểm",
        en="not clear whether a percentage or points",
    ),
    "percent_excessive": Message(
        vi="tỷ lệ quá lớn",
        en="a percentage that is too large",
    ),
    "percent_off_scale": Message(
        vi="tỷ lệ nằm ngoài các mức của tiêu chí",
        en="a percentage outside the steps of the criterion",
    ),
    "points_off_steps": Message(
        vi="điểm không phải của mức nào",
        en="points that are those of no step",
    ),
    "points_other_step": Message(
        vi="điểm không ứng với tỷ lệ ở cùng dòng",
        en="points that are not those of the percentage in the same row",
    ),
    "points_negative": Message(
        vi="điểm âm",
        en="negative points",
    ),
    "points_above_maximum": Message(
        vi="điểm quá mức tối đa",
        en="points above the maximum",
    ),
    "points_not_due": Message(
        vi="tiêu chí không áp dụng cho đơn vị",
        en="points on a criterion that does not apply to the unit",
    ),
    "points_twice": Message(
        vi="một tiêu chí có hai số điểm khác nhau",
        en="two different points on one criterion",
    ),
    "points_blank_here": Message(
        vi="ô trống nhưng nơi khác có điểm",
        en="a blank cell where another has points",
    ),
    "form_of_two_units": Message(
        vi="phiếu chấm ghi hai đơn vị khác nhau",
        en="a scoring form that names two units",
    ),
    "sum_differs": Message(
        vi="tổng ghi trong phiếu chấm khác tổng các tiêu chí",
        en="a sum that differs from that of its criteria",
    ),
    "sum_error_cell": Message(
        vi="ô tổng báo lỗi",
        en="an error cell in place of a sum",
    ),
    "leaf_missing": Message(
        vi="thiếu điểm của tiêu chí thành phần",
        en="points of a criterion are missing",
    ),
    "nothing_applies": Message(
        vi="không tiêu chí nào áp dụng cho đơn vị",
        en="no criterion applies to the unit",
    ),
    "unit_without_points": Message(
        vi="đơn vị không có điểm chấm nào",
        en="a unit without any points",
    ),
    "index_missing": Message(
        vi="chưa có kết quả của chỉ số được lấy điểm",
        en="an index that points come from has no result",
    ),
    "index_differs": Message(
        vi="điểm ghi khác điểm tính từ chỉ số",
        en="points that differ from those of their index",
    ),
    "kind_unknown": Message(
        vi="phiếu điều tra không rõ đối tượng trả lời",
        en="ballots of leaders of no known kind",
    ),
    "unit_without_ballots": Message(
        vi="đơn vị không có phiếu hợp lệ",
        en="a unit without valid ballots",
    ),
    "unit_without_survey": Message(
        vi="đơn vị không có phiếu điều tra hợp lệ",
        en="a unit without valid ballots of leaders",
    ),
    "criterion_without_answers": Message(
        vi="câu không ai trả lời",
        en="a question that nobody answered",
    ),
    "factor_without_answers": Message(
        vi="yếu tố không ai trả lời",
        en="a factor that nobody answered",
    ),
    "unit_below_minimum": Message(
        vi="đơn vị có ít phiếu hơn mức tối thiểu",
        en="a unit with fewer ballots than the minimum",
    ),
    "unit_few_ballots": Message(
        vi="đơn vị có rất ít phiếu so với các đơn vị cùng nhóm",
        en="a unit with far fewer ballots than others of its group",
    ),
    "ballots_not_compared": Message(
        vi="chưa thể tìm phiếu trùng giữa các bảng đếm và tệp",
        en="duplicates between tallies and files cannot be looked for",
    ),
    "copies_not_compared": Message(
        vi="phiếu không có mã chưa so được với phiếu có mã ở bảng đếm hoặc tệp khác",
        en="ballots without ids cannot be compared with those that have them elsewhere",
    ),
}
