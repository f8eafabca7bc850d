"""What is found where scores are made."""

from sipas_cli.messages import FindingKind, Message

# --- what is found in the data --------------------------------------------------------------------

NOTHING_APPLIES = FindingKind(
    code="nothing_applies",
    problem=Message(
        vi="{unit}: không tiêu chí nào áp dụng cho đơn vị này nên không có chỉ số",
        en="{unit}: no criterion is for this unit, so it has no index",
    ),
    remedy=Message(
        vi=(
            "Kiểm tra phạm vi áp dụng và các ô ghi không áp dụng, hoặc ghi excluded kèm lý do trong "
            "units.yaml."
        ),
        en=(
            "Check whom the criteria are for and what is taken out, or write excluded with a reason into "
            "units.yaml."
        ),
    ),
)
UNIT_WITHOUT_POINTS = FindingKind(
    code="unit_without_points",
    problem=Message(vi="{unit} không có điểm chấm nào", en="{unit} has no points at all"),
    remedy=Message(
        vi="Bổ sung phiếu chấm, hoặc ghi excluded kèm lý do trong units.yaml.",
        en="Add its form, or write excluded with a reason into units.yaml.",
    ),
)
INDEX_MISSING = FindingKind(
    code="index_missing",
    problem=Message(
        vi="{unit}: chỉ số {index} không có kết quả cho tiêu chí {part}",
        en="{unit}: the index {index} has no result for criterion {part}",
    ),
    remedy=Message(
        vi="Bổ sung phiếu của đơn vị này, hoặc ghi tiêu chí không áp dụng.",
        en="Add ballots for this unit, or take the criterion out for it.",
    ),
)
INDEX_DIFFERS = FindingKind(
    code="index_differs",
    problem=Message(
        vi="{unit}, {part}: ghi {typed} điểm, tính từ chỉ số {index} được {computed}",
        en="{unit}, {part}: {typed} points are typed, {computed} come from the index {index}",
    ),
    remedy=Message(
        vi="Điểm tính từ chỉ số được dùng; sửa hoặc xóa điểm đã ghi.",
        en="The computed points count; mend or delete those that were typed.",
    ),
)
KIND_UNKNOWN = FindingKind(
    code="kind_unknown",
    problem=Message(
        vi="{unit}: {ballots} phiếu điều tra không rõ đối tượng trả lời",
        en="{unit}: {ballots} ballots of the leader survey do not tell the kind of respondent",
    ),
    remedy=Message(
        vi="Sửa cột đối tượng; khi tính theo từng đối tượng, các phiếu này không được tính.",
        en="Mend that column; where kinds are computed apart, these ballots do not count.",
    ),
)
UNIT_WITHOUT_BALLOTS = FindingKind(
    code="unit_without_ballots",
    problem=Message(vi="{unit}: không có phiếu hợp lệ nào", en="{unit}: there is no valid ballot"),
    remedy=Message(
        vi="Đơn vị không có điểm. Bổ sung phiếu, hoặc ghi excluded trong units.yaml.",
        en="The unit has no score. Add ballots, or mark it as excluded in units.yaml.",
    ),
)
UNIT_WITHOUT_SURVEY = FindingKind(
    code="unit_without_survey",
    problem=Message(
        vi="{unit}: không có phiếu điều tra hợp lệ nào",
        en="{unit}: there is no valid ballot of the leader survey",
    ),
    remedy=Message(
        vi=(
            "Đơn vị không có điểm từ phiếu; điểm điều tra nhập tay trong bảng chấm, nếu có, vẫn được tính. "
            "Bổ sung phiếu, hoặc ghi excluded trong units.yaml."
        ),
        en=(
            "It has no score of ballots; points of the survey that are typed among the points count all the "
            "same. Add ballots, or mark it as excluded in units.yaml."
        ),
    ),
)
CRITERION_WITHOUT_ANSWERS = FindingKind(
    code="criterion_without_answers",
    problem=Message(
        vi="{unit}: câu {question} không ai trả lời",
        en="{unit}: nobody answered question {question}",
    ),
    remedy=Message(
        vi="Điểm của yếu tố là bình quân các câu còn lại.",
        en="The factor is the mean of its other criteria.",
    ),
)
FACTOR_WITHOUT_ANSWERS = FindingKind(
    code="factor_without_answers",
    problem=Message(
        vi='{unit}: yếu tố "{factor}" không ai trả lời',
        en='{unit}: nobody answered anything under "{factor}"',
    ),
    remedy=Message(
        vi="Chỉ số là bình quân có trọng số của các yếu tố còn lại.",
        en="The index is the weighted mean of the other factors.",
    ),
)
UNIT_BELOW_MINIMUM = FindingKind(
    code="unit_below_minimum",
    problem=Message(
        vi="{unit}: {ballots} phiếu, dưới mức tối thiểu {minimum}",
        en="{unit}: {ballots} ballots, below the minimum of {minimum}",
    ),
    remedy=Message(
        vi="Đơn vị có điểm nhưng không xếp hạng. Bổ sung phiếu nếu được.",
        en="The unit is scored but not ranked. Add ballots if you can.",
    ),
)
UNIT_FEW_BALLOTS = FindingKind(
    code="unit_few_ballots",
    problem=Message(
        vi="{unit}: {ballots} phiếu, trong khi {other} cùng nhóm có {most}; hạng dựa trên rất ít phiếu",
        en=(
            "{unit}: {ballots} ballots, while {other} of its group has {most}; its rank rests on very few "
            "ballots"
        ),
    ),
    remedy=Message(
        vi="Xem còn thiếu tệp phiếu của đơn vị không. Nếu đúng là ít như vậy, cân nhắc đặt minimum_ballots.",
        en="See whether a file of its ballots is missing. If not, consider setting minimum_ballots.",
    ),
)
