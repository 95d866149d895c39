"""The two real cases, built: what a reader must find on the maps."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic

from routes import api
from routes.geodesy import length_m
from routes.wording import route_distance
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def official():
    return api.build(ROOT / "data" / "cases" / "trade-official-2016.yaml")


@pytest.fixture(scope="module")
def closed_road():
    return api.build(ROOT / "data" / "cases" / "closed-road-2024.yaml")


def test_neither_case_has_an_unresolved_place_or_an_unsupported_leg(official, closed_road):
    assert [f for f in (*official.findings, *closed_road.findings) if f.severity != "info"] == []


def test_every_destination_that_is_claimed_is_a_version(official):
    assert official.comparison.compared == ("belarus", "minsk-west", "ukraine", "south-korea")
    hypothetical = [i.id for i in official.case.itineraries.values() if i.status == "hypothetical"]
    assert hypothetical == ["finland", "estonia", "kyrgyzstan", "direct-west"]
    assert all(not route.missing for route in official.routes)


def test_all_versions_agree_as_far_as_st_petersburg(official):
    assert official.comparison.trunk == ("across-russia",)
    first = official.comparison.divergences[0]
    assert first.places == ("st-petersburg",)
    assert set(first.branches) == {"drive-to-pulkovo", "to-ukraine", "to-south-korea"}


def test_minsk_is_a_more_exact_belarus_and_no_contradiction(official):
    pairs = {(c.leg, c.other) for c in official.comparison.contradictions}
    assert ("flight-to-belarus", "flight-to-minsk") not in pairs
    assert ("flight-to-belarus", "to-ukraine") in pairs
    assert ("to-ukraine", "drive-to-pulkovo") in pairs


def test_a_way_that_is_only_our_reading_contradicts_nobody(official):
    assert official.case.legs["to-south-korea"].basis == "inferred"
    found = {leg for c in official.comparison.contradictions for leg in (c.leg, c.other)}
    assert "to-south-korea" not in found


@pytest.mark.parametrize(
    ("leg", "at_least", "at_most"),
    [
        ("across-russia", 1, 1),
        ("drive-to-pulkovo", 1, 1),
        ("flight-to-belarus", 1, 2),
        ("to-ukraine", 1, 2),
        ("to-south-korea", 1, 1),
    ],
)
def test_origins_are_counted_not_articles(official, leg, at_least, at_most):
    found = official.comparison.legs[leg]
    assert (found.at_least, found.at_most) == (at_least, at_most)


def test_a_chain_keeps_all_its_links(official):
    claim = next(c for c in official.case.events["escape"].claims if "last month" in c.quote.exact)
    assert claim.chain == ("zerkalo", "yonhap", "yonhap-source")
    assert official.case.sources[claim.origin].identity == "anonymous"


@pytest.mark.parametrize(
    ("leg", "metres"),
    [
        ("across-russia", ((131.87353, 43.10562), (30.31413, 59.93863))),
        ("drive-to-pulkovo", ((30.31413, 59.93863), (30.2625, 59.8003))),
        ("flight-to-minsk", ((30.2625, 59.8003), (27.56667, 53.9))),
    ],
)
def test_lengths_agree_with_geographiclib_to_the_metre(official, leg, metres):
    (lon1, lat1), (lon2, lat2) = metres
    expected = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"]
    traced = official.legs[leg]
    assert traced.start.point == pytest.approx((lon1, lat1), abs=1e-3)
    assert traced.end.point == pytest.approx((lon2, lat2), abs=1e-3)
    own = Geodesic.WGS84.Inverse(*traced.start.point[::-1], *traced.end.point[::-1])["s12"]
    assert traced.length_m == pytest.approx(own, abs=1)
    assert traced.length_m == pytest.approx(expected, abs=200)


def test_st_petersburg_to_minsk_agrees_with_geographiclib(official):
    a = official.places["st-petersburg"].point
    b = official.places["minsk"].point
    expected = Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]
    assert length_m(a, b) == pytest.approx(expected, abs=1)
    assert 680_000 < expected < 700_000


def test_pulkovo_is_the_airport_and_not_the_village(official):
    pulkovo = official.places["pulkovo"]
    assert pulkovo.kind == "airport"
    assert pulkovo.point == pytest.approx((30.2625, 59.8003), abs=0.01)


def test_vague_destinations_are_areas_and_fade(official, closed_road):
    for atlas, leg in (
        (official, "flight-to-belarus"),
        (official, "minsk-to-west"),
        (official, "to-ukraine"),
        (official, "to-south-korea"),
        (closed_road, "drives"),
    ):
        assert atlas.legs[leg].fades == "end"
        assert atlas.legs[leg].length_m is None
        assert atlas.legs[leg].end.point is None


def test_the_author_is_right_about_finland_estonia_and_kyrgyzstan(official):
    assert [check.holds for check in official.checks] == [True, True]
    finland = official.checks[0].distances_m["finland"]
    assert 90_000 < finland < 200_000


def test_the_broker_s_road_is_closed_since_january_2024(closed_road):
    leg = closed_road.legs["drives"].leg
    assert leg.status == "closed"
    assert leg.closure is not None
    assert (leg.closure.since.edtf, leg.closure.since.uncertain) == ("2024?-01", True)
    assert closed_road.comparison.legs["drives"].origins == ("source-in-russia",)
    assert route_distance(closed_road.routes[0]) == "cannot be measured"


def test_the_contradiction_about_the_date_is_noted(closed_road):
    assert any("contradicts itself" in note for note in closed_road.case.notes)
    assert "year" in closed_road.case.disputes


def test_nobody_is_named():
    text = "".join(p.read_text("utf-8") for p in (ROOT / "data" / "cases").glob("*.yaml"))
    for name in ("Chol", "Kolotov", "Kim"):
        assert name not in text
