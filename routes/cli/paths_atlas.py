"""What was found for one question, as an atlas that the page and the exports can write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routes import api
from routes.cli.ends import End, toponym
from routes.cli.paths_table import heading, not_reported
from routes.compare import compare
from routes.model import Case, Place
from routes.model.alternative import Alternatives
from routes.trace import trace


def atlas(found: Alternatives, ends: Sequence[End], places: Mapping[str, Place]) -> api.Atlas:
    """An atlas of the places and the paths alone: no sources, no legs, nothing reported."""
    case = _case(found, ends)
    resolutions = {key: place.resolution for key, place in places.items()}
    traced = trace(case, places, resolutions)
    return api.Atlas(
        case=case,
        places=places,
        resolutions=resolutions,
        legs=traced.legs,
        routes=traced.routes,
        center=traced.center,
        reach_deg=traced.reach_deg,
        comparison=compare(case, places),
        checks=(),
        findings=(),
        alternatives=(found,),
    )


def _case(found: Alternatives, ends: Sequence[End]) -> Case:
    return Case(
        id="alternatives",
        title=heading(found),
        question=None,
        summary=f"{not_reported(found)} Computed by a program from maps of the network.",
        language="en",
        sources={},
        places={end.id: toponym(end) for end in ends},
        legs={},
        itineraries={},
        events={},
        disputes={},
        checks=(),
        notes=(),
        alternatives=(found.wanted,),
    )
