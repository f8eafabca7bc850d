"""What speaks against freezing a run."""

from collections.abc import Mapping
from typing import Any

from sipas_cli.model import DECIDED, PAR
from sipas_cli.runs.run import SCORED, StoredRun
from sipas_cli.runs.tables import read_points

_SHOWN = 5  # names of units in one remark


def unfinished(stored: StoredRun) -> list[tuple[str, dict[str, Any]]]:
    """What is not finished in a run, as remarks (key, params): units without an index, leaves without
    points. A published table is as it was published."""
    if stored.origin != SCORED:
        return []
    found: list[tuple[str, dict[str, Any]]] = []
    lines = [line for group in stored.standings.groups for line in group.standings]
    without = [line.unit.name for line in lines if line.score is None and line.note != "nothing_applies"]
    if without:
        shown = "; ".join(without[:_SHOWN]) + ("; …" if len(without) > _SHOWN else "")
        found.append(("unfinished_units", {"count": len(without), "units": shown}))
    if stored.index == PAR:
        missing = sum(line.applies and line.points is None for line in read_points(stored.path))
        found += [("unfinished_points", {"count": missing})] if missing else []
    return found


def rejected_ballots(stored: StoredRun) -> tuple[int, int]:
    """How many ballots were rejected for a fault, of how many that were read. Those that somebody decided to
    leave out are no fault."""
    outcomes: Mapping[str, int] = stored.manifest["counts"]["outcomes"]
    rejected = sum(n for name, n in outcomes.items() if name not in ("valid", *DECIDED))
    return rejected, sum(outcomes.values())
