"""What the legs of a case can be filtered by."""

from __future__ import annotations

import pytest

from routes import pipeline
from routes.webmap.dated import dates, is_dated
from routes.webmap.facets import facets
from routes.webmap.spans import since, span

CASE = """
    version: 1
    title: A journey
    sources:
      essay: {title: The essay, issued: 2016}
      paper: {publisher: Paper, read-in: essay}
      wire: {publisher: Wire, read-in: paper}
      voice: {title: a voice, identity: anonymous}
    places: {west: West, middle: Middle, east: East}
    legs:
      first:
        from: west
        to: middle
        by: rail
        when: 2016-07
        claims:
          - {source: wire, quote: he went, citing: voice, when: 2016-07-02, credibility: 2}
          - {source: paper, stance: denies, quote: he did not}
      second: {from: middle, to: east, basis: inferred, reason: why}
      maybe: {from: west, to: east, status: hypothetical, claims: [{source: essay, says: s}]}
      denied: {from: east, to: west, claims: [{source: essay, stance: denies, quote: never}]}
      shut:
        from: east
        to: middle
        when: 2023
        status: closed
        closed: {since: 2024-01, claims: [{source: essay, quote: shut}]}
        claims: [{source: paper, quote: open}]
      unused: {from: east, to: middle, by: sea, claims: [{source: essay, quote: unused}]}
    itineraries:
      one: {title: One, legs: [first, second], claims: [{source: essay, says: all of it}]}
      guess: {title: Guess, legs: [maybe]}
      not: {title: Not, legs: [denied]}
      closed: {title: Closed, legs: [shut]}
"""


@pytest.fixture
def atlas(case_from, square_world):
    return pipeline.build(case_from(CASE), gazetteer=square_world)


def rows_of(told, leg):
    return [row for row in told["rows"] if row["leg"] == leg]


def values_of(told, leg, facet):
    return [row["values"][facet] for row in rows_of(told, leg)]


def test_each_claim_on_a_leg_is_a_row_with_its_source_origin_and_rating(atlas):
    rows = rows_of(facets(atlas), "first")
    assert [(r["values"]["source"], r["values"]["origin"]) for r in rows] == [
        (["wire"], ["voice"]),
        (["paper"], ["paper"]),
    ]
    assert [r["values"]["credibility"] for r in rows] == [["2"], ["-"]]


def test_a_row_has_the_date_of_its_claim_else_that_of_its_leg(atlas):
    leg = atlas.case.legs["first"]
    rows = rows_of(facets(atlas), "first")
    assert [r["span"] for r in rows] == [span(leg.claims[0].when), span(leg.when)]


def test_a_claim_on_a_telling_counts_for_the_leg_on_which_it_rests(atlas):
    told = facets(atlas)
    assert atlas.comparison.telling["one"] == "second"
    assert values_of(told, "second", "source") == [["essay"]]


def test_who_says_that_a_way_is_closed_speaks_of_the_days_when_it_was(atlas):
    told = facets(atlas)
    assert values_of(told, "shut", "source") == [["paper"], ["essay"]]
    leg = atlas.case.legs["shut"]
    assert [row["span"] for row in rows_of(told, "shut")] == [
        span(leg.when),
        since(leg.closure.since),
    ]
    assert since(leg.closure.since)["end"] is None
    assert values_of(told, "shut", "status") == [["closed"], ["closed"]]


def test_a_claim_on_a_telling_or_a_closure_keeps_a_date_of_its_own(case_from, square_world):
    text = CASE.replace("says: all of it}", "says: all of it, when: 2016-09}")
    text = text.replace("quote: shut}", "quote: shut, when: 2024-02}")
    atlas = pipeline.build(case_from(text), gazetteer=square_world)
    told, case = facets(atlas), atlas.case
    assert rows_of(told, "second")[0]["span"] == span(case.itineraries["one"].claims[0].when)
    assert rows_of(told, "second")[0]["span"] is not None
    assert rows_of(told, "shut")[1]["span"] == since(case.legs["shut"].closure.claims[0].when)


def test_basis_tells_all_kinds_of_lines_apart(atlas):
    told = facets(atlas)
    legs = ("first", "second", "maybe", "denied")
    assert [values_of(told, leg, "basis")[0] for leg in legs] == [
        ["reported"],
        ["inferred"],
        ["hypothetical"],
        ["unasserted"],
    ]


def test_a_leg_without_a_claim_has_one_row_with_no_source(case_from, square_world):
    text = CASE.replace(", claims: [{source: essay, says: all of it}]", "")
    told = facets(pipeline.build(case_from(text), gazetteer=square_world))
    (row,) = rows_of(told, "second")
    assert {row["values"][f][0] for f in ("source", "origin", "credibility")} == {"-"}
    (source,) = [f for f in told["facets"] if f["id"] == "source"]
    assert source["options"][-1] == {"id": "-", "label": "no source"}


def test_options_are_those_that_occur_in_the_order_of_the_case(atlas):
    told = {facet["id"]: facet for facet in facets(atlas)["facets"]}
    assert [o["id"] for o in told["source"]["options"]] == ["essay", "paper", "wire"]
    assert [o["label"] for o in told["credibility"]["options"]] == ["2, probably true", "not rated"]
    assert [o["id"] for o in told["status"]["options"]] == ["open", "closed", "hypothetical"]


