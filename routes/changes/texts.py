"""Texts of the author's own: that they were changed is told, and not how. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from routes.changes.both import Both, quoted
from routes.changes.change import Change
from routes.changes.claims import Subject
from routes.changes.match import plain
from routes.messages import Text, listing, say
from routes.model import Case

_WORDS: Mapping[str, Text] = {
    "note": say("the note"),
    "reason": say("the reason for our reading"),
    "summary": say("the summary"),
    "title": say("the title"),
    "publisher": say("the publisher"),
    "author": say("the author"),
    "issued": say("the date of issue"),
    "language": say("the language"),
    "url": say("the address"),
    "archive": say("the address in an archive"),
    "sha256": say("the hash of the document"),
    "seed": say("the record of the document"),
}

_CALLED = ("title", "question")


def on_texts(subject: Subject, was: object, now: object, names: Sequence[str]) -> Iterator[Change]:
    """Which texts of an entry were changed; what it is called is told before and after."""
    changed = [name for name in names if plain(getattr(was, name)) != plain(getattr(now, name))]
    for name in changed:
        before, after = getattr(was, name), getattr(now, name)
        if name in _CALLED and before and after:
            told = {"after": quoted(after), "before": quoted(before)}
            sentence = say("{before} is called {after} now.", **told)
            yield Change("text", subject.key, sentence, before, after)
            changed = [each for each in changed if each != name]
    if changed:
        yield rewritten(subject, changed)


def rewritten(subject: Subject, names: Sequence[str]) -> Change:
    """Fields of an entry that are otherwise now."""
    told = dict.fromkeys(_WORDS.get(name, say("details")) for name in names)
    sentence = say("Changed in {what}: {fields}.", what=subject.title, fields=listing([*told]))
    return Change("text", subject.key, sentence)


def on_case(both: Both) -> Iterator[Change]:
    """The title, the question, the summary and the notes of the case, and how it is shown."""
    was, now = both.old.case, both.new.case
    if plain(was.title) != plain(now.title):
        told = {"before": quoted(was.title), "after": quoted(now.title)}
        sentence = say("The case {before} is called {after} now.", **told)
        yield Change("text", "title", sentence, was.title, now.title)
    if plain(was.question) != plain(now.question):
        sentence = say("The question of the case was rewritten.")
        yield Change("text", "question", sentence, was.question, now.question)
    if plain(was.summary) != plain(now.summary):
        yield Change("text", "summary", say("The summary was rewritten."))
    if list(map(plain, was.notes)) != list(map(plain, now.notes)):
        yield Change("text", "notes", say("The notes on the case were changed."))
    settings = ("language", "languages", "projection", "avoid")
    changed = [name for name in settings if getattr(was, name) != getattr(now, name)]
    if changed:
        yield Change("text", changed[0], say("How the map is made or shown was changed."))


def is_reordered(was: Case, now: Case) -> bool:
    """Whether two cases differ at all in what they say, be it only in its order."""
    names = [f.name for f in fields(Case) if f.compare and f.name not in ("id", "findings")]
    return any(getattr(was, name) != getattr(now, name) or _order(was, name) != _order(now, name)
               for name in names)  # fmt: skip


def _order(case: Case, name: str) -> list[str]:
    held = getattr(case, name)
    return list(held) if isinstance(held, Mapping) else []
