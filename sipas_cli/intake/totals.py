"""Labels of rows that are no entries of a table: sums, means, counts, shares and extremes.

Every reader of tables asks here: ballots, points, published tables, lists for sampling. A label alone
decides nothing: where an entry could stand behind it (a registered unit, a day), the reader looks for that.
"""

import re

from sipas_cli.text import fold, plain

#: Only alone: more words make a name of them (Tổng cục, Max Mobile) or an id (TB 01).
_ALONE = (
    *("Tổng", "Cộng", "Tổng trang", "Cộng trang", "TB", "ĐTB", "TBC", "SL", "TL", "%", "Max", "Min"),
    *("Sum", "Count", "Mean", "Median", "Mode", "Average", "Avg", "Std", "Std Dev", "StDev", "Var", "Total"),
    *("Totals", "Subtotal", "Percent", "Maximum", "Minimum"),
)
#: Alone, or with words about what is counted: "Tổng số phiếu: 10", "Tỷ lệ hài lòng (%)".
_PHRASES = (
    *("Tổng cộng", "Tổng số", "Tổng phiếu", "Tổng điểm", "Tổng lượt", "Tổng mục", "Tổng phần", "Lũy kế"),
    *("Cộng mục", "Cộng nhóm", "Cộng phần", "Cộng phiếu", "Cộng điểm", "Cộng dồn", "Mang sang"),
    *("Chuyển trang", "Trung bình", "Điểm trung bình", "Điểm TB", "Giá trị trung bình", "Bình quân"),
    *("Điểm bình quân", "Chỉ số trung bình", "Chỉ số bình quân", "Trung vị", "Tỷ lệ", "Tỉ lệ", "Tỷ trọng"),
    *("Phần trăm", "% hài lòng", "Số phiếu", "Số lượng", "Số lượt", "Số người", "Cao nhất", "Thấp nhất"),
    *("Lớn nhất", "Nhỏ nhất", "Điểm cao nhất", "Điểm thấp nhất", "Giá trị lớn nhất", "Giá trị nhỏ nhất"),
    *("Giá trị cao nhất", "Giá trị thấp nhất", "Độ lệch chuẩn", "Phương sai", "Điểm tối đa", "Thang điểm"),
    *("Điểm chuẩn", "Toàn tỉnh", "Toàn thành phố", "Chung toàn tỉnh", "Cả tỉnh", "Grand total", "Total of"),
    *("Sum of", "Mean of", "Average of", "Count of"),
)
#: Headers of a column that says how many people gave the answers of a row.
COUNT_HEADERS = (
    *("Số lượng", "Số lượng phiếu", "Số lượng người trả lời", "Số người trả lời", "Số ý kiến", "Số người"),
    *("Số lượt", "Số lượt trả lời", "Số phiếu", "Tổng số phiếu", "Tổng phiếu", "SL", "SL phiếu", "n"),
    *("Tần suất", "Tần số", "Trọng số", "Count", "Frequency", "Freq", "Weight"),
)
#: What Excel and LibreOffice put behind the name of a group when they insert subtotals.
_BEHIND = (
    *("Count", "Sum", "Total", "Average", "Max", "Min", "Product", "StdDev", "StdDevp", "Var", "Varp"),
    *("Result", "Tổng", "Tổng cộng", "Đếm", "Trung bình", "Tối đa", "Tối thiểu"),
)
_GRAND = ("Grand", "Tổng", "Toàn bộ")

_ENDING = " :.*-"
_ALONE_KEYS = frozenset(fold(text) for text in (*_ALONE, *_PHRASES))
_PHRASE_KEYS = tuple(f"{fold(text)} " for text in _PHRASES)
_BEHIND_PATTERN = re.compile(rf"(\S.*) (?:{'|'.join(map(re.escape, map(fold, _BEHIND)))})")
_BEFORE = f"{fold('Cộng')} "
_GRAND_KEYS = frozenset(map(fold, _GRAND))
_ASIDE = re.compile(r"\([^)]*\)|:.*")
#: The same without diacritics, as some type; "cong an" begins as "cong" does: only longer phrases begin one.
_PLAIN_ALONE_KEYS = frozenset(map(plain, (*_ALONE, *_PHRASES)))
_PLAIN_PHRASE_KEYS = tuple(f"{plain(text)} " for text in _PHRASES if " " in text)
_FIRST_LETTERS = frozenset(key[0] for key in (*_ALONE_KEYS, *_PLAIN_ALONE_KEYS))


def is_total(text: str) -> bool:
    """Whether a text is the label of a row of sums, means, counts, shares or extremes.

    >>> [is_total(text) for text in ("TB", "Tổng số phiếu: 10", "Ty le (%)", "Tổng cục Thuế", "P017")]
    [True, True, True, False, False]
    """
    if text[:1].isascii() and text.lstrip(" -*(")[:1].lower() not in _FIRST_LETTERS:
        return False  # nearly every id and number is spared the long way
    key = fold(text).strip(_ENDING)
    bare = " ".join(_ASIDE.sub(" ", key).split()).strip(_ENDING)
    if {key, bare} & _ALONE_KEYS:
        return True
    if key.isascii():
        return bool({key, bare} & _PLAIN_ALONE_KEYS) or key.startswith(_PLAIN_PHRASE_KEYS)
    return key.startswith(_PHRASE_KEYS)


def group_of_subtotal(text: str) -> str:
    """The group whose subtotals a row holds, folded: that of "Cộng Sở Y tế", or of "Sở Y tế Count" as
    spreadsheets label it. "" for any other text; "grand" for the row of all groups. Only where the group
    stands in the table too, or is "grand", is it such a row: "Cộng Hiền" is a commune.

    >>> group_of_subtotal("Sở Tư pháp Count") == fold("Sở Tư pháp"), group_of_subtotal("Grand Count")
    (True, 'grand')
    """
    key = fold(text).strip(_ENDING)
    if key.startswith(_BEFORE):
        return key.removeprefix(_BEFORE)
    found = _BEHIND_PATTERN.fullmatch(key)
    if found is None:
        return ""
    return "grand" if found[1] in _GRAND_KEYS else found[1]
