"""The field cases: each small input gives the figures that were worked out by hand, or is refused."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Outcome, Sipas

#: Of ballots; of points, leader surveys and published tables.
FOLDERS = (ROOT / "tests" / "field", ROOT / "tests" / "par_field")
CASES = sorted(path.parent for folder in FOLDERS for path in folder.glob("*/case.json"))
REFUSED = (2, 3)
#: Cases that are not right yet.
OPEN: set[str] = set()


def laid_out(case: Path, folder: Path) -> None:
    """The workspace and the files of a case."""
    shutil.copytree(case.parent / "_workspace", folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True)
    if (case / "make.py").exists():
        subprocess.run([sys.executable, case / "make.py", folder], check=True)


def figures(outcome: Outcome) -> dict[str, Any]:
    """The figures in a JSON that was printed."""
    found = json.loads(outcome.out)
    lines = [line for group in found["groups"] for line in group["units"]]
    scores = {line["unit"]: None if line["score"] is None else f"{line['score']:.2f}" for line in lines}
    counts = found["findings"]
    return {
        "scores": scores,
        "ranks": {line["unit"]: line["rank"] for line in lines},
        "ballots": found["overall"]["ballots"],
        "read": counts["ballots_read"],
        "rejected": counts["ballots_rejected"],
    }


def documents(folder: Path) -> str:
    """The XML of all Word documents that were written."""
    text = ""
    for path in folder.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            parts = [name for name in package.namelist() if name.endswith(".xml")]
            text += "".join(package.read(name).decode() for name in parts)
    return text


def marked(case: Path) -> Any:
    """A case, as one that must fail where it is known not to be right yet."""
    name = f"{case.parent.name}/{case.name}"
    return pytest.param(case, id=name, marks=[pytest.mark.xfail(strict=True)] if name in OPEN else [])


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_field_case_is_right(case: Path, sipas: Sipas, tmp_path: Path) -> None:
    laid_out(case, tmp_path)
    told = json.loads((case / "case.json").read_text(encoding="utf-8"))
    expected = told["expected"]
    outcomes = [sipas(*command.split()[1:], "--lang", "en") for command in told["command"]]
    last = outcomes[-1]
    printed = "".join(outcome.out + outcome.err for outcome in outcomes)
    refused = expected.get("or_refused", False) and any(outcome.status in REFUSED for outcome in outcomes)
    if "rc" in expected and not refused:
        assert last.status == expected["rc"], printed
    wanted = {
        key: expected[key] for key in ("scores", "ranks", "ballots", "read", "rejected") if key in expected
    }
    if wanted and not refused:
        assert {key: figures(last)[key] for key in wanted} == wanted
    for text in expected.get("says", ()):
        assert text in printed
    if "says_any" in expected:
        assert any(text in printed for text in expected["says_any"]), printed
    for text in expected.get("says_not", ()):
        assert text not in printed
    for text in expected.get("not_in_docx", ()):
        assert last.status != 0 or text not in documents(tmp_path)
