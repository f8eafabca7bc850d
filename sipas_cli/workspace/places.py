"""The provinces and communes of Vietnam since 1 July 2025, and a register proposed for one of them."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import RulesError
from sipas_cli.messages import say
from sipas_cli.model import Group, Unit
from sipas_cli.rules.library import shipped
from sipas_cli.text.names import nearest
from sipas_cli.text.spelling import fold, nfc, plain
from sipas_cli.workspace import messages
from sipas_cli.workspace.units import ids_of

#: The first year of the two levels.
TWO_LEVELS = 2025
_KINDS = ("tinh ", "thanh pho ", "tp. ", "tp ", "t. ")
_EMPTY_GROUPS, _EMPTY_UNITS = "groups: []\n", "units: []\n"
#: The groups and the offices that a province usually has since the mergers of early 2025. What one really has
#: is for its own decisions to say: these are proposed.
_DEPARTMENTS, _COMMUNES, _DISTRICTS = "departments.csv", "communes.csv", "former-districts.csv"
_OF_COMMUNES, _OF_DISTRICTS = "xa", "huyen"


@dataclass(frozen=True)
class Province:
    """A province as documents name it ("tỉnh Quảng Ninh", "thành phố Hải Phòng").

    kind        the first of these words
    communes    its xã, phường and đặc khu, in the order of the list
    districts   province of before -> the districts that it had until 2025
    """

    name: str
    kind: str
    communes: Sequence[str]
    districts: Mapping[str, Sequence[str]]

    @property
    def kinds(self) -> str:
        """What its communes are, within a sentence: "xã, phường"."""
        present = {name.lower().split()[0] for name in self.communes}
        kinds = [say(kind, lang="vi") for kind in messages.KINDS_OF_COMMUNES]  # the names are Vietnamese
        return ", ".join(kind for kind in kinds if kind.split()[0] in present)


def province_of(name: str) -> Province:
    """The province that a name means, with or without its kind; all marks may be missing, none may be wrong.
    Raises RulesError for a name that is none since 1 July 2025, with the province that a former one became
    part of, or the one that was meant."""
    rows, districts = list(_rows(_COMMUNES)), list(_rows(_DISTRICTS))
    wanted = _key(name)
    known = {_key(row["province"]): row["province"] for row in rows}
    if wanted not in known or not _is_spelled(name, known[wanted]):
        raise _unknown(name, wanted, {_key(row["former_province"]): row for row in districts}, known)
    province = known[wanted]
    own = [row for row in rows if row["province"] == province]
    former: dict[str, list[str]] = {}
    for row in districts:
        if row["province"] == province:
            former.setdefault(row["former_province"], []).append(row["district"])
    return Province(province, own[0]["kind"], [row["commune"] for row in own], former)


def _unknown(
    name: str, wanted: str, former: Mapping[str, Mapping[str, str]], known: Mapping[str, str]
) -> RulesError:
    """Why a name is no province."""
    if wanted not in known and (row := former.get(wanted)):
        params = {"name": row["former_province"], "province": row["province"]}
        return RulesError(messages.PROVINCE_FORMER, **params)
    meant = nearest(wanted, known)
    shown = ", ".join(known.values())
    return RulesError(messages.PROVINCE_UNKNOWN, name=name, meant=known.get(meant, ""), known=shown)


def _is_spelled(name: str, province: str) -> bool:
    """Whether a name that is `province` but for its marks has none or the right ones: "Cà Mâu" is a typing
    error."""
    bare = " ".join(fold(name).split()[-len(_key(province).split()) :])
    return bare in (plain(bare), fold(province)[-len(bare) :])


def _key(name: str) -> str:
    """A name without its kind and tones."""
    words = plain(nfc(name)).strip()
    kind = next((kind for kind in _KINDS if words.startswith(kind)), "")
    return words.removeprefix(kind)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (shipped("templates") / "places" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


# --- files of a workspace -------------------------------------------------------------------------


def settings_text(template: Path, province: Province) -> str:
    """`sipas.yaml` with the name of the province."""
    text = template.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("# province:"))
    return text.replace(line, f"province: {province.name}")


def register_text(template: Path, province: Province) -> str:
    """`units.yaml` with what a province usually has: its departments, its communes, and the districts that
    it had until 2025, for the years before."""
    named = [*departments(province), *((_OF_COMMUNES, name) for name in province.communes)]
    ids = ids_of(name for _, name in named)
    units = [Unit(unit_id, name, group) for unit_id, (group, name) in zip(ids, named, strict=True)]
    group_names = {row["group"]: row["group_name"] for row in _rows(_DEPARTMENTS)}
    groups = [Group(group, name.format(kinds=province.kinds)) for group, name in group_names.items()]
    return filled(template.read_text(encoding="utf-8"), groups, units) + "".join(_ended_lines(province))


def departments(province: Province) -> list[tuple[str, str]]:
    """(group, name) of the offices that a province usually has: proposed, not known."""
    rows = (row for row in _rows(_DEPARTMENTS) if row["unit"])
    return [(row["group"], row["unit"].format(kind=province.kind)) for row in rows]


def filled(template: str, groups: Iterable[Group], units: Iterable[Unit]) -> str:
    """An empty `units.yaml` with groups and units."""
    text = template.replace(_EMPTY_GROUPS, "".join(["groups:\n", *map(_group_line, groups)]))
    return text.replace(_EMPTY_UNITS, "".join(["units:\n", *map(_unit_line, units)]))


def _group_line(group: Group) -> str:
    return f"  - {{id: {group.id}, name: {_quoted(group.name)}}}\n"


def _unit_line(unit: Unit) -> str:
    aliases = f", aliases: [{', '.join(map(_quoted, unit.aliases))}]" if unit.aliases else ""
    return f"  - {{id: {unit.id}, group: {unit.group}, name: {_quoted(unit.name)}{aliases}}}\n"


def _ended_lines(province: Province) -> Iterator[str]:
    yield "succession:\n"
    for former, districts in province.districts.items():
        names = ", ".join(map(_quoted, districts))
        yield f"  # {former}\n"
        yield f"  - {{year: {TWO_LEVELS}, kind: abolished, from_group: {_OF_DISTRICTS}, from: [{names}]}}\n"


def _quoted(name: str) -> str:
    """A name as YAML takes it, whatever is in it."""
    return json.dumps(name, ensure_ascii=False)
