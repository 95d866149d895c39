"""Lines as text: what goes in comes out, in few characters that need no escape."""

from __future__ import annotations

import html
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.webmap.coding import pack, unpack

DEGREES = st.floats(-540, 540, allow_nan=False)
LINES = st.lists(st.lists(st.tuples(DEGREES, DEGREES), max_size=30), max_size=12)

# The same texts stand in tests/browser/js/coding.test.js: both sides must read them alike.
GOLDEN = [
    ([], 1000, "!"),
    ([[]], 1, "#!"),
    ([[(0, 0)]], 1, "#$!!"),
    (
        [[(30.25, 59.9), (30.5, 59.875), (30.75, 60)], [], [(-170.001, -0.5)]],
        1000,
        "%+!$i{vRkxs.oLW!lJtts;kyo9",
    ),
    ([[(0, 0), (1, 1), (3, 3), (6, 6), (10, 10), (15, 15), (21, 21)]], 10, "#3!!888888888888"),
    ([[(180, -90), (-180, 90)]], 100_000, "#(jol}pJikurw5lvq|y)jol}pJ"),
]


def same(found, wanted, scale):
    assert len(found) == len(wanted)
    for got, line in zip(found, wanted, strict=True):
        points = np.asarray(line, dtype=np.float64).reshape(-1, 2)
        assert got.shape == points.shape
        assert np.array_equal(got, np.rint(points * scale) / scale)


@given(LINES, st.sampled_from([1, 100, 500, 1000, 100_000]))
def test_what_goes_in_comes_out_rounded(lines, scale):
    same(unpack(pack(lines, scale), scale), lines, scale)


@given(LINES)
def test_the_text_needs_no_escape_anywhere(lines):
    text = pack(lines, 1000)
    assert text.isascii()
    assert not any(c.isspace() for c in text)
    assert json.dumps(text) == f'"{text}"'
    assert html.escape(text, quote=True) == text


@given(LINES, st.data())
def test_a_damaged_text_is_refused_or_is_another_text(lines, data):
    """No text is read as lines unless it is the text of these lines."""
    text = pack(lines, 100)
    at = data.draw(st.integers(0, len(text) - 1))
    damaged = text[:at] + data.draw(st.characters()) * data.draw(st.integers(0, 2)) + text[at + 1 :]
    try:
        found = unpack(damaged, 100)
    except ValueError:
        return
    again = unpack(pack(found, 100), 100)
    assert all(np.array_equal(a, b) for a, b in zip(found, again, strict=True))


@pytest.mark.parametrize(("lines", "scale", "text"), GOLDEN)
def test_golden(lines, scale, text):
    assert pack(lines, scale) == text
    same(unpack(text, scale), lines, scale)


@pytest.mark.parametrize("size", [2**20, -(2**30), 2**49])
def test_large_numbers_come_back(size):
    same(unpack(pack([[(size, -size), (0, size)]], 1), 1), [[(size, -size), (0, size)]], 1)


@pytest.mark.parametrize("text", ["", "#", "#$", "#%!", "#!!", "e", "!!", '#"', "#\u00e9", "zzzz"])
def test_a_text_of_no_lines_is_refused(text):
    with pytest.raises(ValueError, match="packed lines"):
        unpack(text, 1)


@pytest.mark.parametrize(
    "line", [[(float("nan"), 0)], [(0, float("inf"))], [(1e18, 0)], [(1, 2, 3)], [1, 2], [[[1, 2]]]]
)
def test_what_is_no_line_is_refused(line):
    with pytest.raises(ValueError, match="line"):
        pack([line], 1000)


def test_a_line_that_bends_evenly_takes_the_second_differences():
    angle = np.linspace(0, 1, 200)
    arc = np.column_stack((np.cos(angle), np.sin(angle))) * 50
    noise = np.random.default_rng(1).normal(0, 0.5, (200, 2))
    assert len(pack([arc], 100_000)) < 0.7 * len(pack([arc + noise], 100_000))
    same(unpack(pack([arc, arc + noise, arc], 100_000), 100_000), [arc, arc + noise, arc], 100_000)


def test_a_coast_takes_about_three_characters_a_vertex():
    steps = np.random.default_rng(0).normal(0, 0.03, (10_000, 2))
    text = pack([np.cumsum(steps, axis=0)], 500)
    assert len(text) < 3 * 10_000
