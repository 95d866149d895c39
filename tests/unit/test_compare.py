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
    sources: {a: {publisher: A, issued: 2016}}
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
    assert (divergence.places, divergence.after) == (("middle",), "first")
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


def built(case_from, square_world, legs: str, itineraries: str):
    head = CASE.split("    legs:", maxsplit=1)[0]
    case = case_from(f"{head}    legs:\n{legs}\n    itineraries:\n{itineraries}\n")
    return compare(case, resolve(case, square_world).places)


TWO = "      a: {title: A, legs: [p]}\n      b: {title: B, legs: [q]}"
SAYS = "claims: [{source: a, says: so}]"


def leg(name: str, start: str, end: str, more: str = "") -> str:
    return f"      {name}: {{from: {start}, to: {end}, {more}{SAYS}}}"


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("", "", False),
        ("by: air, ", "by: rail, ", True),
        ("by: air, ", "by: air, ", False),
        ("by: air, ", "", False),
        ("when: 2016-07-01, ", "when: 2016-09-01, ", True),
        ("when: 2016-07, ", "when: 2016-07-09, ", False),
        ("when: 2016-07~, ", "when: 2016-09, ", False),
        ("when: 2016-07/.., ", "when: 2016-09, ", False),
        ("when: ../2016-07, ", "when: 2016-09, ", True),
    ],
)
def test_one_goal_reached_in_other_ways_or_times_is_a_contradiction(
    case_from, square_world, one, other, contradict
):
    legs = "\n".join([leg("p", "west", "east", one), leg("q", "west", "east", other)])
    found = built(
        case_from,
        square_world,
        legs,
        "      a: {title: A, legs: [p]}\n      b: {title: B, legs: [q]}",
    )
    assert bool(found.contradictions) is contradict


def test_ways_through_different_places_contradict_and_a_shorter_telling_does_not(
    case_from, square_world
):
    legs = "\n".join(
        [
            leg("via-middle", "west", "middle"),
            leg("middle-east", "middle", "east"),
            leg("via-far", "west", "far"),
            leg("far-east", "far", "east"),
            leg("straight", "west", "east"),
        ]
    )
    found = built(
        case_from,
        square_world,
        legs,
        """      m: {title: M, legs: [via-middle, middle-east]}
      f: {title: F, legs: [via-far, far-east]}
      s: {title: S, legs: [straight]}""",
    )
    pairs = {(c.leg, c.other) for c in found.contradictions}
    assert ("via-middle", "via-far") in pairs
    assert ("far-east", "via-middle") in pairs
    assert not any("straight" in pair for pair in pairs)


def test_a_leg_is_in_the_way_only_where_every_telling_of_it_is(case_from, square_world):
    legs = "\n".join(
        [
            leg("via-middle", "west", "middle"),
            leg("middle-east", "middle", "east"),
            leg("middle-far", "middle", "far"),
            leg("straight", "west", "east"),
        ]
    )
    found = built(
        case_from,
        square_world,
        legs,
        """      m: {title: M, legs: [via-middle, middle-east]}
      f: {title: F, legs: [via-middle, middle-far]}
      s: {title: S, legs: [straight]}""",
    )
    assert found.at_odds == {"m": ("f",), "f": ("m", "s"), "s": ("f",)}
    assert {(c.leg, c.other) for c in found.contradictions} == {
        ("middle-east", "middle-far"),
        ("middle-far", "middle-east"),
        ("middle-far", "straight"),
        ("straight", "via-middle"),
    }


def test_areas_inside_one_another_do_not_contradict_and_apart_they_do(case_from, square_world):
    legs = "\n".join(
        [leg("p", "west", "square"), leg("q", "west", "both"), leg("r", "west", "far")]
    )
    head = CASE.split("    legs:", maxsplit=1)[0].rstrip().removesuffix("}")
    text = (
        f"{head}, both: {{name: both, within: [Squareland, Farland]}}}}\n    legs:\n{legs}\n"
        "    itineraries:\n      a: {title: A, legs: [p]}\n      b: {title: B, legs: [q]}\n"
        "      c: {title: C, legs: [r]}\n"
    )
    case = case_from(text)
    found = compare(case, resolve(case, square_world).places)
    assert {(c.leg, c.other) for c in found.contradictions} == {("p", "r"), ("r", "p")}


def test_a_telling_rests_on_its_weakest_own_leg(case_from, square_world):
    strong = "claims: [{source: a, says: so}, {source: b, says: so}]"
    legs = "\n".join(
        [
            leg("via-middle", "west", "middle"),
            f"      middle-east: {{from: middle, to: east, {strong}}}",
            "      via-far: {from: west, to: far, claims: [{source: b, says: so}, "
            "{source: a, says: no, stance: denies}]}",
            f"      far-east: {{from: far, to: east, {strong}}}",
            f"      on: {{from: east, to: square, {strong}}}",
        ]
    )
    head = CASE.split("    legs:", maxsplit=1)[0].replace(
        "{a: {publisher: A, issued: 2016}}",
        "{a: {publisher: A, issued: 2016}, b: {publisher: B}}",
    )
    case = case_from(
        f"{head}    legs:\n{legs}\n    itineraries:\n"
        "      m: {title: M, legs: [via-middle, middle-east, on]}\n"
        "      f: {title: F, legs: [via-far, far-east, on]}\n"
        "      e: {title: E, legs: [via-far, far-east, on], claims: [{source: a, says: so}]}\n"
    )
    found = compare(case, resolve(case, square_world).places)
    assert found.telling["m"] == "via-middle"
    assert found.itineraries["m"].origins == ("a",)
    assert found.itineraries["f"].denied_by == ("a",)
    # Every leg of e is shared with f: it rests on its last one, and on what is said of it whole.
    assert found.telling["e"] == "on"
    assert found.itineraries["e"].origins == ("a", "b")
    assert found.itineraries["e"].denied_by == ("a",)


