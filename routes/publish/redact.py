"""A case without its secrets: the one thing from which all that is published is derived. Pure.

See docs/decisions/public-case.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from routes.errors import Mark, Mistake, NotForPublication
from routes.messages import say
from routes.model import (
    Case,
    Claim,
    Closure,
    Event,
    Finding,
    Itinerary,
    Leg,
    Place,
    Position,
    PrecisionClass,
    PublicCase,
    Publishing,
    Release,
    Resolution,
    Source,
    Status,
    Toponym,
    When,
    Withheld,
    coarsest,
)
from routes.publish.dates import coarsened
from routes.publish.generalise import Divisions, generalised, kept_area, plain, shown
from routes.publish.secrets import Spellings, of_place, secrets
from routes.publish.texts import Scrubber, told_in_all
from routes.publish.walk import Walker, spaced

_SECTIONS = ("sources", "places", "legs", "itineraries", "events", "disputes")
_TOLD = ("title", "question", "summary", "notes", "checks", "avoid", "alternatives")
"""What of a case is told besides its sections."""


@dataclass(frozen=True, slots=True)
class _Places:
    """How the places of a case are published."""

    toponyms: Mapping[str, Toponym]
    classes: Mapping[str, PrecisionClass]
    dates: Mapping[str, PrecisionClass]
    """How coarse dates at them are: as the place, where that was made coarser."""
    hidden: tuple[str, ...]
    """The ids of those whose names are withheld."""


def redact(
    case: Case,
    places: Mapping[str, Place],
    resolutions: Mapping[str, Resolution],
    divisions: Divisions,
    names: Spellings = lambda _: (),
) -> PublicCase:
    """``case`` as anybody may see it. ``places`` are where its toponyms were found.

    Those that are to be generalised have to have been found without one another.

    Every text is searched for what is withheld, every point is generalised by itself alone, every
    date is as coarse as its place, and ids become numbers where anything is withheld by name.

    Raises NotForPublication where a name that is withheld stands in one that is to be shown.
    """
    seen = _places(case, places, resolutions, divisions, names)
    hidden = secrets(case, seen.hidden, resolutions, names)
    scrubber = Scrubber(hidden)
    _check_names(case, seen, scrubber)
    coarse = _coarse(case, seen)
    ids = _ids(coarse, bool(hidden))
    walker = Walker(scrubber, ids, Mark(case.file or case.id, 1))
    values = {f.name: getattr(coarse, f.name) for f in fields(Case)}
    values |= {name: walker.top(name, values[name]) for name in _TOLD}
    values |= {name: walker.section(name, values[name]) for name in _SECTIONS}
    withheld = _counted(case, coarse, seen, len(scrubber.taken))
    notes = (*walker.findings, *_rounded(case, seen))
    classes = {ids["places"].get(i, i): shown for i, shown in seen.classes.items()}
    return PublicCase(
        **{
            **values,
            "people": {},
            "publishing": Publishing(),
            "file": None,
            "findings": (*walker.reported(case.findings), *notes),
        },
        release=Release(
            "public", classes, withheld, frozenset(ids["places"].get(i, i) for i in seen.hidden)
        ),
    )


def _rounded(case: Case, seen: _Places) -> Iterator[Finding]:
    """That points which the author gave are not shown where they are, and how to change that."""
    for i, toponym in case.places.items():
        if toponym.publish is None and seen.dates[i] != "site":
            message = f"a public map rounds its coordinates to a cell of {seen.classes[i]} degrees."
            hint = (
                "Write 'publish: site' and 'because' if all may know the spot; 'publish: withheld' "
                "or a region if it is to be kept secret. Until then its name is shown."
            )
            yield Finding("place-rounded", "warning", message, f"places.{i}", toponym.mark, (hint,))


def _places(
    case: Case,
    places: Mapping[str, Place],
    resolutions: Mapping[str, Resolution],
    divisions: Divisions,
    names: Spellings,
) -> _Places:
    toponyms: dict[str, Toponym] = {}
    classes: dict[str, PrecisionClass] = {}
    dates: dict[str, PrecisionClass] = {}
    hidden: list[str] = []
    for i, toponym in case.places.items():
        wanted = shown(toponym, resolutions.get(i))
        found = places.get(i)
        if not wanted.is_secret and (wanted.precision not in ("0.1", "0.01") or found is None):
            # Without a point there is nothing to round, and no name to hide.
            toponyms[i], classes[i] = plain(toponym), wanted.precision
            dates[i] = "site"
            continue
        point = found.point if found else None
        own_m = (toponym.radius_m or 0.0) if found else 0.0
        told = tuple(of_place(toponym, resolutions.get(i), names)) if wanted.is_secret else ()
        if found is not None and found.area is not None and wanted.precision != "withheld":
            toponyms[i], classes[i] = kept_area(toponym), "country"
        else:
            toponyms[i], classes[i] = generalised(
                toponym, point, wanted, divisions, own_m=own_m, names=told
            )
        dates[i] = classes[i]
        hidden += [i] if wanted.is_secret else []
    return _Places(toponyms, classes, dates, tuple(hidden))


_FILE_NAME = "the name of the file"


def _check_names(case: Case, seen: _Places, scrubber: Scrubber) -> None:
    """Report places, roles and labels that are to be shown and hold a name that is not."""
    told: list[tuple[str, str | None, Mark | None]] = [
        (f"places.{i}", text, toponym.mark)
        for i, toponym in seen.toponyms.items()
        for text in (toponym.name, toponym.query, toponym.label, *toponym.within)
    ]
    told += [(f"people.{i}.role", each.role, each.mark) for i, each in case.people.items()]
    told.append((_FILE_NAME, case.id, None))
    wrong = {
        key: mark
        for key, text, mark in told
        if any(scrubber.hides(spaced(each)) for each in told_in_all(text))
    }
    if wrong:
        at = Mark(case.file or case.id, 1)
        hint = "Withhold it as well, or say it otherwise."
        rename = "Rename the file: the map is called like it."
        raise NotForPublication(
            [
                Mistake(
                    mark or at,
                    key,
                    "holds a name that is withheld.",
                    rename if key == _FILE_NAME else hint,
                )
                for key, mark in wrong.items()
            ]
        )


def _coarse(case: Case, seen: _Places) -> Case:
    """The case with its places as they are published, and all that depends on them."""
    classes = seen.dates
    gone = {i for i, shown in classes.items() if shown == "withheld"}
    of_legs = {i: coarsest((classes[leg.start], classes[leg.end])) for i, leg in case.legs.items()}
    # A path may be dated by anything in the case: see routes.casefile.alternatives.
    known = coarsest(tuple(classes.values()))
    oldest: PrecisionClass = "country" if known == "withheld" else known
    return replace(
        case,
        places=seen.toponyms,
        legs={i: _leg(leg, of_legs[i]) for i, leg in case.legs.items()},
        itineraries={
            i: _itinerary(each, coarsest(tuple(of_legs[leg] for leg in each.legs)))
            for i, each in case.itineraries.items()
        },
        events={
            i: _event(each, classes[each.place])
            for i, each in case.events.items()
            if each.place not in gone
        },
        checks=tuple(
            each
            for each in case.checks
            if not {*each.closer, each.than, each.to}.intersection(seen.hidden)
        ),
        alternatives=tuple(
            replace(each, when=coarsened(each.when, oldest))
            for each in case.alternatives
            if not gone.intersection((each.start, each.end or each.start, *each.via))
        ),
        sources={i: _source(each) for i, each in case.sources.items()},
        disputes={
            i: replace(each, positions=tuple(_position(p, oldest) for p in each.positions))
            for i, each in case.disputes.items()
        },
    )


def _position(position: Position, shown: PrecisionClass) -> Position:
    return replace(position, claims=_claims(position.claims, shown))


def _leg(leg: Leg, shown: PrecisionClass) -> Leg:
    """A leg as coarse as its coarser end. Of one to a place that is withheld only who speaks."""
    if shown == "withheld":
        status: Status = "hypothetical" if leg.status == "hypothetical" else "open"
        return replace(
            leg, title=None, mode="unknown", when=None, reason=None, status=status, closure=None,
            claims=_silenced(leg.claims), note=None,
        )  # fmt: skip
    return replace(
        leg,
        when=coarsened(leg.when, shown),
        closure=_closure(leg.closure, shown),
        claims=_claims(leg.claims, shown),
    )


def _itinerary(itinerary: Itinerary, shown: PrecisionClass) -> Itinerary:
    shown = "country" if shown == "withheld" else shown  # a version is more than one stop
    return replace(
        itinerary,
        closure=_closure(itinerary.closure, shown),
        claims=_claims(itinerary.claims, shown),
    )


def _event(event: Event, shown: PrecisionClass) -> Event:
    return replace(event, when=coarsened(event.when, shown), claims=_claims(event.claims, shown))


def _closure(closure: Closure | None, shown: PrecisionClass) -> Closure | None:
    if closure is None:
        return None
    since = coarsened(closure.since, shown) or When("..", None, None)
    return Closure(since, _claims(closure.claims, shown))


def _claims(claims: tuple[Claim, ...], shown: PrecisionClass) -> tuple[Claim, ...]:
    return tuple(replace(claim, when=coarsened(claim.when, shown)) for claim in claims)


def _silenced(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Who takes which stance, without the words: they tell where it went."""
    words = say("What it says is withheld.")
    return tuple(replace(each, quote=None, says=words, when=None, note=None) for each in claims)


