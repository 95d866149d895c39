"""Flights between airports, and which airport stands for a city."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
import shapely

from routes.alternatives import Means, between
from routes.gazetteers.airports import airport_of
from routes.geodesy import length_m, line_length_m
from routes.model import Candidate, Place, Resolution, Toponym, Wanted
from routes.modes import modes
from routes.wording import kilometres
from tests.conftest import FakeGazetteer


class NoNetworks:
    def router(self, mode: str) -> object:
        raise AssertionError(f"the {mode} network was asked for")


def place(name: str, lon: float, lat: float, country: str | None = None, **more: object) -> Place:
    asked = Toponym(id=name.lower(), name=name, query=name)
    made = Place(
        id=asked.id,
        label=name,
        kind="city",
        precision="city",
        radius_m=5000.0,
        resolution=Resolution(asked, (), (), ""),
        point=(lon, lat),
        country=country,
    )
    return replace(made, **more)


VLADIVOSTOK = place("Vladivostok", 131.8869, 43.1155, "RU")
PETERSBURG = place("St. Petersburg", 30.3141, 59.9386, "RU")
MINSK = place("Minsk", 27.5667, 53.9, "BY")
SEOUL = place("Seoul", 126.9784, 37.566, "KR")
KHASAN = place("Khasan", 130.6446, 42.4286, "RU")


@pytest.fixture
def means(bundled) -> Means:
    return Means(NoNetworks(), modes(), lambda each: airport_of(each, bundled))


def wanted(**more: object) -> Wanted:
    return replace(Wanted("leg-air", None, "a", "b", "air"), **more)


@pytest.mark.parametrize(
    ("city", "code"),
    [(VLADIVOSTOK, "VVO"), (PETERSBURG, "LED"), (MINSK, "MSQ"), (SEOUL, "ICN")],
    ids=lambda each: getattr(each, "label", each),
)
def test_the_airport_of_a_city(bundled, city, code):
    airport = airport_of(city, bundled)
    assert airport is not None
    assert airport.kind == "airport"
    assert airport.label.endswith(f"({code})")
    assert airport.country == city.country


def test_an_airport_is_its_own(bundled):
    gimpo = place("Gimpo", 126.79, 37.558, "KR", kind="airport")
    assert airport_of(gimpo, bundled) is gimpo


def test_a_village_far_from_any_airport_has_none(bundled):
    assert airport_of(KHASAN, bundled) is None


def test_the_airport_lies_in_the_country_of_the_city(bundled):
    bratislava = place("Bratislava", 17.1067, 48.1482, "SK")
    assert airport_of(bratislava, bundled).country == "SK"  # Vienna's is as near and far busier


def test_an_area_has_no_airport(bundled):
    assert airport_of(replace(MINSK, point=None), bundled) is None


def test_military_airports_come_last():
    def airport(name: str, lon: float, code: str) -> Candidate:
        return Candidate(name, lon, 10.0, "airport", "exact", name, 1.0, "fake", code, 1.0, "XX",
                         codes=(code,))  # fmt: skip

    here = place("Here", 10.0, 10.0, "XX")
    offered = {"Here": [airport("Here Air Base", 10.01, "AAA"), airport("Here", 10.2, "BBB")]}
    assert airport_of(here, FakeGazetteer(offered)).label == "Here (BBB)"
    offered["Here"].pop()
    assert airport_of(here, FakeGazetteer(offered)).label == "Here Air Base (AAA)"


def test_a_flight_is_the_geodesic_between_the_airports(means):
    answer = between(VLADIVOSTOK, PETERSBURG, wanted(), means, reported_m=6_540_000.0)
    (flight,) = answer.paths
    start, end = airport_of_points(means, VLADIVOSTOK, PETERSBURG)
    assert flight.length_m == pytest.approx(length_m(start, end))
    assert flight.access_m == (
        pytest.approx(length_m(VLADIVOSTOK.point, start)),
        pytest.approx(length_m(PETERSBURG.point, end)),
    )
    assert answer.reported_m == 6_540_000.0
    assert (flight.stretch, flight.sharing, flight.passes) == (1.0, 1.0, ())
    assert [part.mode for part in flight.parts] == ["air"]


def airport_of_points(means, *places):
    return [means.airport(each).point for each in places]


def test_its_hours_are_at_cruising_speed_and_half_an_hour_up_and_down(means):
    (flight,) = between(VLADIVOSTOK, PETERSBURG, wanted(), means).paths
    assert flight.usual_h == pytest.approx(flight.length_m / 850_000 + 1.0)
    assert flight.minimum_h == pytest.approx(flight.length_m / 1_330_000)
    assert 8 < flight.usual_h < 9.5  # timetables have it at about nine hours


def test_each_stop_that_the_case_names_makes_a_path(means):
    moscow = place("Moscow", 37.6176, 55.7558, "RU")
    answer = between(VLADIVOSTOK, MINSK, wanted(via=("x", "y")), means, via=[PETERSBURG, moscow])
    direct, *others = answer.paths
    assert direct.passes == ()
    assert {path.passes for path in others} == {
        ("Moscow",), ("St. Petersburg",), ("St. Petersburg", "Moscow"),
    }  # fmt: skip
    assert all(a.length_m <= b.length_m for a, b in itertools.pairwise(others))
    both = next(path for path in others if len(path.passes) == 2)
    assert both.usual_h == pytest.approx(both.length_m / 850_000 + 3.0)
    assert both.sharing == 0.0
    assert both.stretch == pytest.approx(both.length_m / direct.length_m)
    assert [part.mode for part in both.parts] == ["air"] * 3


def test_the_airports_taken_are_named(means):
    notes = between(VLADIVOSTOK, SEOUL, wanted(), means).notes
    assert "For Vladivostok stands the airport Vladivostok International Airport (VVO)." in notes
    assert "For Seoul stands the airport Incheon International Airport (ICN)." in notes


def test_a_stop_in_a_country_to_avoid_is_refused(means):
    answer = between(VLADIVOSTOK, MINSK, wanted(avoid=("KR",)), means, via=[SEOUL, PETERSBURG])
    assert (answer.paths, answer.refused.reason) == ((), "avoided")
    assert answer.refused.names == ("Incheon International Airport (ICN)",)
    assert not any("stands the airport" in note for note in answer.notes)


def test_two_places_with_one_airport_are_refused(means):
    pulkovo = place("Pulkovo", 30.26, 59.80, "RU")
    answer = between(pulkovo, PETERSBURG, wanted(), means)
    assert (answer.paths, answer.refused.reason) == ((), "same-airport")
    assert "Pulkovo and St. Petersburg are both served by" in answer.refused.message
    assert answer.refused.names[0].endswith("(LED)")


def test_an_airport_and_the_city_that_it_serves_are_refused(means):
    lon, lat = means.airport(PETERSBURG).point
    for point in ((lon, lat), (lon + 0.01, lat)):  # as the gazetteer has it, or as a case does
        airport = place("Pulkovo", *point, "RU", kind="airport")
        answer = between(airport, PETERSBURG, wanted(), means)
        assert answer.refused.reason == "same-airport"


def test_an_airport_that_is_asked_for_twice_is_one_stop(means):
    lon, lat = means.airport(PETERSBURG).point
    airport = place("Pulkovo", lon, lat, "RU", kind="airport")
    answer = between(VLADIVOSTOK, MINSK, wanted(), means, via=[airport, PETERSBURG])
    assert [path.passes for path in answer.paths] == [(), ("Pulkovo",)]
    assert any(note.startswith("St. Petersburg is left out as a stop") for note in answer.notes)


def test_a_stop_at_an_airport_of_its_ends_is_none(means):
    near = place("Shushary", 30.38, 59.81, "RU")
    for start, end in ((PETERSBURG, MINSK), (MINSK, PETERSBURG)):
        answer = between(start, end, wanted(), means, via=[near, VLADIVOSTOK])
        assert [path.passes for path in answer.paths] == [(), ("Vladivostok",)]
        (note,) = [note for note in answer.notes if "left out as a stop" in note]
        assert note.startswith("Shushary is left out as a stop: its airport is that of St. Peters")


def test_no_more_flights_than_asked_for(means):
    moscow = place("Moscow", 37.6176, 55.7558, "RU")
    via = [PETERSBURG, moscow]
    for count, left in ((0, "3 longer flights"), (1, "2 longer flights"), (2, "1 longer flight ")):
        answer = between(VLADIVOSTOK, MINSK, wanted(count=count), means, via=via)
        assert len(answer.paths) == count + 1
        assert answer.paths[0].passes == ()
        assert [note for note in answer.notes if note.startswith(f"Left out: {left}")]
    assert not any("Left out" in note for note in between(
        VLADIVOSTOK, MINSK, wanted(count=3), means, via=via).notes)  # fmt: skip


BOX = shapely.box(100, 40, 120, 70)


def outlined(means, **shapes):
    return replace(means, shape_of=shapes.get, country_name={"CN": "China"}.get)


def test_what_is_flown_over_is_measured_where_the_outline_is_known(means):
    given = outlined(means, CN=BOX)
    answer = between(VLADIVOSTOK, PETERSBURG, wanted(avoid=("CN", "KP", "crimea")), given)
    (flight,) = answer.paths
    inside = line_length_m(flight.geometry.intersection(BOX))
    assert inside > 100_000
    said = answer.notes
    assert (
        "The airports lie outside China, KP and Crimea; what is flown over is not kept out of."
        in said
    )
    assert f"The straight line without a stop runs {kilometres(inside)} over China." in said
    assert "The straight lines may run over KP and Crimea: that is not computed." in said


def test_what_is_not_flown_over_is_said_too(means):
    given = outlined(means, CN=shapely.box(0, -10, 1, -9))
    said = between(VLADIVOSTOK, PETERSBURG, wanted(avoid=("CN",)), given).notes
    assert "The straight line does not run over China." in said
    said = between(VLADIVOSTOK, MINSK, wanted(avoid=("CN",)), given, via=[PETERSBURG]).notes
    assert "No straight line runs over China." in said


def test_who_avoids_nothing_is_told_nothing_of_what_is_flown_over(means):
    said = between(VLADIVOSTOK, PETERSBURG, wanted(), outlined(means, CN=BOX)).notes
    assert not any("kept out of" in note or "over China" in note for note in said)


def test_an_end_in_a_country_to_avoid_is_refused(means):
    answer = between(VLADIVOSTOK, MINSK, wanted(avoid=("BY",)), means)
    assert answer.paths == ()
    assert answer.refused.reason == "avoided"
    assert "Minsk National Airport (MSQ)" in answer.refused.message


def test_a_place_without_an_airport_is_refused_by_name(means):
    answer = between(KHASAN, MINSK, wanted(), means)
    assert answer.refused.reason == "far-from-network"
    assert answer.refused.names == ("Khasan",)


def test_a_flight_over_the_date_line_is_cut(means):
    anchorage = place("Anchorage", -149.9, 61.2181, "US")
    (flight,) = between(VLADIVOSTOK, anchorage, wanted(), means).paths
    assert flight.geometry.geom_type == "MultiLineString"
    west, east = flight.geometry.geoms
    assert west.coords[-1][0] == 180.0
    assert east.coords[0][0] == -180.0
