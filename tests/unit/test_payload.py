"""From an atlas to what the page is told."""

from __future__ import annotations

import json

import pytest

from routes import consistency, pipeline
from routes.webmap.coding import unpack
from routes.webmap.compose import compose

CASE = """
    version: 1
    title: A journey
    question: Where to?
    sources:
      essay: {title: The essay, publisher: Review, reliability: B, issued: 2016-09-12}
      paper: {publisher: Paper, language: ko, read-in: essay}
      wire: {publisher: Wire, read-in: paper}
      voice: {title: a voice, identity: anonymous}
    places:
      west: West
      middle: Middle
      east: East
      square: Squareland
      far: Farland
      lost: Nowhere
    legs:
      first:
        from: west
        to: middle
        by: rail
        when: 2016-07
        claims:
          - {source: wire, quote: he went, citing: voice, when: 2016-07-02, credibility: 2}
      second: {from: middle, to: east, claims: [{source: paper, quote: on he went}]}
      third:
        {from: middle, to: far, basis: inferred, reason: why, claims: [{source: essay, says: s}]}
      denied: {from: west, to: east, claims: [{source: essay, stance: denies, quote: he did not}]}
      maybe: {from: west, to: far, status: hypothetical, claims: [{source: essay, says: perhaps}]}
      gone: {from: west, to: lost, claims: [{source: paper, quote: a lost quote}]}
      back: {from: middle, to: west, claims: [{source: paper, says: and back}]}
      shut:
        from: west
        to: square
        status: closed
        closed: {since: ../2024-01, claims: [{source: essay, quote: shut}]}
        claims: [{source: essay, quote: open}]
    itineraries:
      one: {title: One, legs: [first, second], claims: [{source: essay, says: all of it}]}
      two: {title: Two, legs: [first, third]}
      not: {title: Not, legs: [denied]}
      guess: {title: Guess, legs: [maybe]}
      lost: {title: Lost, legs: [gone]}
      round: {title: Round, legs: [first, back, first]}
      closed: {title: Closed, legs: [shut]}
    events:
      stay: {title: A stay, at: middle, when: 2016-07~, claims: [{source: paper, quote: he stayed}]}
    disputes:
      rank: {question: Rank?, positions: [{says: high, claims: [{source: paper, quote: high}]}]}
    checks: [{source: essay, quote: is nearer, closer: middle, than: east, to: west, note: a note}]
    notes: [A note.]
"""


@pytest.fixture
def told(case_from, square_world):
    return compose(pipeline.build(case_from(CASE), gazetteer=square_world))


def by_id(items):
    return {item["id"]: item for item in items}


def test_it_is_json_of_the_same_bytes_twice(told, case_from, square_world):
    again = compose(pipeline.build(case_from(CASE), gazetteer=square_world))
    assert json.dumps(told, allow_nan=False) == json.dumps(again, allow_nan=False)


def test_a_claim_is_in_the_words_of_the_document_that_was_read(told):
    (claim,) = by_id(told["legs"])["first"]["claims"]
    assert claim["words_of"] == "Review"
    assert claim["chain"] == ["Wire", "a voice"]
    assert claim["when"] == "2 July 2016"
    assert (claim["credibility"], claim["credibility_label"]) == (2, "probably true")


def test_grammars_tell_what_kind_of_line_it_is(told):
    legs = by_id(told["legs"])
    assert [legs[i]["grammar"] for i in ("first", "third", "maybe", "denied")] == [
        "reported",
        "inferred",
        "hypothetical",
        "unasserted",
    ]
    assert {leg["grammar"] for leg in told["legs"]} <= {g["id"] for g in told["grammars"]}
    assert {leg["mode"] for leg in told["legs"]} <= {m["id"] for m in told["modes"]}


def test_a_leg_that_could_not_be_drawn_keeps_its_evidence(told):
    gone = by_id(told["legs"])["gone"]
    assert unpack(gone["parts"], told["scales"]["parts"]) == []
    assert gone["claims"][0]["quote"] == "a lost quote"
    lost = by_id(told["variants"])["lost"]
    assert (lost["legs"], lost["missing"]) == (["gone"], ["West to Nowhere"])
    assert all(set(f) == {"message"} for f in told["findings"])
    messages = [f["message"] for f in told["findings"]]
    assert "West to Nowhere: Not drawn: no place was found for Nowhere." in messages
    assert not any(path in m for m in messages for path in ("legs.", "places.", "events."))


