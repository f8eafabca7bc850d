"""Names: the nearest of several, the first of many, the stem of a file, the sheets of our own workbooks."""

from collections import Counter
from collections.abc import Iterable

from sipas_cli.text.alike import most_alike
from sipas_cli.text.spelling import plain, slug

#: Sheets of a workbook that `sipas form` makes: how to fill it in, and the lists of its drop-downs.
GUIDE_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
#: Nobody needs to be told that these hold no table, nor to unhide them.
OWN_SHEETS = (GUIDE_SHEET, LISTS_SHEET)


def nearest(typed: str, known: Iterable[str]) -> str:
    """What was meant, of all that is known, by a word that is not known; "" if nothing is near it.

    >>> nearest("huyện", ["huyen", "so-nganh"])
    'huyen'
    >>> nearest("abc", ["huyen", "so-nganh"])
    ''
    """
    words = {plain(word): word for word in known}
    close = most_alike(plain(typed), words)
    if close:
        return words[close[0]]
    return ""


def first_of(things: Iterable[object], most: int = 10) -> str:
    """The first of some rows or names, as a message lists them.

    >>> first_of([3, 5, 8], most=2)
    '3, 5, ...'
    """
    shown = list(map(str, things))
    return ", ".join(shown[:most]) + (", ..." if len(shown) > most else "")


#: Words at the beginning of the name of a group or a band that are no names.
_NO_NAMES = ("Các", "Trên", "Từ", "Dưới", "Nhóm các")


def within(name: str) -> str:
    """The name of a group, of a band or of an index as it stands within a sentence.

    >>> within("Các sở, ban, ngành"), within("Trên 90 điểm"), within("UBND huyện"), within("Nhóm 1")
    ('các sở, ban, ngành', 'trên 90 điểm', 'UBND huyện', 'Nhóm 1')
    """
    if name.startswith(tuple(f"{word} " for word in _NO_NAMES)):
        return name[:1].lower() + name[1:]
    return name


#: What a place below the province may be.
PLACES = ("huyện", "thị xã", "thành phố", "quận", "phường", "xã", "thị trấn", "đặc khu")


def organ(unit: str) -> str:
    """The organ that a letter is written to, where a unit is named as a place: its people's committee.

    >>> organ("Huyện Vân Đồn"), organ("Phường Hạ Long"), organ("Sở Y tế"), organ("UBND xã Quảng La")
    ('UBND huyện Vân Đồn', 'UBND phường Hạ Long', 'Sở Y tế', 'UBND xã Quảng La')
    """
    kind = next((kind for kind in PLACES if unit.startswith(f"{kind.capitalize()} ")), "")
    if not kind:
        return unit
    return f"UBND {kind}{unit[len(kind) :]}"


def is_city(province: str) -> bool:
    """Whether a province, as documents name it, is a city of its own.

    >>> is_city("thành phố Hải Phòng"), is_city("tỉnh Quảng Ninh")
    (True, False)
    """
    return province.startswith("thành phố ")


def stem_of(file: str) -> str:
    """The name of a file without its folder and its ending.

    >>> stem_of("2023/So Y te.v2.xlsx")
    'So Y te.v2'
    """
    return file.rpartition("/")[2].rpartition(".")[0]


def file_names(ids: Iterable[str], start: str) -> dict[str, str]:
    """Each id, which may be any text in an imported table -> the name of its file without an ending; no two
    are alike.

    >>> file_names(["so-y-te", "Sở Y tế", "="], "thong-bao")
    {'so-y-te': 'thong-bao-so-y-te', 'Sở Y tế': 'thong-bao-so-y-te--2', '=': 'thong-bao'}
    """
    names: dict[str, str] = {}
    times: Counter[str] = Counter()
    for unit in ids:
        wanted = f"{start}-{slug(unit)[:80]}".rstrip("-")
        times[wanted] += 1
        names[unit] = f"{wanted}--{times[wanted]}" if times[wanted] > 1 else wanted
    return names
