"""The XLSForm of a ballot, for KoboToolbox and ODK. Its fields and answers bear the names that the reader
knows, so that an export needs no mapping, whether with labels or with stored values.

Source: https://xlsform.org, the sheets survey, choices and settings.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from sipas_cli.files import timeless_package
from sipas_cli.forms import messages
from sipas_cli.forms.questionnaire import Choice, Questionnaire, field_name
from sipas_cli.messages import say, speaking
from sipas_cli.model import Unit

_SURVEY = ("type", "name", "label", "required", "required_message", "appearance")
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version")
_UNITS, _ANSWERS = "units", "answers"

Row = tuple[str, ...]


@speaking("vi")
def xlsform(asked: Questionnaire, units: Sequence[Unit]) -> bytes:
    """The form as a workbook, in Vietnamese whatever the user speaks. Without `units` the name of the unit is
    typed."""
    form_id = asked.id if asked.index == "sipas" else f"{asked.id}-{asked.index}"
    return _workbook(
        {
            "survey": [_SURVEY, *_survey(asked, units)],
            "choices": [_CHOICES, *_choices(asked, units)],
            "settings": [_SETTINGS, (asked.title, form_id, asked.digest[:12])],
        },
        asked.title,
    )


def renamed(asked: Questionnaire) -> list[str]:
    """The codes of questions that no field can bear: those exports are read by their labels only."""
    codes = [*(question.code for question in asked.questions), *(other.id for other in asked.others)]
    return [code for code in codes if field_name([code]) != code]


def _survey(asked: Questionnaire, units: Sequence[Unit]) -> Iterator[Row]:
    needed = ("yes", say(messages.ANSWER_NEEDED))
    yield ("start", "start")
    yield ("end", "end")
    kind, look = (f"select_one {_UNITS}", "minimal") if units else ("text", "")
    yield (kind, field_name(asked.unit), asked.unit[0], *needed, look)
    yield from _drawn(asked)
    for number, section in enumerate(asked.sections, start=1):
        if section.title:
            yield ("begin_group", f"phan_{number}", section.title, "", "", "field-list")
        for question in section.questions:
            yield (f"select_one {_ANSWERS}", field_name([question.code]), question.text, *needed)
        if section.title:
            yield ("end_group",)
    for number, other in enumerate(asked.others, start=1):
        kind = "select_multiple" if other.several else "select_one"
        yield (f"{kind} other_{number}", field_name([other.id]), other.text)
    for number, trait in enumerate(asked.traits, start=1):
        yield (f"select_one trait_{number}", field_name(trait.headers), trait.headers[0])


def _drawn(asked: Questionnaire) -> Iterator[Row]:
    """How the respondent was drawn. A weight is mostly known only when all have answered: it may be left for
    the export."""
    needed = ("yes", say(messages.ANSWER_NEEDED))
    for headers in (asked.stratum, asked.cluster):
        if headers:
            yield ("text", field_name(headers), headers[0], *needed)
    if asked.weight:
        yield ("decimal", field_name(asked.weight), asked.weight[0])


def _choices(asked: Questionnaire, units: Sequence[Unit]) -> Iterator[Row]:
    yield from ((_UNITS, unit.id, unit.name) for unit in units)
    yield from _list(_ANSWERS, (*asked.answers, *asked.not_applicable, *asked.refused))
    for number, other in enumerate(asked.others, start=1):
        yield from _list(f"other_{number}", other.choices)
    for number, trait in enumerate(asked.traits, start=1):
        yield from _list(f"trait_{number}", trait.choices)


def _list(name: str, choices: Sequence[Choice]) -> Iterator[Row]:
    return ((name, choice.name, choice.label) for choice in choices)


def _workbook(sheets: dict[str, list[Row]], title: str) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 6, 24)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text)
    book.close()
    return timeless_package(out.getvalue())
