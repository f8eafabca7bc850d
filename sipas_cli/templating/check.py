"""Whether a template can be filled in: its tags, its blocks, its fields, set against an example of what
it is filled with. Everything is found at once, each thing with its place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.files import is_sound_package
from sipas_cli.messages import Message
from sipas_cli.templating import fetches, messages
from sipas_cli.templating.blocks import Blocks
from sipas_cli.templating.fields import Fields
from sipas_cli.templating.lines import MOST_BYTES, Flaw, Part, flaw, parts
from sipas_cli.templating.steps import TooFarError
from sipas_cli.templating.tags import single_braces, tags, wide_braces, without_tags
from sipas_cli.workspace.decision import OWN_FIELD, PART_FIELDS, PLAIN_FIELDS

#: What stands in single braces in decision.yaml, and so is looked for in templates.
_FIELDS_OF_WORDING = {field.strip("{}") for field in (*PLAIN_FIELDS, *PART_FIELDS, OWN_FIELD)}


def flaws(template: Path, example: Mapping[str, Any], environment: SandboxedEnvironment) -> list[RulesError]:
    """What is wrong with a template, in the order of its places; nothing if it can be filled in.

    example   what the template may be filled with, something in every list

    Raises RulesError for a template that cannot be read at all.
    """
    if carried := _carried(template):
        return carried
    once: dict[tuple[str, Message, str], RulesError] = {}
    for part in parts(template):
        for _, error in sorted(_of_part(part, example, environment), key=lambda flaw: flaw[0]):
            once.setdefault((error.where, error.message, str(error.params)), error)
    return list(once.values())


def mentions(template: Path, field: str) -> bool:
    """Whether a tag of a template has the word `field` in it."""
    word = re.compile(rf"\b{field}\b")
    return any(word.search(tag.jinja) for part in parts(template) for tag in tags(part))


def not_computed(
    template: Path, context: Mapping[str, Any], environment: SandboxedEnvironment
) -> list[RulesError]:
    """The expressions of a template without flaws, the first of each part, that cannot be computed."""
    errors: list[RulesError] = []
    for part in parts(template):
        source = _blocks(part, environment).source
        errors += [error for _, error in _rendered(part, source, context, environment)]
    return errors


def _carried(template: Path) -> list[RulesError]:
    """What a Word document brings along: one that does is not opened."""
    if template.suffix.lower() != ".docx" or not is_sound_package(template, MOST_BYTES):
        return []
    return fetches.of_package(template)


def _of_part(part: Part, example: Mapping[str, Any], environment: SandboxedEnvironment) -> list[Flaw]:
    blocks = _blocks(part, environment)
    fields = Fields(part, environment, blocks.unread)
    fields.visit(environment.parse(blocks.source), dict(example))
    beside = [*_fetched(part), *_marks(part), *_unfilled(part, example), *_not_alone(part)]
    wrong = [*beside, *blocks.flaws, *fields.flaws]
    return wrong or _rendered(part, blocks.source, example, environment)


def _blocks(part: Part, environment: SandboxedEnvironment) -> Blocks:
    blocks = Blocks(part, environment)
    for tag in tags(part):
        blocks.take(tag)
    blocks.close()
    return blocks


# --- beside the tags -----------------------------------------------------------------------------


def _fetched(part: Part) -> Iterator[Flaw]:
    """What would be run or fetched from elsewhere: fields of Word, the contents of a page."""
    for number, line in enumerate(part):
        if line.field:
            yield flaw(part, number, messages.TEMPLATE_OUTSIDE, what=line.field)
    if part and not part[0].path:
        for number, wrong, what in fetches.of_page(without_tags(part)):
            yield flaw(part, number, wrong, what=what)


def _marks(part: Part) -> Iterator[Flaw]:
    """What those who edited the template left in it, with their names: it would be signed with them."""
    for number, line in enumerate(part):
        if line.mark == "tracked":
            yield flaw(part, number, messages.TEMPLATE_TRACKED)
        elif line.mark == "comment":
            yield flaw(part, number, messages.TEMPLATE_COMMENT)


def _unfilled(part: Part, example: Mapping[str, Any]) -> Iterator[Flaw]:
    """What would be printed as it stands: braces that make no tag, tags where none is filled in. A page has
    braces of its own, in which only the name of a field is taken for a tag."""
    for number, line in enumerate(part):
        for typed in wide_braces(line.text):
            yield flaw(part, number, messages.TEMPLATE_WIDE_BRACES, tag=typed)
        for typed, word in single_braces(line.text).items():
            if line.path or word in _FIELDS_OF_WORDING or word in example:
                yield flaw(part, number, messages.TEMPLATE_SINGLE_BRACES, tag=typed, word=word)
    for tag in tags(part):
        if not part[tag.line].filled:
            yield flaw(part, tag.line, messages.TEMPLATE_ENDNOTE, tag=tag.typed)


def _not_alone(part: Part) -> Iterator[Flaw]:
    """Tags with which docxtpl takes away a paragraph, a row or a cell that has something else in it."""
    for tag in tags(part):
        place = part[tag.line].within(tag.element)
        if tag.element in ("p", "tr", "tc") and place:
            beside = "".join(line.text for line in part if line.within(tag.element) == place)
            if beside.replace(tag.typed, "", 1).strip():
                yield flaw(part, tag.line, messages.TEMPLATE_NOT_ALONE, tag=tag.typed)


# --- rendering -----------------------------------------------------------------------------------


def _rendered(
    part: Part, source: str, values: Mapping[str, Any], environment: SandboxedEnvironment
) -> list[Flaw]:
    """The first expression of a part that cannot be computed."""
    try:
        environment.from_string(source).render(values)
    except TooFarError as error:
        return [flaw(part, _failed_line(error), messages.TEMPLATE_TOO_FAR)]
    except SecurityError as error:
        return [flaw(part, _failed_line(error), messages.TEMPLATE_UNSAFE, field=str(error))]
    except UndefinedError as error:
        return [flaw(part, _failed_line(error), messages.TEMPLATE_FIELD, field=str(error), known="–")]
    except (TemplateError, TypeError, ArithmeticError, ValueError, LookupError, AttributeError) as error:
        return [flaw(part, _failed_line(error), messages.TEMPLATE_EXPRESSION)]
    return []


def _failed_line(error: Exception) -> int:
    """The line of the template, from 0, in which something was being computed."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line - 1
