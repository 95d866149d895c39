from __future__ import annotations

import pytest
import shapely

from routes.errors import GeocoderTimeout
from routes.gazetteers.weights import DOUBT
from routes.model import SERVICE_FAILED, Case, Toponym
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
                candidate("X", 50, 51, country="AA", population=900, weight=900.0, ref="a"),
                candidate("X", -50, 5, country="BB", population=800, weight=800.0, ref="b"),
            ]
        }
    )
    resolved = resolve(case_from(HEAD + "      x: X"), gazetteer)
    assert "x" not in resolved.places
    (finding,) = resolved.findings
    assert finding.code == "ambiguous-place"
    assert len(finding.hints) == 2
    assert {hint[:12] for hint in finding.hints} == {"X (city, AA,", "X (city, BB,"}
    assert len(resolved.resolutions["x"].candidates) == 2


@pytest.mark.parametrize(("share", "taken"), [(0.11, True), (0.12, False)])
def test_a_place_is_taken_from_nine_in_ten_on(share, taken):
    best = candidate("X", 1, 1, ref="a")
    runner = candidate("X", 9, 9, weight=1_000_000.0 * share, ref="b")
    place, findings = one(FakeGazetteer({"X": [runner, best]}))
    assert (place is not None) is taken
    if taken:
        resolution = place.resolution
        assert [c.ref for c in resolution.candidates] == ["a", "b"]
        assert resolution.confidence == pytest.approx(1 / (1 + share), abs=0.001)
        assert resolution.runner_up.ref == "b"
        assert "Next likeliest: X (city), 9 %." in resolution.reason
    else:
        assert "Likeliest: X (city), 89 %; next: X (city), 10 %." in findings[0].message


def test_one_candidate_that_is_not_sure_is_asked_about():
    weak = candidate("Ex", 50, 51, weight=DOUBT["alternate"], match="alternate", matched="X")
    place, (finding,) = one(FakeGazetteer({"X": [weak]}))
    assert place is None
    assert finding.code == "ambiguous-place"
    assert "“X” may be Ex (city), by its name “X”, but that is not sure (50 %)" in finding.message
    assert "Add `country` or `kind`, or pin it" in finding.message
    assert finding.hints[0].startswith("Ex (city)")


def test_two_records_of_one_spot_are_no_ambiguity(case_from):
    gazetteer = FakeGazetteer(
        {"X": [candidate("X", 1, 1, ref="a"), candidate("X", 1.05, 1.02, ref="b")]}
    )
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
    (finding,) = resolved.findings
    assert finding.code == "unknown-area"
    assert "“Z”" in finding.message
    assert "Add `country`" not in finding.message
    assert "pin a point with `lon`, `lat` and `radius-m` instead" in finding.message


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
    assert missing.findings[0].code == "unresolved-place"
    assert "No airport has the code LED" in missing.findings[0].message


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


class Table(FakeGazetteer):
    """A gazetteer that leaves out what is in another country or of another kind."""

    def lookup(self, query, *, country=None, kind=None, limit=10):
        found = super().lookup(query, country=country, kind=kind, limit=1_000)
        kept = [
            c for c in found if country in (None, c.country) and kind in (None, c.kind, "unknown")
        ]
        return tuple(kept[:limit])


def one(gazetteer, reference=None, **keys):
    """What comes of a single toponym, given without a file: its place, and the findings."""
    keys = {"name": "X", **keys}
    toponym = Toponym(id="x", **{"query": keys["name"], **keys})
    empty = {key: {} for key in ("sources", "legs", "itineraries", "events", "disputes")}
    texts = {"id": "c", "title": "C", "question": None, "summary": None, "language": "en"}
    case = Case(**texts, **empty, places={"x": toponym}, checks=(), notes=())
    resolved = resolve(case, gazetteer, reference)
    return resolved.places.get("x"), resolved.findings


def online(name, lon, lat, **changes):
    facts = {"match": "online", "matched": f"{name}, Somewhere", "gazetteer": "geopy:Nominatim"}
    return candidate(name, lon, lat, **{**facts, **changes})


