"""The first sheet of an audit workbook: what it is about, what is where, what is not computed again."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sipas_cli.audit.answers import BALLOTS, COUNTS, FACTORS, QUESTIONS
from sipas_cli.audit.asked import INDEX, units_of
from sipas_cli.audit.exact import DIGITS, doubtful, prints_the_same
from sipas_cli.audit.leaves import AREAS, LEAVES
from sipas_cli.audit.ranking import MEANS, RULES
from sipas_cli.documents.method import method
from sipas_cli.documents.page import ABOUT, Page
from sipas_cli.documents.results import INDEX_TITLES
from sipas_cli.messages import speaking
from sipas_cli.model import PAR
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.policies import Measure
from sipas_cli.runs.kept import Kept
from sipas_cli.text import GUIDE_SHEET
from sipas_cli.workbook.book import Book, height

#: Why there are no ballots in a workbook.
MISSING, KINDS, SIZE = "audit_missing", "audit_kinds", "audit_size"
_WIDTH = 105
_STORED = "nên sheet Đếm là số đã lưu của lần chạy, không phải công thức; mọi sheet sau nó vẫn là công thức."
_WITHOUT = {
    MISSING: f"Không có tệp phiếu gốc của lần chạy, {_STORED} Cần từng phiếu thì đưa tệp gốc vào.",
    KINDS: f"Chỉ số lấy bình quân theo đối tượng, mà từng phiếu thì lộ đối tượng của nó, {_STORED}",
    SIZE: f"Quá nhiều phiếu để mở được trong bảng tính, {_STORED}",
}
_REASONS = {
    "misaligned": "dòng lệch cột",
    "not_approved": "không được duyệt hoặc chưa gửi",
    "incomplete": "chưa hoàn thành",
    "outside_period": "ngoài thời gian khảo sát",
    "excluded_kind": "đối tượng không được tính",
    "no_unit": "không ghi đơn vị",
    "unknown_unit": "không rõ đơn vị nào",
    "excluded_unit": "đơn vị không được đánh giá",
    "no_answer": "không có câu trả lời nào",
    "few_answers": "quá ít câu trả lời",
    "duplicate": "trùng mã phiếu",
}


def write_guide(book: Book, kept: Kept, why: str) -> None:
    """Writes the sheet; `why` says why the ballots are not in the workbook, "" where they are."""
    title = f"Kiểm tra {INDEX_TITLES.get(kept.stored.index, kept.stored.index)} năm {kept.stored.year}"
    page = Page(book, GUIDE_SHEET, title)
    page.sheet.set_column(0, 0, 26)
    page.sheet.set_column(1, 1, _WIDTH)
    lines = [*_about(kept), *_sheets(kept, why), *_rules(kept), *_proof(kept), *_not_here(kept)]
    for row, (name, text) in enumerate(lines, start=ABOUT + 1):
        page.text(row, 0, name, "bold")
        page.text(row, 1, text, "wrapped")
        page.sheet.set_row(row, height(text, _WIDTH))
    page.sheet.activate()


Lines = Iterator[tuple[str, str]]


def _about(kept: Kept) -> Lines:
    manifest, about = kept.stored.manifest, kept.stored.manifest["criteria"]
    if notice := kept.stored.notice:
        yield "Lưu ý", notice
    yield "Lần chạy", kept.stored.name
    yield "Bộ tiêu chí", f"{about['id']}: {about['title']}"
    for own in manifest["sources"]:
        yield "Tệp gốc", f"{own['name']} (SHA-256 {own['sha256']})"
    for index, run in manifest["folded"].items():
        yield (
            "Chỉ số được lấy vào",
            f"{INDEX_TITLES.get(index, index)}: lần chạy {run}; là số, không tính lại ở đây",
        )
    counts = manifest["counts"]
    if counts["ballots_read"]:
        outcomes = [(_REASONS[name], n) for name, n in counts["outcomes"].items() if name in _REASONS]
        left = "; ".join(f"{reason}: {n}" for reason, n in outcomes)
        yield "Số phiếu", f"đọc {counts['ballots_read']}, hợp lệ {counts['ballots_valid']}"
        yield "Phiếu bị loại", left or "không có"
        own = sum(kept.scores.units[line.unit.id].ballots for line in units_of(kept))
        if others := counts["ballots_valid"] - own:
            yield "Phiếu không dùng", f"{others} phiếu hợp lệ của đơn vị mà chỉ số này không đánh giá"


def _sheets(kept: Kept, why: str) -> Lines:
    yield (
        "Cách xem",
        "Mỗi số là một công thức: chọn ô để thấy nó lấy từ đâu, hoặc dùng Formulas > Trace Precedents.",
    )
    yield (
        f"Sheet {RULES}",
        "các con số của bộ tiêu chí mà công thức dùng: số lẻ, số phiếu tối thiểu, cận của từng loại",
    )
    yield (
        f"Sheet {INDEX}",
        "chỉ số, hạng, xếp loại tính lại của từng đơn vị, cạnh số đã lưu của lần chạy; cột cuối so hai bên",
    )
    yield f"Sheet {MEANS}", "bình quân từng nhóm và chỉ số chung, cũng so với số đã lưu"
    if kept.stored.index == PAR:
        yield (
            f"Sheet {AREAS}",
            "điểm và điểm tối đa từng lĩnh vực của đơn vị; tiêu chí không áp dụng ra khỏi cả hai",
        )
        yield f"Sheet {LEAVES}", "từng tiêu chí của từng đơn vị: điểm tối đa, điểm, nguồn điểm"
        return
    if _throughout(kept):
        yield f"Sheet {COUNTS}", "số phiếu, và số phiếu hài lòng với mọi câu đã trả lời, của từng đơn vị"
    else:
        yield f"Sheet {FACTORS}", "điểm từng yếu tố (hoặc tiêu chí) của từng đơn vị, từ các câu hỏi của nó"
        yield f"Sheet {QUESTIONS}", "điểm từng câu hỏi của từng đơn vị, từ số đếm"
        yield f"Sheet {COUNTS}", "mỗi đơn vị, mỗi câu hỏi một dòng: có bao nhiêu phiếu cho mỗi mức trả lời"
    if why:
        yield "Không có sheet Phiếu", _WITHOUT[why]
    else:
        yield (
            f"Sheet {BALLOTS}",
            "mỗi phiếu hợp lệ một dòng, xếp theo đơn vị; phiếu bị loại chỉ được đếm ở trên",
        )


def _throughout(kept: Kept) -> bool:
    criteria = kept.criteria.criteria
    return isinstance(criteria, Criteria) and criteria.rules.measure == Measure.SATISFIED_THROUGHOUT


def _rules(kept: Kept) -> Lines:
    with speaking("vi"):  # as all of the workbook is
        yield from method(kept.criteria.criteria, kept.stored.index)


def _proof(kept: Kept) -> Lines:
    """What was proved of each figure when the workbook was written."""
    names = {line.unit.id: line.unit.name for line in units_of(kept)}
    lost = [names[unit] for unit in doubtful(kept.standings.groups, kept.scores.units, kept.rules)]
    lost += [name for name, exact in _means(kept) if not prints_the_same(exact, kept.rules.rounding)]
    proved = (
        f"sipas tính bằng phân số; bảng tính bằng số nhị phân, nên công thức làm tròn đến {DIGITS} số lẻ "
        "trước, rồi mới đến số lẻ in ra. Khi lập tệp đã chứng minh bằng phân số với từng đơn vị, từng bình "
        "quân rằng cách đó cho đúng con số, hạng, xếp loại của cách tính chính xác"
    )
    yield "Làm tròn", f"{proved}, TRỪ: {'; '.join(lost)}" if lost else f"{proved}."


def _means(kept: Kept) -> Iterator[tuple[str, Fraction]]:
    for group in kept.standings.groups:
        own = [kept.scores.units[line.unit.id].index for line in group.standings]
        if there := [score for score in own if score is not None]:
            yield f"bình quân {group.group.name}", sum(there, Fraction(0)) / len(there)
    if (whole := kept.scores.overall.index) is not None:
        yield "chỉ số chung", whole


def _not_here(kept: Kept) -> Lines:
    left: Sequence[str] = ("việc đọc tệp, nhận ra đơn vị và loại phiếu", "xếp loại người đứng đầu")
    if kept.stored.index == PAR:
        left = (
            "việc đọc tệp điểm, quy tỷ lệ và lựa chọn ra điểm",
            "điểm lấy từ chỉ số khác",
            "xếp loại người đứng đầu",
        )
    yield "Không tính lại ở đây", "; ".join(left)
