"""The lines of the still picture: how far they fade, how long they are, and what stands on them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import routes
from routes.model import Case
from routes.webmap.compose import compose
from routes.webmap.picture import picture
from tests.browser.sample import case, payload_of, with_leg

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

Points = NDArray[np.float64]


def _points(d: str) -> Points:
    """The points of a path of one absolute start and relative steps, in pixels."""
    numbers = np.array([float(n) for n in _NUMBER.findall(d)]).reshape(-1, 2)
    moved: Points = numbers.cumsum(axis=0)
    return moved


def _root(changed: Case) -> ET.Element:
    return ET.fromstring(picture(payload_of(changed)))  # noqa: S314  our own picture


def _pieces(changed: Case) -> list[tuple[float, Points]]:
    """Of the last leg that is drawn the pieces from its start to its end, each with its opacity."""
    strand = _root(changed).findall(f".//{SVG}g[@class='still']")[-1]
    lines = [p for p in strand if "opacity" in p.attrib]
    return [(float(p.attrib["opacity"]), _points(p.attrib["d"])) for p in lines]


def _length(points: Points) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def _at(element: ET.Element) -> Points:
    numbers = _NUMBER.findall(element.attrib["transform"])
    return np.array([float(n) for n in numbers[:2]])


def _one(leg: str, **changes: object) -> Case:
    """The case with one version that has one leg."""
    changed = with_leg(leg, **changes)
    name = next(n for n, i in changed.itineraries.items() if leg in i.legs)
    kept = {name: replace(changed.itineraries[name], legs=(leg,))}
    return replace(changed, itineraries=kept, legs={leg: changed.legs[leg]})


def test_a_line_to_an_area_fades_over_its_last_pixels_only():
    pieces = _pieces(_one("to-kyiv", start="vladivostok", end="west"))
    strengths = [strength for strength, _ in pieces]
    assert strengths == sorted(strengths, reverse=True)
    faded = sum(_length(points) for strength, points in pieces if strength < strengths[0])
    faint = sum(_length(points) for strength, points in pieces if strength < 0.5 * strengths[0])
    assert _length(pieces[0][1]) > 300
    assert 60 < faded < 90
    assert 0 < faint < 20


def test_a_line_out_of_an_area_fades_where_it_begins():
    pieces = _pieces(_one("to-kyiv", start="west", end="vladivostok"))
    assert pieces[0][0] == max(strength for strength, _ in pieces)
    full, faintest = pieces[0][1], pieces[-1][1]
    assert _length(full) > 300
    # Drawn from the known end; all pieces run as the journey does.
    assert faintest[0][0] < faintest[-1][0] <= full[0][0] < full[-1][0]


def test_the_dash_goes_on_through_the_pieces_of_a_fading_line():
    """In pieces shorter than a dash it would begin anew each time, and look like no dash at all."""
    changed = _one("to-kyiv", start="vladivostok", end="west", basis="inferred", reason="r")
    strand = _root(changed).findall(f".//{SVG}g[@class='still']")[-1]
    assert strand.attrib["stroke-dasharray"]
    along = 0.0
    for line in (p for p in strand if "opacity" in p.attrib):
        assert float(line.attrib.get("stroke-dashoffset", "0")) == pytest.approx(along, abs=0.5)
        along += _length(_points(line.attrib["d"]))


def test_a_short_line_to_an_area_is_long_enough_to_be_seen():
    """Twenty kilometres out to sea, on a picture of half the world."""
    sea = routes.read(Path(__file__).parents[1] / "browser" / "cases" / "off-to-sea.yaml")
    assert sum(_length(points) for _, points in _pieces(sea)) == pytest.approx(24, abs=1)


def test_the_question_of_a_closed_line_leaves_its_bars_to_be_seen():
    shut = case().legs["away"].closure
    # Among lines across half the world, so that this one is short.
    root = _root(with_leg("belavia", status="closed", closure=shut, start="helsinki", end="kyiv"))
    questions = root.findall(f".//{SVG}g[@class='contested']")
    bars = root.findall(f".//{SVG}path[@class='bars']")
    assert len(questions) == 2
    apart = [float(np.hypot(*(_at(a) - _at(b)))) for a in questions for b in bars]
    assert min(apart) > 13


def test_a_picture_of_a_town_is_as_large_as_the_town_and_has_no_coarse_land() -> None:
    path = Path(__file__).parents[1] / "browser" / "cases" / "across-town.yaml"
    root = ET.fromstring(picture(compose(routes.build(routes.read(path)))))  # noqa: S314  our own
    dots = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in root.iter(f"{SVG}circle")
            if c.attrib.get("class") == "dot"]  # fmt: skip
    assert len(dots) == 4
    assert max(y for _, y in dots) - min(y for _, y in dots) > 300
    assert root.find(f".//{SVG}path[@class='land']") is None


@pytest.mark.parametrize(
    ("title", "spoken"),
    [
        ("Which way?", "Which way? 1 stop"),
        ("A way", "A way. 1 stop"),
        ("A way.", "A way. 1 stop"),
        ("어디로!", "어디로! 1 stop"),
    ],
)
def test_the_title_and_what_is_withheld_are_two_sentences(title: str, spoken: str):
    told = {"items": [{"text": "1 stop is withheld."}], "id": "withheld"}
    payload = {**payload_of(case()), "title": title, "known": [told]}
    root = ET.fromstring(picture(payload))  # noqa: S314  our own picture
    assert root.findtext(f"{SVG}title") == f"{spoken} is withheld."
    root = ET.fromstring(picture({**payload, "known": []}))  # noqa: S314  as above
    assert root.findtext(f"{SVG}title") == title
