"""What a claim means for a version: fits, speaks against, doubts, or says nothing."""

from __future__ import annotations

import pytest

from routes.compare import at_odds
from routes.consistency import consistency
from routes.resolve import resolve

HEAD = """
    version: 1
    title: A journey
    sources: {a: {publisher: A}, b: {publisher: B}}
    places: {west: West, middle: Middle, east: East, square: Squareland, far: Farland}
"""
LEGS = """
    legs:
      first: {from: west, to: middle, claims: [{source: a, says: so}]}
      to-east:
        from: middle
        to: east
        claims:
          - {source: a, says: so}
          - {source: b, stance: denies, says: never}
          - {source: b, stance: doubts, says: hardly}
      to-far: {from: middle, to: far, claims: [{source: b, says: so}]}
      maybe: {from: middle, to: square, status: hypothetical, claims: [{source: a, says: perhaps}]}
    itineraries:
      east: {title: East, legs: [first, to-east]}
      far: {title: Far, legs: [first, to-far], claims: [{source: b, says: far away}]}
      guess: {title: Guess, status: hypothetical, legs: [first, maybe]}
    events:
      seen: {title: Seen, at: middle, claims: [{source: a, says: seen}]}
      gone: {title: Gone, at: square, claims: [{source: a, stance: denies, says: not there}]}
"""


def weighed(case_from, world, legs=LEGS):
    case = case_from(HEAD + legs)
    places = resolve(case, world).places
    return case, places, consistency(case, at_odds(case, places))


def verdicts(rows, on, about, stance="asserts", closes=False):
    row = next(
        r for r in rows if (r.on, r.id, r.claim.stance, r.closes) == (on, about, stance, closes)
    )
    return " ".join(fit.verdict for fit in row.fits.values())


@pytest.mark.parametrize(
    ("on", "about", "stance", "expected"),
    [
        ("leg", "first", "asserts", "consistent consistent consistent"),
        ("leg", "to-east", "asserts", "consistent inconsistent silent"),
        ("leg", "to-east", "denies", "inconsistent silent silent"),
        ("leg", "to-east", "doubts", "doubted silent silent"),
        ("leg", "maybe", "asserts", "silent silent silent"),
        ("variant", "far", "asserts", "inconsistent consistent silent"),
        ("event", "seen", "asserts", "consistent consistent consistent"),
    ],
)
def test_each_kind_of_claim(case_from, square_world, on, about, stance, expected):
    _, _, rows = weighed(case_from, square_world)
    assert verdicts(rows, on, about, stance) == expected


def test_to_weigh_a_way_asserts_nothing_and_the_reason_says_so(case_from, square_world):
    _, _, rows = weighed(case_from, square_world)
    row = next(r for r in rows if r.id == "maybe")
    assert row.weighs
    assert "does not say that anybody took it" in (row.fits["guess"].reason or "")
    assert row.fits["east"].reason is None


def test_a_denial_of_an_event_decides_nothing_and_is_left_out(case_from, square_world):
    _, _, rows = weighed(case_from, square_world)
    assert [r.id for r in rows if r.on == "event"] == ["seen"]


def test_a_contradiction_says_where_the_version_goes_instead(case_from, square_world):
    _, _, rows = weighed(case_from, square_world)
    fit = next(r for r in rows if r.id == "to-far").fits["east"]
    assert fit.reason == "From Middle this version goes another way, to East."
    assert fit.leg == "to-east"


def test_a_city_in_the_country_that_a_version_names_is_no_contradiction(case_from, square_world):
    legs = """
    legs:
      to-middle: {from: west, to: middle, claims: [{source: a, says: so}]}
      to-square: {from: west, to: square, claims: [{source: b, says: so}]}
    itineraries:
      city: {title: City, legs: [to-middle]}
      country: {title: Country, legs: [to-square]}
    """
    case, places, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "leg", "to-middle") == "consistent silent"
    assert verdicts(rows, "leg", "to-square") == "silent consistent"
    assert at_odds(case, places) == {"city": (), "country": ()}


def test_a_leg_of_two_versions_is_not_in_the_way_where_one_of_them_fits(case_from, square_world):
    """East and then Farland rules out only East; the leg to Farland alone does not."""
    legs = """
    legs:
      start: {from: west, to: middle, claims: [{source: a, says: so}]}
      on: {from: middle, to: far, claims: [{source: b, says: so}]}
      back: {from: far, to: east, claims: [{source: b, says: so}]}
      elsewhere: {from: far, to: square, claims: [{source: b, says: so}]}
    itineraries:
      stays: {title: Stays, legs: [start, on]}
      returns: {title: Returns, legs: [start, on, back]}
      other: {title: Other, legs: [start, on, elsewhere]}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "leg", "on") == "consistent consistent consistent"
    assert verdicts(rows, "leg", "back") == "silent consistent inconsistent"


def test_who_says_that_a_way_was_closed_takes_it_to_have_been_one(case_from, square_world):
    legs = """
    legs:
      shut:
        from: west
        to: middle
        status: closed
        closed:
          since: 2024-01
          claims: [{source: a, says: shut}, {source: b, stance: denies, says: open}]
        claims: [{source: a, says: so}]
      free: {from: west, to: east, claims: [{source: b, says: so}]}
    itineraries:
      one: {title: One, legs: [shut]}
      two: {title: Two, legs: [free]}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "leg", "shut", closes=True) == "consistent silent"
    assert verdicts(rows, "leg", "shut", "denies", closes=True) == "inconsistent silent"


def test_a_claim_on_a_whole_fits_what_has_all_its_legs(case_from, square_world):
    legs = """
    legs:
      a1: {from: west, to: middle, claims: [{source: a, says: so}]}
      a2: {from: middle, to: far, claims: [{source: a, says: so}]}
    itineraries:
      short: {title: Short, legs: [a1], claims: [{source: b, says: that far}]}
      long: {title: Long, legs: [a1, a2], claims: [{source: a, stance: denies, says: no}]}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "variant", "short") == "consistent consistent"
    assert verdicts(rows, "variant", "long", "denies") == "silent inconsistent"
