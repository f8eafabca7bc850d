"""The commands as a user types them: what goes where, exit statuses, formats, options."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click import unstyle
from conftest import EXAMPLE, HEADER, ROOT, Sipas, ballot, ballots, write_book

from sipas_cli import __version__
from sipas_cli.cli.terminal import Table, as_text


@pytest.fixture
def scored(tmp_path: Path, sipas: Sipas) -> Sipas:
    """A workspace with one stored run: Sở Nội vụ 100, Sở Y tế 80 (8 of 10 ballots satisfied)."""
    write_book(tmp_path / "a.xlsx", ballots())
    assert sipas("-q", "score", "a.xlsx").status == 0
    return sipas


def test_results_go_to_standard_output_and_remarks_to_standard_error(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    result = sipas("score", "a.xlsx")
    assert result.status == 0
    assert "Sở Nội vụ" in result.out
    assert "phiếu đã đọc" not in result.out
    assert "20 phiếu đã đọc, 20 hợp lệ, 0 bị loại." in result.err
    assert "Bộ tiêu chí: quang-ninh-2023 (khớp với hàng tiêu đề)." in result.err
    assert "Năm 2023: theo ngày ghi trên phiếu." in result.err
    assert sipas("-q", "score", "a.xlsx").err == ""


def test_a_table_in_a_pipe_is_plain_and_cuts_nothing_off(tmp_path: Path, sipas: Sipas) -> None:
    long = "Ngân hàng Nhà nước chi nhánh tỉnh Quảng Ninh và các phòng giao dịch trực thuộc trên địa bàn " * 2
    write_book(tmp_path / "a.xlsx", [ballot(n, long) for n in range(5)])
    out = sipas("score", "a.xlsx").out
    assert long.strip() in out
    assert "\x1b" not in out
    assert "…" not in out


def test_numbers_have_a_comma_in_vietnamese_and_a_point_in_english_and_in_data(scored: Sipas) -> None:
    assert " 80,00 " in scored("rank").out
    assert " 80.00 " in scored("rank", "--lang", "en").out
    assert ",80.00," in scored("rank", "--format", "csv").out


def test_the_formats_of_rank_hold_the_same_standings(scored: Sipas) -> None:
    rows = list(csv.DictReader(io.StringIO(scored("rank", "--format", "csv").out)))
    assert [(r["rank"], r["unit"], r["score_pct"], r["band"]) for r in rows] == [
        ("1", "Sở Nội vụ", "100.00", "Nhóm 1"),
        ("2", "Sở Y tế", "80.00", "Nhóm 2"),
    ]
    units = json.loads(scored("rank", "--format", "json").out)["groups"][0]["units"]
    assert [(u["rank"], u["unit"], u["score"], u["band"]) for u in units] == [
        (1, "Sở Nội vụ", 100, "Nhóm 1"),
        (2, "Sở Y tế", 80, "Nhóm 2"),
    ]
    assert "| 2 | Sở Y tế | 80,00 | Nhóm 2 | 10 |" in scored("rank", "--format", "md").out


def test_json_has_the_keys_of_the_contract(scored: Sipas) -> None:
    data = json.loads(scored("rank", "--format", "json").out)
    assert {"year", "index", "criteria", "run", "unit_of_score", "overall", "groups", "findings"} <= set(data)
    assert data["unit_of_score"] == "%"
    assert set(data["overall"]) == {"score", "units", "ballots"}
    assert {"id", "name", "mean", "units"} <= set(data["groups"][0])
    wanted = {"rank", "tied", "unit", "score", "band", "ballots", "ranked", "note", "factors"}
    assert wanted <= set(data["groups"][0]["units"][0])
    assert {"ballots_read", "ballots_rejected", "by_code"} <= set(data["findings"])


def test_minus_o_writes_a_file_whose_name_tells_the_format(scored: Sipas, tmp_path: Path) -> None:
    assert scored("rank", "-o", "xep-hang.csv").out == ""
    assert (tmp_path / "xep-hang.csv").read_bytes().startswith(b"\xef\xbb\xbfgroup,")  # cho Excel
    assert scored("rank", "-o", "x.json").status == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["year"] == 2023
    assert scored("rank", "-o", "-", "--format", "csv").out.startswith("group,")
    refused = scored("rank", "-o", "x.pptx")
    assert refused.status == 2
    assert "--format" in refused.err


def test_a_table_opens_in_an_excel_with_vietnamese_settings(scored: Sipas, tmp_path: Path) -> None:
    shown = scored("rank", "--format", "csv-vi").out
    assert shown.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(shown[1:]), delimiter=";"))
    assert [(row["unit"], row["score_pct"]) for row in rows] == [
        ("Sở Nội vụ", "100,00"),
        ("Sở Y tế", "80,00"),
    ]
    assert scored("rank", "--format", "csv-vi", "-o", "a.csv").status == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == shown
    assert scored("rank", "-o", "a.xlsx").status == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=5, max_col=3)]
    assert cells == [["Hạng", "Đơn vị", "Chỉ số (%)"], [1, "Sở Nội vụ", 100], [2, "Sở Y tế", 80]]
    assert sheet["C4"].number_format == "0.00"
    for words in (["-o", "b.csv"], []):
        refused = scored("rank", "--format", "xlsx", *words)
        assert (refused.status, ".xlsx" in refused.err) == (2, True)


def test_a_code_is_no_figure_in_a_csv_for_excel(tmp_path: Path, sipas: Sipas) -> None:
    shutil.copytree(ROOT / "examples" / "hai-phong-2019", tmp_path, dirs_exist_ok=True)
    sipas("score", "appraisal.xlsx", "leaders.xlsx", "survey.xlsx", "-q")
    shown = sipas("explain", "so-y-te", "--index", "par", "--format", "csv-vi", "-q").out[1:]
    ids = [row["id"] for row in csv.DictReader(io.StringIO(shown), delimiter=";")]
    assert "1.1" in {code[:3] for code in ids}
    assert not any("," in code for code in ids)


def test_a_table_that_is_written_again_keeps_what_somebody_changed(scored: Sipas, tmp_path: Path) -> None:
    assert scored("rank", "-o", "a.csv").status == 0
    assert scored("rank", "--lang", "en", "--format", "md", "-o", "a.csv").status == 0
    assert not list(tmp_path.glob("*.bak"))
    with (tmp_path / "a.csv").open("a") as file:
        file.write("note")
    assert "a.csv.bak" in scored("rank", "-o", "a.csv").err
    assert (tmp_path / "a.csv.bak").read_text(encoding="utf-8").endswith("note")


def test_a_group_is_named_by_id_or_by_name_and_an_unknown_one_is_refused(
    scored_example: Path, sipas: Sipas
) -> None:
    by_id = sipas("rank", "--group", "huyen")
    assert "Thành phố Cẩm Phả" in by_id.out
    assert "Sở Tư pháp" not in by_id.out
    assert sipas("rank", "--group", "CÁC HUYỆN, thị xã, thành phố").out == by_id.out
    unknown = sipas("rank", "--group", "xa")
    assert unknown.status == 2
    assert "so, huyen, trung-uong" in unknown.err


def test_which_run_is_used_is_said(scored: Sipas) -> None:
    assert "năm 2023 (mới nhất)" in scored("rank").err
    name = json.loads(scored("runs", "--format", "json").out)[0]["run"]
    assert "(theo --run)" in scored("rank", "--run", name).err


def test_what_is_not_there_is_said_with_what_is(scored: Sipas, tmp_path: Path) -> None:
    assert "Các năm đã có: 2023" in scored("rank", "--year", "2020").err
    assert scored("rank", "--year", "2020").status == 2
    assert scored("rank", "--run", "sipas-000000000000").status == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    nothing = scored("-C", empty, "rank")
    assert nothing.status == 2
    assert "sipas score" in nothing.err


def test_wrong_words_exit_with_2_and_say_what_is_right(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    for words, said in (
        (["scor"], 'không có lệnh "scor"'),
        (["score"], "TỆP... còn thiếu"),
        (["score", "a.xlsx", "--yeer", "2023"], 'không có tùy chọn "--yeer"'),
        (["score", "a.xlsx", "--year", "23"], "từ 1990 đến 2200"),
        (["rank", "--format", "xml"], "table, csv, csv-vi, xlsx, json, md"),
        (["rank", "--year"], "--year"),
        (["rank", "too", "many"], "thừa"),
        (["score", "a.xlsx", "--criteria", "none"], 'không có bộ tiêu chí "none"'),
    ):
        result = sipas(*words)
        assert result.status == 2, words
        assert said in result.err
        assert "Error" not in result.err


def test_a_fault_of_the_program_exits_with_1_and_shows_its_traceback_only_under_v(
    scored: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sipas_cli.runs.folders.years", broken)
    quiet, loud = scored("runs"), scored("runs", "-v")
    assert quiet.status == loud.status == 1
    assert "Traceback" not in quiet.err
    assert "ZeroDivisionError" in quiet.err
    assert "Traceback" in loud.err


def test_an_interruption_exits_with_130_and_leaves_nothing(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    write_book(tmp_path / "a.xlsx", ballots())
    monkeypatch.setattr("os.fsync", interrupted)
    assert sipas("score", "a.xlsx").status == 130
    assert [p.name for p in tmp_path.glob("results/2023/*") if p.name != ".lock"] == []


def test_a_file_in_the_place_of_the_results_exits_with_4(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    (tmp_path / "results").write_text("")
    result = sipas("score", "a.xlsx")
    assert result.status == 4
    assert "results: không đọc được thư mục (không phải là thư mục)" in result.err


def test_under_strict_a_warning_stores_nothing_and_exits_with_3(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [*ballots(), ballot(99, "")])
    assert sipas("score", "a.xlsx", "--strict").status == 3
    assert not (tmp_path / "results").exists()
    assert sipas("check", "a.xlsx", "--strict").status == 3
    assert sipas("score", "a.xlsx").status == 0


def test_check_lists_everything_and_stores_nothing(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots(60)
    for row in rows[:30]:
        row[3] = 7
    write_book(tmp_path / "a.xlsx", rows)
    result = sipas("check", "a.xlsx")
    assert result.status == 0
    assert len(result.out.splitlines()) == 30
    assert not (tmp_path / "results").exists()
    assert sipas("check", "a.xlsx", "-o", "f.csv").status == 0
    listed = list(csv.DictReader(io.StringIO((tmp_path / "f.csv").read_text(encoding="utf-8-sig"))))
    assert [row["cell"] for row in listed] == [f"D{n}" for n in range(2, 32)]
    assert {row["code"] for row in listed} == {"answer_off_scale"}
    # score shows them in a line, as they are mended together, and says where all are
    shown = sipas("score", "a.xlsx").err
    assert shown.count("không thuộc thang") == 1
    assert "D2, D3 và 28 dòng nữa" in shown
    assert "findings.csv" in shown


def test_check_has_the_exit_status_that_score_would_have(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", [ballot(n, "") for n in range(5)])
    assert sipas("check", "a.xlsx").status == 3


def test_the_year_must_be_clear(tmp_path: Path, sipas: Sipas) -> None:
    rows = ballots()
    rows[0][2] = "2024-01-02"
    write_book(tmp_path / "a.xlsx", rows)
    result = sipas("score", "a.xlsx")
    assert result.status == 2
    assert "2023, 2024" in result.err
    assert sipas("score", "a.xlsx", "--year", "2023").status == 0


def test_files_are_looked_for_in_the_workspace_too(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "w").mkdir()
    write_book(tmp_path / "w" / "a.xlsx", ballots())
    assert sipas("-C", "w", "score", "a.xlsx").status == 0
    assert (tmp_path / "w" / "results" / "2023").is_dir()
    assert sipas("rank", "-C", "w").status == 0


def test_init_makes_a_workspace_that_loads_adds_what_is_missing_and_never_overwrites(
    tmp_path: Path, sipas: Sipas
) -> None:
    assert sipas("init", "w").status == 0
    made = {str(p.relative_to(tmp_path / "w")) for p in (tmp_path / "w").rglob("*") if p.is_file()}
    assert made == {
        "sipas.yaml",
        "units.yaml",
        "decision.yaml",
        "criteria/criteria.schema.json",
        "templates/decision.docx",
        "templates/submission.docx",
        "templates/report.docx",
        "templates/notice.docx",
        "templates/handover.docx",
    }
    write_book(tmp_path / "a.xlsx", ballots())
    assert sipas("-C", "w", "score", "a.xlsx").status == 0
    draft = sipas("-C", "w", "render-decision", "--format", "md", "-o", "-")
    assert draft.status == 0
    assert "TỈNH ……………" in draft.out
    assert "province: tỉnh" in draft.err
    settings = tmp_path / "w" / "sipas.yaml"
    settings.write_text("province: tỉnh Lạng Sơn\n", encoding="utf-8")
    (tmp_path / "w" / "decision.yaml").unlink()
    again = sipas("init", "-C", "w")
    assert again.status == 0
    assert "Đã thêm vào w: decision.yaml." in again.err
    assert settings.read_text(encoding="utf-8") == "province: tỉnh Lạng Sơn\n"
    assert "đã có đủ các tệp" in sipas("init", "w").err


def test_criteria_list_show_and_check(tmp_path: Path, sipas: Sipas) -> None:
    listed = json.loads(sipas("criteria", "list", "--format", "json").out)
    assert [(c["id"], c["index"], c["local"]) for c in listed] == [
        ("arta-csm", "sipas", False),
        ("par-hai-phong-2019", "par", False),
        ("par-lang-son-2023", "par", False),
        ("par-soc-trang-2023", "par", False),
        ("quang-ninh-2023", "sipas", False),
        ("sipas-33", "sipas", False),
        ("sipas-39", "sipas", False),
        ("sipas-soc-trang-2023", "sipas", False),
    ]
    shown = sipas("criteria", "show", "quang-ninh-2023").out
    assert "LỜI VĂN 25 TIÊU CHÍ LÀ BẢN DỰNG LẠI" in shown
    assert "F5_5" in shown
    assert "20%" in shown
    assert sipas("criteria", "check", "sipas-33", "sipas-39", "quang-ninh-2023").status == 0
    text = (EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("{score: 97.50,", "{score: 97.51,"), encoding="utf-8")
    wrong = sipas("criteria", "check", "mine.yaml")
    assert wrong.status == 2
    assert "score là 97.50, ví dụ ghi 97.51" in wrong.out
    (tmp_path / "mine.yaml").write_text(text.replace("weight: 20", "weight: 19", 1), encoding="utf-8")
    broken = sipas("criteria", "check", "mine.yaml")
    assert broken.status == 2
    assert "tổng trọng số các yếu tố là 99, phải bằng 100" in broken.err
    assert "mine.yaml:85:" in broken.err
    assert sipas("criteria", "check").status == 0


def test_a_broken_criteria_file_keeps_no_other_from_being_checked(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "criteria").mkdir()
    for name in ("hai", "mot"):
        (tmp_path / "criteria" / f"{name}.yaml").write_text(f"id: {name}\nindex: sipas\n", encoding="utf-8")
    for paths in (["criteria/mot.yaml", "sipas-33", "criteria/hai.yaml"], []):
        told = sipas("criteria", "check", *paths)
        assert told.status == 2
        assert "sipas-33.yaml: hợp lệ" in told.out
        assert "mot.yaml" in told.err
        assert "hai.yaml" in told.err


def test_a_local_set_goes_before_a_shipped_one_of_the_same_questions(tmp_path: Path, sipas: Sipas) -> None:
    text = (EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "criteria").mkdir()
    local = text.replace("id: quang-ninh-2023", "id: cua-toi", 1)
    (tmp_path / "criteria" / "cua-toi.yaml").write_text(local, encoding="utf-8")
    write_book(tmp_path / "a.xlsx", ballots())
    assert json.loads(sipas("score", "a.xlsx", "--format", "json").out)["criteria"] == "cua-toi"
    twin = local.replace("id: cua-toi", "id: cua-toi-2", 1)
    (tmp_path / "criteria" / "cua-toi-2.yaml").write_text(twin, encoding="utf-8")
    doubt = sipas("score", "a.xlsx")
    assert doubt.status == 2
    assert "cua-toi-2, cua-toi." in doubt.err
    assert sipas("score", "a.xlsx", "--criteria", "cua-toi-2").status == 0


def test_a_par_set_is_shown_in_words(sipas: Sipas) -> None:
    shown = sipas("criteria", "show", "par-soc-trang-2023", "--format", "md").out
    for text in (
        "60 = Thẩm định 40 + XHH 10 + SIPAS 10",
        "| Mã | Tiêu chí | Điểm |",
        "từ 30: 1,5; từ 20 đến dưới 30: 0,75; dưới 20: 0",
        "trên 90: 2; từ 70 đến 90: 1; dưới 70: 0",
        "3 (XHH)",
        "### Điều tra xã hội học",
    ):
        assert text in shown
    assert not [word for word in ("above", "below", "appraisal", "(xhh)", "0.75") if word in shown]
    english = sipas("criteria", "show", "par-soc-trang-2023", "--format", "md", "--lang", "en").out
    assert "from 30: 1.5; from 20 to below 30: 0.75; below 20: 0" in english
    assert "60 = Appraisal 40 + Survey 10 + SIPAS 10" in english


@pytest.mark.parametrize("width", [80, 60])
def test_a_table_too_wide_for_the_terminal_breaks_its_headings_and_not_its_names(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table(
        "",
        [
            ("Hạng 2023", True),
            ("Đơn vị", False),
            ("Điểm 2022", True),
            ("Điểm 2023", True),
            ("+/− hạng", True),
        ],
        [["1", "Sở Văn hóa, Thể thao và Du lịch, gọi tắt là Sở VHTTDL", "80,03", "78,52", "+4"]],
    )
    wide = as_text([table], terminal=False)
    assert "Hạng 2023  Đơn vị" in wide
    # rank 4 + score 5 + score 5 + change 4 and two blanks between columns leave the unit 54 of 80, 34 of 60
    monkeypatch.setenv("COLUMNS", str(width))
    narrow = unstyle(as_text([table], terminal=True))
    assert "Hạng 2023" not in narrow
    assert "Sở Văn hóa, Thể thao và" in narrow
    assert max(map(len, narrow.splitlines())) <= width


def test_version(sipas: Sipas) -> None:
    assert sipas("--version").out == f"sipas {__version__}\n"


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", [ballot(n, f"Đơn vị {n}") for n in range(3000)])
    command = (
        f'"{sys.executable}" -m sipas_cli -q score a.xlsx --format json | head -1; echo "${{PIPESTATUS[0]}}"'
    )
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "{\n0\n"
    assert done.stderr == ""


def test_vietnamese_goes_out_as_utf8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "sipas_cli", "score", "không-có.xlsx"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert "không có tệp này" in done.stderr.decode("utf-8")


def test_the_mark_of_an_open_workbook_is_passed_over_and_told(tmp_path: Path, sipas: Sipas) -> None:
    write_book(tmp_path / "a.xlsx", ballots())
    (tmp_path / "~$a.xlsx").write_bytes(b"\x05Admin")
    checked = sipas("check", "*.xlsx", "--criteria", "quang-ninh-2023", "--lang", "en")
    assert checked.status == 0
    assert "~$a.xlsx: skipped, it only marks that a.xlsx is open" in checked.err
    assert "20 ballots read" in checked.err
    assert sipas("check", "~$a.xlsx", "--criteria", "quang-ninh-2023").status == 3


def test_a_pattern_that_the_shell_did_not_expand_means_the_files_it_matches(
    tmp_path: Path, sipas: Sipas
) -> None:
    (tmp_path / "phieu").mkdir()
    write_book(tmp_path / "phieu" / "a.xlsx", ballots())
    write_book(tmp_path / "phieu" / "b.xlsx", [ballot(n, "Sở Y tế") for n in range(50, 60)])
    assert json.loads(sipas("score", "phieu/*.xlsx", "--format", "json").out)["overall"]["ballots"] == 30
    assert sipas("score", "phieu/*.csv").status == 2


def test_check_finds_all_that_score_would_find_and_needs_what_score_needs(
    tmp_path: Path, sipas: Sipas
) -> None:
    write_book(tmp_path / "a.xlsx", [ballot(n, "Sở Y tế", [None] + [4] * 24) for n in range(5)])
    assert "câu F1_1 không ai trả lời" in sipas("check", "a.xlsx").out
    rows = [[*ballot(n, "Sở Y tế")[:2], "", *[4] * 25] for n in range(5)]
    write_book(tmp_path / "b.xlsx", rows)
    assert sipas("check", "b.xlsx").status == 2
    assert sipas("check", "b.xlsx", "--year", "2023").status == 0


def test_bands_for_a_group_that_is_not_there_are_refused(tmp_path: Path, sipas: Sipas) -> None:
    text = (EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    other = "  group_bands: {huyenn: [{name: Đạt, from: 50}, {name: Chưa đạt, below: 50}]}\n\ncases:"
    (tmp_path / "c.yaml").write_text(text.replace("\ncases:", other, 1), encoding="utf-8")
    write_book(tmp_path / "a.xlsx", [[*row, "huyen"] for row in ballots()], [*HEADER, "Nhóm"])
    result = sipas("score", "a.xlsx", "--criteria", "c.yaml")
    assert result.status == 2
    assert "c.yaml:97:" in result.err
    assert '"huyenn"' in result.err
    assert "band (huyenn)" in sipas("criteria", "show", "c.yaml").out


def test_two_local_sets_of_one_id_are_refused_by_name(tmp_path: Path, sipas: Sipas) -> None:
    text = (EXAMPLE.parents[1] / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "criteria").mkdir()
    for name in ("a.yaml", "a - Copy.yaml"):
        (tmp_path / "criteria" / name).write_text(text, encoding="utf-8")
    write_book(tmp_path / "a.xlsx", ballots())
    for words in (["criteria", "list"], ["score", "a.xlsx", "--criteria", "quang-ninh-2023"]):
        result = sipas(*words)
        assert result.status == 2
        assert "a.yaml: mã bộ tiêu chí" in result.err
        assert "a - Copy.yaml" in result.err


def test_a_folder_that_is_not_there_is_said_to_be_missing(sipas: Sipas) -> None:
    for words in (["rank"], ["runs"], ["score", "a.xlsx"], ["render-decision"]):
        result = sipas("-C", "nowhere", *words)
        assert result.status == 2
        assert "nowhere" in result.err or "không có tệp" in result.err


# --- an office's own criteria that do not hold together ------------------------------------------


def own_set(folder: Path, name: str, change: tuple[str, str]) -> None:
    """A copy of a shipped set among the workspace's own, with a change in it."""
    text = (ROOT / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "criteria").mkdir(exist_ok=True)
    (folder / "criteria" / name).write_text(text.replace(*change), encoding="utf-8")


