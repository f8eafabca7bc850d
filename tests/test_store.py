"""Run folders: written once, in one move, chained; the same run is stored once."""

import hashlib
import json
from pathlib import Path

import pytest
from conftest import HEADER, Sipas, ballot, ballots, write_book


def manifests(folder: Path) -> dict[str, dict[str, object]]:
    return {p.parent.name: json.loads(p.read_bytes()) for p in folder.glob("results/2023/*/manifest.json")}


def test_a_run_folder_holds_what_the_contract_says(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    assert sipas("score", "a.xlsx").status == 0
    ((name, manifest),) = manifests(tmp_path).items()
    folder = tmp_path / "results" / "2023" / name
    assert {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} == {
        "manifest.json",
        "standings.csv",
        "scores.csv",
        "findings.csv",
        "criteria.yaml",
        "tally/answers.csv",
        "tally/moments.csv",
        "tally/intake.csv",
        "tally/pairs.bin",
        "tally/tally.json",
    }
    digest = hashlib.sha256((tmp_path / "a.xlsx").read_bytes()).hexdigest()
    assert manifest["sources"] == [{"name": "a.xlsx", "sha256": digest}]
    assert manifest["previous"] is None
    files = manifest["files"]
    assert isinstance(files, dict)
    for part, expected in files.items():
        assert hashlib.sha256((folder / part).read_bytes()).hexdigest() == expected


def test_the_folder_of_results_says_that_it_is_confidential(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    sipas("score", "a.xlsx")
    note = tmp_path / "results" / "README.txt"
    said = note.read_text(encoding="utf-8").splitlines()
    assert [line.partition(" results/")[0] for line in said] == [
        "KHÔNG CÔNG BỐ thư mục",
        "DO NOT PUBLISH the folder",
    ]
    assert "KHÔNG CÔNG BỐ thư mục results/" in sipas("runs").err
    assert sipas("runs", "--format", "json").err == ""
    note.write_text("của cơ quan", encoding="utf-8")
    sipas("score", "a.xlsx")
    assert note.read_text(encoding="utf-8") == "của cơ quan"


def test_the_same_inputs_store_nothing_new(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    sipas("score", "a.xlsx")
    before = {p: p.read_bytes() for p in tmp_path.glob("results/**/*.*") if p.is_file()}
    again = sipas("score", "a.xlsx")
    assert again.status == 0
    assert "đã được lưu từ trước" in again.err
    assert {p: p.read_bytes() for p in tmp_path.glob("results/**/*.*") if p.is_file()} == before


def test_runs_are_chained_by_the_digest_of_the_manifest_before(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    write_book(tmp_path / "b.xlsx", ballots(18))
    sipas("score", "a.xlsx")
    (first,) = manifests(tmp_path)
    sipas("score", "b.xlsx")
    second = next(name for name in manifests(tmp_path) if name != first)
    content = (tmp_path / "results" / "2023" / first / "manifest.json").read_bytes()
    assert manifests(tmp_path)[second]["previous"] == {
        "run": first,
        "manifest": hashlib.sha256(content).hexdigest(),
    }
    listed = json.loads(sipas("runs", "--format", "json").out)
    assert [(row["run"], row["latest"]) for row in listed] == [(first, False), (second, True)]
    assert f"Dùng lần chạy {second}" in sipas("rank").err
    # nothing new is stored when the first is scored again, but it is the one that was scored last
    assert first in sipas("score", "a.xlsx").err
    assert len(manifests(tmp_path)) == 2
    assert f"Dùng lần chạy {first}" in sipas("rank").err
    (tmp_path / "results" / "2023" / "last-sipas.txt").unlink()
    assert f"Dùng lần chạy {second}" in sipas("rank").err


def test_a_changed_weight_is_another_run_and_a_changed_comment_is_not(tmp_path: Path, sipas: Sipas) -> None:
    from conftest import ROOT

    write_book(tmp_path / "a.xlsx", ballots())
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    sipas("score", "a.xlsx", "--criteria", "c.yaml")
    (tmp_path / "c.yaml").write_text(text + "\n# thêm một chú thích\n", encoding="utf-8")
    sipas("score", "a.xlsx", "--criteria", "c.yaml")
    assert len(manifests(tmp_path)) == 1
    lighter = text.replace("id: tiep-can, title: Tiếp cận dịch vụ hành chính công, weight: 20", "@")
    heavier = lighter.replace("weight: 20", "weight: 25", 1)
    changed = heavier.replace("@", "id: tiep-can, title: Tiếp cận dịch vụ hành chính công, weight: 15")
    (tmp_path / "c.yaml").write_text(changed, encoding="utf-8")
    assert sipas("score", "a.xlsx", "--criteria", "c.yaml").status == 0
    assert len(manifests(tmp_path)) == 2


def test_any_split_and_order_of_files_gives_byte_identical_standings(example: Path, sipas: Sipas) -> None:
    import openpyxl

    book = openpyxl.load_workbook("survey.xlsx", read_only=True)
    rows = [list(row) for row in book["Phiếu"].values]
    book.close()
    header, body = rows[0], rows[1:]
    names = []
    for number, part in enumerate((body[5000:], body[:1200], body[1200:5000])):
        names.append(str(write_book(example / f"part{number}.xlsx", part, header)))
    assert sipas("score", "survey.xlsx").status == 0
    assert sipas("score", *names).status == 0
    assert sipas("score", *names[::-1]).status == 0
    standings = {p.read_bytes() for p in example.glob("results/2023/*/standings.csv")}
    assert len(list(example.glob("results/2023/*/standings.csv"))) == 2
    assert len(standings) == 1


def test_personal_data_reach_no_file_and_no_message(tmp_path: Path, sipas: Sipas) -> None:
    rows = [
        [*row, f"Người số {n}", f"09{n:08d}", "rất hài lòng với chị Lan"] for n, row in enumerate(ballots())
    ]
    rows[3][0] = rows[4][0] = "PHIẾU-BÍ-MẬT"
    rows[5][1] = "Nguyễn Thị Bí Mật"
    rows[6][3] = "0987654321"
    write_book(tmp_path / "a.xlsx", rows, [*HEADER, "Họ và tên", "Số điện thoại", "Ý kiến khác"])
    register = "groups: [{id: so, name: Các sở}]\nunits: [{id: a, name: Sở Nội vụ, group: so}, "
    register += "{id: b, name: Sở Y tế, group: so}]"
    (tmp_path / "units.yaml").write_text(register, encoding="utf-8")
    result = sipas("score", "a.xlsx", "-v")
    assert result.status == 0
    stored = "".join(
        p.read_text(encoding="utf-8", errors="replace")
        for p in tmp_path.glob("results/**/*.*")
        if p.is_file()
    )
    everything = (stored + result.out + result.err).casefold()
    for secret in ("người số", "09000000", "chị lan", "bí-mật", "bí mật", "0987654321", "p0001"):
        assert secret not in everything


def test_a_stored_run_that_was_changed_is_not_used(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    sipas("score", "a.xlsx")
    (standings,) = tmp_path.glob("results/2023/*/standings.csv")
    standings.write_bytes(standings.read_bytes().replace(b"80.00", b"99.00"))
    result = sipas("rank")
    assert result.status == 3
    assert "standings.csv" in result.err
    assert "99" not in result.out


def test_a_missing_run_is_reported_and_the_latest_is_still_used(tmp_path: Path, sipas: Sipas) -> None:
    import shutil

    for number, count in enumerate((20, 18, 16)):
        write_book(tmp_path / f"{number}.xlsx", ballots(count))
        sipas("score", f"{number}.xlsx")
    chained = manifests(tmp_path)
    (middle,) = (
        n for n, m in chained.items() if m["previous"] and n in str([x["previous"] for x in chained.values()])
    )
    last = json.loads(sipas("runs", "--format", "json").out)[-1]["run"]
    shutil.rmtree(tmp_path / "results" / "2023" / middle)
    result = sipas("rank")
    assert result.status == 0
    assert f"{middle} của năm 2023 không còn" in result.err
    assert f"Dùng lần chạy {last}" in result.err


def test_a_name_that_excel_would_run_as_a_formula_is_made_harmless_and_comes_back_as_itself(
    tmp_path: Path, sipas: Sipas
) -> None:
    write_book(tmp_path / "a.csv", [])
    (tmp_path / "a.csv").write_text(
        "\n".join([",".join(HEADER), *(",".join(map(str, ballot(n, "=1+1"))) for n in range(5))]),
        encoding="utf-8",
    )
    assert sipas("score", "a.csv").status == 0
    (standings,) = tmp_path.glob("results/2023/*/standings.csv")
    assert ",'=1+1," in standings.read_text(encoding="utf-8-sig")
    assert json.loads(sipas("rank", "--format", "json").out)["groups"][0]["units"][0]["unit"] == "=1+1"


@pytest.mark.parametrize("name", ["<script>&", "Sở A & B <C>", "{{ 7*7 }}", "Sở | *x* _y_"])
def test_a_difficult_name_comes_back_as_itself(tmp_path: Path, sipas: Sipas, name: str) -> None:
    write_book(tmp_path / "a.xlsx", [ballot(n, name) for n in range(5)])
    assert sipas("score", "a.xlsx").status == 0
    assert json.loads(sipas("rank", "--format", "json").out)["groups"][0]["units"][0]["unit"] == name
    assert name in sipas("rank").out


def test_an_edited_manifest_is_not_used(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    sipas("score", "a.xlsx")
    (path,) = tmp_path.glob("results/2023/*/manifest.json")
    honest = path.read_text(encoding="utf-8")
    for old, new in (
        ('"overall": "90.00"', '"overall": "99.99"'),
        ('"seal"', '"sael"'),
        (
            "{",
            "[",
        ),
    ):
        assert old in honest
        path.write_text(honest.replace(old, new, 1), encoding="utf-8")
        result = sipas("rank")
        assert result.status in (2, 3)
        assert "KeyError" not in result.err
        assert "99" not in result.out


def test_a_copy_of_a_run_folder_does_no_harm(tmp_path: Path, sipas: Sipas) -> None:
    import shutil

    write_book(tmp_path / "a.xlsx", ballots())
    sipas("score", "a.xlsx")
    (run,) = tmp_path.glob("results/2023/sipas-*")
    shutil.copytree(run, run.with_name(f"{run.name} - Copy"))
    assert sipas("rank").status == 0


def test_a_named_run_goes_before_the_year_of_the_settings(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    sipas("score", "a.xlsx")
    name = next(iter(manifests(tmp_path)))
    (tmp_path / "sipas.yaml").write_text("year: 2024\n", encoding="utf-8")
    assert sipas("rank", "--run", name).status == 0


def test_a_result_for_a_device_is_written_to_it_and_a_link_is_followed(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    sipas("score", "a.xlsx")
    assert sipas("rank", "--format", "csv", "-o", "/dev/null").status == 0
    assert not Path("/dev/null").is_file()
    (tmp_path / "real.csv").write_text("", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert sipas("rank", "-o", "link.csv").status == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert "Sở Y tế" in (tmp_path / "real.csv").read_text(encoding="utf-8")


def test_a_run_that_version_0_1_stored_is_shown_scored_again_and_published(
    scored_example: Path, sipas: Sipas
) -> None:
    (path,) = scored_example.glob("results/2023/*/manifest.json")
    manifest = json.loads(path.read_bytes())
    for key in ("origin", "unit_of_score", "folded", "factor_means", "bands", "seal"):
        del manifest[key]
    del manifest["criteria"]["titles"]
    content = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    manifest["seal"] = hashlib.sha256(content).hexdigest()
    path.write_bytes((json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    ranked = json.loads(sipas("rank", "--format", "json").out)
    assert ranked["overall"] == {"score": 94.81, "units": 41, "ballots": 8200}
    assert ranked["bands"] == {"Nhóm 1": 41}
    assert "đã được lưu từ trước" in sipas("score", "survey.xlsx").err
    assert sipas("runs").status == 0
    assert sipas("rank", "--detail").status == 0
    assert sipas("render-decision", "--year", "2023", "-o", "qd.docx").status == 0
    assert sipas("verify", "--quick").status == 0
    assert sipas("audit", "-o", "a.xlsx").status == 0
