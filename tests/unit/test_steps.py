from __future__ import annotations

from dataclasses import replace

import pytest

from routes.messages import Text
from routes.pipeline import build
from routes.webmap.steps import steps

HEAD = """
    version: 1
    title: T
    language: en
    sources:
      a: {publisher: A, issued: 2016}
    places:
      west: West
      middle: Middle
      east: East
      far: {name: Farland, within: Farland}
      square: {name: Squareland, within: Squareland}
    legs:
      first: {from: west, to: middle, by: rail, claims: [{source: a, says: so}]}
      to-east: {from: middle, to: east, claims: [{source: a, says: so}]}
      again: {from: middle, to: east, by: foot, claims: [{source: a, says: so}]}
      on: {from: east, to: far, claims: [{source: a, says: so}]}
      maybe: {from: middle, to: square, status: hypothetical, claims: [{source: a, says: so}]}
      back: {from: middle, to: west, claims: [{source: a, says: so}]}
    itineraries:
"""
MODES = {"rail": "by rail", "foot": "on foot", "unknown": "by unknown means"}


@pytest.fixture
def told(case_from, square_world):
    """The steps of a case whose versions are given as names and legs."""

    def tell(**versions: str):
        lines = [
            f"      {name}: {{title: {name}, legs: [{legs}]}}" for name, legs in versions.items()
        ]
        atlas = build(case_from(HEAD + "\n".join(lines) + "\n"), gazetteer=square_world)
        return {step["id"]: step for step in steps(atlas, MODES)}

    return tell


def test_versions_that_begin_alike_share_their_steps(told):
    found = told(one="first, to-east", two="first, back")
    assert list(found) == ["first", "to-east", "back"]
    assert found["first"]["next"] == ["to-east", "back"]
    assert found["first"]["variants"] == ["one", "two"]
    assert found["first"]["ends"] == []
    assert found["to-east"]["previous"] == "first"
    assert found["to-east"]["ends"] == ["one"]


def test_what_is_reported_comes_before_what_was_only_weighed(told):
    found = told(guess="first, maybe", told="first, to-east", other="back")
    assert list(found) == ["first", "to-east", "maybe", "back"]
    assert found["first"]["variants"] == ["told", "guess"]
    assert [s["id"] for s in found.values() if s["previous"] is None] == ["first", "back"]


def test_a_version_may_end_where_another_goes_on(told):
    found = told(short="first", long="first, to-east")
    assert (found["first"]["ends"], found["first"]["next"]) == (["short"], ["to-east"])
    assert found["first"]["parting"] is None


def test_the_same_leg_after_other_ones_is_another_step_with_an_id_of_its_own(told):
    found = told(one="first, to-east, on", two="first, again, on", three="on")
    assert list(found) == ["first", "to-east", "to-east/on", "again", "again/on", "/on"]
    assert [found[i]["leg"] for i in ("to-east/on", "again/on", "/on")] == ["on"] * 3
    assert found["again"]["next"] == ["again/on"]


def test_ids_stay_when_a_version_is_put_before_the_others(told):
    before = told(one="first, to-east", two="first, back")
    after = told(new="again, on", one="first, to-east", two="first, back")
    assert set(before) < set(after)


def test_a_leg_that_is_taken_twice_is_two_steps(told):
    found = told(round="first, back, first")
    assert list(found) == ["/first", "back", "back/first"]
    assert found["back/first"]["ends"] == ["round"]


def test_a_step_names_where_it_leads(told):
    found = told(one="first, to-east, on")
    assert [step["to"] for step in found.values()] == ["Middle", "East", "Farland"]


def test_a_step_says_its_ends_its_mode_and_who_takes_it(told):
    found = told(one="first, to-east", two="first, back", three="again")
    assert found["first"]["sentence"] == "From West to Middle, by rail; 2 of 3 versions"
    assert found["back"]["sentence"] == "From Middle to West, by unknown means; 1 of 3 versions"
    only = told(one="first")
    assert only["first"]["sentence"] == "From West to Middle, by rail; 1 of 1 version"


def test_it_says_where_the_versions_part(told):
    found = told(one="first, to-east", two="first, back", three="first, maybe")
    parting = "From here the versions part, towards East, West and Squareland."
    assert found["first"]["parting"] == parting
    same = told(one="first, to-east", two="first, again")
    parting = "From here the versions part, by different ways to East."
    assert same["first"]["parting"] == parting


CLOSED = "status: closed, closed: {since: 2024-01, claims: [{source: a, says: shut}]}"


def closures_told(case_from, world, versions, head=HEAD):
    atlas = build(case_from(head + versions), gazetteer=world)
    return {step["id"]: step["closed"] for step in steps(atlas, MODES)}


def test_a_step_tells_that_a_version_of_it_is_closed_as_a_whole(case_from, square_world):
    found = closures_told(
        case_from,
        square_world,
        f"""
      one: {{title: One, legs: [first, to-east], {CLOSED}}}
      two: {{title: Two, legs: [first, back]}}
""",
    )
    whole = "Closed since January 2024: “One”, according to A."
    assert found == {"first": [whole], "to-east": [whole], "back": []}


def test_a_leg_that_is_closed_with_every_version_of_it_is_not_told_twice(case_from, square_world):
    head = HEAD.replace("first: {from: west,", f"first: {{from: west, {CLOSED},")
    both = f"      one: {{title: One, legs: [first], {CLOSED}}}\n"
    whole = "Closed since January 2024: “One”, according to A."
    leg = "Closed since January 2024: “West to Middle”, according to A."
    assert closures_told(case_from, square_world, both, head)["first"] == [whole]
    open_too = both + "      two: {title: Two, legs: [first, back]}\n"
    assert closures_told(case_from, square_world, open_too, head)["first"] == [leg, whole]
    later = both.replace("2024-01", "2024-03")
    assert closures_told(case_from, square_world, later, head)["first"] == [
        leg,
        "Closed since March 2024: “One”, according to A.",
    ]
    alone = "      one: {title: One, legs: [first]}\n"
    assert closures_told(case_from, square_world, alone, head)["first"] == [leg]


def test_the_sentences_can_be_told_in_another_language(told):
    found = told(one="first, to-east", two="first, back")
    assert isinstance(found["first"]["sentence"], Text)
    assert isinstance(found["first"]["parting"], Text)


def test_a_case_without_versions_has_no_steps(case_from, square_world):
    text = HEAD + "      one: {title: One, legs: [first]}\n"
    atlas = build(case_from(text), gazetteer=square_world)
    assert steps(replace(atlas, case=replace(atlas.case, itineraries={})), MODES) == []
