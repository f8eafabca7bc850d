"""The unit that a sheet is about, as a label above its table, its title or its name says it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from sipas_cli.model import Unit
from sipas_cli.text.spelling import fold, nfc, plain
from sipas_cli.workspace.units import Registry

#: What stands before the name of a unit above a table.
UNIT_LABELS = (
    *("Đơn vị", "Tên đơn vị", "Cơ quan", "Tên cơ quan"),
    *("Cơ quan, đơn vị", "Tên cơ quan, đơn vị"),
)
#: Headers of the unit that the answers of a row are about.
JUDGED_LABELS = tuple(
    f"{label} {judged}"
    for label in UNIT_LABELS
    for judged in ("được đánh giá", "được khảo sát", "được lấy ý kiến")
)
#: What the header of a column says that names the office with which people had to do.
_JUDGED = re.compile(
    r"\b(?:don vi|co quan|so|noi|phong|ban|to chuc)\b.*"
    r"\b(?:giai quyet|duoc (?:danh gia|khao sat|lay y kien|cho y kien|gop y)|phuc vu|lien he|giao dich)\b"
)
_LABELLED = re.compile(r"^([^:]{2,80}):\s*(\S.*)$")


def is_of_judged(header: str) -> bool:
    """Whether a column by its header may hold the units that are judged. Where people live or work, who asked
    and what they remark says nothing of that.

    >>> is_of_judged("Cơ quan giải quyết hồ sơ"), is_of_judged("Đơn vị công tác của ông/bà")
    (True, False)
    """
    return bool(_JUDGED.search(plain(header)))


def stated_units(
    rows: Iterable[tuple[int, Sequence[str]]], is_label: Callable[[str], bool]
) -> Iterator[tuple[str, int, int]]:
    """(unit, row, column) wherever a sheet says above its table whose it is: "Đơn vị: Sở Nội vụ" in one cell,
    or the label in one and the name in the next that is filled."""
    for number, row in rows:
        for column, cell in enumerate(row):
            pair = _LABELLED.match(nfc(cell))
            if pair and is_label(pair[1]):
                yield pair[2], number, column
            elif nfc(cell) and is_label(cell.strip().rstrip(":")):
                beside = next(((text, c) for c, text in enumerate(row) if c > column and nfc(text)), None)
                if beside:
                    yield nfc(beside[0]), number, beside[1]


def stated_unit(
    rows: Iterable[tuple[int, Sequence[str]]], is_label: Callable[[str], bool]
) -> tuple[str, int, int] | None:
    """The first of the units that a sheet states above its table."""
    return next(stated_units(rows, is_label), None)


#: What the names of files and sheets say before and behind their unit. Of other words nobody knows what they
#: make of a name: "Phòng Nội vụ huyện X" is not "Huyện X".
_BEFORE = re.compile(
    r"(?:(?:phieu|khao sat|ket qua|tong hop|du lieu|so lieu|danh sach|nhap lieu|bang|bieu|file|tep|sipas|ks"
    r"|kq|cua|nam|tu danh gia|tu cham|danh gia|tham dinh|cham|cham diem|diem|cchc|cai cach hanh chinh|chi so"
    r"|par index|cong tac|y kien|hai long|su hai long|nguoi dan|doi voi|tai|cua|ve|\d+[.)]?) )+"
)
_BEHIND = re.compile(r"(?: (?:nam|thang|quy|dot|lan|ban|sipas|moi|final|v?\d+(?:[.-]\d+)*|[ivx]{1,4}))+")


def _bare(name: str) -> str:
    """The name of a file or sheet without what is said around the unit."""
    words = nfc(name).replace("_", " ").split()
    key = plain(" ".join(words))
    first, end = 0, len(words)
    if before := _BEFORE.match(key):
        first = len(before[0].split())
    for behind in _BEHIND.finditer(key):
        if behind.end() == len(key):
            end -= len(behind[0].split())
    return " ".join(words[first:end])


def unit_in_name(names: Iterable[str], registry: Registry) -> str:
    """The unit that the name of a sheet or a file holds, whole or between its marks; "" where it holds none
    of the register, or several."""
    for name in names:
        parts = (name, *re.split(r"\s+-\s+|_+|\(|\)|:|\s{2,}", name), _bare(name))
        units = filter(None, (registry.unit(part) for part in parts if nfc(part)))
        holders = {unit.name for unit in units}
        if len(holders) == 1:
            return holders.pop()
    return ""


def unit_in_title(texts: Iterable[str], registry: Registry) -> str:
    """The unit that a title holds behind what is said of the form: "PHIẾU CHẤM ĐIỂM CỦA SỞ TƯ PHÁP". Any
    other name in it is that of who sends, appraises or gets the paper."""
    for text in texts:
        bare = _bare(text)
        if not bare or "\n" in text or bare == nfc(text):
            continue
        if unit := registry.unit(bare):
            return unit.name
    return ""


def named_otherwise(unit: Unit | None, name: str, registry: Registry) -> str:
    """The unit that the name of a sheet or of a file holds where it is not `unit`, whose table it is: a
    copied form in which a cell was not changed. "" where they agree or nothing is held."""
    if unit is None:
        return ""
    other = unit_in_name((name,), registry)
    if other == unit.name or fold(name) in {known.id for known in registry.units if known.name == other}:
        return ""  # an id is no name: it may be any short word
    return other
