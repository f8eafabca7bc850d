"""How far the loops of a template may go: a few within each other would not end while anyone waits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from jinja2 import Template, nodes, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from sipas_cli.templating.sizes import refuse_heavy

#: What one filling in may cost, whatever it is filled with: the report on a hundred units, all in one file,
#: costs a tenth of it.
MOST_COST = 100_000_000
#: What it may cost besides for each thing that it is filled with: a row of a table in Word has some thousand
#: letters. What goes round within itself is soon beyond any such share.
COST_OF_THING = 1_000
#: What a round of a loop costs beside its letters, and a call: so many of either take some seconds.
COST_OF_ROUND, COST_OF_CALL = 20, 500
#: The filter that counts the rounds of a loop.
COUNTED = "counted"
#: The filter that looks at what a text is made of, before it is.
WEIGHED = "weighed"


class TooFarError(SecurityError):
    """Loops go round more often than any document needs."""


def _nothing() -> int:
    return 0


class Steps:
    """What a filling in has cost: its rounds and calls, and the letters that they print.

    most     what it may cost, but for the things that it is filled with
    things   how many of them there are. It is asked once, and only of a filling in that costs more than
             `most`: to count the things of a page takes as long as half of its rows
    """

    def __init__(self, most: int = MOST_COST, things: Callable[[], int] = _nothing) -> None:
        self.most, self.cost = most, 0
        self._things = things

    def take(self, cost: int) -> None:
        """Raises TooFarError where that is more than it may cost."""
        self.cost += cost
        if self.cost > self.most:
            self.most += COST_OF_THING * self._things()
            self._things = _nothing
            if self.cost > self.most:
                raise TooFarError("for")

    def printed(self, value: Any) -> None:
        """Takes a value that is printed."""
        if isinstance(value, str):
            self.cost += len(value)
            if self.cost > self.most:
                self.take(0)
        elif not isinstance(value, int | float):
            self.take(refuse_heavy(value))


@pass_context
def counted(context: Context, values: Iterable[Any], letters: int) -> Iterable[Any]:
    """The values that a loop goes through, each of which costs a round and its letters: at once where it is
    known how many there are."""
    steps: Steps = context.environment.steps  # type: ignore[attr-defined]  # of the sandbox in `templates`
    of_round = COST_OF_ROUND + letters
    if isinstance(values, list | tuple):
        steps.take(len(values) * of_round)
        return values
    return _one_by_one(values, steps, of_round)


def _one_by_one(values: Iterable[Any], steps: Steps, of_round: int) -> Iterator[Any]:
    for value in values:
        steps.take(of_round)
        yield value


class CountingGenerator(CodeGenerator):
    """Makes each loop count its rounds."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802  # Jinja asks by this name
        """Puts the filter that counts behind what each loop goes through."""
        for loop in list(node.find_all(nodes.For)):
            letters = sum(_cost(part) for part in loop.body)
            loop.iter = nodes.Filter(
                loop.iter, COUNTED, [nodes.Const(letters)], [], None, None, lineno=loop.lineno
            )
        for pair in list(node.find_all(nodes.Pair)):  # of a mapping: a tuple is gone through for its hash
            pair.key = _weighed(pair.key)
        for joined in list(node.find_all(nodes.Concat)):
            joined.nodes = [_weighed(part) for part in joined.nodes]
        super().visit_Template(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Any) -> None:  # noqa: N802  # Jinja asks by this name
        """Looks at the length of what is put together."""
        self.write("environment.short_text(")
        super().visit_Concat(node, frame)
        self.write(")")

    def visit_Compare(self, node: nodes.Compare, frame: Any) -> None:  # noqa: N802  # Jinja asks by this name
        """Has two values compared by the sandbox, which looks at them before."""
        first, *others = node.ops
        if others:
            left = nodes.Compare(node.expr, [first], lineno=node.lineno)
            right = nodes.Compare(first.expr, others, lineno=node.lineno)
            self.visit(nodes.And(left, right, lineno=node.lineno), frame)
            return
        self.write(f"environment.compared({first.op!r}, ")
        self.visit(node.expr, frame)
        self.write(", ")
        self.visit(first.expr, frame)
        self.write(")")


def _cost(part: nodes.Node) -> int:
    """What a round costs for what a part of a template prints as it stands, and the lists that it makes."""
    letters = sum(len(text.data) for text in part.find_all(nodes.TemplateData))
    return letters + COST_OF_ROUND * sum(len(made.items) for made in part.find_all(nodes.List))


def _weighed(part: nodes.Expr) -> nodes.Expr:
    if isinstance(part, nodes.Const | nodes.TemplateData):
        return part
    return nodes.Filter(part, WEIGHED, [], [], None, None, lineno=part.lineno)


def _things_in(values: Any) -> int:
    """How many values there are in lists and mappings, and in those within them."""
    things, open_values = 0, [values]
    while open_values:
        value = open_values.pop()
        if isinstance(value, Mapping):
            value = list(value.values())
        if isinstance(value, list | tuple):
            things += len(value)
            open_values += value
    return things


class CountedTemplate(Template):
    """A template each rendering of which is counted anew."""

    def render(self, *args: Any, **values: Any) -> str:
        """The template with these values filled in."""
        things = partial(_things_in, [*args, values])
        self.environment.steps = Steps(things=things)  # type: ignore[attr-defined]  # of the sandbox in `templates`
        return super().render(*args, **values)
