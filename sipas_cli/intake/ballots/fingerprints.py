"""What tells that two ballots are one without telling which ballot it is: keyed fingerprints.

A fingerprint is an HMAC-SHA-256, cut to 16 bytes, of what `duplicates.py` compares: the id of a ballot, its
number and the time of its form, or its content. Without the key nobody makes one; who has the key can guess
short ids by trying all of them.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sipas_cli.intake.ballots.contents import Answered, Print, answered
from sipas_cli.intake.ballots.duplicates import made_ids, named_ballots
from sipas_cli.model import OUTCOMES, Ballots, Unit
from sipas_cli.rules.criteria import Plan
from sipas_cli.text.places import cell_name, in_other_file, place_name
from sipas_cli.text.spelling import fold, nfc

#: Bytes of a fingerprint: two of a billion ballots are the same by chance once in 10^20 times.
LENGTH = 16
#: Signs of the digest of a key by which keys are told apart.
_ID_LENGTH = 8


@dataclass(frozen=True)
class Key:
    """The secret that fingerprints are made with."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """What tells this key from others, and nothing else of it."""
        return hashlib.sha256(self.secret).hexdigest()[:_ID_LENGTH]

    def fingerprint(self, *parts: str) -> str:
        """The fingerprint of some texts together, in hex."""
        message = "\0".join(parts).encode()
        return hmac.digest(self.secret, message, "sha256")[:LENGTH].hex()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """That of one ballot, and where it stands.

    exact    of its id letter by letter
    folded   of its id as it is compared where a person typed it
    made     whether a program made the id
    """

    file: str
    sheet: str
    cell: str
    exact: str
    folded: str
    made: bool

    @property
    def place(self) -> str:
        """Where the ballot stands."""
        return place_name(self.file, self.sheet, self.cell)


@dataclass(frozen=True)
class Fingerprints:
    """Those of some files.

    key       the id of the key that they were made with
    ballots   of the ballots that are valid, or are one with another valid one
    sheets    of what a sheet of ballots without ids holds -> where it is
    contents  sheet of ballots without ids -> of what was answered on each valid one
    """

    key: str
    ballots: Sequence[Fingerprint]
    sheets: Mapping[str, str]
    contents: Mapping[str, Sequence[Print]]


def fingerprints_of(
    tables: Sequence[Ballots],
    plan: Plan,
    units: Sequence[Unit],
    contents: Mapping[str, str],
    key: Key,
) -> Fingerprints:
    """The fingerprints of the ballots of all `tables`, after duplicates were looked for.

    units      those that the ballots were validated against, in the same order
    contents   digest of what a sheet holds -> where it is
    """
    return Fingerprints(
        key=key.id,
        ballots=ballots_marked(tables, plan, made_ids(tables), key),
        sheets=sheets_marked(contents, key),
        contents=contents_marked(tables, plan, units, key),
    )


def ballots_marked(
    tables: Sequence[Ballots], plan: Plan, made: Collection[str], key: Key
) -> list[Fingerprint]:
    """The fingerprints of the ballots of some tables; `made` are the ids that a program made, of all."""
    return [fingerprint for table in tables for fingerprint in _of_table(table, plan, made, key)]


def sheets_marked(contents: Mapping[str, str], key: Key) -> dict[str, str]:
    """The fingerprints of what sheets without ids hold -> where they are."""
    return {key.fingerprint("sheet", digest): place for digest, place in contents.items()}


def contents_marked(
    tables: Sequence[Ballots], plan: Plan, units: Sequence[Unit], key: Key
) -> dict[str, Sequence[Print]]:
    """Sheet of ballots without ids -> the fingerprints of what was answered; `tables` are all that there
    are, as they tell how likely a ballot is."""
    return {
        place_name(table.file, table.sheet): [_print(one, key) for one in entries]
        for table, entries in answered(tables, plan, units)
    }


def _print(one: Answered, key: Key) -> Print:
    dated = key.fingerprint("answers", one.answers, one.day) if one.day else ""
    return Print(one.unit, key.fingerprint("answers", one.answers), dated, one.chance)


#: Of several ballots with one id each may be the one that another file has too.
_COMPARED = (OUTCOMES.index("valid"), OUTCOMES.index("duplicate"))


def _of_table(table: Ballots, plan: Plan, made: Collection[str], key: Key) -> Iterator[Fingerprint]:
    if table.ids is None:
        return
    exact = [nfc(text) for text in table.ids.texts]
    folded = [fold(text) for text in table.ids.texts]
    keys = [text if text in made else other for text, other in zip(exact, folded, strict=True)]
    column = (table.id_column or 0) + 1
    for ballot in named_ballots(table, keys, plan.ballots, _COMPARED):
        yield Fingerprint(
            file=table.file,
            sheet=table.sheet,
            cell=cell_name(int(table.rows[ballot.row]), column),
            exact=key.fingerprint("ballot", ballot.unit, exact[ballot.code], ballot.form),
            folded=key.fingerprint("ballot", ballot.unit, folded[ballot.code], ballot.form),
            made=exact[ballot.code] in made,
        )


#: The number of one of several fingerprints, and a place in its files.
Spot = tuple[int, str]


def ballots_in_both(parts: Sequence[Fingerprints]) -> Iterator[tuple[Spot, Spot]]:
    """The ballots that two of `parts` hold: where the first one is that has it, and where the other."""
    made = {one.exact for part in parts for one in part.ballots if one.made}
    first: dict[str, Spot] = {}
    for number, part in enumerate(parts):
        for one in part.ballots:
            key = one.exact if one.exact in made else one.folded
            spot = first.setdefault(key, (number, one.place))
            if spot[0] != number:
                yield spot, (number, one.place)


def sheets_in_both(parts: Sequence[Fingerprints]) -> Iterator[tuple[Spot, Spot]]:
    """The sheets without ids that hold what one of another of `parts` does, each after the first one."""
    first: dict[str, Spot] = {}
    for number, part in enumerate(parts):
        for content, place in part.sheets.items():
            spot = first.setdefault(content, (number, place))
            if spot[0] != number:
                yield spot, (number, place)


def renamed(fingerprints: Fingerprints, names: Mapping[str, str]) -> Fingerprints:
    """The same with other names of files."""
    return replace(
        fingerprints,
        ballots=[replace(one, file=names.get(one.file, one.file)) for one in fingerprints.ballots],
        sheets={content: in_other_file(place, names) for content, place in fingerprints.sheets.items()},
        contents={in_other_file(place, names): prints for place, prints in fingerprints.contents.items()},
    )
