"""Pieces of a sheet beside the map: headings, legend, key, sources. Pure.

A block is drawn at the origin and moved to where there is room; it is as high as it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from routes.figures import fonts
from routes.figures.key import KeyEntry
from routes.figures.labels import ABOVE, STEP
from routes.figures.lines import INK, dashes, safe
from routes.figures.marks import GREY, circle, disc, spaced
from routes.figures.sheet import Area, Item, Sheet, Stroke, Words
from routes.figures.style import Style
from routes.webmap.payload_types import Grammar, Payload, VariantOut
from routes.webmap.pencil import Points
from routes.webmap.rhythm import ACROSS, number, ticks

LEAD, RULE = "#4d535a", "#c9ced2"


@dataclass(slots=True)
class Block:
    """Items about the origin, and how high they are together. ``head`` stays with what follows."""

    height: float = 0.0
    items: list[Item] = field(default_factory=list)
    head: bool = False

    def lines(
        self, lines: Sequence[str], size: float, colour: str, x: float = 0.0, gap: float = 0.0
    ) -> Block:
        """Lines of text below what is there; the block itself."""
        self.height += gap
        for line in lines:
            at = self.height + size * ABOVE
            self.items.append(Words(x, at, line, size, colour))
            self.height += size * STEP
        return self


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item elsewhere."""
    if isinstance(item, Words):
        return replace(item, x=item.x + dx, y=item.y + dy)
    step = np.array([dx, dy])
    if isinstance(item, Area):
        return replace(item, rings=[ring + step for ring in item.rings])
    return replace(item, lines=[line + step for line in item.lines])


def lay(sheet: Sheet, block: Block, x: float, y: float) -> None:
    """Put a block on a sheet, its upper left corner at x, y."""
    sheet.add(*(moved(item, x, y) for item in block.items))


def in_columns(
    sheet: Sheet,
    blocks: Sequence[Block],
    x: float,
    y: float,
    widths: tuple[int, float, float],
    gap: float,
) -> float:
    """Lay blocks in columns of about the same height; how high they are.

    ``widths`` are the count of columns, the width of one and the gutter.
    """
    count, wide, gutter = widths
    heights = _split(blocks, count, gap)
    tallest = 0.0
    at = 0
    for column, many in enumerate(heights):
        below = y
        for block in blocks[at : at + many]:
            lay(sheet, block, x + column * (wide + gutter), below)
            below += block.height + gap
        at += many
        tallest = max(tallest, below - gap - y)
    return tallest


def _split(blocks: Sequence[Block], count: int, gap: float) -> list[int]:
    """How many blocks each column gets so that the highest is as low as can be, in order."""
    total = sum(block.height + gap for block in blocks)
    limit = max([total / count, *_needs(blocks, gap)])
    while True:
        split = _filled(blocks, limit, gap)
        if len(split) <= count:
            return split
        limit += max(total / 200, 0.5)


def _needs(blocks: Sequence[Block], gap: float) -> list[float]:
    """How much room each block needs: a heading that for what follows it, too."""
    after = [*blocks[1:], Block()]
    return [
        block.height + gap + (following.height + gap if block.head else 0.0)
        for block, following in zip(blocks, after, strict=True)
    ]


def _filled(blocks: Sequence[Block], limit: float, gap: float) -> list[int]:
    split = [0]
    used = 0.0
    needs = _needs(blocks, gap)
    for i, block in enumerate(blocks):
        need = needs[i]
        if split[-1] and used + need > limit + 1e-6:
            split.append(0)
            used = 0.0
        split[-1] += 1
        used += block.height + gap
    return split


def heading(text: str, style: Style) -> Block:
    """A small heading in spaced capitals."""
    size = style.small * 1.02
    return Block(head=True).lines([spaced(fonts.readable(text))], size, GREY)


def paragraph(text: str, size: float, colour: str, room: float, lines: int | None = None) -> Block:
    """Text as wide as there is room."""
    return Block().lines(fonts.wrapped(text, size, room, lines), size, colour)


