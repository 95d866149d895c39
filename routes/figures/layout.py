"""A payload as a sheet: title, map, legend, key, sources, credits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from routes.figures import blocks, fonts, words
from routes.figures.blocks import Block
from routes.figures.chart import Wanted, draw_chart
from routes.figures.frame import Frame, framed, height_of
from routes.figures.key import KeyEntry, entries
from routes.figures.labels import Label
from routes.figures.legend import kinds_of
from routes.figures.lines import INK, safe
from routes.figures.marks import ALARM, GREY
from routes.figures.sheet import Area, Sheet, Words
from routes.figures.style import Style
from routes.messages import say
from routes.messages.speaker import Speaker
from routes.webmap.payload_types import Payload, VariantOut
from routes.webmap.ways import first_ways

_LEAST_M = 1_500.0
_GUTTER = 1.9  # between columns, of the size of the key
_HALF_A_PAGE = 0.5  # of the width: how high the map of a figure inside of a text is at most
_SIDE_SIZES = ((8.0, True), (7.4, True), (6.8, True), (6.4, True), (6.0, True), (6.0, False))
"""Of letters beside the map of a slide, the best first, and whether kinds of line are explained."""

_LISTED = {"legs": 120, "sources": 200}
"""So many are listed at most: a figure is no book."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet that is filled, the frame of its map, and what is written on that."""

    sheet: Sheet
    frame: Frame
    labels: tuple[Label, ...]


@dataclass(slots=True)
class _Content:
    """What all forms of a figure print, in the language of the payload."""

    payload: Payload
    shown: list[VariantOut]
    entries: list[KeyEntry]
    numbers: Mapping[str, int]
    colours: Callable[[str], Sequence[str]]
    told: list[str]
    remarks: list[str]
    style: Style
    tell: Callable[[str], str]
    key: bool


def laid_out(
    payload: Payload, style: Style, variant: str | None = None, *, key: bool = True
) -> Laid:
    """The sheet that shows ``payload``, or only one ``variant`` of it, by its id.

    Without ``key`` it has no title, list of legs or of sources: it stands in a text that has them.
    """
    dense = replace(style, dense=style.height is not None or not key)
    content = replace(_content(payload, dense, variant), key=key)
    sheet = Sheet(style.width)
    sheet.title = _title(payload)
    sheet.told = " ".join(content.told)
    sheet.keywords = ", ".join(fonts.readable(v["title"]) for v in content.shown)
    sheet.colours = tuple(safe(each["colour"]) for each in words.ordered(payload))
    laid = _slide(sheet, content) if style.height else _column(sheet, content)
    if _has_boxes(laid.sheet, content):
        laid.sheet.notes.append(words.boxed())
    laid.sheet.notes.extend(content.remarks)
    return laid


def _content(payload: Payload, style: Style, variant: str | None) -> _Content:
    speaker = Speaker(payload["languages"][0])
    shown = [v for v in words.ordered(payload) if variant in (None, v["id"])]
    used = {leg for each in shown for leg in each["legs"]}
    found = entries(payload)
    if variant is not None or any(leg["variants"] for leg in payload["legs"]):
        found = [each for each in found if each.leg in used]
    legs = [leg for leg in payload["legs"] if leg["id"] in {each.leg for each in found}]
    kinds = {grammar["id"]: grammar["colour"] for grammar in payload["grammars"]}
    own = {leg["id"]: kinds.get(leg["grammar"]) for leg in legs}

    def colours(leg: str) -> list[str]:
        of = [safe(own.get(leg) or each["colour"]) for each in shown if leg in each["legs"]]
        return list(dict.fromkeys(of))

    return _Content(
        payload=payload,
        shown=shown,
        entries=found,
        numbers={each.leg: each.number for each in found},
        colours=colours,
        told=[speaker.tell(each) for each in words.told(payload, shown, legs)],
        remarks=[speaker.tell(each) for each in words.remarks(payload, shown, legs)],
        style=style,
        tell=speaker.tell,
        key=True,
    )


def _title(payload: Payload) -> str:
    title = fonts.readable(payload["title"])
    return f"{payload['mark']}: {title}" if payload["mark"] else title


def _has_boxes(sheet: Sheet, content: _Content) -> bool:
    """Whether a box stands for a letter: not for one that somebody wrote."""
    drawn = (item.text for item in sheet.items if isinstance(item, Words))
    if not any(fonts.MISSING in text for text in drawn):
        return False
    return any(fonts.lacks(text) for text in _texts(content))


def _texts(content: _Content) -> Iterator[str]:
    """All that a figure may print of a case."""
    payload = content.payload
    yield from (payload["title"], payload["question"] or "", payload["summary"] or "")
    yield from (each.text for each in content.entries)
    for leg in payload["legs"]:
        yield leg["closed"] or ""
    for variant in content.shown:
        yield from (variant["title"], variant["closed"] or "")
    for place in payload["places"]:
        yield from (place["label"], place["marked"] or "")
    for source in payload["sources"]:
        parts = (source["label"], source["title"], source["publisher"], source["issued"])
        yield from (part or "" for part in parts)
    for way in first_ways(payload):
        yield from (way["title"], way["summary"])
    yield from (label["name"] for label in payload["basemap"]["labels"])
    yield from (*content.remarks, _credits(content))


