"""`sipas verify`: stored runs are what was stored and come out the same again; what differs is named."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Sipas, ballots, write_book
from par_world import world
from test_chain import DAMAGES, forged, rewritten, scored
from test_fold import ballots as satisfied_ballots
from test_fold import points, survey


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return tmp_path / "results" / "2023"


@pytest.fixture
def three(tmp_path: Path, sipas: Sipas) -> list[str]:
    """Three runs of SIPAS 2023, in the order in which they were stored."""
    return [scored(tmp_path, sipas, count) for count in (20, 18, 16)]


@pytest.fixture
def indices(tmp_path: Path, sipas: Sipas) -> list[str]:
    """A run of each index of 2023, in the order in which they were stored; PAR took in the two others."""
    world(tmp_path)
    files = [satisfied_ballots(tmp_path), survey(tmp_path), points(tmp_path)]
    assert sipas("-q", "score", *files).status == 0
    return [
        (tmp_path / f"results/2023/last-{index}.txt").read_text(encoding="utf-8").strip()
        for index in ("sipas", "xhh", "par")
    ]


def rewrite(folder: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """A forger's hand: another content of a file, with both digests of it made to fit."""
    path = folder / part
    content = change(path.read_bytes())
    assert content != path.read_bytes()
    path.write_bytes(content)
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    rewritten(folder, "files", {**files, part: hashlib.sha256(content).hexdigest()})


# --- what holds -----------------------------------------------------------------------------------


def test_runs_of_each_index_are_compared_with_their_digests_counts_and_sources(
    indices: list[str], sipas: Sipas
) -> None:
    result = sipas("verify", "--format", "json")
    assert result.status == 0
    (of_year,) = json.loads(result.out)
    assert [run["run"] for run in of_year["runs"]] == indices
    assert of_year["holds"]
    for run in of_year["runs"]:
        assert (run["compared"], run["faults"]) == (["digests", "figures", "sources"], [])


def test_without_its_sources_a_run_is_recomputed_from_what_it_keeps(
    three: list[str], tmp_path: Path, sipas: Sipas
) -> None:
    (tmp_path / "18.xlsx").rename(tmp_path / "moved.xlsx")
    (tmp_path / "16.xlsx").unlink()
    result = sipas("verify")
    assert result.status == 0
    lines = {line.split()[1]: line for line in result.out.splitlines() if line.startswith("2023")}
    assert "đọc lại tệp gốc" in lines[three[1]]
    assert "đọc lại tệp gốc" not in lines[three[2]]
    assert "mã băm, tính lại" in lines[three[2]]
    assert f"{three[2]}: tệp gốc không có trong thư mục làm việc" in result.err
    quick = sipas("verify", "--quick")
    assert quick.status == 0
    assert "đọc lại" not in quick.out


def test_of_an_imported_table_the_digests_are_compared_and_that_is_said(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "a.csv").write_text("Đơn vị,Chỉ số\nSở Y tế,88.40\nSở Tư pháp,85.10\n", encoding="utf-8")
    assert sipas("import-results", "a.csv", "--year", "2022").status == 0
    result = sipas("verify", "--format", "json")
    assert result.status == 0
    (run,) = json.loads(result.out)[0]["runs"]
    assert (run["origin"], run["compared"]) == ("imported", ["digests"])
    assert "chỉ so mã băm" in result.err


def test_one_run_one_index_or_one_year_can_be_asked_for(indices: list[str], sipas: Sipas) -> None:
    def verified(*words: str) -> list[str]:
        result = sipas("verify", "--quick", "--format", "csv", *words)
        assert result.status == 0
        return [row["run"] for row in csv.DictReader(io.StringIO(result.out))]

    assert verified("--run", indices[2]) == [indices[2]]
    assert verified("--index", "xhh") == [indices[1]]
    assert verified("--year", "2023") == indices
    assert sipas("verify", "--year", "2022").status == 2
    assert sipas("verify", "--run", "par-0123456789ab").status == 2


def test_nothing_to_verify_is_said(sipas: Sipas) -> None:
    assert sipas("verify").status == 2
    assert sipas("verify", "--seal").status == 2


# --- what does not hold ---------------------------------------------------------------------------


