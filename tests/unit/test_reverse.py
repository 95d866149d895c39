"""What lies at a point, with the shapes of the file that ships."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import pytest
import shapely
import shapely.ops
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.errors import RoutesError
from routes.gazetteers.bundled import Bundled, open_bundled
from routes.gazetteers.reverse import OFFSHORE_M, _cells
from routes.gazetteers.store import cell
from routes.geodesy import destination, length_m

QUICK = settings(deadline=None)  # a busy machine is no mistake

LON, LAT = st.floats(-180, 180), st.floats(-90, 90)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Bundled]:
    opened = open_bundled()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("lon", "lat", "country", "region"),
    [
        (132.2, 43.6, "RU", "Primorsky Krai"),
        (129.5, 42.9, "CN", "Jilin"),
        (129.7, 42.0, "KP", "North Hamgyong"),
        (126.98, 37.56, "KR", "Seoul"),
        (34.1, 44.95, "UA", "Crimea"),
        (27.56, 53.9, "BY", "Minsk"),
        (-95.4, 29.8, "US", "Texas"),
        (179.0, 67.0, "RU", "Chukotka"),
        (-175.0, 66.8, "RU", "Chukotka"),
    ],
)
def test_country_and_region(
    gazetteer: Bundled, lon: float, lat: float, country: str, region: str
) -> None:
    found = gazetteer.reverse(lon, lat)
    assert found.country == country
    assert found.admin1 is not None
    assert region in found.admin1
    assert found.offshore_m == 0
    assert found.admin1_ref is not None
    shape = gazetteer.shape(found.admin1_ref)
    assert shape is not None
    assert shapely.intersects_xy(shape, lon, lat)


def test_the_nearest_town(gazetteer: Bundled) -> None:
    found = gazetteer.reverse(131.9, 43.12)
    assert found.nearest is not None
    assert found.nearest.ref == "geonames:2013348"
    there = (found.nearest.lon, found.nearest.lat)
    assert found.distance_m == pytest.approx(length_m((131.9, 43.12), there), abs=0.1)


def test_a_disputed_place_has_a_note(gazetteer: Bundled) -> None:
    found = gazetteer.reverse(34.1, 44.95)
    assert found.country == "UA"
    assert found.note


def test_a_lake_is_water_and_still_in_its_region(gazetteer: Bundled) -> None:
    found = gazetteer.reverse(132.3, 45.0)
    assert found.water is not None
    assert (found.water.kind, found.water.ref) == ("lake", "lake:khanka")


def test_the_high_seas_are_in_no_country(gazetteer: Bundled) -> None:
    found = gazetteer.reverse(-123.4, -48.9)
    assert (found.country, found.admin1, found.admin1_ref, found.offshore_m) == (None,) * 3 + (0,)
    assert found.nearest is not None
    assert found.distance_m > 2_000_000


def test_a_hair_off_the_coast_counts_and_is_said(gazetteer: Bundled) -> None:
    region = gazetteer.shape("geonames:2017623")
    assert region is not None
    at_sea = (131.9, 42.9)
    assert not shapely.intersects_xy(region, *at_sea)
    shore = shapely.ops.nearest_points(region.boundary, shapely.Point(at_sea))[0]
    seaward = destination((shore.x, shore.y), 0, 0)
    for away_m, counts in ((2_000.0, True), (40_000.0, False)):
        points = [destination(seaward, azimuth, away_m) for azimuth in range(0, 360, 5)]
        off = [p for p in points if gazetteer.reverse(*p).offshore_m > 0]
        assert bool(off) is counts or away_m > OFFSHORE_M
        for point in off:
            found = gazetteer.reverse(*point)
            assert 0 < found.offshore_m <= OFFSHORE_M
            assert found.country is not None


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(181, 0), (-180.5, 0), (0, 91), (0, -90.1), (math.nan, 0), (0, math.nan), (math.inf, 0)],
)
def test_coordinates_off_the_earth_are_refused(gazetteer: Bundled, lon: float, lat: float) -> None:
    with pytest.raises(ValueError, match="between -") as caught:
        gazetteer.reverse(lon, lat)
    assert isinstance(caught.value, RoutesError)


def test_swapped_axes_are_hinted_at(gazetteer: Bundled) -> None:
    with pytest.raises(ValueError, match="longitude comes first"):
        gazetteer.reverse(43.1, 131.9)


@pytest.mark.parametrize(
    ("lon", "lat"), [(0, 90), (0, -90), (180, 90), (-180, -90), (180, 0), (-180, 0), (180, 66)]
)
def test_the_ends_of_the_earth(gazetteer: Bundled, lon: float, lat: float) -> None:
    found = gazetteer.reverse(lon, lat)
    assert found.nearest is not None
    assert found.distance_m > 0


def test_both_names_of_the_180_degree_meridian_are_one_place(gazetteer: Bundled) -> None:
    for lat in (-17.0, 0.0, 51.5, 66.0, 71.0):
        east, west = gazetteer.reverse(180, lat), gazetteer.reverse(-180, lat)
        assert east.nearest == west.nearest
        assert east.distance_m == pytest.approx(west.distance_m, abs=0.1)
        assert east.country == west.country


def test_the_nearest_town_is_the_nearest_of_all(gazetteer: Bundled) -> None:
    """Against every town of the file, also across 180 degrees and near the poles."""
    towns = gazetteer._rows.all("SELECT lon / 1e5, lat / 1e5 FROM place WHERE kind = 0")
    chance = random.Random(3)
    points = [
        (179.9, -16.5), (-179.9, 66.0), (20.0, 84.0), (-60.0, -75.0), (0.0, 0.0), (-140.0, 10.0),
        *((chance.uniform(-180, 180), chance.uniform(-80, 80)) for _ in range(25)),
    ]  # fmt: skip
    for point in points:
        near = sorted(towns, key=lambda town, p=point: _sphere(p, town))[:30]
        least = min(length_m(point, town) for town in near)
        assert gazetteer.reverse(*point).distance_m == pytest.approx(least, abs=0.1), point


def _sphere(a: tuple[float, float], b: tuple[float, float]) -> float:
    (lon_a, lat_a), (lon_b, lat_b) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    return half + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2


@QUICK
@given(LON, LAT, st.floats(0, 360), st.floats(0, 4_000_000))
def test_the_cells_hold_every_point_in_reach(
    lon: float, lat: float, azimuth: float, reach_m: float
) -> None:
    there = destination((lon, lat), azimuth, reach_m)
    runs = list(_cells((lon, lat), reach_m + 1))
    assert any(first <= cell(*there) <= last for first, last in runs)


def test_the_same_again(gazetteer: Bundled) -> None:
    assert gazetteer.reverse(27.5, 53.9) == gazetteer.reverse(27.5, 53.9)
