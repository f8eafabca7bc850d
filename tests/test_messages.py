"""Everything a user can see is a message: in both languages, with the same blanks, which every use fills."""

import ast
import importlib
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Sipas, all_messages

from sipas_cli import messages
from sipas_cli.cli.program import COMMANDS
from sipas_cli.messages import FindingKind, Message

PACKAGE = Path(__file__).resolve().parents[1] / "sipas_cli"
VIETNAMESE = re.compile(
    "[ăâđêôơưạảãàáậẩẫầấặẳẵằắẹẻẽèéệểễềếịỉĩìíọỏõòóộổỗồốợởỡờớụủũùúựửữừứỵỷỹỳý]", re.IGNORECASE
)
#: What is said in both languages is made of these.
WORDED = ("Message", "FindingKind", "CommandHelp", "Subject")
#: What takes a message and fills it.
SPOKEN = ("say", "Remark", "Finding", "complain")


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


TREES = trees()


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def worded() -> Iterator[tuple[str, str, str]]:
    """(place, Vietnamese, English) of every message, wherever it stands."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) == "Message":
                texts = {own.arg: own.value for own in node.keywords}
                if all(isinstance(text, ast.Constant) for text in texts.values()):
                    vi, en = (ast.literal_eval(texts[lang]) for lang in ("vi", "en"))
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", vi, en


MESSAGES = list(worded())


@pytest.mark.parametrize(
    ("vietnamese", "english"), [own[1:] for own in MESSAGES], ids=[own[0] for own in MESSAGES]
)
def test_a_message_is_there_in_both_languages_with_the_same_blanks(vietnamese: str, english: str) -> None:
    assert vietnamese.strip()
    assert english.strip()
    assert blanks(vietnamese) == blanks(english)
    assert not VIETNAMESE.search(english)


#: What stands for values in English.
PLACE = re.compile(
    r"(?<![\w.-])(FILES?|DIR|PATH|DOCUMENT|COMMAND|YEAR|DATE|TEXT|NAME|UNIT|FACTOR|NUMBER)(?![\w.-])"
)


def test_no_vietnamese_sentence_has_a_placeholder_in_english() -> None:
    assert {name: vietnamese for name, vietnamese, _ in MESSAGES if PLACE.search(vietnamese)} == {}


def test_there_are_hundreds_of_messages() -> None:
    assert len(MESSAGES) > 1000


@pytest.mark.parametrize("name", all_messages())
def test_what_to_do_about_a_finding_is_a_sentence_of_its_own(name: str) -> None:
    kind = all_messages()[name]
    if isinstance(kind, FindingKind):
        assert kind.remedy.vi.endswith((".", "?"))
        assert not kind.problem.vi.endswith(".")


# --- uses ----------------------------------------------------------------------------------------


def defined() -> dict[tuple[str, str], Path]:
    """(module, name) of each message that has a name of its own."""
    names = {}
    for path, tree in TREES.items():
        for node in tree.body:
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and name_of(node.value) in WORDED
            ):
                names[module_of(path), ast.unparse(node.targets[0])] = path
    return names


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def aliases(tree: ast.Module) -> dict[str, str]:
    """Name in a module -> what was imported under it."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {own.asname or own.name: f"{node.module}.{own.name}" for own in node.names}
    return found


def used(path: Path, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(module, name) of each message that a module uses."""
    imported = aliases(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
            yield imported[node.value.id], node.attr
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            module, _, name = imported.get(node.id, f"{module_of(path)}.{node.id}").rpartition(".")
            yield module, name


def test_no_message_is_dead() -> None:
    alive = {use for path, tree in TREES.items() for use in used(path, tree)}
    templates = sorted((PACKAGE.parent / "templates").glob("report*.html"))
    template = "".join(path.read_text(encoding="utf-8") for path in templates)
    words = {name.upper() for name in re.findall(r"words\.(\w+)", template)}
    for module in ("report_words", "site_words"):
        alive |= {(f"sipas_cli.documents.{module}", name) for name in words}
    assert set(defined()) - alive == set()


def spoken(path: Path, tree: ast.Module) -> Iterator[tuple[str, Message | FindingKind, set[str]]]:
    """(place, message, names of what fills it) where all of it stands in the call."""
    imported = aliases(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        is_error = name_of(node).endswith("Error") and name_of(node) != "BadCellError"
        if name_of(node) not in SPOKEN and not is_error:
            continue
        message = node.args[0]
        if not isinstance(message, ast.Attribute) or not isinstance(message.value, ast.Name):
            continue
        module = imported.get(message.value.id, "")
        if not module.endswith("messages"):
            continue
        kinds = getattr(importlib.import_module(module), message.attr)
        given = {own.arg for own in node.keywords}
        mapping = next((own for own in node.args[1:] if isinstance(own, ast.Dict)), None)
        mapping = next((own.value for own in node.keywords if own.arg == "params"), mapping)
        if isinstance(mapping, ast.Dict) and all(isinstance(key, ast.Constant) for key in mapping.keys):
            given |= {ast.literal_eval(key) for key in mapping.keys if key}
        elif mapping is not None or len(node.args) > 1:
            continue  # what fills it was put together elsewhere
        if None not in given:
            yield f"{path.relative_to(PACKAGE)}:{node.lineno}", kinds, {str(name) for name in given}


SPOKEN_CALLS = [own for path, tree in TREES.items() for own in spoken(path, tree)]


def test_hundreds_of_calls_are_looked_at() -> None:
    assert len(SPOKEN_CALLS) > 300


@pytest.mark.parametrize(
    ("message", "given"), [own[1:] for own in SPOKEN_CALLS], ids=[own[0] for own in SPOKEN_CALLS]
)
def test_what_is_said_has_something_for_every_blank(message: Message | FindingKind, given: set[str]) -> None:
    sentences = (message.problem, message.remedy) if isinstance(message, FindingKind) else (message,)
    assert {name for sentence in sentences for name in blanks(sentence.vi)} - given == set()


def test_vietnamese_words_stand_in_messages_and_nowhere_else_in_the_source() -> None:
    # what is printed in documents and recognised in data is Vietnamese by nature
    allowed = {
        "spelling.py",
        "old_fonts.py",
        "days.py",
        "names.py",
        "units.py",
        "decision.py",
        "appendix.py",
        "par.py",
        "criteria.py",
    }
    allowed |= {"leaders.py", "stated_unit.py"}
    allowed |= {"phrases.py"}  # how the text of a decision is put
    allowed |= {"fonts.py", "doctor.py"}  # letters that a font or a console has to have
    for path in PACKAGE.rglob("*.py"):
        if path.name in allowed:
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
            if isinstance(call, ast.Call) and name_of(call) in ("Message", "alike")
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
SUBCOMMANDS += ["template check", "template fields"]
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


def test_the_commands_stand_in_the_help_in_the_order_in_which_a_survey_needs_them(sipas: Sipas) -> None:
    lines = sipas("--help").out.partition("Chuẩn bị:")[2].splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2:3].strip()]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


def test_help_is_a_command_too(sipas: Sipas) -> None:
    assert sipas("help").out == sipas("--help").out
    assert sipas("help", "rank").out == sipas("rank", "--help").out
    assert sipas("help", "ranks").status == 2


@pytest.mark.parametrize(("language", "name"), [("vi", "cải cách hành chính (PAR)"), ("en", "reform (PAR)")])
def test_the_first_help_names_both_indices(sipas: Sipas, language: str, name: str) -> None:
    text = " ".join(sipas("--lang", language).out.split())
    assert "(SIPAS)" in text
    assert name in text
