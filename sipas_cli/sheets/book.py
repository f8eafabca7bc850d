"""What a workbook (.xlsx) tells of its sheets before any of them is read: where they lie, whether they are
hidden, how numbers and days are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sipas_cli.sheets import package, styles
from sipas_cli.sheets.package import Package, Relation, member_of

_MAIN = "xl/workbook.xml"
#: Where calamine looks for what sheets share, and for sheets; those of another kind it must not take for
#: tables.
SHARED = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_SHEETS = "xl/worksheets/"
_OTHER_SHEETS = ("xl/chartsheets/", "xl/dialogsheets/")


@dataclass(frozen=True)
class WorkSheet:
    """A work sheet of a workbook.

    part     where in the package it lies
    hidden   whether a person who opens the workbook does not see it
    """

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """What a workbook tells of its sheets.

    styles       how cells show their numbers; without `decimals` where all digits are wanted
    usual        whether calamine finds its parts
    since_1904   whether its days are counted from 1904
    """

    sheets: Sequence[WorkSheet]
    relations: Sequence[Relation]
    styles: styles.Styles
    usual: bool
    since_1904: bool

    @property
    def strings(self) -> str:
        """Where in the package the strings lie that cells share; "" for nowhere."""
        return member_of(self.relations, "sharedStrings")


def look_over(path: Path, name: str, *, as_shown: bool = False) -> Book:
    """What a workbook tells; `as_shown`: its numbers are wanted rounded as their cells show them. Raises
    DataError for what is damaged, or names a sheet that is not there."""
    with package.opened(path, name) as file:
        parts = Package(file)
        main = parts.book()
        relations = parts.relations(main)
        tags = parts.tags(main, "sheet")
        listed = [
            (attribute("name"), attribute("id"), attribute("state") not in ("", "visible"))
            for attribute in map(_reader, tags)
        ]
        work_sheets = [WorkSheet(*sheet) for sheet in package.work_sheets(listed, relations, name)]
        usual = _is_usual(parts, main, relations, tags)
        known = styles.read(parts, member_of(relations, "styles"))
        if not as_shown:
            known = replace(known, decimals={})
        since_1904 = any(
            attribute("date1904") in ("1", "true")
            for attribute in map(_reader, parts.tags(main, "workbookPr"))
        )
    return Book(work_sheets, relations, known, usual, since_1904)


def _reader(tag: dict[str, str]) -> Any:
    return lambda name: package.attribute(tag, name)


def _is_usual(
    parts: Package, main: str, relations: Sequence[Relation], tags: Sequence[dict[str, str]]
) -> bool:
    """Whether calamine finds every part, and the same ones as we do."""
    begun = [relation for relation in parts.relations("") if relation.kind == "officeDocument"]
    named = {tag["r:id"] for tag in tags if "r:id" in tag and _has_one_id(tag)}
    sheets = [relation for relation in relations if relation.id in named]
    shared = all(member_of(relations, kind) in ("", member) for kind, member in SHARED.items())
    plain = all(sheet.target in (f"/{sheet.member}", sheet.member.removeprefix("xl/")) for sheet in sheets)
    usual_main = main == _MAIN and [relation.target.lstrip("/") for relation in begun] == [_MAIN]
    return (
        usual_main
        and parts.exact
        and len(named) == len(tags)
        and shared
        and plain
        and all(map(_is_placed, sheets))
    )


def _is_placed(relation: Relation) -> bool:
    """Whether a sheet lies where calamine looks for its kind."""
    if relation.kind == "worksheet":
        return relation.member.startswith(_SHEETS) and relation.member.count("/") == _SHEETS.count("/")
    return relation.member.startswith(_OTHER_SHEETS)


def _has_one_id(tag: Mapping[str, str]) -> bool:
    return sum(name.endswith("id") for name in tag) == 1
