"""Tables on a terminal of 80 columns, and in a pipe."""

import re
from pathlib import Path

import pytest
from conftest import ROOT, Sipas, ballot, write_book

from sipas_cli.cli.terminal import BANDS, Table, as_text, band_tones

SPACED = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông, dân dụng và công nghiệp thuộc tỉnh"
SOLID = "X" * 89 + "y"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
NUMBERS = [f"{number},25" for number in range(90, 103)]


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def plain(table: Table) -> list[str]:
    """The lines of a table on the terminal, without colours."""
    return ESCAPES.sub("", as_text([table], terminal=True)).splitlines()


@pytest.mark.parametrize("columns", [1, 5, 8, 13])
def test_a_table_fits_80_columns_and_breaks_no_number(columns: int) -> None:
    headings = [("Hạng", True), ("Đơn vị", False), *((f"Yếu tố {n}", True) for n in range(columns))]
    rows = [[rank, name, *NUMBERS[:columns]] for rank, name in (("1", SPACED), ("2 (đồng hạng)", SOLID))]
    lines = plain(Table("Nhóm", headings, rows, "Bình quân nhóm: 97,50"))
    assert max(map(len, lines)) <= 80
    words = [word for line in lines for word in line.split()]
    for number in NUMBERS[:columns]:
        assert words.count(number) == 2
    assert "2 (đồng hạng)" in "\n".join(lines)
    joined = "".join(words)
    assert joined.count("y" + NUMBERS[0]) + sum(word.endswith("Xy") for word in words) >= 1


def test_columns_that_have_no_room_stand_below_under_the_same_names() -> None:
    # tên 20 + 13 cột (rộng 6 + 2) = 124 > 80: mỗi phần nhiều nhất 7 cột, 20 + 7 x 8 = 76
    headings = [("Đơn vị", False), *((f"C{n:05}", True) for n in range(13))]
    lines = plain(Table("", headings, [["Sở Y tế và các đơn vị thuộc Sở", *NUMBERS]]))
    tops = [line for line in lines if line.startswith("Đơn vị")]
    assert [re.findall("C[0-9]+", line) for line in tops] == [
        [f"C{n:05}" for n in range(7)],
        [f"C{n:05}" for n in range(7, 13)],
    ]
    assert sum(line.startswith("Sở Y tế") for line in lines) == 2


def test_in_a_pipe_a_table_is_as_wide_as_it_is_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    table = Table(
        "Nhóm",
        [("Đơn vị", False), ("Xếp loại", False)],
        [[SOLID + SPACED, "Tốt"]],
        "",
        (1, {"Tốt": BANDS[0]}),
    )
    text = as_text([table], terminal=False)
    assert f"{SOLID}{SPACED}  Tốt\n" in text
    assert "\x1b" not in text


