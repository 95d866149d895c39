"""Texts that tell a day where the map tells only the month or the year. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from routes.errors import Mark
from routes.messages import listing
from routes.model import Case, Finding, PrecisionClass, coarsest
from routes.publish.dates import Part, part_told
from routes.publish.days import Named, named
from routes.publish.keys import Spot
from routes.publish.passages import Passage, passages
from routes.publish.walk import spaced

_FILE = "file"
_SECTIONS = ("sources", "places", "legs", "itineraries", "events", "disputes")
_NAMES = {
    "places": {"name", "query", "label", "public-label", "within"},
    "sources": {"publisher", "author", "seed"},
}
"""What is called so, whenever that was: a square may be called for a day."""
_LEAVE = "If all may know the date, leave it."
_OF_A_QUOTE = (
    "Say it more roughly in your words ('says' instead of the quote), or list the words under "
    f"'publish: {{withhold: [...]}}'. {_LEAVE}"
)
_OF_OWN_WORDS = f"Say it more roughly. {_LEAVE}"
_OF_AN_ID = f"Call it otherwise: readers find it in the page. {_LEAVE}"
_QUOTED = re.compile(r"(?:\.claims|^checks)\[\d+\]\.quote(?:\.\w+)?$")
_NUMBER = re.compile(r"\[\d+\]")
_FINEST_FIRST: tuple[Named, ...] = ("day", "month")


def days_in_texts(case: Case, dates: Mapping[str, PrecisionClass], at: Mark) -> Iterator[Finding]:
    """Warnings on texts of ``case``, as it is published, that are more exact than its dates.

    ``dates`` are how coarse those at each of its places are; what stands above all places goes by
    the coarsest. ``at`` is where the case begins. A finding never holds what was found.
    """
    if part_told(coarsest(tuple(dates.values()))) == "day":
        return  # nothing was coarsened, and no names of months are loaded
    classes = _classes(case, dates)
    found: dict[tuple[Spot, Part], dict[Named, list[str]]] = {}
    for each in (*_ids(case, at), *passages(case)):
        told = part_told(classes.get(_entry(each.spot.key, classes), classes[""]))
        what = None if told == "day" or _is_name(each.spot.key) else named(each.text)
        if what == "day" or (what == "month" and told == "year"):
            mark = at if each.spot.mark == Mark(case.id, 1) else each.spot.mark
            tags = found.setdefault((replace(each.spot, mark=mark), told), {})
            tags.setdefault(what, []).append(each.language or "")
    for (spot, told), by_what in found.items():
        yield _finding(spot, told, by_what)


def _finding(spot: Spot, told: Part, by_what: Mapping[Named, Sequence[str]]) -> Finding:
    what = next(each for each in _FINEST_FIRST if each in by_what)
    subject, hint = _called(spot)
    tags = str(listing(sorted(filter(None, by_what[what]))))
    named_so = f"{subject} ({tags})" if tags else subject
    message = f"{named_so} names a {what}, and the map tells only the {told}."
    return Finding("day-in-text", "warning", message, spot.about, spot.mark, (hint,))


def _called(spot: Spot) -> tuple[str, str]:
    """What the text there is called: the key in its entry, never an id. And what to do."""
    if spot.key == _FILE:
        return "the name of the file", _OF_AN_ID
    if spot.key == spot.about and spot.key.partition(".")[0] in _SECTIONS:
        return "the id here", _OF_AN_ID
    rest = _NUMBER.sub("", spot.key.removeprefix(spot.about)).lstrip(".")
    name = rest or _NUMBER.sub("", spot.key).rpartition(".")[2]  # all of what has a line
    return f"'{name}' here", _OF_A_QUOTE if _QUOTED.search(spot.key) else _OF_OWN_WORDS


def _classes(case: Case, dates: Mapping[str, PrecisionClass]) -> Mapping[str, PrecisionClass]:
    """How coarse dates are by the key of each entry, and above all of them, by an empty key."""
    legs = {i: coarsest((dates[leg.start], dates[leg.end])) for i, leg in case.legs.items()}
    return {
        "": coarsest(tuple(dates.values())),
        **{f"places.{i}": shown for i, shown in dates.items()},
        **{f"legs.{i}": shown for i, shown in legs.items()},
        **{
            f"itineraries.{i}": coarsest(tuple(legs[leg] for leg in each.legs))
            for i, each in case.itineraries.items()
        },
        **{f"events.{i}": dates[each.place] for i, each in case.events.items()},
    }


def _entry(key: str, classes: Mapping[str, PrecisionClass]) -> str:
    """The key of the entry that a key is in; an id may have dots."""
    while key and key not in classes:
        key = key.rpartition(".")[0]
    return key


def _is_name(key: str) -> bool:
    section, _, rest = key.partition(".")
    keys = [each.partition("[")[0] for each in rest.split(".")[1:]]
    return not _NAMES.get(section, set()).isdisjoint(keys)


def _ids(case: Case, at: Mark) -> Iterator[Passage]:
    """Ids and the name of the file, as words: readers find them in the page."""
    yield Passage(spaced(case.id), Spot(_FILE, _FILE, at))
    for section in _SECTIONS:
        for i, entry in getattr(case, section).items():
            key = f"{section}.{i}"
            yield Passage(spaced(i), Spot(key, key, entry.mark or at))
