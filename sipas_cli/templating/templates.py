"""Templates of text: one environment for all of them, and what goes wrong in them in words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.figures.printing import measured
from sipas_cli.templating import messages, sizes, steps
from sipas_cli.templating.bounds import Bounds
from sipas_cli.text.names import within

#: What every dict has; a key of the same name stands behind it.
_OF_DICTS = frozenset(dir(dict))


class _Sandbox(SandboxedEnvironment):
    """Most of what templates are filled with are dicts. Their keys are looked up at once: to look for an
    attribute first, which is not there, is a third of the time that a table takes.

    An expression of some letters that would fill the memory is not computed, and loops are counted."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    code_generator_class = steps.CountingGenerator
    template_class = steps.CountedTemplate

    def __init__(self, *, finalize: Callable[[Any], Any] | None = None, **options: Any) -> None:
        self.steps = steps.Steps()
        self._safe: dict[tuple[type, str], bool] = {}

        def printed(value: Any) -> Any:
            self.steps.printed(value)
            return finalize(value) if finalize else value

        super().__init__(finalize=printed, **options)
        self.bounds = Bounds(self)
        self.compared = self.bounds.compared

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        sizes.refuse_large(operator, left, right)
        return self.bounds.pay(super().call_binop(context, operator, left, right))

    def call(self, context: Any, called: Any, /, *args: Any, **named: Any) -> Any:
        self.steps.take(steps.COST_OF_CALL)
        sizes.refuse_wide(called, (*args, *named.values()))
        of_value = self.bounds.refuse_call(called, args, named)
        made = super().call(context, called, *args, **named)
        return self.bounds.pay(made) if of_value else made

    def short_text(self, text: str) -> str:
        """A text that was put together: called, as `compared` is, by what `steps` compiles."""
        sizes.refuse_long(len(text))
        self.steps.take(len(text))
        return text

    def get_template(self, name: Any, *args: Any, **named: Any) -> Template:
        self.steps.take(steps.COST_OF_CALL)  # templates include each other
        return super().get_template(name, *args, **named)

    def is_safe_attribute(self, obj: Any, attribute: str, value: Any) -> bool:
        """What may be asked of a thing depends on its kind and on nothing else, so each kind is looked at
        once: a chart asks thousands of times."""
        asked = type(obj), attribute
        if asked not in self._safe:
            self._safe[asked] = super().is_safe_attribute(obj, attribute, value)
        return self._safe[asked]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj and attribute not in _OF_DICTS:
            return obj[attribute]
        return super().getattr(obj, attribute)


class _Remembering(_Sandbox):
    """Compiles each text once: docxtpl hands over the same ones for each document that is made."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *args: Any, **options: Any) -> Template:
        if args or options or not isinstance(source, str):
            return super().from_string(source, *args, **options)
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source)
        return self._compiled[source]


def environment(
    *,
    escape: bool,
    folders: Sequence[Path] = (),
    finalize: Callable[[Any], Any] | None = None,
    remember: bool = False,
    replaced: Mapping[str, str] | None = None,
) -> SandboxedEnvironment:
    """Sandboxed and strict; templates are looked for in the first of `folders` that has them. Escaping is
    not a matter of taste: without it Word silently drops what follows the & of "Sở LĐTB&XH".

    finalize   what is done to each value before it is printed
    remember   whether texts are kept that were compiled, for a document that is made many times
    replaced   name of a template -> the text that stands in its place
    """
    kind = _Remembering if remember else _Sandbox
    made = kind(
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=finalize,
        loader=ChoiceLoader([DictLoader(replaced or {}), *(FileSystemLoader(folder) for folder in folders)]),
    )
    for name in sizes.WIDENING:
        made.filters[name] = sizes.narrow(made.filters[name])
    made.bounds.set()
    made.filters[steps.COUNTED] = steps.counted
    made.filters["md"] = _markdown
    made.filters["measured"] = measured
    made.filters["within"] = within
    made.filters["zip"] = zip  # the cells of a row with their columns; to count them takes longer
    return made


def _markdown(text: str) -> str:
    """A text as itself in Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


@contextmanager
def faults(name: str) -> Iterator[None]:
    """What a template does wrong becomes a RulesError that names it."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise RulesError(messages.TEMPLATE_BROKEN, where=f"{error.name or name}:{error.lineno}") from error
    except steps.TooFarError as error:
        raise RulesError(messages.TEMPLATE_TOO_FAR, where=name) from error
    except sizes.TooLargeError as error:
        raise RulesError(messages.TEMPLATE_EXPRESSION, where=name) from error
    except (UndefinedError, SecurityError) as error:
        raise RulesError(messages.TEMPLATE_UNKNOWN, where=name, field=_field(error)) from error
    except TemplateError as error:
        raise RulesError(messages.TEMPLATE_BROKEN, where=name) from error
    except (KeyError, UnicodeDecodeError) as error:
        raise RulesError(messages.TEMPLATE_DAMAGED, where=name) from error
    except (RecursionError, MemoryError) as error:
        raise RulesError(messages.TEMPLATE_TOO_FAR, where=name) from error
    except (SyntaxError, TypeError, ArithmeticError, ValueError, AttributeError) as error:
        raise RulesError(messages.TEMPLATE_EXPRESSION, where=name) from error


def _field(error: TemplateError) -> str:
    names = re.findall(r"'([^']+)'", str(error.message or ""))  # 'dict object' has no attribute 'x'
    if isinstance(error, SecurityError):  # access to attribute '__init__' of 'type' object is unsafe
        names = names[:1]
    return names[-1] if names else str(error.message or "")
