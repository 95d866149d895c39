"""Distances and times of travel, with no more figures than they can carry."""

from __future__ import annotations

import math

from routes.messages import Text, listing, number, plural, say
from routes.model import Place, Route, TracedLeg
from routes.model.place import LINE_KINDS


def kilometres(metres: float) -> Text:
    """A distance with no more figures than a map of reported journeys can carry."""
    km = metres / 1000
    return say("{n} km", n=number(km, 1) if km < 10 else number(round(km)))


def leg_distance(leg: TracedLeg) -> Text:
    """How long a leg is, or why that cannot be said."""
    if leg.length_m is not None:
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
    return say("cannot be measured: {place} is all that is known", place=vague.label)


def is_along_a_line(place: Place) -> bool:
    """Whether the point of the place, if it has one, only stands for a line."""
    return place.kind in LINE_KINDS and place.precision == "region"


def route_distance(route: Route) -> Text:
    """How long an itinerary is at least, and what is left out of the sum."""
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
    words = _route_sum(route)
    if inferred:
        return plural(
            "{distance}, if our reading of {n} leg is right",
            "{distance}, if our reading of {n} legs is right",
            len(inferred),
            distance=words,
        )
    return words


def _route_sum(route: Route) -> Text:
    if route.unmeasured or route.missing:
        return say("at least {distance}", distance=kilometres(route.minimum_m))
    length = kilometres(route.length_m)
    if any(is_along_a_line(place) for leg in route.legs for place in (leg.start, leg.end)):
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
