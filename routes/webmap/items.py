"""The sentences at the head of the panel, each with where to read on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routes.model import Atlas, Event, Itinerary, Leg
from routes.titles import leg_title
from routes.webmap.reader_types import About, KnownItem, KnownLink


def item(text: str, about: About | None = None, links: Sequence[KnownLink] = ()) -> KnownItem:
    """A sentence; ``links`` are what it counts."""
    return {"text": text, "about": about, "links": list(links)}


def about(kind: str, name: str) -> About:
    """Something on the page by its kind and its id."""
    return {"kind": kind, "id": name}


def link(label: str, kind: str, name: str) -> KnownLink:
    """What something is called, and where it is."""
    return {"label": label, "about": about(kind, name)}


def leg_links(atlas: Atlas, legs: Iterable[Leg]) -> list[KnownLink]:
    """Legs by their titles."""
    return [link(leg_title(atlas.case, leg.id), "leg", leg.id) for leg in legs]


def event_links(events: Iterable[Event]) -> list[KnownLink]:
    """Events by their titles."""
    return [link(event.title, "event", event.id) for event in events]


def version_links(versions: Iterable[Itinerary]) -> list[KnownLink]:
    """Versions by their titles."""
    return [link(version.title, "variant", version.id) for version in versions]


def legs_of(atlas: Atlas, versions: Iterable[Itinerary]) -> list[Leg]:
    """The legs of versions, each once, in the order in which they are first taken."""
    used = dict.fromkeys(leg for version in versions for leg in version.legs)
    return [atlas.case.legs[leg] for leg in used]


def legs_told(atlas: Atlas) -> list[Leg]:
    """The legs of the versions that are not only weighed, each once, in the order of the file."""
    case = atlas.case
    told = [i for i in case.itineraries.values() if not case.is_hypothetical(i)]
    used = {leg for version in told for leg in version.legs}
    return [leg for leg in case.legs.values() if leg.id in used]


def is_told(atlas: Atlas, version: str) -> bool:
    """Whether any source asserts a version that is not only weighed, or one of its legs."""
    case, counted = atlas.case, atlas.comparison
    itinerary = case.itineraries[version]
    asserts = any(claim.stance == "asserts" for claim in itinerary.claims)
    return asserts or any(counted.legs[leg].origins for leg in itinerary.legs)


def vague_ends(atlas: Atlas, legs: Iterable[Leg]) -> list[KnownLink]:
    """The areas in which legs begin or end, each once, of which no more is known."""
    ends = dict.fromkeys(place for leg in legs for place in (leg.start, leg.end))
    found = [atlas.places[place] for place in ends if place in atlas.places]
    found = [place for place in found if not atlas.release.veils(place.id)]
    return [link(place.label, "place", place.id) for place in found if place.is_vague]


def undrawn(atlas: Atlas, legs: Iterable[Leg]) -> list[Leg]:
    """The legs that have no line."""
    return [leg for leg in legs if leg.id not in atlas.legs]
