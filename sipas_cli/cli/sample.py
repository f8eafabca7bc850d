"""`sipas sample size / allocate / draw`: how many to ask, in which strata, and whom."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sipas_cli.cli import command_help, messages, option_help, subcommand_help
from sipas_cli.cli.inputs import reading_all, show_findings, sizes
from sipas_cli.cli.options import PATH, Group, Option, help_alone
from sipas_cli.cli.output import (
    CSV,
    as_json,
    chosen_format,
    emit,
    emit_csv,
    number,
    output_options,
    show,
)
from sipas_cli.cli.progress import progress
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell
from sipas_cli.cli.terminal import Table
from sipas_cli.documents import messages as documents_messages
from sipas_cli.errors import DataError
from sipas_cli.figures import messages as figures_messages
from sipas_cli.files import csv_bytes
from sipas_cli.messages import say
from sipas_cli.model import Finding
from sipas_cli.samples import messages as samples_messages
from sipas_cli.text.numbers import decimal_text

if TYPE_CHECKING:
    from sipas_cli.samples.drawing import Drawing
    from sipas_cli.samples.lists import Transactions
    from sipas_cli.samples.sampling import By, Formula, How, Key, Method, Stratum
    from sipas_cli.samples.strata import Found

_BY, _LIST_BY = ("service", "unit", "divided"), ("service", "unit")
_HOW = ("proportional", "equal")


@click.group("sample", cls=Group, words=command_help.SAMPLE, invoke_without_command=True)
def command() -> None:
    """Samples: shows its help where no command of it was named."""
    help_alone()


# --- options -------------------------------------------------------------------------------------


def _decimal(low: str, high: str) -> Callable[..., Fraction | None]:
    """Reads a number with a point or a comma, exactly as typed, within two bounds."""

    def read(_: click.Context, param: click.Parameter, value: str | None) -> Fraction | None:
        if value is None:
            return None
        typed = value.strip().replace(",", ".")
        plain = re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,6})?", typed)
        if plain and Fraction(low) <= Fraction(typed) <= Fraction(high):
            return Fraction(typed)
        raise UsageFaultError(messages.USAGE_DECIMAL, name="/".join(param.opts), low=low, high=high)

    return read


def _options(*options: Callable[..., Any]) -> Callable[..., Any]:
    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return add


_FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH)
_COUNT = click.IntRange(0, 1_000_000)
_FORMULA = _options(
    click.option("--method", type=click.Choice(["yamane", "cochran"]), cls=Option, words=option_help.METHOD),
    click.option(
        "--error", metavar="PCT", callback=_decimal("0.1", "50"), cls=Option, words=option_help.ERROR
    ),
    click.option("--confidence", type=click.Choice(["90", "95", "99"]), cls=Option, words=option_help.Z),
    click.option("--p", metavar="P", callback=_decimal("0.01", "0.99"), cls=Option, words=option_help.P),
    click.option("--by", type=click.Choice(_BY), cls=Option, words=option_help.BY),
)
_MINIMUM = click.option("--minimum", metavar="K", type=_COUNT, cls=Option, words=option_help.MINIMUM)
_UNIT = click.option("--unit-column", metavar="HEADER", cls=Option, words=option_help.UNIT_COLUMN)
_SERVICE = click.option("--service-column", metavar="HEADER", cls=Option, words=option_help.SERVICE_COLUMN)
_NUMBER = click.option("--number-column", metavar="HEADER", cls=Option, words=option_help.NUMBER_COLUMN)
_ID = click.option("--id-column", metavar="HEADER", cls=Option, words=option_help.ID_COLUMN)
_HOW_OPTION = click.option("--how", type=click.Choice(_HOW), cls=Option, words=option_help.HOW)
_ISSUED_OPTION = click.option("--issued", is_flag=True, cls=Option, words=option_help.ISSUED)


def _formula(
    method: "Method | None", error: Fraction | None, confidence: str | None, p: Fraction | None
) -> "Formula":
    """The formula; what only the other one has is refused, as it would change nothing."""
    from sipas_cli.samples.sampling import Formula

    if method != "cochran" and (confidence or p):
        raise UsageFaultError(messages.SAMPLE_COCHRAN_ONLY)
    usual = Formula()
    return Formula(
        method or usual.method,
        error or usual.error_pct,
        int(confidence or usual.confidence),
        p or usual.p,
    )


def _named(**headers: str | None) -> dict[str, str]:
    return {role: header for role, header in headers.items() if header}


# --- size and allocate ---------------------------------------------------------------------------


@command.command("size", words=subcommand_help.SAMPLE_SIZE)
@_FILES
@_FORMULA
@_MINIMUM
@_options(_UNIT, _SERVICE, _NUMBER)
@output_options
def size(
    files: tuple[Path, ...],
    method: "Method | None",
    error: Fraction | None,
    confidence: str | None,
    p: Fraction | None,
    by: "By | None",
    minimum: int | None,
    unit_column: str | None,
    service_column: str | None,
    number_column: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """The size of each stratum by a formula."""
    from sipas_cli.samples.sampling import with_sizes

    form = chosen_format(form, out)
    formula = _formula(method, error, confidence, p)
    columns = _named(unit=unit_column, service=service_column, transactions=number_column)
    strata = with_sizes(_population(files, columns), formula, by=by or "service", minimum=minimum or 0)
    _show_strata(strata, formula.describe() | {"by": by or "service", "minimum": minimum or 0}, form, out)


@command.command("allocate", words=subcommand_help.SAMPLE_ALLOCATE)
@_FILES
@click.option(
    "--n", "wanted", metavar="N", type=click.IntRange(1), required=True, cls=Option, words=option_help.TOTAL
)
@_HOW_OPTION
@click.option("--by", type=click.Choice(_LIST_BY), cls=Option, words=option_help.BY_ALLOCATE)
@_MINIMUM
@_options(_UNIT, _SERVICE, _NUMBER)
@_ISSUED_OPTION
@output_options
def allocate_(
    files: tuple[Path, ...],
    wanted: int,
    how: "How | None",
    by: "By | None",
    minimum: int | None,
    unit_column: str | None,
    service_column: str | None,
    number_column: str | None,
    issued: bool,
    form: str | None,
    out: str | None,
) -> None:
    """A given total divided among the strata."""
    form = chosen_format(form, out)
    columns = _named(unit=unit_column, service=service_column, transactions=number_column)
    strata, description = _allocated(_population(files, columns), wanted, how, by, minimum)
    rows = _issued_rows(strata) if issued else None
    _show_strata(strata, description, form, out)
    _write_issued(rows)


def _allocated(
    strata: "list[Stratum]", wanted: int, how: "How | None", by: "By | None", minimum: int | None
) -> "tuple[list[Stratum], dict[str, Any]]":
    """The strata with their parts of the total, and in the words of the log how it was divided."""
    from sipas_cli.samples.sampling import allocate, of_units

    manner, least = how or "proportional", 1 if minimum is None else minimum
    chosen = of_units(strata) if by == "unit" else strata
    description = {"method": manner, "total": wanted, "by": by or "service", "minimum": least}
    return allocate(chosen, wanted, how=manner, minimum=least), description


def _population(files: Sequence[Path], columns: Mapping[str, str]) -> "list[Stratum]":
    from sipas_cli.samples.numbers import population

    return population(_numbers(files, "transactions", columns)[1])


def _numbers(
    files: Sequence[Path], what: str, columns: Mapping[str, str] | None = None
) -> "tuple[Found, dict[Key, tuple[str, int]]]":
    """A table of numbers; with errors in it, they are listed and it is refused."""
    with reading_all(files) as sources, progress(partial(sizes, files)) as advance:
        from sipas_cli.samples.numbers import read_numbers

        sheets, numbers = read_numbers(
            sources, session().workspace, what=what, columns=columns, progress=advance
        )
    _say(sheets)
    return sheets, numbers


def _say(sheets: "Found") -> None:
    tell(sheets.remarks)
    show_findings(sheets.errors, full_list=say(messages.SAMPLE_MORE), refused=True)
    sheets.refuse()


def _show_strata(
    strata: "Sequence[Stratum]", description: Mapping[str, Any], form: str, out: str | None
) -> None:
    from sipas_cli.samples.drawing import entry, total

    if form == "json":
        emit(
            as_json({**description, "strata": [entry(s) for s in strata], "total": entry(total(strata))}), out
        )
    elif form in CSV:
        header = ("unit", "service", "transactions", "sample", "share_pct")
        emit_csv(csv_bytes(header, [_csv_row(stratum) for stratum in strata], bom=False), form, out)
    else:
        show([_table(strata, total(strata))], form, out)


def _csv_row(stratum: "Stratum") -> list[str | int]:
    share = "" if stratum.share_pct is None else decimal_text(stratum.share_pct, 2)
    return [stratum.unit, stratum.service, stratum.transactions, stratum.sample, share]


def _table(strata: "Sequence[Stratum]", total: "Stratum", reserves: Sequence[int] = ()) -> Table:
    """The strata with their total as the last row; services and reserves where there are any."""
    services = any(stratum.service for stratum in strata)
    heads = [(figures_messages.UNIT, False), *([(messages.SERVICE, False)] if services else [])]
    heads += [(messages.TRANSACTIONS, True), (messages.SAMPLE, True), (documents_messages.SHARE, True)]
    columns = [(say(key), numbers) for key, numbers in heads]
    rows = []
    for stratum, name in [*((s, s.unit) for s in strata), (total, say(messages.SUM))]:
        shown = [str(stratum.transactions), str(stratum.sample), number(stratum.share_pct, 2)]
        rows.append([name, *([stratum.service] if services else []), *shown])
    if reserves:
        columns.append((say(samples_messages.DRAW_RESERVE), True))
        rows = [[*row, str(reserve)] for row, reserve in zip(rows, reserves, strict=True)]
    return Table("", columns, rows)


# --- issued ballots ------------------------------------------------------------------------------


def _issued_rows(strata: "Sequence[Stratum]") -> list[tuple[str, str, int]]:
    """What `issued.csv` will hold; nothing is written yet, as it may be refused."""
    from sipas_cli.samples import issued
    from sipas_cli.workspace.workspace import ISSUED

    workspace = session().workspace
    path = workspace.folder / ISSUED
    former = _numbers([path], "issued")[1] if path.exists() else {}
    rows, replaced = issued.merged(former, strata, province=workspace.province)
    if replaced:
        remarks([say(messages.ISSUED_REPLACED, count=replaced)])
    return rows


def _write_issued(rows: Sequence[tuple[str, str, int]] | None) -> None:
    from sipas_cli.samples import issued

    if rows is not None:
        remarks([say(messages.ISSUED, path=issued.write(session().workspace, rows))])


# --- draw ----------------------------------------------------------------------------------------


@command.command("draw", words=subcommand_help.SAMPLE_DRAW)
@_FILES
@click.option("--seed", metavar="TEXT", required=True, cls=Option, words=option_help.SEED)
@click.option("--sizes", metavar="FILE", type=PATH, cls=Option, words=option_help.SIZES)
@click.option("--n", "wanted", metavar="N", type=click.IntRange(1), cls=Option, words=option_help.N_DRAW)
@_HOW_OPTION
@_FORMULA
@_MINIMUM
@click.option(
    "--reserve",
    metavar="PCT",
    callback=_decimal("0", "500"),
    default="0",
    cls=Option,
    words=option_help.RESERVE,
)
@_options(_UNIT, _SERVICE, _ID)
@_ISSUED_OPTION
@click.option("-o", "out", metavar="FILE", required=True, cls=Option, words=option_help.O_DRAW)
def draw_(
    files: tuple[Path, ...],
    seed: str,
    reserve: Fraction,
    unit_column: str | None,
    service_column: str | None,
    id_column: str | None,
    issued: bool,
    out: str,
    **sizes: Any,
) -> None:
    """Draws, writes the rows and the log, shows the counts."""
    _refuse_two_plans(sizes)
    seed, path = _seed(seed), _rows_path(out, [*files, *([sizes["sizes"]] if sizes["sizes"] else [])])
    columns = _named(unit=unit_column, service=service_column, id=id_column)
    drawing = _draw(_listed(files, columns), seed, reserve, sizes)
    rows = _issued_rows(drawing.strata) if issued else None
    _write_drawing(drawing, path)
    _write_issued(rows)
    _show_counts(drawing)


def _seed(typed: str) -> str:
    from sipas_cli.text.spelling import nfc

    if not nfc(typed):
        raise UsageFaultError(messages.USAGE_VALUE, where="sipas sample draw", name="--seed")
    return nfc(typed)


def _rows_path(out: str, files: Sequence[Path]) -> Path:
    """Where the rows go: into a file, as they are about persons, and never into one that is read."""
    from sipas_cli.documents.selection import FORMATS
    from sipas_cli.workspace.workspace import ISSUED

    path = Path(out)
    if path.suffix.lower() not in FORMATS:
        raise UsageFaultError(messages.SAMPLE_ROWS_FILE, name=out, formats=", ".join(FORMATS))
    used = [*files, *(session().folder / file for file in (*files, Path(ISSUED)))]
    if path.resolve() in [file.resolve() for file in used]:
        raise UsageFaultError(messages.SAMPLE_ROWS_ONTO_LIST, name=out)
    return path


def _refuse_two_plans(sizes: Mapping[str, Any]) -> None:
    """Refuses options that another one would make idle."""
    formula = ("method", "error", "confidence", "p")
    idle = {
        "--sizes": (sizes["sizes"], ("wanted", "how", *formula, "by", "minimum")),
        "--n": (sizes["wanted"], formula),
    }
    for option, (value, others) in idle.items():
        if value is not None and (other := next((o for o in others if sizes[o] is not None), None)):
            name = "--n" if other == "wanted" else f"--{other}"
            raise UsageFaultError(messages.SAMPLE_TWO_PLANS, first=option, second=name)
    if sizes["how"] is not None and sizes["wanted"] is None:
        raise UsageFaultError(messages.USAGE_MISSING, where="sipas sample draw", name="--n")
    if sizes["by"] == "divided" and sizes["wanted"] is not None:
        raise UsageFaultError(messages.SAMPLE_TWO_PLANS, first="--n", second="--by divided")


def _listed(files: Sequence[Path], columns: Mapping[str, str]) -> "Transactions":
    with reading_all(files) as sources, progress(partial(sizes, files)) as advance:
        from sipas_cli.samples.lists import read_list

        listed = read_list(sources, session().workspace, columns=columns, progress=advance)
    _say(listed.found)
    _show(listed.found.warnings)
    sentences = [say(messages.SAMPLE_LISTED, rows=listed.rows, repeated=listed.doubled)]
    if listed.id_headers:
        sentences.append(say(messages.SAMPLE_ID, headers=", ".join(listed.id_headers)))
    if listed.without_id or not listed.id_headers:
        rows = listed.without_id if listed.id_headers else listed.rows
        sentences.append(say(messages.SAMPLE_NO_ID, rows=rows))
    remarks(sentences)
    return listed


def _show(findings: Sequence[Finding]) -> None:
    show_findings(findings, full_list=say(messages.SAMPLE_MORE))


def _draw(listed: "Transactions", seed: str, reserve_pct: Fraction, sizes: Mapping[str, Any]) -> "Drawing":
    from sipas_cli.samples.drawing import draw_from

    strata, description = _planned(listed, sizes)
    if not any(stratum.sample for stratum in strata):
        raise DataError(messages.SAMPLE_NOTHING, where=", ".join(listed.found.digests))
    return draw_from(listed, strata, seed=seed, reserve_pct=reserve_pct, sizes=description)


def _planned(listed: "Transactions", sizes: Mapping[str, Any]) -> "tuple[list[Stratum], dict[str, Any]]":
    """The strata of the list with their sizes: from a file, from a total, or by the formula."""
    from sipas_cli.samples import drawing
    from sipas_cli.samples.sampling import with_sizes

    if sizes["sizes"] is not None:
        sheets, numbers = _numbers([sizes["sizes"]], "sample")
        strata, findings = drawing.fitted(listed, numbers)
        _show(findings)
        return strata, {"method": "file", "files": sheets.digests}
    by: By = sizes["by"] or "service"
    minimum = sizes["minimum"]
    population = drawing.population(listed, by_unit=by == "unit")
    if sizes["wanted"] is not None:
        return _allocated(population, sizes["wanted"], sizes["how"], by, minimum)
    formula = _formula(sizes["method"], sizes["error"], sizes["confidence"], sizes["p"])
    description = formula.describe() | {"by": by, "minimum": minimum or 0}
    return with_sizes(population, formula, by=by, minimum=minimum or 0), description


def _write_drawing(drawing: "Drawing", path: Path) -> None:
    from sipas_cli.documents.selection import selection
    from sipas_cli.samples.drawing import log, rows

    content = selection(*rows(drawing), path.suffix.lower())
    record = path.with_suffix(".json")
    for place, data in ((path, content), (record, as_json(log(drawing, path.name, content)).encode())):
        emit(data, str(place))


def _show_counts(drawing: "Drawing") -> None:
    from sipas_cli.samples.drawing import total

    reserves = [len(drawn.reserve) for drawn in drawing.drawn]
    shown = [*reserves, drawing.reserve] if drawing.reserve else []
    show([_table(drawing.strata, total(drawing.strata), shown)], "table", None)
