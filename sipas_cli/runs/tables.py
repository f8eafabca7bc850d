"""The files within the folder of a run: its standings, scores, points and findings, written and read.

The names of their columns are a format that offices build on: they stay as they are.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sipas_cli.figures import outputs
from sipas_cli.figures.figure import Figure
from sipas_cli.figures.lines import Line as FigureLine
from sipas_cli.figures.lines import Surety, lines_of
from sipas_cli.figures.printing import csv_value
from sipas_cli.files import as_typed, csv_bytes
from sipas_cli.findings import CellFindings, Findings
from sipas_cli.model import (
    APPRAISED,
    CLAIMED,
    NO_POINTS,
    Achieved,
    Claim,
    Finding,
    Group,
    GroupStandings,
    Scores,
    Share,
    Standing,
    Standings,
    TypedCell,
    Unit,
)
from sipas_cli.text.numbers import decimal_text, decimal_value
from sipas_cli.wording import problem, remedy

if TYPE_CHECKING:  # a stored run is shown without rules
    from sipas_cli.rules.judging import Rounding
    from sipas_cli.score.par import Line

T = TypeVar("T")
#: The sizes of what was drawn from, where they are known.
POPULATION_PART = "population.csv"


def json_bytes(value: Any) -> bytes:
    """A value as json, the same bytes each time."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def figure_text(score: Fraction | None, decimals: int) -> str | None:
    """A score as printed, None where there is none."""
    if score is None:
        return None
    return decimal_text(score, decimals)


# --- writing ----------------------------------------------------------------------------------------


def standings_csv(ranking: Standings, *, bom: bool, sureties: Mapping[str, Surety] | None = None) -> bytes:
    """One line for each unit, in the order of the tables; scores as printed. Columns that no unit has
    anything in, such as the points of the PAR index, are left out; those of `sureties`, by the id of the
    unit, stand where these were asked for."""
    lines = [line for group in ranking.groups for line in lines_of(ranking, group, None, sureties)]
    columns = outputs.standings_columns(lines)
    if sureties is not None:
        columns |= outputs.PRECISION
    return csv_bytes(list(columns), csv_rows(columns.values(), lines), bom=bom)


def csv_rows(figures: Collection[Figure], lines: Iterable[FigureLine]) -> list[list[str | int | None]]:
    """The figures of some lines as cells of a csv."""
    rows = []
    for line in lines:
        rows.append([csv_value(figure, line) for figure in figures])
    return rows


def scores_csv(scores: Scores, rounding: "Rounding") -> bytes:
    """Every score of every unit, exact and as printed."""
    from sipas_cli.score.rank import printed

    @cache  # many criteria of small units have the same score
    def figures(numerator: int | None, denominator: int | None) -> tuple[int | None, int | None, str | None]:
        if numerator is None:
            return None, None, None
        text = figure_text(printed(Fraction(numerator, denominator), rounding), rounding.decimals)
        return numerator, denominator, text

    rows: list[list[Any]] = []
    for unit, score in {**scores.units, "": scores.overall}.items():
        rows.append([unit, "index", "", *figures(*_exact(score.index)), score.ballots])
        levels = {"factor": score.factors, "criterion": score.criteria, "kind": score.kinds}
        for level, values in levels.items():
            for name, value in values.items():
                rows.append([unit, level, name, *figures(*_exact(value)), None])
    # a fraction in one cell, 25/3, would be a day in March to Excel
    header = ["unit_id", "level", "id", "exact_numerator", "exact_denominator", "score_pct", "ballots"]
    return csv_bytes(header, rows, bom=True)


def _exact(value: Fraction | None) -> tuple[int | None, int | None]:
    """Numerator and denominator."""
    if value is None:
        return (None, None)
    return value.as_integer_ratio()


#: (unit, part of the tree, role) -> the cell that its points were typed in.
TypedCells = Mapping[tuple[str, str, str], TypedCell]
#: What is told of a cell, in the order of TypedCell.
_TYPED_COLUMNS = ("typed", "file", "sheet", "cell")
#: Role of points -> what the columns of points.csv that tell where they were typed begin with.
_TYPED = {APPRAISED: "", CLAIMED: "self_"}
_NO_CELL = TypedCell("", "", "", "")


