"""What the page says beside the map, and what it leaves to `routes check`."""

from __future__ import annotations

import pytest

from routes import pipeline
from routes.errors import GeocoderError
from routes.messages import Text
from routes.webmap.compose import compose
from routes.webmap.notices import in_use, notices
from tests.conftest import FakeGazetteer, candidate

CASE = """
    version: 1
    title: A journey
    sources: {a: {publisher: A, issued: 2016}}
    places: {west: West, middle: Middle}
    legs:
      go: {from: west, to: middle, claims: [{source: a, says: so}]}
    itineraries: {one: {title: One, legs: [go]}}
"""


def told(case, world):
    return compose(pipeline.build(case, gazetteer=world))


def messages(case, world):
    """What the page says beside the map: the same as the notices, each of which can be told."""
    found = notices(in_use(pipeline.build(case, gazetteer=world)))
    assert all(isinstance(message, Text) for message in found)
    assert [f["message"] for f in told(case, world)["findings"]] == found
    return found


def changed(*pairs):
    text = CASE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_what_is_odd_about_the_file_is_not_told_to_readers(case_from, square_world):
    text = changed(
        ("middle: Middle}", "middle: Middle, spare: East, twin: Middle}"),
        ("claims: [{source: a, says: so}]", "claims: [{source: a, says: no, stance: denies}]"),
    )
    text += "    events: {seen: {title: Seen, at: twin}}\n"
    case = case_from(text)
    codes = {f.code for f in pipeline.build(case, gazetteer=square_world).findings}
    assert codes >= {"unused-place", "unsupported-leg", "unsupported-event", "same-point"}
    assert messages(case, square_world) == []


def test_a_place_that_nothing_names_is_not_on_the_map(case_from, square_world):
    text = changed(("middle: Middle}", "middle: Middle, spare: East, stray: Q}"))
    case = case_from(text)
    payload = told(case, square_world)
    assert [place["id"] for place in payload["places"]] == ["west", "middle"]
    assert messages(case, square_world) == []
    assert payload["view"]["fit"] == told(case_from(CASE), square_world)["view"]["fit"]


@pytest.mark.parametrize(
    "more",
    [
        "events: {seen: {title: Seen, at: spare, claims: [{source: a, says: so}]}}",
        "checks: [{closer: west, than: spare, to: middle}]",
        "checks: [{closer: spare, than: west, to: middle}]",
        "checks: [{closer: west, than: middle, to: spare}]",
        "alternatives: [{from: spare, to: west, by: road}]",
        "alternatives: [{from: west, to: spare, by: road}]",
        "alternatives: [{from: west, to: middle, via: spare, by: road}]",
    ],
)
def test_what_names_a_place_puts_it_on_the_map(case_from, square_world, more):
    text = changed(("middle: Middle}", "middle: Middle, spare: East}")) + f"    {more}\n"
    payload = told(case_from(text), square_world)
    assert "spare" in [place["id"] for place in payload["places"]]


def test_a_leg_without_a_line_and_a_place_that_is_not_there_say_why(case_from, square_world):
    text = changed(
        ("middle: Middle}", "middle: Middle, lost: Q, gone: R, square: Squareland, far: Farland}"),
        (
            "    itineraries: {one: {title: One, legs: [go]}}",
            "      off: {from: middle, to: lost, claims: [{source: a, says: so}]}\n"
            "      vague: {from: square, to: far, claims: [{source: a, says: so}]}\n"
            "    itineraries: {one: {title: One, legs: [go, off]}, v: {title: V, legs: [vague]}}\n"
            "    events: {seen: {title: Seen, at: gone, claims: [{source: a, says: so}]}}",
        ),
    )
    assert messages(case_from(text), square_world) == [
        "Middle to Q: Not drawn: no place was found for Q.",
        "Squareland to Farland: Not drawn: both ends are areas.",
        "Not drawn: no place was found for R.",
    ]


def test_it_is_told_apart_whether_nothing_was_found_or_it_is_not_sure(case_from):
    many = [candidate("Middle", lon, 0, country=code) for lon, code in ((40, "AA"), (-60, "BB"))]
    world = FakeGazetteer({"West": [candidate("West", 0, 0)], "Middle": many})
    assert messages(case_from(CASE), world) == [
        "West to Middle: Not drawn: it is not sure which place is meant by Middle."
    ]


class Silent(FakeGazetteer):
    """Does not answer for one name."""

    def lookup(self, query, **asked):
        if query == "Middle":
            raise GeocoderError("fake", "no answer")
        return super().lookup(query, **asked)


def test_a_service_that_did_not_answer_has_not_found_nothing(case_from):
    world = Silent({"West": [candidate("West", 0, 0)]})
    assert messages(case_from(CASE), world) == [
        "West to Middle: Not drawn: Middle could not be looked up."
    ]


def test_what_is_to_be_known_of_an_area_is_told_once(case_from, bundled):
    text = changed(
        ("west: West, middle: Middle", "west: {name: Kyiv, country: UA}, middle: Ukraine, "
         "other: {name: the steppe, within: Ukraine}"),
        ("to: middle", "to: middle, by: road"),
    )  # fmt: skip
    text += "    events: {seen: {title: Seen, at: other, claims: [{source: a, says: so}]}}\n"
    (only,) = messages(case_from(text), bundled)
    assert only.startswith("Ukraine: With Crimea and Sevastopol, held by Russia since 2014 ")
