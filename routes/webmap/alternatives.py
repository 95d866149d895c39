"""How else a leg could have gone, for the page. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import shapely
from shapely.geometry.base import BaseGeometry

from routes import wording
from routes.messages import Name, Text, english, say
from routes.model import Atlas, Place
from routes.model.alternative import (
    Alternative,
    Alternatives,
    Crossing,
    Link,
    Part,
    Reach,
    Stay,
    Wanted,
)
from routes.webmap.arcs import shared
from routes.webmap.path_types import (
    AlternativesOut,
    Arcs,
    CrossingOut,
    KeepingOut,
    LinkOut,
    PartOut,
    PathOut,
    ReachOut,
    StayOut,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is called how.

    ``modes`` are labels by mode, ``speeds`` say by mode which speeds the times rest on;
    ``country`` gives the name for an ISO 3166-1 alpha-2 code.
    """

    modes: Mapping[str, str]
    speeds: Mapping[str, str]
    country: Callable[[str], str]


_DECIMALS = 3
"""Of crossings and links: about a hundred metres, as the networks have it."""


def alternatives(atlas: Atlas, words: Words) -> tuple[list[AlternativesOut], Arcs]:
    """All alternatives of ``atlas``, and the arcs that their lines are made of."""
    blocks = atlas.alternatives
    arcs, lines = shared([part.geometry for block in blocks for part in _parts(block)])
    teller = _Teller(atlas, words, iter(lines))
    return [teller.block(block, letter) for block, letter in _lettered(atlas)], arcs


def drawn(atlas: Atlas) -> list[BaseGeometry]:
    """What is drawn of the alternatives of ``atlas``."""
    return [part.geometry for block in atlas.alternatives for part in _parts(block)]


def _parts(block: Alternatives) -> Iterator[Part]:
    """The pieces to draw, in the order in which they are told."""
    for path in block.paths:
        yield from path.parts
    if block.reach is not None:
        reach = block.reach
        yield Part(block.wanted.mode, _merged(reach.geometry), reach.length_m)


def _merged(lines: BaseGeometry) -> BaseGeometry:
    """Lines that run from fork to fork: a dash starts again with each."""
    return shapely.line_merge(lines) if lines.geom_type == "MultiLineString" else lines


