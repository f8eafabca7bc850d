"""Filling in a template, whatever document it is for: Word, HTML or Markdown, and never one with flaws."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from sipas_cli.errors import RulesError, together
from sipas_cli.templating import check, messages, word
from sipas_cli.templating.steps import TooFarError
from sipas_cli.templating.tags import with_plain_tags
from sipas_cli.templating.templates import environment
from sipas_cli.templating.word_tables import Columns
from sipas_cli.text.visible import NOT_XML

FORMATS = ("docx", "html", "md")
_OPENING, _CLOSING = Markup("&#123;"), Markup("&#125;")


def filled(
    template: Path,
    context: Mapping[str, Any],
    example: Mapping[str, Any],
    tables: Sequence[Columns] = (),
) -> bytes:
    """The template with `context` filled in.

    example   what it is checked against: all that a template of this document may be filled with
    tables    the columns of tables that docxtpl made, which are to fit the page

    Raises RulesError for everything that is wrong with the template, each with its place.
    """
    return filler(template, example)(context, tables)


def filler(
    template: Path, example: Mapping[str, Any]
) -> Callable[[Mapping[str, Any], Sequence[Columns]], bytes]:
    """What fills in a template again and again: `filled` with the flaws looked for once.

    Raises RulesError as `filled` does.
    """
    if wrong := flaws(template, example):
        raise together(wrong)
    made = _environment(_form(template), remember=True)
    prepared: dict[str, str] = {}

    def fill(context: Mapping[str, Any], tables: Sequence[Columns]) -> bytes:
        try:
            if _form(template) == "docx":
                return word.filled(template, context, made, tables, prepared)
            text = template.read_text(encoding="utf-8-sig")
            return made.from_string(with_plain_tags(text)).render(context).encode()
        except TooFarError as error:
            raise RulesError(messages.TEMPLATE_TOO_FAR, where=template.name) from error
        except (TemplateError, TypeError, ArithmeticError, ValueError, LookupError, AttributeError) as error:
            wrong = check.not_computed(template, context, made)
            raise together(
                wrong or [RulesError(messages.TEMPLATE_EXPRESSION, where=template.name)]
            ) from error

    return fill


def flaws(template: Path, example: Mapping[str, Any]) -> list[RulesError]:
    """What is wrong with a template, each thing with its place; nothing if it can be filled in."""
    return check.flaws(template, example, _environment(_form(template)))


def _form(template: Path) -> str:
    form = template.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise RulesError(messages.TEMPLATE_KIND, where=template.name)
    return form


def _environment(form: str, *, remember: bool = False) -> SandboxedEnvironment:
    finalize = _for_word if form == "docx" else None
    return environment(escape=form != "md", finalize=finalize, remember=remember)


def _for_word(value: Any) -> Any:
    """A text without what XML cannot hold; its braces spelled so that docxtpl, which takes "{_{" for
    "{{", leaves them alone."""
    if not isinstance(value, str):
        return value
    return escape(NOT_XML.sub("", value)).replace("{", _OPENING).replace("}", _CLOSING)
