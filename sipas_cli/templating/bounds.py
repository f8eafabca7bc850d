"""What filters, tests and methods of a template may be given: a list that holds another one twice, which does
the same, has few things and no end of them as a text, or where it is compared.

Each of them pays for what it reads and makes, in the steps of the sandbox in `templates`; what makes a text
refuses the one that is too long before it makes it.
"""

import inspect
import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sized
from functools import partial, wraps
from typing import Any

from jinja2 import Environment
from jinja2.filters import make_attrgetter, make_multi_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.tests import test_in

from sipas_cli.templating import sizes, steps

Filter = Callable[..., Any]
#: Filters that make a text of what they are given.
_TEXTS = (
    "capitalize",
    "center",
    "e",
    "escape",
    "forceescape",
    "format",
    "indent",
    "lower",
    "pprint",
    "replace",
    "safe",
    "string",
    "striptags",
    "title",
    "tojson",
    "trim",
    "truncate",
    "upper",
    "urlencode",
    "urlize",
    "wordcount",
    "wordwrap",
    "xmlattr",
)
#: Those that take longer for a letter than others, or that make so many times as many.
_DEAR = {"pprint": 10, "wordwrap": 10, "tojson": 10}
#: Those that make so many letters of a number that they are given, for each letter or thing.
_WIDENED = {"indent": 1, "tojson": 100, "expandtabs": 1}
_COMPARING = ("dictsort", "groupby", "max", "min", "sort", "unique")
_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    **dict.fromkeys(("==", "eq", "equalto"), operator.eq),
    **dict.fromkeys(("!=", "ne"), operator.ne),
    **dict.fromkeys(("<", "lt", "lessthan"), operator.lt),
    **dict.fromkeys(("<=", "le", "lteq"), operator.le),
    **dict.fromkeys((">", "gt", "greaterthan"), operator.gt),
    **dict.fromkeys((">=", "ge", "gteq"), operator.ge),
    "in": test_in,
    "notin": lambda one, many: one not in many,
}
#: Letters that are read in the time of one step.
_READ = 10
_SCALARS = (str, int, float, type(None))


