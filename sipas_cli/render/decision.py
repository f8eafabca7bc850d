"""The decision with its appendices: Word, HTML and Markdown from one context."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sipas_cli.errors import RulesError
from sipas_cli.render import word
from sipas_cli.render.appendix import Changes, Part, available, keep_last_footnote, part_data
from sipas_cli.render.templates import environment, faults
from sipas_cli.rules.library import shipped
from sipas_cli.rules.workspace import (
    DECISION,
    OWN_FIELD,
    PART_FIELDS,
    Article,
    Decision,
    Settings,
    plain_fields,
    signing_day,
)
from sipas_cli.store import StoredRun
from sipas_cli.text import long_date, roman, short_date

FORMATS = ("docx", "html", "md")
_TEMPLATES = {"docx": "decision.docx", "html": "decision.html", "md": "decision.md"}
_BLANK_NUMBER = "       "
_CONTENTS = PART_FIELDS[0]
_NO_CHANGES: Mapping[str, Changes] = {}


def render_decision(
    runs: Mapping[str, StoredRun],
    decision: Decision,
    settings: Settings,
    local: Path,
    form: str,
    changes: Mapping[str, Changes] = _NO_CHANGES,
) -> bytes:
    """The decision in the format `form`, from the template in `local` or the shipped one.

    runs      index -> its run, all of one year; there is one for an appendix at least
    changes   index -> id of a unit -> previous_rank, previous_score, rank_change, score_change as printed

    Raises RulesError for a template with an unknown field, a broken tag or a forbidden expression, and
    for a column of an area that the run does not have.
    """
    context = decision_context(runs, decision, settings, changes)
    name = _TEMPLATES[form]
    folders = [folder for folder in (local, shipped("templates")) if (folder / name).is_file()]
    with faults(name, lines=form != "docx"):
        if form == "docx":
            return word.filled(folders[0] / name, context, environment(escape=True))
        made = environment(escape=form == "html", folders=folders)
        return made.get_template(name).render(context).encode()


# --- what the templates are filled with ----------------------------------------------------------


def decision_context(
    runs: Mapping[str, StoredRun],
    decision: Decision,
    settings: Settings,
    changes: Mapping[str, Changes],
) -> dict[str, Any]:
    """Every field that a template of the decision may use, as printed text."""
    parts = available(decision.appendices, runs)
    year = parts[0].run.year
    fields = _fields(parts, decision, plain_fields(year, settings.province))
    day, month = signing_day(decision.date) if decision.date else (None, None)
    number = f"{decision.number or _BLANK_NUMBER}/{decision.symbol}"
    when, briefly = long_date(day), short_date(day)
    if month:
        when, briefly = long_date(None, month=month), short_date(None, month=month)
    fill = _filler(fields)
    return {
        "year": year,
        "agency": fill(decision.agency).splitlines(),
        "number": number,
        "place_and_date": f"{fill(decision.place)}, {when}",
        "about": fill(decision.about),
        "issuer": fill(decision.issuer),
        "bases": _ended([fill(base) for base in decision.bases], ";", "."),
        "articles": _articles(parts, decision, fields),
        "recipients": [f"- {text}" for text in _ended([fill(r) for r in decision.recipients], ";", ".")],
        "signer_for": fill(decision.signer.for_whom or ""),
        "signer_office": fill(decision.signer.office),
        "signer_name": fill(decision.signer.name or ""),
        "appendix_of": f"(Kèm theo Quyết định số: {number} ngày {briefly} của {fill(decision.issuer_short)})",
        "appendices": _appendices(parts, fill, changes),
        "notice": " ".join(dict.fromkeys(part.run.notice for part in parts if part.run.notice)),
    }


def _fields(parts: Sequence[Part], decision: Decision, plain: Mapping[str, str]) -> dict[str, str]:
    """What stands for each field in braces, but the one that each article has of its own.

    Raises RulesError if {contents} is asked for and no appendix has a name.
    """
    fill = _filler(plain)
    contents = "; ".join(fill(part.appendix.name) for part in parts if part.appendix.name)
    if not contents and _CONTENTS in decision.model_dump_json():
        raise RulesError("decision_contents", where=DECISION, field=_CONTENTS)
    numbers = ", ".join(_numbers(parts))
    appendices = f"Phụ lục {numbers}".rstrip()
    last = str(len(_standing_articles(parts, decision)))
    return {**plain, **dict(zip(PART_FIELDS, (contents, appendices, last), strict=True))}


def _numbers(parts: Sequence[Part]) -> list[str]:
    """I, II ... for the appendices; an only one has no number."""
    return [roman(n) for n in range(1, len(parts) + 1)] if len(parts) > 1 else [""]


def _filler(fields: Mapping[str, str]) -> Callable[[str], str]:
    """Puts what the fields stand for into a wording."""

    def fill(text: str) -> str:
        for field, value in fields.items():
            text = text.replace(field, value)
        return text

    return fill


def _standing_articles(parts: Sequence[Part], decision: Decision) -> list[Article]:
    """The articles without those for an appendix that is left out."""
    there = {None, *(part.appendix.of for part in parts)}
    return [article for article in decision.articles if article.for_ in there]


def _articles(parts: Sequence[Part], decision: Decision, fields: Mapping[str, str]) -> list[dict[str, str]]:
    own = {
        part.appendix.of: f"Phụ lục {number}".rstrip()
        for part, number in zip(parts, _numbers(parts), strict=True)
    }
    texts = [
        _filler({**fields, OWN_FIELD: own[article.for_]} if article.for_ else fields)(article.text)
        for article in _standing_articles(parts, decision)
    ]
    ended = _ended(texts, ".", "./.")
    return [{"head": f"Điều {n}.", "text": text} for n, text in enumerate(ended, start=1)]


def _appendices(
    parts: Sequence[Part], fill: Callable[[str], str], changes: Mapping[str, Changes]
) -> list[dict[str, Any]]:
    shown = [
        {
            "heading": f"PHỤ LỤC {number}".rstrip(),
            "title": fill(part.appendix.title).splitlines(),
            **part_data(part, fill, changes.get(part.run.index, {})),
        }
        for part, number in zip(parts, _numbers(parts), strict=True)
    ]
    keep_last_footnote([group for appendix in shown for group in appendix["groups"]])
    return shown


def _ended(texts: Iterable[str], mark: str, last: str) -> list[str]:
    """Each text with the mark that ends it in a document of this kind, whatever it was typed with."""
    bare = [re.sub(r"[\s;.,/]+$", "", text) for text in texts]
    return [text + (last if n == len(bare) - 1 else mark) for n, text in enumerate(bare)]
