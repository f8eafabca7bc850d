"""The blocks that the tags of a template make: each begins, goes on and ends where it may."""

import re
from typing import Any

from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.messages import Message
from sipas_cli.templating import messages
from sipas_cli.templating.lines import Flaw, Line, Part, flaw
from sipas_cli.templating.tags import Tag
from sipas_cli.text.spelling import named_signs

_BLOCKS = ("for", "if", "with", "filter", "block", "set", "raw")
_BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
#: Words that bring in other files, make functions, or switch off the escaping of names.
_FORBIDDEN = ("include", "import", "from", "extends", "macro", "call", "autoescape")


class Blocks:
    """Goes through the tags of a part in their order, and puts together a source that Jinja can read
    whatever was wrong: each sound tag on its line, each block closed.

    flaws    what was found
    unread   the words of tags that could not be read, which other tags may rely on
    source   what Jinja can read, once all tags are taken and `close` was called
    """

    def __init__(self, part: Part, environment: SandboxedEnvironment) -> None:
        self.part, self.environment = part, environment
        self.flaws: list[Flaw] = []
        self.unread: set[str] = set()
        self.source = ""
        self.open: list[tuple[str, Tag, str]] = []  # (word, tag, the tag that closes it)

    def take(self, tag: Tag) -> None:
        """Takes in the next tag."""
        if tag.cut:
            self._flaw(messages.TEMPLATE_CUT, tag)
        if tag.element and tag.element not in ("r", *self.part[tag.line].path):
            self._flaw(messages.TEMPLATE_TAG, tag)
        if tag.whole:
            self._take_whole(tag)
        else:
            self._flaw(messages.TEMPLATE_OPEN if tag.jinja.startswith("{") else messages.TEMPLATE_TAG, tag)

    def close(self) -> None:
        """Closes what is still open at the end."""
        while self.open:
            self._missing_end()

    def _take_whole(self, tag: Tag) -> None:
        word = (tag.words or [""])[0]
        ended = word.removeprefix("end")
        if word in _FORBIDDEN:
            self._flaw(messages.TEMPLATE_UNSAFE, tag, field=tag.typed)
        elif word in _BLOCKS and not (word == "set" and "=" in tag.jinja):
            self._begin(word, tag)
        elif word in _BETWEEN:
            self._go_on(word, tag)
        elif word.startswith("end") and ended not in _FORBIDDEN:  # that of a forbidden block goes with it
            self._end(ended, tag)
        elif not word.startswith("end") and self._reads(tag, tag.jinja):
            self._emit(tag.jinja, tag.line)

    def _begin(self, word: str, tag: Tag) -> None:
        end = f"{{% end{word} %}}"
        sound = self._reads(tag, f"{tag.jinja}{end}")
        self.open.append((word, tag, end if sound else "{% endif %}"))
        self._emit(tag.jinja if sound else "{% if true %}", tag.line)

    def _go_on(self, word: str, tag: Tag) -> None:
        if not self.open or self.open[-1][0] not in _BETWEEN[word]:
            self._flaw(messages.TEMPLATE_NO_BEGIN, tag)
        elif self._reads(tag, f"{{% if true %}}{tag.jinja}{{% endif %}}"):
            self._same_level(tag)
            self._emit(tag.jinja, tag.line)

    def _end(self, word: str, tag: Tag) -> None:
        if word not in [name for name, _, _ in self.open]:
            self._flaw(messages.TEMPLATE_NO_BEGIN, tag)
            return
        while self.open[-1][0] != word:
            self._missing_end()
        self._same_level(tag)
        self._emit(self.open.pop()[2], tag.line)

    def _missing_end(self) -> None:
        word, tag, end = self.open.pop()
        self._flaw(messages.TEMPLATE_NO_END, tag, end=f"{{% end{word} %}}")
        self._emit(end, 0)

    def _same_level(self, tag: Tag) -> None:
        """Refuses a block that would tear a table, a row or a cell apart."""
        _, begin, _ = self.open[-1]
        first, last = self.part[begin.line], self.part[tag.line]
        if _level(first, begin) != _level(last, tag):
            self._flaw(messages.TEMPLATE_CROSSES, tag, begin=begin.typed, at=first.where)

    def _reads(self, tag: Tag, source: str) -> bool:
        try:
            self.environment.parse(source)
        except (TemplateError, RecursionError):
            self._flaw(messages.TEMPLATE_TAG, tag)
            self.unread |= set(re.findall(r"\w+", tag.jinja))
            return False
        return True

    def _emit(self, text: str, line: int) -> None:
        self.source += "\n" * (line - self.source.count("\n")) + text

    def _flaw(self, message: Message, tag: Tag, **params: Any) -> None:
        typed = named_signs(tag.typed, but_for="“”‘’") if message is messages.TEMPLATE_TAG else tag.typed
        self.flaws.append(flaw(self.part, tag.line, message, tag=typed, **params))


def _level(line: Line, tag: Tag) -> tuple[str, ...]:
    """The names of the elements around a tag: what a block repeats or drops begins and ends within them."""
    if tag.element in line.path:
        return line.path[: len(line.path) - 1 - line.path[::-1].index(tag.element)]
    return line.path
