"""From one year to another: who continues whom."""

from pathlib import Path

from sipas_cli.rules import workspace
from sipas_cli.units import Succession


def read_succession(folder: Path) -> Succession:
    """The succession map of a workspace, with its register."""
    groups, units = workspace.read_units(folder)
    province = workspace.read_settings(folder).province or ""
    return Succession(workspace.read_succession(folder), groups, units, province)