def rule(width: float) -> Block:
    """A thin line across."""
    line = np.array([(0.0, 0.0), (width, 0.0)])
    return Block(0.5, [Stroke([line], RULE, 0.5)])


def version(
    variant: VariantOut,
    payload: Payload,
    numbers: Mapping[str, int],
    style: Style,
    room: float,
    colours: Callable[[str], Sequence[str]],
) -> Block:
    """A version: a piece of its line, its number, its title, and the numbers of its legs."""
    size, swatch = style.key, 5.2 * style.key
    block = Block()
    lines = fonts.wrapped(variant["title"], size, room - swatch - 2.1 * size, 3)
    middle = size * (ABOVE - 0.36)
    block.items += _swatch(variant, payload, swatch, middle, style.pixel)
    several = len(payload["variants"]) > 1
    at = swatch + 0.6 * size
    if several:
        half = 0.62 * size
        box = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
        square = box + np.array([at + half, middle])
        block.items.append(Area([square], "#ffffff", line=safe(variant["colour"]), width=0.9))
        text, small = str(number(variant, payload)), style.at_least(size * 0.86)
        x = at + half - fonts.width(text, small) / 2
        block.items.append(Words(x, middle + 0.36 * small, text, small, INK))
        at += 2 * half + 0.5 * size
    block.lines(lines, size, INK, at)
    legs = [name for name in variant["legs"] if name in numbers]
    beside = at + fonts.block_width(lines, size) + 0.8 * size
    if style.dense and len(lines) == 1 and beside + _long(legs, numbers, style) <= room:
        # In the same line, the middles of discs and letters on one height.
        block.height = middle - 0.78 * style.at_least(0.72 * size) - 0.14 * size
        _discs(block, legs, numbers, (beside, room), style, colours)
    else:
        _discs(block, legs, numbers, (at, room), style, colours)
    if variant["closed"]:
        small = style.at_least(size * 0.9)
        block.lines(fonts.wrapped(variant["closed"], small, room - at, 3), small, GREY, at)
    return block


def _long(legs: Sequence[str], numbers: Mapping[str, int], style: Style) -> float:
    """How long the legs of a version are as discs in one line."""
    size = style.at_least(0.72 * style.key)
    wide = (max(1.56 * size, fonts.width(str(numbers[name]), size) + 2.4) for name in legs)
    return sum(wide) + 0.55 * style.key * max(len(legs) - 1, 0)


def _discs(
    block: Block,
    legs: Sequence[str],
    numbers: Mapping[str, int],
    room: tuple[float, float],
    style: Style,
    colours: Callable[[str], Sequence[str]],
) -> None:
    """The legs of a version by their numbers, joined by a thin line."""
    left, right = room
    size = style.at_least(0.72 * style.key)
    half = 0.78 * size
    x, y = left + half, block.height + half + 0.14 * style.key
    first = True
    for name in legs:
        text = str(numbers[name])
        wide = max(half, fonts.width(text, size) / 2 + 1.2)
        if x + wide > right:
            x, y, first = left + half, y + 2.5 * half, True
        if not first:
            step = np.array([(x - half - 0.55 * style.key, y), (x - half, y)])
            block.items.append(Stroke([step], GREY, 0.5))
        sheet = Sheet(0)
        disc(sheet, x - half + wide, y, text, (wide, half), size, colours(name))
        block.items += sheet.items
        x += 2 * wide + 0.55 * style.key
        first = False
    if legs:
        block.height = y + half + 0.25 * style.key


