"""The folder of an office, opened once by a command and handed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sipas_cli.errors import RulesError
from sipas_cli.model import Change, Group, Unit
from sipas_cli.rules.gate import checked
from sipas_cli.rules.yaml_loader import load
from sipas_cli.workspace import messages
from sipas_cli.workspace.settings import SETTINGS, Settings

# A stored run is shown without the register and the decision: each is imported where it is read.
if TYPE_CHECKING:
    from sipas_cli.workspace.decision import Decision
    from sipas_cli.workspace.succession import Succession
    from sipas_cli.workspace.units import Registry

#: How many ballots were given out; a table and no YAML, see `samples/issued.py`.
ISSUED = "issued.csv"
#: How many people respondents were drawn from; a table too, see `samples/population.py`.
POPULATION = "population.csv"


@dataclass(frozen=True)
class Workspace:
    """The files of an office. Each is read once, and only when a command needs it: a faulty `decision.yaml`
    does not stop `rank`. Asking for what a faulty file holds raises RulesError.

    folder   where they lie; `results/` with the stored runs is beside them
    """

    folder: Path

    @cached_property
    def settings(self) -> Settings:
        """`sipas.yaml`, or the defaults where there is none. Raises RulesError where there is no folder."""
        if not self.folder.is_dir():
            raise RulesError(messages.FOLDER_MISSING, where=str(self.folder))
        path = self.folder / SETTINGS
        if not path.exists():
            return Settings()
        return checked(load(path), Settings)

    @property
    def province(self) -> str:
        """The province as in `sipas.yaml`, "tỉnh Quảng Ninh"; "" where it is not known."""
        return self.settings.province or ""

    @cached_property
    def _register(self) -> tuple[tuple[Group, ...], tuple[Unit, ...], tuple[Change, ...]]:
        from sipas_cli.workspace.register import Units
        from sipas_cli.workspace.units import UNITS

        path = self.folder / UNITS
        if not path.exists():
            return (), (), ()
        document = load(path)
        entries = checked(document, Units)
        return *entries.as_values(), entries.changes(document)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of `units.yaml`, in the order in which they are printed; none where it is missing."""
        return self._register[0]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of `units.yaml` as they are today."""
        return self._register[1]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Units renamed, merged, split, abolished and new, as `units.yaml` says; mostly nothing."""
        return self._register[2]

    @cached_property
    def succession(self) -> "Succession":
        """Which units there were in each year. Raises RulesError for changes that contradict each other."""
        from sipas_cli.workspace.succession import Succession

        return Succession(self.changes, self.groups, self.units, self.province)

    @cached_property
    def registry(self) -> "Registry":
        """The units of today, found by their names."""
        return self._registry_of(self.units)

    def registry_for(self, year: int | None) -> "Registry | None":
        """The units of today, found also by the former names that they may have in the files of a year; None
        where no register was written."""
        units = self.succession.with_former_names(year)
        if not self.groups:
            return None
        if tuple(units) == self.units:
            return self.registry  # which knows the names that it was asked for before
        return self._registry_of(units)

    def _registry_of(self, units: Sequence[Unit]) -> "Registry":
        from sipas_cli.workspace.units import Registry

        return Registry(self.groups, units, self.province, abolished=self._abolished)

    @property
    def _abolished(self) -> dict[str, int]:
        """Name of each unit that nobody followed -> the first year without it."""
        return {name: change.year for change in self.changes if not change.after for name in change.before}

    @property
    def templates(self) -> Path:
        """Where the office keeps templates of its own."""
        return self.folder / "templates"

    def decision(self, *, number: str | None = None, day: str | None = None) -> "Decision":
        """`decision.yaml`; `number` and `day` go before its own. Raises RulesError where it is missing."""
        from sipas_cli.workspace.decision import read_decision

        return read_decision(self.folder, number=number, day=day)
