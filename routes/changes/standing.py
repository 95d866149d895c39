"""What something passes for: reported or our reading, open or closed, and when it was. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from routes.changes.both import Both, reporters, words
from routes.changes.change import Change
from routes.changes.claims import Subject, on_claims
from routes.checks import grammar
from routes.messages import Text, say
from routes.model import Claim, Closure, Leg, When
from routes.wording import names, since, when

GRAMMAR: Mapping[str, Text] = {
    "reported": say("reported"),
    "inferred": say("our reading"),
    "computed": say("computed"),
    "hypothetical": say("only weighed, reported by nobody"),
    "unasserted": say("given as reported, although no source says so"),
}


def on_basis(both: Both, subject: Subject, was: Leg, now: Leg) -> Iterator[Change]:
    """Whether a leg is reported now and was only our reading, or the other way round."""
    before, after = GRAMMAR[grammar(was)], GRAMMAR[grammar(now)]
    if before == after:
        return
    known = {both.matched.new_id("sources", claim.source) for claim in was.claims}
    new = [c for c in now.claims if c.stance == "asserts" and c.source not in known]
    told = {"what": subject.head, "before": before, "after": after}
    if new:
        sentence = say(
            "{what} is {after} now, by {sources}; before it was {before}.",
            sources=names(reporters(new), both.new.case.sources),
            **told,
        )
    else:
        sentence = say("{what} is {after} now; before it was {before}.", **told)
    quotes = words(both.new, new)
    yield Change("standing", subject.key, sentence, before, after, reporters(new), quotes)


def on_closure(
    both: Both, subject: Subject, was: Closure | None, now: Closure | None
) -> Iterator[Change]:
    """Whether a way is closed, since when, and according to whom."""
    what = subject.head
    if was is None and now is not None:
        said = [claim for claim in now.claims if claim.stance == "asserts"]
        told = since(now.since)
        sentence = say(
            "{since}: {what}. Before, that was not in the case.", what=subject.title, since=told
        )
        if said:
            sentence = say(
                "{since}, according to {sources}: {what}. Before, that was not in the case.",
                what=subject.title,
                since=told,
                sources=names(reporters(said), both.new.case.sources),
            )
        quotes = words(both.new, said)
        yield Change("standing", subject.key, sentence, None, told, reporters(said), quotes)
    elif was is not None and now is None:
        told = since(was.since)
        sentence = say(
            "{what} is no longer given as closed; before: {since}.", what=what, since=told
        )
        yield Change("standing", subject.key, sentence, told, None)
    elif was is not None and now is not None:
        closing = Subject(
            subject.key,
            say("the closure of {what}", what=subject.title),
            say("The closure of {what}", what=subject.title),
        )
        yield from on_date(closing, was.since, now.since, now.claims)
        yield from on_claims(both, closing, was.claims, now.claims)


def on_date(
    subject: Subject, was: When | None, now: When | None, claims: Sequence[Claim] = ()
) -> Iterator[Change]:
    """Whether a date became narrower, wider, or another. ``claims`` may be those that date it."""
    if (was and was.edtf) == (now and now.edtf):
        return
    before, after = when(was), when(now)
    because = reporters(claim for claim in claims if now and claim.when == now)
    told = {"what": subject.head, "before": before, "after": after}
    yield Change("date", subject.key, _dated(was, now, told), before, after, because)


def _dated(was: When | None, now: When | None, told: Mapping[str, Text | None]) -> Text:
    if was is None:
        return say("{what} is dated now: {after}.", **told)
    if now is None:
        return say("{what} has no date any more; before: {before}.", **told)
    inside, around = _lies_in(now, was), _lies_in(was, now)
    if inside and not around:
        return say("{what} is dated more narrowly now: {after}; before: {before}.", **told)
    if around and not inside:
        return say("{what} is dated less narrowly now: {after}; before: {before}.", **told)
    return say("{what} is dated otherwise now: {after}; before: {before}.", **told)


def _lies_in(one: When, other: When) -> bool:
    """Whether all days that a date may mean are among those of another."""
    begins = (other.earliest or "") <= (one.earliest or "")
    return begins and (one.latest or "~") <= (other.latest or "~")
