"""The map of a figure: ground, routes, and all that is written on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from routes.figures.frame import Frame
from routes.figures.ground import draw_ground
from routes.figures.inset import Inset, inset_of
from routes.figures.labels import Label
from routes.figures.lettering import Lettering, Scope
from routes.figures.lines import draw_legs, draw_ways
from routes.figures.marks import corners
from routes.figures.sheet import Area, Sheet, Stroke
from routes.figures.style import Style
from routes.webmap.payload_types import Payload, VariantOut


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a map has to show: the versions, and the legs by id with their numbers."""

    shown: Sequence[VariantOut]
    numbers: Mapping[str, int]


def draw_chart(
    sheet: Sheet, payload: Payload, frame: Frame, style: Style, wanted: Wanted
) -> tuple[list[Label], list[str]]:
    """Draws the map; what is written on it with its boxes, and the names that found no room.

    Where many short legs lie close together, a part of it is drawn again, larger, in a corner.
    """
    inset = inset_of(payload, wanted.shown, frame)
    chart = _drawn(sheet, payload, frame, style, wanted, _besides(wanted, inset), inset)
    if inset is None:
        return chart.placer.labels, [*chart.homeless, *chart.unnumbered]
    sheet.add(Area([corners(inset.frame.box, 3.0)], "#ffffff", clip=frame.box))
    within = Scope(legs=inset.legs)
    second = _drawn(sheet, payload, inset.frame, style, wanted, within, None)
    labels = [*chart.placer.labels, *second.placer.labels]
    nowhere = [name for name in chart.unnumbered if name in second.unnumbered]
    return labels, [*chart.homeless, *second.homeless, *nowhere]


def _besides(wanted: Wanted, inset: Inset | None) -> Scope:
    if inset is None:
        return Scope()
    legs = frozenset(name for name in wanted.numbers if name not in inset.legs)
    return Scope(legs, inset.places, inset.shows)


def _drawn(
    sheet: Sheet,
    payload: Payload,
    frame: Frame,
    style: Style,
    wanted: Wanted,
    scope: Scope,
    inset: Inset | None,
) -> Lettering:
    ground = draw_ground(sheet, payload, frame)
    ways = draw_ways(sheet, payload, frame, style.pixel)
    legs = draw_legs(sheet, payload, wanted.shown, frame, style.pixel)
    chart = Lettering(sheet, payload, frame, style, legs, ways, scope)
    if inset is not None:
        left, top, right, bottom = inset.frame.box
        chart.placer.keep_free((left - 4, top - 4, right + 4, bottom + 4))
        chart.outline(inset.shows)
    if scope.legs is None or inset is not None:
        chart.mark()
    chart.scale_bar()
    chart.stops(wanted.shown)
    chart.questions()
    chart.name_stops()
    chart.name_closures()
    chart.number_legs(wanted.numbers)
    chart.name_areas(wanted.shown)
    chart.number_ways()
    chart.name_countries(ground)
    chart.name_graticule(ground.marks)
    edge = corners(frame.box)
    sheet.add(Stroke([np.vstack([edge, edge[:1]])], "#9aa3aa", 0.5))
    return chart
