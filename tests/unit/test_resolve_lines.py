"""Rivers, borders, and areas without an outline."""

from __future__ import annotations

import pytest
import shapely

from routes import pipeline, wording
from routes.geodesy import length_m
from routes.model import Toponym
from routes.modes import lands, modes
from routes.resolve import Travel, resolve
from routes.resolve.shapes import band, circle
from tests.conftest import FakeGazetteer, candidate, journey

TRAVEL = Travel(modes(), lands())
NORTH = Toponym("north", "North", "North", lon=1.0, lat=1.0)
SOUTH = Toponym("south", "South", "South", lon=3.0, lat=-1.0)
FAR = Toponym("far", "Far", "Far", lon=9.0, lat=2.0)


def line(name, *points, kind="river"):
    found = candidate(name, *points[0], kind=kind, ref=f"river:{name}", has_shape=True)
    return found, shapely.LineString(points)


@pytest.fixture
def rivers():
    """Two rivers along parallels, ten degrees long, at 0 and 0.5 degrees north."""
    made = [line("Styx", (0, 0), (10, 0)), line("Lethe", (0, 0.5), (10, 0.5), kind="border")]
    region = candidate("Shire", 179.9, 10, kind="region", country="AA", radius_m=50_000.0)
    names = {found.name: [found] for found, _ in made} | {"Shire": [region]}
    return FakeGazetteer(names, {found.ref: shape for found, shape in made})


def test_a_river_is_where_the_way_over_it_is_shortest(rivers):
    case = journey("north foot Styx foot south", north=NORTH, south=SOUTH)
    resolved = resolve(case, rivers)
    place = resolved.places["Styx"]
    assert place.point == pytest.approx((2.0, 0.0), abs=0.01)
    assert (place.kind, place.precision, place.area, place.country) == (
        "river",
        "region",
        None,
        None,
    )
    assert resolved.findings == ()
    reason = "The point is the nearest of it to North and South; where on it is not reported."
    assert reason in place.resolution.reason
    assert resolved.resolutions["Styx"] is place.resolution


def test_its_radius_is_how_far_one_can_go_within_a_quarter_more_way(rivers):
    case = journey("north foot Styx foot south", north=NORTH, south=SOUTH)
    place = resolve(case, rivers).places["Styx"]

    def way_m(lon):
        return sum(length_m((lon, 0.0), (p.lon, p.lat)) for p in (NORTH, SOUTH))

    end = place.point[0] + place.radius_m / 111_320
    assert way_m(end) == pytest.approx(1.25 * way_m(place.point[0]), rel=0.01)


@pytest.mark.parametrize(("mode", "radius_m"), [("foot", 50_000), ("road", 500_000)])
def test_after_a_single_place_it_may_be_as_far_as_such_legs_go(rivers, mode, radius_m):
    bank = Toponym("bank", "Bank", "Bank", lon=5.0, lat=0.0)
    resolved = resolve(journey(f"bank {mode} Styx", bank=bank), rivers, travel=TRAVEL)
    place = resolved.places["Styx"]
    assert place.point == pytest.approx((5.0, 0.0), abs=0.01)
    assert place.radius_m == pytest.approx(radius_m, rel=0.02)


def test_but_no_further_than_the_line_goes(rivers):
    bank = Toponym("bank", "Bank", "Bank", lon=9.0, lat=0.0)
    place = resolve(journey("bank air Styx", bank=bank), rivers, travel=TRAVEL).places["Styx"]
    assert place.radius_m == pytest.approx(length_m((9, 0), (0, 0)), rel=0.01)


def test_there_and_back_is_a_single_place(rivers):
    bank = Toponym("bank", "Bank", "Bank", lon=5.0, lat=0.0)
    case = journey("bank foot Styx foot bank", bank=bank)
    place = resolve(case, rivers, travel=TRAVEL).places["Styx"]
    assert place.radius_m == pytest.approx(50_000, rel=0.02)


def test_between_two_places_on_its_banks_no_less_than_five_kilometres(rivers):
    one = Toponym("one", "One", "One", lon=5.0, lat=0.001)
    two = Toponym("two", "Two", "Two", lon=5.0, lat=-0.001)
    case = journey("one foot Styx foot two", one=one, two=two)
    assert resolve(case, rivers, travel=TRAVEL).places["Styx"].radius_m == 5_000


def test_how_far_a_line_is_goes_by_its_nearest_point_and_says_so(rivers):
    """The label of a river may be a thousand kilometres from the town on its bank."""
    rivers.candidates["Twin"] = [
        candidate("Twin", 9.9, 0.01, country="AA", weight=20_000.0),
        candidate("Twin", 0, 15, country="AA", weight=300_000.0),
    ]
    resolved = resolve(journey("Styx foot Twin"), rivers, travel=TRAVEL)
    twin = resolved.places["Twin"]
    assert twin.point == (9.9, 0.01)
    words = "it lies 1.1 km from the nearest point of Styx, the stop before (the next: 1,659 km)"
    assert words in twin.resolution.reason


def test_two_in_a_row_are_placed_with_each_other(rivers):
    case = journey("north foot Lethe foot Styx foot south", north=NORTH, south=SOUTH)
    places = resolve(case, rivers).places
    lethe, styx = places["Lethe"].point, places["Styx"].point
    # Both lie on the straight line from North to South.
    assert lethe[0] == pytest.approx(1.5, abs=0.1)
    assert styx[0] == pytest.approx(2.0, abs=0.1)
    assert "to North and Styx" in places["Lethe"].resolution.reason


