"""The decision with its appendices: Word, HTML and Markdown from one context."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from sipas_cli.documents import messages
from sipas_cli.documents.appendix import Changes, Part, available, keep_last_footnotes, part_data
from sipas_cli.errors import RulesError
from sipas_cli.machine.pdf import from_office
from sipas_cli.model import Group, GroupStandings, Standing, Standings, Unit
from sipas_cli.rules.gate import checked
from sipas_cli.rules.library import shipped
from sipas_cli.rules.yaml_loader import load
from sipas_cli.runs.run import StoredRun
from sipas_cli.templating import template
from sipas_cli.text.days import long_date, short_date
from sipas_cli.text.numbers import roman
from sipas_cli.text.spelling import fold
from sipas_cli.workspace.decision import (
    APPENDIX_FIELDS,
    DECISION,
    OWN_FIELD,
    PART_FIELDS,
    SUBMISSION_FIELD,
    Article,
    Decision,
    Submission,
    plain_fields,
    signing_day,
)
from sipas_cli.workspace.settings import Settings

FORMATS = (*template.FORMATS, "pdf")
_TEMPLATE = "decision"
BLANK_NUMBER = "       "
DRAFT = "DỰ THẢO"
#: How the basis begins that names the submission.
_ON_PROPOSAL = "Theo đề nghị"
_CONTENTS = PART_FIELDS[0]
#: To which decision an appendix belongs, by Nghị định 30/2020/NĐ-CP.
_APPENDIX_OF = "(Kèm theo Quyết định số {number} {date} của"
_LAST_MARKS = re.compile(r"\s*[;.,][\s;.,/]*$")
_ITALIC = re.compile(r"\*([^*]+)\*")
_NO_CHANGES: Mapping[str, Changes] = {}


def render_decision(
    runs: Mapping[str, StoredRun],
    decision: Decision,
    settings: Settings,
    local: Path,
    form: str,
    changes: Mapping[str, Changes] = _NO_CHANGES,
    *,
    draft: bool = True,
) -> bytes:
    """The decision in the format `form`, from the template in `local` or the shipped one.

    runs      index -> its run, all of one year; there is one for an appendix at least
    changes   index -> id of a unit -> the unit beside what it was in an earlier year
    draft     whether it must be marked as a draft, since a run that it prints may still be replaced

    Raises RulesError for a template with an unknown field, a broken tag or a forbidden expression, and
    for a column of an area that the run does not have; SurroundingsError where no pdf can be made.
    """
    if form == "pdf":
        word_file = render_decision(runs, decision, settings, local, "docx", changes, draft=draft)
        return from_office(word_file, ".docx", seconds=settings.pdf_seconds)
    context = decision_context(runs, decision, settings, changes, draft=draft)
    tables = [appendix["columns"] for appendix in context["appendices"]]
    return template.filled(template_of(local, form), context, example(), tables)


def template_of(local: Path, form: str) -> Path:
    """The template of a format, for pdf that of Word: that of the office in `local`, else the shipped one."""
    name = f"{_TEMPLATE}.{'docx' if form == 'pdf' else form}"
    if (local / name).is_file():
        return local / name
    return shipped("templates") / name


def example() -> dict[str, Any]:
    """What a template may be filled with, made up: something in every list, each text being there."""
    run = _made_up_run()
    decision = checked(load(shipped("templates") / "workspace" / DECISION), Decision)
    return decision_context({run.index: run}, decision, Settings(), {}, draft=True)


def _made_up_run() -> StoredRun:
    group, score = Group("a", "A"), Fraction(90)
    lines = [Standing(Unit(name, name, "a"), 1, True, score, "", 0, {}) for name in ("a", "b")]
    standings = Standings((GroupStandings(group, score, tuple(lines)),), score, 2, 0)
    return StoredRun("", Path(), {"year": 2000, "index": "sipas", "notice": ""}, standings)


# --- what the templates are filled with ----------------------------------------------------------


def decision_context(
    runs: Mapping[str, StoredRun],
    decision: Decision,
    settings: Settings,
    changes: Mapping[str, Changes],
    *,
    draft: bool,
) -> dict[str, Any]:
    """Every field that a template of the decision may use, as printed text."""
    parts = available(decision.appendices, runs)
    year = parts[0].run.year
    fields = _fields(parts, decision, plain_fields(year, settings.province))
    number = f"{decision.number or BLANK_NUMBER}/{decision.symbol}"
    when, _ = dates(decision.date)
    fill = filler(fields)
    agency = fill(decision.agency).splitlines()
    recipients = [f"- {text}" for text in ended(map(fill, decision.recipients), ";", ".")]
    return {
        "year": year,
        "agency": agency,
        "agency_line": _line_below(agency[-1]),
        "number": number,
        "draft": DRAFT if draft else "",
        "place_and_date": f"{fill(decision.place)}, {when}",
        "about": _lines(fill(decision.about)),
        "issuer": fill(decision.issuer),
        "bases": ended([fill(base) for base in decision.bases], ";", "."),
        "articles": _articles(parts, decision, fields),
        "recipients": [_ITALIC.sub(r"\1", text) for text in recipients],
        "recipients_in_parts": [_in_parts(text) for text in recipients],
        "signer_for": fill(decision.signer.for_whom or ""),
        "signer_office": fill(decision.signer.office),
        "signer_name": fill(decision.signer.name or ""),
        "appendix_of": _appendix_of(decision, fields, number, when),
        "appendices": _appendices(parts, decision, fill, changes),
        "notice": " ".join(dict.fromkeys(part.run.notice for part in parts if part.run.notice)),
    }


def _appendix_of(decision: Decision, fields: Mapping[str, str], number: str, date: str) -> str:
    """To which decision an appendix belongs, in the office's own words or those of the decree."""
    known = dict(zip(APPENDIX_FIELDS, (number, date), strict=True))
    return filler({**fields, **known})(decision.appendix_of or f"{_APPENDIX_OF} {decision.issuer_short})")


