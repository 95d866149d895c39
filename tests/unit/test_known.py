"""The answer for ten seconds, from the two real cases and from small ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routes import api
from routes.messages import Text
from routes.webmap.known import known, known_of, unknown_of
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def official():
    return api.build(ROOT / "data" / "cases" / "trade-official-2016.yaml")


@pytest.fixture(scope="module")
def closed_road():
    return api.build(ROOT / "data" / "cases" / "closed-road-2024.yaml")


def items(atlas, part):
    return next(k["items"] for k in known(atlas) if k["id"] == part)


def labels(atlas, part, beginning):
    item = next(i for i in items(atlas, part) if i["text"].startswith(beginning))
    return [link["label"] for link in item["links"]]


def test_what_all_versions_share_comes_with_how_well_it_is_founded(official):
    first = items(official, "known")[0]
    assert first["text"] == (
        "All 4 reported versions agree as far as St. Petersburg: 1 report, 1 unidentified origin."
    )
    assert first["about"] == {"kind": "leg", "id": "across-russia"}


def test_where_the_versions_part(official):
    first = items(official, "disputed")[0]
    assert first["text"] == "4 versions part in St. Petersburg."
    assert first["about"] == {"kind": "place", "id": "st-petersburg"}
    assert len(first["links"]) == 4


def test_who_says_ukraine_and_how_many_sources_there_are_for_minsk(official):
    told = labels(official, "disputed", "4 versions part")
    ukraine = next(text for text in told if text.startswith("To Ukraine"))
    assert "reports of early July 2016" in ukraine
    minsk = next(text for text in told if "Minsk" in text)
    assert minsk.endswith("(1 report, 1 unidentified origin)")


def test_which_lines_are_guesses(official):
    assert labels(official, "drawn", "3 lines are our reading") == [
        "The drive to Pulkovo Airport",
        "The same flight, taken to end in Minsk",
        "To South Korea, by a way that nobody reports",
    ]
    assert len(labels(official, "drawn", "4 versions are only weighed")) == 4


def test_which_way_is_closed_and_since_when(closed_road):
    first = items(closed_road, "known")[0]
    assert first["text"].startswith("Closed since January 2024 (uncertain): “By the broker's car”")
    assert first["text"].endswith("according to Daily NK.")
    assert first["about"] == {"kind": "variant", "id": "by-car"}


def test_what_cannot_be_known_is_not_told_as_if_nothing_had_happened(official, closed_road):
    for atlas in (official, closed_road):
        last = items(atlas, "unknown")[-1]["text"]
        assert last == "What no report tells is not shown. It may have happened all the same."
        assert all("nothing happened" not in i["text"] for k in known(atlas) for i in k["items"])


def test_everything_that_is_named_is_there(official, closed_road):
    for atlas in (official, closed_road):
        case = atlas.case
        there = {
            "leg": case.legs, "variant": case.itineraries, "place": atlas.places,
            "event": case.events, "dispute": case.disputes,
        }  # fmt: skip
        abouts = [i["about"] for k in known(atlas) for i in k["items"] if i["about"]]
        abouts += [n["about"] for k in known(atlas) for i in k["items"] for n in i["links"]]
        assert abouts
        assert all(about["id"] in there[about["kind"]] for about in abouts)


def test_every_sentence_can_be_told_in_another_language(official):
    texts = [i["text"] for k in known(official) for i in k["items"]]
    texts += [s for v in official.case.itineraries for s in unknown_of(official, v)]
    texts += [s for v in official.case.itineraries for s in known_of(official, v)]
    assert all(isinstance(text, Text) for text in texts)


def test_of_each_version_what_is_known_and_what_is_not(official):
    assert known_of(official, "south-korea")[-1].endswith("1 report, 1 origin.")
    unknown = unknown_of(official, "south-korea")
    assert unknown[0].startswith("“To South Korea, by a way that nobody reports” is our reading.")
    assert "Where in South Korea: no report says." in unknown
    assert "“To Ukraine” does not fit with it." in unknown_of(official, "belarus")
    assert known_of(official, "finland") == [
        "It is weighed in 1 report; none says that anybody took it."
    ]
    assert unknown_of(official, "finland") == [
        "Whether anybody went this way: no source reports it."
    ]


HEAD = """
    version: 1
    title: A journey
    sources: {a: {publisher: A}, b: {publisher: B}}
    places: {west: West, middle: Middle, east: East}
"""


def test_what_somebody_denies_is_not_known_but_disputed(case_from, square_world):
    text = """
    legs:
      first:
        from: west
        to: middle
        claims: [{source: a, says: so}, {source: b, stance: denies, says: no}]
      on: {from: middle, to: east, claims: [{source: a, says: so}]}
      back: {from: middle, to: west, claims: [{source: b, says: so}]}
    itineraries: {one: {title: One, legs: [first, on]}, two: {title: Two, legs: [first, back]}}
    """
    atlas = api.build(case_from(HEAD + text), gazetteer=square_world)
    assert items(atlas, "known")[0]["text"] == (
        "2 versions are reported; they share no undisputed beginning."
    )
    assert "“West to Middle” is denied by B." in [i["text"] for i in items(atlas, "disputed")]


def test_a_case_without_contradiction_says_that_this_proves_nothing(case_from, square_world):
    text = """
    legs: {first: {from: west, to: middle, claims: [{source: a, says: so}]}}
    itineraries: {one: {title: One, legs: [first]}}
    """
    atlas = api.build(case_from(HEAD + text), gazetteer=square_world)
    (only,) = items(atlas, "disputed")
    assert only["text"] == "No report here contradicts another. That does not prove them right."


def test_without_versions_nothing_is_said(official):
    none = replace(official.case, itineraries={})
    assert known(replace(official, case=none)) == []
