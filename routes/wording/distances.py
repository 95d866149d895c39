"""Distances and times of travel, with no more figures than they can carry."""

from __future__ import annotations

import math

from routes.messages import Text, listing, number, plural, say
from routes.model import Place, Release, Route, TracedLeg
from routes.model.place import LINE_KINDS


def kilometres(metres: float) -> Text:
    """A distance with no more figures than a map of reported journeys can carry."""
    km = metres / 1000
    return say("{n} km", n=number(km, 1) if km < 10 else number(round(km)))


_ALL_TOLD = Release()


def leg_distance(leg: TracedLeg, release: Release = _ALL_TOLD) -> Text:
    """How long a leg is, or why that cannot be said: by what ``release`` tells of its ends."""
    veiled = [place for place in (leg.start, leg.end) if release.veils(place.id)]
    if leg.length_m is not None:
        if veiled:
            return say(
                "about {distance}, by the middle of a circle: where exactly is withheld ({places})",
                distance=kilometres(leg.length_m),
                places=listing([say("“{name}”", name=place.label) for place in veiled]),
            )
        along = [place.label for place in (leg.start, leg.end) if is_along_a_line(place)]
        if along:
            return say(
                "about {distance}, by the point at which {places} is drawn",
                distance=kilometres(leg.length_m),
                places=listing(along),
            )
        return say("{distance} in a straight line", distance=kilometres(leg.length_m))
    vague = leg.end if leg.fades == "end" else leg.start
    if leg.minimum_m > 0:
        return say(
            "at least {distance}, to the nearest point of {place}",
            distance=kilometres(leg.minimum_m),
            place=vague.label,
        )
    if vague in veiled:
        return say("not told: where exactly “{place}” is, is withheld", place=vague.label)
    return say("cannot be measured: {place} is all that is known", place=vague.label)


def is_along_a_line(place: Place) -> bool:
    """Whether the point of the place, if it has one, only stands for a line."""
    return place.kind in LINE_KINDS and place.precision == "region"


def route_distance(route: Route, release: Release = _ALL_TOLD) -> Text:
    """How long an itinerary is at least, and what is left out of the sum.

    Lengths that end in the middle of a circle, which ``release`` tells in a place's stead, are
    about right, and no bound.
    """
    if not route.legs:
        return say("no leg could be drawn")
    if route.unmeasured and route.minimum_m == 0:
        return say("cannot be measured")
    inferred = [leg for leg in route.legs if leg.leg.basis == "inferred"]
    if any(leg.fades != "no" for leg in inferred):
        # Nobody reports the way to the area, so its nearest point bounds nothing.
        return say(
            "about {distance} as drawn; the way is our reading",
            distance=kilometres(route.minimum_m),
        )
    ends = [place for leg in route.legs for place in (leg.start, leg.end)]
    is_rough = any(place.point is not None and release.veils(place.id) for place in ends)
    words = _route_sum(route, is_rough=is_rough)
    if inferred:
        return plural(
            "{distance}, if our reading of {n} leg is right",
            "{distance}, if our reading of {n} legs is right",
            len(inferred),
            distance=words,
        )
    return words


def _route_sum(route: Route, *, is_rough: bool) -> Text:
    if route.unmeasured or route.missing:
        least = kilometres(route.minimum_m)
        if is_rough:
            return say("at least about {distance}", distance=least)
        return say("at least {distance}", distance=least)
    length = kilometres(route.length_m)
    if is_rough or any(
        is_along_a_line(place) for leg in route.legs for place in (leg.start, leg.end)
    ):
        return say("about {distance} in straight lines", distance=length)
    return say("{distance} in straight lines", distance=length)


def hours(time_h: float, *, at_least: bool = False) -> Text:
    """A time of travel: "25 min", "4.9 h", "31 h", "6 days 2 h".

    ``at_least`` rounds down, so that a bound stays one.
    """
    rounded = math.floor if at_least else round
    if time_h < 1:
        return say("{n} min", n=rounded(time_h * 60))
    if time_h < 10 and rounded(time_h * 10) < 100:
        return say("{n} h", n=number(rounded(time_h * 10) / 10, 1))
    whole = rounded(time_h)
    if whole < 48:
        return say("{n} h", n=whole)
    days, left = divmod(whole, 24)
    told = plural("{n} day", "{n} days", days)
    return say("{days} {hours} h", days=told, hours=left) if left else told
