"""The article below the map: the same content for readers without JavaScript or a mouse."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from routes import wording
from routes.webmap.payload_types import Grammar, LegOut, Payload, VariantOut

_STANCES = {"asserts": "According to", "denies": "Denied by", "doubts": "Doubted by"}
_VERDICTS = {True: "Holds", False: "Does not hold", None: "Cannot be told"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FOUNDED = ("unasserted", "hypothetical", "inferred", "computed", "reported")
"""Grammars from the least founded on."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def article(payload: Payload) -> str:
    """HTML of the article. All text of the payload is escaped; only http(s) become links."""
    grammars = {grammar["id"]: grammar for grammar in payload["grammars"]}
    template = _environment().from_string(_source())
    return template.render(
        p=payload,
        grammars=grammars,
        used=_used(payload),
        shared=_shared_sentence(payload),
        about=_about(payload),
        gap=wording.link_kind("stitch"),
        status=lambda variant: _status(variant, payload),
        numbers={source["id"]: source["number"] for source in payload["sources"]},
        labels={place["id"]: place["label"] for place in payload["places"]},
        modes={mode["id"]: mode["label"] for mode in payload["modes"]},
        credits=list(dict.fromkeys([*payload["credits"], payload["basemap"]["credit"]])),
        stances=_STANCES,
        verdicts=_VERDICTS,
        backing=_backing,
        swatch=lambda variant: _variant_swatch(variant, payload, grammars),
        grammar_swatch=lambda grammar: _swatch(grammar, grammar["colour"]),
    )


def _backing(thing: LegOut | VariantOut) -> str:
    """The count of origins in words; who only weighs a way does not report it."""
    if thing["status"] != "hypothetical":
        return thing["corroboration"]["sentence"]
    reports = thing["corroboration"]["reports"]
    return f"weighed in {reports} report{'' if reports == 1 else 's'}, reported by none"


def _used(payload: Payload) -> list[Grammar]:
    used = {leg["grammar"] for leg in payload["legs"] if leg["variants"]}
    used |= {"computed"} if payload["alternatives"] else set()
    return [grammar for grammar in payload["grammars"] if grammar["id"] in used]


def _about(payload: Payload) -> list[str]:
    """What holds for all of the computed paths, and which speeds their times rest on."""
    blocks = payload["alternatives"]
    notes = [note for block in blocks[:1] for note in block["notes"]]
    common = [note for note in notes if all(note in block["notes"] for block in blocks)]
    labels = {mode["id"]: mode["label"] for mode in payload["modes"]}
    speeds = {
        f"{labels.get(mode, mode).capitalize()}: {said}": None
        for block in blocks
        for mode, said in block["speeds"].items()
    }
    return [*common, *speeds]


def _shared(payload: Payload) -> list[LegOut]:
    """The legs that every reported version has."""
    reported = [set(v["legs"]) for v in payload["variants"] if v["kind"] == "reported"]
    common = set.intersection(*reported) if reported else set()
    return [leg for leg in payload["legs"] if leg["id"] in common]


def _shared_sentence(payload: Payload) -> str | None:
    """What the reported versions have in common, where there are some to compare."""
    if sum(variant["kind"] == "reported" for variant in payload["variants"]) < 2:
        return None
    titles = "; ".join(leg["title"] for leg in _shared(payload))
    if titles:
        return f"All reported versions share: {titles}."
    return "No leg is in all of the reported versions."


def _status(variant: VariantOut, payload: Payload) -> str:
    """A version that rests in part on our reading does not pass for a report of the whole."""
    status = variant["kind"] if variant["status"] == "open" else variant["status"]
    bases = {leg["grammar"] for leg in payload["legs"] if leg["id"] in variant["legs"]}
    if variant["kind"] != "reported" or "inferred" not in bases:
        return status
    return f"{status}, {'the way' if bases == {'inferred'} else 'in part'} inferred"


def _deciding(variant: VariantOut, payload: Payload) -> str:
    """The grammar of the least founded leg among those that set the version apart."""
    if variant["kind"] == "hypothetical":
        return "hypothetical"
    shared = {leg["id"] for leg in _shared(payload)}
    own = set(variant["legs"]) - shared or set(variant["legs"])
    used = {leg["grammar"] for leg in payload["legs"] if leg["id"] in own}
    return next((name for name in _FOUNDED if name in used), "reported")


def _variant_swatch(variant: VariantOut, payload: Payload, grammars: dict[str, Grammar]) -> Markup:
    grammar = grammars.get(_deciding(variant, payload))
    if grammar is None:
        return Markup("")
    return _swatch(grammar, grammar["colour"] or variant["colour"])


def _swatch(grammar: Grammar, colour: str | None) -> Markup:
    picture = ET.Element(
        "svg", {"class": "swatch", "width": "34", "height": "10", "aria-hidden": "true"}
    )
    safe = colour if colour and _COLOUR.fullmatch(colour) else "currentColor"
    line = {"d": "M1 5H33", "stroke": safe, "stroke-width": f"{grammar['width']:g}"}
    if grammar["dash"]:
        line["stroke-dasharray"] = grammar["dash"]
    ET.SubElement(picture, "path", line)
    return Markup(ET.tostring(picture, encoding="unicode"))  # noqa: S704  an XML writer escapes


def _metres(radius_m: float) -> str:
    return f"{radius_m / 1000:.0f} km" if radius_m >= 1000 else f"{radius_m:.0f} m"


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["metres"] = _metres
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    environment.filters["is_link"] = lambda text: bool(
        re.match(r"https?://", text or "", re.IGNORECASE)
    )
    environment.filters["is_language"] = lambda tag: bool(_LANGUAGE.fullmatch(tag or ""))
    return environment


def _source() -> str:
    folder = resources.files("routes.webmap") / "templates"
    return (folder / "article.html").read_text(encoding="utf-8")