def _column(sheet: Sheet, content: _Content) -> Laid:
    """One part below the other, as high as they are together."""
    style = content.style
    room = sheet.width
    y = _head(sheet, content, 0.0, room)
    margin = 30.0 if style.columns > 1 else 20.0
    most = style.most if content.key or style.columns == 1 else _HALF_A_PAGE
    tall = height_of(content.payload["view"], room, margin, style.least, most)
    frame = framed(
        content.payload["view"], (0.4, y, room - 0.4, y + tall), margin, _least_m(content)
    )
    labels, lost = draw_chart(
        sheet, content.payload, frame, style, Wanted(content.shown, content.numbers)
    )
    y += tall + 4
    if lost:
        content.remarks.append(content.tell(words.homeless(lost)))
    for text in content.remarks:
        block = blocks.paragraph(text, style.small, GREY, room, 6)
        blocks.lay(sheet, block, 0, y)
        y += block.height + 1
    y += 4
    gap = 0.6 * style.key
    columns = _columns(style, room)
    parts = [_legend(content, columns[1])]
    parts += [_key(content, columns[1], sheet)] if content.key else []
    for part in parts:
        if part:
            y += blocks.in_columns(sheet, part, 0, y, columns, gap) + 1.5 * style.key
    sources = _sources(content, columns[1], sheet) if content.key else []
    if sources:
        blocks.lay(sheet, blocks.rule(room), 0, y)
        y += 0.7 * style.key
        y += blocks.in_columns(sheet, sources, 0, y, columns, 0.3 * style.small) + style.key
    credit = blocks.paragraph(_credits(content), style.at_least(style.small * 0.94), GREY, room)
    blocks.lay(sheet, credit, 0, y)
    sheet.height = y + credit.height + 1
    return Laid(sheet, frame, tuple(labels))


def _least_m(content: _Content) -> float:
    """A map of one place is no more exact than that place: so many metres it shows at least."""
    places = content.payload["places"]
    return max([_LEAST_M, *(3 * place["radius_m"] for place in places if place["point"])])


def _columns(style: Style, room: float) -> tuple[int, float, float]:
    gutter = _GUTTER * style.key
    return style.columns, (room - gutter * (style.columns - 1)) / style.columns, gutter


def _head(sheet: Sheet, content: _Content, y: float, room: float, x: float = 0.0) -> float:
    """The mark of what is for the desk alone, title and question; where the map may begin."""
    payload, style = content.payload, content.style
    if payload["mark"]:
        size = style.title * 0.92
        lines = fonts.wrapped(payload["mark"].upper(), size, room - 12)
        block = Block(height=0.32 * size).lines(lines, size, "#ffffff", 6.0)
        block.height += 0.3 * size
        corners = [(0.0, 0.0), (room, 0.0), (room, block.height), (0.0, block.height)]
        block.items.insert(0, Area([blocks.points(corners)], ALARM))
        blocks.lay(sheet, block, x, y)
        y += block.height + 4
    if not content.key:
        return y + 0.4
    title = blocks.paragraph(payload["title"], style.title, INK, room, 3)
    blocks.lay(sheet, title, x, y)
    y += title.height
    lead = payload["question"] or payload["summary"]
    if lead:
        block = blocks.paragraph(lead, style.lead, blocks.LEAD, room, 3)
        blocks.lay(sheet, block, x, y + 0.15 * style.lead)
        y += block.height + 0.15 * style.lead
    return y + 0.55 * style.lead


def _legend(content: _Content, room: float) -> list[Block]:
    found: list[Block] = []
    if content.shown:
        found.append(blocks.heading(content.tell(say("Versions")), content.style))
        found += [
            blocks.version(
                each, content.payload, content.numbers, content.style, room, content.colours
            )
            for each in content.shown
        ]
    kinds = kinds_of(content.payload, content.shown, content.style, room, content.tell)
    if kinds:
        found.append(blocks.heading(content.tell(say("Signs")), content.style))
    return [*found, *kinds]


def _key(content: _Content, room: float, sheet: Sheet) -> list[Block]:
    most = _LISTED["legs"]
    listed = content.entries[:most]
    if not listed:
        return []
    if len(content.entries) > most:
        left = len(content.entries) - most
        sheet.notes.append(content.tell(words.cut_short("key", left)))
    return [
        blocks.heading(content.tell(say("Legs, and who reports them")), content.style),
        *(blocks.entry(each, content.colours(each.leg), content.style, room) for each in listed),
        *_ways(content, room),
    ]


def _ways(content: _Content, room: float) -> list[Block]:
    """The computed paths that are drawn."""
    ways = list(first_ways(content.payload))
    if not ways:
        return []
    return [
        blocks.heading(content.tell(say("Computed, reported by nobody")), content.style),
        *(
            blocks.way(way["number"], way["title"], way["summary"], content.style, room)
            for way in ways
        ),
    ]


