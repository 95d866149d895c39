"""What a document says of a case, from the page's payload. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes.figures.key import entries
from routes.messages import plural, say
from routes.messages.speaker import Speaker
from routes.report.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Picture,
    Point,
    Points,
    Report,
    line,
)
from routes.report.endnotes import checks, citation, method, notes, sources
from routes.report.evidence import disputes, events, evidence
from routes.report.ground import Ground
from routes.report.versions import legs, places, versions
from routes.report.ways import ways
from routes.webmap.payload_types import Payload
from routes.webmap.reader_types import KnownItem, KnownLink, KnownOut

_FEW = 6
"""So many of the things that a sentence counts are told below it; the versions tell the rest."""

_SHORT = 60
"""Names of at most so many letters share a line."""


def report_of(payload: Payload) -> Report:
    """The document for ``payload``, in the first of its languages.

    Raises ArtefactError when the catalogue of that language cannot be read.
    """
    ground = _ground(payload)
    parts = (
        _opening(ground),
        _known(ground),
        versions(ground),
        legs(ground),
        evidence(ground),
        events(ground),
        disputes(ground),
        checks(ground),
        ways(ground),
        places(ground),
        notes(ground),
        sources(ground),
        method(ground),
    )
    return Report(
        title=payload["title"],
        question=payload["question"],
        mark=payload["mark"],
        language=payload["languages"][0],
        foot=citation(ground),
        blocks=tuple(block for part in parts for block in part),
    )


def _ground(payload: Payload) -> Ground:
    reported_first = sorted(payload["variants"], key=lambda each: each["kind"] == "hypothetical")
    return Ground(
        payload=payload,
        speaker=Speaker(payload["languages"][0]),
        legs=_numbers(payload),
        versions={each["id"]: str(i) for i, each in enumerate(reported_first, 1)},
        sources={source["id"]: source["number"] for source in payload["sources"]},
    )


def _numbers(payload: Payload) -> dict[str, str]:
    """The numbers of the legs, as the figure has them."""
    return {entry.leg: str(entry.number) for entry in entries(payload)}


def _opening(ground: Ground) -> Iterator[Block]:
    """The summary and the figure."""
    payload = ground.payload
    if payload["summary"]:
        yield Paragraph(line(payload["summary"]), "lead")
    yield Picture(_described(ground), _caption(ground))


def _described(ground: Ground) -> str:
    """What the figure shows, for who cannot see it."""
    payload = ground.payload
    told = [ground.tell(say("Map: {title}.", title=payload["title"].rstrip(" .")))]
    for each in ground.payload["variants"]:
        number = ground.versions[each["id"]]
        ways = [leg["ends"] for leg in payload["legs"] if leg["id"] in each["legs"]]
        told.append(f"{number}. {each['title']}: {'; '.join(ways)}.")
    return " ".join(told)


def _caption(ground: Ground) -> Line:
    """What the figure shows and how its lines are drawn; its credits stand in it."""
    payload = ground.payload
    told = [payload["title"].rstrip(" .") + "."]
    if payload["legs"]:
        told.append(
            ground.tell(
                say(
                    "A line joins the places that reports name; the way actually taken is not "
                    "known. The numbers are those of the tables."
                )
            )
        )
    if payload["alternatives"]:
        told.append(ground.tell(say("Computed lines are what no source reports.")))
    told += [each["items"][0]["text"] for each in _withheld(payload)]
    return line(" ".join(told))


def _withheld(payload: Payload) -> Sequence[KnownOut]:
    return [each for each in payload["known"] if each["id"] == "withheld" and each["items"]]


def _known(ground: Ground) -> Iterator[Block]:
    """What is reported, disputed, only drawn, not known and withheld."""
    told = [each for each in ground.payload["known"] if each["items"]]
    if not told:
        return
    yield Heading(1, ground.told(
        say("What is reported, and what is not known")
        if ground.payload["variants"] else say("What is not told")
    ))  # fmt: skip
    for each in told:
        yield Heading(2, line(each["title"]))
        yield Points(tuple(_point(item, ground) for item in each["items"]))


def _point(item: KnownItem, ground: Ground) -> Point:
    names = [_named(link, ground) for link in item["links"][:_FEW]]
    if (more := len(item["links"]) - _FEW) > 0:
        names.append(ground.tell(plural("and {n} more", "and {n} more", more)))
    if all(len(name) <= _SHORT for name in names):
        names = ["; ".join(names)] if names else []
    return Point(line(item["text"]), tuple(map(line, names)))


def _named(link: KnownLink, ground: Ground) -> str:
    """What a sentence counts, by the number under which it stands in the tables."""
    about = link["about"]
    number = ground.legs.get(about["id"]) if about["kind"] == "leg" else None
    return f"{link['label']} ({number})" if number else link["label"]
