"""Each hostile or broken file ends in a clear line and the right status; nothing is stored, no sign of
control is printed. What they cost is measured by `bench/hostile.py`."""

from pathlib import Path

import pytest
from conftest import Sipas
from corpus import RAW, Case, cases, workspace

SMALL = [case for case in cases() if not case.large]


def test_there_are_files_of_every_kind() -> None:
    assert len(SMALL) > 400
    assert len({case.kind for case in SMALL}) == 17


@pytest.mark.parametrize("case", SMALL, ids=lambda case: f"{case.kind}: {case.name}")
def test_a_hostile_file_ends_in_a_clear_line(case: Case, tmp_path: Path, sipas: Sipas) -> None:
    workspace(tmp_path)
    case.make(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    result = sipas(*case.words)
    said = result.out + result.err
    assert result.status in case.status, said
    assert "Traceback" not in said
    assert not {letter for letter in said if ord(letter) in RAW}
    if result.status:
        assert "Lỗi: " in result.err
        assert {path.name for path in tmp_path.iterdir()} == before
