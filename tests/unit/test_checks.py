from __future__ import annotations

import pytest

from routes import pipeline
from routes.checks import check_claims, unsupported
from routes.geodesy import length_m
from routes.resolve import resolve

CASE = """
    version: 1
    title: A journey
    sources: {{a: {{publisher: A, issued: 2016}}}}
    places: {{west: West, middle: Middle, square: Squareland, far: Farland}}
    legs: {{go: {{from: west, to: middle{leg}}}}}
    itineraries: {{one: {{title: One, legs: [go]}}}}
    checks: [{{closer: {closer}, than: {than}, to: west}}]
"""


@pytest.mark.parametrize(
    ("closer", "than", "holds"), [("square", "far", True), ("far", "square", False)]
)
def test_distances_are_to_the_nearest_point(case_from, square_world, closer, than, holds):
    case = case_from(CASE.format(closer=closer, than=than, leg=""))
    (result,) = check_claims(case, resolve(case, square_world).places)
    assert result.holds is holds
    assert result.distances_m["square"] == pytest.approx(length_m((0, 0), (8, 0)), rel=1e-3)
    assert result.statement.endswith(", measured to the nearest point of each.")
    assert result.statement.count("about ") == 2


def test_a_place_that_is_not_known_leaves_the_claim_open(case_from, square_world):
    case = case_from(
        CASE.format(closer="nowhere", than="far", leg="").replace("far:", "nowhere: Q, far:")
    )
    (result,) = check_claims(case, resolve(case, square_world).places)
    assert result.holds is None


@pytest.mark.parametrize(
    ("leg", "found"),
    [
        ("", 1),
        (", claims: [{source: a, says: so}]", 0),
        (", claims: [{source: a, says: no, stance: denies}]", 1),
        (", status: hypothetical", 0),
        (", basis: inferred, reason: because", 0),
    ],
)
def test_reported_legs_need_somebody_who_asserts_them(case_from, leg, found):
    case = case_from(CASE.format(closer="square", than="far", leg=leg))
    assert len(list(unsupported(case))) == found


@pytest.mark.parametrize(
    ("closer", "than", "to", "why"),
    [
        ("square", "far", "square", "area"),
        ("middle", "far", "middle", "itself"),
        ("far", "far", "west", "itself"),
    ],
)
def test_what_cannot_be_computed_says_why(case_from, square_world, closer, than, to, why):
    text = CASE.format(closer=closer, than=than, leg=", claims: [{source: a, says: so}]")
    case = case_from(text.replace("to: west}]", f"to: {to}}}]"))
    atlas = pipeline.build(case, gazetteer=square_world)
    (result,) = atlas.checks
    assert result.holds is None
    assert why in result.statement
    assert "check-not-computed" in [f.code for f in atlas.findings]


def test_all_must_be_closer_and_equal_is_not(case_from, square_world):
    for closer, holds in (("[square, far]", False), ("[square, middle]", True)):
        than = "east" if closer == "[square, middle]" else "middle"
        text = CASE.format(closer=closer, than=than, leg="").replace(
            "far: Far", "east: East, far: Far"
        )
        case = case_from(text)
        assert check_claims(case, resolve(case, square_world).places)[0].holds is holds
    twin = CASE.format(closer="twin", than="middle", leg="").replace("far:", "twin: Middle, far:")
    case = case_from(twin)
    assert check_claims(case, resolve(case, square_world).places)[0].holds is False


def test_the_pipeline_passes_every_kind_of_finding_on(case_from, square_world):
    text = CASE.format(
        closer="square", than="lost", leg=", claims: [{source: a, says: no, stance: denies}]"
    )
    text = text.replace("far: Farland", "far: Farland, lost: Q, spare: East")
    # What nothing dates is a finding where an editor decided, and refused elsewhere.
    text = text.replace(", issued: 2016", "")
    text += "    publish: {embargo: {days: 1, because: a test}}\n"
    atlas = pipeline.build(case_from(text), gazetteer=square_world)
    assert {f.code for f in atlas.findings} == {
        "age-unknown",
        "unused-place",
        "unresolved-place",
        "unsupported-leg",
        "check-not-computed",
    }
