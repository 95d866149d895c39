"""The article below the map: the same content for readers without JavaScript or a mouse."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from routes.messages import Text, number, say
from routes.messages.speaker import Speaker
from routes.webmap.links import is_link
from routes.webmap.payload_types import Grammar, LegOut, Payload, VariantOut
from routes.webmap.rhythm import ACROSS, ticks
from routes.webmap.shell import rendered
from routes.wording import link_kind

STANCES = {
    "asserts": say("According to"),
    "denies": say("Denied by"),
    "doubts": say("Doubted by"),
}
VERDICTS = {True: say("Holds"), False: say("Does not hold"), None: say("Cannot be told")}
STATUSES = {
    "open": say("open"),
    "closed": say("closed"),
    "reported": say("reported"),
    "hypothetical": say("hypothetical"),
}
_PROJECTIONS = {
    "azimuthal": say("an equal-area projection (Lambert azimuthal)"),
    "albers": say("an equal-area projection (Albers conic)"),
    "mercator": say("a Mercator projection"),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FOUNDED = ("unasserted", "hypothetical", "inferred", "computed", "reported")
"""Grammars from the least founded on."""

_FEW = 5
"""So many contradictions of a leg are printed; its versions tell them again."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def article(payload: Payload) -> str:
    """HTML of the article. All text of the payload is escaped; only http(s) become links."""
    grammars = {grammar["id"]: grammar for grammar in payload["grammars"]}
    speaker = Speaker(payload["languages"][0])
    texts: dict[str, Any] = {
        "p": payload,
        "grammars": grammars,
        "used": used(payload),
        "about": _about(payload),
        "drawn": [*how_drawn(payload), say("The file asks nothing of the network.")],
        "gap": speaker.tell(link_kind("stitch")),
        "status": lambda variant: status(variant, payload),
        "numbers": {source["id"]: source["number"] for source in payload["sources"]},
        "labels": {place["id"]: place["label"] for place in payload["places"]},
        "modes": {mode["id"]: mode["label"] for mode in payload["modes"]},
        "credits": list(dict.fromkeys([*payload["credits"], payload["basemap"]["credit"]])),
        "language": speaker.name_of,
        "stances": STANCES,
        "verdicts": VERDICTS,
        "statuses": STATUSES,
        "mark": lambda variant: _mark(variant, payload),
        "ordered": _in_order(payload),
        "swatch": lambda variant: _variant_swatch(variant, payload, grammars),
        "grammar_swatch": lambda grammar: _swatch([grammar], grammar["colour"]),
        "tell": speaker.tell,
        "few": _FEW,
    }
    told = rendered("article.html", payload["languages"][0], texts, filters=_FILTERS)
    return told.removesuffix("\n")


def _in_order(payload: Payload) -> list[VariantOut]:
    """The versions as they are numbered: those that are reported first."""
    return sorted(payload["variants"], key=lambda variant: variant["kind"] == "hypothetical")


def _mark(variant: VariantOut, payload: Payload) -> str:
    """The number of a version, as on the map; none where there is nothing to tell apart."""
    if len(payload["variants"]) < 2:
        return ""
    return str([each["id"] for each in _in_order(payload)].index(variant["id"]) + 1)


def used(payload: Payload) -> list[Grammar]:
    """The kinds of line that are drawn."""
    found = {leg["grammar"] for leg in payload["legs"] if leg["variants"]}
    found |= {"computed"} if payload["alternatives"] else set()
    return [grammar for grammar in payload["grammars"] if grammar["id"] in found]


def _about(payload: Payload) -> list[str]:
    """What holds for all of the computed paths, and which speeds their times rest on."""
    blocks = payload["alternatives"]
    notes = [note for block in blocks[:1] for note in block["notes"]]
    common = [note for note in notes if all(note in block["notes"] for block in blocks)]
    labels = {mode["id"]: mode["label"] for mode in payload["modes"]}
    speeds = {
        say("{mode}: {speeds}", mode=_capital(labels.get(mode, mode)), speeds=said): None
        for block in blocks
        for mode, said in block["speeds"].items()
    }
    return [*common, *speeds]


def _shared(payload: Payload) -> list[LegOut]:
    """The legs that every reported version has."""
    reported = [set(v["legs"]) for v in payload["variants"] if v["kind"] == "reported"]
    common = set.intersection(*reported) if reported else set()
    return [leg for leg in payload["legs"] if leg["id"] in common]


def status(variant: VariantOut, payload: Payload) -> Text:
    """A version that rests in part on our reading does not pass for a report of the whole."""
    told = STATUSES[variant["kind"] if variant["status"] == "open" else variant["status"]]
    if told == STATUSES["reported"] and not variant["told"]:
        return say("asserted by no source")
    bases = {leg["grammar"] for leg in payload["legs"] if leg["id"] in variant["legs"]}
    if variant["kind"] != "reported" or "inferred" not in bases:
        return told
    if bases == {"inferred"}:
        return say("{status}, the way inferred", status=told)
    return say("{status}, in part inferred", status=told)


