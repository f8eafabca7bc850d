"""Word: a template filled in, and its tables of ranks fitted to the page."""

import io
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.files import timeless_package

#: How tables are set, by the most columns they have: the share of the page for the rank, the weight of
#: the unit among the other columns, the largest letters in half-points, the room beside them in
#: twentieths of a point where that of the template is too much.
_SETTINGS = {
    5: (Fraction(16, 165), 2, 28, None),
    7: (Fraction(15, 165), 3, 23, None),
    10: (Fraction(13, 165), 3, 20, 57),
    999: (Fraction(11, 165), 3, 18, 57),
}
_WEIGHTS = {
    "band": Fraction(5, 4),
    "note": Fraction(3, 2),
    "head": Fraction(3, 2),
    "head_class": Fraction(3, 2),
}


Columns = Sequence[Mapping[str, Any]]


def filled(
    template: Path, context: Mapping[str, Any], environment: SandboxedEnvironment, tables: Sequence[Columns]
) -> bytes:
    """The template with `context` filled in, as a package; tables with the headings of one of `tables`
    (title and field of each column) are fitted to the page.

    Raises RulesError where blocks have torn elements apart.
    """
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.fix_tables = _strictly(document.fix_tables, template.name)
    document.render(dict(context), jinja_env=environment, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return timeless_package(_fitted(out, tables))


def _strictly(fix_tables: Callable[[str], Any], name: str) -> Callable[[str], Any]:
    """docxtpl mends XML that blocks have torn apart by leaving things out, which nobody would notice."""
    from docx.oxml import parse_xml

    def fixed(xml: str) -> Any:
        try:
            parse_xml(xml)
        except SyntaxError as error:
            raise RulesError("template_structure", where=name) from error
        return fix_tables(xml)

    return fixed


def column_widths(fields: Sequence[str], total: int) -> list[int]:
    """The widths of columns that hold `fields`; they add up to `total`, in its unit.

    >>> column_widths(["rank", "unit", "score"], 165)
    [16, 99, 50]
    >>> column_widths(["rank", "unit", "points", "maximum", "score", "band"], 165)
    [15, 62, 21, 20, 21, 26]
    """
    rank, unit, *_ = _setting(fields)
    weights = {**_WEIGHTS, "unit": Fraction(unit), "rank": Fraction(0)}
    rank = rank if "rank" in fields else Fraction(0)
    own = [weights.get(field, Fraction(1)) for field in fields]
    others = sum(own, Fraction(0)) or Fraction(1)
    shares = [rank if f == "rank" else (1 - rank) * w / others for f, w in zip(fields, own, strict=True)]
    edges = [round(total * share) for share in accumulate(shares, initial=Fraction(0))]
    return [right - left for left, right in pairwise(edges)]


def _setting(fields: Sequence[str]) -> tuple[Fraction, int, int, int | None]:
    return next(setting for most, setting in _SETTINGS.items() if len(fields) <= most)


def _fitted(package: io.BytesIO, tables: Sequence[Columns]) -> bytes:
    """The document with the columns of its tables of ranks as wide as what they hold needs, since docxtpl
    makes them all equal. The tables are known by their headings; any others are left alone."""
    import docx
    from docx.shared import Mm

    document = docx.Document(package)
    section = document.sections[-1]
    sides = (section.left_margin or Mm(30)) + (section.right_margin or Mm(15))
    total = (section.page_width or Mm(210)) - sides
    layouts = {tuple(column["title"] for column in columns): columns for columns in tables}
    for table in document.tables:
        if columns := layouts.get(tuple(cell.text for cell in table.rows[0].cells)):
            _fit(table, [column["field"] for column in columns], total)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fit(table: Any, fields: Sequence[str], total: int) -> None:
    """Sets widths, in EMU, and the size of letters: Word looks at the cells, LibreOffice at the grid. No page
    ends after the first row or begins with the last; that one keeps with what stands below the table."""
    from docx.oxml.ns import qn

    widths = column_widths(fields, total)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):  # an office may have merged some
            cell.width = width
    _, _, largest, beside = _setting(fields)
    value = qn("w:val")
    for size in table._tbl.iter(qn("w:sz")):  # of letters and of empty paragraphs
        size.set(value, str(min(int(size.get(value)), largest)))
    if beside is not None:
        _leave_beside(table, beside)
    rows = list(table.rows)
    for paragraph in (
        own for row in [*rows[1:2], *rows[-2:]] for cell in row.cells for own in cell.paragraphs
    ):
        paragraph.paragraph_format.keep_with_next = True


def _leave_beside(table: Any, room: int) -> None:
    """Leaves `room`, in twentieths of a point, on both sides of what is in a cell."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    sides = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side in ("left", "right"))
    properties = table._tbl.tblPr
    for former in properties.findall(qn("w:tblCellMar")):
        properties.remove(former)
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    properties.insert_element_before(
        margins, "w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange"
    )
