"""Atlas to payload: everything the page shows, as plain JSON values. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from routes.consistency import consistency
from routes.geodesy import RADIUS_M, AzimuthalEqualArea, nearest_zoom
from routes.messages import english, say
from routes.model import Atlas
from routes.records import NOT_FOR_PUBLICATION
from routes.records.version import version_id
from routes.trace import outline
from routes.webmap.alternatives import Words, alternatives, drawn
from routes.webmap.areas import AREA_SCALE
from routes.webmap.facets import facets
from routes.webmap.known import known
from routes.webmap.matrix import matrix
from routes.webmap.notices import notices
from routes.webmap.payload_types import (
    Basemap,
    Grammar,
    LocatorOut,
    LonLat,
    ModeStyle,
    Payload,
    View,
)
from routes.webmap.projecting import Projection
from routes.webmap.shared import shared
from routes.webmap.steps import steps
from routes.webmap.telling import SCALE, Teller, lines_of, lonlat
from routes.webmap.withheld import BY_MODE, WITHHELD, is_kept_back

VERSION = 1

MIN_ZOOM = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """How lines look: what `routes.modes` declares."""

    grammars: Sequence[Grammar]
    modes: Sequence[ModeStyle]
    reported: Sequence[str]
    hypothetical: Sequence[str]
    words: Words


def reach_deg(reach: float) -> float:
    """How far from its centre the map reaches, in degrees, for places that reach ``reach``."""
    return min(max(1.5 * reach, reach + 8.0), 100.0)


def payload(
    atlas: Atlas,
    *,
    radius_deg: float,
    basemap: Basemap,
    look: Look,
    credit: Sequence[str],
    network_credit: Sequence[str] = (),
    projection: Projection | None = None,
    locator: LocatorOut | None = None,
) -> Payload:
    """Everything the page shows of ``atlas``.

    ``radius_deg`` is how far from ``atlas.center`` the basemap was cut.
    ``network_credit`` names whose networks computed lines run on: it stands on the map itself.
    Coordinates are rounded to five decimals. Text is passed on as it stands.
    """
    case, teller, version = atlas.case, Teller(atlas), version_id(atlas)
    colours = _colours(atlas, look)
    computed, arcs = alternatives(atlas, look.words)
    beside = consistency(case, atlas.comparison.at_odds, atlas.places)
    keeps_back = any(is_kept_back(atlas, leg) for leg in case.legs.values())
    return {
        "version": VERSION,
        "version_id": version,
        "mark": NOT_FOR_PUBLICATION if atlas.release.is_internal else None,
        "title": case.title,
        "question": case.question,
        "summary": case.summary,
        "language": case.language,
        "view": _view(atlas, radius_deg, projection or Projection("azimuthal", atlas.center)),
        "scales": {"parts": SCALE, "areas": AREA_SCALE},
        "grammars": list(look.grammars),
        "modes": [*look.modes, *([BY_MODE] if keeps_back else [])],
        "variants": [teller.variant(r, colours[r.itinerary.id]) for r in atlas.routes],
        "legs": [teller.leg(leg) for leg in case.legs.values()],
        "places": [teller.place(p, radius_deg) for p in atlas.places.values()],
        "absent": _absent(atlas),
        "events": [teller.event(e) for e in case.events],
        "sources": [teller.source(s) for s in case.sources.values()],
        "disputes": [teller.dispute(d) for d in case.disputes],
        "checks": teller.checks(),
        "divergences": [teller.divergence(d) for d in atlas.comparison.divergences],
        "findings": [{"message": notice} for notice in notices(atlas)],
        "notes": list(case.notes),
        "shared": shared(atlas),
        "known": known(atlas, beside),
        "facets": facets(atlas),
        "matrix": matrix(atlas, beside),
        "steps": steps(atlas, {**look.words.modes, WITHHELD: BY_MODE["label"]}),
        "languages": ["en"],
        "foreign": {},
        "messages": {},
        "tongues": {},
        "alternatives": computed,
        "arcs": arcs,
        "network_credits": [english(each) for each in network_credit],
        "basemap": basemap,
        "locator": locator,
        "credits": [
            *(english(each) for each in credit),
            say("Version {version} of this case", version=version),
        ],
    }


def _absent(atlas: Atlas) -> dict[str, str]:
    """The places of legs that were not found, by what the case calls them."""
    ends = (place for leg in atlas.case.legs.values() for place in (leg.start, leg.end))
    return {i: atlas.case.places[i].shown for i in ends if i not in atlas.places}


def _view(atlas: Atlas, radius_deg: float, projection: Projection) -> View:
    """The first view shows every line whole, and the area of one that never leaves it.

    Computed lines count only where nothing is reported.
    """
    fit: list[LonLat] = [lonlat(p.point) for p in atlas.places.values() if p.point is not None]
    lines = [leg.geometry for leg in atlas.legs.values()] or drawn(atlas)
    parts = [part for line in lines for part in lines_of(line)]
    fit += [lonlat(p) for part in parts for p in part[:: max(1, len(part) // 8)].tolist()]
    for leg in atlas.legs.values():
        if leg.fades != "no" and leg.minimum_m == 0:
            vague = leg.end if leg.fades == "end" else leg.start
            fit += _spanning(outline(vague), atlas.center)
    return {
        "projection": projection.out(),
        "center": lonlat(atlas.center),
        "fit": fit,
        "radius_deg": round(radius_deg, 3),
        "min_zoom": MIN_ZOOM,
        "max_zoom": _max_zoom(atlas),
    }


def _max_zoom(atlas: Atlas) -> float:
    """Where the shortest leg between two points, with the circles in which they lie, fills a view.

    A map without such a leg goes as near as its extent wants. No area takes it nearer: their
    outlines are drawn for a scale of countries.
    """
    radii = [p.radius_m for p in atlas.places.values() if p.point is not None]
    extents = [2 * (math.radians(atlas.reach_deg) * RADIUS_M + min(radii, default=0.0))]
    extents += [
        leg.length_m + leg.start.radius_m + leg.end.radius_m
        for leg in atlas.legs.values()
        if leg.length_m is not None
    ]
    return nearest_zoom(min(extents))


def _spanning(points: Sequence[Sequence[float]], center: tuple[float, float]) -> list[LonLat]:
    """Those of the points that lie on the edge of them all, as the map shows them."""
    given = np.array(points, dtype=np.float64)
    flat = AzimuthalEqualArea(*center).forward(given)
    edge = shapely.get_coordinates(shapely.convex_hull(shapely.MultiPoint(flat))).tolist()
    known = {(x, y): i for i, (x, y) in enumerate(flat.tolist())}
    return [lonlat(points[i]) for i in sorted({known[x, y] for x, y in edge})]


def _colours(atlas: Atlas, look: Look) -> Mapping[str, str]:
    """A colour per itinerary, in file order; the palette starts again when it is used up."""
    given = {True: 0, False: 0}
    colours: dict[str, str] = {}
    for itinerary in atlas.case.itineraries.values():
        guess = atlas.case.is_hypothetical(itinerary)
        palette = look.hypothetical if guess else look.reported
        colours[itinerary.id] = palette[given[guess] % len(palette)]
        given[guess] += 1
    return colours