def _sources(content: _Content, room: float, sheet: Sheet) -> list[Block]:
    """The sources that the key names, and those in which they were read."""
    sources = content.payload["sources"]
    numbers = {source["id"]: source["number"] for source in sources}
    used = {n for each in content.entries for n in each.sources}
    through = {
        numbers[source["read_in_id"]]
        for source in sources
        if source["number"] in used and source["read_in_id"] in numbers
    }
    listed = [source for source in sources if source["number"] in used | through]
    if not listed:
        return []
    most = _LISTED["sources"]
    if len(listed) > most:
        sheet.notes.append(content.tell(words.cut_short("sources", len(listed) - most)))
    tell = content.tell
    return [
        blocks.heading(tell(say("Sources")), content.style),
        *(
            blocks.source(each["number"], tell(words.reference(each, numbers)), content.style, room)
            for each in listed[:most]
        ),
    ]


def _credits(content: _Content) -> str:
    payload = content.payload
    credits_ = dict.fromkeys([*payload["credits"], payload["basemap"]["credit"]])
    return " · ".join(each.rstrip(".") for each in credits_)


def _slide(sheet: Sheet, content: _Content) -> Laid:
    """The map on the left, legend and key on the right, sources below; as high as a slide."""
    style = content.style
    sheet.height = style.height or 0.0
    edge = style.edge
    room = sheet.width - 2 * edge
    y = _head(sheet, content, edge * 0.7, room, edge)
    foot = sheet.height - edge * 0.6
    credit = blocks.paragraph(_credits(content), style.at_least(style.small * 0.94), GREY, room, 2)
    foot -= credit.height
    blocks.lay(sheet, credit, edge, foot)
    foot = _slide_sources(sheet, content, foot - 3, room)
    side = 0.34 * room
    wide = room - side - 12
    if not _side(sheet, content, (edge + wide + 12, y, side, foot - y), least=6.4):
        side = 0.45 * room
        wide = room - side - 12
        _side(sheet, content, (edge + wide + 12, y, side, foot - y))
    frame = framed(content.payload["view"], (edge, y, edge + wide, foot), 30.0, _least_m(content))
    labels, lost = draw_chart(
        sheet, content.payload, frame, style, Wanted(content.shown, content.numbers)
    )
    if lost:
        content.remarks.append(content.tell(words.homeless(lost)))
    return Laid(sheet, frame, tuple(labels))


def _slide_sources(sheet: Sheet, content: _Content, foot: float, room: float) -> float:
    """Sources in four columns at the foot; where they begin."""
    gutter = 10.0
    wide = (room - 3 * gutter) / 4
    small = replace(content, style=replace(content.style, small=content.style.floor))
    sources = _sources(small, wide, sheet) if content.key else []
    if not sources:
        return foot - 4
    trial = Sheet(sheet.width)
    tall = blocks.in_columns(trial, sources, 0, 0, (4, wide, gutter), 1.0)
    most = 0.24 * (content.style.height or 0.0)
    left = 0
    while tall > most and len(sources) > 2:
        sources.pop()
        left += 1
        tall = blocks.in_columns(trial, sources, 0, 0, (4, wide, gutter), 1.0)
    if left:
        content.remarks.append(content.tell(words.cut_short("sources", left)))
    blocks.in_columns(sheet, sources, content.style.edge, foot - tall, (4, wide, gutter), 1.0)
    return foot - tall - 6


def _side(
    sheet: Sheet, content: _Content, box: tuple[float, float, float, float], least: float = 0.0
) -> bool:
    """Legend and key in the column beside the map, as large as they fit.

    Where they do not fit at all what is last is left out, and the figure says so; with ``least``, a
    size of letters, nothing is written where they would have to be smaller. Whether it is written.
    """
    x, y, wide, tall = box
    gap, gutter = 3.0, 8.0
    found: list[Block] = []
    for size, explains in _SIDE_SIZES:
        if size < least:
            return False
        style = replace(
            content.style, key=size, small=min(content.style.small, size), explains=explains
        )
        for count in (1, 2):
            columns = (count, (wide - gutter * (count - 1)) / count, gutter)
            small = replace(content, style=style)
            found = [*_beside(small, columns[1]), *_remarks(small, columns[1])]
            if blocks.in_columns(Sheet(0), found, 0, 0, columns, gap) <= tall:
                blocks.in_columns(sheet, found, x, y, columns, gap)
                return True
    kept = _beside(small, columns[1])
    left = 0
    while True:
        left += not kept.pop().head
        said = content.tell(words.cut_short("key", left))
        told = _remarks(replace(small, remarks=[*content.remarks, said]), columns[1])
        fits = blocks.in_columns(Sheet(0), [*kept, *told], 0, 0, columns, gap) <= tall
        if not kept or (fits and not kept[-1].head):
            break
    blocks.in_columns(sheet, [*kept, *told], x, y, columns, gap)
    content.remarks.append(said)
    return True


def _beside(content: _Content, room: float) -> list[Block]:
    return [*_legend(content, room), *(_key(content, room, Sheet(0)) if content.key else [])]


def _remarks(content: _Content, room: float) -> list[Block]:
    small = content.style.small
    return [blocks.paragraph(each, small, GREY, room, 4) for each in content.remarks]