class TestContainers:
    """ "X, Container", where the gazetteer does not understand the container."""

    def test_one_candidate_is_taken_and_the_reason_says_what_was_left_out(self):
        town = candidate("Kirov", 34, 54, ignored=("Kaluga Oblast",))
        place, findings = one(
            FakeGazetteer({"Kirov, Kaluga Oblast": [town]}), name="Kirov, Kaluga Oblast"
        )
        assert findings == ()
        assert "“Kaluga Oblast” was not understood" in place.resolution.reason

    @pytest.mark.parametrize("query", ["Kirov, K", "Kirov，K"])  # noqa: RUF001
    def test_of_two_candidates_none_is_taken_however_large(self, query):
        left_out = {"ignored": ("Kaluga Oblast",)}
        towns = [
            candidate("Kirov", 34, 54, weight=700.0, population=700, ref="a", **left_out),
            candidate("Kirov", 49, 58, weight=5e5, population=500_000, ref="b", **left_out),
        ]
        place, (finding,) = one(FakeGazetteer({query: towns}), name=query)
        assert place is None
        assert finding.code == "ambiguous-place"
        assert "“Kaluga Oblast” is not understood, and 2 places fit “Kirov”" in finding.message
        assert ["500,000" in hint for hint in finding.hints] == [True, False]

    @pytest.mark.parametrize(
        ("lon", "changes", "taken"),
        [
            (49.2, {}, True),
            (49.2, {"match": "exact"}, False),
            (49.2, {"kind": "site"}, False),
            (49.2, {"country": "KZ"}, False),
            (55, {}, False),
        ],
    )
    def test_the_airport_of_the_town_is_no_rival(self, lon, changes, taken):
        facts = {"ignored": ("K",), "country": "RU"}
        town = candidate("Kirov", 49, 58, **facts)
        airport = {"kind": "airport", "match": "alternate", **facts, **changes}
        found = [town, candidate("Kirov Airport", lon, 58, **airport)]
        place, _ = one(FakeGazetteer({"Kirov, K": found}), name="Kirov, K")
        assert (place is not None) is taken

    def test_a_container_that_is_understood_speaks_for_what_lies_in_it(self):
        village = candidate("Kirov", 34, 54, match="online", weight=200_000.0)
        gazetteer = FakeGazetteer({"Kirov, K": [village], "Kirov": [village]})
        assert one(gazetteer, name="Kirov")[0] is None
        assert one(gazetteer, name="Kirov, K")[0] is not None

    def test_real_names(self, bundled):
        place, findings = one(bundled, name="Kirov, Kaluga Oblast")
        assert place.point == (34.29891, 54.06889)
        assert findings == ()
        place, findings = one(bundled, name="Vladivostok, Primorsky Krai")
        assert place.point == (131.87353, 43.10562)
        assert findings == ()

    def test_a_container_that_is_nowhere_is_not_guessed_away(self, bundled):
        place, (finding,) = one(bundled, name="Springfield, Blabla")
        assert place is None
        assert "“Blabla” is not understood, and at least 25 places fit" in finding.message


