"""A case without its secrets: the one thing from which all that is published is derived. Pure.

See docs/decisions/public-case.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from routes.errors import Mark, Mistake, NotForPublication
from routes.messages import listing, say
from routes.model import (
    Case,
    Claim,
    Closure,
    Event,
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
    When,
    Withheld,
    coarsest,
)
from routes.publish.dates import coarsened
from routes.publish.doubts import doubts
from routes.publish.generalise import Divisions
from routes.publish.overdated import days_in_texts
from routes.publish.places import Places, doubted, published
from routes.publish.secrets import Spellings, secrets
from routes.publish.texts import Scrubber, told_in_all
from routes.publish.walk import Walker, spaced

_SECTIONS = ("sources", "places", "legs", "itineraries", "events", "disputes")
_TOLD = ("title", "question", "summary", "notes", "checks", "avoid", "alternatives")
"""What of a case is told besides its sections."""


def redact(
    case: Case,
    places: Mapping[str, Place],
    resolutions: Mapping[str, Resolution],
    divisions: Divisions,
    names: Spellings = lambda *_: (),
) -> PublicCase:
    """``case`` as anybody may see it. ``places`` are where its toponyms were found.

    Those that are to be generalised have to have been found without one another.

    Every text is searched for what is withheld, every point is generalised by itself alone, every
    date is as coarse as its place, and ids become numbers where anything is withheld by name.

    Raises NotForPublication where a name that is withheld stands in one that is to be shown.
    """
    seen = published(case, places, resolutions, divisions, names)
    hidden = secrets(case, seen.names)
    scrubber = Scrubber(hidden)
    _check_names(case, seen, resolutions, scrubber)
    coarse = _coarse(case, seen)
    ids = _ids(coarse, bool(hidden) or any(each.withhold for each in case.sources.values()))
    walker = Walker(scrubber, ids, Mark(case.file or case.id, 1), case.marks)
    values = {f.name: getattr(coarse, f.name) for f in fields(Case)}
    values |= {name: walker.top(name, values[name]) for name in _TOLD}
    values |= {name: walker.section(name, values[name]) for name in _SECTIONS}
    withheld = _counted(case, coarse, seen, walker.words)
    asked = tuple(doubts(coarse, hidden))
    unheard = {each.about for each in asked if each.code == "one-script"}
    known = (*case.findings, *asked, *doubted(case, seen, unheard))
    classes = {ids["places"].get(i, i): shown for i, shown in seen.classes.items()}
    public = PublicCase(
        **{
            **values,
            "people": {},
            "publishing": Publishing(),
            "file": None,
            "findings": (*walker.reported(known), *walker.findings),
        },
        release=Release(
            "public", classes, withheld, frozenset(ids["places"].get(i, i) for i in seen.hidden)
        ),
    )
    dates = {ids["places"].get(i, i): shown for i, shown in seen.dates.items()}
    exact = days_in_texts(public, dates, Mark(case.file or case.id, 1))
    return replace(public, findings=(*public.findings, *exact))


_FILE_NAME = "the name of the file"


def _check_names(
    case: Case, seen: Places, resolutions: Mapping[str, Resolution], scrubber: Scrubber
) -> None:
    """Report places, roles and labels that are to be shown and hold a name that is not.

    What a gazetteer calls a place that is shown is told as well: as the reason why it was taken.
    """
    told: list[tuple[str, str | None, Mark | None]] = [
        (f"places.{i}", text, toponym.mark)
        for i, toponym in seen.toponyms.items()
        for text in (toponym.name, toponym.query, toponym.label, *toponym.within)
    ]
    told += [
        (f"places.{i}", text, case.places[i].mark)
        for i, resolution in resolutions.items()
        if i not in seen.hidden
        for chosen in resolution.chosen
        for text in (chosen.name, chosen.matched)
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
        if seen.lost:
            keys = listing([f"places.{i}" for i in seen.lost])
            hint += f" Or say where {keys} is: not found for sure, it may be all of its name."
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


def _coarse(case: Case, seen: Places) -> Case:
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


def _counted(case: Case, coarse: Case, seen: Places, words: int) -> Withheld:
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
