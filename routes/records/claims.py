"""One row for each claim: who says what about which part of the case, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from routes.model import Atlas, Claim, Closure, read_through
from routes.records.row import Column, Row, Value, joined

CLAIM_COLUMNS = (
    Column("claim", "id: what it is about, the id of that, and its number there"),
    Column(
        "about",
        "what it is about: leg, itinerary, event, dispute, leg-closure or itinerary-closure",
    ),
    Column("subject", "id of that: of the leg for leg and leg-closure, and so on"),
    Column("subject_title", "title of that; of a dispute the question"),
    Column("answer", "of a dispute: the answer that it is about"),
    Column("place", "of an event: id of the place"),
    Column("stance", "asserts, denies or doubts"),
    Column("source", "id of the source that says it"),
    Column("source_label", "what that source is called"),
    Column(
        "document",
        "id of the source whose words the quote is: the one in which that source was read",
    ),
    Column("chain", "ids of the sources from the one that says it to the origin"),
    Column("origin", "id of the source at the end of the chain: what corroboration counts"),
    Column("origin_label", "what the origin is called"),
    Column("quote", "the exact words"),
    Column("prefix", "words before the quote that tell where it stands"),
    Column("suffix", "words after it"),
    Column("language", "BCP 47 tag of the language of the quote"),
    Column("translation", "the quote in the language of the case"),
    Column("says", "what is said, in our words"),
    Column(
        "credibility",
        "Admiralty code: 1 confirmed to 5 improbable, 6 cannot be judged",
        "integer",
    ),
    Column("when", "EDTF date that the claim gives, as written"),
    Column("earliest", "first day that the date spans", "day"),
    Column("latest", "last day that the date spans", "day"),
    Column("note", "note in the case"),
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What claims are about. ``id`` is also the beginning of theirs, after ``about``."""

    about: str
    id: str
    title: str | None
    claims: tuple[Claim, ...]
    place: str | None = None
    answer: str | None = None
    before: int = 0


def claim_rows(atlas: Atlas) -> Iterator[Row]:
    """Every claim of the case, in the order of legs, itineraries, events and disputes."""
    for subject in _subjects(atlas):
        for number, claim in enumerate(subject.claims, start=subject.before + 1):
            yield Row("claims", _claim(atlas, subject, number, claim), None)


def _subjects(atlas: Atlas) -> Iterator[_Subject]:
    case = atlas.case
    for leg in case.legs.values():
        yield _Subject("leg", leg.id, leg.title, leg.claims)
        yield from _closure("leg-closure", leg.id, leg.title, leg.closure)
    for way in case.itineraries.values():
        yield _Subject("itinerary", way.id, way.title, way.claims)
        yield from _closure("itinerary-closure", way.id, way.title, way.closure)
    for event in case.events.values():
        yield _Subject("event", event.id, event.title, event.claims, place=event.place)
    for dispute in case.disputes.values():
        before = 0
        for each in dispute.positions:
            yield _Subject(
                "dispute", dispute.id, dispute.question, each.claims,
                answer=each.says, before=before,
            )  # fmt: skip
            before += len(each.claims)


def _closure(about: str, of: str, title: str | None, closure: Closure | None) -> Iterable[_Subject]:
    return (_Subject(about, of, title, closure.claims),) if closure else ()


def _claim(atlas: Atlas, subject: _Subject, number: int, claim: Claim) -> dict[str, Value]:
    sources, when = atlas.case.sources, claim.when
    *_, document = (claim.source, *read_through(claim.source, sources))
    return {
        "claim": f"{subject.about}/{subject.id}/{number}",
        "about": subject.about,
        "subject": subject.id,
        "subject_title": subject.title,
        "answer": subject.answer,
        "place": subject.place,
        "stance": claim.stance,
        "source": claim.source,
        "source_label": sources[claim.source].label,
        "document": document,
        "chain": joined(claim.chain),
        "origin": claim.origin,
        "origin_label": sources[claim.origin].label,
        **_words(claim),
        "credibility": claim.credibility,
        "when": when.edtf if when else None,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "note": claim.note,
    }


def _words(claim: Claim) -> dict[str, Value]:
    quote = claim.quote
    return {
        "quote": quote.exact if quote else None,
        "prefix": quote.prefix if quote else None,
        "suffix": quote.suffix if quote else None,
        "language": quote.language if quote else None,
        "translation": quote.translation if quote else None,
        "says": claim.says,
    }
