"""Files read by several processes come to what one process makes of them."""

import pickle
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Outcome, Sipas, ballots, write_book

from sipas_cli.documents import papers
from sipas_cli.errors import DataError, RulesError, SipasError, together
from sipas_cli.intake import messages as intake_messages
from sipas_cli.intake.workers import Reader, Task, processes
from sipas_cli.processes import crew
from sipas_cli.templating.messages import TEMPLATE_BROKEN
from sipas_cli.wording import error_text


def books(folder: Path, number: int) -> list[str]:
    """Workbooks of one form, with ballots of their own."""
    for place in range(number):
        write_book(folder / f"{place}.xlsx", [[f"{place}-{row[0]}", *row[1:]] for row in ballots()])
    return [f"{place}.xlsx" for place in range(number)]


def stored(folder: Path) -> dict[str, bytes]:
    """What lies in the results, by its place."""
    files = (path for path in (folder / "results").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def both(
    folder: Path, sipas: Sipas, *words: str
) -> tuple[Outcome, Outcome, dict[str, bytes], dict[str, bytes]]:
    """A scoring by one process and by three, each in an empty folder of results."""
    outcomes, results = [], []
    for jobs in ("1", "2"):
        outcomes.append(sipas("score", "--jobs", jobs, *words))
        results.append(stored(folder))
        shutil.rmtree(folder / "results", ignore_errors=True)
    return outcomes[0], outcomes[1], results[0], results[1]


def test_several_processes_store_the_same_run(tmp_path: Path, sipas: Sipas) -> None:
    alone, together, one, other = both(tmp_path, sipas, *books(tmp_path, 4))
    assert alone.status == together.status == 0
    assert "80 phiếu đã đọc" in together.err
    assert (alone.out, alone.err) == (together.out, together.err)
    assert one == other
    assert one


def test_a_damaged_file_a_copy_and_a_stranger_among_them_are_told_alike(tmp_path: Path, sipas: Sipas) -> None:
    names = books(tmp_path, 3)
    (tmp_path / "3.xlsx").write_bytes(b"PK\x03\x04 rong")
    shutil.copy(tmp_path / "1.xlsx", tmp_path / "4.xlsx")
    (tmp_path / "5.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    alone, together, _, _ = both(tmp_path, sipas, *names, "3.xlsx", "4.xlsx", "5.csv")
    assert alone.status == together.status == 3
    assert "3.xlsx: sổ tính bị hỏng" in together.err
    assert "4.xlsx" in together.err
    assert "5.csv" in together.err
    assert alone.err == together.err


def test_files_of_several_indices(tmp_path: Path, sipas: Sipas) -> None:
    shutil.copytree(ROOT / "examples" / "lang-son-2023", tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "results", ignore_errors=True)
    alone, together, one, other = both(tmp_path, sipas, "survey.csv", "leaders.csv", "appraisal.xlsx")
    assert alone.status == together.status == 0
    assert one == other
    assert {name.split("/")[2].partition("-")[0] for name in one if name.count("/") > 2} == {
        "sipas",
        "xhh",
        "par",
    }


def test_a_process_that_the_system_ended_costs_nothing_but_time(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: Any) -> None:
        raise BrokenProcessPool

    names = books(tmp_path, 3)
    monkeypatch.setattr(ProcessPoolExecutor, "submit", ended)
    result = sipas("score", "--jobs", "2", *names)
    assert result.status == 0
    assert "60 phiếu đã đọc" in result.err


def test_an_error_that_another_process_met_arrives_with_its_sentence() -> None:
    error = together(
        [DataError(intake_messages.SHEET_TWICE, where=f"{name}.xlsx", first="a.xlsx") for name in "bc"]
    )
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is DataError
    assert error_text(arrived) == error_text(error)
    assert [error_text(more) for more in arrived.more] == [error_text(more) for more in error.more]


def test_what_a_process_takes_of_a_file(tmp_path: Path) -> None:
    (name,) = books(tmp_path, 1)
    (tmp_path / "la.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    read = Reader(Task(tmp_path))
    file = read((tmp_path / name, name))
    assert file is not None
    assert (file.index, [len(table.block.rows) for table in file.tables]) == ("sipas", [20])
    with pytest.raises(SipasError):  # tiến trình chính nói vì sao
        read((tmp_path / "la.csv", "la.csv"))
    assert read((tmp_path / "khong-co.xlsx", "khong-co.xlsx")) is None


def word_after(word: str) -> Callable[[str], str]:
    """Answers with a word and the question; refuses one question, as a user must hear of it."""

    def answer(question: str) -> str:
        if question == "?":
            raise RulesError(TEMPLATE_BROKEN, where=word)
        return f"{word} {question}"

    return answer


def test_answers_come_in_the_order_of_the_questions_and_what_is_wrong_is_left_to_who_asked() -> None:
    questions = [str(number) for number in range(20)]
    with crew(2, word_after, "xã") as processes_at_work:
        answers = list(processes_at_work.answers([*questions, "?", "cuối"]))
    assert answers == [*(f"xã {number}" for number in questions), None, "xã cuối"]


def test_notices_are_the_same_however_many_processes_make_them(tmp_path: Path, sipas: Sipas) -> None:
    sipas("score", *books(tmp_path, 1))
    made = []
    for jobs in ("1", "2"):
        result = sipas("render-notice", "--jobs", jobs, "-o", tmp_path / jobs)
        assert result.status == 0
        made.append({path.name: path.read_bytes() for path in (tmp_path / jobs).iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) > 1


def test_few_notices_are_made_by_one_process() -> None:
    assert [papers.processes(None, 10), papers.processes(2, 10), papers.processes(8, 3)] == [1, 2, 3]


def test_few_small_files_are_read_by_one_process(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in books(tmp_path, 3)]
    assert processes(None, paths) == 1
    assert processes(4, paths) == 2
    assert processes(4, paths[:1]) == 1
