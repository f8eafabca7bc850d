"""The documents name all that the program has: every key of a file, every command, every finding."""

import importlib
import re
from functools import cache
from itertools import takewhile
from pathlib import Path

import make_columns
import pytest

from sipas_cli.cli.program import COMMANDS
from sipas_cli.messages import FindingKind
from sipas_cli.rules.gate import Model
from sipas_cli.workspace.decision import COLUMN_FIELDS
from tests.conftest import ROOT, Sipas, all_messages

REFERENCES = ("docs/reference.md", "docs/reference.vi.md")
READMES = ("README.md", "README.vi.md")
EXAMPLES = ("examples/README.md", "examples/README.vi.md")
#: The pages that a README leads to, in its own language.
PAGES = {
    readme: [
        f"docs/{page}{readme.removeprefix('README')}"
        for page in (
            "sipas",
            "par",
            "years",
            "documents",
            "contested",
            "tallies",
            "scale",
            "unattended",
            "limits",
        )
    ]
    for readme in READMES
}
MODELS = {
    name: model
    for folder in ("rules", "workspace")
    for path in (ROOT / "sipas_cli" / folder).glob("[a-z]*.py")
    if path.stem != "words"  # no file of a user: the words by which tables are recognised
    for module in [importlib.import_module(f"sipas_cli.{folder}.{path.stem}")]
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, Model) and model.__module__ == module.__name__
}
MARK = re.compile(r"<!-- keys: (.+) -->")
CODE = re.compile(r"`([^`]+)`")


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def own_keys(model: type[Model]) -> set[str]:
    """The keys of a model as they are written in a file, without those of the models it is made from."""
    inherited = {name for base in model.__bases__ for name in getattr(base, "model_fields", {})}
    fields = model.model_fields.items()
    return {field.alias or name for name, field in fields if name not in inherited}


def tables(reference: str) -> list[tuple[list[str], list[str]]]:
    """(models, first cell of each row) of the table below each mark `<!-- keys: ... -->`."""
    lines = text(reference).splitlines()
    found = []
    for number, line in enumerate(lines):
        if mark := MARK.fullmatch(line):
            rows = takewhile(lambda row: row.startswith("|"), lines[number + 1 :])
            found.append((mark[1].split(), [row.split("|")[1] for row in rows][2:]))
    return found


def named(cells: list[str]) -> set[str]:
    """Every part of every key: `rounding.mode` names `rounding` and `mode`, `.mode` only the latter."""
    return {part for cell in cells for key in CODE.findall(cell) for part in key.strip(".").split(".")}


@pytest.mark.parametrize("reference", REFERENCES)
def test_the_reference_names_every_key_of_every_file(reference: str) -> None:
    keys = {model: named(cells) for models, cells in tables(reference) for model in models}
    missing = {name: sorted(own_keys(model) - keys.get(name, set())) for name, model in MODELS.items()}
    assert {name: lost for name, lost in missing.items() if lost} == {}


@pytest.mark.parametrize("reference", REFERENCES)
def test_the_reference_names_no_key_that_is_not_there(reference: str) -> None:
    for models, cells in tables(reference):
        known = {key for model in models for key in own_keys(MODELS[model])}
        assert named([cell for cell in cells if "**" not in cell]) - known == set(), models


@pytest.mark.parametrize("reference", REFERENCES)
def test_the_reference_names_every_finding_and_every_column(reference: str) -> None:
    codes = {kind.code for kind in all_messages().values() if isinstance(kind, FindingKind)}
    written = set(CODE.findall(text(reference)))
    assert (codes | set(COLUMN_FIELDS)) - written == set()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_reference_has_the_figures_as_their_records_say(language: str) -> None:
    written = text(make_columns.REFERENCES[language][0])
    begin, end = make_columns.BEGIN, make_columns.END
    between = written.partition(begin)[2].partition(end)[0]
    assert between == make_columns.table(language), "python tools/make_columns.py"


def test_both_languages_have_the_same_tables() -> None:
    english, vietnamese = (
        [(models, sorted(named(cells))) for models, cells in tables(reference)] for reference in REFERENCES
    )
    assert english == vietnamese


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_and_its_pages_show_every_command(readme: str) -> None:
    shown = "\n".join(map(text, (readme, *PAGES[readme])))
    assert [name for name in COMMANDS if not re.search(rf"\bsipas {name}\b", shown)] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_is_short_and_leads_to_every_page(readme: str) -> None:
    assert len(text(readme).splitlines()) <= 80
    assert [page for page in PAGES[readme] if f"]({page})" not in text(readme)] == []


@pytest.mark.parametrize(
    "document",
    [
        *READMES,
        *REFERENCES,
        *PAGES["README.md"],
        *PAGES["README.vi.md"],
        *EXAMPLES,
        "docs/decisions.md",
        "docs/architecture.md",
    ],
)
def test_what_a_document_links_to_is_there(document: str) -> None:
    folder = (ROOT / document).parent
    targets = [target.partition("#") for target in re.findall(r"\]\(([^):]+)\)", text(document))]
    assert [path for path, _, _ in targets if path and not (folder / path).exists()] == []
    anchors = set(re.findall(r'<a id="([^"]+)"', text(document)))
    anchors |= {
        re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-")
        for h in re.findall(r"(?m)^#+ (.+)$", text(document))
    }
    assert [anchor for path, _, anchor in targets if not path and anchor not in anchors] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_criteria_of_the_pages_hold_together(readme: str, tmp_path: Path, sipas: Sipas) -> None:
    files = re.findall(
        r"```yaml\n(# yaml-language-server.+?)```", "\n".join(map(text, PAGES[readme])), re.DOTALL
    )
    paths = [tmp_path / f"{number}.yaml" for number in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_text(content, encoding="utf-8")
    assert len(files) == 2
    assert sipas("criteria", "check", *paths).status == 0