def _swatch(
    variant: VariantOut, payload: Payload, wide: float, y: float, pixel: float
) -> list[Item]:
    """A piece of the line of a version: the kinds of stroke that it has, and its ticks."""
    kinds = {grammar["id"]: grammar for grammar in payload["grammars"]}
    legs = {leg["id"]: leg for leg in payload["legs"]}
    used = [legs[name]["grammar"] for name in variant["legs"] if name in legs]
    strokes = [kinds[name] for name in dict.fromkeys(used) if name in kinds][:3]
    items: list[Item] = []
    for i, grammar in enumerate(strokes):
        left, right = wide * i / len(strokes), wide * (i + 1) / len(strokes)
        items += stroke(
            grammar, safe(grammar["colour"] or variant["colour"]), left, right, y, pixel
        )
    if strokes:
        grammar = strokes[0]
        pattern = dashes(ticks(grammar, variant, payload), pixel)
        if pattern:
            marks = sum(pattern[:-1])
            left = wide / len(strokes) / 2 - marks / 2
            line = np.array([(left, y), (left + marks, y)])
            width = (grammar["width"] + ACROSS) * pixel
            colour = safe(grammar["colour"] or variant["colour"])
            items.append(Stroke([line], colour, width, pattern))
    return items


def stroke(
    grammar: Grammar, colour: str, left: float, right: float, y: float, pixel: float
) -> list[Item]:
    """A piece of a kind of line."""
    look = dashes(grammar["dash"], pixel)
    width = max(grammar["width"] * pixel, 0.5)
    line = np.array([(left, y), (right, y)])
    is_dot = bool(look) and look[0] < width
    return [Stroke([line], colour, width, look, opacity=grammar["opacity"], round=is_dot)]


def kind(items: Sequence[Item], label: str, explains: str, style: Style, room: float) -> Block:
    """A sign of the map and what it means."""
    size, swatch = style.at_least(style.key * 0.94), 5.2 * style.key
    block = Block(items=list(items))
    at = swatch + 0.6 * style.key
    text = f"{label}\n{explains}"
    first, _, rest = text.partition("\n")
    block.lines(fonts.wrapped(first, size, room - at, 2), size, INK, at)
    small = style.at_least(size * 0.9)
    return block.lines(fonts.wrapped(rest, small, room - at, 3), small, GREY, at)


def entry(item: KeyEntry, colours: Sequence[str], style: Style, room: float) -> Block:
    """A leg of the key: its number, its title, by what means and when, who says so."""
    size, small = style.key, style.at_least(style.key * 0.9)
    figure = style.at_least(0.8 * size)
    half = 0.775 * figure
    text = str(item.number)
    wide = max(half, fonts.width(text, figure) / 2 + 1.3)
    at = 2 * half + 0.55 * size
    block = Block()
    sheet = Sheet(0)
    disc(sheet, wide, size * (ABOVE - 0.36), text, (wide, half), figure, colours)
    block.items += sheet.items
    block.lines(fonts.wrapped(item.title, size, room - at, 3), size, INK, at)
    facts = f"{item.mode[:1].upper()}{item.mode[1:]}{' · ' if item.when else ''}{item.when}"
    block.lines(fonts.wrapped(facts, small, room - at, 2), small, GREY, at)
    return block.lines(fonts.wrapped(item.told_by, small, room - at, 4), small, LEAD, at)


def way(number_: str, title: str, summary: str, style: Style, room: float) -> Block:
    """A computed path of the key: its number on the map, its title, its length."""
    size, small = style.at_least(style.key * 0.94), style.at_least(style.key * 0.86)
    at = 1.8 * style.key
    block = Block(items=[Words(0, size * ABOVE, number_, small, GREY)])
    block.lines(fonts.wrapped(title, size, room - at, 3), size, LEAD, at)
    return block.lines(fonts.wrapped(summary, small, room - at, 3), small, GREY, at)


def source(number_: int, text: str, style: Style, room: float) -> Block:
    """A source with its number."""
    at = 2.1 * style.small
    block = Block(items=[Words(0, style.small * ABOVE, str(number_), style.small, INK)])
    return block.lines(fonts.wrapped(text, style.small, room - at, 4), style.small, LEAD, at)


def ring(x: float, y: float, half: float, pixel: float) -> list[Item]:
    """The sign of a place of which more is known than is told, or that stands for no place."""
    points = circle(x, y, half)
    line = np.vstack([points, points[:1]])
    return [Stroke([line], INK, 1.4 * pixel, (1.8 * pixel, 1.6 * pixel))]


def points(corners: Sequence[tuple[float, float]]) -> Points:
    """Corners as an array."""
    return np.array(corners, dtype=np.float64)
