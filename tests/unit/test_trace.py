from __future__ import annotations

import pytest
import shapely

from routes.geodesy import length_m, line_length_m
from routes.resolve import resolve
from routes.trace import frame, trace
from tests.conftest import candidate

CASE = """
    version: 1
    title: A journey
    sources: {{a: {{publisher: A, issued: 2016}}}}
    places:
      west: West
      middle: Middle
      square: Squareland
      far: Farland
    legs:
      go: {{from: {start}, to: {end}, claims: [{{source: a, says: so}}]}}
    itineraries: {{one: {{title: One, legs: [go]}}}}
"""


@pytest.fixture
def traced(case_from, square_world):
    def run(start: str, end: str):
        case = case_from(CASE.format(start=start, end=end))
        return trace(case, resolve(case, square_world).places)

    return run


def test_between_points_the_line_is_the_geodesic(traced):
    leg = traced("west", "middle").legs["go"]
    assert leg.length_m == pytest.approx(length_m((0, 0), (10, 0)), abs=1e-3)
    assert leg.minimum_m == leg.length_m
    assert line_length_m(leg.geometry) == pytest.approx(leg.length_m, rel=1e-6)
    assert leg.fades == "no"
    assert leg.geometry.coords[0] == (0, 0)
    assert leg.geometry.coords[-1] == (10, 0)


def test_into_an_area_the_line_ends_at_its_edge_and_has_no_length(traced):
    leg = traced("west", "far").legs["go"]
    assert leg.fades == "end"
    assert leg.length_m is None
    assert leg.geometry.coords[-1][0] == pytest.approx(38, abs=0.01)
    assert leg.minimum_m == pytest.approx(length_m((0, 0), (38, 0)), rel=1e-3)


def test_out_of_an_area_the_line_fades_at_its_start(traced):
    leg = traced("far", "west").legs["go"]
    assert leg.fades == "start"
    assert leg.geometry.coords[-1] == (0, 0)
    assert leg.geometry.coords[0][0] == pytest.approx(38, abs=0.01)


def test_inside_its_own_area_the_line_is_a_stub_that_arrives_nowhere(traced):
    leg = traced("middle", "square").legs["go"]
    assert leg.fades == "end"
    assert leg.length_m is None
    assert leg.minimum_m == 0
    assert "mean nothing" in leg.method
    # The longest way that stays inside the square is to a corner, 2.8 degrees away.
    end = leg.geometry.coords[-1]
    assert shapely.box(8, -2, 12, 2).covers(shapely.Point(end))
    assert 250_000 < length_m((10, 0), end) < 320_000
    assert "left from here" in leg.method


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Elsewhere", "and the area that is drawn, Squareland, contains Middle."),
        ("Squareland", "and Middle lies inside it."),
    ],
)
def test_an_area_is_named_as_it_is_drawn_where_the_sources_say_less(
    case_from, square_world, name, said
):
    text = CASE.format(start="middle", end="square")
    text = text.replace("square: Squareland", f"square: {{name: {name}, within: Squareland}}")
    case = case_from(text)
    leg = trace(case, resolve(case, square_world).places).legs["go"]
    assert leg.method.startswith(f"Nothing closer than “{name}” is named, {said} The line only ")


def test_out_of_the_area_around_it_the_stub_says_that_the_journey_came(traced):
    leg = traced("square", "middle").legs["go"]
    assert leg.fades == "start"
    assert leg.geometry.coords[-1] == (10, 0)
    assert "came to here" in leg.method


def test_a_stub_is_never_longer_than_it_may_be(case_from, square_world):
    square_world.areas["country:SQ"] = shapely.box(-40, -40, 60, 40)
    case = case_from(CASE.format(start="middle", end="square"))
    leg = trace(case, resolve(case, square_world).places).legs["go"]
    assert line_length_m(leg.geometry) == pytest.approx(1_500_000, rel=1e-3)


