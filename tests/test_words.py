"""The words by which tables are recognised: what stands in `criteria/words/`."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from sipas_cli.intake import stated_year, totals
from sipas_cli.rules import words
from sipas_cli.rules.gate import Model
from sipas_cli.text.spelling import fold

READERS = {
    "frames": words.frames,
    "headers": words.headers,
    "marks": words.marks,
    "points": words.points,
    "published": words.published,
    "registers": words.registers,
    "rows": words.rows,
    "samples": words.samples,
    "statements": words.statements,
    "titles": words.titles,
}


def lists(value: object, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of texts in a model, with the way to it."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from lists(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from lists(inner, f"{path}.{name}")
    elif isinstance(value, tuple) and any(isinstance(inner, tuple) for inner in value):
        for place, inner in enumerate(value):
            yield from lists(inner, f"{path}.{place}")
    elif isinstance(value, tuple):
        yield path, value


def test_every_file_is_read() -> None:
    assert {path.stem for path in (ROOT / "criteria" / "words").glob("*")} == set(READERS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_no_list_has_a_word_twice(name: str) -> None:
    found = dict(lists(READERS[name]()))
    assert found
    for path, texts in found.items():
        assert not [text for text, times in Counter(map(fold, texts)).items() if times > 1], path


def test_every_column_of_a_table_for_sampling_has_its_headers() -> None:
    samples = words.samples()
    assert {column for columns in samples.tables.values() for column in columns} == set(samples.columns)


def test_a_table_for_sampling_has_the_columns_that_its_line_names() -> None:
    assert list(words.samples().headers_of("list")) == ["unit", "service", "id"]
    assert "mã hồ sơ" in words.samples().headers_of("list")["id"]
    assert "cỡ mẫu" in words.samples().headers_of("sample")["sample"]


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định " * 400,
        "kèm theo (" * 400,
        "năm " * 1000,
        "mẫu " + "a" * 4000,
        "từ năm đến năm " * 300,
        "1.1.1." * 700,
        "Count " * 700,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    stated_year.of_title(text)
    stated_year.of_name(text)
    stated_year.of_header(text)
    totals.is_total(text)
    totals.group_of_subtotal(text)
    assert time.process_time() - start < 1


def test_a_fault_in_a_file_of_words_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sipas_cli.errors import RulesError

    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "headers.yaml").write_text(
        "numbering: [STT]\ncounts: []\nquestion: [câu]\n", "utf-8"
    )
    monkeypatch.setattr(words, "shipped", lambda folder: tmp_path)
    words.headers.cache_clear()
    with pytest.raises(RulesError) as raised:
        words.headers()
    assert raised.value.where == "words/headers.yaml:2"
    monkeypatch.undo()
    words.headers.cache_clear()
    assert "STT" in words.headers().numbering