def test_a_shipped_set_does_not_stand_in_for_a_broken_one_of_the_office(example: Path, sipas: Sipas) -> None:
    own_set(example, "own.yaml", ("\nplan:", "\nplan"))
    result = sipas("score", "survey.xlsx", "--criteria", "quang-ninh-2023")
    assert (result.status, "criteria/own.yaml:" in result.err) == (2, True)
    assert not (example / "results").exists()


def test_a_broken_set_that_only_mentions_another_one_is_passed_over(example: Path, sipas: Sipas) -> None:
    own_set(example, "own.yaml", ("id: quang-ninh-2023", "# from quang-ninh-2023\nid: [own"))
    assert sipas("score", "survey.xlsx", "--criteria", "quang-ninh-2023").status == 0


def test_where_a_set_is_not_known_the_broken_ones_are_named(tmp_path: Path, sipas: Sipas) -> None:
    own_set(tmp_path, "other.yaml", ("id: quang-ninh-2023", 'id: "my own"'))
    result = sipas("criteria", "show", "my-own")
    assert result.status == 2
    assert 'không có bộ tiêu chí "my-own"' in result.err
    assert "criteria/other.yaml:" in result.err


def test_a_set_is_found_broken_by_the_name_of_its_file(tmp_path: Path, sipas: Sipas) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "own.yaml").write_bytes("id: own\n".encode("utf-16"))
    result = sipas("criteria", "show", "own")
    assert (result.status, result.err.count("Lỗi")) == (2, 2)
    assert "criteria/own.yaml:1: chữ ở dòng này không phải mã UTF-8" in result.err
