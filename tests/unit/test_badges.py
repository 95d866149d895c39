"""The numbers of the versions in the still picture: each on a line of its own version."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from routes.webmap.picture import picture
from routes.webmap.rhythm import number, ticks
from tests.browser.sample import sample

SVG = "{http://www.w3.org/2000/svg}"


def marks(svg: str) -> list[tuple[str, float, float, str]]:
    """Of every number its text, the middle of its frame in pixels, and the frame's colour."""
    root = ET.fromstring(svg)  # noqa: S314  our own picture
    frames = root.find(f"{SVG}g[@class='numbers']")
    texts = root.find(f"{SVG}g[@class='number-texts']")
    if frames is None or texts is None:
        return []
    return [
        (
            text.text or "",
            float(r.attrib["x"]) + 7.5,
            float(r.attrib["y"]) + 7.5,
            r.attrib["stroke"],
        )
        for r, text in zip(frames, texts, strict=True)
    ]


def test_numbers_are_in_the_colours_of_their_lines():
    """Those of the version, but where the kind of line has one of its own."""
    payload = sample()
    colours = {str(number(v, payload)): v["colour"] for v in payload["variants"]}
    found = marks(picture(payload))
    assert len({text for text, *_ in found}) >= 4
    of_kinds = {g["colour"] for g in payload["grammars"]}
    assert all(colour in {colours[text], *of_kinds} for text, _, _, colour in found)
    assert any(colour == colours[text] for text, _, _, colour in found)


def test_no_number_lies_on_another():
    places = [(x, y) for _, x, y, _ in marks(picture(sample()))]
    for i, (x, y) in enumerate(places):
        for x2, y2 in places[:i]:
            assert max(abs(x - x2), abs(y - y2)) >= 15


def test_numbers_lie_in_the_picture():
    for _, x, y, _ in marks(picture(sample())):
        assert 7 <= x <= 753
        assert 7 <= y <= 463


def test_with_one_version_there_is_nothing_to_number():
    payload = sample()
    payload["variants"] = payload["variants"][:1]
    assert marks(picture(payload)) == []


def test_reported_versions_are_counted_first():
    payload = sample()
    ordered = sorted(payload["variants"], key=lambda v: number(v, payload))
    kinds = [v["kind"] for v in ordered]
    assert kinds == sorted(kinds, key=lambda kind: kind == "hypothetical")
    assert [number(v, payload) for v in ordered] == list(range(1, len(ordered) + 1))


@pytest.mark.parametrize("kind", ["reported", "inferred"])
def test_bars_of_the_picture_are_those_of_the_map(kind: str):
    payload = sample()
    grammar = next(g for g in payload["grammars"] if g["id"] == kind)
    told = [ticks(grammar, v, payload) for v in payload["variants"]]
    assert len(set(told)) == min(len(told), len(grammar["ticks"]))
    svg = picture(payload)
    drawn = {each for each in told if each and f'stroke-dasharray="{each}"' in svg}
    assert len(drawn) >= 3
