"""Slips of the pen: a word twice, a full stop within the grounds, a year that is not the document's."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from sipas_cli.intake.stated_year import of_title
from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import index_of
from sipas_cli.recount.published.document import Document, Text
from sipas_cli.recount.published.phrases import ARTICLE, GOES_ON, INDEX_WORD, phrases
from sipas_cli.recount.published.tables import Table
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.rules import words
from sipas_cli.rules.words import one_of

_OPENING = re.compile(r".*?(?:19|20)\d\d[^\d,;:.]*")
_QUOTE = 60
#: So many of its first paragraphs are the head of a document, whose title may begin with a name.
_HEAD = 5


@cache
def _twice() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])({one_of(words.statements().never_twice, str.casefold)}) \1(?![^\W_])")


def check_slips(document: Document) -> Iterator[Verdict]:
    """Words that stand twice, and grounds that end with a full stop before the last of them."""
    for text in document.texts:
        for match in _twice().finditer(text.text.casefold()):
            yield Verdict(messages.WORD_TWICE, text.place, False, {"words": match[0]})
    grounds = [text for text in document.texts if _is_ground(text)]
    for text in grounds[:-1]:
        if text.text.endswith("."):
            params = {"said": f"…{text.text[-_QUOTE:]}"}
            yield Verdict(messages.GROUND_STOP, text.place, False, params)


def _is_ground(text: Text) -> bool:
    """Whether a paragraph is one of the grounds of a decision: it begins so and ends with a mark, and is no
    article, which has its number before them."""
    starts = tuple(map(str.casefold, words.statements().bases))
    return text.text.casefold().startswith(starts) and text.text.endswith((";", ".", ","))


def year_of(document: Document, tables: Sequence[Table]) -> int | None:
    """The year whose results the document tells: that which most of its titles name, the first of equals."""
    years = [year for _, _, year in _announced(document)]
    years += [table.year for table in tables if table.year]
    if not years:
        heads = [text.text for text in document.texts[:_HEAD] if _names_results(text.text)]
        years += [year for head in heads if (year := of_title(head))]
    most = Counter(years).most_common(1)
    if most:
        return most[0][0]
    return None


def _announced(document: Document) -> Iterator[tuple[Text, str, int]]:
    """The titles and the openings of sentences that say of which year the results of an index are."""
    starts = tuple(map(str.casefold, words.statements().announces))
    for text in document.texts:
        beginning = text.text.casefold().lstrip(" .0123456789-+*)")
        if any(word.casefold() in beginning for word in words.statements().aims):
            continue
        opening = text.text
        if not text.text.isupper() and not beginning.startswith(starts) and not _is_article(text.text):
            continue
        if beginning.startswith(starts) and index_of(_first_clause(text.text)):
            opening = _first_clause(text.text)
        index, year = index_of(opening), of_title(opening)
        if year and (index or _names_results(opening)) and _is_title(opening, text.text):
            yield text, index, year


def _is_title(opening: str, text: str) -> bool:
    """Whether an opening says of which year an index is, and no figure is in it or comes next: a sentence
    with a figure may be of any year."""
    rest = text[len(opening) :] if text.startswith(opening) else ""
    figure = GOES_ON.search(f"{opening.casefold()} {rest[:20].casefold()}")
    figure = figure or phrases().figure.search(opening.casefold())  # "tăng từ 90,12% năm 2022"
    return INDEX_WORD in opening.casefold() and not figure


def _first_clause(text: str) -> str:
    """A text up to a comma behind its year."""
    match = _OPENING.match(text)
    if match:
        return match[0]
    return text


def _is_article(text: str) -> bool:
    """Whether a text is an article of a decision that announces results."""
    starts = tuple(map(str.casefold, words.statements().announces[:2]))
    match = ARTICLE.match(text)
    return match is not None and match["rest"].casefold().startswith(starts)


def _names_results(text: str) -> bool:
    """Whether a text names an index, perhaps several."""
    known = words.published().titles
    folded = text.casefold()
    return any(word.casefold() in folded for texts in known.values() for word in texts)


def check_years(document: Document) -> Iterator[Verdict]:
    """Titles and openings of sentences of another year than the document is of; in a workbook each sheet may
    be of its own year."""
    announced = list(_announced(document))
    for sheet in dict.fromkeys(text.place.sheet for text, _, _ in announced):
        of_sheet = [(text, named) for text, _, named in announced if text.place.sheet == sheet]
        year = Counter(named for _, named in of_sheet).most_common(1)[0][0]
        for text, named in of_sheet:
            if named != year:
                params = {"named": named, "year": year, "said": text.text[: 2 * _QUOTE]}
                yield Verdict(messages.OTHER_YEAR, text.place, True, params)
