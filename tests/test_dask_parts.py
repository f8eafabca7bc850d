"""What several machines count of some files is what one machine counts of them, byte for byte.

The machines are this process, to which everything is handed as to others: pickled.
"""

import csv
import json
import pickle
import random
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import CODES, HEADER, ROOT, Outcome, Sipas, ballot, key_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_drawn import DESIGNS
from test_drawn import workspace as drawn_workspace
from test_field import CASES, laid_out
from test_tally_files import office, quietly, write_csv

from sipas_cli import __version__
from sipas_cli.errors import DataError
from sipas_cli.intake.choice import Choice
from sipas_cli.runs import cluster, parts
from sipas_cli.sheets import objects
from sipas_cli.workspace.workspace import Workspace

#: Of six ballots: three name the newspapers, two the station, one of them both.
COUNTED = ("Báo,3", "answered,4", "not_answered,1", "not_understood,1", "Đài,2")
DASK = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")


class Pickled:
    """What some machine was asked for, as it goes over the wire."""

    def __init__(self, content: bytes) -> None:
        self.content = content


class ThisMachine:
    """A cluster of this process: nothing is shared between two things that it does. `sent` is all that would
    go from one machine to another."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def submit(self, do: Callable[..., Any], *given: Any) -> Pickled:
        self.sent.append(pickle.dumps(given))
        answer = pickle.dumps(do(*map(self._arrived, given)))
        self.sent.append(answer)
        return Pickled(answer)

    def answers(self, asked: Sequence[Pickled], told: Callable[[Any], None] = lambda _: None) -> list[Any]:
        answers = [self._arrived(one) for one in asked]
        for answer in reversed(answers):  # theirs come in any order
            told(answer)
        return answers

    def _arrived(self, given: Any) -> Any:
        if isinstance(given, Pickled):
            return pickle.loads(given.content)
        if isinstance(given, list):
            return [self._arrived(one) for one in given]
        return given


@pytest.fixture(autouse=True)
def this_machine(monkeypatch: pytest.MonkeyPatch) -> ThisMachine:
    machine = ThisMachine()

    @contextmanager
    def connected(_: str) -> Iterator[ThisMachine]:
        yield machine

    monkeypatch.setattr(cluster, "connected", connected)
    return machine


def both(workspace: Path, files: Sequence[Path], *words: object) -> tuple[bytes, bytes]:
    """The tally of some files by one machine, and that by several."""
    alone, together = workspace / "alone.tally", workspace / "together.tally"
    assert quietly("-C", workspace, "tally", *files, *words, "-o", alone) == 0
    assert quietly("-C", workspace, "tally", *files, *words, *DASK, "-o", together) == 0
    return alone.read_bytes(), together.read_bytes()


def said_by_both(sipas: Sipas, files: Sequence[Path], *words: object) -> str:
    """What is said where files are refused: the same by one machine and by several."""
    alone = sipas("tally", *files, *words, "-o", "a.tally")
    together = sipas("tally", *files, *words, *DASK, "-o", "b.tally")
    assert alone.status == together.status == 3
    assert reason(together) == reason(alone) != ""
    return reason(alone)


def reason(outcome: Outcome) -> str:
    """Why files were refused."""
    return "\n".join(line for line in outcome.err.splitlines() if line.startswith("Lỗi: "))


# --- the law --------------------------------------------------------------------------------------

#: Ids as people and programs write them: many are one but for capitals and blanks, some a program made.
IDS = ("P1", "p1", " P1 ", "P2", "R_3nYxAbCdE1", "R_3nYxAbCDE1", "r_3nyxabcde1", "", "Phiếu 7", "PHIẾU  7")
UNITS = ("Sở Nội vụ", "Sở Y tế", "Phòng không có")
DAYS = ("2023-11-15", "2023-11-16 08:30:00", "", "2022-05-01")
ROW = st.tuples(
    st.sampled_from(IDS), st.sampled_from(UNITS), st.sampled_from(DAYS), st.integers(1, 5), st.booleans()
)
FILES = st.lists(st.lists(ROW, min_size=1, max_size=12), min_size=1, max_size=4)


def rows_of(drawn: Sequence[tuple[str, str, str, int, bool]], number: int) -> list[list[object]]:
    """Ballots of a file; those that are not copies differ from all others in an answer."""
    rows = []
    for place, (name, unit, day, answer, copied) in enumerate(drawn):
        own = 0 if copied else 1 + number * 50 + place
        answers = [(answer + own // 5**at) % 5 + 1 for at in range(len(CODES))]
        rows.append([name, unit, day, *answers])
    return rows


def strict_ids(workspace: Path, policy: str, within: str) -> None:
    """The criteria of the example with another rule on duplicates, which reject as many as there are."""
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    rules = (
        f"duplicates: {policy}\n    ids_unique_within: {within}\n    "
        "maximum_rejected_pct: 100\n    maximum_unknown_label_pct: 100"
    )
    changed = text.replace("duplicates: first\n    maximum_rejected_pct: 20", rules)
    assert changed != text
    (workspace / "criteria").mkdir(exist_ok=True)
    (workspace / "criteria" / "quang-ninh-2023.yaml").write_text(changed, encoding="utf-8")


@given(FILES, st.sampled_from(["first", "last", "reject_all"]), st.sampled_from(["run", "unit"]))
@settings(deadline=None, max_examples=12)
def test_several_machines_count_as_one(
    files: list[list[tuple[str, str, str, int, bool]]], policy: str, within: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        workspace = office(Path(name) / "ws")
        strict_ids(workspace, policy, within)
        paths = [
            write_csv(Path(name) / f"{number}.csv", rows_of(drawn, number))
            for number, drawn in enumerate(files)
        ]
        assert quietly("tally", "--new-key", Path(name) / "key.txt") == 0
        alone, together = workspace / "alone.tally", workspace / "together.tally"
        words = ["--key", Path(name) / "key.txt"]
        status = quietly("-C", workspace, "tally", *paths, *words, "-o", alone)
        assert quietly("-C", workspace, "tally", *paths, *words, *DASK, "-o", together) == status
        if status == 0:
            assert together.read_bytes() == alone.read_bytes()


# --- what is found between files ------------------------------------------------------------------


def answered(chance: random.Random) -> list[int]:
    """The answers of somebody who mostly gives 4."""
    return [chance.choice((4, 4, 4, 5, 3, 2)) for _ in CODES]


def without_ids(count: int, seed: int, unit: str = "Sở Y tế") -> list[list[object]]:
    chance = random.Random(seed)
    return [[unit, "2023-11-15", *answered(chance)] for _ in range(count)]


def key_in(folder: Path) -> tuple[str, Path]:
    assert quietly("tally", "--new-key", folder / "key.txt") == 0
    return "--key", folder / "key.txt"


def test_questions_beside_those_of_the_index_are_counted_alike(tmp_path: Path) -> None:
    workspace = office(tmp_path / "ws")
    asked = "  other_questions:\n    - {id: kenh, text: Kênh nào, choices: [Báo, Đài], several: true}\n"
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    (workspace / "criteria").mkdir()
    path = workspace / "criteria" / "quang-ninh-2023.yaml"
    path.write_text(text.replace("\nrules:\n", f"\n{asked}rules:\n"), encoding="utf-8")
    header = [*HEADER, "kenh"]
    paths = []
    for number, channels in enumerate((["Báo", "Báo; Đài", ""], ["Đài", "xyz", "1"])):
        rows = [
            [*ballot(10 * number + n, "Sở Y tế", [4] * len(CODES)), text] for n, text in enumerate(channels)
        ]
        paths.append(write_csv(tmp_path / f"{number}.csv", rows, header))
    alone, together = workspace / "alone.tally", workspace / "together.tally"
    assert quietly("-C", workspace, "tally", *paths, "-o", alone) == 0
    assert quietly("-C", workspace, "tally", *paths, *DASK, "-o", together) == 0
    assert together.read_bytes() == alone.read_bytes()
    with zipfile.ZipFile(alone) as package:
        counted = package.read("tally/others.csv").decode("utf-8-sig").split()
    assert counted[1:] == [f"so-y-te,kenh,{count}" for count in COUNTED]


def test_ballots_of_one_person_in_three_files(tmp_path: Path) -> None:
    """Of P0001 the ballot of the earliest day counts, that of the second file; the others name it."""
    workspace = office(tmp_path / "ws")
    days = {"a": "2023-11-17", "b": "2023-11-15", "c": "2023-11-16"}
    paths = []
    for number, (name, day) in enumerate(days.items()):
        rows = [ballot(10 * number + place, "Sở Nội vụ") for place in range(2, 8)]
        first = ballot(1, "Sở Nội vụ")
        first[2] = day
        paths.append(write_csv(tmp_path / f"{name}.csv", [first, *rows]))
    alone, together = both(workspace, paths, *key_in(tmp_path))
    assert together == alone
    assert quietly("-C", workspace, "score", "--from", workspace / "together.tally") == 0
    (found,) = workspace.glob("results/2023/*/findings.csv")
    with found.open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["code"].startswith("ballot_duplicate")]
    assert [(row["file"], row["cell"]) for row in rows] == [("a.csv", "A2"), ("c.csv", "A2")]
    assert all("b.csv ! A2" in row["problem"] for row in rows)


def test_a_program_that_made_an_id_tells_how_the_ids_of_others_are_compared(tmp_path: Path) -> None:
    """R_3nYxAbC is one of a program only as the second file has it: it stands there in a ballot that does not
    count. So r_3nyxabc and R_3nYxAbC in the first file are two ballots."""
    workspace = office(tmp_path / "ws")
    rows = [ballot(number, "Sở Nội vụ") for number in range(8)]
    rows[0][0], rows[1][0] = "ab cd efg", "AB cd efg"
    other = [ballot(number, "Sở Y tế") for number in range(20, 28)]
    other[0][0], other[0][1] = "AB cd efg", "Phòng không có"
    paths = [write_csv(tmp_path / "a.csv", rows), write_csv(tmp_path / "b.csv", other)]
    alone, together = both(workspace, paths, *key_in(tmp_path))
    assert together == alone


def test_no_text_of_a_ballot_goes_from_machine_to_machine(tmp_path: Path, this_machine: ThisMachine) -> None:
    """Neither ids, of which two stand in both files, nor what else is on a ballot; the key goes, to workers
    alone."""
    workspace = office(tmp_path / "ws")
    header = [*HEADER, "Họ và tên", "Điều tra viên"]
    paths = []
    for number, name in enumerate(("a.csv", "b.csv")):
        rows = [
            [*ballot(8 * number + place, "Sở Y tế"), "Lý Thường Kiệt", "Bùi Thị X"] for place in range(10)
        ]
        paths.append(write_csv(tmp_path / name, rows, header))
    alone, together = both(workspace, paths, *key_in(tmp_path))
    assert together == alone
    sent = b"".join(this_machine.sent)
    for text in ("P0001", "p0001", "P0009", "Lý Thường Kiệt", "Bùi Thị X"):
        assert text.encode() not in sent
    assert "Sở Y tế".encode() in sent  # the units do go


def test_a_file_that_changed_meanwhile_is_not_counted(tmp_path: Path) -> None:
    workspace = Workspace(office(tmp_path / "ws"))
    file = objects.Stored(str(write_csv(tmp_path / "a.csv", [ballot(1, "Sở Y tế")])), "a.csv")
    kit = cluster._kit(workspace, cluster.Asked((), None, 2023, allow_copies=False))
    choice = Choice(workspace.folder, workspace.settings.criteria)
    reading = parts.settle_reading(parts.Packed.of(kit), choice, file)
    held = parts.read_part(parts.Packed.of(replace(kit, reading=reading)), file)
    elsewhere = pickle.loads(pickle.dumps(held))
    assert elsewhere.part().digest == held.part().digest
    assert sys.getsizeof(elsewhere) == sys.getsizeof(held) > sys.getsizeof(pickle.loads(pickle.dumps(held)))
    elsewhere = pickle.loads(pickle.dumps(held))
    write_csv(tmp_path / "a.csv", [ballot(2, "Sở Y tế")])
    with pytest.raises(DataError) as refused:
        elsewhere.part()
    assert key_of(refused.value) == "file_changed"


def test_a_machine_with_another_version_is_refused(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path)
    write_csv(tmp_path / "a.csv", [ballot(n, "Sở Y tế") for n in range(9)])
    packed = parts.Packed.of
    monkeypatch.setattr(parts.Packed, "of", lambda kit: replace(packed(kit), version="99"))
    result = sipas("tally", "a.csv", *DASK, "-o", "x.tally")
    assert result.status == 4
    assert f"một máy của cụm có sipas {__version__}, máy này có 99" in result.err


# --- objects --------------------------------------------------------------------------------------


@pytest.fixture
def memory() -> Iterator[Any]:
    """A store in memory, with two files of ballots and what programs leave beside them."""
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    yield store
    store.rm("/phieu", recursive=True)


def test_objects_are_brought_here_and_removed(
    tmp_path: Path, memory: Any, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = office(tmp_path / "ws")
    paths = []
    for number, name in enumerate(("a.csv", "b.csv")):
        rows = [ballot(10 * number + place, "Sở Y tế") for place in range(9)]
        paths.append(write_csv(tmp_path / name, rows))
        memory.pipe_file(f"/phieu/2023/{name}", paths[-1].read_bytes())
    memory.pipe_file("/phieu/2023/_metadata", b"{}")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    assert quietly("-C", workspace, "tally", *paths, "-o", tmp_path / "a.tally") == 0
    assert quietly("-C", workspace, "tally", "memory://phieu/2023", *DASK, "-o", tmp_path / "b.tally") == 0
    assert (tmp_path / "b.tally").read_bytes() == (tmp_path / "a.tally").read_bytes()
    monkeypatch.setenv("SIPAS_LIMIT_FILE_BYTES", "100")
    result = sipas("-C", workspace, "tally", "memory://phieu/2023/a.csv", *DASK, "-o", tmp_path / "c.tally")
    assert result.status == 3
    assert "a.csv" in result.err
    assert not list((tmp_path / "tmp").iterdir())


def test_stores_that_are_not_there(tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path)
    result = sipas("tally", "khong-co://a/b.csv", *DASK, "-o", "x.tally")
    assert (result.status, "khong-co" in result.err) == (4, True)
    assert "'sipas[dask]'" in result.err
    monkeypatch.setattr(objects, "MOST_FILES", 0)
    write_csv(tmp_path / "a.csv", [ballot(1, "Sở Y tế")])
    result = sipas("tally", "a.csv", *DASK, "-o", "x.tally")
    assert result.status == 3
    assert "quá giới hạn 0" in result.err
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    result = sipas("tally", "memory://a/b.csv", *DASK, "-o", "x.tally")
    assert (result.status, "fsspec" in result.err) == (4, True)


def test_sheets_without_ids_are_compared_with_those_of_other_files(tmp_path: Path, sipas: Sipas) -> None:
    office(tmp_path)
    some = without_ids(12, 1)
    paths = [
        write_csv(tmp_path / "a.csv", some, HEADER[1:]),
        write_csv(tmp_path / "b.csv", [*some[:11], *without_ids(1, 2)], HEADER[1:]),
    ]
    said = said_by_both(sipas, paths)
    assert "b.csv" in said
    alone, together = both(tmp_path, paths, "--allow-copies", *key_in(tmp_path))
    assert together == alone


def test_sheets_that_hold_the_same(tmp_path: Path, sipas: Sipas) -> None:
    office(tmp_path)
    rows = without_ids(12, 1)
    paths = [write_csv(tmp_path / "a.csv", rows, HEADER[1:])]
    book = openpyxl.Workbook()
    for number, name in enumerate(("Phiếu", "Bản sao")):
        sheet = book.active if not number else book.create_sheet()
        sheet.title = name
        for row in [HEADER[1:], *rows]:
            sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    said_by_both(sipas, [tmp_path / "b.xlsx"])
    said_by_both(sipas, [*paths, write_csv(tmp_path / "c.csv", [*rows], [*HEADER[1:], "Ghi chú"])])
    alone, together = both(tmp_path, [*paths, tmp_path / "b.xlsx"], "--allow-copies", *key_in(tmp_path))
    assert together == alone


def test_files_with_ids_beside_files_without(tmp_path: Path) -> None:
    workspace = office(tmp_path / "ws")
    paths = [
        write_csv(tmp_path / "a.csv", without_ids(30, 1), HEADER[1:]),
        write_csv(tmp_path / "b.csv", [ballot(n, "Sở Y tế", answered(random.Random(n))) for n in range(20)]),
        write_csv(tmp_path / "c.csv", without_ids(20, 3, "Sở Nội vụ"), HEADER[1:]),
    ]
    alone, together = both(workspace, paths, *key_in(tmp_path))
    assert together == alone


def test_sheets_of_another_year_are_passed_over(tmp_path: Path) -> None:
    """Neither has days; only the sheet 2023 counts, as the other says that it is of 2022."""
    workspace = office(tmp_path / "ws")
    header = [HEADER[0], HEADER[1], *CODES]
    for year in (2022, 2023):
        book = openpyxl.Workbook()
        book.active.title = f"Năm {year}"
        for row in [header, *([f"{year}-{n}", "Sở Y tế", *answered(random.Random(n))] for n in range(9))]:
            book.active.append(row)
        book.save(tmp_path / f"phieu-{year}.xlsx")
    alone, together = both(workspace, [tmp_path / "phieu-2022.xlsx", tmp_path / "phieu-2023.xlsx"])
    assert together == alone


def test_files_that_cannot_be_read_are_told_together(tmp_path: Path, sipas: Sipas) -> None:
    office(tmp_path)
    first = write_csv(tmp_path / "a.csv", [ballot(n, "Sở Y tế") for n in range(9)])
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 rong")
    shutil.copy(first, tmp_path / "c.csv")
    result = sipas("tally", "a.csv", "b.xlsx", "c.csv", *DASK, "-o", "x.tally")
    assert result.status == 3
    assert "b.xlsx: sổ tính bị hỏng" in result.err
    assert "c.csv" in result.err
    assert not (tmp_path / "x.tally").exists()


def test_files_without_a_row_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    office(tmp_path)
    said_by_both(
        sipas, [write_csv(tmp_path / "a.csv", []), write_csv(tmp_path / "b.csv", [], [*HEADER, "x"])]
    )


#: Cases of ballots that are scored; that of a million empty rows is about reading, and takes long.
SCORED = [
    case
    for case in CASES
    if case.parent.name == "field"
    and case.name != "03-million-empty-rows"
    and json.loads((case / "case.json").read_text())["command"][0].split()[1] == "score"
]


@pytest.mark.parametrize("case", SCORED, ids=lambda case: case.name)
def test_field_cases_are_counted_or_refused_alike(case: Path, tmp_path: Path) -> None:
    """Files as people and programs make them: of several sheets, with branches, formulas, sums, marks."""
    laid_out(case, tmp_path)
    command = json.loads((case / "case.json").read_text(encoding="utf-8"))["command"][0]
    words, statuses = command.split()[2:], []
    files = [word for word in words if (tmp_path / word).is_file()]
    if "--year" in words:
        files += ["--year", words[words.index("--year") + 1]]
    for more in (("-o", tmp_path / "a.tally"), (*DASK, "-o", tmp_path / "b.tally")):
        statuses.append(quietly("-C", tmp_path, "tally", *files, *more))
    assert statuses[0] == statuses[1]
    if not statuses[0]:
        assert (tmp_path / "b.tally").read_bytes() == (tmp_path / "a.tally").read_bytes()


def split_in_two(path: Path) -> list[Path]:
    """The rows of a csv in two files: the odd ones and the even ones."""
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    halves = [path.with_name("le.csv"), path.with_name("chan.csv")]
    for number, half in enumerate(halves):
        half.write_text("\n".join([header, *rows[number::2]]) + "\n", encoding="utf-8")
    return halves


@pytest.mark.parametrize("design", ["stratified_finite", "clustered_finite", "all"])
def test_ballots_that_were_drawn(tmp_path: Path, design: str) -> None:
    """Strata, clusters, weights and the sizes of the population, on ballots without ids."""
    declared, population = DESIGNS[design]
    drawn_workspace(tmp_path, declared, None, population)
    words = ["--criteria", "drawn", "--year", "2023"]
    alone, together = both(tmp_path, split_in_two(tmp_path / "a.csv"), *words)
    assert together == alone


def test_a_stratum_that_there_is_not(tmp_path: Path, sipas: Sipas) -> None:
    def strange(rows: list[dict[str, str]]) -> None:
        rows[2]["stratum"] = "S9"

    drawn_workspace(tmp_path, ["stratum"], strange, "unit,stratum,population\nSở X,S1,150\nSở X,S2,400\n")
    files = split_in_two(tmp_path / "a.csv")
    assert "le.csv ! B3" in said_by_both(sipas, files, "--criteria", "drawn", "--year", "2023")


# --- what no cluster counts -----------------------------------------------------------------------


def test_the_survey_of_leaders_and_points_are_counted_on_one_machine(tmp_path: Path, sipas: Sipas) -> None:
    shutil.copytree(
        ROOT / "examples" / "lang-son-2023",
        tmp_path,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("results"),
    )
    for name in ("leaders.csv", "appraisal.xlsx"):
        result = sipas("tally", name, *DASK, "-o", "x.tally")
        assert result.status == 3
        assert f"{name}: tệp đầu tiên là điểm hoặc phiếu khảo sát lãnh đạo" in result.err


def test_words_that_do_not_go_together(tmp_path: Path, sipas: Sipas) -> None:
    office(tmp_path)
    assert "--engine và --scheduler" in sipas("tally", "a.csv", "--engine", "dask", "-o", "x.tally").err
    assert (
        "--engine và --scheduler" in sipas("tally", "a.csv", "--scheduler", "tcp://a:1", "-o", "x.tally").err
    )
    assert "s3://kho/a.csv" in sipas("tally", "s3://kho/a.csv", "-o", "x.tally").err
    result = sipas("tally", *DASK, "-o", "x.tally", str(tmp_path))
    assert result.status == 2
    assert "không có tệp phiếu nào" in result.err


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path, sipas: Sipas) -> None:
    workspace = office(tmp_path / "ws")
    folder = tmp_path / "phieu"
    (folder / "xa").mkdir(parents=True)
    paths = [
        write_csv(folder / "a.csv", [ballot(n, "Sở Y tế") for n in range(9)]),
        write_csv(folder / "xa" / "a.csv", [ballot(n, "Sở Nội vụ") for n in range(10, 19)]),
    ]
    (folder / "_SUCCESS").touch()
    (folder / "README.md").write_text("phiếu", encoding="utf-8")
    assert quietly("-C", workspace, "tally", *paths, "-o", workspace / "a.tally") == 0
    assert quietly("-C", workspace, "tally", folder, *DASK, "-o", workspace / "b.tally") == 0
    assert (workspace / "b.tally").read_bytes() == (workspace / "a.tally").read_bytes()


def test_units_that_changed_need_a_year(tmp_path: Path, sipas: Sipas) -> None:
    office(tmp_path)
    write_csv(tmp_path / "a.csv", [ballot(n, "Sở Y tế") for n in range(9)])
    settings = (tmp_path / "sipas.yaml").read_text(encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text(
        "\n".join(line for line in settings.splitlines() if not line.startswith("year")), encoding="utf-8"
    )
    with (tmp_path / "units.yaml").open("a", encoding="utf-8") as file:
        file.write("\nsuccession:\n  - {year: 2020, kind: renamed, from: [Sở Sức khỏe], to: [so-y-te]}\n")
    assert "--year" in sipas("tally", "a.csv", *DASK, "-o", "x.tally").err
