"""Tables of a document of Word: fixed widths, a header that each page repeats."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from routes.report.blocks import Line, Table, line
from routes.report.paper import WIDTH_CM
from routes.report.runs import put

_RULE = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "BFBFBF"}
_MARGIN = "70"  # twentieths of a point between the rule and the text


def put_table(made: Document, block: Table) -> None:
    """Add a table below its title; rows do not break over pages unless they are longer."""
    put(made.add_paragraph(style="Table Title"), line(block.caption))
    table = made.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    table.autofit = False
    widths = [Cm(WIDTH_CM * column.share) for column in block.columns]
    _rule(table)
    rows = list(table.rows)
    for column, width, cell in zip(block.columns, widths, rows[0].cells, strict=True):
        cell.width = width
        _fill(cell, (line(column.title),), "Table Head")
        _shade(cell)
    _flag(rows[0], "w:tblHeader")
    for row, told in zip(rows[1:], block.rows, strict=True):
        for cell, width, lines in zip(row.cells, widths, told, strict=True):
            cell.width = width
            _fill(cell, lines, "Table Text")
    for row in rows:
        _flag(row, "w:cantSplit")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    made.add_paragraph(style="Table End")


def _fill(cell: _Cell, lines: tuple[Line, ...], style: str) -> None:
    first, *more = lines or ((),)
    cell.paragraphs[0].style = style
    put(cell.paragraphs[0], first)
    for each in more:
        put(cell.add_paragraph(style=style), each)


def _rule(table: WordTable) -> None:
    """Rules between rows, none between columns, and room around the text."""
    properties = table._tbl.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in _RULE.items():
            rule.set(qn(name), value)
        borders.append(rule)
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40" if side in ("top", "bottom") else _MARGIN)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    if look is not None:
        properties.remove(look)
    if layout is not None:  # in the order of the schema: borders, layout, margins
        layout.addprevious(borders)
        layout.addnext(margins)


def _flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EEF1F6")):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)