def points_csv(lines: Iterable["Line"], typed: TypedCells) -> bytes:
    """Every leaf of every unit: what was claimed, what counts, exact and with how much they differ, and the
    cells that it was taken from."""
    rows = []
    for line in lines:
        cells = [astuple(typed.get((line.unit, line.part, role), _NO_CELL)) for role in _TYPED]
        place = [line.unit, line.part, line.source]
        points = [_decimal(line.maximum), _decimal(line.claimed), *_exact(line.points)]
        rows.append([*place, *points, _decimal(_difference(line)), int(line.applies), *chain(*cells)])
    header = ["unit_id", "part", "source", "maximum", "self_assessed"]
    header += ["points_numerator", "points_denominator", "difference", "applies"]
    places = [f"{start}{name}" for start in _TYPED.values() for name in _TYPED_COLUMNS]
    return csv_bytes([*header, *places], rows, bom=True)


def _difference(line: "Line") -> Fraction | None:
    """How much more was claimed than counts."""
    if line.claimed is None or line.points is None:
        return None
    return line.claimed - line.points


def _decimal(value: Fraction | None) -> str | None:
    """Points as typed: they have a finite number of digits, other than what is folded in."""
    if value is None:
        return None
    return f"{Decimal(value.numerator) / value.denominator:f}"


def findings_csv(findings: Sequence[Finding], *, bom: bool = True) -> bytes:
    """Every finding with its place; always in Vietnamese, as the file is kept with the run."""
    header = ["code", "file", "sheet", "cell", "problem", "what_to_do"]
    return csv_bytes(header, chain.from_iterable(map(_finding_rows, Findings(findings).parts)), bom=bom)


def _finding_rows(findings: CellFindings | Sequence[Finding]) -> Iterator[list[str]]:
    if not isinstance(findings, CellFindings):
        yield from ([f.code, f.file, f.sheet, f.cell, problem(f, "vi"), remedy(f, "vi")] for f in findings)
        return
    said = [Finding(kind, params=params) for kind, params in findings.sayings]
    words = [(f.code, problem(f, "vi"), remedy(f, "vi")) for f in said]
    for cell, saying in findings.cells():
        code, *sentences = words[saying]
        yield [code, findings.file, findings.sheet, cell, *sentences]


def population_files(sizes: Mapping[str, Mapping[str, int]]) -> dict[str, bytes]:
    """How many people were drawn from, as it is kept with a run: unit -> stratum -> people; no file of
    nothing."""
    rows: list[list[str | int | None]] = []
    for unit, of_unit in sorted(sizes.items()):
        rows += [[unit, stratum, number] for stratum, number in sorted(of_unit.items())]
    if not rows:
        return {}
    return {POPULATION_PART: csv_bytes(["unit_id", "stratum", "population"], rows, bom=True)}


# --- reading ----------------------------------------------------------------------------------------


def read_standings(run: Path, manifest: Mapping[str, Any]) -> Standings:
    """The standings in the folder of a run; means and the like stand in its manifest."""
    groups: dict[Group, list[Standing]] = {}
    for row in _rows(run / "standings.csv"):
        group = Group(row["group"], row["group_name"])
        groups.setdefault(group, []).append(_read_standing(row))
    means = _fractions(manifest["means"])
    factors = {group: _fractions(texts) for group, texts in manifest["factor_means"].items()}
    return Standings(
        groups=tuple(
            GroupStandings(group, means[group.id], tuple(lines), factors.get(group.id, {}))
            for group, lines in groups.items()
        ),
        overall=_fraction(manifest["overall"]),
        decimals=manifest["decimals"],
        minimum_ballots=manifest["minimum_ballots"],
        bands=tuple(manifest["bands"]) or _bands(groups),
        overall_kind=str(manifest["overall_kind"]),
    )


def _bands(groups: Mapping[Group, Sequence[Standing]]) -> tuple[str, ...]:
    """The bands that units are in, where the manifest does not list all that there are."""
    return tuple(dict.fromkeys(line.band for lines in groups.values() for line in lines if line.band))


def _read_standing(row: Mapping[str, str]) -> Standing:
    return Standing(
        unit=Unit(row["unit_id"], row["unit"], row["group"], head=row.get("head", "")),
        rank=int(row["rank"]) if row["rank"] else None,
        tied=row["tied"] == "1",
        score=_fraction(row["score_pct"]),
        band=row["band"],
        ballots=int(row["ballots"]),
        factors={name: _fraction(value) for name, value in _columns(row, outputs.FACTOR).items()},
        note=row["note"],
        reason=row["reason"],
        achieved=_read_achieved(row),
        head_class=row.get("head_class", ""),
    )


def _read_achieved(row: Mapping[str, str]) -> Achieved | None:
    maxima = _columns(row, outputs.MAXIMUM)
    shares = {
        name: Share(Fraction(row[f"{outputs.POINTS}{name}"]), Fraction(maximum))
        for name, maximum in maxima.items()
        if maximum
    }
    if not shares:
        return None
    return Achieved(
        total=shares.get("total", NO_POINTS),
        areas=_columns(shares, outputs.AREA),
        sources=_columns(shares, outputs.SOURCE),
        claimed=_read_claim(row),
    )


