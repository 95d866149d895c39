"""Sources that came and went, and what they pass for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from routes.changes.both import Both, source_title
from routes.changes.change import Change, Effect
from routes.changes.claims import Subject
from routes.changes.match import plain
from routes.changes.texts import rewritten
from routes.messages import Text, listing, plural, say
from routes.model import Source
from routes.wording import RELIABILITY, names

_IDENTITY: Mapping[str, Text] = {
    "named": say("named"),
    "anonymous": say("anonymous"),
    "unidentified": say("unidentified"),
}
_FIELDS = (
    "title", "publisher", "author", "issued", "language", "url", "archive", "sha256", "seed",
    "note",
)  # fmt: skip


def on_sources(both: Both) -> Iterator[Change]:
    """Sources that are gone, and those of which something else is told."""
    for source in both.gone("sources"):
        title = source_title(source)
        sentence = say("{source} is no source of the case any more.", source=title)
        yield Change("withdrawal", f"sources.{source.id}", sentence, title, None, (source.id,))
    for was, now in both.pairs("sources"):
        title = source_title(now)
        subject = Subject(f"sources.{now.id}", title, title)
        yield from _on_reliability(subject, was, now)
        if was.identity != now.identity:
            before, after = _IDENTITY[was.identity], _IDENTITY[now.identity]
            told = {"source": subject.title, "before": before, "after": after}
            sentence = say(
                "Who is behind {source} is told otherwise now: {after}; before: {before}.", **told
            )
            yield Change("source", subject.key, sentence, before, after, (now.id,))
        yield from _on_chain(both, subject, was, now)
        changed = [n for n in _FIELDS if plain(getattr(was, n)) != plain(getattr(now, n))]
        if changed:
            yield rewritten(subject, changed)


def _on_reliability(subject: Subject, was: Source, now: Source) -> Iterator[Change]:
    if was.reliability == now.reliability:
        return
    before, after = _rated(was), _rated(now)
    told = {"source": subject.title, "before": before, "after": after}
    sentence = say("The rating of {source} is another now: {after}; before: {before}.", **told)
    yield Change("source", subject.key, sentence, before, after, (now.id,))


def _rated(source: Source) -> Text:
    if source.reliability is None:
        return say("not rated")
    words = RELIABILITY[source.reliability]
    return say("{letter} ({words})", letter=source.reliability, words=words)


def _on_chain(both: Both, subject: Subject, was: Source, now: Source) -> Iterator[Change]:
    """In what a source was read, and on whom it relies."""
    before, after = both.old.case.sources, both.new.case.sources
    if both.matched.new_id("sources", was.read_in) != now.read_in:
        told = _in(was, before), _in(now, after)
        sentence = say(
            "Where {source} was read is told otherwise now: {after}; before: {before}.",
            source=subject.title,
            before=told[0],
            after=told[1],
        )
        yield Change("source", subject.key, sentence, *told, because=(now.id,))
    if tuple(both.matched.new_id("sources", i) for i in was.citing) != now.citing:
        relied = (
            names(was.citing, before) or say("nobody else"),
            names(now.citing, after) or say("nobody else"),
        )
        sentence = say(
            "{source} is told to rest on {after}; before on {before}.",
            source=subject.title,
            before=relied[0],
            after=relied[1],
        )
        yield Change("source", subject.key, sentence, *relied, because=(now.id,))


def _in(source: Source, sources: Mapping[str, Source]) -> Text:
    if source.read_in is None:
        return say("as it was published")
    return say("in {source}", source=sources[source.read_in].label)


def new_sources(both: Both, changes: Sequence[Change]) -> Iterator[Change]:
    """Each source that is new, and what it does to what was there, by all other ``changes``."""
    for source in both.added("sources"):
        title = source_title(source)
        sentence = say("New source: {source}.", source=title)
        for done in _done(source, changes):
            sentence = say("{before} {after}", before=sentence, after=done)
        key = f"sources.{source.id}"
        yield Change("addition", key, sentence, None, title, (source.id,), effect="adds")


def _done(source: Source, changes: Sequence[Change]) -> Iterator[Text]:
    """What a source does, a sentence for each effect."""
    for effect, told in _EFFECTS.items():
        subjects = Counter(
            subject.partition(".")[0]
            for subject in dict.fromkeys(
                other
                for each in changes
                if each.effect == effect and source.id in each.because
                for other in each.others or (each.subject,)
            )
        )
        things = [count(n) for name, count in _COUNTED.items() if (n := subjects[name])]
        if things:
            yield told(listing(things))


_EFFECTS: Mapping[Effect, Callable[[Text], Text]] = {
    "opposes": lambda things: say("Speaks against: {things}.", things=things),
    "contradicts": lambda things: say("At odds with, as drawn: {things}.", things=things),
    "confirms": lambda things: say("Confirms: {things}.", things=things),
    "joins": lambda things: say("Reports as well: {things}.", things=things),
    "repeats": lambda things: say("Repeats: {things}.", things=things),
    "adds": lambda things: say("Adds: {things}.", things=things),
}
_COUNTED: Mapping[str, Callable[[int], Text]] = {
    "itineraries": lambda n: plural("{n} version", "{n} versions", n),
    "legs": lambda n: plural("{n} leg", "{n} legs", n),
    "events": lambda n: plural("{n} event", "{n} events", n),
    "disputes": lambda n: plural("an answer to {n} question", "answers to {n} questions", n),
}