def test_several_ways_share_one_point(rivers):
    case = journey(
        "north foot Styx foot south foot Styx foot far", north=NORTH, south=SOUTH, far=FAR
    )
    place = resolve(case, rivers).places["Styx"]
    assert 2.0 < place.point[0] < 9.0
    assert "nearest of it to Far, North and South" in place.resolution.reason


def test_without_a_neighbour_that_is_known_it_is_drawn_whole(rivers):
    place = resolve(journey("Styx foot Nowhere"), rivers).places["Styx"]
    assert place.point is None
    assert place.area.contains(shapely.LineString([(0, 0), (10, 0)]))
    assert place.area.bounds == pytest.approx((-0.09, -0.09, 10.09, 0.09), abs=0.01)
    assert "all of it is drawn" in place.resolution.reason


def test_somewhere_along_a_river_is_an_area(rivers):
    somewhere = Toponym("s", "S", "S", within=("Styx",))
    place = resolve(journey("north foot s", north=NORTH, s=somewhere), rivers).places["s"]
    assert place.area.area == pytest.approx(1.8, rel=0.1)
    assert "It reaches 10 km to both sides of the line." in place.resolution.reason


@pytest.mark.parametrize("precision", ["city", "exact"])
def test_a_river_is_no_exact_place(rivers, precision):
    exact = Toponym("s", "Styx", "Styx", precision=precision)
    (finding,) = resolve(journey("north foot s", north=NORTH, s=exact), rivers).findings
    assert finding.code == "precision-mismatch"
    assert "is a line" in finding.message


def test_its_leg_says_what_the_point_stands_for(rivers):
    case = journey("north foot Styx", north=NORTH)
    atlas = pipeline.build(case, gazetteer=rivers, profile="internal")
    leg = atlas.legs["leg-0"]
    assert "For “Styx” stands a point that the stops next to it suggest; " in leg.method
    assert wording.leg_distance(leg) == "about 111 km, by the point at which Styx is drawn"
    assert wording.route_distance(atlas.routes[0]) == "about 111 km in straight lines"
    assert wording.precision(leg.end).startswith("Somewhere along a river, within ")


class TestWithoutAnOutline:
    def test_a_region_is_a_circle_and_says_so(self, rivers):
        place = resolve(journey("north air Shire", north=NORTH), rivers).places["Shire"]
        assert place.area.is_valid
        assert "is not held: it is drawn as a circle of 50 km" in place.resolution.reason

    def test_it_is_cut_at_the_antimeridian(self, rivers):
        shire = Toponym("s", "S", "S", within=("Shire",))
        area = resolve(journey("north air s", north=NORTH, s=shire), rivers).places["s"].area
        west, _, east, _ = area.bounds
        assert (west, east) == (-180, 180)
        assert len(area.geoms) == 2

    @pytest.mark.parametrize("lat", [0.0, 60.0, -75.0])
    def test_the_circle_is_one_on_the_ellipsoid(self, lat):
        ring = circle((10.0, lat), 300_000.0).exterior.coords
        assert [length_m((10.0, lat), p) for p in ring] == pytest.approx([300_000] * 65, abs=1)

    @pytest.mark.parametrize(
        ("center", "inside", "outside"),
        [
            ((10.0, 89.0), [(10, 88), (-170, 89), (75, 90), (-180, 89.9)], [(10, 86), (-170, 88)]),
            ((0.0, 90.0), [(0, 88), (180, 88), (-180, 88), (-91, 89)], [(0, 87), (-91, 87)]),
            ((175.0, -90.0), [(0, -88), (180, -88), (-180, -90)], [(0, -87)]),
        ],
    )
    def test_it_may_hold_a_pole(self, center, inside, outside):
        area = circle(center, 300_000.0)
        assert area.is_valid
        assert all(area.intersects(shapely.Point(p)) for p in inside)
        assert not any(area.intersects(shapely.Point(p)) for p in outside)
        assert area.bounds[0] == -180
        assert area.bounds[2] == 180

    @pytest.mark.parametrize("center", [(10.0, 50.0), (180.0, 0.0), (0.0, 90.0)])
    def test_without_a_radius_it_is_not_empty(self, center):
        area = circle(center, 0.0)
        assert area.is_valid
        assert area.area > 0
        assert area.distance(shapely.Point(center)) < 1e-4

    def test_a_band_from_south_to_north_is_everywhere_as_wide(self):
        area = band(shapely.LineString([(130, 45), (130, 70)]), 10_000.0)
        for lat in (45.5, 57.5, 69.5):
            west, _, east, _ = area.intersection(shapely.box(-180, lat, 180, lat + 0.01)).bounds
            assert length_m((west, lat), (east, lat)) == pytest.approx(20_000, rel=0.02)

    def test_a_band_is_as_wide_in_the_north(self):
        area = band(shapely.LineString([(10, 60), (11, 60)]), 10_000.0)
        west = min(area.exterior.coords, key=lambda p: p[0])
        assert length_m((10, 60), west) == pytest.approx(10_000, rel=0.02)
