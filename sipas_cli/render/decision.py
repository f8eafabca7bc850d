"""The decision with its appendix: Word, HTML and Markdown from one context."""

import io
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.files import is_package, timeless_package
from sipas_cli.model import GroupStandings, Standings
from sipas_cli.render.data import note_text
from sipas_cli.rules.library import shipped
from sipas_cli.rules.workspace import Decision, Settings, decision_fields, signing_day
from sipas_cli.store import StoredRun
from sipas_cli.text import decimal_text, long_date, short_date

FORMATS = ("docx", "html", "md")
_TEMPLATES = {"docx": "decision.docx", "html": "decision.html", "md": "decision.md"}
_BLANK_NUMBER = "       "


def render_decision(
    stored: StoredRun, decision: Decision, settings: Settings, local: Path, form: str
) -> bytes:
    """The decision in the format `form`, from the template in `local` or the shipped one.

    Raises RulesError for a template with an unknown field, a broken tag or a forbidden expression.
    """
    context = decision_context(stored, decision, settings)
    name = _TEMPLATES[form]
    folders = [folder for folder in (local, shipped("templates")) if (folder / name).is_file()]
    try:
        if form == "docx":
            return _docx(folders[0] / name, context)
        environment = _environment(escape=form == "html")
        environment.loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
        return environment.get_template(name).render(context).encode()
    except TemplateSyntaxError as error:
        where = f"{name}:{error.lineno}" if form != "docx" else name
        raise RulesError("template_broken", where=where) from error
    except (UndefinedError, SecurityError) as error:
        raise RulesError("template_field", where=name, field=_field(error)) from error
    except TemplateError as error:
        raise RulesError("template_broken", where=name) from error
    except (KeyError, UnicodeDecodeError) as error:
        raise RulesError("template_damaged", where=name) from error
    except (TypeError, ArithmeticError, ValueError, AttributeError) as error:  # what an expression did
        raise RulesError("template_expression", where=name) from error


def _environment(*, escape: bool) -> SandboxedEnvironment:
    """Sandboxed and strict. Escaping is not a matter of taste: without it Word silently drops what
    follows the & of "Sở LĐTB&XH"."""
    environment = SandboxedEnvironment(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=True, loader=DictLoader({})
    )
    environment.filters["md"] = _markdown
    return environment


def _markdown(text: str) -> str:
    """A text as itself in Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


def _field(error: TemplateError) -> str:
    names = re.findall(r"'([^']+)'", str(error.message or ""))  # 'dict object' has no attribute 'x'
    return names[-1] if names else str(error.message or "")


# --- what the templates are filled with ----------------------------------------------------------


def decision_context(stored: StoredRun, decision: Decision, settings: Settings) -> dict[str, Any]:
    """Every field that a template of the decision may use, as printed text."""
    fill = _filler(stored.year, settings.province)
    day, month = signing_day(decision.date) if decision.date else (None, None)
    number = f"{decision.number or _BLANK_NUMBER}/{decision.symbol}"
    when, briefly = long_date(day), short_date(day)
    if month:
        when, briefly = long_date(None, month=month), short_date(None, month=month)
    return {
        "year": stored.year,
        "agency": fill(decision.agency).splitlines(),
        "number": number,
        "place_and_date": f"{fill(decision.place)}, {when}",
        "about": fill(decision.about),
        "issuer": fill(decision.issuer),
        "bases": _ended([fill(base) for base in decision.bases], ";", "."),
        "articles": [
            {"head": f"Điều {n}.", "text": text}
            for n, text in enumerate(_ended([fill(a) for a in decision.articles], ".", "./."), start=1)
        ],
        "recipients": [f"- {text}" for text in _ended([fill(r) for r in decision.recipients], ";", ".")],
        "signer_for": fill(decision.signer.for_whom or ""),
        "signer_office": fill(decision.signer.office),
        "signer_name": fill(decision.signer.name or ""),
        "appendix_title": fill(decision.appendix.title).splitlines(),
        "appendix_of": f"(Kèm theo Quyết định số: {number} ngày {briefly} của {fill(decision.issuer_short)})",
        "columns": {
            "rank": decision.appendix.rank_column,
            "unit": decision.appendix.unit_column,
            "score": decision.appendix.score_column,
        },
        "groups": [
            {"title": f"{n}. {group.group.name}", "rows": _rows(group, stored.standings)}
            for n, group in enumerate(stored.standings.groups, start=1)
        ],
        "notice": stored.notice,
    }


def _filler(year: int, province: str | None) -> Callable[[str], str]:
    """Puts the year and the province into a wording."""
    fields = decision_fields(year, province)

    def fill(text: str) -> str:
        for field, value in fields.items():
            text = text.replace(field, value)
        return text

    return fill


def _ended(texts: list[str], mark: str, last: str) -> list[str]:
    """Each text with the mark that ends it in a document of this kind, whatever it was typed with."""
    bare = [re.sub(r"[\s;.,/]+$", "", text) for text in texts]
    return [text + (last if n == len(bare) - 1 else mark) for n, text in enumerate(bare)]


def _rows(group: GroupStandings, ranking: Standings) -> list[dict[str, str]]:
    return [
        {
            "rank": "–" if line.rank is None else str(line.rank),
            "unit": line.unit.name
            + (f" ({note_text(line, ranking.minimum_ballots, 'vi')})" if line.note else ""),
            "score": _comma(line.score, ranking.decimals),
            "band": line.band,
        }
        for line in group.standings
    ]


def _comma(score: Fraction | None, decimals: int) -> str:
    return "–" if score is None else decimal_text(score, decimals, mark=",")


# --- Word ----------------------------------------------------------------------------------------


def _docx(template: Path, context: dict[str, Any]) -> bytes:
    from docxtpl import DocxTemplate

    if not is_package(template):
        raise RulesError("template_damaged", where=template.name)
    document = DocxTemplate(template)
    document.render(context, jinja_env=_environment(escape=True), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return timeless_package(out.getvalue())
