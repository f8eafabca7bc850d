"""What somebody may override when a run is scored, and how a run that keeps it says so."""

from collections.abc import Iterable, Mapping

from sipas_cli.errors import SipasError
from sipas_cli.intake import messages as intake_messages
from sipas_cli.messages import Message
from sipas_cli.runs import messages, pointer_messages
from sipas_cli.wording import Remark, remark_text

#: Name in a manifest -> (why it would be refused, what is said of a run for which that was overridden).
_OVERRIDES: Mapping[str, tuple[Message, Message]] = {
    "year_no_day": (messages.YEAR_NO_DAY, pointer_messages.FORCED_YEAR_NO_DAY),
    "title_other_year": (messages.TITLE_OTHER_YEAR, pointer_messages.FORCED_TITLE_OTHER_YEAR),
    "year_same_file": (messages.YEAR_SAME_FILE, pointer_messages.FORCED_YEAR_SAME_FILE),
    "year_same_ballots": (messages.YEAR_SAME_BALLOTS, pointer_messages.FORCED_YEAR_SAME_BALLOTS),
    "sheet_twice": (intake_messages.SHEET_TWICE, pointer_messages.FORCED_SHEET_TWICE),
    "ballots_pasted_twice": (messages.BALLOTS_PASTED_TWICE, pointer_messages.FORCED_BALLOTS_PASTED_TWICE),
    "ballots_copied": (messages.BALLOTS_COPIED, pointer_messages.FORCED_BALLOTS_COPIED),
    "ballots_copied_unit": (messages.BALLOTS_COPIED_UNIT, pointer_messages.FORCED_BALLOTS_COPIED_UNIT),
}


def forced_names(overridden: Iterable[SipasError]) -> tuple[str, ...]:
    """What a manifest keeps of the errors that were overridden."""
    names = {refused: name for name, (refused, _) in _OVERRIDES.items()}
    return tuple(sorted({names[error.message] for error in overridden}))


def forced_remarks(forced: Iterable[str]) -> list[Remark]:
    """What was overridden when a run was scored, from the names in its manifest."""
    return [_remark(name) for name in forced]


def _remark(name: str) -> Remark:
    """What was overridden; a later version may know more of it."""
    if name in _OVERRIDES:
        return Remark(_OVERRIDES[name][1])
    return Remark(pointer_messages.FORCED_UNKNOWN, {"name": name})


def forced_text(forced: Iterable[str]) -> str:
    """`forced_remarks` in words."""
    return "; ".join(map(remark_text, forced_remarks(forced)))
