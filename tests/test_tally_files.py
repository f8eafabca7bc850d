"""Tallies as files: counted where the ballots are, added up elsewhere, the same as scoring all at once."""

import csv
import hashlib
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from conftest import EXAMPLE, HEADER, ROOT, Sipas, ballot
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_cli.cli.program import run

Row = Sequence[object]


def office(folder: Path) -> Path:
    """The workspace of an office: the settings and units of the example, without its ballots."""
    folder.mkdir(exist_ok=True)
    for name in ("sipas.yaml", "units.yaml"):
        shutil.copy(EXAMPLE / name, folder / name)
    return folder


def write_csv(path: Path, rows: Iterable[Row], header: Row = HEADER) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


def stored(workspace: Path, year: int = 2023) -> Path:
    """The folder of the only run of a workspace."""
    return next(path for path in (workspace / "results" / str(year)).iterdir() if path.is_dir())


def parts_of(folder: Path) -> dict[str, bytes]:
    """What must not depend on the way from ballots to a run."""
    names = ["scores.csv", "standings.csv", "findings.csv"]
    names += [f"tally/{path.name}" for path in sorted((folder / "tally").iterdir())]
    return {name: (folder / name).read_bytes() for name in names}


def quietly(*words: object) -> int:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return run(["-q", *map(str, words)])


# --- the law --------------------------------------------------------------------------------------


def made_ballots() -> list[Row]:
    """Forty ballots with answers of 1 to 5 in turn: one is off the scale, one blank, two are of no known
    unit, and three ids stand twice."""
    rows: list[list[object]] = []
    for number in range(40):
        answers: list[object] = [1 + (number * 7 + question * 3) % 5 for question in range(25)]
        unit = ("Sở Nội vụ", "Sở Y tế", "Huyện Ba Chẽ")[number % 3]
        rows.append(ballot(number % 37, unit, answers))
    rows[4][3] = 9
    rows[5][4] = ""
    rows[6][1] = rows[17][1] = "Phòng không có"
    return rows


#: For each id the number of the tally that its ballots are in; for each ballot which of its two files.
SPLIT = st.tuples(
    st.lists(st.integers(0, 2), min_size=37, max_size=37),
    st.lists(st.integers(0, 1), min_size=40, max_size=40),
)


def split_up(folder: Path, tallies: Sequence[int], files: Sequence[int]) -> dict[int, list[Path]]:
    """Number of a tally -> its files."""
    rows: dict[tuple[int, int], list[Row]] = {}
    for number, row in enumerate(made_ballots()):
        rows.setdefault((tallies[number % 37], files[number]), []).append(row)
    paths: dict[int, list[Path]] = {}
    for (tally, file), of_file in sorted(rows.items()):
        path = write_csv(folder / f"phieu-{tally}-{file}.csv", of_file)
        paths.setdefault(tally, []).append(path)
    return paths


