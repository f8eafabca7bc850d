"""Many ballots of one unit or interviewer at nearly the same time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sipas_cli.intake.ballots import quality_messages
from sipas_cli.intake.ballots.pool import NO_INTERVIEWER, Look
from sipas_cli.intake.ballots.stamps import NO_TIME
from sipas_cli.model import Finding
from sipas_cli.rules.quality import QualityRules

if TYPE_CHECKING:
    from sipas_cli.intake.ballots.pool import Mask, Numbers


def bursts(look: Look) -> Iterator[Finding]:
    """Units, then interviewers, with many ballots at nearly the same time."""
    pool, rules = look.pool, look.rules
    timed = pool.time != NO_TIME
    limits = {"least": rules.burst_ballots, "seconds": rules.burst_seconds}
    for unit, dense in _dense(pool.unit, pool.time, timed, rules):
        for ballots in dense:
            timed[ballots] = False
        name = look.units[unit].name
        yield look.finding(quality_messages.BURST, _first(dense), unit=name, **_sizes(dense), **limits)
    named = timed & (pool.interviewer != NO_INTERVIEWER)
    for _, dense in _dense(pool.interviewer, pool.time, named, rules):
        yield look.interviewer_finding(
            quality_messages.INTERVIEWER_BURST, _first(dense), **_sizes(dense), **limits
        )


def _dense(
    area: "Numbers", time: "Numbers", which: "Mask", rules: QualityRules
) -> Iterator[tuple[int, list["Numbers"]]]:
    """Each area with its bursts, in the order of time: ballots of which `burst_ballots`, one after the
    other, lie within less than `burst_seconds`."""
    import numpy as np

    at, least = np.nonzero(which)[0], rules.burst_ballots
    if len(at) < least:
        return
    at = at[np.argsort(area[at] * (int(time.max()) + 1) + time[at], kind="stable")]
    area, time = area[at], time[at]
    one_area = area[least - 1 :] == area[: 1 - least]
    close = time[least - 1 :] - time[: 1 - least] < rules.burst_seconds
    first = np.nonzero(one_area & close)[0]  # each with the least - 1 ballots after it
    steps = np.zeros(len(at) + 1, dtype=np.int64)
    np.add.at(steps, first, 1)
    np.add.at(steps, first + least, -1)
    inside = np.nonzero(np.cumsum(steps)[:-1])[0]
    if not len(inside):
        return
    apart = (np.diff(area[inside]) != 0) | (np.diff(time[inside]) >= rules.burst_seconds)
    dense: dict[int, list[Numbers]] = {}
    for places in np.split(inside, np.nonzero(apart)[0] + 1):
        dense.setdefault(int(area[places[0]]), []).append(at[places])
    yield from dense.items()


def _first(bursts: Sequence["Numbers"]) -> int:
    """The first ballot of the largest burst."""
    return int(max(bursts, key=len)[0])


def _sizes(bursts: Sequence["Numbers"]) -> dict[str, int]:
    return {
        "ballots": sum(map(len, bursts)),
        "bursts": len(bursts),
        "largest": max(map(len, bursts)),
    }
