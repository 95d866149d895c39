"""Places that are found elsewhere, more exactly, or not at all any more. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from routes.changes.both import Both, quoted
from routes.changes.change import Change
from routes.changes.claims import Subject
from routes.changes.match import plain
from routes.changes.texts import rewritten
from routes.changes.veils import more
from routes.geodesy import length_m
from routes.messages import Text, plural, say
from routes.model import Place, Toponym
from routes.wording import kilometres, shortlist

_NEAR_M = 100.0
"""Two points that are nearer to each other than this are one."""

_NOT_SAID = frozenset({"id", "mark", "name", "label", "publish", "because", "public_label"})


def on_places(both: Both) -> Iterator[Change]:
    """Places that are otherwise; those that came and went are listed."""
    gone, come = both.gone("places"), both.added("places")
    if gone:
        listed = shortlist([quoted(each.shown) for each in gone])
        sentence = plural(
            "{n} place is in the case no more: {places}.",
            "{n} places are in the case no more: {places}.",
            len(gone),
            places=listed,
        )
        yield Change("place", f"places.{gone[0].id}", sentence, listed, None)
    if come:
        listed = shortlist([quoted(each.shown) for each in come])
        sentence = plural(
            "{n} place is new in the case: {places}.",
            "{n} places are new in the case: {places}.",
            len(come),
            places=listed,
        )
        yield Change("place", f"places.{come[0].id}", sentence, None, listed)
    for was, now in both.pairs("places"):
        yield from _on_place(both, was, now)


def _on_place(both: Both, was: Toponym, now: Toponym) -> Iterator[Change]:
    what = quoted(now.shown)
    subject = Subject(f"places.{now.id}", what, what)
    if both.new.release.veils(now.id):
        return
    if both.old.release.veils(was.id):
        yield from more(subject)
        return
    if plain(was.shown) != plain(now.shown):
        told = {"before": quoted(was.shown), "after": quoted(now.shown)}
        sentence = say("The place {before} is called {after} now.", **told)
        yield Change("text", subject.key, sentence, was.shown, now.shown)
    before, after = both.old.places.get(was.id), both.new.places.get(now.id)
    found = list(_found(subject, before, after))
    yield from found
    changed = [
        f.name
        for f in fields(Toponym)
        if f.name not in _NOT_SAID and plain(getattr(was, f.name)) != plain(getattr(now, f.name))
    ]
    if "near" in changed and not both.is_moved("places", was.near or "", now.near or ""):
        changed.remove("near")
    if changed and (not found or "note" in changed):
        yield rewritten(subject, changed if not found else ["note"])


def _found(subject: Subject, was: Place | None, now: Place | None) -> Iterator[Change]:
    """Where a place is drawn, beside where it was."""
    what, key = subject.title, subject.key
    if was is None or now is None:
        if now is not None:
            yield Change("place", key, say("{what} is found now.", what=what), None, _as_drawn(now))
        if was is not None:
            sentence = say("{what} is not found any more.", what=what)
            yield Change("place", key, sentence, _as_drawn(was), None)
        return
    told = {"what": what, "before": _as_drawn(was), "after": _as_drawn(now)}
    if was.point and now.point:
        away = length_m(was.point, now.point)
        if away > _NEAR_M:
            sentence = say(
                "{what} is drawn elsewhere now, {distance} away.",
                what=what,
                distance=kilometres(away),
            )
        elif now.radius_m < was.radius_m:
            sentence = say("{what} is known more exactly now: {after}; before: {before}.", **told)
        elif now.radius_m > was.radius_m:
            sentence = say("{what} is known less exactly now: {after}; before: {before}.", **told)
        else:
            return
    elif now.point:
        sentence = say("{what} is drawn as a point now; before it was an area.", **told)
    elif was.point:
        sentence = say("{what} is drawn as an area now; before it was a point.", **told)
    elif not was.geometry.equals(now.geometry):
        sentence = say("{what} is another area now.", **told)
    else:
        return
    is_same = told["before"] == told["after"]
    yield Change(
        "place", key, sentence, *((None, None) if is_same else (told["before"], told["after"]))
    )


def _as_drawn(place: Place) -> Text:
    if place.point is None:
        return say("an area")
    if place.radius_m < _NEAR_M:
        return say("at {place}", place=place.label)
    return say(
        "within {distance} around {place}", distance=kilometres(place.radius_m), place=place.label
    )