class TestOnline:
    def test_two_towns_of_one_name_are_not_told_apart_by_their_order(self):
        found = [
            online("Springfield", -89.6, 39.8, matched="Springfield, Illinois"),
            online(
                "Springfield", -93.3, 37.2, matched="Springfield, Missouri", weight=5e5, ref="b"
            ),
        ]
        place, (finding,) = one(Table({"Springfield": found}), name="Springfield")
        assert place is None
        assert finding.code == "ambiguous-place"
        assert finding.hints[0].startswith("Springfield, Illinois (city)")
        assert finding.hints[1].startswith("Springfield, Missouri (city)")

    @pytest.mark.parametrize(
        ("other", "taken"),
        [
            ({"lon": 30.04}, True),
            ({"lon": 31}, False),
            ({"lon": 31, "radius_m": 120_000}, True),
            ({"lon": 31, "kind": "address"}, True),
            ({"lon": 31, "kind": "unknown"}, True),
        ],
    )
    def test_rivals_are_of_a_kind_and_further_apart_than_their_radii(self, other, taken):
        second = online("X", **{"lat": 0, "ref": "b", "weight": 5e5, **other})
        place, _ = one(Table({"X": [online("X", 30, 0), second]}))
        assert (place is not None) is taken
        assert place is None or "far better known" not in place.resolution.reason

    def test_of_unknown_kind_anything_far_away_is_a_rival(self):
        found = [online("X", 30, 0, kind="unknown"), online("X", 40, 0, weight=5e5, ref="b")]
        assert one(Table({"X": found}))[0] is None

    def test_a_country_and_a_region_of_one_name_are_of_a_kind(self):
        found = [
            online("Georgia", 43, 42, kind="country", country="GE"),
            online("Georgia", -83, 32, kind="region", country="US", weight=5e5, ref="b"),
        ]
        place, (finding,) = one(Table({"Georgia": found}), name="Georgia")
        assert (place, finding.code) == (None, "ambiguous-place")
        assert "Add `country`, `kind` or `near`" in finding.message

    @pytest.mark.parametrize("code", ["BY", None])
    def test_a_country_gets_its_area_from_the_reference(self, bundled, code):
        found = online("Belarus", 28, 53, kind="country", country=code, radius_m=400_000)
        place, findings = one(Table({"Belarus": [found]}), bundled, name="Belarus")
        assert findings == ()
        assert place.point is None
        assert (place.precision, place.country) == ("country", "BY")
        assert place.area.equals(bundled.shape("country:BY"))
        assert place.resolution.chosen[0].ref == "country:BY"
        assert "geopy:Nominatim" in place.resolution.reason

    def test_a_union_gets_its_area_from_the_reference(self, bundled):
        found = online("Central Asia", 66, 43, kind="region", radius_m=1_000_000)
        place, _ = one(Table({"Central Asia": [found]}), bundled, name="Central Asia")
        assert place.area.equals(bundled.shape("curated:central-asia"))

    @pytest.mark.parametrize(
        "changes",
        [
            {"name": "Quux", "kind": "region", "country": "DE"},
            {"name": "Central Asia", "kind": "region", "country": "DE"},
            {"name": "Q", "kind": "country", "country": "QQ"},
        ],
    )
    def test_without_an_area_it_is_a_finding_and_never_a_point(self, bundled, changes):
        found = online(lon=11, lat=48, **changes)
        place, (finding,) = one(Table({found.name: [found]}), bundled, name=found.name)
        assert place is None
        assert finding.code == "unknown-area"
        assert "its area is not known" in finding.message
        assert "`within`" in finding.message or "Name a country" in finding.message

    def test_an_area_that_is_promised_but_not_there_is_no_point_either(self):
        found = candidate("X", 1, 2, kind="region", has_shape=True)
        place, (finding,) = one(FakeGazetteer({"X": [found]}))
        assert (place, finding.code) == (None, "unknown-area")

    def test_another_gazetteer_may_bring_its_own_areas(self, square_world):
        own = FakeGazetteer(
            {"Duchy": [candidate("Duchy", 5, 5, kind="region", ref="own:1", has_shape=True)]},
            {"own:1": shapely.box(4, 4, 6, 6)},
        )
        place, _ = one(own, square_world, name="Duchy")
        assert place.area.area == pytest.approx(4)