def test_versions_that_begin_apart_have_no_common_start(case_from, square_world):
    legs = "\n".join([leg("p", "west", "east"), leg("q", "middle", "far")])
    found = built(
        case_from,
        square_world,
        legs,
        "      a: {title: A, legs: [p]}\n      b: {title: B, legs: [q]}",
    )
    (divergence,) = found.divergences
    assert (divergence.places, divergence.after) == (("west", "middle"), None)


def test_a_version_that_ends_early_parts_there_and_contradicts_nobody(case_from, square_world):
    legs = "\n".join([leg("p", "west", "middle"), leg("q", "middle", "east")])
    found = built(
        case_from,
        square_world,
        legs,
        "      a: {title: A, legs: [p]}\n      b: {title: B, legs: [p, q]}",
    )
    (divergence,) = found.divergences
    assert divergence.places == ("middle",)
    assert divergence.branches == {"": ("a",), "q": ("b",)}
    assert found.contradictions == ()


def test_a_telling_with_a_hypothetical_leg_is_hypothetical(case_from, square_world):
    legs = "\n".join(
        [leg("p", "west", "middle"), leg("q", "west", "far", "status: hypothetical, ")]
    )
    found = built(
        case_from,
        square_world,
        legs,
        "      a: {title: A, legs: [p]}\n      b: {title: B, legs: [q]}",
    )
    assert found.compared == ("a",)
    assert found.divergences == ()


def test_what_was_read_through_two_documents_is_traced_to_the_first():
    sources = {**SOURCES, "deep": Source("deep", publisher="Deep", read_in="paper")}
    found = corroborate([Claim("deep"), Claim("essay")], sources)
    assert (found.at_least, found.at_most) == (1, 2)


OURS = "basis: inferred, reason: why, "


@pytest.mark.parametrize(
    ("first", "second", "other", "at_odds"),
    [
        ("", "", "", True),
        (OURS, "", "", True),
        ("", OURS, "", True),
        (OURS, OURS, "", False),
        ("", "", OURS, False),
    ],
)
def test_a_way_on_that_is_wholly_our_reading_contradicts_nobody(
    case_from, square_world, first, second, other, at_odds
):
    legs = "\n".join(
        [
            leg("p", "west", "middle", first),
            leg("q", "middle", "east", second),
            leg("r", "west", "far", other),
        ]
    )
    itineraries = "      a: {title: A, legs: [p, q]}\n      b: {title: B, legs: [r]}"
    found = built(case_from, square_world, legs, itineraries)
    assert found.at_odds == ({"a": ("b",), "b": ("a",)} if at_odds else {"a": (), "b": ()})


def test_what_nobody_asserts_contradicts_nobody(case_from, square_world):
    legs = "\n".join([leg("p", "west", "middle"), leg("q", "west", "far")])
    assert built(case_from, square_world, legs, TWO).at_odds == {"a": ("b",), "b": ("a",)}
    for denied in ("stance: denies, quote: he did not", "stance: doubts, quote: perhaps not"):
        other = legs.replace(f"to: far, {SAYS}", f"to: far, claims: [{{source: a, {denied}}}]")
        assert other != legs
        assert built(case_from, square_world, other, TWO).at_odds == {"a": (), "b": ()}


@pytest.mark.parametrize(
    ("paths", "odd"),
    [
        (("p", "q"), True),  # from two starts to one place
        (("p", "before, p"), False),  # one begins earlier
        (("p, on", "q, on"), True),
        (("on", "p, on"), False),  # one tells only the end
    ],
)
def test_a_start_is_a_stop_like_others(case_from, square_world, paths, odd):
    legs = "\n".join(
        [
            leg("p", "west", "middle"),
            leg("q", "far", "middle"),
            leg("before", "east", "west"),
            leg("on", "middle", "square"),
        ]
    )
    itineraries = "\n".join(
        f"      {name}: {{title: {name}, legs: [{path}]}}"
        for name, path in zip("ab", paths, strict=True)
    )
    found = built(case_from, square_world, legs, itineraries)
    assert bool(found.at_odds["a"]) is odd


def test_the_order_of_stops_counts(case_from, square_world):
    legs = "\n".join([leg("out", "west", "middle"), leg("back", "middle", "west")])
    itineraries = """      one: {title: One, legs: [out, back]}
      two: {title: Two, legs: [back, out]}
      three: {title: Three, legs: [out, back, out]}"""
    found = built(case_from, square_world, legs, itineraries)
    assert found.at_odds == {"one": ("two",), "two": ("one",), "three": ()}


def test_who_reports_a_shared_leg_does_not_weigh_a_version(case_from, square_world):
    case = case_from(CASE.replace("legs: [first, maybe]", "legs: [first]"))
    found = compare(case, resolve(case, square_world).places)
    assert found.itineraries["guess"].reports == ()
    case = case_from(CASE)
    found = compare(case, resolve(case, square_world).places)
    assert found.itineraries["guess"].reports == ("a",)


def test_a_contradiction_says_that_we_deduced_it(case_from, square_world):
    case = case_from(CASE)
    found = compare(case, resolve(case, square_world).places).contradictions
    assert found
    assert all("our deduction" in c.reason for c in found)
