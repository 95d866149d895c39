"""What a claim means for a version: fits, speaks against, doubts, or says nothing."""

from __future__ import annotations

import pytest

from routes.compare import at_odds
from routes.consistency import consistency
from routes.resolve import resolve

HEAD = """
    version: 1
    title: A journey
    sources: {a: {publisher: A, issued: 2016}, b: {publisher: B, issued: 2016}}
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
    return case, places, consistency(case, at_odds(case, places), places)


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


@pytest.mark.parametrize(
    ("when", "verdict", "deduced"),
    [
        ("", "silent", False),
        ("when: 2023-12, ", "consistent", False),
        ("when: 2023-12?, ", "silent", False),
        ("when: 2023-12-31, ", "consistent", False),
        ("when: 2024-01-01, ", "silent", False),
        ("when: 2024-01, ", "silent", False),
        ("when: ../2024-01, ", "consistent", False),
        ("when: ../2024-01-15, ", "silent", False),
        ("when: ../2023-12, ", "consistent", False),
        ("when: 2023/2024, ", "silent", False),
        ("when: 2024-02, ", "inconsistent", True),
        ("when: 2024-02/.., ", "inconsistent", True),
        ("when: 2024-02~, ", "silent", False),
        ("when: 2024-02?, ", "silent", False),
        ("when: 2024?-02, ", "silent", False),
    ],
)
def test_a_way_can_be_taken_before_it_was_closed_and_not_after(
    case_from, square_world, when, verdict, deduced
):
    legs = f"""
    legs:
      shut:
        {{from: west, to: middle, {when}status: closed,
         closed: {{since: 2024-01, claims: [{{source: a, says: shut}}]}},
         claims: [{{source: a, says: so}}]}}
      free: {{from: middle, to: east, when: 2023-06, claims: [{{source: b, says: so}}]}}
    itineraries:
      one:
        {{title: One, legs: [shut, free], status: closed,
         closed: {{since: 2024-01, claims: [{{source: b, says: all shut}}]}}}}
      two: {{title: Two, legs: [free]}}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    on_leg, on_whole = [row for row in rows if row.closes]
    assert (on_leg.on, on_whole.on) == ("leg", "variant")
    for row in (on_leg, on_whole):
        assert row.fits["two"].reason is None
        found = row.fits["one"]
        assert (found.verdict, found.deduced) == (verdict, deduced)
        assert found.reason
    assert on_whole.fits["one"].leg == ("shut" if deduced else "free")


@pytest.mark.parametrize(
    ("when", "since", "verdict"),
    [
        ("2024-03", "2024?-01", "silent"),
        ("2023-12", "2024?-01", "silent"),
        ("../2024?-01", "2024?-01", "consistent"),
        ("../2024-01", "2024?-01", "silent"),
        ("2016-12-20", "2016", "silent"),
        ("2015-12-31", "2016", "consistent"),
        ("2016-03", "../2016-07", "silent"),
        ("2016-03", "2016-07/..", "consistent"),
    ],
)
def test_dates_in_doubt_do_not_tell_which_came_first(case_from, square_world, when, since, verdict):
    legs = f"""
    legs:
      shut:
        {{from: west, to: middle, when: {when}, status: closed, claims: [{{source: a, says: so}}],
         closed: {{since: {since}, claims: [{{source: a, says: shut}}]}}}}
    itineraries: {{one: {{title: One, legs: [shut]}}}}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "leg", "shut", closes=True) == verdict


def test_the_date_of_a_claim_on_a_closure_goes_before_that_of_the_closure(case_from, square_world):
    legs = """
    legs:
      shut:
        {from: west, to: middle, when: 2024-02, status: closed, claims: [{source: a, says: so}],
         closed: {since: 2024-01, claims: [{source: a, says: shut, when: 2024-03}]}}
    itineraries: {one: {title: One, legs: [shut]}}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "leg", "shut", closes=True) == "consistent"