class TestWhatDecides:
    @pytest.mark.parametrize(
        ("best", "other", "words"),
        [
            ({"population": 60_000}, {"population": 3_000}, "it has 20 times the people"),
            ({"population": 60_000}, {"population": 25_000}, "it has twice the people"),
            ({"population": 60_000}, {}, "of the next, no number of people is known"),
            ({"population": 6}, {"match": "alternate"}, "the next has it only as another name"),
            ({"kind": "river"}, {}, "of a name alone, a river is likelier meant than a city"),
            ({}, {"kind": "airport"}, "of a name alone, a city is likelier meant than an airport"),
            ({}, {}, "it is better known by this name"),
        ],
    )
    def test_what_decides_is_what_the_reason_says(self, best, other, words):
        facts = {"weight": 1e6, "ref": "a", "has_shape": best.get("kind") == "river"}
        found = [
            candidate("X", 1, 1, **{**facts, **best}),
            candidate("Other", 9, 9, **{"weight": 1e4, **other}),
        ]
        gazetteer = FakeGazetteer({"X": found}, {"a": shapely.LineString([(0, 0), (2, 2)])})
        place, _ = one(gazetteer)
        assert f"What decided: {words}." in place.resolution.reason
        assert "Next likeliest: Other (" in place.resolution.reason

    def test_more_people_are_said_not_to_have_decided(self):
        found = [
            candidate("X", 1, 1, weight=1e6, population=1_000),
            candidate("Other", 9, 9, weight=3e6, population=9_000, country="AA"),
        ]
        resolved = one(FakeGazetteer({"X": found}), country="BB")
        assert resolved[0] is None  # hints count for all that was found alike

    @pytest.mark.parametrize(
        "changes",
        [{"kind": "airport"}, {"country": "PL"}, {"name": "Y"}, {"lon": 1.2}],
    )
    def test_one_spot_is_one_name_kind_and_country(self, changes):
        facts = {"lon": 1.01, "lat": 60, "country": "BY", "name": "X", "ref": "b", **changes}
        found = [candidate("X", 1, 60, country="BY"), candidate(**facts)]
        assert one(FakeGazetteer({"X": found}))[0] is None

    def test_one_spot_over_the_antimeridian(self):
        found = [candidate("X", 179.99, 60, ref="a"), candidate("X", -179.99, 60, ref="b")]
        assert one(FakeGazetteer({"X": found}))[0] is not None


class TestWhatFindingsSay:
    def test_only_the_likely_are_counted_and_listed(self):
        weak = [candidate("Weak", 9, n, weight=5.0, ref=f"w{n}") for n in range(8)]
        likely = [candidate("X", n, 0, weight=900.0, ref=f"x{n}") for n in range(0, 30, 10)]
        _, (finding,) = one(FakeGazetteer({"X": likely + weak}))
        assert finding.message.startswith("3 places fit “X”")
        assert len(finding.hints) == 3

    def test_where_there_may_be_more_it_says_at_least(self):
        many = [candidate("X", n, 0, ref=f"x{n}") for n in range(0, 170, 2)]
        _, (finding,) = one(FakeGazetteer({"X": many}))
        assert finding.message.startswith("At least 25 places fit “X”")
        assert len(finding.hints) == 5

    def test_the_lookup_gets_country_and_kind(self):
        gazetteer = FakeGazetteer({"X": [candidate("X", 1, 2)]})
        one(gazetteer, country="BY", kind="city")
        assert gazetteer.asked == [("X", "BY", "city")]

    @pytest.mark.parametrize(
        ("keys", "words"),
        [
            ({"country": "RU"}, "“X” is known, but not in RU. Correct or delete `country`,"),
            ({"kind": "airport"}, "“X” is known, but not as `airport`. Correct or delete `kind`,"),
            (
                {"country": "RU", "kind": "city"},
                "“X” is known, but not in RU as `city`. Correct or delete `country` or `kind`,",
            ),
        ],
    )
    def test_a_place_that_is_elsewhere_is_said_to_be_elsewhere(self, keys, words):
        _, (finding,) = one(Table({"X": [candidate("X", 44.8, 41.7, country="GE")]}), **keys)
        assert finding.code == "unresolved-place"
        assert finding.message.startswith(words)
        assert "spelling" not in finding.message
        assert finding.hints == ("X (city, GE) at lon 44.8000, lat 41.7000",)

    def test_a_place_that_is_not_in_its_container_is_said_to_be_elsewhere(self, bundled):
        _, (finding,) = one(bundled, name="Vladivostok, Finland")
        assert "“Vladivostok” is known, but not “Vladivostok, Finland”" in finding.message
        assert "RU" in finding.hints[0]

    def test_a_name_that_is_nowhere_is_said_to_be_so(self):
        _, (finding,) = one(Table({}), country="RU")
        assert "No place named “X” is known in RU. Check the spelling" in finding.message

    def test_a_service_is_asked_once_and_hints_come_from_the_reference(self):
        service = Table({})
        reference = Table({"X": [candidate("X", 44.8, 41.7, country="GE")]})
        _, (finding,) = one(service, reference, name="X, Y", country="RU", kind="city")
        assert service.asked == [("X, Y", "RU", "city")]
        assert finding.message.startswith("“X” is known, but not “X, Y”.")
        assert finding.hints == ("X (city, GE) at lon 44.8000, lat 41.7000",)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"country": "BB"}, "Add `country` or `near` (the id of another place), or pin it"),
            ({"kind": "airport"}, "Add `kind` or `near`"),
            ({"admin1": "Ohio"}, "Add the region after a comma (“X, Ohio”) or `near`"),
            ({}, "Add `near` (the id of another place), or pin it with `lon` and `lat`."),
            ({"lon": 1.2}, "Pin it with `lon` and `lat`."),
        ],
    )
    def test_the_remedy_is_one_that_works(self, changes, words):
        facts = {"lon": 9, "lat": 1, "country": "AA", "admin1": "Utah", "ref": "a", **changes}
        found = [
            candidate("X", 1, 1, country="AA", admin1="Utah"),
            candidate("X", **facts),
        ]
        _, (finding,) = one(FakeGazetteer({"X": found}))
        assert words in finding.message


