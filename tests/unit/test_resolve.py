from __future__ import annotations

import pytest
import shapely

from routes.errors import GeocoderTimeout
from routes.model import SERVICE_FAILED
from routes.resolve import resolve
from tests.conftest import FakeGazetteer, candidate

HEAD = """
    version: 1
    title: A journey
    sources: {a: {publisher: A}}
    legs: {go: {from: x, to: y, claims: [{source: a, says: so}]}}
    itineraries: {one: {title: One, legs: [go]}}
    places:
      y: {name: Y, lon: 1, lat: 2}
"""


def test_pinned_coordinates_win_and_no_gazetteer_is_asked(case_from):
    gazetteer = FakeGazetteer({"X": [candidate("X", 50, 50)]})
    resolved = resolve(case_from(HEAD + "      x: {name: X, lon: 30.5, lat: -60}"), gazetteer)
    assert resolved.places["x"].point == (30.5, -60)
    assert resolved.resolutions["x"].chosen[0].match == "pinned"
    assert gazetteer.asked == []


def test_a_single_candidate_is_chosen_with_reason_and_radius(case_from):
    gazetteer = FakeGazetteer({"X": [candidate("X", 50, 51, population=70_000)]})
    place = resolve(case_from(HEAD + "      x: X"), gazetteer).places["x"]
    assert (place.point, place.precision, place.radius_m) == ((50, 51), "city", 5_000)
    assert "only place" in place.resolution.reason
    assert "70,000 people" in place.resolution.reason


def test_an_unknown_name_is_an_error_at_its_line_and_no_place(case_from):
    resolved = resolve(case_from(HEAD + "      x: Nowhere"), FakeGazetteer({}))
    assert "x" not in resolved.places
    (finding,) = resolved.findings
    assert (finding.code, finding.severity, finding.about) == (
        "unresolved-place",
        "error",
        "places.x",
    )
    assert finding.mark is not None
    assert finding.mark.line == 9
    assert "Nowhere" in finding.message


def test_two_likely_candidates_are_named_and_none_is_chosen(case_from):
    gazetteer = FakeGazetteer(
        {
            "X": [
                candidate("X", 50, 51, country="AA", population=900, score=0.50),
                candidate("X", -50, 5, country="BB", population=800, score=0.49),
            ]
        }
    )
    resolved = resolve(case_from(HEAD + "      x: X"), gazetteer)
    assert "x" not in resolved.places
    (finding,) = resolved.findings
    assert finding.code == "ambiguous-place"
    assert len(finding.hints) == 2
    assert "AA" in finding.hints[0]
    assert "BB" in finding.hints[1]
    assert len(resolved.resolutions["x"].candidates) == 2


@pytest.mark.parametrize(
    ("best", "runner", "chosen"),
    [
        ({"score": 0.9}, {"score": 0.7}, True),
        ({"score": 0.9}, {"score": 0.85}, False),
        ({"score": 0.9, "population": 500_000}, {"score": 0.85, "population": 40_000}, True),
        ({"score": 0.9, "population": 500_000}, {"score": 0.85, "population": 60_000}, False),
    ],
)
def test_the_best_is_taken_only_when_clearly_ahead(case_from, best, runner, chosen):
    gazetteer = FakeGazetteer({"X": [candidate("X", 1, 1, **best), candidate("X", 9, 9, **runner)]})
    resolved = resolve(case_from(HEAD + "      x: X"), gazetteer)
    assert ("x" in resolved.places) is chosen


def test_two_records_of_one_spot_are_no_ambiguity(case_from):
    gazetteer = FakeGazetteer({"X": [candidate("X", 1, 1), candidate("X", 1.05, 1.02)]})
    assert "x" in resolve(case_from(HEAD + "      x: X"), gazetteer).places


def test_a_vague_place_is_an_area_without_a_point(case_from, square_world):
    text = HEAD + "      x: {name: somewhere there, within: [Squareland, Farland]}"
    place = resolve(case_from(text), square_world).places["x"]
    assert place.point is None
    assert place.area is not None
    assert place.area.area == pytest.approx(32)
    assert place.precision == "country"
    assert place.label == "somewhere there"


def test_a_country_name_alone_is_vague_too(case_from, square_world):
    place = resolve(case_from(HEAD + "      x: Squareland"), square_world).places["x"]
    assert place.is_vague
    assert place.point is None


def test_a_vague_place_in_an_unknown_area_is_an_error(case_from, square_world):
    resolved = resolve(
        case_from(HEAD + "      x: {name: q, within: [Squareland, Z]}"), square_world
    )
    assert "x" not in resolved.places
    assert "Z" in resolved.findings[0].message


def test_a_code_must_be_that_of_the_airport(case_from):
    right = candidate("Field", 3, 4, kind="airport", codes=("LED", "ULLI"), match="code")
    wrong = candidate("Led", 5, 6)
    resolved = resolve(
        case_from(HEAD + "      x: {name: P, iata: LED}"), FakeGazetteer({"LED": [wrong, right]})
    )
    assert resolved.places["x"].point == (3, 4)
    missing = resolve(
        case_from(HEAD + "      x: {name: P, iata: LED}"), FakeGazetteer({"LED": [wrong]})
    )
    assert missing.findings[0].code == "ambiguous-place"


def test_the_reference_serves_codes_and_areas(case_from, square_world):
    online = FakeGazetteer({"X": [candidate("X", 7, 7, match="online")]})
    text = HEAD + "      x: X\n      z: {name: z, within: Squareland}"
    resolved = resolve(case_from(text), online, square_world)
    assert resolved.places["x"].point == (7, 7)
    assert shapely.equals(resolved.places["z"].area, shapely.box(8, -2, 12, 2))
    assert [q for q, _, _ in online.asked] == ["X"]


def test_a_failing_service_loses_one_name_and_not_the_others(case_from):
    class Flaky(FakeGazetteer):
        def lookup(self, query, **options):
            if query == "X":
                raise GeocoderTimeout("somewhere", "no answer in time")
            return super().lookup(query, **options)

    gazetteer = Flaky({"Z": [candidate("Z", 5, 5)]})
    resolved = resolve(case_from(HEAD + "      x: X\n      z: Z"), gazetteer)
    assert set(resolved.places) == {"y", "z"}
    (finding,) = resolved.findings
    assert (finding.code, finding.severity) == (SERVICE_FAILED, "error")
    assert "not found" in finding.message
