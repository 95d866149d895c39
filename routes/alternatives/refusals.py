"""What can be said before any network is searched: that none can be, and as of which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routes.model import NoPath, Place, Wanted, When
from routes.networks import Area

_COUNTRY = "country:"


def day(when: When | None) -> str | None:
    """The ISO day on which borders are looked at: the last of a vague date.

    Of a date that is open at its end, the first; None without a date.
    """
    return None if when is None else when.latest or when.earliest


def countries_of(place: Place) -> frozenset[str]:
    """The codes of the countries that a place stands for; empty when it is anything else."""
    refs = [candidate.ref for candidate in place.resolution.chosen]
    if refs and all(ref.startswith(_COUNTRY) for ref in refs):
        return frozenset(ref.removeprefix(_COUNTRY) for ref in refs)
    if place.kind == "country" and place.country is not None:
        return frozenset({place.country})
    return frozenset()


def refusal(start: Place, end: Place | None, via: Sequence[Place], wanted: Wanted) -> NoPath | None:
    """Why no path can be looked for at all, or None: an area where a point is needed."""
    if start.point is None:
        return _vague(start, "A path begins at a point.")
    for stop in via:
        if stop.point is None:
            return _vague(stop, "A path leads through points.")
    if end is None or end.point is not None or wanted.hours is not None:
        return None
    return _area_end(end, via, wanted)


def _area_end(end: Place, via: Sequence[Place], wanted: Wanted) -> NoPath | None:
    if wanted.mode in ("sea", "air"):
        return _vague(end, "A path at sea or in the air ends at a point.")
    if not countries_of(end):
        return _vague(end, "A path ends at a point, or at the border of a country.")
    if via:
        return _vague(end, "A path by way of other places ends at a point, not at a border.")
    return None


def avoided(places: Iterable[Place], wanted: Wanted, areas: Iterable[Area]) -> NoPath | None:
    """Why no path can be looked for that keeps out of the country of a place; None if one can.

    What lies in a disputed area is left to the network, which knows the area.
    """
    names = {area.id: area.name for area in areas}
    for place in places:
        for code in sorted(countries_of(place) or filter(None, [place.country])):
            if code in wanted.avoid:
                lies = "is" if countries_of(place) else f"lies in {names.get(code, code)}, which is"
                return NoPath("avoided", f"{place.label} {lies} to be avoided.", (code,))
    return None


def _vague(place: Place, needed: str) -> NoPath:
    return NoPath("too-vague", f"“{place.label}” is an area. {needed}", (place.label,))
