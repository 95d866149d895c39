from __future__ import annotations

import pytest

from routes.compare import compare, corroborate, trunk
from routes.model import Claim, Source
from routes.resolve import resolve

SOURCES = {
    s.id: s
    for s in (
        Source("essay", publisher="Essay"),
        Source("paper", publisher="Paper", read_in="essay"),
        Source("daily", publisher="Daily", read_in="essay"),
        Source("official", title="an official", identity="anonymous", read_in="paper"),
        Source("other", title="another", identity="unidentified"),
    )
}


def counted(*claims: Claim):
    found = corroborate(claims, SOURCES)
    return found.origins, found.at_least, found.at_most


def test_four_outlets_repeating_one_official_are_one_origin():
    claims = [Claim(s, citing=("official",)) for s in ("essay", "paper", "daily", "other")]
    assert counted(*claims) == (("official",), 1, 1)
    assert len(corroborate(claims, SOURCES).reports) == 4


def test_named_origins_count_each():
    assert counted(Claim("paper"), Claim("daily")) == (("paper", "daily"), 2, 2)


def test_anonymous_origins_may_all_be_one():
    assert counted(Claim("paper", citing=("official",)), Claim("other")) == (
        ("official", "other"),
        1,
        2,
    )
    assert counted(Claim("daily"), Claim("other"))[1:] == (1, 2)


def test_the_document_that_others_were_read_in_adds_nothing_certain():
    assert counted(Claim("essay"), Claim("paper"))[1:] == (1, 2)
    assert counted(Claim("essay"))[1:] == (1, 1)


def test_denials_and_doubts_are_not_support():
    claims = (Claim("paper", "denies"), Claim("daily", "doubts"))
    assert counted(*claims) == ((), 0, 0)
    found = corroborate(claims, SOURCES)
    assert (found.denied_by, found.doubted_by) == (("paper",), ("daily",))


@pytest.mark.parametrize(
    ("paths", "shared"),
    [
        ([], ()),
        ([("a", "b")], ("a", "b")),
        ([("a", "b", "c"), ("a", "b", "d"), ("a", "b")], ("a", "b")),
        ([("a",), ("b",)], ()),
    ],
)
def test_trunk(paths, shared):
    assert trunk(paths) == shared


CASE = """
    version: 1
    title: A journey
    sources: {a: {publisher: A}}
    places: {west: West, middle: Middle, east: East, square: Squareland, far: Farland}
    legs:
      first: {from: west, to: middle, claims: [{source: a, says: so}]}
      to-east: {from: middle, to: east, claims: [{source: a, says: so}]}
      to-far: {from: middle, to: far, claims: [{source: a, says: so}]}
      maybe: {from: middle, to: square, status: hypothetical, claims: [{source: a, says: so}]}
      to-square: {from: west, to: square, claims: [{source: a, says: so}]}
    itineraries:
      east: {title: East, legs: [first, to-east]}
      far: {title: Far, legs: [first, to-far]}
      guess: {title: Guess, status: hypothetical, legs: [first, maybe]}
"""


def test_variants_part_where_their_legs_do(case_from, square_world):
    case = case_from(CASE)
    found = compare(case, resolve(case, square_world).places)
    assert found.compared == ("east", "far")
    assert found.trunk == ("first",)
    (divergence,) = found.divergences
    assert (divergence.place, divergence.after) == ("middle", "first")
    assert divergence.branches == {"to-east": ("east",), "to-far": ("far",)}
    assert found.shared == {"first": ("east", "far", "guess")}


def test_branches_contradict_each_other_and_the_trunk_nothing(case_from, square_world):
    case = case_from(CASE)
    found = compare(case, resolve(case, square_world).places).contradictions
    assert {(c.leg, c.other) for c in found} == {("to-east", "to-far"), ("to-far", "to-east")}
    assert "Farland" in next(c.reason for c in found if c.leg == "to-east")


def test_a_city_inside_the_country_that_another_names_does_not_contradict_it(
    case_from, square_world
):
    text = CASE.replace("{title: Far, legs: [first, to-far]}", "{title: S, legs: [to-square]}")
    text = text.replace("{title: East, legs: [first, to-east]}", "{title: M, legs: [first]}")
    case = case_from(text)
    assert compare(case, resolve(case, square_world).places).contradictions == ()
