"""Laws of the scan: what is written is found, wherever it stands, and what is left says nothing."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from routes.publish.scan import Hit, Names, find, redacted
from tests.conftest import Tell
from tests.unit.notations import NOTATIONS

NOBODY = Names([])
NAMES = Names([["ZQX-Kim Secret-Canary"], ["Qwzx-dong 17-ri"], ["\uae40\ube44\ubc00"]])
LIMITS = settings(max_examples=300, deadline=None)
POINTS = 2_000
BATCH = 25  # points in one text: the cost of a call is shared

LATS = st.floats(-79.9, 83.9, allow_nan=False)
LONS = st.floats(-179.9, 179.9, allow_nan=False)
# Words and signs that mean nothing to the scan, of several scripts.
AROUND = st.lists(
    st.sampled_from(["We met", "he said", "где", "그곳", "那里", "(", ")", "…", "\n", "!"])
).map(" ".join)
PIECES = (
    "41.7654 128.98 , / | lat lon N E S W ° ' \" + - @ . at dot org a b %2C &#46; 8Q7XQ2QQ +2Q"
    " ZQX Kim Secret Canary dong 17 ri tel 1234567 555 0123 https:// maps geo: ( ) \u200b 김 비 밀"
)
ANY_TEXT = st.one_of(
    st.text(max_size=80),
    st.text("0123456789.,;:/+-@()[]%&#x NSEW\u00b0'\"atdolMUkmi", max_size=60),
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=16).map("".join),
)


def _mark(hit: Hit) -> str:
    return f"[{hit.kind} withheld]"


def _digits(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) == "Nd")


def _without_hits(text: str) -> tuple[str, set[str]]:
    """What is not covered by a hit, and the kinds of the hits."""
    hits = find(text, NOBODY)
    starts = [0, *(hit.end for hit in hits)]
    ends = [*(hit.start for hit in hits), len(text)]
    left = "#".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    return left, {hit.kind for hit in hits}


def _points(seed: str) -> Iterator[tuple[float, float]]:
    draw = random.Random(seed)
    for _ in range(POINTS):
        lat, lon = draw.uniform(-79.9, 83.9), draw.uniform(-179.9, 179.9)
        yield (lat if _on_the_map(lat, lon) else lat + 3), lon


def _on_the_map(lat: float, lon: float) -> bool:
    """Whether it is not where no land is and small numbers of all kinds would be positions."""
    return max(abs(lat), abs(lon)) > 1.1


@pytest.mark.parametrize("notation", NOTATIONS)
def test_random_points_are_found_in_each_notation(notation, tell: Tell):
    """No digit is left, nor anything else of what was written."""
    write = NOTATIONS[notation]
    written = [write(lat, lon) for lat, lon in _points(notation)]
    missed: list[str] = []
    for at in range(0, POINTS, BATCH):
        batch = written[at : at + BATCH]
        text = "".join(f"There {each} ends.\n" for each in batch)
        left, seen = _without_hits(text)
        if seen != {"coordinates"} or _digits(left) or any(each in left for each in batch):
            missed += [each for each in batch if _digits(_without_hits(each)[0])] or [left]
    tell(f"random points written as {notation}", POINTS, missed=len(missed))
    assert missed[:5] == []


@LIMITS
@example(3.0, -0.00390625, "geohash", "", "")  # letters alone
@given(LATS, LONS, st.sampled_from(sorted(NOTATIONS)), AROUND, AROUND)
def test_a_position_is_found_where_it_stands(lat, lon, notation, before, after):
    lat = lat if _on_the_map(lat, lon) else lat + 3
    written = NOTATIONS[notation](lat, lon)
    text = f"{before} {written} {after}"
    hits = find(text, NAMES)
    start, end = len(before) + 1, len(before) + 1 + len(written)
    assert hits
    assert min(hit.start for hit in hits) >= min(start, text.find(written.lstrip('"(')) - 24)
    assert all(hit.start < end and start < hit.end for hit in hits)
    assert _digits(redacted(text, NAMES, _mark)[0]) == ""


@settings(max_examples=1500, deadline=None)
@given(ANY_TEXT)
@example("41.7654,128.98%2C")
@example("&#0;&#x110000;\\u{110000}%ff%2")
@example("\ud800 41.7654\udfff, 128.9876")
def test_nothing_is_found_twice_and_offsets_are_right(text):
    hits = find(text, NAMES)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all((hit.ref is not None) == (hit.kind == "name") for hit in hits)
    for mark in (
        _mark,
        lambda _: "",
        lambda _: "[\u2026]",
        lambda _: "Secret-Canary",
        lambda _: "1",
    ):
        left, taken = redacted(text, NAMES, mark)
        assert find(left, NAMES) == ()
        assert all(0 <= hit.start < hit.end <= len(text) for hit in taken)
        if not hits:
            assert left is text
            assert taken == ()


@LIMITS
@given(ANY_TEXT)
def test_what_is_left_stands_as_it_was(text):
    left, taken = redacted(text, NAMES, lambda _: "\0")
    ends = [0, *(hit.end for hit in taken)]
    starts = [*(hit.start for hit in taken), len(text)]
    kept = [text[start:end] for start, end in zip(ends, starts, strict=True)]
    if "[\u2026]" not in left:
        assert left == "\0".join(kept)


NAME_FORMS = st.sampled_from(
    [
        str,
        str.upper,
        str.lower,
        str.title,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: re.sub("[ -]", "", name),
        lambda name: re.sub("[ -]", ".", name),
        lambda name: re.sub("[ -]", "\u2019", name),
        lambda name: re.sub("[ -]", "\u00a0", name),
        "\u00ad".join,
        "\u200d".join,
        lambda name: "".join(f"&#x{ord(sign):x};" for sign in name),
        lambda name: "".join(f"%{ord(sign):02X}" for sign in name if sign.isascii()) or name,
        lambda name: ", ".join(reversed(name.split(" "))),
        lambda name: name.replace("e", "\u0435").replace("a", "\u0430").replace("K", "\u039a"),
        lambda name: "".join(
            chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name
        ),
        lambda name: re.sub("[aeiou]", lambda vowel: vowel[0] + "\u0301", name),
    ]
)


@LIMITS
@given(
    st.sampled_from([(0, "ZQX-Kim Secret-Canary"), (2, "\uae40\ube44\ubc00")]), NAME_FORMS, AROUND
)
def test_a_name_is_found_however_it_is_written(entry, form, before):
    ref, name = entry
    written = form(name)
    text = f"{before} {written} \u2026"
    hits = find(text, NAMES)
    assert [hit.ref for hit in hits] == [ref]
    assert (hits[0].start, hits[0].end) == (len(before) + 1, len(before) + 1 + len(written))
