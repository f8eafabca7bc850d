"""What is wrong with the data, on standard error: the first few in full, then a count by kind."""

from collections import Counter
from collections.abc import Sequence

from sipas_cli.cli.program import remarks
from sipas_cli.i18n import say
from sipas_cli.model import Finding
from sipas_cli.tally import Tally
from sipas_cli.words import finding_text

SHOWN = 20


def show_findings(findings: Sequence[Finding], *, full_list: str) -> None:
    """The first findings and how many there are of each kind; `full_list` says where all are."""
    if not findings:
        return
    first = findings[:SHOWN]
    remarks([say("note.findings_head", count=len(findings), shown=len(first))])
    remarks(f"  {finding_text(finding)}" for finding in first)
    if len(findings) > len(first):
        counts = Counter(finding.code for finding in findings)
        remarks(f"  {code}: {count}" for code, count in sorted(counts.items()))
        remarks([full_list])


def show_counts(tally: Tally) -> None:
    """How many ballots were read, and what became of them."""
    valid = tally.outcomes.get("valid", 0)
    remarks([say("note.ballots", read=tally.read, valid=valid, rejected=tally.rejected)])
