"""A sheet of field names and stored values, read as if it had been exported with labels: by what the form
says, which a mapping keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sipas_cli.model import Block, Column
from sipas_cli.rules.sources import StoredForm, header_key
from sipas_cli.sheets import Sheet
from sipas_cli.sheets.sheet import SheetProgress
from sipas_cli.text.spelling import nfc


def labelled(sheet: Sheet, form: StoredForm) -> Sheet | None:
    """The sheet with the texts of the form in place of its headers and values; None where its first rows do
    not have all of these headers."""
    wanted = {header_key(header) for header in form.headers}
    keys = [[header_key(cell) for cell in row] for row in sheet.top]
    number = next((place for place, row in enumerate(keys) if wanted <= set(row)), None)
    if number is None or not wanted:
        return None
    texts = {header_key(header): text for header, text in form.headers.items()}
    labels = {header_key(header): values.labels for values in form.values for header in values.headers}
    columns = {place: labels[key] for place, key in enumerate(keys[number]) if key in labels}

    def cell(text: str, place: int) -> str:
        return columns.get(place, {}).get(nfc(text), text)

    def read(header_row: int, places: Sequence[int], progress: SheetProgress) -> Block:
        block = sheet.read(header_row, places, progress)
        coded = [place for place in places if place in columns]
        changed = {place: _labelled(block.columns[place], columns[place]) for place in coded}
        return replace(block, columns={**block.columns, **changed})

    header = [texts.get(key, text) for key, text in zip(keys[number], sheet.top[number], strict=True)]
    below = [[cell(text, place) for place, text in enumerate(row)] for row in sheet.top[number + 1 :]]
    return replace(sheet, top=[*sheet.top[:number], header, *below], read=read)


def _labelled(column: Column, labels: Mapping[str, str]) -> Column:
    """A column with labels in place of its values, each text once."""
    import numpy as np

    texts = [labels.get(nfc(text), text) for text in column.texts]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    places = np.array([numbers[text] for text in texts], dtype=np.int32)
    return Column(tuple(numbers), places[column.codes])
