"""Values as words a reader understands. English; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from routes.model import (
    Corroboration,
    Credibility,
    Place,
    Precision,
    Reliability,
    Resolution,
    Route,
    Source,
    TracedLeg,
    When,
)
from routes.model.place import LINE_KINDS

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_SEASONS = ("spring", "summer", "autumn", "winter")

RELIABILITY: Mapping[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}

CREDIBILITY: Mapping[Credibility, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}

_PRECISION: Mapping[Precision, str] = {
    "exact": "Exact spot",
    "site": "Site",
    "city": "City",
    "region": "Somewhere in a region",
    "country": "Somewhere in a country",
    "unknown": "Precision unknown",
}

_SURE = 0.99
"""From this confidence on a place is called sure; how often that is right: docs/confidence.md."""

_LIKELY = 0.9
"""From this confidence on it is taken without asking, and called likely."""


def kilometres(metres: float) -> str:
    """A distance with no more figures than a map of reported journeys can carry."""
    km = metres / 1000
    return f"{km:.1f} km" if km < 10 else f"{round(km):,} km"


def day(iso: str) -> str:
    """An ISO day as "12 September 2016"."""
    year, month, number = iso.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def when(date: When | None) -> str | None:
    """A vague date in words: "July 2016", "around July 2016", "until January 2024"."""
    if date is None:
        return None
    words = _span(date) or date.edtf
    if date.approximate:
        words = f"around {words}" if words[0].isdigit() or _named(words) else f"{words}, about"
    return f"{words} (uncertain)" if date.uncertain else words


def since(date: When) -> str:
    """When something was closed, as in "Closed since January 2024"."""
    doubt = " (uncertain)" if date.uncertain else ""
    if date.earliest is None and date.latest is not None:
        return f"Closed by {_end(date)} at the latest{doubt}"
    if date.latest is None and date.earliest is not None:
        return f"Closed in or after {_start(date)}{doubt}"
    words = when(date) or date.edtf
    return f"Closed {words}" if words.startswith("between") else f"Closed since {words}"


def _span(date: When) -> str | None:
    season = re.fullmatch(r"(\d{4})-(2[1-4])[?~%]?", date.edtf)
    if season:
        return f"{_SEASONS[int(season[2]) - 21]} {season[1]}"
    if date.earliest is not None and date.latest is not None:
        first, last = _start(date), _end(date)
        return first if first == last else f"between {first} and {last}"
    if date.earliest is not None:
        return f"from {_start(date)}"
    return None if date.latest is None else f"until {_end(date)}"


def _start(date: When) -> str:
    return _as_written(date.earliest or "", date.edtf.split("/")[0])


def _end(date: When) -> str:
    return _as_written(date.latest or "", date.edtf.split("/")[-1])


def _as_written(iso: str, part: str) -> str:
    """A bound of a date, as exact as its part of the EDTF text: a year, a month or a day."""
    if re.fullmatch(r"\d{4}[?~%]?", part):
        return iso[:4]
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])(-XX)?[?~%]?", part):
        return f"{_MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"
    return day(iso)


def _named(words: str) -> bool:
    return words.partition(" ")[0] in (*_MONTHS, *_SEASONS)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "2 reports"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def corroboration(counted: Corroboration, sources: Mapping[str, Source]) -> str:
    """How well something is supported, in a sentence without a full stop."""
    if not counted.origins:
        words = "No source asserts it"
    else:
        words = f"{count(len(counted.reports), 'report')}, {_origins(counted, sources)}"
    if counted.denied_by:
        words += f"; denied by {names(counted.denied_by, sources)}"
    if counted.doubted_by:
        words += f"; doubted by {names(counted.doubted_by, sources)}"
    return words


def _origins(counted: Corroboration, sources: Mapping[str, Source]) -> str:
    if counted.at_least == counted.at_most == 1:
        kind = sources[counted.origins[0]].identity
        return "1 origin" if kind == "named" else f"1 {kind} origin"
    if counted.at_least == counted.at_most:
        return f"{counted.at_least} origins"
    return f"between {counted.at_least} and {counted.at_most} independent origins"


def names(ids: Sequence[str], sources: Mapping[str, Source]) -> str:
    """Labels of sources, joined for a sentence."""
    return listing([sources[i].label for i in ids])


def listing(words: Sequence[str]) -> str:
    """Words joined as in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def leg_distance(leg: TracedLeg) -> str:
    """How long a leg is, or why that cannot be said."""
    if leg.length_m is not None:
        along = [place.label for place in (leg.start, leg.end) if _is_along_a_line(place)]
        if along:
            where = listing(along)
            return f"about {kilometres(leg.length_m)}, by the point at which {where} is drawn"
        return f"{kilometres(leg.length_m)} in a straight line"
    vague = leg.end if leg.fades == "end" else leg.start
    if leg.minimum_m > 0:
        return f"at least {kilometres(leg.minimum_m)}, to the nearest point of {vague.label}"
    return f"cannot be measured: {vague.label} is all that is known"


def _is_along_a_line(place: Place) -> bool:
    """Whether the point of the place, if it has one, only stands for a line."""
    return place.kind in LINE_KINDS and place.precision == "region"


def route_distance(route: Route) -> str:
    """How long an itinerary is at least, and what is left out of the sum."""
    if not route.legs:
        return "no leg could be drawn"
    if route.unmeasured and route.minimum_m == 0:
        return "cannot be measured"
    if route.unmeasured or route.missing:
        words = f"at least {kilometres(route.minimum_m)}"
    elif any(_is_along_a_line(place) for leg in route.legs for place in (leg.start, leg.end)):
        words = f"about {kilometres(route.length_m)} in straight lines"
    else:
        words = f"{kilometres(route.length_m)} in straight lines"
    inferred = [leg for leg in route.legs if leg.leg.basis == "inferred"]
    if any(leg.fades != "no" for leg in inferred):
        # Nobody reports the way to the area, so its nearest point bounds nothing.
        return f"about {kilometres(route.minimum_m)} as drawn; the way is our reading"
    if inferred:
        return f"{words}, if our reading of {count(len(inferred), 'leg')} is right"
    return words


def precision(place: Place) -> str:
    """What a place's mark on the map stands for."""
    words = _PRECISION[place.precision]
    if _is_along_a_line(place):
        words = f"Somewhere along a {place.kind}"
    if place.is_vague:
        return words
    return f"{words}, within {kilometres(place.radius_m)}"


def percent(share: float, *, brief: bool = False) -> str:
    """A share of one as a percentage that never says that something is certain.

    ``brief`` writes ">99 %" and "<1 %" for "over 99 %" and "under 1 %".
    """
    over, under = (">", "<") if brief else ("over ", "under ")
    if share >= 0.995:
        return f"{over}99 %"
    # Down, so that nothing below a threshold is shown as if it had reached that.
    whole = math.floor(round(share * 100, 6))
    return f"{whole} %" if whole else f"{under}1 %"


def how_sure(resolution: Resolution) -> str:
    """How sure it is that the right place was found, and who says so of one without doubt."""
    if all(candidate.match == "pinned" for candidate in resolution.chosen):
        return "given in the case"
    return confidence(resolution.confidence)


def confidence(share: float) -> str:
    """How sure it is that the right place was found, for a probability from 0 to 1."""
    if share >= _SURE:
        return "sure"
    return f"{'likely' if share >= _LIKELY else 'unsure'}, {percent(share)}"
