"""Atlas to payload with everything the page needs from files: basemap, look, credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from routes import modes
from routes.casefile.countries import usual_name
from routes.errors import InputError, Mistake, UsageError
from routes.geodesy import center_and_radius, unit_vectors
from routes.model import Atlas
from routes.records import attribution, networks_of
from routes.webmap.alternatives import Words, drawn
from routes.webmap.basemap import cut
from routes.webmap.locating import REACH_DEG, SMALL_DEG, locator
from routes.webmap.naming import place_names
from routes.webmap.notices import in_use
from routes.webmap.payload import Look, payload, reach_deg
from routes.webmap.payload_types import LocatorOut, Payload
from routes.webmap.projecting import Projection, choose, opened
from routes.webmap.tongues import offered, spoken

_BEYOND_DEG = 4.0
"""How far the map reaches beyond a computed line, in degrees."""

_FURTHEST_DEG = 115.0
"""No map reaches further: beyond, the projection tears the land apart."""


def compose(
    atlas: Atlas, *, projection: str | None = None, languages: Sequence[str] = ()
) -> Payload:
    """The payload of ``atlas`` with a basemap cut for it. Reads the bundled basemap.

    ``languages`` are those of the interface that the page offers, its own first; without them
    those that the case asks for.
    ``projection`` is one of `routes.webmap.projecting.KINDS`; without it the case file decides.
    Raises UsageError for another name, and for one that cannot show this case; InputError, with
    the line, where the case file asks for that.
    """
    atlas, radius_deg = _framed(in_use(atlas))
    chosen = _projection(atlas, radius_deg, projection)
    atlas = opened(atlas, chosen)
    foci = [p.point for p in atlas.places.values() if p.point is not None]
    basemap = cut(atlas.center, radius_deg, foci, cylinder=chosen.kind == "mercator")
    raw = payload(
        atlas,
        radius_deg=radius_deg,
        basemap=basemap,
        look=_look(),
        credit=[basemap["credit"], *attribution(atlas)],
        network_credit=networks_of(atlas.alternatives),
        projection=chosen,
        locator=_locator(atlas.center) if radius_deg < SMALL_DEG else None,
    )
    languages = languages or offered(atlas.case)
    return spoken(raw, languages, place_names(atlas, languages))


def _projection(atlas: Atlas, radius_deg: float, asked: str | None) -> Projection:
    """What is asked for, by the caller before the case file."""
    case = atlas.case
    try:
        return choose(atlas.center, radius_deg, _points(atlas), asked or case.projection)
    except UsageError as error:
        mark = case.marks.get("projection")
        if asked or mark is None:
            raise
        mistake = Mistake(mark, "projection", str(error))
        raise InputError([mistake]) from error


def _locator(center: tuple[float, float]) -> LocatorOut:
    """Coarse everywhere: what is opposite of the centre is far from all that is seen."""
    opposite = ((center[0] + 360) % 360 - 180, -center[1])
    return locator(center, cut(center, REACH_DEG, [opposite]))


def _points(atlas: Atlas) -> NDArray[np.float64]:
    """What the projection must show well, lon, lat: what is reported, else what is drawn."""
    lines = [leg.geometry for leg in atlas.legs.values()] or drawn(atlas)
    places = [p.point for p in atlas.places.values() if p.point is not None]
    return np.concatenate(
        [np.array(places, dtype=np.float64).reshape(-1, 2), *map(shapely.get_coordinates, lines)]
    )


def _framed(atlas: Atlas) -> tuple[Atlas, float]:
    """The atlas with its centre, and how far in degrees the map reaches from there.

    What is reported fixes the centre. Computed lines only widen the map, unless they are all
    that there is to see.
    """
    lines = drawn(atlas)
    vertices = np.concatenate([np.empty((0, 2)), *map(shapely.get_coordinates, lines)])
    if not len(vertices):
        return atlas, reach_deg(atlas.reach_deg)
    if not atlas.legs:
        center, reach = center_and_radius(vertices)
        atlas = replace(atlas, center=center, reach_deg=reach)
    axis = unit_vectors(np.array([atlas.center]))[0]
    nearness = float((unit_vectors(vertices) @ axis).min())
    furthest = float(np.degrees(np.arccos(np.clip(nearness, -1.0, 1.0)))) + _BEYOND_DEG
    return atlas, max(reach_deg(atlas.reach_deg), min(furthest, _FURTHEST_DEG))


def _look() -> Look:
    palette = modes.palette()
    return Look(
        grammars=[
            {
                "id": g.id,
                "label": g.label,
                "explains": g.explains,
                "dash": g.dash,
                "ticks": list(g.ticks),
                "width": g.width,
                "opacity": g.opacity,
                "colour": g.colour,
            }
            for g in modes.grammars()
        ],
        modes=[{"id": m.id, "label": m.label, "symbol": m.symbol} for m in modes.modes()],
        reported=palette.reported,
        hypothetical=palette.hypothetical,
        words=Words(
            modes={m.id: m.label for m in modes.modes()},
            speeds={m.id: m.speed_source for m in modes.modes() if m.speed_source},
            country=usual_name,
        ),
    )