def _source(source: Source) -> Source:
    """A source to withhold as nobody in particular: one that counts, and no more."""
    if source.identity == "anonymous" and source.author and not source.withhold:
        title = source.title or (None if source.publisher else say("a source that is withheld"))
        return replace(source, author=None, title=title)
    if not source.withhold:
        return source
    return Source(
        source.id, title=say("a source that is withheld"), identity="anonymous",
        reliability=source.reliability, read_in=source.read_in, citing=source.citing,
        mark=source.mark,
    )  # fmt: skip


def _ids(case: Case, secret: bool) -> dict[str, dict[str, str]]:
    """For each section its ids, with numbers in their stead where the case has a secret.

    An id may tell it in words that are no name: ``safehouse``, or a name in other letters.
    """
    return {
        name: {i: f"{name}-{n}" for n, i in enumerate(getattr(case, name), 1)} if secret else {}
        for name in _SECTIONS
    }


def _counted(case: Case, coarse: Case, seen: _Places, words: int) -> Withheld:
    named = {
        *(end for leg in case.legs.values() for end in (leg.start, leg.end)),
        *(event.place for event in case.events.values()),
    }
    stops = [seen.classes[i] for i in seen.hidden if i in named]
    gone = stops.count("withheld")
    return Withheld(
        stops=gone,
        coarser=len(stops) - gone,
        events=len(case.events) - len(coarse.events),
        checks=len(case.checks) - len(coarse.checks),
        alternatives=len(case.alternatives) - len(coarse.alternatives),
        sources=sum(source.withhold for source in case.sources.values()),
        words=words,
    )
