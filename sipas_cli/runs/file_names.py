"""Names of files told apart: two communes may both have counted a file called phieu.xlsx."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sipas_cli.errors import DataError
from sipas_cli.findings import Findings
from sipas_cli.intake.ballots.copies import Copies
from sipas_cli.intake.ballots.fingerprints import renamed
from sipas_cli.model import Finding
from sipas_cli.runs.counted import Counted
from sipas_cli.text.places import in_other_file

#: What is put where a finding names the place of another ballot.
_PLACE = "first"


#: What was counted in one place: the name of its tally, "" for files that are at hand.
Part = tuple[str, Counted]


def told_apart(parts: Sequence[Part]) -> list[Part]:
    """The parts with the names of files that stand in several of them led by the name of their tally."""
    times = Counter(name for _, counted in parts for name in counted.sources)
    result = []
    for tally, counted in parts:
        names = {name: f"{tally}/{name}" for name in counted.sources if tally and times[name] > 1}
        result.append((tally, _renamed(counted, names) if names else counted))
    return result


def _renamed(counted: Counted, names: Mapping[str, str]) -> Counted:
    fingerprints = counted.fingerprints
    return replace(
        counted,
        sources={names.get(name, name): digest for name, digest in counted.sources.items()},
        findings=Findings(_findings(counted.findings, names)),
        duplicates=_findings(counted.duplicates, names),
        days={in_other_file(place, names): days for place, days in counted.days.items()},
        claims={in_other_file(place, names): claim for place, claim in counted.claims.items()},
        passed_over=[(in_other_file(place, names), year) for place, year in counted.passed_over],
        copied=[_copy(copy, names) for copy in counted.copied],
        doubled=[_error(error, names) for error in counted.doubled],
        fingerprints=renamed(fingerprints, names) if fingerprints else None,
    )


def _findings(findings: Iterable[Finding], names: Mapping[str, str]) -> list[Finding]:
    return [_finding(finding, names) for finding in findings]


def _finding(finding: Finding, names: Mapping[str, str]) -> Finding:
    params = finding.params
    if _PLACE in params:
        params = {**params, _PLACE: in_other_file(params[_PLACE], names)}
    return replace(finding, file=names.get(finding.file, finding.file), params=params)


def _copy(copy: Copies, names: Mapping[str, str]) -> Copies:
    return replace(copy, place=in_other_file(copy.place, names), other=in_other_file(copy.other, names))


def _error(error: DataError, names: Mapping[str, str]) -> DataError:
    first = in_other_file(error.params["first"], names)
    return DataError(error.message, where=in_other_file(error.where, names), first=first)
