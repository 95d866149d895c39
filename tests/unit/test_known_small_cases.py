"""The answer for ten seconds, from cases so small that each sentence has one reason."""

from __future__ import annotations

import pytest

from routes import api
from routes.webmap.known import known, known_of, unknown_of
from routes.webmap.shared import shared
from tests.unit.beside import beside

HEAD = """
    version: 1
    title: A journey
    sources: {a: {publisher: A, issued: 2016}, b: {publisher: B, issued: 2016}}
    places: {west: West, middle: Middle, east: East}
"""


def items(atlas, part):
    return next(k["items"] for k in known(atlas, beside(atlas)) if k["id"] == part)


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
        "Both reported versions are drawn alike as far as Middle; "
        "that leg rests on 1 report (1 origin); denied by B."
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


def told(case_from, world, text):
    """The four parts of a case, as their sentences; and the case."""
    atlas = api.build(case_from(HEAD + text), gazetteer=world)
    return atlas, {k["id"]: [i["text"] for i in k["items"]] for k in known(atlas, beside(atlas))}


NOBODY_CONTRADICTS = "No report here contradicts another. That does not prove them right."
SO = "claims: [{source: a, says: so}]"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("claims: [{source: a, says: so}, {source: b, stance: denies, says: no}]", "denied by B"),
        ("claims: [{source: a, says: so}, {source: b, stance: doubts, says: no}]", "doubted by B"),
        (
            f"{SO}, status: closed, closed: {{since: 2024-01, claims: [{{source: b, says: shut}},"
            " {source: a, stance: denies, says: open}]}",
            "That “West to Middle” was closed: 1 report, 1 origin; denied by A.",
        ),
        (
            f"{SO}, status: closed, closed: {{since: 2024-01, claims: [{{source: a, stance: doubts,"
            " says: open}]}",
            "That “West to Middle” was closed: No source asserts it; doubted by A.",
        ),
        (
            f"{SO}, when: 2024-03, status: closed, closed: {{since: 2024-01, claims: [{{source: b,"
            " says: shut}]}",
            "“West to Middle” is dated after it is said to have been closed.",
        ),
        (
            f"{SO}, when: 2023-09, status: closed, closed: {{since: 2024-01, claims: [{{source: b,"
            " says: shut, when: 2023-06}]}",
            "“West to Middle” is dated after it is said to have been closed.",
        ),
    ],
)
def test_what_anybody_disputes_is_told_and_nobody_is_said_to_agree(
    case_from, square_world, more, expected
):
    text = f"""
    legs: {{first: {{from: west, to: middle, {more}}}}}
    itineraries: {{one: {{title: One, legs: [first]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert any(expected in sentence for sentence in parts["disputed"])
    assert NOBODY_CONTRADICTS not in parts["disputed"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "    itineraries: {one: {title: One, legs: [first], claims: [{source: b,"
            " stance: denies, says: never}]}}",
            "“One” is denied by B.",
        ),
        (
            "    itineraries: {one: {title: One, legs: [first]}}\n"
            "    events: {seen: {title: Seen, at: west, claims: [{source: b, stance: doubts,"
            " says: hardly}]}}",
            "“Seen” is doubted by B.",
        ),
    ],
)
def test_a_version_or_an_event_can_be_disputed_too(case_from, square_world, more, expected):
    text = f"\n    legs: {{first: {{from: west, to: middle, {SO}}}}}\n{more}\n"
    _, parts = told(case_from, square_world, text)
    assert parts["disputed"] == [expected]


SHUT = "status: closed, closed: {since: 2016-07, claims: [{source: b, says: shut}]}"


def test_a_version_that_is_dated_after_it_was_closed_is_disputed(case_from, square_world):
    text = f"""
    legs:
      first: {{from: west, to: middle, when: 2016-09, {SO}}}
      on: {{from: middle, to: east, when: 2016-10, {SO}}}
    itineraries: {{one: {{title: One, legs: [first, on], {SHUT}}}}}
    """
    atlas, parts = told(case_from, square_world, text)
    assert parts["disputed"] == ["“One” is dated after it is said to have been closed."]
    assert items(atlas, "disputed")[0]["about"] == {"kind": "variant", "id": "one"}


@pytest.mark.parametrize(("when", "count"), [("2016?-09", 0), ("2016-09", 1)])
def test_each_thing_is_said_once_to_be_dated_after_it_was_closed(
    case_from, square_world, when, count
):
    shut = SHUT.replace("shut}]", "shut}, {source: a, says: shut}]")
    text = f"""
    legs: {{first: {{from: west, to: middle, when: {when}, {SO}, {shut}}}}}
    itineraries: {{one: {{title: One, legs: [first]}}, two: {{title: Two, legs: [first]}}}}
    """
    _, parts = told(case_from, square_world, text)
    late = [text for text in parts["disputed"] if "dated after" in text]
    assert len(late) == count


def test_a_leg_that_no_version_has_is_in_no_dispute(case_from, square_world):
    text = f"""
    legs:
      first: {{from: west, to: middle, {SO}}}
      left: {{from: west, to: east, when: 2016-09, {SHUT},
        claims: [{{source: a, stance: denies, says: no}}]}}
    itineraries: {{one: {{title: One, legs: [first]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["disputed"] == [NOBODY_CONTRADICTS]


def test_who_denies_a_version_as_a_whole_stands_in_what_is_not_known_of_it(case_from, square_world):
    no = "claims: [{source: b, stance: denies, says: never}]"
    text = f"""
    legs:
      first: {{from: west, to: middle, when: 2016, by: road, {SO}}}
      maybe: {{from: west, to: east, status: hypothetical, {no}}}
    itineraries:
      one: {{title: One, legs: [first], {no}}}
      guess: {{title: Guess, legs: [maybe], {no}}}
    """
    atlas, _ = told(case_from, square_world, text)
    assert unknown_of(atlas, "one") == ["“One” is denied by B."]
    assert unknown_of(atlas, "guess") == [
        "Whether anybody went this way: no source reports it.",
        "“Guess” is denied by B.",
        "“West to East” is denied by B.",
    ]


@pytest.mark.parametrize(
    ("leg", "version", "expected"),
    [
        ("{source: b, says: shut}", "{source: b, quote: closed}", ["One"]),
        (
            "{source: b, says: shut}, {source: a, stance: denies, says: open}",
            "{source: b, says: shut}",
            ["One", "West to Middle"],
        ),
        ("{source: b, says: shut}", "{source: a, says: shut}", ["One", "West to Middle"]),
    ],
)
def test_the_closure_of_a_leg_goes_with_that_of_its_version_only_if_the_same_is_said(
    case_from, square_world, leg, version, expected
):
    text = f"""
    legs:
      first: {{from: west, to: middle, {SO}, status: closed,
        closed: {{since: 2016-07, claims: [{leg}]}}}}
    itineraries:
      one: {{title: One, legs: [first], status: closed,
        closed: {{since: 2016-07, claims: [{version}]}}}}
      two: {{title: Two, legs: [first]}}
    """
    atlas, parts = told(case_from, square_world, text)
    shut = [text for text in parts["known"] if text.startswith("Closed since")]
    assert [text.split("“")[1].split("”")[0] for text in shut] == expected
    assert ("; denied by A." in shut[-1]) is ("denies" in leg)
    assert (NOBODY_CONTRADICTS in parts["disputed"]) is ("denies" not in leg)
    assert any("“West to Middle”" in text for text in known_of(atlas, "two") if "Closed" in text)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (f"{SO}, status: hypothetical", f"{SO}, status: hypothetical", "No source says that"),
        ("by: road", f"{SO}, status: hypothetical", "1 version is drawn that no source asserts."),
        (SO, f"{SO}, status: hypothetical", "Only one version is reported."),
        (SO, SO, "2 versions are reported; no leg is in both of them."),
    ],
)
def test_a_comparison_says_how_many_versions_are_reported(
    case_from, square_world, first, second, expected
):
    text = f"""
    legs:
      here: {{from: west, to: middle, {first}}}
      there: {{from: west, to: east, {second}}}
    itineraries: {{one: {{title: One, legs: [here]}}, two: {{title: Two, legs: [there]}}}}
    """
    atlas, _ = told(case_from, square_world, text)
    (sentence,) = shared(atlas)
    assert sentence.startswith(expected)


def test_a_single_version_is_compared_with_nothing(case_from, square_world):
    text = f"""
    legs: {{first: {{from: west, to: middle, {SO}}}}}
    itineraries: {{one: {{title: One, legs: [first]}}}}
    """
    atlas, _ = told(case_from, square_world, text)
    assert shared(atlas) == []


def test_a_version_that_tells_less_disputes_nothing(case_from, square_world):
    text = f"""
    legs:
      first: {{from: west, to: middle, {SO}}}
      on: {{from: middle, to: east, claims: [{{source: b, says: so}}]}}
    itineraries: {{one: {{title: One, legs: [first]}}, two: {{title: Two, legs: [first, on]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["disputed"] == [NOBODY_CONTRADICTS]
    assert parts["known"][:2] == [
        "Both reported versions are drawn alike as far as Middle; "
        "that leg rests on 1 report (1 origin).",
        "Beyond Middle: only 1 of 2 versions.",
    ]


def test_legs_that_versions_share_later_are_said_to_be_shared(case_from, square_world):
    text = f"""
    legs:
      here: {{from: west, to: middle, {SO}}}
      there: {{from: east, to: middle, {SO}}}
      both: {{from: middle, to: far, {SO}}}
    itineraries:
      one: {{title: One, legs: [here, both]}}
      two: {{title: Two, legs: [there, both]}}
    """
    text = text.replace("far", "square")
    head = HEAD.replace("east: East}", "east: East, square: Squareland}")
    atlas = api.build(case_from(head + text), gazetteer=square_world)
    assert [i["text"] for i in items(atlas, "known")] == [
        "Both reported versions have “Middle to Squareland”; that leg rests on 1 report (1 origin)."
    ]
    assert items(atlas, "disputed")[0]["text"] == (
        "2 versions begin in different places; as drawn, they cannot both be true."
    )


def test_versions_without_a_common_leg_and_those_that_are_our_reading(case_from, square_world):
    text = f"""
    legs:
      here: {{from: west, to: middle, {SO}}}
      there: {{from: west, to: east, {SO}}}
    itineraries: {{one: {{title: One, legs: [here]}}, two: {{title: Two, legs: [there]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["known"] == ["2 versions are reported; no leg is in both of them."]
    text = f"""
    legs:
      ours: {{from: west, to: middle, basis: inferred, reason: why}}
      on: {{from: middle, to: east, {SO}}}
      back: {{from: middle, to: west, {SO}}}
    itineraries: {{one: {{title: One, legs: [ours, on]}}, two: {{title: Two, legs: [ours, back]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["known"][0] == (
        "Both reported versions are drawn alike as far as Middle; that is our reading."
    )


def test_what_is_shared_rests_on_its_weakest_leg_and_says_if_it_is_in_part_our_reading(
    case_from, square_world
):
    text = f"""
    legs:
      strong: {{from: west, to: middle, claims: [{{source: a, says: so}}, {{source: b, says: so}}]}}
      weak: {{from: middle, to: west, {SO}}}
      on: {{from: west, to: east, {SO}}}
    itineraries:
      one: {{title: One, legs: [strong, weak]}}
      two: {{title: Two, legs: [strong, weak, on]}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["known"][0].endswith(
        "as far as West; these legs rest, at their weakest, on 1 report (1 origin)."
    )
    unasserted = text.replace("to: west, claims: [{source: a, says: so}]", "to: west", 1)
    _, parts = told(case_from, square_world, unasserted)
    assert parts["known"][0].endswith(
        "as far as West; no source asserts the weakest of these legs."
    )
    text = text.replace("to: west, claims", "to: west, basis: inferred, reason: why, claims", 1)
    _, parts = told(case_from, square_world, text)
    assert parts["known"][0].endswith("as far as West; in part that is our reading.")


def test_a_version_that_nobody_asserts_is_not_called_reported(case_from, square_world):
    text = """
    legs: {first: {from: west, to: middle, claims: [{source: b, stance: denies, says: no}]}}
    itineraries: {one: {title: One, legs: [first]}}
    """
    atlas, parts = told(case_from, square_world, text)
    assert parts["known"] == ["No source says that anybody took a way that is shown here."]
    assert "1 version is drawn that no source asserts." in parts["drawn"]
    assert known_of(atlas, "one") == ["No source asserts this version."]


def test_a_version_of_which_the_decisive_leg_is_unasserted_is_reported_in_part(
    case_from, square_world
):
    text = f"""
    legs:
      first: {{from: west, to: middle, {SO}}}
      on: {{from: middle, to: east, basis: inferred, reason: why}}
    itineraries: {{one: {{title: One, legs: [first, on]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["known"] == [
        "One version is reported in part, “One”: of what it rests on no source says so."
    ]
    assert not any("no source asserts" in sentence for sentence in parts["drawn"])


def test_a_closure_that_is_only_denied_is_told_as_denied(case_from, square_world):
    text = f"""
    legs:
      both:
        from: west
        to: middle
        status: closed
        closed:
          since: 2024-01
          claims: [{{source: a, says: shut}}, {{source: b, stance: denies, says: open}}]
        {SO}
      denied:
        from: middle
        to: east
        status: closed
        closed: {{since: 2024-02, claims: [{{source: b, stance: denies, says: open}}]}}
        {SO}
    itineraries: {{one: {{title: One, legs: [both, denied]}}}}
    """
    atlas, parts = told(case_from, square_world, text)
    shut = "Closed since January 2024: “West to Middle”, according to A; denied by B."
    denied = "Closed since February 2024: “Middle to East”; no source says so; denied by B."
    assert parts["known"][0] == shut
    assert denied not in parts["known"]
    assert (
        "That “Middle to East” was closed: No source asserts it; denied by B."
        in (parts["disputed"])
    )
    assert known_of(atlas, "one")[-2:] == [shut, denied]


@pytest.mark.parametrize(
    ("leg", "claim", "whole", "day", "undated"),
    [
        ("", "", "", False, True),
        ("when: 2016-07, ", "", "", True, False),
        ("when: 2016-07-04, ", "", "", False, False),
        ("when: 2016-07-04~, ", "", "", True, False),
        ("", ", when: 2016-07", "", True, False),
        ("", ", when: 2016-07-04", "", False, False),
        ("", "", ", claims: [{source: b, says: all, when: 2016-09}]", True, False),
    ],
)
def test_a_date_on_a_claim_is_a_date(case_from, square_world, leg, claim, whole, day, undated):
    text = f"""
    legs: {{first: {{from: west, to: middle, {leg}claims: [{{source: a, says: so{claim}}}]}}}}
    itineraries: {{one: {{title: One, legs: [first]{whole}}}}}
    """
    atlas, parts = told(case_from, square_world, text)
    assert ("No report gives the day of any leg." in parts["unknown"]) is day
    assert ("For 1 leg no report says when." in parts["unknown"]) is undated
    assert ("When: no report says for “West to Middle”." in unknown_of(atlas, "one")) is undated


def test_who_denies_a_leg_does_not_date_it(case_from, square_world):
    text = """
    legs:
      first: {from: west, to: middle, claims: [{source: a, says: so},
        {source: b, stance: denies, says: no, when: 2016-07-04}]}
    itineraries: {one: {title: One, legs: [first]}}
    """
    _, parts = told(case_from, square_world, text)
    assert "For 1 leg no report says when." in parts["unknown"]


@pytest.mark.parametrize(
    ("claim", "ours"),
    [
        ("", True),
        (", when: 2016-07", False),
        ("}, {source: b, stance: denies, says: no, when: 2020", True),
    ],
)
def test_the_date_of_our_reading_is_ours_unless_a_claim_gives_it(
    case_from, square_world, claim, ours
):
    text = f"""
    legs:
      first: {{from: west, to: middle, when: 2016-07, basis: inferred, reason: why,
        claims: [{{source: a, says: so{claim}}}]}}
    itineraries: {{one: {{title: One, legs: [first]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert ("That line is dated by us, too." in parts["drawn"]) is ours


def test_who_reports_a_leg_does_not_weigh_the_version_that_shares_it(case_from, square_world):
    text = f"""
    legs:
      first: {{from: west, to: middle, {SO}}}
      on: {{from: middle, to: east, {SO}}}
      maybe:
        {{from: middle, to: west, status: hypothetical, claims: [{{source: b, says: perhaps}}]}}
    itineraries:
      one: {{title: One, legs: [first, on]}}
      two: {{title: Two, status: hypothetical, legs: [first]}}
      three: {{title: Three, legs: [first, maybe]}}
    """
    atlas, _ = told(case_from, square_world, text)
    assert known_of(atlas, "two") == ["No source weighs it, and none says that anybody took it."]
    assert known_of(atlas, "three") == [
        "It is weighed in 1 report; none says that anybody took it."
    ]


def test_a_leg_that_is_taken_twice_is_told_once(case_from, square_world):
    text = f"""
    legs:
      out: {{from: west, to: middle, {SO}}}
      back: {{from: middle, to: west, {SO}}}
    itineraries: {{one: {{title: One, legs: [out, back, out]}}}}
    """
    atlas, _ = told(case_from, square_world, text)
    assert known_of(atlas, "one") == [
        "West to Middle: 1 report, 1 origin.",
        "Middle to West: 1 report, 1 origin.",
    ]
    unknown = unknown_of(atlas, "one")
    assert len(unknown) == len(set(unknown))


def test_by_what_means_and_what_is_not_drawn(case_from, square_world):
    text = f"""
    legs:
      first: {{from: west, to: middle, by: road, {SO}}}
      somehow: {{from: middle, to: nowhere, {SO}}}
    itineraries: {{one: {{title: One, legs: [first, somehow]}}}}
    """
    head = HEAD.replace("east: East}", "nowhere: Nowhere}")
    atlas = api.build(case_from(head + text), gazetteer=square_world)
    found = items(atlas, "unknown")
    for words in ("For 1 leg no report says by what means.", "1 leg is not drawn"):
        item = next(i for i in found if i["text"].startswith(words))
        assert [link["about"] for link in item["links"]] == [{"kind": "leg", "id": "somehow"}]
    told = unknown_of(atlas, "one")
    assert "By what means: no report says for “Middle to Nowhere”." in told
    assert "“Middle to Nowhere” is not drawn: a place is missing or too vague." in told


def test_of_many_events_the_best_founded_two_are_told(case_from, square_world):
    text = f"""
    legs: {{first: {{from: west, to: middle, {SO}}}}}
    itineraries: {{one: {{title: One, legs: [first]}}}}
    events:
      plain: {{title: Plain, at: west, {SO}}}
      later: {{title: Later, at: west, {SO}}}
      best: {{title: Best, at: west, claims: [{{source: a, says: so}}, {{source: b, says: so}}]}}
      denied: {{title: Denied, at: west, claims: [{{source: a, says: so}},
        {{source: b, says: so}}, {{source: b, stance: denies, says: no}}]}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["known"][1:] == ["Best: 2 reports, 2 origins.", "Plain: 1 report, 1 origin."]


@pytest.mark.parametrize(
    ("first", "back", "expected"),
    [
        (SO, SO, "Both reported versions are drawn alike as far as Middle; "),
        ("by: road", "by: road", "Both versions are drawn alike as far as Middle; "),
    ],
)
def test_of_two_one_says_both(case_from, square_world, first, back, expected):
    text = f"""
    legs:
      first: {{from: west, to: middle, {first}}}
      on: {{from: middle, to: east, {SO}}}
      back: {{from: middle, to: west, {back}}}
    itineraries:
      one: {{title: One, legs: [first, on]}}
      two: {{title: Two, legs: [first, back]}}
    """
    atlas, parts = told(case_from, square_world, text)
    assert shared(atlas)[0].startswith(expected)
    # What nobody asserts contradicts nobody.
    assert parts["disputed"][0] == (
        "2 versions part in Middle; as drawn, they cannot both be true."
        if SO in back
        else "No report here contradicts another. That does not prove them right."
    )


def test_of_two_that_go_on_differently_both_may_be_true(case_from, square_world):
    ours = "basis: inferred, reason: why"
    text = f"""
    legs:
      first: {{from: west, to: middle, {SO}}}
      on: {{from: middle, to: east, {ours}}}
      back: {{from: middle, to: west, {ours}}}
      there: {{from: east, to: middle, {ours}}}
    itineraries:
      one: {{title: One, legs: [first, on]}}
      two: {{title: Two, legs: [first, back]}}
    """
    _, parts = told(case_from, square_world, text)
    assert "2 versions go on differently from Middle; they may both be true." in parts["known"]
    text = text.replace("[first, on]", "[back]").replace("[first, back]", "[there]")
    _, parts = told(case_from, square_world, text)
    assert "2 versions begin in different places; they may both be true." in parts["known"]


def test_of_three_one_says_all(case_from, square_world):
    text = f"""
    legs:
      here: {{from: west, to: middle, {SO}}}
      there: {{from: west, to: east, {SO}}}
      back: {{from: east, to: west, {SO}}}
    itineraries:
      one: {{title: One, legs: [here]}}
      two: {{title: Two, legs: [there]}}
      three: {{title: Three, legs: [there, back]}}
    """
    _, parts = told(case_from, square_world, text)
    assert parts["known"][0] == "3 versions are reported; no leg is in all of them."
    assert parts["disputed"][0] == "3 versions part in West; as drawn, they cannot all be true."


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("basis: inferred, reason: why", "1 of these lines is dated by us, too."),
        (SO, "That line is dated by us, too."),
    ],
)
def test_one_line_of_our_reading_is_not_called_one_of_these(
    case_from, square_world, second, expected
):
    text = f"""
    legs:
      first: {{from: west, to: middle, when: 2016-07, basis: inferred, reason: why}}
      on: {{from: middle, to: east, {second}}}
    itineraries: {{one: {{title: One, legs: [first, on]}}}}
    """
    _, parts = told(case_from, square_world, text)
    assert expected in parts["drawn"]


@pytest.mark.parametrize(
    ("two", "first"),
    [
        ("", "2 versions are reported; no leg is in both of them."),
        (SHUT, "Closed since July 2016: "),
    ],
)
def test_a_closure_comes_first_only_where_every_version_is_closed(
    case_from, square_world, two, first
):
    text = f"""
    legs:
      here: {{from: west, to: middle, {SO}, {SHUT}}}
      there: {{from: west, to: east, {SO}, {two}}}
      maybe: {{from: middle, to: east, status: hypothetical, {SO}}}
    itineraries:
      one: {{title: One, legs: [here]}}
      two: {{title: Two, legs: [there]}}
      three: {{title: Three, legs: [maybe]}}
    """
    _, parts = told(case_from, square_world, text.replace(", }", "}"))
    assert parts["known"][0].startswith(first)
    closed = [text for text in parts["known"] if text.startswith("Closed since July 2016: ")]
    assert len(closed) == (2 if two else 1)
    assert "2 versions are reported; no leg is in both of them." in parts["known"]


def test_dates_against_the_order_of_the_legs_are_disputed(case_from, square_world):
    text = f"""
    legs:
      first: {{from: west, to: middle, when: 2016-07-04, {SO}}}
      on: {{from: middle, to: east, when: 2016-06, {SO}}}
      maybe: {{from: middle, to: west, when: 2016-05, status: hypothetical, {SO}}}
    itineraries:
      one: {{title: One, legs: [first, on]}}
      guess: {{title: Guess, legs: [first, maybe]}}
    """
    atlas, parts = told(case_from, square_world, text)
    expected = (
        "In “One” the dates do not follow the order of the legs: “Middle to East” (June 2016) "
        "comes after “West to Middle” (4 July 2016)."
    )
    assert parts["disputed"] == [expected]
    assert items(atlas, "disputed")[0]["about"] == {"kind": "leg", "id": "on"}
    assert expected in unknown_of(atlas, "one")
    assert any(text.startswith("In “Guess” the dates") for text in unknown_of(atlas, "guess"))
