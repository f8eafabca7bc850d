"""Writes the table of rooms in CONTRIBUTING.md: each with the first sentence of its own docstring.

python tools/make_rooms.py
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sipas_cli"

#: The rooms from the top to the bottom: each imports only from those below it.
ROOMS = (
    "cli",
    "recount",
    "pipeline",
    "audit",
    "documents",
    "machine",
    "runs",
    "samples",
    "forms",
    "score",
    "tally",
    "intake",
    "sheets",
    "templating",
    "workbook",
    "workspace",
    "rules",
    "figures",
    "wording",
    "processes",
    "files",
    "findings",
    "model",
    "text",
    "errors",
    "messages",
)


def sentence(room: str) -> str:
    """What a room says of itself: the first paragraph of its docstring."""
    folder = PACKAGE / room
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split())


def table() -> str:
    """The rooms from the top to the bottom, as a table of Markdown."""
    names = ((room, f"{room}/" if (PACKAGE / room).is_dir() else f"{room}.py") for room in ROOMS)
    lines = [f"| `{name}` | {sentence(room)} |" for room, name in names]
    return "\n".join(["| room | what is in it |", "|---|---|", *lines]) + "\n"


def main() -> None:
    """Puts the table into the guide."""
    path = ROOT / "CONTRIBUTING.md"
    before, begin, rest = path.read_text(encoding="utf-8").partition("<!-- rooms -->\n")
    _, end, after = rest.partition("<!-- /rooms -->")
    path.write_text(f"{before}{begin}{table()}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