def how_drawn(payload: Payload) -> list[str]:
    """What a reader must know of the lines, in sentences, on a page and in a document."""
    lon, lat = payload["view"]["center"]
    told: list[str] = [
        say(
            "The map is {projection} centred on {center} (lon, lat).",
            projection=_PROJECTIONS[payload["view"]["projection"]["kind"]],
            center=f"{lon:.2f}, {lat:.2f}",
        )
    ]
    if payload["legs"] and payload["alternatives"]:
        told.append(
            say(
                "Between two places a reported line is the shortest over the earth's surface: it "
                "joins what the reports name, and the way actually taken is not known."
            )
        )
    elif payload["legs"]:
        told.append(
            say(
                "Between two places a line is the shortest over the earth's surface: it "
                "joins what the reports name, and the way actually taken is not known."
            )
        )
    if payload["legs"]:
        told.append(
            say("Lines that share their way are set side by side so that each can be seen.")
        )
    if payload["alternatives"]:
        told.append(
            say(
                "A computed line runs on a network and lies where that does; what several share "
                "is drawn once."
            )
        )
    return told


def _deciding(variant: VariantOut, payload: Payload) -> str:
    """The grammar of the least founded leg among those that set the version apart."""
    if variant["kind"] == "hypothetical":
        return "hypothetical"
    shared = {leg["id"] for leg in _shared(payload)}
    own = set(variant["legs"]) - shared or set(variant["legs"])
    used = {leg["grammar"] for leg in payload["legs"] if leg["id"] in own}
    return next((name for name in _FOUNDED if name in used), "reported")


def _strokes(variant: VariantOut, payload: Payload) -> list[str]:
    """The kinds of stroke that a version has on the map, leg after leg, as the panel shows them.

    Of more than three the first, the least founded and the last.
    """
    legs = {leg["id"]: leg for leg in payload["legs"]}
    drawn = [
        legs[name]["grammar"] for name in variant["legs"] if name in legs and legs[name]["parts"]
    ]
    runs = [name for name, _ in groupby(drawn)]
    if len(runs) > 3:
        return [runs[0], _deciding(variant, payload), runs[-1]]
    return runs or [_deciding(variant, payload)]


def _variant_swatch(variant: VariantOut, payload: Payload, grammars: dict[str, Grammar]) -> Markup:
    strokes = [grammars[name] for name in _strokes(variant, payload) if name in grammars]
    if not strokes:
        return Markup("")
    return _swatch(strokes, variant["colour"], ticks(strokes[0], variant, payload))


def _swatch(strokes: Sequence[Grammar], colour: str | None, bars: str = "") -> Markup:
    """Strokes one after another; bars that are the version's own in the middle."""
    each = max(34, 16 * len(strokes)) / len(strokes)
    wide = each * len(strokes)
    picture = ET.Element(
        "svg", {"class": "swatch", "width": f"{wide:g}", "height": "10", "aria-hidden": "true"}
    )
    for i, grammar in enumerate(strokes):
        start, end = (i * each if i else 1), min(wide - 1, (i + 1) * each)
        line = {"d": f"M{start:g} 5H{end:g}", **_stroke(grammar, colour)}
        if grammar["dash"]:
            line["stroke-dasharray"] = grammar["dash"]
            dash, gap = (float(n) for n in grammar["dash"].split()[:2])
            if i:  # a later piece begins with half a gap
                line["stroke-dashoffset"] = f"{dash + gap / 2:g}"
        ET.SubElement(picture, "path", line)
    if bars:
        across = _stroke(strokes[0], colour)
        across["stroke-width"] = f"{strokes[0]['width'] + ACROSS:g}"
        numbers = [float(n) for n in bars.split()]
        begin = (each if len(strokes) > 1 else wide) / 2 - sum(numbers[:-1]) / 2
        dashes = {"stroke-dasharray": bars, "stroke-dashoffset": f"{-begin:g}"}
        ET.SubElement(picture, "path", {"d": f"M0 5H{wide:g}", **across, **dashes})
    return Markup(ET.tostring(picture, encoding="unicode"))  # noqa: S704  an XML writer escapes


def _stroke(grammar: Grammar, colour: str | None) -> dict[str, str]:
    own = grammar["colour"] or colour
    safe = own if own and _COLOUR.fullmatch(own) else "currentColor"
    return {"stroke": safe, "stroke-width": f"{grammar['width']:g}"}


def metres(radius_m: float) -> Text:
    """How far off a place may be."""
    if radius_m >= 1000:
        return say("{n} km", n=number(radius_m / 1000))
    return say("{n} m", n=number(radius_m))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "metres": metres,
    "capitalize_first": _capital,
    "is_link": is_link,
    "is_language": lambda tag: bool(_LANGUAGE.fullmatch(tag or "")),
}