class Bounds:
    """The bounds of a sandbox, which has `steps`."""

    def __init__(self, sandbox: Any) -> None:
        self._sandbox = sandbox

    def set(self) -> None:
        """Puts them around the filters and tests of the sandbox."""
        filters, tests = self._sandbox.filters, self._sandbox.tests
        for name in _TEXTS:
            filters[name] = self._text(filters[name], name)
        for name in _COMPARING:
            filters[name] = self._comparing(filters[name])
        filters["list"] = self._paid(filters["list"])
        filters["join"] = self._join(filters["join"])
        filters["sum"] = self._sum(filters["sum"])
        filters[steps.WEIGHED] = self.weighed
        for name in _COMPARISONS.keys() & tests.keys():
            tests[name] = partial(self.compared, name)
        del self._sandbox.globals["lipsum"]  # makes as many words as it is asked for

    def _take(self, cost: int) -> None:
        self._sandbox.steps.take(cost)

    def pay(self, made: Any) -> Any:
        """What was made, once its letters or things are paid for."""
        if isinstance(made, str):
            self._take(len(made))
        elif isinstance(made, list | tuple | dict):
            self._take(steps.COST_OF_ROUND * len(made))
        return made

    def weighed(self, value: Any) -> Any:
        """A value of which a text is about to be made; it is paid for if it is a list or mapping."""
        if not isinstance(value, _SCALARS):
            self._take(sizes.refuse_heavy(value))
        return value

    def compared(self, name: str, left: Any, right: Any) -> Any:
        """The outcome of a comparison. Two lists are compared no further than the smaller one goes, one thing
        is with each of many."""
        if isinstance(left, str) and isinstance(right, str):
            self._take((len(left) + len(right)) // _READ)
        elif isinstance(right, Collection) and not isinstance(left, _SCALARS):
            if name in ("in", "notin"):
                self._take(sizes.refuse_endless(left) * len(right) // _READ)
            else:
                self._take(sizes.refuse_endless(left, right) // _READ)
        return _COMPARISONS[name](left, right)

    def refuse_call(self, called: Any, args: tuple[Any, ...], named: Mapping[str, Any]) -> bool:
        """Whether what is called is a method of a text or list; raises TooLargeError where it would do
        too much."""
        method = getattr(called, "__wrapped__", called)  # the sandbox wraps format
        owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
        if isinstance(owner, str):
            self._take(len(owner) // _READ)
            self._refuse_text(name, owner, (*args, *named.values()))
        elif isinstance(owner, list | tuple) and name in ("index", "count", "remove"):
            self._take(sizes.refuse_endless(args[:1]) * len(owner) // _READ)
        elif isinstance(owner, list) and name == "sort":
            self._take_keys(owner)
        elif isinstance(owner, list) and name == "extend":
            self._take(steps.COST_OF_ROUND * sum(len(one) for one in args if isinstance(one, Sized)))
        elif isinstance(owner, dict) or called is dict:  # keys: a tuple is gone through for its hash
            self._take(sizes.refuse_endless([one for one in args if not isinstance(one, dict)]))
        return isinstance(owner, str | list | tuple | dict)

    def _text(self, filter_: Filter, name: str) -> Filter:
        @wraps(filter_)
        def checked(*args: Any, **named: Any) -> Any:
            text, *others = [*_given(args), *named.values()]
            self._take(self._refuse_text(name, text, others))
            return self.pay(filter_(*args, **named))

        return checked

    def _refuse_text(self, name: str, text: Any, others: Iterable[Any]) -> int:
        """The letters and things that a text is made of. Raises TooLargeError where it would be too long."""
        letters = sizes.refuse_heavy(text)
        if name == "replace":
            whole, words = str(text), [str(one) for one in others if isinstance(one, str)]
            times = max((whole.count(word) for word in words), default=0)  # whichever is named first
            sizes.refuse_long(letters + times * max(map(len, words), default=0))
        elif name in ("format", "format_map"):
            sizes.refuse_fields(str(text), others)
        else:
            wide = _WIDENED.get(name, 0)
            added = sum(
                abs(one) * wide if isinstance(one, int) else sizes.refuse_heavy(one)
                for one in others
                if not isinstance(one, float | None)
            )
            sizes.refuse_long(max(1, letters) * max(1, added) * _DEAR.get(name, 1))
        return letters

    def _comparing(self, filter_: Filter) -> Filter:
        signature = inspect.signature(filter_)

        @wraps(filter_)
        def checked(*args: Any, **named: Any) -> Any:
            bound = signature.bind(*args, **named).arguments
            values, attribute = bound["value"], bound.get("attribute")
            if isinstance(values, Mapping):
                self._take_keys(list(values.items()))
                return self.pay(filter_(*args, **named))
            known = list(values)
            key = make_multi_attrgetter(self._sandbox, attribute) if isinstance(attribute, str) else None
            self._take_keys(known if key is None else map(key, known))
            given = _given(args)
            return self.pay(filter_(*args[: len(args) - len(given)], known, *given[1:], **named))

        return checked

    def _take_keys(self, keys: Iterable[Any]) -> None:
        """Pays for those that are lists: they are compared thing by thing."""
        for key in keys:
            if not isinstance(key, str | int | float):
                self._take(sizes.refuse_endless(key))

    def _paid(self, filter_: Filter) -> Filter:
        @wraps(filter_)
        def checked(*args: Any, **named: Any) -> Any:
            return self.pay(filter_(*args, **named))

        return checked

    def _join(self, filter_: Filter) -> Filter:
        """The filter `join`, which looks at each text as it comes: not all that `map` makes may fit."""

        @wraps(filter_)
        def checked(place: Any, values: Any, d: Any = "", attribute: Any = None) -> Any:
            if attribute is not None:
                values = map(make_attrgetter(self._sandbox, attribute), values)
            known, length = [], 0
            for value in values:
                known.append(value)
                length += sizes.refuse_heavy(value) + len(str(d))
                sizes.refuse_long(length)
            return self.pay(filter_(place, known, d))

        return checked

    def _sum(self, filter_: Filter) -> Filter:
        """The filter `sum`, which puts lists together too."""

        @wraps(filter_)
        def checked(place: Any, values: Any, attribute: Any = None, start: Any = 0) -> Any:
            if attribute is not None:
                values = map(make_attrgetter(self._sandbox, attribute), values)
            known = list(values)
            sizes.refuse_long(sum(len(value) for value in known if isinstance(value, list | tuple)))
            return self.pay(filter_(place, known, start=start))

        return checked


def _given(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments without the place in the template that some filters are told."""
    return args[1:] if args and isinstance(args[0], Environment | Context | EvalContext) else args
