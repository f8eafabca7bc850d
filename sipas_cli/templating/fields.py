"""The expressions of a template: whether there are the fields that they ask for, and what is not allowed."""

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.messages import Message
from sipas_cli.templating import messages
from sipas_cli.templating.lines import Flaw, Part, shortened

_ANY: Any = object()  # what is not known, and so has any field
_LOOP = {
    **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), 1),
    **dict.fromkeys(("first", "last"), True),
    **dict.fromkeys(("previtem", "nextitem", "cycle", "changed"), _ANY),
}
_OF_ALL = ("list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr")
_OF_ONE = ("first", "last", "random", "min", "max")
_DEFAULTS = ("default", "d")
_UNSAFE_FILTERS = ("attr", "safe")
_LARGEST = 1_000_000  # what a document counts is smaller; a text repeated so often would fill the memory

Scope = dict[str, Any]


class Fields:
    """Reads the statements of a part with the values of the example in place of the fields, so that a
    loop variable is what the list holds, and is known in its loop only. A rendering would tell the first
    unknown field alone, and none of a branch that is not taken.

    flaws    what was found
    excused  names that are not looked for: what stood in tags that could not be read
    """

    def __init__(self, part: Part, environment: SandboxedEnvironment, excused: set[str]) -> None:
        self.part, self.environment, self.excused = part, environment, excused
        self.flaws: list[Flaw] = []

    def visit(self, node: nodes.Node, scope: Scope) -> Any:
        """Looks a statement or an expression over. Returns the value of an expression, as far as it matters
        which fields it has; `scope` takes in what a statement gives a name to."""
        if _is_unsafe(node):
            self._flaw(node, messages.TEMPLATE_UNSAFE, field=_spelled(node))
            return _ANY
        value = _ANY
        match node:
            case nodes.Name():
                value = self._named(node, scope)
            case nodes.Getattr():
                value = self._field(node, node.attr, scope)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                value = self._field(node, name, scope)
            case nodes.Getitem():
                value = self._item(node, scope)
            case nodes.Filter():
                value = self._filter(node, scope)
            case nodes.CondExpr():
                value = self._either(node, scope)
            case nodes.Test():
                self._test(node, scope)
            case _:
                self._statement(node, scope)
        return value

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.For():
                self._loop(node, scope)
            case nodes.Assign():
                self._bind(node.target, self.visit(node.node, scope), scope)
            case nodes.AssignBlock():
                self._all(node.body, dict(scope))
                self._bind(node.target, _ANY, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, self.visit(value, scope), inner)
                self._all(node.body, inner)
            case nodes.FilterBlock() | nodes.Block():
                self._all(node.iter_child_nodes(), dict(scope))
            case _:
                self._all(node.iter_child_nodes(), scope)

    def _all(self, children: Iterable[nodes.Node], scope: Scope) -> None:
        for child in children:
            self.visit(child, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        inner = {**scope, "loop": _LOOP}
        self._bind(node.target, _item(self.visit(node.iter, scope)), inner)
        if node.test:
            self.visit(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, dict(scope))

    def _bind(self, target: nodes.Node, value: Any, scope: Scope) -> None:
        match target:
            case nodes.Name():
                scope[target.name] = value
            case nodes.Tuple():
                for item in target.items:
                    self._bind(item, _ANY, scope)
            case _:
                self._flaw(target, messages.TEMPLATE_UNSAFE, field=_spelled(target))

    # --- expressions ---

    def _named(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name in scope:
            return scope[node.name]
        if node.name not in self.excused:
            self._unknown(node, scope)
        return _ANY

    def _field(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: Scope) -> Any:
        whole = self.visit(node.node, scope)
        if isinstance(whole, Mapping) and name in whole:
            return whole[name]
        if whole is not _ANY:
            self._unknown(node, whole if isinstance(whole, Mapping) else ())
        return _ANY

    def _item(self, node: nodes.Getitem, scope: Scope) -> Any:
        self.visit(node.arg, scope)
        whole = self.visit(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            return whole
        return _item(whole)

    def _either(self, node: nodes.CondExpr, scope: Scope) -> Any:
        self.visit(node.test, scope)
        values = [self.visit(choice, scope) for choice in (node.expr1, node.expr2) if choice]
        return next((value for value in values if value is not _ANY), _ANY)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Any:
        if node.name not in self.environment.filters:
            self._flaw(node, messages.TEMPLATE_FILTER, field=node.name)
        self._all(_arguments(node), scope)
        if node.node is None or (node.name in _DEFAULTS and isinstance(node.node, nodes.Name)):
            return _ANY
        whole = self.visit(node.node, scope)
        if node.name in _OF_ONE:
            return _item(whole)
        if node.name in _OF_ALL:
            return whole
        return _ANY

    def _test(self, node: nodes.Test, scope: Scope) -> None:
        if node.name not in self.environment.tests:
            self._flaw(node, messages.TEMPLATE_FILTER, field=node.name)
        if node.name not in ("defined", "undefined") or not isinstance(node.node, nodes.Name):
            self._all(node.iter_child_nodes(), scope)

    def _unknown(self, node: nodes.Node, known: Iterable[str]) -> None:
        self._flaw(node, messages.TEMPLATE_FIELD, field=_spelled(node), known=", ".join(sorted(known)) or "–")

    def _flaw(self, node: nodes.Node, message: Message, **params: str) -> None:
        line = node.lineno - 1
        self.flaws.append((line, RulesError(message, where=self.part[line].where, **params)))


def _item(whole: Any) -> Any:
    """What a list holds; nothing is known of what another value holds."""
    if isinstance(whole, list) and whole:
        return whole[0]
    return _ANY


def _arguments(node: nodes.Filter) -> list[nodes.Node]:
    return [*node.args, *(pair.value for pair in node.kwargs)]


def _is_unsafe(node: nodes.Node) -> bool:
    """Whether an expression runs something, reaches into Python, or may fill the memory."""
    match node:
        case nodes.Call() | nodes.Pow():
            return True
        case nodes.Getattr(attr=str() as name) | nodes.Getitem(arg=nodes.Const(value=str() as name)):
            return name.startswith("_")
        case nodes.Const(value=int() | float() as number):
            return abs(number) > _LARGEST
        case nodes.Filter():
            texts = [argument.value for argument in _arguments(node) if isinstance(argument, nodes.Const)]
            hidden = any(str(text).startswith("_") for text in texts)
            return node.name in _UNSAFE_FILTERS or (hidden and node.name != "default")
    return False


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
            text = shortened(repr(node.value))
        case nodes.Pow():
            text = f"{_spelled(node.left)} ** {_spelled(node.right)}"
    return text
