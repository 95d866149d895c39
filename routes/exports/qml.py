"""The XML in which QGIS keeps the style of a layer: rules, each with a symbol.

After what QGIS 3.28 writes. Every text goes through the XML library; filters are our own.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["marker", "line", "fill"]

_GEOMETRY: Mapping[Kind, str] = {"marker": "0", "line": "1", "fill": "2"}
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_BY_EXPRESSION = "3"
"""The number that QGIS gives to a property that an expression computes."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a symbol is drawn with: a symbol layer's class in QGIS, and its options.

    ``marker`` is what a line of markers repeats.
    """

    drawn_by: Literal["SimpleLine", "SimpleMarker", "SimpleFill", "MarkerLine"]
    options: Mapping[str, str]
    marker: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Which features are drawn (``where``, an expression of QGIS), what that is called, and how.

    ``opacity`` is 0 to 1; ``opacity_by`` an expression for it in percent, None for none.
    """

    id: str
    label: str
    where: str
    stroke: Stroke
    opacity: float = 1.0
    opacity_by: str | None = None


def colour(hexadecimal: str, opacity: float = 1.0) -> str:
    """A colour such as #1c1db8 as QGIS writes it: red, green, blue and alpha, 0 to 255."""
    red, green, blue = bytes.fromhex(hexadecimal.removeprefix("#"))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def document(kind: Kind, rules: Sequence[Rule]) -> str:
    """The style as a document. A feature is drawn by every rule that it meets, in their order."""
    root = ET.Element("qgis", version="3.28.0-Firenze", styleCategories="Symbology")
    renderer = ET.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0",
        forceraster="0", referencescale="-1",
    )  # fmt: skip
    listed = ET.SubElement(renderer, "rules", key="all")
    symbols = ET.SubElement(renderer, "symbols")
    for number, rule in enumerate(rules):
        facts = {"key": rule.id, "filter": rule.where, "label": rule.label, "symbol": str(number)}
        ET.SubElement(listed, "rule", facts)
        symbol = _symbol(symbols, kind, str(number), rule.stroke, rule.opacity)
        if rule.opacity_by:
            _compute(symbol, "alpha", rule.opacity_by)
    ET.SubElement(root, "blendMode").text = "0"
    ET.SubElement(root, "featureBlendMode").text = "0"
    ET.SubElement(root, "layerGeometryType").text = _GEOMETRY[kind]
    ET.indent(root, " ")
    return _DOCTYPE + ET.tostring(root, encoding="unicode") + "\n"


def _symbol(
    parent: ET.Element, kind: Kind, name: str, stroke: Stroke, opacity: float
) -> ET.Element:
    symbol = ET.SubElement(
        parent, "symbol", type=kind, name=name, alpha=f"{opacity:g}", clip_to_extent="1",
        force_rhr="0",
    )  # fmt: skip
    layer = ET.SubElement(
        symbol, "layer", {"class": stroke.drawn_by, "enabled": "1", "locked": "0", "pass": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    for key, value in sorted(stroke.options.items()):
        _option(options, "QString", key, value)
    if stroke.marker:
        _symbol(layer, "marker", f"@{name}@0", stroke.marker, 1.0)
    return symbol


def _compute(symbol: ET.Element, name: str, expression: str) -> None:
    """Have a property of a symbol computed for each feature."""
    properties = ET.Element("data_defined_properties")
    symbol.insert(0, properties)
    collection = ET.SubElement(properties, "Option", type="Map")
    _option(collection, "QString", "name", "")
    named = ET.SubElement(collection, "Option", type="Map", name="properties")
    one = ET.SubElement(named, "Option", type="Map", name=name)
    _option(one, "bool", "active", "true")
    _option(one, "QString", "expression", expression)
    _option(one, "int", "type", _BY_EXPRESSION)
    _option(collection, "QString", "type", "collection")


def _option(parent: ET.Element, kind: str, name: str, value: str) -> None:
    ET.SubElement(parent, "Option", type=kind, name=name, value=value)
