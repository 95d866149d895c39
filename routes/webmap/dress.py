"""The still picture's colours as attributes of its own. Pure.

The stylesheet of the page says the same and wins where it applies. Where a host's policy
forbids styles, or where the picture stands in somebody else's page, the attributes remain.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

_PAPER, _INK, _SOFT, _ACCENT = "#fbfaf7", "#1d1f21", "#555b60", "#8a1c13"
_COAST, _BORDER, _VAGUE, _HALO = "#a9b3b6", "#b9b1a2", "#6c675d", "#fbf9f4"
_SANS = "Helvetica, Arial, sans-serif"
_BORDERS = {"fill": "none", "stroke": _BORDER}
_LABEL = {
    "fill": _INK,
    "stroke": _HALO,
    "stroke-width": "3.2",
    "paint-order": "stroke",
}
# What all has that says nothing else: said once, by the picture itself.
_ALL = {
    "font-family": _SANS, "font-size": "14", "font-weight": "600", "stroke-linejoin": "round",
}  # fmt: skip

_LOOKS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "sea": {"fill": "#dfe7ea"},
    "land": {"fill": "#f6f2e9", "stroke": _COAST, "stroke-width": "0.6"},
    "lakes": {"fill": "#dfe7ea", "stroke": _COAST, "stroke-width": "0.5"},
    "borders": {**_BORDERS, "stroke-width": "0.6"},
    "disputed": {**_BORDERS, "stroke-width": "0.9", "stroke-dasharray": "3 3"},
    "wash": {"fill": _VAGUE, "fill-opacity": "0.16"},
    "bars": {"fill": "none", "stroke": _ACCENT, "stroke-width": "2.4"},
    "numbers": {"fill": _PAPER, "stroke-width": "2"},
    "number-texts": {
        "fill": _INK, "font-size": "10.5", "font-weight": "700", "text-anchor": "middle",
    },
    "dot": {"fill": _PAPER, "stroke": _INK, "stroke-width": "2"},
    "dot vague": {
        "fill": "none", "stroke": _VAGUE, "stroke-width": "1.4", "stroke-dasharray": "2 2",
    },
    "label": _LABEL,
    "label closure": {**_LABEL, "fill": _ACCENT, "font-size": "12.5"},
    "label of-way": {**_LABEL, "fill": "#6a6e72", "font-size": "12", "font-weight": "700"},
    "label of-area": {
        **_LABEL, "fill": _VAGUE, "font-family": "Georgia, serif", "font-style": "italic",
        "font-weight": "400",
    },
    "credit": {"fill": _SOFT, "font-size": "10.5", "font-weight": "400"},
})  # fmt: skip
"""By the whole ``class`` of an element. The light colours: the picture keeps a light ground."""

_CONTESTED: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "circle": {"fill": _PAPER, "stroke": _ACCENT, "stroke-width": "1.4"},
    "text": {
        "fill": _ACCENT, "font-size": "11", "font-weight": "700", "text-anchor": "middle",
    },
})  # fmt: skip


def dress(root: ET.Element) -> None:
    """Give each element of a still picture its colours, where it has none of its own."""
    _add(root, _ALL)
    for parent in root.iter():
        for element in parent:
            kind = element.get("class", "")
            look = _LOOKS.get(kind, {})
            _add(element, {k: v for k, v in look.items() if parent.get(k) != v})
            if kind == "contested":
                for part in element:
                    _add(part, _CONTESTED.get(part.tag, {}))
    _share(root)


def _add(element: ET.Element, look: Mapping[str, str]) -> None:
    for name, value in look.items():
        if name not in element.attrib:
            element.set(name, value)


def _share(root: ET.Element) -> None:
    """What neighbours of one kind all say is said once, by a group around them: all that is in
    `_LOOKS` is inherited.
    """
    runs = [list(run) for _, run in groupby(root, key=lambda each: each.get("class", ""))]
    for run in runs:
        look = _LOOKS.get(run[0].get("class", ""), {})
        same = {k: v for k, v in look.items() if all(each.get(k) == v for each in run)}
        if len(run) < 2 or not same:
            continue
        group = ET.Element("g", same)
        root.insert(list(root).index(run[0]), group)
        for element in run:
            root.remove(element)
            group.append(element)
            for name in same:
                del element.attrib[name]
