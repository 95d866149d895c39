"""The invented case of sample.yaml, taken through the pipeline as a reader's case is.

Nothing in it is a report: names of places are real, everything said about them is made up.
What no case file may say, and the page must stand all the same, is put in on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import routes
from routes.model import Alternatives, Case, Profile
from routes.webmap.compose import compose
from routes.webmap.payload_types import Payload
from tests.browser import computed

FILE = Path(__file__).with_name("sample.yaml")


@cache
def case() -> Case:
    """The case, with a leg that a program filled in and an address that is a script."""
    read = routes.read(FILE)
    legs = {**read.legs, "to-seoul": replace(read.legs["to-seoul"], basis="computed")}
    sources = {
        **read.sources,
        "fontana": replace(read.sources["fontana"], url="javascript:alert(1)"),
    }
    return replace(read, legs=legs, sources=sources)


def with_leg(leg: str, **changes: Any) -> Case:
    """The case with one leg changed."""
    return replace(case(), legs={**case().legs, leg: replace(case().legs[leg], **changes)})


def only(*itineraries: str) -> Case:
    """The case with some of its versions, and their legs."""
    kept = {name: case().itineraries[name] for name in itineraries}
    used = {leg for itinerary in kept.values() for leg in itinerary.legs}
    legs = {name: leg for name, leg in case().legs.items() if name in used}
    return replace(case(), itineraries=kept, legs=legs)


def silent() -> Case:
    """What the command of the alternatives shows: two places, and nothing that anybody reports."""
    places = {name: case().places[name] for name in ("vladivostok", "spb")}
    return replace(
        case(), places=places, legs={}, itineraries={}, sources={}, events={}, disputes={},
        checks=(), notes=(), findings=(),
    )  # fmt: skip


def payload_of(
    changed: Case, paths: Sequence[Alternatives] = (), *, profile: Profile = "public"
) -> Payload:
    """The payload of a changed case, with invented computed paths if any are given."""
    return compose(replace(routes.build(changed, profile=profile), alternatives=tuple(paths)))


def sample() -> Payload:
    """The payload of the case; each call gives one of its own, to be changed at will."""
    whole: Any = _whole()
    # The basemap is large and nobody writes into it.
    return cast("Payload", {**{k: _copy(v) for k, v in whole.items() if k != "basemap"},
                            "basemap": whole["basemap"]})  # fmt: skip


def _copy(value: Any) -> Any:
    """Lists and mappings anew; texts as they are, since they know more than their letters."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


@cache
def _whole() -> Payload:
    return payload_of(case(), computed.blocks())
