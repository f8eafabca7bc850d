"""The draw from a list: sizes fitted to what the list has, the rows that were drawn, and the log by which an
inspector can draw them again."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sipas_cli import __version__
from sipas_cli.errors import RulesError
from sipas_cli.messages import LANGUAGES, FindingKind, say
from sipas_cli.model import Finding
from sipas_cli.samples import messages
from sipas_cli.samples.lists import Transactions
from sipas_cli.samples.sampling import Drawn, Key, Stratum, draw, list_digest, selection_digest

OWN_COLUMNS = (messages.DRAW_UNIT, messages.DRAW_SERVICE, messages.DRAW_NUMBER, messages.DRAW_PART)


@dataclass(frozen=True)
class Drawing:
    """A draw: the strata of a list with their sizes, and what was drawn in each.

    sizes   where the sizes come from, in the words of the log
    """

    listed: Transactions
    strata: Sequence[Stratum]
    drawn: Sequence[Drawn]
    seed: str
    reserve_pct: Fraction
    sizes: Mapping[str, Any]

    @property
    def reserve(self) -> int:
        """The size of all reserves together."""
        return sum(len(drawn.reserve) for drawn in self.drawn)


def population(listed: Transactions, *, by_unit: bool) -> list[Stratum]:
    """The strata of a list, not yet with sizes."""
    strata = listed.strata
    if by_unit:
        strata = listed.of_units()
    return [Stratum(unit, service, len(keys)) for (unit, service), keys in strata.items()]


def fitted(listed: Transactions, sizes: Mapping[Key, tuple[str, int]]) -> tuple[list[Stratum], list[Finding]]:
    """The strata of a list with the sizes that were planned: (unit, folded service) -> (service, size). A
    plan without services is drawn by unit. Where the list has fewer, all of them are drawn, which is said.

    Raises RulesError for a plan with services where the list has none.
    """
    by_unit = not any(service for _, service in sizes)
    if not by_unit and not listed.by_service:
        raise RulesError(messages.SAMPLE_NO_SERVICE, where=", ".join(listed.found.digests))
    strata = []
    findings = []
    left = {_as_listed(key, listed): planned for key, planned in sizes.items()}
    planned = dict(left)
    for stratum in population(listed, by_unit=by_unit):
        _, size = left.pop(stratum.key, ("", 0))
        strata.append(replace(stratum, sample=min(size, stratum.transactions)))
        if stratum.key not in planned:
            findings.append(_finding(messages.SAMPLE_WITHOUT_SIZE, stratum))
        elif size > stratum.transactions:
            findings.append(_finding(messages.SAMPLE_SHORT, stratum, size))
    absent = [(Stratum(unit, service, 0), size) for (unit, _), (service, size) in left.items() if size]
    return strata, findings + [_finding(messages.SAMPLE_SHORT, short, size) for short, size in absent]


def _as_listed(key: Key, listed: Transactions) -> Key:
    """The key of a plan with the unit's name as the list has it; without `units.yaml` it may be spelled in
    two ways."""
    unit = listed.found.registry.find(key[0]).unit
    return (unit.name if unit else key[0]), key[1]


def _finding(kind: FindingKind, stratum: Stratum, size: int = 0) -> Finding:
    name = " / ".join(part for part in (stratum.unit, stratum.service) if part)
    return Finding(kind, params={"stratum": name, "there": stratum.transactions, "size": size})


def draw_from(
    listed: Transactions,
    strata: Sequence[Stratum],
    *,
    seed: str,
    reserve_pct: Fraction,
    sizes: Mapping[str, Any],
) -> Drawing:
    """Draws in each stratum; see `sampling.draw` for how."""
    keys = _keys(listed, strata)
    drawn = [draw(keys[s.unit, s.service], s.sample, seed=seed, reserve_pct=reserve_pct) for s in strata]
    return Drawing(listed, strata, drawn, seed, reserve_pct, sizes)


def _keys(listed: Transactions, strata: Iterable[Stratum]) -> Mapping[Key, Mapping[str, tuple[int, int]]]:
    """The transactions of each stratum, by unit alone if the strata are units."""
    if any(stratum.service for stratum in strata):
        return listed.strata
    return listed.of_units()


def rows(drawing: Drawing) -> tuple[list[str], list[list[str | int]]]:
    """The header and the rows of what was drawn: stratum, number in the draw, sample or reserve, and the
    columns of the list as they are."""
    listed = drawing.listed
    keys = _keys(listed, drawing.strata)
    header = [*map(say, OWN_COLUMNS), *(name for name, _ in listed.headers)]
    table: list[list[str | int]] = []
    for stratum, drawn in zip(drawing.strata, drawing.drawn, strict=True):
        for number, key in enumerate((*drawn.sample, *drawn.reserve), start=1):
            part = say(messages.DRAW_SAMPLE if number <= len(drawn.sample) else messages.DRAW_RESERVE)
            cells = listed.row(keys[stratum.unit, stratum.service][key])
            table.append([stratum.unit, stratum.service, number, part, *cells])
    return header, table


def log(drawing: Drawing, output: str, content: bytes) -> dict[str, Any]:
    """What an inspector needs to draw again: no row and no id is in it.

    output    name of the file with the rows, and its content
    """
    listed = drawing.listed
    return {
        "sipas": __version__,
        "seed": drawing.seed,
        "list": {
            "files": listed.found.digests,
            "sha256": list_digest(_keys(listed, drawing.strata)),
            "rows": listed.rows,
            "repeated": listed.doubled,
            "without_id": listed.without_id,
            "id_columns": listed.id_headers,
        },
        "sizes": drawing.sizes,
        "reserve_pct": f"{float(drawing.reserve_pct):g}",
        "strata": [
            entry(stratum) | {"reserve": len(drawn.reserve)}
            for stratum, drawn in zip(drawing.strata, drawing.drawn, strict=True)
        ],
        "total": entry(total(drawing.strata)) | {"reserve": drawing.reserve},
        "selection": {
            "sha256": selection_digest(drawing.drawn),
            "file": output,
            "file_sha256": hashlib.sha256(content).hexdigest(),
        },
        "algorithm": {lang: say(messages.DRAW_ALGORITHM, lang=lang) for lang in LANGUAGES},
    }


def total(strata: Iterable[Stratum]) -> Stratum:
    """All strata as one, without a name."""
    parts = list(strata)
    return Stratum("", "", sum(s.transactions for s in parts), sum(s.sample for s in parts))


def entry(stratum: Stratum) -> dict[str, Any]:
    """A stratum for programs; the total has no name."""
    share = stratum.share_pct
    named = {"unit": stratum.unit, "service": stratum.service} if stratum.unit else {}
    numbers = {"transactions": stratum.transactions, "sample": stratum.sample}
    return {**named, **numbers, "share_pct": None if share is None else float(share)}
