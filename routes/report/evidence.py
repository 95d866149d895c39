"""Who says what in which words: claims as blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes.messages import plural, say
from routes.report.blocks import Block, Heading, Paragraph, Point, Points, Span, line
from routes.report.ground import Ground
from routes.webmap.article import STANCES
from routes.webmap.payload_types import ClaimOut, EventOut, LegOut

_FEW = 5
"""So many contradictions of a leg are told; its versions tell them again."""


def evidence(ground: Ground) -> Iterator[Block]:
    """Every leg with what is said of it, and by whom."""
    if not ground.payload["legs"]:
        return
    yield Heading(1, ground.told(say("What the sources say")))
    for leg in ground.in_order():
        yield Heading(2, line(ground.numbered(leg["id"], leg["title"])))
        yield from _leg(leg, ground)


def _leg(leg: LegOut, ground: Ground) -> Iterator[Block]:
    facts = [
        leg["ends"],
        ground.mode(leg["mode"]),
        leg["when"] or ground.tell(say("not said")),
        leg["distance"],
        leg["corroboration"]["sentence"],
    ]
    yield Paragraph(line(" · ".join(facts)), "note")
    for remark in (leg["method"] if leg["fades"] else None, leg["reason"], leg["closed_told"]):
        if remark:
            yield Paragraph(line(remark))
    yield from claims(leg["claims"], ground, is_weighed=leg["status"] == "hypothetical")
    if leg["closed_claims"]:
        yield Paragraph(ground.told(say("On the closure:")))
        yield from claims(leg["closed_claims"], ground)
    yield from _contradictions(leg, ground)
    if leg["note"]:
        yield Paragraph(line(leg["note"]), "note")


def _contradictions(leg: LegOut, ground: Ground) -> Iterator[Block]:
    against = leg["contradictions"]
    if not against:
        return
    yield Paragraph(ground.told(say("Does not go together with:")))
    told = [
        ground.told(say("{title}: {reason}", title=each["title"], reason=each["reason"]))
        for each in against[:_FEW]
    ]
    if (more := len(against) - _FEW) > 0:
        told.append(ground.told(plural("and {n} more", "and {n} more", more)))
    yield Points(tuple(Point(each) for each in told))


def claims(
    said: Sequence[ClaimOut], ground: Ground, *, is_weighed: bool = False
) -> Iterator[Block]:
    """Claims one after another, or that there is none."""
    if not said:
        yield Paragraph(ground.told(say("No source reports this.")), "note")
    for claim in said:
        yield from _claim(claim, ground, is_weighed=is_weighed)


def _claim(claim: ClaimOut, ground: Ground, *, is_weighed: bool) -> Iterator[Block]:
    weighs = is_weighed and claim["stance"] == "asserts"
    stance = ground.tell(say("Weighed by") if weighs else STANCES[claim["stance"]])
    who = (Span(f"{stance} "), Span(claim["label"], is_strong=True))
    yield Paragraph((*who, *ground.reference(claim["source"])), "who")
    remarks = [*_remarks(claim, ground)]
    if claim["quote"]:
        language = claim["quote_language"]
        words = ground.tell(say("“{title}”", title=claim["quote"]))
        yield Paragraph((Span(words, language=language),), "quote")
        spoken = [Span(ground.in_language(claim["words_of"], language), address=claim["link"])]
        if remarks and not (claim["translation"] or claim["says"]):
            spoken.append(Span(f" · {' · '.join(remarks)}"))
            remarks = []
        yield Paragraph(tuple(spoken), "note")
    if claim["translation"]:
        yield Paragraph(ground.told(say("In translation: “{text}”", text=claim["translation"])))
    if claim["says"]:
        yield Paragraph(line(claim["says"]))
    if remarks:
        yield Paragraph(line(" · ".join(remarks)), "note")


def _remarks(claim: ClaimOut, ground: Ground) -> Iterator[str]:
    """When it was, through whom it came, how credible it is, and what the case notes on it."""
    if claim["when"]:
        yield ground.tell(say("Said of: {date}", date=claim["when"]))
    if len(claim["chain"]) > 1:
        yield ground.tell(say("Through {chain}", chain=" ← ".join(claim["chain"])))
    code, label = claim["credibility"], claim["credibility_label"]
    if code and label:
        yield ground.tell(say("Credibility {code}: {label}", code=code, label=label))
    elif code:
        yield ground.tell(say("Credibility {code}", code=code))
    if claim["note"]:
        yield claim["note"]


def events(ground: Ground) -> Iterator[Block]:
    """What is reported to have happened at places."""
    if not ground.payload["events"]:
        return
    yield Heading(1, ground.told(say("Events")))
    labels = {place["id"]: place["label"] for place in ground.payload["places"]}
    for event in ground.payload["events"]:
        yield Heading(2, line(event["title"]))
        place = labels.get(event["place"], ground.payload["absent"].get(event["place"], ""))
        yield Paragraph(line(_happened(event, place or event["place"], ground)), "note")
        if event["not_on_map"]:
            yield Paragraph(line(event["not_on_map"]), "note")
        yield from claims(event["claims"], ground)
        if event["note"]:
            yield Paragraph(line(event["note"]), "note")


def _happened(event: EventOut, place: str, ground: Ground) -> str:
    counted = event["corroboration"]["sentence"]
    if not event["when"]:
        return ground.tell(say("{place}. {sentence}", place=place, sentence=counted))
    date = event["when"]
    return ground.tell(say("{place}, {date}. {sentence}", place=place, date=date, sentence=counted))


def disputes(ground: Ground) -> Iterator[Block]:
    """Questions that sources answer differently."""
    if not ground.payload["disputes"]:
        return
    yield Heading(1, ground.told(say("What the sources disagree on")))
    for dispute in ground.payload["disputes"]:
        yield Heading(2, line(dispute["question"]))
        for position in dispute["positions"]:
            yield Heading(3, line(position["says"]))
            yield from claims(position["claims"], ground)
        if dispute["note"]:
            yield Paragraph(line(dispute["note"]), "note")
