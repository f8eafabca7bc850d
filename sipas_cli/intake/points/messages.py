"""What is said here, in both languages."""

from sipas_cli.messages import FindingKind, Message

# --- what is found in the data -------------------------------------------------------------------

GROUP_NOT_MEASURED = FindingKind(
    code="group_not_measured",
    problem=Message(
        vi='{unit}: bộ tiêu chí không chấm nhóm "{group}"',
        en='{unit}: the criteria do not measure the group "{group}"',
    ),
    remedy=Message(
        vi="Thêm nhóm vào maximum của bộ tiêu chí, hoặc sửa nhóm trong units.yaml; đơn vị không được tính.",
        en="Add the group to maximum in the criteria, or mend it in units.yaml; the unit is not counted.",
    ),
)
