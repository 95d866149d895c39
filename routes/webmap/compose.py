"""Atlas to payload with everything the page needs from files: basemap, look, credits."""

from __future__ import annotations

from routes import modes
from routes.model import Atlas
from routes.records import attribution
from routes.webmap.basemap import cut
from routes.webmap.payload import Look, payload, reach_deg
from routes.webmap.payload_types import Payload


def compose(atlas: Atlas) -> Payload:
    """The payload of ``atlas`` with a basemap cut for it. Reads the bundled basemap."""
    radius_deg = reach_deg(atlas.reach_deg)
    foci = [p.point for p in atlas.places.values() if p.point is not None]
    basemap = cut(atlas.center, radius_deg, foci)
    return payload(
        atlas,
        radius_deg=radius_deg,
        basemap=basemap,
        look=_look(),
        credit=[basemap["credit"], *attribution(atlas)],
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
