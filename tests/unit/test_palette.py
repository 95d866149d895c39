"""Versions stay apart in colour for every reader, and in dash where there is no colour."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from routes import modes
from tests.unit.colours import (
    DEFICIENCIES,
    contrast,
    delta_e,
    in_grey,
    lab,
    linear,
    mixed_with_white,
    over,
    rgb,
    seen_with,
)

ASSETS = Path(modes.__file__).parents[1] / "webmap" / "assets"
BASE = (ASSETS / "base.css").read_text(encoding="utf-8")
SCHEMES = ("light", "dark")

APART = {"light": 13.0, "dark": 10.0}
"""CIEDE2000 between any two versions, the worst of four ways of seeing. Two is what an eye tells
apart side by side, ten what it tells apart across a map."""

SEEN = {"light": 3.0, "dark": 3.0}
"""Contrast of a line with the land (WCAG 2.2, 1.4.11)."""


def variable(name: str, scheme: str) -> str:
    """The value of a custom property; the dark ones come second in the file."""
    values = re.findall(rf"--{name}: ([^;]+);", BASE)
    return values[0] if scheme == "light" else values[1]


def drawn(code: str, scheme: str, lift: float = 1.0) -> np.ndarray:
    share = float(variable("lift", scheme).rstrip("%")) / 100
    return mixed_with_white(rgb(code), share * lift)


def test_the_formula_gives_the_published_differences():
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for a, b, wanted in pairs:
        assert delta_e(np.array(a), np.array(b)) == pytest.approx(wanted, abs=1e-4)


def test_mixing_leaves_a_colour_alone_or_makes_it_white():
    assert mixed_with_white(rgb("#1b4fe0"), 0.0) == pytest.approx(rgb("#1b4fe0"), abs=1e-3)
    assert mixed_with_white(rgb("#1b4fe0"), 1.0) == pytest.approx(np.ones(3), abs=1e-3)
    assert linear(rgb("#ffffff")) == pytest.approx(np.ones(3))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("vision", ["normal", *DEFICIENCIES])
def test_any_two_reported_versions_differ_in_colour(scheme: str, vision: str):
    seen = [drawn(code, scheme) for code in modes.palette().reported]
    if vision != "normal":
        seen = [seen_with(colour, vision) for colour in seen]
    least = min(delta_e(lab(a), lab(b)) for a, b in combinations(seen, 2))
    assert least >= APART[scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_version_stands_out_from_the_land(scheme: str):
    land = rgb(variable("land", scheme))
    palette = modes.palette()
    for code in (*palette.reported, *palette.hypothetical):
        assert contrast(drawn(code, scheme), land) >= SEEN[scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_computed_lines_are_quieter_than_any_reported_one(scheme: str):
    """Less contrast than the faintest reported line at less than half of its width, still seen."""
    css = (ASSETS / "lines.css").read_text(encoding="utf-8")
    rule = re.search(r"\n\.way \{[^}]*white calc\(var\(--lift\) \* ([\d.]+)\)", css)
    assert rule is not None
    land = rgb(variable("land", scheme))
    grammars = {g.id: g for g in modes.grammars()}
    computed, reported = grammars["computed"], grammars["reported"]
    assert computed.colour is not None
    colour = drawn(computed.colour, scheme, float(rule[1]))
    found = contrast(over(colour, land, computed.opacity), land)
    faintest = min(contrast(drawn(code, scheme), land) for code in modes.palette().reported)
    assert found < faintest + 0.05
    assert found >= 2.9
    assert computed.width < reported.width / 2


def test_grey_print_needs_the_ticks():
    """Why lines have bars across: several colours are one grey."""
    greys = [in_grey(rgb(code)) for code in modes.palette().reported]
    assert min(abs(a - b) for a, b in combinations(greys, 2)) < 3


def numbers(dash: str) -> list[float]:
    return [float(n) for n in dash.split()]


@pytest.mark.parametrize("kind", ["reported", "inferred", "hypothetical"])
def test_every_version_has_ticks_of_its_own(kind: str):
    palette = modes.palette()
    ticks = next(g.ticks for g in modes.grammars() if g.id == kind)
    assert len(ticks) >= max(len(palette.reported), len(palette.hypothetical))
    assert len(set(ticks)) == len(ticks)
    assert ticks[0] == ""


def test_what_has_a_colour_of_its_own_has_no_ticks():
    assert [g.id for g in modes.grammars() if not g.ticks] == ["computed", "unasserted"]
    assert all(bool(g.ticks) != bool(g.colour) for g in modes.grammars())


def test_ticks_are_bars_in_groups_far_apart():
    """A short stroke across and far to the next group: nobody takes them for a dash."""
    for ticks in next(g.ticks for g in modes.grammars() if g.id == "reported")[1:]:
        found = numbers(ticks)
        bars, between, rest = found[::2], found[1:-1:2], found[-1]
        assert all(bar <= 2 for bar in bars)
        assert all(gap <= 8 for gap in between)
        assert rest >= 50
        assert sum(found) == pytest.approx(72)


def test_the_dash_says_the_kind_alone():
    """Solid, dashes, dash and dot, dots: no two kinds have one dash."""
    dashes = {g.id: numbers(g.dash) for g in modes.grammars()}
    assert dashes["reported"] == []
    assert min(dashes["inferred"]) >= 5
    assert dashes["hypothetical"][0] <= 2
    assert len(dashes["computed"]) == 4
