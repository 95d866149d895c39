"""The routes on a map: a strand for each version, side by side where they go the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from routes.figures.frame import Frame
from routes.figures.sheet import Area, Sheet, Stroke
from routes.webmap.payload_types import Grammar, LegOut, Payload, VariantOut
from routes.webmap.pencil import FADE, FADE_END, Box, Points, beside, fading, length, parts_of, spot
from routes.webmap.rhythm import ACROSS, BEGIN, ticks
from routes.webmap.ways import way_lines

_GAP = 4.0  # pixels of the page between strands of one leg
_MOST = 30.0  # the same from the first strand to the last
_STUB = 24.0  # pixels: a line to or from an area is at least so long, or nobody would see it
_ASKED = 14.0  # pixels from the break of a closed line to its question mark
_FINE = 0.08  # points
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NO_COLOUR = "#555555"
INK = "#22262b"


@dataclass(frozen=True, slots=True)
class DrawnLeg:
    """A leg as drawn: the line in the middle of its strands, and their colours.

    ``reach`` are the shares of its length that can be seen well. ``asked`` and ``barred`` are where
    its question mark and its bars stand, None where it has none.
    """

    leg: LegOut
    points: Points
    colours: tuple[str, ...]
    reach: tuple[float, float]
    half: float
    asked: tuple[float, float] | None
    barred: tuple[float, float] | None


def safe(colour: str | None) -> str:
    """A colour of the payload, or grey if it is none."""
    return colour if colour and _COLOUR.fullmatch(colour) else _NO_COLOUR


def dashes(pattern: str, scale: float) -> tuple[float, ...]:
    """An SVG dash array in points."""
    return tuple(float(each) * scale for each in pattern.split())


def draw_ways(sheet: Sheet, payload: Payload, frame: Frame, scale: float) -> list[Points]:
    """Computed lines, thin, below all that is reported."""
    grammar = next((g for g in payload["grammars"] if g["id"] == "computed"), None)
    if grammar is None:
        return []
    drawn: list[Points] = []
    for _, lines in way_lines(payload, frame.pen):
        drawn += lines
    if drawn:
        width = max(grammar["width"] * scale, 0.5)
        look = dashes(grammar["dash"], scale)
        opacity = grammar["opacity"]
        colour = safe(grammar["colour"])
        sheet.add(Stroke(drawn, colour, width, look, opacity=opacity, clip=frame.box))
    return drawn


def draw_legs(
    sheet: Sheet, payload: Payload, shown: Sequence[VariantOut], frame: Frame, scale: float
) -> list[DrawnLeg]:
    """The legs of the versions that are ``shown``; ``scale`` is points to a pixel of the page."""
    legs = {leg["id"]: leg for leg in payload["legs"]}
    bundles: dict[frozenset[str], list[tuple[LegOut, VariantOut]]] = {}
    for variant in shown:
        for leg in (legs[name] for name in variant["legs"] if name in legs):
            if _parts(payload, leg, frame, scale):
                ends = frozenset((leg["start"], leg["end"]))
                bundles.setdefault(ends, []).append((leg, variant))
    drawn: list[DrawnLeg] = []
    for bundle in bundles.values():
        drawn += _draw_bundle(sheet, payload, bundle, frame, scale)
    return drawn


def _draw_bundle(
    sheet: Sheet,
    payload: Payload,
    bundle: Sequence[tuple[LegOut, VariantOut]],
    frame: Frame,
    scale: float,
) -> list[DrawnLeg]:
    first = bundle[0][0]["start"]
    gap = min(_GAP, _MOST / max(1, len(bundle) - 1)) * scale
    marks: list[Area | Stroke] = []
    asides: dict[str, list[tuple[float, str]]] = {}
    of_leg: dict[str, LegOut] = {}
    barred: set[str] = set()
    for i, (leg, variant) in enumerate(bundle):
        aside = (i - (len(bundle) - 1) / 2) * gap
        aside = aside if leg["start"] == first else -aside
        colour = _draw_strand(sheet, payload, (leg, variant), frame, scale, aside, marks)
        asides.setdefault(leg["id"], []).append((aside, colour))
        of_leg[leg["id"]] = leg
        if "closed" in (leg["status"], variant["status"]):
            barred.add(leg["id"])
    sheet.add(*marks)
    found = []
    for name, strands in asides.items():
        leg = of_leg[name]
        middle = float(np.mean([aside for aside, _ in strands]))
        spread = max(aside for aside, _ in strands) - min(aside for aside, _ in strands)
        longest = max(_parts(payload, leg, frame, scale), key=length)
        points = beside(longest, middle)
        asked = None
        if any(claim["stance"] != "asserts" for claim in leg["claims"]):
            x, y, _ = spot(points, _share_asked(leg, points, scale))
            asked = (x, y)
        bars = spot(points, _turned(leg, 0.4))[:2] if name in barred else None
        colours = tuple(dict.fromkeys(colour for _, colour in strands))
        half = spread / 2 + 1.5 * scale
        found.append(DrawnLeg(leg, points, colours, _reach(leg), half, asked, bars))
    return found


def _parts(payload: Payload, leg: LegOut, frame: Frame, scale: float) -> list[Points]:
    """The parts of a leg in points; one that fades is drawn as long as it needs to be seen."""
    parts = parts_of(payload, leg, frame.pen)
    stub = _STUB * scale
    if not leg["fades"] or len(parts) != 1 or not 0 < length(parts[0]) < stub:
        return parts
    known = parts[0][-1 if leg["fades_at"] == "start" else 0]
    return [known + (parts[0] - known) * (stub / length(parts[0]))]


def _draw_strand(
    sheet: Sheet,
    payload: Payload,
    which: tuple[LegOut, VariantOut],
    frame: Frame,
    scale: float,
    aside: float,
    marks: list[Area | Stroke],
) -> str:
    """Draws one version's copy of a leg, and gives its colour; ``marks`` go on top of the lines."""
    leg, variant = which
    grammar = next((g for g in payload["grammars"] if g["id"] == leg["grammar"]), None)
    colour = safe((grammar["colour"] if grammar else None) or variant["colour"])
    if grammar is None:
        return colour
    parts = [beside(part, aside) for part in _parts(payload, leg, frame, scale)]
    width, look = grammar["width"] * scale, dashes(grammar["dash"], scale)
    backwards = leg["fades_at"] == "start"
    pieces = [(1.0, 0.0, part) for part in parts]
    if leg["fades"]:
        whole = np.concatenate(parts)
        over = {"over": FADE * scale, "last": FADE_END * scale}
        pieces = fading(whole, backwards=backwards, **over)
    for strength, begin, piece in pieces:
        opacity = grammar["opacity"] * strength
        is_dot = bool(look) and look[0] < width
        line = Stroke([piece], colour, width, look, begin, opacity, round=is_dot, clip=frame.box)
        sheet.add(line)
    known = [piece for strength, _, piece in pieces if strength == 1.0]
    pattern = dashes(ticks(grammar, variant, payload), scale)
    sheet.add(*_tick(grammar, pattern, known, colour, scale, aside, frame.box))
    longest = max(parts, key=length)
    arrow = _turned(leg, 0.2 if leg["fades"] else 0.6)
    if length(longest) > 30 * scale:
        marks.append(Area([_arrow(longest, arrow, scale)], colour, clip=frame.box))
    if "closed" in (leg["status"], variant["status"]):
        marks.extend(_bars(longest, _turned(leg, 0.4), scale))
    return colour