@given(SPLIT, st.randoms(use_true_random=False))
@settings(max_examples=8)
def test_any_split_into_tallies_and_files_scores_as_all_at_once(
    split: tuple[list[int], list[int]], chance: Any
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        at_once, added, mixed = (office(folder / place) for place in ("one", "added", "mixed"))
        paths = split_up(folder, *split)
        assert quietly("tally", "--new-key", folder / "key.txt") == 0
        for number, files in paths.items():
            words = ["--key", folder / "key.txt", "-o", folder / f"{number}.tally"]
            assert quietly("-C", at_once, "tally", *files, *words) == 0
        order = [folder / f"{number}.tally" for number in paths]
        chance.shuffle(order)
        files = [path for of_tally in paths.values() for path in of_tally]
        first = order[0].stem
        left = [path for number, of_tally in paths.items() if str(number) != first for path in of_tally]
        assert quietly("-C", at_once, "score", *files) == 0
        assert quietly("-C", added, "score", "--from", *order) == 0
        assert quietly("-C", mixed, "score", "--from", order[0], *left, "--key", folder / "key.txt") == 0
        whole = stored(at_once)
        for workspace in (added, mixed):
            assert stored(workspace).name == whole.name
            assert parts_of(stored(workspace)) == parts_of(whole)


def test_two_surveys_and_points_score_as_all_at_once(tmp_path: Path) -> None:
    """The leader survey of the example in two tallies, its SIPAS ballots in one, beside its points."""
    example = ROOT / "examples" / "lang-son-2023"
    folders = [tmp_path / "one", tmp_path / "added"]
    for folder in folders:
        shutil.copytree(example, folder, ignore=shutil.ignore_patterns("results"))
    header, *rows = list(csv.reader(io.StringIO((example / "leaders.csv").read_text(encoding="utf-8-sig"))))
    for workspace in folders:
        write_csv(workspace / "leaders.csv", rows[:40], header)
        write_csv(workspace / "more.csv", rows[40:], header)
    one, added = folders
    files = [one / name for name in ("leaders.csv", "more.csv", "survey.csv", "appraisal.xlsx")]
    assert quietly("-C", one, "score", *files) == 0
    for file in ("leaders.csv", "more.csv", "survey.csv"):
        assert quietly("-C", added, "tally", added / file, "-o", tmp_path / f"{file}.tally") == 0
    tallies = [tmp_path / f"{file}.tally" for file in ("more.csv", "survey.csv", "leaders.csv")]
    assert quietly("-C", added, "score", added / "appraisal.xlsx", "--from", *tallies) == 0
    runs, others = by_index(one), by_index(added)
    assert runs.keys() == others.keys() == {"sipas", "xhh", "par"}
    for index, folder in runs.items():
        for name in ("scores.csv", "standings.csv"):
            assert (folder / name).read_bytes() == (others[index] / name).read_bytes(), index


def by_index(workspace: Path) -> dict[str, Path]:
    """Index -> the folder of its run."""
    folders = [path for path in (workspace / "results" / "2023").iterdir() if path.is_dir()]
    return {folder.name.partition("-")[0]: folder for folder in folders}


def test_two_offices_send_counts_and_the_province_ranks(tmp_path: Path, sipas: Sipas) -> None:
    """Sở Nội vụ: 250 of 250 answers satisfied. Sở Y tế: of 10 ballots 2 say "2" throughout, so 80 %."""
    office(tmp_path)
    a = write_csv(tmp_path / "a.csv", [ballot(number, "Sở Nội vụ", 4) for number in range(10)])
    b = write_csv(tmp_path / "b.csv", [ballot(20 + n, "Sở Y tế", 2 if n < 2 else 5) for n in range(10)])
    assert sipas("tally", "--new-key", "key.txt").status == 0
    for path in (a, b):
        done = sipas("tally", path, "--key", "key.txt", "-o", path.with_suffix(".tally"))
        assert (done.status, done.out) == (0, "")
    done = sipas("score", "--from", "a.tally", "b.tally", "--format", "csv", "--lang", "en")
    assert done.status == 0
    rows = list(csv.DictReader(io.StringIO(done.out)))
    measured = {row["unit"]: (row["score_pct"], row["ballots"]) for row in rows if row["score_pct"]}
    assert measured == {"Sở Nội vụ": ("100.00", "10"), "Sở Y tế": ("80.00", "10")}
    assert "a.tally: a tally of 1 files, 10 ballots, 10 of them valid" in done.err
    assert sipas("verify").status == 0


def test_what_a_tally_holds_of_a_ballot(tmp_path: Path, sipas: Sipas) -> None:
    """Counts, places and keyed fingerprints: no id, and no fingerprint that can be made without the key."""
    office(tmp_path)
    rows = [ballot(number, "Sở Nội vụ", 4) for number in range(10)]
    write_csv(tmp_path / "a.csv", [*rows, ["RIENG-TU-77", "Phòng không có", "2023-11-15", *[4] * 25]])
    sipas("tally", "--new-key", "key.txt")
    assert sipas("tally", "a.csv", "--key", "key.txt", "-o", "a.tally").status == 0
    with zipfile.ZipFile(tmp_path / "a.tally") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    everything = b"".join(parts.values())
    for text in (b"RIENG-TU-77", b"P0001", b"p0001", str(tmp_path).encode()):
        assert text not in everything
    lines = parts["fingerprints.csv"].decode().splitlines()
    assert lines[0] == "file,sheet,cell,exact,folded,made"
    assert len(lines) == 1 + 10  # the ballot of no known unit is not compared
    plain = hashlib.sha256(b"P0001").hexdigest()[:32]
    assert plain not in parts["fingerprints.csv"].decode()
    tables = "".join(part.decode("utf-8-sig") for name, part in parts.items() if name.endswith(".csv"))
    assert "so-y-te" not in tables  # only what occurs
    # the same again gives the same bytes
    first = (tmp_path / "a.tally").read_bytes()
    assert sipas("tally", "a.csv", "--key", "key.txt", "-o", "a.tally").status == 0
    assert (tmp_path / "a.tally").read_bytes() == first
    # and a run never holds a fingerprint
    assert sipas("score", "--from", "a.tally").status == 0
    exact = lines[1].split(",")[3]
    assert not [
        path for path in stored(tmp_path).rglob("*") if path.is_file() and exact.encode() in path.read_bytes()
    ]
