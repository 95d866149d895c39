"""Paths on a network that nobody reports: what they are called, their lengths and times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routes.messages import Name, Text, listing, percentage, plural, say
from routes.model import Alternative, Crossing, LinkKind, When
from routes.wording.certainty import percent
from routes.wording.dates import as_of, iso_date
from routes.wording.distances import hours, kilometres

NO_SOURCE = say("Computed on a network; no source reports it.")
"""What stands beside every path that nobody reported."""

_LINKS: Mapping[LinkKind, Text] = {
    "stitch": say("gap in the data, closed by rule"),
    "link": say("reviewed link that the data lacks"),
    "ferry": say("ferry"),
    "transfer": say("change between rail and road"),
}

_MODES: Mapping[str, Text] = {"rail": say("rail"), "road": say("road"), "sea": say("ship")}

_NETWORKS: Mapping[str, Text] = {
    "rail": say("railway"),
    "road": say("road"),
    "sea": say("sea lanes"),
    "air": say("straight line"),
}

_TITLED = 2
"""So many crossings fit into a title."""


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
                    titles[i] = (
                        say("{title}, {detail}", title=title, detail=words) if words else title
                    )
    same = [titles[:i].count(title) for i, title in enumerate(titles)]
    return tuple(
        say("{title} ({number})", title=title, number=before + 1) if before else title
        for title, before in zip(titles, same, strict=True)
    )


def _by(path: Alternative) -> str:
    used = dict.fromkeys(part.mode for part in path.parts)
    return say("by {modes}", modes=listing([_MODES.get(mode, mode) for mode in used]))


def _over(path: Alternative) -> str:
    """Where a path crosses borders, for a title; empty where nobody reviewed the crossings."""
    crossed = dict.fromkeys(crossing.name for crossing in path.crossings if crossing.reviewed)
    return (
        say("over {places}", places=listing(list(crossed))) if 0 < len(crossed) <= _TITLED else ""
    )


def _longer(path: Alternative) -> str:
    more = round((path.stretch - 1) * 100)
    return say("{percent} longer", percent=percentage(more / 100)) if more > 0 else ""


def _length(path: Alternative) -> str:
    return kilometres(path.length_m)


def path_title(path: Alternative) -> Text:
    """What one path passes: "by way of Harbin and Chita". Others may have the same title."""
    if path.passes:
        return say("by way of {places}", places=listing([Name(town) for town in path.passes]))
    if _flies(path):
        return say("without a stop")
    return say("the shortest way") if path.stretch <= 1 else say("another way")


def path_length(path: Alternative) -> Text:
    """How long a path is on its network, never to be mistaken for what is reported."""
    length = kilometres(path.length_m)
    if _flies(path):
        return say("{distance} in a straight line", distance=length)
    used = list(dict.fromkeys(part.mode for part in path.parts))
    if used == ["rail"]:
        return say("{distance} along the railway", distance=length)
    if used == ["road"]:
        return say("{distance} along the road", distance=length)
    if used == ["sea"]:
        return say("{distance} along the sea lanes", distance=length)
    names = listing([_NETWORKS.get(mode, mode) for mode in used] or [say("network")])
    return say("{distance} along the {networks}", distance=length, networks=names)


def _flies(path: Alternative) -> bool:
    return all(part.mode == "air" for part in path.parts)


def path_hours(path: Alternative) -> Text:
    """How long a path takes at least, and on an ordinary journey; waiting is in neither."""
    return say(
        "at least {least}, usually about {usual}, without waiting",
        least=hours(path.minimum_h, at_least=True),
        usual=hours(path.usual_h),
    )


def path_sharing(path: Alternative) -> Text | None:
    """How much a path has in common with the best one; None for the best itself."""
    if path.stretch <= 1 and path.sharing >= 1:
        return None
    words = _compared(path)
    if path.sharing < 0.005:
        return say("{length}, nothing in common with it", length=words)
    return say("{length}, {percent} of that in common", length=words, percent=percent(path.sharing))


def _compared(path: Alternative) -> Text:
    more = round((path.stretch - 1) * 100)
    if not more:
        return say("as long as the best path")
    share = percentage(abs(more) / 100)
    if more > 0:
        return say("{percent} longer than the best path", percent=share)
    # Only where changes count as way, which the length leaves out.
    return say("{percent} shorter than the best path, but with more changes", percent=share)


def path_reason(path: Alternative, best: Alternative) -> Text | None:
    """By keeping out of which country of the ``best`` path this one was found, if so."""
    if path.shuns is None:
        return None
    names = (stay.name for stay in best.stays if stay.area == path.shuns)
    country = path.shuns_name or next(names, path.shuns)
    return say("Found by keeping out of {country}.", country=Name(country))


def path_stitched(path: Alternative) -> Text | None:
    """How much of a path runs over gaps in the data; None if nothing does."""
    gaps = sum(link.kind == "stitch" for link in path.links)
    if not gaps:
        return None
    return plural(
        "{distance} over {n} gap in the data, closed by rule",
        "{distance} over {n} gaps in the data, closed by rule",
        gaps,
        distance=kilometres(path.stitched_m),
    )


def path_access(metres: float, place: str, network: str = "network") -> Text | None:
    """How far a place lies from where its path begins or ends; None within a kilometre."""
    if metres < 1000:
        return None
    return say(
        "{place} is {distance} from the {network}, which the length leaves out",
        place=place,
        distance=kilometres(metres),
        network=network,
    )


def link_kind(kind: LinkKind) -> Text:
    """What a piece of a path is that the surveyed network does not have."""
    return _LINKS[kind]


def crossing_status(crossing: Crossing, date: When | None = None) -> Text:
    """Whether a border could be crossed there on a date, as far as is known."""
    if crossing.status == "closed":
        if crossing.since:
            return say("closed since {date}", date=iso_date(crossing.since))
        return say("closed")
    if crossing.status == "open":
        if date is not None:
            return say("no closure known ({date})", date=as_of(date))
        return say("no closure known")
    return say("not reviewed")
