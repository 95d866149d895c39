"""Workbooks as programs write them and as nobody should: each made when it is asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def cell(name: str, value: str, kind: str = "inlineStr") -> str:
    """One cell; a number or a boolean is of the kind n or b."""
    inside = f"<is><t>{escape(value)}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    return f'<c r="{name}" t="{kind}">{inside}</c>'


def rows(*texts: tuple[str, ...]) -> str:
    """Rows of text cells."""
    return "".join(
        f'<row r="{y}">'
        + "".join(cell(f"{chr(64 + x)}{y}", text) for x, text in enumerate(line, 1))
        + "</row>"
        for y, line in enumerate(texts, 1)
    )


PLAIN = rows(("id", "name"), ("1", "a"))


def sheet(data: str, before: str = "", around: str = "") -> str:
    """The XML of a sheet with these rows."""
    return f'{_HEAD}{before}<worksheet xmlns="{_MAIN}">{around}<sheetData>{data}</sheetData></worksheet>'  # noqa: E501


def parts(data: str = PLAIN, sheets: tuple[str, ...] = ("Table",)) -> dict[str, str]:
    """The parts of a workbook, the first sheet with these rows and the others empty."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(sheets, 1)
    )
    targets += f'<Relationship Id="rId98" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    targets += (
        f'<Relationship Id="rId99" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    styles = (
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    )
    start = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{BOOK}"/>'
    empty = {f"xl/worksheets/sheet{n}.xml": sheet("") for n in range(2, len(sheets) + 1)}
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE.replace("relationships", "content-types")}"/>',  # noqa: E501
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{start}</Relationships>',
        BOOK: _HEAD + book,
        RELATIONS: f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{targets}</Relationships>',
        "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        SHARED: f'{_HEAD}<sst xmlns="{_MAIN}"><si><t>shared</t></si></sst>',
        SHEET: sheet(data),
        **empty,
    }


def workbook(found: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for path, content in found.items():
            archive.writestr(zipfile.ZipInfo(path), content, packing)
    return out.getvalue()


def changed(part: str, content: str | bytes) -> bytes:
    """The plain workbook with one part that is another, or one more."""
    return workbook({**parts(), part: content})


def with_rows(data: str) -> bytes:
    """A workbook of one sheet with these rows."""
    return workbook(parts(data))
