"""The colours of a still picture, said once and seen everywhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from routes.webmap.dress import dress

PICTURE = (
    '<svg><path class="wash" d="M0 0" /><path class="wash" d="M1 1" fill="#123456" />'
    '<text class="label">A</text><text class="label of-way">B</text>'
    '<text class="label of-way" font-size="9">C</text><circle class="dot" r="4" /></svg>'
)


def looks(root, given=()):
    """What each element is drawn with: its own attributes, and what it inherits."""
    for element in root:
        found = {**dict(given), **element.attrib}
        if element.tag != "g":
            yield element.tag, element.text, found
        yield from looks(element, [(k, v) for k, v in found.items() if k != "class"])


def test_neighbours_of_a_kind_say_once_what_they_share():
    root = ET.fromstring(PICTURE)  # noqa: S314  written above
    dress(root)
    groups = [g for g in root if g.tag == "g"]
    assert [len(g) for g in groups] == [2, 2]
    assert groups[0].attrib == {"fill-opacity": "0.16"}
    assert "font-weight" in groups[1].attrib
    assert "font-size" not in groups[1].attrib
    assert [text for _, text, _ in looks(root) if text] == ["A", "B", "C"]


def test_it_looks_as_if_each_said_it():
    root = ET.fromstring(PICTURE)  # noqa: S314  written above
    dress(root)
    washes = [found for tag, _, found in looks(root) if tag == "path"]
    assert [w["fill"] for w in washes] == ["#6c675d", "#123456"]
    assert [w["fill-opacity"] for w in washes] == ["0.16", "0.16"]
    texts = {text: found for _, text, found in looks(root) if text}
    assert {t["paint-order"] for t in texts.values()} == {"stroke"}
    assert [texts[t].get("font-size") for t in "ABC"] == [None, "12", "9"]
    assert texts["A"]["fill"] != texts["B"]["fill"] == texts["C"]["fill"]
    assert next(f for tag, _, f in looks(root) if tag == "circle")["stroke"] == "#1d1f21"


def test_what_is_dressed_stays_as_it_is():
    root = ET.fromstring(PICTURE)  # noqa: S314  written above
    dress(root)
    once = ET.tostring(root)
    dress(root)
    assert ET.tostring(root) == once
