"""What a document is made of: blocks of plain text, the same for every format. Pure.

All text is plain text. A writer escapes it as its own format wants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line.

    ``address`` is where on the web it leads to, as the case has it: a writer makes a link of it
    only where `routes.report.addresses.linked` does. ``source`` is the number of the source in
    the list of sources that it points at. ``language`` is that of the text where it is another
    one than the document's.
    """

    text: str
    is_strong: bool = False
    address: str | None = None
    source: int | None = None
    language: str | None = None


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a chapter; the title of the document stands above all levels."""

    level: Literal[1, 2, 3]
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``kind``: running text, the summary at the top, who says something, a quote, a remark."""

    line: Line
    kind: Literal["text", "lead", "who", "quote", "note"] = "text"


@dataclass(frozen=True, slots=True)
class Point:
    """An item of a list, with items below it."""

    line: Line
    under: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list with bullets."""

    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` is how much of the table's width it takes, 0 to 1."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """Each cell of a row holds lines, one below the other; the first cell names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the figure stands. ``described`` is for who cannot see it."""

    described: str
    caption: Line


@dataclass(frozen=True, slots=True)
class Reference:
    """A source in the numbered list, the first line with its ``number``."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class References:
    """The numbered list of sources, from 1 on without a gap."""

    items: tuple[Reference, ...]


Block = Heading | Paragraph | Points | Table | Picture | References


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document. ``mark`` stands on every page of what is for the desk alone.

    ``language`` is a tag of the interface's languages; ``foot`` is what every page ends with.
    """

    title: str
    question: str | None
    mark: str | None
    language: str
    foot: str
    blocks: tuple[Block, ...]


def line(text: str, *, is_strong: bool = False) -> Line:
    """A line of one piece."""
    return (Span(text, is_strong=is_strong),)


def lines_of(block: Block) -> Iterator[Line]:
    """All lines of a block, in reading order, captions and titles of columns among them."""
    match block:
        case Heading() | Paragraph():
            yield block.line
        case Points():
            for point in block.items:
                yield point.line
                yield from point.under
        case Table():
            yield line(block.caption)
            yield from (line(column.title) for column in block.columns)
            yield from (each for row in block.rows for cell in row for each in cell)
        case Picture():
            yield line(block.described)
            yield block.caption
        case References():
            yield from (each for item in block.items for each in item.lines)