class TestAreas:
    def test_the_country_is_passed_on(self, bundled):
        place, (finding,) = one(bundled, within=("Bavaria",), country="KP")
        assert (place, finding.code) == (None, "unknown-area")
        assert "“Bavaria” has a known area, but not in KP" in finding.message
        assert finding.hints[0].startswith("Bavaria (region, DE)")

    def test_the_kind_is_passed_on_if_it_is_one_of_areas(self, bundled):
        assert one(bundled, within=("Korea",), kind="country")[0] is None
        assert one(bundled, within=("Korea",), kind="region")[0] is not None
        assert one(bundled, within=("Korea",), kind="site")[0] is not None

    def test_two_likely_areas_are_ambiguous(self):
        likely = [
            candidate("Congo", 15, -1, kind="country", country="CG", ref="a", has_shape=True),
            candidate("Congo", 23, -3, kind="country", country="CD", ref="b", has_shape=True),
        ]
        areas = {"a": shapely.box(14, -2, 16, 0), "b": shapely.box(20, -5, 25, 0)}
        place, (finding,) = one(FakeGazetteer({"Congo": likely}, areas), within=("Congo",))
        assert (place, finding.code) == (None, "ambiguous-place")
        assert len(finding.hints) == 2
        assert "`lon`" not in finding.message

    def test_an_area_that_is_promised_but_not_there_is_a_finding(self):
        found = candidate("X", 1, 2, kind="region", has_shape=True)
        place, (finding,) = one(FakeGazetteer({"X": [found]}), within=("X",))
        assert (place, finding.code) == (None, "unknown-area")


class TestCodes:
    def test_an_icao_code_alone_is_enough(self, bundled):
        place, findings = one(bundled, icao="ULLI")
        assert place.resolution.chosen[0].ref == "airport:ULLI"
        assert place.resolution.confidence > 0.99
        assert [f.severity for f in findings if f.severity != "info"] == []

    def test_only_airports_are_asked_for(self):
        gazetteer = FakeGazetteer({})
        one(gazetteer, iata="LED", country="RU")
        assert gazetteer.asked == [("LED", "RU", "airport"), ("LED", None, "airport")]

    def test_two_codes_must_be_of_one_airport(self, bundled):
        assert one(bundled, iata="LED", icao="ULLI")[0] is not None
        place, (finding,) = one(bundled, iata="LED", icao="UUEE")
        assert (place, finding.code) == (None, "unresolved-place")
        assert "LED and UUEE are not codes of one airport" in finding.message
        assert len(finding.hints) == 2

    def test_a_code_in_another_country_is_said_to_be_there(self, bundled):
        _, (finding,) = one(bundled, iata="LED", country="GB")
        assert "known, but not in GB" in finding.message
        assert "RU" in finding.hints[0]

    def test_two_airports_with_one_code_are_ambiguous(self):
        facts = {"kind": "airport", "codes": ("ABC",)}
        found = [candidate("A", 1, 1, ref="a", **facts), candidate("B", 9, 9, ref="b", **facts)]
        place, (finding,) = one(FakeGazetteer({"ABC": found}), iata="ABC")
        assert (place, finding.code) == (None, "ambiguous-place")


