"""Whether a template can be filled in: its tags, its blocks, its fields, set against an example of what
it is filled with. Everything is found at once, each thing with its place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.files import is_sound_package
from sipas_cli.templating import outside
from sipas_cli.templating.places import (
    MOST_BYTES,
    Line,
    Part,
    Tag,
    parts,
    single_braces,
    tags,
    wide_braces,
    without_tags,
)
from sipas_cli.text import named_signs
from sipas_cli.workspace.decision import OWN_FIELD, PART_FIELDS, PLAIN_FIELDS

#: (number of the line in its part, what is wrong there).
Flaw = tuple[int, RulesError]

_BLOCKS = ("for", "if", "with", "filter", "block", "set", "raw")
_BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
#: Words that bring in other files, make functions, or switch off the escaping of names.
_FORBIDDEN = ("include", "import", "from", "extends", "macro", "call", "autoescape")
_SHOWN = 80
#: What stands in single braces in decision.yaml, and so is looked for in templates.
_FIELDS_OF_WORDING = {field.strip("{}") for field in (*PLAIN_FIELDS, *PART_FIELDS, OWN_FIELD)}


def flaws(template: Path, example: Mapping[str, Any], environment: SandboxedEnvironment) -> list[RulesError]:
    """What is wrong with a template, in the order of its places; nothing if it can be filled in.

    example   what the template may be filled with, something in every list

    Raises RulesError for a template that cannot be read at all.
    """
    if carried := _carried(template):
        return carried
    said: dict[tuple[str, str, str], RulesError] = {}
    for part in parts(template):
        for _, flaw in sorted(_of_part(part, example, environment), key=lambda found: found[0]):
            said.setdefault((flaw.where, flaw.key, str(flaw.params)), flaw)
    return list(said.values())


def _carried(template: Path) -> list[RulesError]:
    """What a Word document brings along: one that does is not opened."""
    if template.suffix.lower() != ".docx" or not is_sound_package(template, MOST_BYTES):
        return []
    return outside.of_package(template)


def mentions(template: Path, field: str) -> bool:
    """Whether a tag of a template has the word `field` in it."""
    word = re.compile(rf"\b{field}\b")
    return any(word.search(tag.jinja) for part in parts(template) for tag in tags(part))


def not_computed(
    template: Path, context: Mapping[str, Any], environment: SandboxedEnvironment
) -> list[RulesError]:
    """The expressions of a template without flaws, the first of each part, that cannot be computed."""
    found = ((part, _blocks(part, environment).source) for part in parts(template))
    return [flaw for part, source in found for _, flaw in _not_computed(part, source, context, environment)]


def _blocks(part: Part, environment: SandboxedEnvironment) -> "_Blocks":
    blocks = _Blocks(part, environment)
    for tag in tags(part):
        blocks.take(tag)
    blocks.close()
    return blocks


def _of_part(part: Part, example: Mapping[str, Any], environment: SandboxedEnvironment) -> list[Flaw]:
    blocks = _blocks(part, environment)
    fields = _Fields(part, environment, blocks.unread)
    fields.statements(environment.parse(blocks.source).body, dict(example))
    beside = [*_outside(part), *_marks(part), *_unfilled(part, example), *_not_alone(part)]
    wrong = [*beside, *blocks.wrong, *fields.wrong]
    return wrong or _not_computed(part, blocks.source, example, environment)


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _flaw(part: Part, line: int, key: str, /, **params: Any) -> Flaw:
    params = {name: _shown(value) if isinstance(value, str) else value for name, value in params.items()}
    return line, RulesError(key, where=part[line].where, **params)


def _outside(part: Part) -> Iterator[Flaw]:
    """What would be run or fetched from elsewhere: fields of Word, the contents of a page."""
    for number, line in enumerate(part):
        if line.field:
            yield _flaw(part, number, "template_outside", what=line.field)
    if part and not part[0].path:
        for number, key, what in outside.of_page(without_tags(part)):
            yield _flaw(part, number, key, what=what)


def _marks(part: Part) -> Iterator[Flaw]:
    """What those who edited the template left in it, with their names: it would be signed with them."""
    for number, line in enumerate(part):
        if line.mark == "tracked":
            yield _flaw(part, number, "template_tracked")
        elif line.mark == "comment":
            yield _flaw(part, number, "template_comment")


def _unfilled(part: Part, example: Mapping[str, Any]) -> Iterator[Flaw]:
    """What would be printed as it stands: braces that make no tag, tags where none is filled in. A page has
    braces of its own, in which only the name of a field is taken for a tag."""
    for number, line in enumerate(part):
        for typed in wide_braces(line.text):
            yield _flaw(part, number, "template_wide_braces", tag=typed)
        for typed, word in single_braces(line.text).items():
            if line.path or word in _FIELDS_OF_WORDING or word in example:
                yield _flaw(part, number, "template_single_braces", tag=typed, word=word)
    for tag in tags(part):
        if not part[tag.line].filled:
            yield _flaw(part, tag.line, "template_endnote", tag=tag.typed)


def _not_alone(part: Part) -> Iterator[Flaw]:
    """Tags with which docxtpl takes away a paragraph, a row or a cell that has something else in it."""
    for tag in tags(part):
        place = part[tag.line].within(tag.own)
        if tag.own in ("p", "tr", "tc") and place:
            beside = "".join(line.text for line in part if line.within(tag.own) == place)
            if beside.replace(tag.typed, "", 1).strip():
                yield _flaw(part, tag.line, "template_not_alone", tag=tag.typed)


# --- tags and blocks -----------------------------------------------------------------------------


class _Blocks:
    """Goes through the tags of a part in their order, and puts together a source that Jinja can read
    whatever was wrong: each sound tag on its line, each block closed.

    unread   the words of tags that could not be read, which other tags may rely on
    """

    def __init__(self, part: Part, environment: SandboxedEnvironment) -> None:
        self.part, self.environment = part, environment
        self.wrong: list[Flaw] = []
        self.unread: set[str] = set()
        self.source = ""
        self.open: list[tuple[str, Tag, str]] = []  # (word, tag, the tag that closes it)

    def take(self, tag: Tag) -> None:
        word = (tag.words or [""])[0]
        if tag.cut:
            self._wrong("template_cut", tag)
        if tag.own and tag.own not in ("r", *self.part[tag.line].path):
            self._wrong("template_tag", tag)
        if not tag.whole:
            self._wrong("template_open" if tag.jinja.startswith("{") else "template_tag", tag)
        elif word.removeprefix("end") in _FORBIDDEN:
            if not word.startswith("end"):
                self._wrong("template_unsafe", tag, field=tag.typed)
        elif word in _BLOCKS and not (word == "set" and "=" in tag.jinja):
            self._open(word, tag)
        elif word in _BETWEEN:
            self._go_on(word, tag)
        elif word.startswith("end"):
            self._end(word.removeprefix("end"), tag)
        elif self._reads(tag, tag.jinja):
            self._emit(tag.jinja, tag.line)

    def close(self) -> None:
        """Closes what is still open at the end."""
        while self.open:
            self._missing_end()

    def _open(self, word: str, tag: Tag) -> None:
        end = f"{{% end{word} %}}"
        sound = self._reads(tag, f"{tag.jinja}{end}")
        self.open.append((word, tag, end if sound else "{% endif %}"))
        self._emit(tag.jinja if sound else "{% if true %}", tag.line)

    def _go_on(self, word: str, tag: Tag) -> None:
        if not self.open or self.open[-1][0] not in _BETWEEN[word]:
            self._wrong("template_no_begin", tag)
        elif self._reads(tag, f"{{% if true %}}{tag.jinja}{{% endif %}}"):
            self._same_level(tag)
            self._emit(tag.jinja, tag.line)

    def _end(self, word: str, tag: Tag) -> None:
        if word not in [name for name, _, _ in self.open]:
            self._wrong("template_no_begin", tag)
            return
        while self.open[-1][0] != word:
            self._missing_end()
        self._same_level(tag)
        self._emit(self.open.pop()[2], tag.line)

    def _missing_end(self) -> None:
        word, tag, end = self.open.pop()
        self._wrong("template_no_end", tag, end=f"{{% end{word} %}}")
        self._emit(end, 0)

    def _same_level(self, tag: Tag) -> None:
        """Refuses a block that would tear a table, a row or a cell apart."""
        _, begin, _ = self.open[-1]
        first, last = self.part[begin.line], self.part[tag.line]
        if _level(first, begin) != _level(last, tag):
            self._wrong("template_crosses", tag, begin=begin.typed, at=first.where)

    def _reads(self, tag: Tag, source: str) -> bool:
        try:
            self.environment.parse(source)
        except (TemplateError, RecursionError):
            self._wrong("template_tag", tag)
            self.unread |= set(re.findall(r"\w+", tag.jinja))
            return False
        return True

    def _emit(self, text: str, line: int) -> None:
        self.source += "\n" * (line - self.source.count("\n")) + text

    def _wrong(self, key: str, tag: Tag, **params: Any) -> None:
        typed = named_signs(tag.typed, but_for="“”‘’") if key == "template_tag" else tag.typed
        self.wrong.append(_flaw(self.part, tag.line, key, tag=typed, **params))


def _level(line: Line, tag: Tag) -> tuple[str, ...]:
    """The names of the elements around a tag: what a block repeats or drops begins and ends within them."""
    if tag.own in line.path:
        return line.path[: len(line.path) - 1 - line.path[::-1].index(tag.own)]
    return line.path


# --- fields --------------------------------------------------------------------------------------

_ANY: Any = object()  # what is not known, and so has any field
_LOOP = {
    **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), 1),
    **dict.fromkeys(("first", "last"), True),
    **dict.fromkeys(("previtem", "nextitem", "cycle", "changed"), _ANY),
}
_OF_ALL = ("list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr")
_OF_ONE = ("first", "last", "random", "min", "max")
_EXCUSED = ("default", "d")
_UNSAFE_FILTERS = ("attr", "safe")
_LARGEST = 1_000_000  # what a document counts is smaller; a text repeated so often would fill the memory

Scope = dict[str, Any]


class _Fields:
    """Reads the statements of a part with the values of the example in place of the fields, so that a
    loop variable is what the list holds, and is known in its loop only."""

    def __init__(self, part: Part, environment: SandboxedEnvironment, unread: set[str]) -> None:
        self.part, self.environment, self.unread = part, environment, unread
        self.wrong: list[Flaw] = []

    def statements(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self._value(part, scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.If():
                self._value(node.test, scope)
                self.statements([*node.body, *node.elif_, *node.else_], scope)
            case nodes.Assign():
                self._bind(node.target, self._value(node.node, scope), scope)
            case nodes.AssignBlock():
                self.statements(node.body, dict(scope))
                self._bind(node.target, _ANY, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, self._value(value, scope), inner)
                self.statements(node.body, inner)
            case nodes.FilterBlock():
                self._filter(node.filter, scope)
                self.statements(node.body, dict(scope))
            case nodes.Block():
                self.statements(node.body, dict(scope))

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        inner = {**scope, "loop": _LOOP}
        self._bind(node.target, _item(self._value(node.iter, scope)), inner)
        if node.test:
            self._value(node.test, inner)
        self.statements(node.body, inner)
        self.statements(node.else_, dict(scope))

    def _bind(self, target: nodes.Node, value: Any, scope: Scope) -> None:
        match target:
            case nodes.Name():
                scope[target.name] = value
            case nodes.Tuple():
                for item in target.items:
                    self._bind(item, _ANY, scope)
            case _:
                self._unsafe(target)

    def _value(self, node: nodes.Node, scope: Scope) -> Any:
        """The value of an expression, as far as it matters which fields it has."""
        match node:
            case nodes.Name():
                return self._named(node, scope)
            case nodes.Getattr():
                return self._field(node, node.node, node.attr, scope)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.CondExpr():
                self._value(node.test, scope)
                values = [self._value(one, scope) for one in (node.expr1, node.expr2) if one]
                return next((value for value in values if value is not _ANY), _ANY)
        self._other(node, scope)
        return _ANY

    def _item(self, node: nodes.Getitem, scope: Scope) -> Any:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, node.node, node.arg.value, scope)
        self._value(node.arg, scope)
        whole = self._value(node.node, scope)
        return whole if isinstance(node.arg, nodes.Slice) else _item(whole)

    def _other(self, node: nodes.Node, scope: Scope) -> None:
        """An expression of which no fields are asked."""
        match node:
            case nodes.Test():
                self._test(node, scope)
            case nodes.Call() | nodes.Pow():
                self._unsafe(node)
            case nodes.Const(value=int() | float() as number) if abs(number) > _LARGEST:
                self._unsafe(node)
            case _:
                self._children(node, scope)

    def _children(self, node: nodes.Node, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            self._value(child, scope)

    def _named(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name in scope:
            return scope[node.name]
        if node.name not in self.unread:
            self._unknown(node, scope)
        return _ANY

    def _field(self, node: nodes.Node, of: nodes.Node, name: str, scope: Scope) -> Any:
        if name.startswith("_"):
            self._unsafe(node)
            return _ANY
        whole = self._value(of, scope)
        if isinstance(whole, Mapping) and name in whole:
            return whole[name]
        if whole is not _ANY:
            self._unknown(node, whole if isinstance(whole, Mapping) else ())
        return _ANY

    def _filter(self, node: nodes.Filter, scope: Scope) -> Any:
        if node.name not in self.environment.filters:
            self._wrong(node, "template_filter", field=node.name)
        arguments = [*node.args, *(own.value for own in node.kwargs)]
        hidden = any(isinstance(own, nodes.Const) and str(own.value).startswith("_") for own in arguments)
        if node.name in _UNSAFE_FILTERS or (hidden and node.name != "default"):
            self._unsafe(node)
            return _ANY
        for own in arguments:
            self._value(own, scope)
        of = node.node
        if of is None or (node.name in _EXCUSED and isinstance(of, nodes.Name)):
            return _ANY
        whole = self._value(of, scope)
        return whole if node.name in _OF_ALL else _item(whole) if node.name in _OF_ONE else _ANY

    def _test(self, node: nodes.Test, scope: Scope) -> None:
        if node.name not in self.environment.tests:
            self._wrong(node, "template_filter", field=node.name)
        if node.name not in ("defined", "undefined") or not isinstance(node.node, nodes.Name):
            self._children(node, scope)

    def _unknown(self, node: nodes.Node, known: Any) -> None:
        self._wrong(node, "template_field", field=_spelled(node), known=", ".join(sorted(known)) or "–")

    def _unsafe(self, node: nodes.Node) -> None:
        self._wrong(node, "template_unsafe", field=_spelled(node))

    def _wrong(self, node: nodes.Node, key: str, **params: Any) -> None:
        where = self.part[node.lineno - 1].where
        self.wrong.append((node.lineno - 1, RulesError(key, where=where, **params)))


def _item(whole: Any) -> Any:
    """What a list holds; nothing is known of what another value holds."""
    return whole[0] if isinstance(whole, list) and whole else _ANY


def _spelled(node: nodes.Node) -> str:
    """An expression about as it was typed."""
    text = "…"
    match node:
        case nodes.Name():
            text = node.name
        case nodes.Getattr():
            text = f"{_spelled(node.node)}.{node.attr}"
        case nodes.Getitem():
            text = f"{_spelled(node.node)}[{_spelled(node.arg)}]"
        case nodes.Call():
            text = f"{_spelled(node.node)}(…)"
        case nodes.Filter(node=nodes.Node() as inner):
            text = f"{_spelled(inner)} | {node.name}"
        case nodes.Const():
            text = _shown(repr(node.value))
        case nodes.Pow():
            text = f"{_spelled(node.left)} ** {_spelled(node.right)}"
    return text


# --- computing -----------------------------------------------------------------------------------


def _not_computed(
    part: Part, source: str, example: Mapping[str, Any], environment: SandboxedEnvironment
) -> list[Flaw]:
    """The first expression of a part that cannot be computed."""
    try:
        environment.from_string(source).render(example)
    except SecurityError as error:
        return [_flaw(part, _failed_line(error), "template_unsafe", field=str(error))]
    except UndefinedError as error:
        return [_flaw(part, _failed_line(error), "template_field", field=str(error), known="–")]
    except (TemplateError, TypeError, ArithmeticError, ValueError, LookupError, AttributeError) as error:
        return [_flaw(part, _failed_line(error), "template_expression")]
    return []


def _failed_line(error: Exception) -> int:
    """The line of the template, from 0, in which something was being computed."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line - 1
