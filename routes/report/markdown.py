"""A report as Markdown for Pandoc and Quarto (Pandoc's Markdown, with pipe tables)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from routes.atomic import write_text
from routes.messages import Text, say
from routes.model import Atlas
from routes.report.addresses import linked
from routes.report.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    References,
    Report,
    Span,
    Table,
)
from routes.report.cleaning import clean
from routes.report.content import report_of
from routes.report.held import lacks
from routes.webmap.compose import compose
from routes.webmap.tongues import offered

# Each of these can begin markup somewhere: emphasis, code, links, raw HTML, TeX, citations,
# superscripts, tables, attributes, headings, quotation marks that would be bent.
_ALWAYS = re.compile(r"[`*_{}\[\]<>#!$~^@|&\"']")
_PAIRED = re.compile(r"(?<=[-.=+])[-.=+]|[-.=+](?=[-.=+])|:(?=\S)|(?<=[wW])\.(?=\S)|(?<=\\)\(")
_LISTED = re.compile(r"(\(?)([0-9A-Za-z]{1,9})([.)])")
_DASHES = 100
"""So many dashes below the header of a table: Pandoc takes the shares of columns from them."""

NO_FIGURE = say("A file of Markdown holds no picture: the figure is written as svg, png or pdf.")


def write(atlas: Atlas, path: Path) -> Sequence[Text]:
    """Write the report on ``atlas`` as Markdown, without its figure: one file holds no picture.

    Returns sentences on what the file does not hold. Raises OutputError when the file cannot be
    written; a file that was there is then intact.
    """
    report = report_of(compose(atlas, languages=offered(atlas.case)[:1]))
    write_text(path, markdown(report), private=atlas.release.is_internal)
    return [NO_FIGURE, *lacks(report)]


def markdown(report: Report, *, figure: str | None = None) -> str:
    """The text of the document; ``figure`` is the path of its figure from where it will lie.

    The text of a case is escaped, so that Pandoc and Quarto show it letter by letter: none of it
    is a heading, a link, raw HTML or TeX, a citation or a shortcode.
    """
    parts = [_front(report)]
    if report.mark:
        parts.append(f"**{escaped(report.mark)}**")
    for block in report.blocks:
        parts += _block(block, figure)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """``text`` in one line, with a backslash or a reference for all that could be markup."""
    told = clean(text).strip(" ")
    told = re.sub(" {2,}", lambda found: " " + "&#32;" * (len(found[0]) - 1), told)
    # A backslash as a reference: with Pandoc's TeX extensions "\\(" would begin a formula.
    pieces = re.split(r"(\\|&#32;)", told)
    return "".join(_kept(piece) for piece in pieces)


def _kept(piece: str) -> str:
    if piece == "\\":
        return "&#92;"
    if piece == "&#32;":
        return piece
    spots = {found.start() for found in _ALWAYS.finditer(piece)}
    spots |= {found.start() for found in _PAIRED.finditer(piece)}
    return "".join(f"\\{char}" if i in spots else char for i, char in enumerate(piece))


def _started(text: str) -> str:
    """Escaped text that begins a block: it is no list, no heading and no fence."""
    if found := _LISTED.match(text):
        begin, word, end = found.groups()
        begin = f"\\{begin}" if begin else ""
        return f"{begin}{word}\\{end}{text[found.end() :]}"
    return f"\\{text}" if text[:1] in tuple("-+=:%") else text


def _front(report: Report) -> str:
    """The front matter: each value is Markdown in a string of YAML's that is one of JSON's too."""
    values = {"title": report.title, "subtitle": report.question, "lang": report.language}
    told = [f"{name}: {_quoted(text)}" for name, text in values.items() if text]
    return "\n".join(["---", *told, "---"])


def _quoted(text: str) -> str:
    return json.dumps(escaped(text), ensure_ascii=False).replace("\ufeff", "\\uFEFF")


def _block(block: Block, figure: str | None) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_line(block.line)}"
        case Paragraph(kind="quote"):
            yield f"> {_started(_line(block.line))}"
        case Paragraph():
            yield _started(_line(block.line))
        case Points():
            yield "\n".join(_points(block))
        case Table():
            yield from _table(block)
        case Picture():
            if figure is not None:
                yield f"![{_line(block.caption)}]({quote(figure)})"
        case References():
            yield "\n".join(
                f"{item.number}. []{{#source-{item.number}}}"
                + " ".join(_line(each) for each in item.lines)
                for item in block.items
            )


def _points(block: Points) -> Iterator[str]:
    for point in block.items:
        yield f"- {_started(_line(point.line))}"
        yield from (f"    - {_started(_line(each))}" for each in point.under)


def _table(block: Table) -> Iterator[str]:
    """A pipe table: each cell in one line, what stands below each other with a dot between."""
    rows = [_row([escaped(column.title) for column in block.columns])]
    rows.append(_row(["-" * max(3, round(_DASHES * column.share)) for column in block.columns]))
    rows += [_row([" · ".join(_line(each) for each in cell) for cell in row]) for row in block.rows]
    yield "\n".join(rows)
    yield f": {escaped(block.caption)}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    return "".join(_span(span) for span in line)


def _span(span: Span) -> str:
    text = escaped(span.text)
    if not text:
        return " " if span.text else ""
    before = " " if span.text.startswith(" ") else ""
    after = " " if span.text.endswith(" ") else ""
    if span.is_strong:
        text = f"**{text}**"
    if span.source is not None:
        text = f"[{text}](#source-{span.source})"
    elif address := linked(span.address):
        text = f"[{text}](<{address}>)"
    return f"{before}{text}{after}"
