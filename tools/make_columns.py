"""Writes the table of the figures of a unit in both references: their names, kind and meaning.

python tools/make_columns.py
"""

from collections.abc import Mapping
from pathlib import Path

from sipas_cli.figures import outputs, units
from sipas_cli.figures.figure import Figure
from sipas_cli.messages import say

ROOT = Path(__file__).resolve().parents[1]
#: Language -> the reference, and the heading of the table.
REFERENCES = {
    "en": ("docs/reference.md", "| meaning | kind | `standings.csv` | json | `compare` | `decision.yaml` |"),
    "vi": (
        "docs/reference.vi.md",
        "| ý nghĩa | loại | `standings.csv` | json | `compare` | `decision.yaml` |",
    ),
}
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->"
_AREA, _SOURCE = units.AREA_POINTS.figure("ID"), units.SOURCE_POINTS.figure("NAME")
_MOST_OF_AREA, _MOST_OF_SOURCE = units.AREA_MAXIMA.figure("ID"), units.SOURCE_MAXIMA.figure("NAME")
_FACTOR = units.FACTORS.figure("ID")

#: What each output calls its figures.
OUTPUTS: tuple[Mapping[str, Figure], ...] = (
    {
        **outputs.STANDINGS,
        **outputs.STANDINGS_HEADS,
        "factor:ID": _FACTOR,
        **outputs.STANDINGS_TOTAL,
        "points:area:ID": _AREA,
        "maximum:area:ID": _MOST_OF_AREA,
        "points:source:NAME": _SOURCE,
        "maximum:source:NAME": _MOST_OF_SOURCE,
        **outputs.STANDINGS_CLAIM,
        **outputs.PRECISION,
    },
    {
        **outputs.JSON,
        **outputs.JSON_HEADS,
        "factors.ID": _FACTOR,
        "kinds.NAME": units.of_kind({}, "NAME"),
        **outputs.JSON_TOTAL,
        "areas.ID.points": _AREA,
        "areas.ID.maximum": _MOST_OF_AREA,
        "sources.NAME.points": _SOURCE,
        "sources.NAME.maximum": _MOST_OF_SOURCE,
        **outputs.JSON_CLAIM,
        **outputs.PRECISION,
    },
    {**outputs.COMPARISON_CSV, **outputs.COMPARISON_JSON},
    {**outputs.DECISION, "area:ID": _AREA, "source:NAME": _SOURCE},
)


def table(language: str) -> str:
    """A row for each figure, as Markdown."""
    figures = {figure.meaning: figure for names in OUTPUTS for figure in names.values()}
    heading = REFERENCES[language][1]
    rows = [_row(figure, language) for figure in figures.values()]
    return "\n".join([heading, "|---|---|---|---|---|---|", *rows]) + "\n"


def _row(figure: Figure, language: str) -> str:
    words = [say(figure.meaning, lang=language), say(figure.kind.sentence, lang=language)]
    return f"| {' | '.join([*words, *(_names(figure, output) for output in OUTPUTS)])} |"


def _names(figure: Figure, output: Mapping[str, Figure]) -> str:
    """What an output calls a figure."""
    names = (name for name, other in output.items() if other.meaning == figure.meaning)
    return ", ".join(f"`{name}`" for name in names)


def main() -> None:
    """Puts the table into both references."""
    for language, (name, _) in REFERENCES.items():
        path = ROOT / name
        before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        path.write_text(f"{before}{begin}{table(language)}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
