"""What reaches a terminal: whatever stands in names, headers and texts of files that anybody may have sent is
shown there, and never obeyed."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import CODES, ROOT, Sipas, ballots, write_book

from sipas_cli.cli.terminal import Table, as_text
from sipas_cli.text.visible import visible

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
#: Clears a screen, sets a title, and turns a text around: as C0, as C1 and as marks of direction.
HOSTILE = "X\x1b[2J\x1b]t\x07\x9b2J\u202eY"
#: The same in a file that may not hold the signs themselves: YAML refuses controls.
UNSEEN = "X\u202eY\u200b"
#: The colours and the bars that the program draws itself.
OWN = re.compile(rb"\x1b\[(?:[0-9;]*m|\?25[hl]|2K|1A)")
#: What a terminal obeys, as UTF-8, but for what moves to the next line; and marks of direction.
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e]")


def on_terminal(folder: Path, *words: object) -> str:
    """What a command sends to its terminal, without our own colours."""
    import pty

    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sipas_cli", "--lang", "en", *map(str, words)],
        cwd=folder,
        stdin=its,
        stdout=its,
        stderr=its,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "200"},
    )
    os.close(its)
    sent = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # all who could write have ended
            break
        if not piece:
            break
        sent += piece
    os.close(ours)
    process.wait()
    return OWN.sub(b"", sent).decode()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A workspace in which names of everything are hostile."""

    def edit(sheet: Any, _: Any) -> None:
        sheet.title = f"S{UNSEEN}"  # Excel refuses controls in it

    header = ["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES, f"H_x001B_[2J{UNSEEN}"]
    rows = [[*row, "1"] for row in ballots()]
    rows[3][5] = f"9{UNSEEN}"
    rows.append(["P9999", f"Sở {UNSEEN}", "2023-11-15", *["4"] * 25, "1"])
    write_book(tmp_path / f"a{HOSTILE}.xlsx", rows, header, edit)
    lines = [",".join(["Mã phiếu", "Tên đơn vị", "Ngày khảo sát", *CODES, f"H{HOSTILE}"])]
    lines += [",".join([f"P{number}", f"Sở {HOSTILE}", "2023-11-15", *["4"] * 25]) for number in range(20)]
    for number in (90, 91, 92):  # so often that `map` shows it
        lines.append(",".join([f"P{number}", f"Sở {HOSTILE}", "2023-11-15", HOSTILE, *["4"] * 24]))
    (tmp_path / f"b{HOSTILE}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    units = (
        f'groups: [{{id: xa, name: "Các {UNSEEN}"}}]\n'
        f'units:\n  - {{id: y, group: xa, name: "Sở {UNSEEN}"}}\n'
        "  - {id: so-noi-vu, group: xa, name: Sở Nội vụ}\n  - {id: so-y-te, group: xa, name: Sở Y tế}\n"
    )
    (tmp_path / "units.yaml").write_text(units, encoding="utf-8")
    (tmp_path / "sipas.yaml").write_text(
        f'criteria: quang-ninh-2023\nyear: 2023\nprovince: "{UNSEEN}"\nnotice: "{UNSEEN}"\n', encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("map", "b*.csv"),
        ("map", f"b{HOSTILE}.csv", "--format", "csv"),
        ("check", f"a{HOSTILE}.xlsx", f"b{HOSTILE}.csv"),
        ("check", f"b{HOSTILE}.csv", "--format", "json"),
        ("check", "a*.xlsx", "--format", "csv-vi"),
        ("score", f"a{HOSTILE}.xlsx"),
        ("score", f"c{HOSTILE}.xlsx"),
        ("rank", "--run", HOSTILE),
        ("rank", "--year", HOSTILE),
        ("explain", HOSTILE),
        (HOSTILE,),
        (f"--{HOSTILE}",),
        ("criteria", "show", HOSTILE),
        ("-C", HOSTILE, "rank"),
        ("template", "check", f"t{HOSTILE}.docx"),
        ("form", "--criteria", "quang-ninh-2023", "-o", f"f{HOSTILE}.xlsx"),
    ],
    ids=lambda words: " ".join(map(visible, words)),
)
def test_no_word_nor_name_reaches_a_terminal_as_an_order(hostile: Path, words: tuple[str, ...]) -> None:
    sent = on_terminal(hostile, *words)
    assert sent.strip()
    assert OBEYED.findall(sent) == []


def test_a_stored_run_with_hostile_names_is_shown_as_it_is(hostile: Path, sipas: Sipas) -> None:
    assert sipas("-C", hostile, "score", hostile / f"a{HOSTILE}.xlsx").status == 0
    for words in (["rank"], ["runs"], ["rank", "--format", "md"], ["explain", f"Sở {UNSEEN}"], ["verify"]):
        sent = on_terminal(hostile, *words)
        assert sent.strip()
        assert OBEYED.findall(sent) == []


def test_data_for_a_program_are_as_they_are(hostile: Path, sipas: Sipas) -> None:
    result = sipas("-C", hostile, "map", hostile / f"b{HOSTILE}.csv", "--format", "csv")
    assert "\x1b[2J\x1b]t\x07\x9b2J" in result.out


def test_a_table_shows_what_nobody_would_see_and_keeps_its_colours() -> None:
    table = Table("T\x1b[2J", [("H\x07", False)], [["A\u202e"]], "F\x9b", (0, {"A\u202e": "good"}))
    assert as_text([table], terminal=False) == "T␛[2J\nH␇\n───────\nA<202E>\nF<9B>\n\n"
    drawn = as_text([table], terminal=True)
    assert re.search("\x1b\\[[0-9;]+mA<202E>\x1b\\[0m", drawn)


def test_bytes_of_a_name_that_are_no_text_are_shown() -> None:
    assert visible(os.fsdecode(b"a\xff.csv")) == "a<DCFF>.csv"


def test_there_is_one_way_to_a_screen() -> None:
    """What goes another way is not made visible. The packages may be missing in `cli/__init__.py`."""
    others = {}
    for path in (ROOT / "sipas_cli").rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = {ast.unparse(call.func) for call in calls}
        ways = {"print", "click.echo", "click.secho", "click.prompt", "click.confirm", "input"}
        direct = {name for name in names if name in ways or re.fullmatch(r"sys\.std(out|err)\.write", name)}
        if direct:
            others[str(path.relative_to(ROOT / "sipas_cli"))] = direct
    assert others == {"cli/screen.py": {"click.echo"}, "cli/__init__.py": {"sys.stderr.write"}}
