"""The form that an office surveyed with, as its tool keeps it: what its fields are headed in an export, and
what the values stand for that are stored there.

Sources: https://xlsform.org (sheets survey and choices); for LimeSurvey see sheets/lss.py.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sipas_cli.errors import DataError
from sipas_cli.forms import mapping_messages as messages
from sipas_cli.rules.sources import FormValues, StoredForm
from sipas_cli.sheets import Sheet, Source, lss
from sipas_cli.text.spelling import fold, nfc

_TAG = re.compile(r"<[^<>]{0,2000}>")
_GROUPS = re.compile(r"[/:.-]")
_SIGNS = re.compile(r"[^0-9a-z]+")
_SELECT = re.compile(r"select_(one|multiple)\s+(\S+)")
_LABEL = "label"

#: Stored value -> label.
Labels = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """A field of a form.

    text      as the respondent reads it
    choices   what may be answered; empty where anything may
    several   whether several choices may be
    """

    text: str
    choices: Labels = field(default_factory=dict)
    several: bool = False


class OfficeForm:
    """The fields of a form, each by the names that it may have in an export."""

    def __init__(self, name: str, fields: Iterable[tuple[str, Field]]) -> None:
        self.name = name
        named: dict[str, list[Field]] = defaultdict(list)
        for field_name, one in fields:
            named[_key(field_name)].append(one)
        self._fields = {key: ones[0] for key, ones in named.items() if len(ones) == 1}

    def of(self, sheets: Iterable[Sheet], file: str) -> StoredForm:
        """What it says of the headers of a file: of the row that has most of its fields. Raises DataError
        where none has any."""
        rows = (row for sheet in sheets for row in sheet.top)
        stored = max(map(self._stored, rows), key=lambda one: len(one.headers), default=None)
        if stored is None or not stored.headers:
            raise DataError(messages.FORM_OF_OTHERS, where=file, form=self.name)
        return stored

    def _stored(self, row: Sequence[str]) -> StoredForm:
        texts: dict[str, str] = {}
        headers_of: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
        for header in filter(None, map(nfc, row)):
            if not (text := self._text(header)):
                continue
            texts[header] = text
            choices = [(value, label) for value, label in self._choices(header).items() if value and label]
            if choices:
                headers_of[tuple(choices)].append(header)
        values = [FormValues(headers=tuple(of), labels=dict(labels)) for labels, of in headers_of.items()]
        return StoredForm(headers=texts, values=tuple(values))

    def _text(self, header: str) -> str:
        """The text of the field that a header names, with that of its choice where it names one too; "" of
        none."""
        if one := self._named(header):
            return one.text
        for place in reversed([match.start() for match in _GROUPS.finditer(header)]):
            whole, choice = self._named(header[:place]), header[place + 1 :]
            if whole and whole.several and choice in whole.choices:
                return f"{whole.text}/{whole.choices[choice]}"
        return ""

    def _choices(self, header: str) -> Labels:
        one = self._named(header)
        if one and not one.several:
            return one.choices
        return {}

    def _named(self, header: str) -> Field | None:
        """The field of a header, with or without the groups that it is in."""
        begins = (0, *(match.end() for match in _GROUPS.finditer(header)))
        return next(filter(None, (self._fields.get(_key(header[begin:])) for begin in begins)), None)


def _key(name: str) -> str:
    """Field names are written with other signs between their parts in each export: Q1[SQ001], Q1_SQ001."""
    return _SIGNS.sub(" ", fold(name)).strip()


def of_workbook(form: Source) -> OfficeForm:
    """An XLSForm. Raises DataError for a workbook that is none."""
    sheets = {fold(sheet.name): _rows(sheet) for sheet in form.sheets}
    if "survey" not in sheets:
        raise DataError(messages.NO_FORM, where=form.name)
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sheets.get("choices", []):
        lists[row.get("list_name") or row.get("list name", "")].setdefault(row.get("name", ""), _label(row))
    return OfficeForm(form.name, _fields(sheets["survey"], lists))


def _fields(survey: Iterable[Mapping[str, str]], lists: Mapping[str, Labels]) -> Iterator[tuple[str, Field]]:
    for row in survey:
        kind = _SELECT.match(row.get("type", ""))
        if not _label(row) or row.get("type", "").startswith(("begin", "end", "note")):
            continue
        choices = lists.get(kind[2], {}) if kind else {}
        yield row.get("name", ""), Field(_label(row), choices, kind is not None and kind[1] == "multiple")


def _label(row: Mapping[str, str]) -> str:
    """The label of a row, in the language that stands first."""
    labels = (text for name, text in row.items() if name == _LABEL or name.startswith(f"{_LABEL}::"))
    return next(filter(None, labels), "")


def _rows(sheet: Sheet) -> list[dict[str, str]]:
    """The rows of a sheet, by the headers of its first one."""
    names = [fold(cell) for cell in sheet.top[0]] if sheet.top else []
    if not names:
        return []
    block = sheet.read(1, range(len(names)), lambda _: None)
    columns = {name: block.columns[place] for place, name in enumerate(names) if name}
    return [
        {name: nfc(column.texts[column.codes[row]]) for name, column in columns.items()}
        for row in range(len(block.rows))
    ]


def of_lime_survey(path: Path, name: str) -> OfficeForm:
    """The form of a LimeSurvey survey. Raises DataError for a file that is none."""
    tables = lss.tables(path, name)
    questions = [*tables.get("questions", []), *tables.get("subquestions", [])]
    if not questions:
        raise DataError(messages.NO_FORM, where=name)
    texts = _in_first_language(tables, "question_l10ns", "qid", "question")
    labels = _in_first_language(tables, "answer_l10ns", "aid", "answer")
    choices: dict[str, dict[str, str]] = defaultdict(dict)
    for row in tables.get("answers", []):
        label = labels.get(row.get("aid", ""), "") or _plain(row.get("answer", ""))
        choices[row.get("qid", "")].setdefault(row.get("code", ""), label)
    codes = {row.get("qid", ""): row.get("title", "") for row in questions}
    fields: dict[str, Field] = {}
    for row in questions:
        number, parent = row.get("qid", ""), row.get("parent_qid", "")
        text = texts.get(number, "") or _plain(row.get("question", ""))
        name_of_field, asked = codes[number], number
        if parent in codes:  # a line of a table: its choices are those of the table
            name_of_field, asked = f"{codes[parent]}[{codes[number]}]", parent
        fields.setdefault(name_of_field, Field(text, choices.get(asked, {})))
    return OfficeForm(name, fields.items())


def _in_first_language(
    tables: Mapping[str, Sequence[Mapping[str, str]]], table: str, key: str, text: str
) -> dict[str, str]:
    """Number -> text, of the language that stands first."""
    texts: dict[str, str] = {}
    for row in tables.get(table, []):
        texts.setdefault(row.get(key, ""), _plain(row.get(text, "")))
    return texts


def _plain(text: str) -> str:
    """A text without its tags."""
    return nfc(html.unescape(_TAG.sub(" ", text)))
