"""The basemap: what is cut off, what is kept, what is dashed."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest
import shapely

from routes.errors import ArtefactError
from routes.geodesy import AzimuthalEqualArea
from routes.webmap import basemap
from routes.webmap.coding import unpack
from routes.webmap.payload_types import Basemap

CENTER, RADIUS_DEG = (85.0, 62.0), 60.0
VLADIVOSTOK, PETERSBURG, SEOUL = (131.9, 43.1), (30.3, 59.9), (127.0, 37.6)
FOCI = (VLADIVOSTOK, PETERSBURG, (27.56, 53.9), SEOUL, (74.6, 42.9))
ANYWHERE = [
    (CENTER, RADIUS_DEG),
    ((-70.0, -30.0), 100.0),  # the point opposite lies in China
    ((0.0, -90.0), 100.0),
    ((104.0, 51.0), 5.0),  # no coast inside
    ((179.0, -18.0), 100.0),
]


@cache
def russia() -> Basemap:
    return basemap.cut(CENTER, RADIUS_DEG, FOCI)


def distance_deg(lonlat: np.ndarray, point: tuple[float, float]) -> np.ndarray:
    lon, lat = np.radians(lonlat).T
    lon0, lat0 = np.radians(point)
    cosine = np.sin(lat) * np.sin(lat0) + np.cos(lat) * np.cos(lat0) * np.cos(lon - lon0)
    return np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))


def lines_of(cut: Basemap, *kinds: str) -> list[np.ndarray]:
    return [line for kind in kinds for line in unpack(cut[kind], cut["scale"])]  # type: ignore[literal-required]


def flat(rings: list[np.ndarray], center: tuple[float, float]) -> list[shapely.Polygon]:
    """Rings as polygons in the page's projection, so that 180 degrees is no edge."""
    plane = AzimuthalEqualArea(*center)
    return [shapely.Polygon(plane.forward(r)) for r in rings]


def is_wet(cut: Basemap, center: tuple[float, float], point: tuple[float, float]) -> bool:
    """Even-odd: a point is on land when an odd number of land rings hold it."""
    plane = AzimuthalEqualArea(*center)
    there = shapely.Point(plane.forward(np.array([point], dtype=np.float64))[0])
    held = sum(p.contains(there) for p in flat(lines_of(cut, "land"), center))
    return held % 2 == 0


@pytest.mark.parametrize(("center", "radius_deg"), ANYWHERE)
def test_nothing_lies_outside_the_circle(center: tuple[float, float], radius_deg: float) -> None:
    cut = basemap.cut(center, radius_deg, [center])
    for line in lines_of(cut, "land", "lakes", "borders", "disputed"):
        assert distance_deg(line, center).max() <= radius_deg + 0.01
    for label in cut["labels"]:
        assert distance_deg(np.array([label["at"]]), center)[0] <= radius_deg


@pytest.mark.parametrize(("center", "radius_deg"), ANYWHERE)
def test_rings_have_three_vertices_and_no_jump(
    center: tuple[float, float], radius_deg: float
) -> None:
    cut = basemap.cut(center, radius_deg, [center])
    for ring in lines_of(cut, "land", "lakes"):
        assert len(ring) >= 3
        assert not np.array_equal(ring[0], ring[-1])
        assert np.abs(np.diff(ring[:, 0])).max() <= 180.0
    assert all(p.area > 0 for p in flat(lines_of(cut, "land", "lakes"), center))


def test_almost_every_ring_is_simple() -> None:
    """Rounding to the grid may make neighbours touch; nothing worse may happen."""
    rings = flat(lines_of(russia(), "land", "lakes"), CENTER)
    broken = [ring for ring in rings if not ring.is_valid]
    assert len(broken) <= len(rings) // 50
    for ring in broken:
        assert shapely.make_valid(ring).area == pytest.approx(ring.area, rel=1e-3)


def test_no_seam_on_the_180_degree_meridian() -> None:
    for line in lines_of(russia(), "land"):
        on_seam = np.isclose(np.abs(line[:, 0]), 180.0, atol=0.003) & (line[:, 1] < 71.7)
        along = on_seam[:-1] & on_seam[1:]
        assert not (np.abs(np.diff(line[:, 1]))[along] > 0.05).any()


@pytest.mark.parametrize("point", [(179.0, 67.5), (-179.5, 67.0), (-175.0, 66.5)])
def test_chukotka_is_one_land_across_180(point: tuple[float, float]) -> None:
    assert not is_wet(russia(), CENTER, point)


@pytest.mark.parametrize("point", [(51.0, 42.0), (36.0, 43.5), (135.0, 40.0), (0.0, 80.0)])
def test_seas_are_wet(point: tuple[float, float]) -> None:
    assert is_wet(russia(), CENTER, point)


@pytest.mark.parametrize("point", [(37.6, 55.75), (104.3, 52.3), (127.8, 36.5), (34.1, 45.1)])
def test_land_is_dry(point: tuple[float, float]) -> None:
    assert not is_wet(russia(), CENTER, point)


