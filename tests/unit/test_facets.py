"""What the legs of a case can be filtered by."""

from __future__ import annotations

import pytest

from routes import pipeline
from routes.webmap.facets import facets
from routes.webmap.spans import span

CASE = """
    version: 1
    title: A journey
    sources:
      essay: {title: The essay}
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


def test_who_says_that_a_way_is_closed_speaks_of_it_but_does_not_date_the_journey(atlas):
    told = facets(atlas)
    assert values_of(told, "shut", "source") == [["paper"], ["essay"]]
    when = atlas.case.legs["shut"].when
    assert [row["span"] for row in rows_of(told, "shut")] == [span(when), span(when)]
    assert values_of(told, "shut", "status") == [["closed"], ["closed"]]


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


def test_no_date_is_no_date(atlas):
    assert [row["span"] for row in rows_of(facets(atlas), "maybe")] == [None]
