"""The versions of a journey, its legs and its places, as tables. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from routes.messages import say
from routes.report.blocks import (
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    Point,
    Points,
    Table,
    line,
)
from routes.report.evidence import claims
from routes.report.ground import Ground
from routes.webmap.article import STATUSES, metres, status
from routes.webmap.payload_types import LegOut, PlaceOut, VariantOut

_Cell = tuple[Line, ...]


def versions(ground: Ground) -> Iterator[Block]:
    """The versions side by side."""
    if not ground.payload["variants"]:
        return
    yield Heading(1, ground.told(say("The versions of this journey")))
    titles = (
        (say("No."), 0.05), (say("Version"), 0.25), (say("Status"), 0.17), (say("Legs"), 0.08),
        (say("Distance"), 0.16), (say("Who stands behind it"), 0.20), (say("At odds with"), 0.09),
    )  # fmt: skip
    yield Table(
        ground.tell(say("The versions, by their numbers on the map")),
        tuple(Column(ground.tell(title), share) for title, share in titles),
        tuple(_version(each, ground) for each in _in_order(ground)),
    )
    for each in _in_order(ground):
        yield from _about(each, ground)


def _in_order(ground: Ground) -> list[VariantOut]:
    known = {variant["id"]: variant for variant in ground.payload["variants"]}
    return [known[name] for name in ground.versions]


def _version(variant: VariantOut, ground: Ground) -> tuple[_Cell, ...]:
    numbers = [ground.legs[leg] for leg in variant["legs"] if leg in ground.legs]
    odds = [ground.versions[name] for name in variant["at_odds"] if name in ground.versions]
    titled = [line(variant["title"], is_strong=True)]
    titled += [line(variant["summary"])] if variant["summary"] else []
    if variant["missing"]:
        titled.append(ground.told(say("Not drawn: {legs}", legs=", ".join(variant["missing"]))))
    stands = [ground.told(status(variant, ground.payload))]
    stands += [line(variant["closed_told"])] if variant["closed_told"] else []
    return (
        (line(ground.versions[variant["id"]]),),
        tuple(titled),
        tuple(stands),
        (line(", ".join(numbers)),),
        (line(variant["distance"]),),
        (line(variant["corroboration"]["sentence"]),),
        (line(", ".join(odds)) if odds else ground.told(say("none")),),
    )


def _about(variant: VariantOut, ground: Ground) -> Iterator[Block]:
    """What is known of a version, and what is not."""
    if not (variant["known"] or variant["unknown"] or variant["claims"] or variant["note"]):
        return
    yield Heading(2, line(f"{ground.versions[variant['id']]}. {variant['title']}"))
    is_weighed = variant["kind"] == "hypothetical"
    if is_weighed and (told := [*variant["known"], *variant["unknown"]]):
        yield Paragraph(line(" ".join(told)))
    for title, told in (
        (say("What is reported"), variant["known"]),
        (say("What is not known"), variant["unknown"]),
    ):
        if told and not is_weighed:
            yield Heading(3, ground.told(title))
            yield Points(tuple(Point(line(each)) for each in told))
    if variant["claims"]:
        yield Heading(3, ground.told(say("Said of the version as a whole")))
        yield from claims(variant["claims"], ground, is_weighed=is_weighed)
    if variant["closed_claims"]:
        yield Heading(3, ground.told(say("On the closure:")))
        yield from claims(variant["closed_claims"], ground)
    if variant["note"]:
        yield Paragraph(line(variant["note"]), "note")


def legs(ground: Ground) -> Iterator[Block]:
    """The legs by their numbers, and which sources report each."""
    if not ground.payload["legs"]:
        return
    yield Heading(1, ground.told(say("The legs")))
    titles = (
        (say("No."), 0.05), (say("Leg"), 0.26), (say("How"), 0.11), (say("Basis"), 0.17),
        (say("When"), 0.14), (say("Distance"), 0.18), (say("Sources"), 0.09),
    )  # fmt: skip
    yield Table(
        ground.tell(say("The legs, by their numbers on the map")),
        tuple(Column(ground.tell(title), share) for title, share in titles),
        tuple(_leg(each, ground) for each in ground.in_order()),
    )


def _leg(leg: LegOut, ground: Ground) -> tuple[_Cell, ...]:
    known = {grammar["id"]: grammar["label"] for grammar in ground.payload["grammars"]}
    basis = [line(known.get(leg["grammar"], leg["grammar"]))]
    if leg["status"] not in ("open", leg["grammar"]):
        basis.append(ground.told(STATUSES[leg["status"]]))
    basis += [line(leg["closed_told"])] if leg["closed_told"] else []
    said = dict.fromkeys(claim["source"] for claim in leg["claims"])
    references = tuple(span for source in said for span in ground.reference(source))[1:]
    return (
        (line(ground.legs.get(leg["id"], "")),),
        (line(leg["title"], is_strong=True), line(leg["ends"])),
        (line(ground.mode(leg["mode"])),),
        tuple(basis),
        (line(leg["when"] or ground.tell(say("not said"))),),
        (line(leg["distance"]),),
        (references or ground.told(say("none")),),
    )


def places(ground: Ground) -> Iterator[Block]:
    """The places, how exactly each is shown, and why it is taken to be the one meant."""
    if not ground.payload["places"]:
        return
    yield Heading(1, ground.told(say("The places")))
    titles = (
        (say("Place"), 0.19), (say("Precision"), 0.17), (say("Where"), 0.22),
        (say("Why this one"), 0.42),
    )  # fmt: skip
    yield Table(
        ground.tell(say("The places, and how exactly each is shown")),
        tuple(Column(ground.tell(title), share) for title, share in titles),
        tuple(_place(each, ground) for each in ground.payload["places"]),
    )


def _place(place: PlaceOut, ground: Ground) -> tuple[_Cell, ...]:
    sure = [ground.sentence(place["sure"])] if place["sure"] else []
    return (
        (line(place["label"], is_strong=True),),
        (line(place["precision_label"]),),
        _where(place, ground),
        (line(place["reason"]), *sure),
    )


def _where(place: PlaceOut, ground: Ground) -> _Cell:
    if place["point"] is not None:
        lon, lat = place["point"]
        radius = say("lon, lat; within {distance}", distance=metres(place["radius_m"]))
        return (line(f"{lon:.3f}, {lat:.3f}"), ground.told(radius))
    if place["veiled"]:
        return (ground.told(say("Where exactly is withheld.")),)
    return (ground.told(say("an area; no point is known")),)