def test_variants_are_told_apart_and_a_round_trip_uses_a_leg_once(told):
    variants = by_id(told["variants"])
    assert variants["guess"]["kind"] == "hypothetical"
    assert variants["one"]["kind"] == "reported"
    assert variants["one"]["telling"] == "second"
    assert all(
        v["id"] in variants[other]["at_odds"] for v in told["variants"] for other in v["at_odds"]
    )
    assert any(v["at_odds"] for v in told["variants"])
    assert by_id(told["legs"])["first"]["variants"] == ["one", "two", "round"]
    reported = [v["colour"] for v in told["variants"] if v["kind"] == "reported"]
    assert len(set(reported)) == len(reported)


def test_closures_are_worded_from_their_dates(told):
    assert by_id(told["legs"])["shut"]["closed"] == "Closed by January 2024 at the latest"
    assert by_id(told["legs"])["shut"]["closed_claims"][0]["quote"] == "shut"


def test_fading_lines_name_their_vague_end(told):
    third = by_id(told["legs"])["third"]
    assert (third["fades"], third["fades_at"], third["length_m"]) == (True, "end", None)
    assert by_id(told["places"])["far"]["point"] is None
    assert by_id(told["places"])["far"]["area"]
    assert {place["sure"] for place in told["places"]} == {"sure"}


def test_divergences_name_place_and_versions(told):
    sentences = [d["sentence"] for d in told["divergences"]]
    assert any(
        s.startswith(
            "These versions go 4 ways already from West: Middle (“One”, “Two” and “Round”), "
            "East (“Not”), "
        )
        for s in sentences
    )
    assert (
        "These versions are drawn alike as far as Middle. From there they go 3 ways: East (“One”), "
        "Farland (“Two”) and West (“Round”)."
    ) in sentences


def test_checks_keep_quote_and_note(told):
    (check,) = told["checks"]
    assert (check["holds"], check["quote"], check["note"]) == (True, "is nearer", "a note")


def test_sources_are_numbered_in_file_order_and_do_not_repeat_themselves(told):
    first, second = told["sources"][:2]
    assert (first["number"], first["title"], first["publisher"]) == (1, "The essay", "Review")
    assert (second["label"], second["title"], second["publisher"]) == ("Paper", None, None)
    assert first["reliability_label"] == "usually reliable"


def test_the_first_view_shows_every_line(told):
    shown = told["view"]["fit"]
    assert [0, 0] in shown
    assert [20, 0] in shown
    assert max(lon for lon, _ in shown) > 37


def test_claims_are_weighed_once_for_all_that_tells_of_them(case_from, square_world, monkeypatch):
    weighed = []
    rows = consistency._Scales.rows
    monkeypatch.setattr(
        consistency._Scales, "rows", lambda self: (weighed.append(self), rows(self))[1]
    )
    compose(pipeline.build(case_from(CASE), gazetteer=square_world))
    assert len(weighed) == 1


TOWN = """
    version: 1
    title: A walk
    sources: {{one: {{title: One, issued: 2016}}}}
    places:
      door: {{name: The door, lon: 27.56, lat: 53.902, radius-m: {radius}, precision: site,
             publish: site, because: a shop}}
      cafe: {{name: The cafe, lon: 27.568, lat: 53.905, radius-m: {radius}, precision: site,
             publish: site, because: a shop}}
      west: West
    legs:
      far: {{from: west, to: door, by: air, claims: [{{source: one, quote: flew}}]}}
      walk: {{from: door, to: cafe, by: foot, claims: [{{source: one, quote: walked}}]}}
    itineraries: {{one: {{title: One, legs: [far, walk]}}}}
"""


@pytest.mark.parametrize(("radius", "zoom"), [(30, 16.0), (2_000, 14.3), (300_000, 9.0)])
def test_the_map_goes_as_near_as_its_shortest_leg_and_what_is_known_of_its_ends(
    case_from, square_world, radius, zoom
):
    case = case_from(TOWN.format(radius=radius))
    told = compose(pipeline.build(case, gazetteer=square_world))
    assert told["view"]["max_zoom"] == pytest.approx(zoom, abs=0.1)


def test_areas_take_no_map_nearer_than_their_outlines_bear(told):
    assert told["view"]["max_zoom"] == 9.0
