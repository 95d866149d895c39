"""The answer for ten seconds, from the two real cases and from small ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routes import api
from routes.messages import Text
from routes.webmap.known import known, known_of, unknown_of
from tests.conftest import ROOT
from tests.unit.beside import beside


@pytest.fixture(scope="module")
def official():
    return api.build(ROOT / "data" / "cases" / "trade-official-2016.yaml")


@pytest.fixture(scope="module")
def closed_road():
    return api.build(ROOT / "data" / "cases" / "closed-road-2024.yaml")


def items(atlas, part):
    return next(k["items"] for k in known(atlas, beside(atlas)) if k["id"] == part)


def labels(atlas, part, beginning):
    item = next(i for i in items(atlas, part) if i["text"].startswith(beginning))
    return [link["label"] for link in item["links"]]


def test_what_all_versions_share_comes_with_how_well_it_is_founded(official):
    first = items(official, "known")[0]
    assert first["text"] == (
        "All 4 reported versions are drawn alike as far as St. Petersburg; "
        "that leg rests on 1 report (1 unidentified origin)."
    )
    assert first["about"] == {"kind": "leg", "id": "across-russia"}


def test_where_the_versions_part(official):
    first = items(official, "disputed")[0]
    assert first["text"] == (
        "4 versions part in St. Petersburg; as drawn, they cannot all be true."
    )
    assert first["about"] == {"kind": "place", "id": "st-petersburg"}
    labels = [link["label"] for link in first["links"]]
    assert labels[:2] == [
        "As drawn, “To Ukraine” does not go together with “To Belarus”.",
        "As drawn, “To Ukraine” does not go together with “Through Minsk to the West”.",
    ]
    assert len(labels) == 2 + 4


def test_who_says_ukraine_and_how_many_sources_there_are_for_minsk(official):
    told = labels(official, "disputed", "4 versions part")
    ukraine = next(text for text in told if text.startswith("To Ukraine"))
    assert "reports of early July 2016" in ukraine
    minsk = next(text for text in told if text.startswith("Through Minsk"))
    assert minsk.endswith("(1 report, 1 unidentified origin)")


def test_a_second_parting_that_is_no_dispute_is_told_as_none(official):
    second = next(i for i in items(official, "known") if "Pulkovo" in i["text"])
    assert second["text"] == (
        "2 versions go on differently from Pulkovo Airport; they may both be true."
    )
    assert [link["about"]["id"] for link in second["links"]] == ["belarus", "minsk-west"]


def test_questions_with_several_answers_are_counted(official, closed_road):
    text = next(i["text"] for i in items(official, "disputed") if "question" in i["text"])
    assert text == "4 questions are answered in more than one way."
    text = next(i["text"] for i in items(closed_road, "disputed") if "question" in i["text"])
    assert text == "2 questions are answered in more than one way."


def test_which_dates_are_our_reading(official):
    assert labels(official, "drawn", "3 of these lines are dated by us") == [
        "The drive to Pulkovo Airport",
        "A Belavia flight to Belarus",
        "The same flight, taken to end in Minsk",
    ]


def test_which_lines_are_guesses(official):
    assert labels(official, "drawn", "4 lines are our reading") == [
        "The drive to Pulkovo Airport",
        "A Belavia flight to Belarus",
        "The same flight, taken to end in Minsk",
        "To South Korea, by a way that nobody reports",
    ]
    assert len(labels(official, "drawn", "4 versions are only weighed")) == 4


def test_which_way_is_closed_and_since_when(closed_road):
    first = items(closed_road, "known")[0]
    assert first["text"].startswith(
        "Closed since January 2024 (year not certain): “By the broker's car”"
    )
    assert first["text"].endswith("according to Daily NK.")
    assert first["about"] == {"kind": "variant", "id": "by-car"}


def test_what_cannot_be_known_is_not_told_as_if_nothing_had_happened(official, closed_road):
    for atlas in (official, closed_road):
        last = items(atlas, "unknown")[-1]["text"]
        assert last == "What no report tells is not shown. It may have happened all the same."
        assert all(
            "nothing happened" not in i["text"]
            for k in known(atlas, beside(atlas))
            for i in k["items"]
        )


def test_everything_that_is_named_is_there(official, closed_road):
    for atlas in (official, closed_road):
        case = atlas.case
        there = {
            "leg": case.legs, "variant": case.itineraries, "place": atlas.places,
            "event": case.events, "dispute": case.disputes,
        }  # fmt: skip
        abouts = [i["about"] for k in known(atlas, beside(atlas)) for i in k["items"] if i["about"]]
        abouts += [
            n["about"] for k in known(atlas, beside(atlas)) for i in k["items"] for n in i["links"]
        ]
        assert abouts
        assert all(about["id"] in there[about["kind"]] for about in abouts)


def test_every_sentence_can_be_told_in_another_language(official):
    texts = [i["text"] for k in known(official, beside(official)) for i in k["items"]]
    texts += [s for v in official.case.itineraries for s in unknown_of(official, v)]
    texts += [s for v in official.case.itineraries for s in known_of(official, v)]
    assert all(isinstance(text, Text) for text in texts)


def test_of_each_version_what_is_known_and_what_is_not(official):
    assert known_of(official, "south-korea")[-1].endswith("1 report, 1 origin.")
    unknown = unknown_of(official, "south-korea")
    assert unknown[0].startswith("“To South Korea, by a way that nobody reports” is our reading.")
    assert "Where in South Korea: no report says." in unknown
    assert "As drawn, “To Ukraine” cannot be true together with it." in unknown_of(
        official, "belarus"
    )
    assert known_of(official, "finland") == [
        "It is weighed in 1 report; none says that anybody took it."
    ]
    assert unknown_of(official, "finland") == [
        "Whether anybody went this way: no source reports it."
    ]


def test_without_versions_nothing_is_said(official):
    none = replace(official, case=replace(official.case, itineraries={}))
    assert known(none, beside(none)) == []


def test_computed_lines_are_counted_by_paths_and_reaches(official, closed_road):
    # A reach and no path.
    texts = [i["text"] for i in items(closed_road, "drawn")]
    assert "1 line is computed; no source reports it." in texts
    assert not any(answer.paths for answer in closed_road.alternatives)
    computed = sum(len(a.paths) + (a.reach is not None) for a in official.alternatives)
    texts = [i["text"] for i in items(official, "drawn")]
    assert f"{computed} lines are computed; no source reports them." in texts
    none = [i["text"] for i in items(replace(official, alternatives=()), "drawn")]
    assert not any("computed" in text for text in none)
