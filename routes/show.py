"""One leg or one place of an atlas as an object that shows itself in a notebook.

What they tell is what the page tells of them: both are made from the payload of the page, so that
nothing that is withheld from it can stand here.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from routes import plugins
from routes.errors import UsageError
from routes.messages import Text, say
from routes.messages.speaker import Speaker
from routes.model import Atlas
from routes.webmap.coding import unpack
from routes.webmap.compose import compose
from routes.webmap.links import REL, is_link
from routes.webmap.page import RouteMap, route_map
from routes.webmap.payload_types import ClaimOut, LegOut, Payload, PlaceOut, VariantOut
from routes.webmap.picture import picture
from routes.wording import count

_STANCES: dict[str, Text] = {
    "asserts": say("says so"),
    "denies": say("denies it"),
    "doubts": say("doubts it"),
}
_WIDTH = "42em"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the address that it leads to, and the language of quoted words in it."""

    text: str
    link: str | None = None
    words: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it."""

    heading: str
    lines: tuple[Line, ...]


class Shown:
    """What a leg or a place tells of itself: in a notebook as HTML, printed as plain text.

    Its ``repr`` holds nothing of the case: notebooks and logs keep that.
    """

    __slots__ = ("_mark", "_parts", "_repr", "_svg", "_title")

    def __init__(
        self, payload: Payload, title: str, parts: Sequence[Part], told: str, svg: str
    ) -> None:
        self._mark, self._title, self._svg = payload["mark"], title, svg
        self._parts = tuple(part for part in parts if part.lines)
        self._repr = told

    def __repr__(self) -> str:
        return self._repr

    def __str__(self) -> str:
        lines = [f"{self._mark}: {self._title}" if self._mark else self._title]
        for part in self._parts:
            lines += ["", part.heading, *(f"  {_plain(line)}" for line in part.lines)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        box = {"style": f"max-width: {_WIDTH}; line-height: 1.45"}
        root = ET.Element("div", box)
        if self._mark:
            ET.SubElement(ET.SubElement(root, "p"), "strong").text = self._mark
        ET.SubElement(root, "h4", {"style": "margin: 0.5em 0"}).text = self._title
        told = ET.Element("div", box)
        for part in self._parts:
            strong = ET.SubElement(
                ET.SubElement(told, "p", {"style": "margin: 0.7em 0 0"}), "strong"
            )
            strong.text = part.heading
            items = ET.SubElement(told, "ul", {"style": "margin: 0.1em 0 0"})
            for line in part.lines:
                _write(ET.SubElement(items, "li"), line)
        drawn = f'<div style="max-width: {_WIDTH}">{self._svg}</div>' if self._svg else ""
        above, below = (
            ET.tostring(each, encoding="unicode", method="html") for each in (root, told)
        )
        return f"{above}{drawn}{below}"


def leg(atlas: Atlas, name: str) -> Shown:
    """The leg with that id: who says so in which words, how sure that is, what contradicts it.

    Raises UnknownName, with the nearest id, where there is none.
    """
    _check(name, "leg", atlas.case.legs)
    payload = compose(atlas)
    found = next(each for each in payload["legs"] if each["id"] == name)
    told = (
        f"<Leg: {atlas.release.profile}, {count(len(found['claims']), 'claim')}, "
        f"{count(len(found['contradictions']), 'contradiction')}>"
    )
    return Shown(payload, found["title"], _leg(payload, found), told, _drawn(payload, [found]))


def place(atlas: Atlas, name: str) -> Shown:
    """The place with that id: what it is, how exactly and surely it is known, which legs use it.

    Raises UnknownName, with the nearest id, where there is none; also for one that was not found,
    which is in ``atlas.findings``.
    """
    _check(name, "place", atlas.places)
    payload = compose(atlas)
    found = next(each for each in payload["places"] if each["id"] == name)
    legs = [each for each in payload["legs"] if name in (each["start"], each["end"])]
    told = f"<Place: {atlas.release.profile}, {count(len(legs), 'leg')}>"
    parts = _place(payload, found, legs)
    return Shown(payload, found["label"], parts, told, _drawn(payload, legs, [name]))


def explore(
    atlas: Atlas, column: str = "basis", *, layer: str = "legs", tooltip: bool = True
) -> RouteMap:
    """The map of `routes.Atlas.map`, by the name that geopandas gives it.

    It takes no more than it can honestly do. Lines differ by what they are (``basis``): reported,
    inferred, computed, weighed. Another ``column`` would paint over that, so it is refused, as are
    a single ``layer`` and no ``tooltip``: a line without who says so is not shown. The method of
    that name on a frame of `routes.Atlas.to_gdf` is geopandas' own and no part of this: its maps
    ask servers for tiles and scripts, which learn where a reader looks, and text of a case can
    run in them.

    Raises UsageError for what is refused.
    """
    if column != "basis":
        message = (
            f"column={column!r}: the map tells lines apart by their basis, and by nothing else"
        )
        raise UsageError(
            f"{message}; for a picture of your own use atlas.to_gdf().plot({column!r})"
        )
    if layer != "legs":
        raise UsageError(f"layer={layer!r}: the map shows legs and places together; leave it out")
    if not tooltip:
        raise UsageError("tooltip=False: a line is not shown without who says so; leave it out")
    return route_map(compose(atlas))


def _check(name: str, what: str, known: Iterable[str]) -> None:
    ids = list(known)
    if name not in ids:
        raise plugins.unknown(what, name, ids)


def _leg(payload: Payload, found: LegOut) -> list[Part]:
    tell = Speaker(payload["languages"][0]).tell
    contradicted = [
        Line(tell(say("{leg}: {reason}", leg=each["title"], reason=each["reason"])))
        for each in found["contradictions"]
    ]
    return [
        Part(tell(say("The line")), tuple(map(Line, _facts(payload, found)))),
        Part(tell(say("Who says what")), tuple(_claims(payload, found["claims"]))),
        Part(tell(say("How well that is supported")), (Line(found["corroboration"]["sentence"]),)),
        Part(tell(say("What cannot be true together with it")), tuple(contradicted)),
        Part(
            tell(say("Who says that it is closed")), tuple(_claims(payload, found["closed_claims"]))
        ),
        Part(tell(say("The versions that have it")), tuple(map(Line, _versions(payload, found)))),
        Part(tell(say("Notes")), tuple(map(Line, filter(None, [found["reason"], found["note"]])))),
    ]


def _facts(payload: Payload, found: LegOut) -> Iterator[str]:
    yield found["ends"]
    yield from (each["explains"] for each in payload["grammars"] if each["id"] == found["grammar"])
    yield from (each["label"] for each in payload["modes"] if each["id"] == found["mode"])
    told = (found["when"], found["closed"], found["distance"], found["method"])
    yield from (each for each in told if each)


def _versions(payload: Payload, found: LegOut) -> list[str]:
    return [each["title"] for each in payload["variants"] if found["id"] in each["legs"]]


def _claims(payload: Payload, claims: Iterable[ClaimOut]) -> Iterator[Line]:
    tell = Speaker(payload["languages"][0]).tell
    for claim in claims:
        said = say("{source} {stance}", source=claim["label"], stance=_STANCES[claim["stance"]])
        if len(claim["chain"]) > 1:
            said = say("{said}, citing {chain}", said=said, chain=" ← ".join(claim["chain"][1:]))
        if claim["words_of"] != claim["label"]:
            said = say("{said}, read in {document}", said=said, document=claim["words_of"])
        if claim["credibility_label"]:
            said = say("{said} ({credibility})", said=said, credibility=claim["credibility_label"])
        words = claim["quote"] or claim["says"]
        told = tell(said)
        if claim["translation"]:
            told = tell(
                say("{said} (in translation: “{words}”)", said=said, words=claim["translation"])
            )
        quoted = f"“{words}”" if claim["quote"] else words
        yield Line(told, claim["link"], quoted, claim["quote_language"] if claim["quote"] else None)


def _place(payload: Payload, found: PlaceOut, legs: Sequence[LegOut]) -> list[Part]:
    tell = Speaker(payload["languages"][0]).tell
    about = [found["kind_label"], found["precision_label"], found["sure"], found["reason"]]
    return [
        Part(tell(say("The place")), tuple(Line(each) for each in about if each)),
        Part(tell(say("The legs to and from it")), tuple(Line(each["title"]) for each in legs)),
    ]


def _drawn(payload: Payload, legs: Sequence[LegOut], places: Iterable[str] = ()) -> str:
    """A still picture of some legs and their places alone; nothing where there is none to draw."""
    named = {*places, *(end for each in legs for end in (each["start"], each["end"]))}
    shown = [each for each in payload["places"] if each["id"] in named]
    lines = [unpack(each["parts"], payload["scales"]["parts"]) for each in legs]
    fit = [each["point"] for each in shown if each["point"]]
    fit += [list(map(float, point)) for parts in lines for line in parts for point in line]
    if not fit:
        return ""
    kept = {each["id"] for each in legs}
    # All versions stay, some without a leg: so they keep their numbers, colours and strokes.
    variants: list[VariantOut] = [
        {**each, "legs": [name for name in each["legs"] if name in kept]}
        for each in payload["variants"]
    ]
    return picture(
        {
            **payload,
            "view": {**payload["view"], "fit": fit},
            "legs": list(legs),
            "places": shown,
            "variants": variants,
            "alternatives": [],
            "network_credits": [],
            "title": legs[0]["title"] if len(legs) == 1 else payload["title"],
        }
    )


def _plain(line: Line) -> str:
    parts = [line.text, line.words, f"<{line.link}>" if line.link else None]
    return " ".join("".join(map(_visible, part)) for part in parts if part)


def _visible(character: str) -> str:
    """What would steer a terminal is replaced."""
    return character if character.isprintable() else " " if character.isspace() else "\ufffd"


def _write(item: ET.Element, line: Line) -> None:
    item.text = _clean(line.text)
    if line.words:
        item.text += ": "
        attributes = {"lang": line.language} if line.language else {}
        quote = ET.SubElement(item, "span", attributes)
        quote.text = _clean(line.words)
    if is_link(line.link) and line.link:
        link = ET.SubElement(item, "a", {"href": line.link, "target": "_blank", "rel": REL})
        link.text = "↗"
        link.set("style", "margin-left: 0.3em")


def _clean(text: str) -> str:
    """``text`` without characters that HTML does not hold."""
    return "".join(c if c >= " " or c in "\n\t" else "\ufffd" for c in text)