class TestHowExact:
    def test_radius_and_precision_of_the_case_win_for_a_point(self):
        gazetteer = FakeGazetteer({"X": [candidate("X", 1, 2)]})
        place, _ = one(gazetteer, radius_m=77.0, precision="site")
        assert (place.radius_m, place.precision) == (77.0, "site")

    def test_radius_and_precision_of_the_case_win_for_an_area(self, square_world):
        keys = {"within": ("Squareland",), "radius_m": 77.0, "precision": "region"}
        place, _ = one(square_world, **keys)
        assert (place.radius_m, place.precision) == (77.0, "region")

    def test_the_radius_of_a_pin(self):
        assert one(FakeGazetteer({}), lon=1.0, lat=2.0)[0].radius_m == 1_000
        place, _ = one(FakeGazetteer({}), lon=1.0, lat=2.0, radius_m=5.0)
        assert place.radius_m == place.resolution.chosen[0].radius_m == 5

    @pytest.mark.parametrize(
        "keys",
        [
            {"name": "Middle", "precision": "country"},
            {"name": "Middle", "precision": "region"},
            {"lon": 1.0, "lat": 2.0, "precision": "region"},
            {"lon": 1.0, "lat": 2.0, "kind": "country"},
            {"name": "Squareland", "precision": "city"},
            {"within": ("Squareland",), "precision": "exact"},
        ],
    )
    def test_a_point_is_no_area_and_an_area_no_point(self, square_world, keys):
        place, (finding,) = one(square_world, **keys)
        assert (place, finding.code, finding.severity) == (None, "precision-mismatch", "error")


def test_two_ids_on_one_point_are_mentioned(case_from):
    gazetteer = FakeGazetteer({"X": [candidate("X", 1, 2)], "Z": [candidate("Z", 1, 2.5)]})
    resolved = resolve(case_from(HEAD + "      x: X\n      z: Z"), gazetteer)
    assert set(resolved.places) == {"x", "y", "z"}
    (finding,) = resolved.findings
    assert (finding.code, finding.severity, finding.about) == ("same-point", "info", "places.x")
    assert finding.mark.line == 9
    assert "'x' and 'y'" in finding.message


def test_two_ids_in_one_area_are_nothing_to_mention(case_from, square_world):
    text = HEAD + "      x: {name: a, within: Squareland}\n      z: {name: b, within: Squareland}"
    assert resolve(case_from(text), square_world).findings == ()


@pytest.mark.parametrize(
    ("asked", "name", "match", "warned"),
    [
        ("x: Khasan", "Hassan", "alternate", True),
        ("x: {name: Khasan, country: IN}", "Hassan", "alternate", False),
        ("x: Hassan", "Hassan", "exact", False),
        ("x: Хасан", "Hassan", "alternate", False),
        ("x: St. Petersburg", "Saint Petersburg", "alternate", False),
    ],
)
def test_a_place_found_by_another_name_alone_is_doubted_aloud(
    case_from, asked, name, match, warned
):
    query = asked.removeprefix("x: ").removeprefix("{name: ").partition(",")[0]
    found = [candidate(name, 76, 13, match=match, matched=query, country="IN")]
    resolved = resolve(case_from(HEAD + f"      {asked}"), FakeGazetteer({query: found}))
    assert "x" in resolved.places
    assert [f.code for f in resolved.findings] == (["other-name"] if warned else [])
