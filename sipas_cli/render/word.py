"""Word: a template filled in, and its tables of ranks fitted to the page."""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from jinja2.sandbox import SandboxedEnvironment

from sipas_cli.errors import RulesError
from sipas_cli.files import is_package, timeless_package

#: Tables of more columns than this are wide.
_FEW = 5
#: The share of the page for the rank, the weight of the unit, the largest letters in half-points: for
#: tables of up to _FEW columns, of up to two more, and wider ones.
_RANK = Fraction(16, 165), Fraction(13, 165), Fraction(13, 165)
_UNIT = 2, 3, 3
_LARGEST = 28, 23, 20
_WEIGHTS = {"note": Fraction(3, 2), "head": Fraction(3, 2), "head_class": Fraction(3, 2)}


def filled(template: Path, context: Mapping[str, Any], environment: SandboxedEnvironment) -> bytes:
    """The template with `context` filled in, as a package. Raises RulesError if it is damaged."""
    from docxtpl import DocxTemplate

    if not is_package(template):
        raise RulesError("template_damaged", where=template.name)
    document = DocxTemplate(template)
    document.render(dict(context), jinja_env=environment, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return timeless_package(_fitted(out, context["appendices"]))


def column_widths(fields: Sequence[str], total: int) -> list[int]:
    """The widths of columns that hold `fields`; they add up to `total`, in its unit.

    >>> column_widths(["rank", "unit", "score"], 165)
    [16, 99, 50]
    >>> column_widths(["rank", "unit", "points", "score", "band"], 165)
    [16, 60, 29, 30, 30]
    """
    level = _level(fields)
    rank = _RANK[level] if "rank" in fields else Fraction(0)
    weights = {**_WEIGHTS, "unit": Fraction(_UNIT[level])}
    others = sum((weights.get(field, Fraction(1)) for field in fields if field != "rank"), Fraction(0))
    shares = [rank if f == "rank" else (1 - rank) * weights.get(f, Fraction(1)) / others for f in fields]
    edges = [round(total * share) for share in accumulate(shares, initial=Fraction(0))]
    return [right - left for left, right in pairwise(edges)]


def _level(fields: Sequence[str]) -> int:
    """0 for few columns, 1 for some more, 2 for many."""
    return (len(fields) > _FEW) + (len(fields) > _FEW + 2)


def _fitted(package: io.BytesIO, appendices: Sequence[Mapping[str, Any]]) -> bytes:
    """The document with the columns of its tables of ranks as wide as what they hold needs, since docxtpl
    makes them all equal. The tables are known by their headings; any others are left alone."""
    import docx
    from docx.shared import Mm

    document = docx.Document(package)
    section = document.sections[-1]
    sides = (section.left_margin or Mm(30)) + (section.right_margin or Mm(15))
    total = (section.page_width or Mm(210)) - sides
    layouts = {tuple(c["title"] for c in own["columns"]): own["columns"] for own in appendices}
    for table in document.tables:
        if columns := layouts.get(tuple(cell.text for cell in table.rows[0].cells)):
            _fit(table, [column["field"] for column in columns], total)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fit(table: Any, fields: Sequence[str], total: int) -> None:
    """Sets widths, in EMU, and the size of letters: Word looks at the cells, LibreOffice at the grid. The
    last row keeps with what stands below the table."""
    from docx.oxml.ns import qn

    widths = column_widths(fields, total)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):  # an office may have merged some
            cell.width = width
    value = qn("w:val")
    for size in table._tbl.iter(qn("w:sz")):  # of letters and of empty paragraphs, in half-points
        size.set(value, str(min(int(size.get(value)), _LARGEST[_level(fields)])))
    for paragraph in (paragraph for cell in table.rows[-1].cells for paragraph in cell.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
