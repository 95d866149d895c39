"""Legs, versions, events and disputed questions that came, went, or are otherwise. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from routes.changes.both import Both, leg_named, quoted, reporters, words
from routes.changes.change import Change
from routes.changes.claims import Subject, on_claims, on_voices
from routes.changes.match import plain
from routes.changes.standing import GRAMMAR, on_basis, on_closure, on_date
from routes.changes.texts import on_texts
from routes.changes.veils import is_silent, less, more
from routes.checks import grammar
from routes.messages import Text, listing, plural, say
from routes.model import Atlas, Claim, Dispute, Event, Itinerary, Leg
from routes.titles import leg_title
from routes.wording import names, shortlist, when


def on_legs(both: Both) -> Iterator[Change]:
    """Every leg that is gone, new, or otherwise."""
    for leg in both.gone("legs"):
        yield _gone(both, f"legs.{leg.id}", _leg(both.old, leg), leg.claims)
    for leg in both.added("legs"):
        key, title = f"legs.{leg.id}", _new_leg(both.new, leg)
        yield _added(both, key, title, leg.claims, is_weighed=leg.status == "hypothetical")
    for was, now in both.pairs("legs"):
        yield from _on_leg(both, was, now)


def _on_leg(both: Both, was: Leg, now: Leg) -> Iterator[Change]:
    what, weighed = leg_named(both.new, now.id), now.status == "hypothetical"
    titles = say("the leg {what}", what=what), say("The leg {what}", what=what)
    subject = Subject(f"legs.{now.id}", *titles, weighed)
    places = (was.start, was.end), (now.start, now.end)
    veiled = is_silent(both, *places)
    if veiled is not None:
        yield from (more if veiled == "old" else less)(subject)
        yield from on_voices(both, subject, was.claims, now.claims)
        return
    yield from on_basis(both, subject, was, now)
    if both.new.release.withholds(*places[1]):
        yield from on_claims(both, subject, was.claims, now.claims)
        return
    yield from _on_ends(both, subject, was, now)
    yield from on_closure(both, subject, was.closure, now.closure)
    yield from on_date(subject, was.when, now.when, now.claims)
    yield from on_claims(both, subject, was.claims, now.claims)
    yield from on_texts(subject, was, now, ("title", "reason", "note"))


def _on_ends(both: Both, subject: Subject, was: Leg, now: Leg) -> Iterator[Change]:
    ends = ((was.start, now.start), (was.end, now.end))
    if any(both.is_moved("places", *each) for each in ends):
        before, after = _ends(both.old, was), _ends(both.new, now)
        told = {"what": subject.head, "before": before, "after": after}
        sentence = say("{what} runs otherwise now: {after}; before: {before}.", **told)
        yield Change("standing", subject.key, sentence, before, after)
    if was.mode != now.mode:
        before, after = _BY[was.mode], _BY[now.mode]
        told = {"what": subject.head, "before": before, "after": after}
        sentence = say("{what} is told to be {after} now; before: {before}.", **told)
        yield Change("standing", subject.key, sentence, before, after)


_BY: Mapping[str, Text] = {
    "air": say("by air"),
    "rail": say("by rail"),
    "road": say("by road"),
    "sea": say("by sea"),
    "foot": say("on foot"),
    "unknown": say("by means that are not told"),
}


def _ends(atlas: Atlas, leg: Leg) -> Text:
    places = atlas.case.places
    return say("{start} to {end}", start=places[leg.start].shown, end=places[leg.end].shown)


def _leg(atlas: Atlas, leg: Leg) -> Text:
    return say("The leg {what}", what=leg_named(atlas, leg.id))


def _new_leg(atlas: Atlas, leg: Leg) -> Text:
    """A leg that is new, with all that a reader asks first."""
    told: list[str] = [GRAMMAR[grammar(leg)]]
    if leg_title(atlas.case, leg.id) != _ends(atlas, leg):
        told.insert(0, _ends(atlas, leg))
    told += [date] if (date := when(leg.when)) else []
    said = say("{what} ({details})", what=leg_named(atlas, leg.id), details=_joined(told))
    return say("The leg {what}", what=said)


def _joined(words: Sequence[str]) -> Text:
    first, *rest = words
    joined: Text = listing([first])
    for each in rest:
        joined = say("{before}; {after}", before=joined, after=each)
    return joined


def on_itineraries(both: Both) -> Iterator[Change]:
    """Every version that is gone, new, or otherwise."""
    for each in both.gone("itineraries"):
        title = say("The version {what}", what=quoted(each.title))
        yield _gone(both, f"itineraries.{each.id}", title, _all_claims(both.old, each))
    for each in both.added("itineraries"):
        legs = plural("{n} leg", "{n} legs", len(each.legs))
        title = say("The version {what}, in {legs},", what=quoted(each.title), legs=legs)
        key, weighed = f"itineraries.{each.id}", both.new.case.is_hypothetical(each)
        yield _added(both, key, title, _all_claims(both.new, each), is_weighed=weighed)
    for was, now in both.pairs("itineraries"):
        weighed = both.new.case.is_hypothetical(now)
        what = quoted(now.title)
        titles = say("the version {what}", what=what), say("The version {what}", what=what)
        subject = Subject(f"itineraries.{now.id}", *titles, weighed)
        yield from _on_status(both, subject, was, now)
        yield from _on_way(both, subject, was, now)
        if _is_veiled_anew(both, was, now):
            yield from on_voices(both, subject, was.claims, now.claims)
            continue
        yield from on_closure(both, subject, was.closure, now.closure)
        yield from on_claims(both, subject, was.claims, now.claims)
        yield from on_texts(subject, was, now, ("title", "summary", "note"))


def _all_claims(atlas: Atlas, itinerary: Itinerary) -> list[Claim]:
    """Who speaks of a version as a whole; of none, who speaks of the leg on which it rests."""
    telling = atlas.comparison.telling[itinerary.id]
    return list(itinerary.claims or atlas.case.legs[telling].claims)


def _on_status(both: Both, subject: Subject, was: Itinerary, now: Itinerary) -> Iterator[Change]:
    weighed = both.old.case.is_hypothetical(was), both.new.case.is_hypothetical(now)
    if weighed[0] == weighed[1]:
        return
    before, after = (GRAMMAR["hypothetical" if each else "reported"] for each in weighed)
    told = {"what": subject.head, "before": before, "after": after}
    sentence = say("{what} is {after} now; before it was {before}.", **told)
    yield Change("standing", subject.key, sentence, before, after)


def _is_veiled_anew(both: Both, was: Itinerary, now: Itinerary) -> bool:
    """Whether a version goes otherwise now, by places that are veiled: its dates may be theirs."""
    legs = [both.new.case.legs[i] for i in now.legs]
    ends = [place for leg in legs for place in (leg.start, leg.end)]
    is_same = [both.matched.new_id("legs", i) for i in was.legs] == list(now.legs)
    return not is_same and both.new.release.veils(*ends)


def _on_way(both: Both, subject: Subject, was: Itinerary, now: Itinerary) -> Iterator[Change]:
    """Which legs a version has, and in which order."""
    old = [both.matched.new_id("legs", leg) for leg in was.legs]
    if old == list(now.legs):
        return
    come = shortlist([leg_named(both.new, i) for i in now.legs if i not in old])
    left = [i for i, new in zip(was.legs, old, strict=True) if new not in now.legs]
    lost = shortlist([leg_named(both.old, i) for i in left])
    told = {"what": subject.head, "come": come, "left": lost}
    if come and left:
        sentence = say("{what} goes by {come} now, and no longer by {left}.", **told)
    elif come:
        sentence = say("{what} goes by {come} as well now.", **told)
    elif left:
        sentence = say("{what} no longer goes by {left}.", **told)
    else:
        sentence = say("{what} has its legs in another order now.", **told)
    because = reporters(c for i in now.legs if i not in old for c in both.new.case.legs[i].claims)
    yield Change("standing", subject.key, sentence, lost or None, come or None, because)


def on_events(both: Both) -> Iterator[Change]:
    """Every event that is gone, new, or otherwise."""
    for each in both.gone("events"):
        title = say("The event {what}", what=quoted(each.title))
        yield _gone(both, f"events.{each.id}", title, each.claims)
    for each in both.added("events"):
        yield _added(both, f"events.{each.id}", _new_event(both.new, each), each.claims)
    for was, now in both.pairs("events"):
        what = quoted(now.title)
        titles = say("the event {what}", what=what), say("The event {what}", what=what)
        subject = Subject(f"events.{now.id}", *titles)
        veiled = is_silent(both, (was.place,), (now.place,))
        if veiled is not None:
            yield from (more if veiled == "old" else less)(subject)
            yield from on_voices(both, subject, was.claims, now.claims)
            continue
        if both.is_moved("places", was.place, now.place):
            before, after = (
                atlas.case.places[each.place].shown
                for atlas, each in ((both.old, was), (both.new, now))
            )
            told = {"what": subject.head, "before": before, "after": after}
            sentence = say("{what} is put at {after} now; before at {before}.", **told)
            yield Change("place", subject.key, sentence, before, after)
        yield from on_date(subject, was.when, now.when, now.claims)
        yield from on_claims(both, subject, was.claims, now.claims)
        yield from on_texts(subject, was, now, ("title", "note"))


def _new_event(atlas: Atlas, event: Event) -> Text:
    place = atlas.case.places[event.place].shown
    what, date = quoted(event.title), when(event.when)
    if date is None:
        return say("The event {what}, at {place},", what=what, place=place)
    return say("The event {what}, at {place}, {date},", what=what, place=place, date=date)


def on_disputes(both: Both) -> Iterator[Change]:
    """Every disputed question that is gone, new, or answered otherwise."""
    for each in both.gone("disputes"):
        title = say("The question {what}", what=quoted(each.question))
        yield _gone(both, f"disputes.{each.id}", title, _answers(each))
    for each in both.added("disputes"):
        title = say("The question {what}", what=quoted(each.question))
        yield _added(both, f"disputes.{each.id}", title, _answers(each))
    for was, now in both.pairs("disputes"):
        yield from _on_dispute(both, was, now)


def _on_dispute(both: Both, was: Dispute, now: Dispute) -> Iterator[Change]:
    key, question = f"disputes.{now.id}", quoted(now.question)
    before = {plain(each.says): each for each in was.positions}
    after = {plain(each.says): each for each in now.positions}
    for said, each in before.items():
        if said not in after:
            title = say(
                "The answer {what} to {question}", what=quoted(each.says), question=question
            )
            yield _gone(both, key, title, each.claims)
    for said, each in after.items():
        told = {"what": quoted(each.says), "question": question}
        head = say("The answer {what} to {question}", **told)
        if said in before:
            title = say("the answer {what} to {question}", **told)
            yield from on_claims(both, Subject(key, title, head), before[said].claims, each.claims)
        else:
            yield _added(both, key, head, each.claims)
    yield from on_texts(Subject(key, question, question), was, now, ("question", "note"))


def _answers(dispute: Dispute) -> list[Claim]:
    return [claim for position in dispute.positions for claim in position.claims]


def _added(
    both: Both, key: str, title: Text, claims: Iterable[Claim], *, is_weighed: bool = False
) -> Change:
    """What is new, and from whom. Of what nobody reports the sources are who weighs it."""
    listed = list(claims)
    said = [claim for claim in listed if claim.stance == "asserts"]
    by = names(reporters(said), both.new.case.sources)
    sentence = say("{what} is new.", what=title)
    if by and is_weighed:
        sentence = say("{what} is new, weighed by {sources}.", what=title, sources=by)
    elif by:
        sentence = say("{what} is new, from {sources}.", what=title, sources=by)
    return Change(
        "addition", key, sentence, None, title, reporters(said), words(both.new, listed), "adds"
    )


def _gone(both: Both, key: str, title: Text, claims: Iterable[Claim]) -> Change:
    sentence = say("{what} is in the case no more.", what=title)
    ids = tuple(both.matched.now["sources"].get(i, i) for i in reporters(claims))
    return Change("withdrawal", key, sentence, title, None, ids)