def _read_claim(row: Mapping[str, str]) -> Claim | None:
    if not row.get(outputs.SELF_ASSESSED):
        return None
    return Claim(Fraction(row[outputs.SELF_ASSESSED]), Fraction(row[outputs.APPRAISED_OF_SAME]))


def _columns(row: Mapping[str, T], start: str) -> dict[str, T]:
    """The columns whose names begin with `start`, without it."""
    return {key.removeprefix(start): value for key, value in row.items() if key.startswith(start)}


def printed_scores(run: Path, level: str) -> dict[tuple[str, str], Fraction]:
    """`exact_scores`, as they were printed."""
    rows = (row for row in _rows(run / "scores.csv") if row["level"] == level)
    return {(row["unit_id"], row["id"]): Fraction(row["score_pct"]) for row in rows if row["score_pct"]}


def exact_scores(run: Path) -> dict[str, dict[tuple[str, str], Fraction]]:
    """The exact scores in the folder of a run: level -> (unit id, id on that level) -> percent. A published
    table that was imported has only what it printed."""
    levels: dict[str, dict[tuple[str, str], Fraction]] = defaultdict(dict)
    for row in _rows(run / "scores.csv"):
        score = _read_exact(row, "exact_")
        if score is not None:
            levels[row["level"]][row["unit_id"], row["id"]] = score
    return levels


def read_findings(run: Path) -> list[dict[str, str]]:
    """The findings in the folder of a run, a row each."""
    return list(_rows(run / "findings.csv"))


def unit_order(run: Path) -> list[str]:
    """The ids of the units that a run has scores of, in the order of its register."""
    return [row["unit_id"] for row in _rows(run / "scores.csv") if row["level"] == "index" and row["unit_id"]]


def read_population(run: Path) -> dict[str, dict[str, int]]:
    """Unit -> stratum -> people that were drawn from; nothing where a run was stored without."""
    if not (run / POPULATION_PART).exists():
        return {}
    return population_in((run / POPULATION_PART).read_bytes())


def population_in(content: bytes) -> dict[str, dict[str, int]]:
    """What `population_files` wrote: unit -> stratum -> people."""
    sizes: dict[str, dict[str, int]] = {}
    for row in rows_of(content):
        sizes.setdefault(row["unit_id"], {})[row["stratum"]] = int(row["population"])
    return sizes


def read_points(run: Path) -> list["Line"]:
    """The leaves of a stored PAR run, as `points_csv` wrote them."""
    from sipas_cli.score.par import Line

    return [
        Line(
            unit=row["unit_id"],
            part=row["part"],
            source=row["source"],
            maximum=Fraction(row["maximum"]),
            claimed=_fraction(row["self_assessed"]),
            points=_read_exact(row, "points_"),
            applies=row["applies"] == "1",
        )
        for row in _rows(run / "points.csv")
    ]


def read_typed(run: Path) -> TypedCells:
    """The cells that the points of a stored PAR run were typed in; none of a run of before version 0.4."""
    typed = {}
    for row in _rows(run / "points.csv"):
        for role, start in _TYPED.items():
            cell = TypedCell(*(row.get(f"{start}{name}", "") for name in _TYPED_COLUMNS))
            if cell.cell:
                typed[row["unit_id"], row["part"], role] = cell
    return typed


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return rows_of(path.read_bytes())


def rows_of(content: bytes) -> Iterator[dict[str, str]]:
    """The rows of one of our files as they were before they were made harmless. Raises ValueError for a row
    that ends before the columns do."""
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    header = next(reader, [])
    harmless = b"'" not in content  # then no cell was changed
    for row in reader:
        if row and len(row) < len(header):
            raise ValueError("a row that is too short")
        if row:
            yield dict(zip(header, row if harmless else map(as_typed, row), strict=False))


def _read_exact(row: Mapping[str, str], start: str) -> Fraction | None:
    """What `_exact` wrote into two columns."""
    numerator, denominator = row[f"{start}numerator"], row[f"{start}denominator"]
    if not numerator:
        return None
    return Fraction(int(numerator), int(denominator))


def _fractions(texts: Mapping[str, str | None]) -> dict[str, Fraction | None]:
    return {name: _fraction(text) for name, text in texts.items()}


def _fraction(text: str | None) -> Fraction | None:
    if text:
        return decimal_value(text)
    return None