def test_a_leg_that_no_telling_uses_is_not_there_and_neither_is_a_facet_of_one_value(
    case_from, square_world
):
    told = facets(pipeline.build(case_from(CASE), gazetteer=square_world))
    assert rows_of(told, "unused") == []
    assert [o["id"] for f in told["facets"] if f["id"] == "mode" for o in f["options"]] == [
        "rail",
        "unknown",
    ]
    text = CASE.replace("by: rail", "by: unknown")
    told = facets(pipeline.build(case_from(text), gazetteer=square_world))
    assert "mode" not in [facet["id"] for facet in told["facets"]]


def test_every_value_of_a_row_can_be_chosen(atlas):
    told = facets(atlas)
    for facet in told["facets"]:
        offered = {option["id"] for option in facet["options"]}
        used = {value for row in told["rows"] for value in row["values"][facet["id"]]}
        assert used == offered


DATED = """
    version: 1
    title: A journey
    sources: {a: {publisher: A, issued: 2016}, b: {publisher: B, issued: 2016}}
    places: {west: West, middle: Middle, east: East}
    legs:
      first: {from: west, to: middle, claims: [{source: b, says: so}]}
      second:
        from: middle
        to: east
        claims:
          - {source: b, says: so}
          - {source: a, stance: denies, says: no, when: 2020-01}
      shut:
        from: east
        to: west
        when: 2016-12
        status: closed
        closed: {since: 2017, claims: [{source: a, says: shut}]}
    itineraries:
      one: {title: One, legs: [first, second]}
      back: {title: Back, legs: [shut]}
"""


def days_of(told, leg):
    """The days of a leg, as the page takes them: without those of its closure."""
    spans = [row["span"] for row in rows_of(told, leg)]
    return [each for each in spans if each is not None and "firm" not in each]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("", []),
        (", claims: [{source: a, says: went}]", []),
        (", claims: [{source: a, says: went, when: 2016-07}]", ["2016-07"]),
        (
            ", claims: [{source: a, says: went, when: 2016-07},"
            " {source: b, says: went, when: 2016-09}]",
            ["2016-07", "2016-09"],
        ),
        (", claims: [{source: a, stance: doubts, says: hardly, when: 2016-07}]", []),
    ],
)
def test_filters_time_and_sentences_agree_on_what_is_undated(
    case_from, square_world, whole, expected
):
    text = DATED.replace("legs: [first, second]", f"legs: [first, second]{whole}")
    atlas = pipeline.build(case_from(text), gazetteer=square_world)
    told, legs = facets(atlas), atlas.case.legs
    for leg in legs.values():
        assert bool(days_of(told, leg.id)) is is_dated(atlas, leg)
    first, second = legs["first"], legs["second"]
    assert [when.edtf for when in dates(atlas, first)] == expected
    assert days_of(told, "first") == [span(when) for when in dates(atlas, first)]
    by_b = [r["span"] for r in rows_of(told, "second") if r["values"]["source"] == ["b"]]
    assert all(span(when) in by_b for when in dates(atlas, second))


def test_who_denies_a_leg_is_found_by_the_days_of_the_leg(case_from, square_world):
    text = DATED.replace("to: east\n", "to: east\n        when: 2016-08\n", 1)
    atlas = pipeline.build(case_from(text), gazetteer=square_world)
    august = span(atlas.case.legs["second"].when)
    assert [row["span"] for row in rows_of(facets(atlas), "second")] == [august, august]


def test_a_closed_leg_that_nobody_reports_keeps_its_own_date(case_from, square_world):
    atlas = pipeline.build(case_from(DATED), gazetteer=square_world)
    leg = atlas.case.legs["shut"]
    rows = [(r["values"]["source"], r["span"]) for r in rows_of(facets(atlas), "shut")]
    assert rows == [(["-"], span(leg.when)), (["a"], since(leg.closure.since))]


def test_no_date_is_no_date(atlas):
    assert [row["span"] for row in rows_of(facets(atlas), "maybe")] == [None]


EVENTS = """
    events:
      arrest:
        title: An arrest
        at: middle
        claims: [{source: voice, quote: caught, credibility: 4}]
      silence: {title: A silence, at: east}
"""


def test_who_speaks_of_nothing_but_an_event_can_be_chosen(case_from, square_world, atlas):
    told = facets(pipeline.build(case_from(CASE + EVENTS), gazetteer=square_world))
    offered = {f["id"]: [o["id"] for o in f["options"]] for f in told["facets"]}
    assert offered["source"] == ["essay", "paper", "wire", "voice", "-"]
    assert offered["origin"][-1] == "-"
    assert offered["credibility"] == ["2", "4", "-"]
    before = facets(atlas)
    assert told["rows"] == before["rows"]
    same = {"mode", "basis", "status"}
    assert [f for f in told["facets"] if f["id"] in same] == [
        f for f in before["facets"] if f["id"] in same
    ]