@pytest.mark.parametrize(
    ("center", "dry", "wet"),
    [
        ((-70.0, -30.0), (-60.0, -10.0), (-30.0, -30.0)),
        ((0.0, -90.0), (10.0, -85.0), (-150.0, -40.0)),
        ((104.0, 51.0), (102.0, 50.0), None),
    ],
)
def test_the_far_side_does_not_turn_the_map_inside_out(
    center: tuple[float, float], dry: tuple[float, float], wet: tuple[float, float] | None
) -> None:
    cut = basemap.cut(center, 5.0 if wet is None else 100.0, [center])
    assert not is_wet(cut, center, dry)
    assert wet is None or is_wet(cut, center, wet)


@pytest.mark.parametrize("point", [(31.5, 60.8), (107.5, 53.3), (77.2, 42.4)])
def test_large_lakes_are_there(point: tuple[float, float]) -> None:
    plane = AzimuthalEqualArea(*CENTER)
    there = shapely.Point(plane.forward(np.array([point], dtype=np.float64))[0])
    assert any(lake.contains(there) for lake in flat(lines_of(russia(), "lakes"), CENTER))


def near(lines: list[np.ndarray], point: tuple[float, float], within_deg: float) -> bool:
    return any((distance_deg(line, point) < within_deg).any() for line in lines)


def test_the_line_at_perekop_is_dashed_and_crimea_has_no_solid_border() -> None:
    cut = basemap.cut((34.0, 46.0), 15.0, [(33.7, 46.1)])
    assert near(lines_of(cut, "disputed"), (33.7, 46.1), 0.15)
    crimea = shapely.box(32.4, 44.3, 36.7, 46.2)
    solid = [shapely.LineString(line) for line in lines_of(cut, "borders")]
    assert not any(crimea.intersects(line) for line in solid)


def test_contested_lines_are_dashed() -> None:
    dashed, solid = lines_of(russia(), "disputed"), lines_of(russia(), "borders")
    for contested in [(127.0, 38.2), (20.9, 43.1)]:  # Korea, Kosovo
        assert near(dashed, contested, 0.7)
        assert not near(solid, contested, 0.05)


def test_the_map_is_finer_near_the_foci() -> None:
    cut = russia()
    blurred = basemap.cut(CENTER, RADIUS_DEG, [PETERSBURG])
    for kind in ("land", "borders"):
        sharp_count = sum((distance_deg(v, SEOUL) < 5).sum() for v in lines_of(cut, kind))
        blurred_count = sum((distance_deg(v, SEOUL) < 5).sum() for v in lines_of(blurred, kind))
        assert sharp_count > 5 * blurred_count


def test_without_foci_the_centre_is_the_focus() -> None:
    assert basemap.cut(SEOUL, 5.0, []) == basemap.cut(SEOUL, 5.0, [SEOUL])


def test_land_that_is_cut_off_is_cut_where_the_page_looks_for_it() -> None:
    """The page draws no coast along the circle; it knows the circle within this tolerance."""
    within = 0.004 + 0.0004 * RADIUS_DEG  # as in assets/basemap.js
    rings = lines_of(russia(), "land")
    ends = [np.abs(distance_deg(ring, CENTER) - RADIUS_DEG) < 0.2 for ring in rings]
    at_rim = np.concatenate([ring[near] for ring, near in zip(rings, ends, strict=True)])
    on_rim = np.abs(distance_deg(at_rim, CENTER) - RADIUS_DEG) < within
    assert on_rim.sum() > 50
    assert on_rim.mean() > 0.8


def test_labels_rank_from_one() -> None:
    labels = russia()["labels"]
    assert [label["rank"] for label in labels] == list(range(1, len(labels) + 1))
    names = [label["name"] for label in labels]
    assert {"Russia", "Ukraine", "Belarus", "South Korea", "Kyrgyzstan"} <= set(names)
    assert names.index("Russia") < names.index("Belarus")
    assert not any("." in name for name in names)


def test_it_fits_into_the_page_and_repeats() -> None:
    again = basemap.cut(CENTER, RADIUS_DEG, FOCI)
    assert json.dumps(again) == json.dumps(russia())
    assert len(json.dumps(again, separators=(",", ":"))) < 45_000


@pytest.mark.parametrize("radius_deg", [0.0, -1.0, 121.0, float("nan")])
def test_a_radius_out_of_range_is_refused(radius_deg: float) -> None:
    with pytest.raises(ValueError, match="radius_deg"):
        basemap.cut(CENTER, radius_deg, FOCI)


def test_a_missing_artefact_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basemap, "_FILE", "no-such-file.npz")
    basemap._load.cache_clear()
    with pytest.raises(ArtefactError, match="make data"):
        basemap.cut(CENTER, RADIUS_DEG, FOCI)
    monkeypatch.undo()
    basemap._load.cache_clear()