def proposal(runs: Mapping[str, StoredRun], decision: Decision, settings: Settings) -> dict[str, Any]:
    """What a submission says of the decision that it asks for: its subject, on lines of its own and within a
    sentence, who signs it, and its bases but the submission itself; and the symbol of the submission."""
    parts = available(decision.appendices, runs)
    fill = filler(_fields(parts, decision, plain_fields(parts[0].run.year, settings.province)))
    bases = [base for base in decision.bases if not fold(base).startswith(fold(_ON_PROPOSAL))]
    about = fill(decision.about)
    return {
        "symbol": decision.submission.symbol,
        "about": _lines(about),
        "subject": " ".join(about.split()),
        "issuer_short": fill(decision.issuer_short),
        "bases": ended([fill(base) for base in bases], ";", "."),
    }


def dates(text: str | None) -> tuple[str, str]:
    """The day of signing as it stands beside the place, and shorter within a sentence; with blanks as far as
    it is not known."""
    day, month = signing_day(text) if text else (None, None)
    return long_date(day, month=month), short_date(day, month=month)


def _fields(parts: Sequence[Part], decision: Decision, plain: Mapping[str, str]) -> dict[str, str]:
    """What stands for each field in braces, but the one that each article has of its own.

    Raises RulesError if {contents} is asked for and no appendix has a name.
    """
    fill = filler(plain)
    names = [_lines(fill(part.appendix.name)) for part in parts if part.appendix.name]
    contents = (";\n" if any("\n" in name for name in names) else "; ").join(names)
    if not contents and _CONTENTS in decision.model_dump_json():
        raise RulesError(messages.DECISION_CONTENTS, where=DECISION, field=_CONTENTS)
    numbers = ", ".join(_numbers(parts))
    appendices = f"Phụ lục {numbers}".rstrip()
    last = str(len(_standing_articles(parts, decision)))
    made = dict(zip(PART_FIELDS, (contents, appendices, last), strict=True))
    return {**plain, **made, SUBMISSION_FIELD: _named(decision.submission)}


def _named(submission: Submission) -> str:
    """A submission as a basis names it; with blanks as far as it has no number or day yet."""
    _, day = dates(submission.date)
    return f"Tờ trình số {submission.number or BLANK_NUMBER}/{submission.symbol} ngày {day}"


def _lines(text: str) -> str:
    """A text without the spaces at the ends of its lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _in_parts(text: str) -> list[dict[str, Any]]:
    """The parts of a text in their order, those between asterisks in italics."""
    parts = enumerate(_ITALIC.split(_lines(text)))
    return [{"text": part, "italic": bool(place % 2)} for place, part in parts if part]


def _line_below(text: str) -> str:
    """A line between a third and a half as long as a text in bold capitals: in Times these are, with the
    spaces between them, about two thirds as wide as they are high, an underscore half."""
    return "_" * max(len(text) // 2, 1)


def _numbers(parts: Sequence[Part]) -> list[str]:
    """I, II ... for the appendices; an only one has no number."""
    if len(parts) > 1:
        return [roman(n) for n in range(1, len(parts) + 1)]
    return [""]


def filler(fields: Mapping[str, str]) -> Callable[[str], str]:
    """Puts what the fields stand for into a wording."""

    def fill(text: str) -> str:
        for field, value in fields.items():
            text = text.replace(field, value)
        return text

    return fill


def _standing_articles(parts: Sequence[Part], decision: Decision) -> list[Article]:
    """The articles without those for an appendix that is left out."""
    appendices = {None, *(part.appendix.of for part in parts)}
    return [article for article in decision.articles if article.for_ in appendices]


def _articles(parts: Sequence[Part], decision: Decision, fields: Mapping[str, str]) -> list[dict[str, str]]:
    names = {}
    for part, number in zip(parts, _numbers(parts), strict=True):
        names[part.appendix.of] = f"Phụ lục {number}".rstrip()
    texts = []
    for article in _standing_articles(parts, decision):
        known = dict(fields)
        if article.for_:
            known[OWN_FIELD] = names[article.for_]
        texts.append(filler(known)(article.text))
    numbered = enumerate(ended(texts, ".", "./."), start=1)
    return [{"head": f"Điều {n}.", "text": text} for n, text in numbered]


def _appendices(
    parts: Sequence[Part], decision: Decision, fill: Callable[[str], str], changes: Mapping[str, Changes]
) -> list[dict[str, Any]]:
    shown = [
        {
            "heading": f"{decision.appendix_word} {number}".rstrip(),
            "title": fill(part.appendix.title).splitlines(),
            **part_data(part, fill, changes.get(part.run.index, {})),
        }
        for part, number in zip(parts, _numbers(parts), strict=True)
    ]
    keep_last_footnotes([group for appendix in shown for group in appendix["groups"]])
    return shown


def ended(texts: Iterable[str], mark: str, last: str) -> list[str]:
    """Each text with the mark that ends it in a document of this kind, whatever it was typed with."""
    bare = [_bare(text) for text in texts]
    if not bare:
        return []
    return [*(text + mark for text in bare[:-1]), bare[-1] + last]


def _bare(text: str) -> str:
    """A text without the mark at its end; the blanks of a day that is not known yet stay."""
    text = _LAST_MARKS.sub("", text.rstrip("\n"))
    return text if text.rstrip().endswith("/") else text.rstrip()
