"""Values as words a reader understands. English; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from routes.model import (
    Alternative,
    Corroboration,
    Credibility,
    Crossing,
    LinkKind,
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

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""The names of months as dates in words have them, January first."""

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

NO_SOURCE = "Computed on a network; no source reports it."
"""What stands beside every path that nobody reported."""

_LINKS: Mapping[LinkKind, str] = {
    "stitch": "gap in the data, closed by rule",
    "link": "reviewed link that the data lacks",
    "ferry": "ferry",
    "transfer": "change between rail and road",
}

_TITLED = 2
"""So many crossings fit into a title."""

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
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


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


def as_of(date: When) -> str:
    """The last day, month or year of a date, or the first of one that is open at its end."""
    if date.latest is not None:
        return _end(date)
    return _start(date) if date.earliest is not None else date.edtf


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
        return f"{MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"
    return day(iso)


def _named(words: str) -> bool:
    return words.partition(" ")[0] in (*MONTHS, *_SEASONS)


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


def hours(time_h: float, *, at_least: bool = False) -> str:
    """A time of travel: "25 min", "4.9 h", "31 h", "6 days 2 h".

    ``at_least`` rounds down, so that a bound stays one.
    """
    rounded = math.floor if at_least else round
    if time_h < 1:
        return f"{rounded(time_h * 60)} min"
    if time_h < 10 and rounded(time_h * 10) < 100:
        return f"{rounded(time_h * 10) / 10:.1f} h"
    whole = rounded(time_h)
    if whole < 48:
        return f"{whole} h"
    days, left = divmod(whole, 24)
    return f"{days} days {left} h" if left else f"{days} days"


def path_titles(paths: Sequence[Alternative]) -> tuple[str, ...]:
    """The titles of the paths of one answer, no two the same.

    Where towns do not tell paths apart, it is by what one goes, else the crossings, else how much
    longer they are than the best, else their length, else their number.
    """
    titles = [path_title(path) for path in paths]
    for told in (_by, _over, _longer, _length):
        for title in dict.fromkeys(title for title in titles if titles.count(title) > 1):
            alike = [i for i, each in enumerate(titles) if each == title]
            added = [told(paths[i]) for i in alike]
            if len(set(added)) > 1:
                for i, words in zip(alike, added, strict=True):
                    titles[i] = f"{title}, {words}" if words else title
    same = [titles[:i].count(title) for i, title in enumerate(titles)]
    return tuple(
        f"{title} ({before + 1})" if before else title
        for title, before in zip(titles, same, strict=True)
    )


def _by(path: Alternative) -> str:
    return f"by {listing(list(dict.fromkeys(part.mode for part in path.parts)))}"


def _over(path: Alternative) -> str:
    """Where a path crosses borders, for a title; empty where nobody reviewed the crossings."""
    crossed = dict.fromkeys(crossing.name for crossing in path.crossings if crossing.reviewed)
    return f"over {listing(list(crossed))}" if 0 < len(crossed) <= _TITLED else ""


def _longer(path: Alternative) -> str:
    more = round((path.stretch - 1) * 100)
    return f"{more} % longer" if more > 0 else ""


def _length(path: Alternative) -> str:
    return kilometres(path.length_m)


def path_title(path: Alternative) -> str:
    """What one path passes: "by way of Harbin and Chita". Others may have the same title."""
    if path.passes:
        return f"by way of {listing(path.passes)}"
    if _flies(path):
        return "without a stop"
    return "the shortest way" if path.stretch <= 1 else "another way"


def path_length(path: Alternative) -> str:
    """How long a path is on its network, never to be mistaken for what is reported."""
    where = "in a straight line" if _flies(path) else f"along the {_network(path)}"
    return f"{kilometres(path.length_m)} {where}"


def _flies(path: Alternative) -> bool:
    return all(part.mode == "air" for part in path.parts)


def _network(path: Alternative) -> str:
    used = dict.fromkeys(part.mode for part in path.parts)
    names = {"rail": "railway", "road": "road", "sea": "sea lanes", "air": "straight line"}
    return listing([names.get(mode, mode) for mode in used]) or "network"


def path_hours(path: Alternative) -> str:
    """How long a path takes at least, and on an ordinary journey; waiting is in neither."""
    least = hours(path.minimum_h, at_least=True)
    return f"at least {least}, usually about {hours(path.usual_h)}, without waiting"


def path_sharing(path: Alternative) -> str | None:
    """How much a path has in common with the best one; None for the best itself."""
    if path.stretch <= 1 and path.sharing >= 1:
        return None
    more = round((path.stretch - 1) * 100)
    if more:
        words = f"{abs(more)} % {'longer' if more > 0 else 'shorter'} than the best path"
        if more < 0:  # only where changes count as way, which the length leaves out
            words += ", but with more changes"
    else:
        words = "as long as the best path"
    if path.sharing < 0.005:
        return f"{words}, nothing in common with it"
    return f"{words}, {percent(path.sharing)} of that in common"


def path_reason(path: Alternative, best: Alternative) -> str | None:
    """By keeping out of which country of the ``best`` path this one was found, if so."""
    if path.shuns is None:
        return None
    names = (stay.name for stay in best.stays if stay.area == path.shuns)
    return f"Found by keeping out of {path.shuns_name or next(names, path.shuns)}."


def path_stitched(path: Alternative) -> str | None:
    """How much of a path runs over gaps in the data; None if nothing does."""
    gaps = sum(link.kind == "stitch" for link in path.links)
    if not gaps:
        return None
    return f"{kilometres(path.stitched_m)} over {count(gaps, 'gap')} in the data, closed by rule"


def path_access(metres: float, place: str, network: str = "network") -> str | None:
    """How far a place lies from where its path begins or ends; None within a kilometre."""
    if metres < 1000:
        return None
    return f"{place} is {kilometres(metres)} from the {network}, which the length leaves out"


def link_kind(kind: LinkKind) -> str:
    """What a piece of a path is that the surveyed network does not have."""
    return _LINKS[kind]


def crossing_status(crossing: Crossing, date: When | None = None) -> str:
    """Whether a border could be crossed there on a date, as far as is known."""
    on = f" ({as_of(date)})" if date is not None else ""
    if crossing.status == "closed":
        began = f" since {iso_date(crossing.since)}" if crossing.since else ""
        return f"closed{began}"
    if crossing.status == "open":
        return f"no closure known{on}"
    return "not reviewed"


def iso_date(iso: str) -> str:
    """A year, a month or a day of ISO 8601 in words: "2020", "January 2020"."""
    padded = f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10]
    return _as_written(padded, iso)
