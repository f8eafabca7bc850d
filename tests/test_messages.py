"""The catalogue: everything a user can see is in it, in both languages, with the same blanks."""

import ast
import re
import string
from pathlib import Path

import pytest
from conftest import Sipas

from sipas_cli import messages
from sipas_cli.cli.program import COMMANDS
from sipas_cli.messages import CATALOGUE
from sipas_cli.model import OUTCOMES

PACKAGE = Path(__file__).resolve().parents[1] / "sipas_cli"
VIETNAMESE = re.compile(
    "[ăâđêôơưạảãàáậẩẫầấặẳẵằắẹẻẽèéệểễềếịỉĩìíọỏõòóộổỗồốợởỡờớụủũùúựửữừứỵỷỹỳý]", re.IGNORECASE
)
ERRORS = ("SipasError", "RulesError", "DataError", "SurroundingsError", "UsageFaultError")


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def strings() -> set[str]:
    """Every string that the program's source holds."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        if path.name == "messages.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in texts:
                found.add(node.value)
    return found


def raised() -> set[str]:
    """The keys of all errors that the source raises by name."""
    keys: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if name in (*ERRORS, "complain", "_refused"):
                choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                keys.update(
                    c.value for c in choices if isinstance(c, ast.Constant) and isinstance(c.value, str)
                )
    return keys


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_sentence_is_there_in_both_languages_with_the_same_blanks(key: str) -> None:
    vietnamese, english = CATALOGUE[key]
    assert vietnamese.strip()
    assert english.strip()
    assert blanks(vietnamese) == blanks(english)
    assert not VIETNAMESE.search(english)


def test_every_error_that_is_raised_has_its_sentence() -> None:
    keys = raised()
    assert len(keys) > 60
    assert {f"error.{key}" for key in keys} - set(CATALOGUE) == set()


def test_every_rejected_ballot_has_its_two_sentences() -> None:
    codes = [f"finding.ballot_{outcome}" for outcome in OUTCOMES if outcome != "valid"]
    assert {*codes, *(f"{code}.do" for code in codes)} - set(CATALOGUE) == set()


def test_every_key_that_is_said_is_in_the_catalogue() -> None:
    said = {
        text
        for text in strings()
        if re.fullmatch(r"(note|table|help|error|finding|map)\.[a-z][A-Za-z._-]+|report\.[a-z_.]+[a-z]", text)
    }
    said -= {"report.html", "report.css", "report.js"}  # templates
    assert len(said) > 60
    assert said - set(CATALOGUE) == set()


def test_no_sentence_in_the_catalogue_is_dead() -> None:
    said = strings()
    built = {f"error.{key}" for key in raised()} | {f"error.{text}" for text in said}
    alive = said | built | {f"{text}.do" for text in said} | {f"finding.{text}" for text in said}
    alive |= {f"finding.{text}.do" for text in said} | {f"finding.ballot_{o}" for o in OUTCOMES}
    alive |= {f"finding.ballot_{o}.do" for o in OUTCOMES} | {f"note.{text}" for text in said}
    alive |= {f"note.{text}.do" for text in said}
    alive |= {f"{text}{end}" for text in alive for end in ("_near", "_like")}
    alive |= {f"table.{text}" for text in said}
    alive |= {f"help.sipas.{name}" for name in COMMANDS} | {f"{text}.example" for text in said}
    # fixed words of the report stand in its template; the policies of criteria are parts of keys
    template = (PACKAGE.parent / "templates" / "report.html").read_text(encoding="utf-8")
    parts = (
        said
        | {text.removeprefix("report.") for text in said}
        | set(re.findall(r"words\.(\w+)", template))
        | {"section", "overall_sipas", "overall_par"}
    )
    alive |= {key for key in CATALOGUE if key.startswith("report.") and set(key.split(".")[1:]) <= parts}
    assert set(CATALOGUE) - alive == set()


def test_vietnamese_words_stand_in_the_catalogue_and_nowhere_else_in_the_source() -> None:
    # what is printed in documents and recognised in data is Vietnamese by nature
    allowed = {"text.py", "units.py", "decision.py", "appendix.py", "par.py", "criteria.py"}
    allowed |= {"leaders.py", "stated_unit.py"}
    allowed |= {"fonts.py", "doctor.py"}  # letters that a font or a console has to have
    allowed |= {"book.py", "entry.py", "points.py", "xlsform.py", "ballot.py"}  # forms to be filled in
    allowed |= {"asked.py", "answers.py", "guide.py", "leaves.py", "ranking.py", "results.py"}  # workbooks
    for path in PACKAGE.rglob("*.py"):
        if path.name in allowed or path.name == "messages.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        said = {
            id(inner)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Message"
            for inner in ast.walk(call)
        }
        for node in ast.walk(tree):
            if id(node) in said:
                continue
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
                assert not VIETNAMESE.search(node.value), f"{path.name}: {node.value}"


def test_the_language_is_vietnamese_unless_told_otherwise(
    sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "không có tệp này" in sipas("score", "a.xlsx").err
    assert "there is no such file" in sipas("score", "a.xlsx", "--lang", "en").err
    assert "there is no such file" in sipas("--lang=en", "score", "a.xlsx").err
    monkeypatch.setenv("SIPAS_LANG", "en")
    assert "there is no such file" in sipas("score", "a.xlsx").err
    assert "không có tệp này" in sipas("--lang", "vi", "score", "a.xlsx").err
    messages.use("")


SUBCOMMANDS = [f"criteria {name}" for name in ("list", "show", "check")]
SUBCOMMANDS += ["template check"]
SUBCOMMANDS += [f"sample {name}" for name in ("size", "allocate", "draw")]


@pytest.mark.parametrize("name", [*COMMANDS, *SUBCOMMANDS, ""])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_speaks_the_language_and_leaves_no_key_untranslated(
    sipas: Sipas, name: str, language: str
) -> None:
    result = sipas(*name.split(), "--help", "--lang", language)
    assert result.status == 0
    assert "help." not in result.out
    assert ("Cách dùng: sipas" if language == "vi" else "Usage: sipas") in result.out
    assert bool(VIETNAMESE.search(result.out)) == (language == "vi")


def test_every_command_shows_an_example_in_its_help(sipas: Sipas) -> None:
    for name in COMMANDS:
        assert f"sipas {name}" in sipas(name, "--help").out.partition("Ví dụ:")[2]
