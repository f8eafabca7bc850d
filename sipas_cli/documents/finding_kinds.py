"""Every kind of finding by the code under which a stored run counts it."""

from collections.abc import Mapping
from functools import cache

from sipas_cli.intake import messages as of_tables
from sipas_cli.intake.ballots import messages as of_ballots
from sipas_cli.intake.ballots import quality_messages as of_quality
from sipas_cli.intake.points import messages as of_points
from sipas_cli.messages import FindingKind
from sipas_cli.runs import tally_messages as of_tallies
from sipas_cli.score import messages as of_scores


@cache
def finding_kinds() -> Mapping[str, FindingKind]:
    """Code -> kind; of several that differ only in their words the one that is named as the code is."""
    modules = (of_tables, of_ballots, of_quality, of_points, of_scores, of_tallies)
    named = [pair for module in modules for pair in vars(module).items()]
    kinds = {kind.code: kind for _, kind in named if isinstance(kind, FindingKind)}
    for name, kind in named:
        if isinstance(kind, FindingKind) and kind.code.endswith(name.lower()):
            kinds[kind.code] = kind
    return kinds