def _lettered(atlas: Atlas) -> Iterator[tuple[Alternatives, str]]:
    """Each with its letter, A to Z, then AA; none where nothing else on the page has a number."""
    blocks = atlas.alternatives
    needed = len(blocks) > 1 or len(atlas.routes) > 1
    for i, block in enumerate(blocks):
        first, last = divmod(i, len(ascii_uppercase))
        letter = (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[last]
        yield block, letter if needed else ""


class _Teller:
    """Turns alternatives into payload values; ``lines`` are used up in the order of `_parts`."""

    def __init__(self, atlas: Atlas, words: Words, lines: Iterator[list[list[int]]]) -> None:
        self.case = atlas.case
        self.atlas = atlas
        self.words = words
        self.lines = lines
        self.areas = {
            stay.area: stay.name
            for block in atlas.alternatives
            for path in block.paths
            for stay in path.stays
            if stay.area
        }

    def block(self, block: Alternatives, letter: str) -> AlternativesOut:
        wanted = block.wanted
        leg = self.case.legs.get(wanted.leg or "")
        titled = zip(wording.path_titles(block.paths), block.paths, strict=True)
        paths = [
            self.path(block, path, title, f"{letter}{n}")
            for n, (title, path) in enumerate(titled, start=1)
        ]
        return {
            "id": wanted.id,
            "title": wanted.title or _title(block, self.mode(wanted.mode)),
            "leg": leg.id if leg else None,
            "places": [
                p for p in (wanted.start, *wanted.via, wanted.end) if p and p in self.case.places
            ],
            "leg_title": (leg.title or _ends(block)) if leg else None,
            "ends": _name(block.start)
            if block.reach
            else say("{start} → {end}", start=_name(block.start), end=_name(block.end)),
            "mode": wanted.mode,
            "via": wording.listing([self.place(place) for place in wanted.via]) or None,
            "avoided": self.keeping_out(wanted, is_found=block.refused is None),
            "when": wording.as_of(wanted.when) if wanted.when else None,
            "straight": wording.kilometres(block.reported_m) if block.reported_m else None,
            "speeds": self.spoken(part.mode for part in _parts(block)),
            "paths": paths,
            "reach": self.reach(block, block.reach, letter or "1") if block.reach else None,
            "refused": self.refused(block),
            "notes": [
                *self.roughly(block),
                *(english(note) for note in block.notes if note != wording.NO_SOURCE),
            ],
            "note": wanted.note,
        }

    def refused(self, block: Alternatives) -> str | None:
        """Why there is no path; that a place is an area is no reason where more is known of it."""
        if block.refused is None:
            return None
        veiled = [p.label for p in self.veiled(block) if p.is_vague]
        if block.refused.reason != "too-vague" or not veiled:
            return block.refused.message
        return say(
            "Not computed: where exactly is withheld ({places}).",
            places=wording.listing([say("“{name}”", name=label) for label in veiled]),
        )

    def roughly(self, block: Alternatives) -> Iterator[Text]:
        """That a path is one from or to the middle of a circle, and not to a place in it."""
        for place in self.veiled(block):
            if block.refused is None and place.point is not None:
                yield say(
                    "Computed by the middle of the circle in which “{place}” lies; where exactly "
                    "is withheld.",
                    place=place.label,
                )

    def veiled(self, block: Alternatives) -> list[Place]:
        """The places that were asked for and of which more is known than is told."""
        asked = (block.wanted.start, *block.wanted.via, block.wanted.end)
        found = [self.atlas.places[p] for p in dict.fromkeys(asked) if p and p in self.atlas.places]
        return [place for place in found if self.atlas.release.veils(place.id)]

    def path(self, block: Alternatives, path: Alternative, title: str, number: str) -> PathOut:
        ends = zip((block.start, block.end), path.access_m, strict=True)
        access = [
            wording.path_access(metres, _name(label), say("network")) for label, metres in ends
        ]
        return {
            "id": f"{block.wanted.id}/{number}",
            "number": number,
            "title": title,
            "summary": say(
                "{distance}, {hours}",
                distance=wording.kilometres(path.length_m),
                hours=wording.path_hours(path),
            ),
            "parts": self.parts(path.parts),
            "distance": wording.path_length(path),
            "minimum": wording.hours(path.minimum_h, at_least=True),
            "usual": wording.hours(path.usual_h),
            "stays": [_stay(stay) for stay in path.stays],
            "crossings": self.crossings(path, block),
            "links": [_link(link) for link in path.links],
            "stitched": wording.path_stitched(path),
            "sharing": wording.path_sharing(path),
            "access": [text for text in access if text],
            "why": wording.path_reason(path, block.paths[0]),
            "against": self.against(block.wanted, path.stays),
        }

    def reach(self, block: Alternatives, reach: Reach, number: str) -> ReachOut:
        hours = wording.hours(reach.hours)
        furthest = [name for name, _ in reach.towns[:3]]
        return {
            "id": f"{block.wanted.id}/{number}",
            "number": number,
            "title": say(
                "{hours} {mode} from {place}, without rest",
                hours=hours,
                mode=self.mode(block.wanted.mode),
                place=_name(block.start),
            ),
            "summary": say(
                "among the furthest of the towns in our data: {towns}",
                towns=wording.listing(furthest),
            )
            if furthest
            else say("no town"),
            "parts": self.parts([next(_parts(block))]),
            "distance": wording.kilometres(reach.length_m),
            "towns": [
                {"name": name, "distance": wording.kilometres(metres)}
                for name, metres in reach.towns
            ],
            "stops": [self.crossing(each, block) for each in reach.stops_at],
            "against": self.against(block.wanted, ()),
        }

    def parts(self, parts: Sequence[Part]) -> list[PartOut]:
        return [
            {
                "mode": part.mode,
                "distance": wording.kilometres(part.length_m),
                "lines": next(self.lines),
            }
            for part in parts
        ]

    def crossings(self, path: Alternative, block: Alternatives) -> list[CrossingOut]:
        """Each with what must be known of the areas that it is the first to touch."""
        noted = {
            stay.area: say("{area}: {note}", area=Name(stay.name), note=stay.note)
            for stay in path.stays
            if stay.note
        }
        told = []
        for each in path.crossings:
            sides = (each.from_area, each.to_area)
            remarks = [noted.pop(area) for area in sides if area in noted]
            told.append(self.crossing(each, block, remarks))
        return told

    def crossing(
        self, crossing: Crossing, block: Alternatives, remarks: Sequence[str] = ()
    ) -> CrossingOut:
        return {
            "name": crossing.name,
            "between": say(
                "{start} to {end}",
                start=Name(crossing.from_name or self.area(crossing.from_area)),
                end=Name(crossing.to_name or self.area(crossing.to_area)),
            ),
            "at": _at(crossing.lon, crossing.lat),
            "status": crossing.status,
            "says": wording.crossing_status(crossing, block.wanted.when),
            "reviewed": crossing.reviewed,
            "source": crossing.source,
            "note": english(crossing.note) if crossing.note else None,
            "remarks": list(remarks),
        }

    def keeping_out(self, wanted: Wanted, *, is_found: bool) -> KeepingOut | None:
        """What is kept out of, each with the reason that the case gives."""
        if not wanted.avoid:
            return None
        why = {each.country: (each.reason or "").rstrip(".") for each in self.case.avoid}
        names = [self.area(code) for code in wanted.avoid]
        told = [
            say("{area} ({reason})", area=name, reason=why[code]) if why.get(code) else name
            for code, name in zip(wanted.avoid, names, strict=True)
        ]
        limit = _unchecked(wanted.mode)
        return {
            "label": say("Keeps out of")
            if is_found and limit is None
            else say("Asked to keep out of"),
            "countries": wording.listing(names),
            "why": wording.listing(told),
            "limit": limit,
        }

    def against(self, wanted: Wanted, stays: Sequence[Stay]) -> str | None:
        """Which countries are not kept out of although the case wants that."""
        unwanted = [each.country for each in self.case.avoid]
        met = {stay.area for stay in stays} | {stay.country for stay in stays}
        if stays:
            names = [self.area(code) for code in unwanted if code in met]
        else:
            names = [self.area(code) for code in unwanted if code not in wanted.avoid]
        if not names:
            return None
        areas = wording.listing(names)
        if stays:
            return say("Runs through {areas}, which this case avoids.", areas=areas)
        return say("Was not asked to keep out of {areas}, which this case avoids.", areas=areas)

    def spoken(self, modes: Iterable[str]) -> dict[str, str]:
        """Which speeds the times rest on, by mode."""
        speeds = self.words.speeds
        return {mode: speeds[mode] for mode in modes if mode in speeds}

    def mode(self, mode: str) -> str:
        return say("by rail or road") if mode == "any" else self.words.modes.get(mode, mode)

    def area(self, area: str) -> Name:
        return Name(self.areas.get(area) or self.words.country(area))

    def place(self, place: str) -> str:
        toponym = self.case.places.get(place)
        return toponym.shown if toponym else place


def _unchecked(mode: str) -> Text | None:
    """What paths by a mode cannot be said to keep out of."""
    if mode == "air":
        return say("by air only the airports are checked, not what is flown over")
    return say("not checked at sea, but for canals and straits") if mode == "sea" else None


def _ends(block: Alternatives) -> Text:
    return say("{start} to {end}", start=_name(block.start), end=_name(block.end))


def _title(block: Alternatives, mode: str) -> Text:
    if block.wanted.hours is not None:
        return say(
            "How far one gets from {place} in {hours} {mode}, without rest",
            place=_name(block.start),
            hours=wording.hours(block.wanted.hours),
            mode=mode,
        )
    return say("{start} to {end} {mode}", start=_name(block.start), end=_name(block.end), mode=mode)


def _stay(stay: Stay) -> StayOut:
    return {
        "name": Name(stay.name) if stay.area else say("water"),
        "distance": wording.kilometres(stay.length_m),
        "note": english(stay.note) if stay.note else None,
    }


def _link(link: Link) -> LinkOut:
    return {
        "name": link.name,
        "kind": wording.link_kind(link.kind),
        "at": _at(link.lon, link.lat),
        "distance": wording.kilometres(link.length_m),
        "source": link.source,
        "reason": english(link.reason) if link.reason else None,
    }


def _name(shown: str) -> Text:
    """A place as the case calls it: by a label of its own, or by a name that may have others."""
    return shown if isinstance(shown, Text) else Name(shown)


def _at(lon: float, lat: float) -> list[float]:
    return [round(lon, _DECIMALS), round(lat, _DECIMALS)]