def test_bands_are_coloured_on_a_terminal_and_named_in_text(monkeypatch: pytest.MonkeyPatch) -> None:
    bands = ["Nhóm 1", "Nhóm 2", "Nhóm 3", "Nhóm 4", "Nhóm 5"]
    rows = [[f"Sở {band}", band] for band in bands]
    table = Table("", [("Đơn vị", False), ("Xếp loại", False)], rows, "", (1, band_tones(bands)))
    shown = as_text([table], terminal=True)
    for number, band in zip((69, 93, 138, 126, 196), bands, strict=True):
        assert f"\x1b[38;5;{number}m{band}\x1b[0m" in shown
        assert f"Sở {band} " in ESCAPES.sub("", shown)
    assert shown.count("\x1b[38;5;") == 5  # tên đơn vị không có màu
    monkeypatch.setenv("TERM", "xterm")  # 16 màu: xanh, lục lam, như chữ thường, tím, đỏ
    few = as_text([table], terminal=True)
    assert re.findall(r"\x1b\[(\d+)mNhóm", few) == ["34", "36", "39", "35", "31"]
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[\d+mNhóm", as_text([table], terminal=True))


def test_fewer_bands_than_five_are_spread_over_the_scale() -> None:
    assert band_tones(["Đạt", "Chưa đạt"]) == {"Đạt": BANDS[0], "Chưa đạt": BANDS[4]}
    assert band_tones(["Đạt"]) == {"Đạt": BANDS[0]}


def brightness(number: int) -> float:
    """The relative luminance of a colour of the 6 x 6 x 6 cube of terminals (WCAG 2.2)."""
    levels = (0, 95, 135, 175, 215, 255)
    rest = number - 16
    parts = [levels[place] / 255 for place in (rest // 36, rest // 6 % 6, rest % 6)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", BANDS)
def test_a_colour_can_be_read_on_white_and_on_black(colour: str) -> None:
    own = brightness(int(colour[6:-1]))
    assert 1.05 / (own + 0.05) > 3
    assert (own + 0.05) / 0.05 > 3


def test_the_commands_fit_80_columns_with_long_names(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipas_cli.cli.output.on_terminal", lambda: True)
    rows = [ballot(n, SPACED if n % 2 else SOLID, 4 if n % 3 else 2) for n in range(1, 41)]
    write_book(tmp_path / "a.xlsx", rows)
    lines = ["unit;service;transactions", f"{SPACED};{SOLID};1200", f"{SOLID};{SPACED};40"]
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    sipas("score", "a.xlsx", "--criteria", "quang-ninh-2023", "--year", "2022", "--force", "-q")
    write_book(tmp_path / "b.xlsx", rows[5:])
    for words in (
        ["score", "b.xlsx", "--criteria", "quang-ninh-2023", "--year", "2023"],
        ["rank", "--detail"],
        ["compare"],
        ["runs"],
        ["criteria", "list"],
        ["criteria", "show", "par-soc-trang-2023"],
        ["criteria", "show", "sipas-33"],
        ["check", "b.xlsx", "--criteria", "quang-ninh-2023", "--year", "2023", "--quality"],
        ["sample", "size", "t.csv"],
        ["doctor"],
    ):
        shown = ESCAPES.sub("", sipas(*words, "-q").out)
        assert len(shown) > 200, words
        assert [line for line in shown.splitlines() if len(line) > 80] == [], words
    english = ESCAPES.sub("", sipas("rank", "--detail", "-q", "--lang", "en").out)
    assert max(map(len, english.splitlines())) <= 80


def test_every_column_of_the_par_example_fits(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipas_cli.cli.output.on_terminal", lambda: True)
    folder = ROOT / "examples" / "lang-son-2023"
    files = [folder / name for name in ("survey.csv", "leaders.csv", "appraisal.xlsx")]
    for name in ("sipas.yaml", "units.yaml"):
        text = (folder / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("name: Sở Nội vụ,", f"name: {SOLID}, aliases: [Sở Nội vụ],"), encoding="utf-8"
        )
    assert sipas("score", *files, "-q").status == 0
    for index in ("sipas", "xhh", "par"):
        shown = ESCAPES.sub("", sipas("rank", "--index", index, "--detail", "-q").out)
        assert max(map(len, shown.splitlines())) <= 80
        assert not re.search(r"(?m)^\s*\d?,?\d{1,2}\s*$", shown)  # không số nào bị ngắt xuống dòng
        assert "Xy" in shown
    tables: list[Table] = []
    monkeypatch.setattr("sipas_cli.cli.standings.show", lambda shown, form, out: tables.extend(shown))
    sipas("rank", "--index", "par", "-q")
    column, tones = tables[0].tones
    assert tables[0].columns[column][0] == "Xếp loại"
    assert tones == dict(zip((f"Nhóm {n}" for n in range(1, 6)), BANDS, strict=True))


@pytest.mark.parametrize("words", [(), ("-v",), ("--lang", "en"), ("--lang=en",), ("sample",), ("criteria",)])
def test_a_group_without_a_command_shows_its_help(sipas: Sipas, words: tuple[str, ...]) -> None:
    outcome = sipas(*words)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("Usage: sipas" if "en" in "".join(words) else "Cách dùng: sipas")


@pytest.mark.parametrize("width", [10, 18, 20, 25, 40, 60])
def test_what_is_copied_from_a_table_is_never_broken(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    run = "sipas-886668991252"
    table = Table(
        "", [("Năm", False), ("Lần chạy", False), ("Bộ tiêu chí", False)], [["2023", run, SPACED]], key=1
    )
    lines = plain(table)
    assert any(run in line.split() for line in lines)
    assert any("2023" in line.split() for line in lines)
