from __future__ import annotations

import pytest
import shapely

from routes.geodesy import length_m, line_length_m
from routes.resolve import resolve
from routes.trace import frame, trace

CASE = """
    version: 1
    title: A journey
    sources: {{a: {{publisher: A}}}}
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
    end = shapely.Point(leg.geometry.coords[-1])
    centre = shapely.point_on_surface(shapely.box(8, -2, 12, 2))
    assert shapely.distance(end, centre) >= 0


def test_two_vague_ends_give_a_finding_and_no_line(traced):
    result = traced("square", "far")
    assert "go" not in result.legs
    assert result.findings[0].code == "vague-both-ends"
    (route,) = result.routes
    assert route.missing == ("go",)
    assert route.length_m == 0


def test_a_route_adds_up_what_has_a_length_and_counts_the_rest(case_from, square_world):
    case = case_from("""
        version: 1
        title: A journey
        sources: {a: {publisher: A}}
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
