"""Tallies that do not add: each with why, and what to do; and files that only look like tallies."""

import csv
import hashlib
import io
import json
import random
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import CODES, EXAMPLE, HEADER, Sipas, ballot

from sipas_cli.files import package_bytes
from sipas_cli.runs import tally_reading
from sipas_cli.runs.manifest import sealed

NO_ID = HEADER[1:]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, sipas: Sipas) -> Path:
    """The workspace of the example, its criteria of its own, and a key."""
    for name in ("sipas.yaml", "units.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    (tmp_path / "criteria").mkdir()
    shutil.copy(EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml", tmp_path / "criteria")
    assert sipas("tally", "--new-key", "key.txt").status == 0
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def counted(tmp_path: Path, sipas: Sipas) -> Callable[..., Path]:
    """(name, rows) -> their tally, NAME.tally."""

    def make(
        name: str, rows: Sequence[Sequence[object]], *words: str, header: Sequence[object] = HEADER
    ) -> Path:
        out = io.StringIO()
        csv.writer(out).writerows([header, *rows])
        (tmp_path / f"{name}.csv").write_text(out.getvalue(), encoding="utf-8-sig")
        path = tmp_path / f"{name}.tally"
        done = sipas("tally", f"{name}.csv", "-o", path.name, *(words or ("--key", "key.txt")))
        assert done.status == 0, done.err
        return path

    return make


def ten(unit: str, first: int = 0) -> list[list[object]]:
    return [ballot(number, unit) for number in range(first, first + 10)]


def refused(sipas: Sipas, *words: str, status: int = 3) -> str:
    """What is said of words that store nothing."""
    done = sipas("--lang", "en", "score", *words)
    assert done.status == status, done.err
    assert not list(Path("results").rglob("manifest.json"))
    return done.err


# --- the same ballots twice -----------------------------------------------------------------------


def test_a_ballot_in_two_tallies_is_refused_with_both_places_and_no_id(sipas: Sipas, counted: Any) -> None:
    counted("a", ten("Sở Nội vụ"))
    counted("b", [*ten("Sở Y tế", 20), ["p0003 ", "Sở Y tế", "2023-11-16", *[4] * 25]])
    said = refused(sipas, "--from", "a.tally", "b.tally")
    # P0003 is the fourth ballot of a.csv, in row 5; of b.csv the eleventh, in row 12
    assert "b.tally: the ballot at b.csv ! A12 stands in a.tally too, at a.csv ! A5." in said
    assert "P0003" not in said.upper()


def test_ids_that_a_program_made_differ_by_capitals_alone(sipas: Sipas, counted: Any) -> None:
    """As at once: R_3nYxABCDEFgh and R_3nYxABCDEFGH are two ballots; the former twice is one."""
    counted("a", [*ten("Sở Nội vụ"), ["R_3nYxABCDEFgh", "Sở Nội vụ", "2023-11-15", *[4] * 25]])
    counted("b", [*ten("Sở Y tế", 20), ["R_3nYxABCDEFGH", "Sở Y tế", "2023-11-15", *[4] * 25]])
    counted("c", [*ten("Huyện Ba Chẽ", 40), ["R_3nYxABCDEFgh", "Huyện Ba Chẽ", "2023-11-15", *[4] * 25]])
    assert "c.csv ! A12 stands in a.tally too" in refused(sipas, "--from", "a.tally", "c.tally")
    assert sipas("score", "--from", "a.tally", "b.tally").status == 0


def test_a_ballot_in_a_tally_and_in_a_file_is_refused_where_the_key_is_at_hand(
    sipas: Sipas, counted: Any
) -> None:
    counted("a", ten("Sở Nội vụ"))
    counted("b", ten("Sở Y tế", 9))
    said = refused(sipas, "b.csv", "--from", "a.tally", "--key", "key.txt")
    assert "the ballot at a.csv ! A11 stands in b.csv too, at b.csv ! A2." in said


def test_without_a_key_the_run_says_that_duplicates_were_not_looked_for(
    tmp_path: Path, sipas: Sipas, counted: Any
) -> None:
    counted("a", ten("Sở Nội vụ"), "--year", "2023")
    counted("b", ten("Sở Y tế", 20))
    done = sipas("--lang", "en", "score", "--from", "a.tally", "b.tally")
    assert done.status == 0
    assert (
        "duplicates between tallies and files could not be looked for: 1 have no fingerprints (a.tally)"
        in done.err
    )
    run = next((tmp_path / "results" / "2023").glob("sipas-*"))
    assert "ballots_not_compared" in (run / "findings.csv").read_text(encoding="utf-8-sig")
    assert json.loads((run / "manifest.json").read_bytes())["not_compared"] == ["ballots"]
    # with the key everywhere it is another run, without the mark
    counted("a", ten("Sở Nội vụ"))
    assert sipas("score", "--from", "a.tally", "b.tally").status == 0
    runs = list((tmp_path / "results" / "2023").glob("sipas-*"))
    marks = [json.loads((path / "manifest.json").read_bytes())["not_compared"] for path in runs]
    assert sorted(marks) == [[], ["ballots"]]


def test_one_tally_alone_has_nothing_to_be_compared_with(tmp_path: Path, sipas: Sipas, counted: Any) -> None:
    counted("a", ten("Sở Nội vụ"), "--year", "2023")
    assert sipas("score", "--from", "a.tally").status == 0
    run = next((tmp_path / "results" / "2023").glob("sipas-*"))
    assert json.loads((run / "manifest.json").read_bytes())["not_compared"] == []


def test_tallies_of_two_keys_are_refused(sipas: Sipas, counted: Any) -> None:
    sipas("tally", "--new-key", "other.txt")
    counted("a", ten("Sở Nội vụ"))
    counted("b", ten("Sở Y tế", 20), "--key", "other.txt")
    assert "so duplicates cannot be found" in refused(sipas, "--from", "a.tally", "b.tally")


@pytest.mark.parametrize("words", [["a.csv", "--from", "a.tally"], ["--from", "a.tally", "again.tally"]])
def test_a_file_in_two_places_is_refused_with_both_names(
    sipas: Sipas, counted: Any, words: list[str]
) -> None:
    counted("a", ten("Sở Nội vụ"))
    shutil.copy("a.csv", "again.csv")
    assert sipas("tally", "again.csv", "--key", "key.txt", "-o", "again.tally").status == 0
    assert "is counted in" in refused(sipas, *words)


def varied(count: int, seed: int) -> list[list[object]]:
    """Ballots without ids of people who mostly answer 4, with a random other answer now and then."""
    chance = random.Random(seed)
    return [
        ["Sở Y tế", "2023-11-15", *[chance.choice((4, 4, 4, 5, 3, 2)) for _ in CODES]] for _ in range(count)
    ]


def test_a_sheet_without_ids_in_two_tallies_is_refused(sipas: Sipas, counted: Any) -> None:
    """Saved anew with another day, as `sipas score a.csv b.csv` would refuse it."""
    rows = varied(20, 1)
    counted("a", rows, header=NO_ID)
    counted("b", [[unit, "2023-11-16", *answers] for unit, _, *answers in rows], header=NO_ID)
    said = refused(sipas, "--from", "a.tally", "b.tally")
    assert "b.tally ! b.csv" in said
    assert "a.tally ! a.csv" in said
    assert "every ballot counts twice" in said
    assert sipas("score", "--allow-copies", "--from", "a.tally", "b.tally").status == 0


def test_a_part_of_a_sheet_without_ids_that_was_copied_is_refused(sipas: Sipas, counted: Any) -> None:
    """Twelve of the twenty ballots of a.csv, turned round, are all that b.csv holds."""
    rows = varied(20, 1)
    counted("a", rows, header=NO_ID)
    counted("b", rows[11::-1], header=NO_ID)
    said = refused(sipas, "--from", "a.tally", "b.tally")
    assert "b.tally ! b.csv: 12 of 12 ballots of this sheet stand in a.tally ! a.csv too" in said


def test_other_ballots_without_ids_are_no_copies(sipas: Sipas, counted: Any) -> None:
    counted("a", varied(20, 1), header=NO_ID)
    counted("b", varied(20, 2), header=NO_ID)
    done = sipas("score", "--from", "a.tally", "b.tally")
    assert done.status == 0
    assert "copies_not_compared" not in done.err


def test_ballots_with_few_answers_tell_nothing_of_copies(sipas: Sipas, counted: Any) -> None:
    """One ballot of twenty-five answers and two of two in each: what two people left blank is no copy."""
    few = [["Sở Y tế", "2023-11-15", 4, 4, *([""] * (len(CODES) - 2))] for _ in range(2)]
    counted("a", [*varied(1, 1), *few], header=NO_ID)
    counted("b", [*varied(1, 2), *few], header=NO_ID)
    assert sipas("score", "--from", "a.tally", "b.tally").status == 0


# --- counted otherwise ----------------------------------------------------------------------------

CRITERIA = Path("criteria") / "quang-ninh-2023.yaml"


@pytest.mark.parametrize(
    ("change", "words", "said"),
    [
        (
            lambda: edit(Path("units.yaml"), "id: so-noi-vu", "id: so-noi-vu-moi"),
            [],
            "counted and not known here: so-noi-vu",
        ),
        (lambda: Path("units.yaml").unlink(), [], "tallies need units.yaml"),
        (lambda: None, ["--year", "2022"], "the tally is of the year 2023, and this run of 2022"),
        (lambda: None, ["--criteria", "sipas-33"], "this run is scored by sipas-33"),
        (lambda: None, ["--criteria", "no-such-set"], "no-such-set"),
    ],
)
def test_a_tally_that_was_counted_otherwise_is_refused(
    sipas: Sipas, counted: Any, change: Callable[[], None], words: list[str], said: str
) -> None:
    counted("a", ten("Sở Nội vụ"))
    change()
    done = sipas("--lang", "en", "score", "--from", "a.tally", *words)
    assert done.status in (2, 3)
    assert said in done.err


def test_another_plan_and_other_rules_are_told_apart(sipas: Sipas, counted: Any) -> None:
    counted("a", ten("Sở Nội vụ"))
    shutil.copy(CRITERIA, "kept.yaml")
    edit(CRITERIA, "minimum_ballots: 0", "minimum_ballots: 7")
    assert "whose rules differ from those here" in refused(sipas, "--from", "a.tally")
    shutil.copy("kept.yaml", CRITERIA)
    edit(CRITERIA, "minimum_answered_pct: 0", "minimum_answered_pct: 77")
    assert "by another plan than that of the criteria quang-ninh-2023" in refused(sipas, "--from", "a.tally")


def test_other_names_of_units_are_told_and_do_not_stand_in_the_way(sipas: Sipas, counted: Any) -> None:
    counted("a", ten("Sở Nội vụ"))
    edit(Path("units.yaml"), "name: Sở Nội vụ", "name: Sở Nội vụ, aliases: [Sở Tổ chức]")
    done = sipas("--lang", "en", "score", "--from", "a.tally")
    assert done.status == 0
    assert "a.tally: the units.yaml that was counted by has other names for the same units" in done.err


# --- what is no tally -----------------------------------------------------------------------------


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def resealed(parts: dict[str, bytes], **changes: Any) -> bytes:
    """A package whose digests were made to fit, by somebody who read the code."""
    manifest = json.loads(parts["manifest.json"])
    manifest.pop("seal")
    manifest["files"] = {
        name: hashlib.sha256(part).hexdigest() for name, part in parts.items() if name != "manifest.json"
    }
    return package_bytes({**parts, "manifest.json": sealed({**manifest, **changes})})


def one_more(parts: dict[str, bytes]) -> dict[str, bytes]:
    """One answer more than there are ballots."""
    lines = parts["tally/answers.csv"].decode("utf-8-sig").splitlines()
    lines[1] = lines[1].rpartition(",")[0] + ",11"
    return {**parts, "tally/answers.csv": ("\ufeff" + "\n".join(lines) + "\n").encode()}


FORGED: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a part was altered": lambda parts: package_bytes(one_more(parts)),
    "a part is missing": lambda parts: package_bytes(
        {n: p for n, p in parts.items() if n != "findings.json"}
    ),
    "a part too much": lambda parts: package_bytes({**parts, "more.csv": b"x"}),
    "the manifest was altered": lambda parts: package_bytes(
        {**parts, "manifest.json": parts["manifest.json"].replace(b'"year": 2023', b'"year": 2024')}
    ),
    "one answer more, sealed anew": lambda parts: resealed(one_more(parts)),
    "a year in words": lambda parts: resealed(parts, year="2023"),
    "an index of its own": lambda parts: resealed(parts, index="../x"),
    "no units": lambda parts: resealed(parts, units=[["a"]]),
    "a digest of another plan": lambda parts: resealed(
        {**parts, "tally/tally.json": b'{"plan": "0", "sources": []}'}
    ),
    "no numbers": lambda parts: resealed({**parts, "tally/intake.csv": b"unit,outcome,ballots\na,valid,x\n"}),
    "a number beyond all": lambda parts: resealed(
        {**parts, "tally/intake.csv": b"unit,outcome,ballots\nso-noi-vu,valid," + b"9" * 40 + b"\n"}
    ),
    "no pairs": lambda parts: resealed({**parts, "tally/pairs.bin": b"{}\n"}),
    "deep brackets": lambda parts: resealed({**parts, "findings.json": b"[" * 100_000}),
    "a chance that is none": lambda parts: resealed(
        {**parts, "contents.csv": b"place,unit,content,dated,chance\na,b,c,d,e\n"}
    ),
}


@pytest.mark.parametrize("how", FORGED)
def test_what_was_altered_is_refused(sipas: Sipas, counted: Any, how: str) -> None:
    path = counted("a", ten("Sở Nội vụ"))
    path.write_bytes(FORGED[how](unpacked(path)))
    assert "the tally is damaged or was altered" in refused(sipas, "--from", "a.tally")


def test_a_later_format_asks_for_a_later_version(sipas: Sipas, counted: Any) -> None:
    path = counted("a", ten("Sở Nội vụ"))
    path.write_bytes(resealed(unpacked(path), format=2, tool={"name": "sipas", "version": "9.1"}))
    assert "the tally was written by sipas 9.1, which this version cannot read" in refused(
        sipas, "--from", "a.tally"
    )


def test_what_is_no_tally_is_refused(sipas: Sipas, counted: Any, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE / "survey.xlsx", "survey.xlsx")
    assert "this is no tally" in refused(sipas, "--from", "survey.xlsx")
    path = counted("a", ten("Sở Nội vụ"))
    path.write_bytes(path.read_bytes()[:-300])
    assert "damaged or truncated" in refused(sipas, "--from", "a.tally")
    path.write_bytes(b"text")
    assert "damaged or truncated" in refused(sipas, "--from", "a.tally")
    assert "no such file" in refused(sipas, "--from", "none.tally", status=2)


def test_a_package_that_unpacks_to_more_than_it_may_is_refused(
    sipas: Sipas, counted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = counted("a", ten("Sở Nội vụ"))
    parts = unpacked(path)
    size = sum(map(len, parts.values()))
    monkeypatch.setattr(tally_reading, "MAX_UNPACKED_BYTES", size - 1)
    assert f"unpacks to more than {size - 1} bytes" in refused(sipas, "--from", "a.tally")


def test_two_parts_of_one_name_are_refused(sipas: Sipas, counted: Any) -> None:
    path = counted("a", ten("Sở Nội vụ"))
    parts = unpacked(path)
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as package:
        for name in ("manifest.json", "manifest2json"):
            package.writestr(name, parts["manifest.json"])
    path.write_bytes(twice.getvalue().replace(b"manifest2json", b"manifest.json"))
    assert "damaged or truncated" in refused(sipas, "--from", "a.tally")


# --- writing one ----------------------------------------------------------------------------------


def test_a_tally_is_of_ballots_of_one_index(sipas: Sipas, tmp_path: Path) -> None:
    example = EXAMPLE.parent / "lang-son-2023"
    for name in ("sipas.yaml", "units.yaml", "survey.csv", "leaders.csv", "appraisal.xlsx"):
        shutil.copy(example / name, tmp_path / name)
    done = sipas("--lang", "en", "tally", "survey.csv", "leaders.csv", "-o", "x.tally")
    assert (done.status, "of several indices (sipas, xhh)" in done.err) == (3, True)
    done = sipas("--lang", "en", "tally", "appraisal.xlsx", "-o", "x.tally")
    assert (done.status, "nothing to count in appraised points" in done.err) == (3, True)
    (tmp_path / "units.yaml").unlink()
    done = sipas("--lang", "en", "tally", "survey.csv", "-o", "x.tally")
    assert (done.status, "tallies need units.yaml" in done.err) == (2, True)
    assert not (tmp_path / "x.tally").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.csv"], "-o FILE.tally is missing"),
        (["a.csv", "-o", "x.csv"], ".tally"),
        (["x.tally", "-o", "y.tally"], "is a tally already"),
        ([], "FILE..."),
        (["--new-key", "key.txt"], "a key is not written over"),
        (["a.csv", "-o", "x.tally", "--key", "units.yaml"], "this is no key file"),
        (["a.csv", "-o", "x.tally", "--key", "none.txt"], "no such file"),
    ],
)
def test_wrong_words_are_refused(sipas: Sipas, words: list[str], said: str) -> None:
    done = sipas("--lang", "en", "tally", *words)
    assert done.status == 2
    assert said in done.err


def test_a_key_is_for_its_owner_alone(sipas: Sipas, counted: Any, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text(encoding="ascii").strip()) == 64
    counted("a", ten("Sở Nội vụ"))
    key.chmod(0o644)
    done = sipas("--lang", "en", "tally", "a.csv", "--key", "key.txt", "-o", "a.tally")
    assert "Others on this machine can read the key file" in done.err


def test_files_that_alone_would_be_refused_are_counted_and_told(sipas: Sipas, counted: Any) -> None:
    """Three of ten ballots have no known unit, more than 20 %; beside twenty good ones they are a tenth."""
    bad = [*ten("Sở Nội vụ")[:7], *(ballot(90 + number, "Phòng không có") for number in range(3))]
    counted("a", bad)
    done = sipas("--lang", "en", "tally", "a.csv", "--key", "key.txt", "-o", "a.tally")
    assert "By themselves these files would not be scored" in done.err
    counted("b", [*ten("Sở Y tế", 20), *ten("Huyện Ba Chẽ", 40)])
    assert sipas("score", "--from", "a.tally", "b.tally").status == 0
