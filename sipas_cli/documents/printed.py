"""Which of the runs of a year the decision prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sipas_cli.documents import messages
from sipas_cli.documents.appendix import available
from sipas_cli.messages import say
from sipas_cli.runs.choice import RunsOfYear
from sipas_cli.runs.run import StoredRun
from sipas_cli.wording import Remark, index_name
from sipas_cli.workspace.decision import Decision


@dataclass(frozen=True)
class Printed:
    """The runs that the appendices are made from, index -> run, and which appendices are left out."""

    runs: Mapping[str, StoredRun]
    remarks: Sequence[Remark]


def printed_runs(wording: Decision, choice: RunsOfYear) -> Printed:
    """Of the runs of a year those that an appendix of the decision is made from."""
    parts = available(wording.appendices, choice.runs)
    kinds = {part.appendix.of for part in parts}
    left_out = [appendix.of for appendix in wording.appendices if appendix.of not in kinds]
    remarks = [
        Remark(messages.APPENDIX_LEFT_OUT, {"of": of, "name": _name(of), "year": choice.year})
        for of in left_out
    ]
    return Printed({part.run.index: part.run for part in parts}, remarks)


def _name(of: str) -> str:
    """What an appendix is about, as people call it."""
    return say(messages.RATINGS) if of == "heads" else index_name(of)
