"""A report as a document of Word (Office Open XML, ECMA-376), for whoever edits it further."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.shared import Cm, Emu

from routes.atomic import write_bytes
from routes.figures import drawn
from routes.model import Atlas
from routes.report.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    References,
    Report,
    Table,
    line,
)
from routes.report.cleaning import clean
from routes.report.content import report_of
from routes.report.held import lacks
from routes.report.package import packed, stripped
from routes.report.paper import WIDTH_CM, laid_out, put_foot
from routes.report.runs import bookmark, put
from routes.report.tabular import put_table
from routes.webmap.compose import compose
from routes.webmap.tongues import offered

_STYLES = {
    "text": "Normal",
    "lead": "Lead",
    "who": "Attribution",
    "quote": "Quote",
    "note": "Remark",
}
_HIGHEST_CM = 22.0
"""A figure that is higher would push its caption to the next page."""

_FIRST_CM = 15.0
"""A figure that is higher does not fit below title and summary: it follows the first chapter."""


def write(atlas: Atlas, path: Path) -> Sequence[str]:
    """Write the report on ``atlas`` as a document with its figure.

    Returns sentences on what the document does not hold. Raises OutputError when the file cannot
    be written; a file that was there is then intact.
    """
    payload = compose(atlas, languages=offered(atlas.case)[:1])
    report = report_of(payload)
    picture, notes = drawn(payload, "png", key=False)
    save(report, picture, path)
    return [*notes, *lacks(report)]


def save(report: Report, picture: bytes | None, path: Path) -> None:
    """Write the document to ``path``, for its owner alone where it has a mark.

    Raises OutputError.
    """
    write_bytes(path, document(report, picture), private=report.mark is not None)


def document(report: Report, picture: bytes | None) -> bytes:
    """The bytes of the document; ``picture`` is its figure as PNG. Same input, same bytes."""
    made = Document()
    laid_out(made, report)
    put_foot(made, report)
    if report.mark:
        put(made.add_paragraph(style="Mark"), line(report.mark))
    put(made.add_paragraph(style="Title"), line(report.title))
    if report.question:
        put(made.add_paragraph(style="Subtitle"), line(report.question))
    blocks = _placed(report, picture)
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        _add(made, block, picture)
        if _leads(before, block, after):
            made.paragraphs[-1].paragraph_format.keep_with_next = True
    stripped(made)
    out = io.BytesIO()
    made.save(out)
    return packed(out.getvalue())


def _placed(report: Report, picture: bytes | None) -> Sequence[Block]:
    """The blocks; a high figure follows the first chapter, so that the first page is full."""
    if picture is None:
        return report.blocks
    size = Image.from_blob(picture)
    if WIDTH_CM * size.px_height / size.px_width <= _FIRST_CM:
        return report.blocks
    figures = [block for block in report.blocks if isinstance(block, Picture)]
    others = [block for block in report.blocks if not isinstance(block, Picture)]
    chapters = [i for i, each in enumerate(others) if isinstance(each, Heading) and each.level == 1]
    where = (*chapters, *[len(others)] * 2)[1]
    return [*others[:where], *figures, *others[where:]]


def _leads(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a paragraph is not the last of a page: what a list or a chapter begins with."""
    if not isinstance(block, Paragraph):
        return False
    return isinstance(after, Points) or (
        isinstance(before, Heading) and block.kind == "note" and isinstance(after, Paragraph)
    )


def _add(made: Docx, block: Block, picture: bytes | None) -> None:
    match block:
        case Heading():
            put(made.add_paragraph(style=f"Heading {block.level}"), block.line)
        case Paragraph():
            paragraph = made.add_paragraph(style=_STYLES[block.kind])
            put(paragraph, block.line)
        case Points():
            for point in block.items:
                put(made.add_paragraph(style="List Bullet"), point.line)
                for each in point.under:
                    put(made.add_paragraph(style="List Bullet 2"), each)
        case Table():
            put_table(made, block)
        case Picture():
            if picture is not None:
                _add_picture(made, block, picture)
        case References():
            for item in block.items:
                _add_reference(made, item.number, item.lines)


def _add_reference(made: Docx, number: int, lines: Sequence[Line]) -> None:
    """A source: its number comes from the list, the rest of its lines stand below."""
    paragraph = made.add_paragraph(style="List Number")
    bookmark(paragraph, number)
    for i, each in enumerate(lines):
        if i:
            paragraph.add_run().add_break()
        put(paragraph, each)


def _add_picture(made: Docx, block: Picture, picture: bytes) -> None:
    paragraph = made.add_paragraph(style="Figure")
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Cm(WIDTH_CM))
    if shape.height > Cm(_HIGHEST_CM):
        shape.width = Emu(int(shape.width * Cm(_HIGHEST_CM) / shape.height))
        shape.height = Cm(_HIGHEST_CM)
    for side in ("distT", "distB", "distL", "distR"):  # LibreOffice moves it to the right without
        shape._inline.set(side, "0")
    for element in shape._inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        element.set("descr", clean(block.described))
        element.set("name", "Map")
    put(made.add_paragraph(style="Caption"), block.caption)