def test_in_a_small_area_there_is_still_a_stub(case_from, square_world):
    square_world.areas["country:SQ"] = shapely.box(9.95, -0.05, 10.05, 0.05)
    case = case_from(CASE.format(start="middle", end="square"))
    leg = trace(case, resolve(case, square_world).places).legs["go"]
    assert 4_000 < line_length_m(leg.geometry) < 9_000


@pytest.mark.parametrize(("country", "inside"), [("SQ", True), ("XX", False), (None, False)])
def test_a_place_just_off_the_outline_of_its_own_country_lies_inside(
    case_from, square_world, country, inside
):
    square_world.areas["country:SQ"] = shapely.box(10.05, -2, 14, 2)
    square_world.candidates["Middle"][0] = candidate("Middle", 10, 0, country=country)
    square_world.candidates["Squareland"][0] = candidate(
        "Squareland", 12, 0, kind="country", ref="country:SQ", has_shape=True, country="SQ"
    )
    case = case_from(CASE.format(start="middle", end="square"))
    leg = trace(case, resolve(case, square_world).places).legs["go"]
    assert (leg.minimum_m == 0) is inside
    assert ("mean nothing" in leg.method) is inside


def test_two_vague_ends_give_a_finding_and_no_line(traced):
    result = traced("square", "far")
    assert "go" not in result.legs
    assert result.findings[0].code == "leg-not-drawn"
    (route,) = result.routes
    assert route.missing == ("go",)
    assert route.length_m == 0


def test_a_leg_without_a_place_gives_a_finding_that_names_it(case_from, square_world):
    case = case_from(CASE.format(start="west", end="middle").replace("middle: Middle", "middle: Q"))
    result = trace(case, resolve(case, square_world).places)
    (finding,) = result.findings
    assert (finding.code, finding.about) == ("leg-not-drawn", "legs.go")
    assert "no place was found for Q" in finding.message


def test_a_leg_says_of_an_end_that_several_places_fit_that_it_is_not_sure(case_from, square_world):
    square_world.candidates["Q"] = [candidate("Q", 1, 1), candidate("Q", 50, 50)]
    text = CASE.format(start="west", end="middle")
    case = case_from(text.replace("middle: Middle", "middle: Q").replace("west: West", "west: R"))
    resolved = resolve(case, square_world)
    (finding,) = trace(case, resolved.places, resolved.resolutions).findings
    assert finding.message == (
        "Not drawn: no place was found for R, and it is not sure which place is meant by Q."
    )


def test_a_route_adds_up_what_has_a_length_and_counts_the_rest(case_from, square_world):
    case = case_from("""
        version: 1
        title: A journey
        sources: {a: {publisher: A, issued: 2016}}
        places: {west: West, middle: Middle, far: Farland}
        legs:
          first: {from: west, to: middle, claims: [{source: a, says: so}]}
          second: {from: middle, to: far, claims: [{source: a, says: so}]}
        itineraries: {one: {title: One, legs: [first, second]}}
    """)
    (route,) = trace(case, resolve(case, square_world).places).routes
    assert route.length_m == pytest.approx(length_m((0, 0), (10, 0)))
    assert route.unmeasured == 1
    assert route.minimum_m == pytest.approx(length_m((0, 0), (38, 0)), rel=1e-3)


def test_the_frame_is_centred_on_what_the_legs_use(case_from, square_world):
    case = case_from(CASE.format(start="west", end="middle"))
    (lon, lat), reach = frame(resolve(case, square_world).places, case)
    assert (lon, lat) == pytest.approx((5, 0), abs=0.1)
    assert reach == pytest.approx(5, abs=0.2)


def test_the_frame_holds_the_whole_of_an_area_that_is_not_left(case_from, square_world):
    square_world.areas["country:SQ"] = shapely.box(-20, -20, 40, 20)
    case = case_from(CASE.format(start="middle", end="square"))
    _, reach = frame(resolve(case, square_world).places, case)
    assert reach > 30
