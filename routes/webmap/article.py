"""The article below the map: the same content for readers without JavaScript or a mouse."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from routes.webmap.payload_types import Grammar, LegOut, Payload, VariantOut

_STANCES = {"asserts": "According to", "denies": "Denied by", "doubts": "Doubted by"}
_VERDICTS = {True: "Holds", False: "Does not hold", None: "Cannot be told"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def article(payload: Payload) -> str:
    """HTML of the article. All text of the payload is escaped; only http(s) become links."""
    grammars = {grammar["id"]: grammar for grammar in payload["grammars"]}
    template = _environment().from_string(_source())
    return template.render(
        p=payload,
        numbers={source["id"]: source["number"] for source in payload["sources"]},
        labels={place["id"]: place["label"] for place in payload["places"]},
        modes={mode["id"]: mode["label"] for mode in payload["modes"]},
        credits=list(dict.fromkeys([*payload["credits"], payload["basemap"]["credit"]])),
        stances=_STANCES,
        verdicts=_VERDICTS,
        backing=_backing,
        swatch=lambda variant: _variant_swatch(variant, grammars),
        grammar_swatch=lambda grammar: _swatch(grammar, grammar["colour"]),
    )


def _backing(thing: LegOut | VariantOut) -> str:
    """The count of origins in words; who only weighs a way does not report it."""
    if thing["status"] != "hypothetical":
        return thing["corroboration"]["sentence"]
    reports = thing["corroboration"]["reports"]
    return f"weighed in {reports} report{'' if reports == 1 else 's'}, reported by none"


def _variant_swatch(variant: VariantOut, grammars: dict[str, Grammar]) -> Markup:
    grammar = grammars.get(variant["kind"])
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
    environment.filters["is_link"] = lambda text: bool(
        re.match(r"https?://", text or "", re.IGNORECASE)
    )
    environment.filters["is_language"] = lambda tag: bool(_LANGUAGE.fullmatch(tag or ""))
    return environment


def _source() -> str:
    folder = resources.files("routes.webmap") / "templates"
    return (folder / "article.html").read_text(encoding="utf-8")
