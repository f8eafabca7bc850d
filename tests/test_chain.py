"""The chain of stored runs: whatever is done to a folder, a manifest or a pointer is found and named."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Sipas, ballots, write_book


def scored(folder: Path, sipas: Sipas, count: int) -> str:
    """Scores `count` ballots and returns the name of the run."""
    write_book(folder / f"{count}.xlsx", ballots(count))
    assert sipas("-q", "score", f"{count}.xlsx").status == 0
    return (folder / "results" / "2023" / "last-sipas.txt").read_text(encoding="utf-8").strip()


@pytest.fixture
def three(tmp_path: Path, sipas: Sipas) -> list[str]:
    """Three runs of SIPAS 2023, in the order in which they were stored."""
    return [scored(tmp_path, sipas, count) for count in (20, 18, 16)]


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return tmp_path / "results" / "2023"


def rewritten(folder: Path, key: str, value: object) -> None:
    """A forger's hand: a manifest with another value, its own digest computed anew."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest[key] = value
    del manifest["seal"]
    content = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    manifest["seal"] = hashlib.sha256(content).hexdigest()
    path.write_bytes((json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())


def forged(folder: Path) -> None:
    """Another figure in the standings, with both digests of it made to fit."""
    standings = folder / "standings.csv"
    standings.write_bytes(standings.read_bytes().replace(b"100.00", b"99.00"))
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    rewritten(folder, "files", {**files, "standings.csv": hashlib.sha256(standings.read_bytes()).hexdigest()})


@pytest.mark.parametrize("command", [("rank",), ("freeze",), ("render-decision",), ("report",)])
def test_a_run_that_was_forged_is_known_by_the_one_after_it(
    command: tuple[str, ...], three: list[str], year: Path, sipas: Sipas
) -> None:
    shutil.copy(Path(__file__).parent / "field" / "_workspace" / "decision.yaml", year.parents[1])
    forged(year / three[1])
    (year / "last-sipas.txt").write_text(f"{three[1]}\n", encoding="utf-8")
    result = sipas(*command)
    assert result.status == 3
    assert f"{year.parent.name}/2023/{three[1]}" in result.err
    assert three[2] in result.err
    assert "viết lại" in result.err
    assert "99" not in result.out


def test_a_run_apart_from_the_forged_ones_is_shown_with_a_warning_and_not_frozen(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    forged(year / three[0])
    shown = sipas("-q", "rank", "--run", three[2])
    assert shown.status == 0
    assert "CHÚ Ý, chuỗi các lần chạy bị đứt" in shown.err
    assert three[0] in shown.err
    refused = sipas("freeze", "--year", "2023", "--run", three[2])
    assert refused.status == 2
    assert three[0] in refused.err
    assert "--anyway" in refused.err


@pytest.mark.parametrize(
    ("key", "value"), [("previous", "no object"), ("year", "2023"), ("criteria", {"id": "x"}), ("files", [])]
)
def test_a_manifest_without_what_each_has_is_told_with_the_key(
    key: str, value: object, three: list[str], year: Path, sipas: Sipas
) -> None:
    rewritten(year / three[2], key, value)
    result = sipas("rank")
    assert result.status == 3
    assert three[2] in result.err
    assert f'"{key}' in result.err


@pytest.mark.parametrize(
    "edit",
    [
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.replace(b'"run": ', b'"run":  '),
        lambda content: content[:-1],
        lambda content: content + b"\n",
        lambda content: content.replace(b'"index": "sipas"', b'"index": "par",\n "index": "sipas"'),
        lambda content: content.replace(b'"seal": "', b'"seal": "0'),
    ],
)
def test_a_manifest_that_says_the_same_in_other_bytes_was_changed(
    edit: Callable[[bytes], bytes], three: list[str], year: Path, sipas: Sipas
) -> None:
    path = year / three[2] / "manifest.json"
    content = path.read_bytes()
    assert edit(content) != content
    path.write_bytes(edit(content))
    result = sipas("rank")
    assert result.status == 3
    assert f"{three[2]}: manifest.json đã bị sửa" in result.err


@pytest.mark.parametrize("junk", [None, 5, "x", [5], ["x"], {"x": [5]}, {"x": "y"}])
def test_no_value_of_a_manifest_is_taken_for_a_fault_of_the_program(
    junk: object, three: list[str], year: Path, sipas: Sipas
) -> None:
    path = year / three[2] / "manifest.json"
    honest = path.read_bytes()
    for key in json.loads(honest):
        if key != "seal":
            rewritten(year / three[2], key, junk)
            for words in (["verify", "--quick"], ["rank"], ["runs"], ["freeze", "--anyway"]):
                assert sipas(*words).status in (0, 2, 3), (key, words)
            sipas("freeze", "--year", "2023", "--undo")
            path.write_bytes(honest)


Damage = Callable[[Path, Path], None]


def exchange(first: Path, second: Path) -> None:
    first.rename(first.parent / "x")
    second.rename(first)
    (first.parent / "x").rename(second)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def _edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"decimals": 2', b'"decimals": 1'))


def _rename(path: Path, name: str) -> None:
    path.rename(path.with_name(name))


def _copy_over(own: Path, other: Path) -> None:
    shutil.rmtree(own)
    shutil.copytree(other, own)


DAMAGES: dict[str, tuple[Damage, str]] = {
    "manifest missing": (lambda own, _: (own / "manifest.json").unlink(), "thiếu manifest.json"),
    "manifest cut off": (lambda own, _: _cut(own / "manifest.json"), "bị hỏng"),
    "manifest edited": (lambda own, _: _edit(own / "manifest.json"), "mã băm của chính nó"),
    "folder renamed": (lambda own, _: _rename(own, "sipas-0123456789ab"), "đổi tên"),
    "folder exchanged": (exchange, "bị tráo"),
    "folder copied over": (_copy_over, "bản sao"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_another_run_is_told_and_does_not_keep_the_frozen_one_from_use(
    damage: str, three: list[str], year: Path, sipas: Sipas
) -> None:
    assert sipas("freeze", "--year", "2023", "--run", three[2]).status == 0
    do, words = DAMAGES[damage]
    do(year / three[0], year / three[1])
    result = sipas("rank")
    assert result.status == 0
    assert three[0] in result.err
    assert words in result.err
    listed = sipas("runs", "--format", "json")
    assert listed.status == 0
    assert three[2] in [row["run"] for row in json.loads(listed.out)]
    assert words in listed.err


@pytest.mark.parametrize("damage", DAMAGES)
def test_nothing_is_stored_after_a_run_that_cannot_be_told(
    damage: str, three: list[str], year: Path, tmp_path: Path, sipas: Sipas
) -> None:
    DAMAGES[damage][0](year / three[2], year / three[1])
    before = {path.name for path in year.iterdir()}
    write_book(tmp_path / "14.xlsx", ballots(14))
    result = sipas("score", "14.xlsx")
    assert result.status == 3
    assert three[2] in result.err
    assert {path.name for path in year.iterdir()} == before


def test_the_damaged_runs_of_one_year_do_not_stop_another_year(
    three: list[str], year: Path, tmp_path: Path, sipas: Sipas
) -> None:
    rows = [[*row[:2], "2024-11-15", *row[3:]] for row in ballots(12)]
    write_book(tmp_path / "b.xlsx", rows)
    assert sipas("score", "b.xlsx").status == 0
    for name in three:
        (year / name / "manifest.json").unlink()
    assert sipas("rank", "--year", "2024").status == 0
    assert sipas("rank", "--year", "2023").status == 3
    listed = sipas("runs", "--format", "json")
    assert [row["year"] for row in json.loads(listed.out)] == [2024]
    assert [name for name in three if name in listed.err] == three
    assert sipas("runs", "--year", "2023").status == 3


def test_a_run_of_another_year_is_none_of_this_one(three: list[str], year: Path, sipas: Sipas) -> None:
    shutil.copytree(year / three[0], year.parent / "2022" / three[0])
    result = sipas("runs", "--year", "2022")
    assert result.status == 3
    assert "năm 2023, không phải năm 2022" in result.err


def test_a_pointer_to_a_run_of_another_index_is_told(three: list[str], year: Path, sipas: Sipas) -> None:
    (year / "frozen-sipas.txt").write_text("par-0123456789ab\n", encoding="utf-8")
    result = sipas("rank")
    assert result.status == 3
    assert "frozen-sipas.txt: tệp này nêu lần chạy par-0123456789ab" in result.err


@pytest.mark.parametrize("name", ["sipas-0123456789ab", "RUN - cũ"])
@pytest.mark.parametrize("note", ["last-sipas.txt", "frozen-sipas.txt"])
def test_of_a_pointer_to_a_folder_that_was_renamed_the_new_name_is_told(
    note: str, name: str, three: list[str], year: Path, sipas: Sipas
) -> None:
    (year / note).write_text(f"{three[2]}\n", encoding="utf-8")
    renamed = name.replace("RUN", three[2])
    (year / three[2]).rename(year / renamed)
    result = sipas("rank")
    assert result.status == 3
    assert f"{renamed}: thư mục này đã bị đổi tên" in result.err


def test_of_two_gaps_the_runs_that_are_gone_are_named(
    three: list[str], year: Path, tmp_path: Path, sipas: Sipas
) -> None:
    scored(tmp_path, sipas, 14)
    shutil.rmtree(year / three[0])
    shutil.rmtree(year / three[2])
    (year / "last-sipas.txt").unlink()
    result = sipas("rank")
    assert result.status == 3
    assert three[0] in result.err
    assert three[2] in result.err


# --- a lost run that is scored again ---------------------------------------------------------------


def test_a_lost_run_that_is_scored_again_takes_its_place_in_the_chain(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    former = (year / three[1] / "manifest.json").read_bytes()
    shutil.rmtree(year / three[1])
    assert three[1] in sipas("rank").err
    assert sipas("score", "18.xlsx").status == 0
    assert (year / three[1] / "manifest.json").read_bytes() == former
    assert [row["run"] for row in json.loads(sipas("runs", "--format", "json").out)] == three
    assert "đứt" not in sipas("rank").err


def test_a_lost_run_that_would_come_out_another_is_not_put_into_the_chain(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    shutil.rmtree(year / three[0])
    shutil.rmtree(year / three[1])
    refused = sipas("score", "18.xlsx")
    assert refused.status == 3
    assert three[1] in refused.err
    assert three[2] in refused.err
    assert not (year / three[1]).exists()
    assert sipas("rank", "--run", three[2]).status == 0
