"""Labels of rows that are no entries of a table: sums, means, counts, shares and extremes.

Every reader of tables asks here: ballots, points, published tables, lists for sampling. A label alone
decides nothing: where an entry could stand behind it (a registered unit, a day), the reader looks for that.
"""

import re
from dataclasses import dataclass
from functools import cache

from sipas_cli.rules import words
from sipas_cli.text.packed import is_id
from sipas_cli.text.spelling import fold, plain

_ENDING = " :.*-"
_ASIDE = re.compile(r"\([^)]*\)|:.*")


@dataclass(frozen=True, slots=True)
class _Labels:
    """The words of `rows.yaml`, folded.

    alone          whole labels
    beginnings     what a label begins with
    plain_alone    the same without diacritics, as some type
    plain_beginnings   likewise; "cong an" begins as "cong" does, so only longer phrases begin one
    first_letters  of all of these
    behind, before, all_groups   a group and what stands behind or before it, or in its place for all of them
    """

    alone: frozenset[str]
    beginnings: tuple[str, ...]
    plain_alone: frozenset[str]
    plain_beginnings: tuple[str, ...]
    first_letters: frozenset[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    all_groups: frozenset[str]


@cache
def _labels() -> _Labels:
    sums = words.rows().sums
    alone, plain_alone = (frozenset(map(key, (*sums.alone, *sums.phrases))) for key in (fold, plain))
    return _Labels(
        alone=alone,
        beginnings=tuple(f"{fold(text)} " for text in sums.phrases),
        plain_alone=plain_alone,
        plain_beginnings=tuple(f"{plain(text)} " for text in sums.phrases if " " in text),
        first_letters=frozenset(key[0] for key in alone | plain_alone),
        behind=re.compile(rf"(\S.*) {words.one_of(sums.behind_group, fold)}"),
        before=re.compile(rf"{words.one_of(sums.before_group, fold)} (.*)"),
        all_groups=frozenset(map(fold, sums.all_groups)),
    )


def may_label(text: str) -> bool:
    """Whether a text may be a label at all: ids and numbers, as most rows have one, are spared a closer look.
    "TB 01" and "Tổng:10" are none.

    >>> may_label("P0000017"), may_label("Tổng:10"), may_label("TB")
    (False, True, True)
    """
    return not is_id(text)


def is_total(text: str) -> bool:
    """Whether a text is the label of a row of sums, means, counts, shares or extremes.

    >>> [is_total(text) for text in ("TB", "Tổng số phiếu: 10", "Ty le (%)", "Tổng cục Thuế", "P017")]
    [True, True, True, False, False]
    """
    labels = _labels()
    if text[:1].isascii() and text.lstrip(" -*(")[:1].lower() not in labels.first_letters:
        return False  # nor can it begin a label
    key = fold(text).strip(_ENDING)
    bare = " ".join(_ASIDE.sub(" ", key).split()).strip(_ENDING)
    if key in labels.alone or bare in labels.alone:
        return True
    if not key.isascii():
        return key.startswith(labels.beginnings)
    if key in labels.plain_alone or bare in labels.plain_alone:
        return True
    return key.startswith(labels.plain_beginnings)


def group_of_subtotal(text: str) -> str:
    """The group whose subtotals a row holds, folded: that of "Cộng Sở Y tế", or of "Sở Y tế Count" as
    spreadsheets label it. "" for any other text; "grand" for the row of all groups. Only where the group
    stands in the table too, or is "grand", is it such a row: "Cộng Hiền" is a commune.

    >>> group_of_subtotal("Sở Tư pháp Count") == fold("Sở Tư pháp"), group_of_subtotal("Grand Count")
    (True, 'grand')
    """
    if len(text.split()) < 2:  # a group and a word
        return ""
    labels = _labels()
    key = fold(text).strip(_ENDING)
    if before := labels.before.fullmatch(key):
        return before[1]
    behind = labels.behind.fullmatch(key)
    if behind is None:
        return ""
    if behind[1] in labels.all_groups:
        return "grand"
    return behind[1]