def test_who_denies_that_a_way_was_closed_says_nothing_of_the_journey(case_from, square_world):
    legs = """
    legs:
      shut:
        from: west
        to: middle
        when: 2023-12
        status: closed
        closed:
          since: 2024-01
          claims:
            - {source: a, says: shut}
            - {source: b, stance: denies, says: open}
            - {source: b, stance: doubts, says: hardly}
        claims: [{source: a, says: so}]
      free: {from: west, to: east, claims: [{source: b, says: so}]}
    itineraries:
      one: {title: One, legs: [shut]}
      two: {title: Two, legs: [free]}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "leg", "shut", closes=True) == "consistent silent"
    assert verdicts(rows, "leg", "shut", "denies", closes=True) == "silent silent"
    assert verdicts(rows, "leg", "shut", "doubts", closes=True) == "silent silent"
    told = [row.fits["one"].reason for row in rows if row.closes]
    assert [str(text).split(" that")[0] for text in told] == ["It says", "It denies", "It doubts"]


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


def test_what_a_source_denies_is_told_from_what_we_deduce(case_from, square_world):
    _, _, rows = weighed(case_from, square_world)
    found = {(row.id, row.claim.stance): row.fits for row in rows if row.on == "leg"}
    assert found["to-far", "asserts"]["east"].deduced
    assert not found["to-east", "denies"]["east"].deduced
    assert not found["to-far", "asserts"]["far"].deduced


def test_a_whole_in_another_order_is_another_whole(case_from, square_world):
    legs = """
    legs:
      out: {from: west, to: middle, by: road, claims: [{source: a, says: so}]}
      back: {from: middle, to: west, by: road, claims: [{source: b, says: so}]}
    itineraries:
      one: {title: One, legs: [out, back], claims: [{source: a, says: there and back}]}
      two: {title: Two, legs: [back, out]}
      three: {title: Three, legs: [out, back, out]}
    """
    case, places, rows = weighed(case_from, square_world, legs)
    assert at_odds(case, places) == {"one": ("two",), "two": ("one",), "three": ()}
    assert verdicts(rows, "variant", "one") == "consistent inconsistent consistent"


def test_what_comes_after_a_leg_does_not_put_the_leg_in_the_way(case_from, square_world):
    """Two of three tell the same way, one by road and one by means unknown, then part."""
    legs = """
    legs:
      start: {from: west, to: middle, by: road, claims: [{source: a, says: so}]}
      by-road: {from: middle, to: east, by: road, claims: [{source: a, says: so}]}
      somehow: {from: middle, to: east, claims: [{source: b, says: so}]}
      to-far: {from: east, to: far, by: road, claims: [{source: b, says: so}]}
      to-square: {from: east, to: square, by: road, claims: [{source: a, says: so}]}
    itineraries:
      one: {title: One, legs: [start, by-road, to-square]}
      two: {title: Two, legs: [start, somehow]}
      three: {title: Three, legs: [start, somehow, to-far]}
    """
    _, _, rows = weighed(case_from, square_world, legs)
    assert verdicts(rows, "leg", "by-road") == "consistent silent silent"
    assert verdicts(rows, "leg", "somehow") == "silent consistent consistent"
    assert verdicts(rows, "leg", "to-far") == "inconsistent silent consistent"
    assert verdicts(rows, "leg", "to-square") == "consistent silent inconsistent"


@pytest.mark.parametrize(
    ("event", "verdict"),
    [
        ("at: middle, when: 2016-07", "consistent"),
        ("at: middle", "consistent"),
        ("at: middle, when: 2016-08", "consistent"),
        ("at: middle, when: 2016-06", "silent"),
        ("at: middle, when: 2021", "silent"),
        ("at: middle, when: 2021~", "consistent"),
        ("at: west, when: 2016-07", "consistent"),
        ("at: west, when: 2016-06", "consistent"),
        ("at: west, when: 2016-08", "silent"),
        ("at: east, when: 2016-09", "consistent"),
        ("at: east, when: 2016-08", "silent"),
        ("at: east, when: 2021", "consistent"),
        ("at: middle, when: 2021?", "consistent"),
    ],
)
def test_what_happened_at_a_stop_fits_who_came_by_at_the_time(
    case_from, square_world, event, verdict
):
    legs = f"""
    legs:
      first: {{from: west, to: middle, when: 2016-07, claims: [{{source: a, says: so}}]}}
      then: {{from: middle, to: east, when: 2016-09, claims: [{{source: a, says: so}}]}}
    itineraries:
      one: {{title: One, legs: [first, then]}}
    events:
      seen: {{title: Seen, {event}, claims: [{{source: b, says: seen}}]}}
      here: {{title: Here, at: west, claims: [{{source: b, says: seen}}]}}
    """
    _, places, rows = weighed(case_from, square_world, legs)
    fits = [row.fits["one"] for row in rows if row.id == "seen"]
    assert [fit.verdict for fit in fits] == ([verdict] if verdict == "consistent" else [])
    assert len([row for row in rows if row.on == "event"]) == 1 + len(fits)
    assert places