def test_a_byte_that_flipped_in_any_file_of_any_run_is_found_and_named(
    indices: list[str], year: Path, sipas: Sipas
) -> None:
    flipped = 0
    for name in indices:
        for path in sorted(path for path in (year / name).rglob("*") if path.is_file()):
            content = path.read_bytes()
            for place in (0, len(content) // 2, len(content) - 1):
                wrong = bytearray(content)
                wrong[place] ^= 1
                path.write_bytes(bytes(wrong))
                result = sipas("-q", "verify", "--quick", "--run", name)
                assert result.status == 3, (path, place)
                assert name in result.err, (path, place)
                assert path.relative_to(year / name).as_posix() in result.err, (path, place)
                flipped += 1
            path.write_bytes(content)
    assert flipped >= 3 * (9 + 9 + 5)
    assert sipas("verify", "--quick").status == 0


@pytest.mark.parametrize("number", [0, 2])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_folder_that_is_not_what_was_stored_is_named(
    damage: str, number: int, three: list[str], year: Path, sipas: Sipas
) -> None:
    do, words = DAMAGES[damage]
    do(year / three[number], year / three[1])
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert three[number] in result.err
    assert words in result.err
    assert "KHÔNG NGUYÊN VẸN" in result.out


@pytest.mark.parametrize("part", ["standings.csv", "tally/answers.csv", "criteria.yaml"])
def test_a_file_of_a_run_that_is_gone_or_exchanged_is_named(
    part: str, three: list[str], year: Path, sipas: Sipas
) -> None:
    rewrite_by_hand = (year / three[1] / part).read_bytes() + b"\n"
    (year / three[0] / part).unlink()
    (year / three[1] / part).write_bytes(rewrite_by_hand)
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{three[0]}: lần chạy đã lưu bị thiếu tệp {part}" in result.err
    assert f"{three[1]}: lần chạy đã lưu bị sửa hoặc hỏng: {part}" in result.err
    assert three[2] not in result.err


def test_a_run_that_was_removed_is_named_with_the_one_after_it(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    shutil.rmtree(year / three[1])
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"lần chạy {three[1]} của năm 2023 không còn" in result.err
    assert three[2] in result.err


def test_a_folder_under_a_name_that_is_none_of_a_run_is_told_as_renamed(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    (year / three[1]).rename(year / f"{three[1]} - cũ")
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{three[1]} - cũ: thư mục này đã bị đổi tên" in result.err
    assert "không còn" not in result.err


def test_a_manifest_rewritten_inside_the_chain_is_named(three: list[str], year: Path, sipas: Sipas) -> None:
    rewritten(year / three[1], "notice", "Đã sửa")
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{three[1]}: manifest.json của lần chạy {three[1]}" in result.err
    assert three[2] in result.err
    assert result.err.count("Lỗi") == 1


@pytest.mark.parametrize(
    ("note", "text", "words"),
    [
        ("last-sipas.txt", "sipas-0123456789ab\n", "sipas-0123456789ab) không còn trong results/"),
        ("frozen-sipas.txt", "sipas-0123456789ab\n", "sipas-0123456789ab đã chốt"),
        ("frozen-sipas.txt", "par-0123456789ab\n", "par-0123456789ab, không phải của chỉ số sipas"),
        ("last-sipas.txt", "\n", "tệp trống"),
    ],
)
def test_a_pointer_that_names_no_run_of_its_index_is_told(
    note: str, text: str, words: str, three: list[str], year: Path, sipas: Sipas
) -> None:
    (year / note).write_text(text, encoding="utf-8")
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert note in result.err
    assert words in result.err


def test_a_file_that_is_none_of_the_run_is_named(three: list[str], year: Path, sipas: Sipas) -> None:
    (year / three[0] / "tally" / "more.csv").write_text("x", encoding="utf-8")
    (year / three[0] / "Thumbs.db").write_bytes(b"\0")
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert "tally/more.csv" in result.err
    assert "Thumbs.db" not in result.err


# --- a last run that was rewritten with its digests ------------------------------------------------
# Sở Nội vụ has 100 in each of these runs: all of its answers are satisfied ones.


def test_a_figure_that_does_not_come_out_of_the_counts_is_named_with_its_line(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    forged(year / three[2])
    result = sipas("verify", "--quick")
    assert result.status == 3
    standings = f"{three[2]}/standings.csv"
    assert f'{standings}: dòng 2, cột "score_pct": đã lưu 99.00, tính lại ra 100.00.' in result.err


def test_an_audit_is_written_and_ends_with_the_difference(
    three: list[str], tmp_path: Path, year: Path, sipas: Sipas
) -> None:
    forged(year / three[2])
    result = sipas("audit", "-o", "a.xlsx")
    assert result.status == 3
    assert "đã lưu 99.00, tính lại ra 100.00" in result.err
    assert (tmp_path / "a.xlsx").is_file()


def test_counts_that_do_not_give_the_figures_are_found(three: list[str], year: Path, sipas: Sipas) -> None:
    # one answer 4 fewer in the counts of a question is one fewer of 8 that are satisfied
    rewrite(year / three[2], "tally/answers.csv", lambda content: content.replace(b",4,8\n", b",4,7\n", 1))
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{three[2]}/scores.csv" in result.err


def test_a_mean_in_the_manifest_that_does_not_come_out_is_named(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    rewritten(year / three[2], "overall", "99.99")
    result = sipas("verify", "--quick")
    assert result.status == 3
    # 8 of 8 and 7 of 8 ballots, half of each: (100 + 87.5) / 2
    assert f'{three[2]}/manifest.json: khóa "overall": đã lưu 99.99, tính lại ra 93.75.' in result.err


def test_other_criteria_than_those_of_the_run_are_found(three: list[str], year: Path, sipas: Sipas) -> None:
    rewrite(year / three[2], "criteria.yaml", lambda content: content.replace(b"weight: 20", b"weight: 20.0"))
    assert sipas("verify", "--quick").status == 0  # the same rules in other words
    rewrite(year / three[2], "criteria.yaml", lambda content: content.replace(b"decimals: 2", b"decimals: 1"))
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert 'khóa "criteria.rules"' in result.err


def test_criteria_that_are_none_and_tables_that_are_none_are_told(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    rewrite(year / three[2], "criteria.yaml", lambda _: b"id: x\n")
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{three[2]}: không tính lại được" in result.err
    rewrite(year / three[2], "standings.csv", lambda _: b"no table\n1\n")
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{three[2]}: standings.csv" in result.err


@pytest.mark.parametrize(
    "junk", [lambda _: b"", lambda _: b"x\n1\n", lambda content: content[: len(content) // 2]]
)
def test_a_file_that_holds_something_else_is_found_though_its_digests_fit(
    junk: Callable[[bytes], bytes], indices: list[str], year: Path, sipas: Sipas
) -> None:
    for name in indices:
        manifest = (year / name / "manifest.json").read_bytes()
        for part in json.loads(manifest)["files"]:
            honest = (year / name / part).read_bytes()
            if junk(honest) != honest:
                rewrite(year / name, part, junk)
                result = sipas("verify", "--quick", "--run", name)
                assert (result.status, name in result.err) == (3, True), (name, part)
            (year / name / part).write_bytes(honest)
            (year / name / "manifest.json").write_bytes(manifest)


def test_findings_that_do_not_come_out_are_named(tmp_path: Path, year: Path, sipas: Sipas) -> None:
    rows = ballots(20)
    for row in rows:
        row[3] = ""  # nobody answered the first question
    write_book(tmp_path / "a.xlsx", rows)
    assert sipas("score", "a.xlsx").status == 0
    (run,) = year.glob("sipas-*")
    rewrite(run, "findings.csv", lambda content: content[: content.rindex(b"\n", 0, -1) + 1])
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{run.name}/findings.csv" in result.err
    assert 'khóa "counts.findings' in result.err


def test_points_that_are_not_those_of_the_run_that_they_were_taken_from_are_named(
    indices: list[str], year: Path, sipas: Sipas
) -> None:
    # Sở Nội vụ: 2 of 3 satisfied, 10/3 of 5 points
    old, new = b"3.1,sipas,5,,10,3,", b"3.1,sipas,5,,5,1,"
    rewrite(year / indices[2], "points.csv", lambda content: content.replace(old, new))
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert f"{indices[2]}/points.csv" in result.err
    assert f'"3.1" của so-noi-vu không phải là điểm có được từ lần chạy {indices[0]}' in result.err


def test_a_run_that_is_whole_in_itself_is_found_out_by_its_sources_or_by_the_seal(
    three: list[str], tmp_path: Path, year: Path, sipas: Sipas
) -> None:
    seal = sipas("-q", "verify", "--seal").out.strip()
    assert sipas("verify", "--quick", "--against", seal).status == 0
    assert sipas("verify", "--quick", "--against", "").status == 2  # a variable that nobody set
    forged_from(tmp_path / "20.xlsx", year / three[2], year / three[0])
    quick = sipas("verify", "--quick")
    assert quick.status == 0
    assert f"2023: {three[2]}" in quick.err
    assert "không chứng minh được" in quick.err
    assert sipas("verify", "--quick", "--against", seal).status == 3
    result = sipas("verify")
    assert result.status == 3
    assert f"{three[2]}/tally: đọc lại tệp gốc ra số đếm khác" in result.err


def forged_from(source: Path, run: Path, other: Path) -> None:
    """Puts the figures of another run in the place of those of a run, under its name, sources and digests."""
    manifest = json.loads((run / "manifest.json").read_bytes())
    taken = json.loads((other / "manifest.json").read_bytes())
    for part in taken["files"]:
        shutil.copy(other / part, run / part)
    own, theirs = manifest["sources"][0]["sha256"], taken["sources"][0]["sha256"]
    tally = run / "tally" / "tally.json"
    tally.write_bytes(tally.read_bytes().replace(theirs.encode(), own.encode()))
    files = {part: hashlib.sha256((run / part).read_bytes()).hexdigest() for part in taken["files"]}
    for key in ("counts", "overall", "means", "factor_means"):
        rewritten(run, key, taken[key])
    rewritten(run, "files", files)
    assert source.is_file()


def test_findings_that_the_sources_do_not_give_are_named(tmp_path: Path, year: Path, sipas: Sipas) -> None:
    rows = ballots(20)
    rows[0][3] = 7  # D2: off the scale
    write_book(tmp_path / "a.xlsx", rows)
    assert sipas("score", "a.xlsx").status == 0
    (run,) = year.glob("sipas-*")
    rewrite(run, "findings.csv", lambda content: content.replace(b",D2,", b",D3,"))
    assert sipas("verify", "--quick").status == 0
    result = sipas("verify")
    assert result.status == 3
    assert "answer_off_scale" in result.err


# --- runs of another version ----------------------------------------------------------------------


def without_column(content: bytes, name: str) -> bytes:
    """A csv without one of its columns."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    place = rows[0].index(name)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([*row[:place], *row[place + 1 :]] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def test_of_another_version_the_columns_that_both_know_are_compared(
    three: list[str], year: Path, sipas: Sipas
) -> None:
    run = year / three[2]
    rewrite(run, "standings.csv", lambda content: without_column(content, "ranked"))
    assert sipas("verify", "--quick").status == 3
    rewritten(run, "tool", {"name": "sipas", "version": "0.1.0"})
    result = sipas("verify", "--quick")
    assert result.status == 0
    assert "do phiên bản 0.1.0 lưu; các cột khác với bây giờ nên không so: ranked" in result.err
    rewrite(run, "standings.csv", lambda content: content.replace(b"87.50", b"88.50"))
    result = sipas("verify", "--quick")
    assert result.status == 3
    assert "đã lưu 88.50, tính lại ra 87.50" in result.err


# --- the seal -------------------------------------------------------------------------------------


def sha256sum(year: Path, *names: str) -> str:
    """What `sha256sum NAMES | sha256sum` gives in the folder of the year."""
    lines = [f"{hashlib.sha256((year / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_seal_is_what_sha256sum_gives(three: list[str], year: Path, sipas: Sipas) -> None:
    manifests = [f"{name}/manifest.json" for name in three]
    loose = sipas("verify", "--year", "2023", "--seal")
    assert (loose.status, loose.out) == (0, sha256sum(year, *manifests) + "\n")
    assert f"sha256sum {' '.join(manifests)} | sha256sum" in loose.err
    sipas("freeze", "--year", "2023")
    frozen = sipas("verify", "--seal").out
    assert frozen == sha256sum(year, *manifests, "freezes.csv") + "\n"


def test_a_seal_still_holds_when_more_runs_were_stored_since_and_that_is_said(
    three: list[str], tmp_path: Path, year: Path, sipas: Sipas
) -> None:
    seal = sipas("-q", "verify", "--seal").out.strip()
    later = scored(tmp_path, sipas, 14)
    result = sipas("-q", "verify", "--quick", "--against", seal.upper())
    assert result.status == 0
    assert three[2] in result.err
    assert later in result.err
    rewritten(year / three[0], "notice", "Đã sửa")
    result = sipas("verify", "--quick", "--against", seal)
    assert result.status == 3
    assert f"{three[0]}/manifest.json: tệp đã khác với khi lấy mã niêm phong" in result.err


def test_no_seal_is_given_for_what_does_not_hold(three: list[str], year: Path, sipas: Sipas) -> None:
    forged(year / three[2])
    result = sipas("verify", "--seal")
    assert (result.status, result.out) == (3, "")


@pytest.mark.parametrize(
    "words",
    [
        ("--seal", "--run", "sipas-0123456789ab"),
        ("--seal", "--index", "par"),
        ("--against", "12ab"),
    ],
)
def test_a_seal_is_of_a_whole_year(words: tuple[str, ...], three: list[str], sipas: Sipas) -> None:
    assert sipas("verify", *words).status == 2