def _turned(leg: LegOut, share: float) -> float:
    return 1 - share if leg["fades_at"] == "start" else share


def _tick(
    grammar: Grammar,
    pattern: tuple[float, ...],
    lines: Sequence[Points],
    colour: str,
    scale: float,
    aside: float,
    clip: Box,
) -> Iterator[Stroke]:
    """The bars across a version's line that tell it apart without colour."""
    if pattern and lines:
        begin = -(BEGIN * scale + 2 * abs(aside)) % sum(pattern)
        width = (grammar["width"] + ACROSS) * scale
        yield Stroke(lines, colour, width, pattern, begin, clip=clip)


def _arrow(points: Points, share: float, scale: float) -> Points:
    shape = np.array([(5.5, 0), (-4.5, 4.4), (-2.2, 0), (-4.5, -4.4)]) * scale
    return placed(shape, spot(points, share))


def placed(shape: Points, where: tuple[float, float, float]) -> Points:
    """A shape about the origin, turned and moved: x, y in points and degrees."""
    x, y, turned = where
    angle = np.radians(turned)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    moved: Points = shape @ turn + np.array([x, y])
    return moved


def _bars(points: Points, share: float, scale: float) -> list[Area | Stroke]:
    """Two bars across the line where it is said to be closed."""
    shapes = [np.array([(x, -7.0), (x, 7.0)]) * scale for x in (-3.0, 3.0)]
    bars = [placed(shape, spot(points, share)) for shape in shapes]
    return [Stroke(bars, "#ffffff", 4.2 * scale), Stroke(bars, INK, 2.2 * scale)]


def _share_asked(leg: LegOut, points: Points, scale: float) -> float:
    """Where on a leg its question mark stands: clear of its arrow and of the break of a closed one.

    A share of its length.
    """
    away = max(0.15, _ASKED * scale / max(length(points), 1.0))
    share = min(0.9, 0.4 + away) if leg["fades"] else max(0.1, 0.4 - away)
    return _turned(leg, share)


def _reach(leg: LegOut) -> tuple[float, float]:
    """Which shares of a leg can be seen well, where it fades."""
    if not leg["fades"]:
        return 0.0, 1.0
    return (0.45, 1.0) if leg["fades_at"] == "start" else (0.0, 0.55)
