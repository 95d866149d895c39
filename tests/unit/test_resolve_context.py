"""Names in the light of the rest of their case."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from routes.model import Toponym, When
from routes.modes import lands, modes
from routes.resolve import SURE, Travel, resolve, weigh, why
from tests.conftest import FakeGazetteer, candidate, journey

TRAVEL = Travel(modes(), lands())

MOSCOW = candidate("Moscow", 37.6, 55.75, country="RU", population=10_000_000, weight=1e7)
IDAHO = {"country": "US", "admin1": "Idaho", "population": 25_000, "weight": 25_000.0}
WORLD = FakeGazetteer(
    {
        "Moscow": [MOSCOW, candidate("Moscow", -117.0, 46.73, **IDAHO)],
        "Pullman": [candidate("Pullman", -117.18, 46.73, country="US", admin1="Washington")],
        "Spokane": [candidate("Spokane", -117.4, 47.66, country="US", admin1="Washington")],
        "Boston": [candidate("Boston", -71.0, 42.36, country="US", admin1="Massachusetts")],
        "Tver": [candidate("Tver", 35.9, 56.86, country="RU", admin1="Tver Oblast")],
        "Lima": [candidate("Lima", -77.0, -12.0, country="PE")],
        "Kirov": [
            candidate("Kirov", 49.7, 58.6, country="RU", weight=2e5, population=500_000),
            candidate("Kirov", 34.3, 54.1, country="RU", weight=4e4, population=40_000),
        ],
        "Kaluga": [candidate("Kaluga", 36.3, 54.5, country="RU")],
        "Georgia": [
            candidate("Georgia", 43, 42, kind="country", country="GE", weight=5e7, ref="ge"),
            candidate("Georgia", -83, 33, kind="region", country="US", weight=1e7, ref="us"),
        ],
        "Tbilisi": [candidate("Tbilisi", 44.8, 41.7, country="GE")],
        "Atlanta": [candidate("Atlanta", -84.4, 33.7, country="US", weight=5e5)],
        "Ford": [
            candidate("Ford", 10, 10, country="AA", ref="a"),
            candidate("Ford", 20, 10, country="BB", ref="b"),
        ],
        "Alpha": [candidate("Alpha", 10, 15, country="AA")],
        "Beta": [candidate("Beta", 10, 5, country="AA")],
        "Gamma": [candidate("Gamma", 11, 6, country="AA", admin1="South")],
    },
    {"ge": shapely.box(40, 41, 46, 44), "us": shapely.box(-85.6, 30.4, -81, 35)},
)
WORLD.candidates["Georgia"] = [
    replace(c, has_shape=True, radius_m=300_000.0) for c in WORLD.candidates["Georgia"]
]


def ref_of(case, place):
    chosen = resolve(case, WORLD, travel=TRAVEL).resolutions[place].chosen
    return chosen[0].ref if chosen else None


def test_alone_the_larger_one_is_meant():
    resolution = resolve(journey("Moscow air Tver"), WORLD).resolutions["Moscow"]
    assert resolution.chosen[0].country == "RU"
    assert resolution.confidence > 0.99
    assert resolution.runner_up.country == "US"


def test_a_road_from_next_door_overrules_400_times_the_people():
    resolved = resolve(journey("Spokane road Pullman road Moscow"), WORLD, travel=TRAVEL)
    resolution = resolved.resolutions["Moscow"]
    assert resolution.chosen[0].country == "US"
    assert "it lies 14 km from Pullman, the stop before" in resolution.reason
    assert "the next cannot be joined with Pullman, the stop before" in resolution.reason
    assert "there is sea between US and RU" in resolution.reason
    assert "The next has 400 times the people, but that counts less." in resolution.reason
    assert resolved.findings == ()


def test_what_context_only_makes_likelier_is_asked_about():
    resolved = resolve(journey("Spokane unknown Pullman unknown Moscow"), WORLD, travel=TRAVEL)
    (finding,) = resolved.findings
    assert (finding.code, finding.about) == ("ambiguous-place", "places.Moscow")
    assert len(finding.hints) == 2


@pytest.mark.parametrize(("town", "ref"), [("Tbilisi", "ge"), ("Atlanta", "us")])
def test_a_sure_name_yields_to_one_that_only_fits_another_meaning(town, ref):
    case = journey(f"{town} road Georgia")
    resolved = resolve(case, WORLD, travel=TRAVEL)
    assert set(resolved.places) == {town, "Georgia"}
    assert resolved.places["Georgia"].resolution.chosen[0].ref == ref


def test_votes_decide_between_equals_and_are_counted_in_words():
    alone = resolve(journey("Ford unknown Lima"), WORLD).resolutions["Ford"]
    assert alone.chosen == ()
    case = journey("Ford unknown Lima", **{key: key for key in ("Alpha", "Beta", "Gamma")})
    ford = resolve(case, WORLD, travel=TRAVEL).resolutions["Ford"]
    assert ford.chosen[0].ref == "a"
    assert "3 other places of the case lie in AA" in ford.reason


def test_one_place_under_several_ids_votes_once():
    twice = journey("Ford unknown Lima", one="Alpha", two="Alpha", three="Alpha")
    once = journey("Ford unknown Lima", one="Alpha")
    shares = [
        resolve(case, WORLD).resolutions["Ford"].candidates[0].confidence for case in (twice, once)
    ]
    assert shares[0] == shares[1]


def test_near_is_a_hint_that_the_writer_gives():
    near = Toponym("k", "Kirov", "Kirov", near="Kaluga")
    resolved = resolve(journey("k unknown Lima", k=near, Kaluga="Kaluga"), WORLD, travel=TRAVEL)
    resolution = resolved.resolutions["k"]
    assert resolution.chosen[0].lon == 34.3
    assert "from Kaluga, which the case says it is near" in resolution.reason
    plain = journey("k unknown Lima", k="Kirov", Kaluga="Kaluga")
    assert resolve(plain, WORLD).resolutions["k"].chosen == ()


def test_two_stops_away_counts_where_the_next_stop_is_not_known():
    pin = Toponym("p", "P", "P", lon=34.0, lat=54.0)
    case = journey("p foot Nowhere foot Kirov", p=pin)
    resolution = resolve(case, WORLD, travel=TRAVEL).resolutions["Kirov"]
    assert resolution.chosen[0].lon == 34.3
    assert "from P, two stops before" in resolution.reason


def test_an_area_that_bears_the_name_of_a_town_in_it_is_no_stop():
    town = candidate("Jilin", 126.5, 43.8, country="CN", weight=2e6)
    region = candidate(
        "Jilin", 126, 43.3, kind="region", country="CN", weight=3e6, radius_m=4e5, ref="r"
    )
    gazetteer = FakeGazetteer({"Jilin": [region, town], "Lima": WORLD.candidates["Lima"]})
    case = journey("Jilin unknown Lima")
    assert resolve(case, gazetteer).places["Jilin"].kind == "city"
    apart = journey("Lima unknown Lima2", Lima2="Lima", Jilin="Jilin")
    assert "Jilin" not in resolve(apart, gazetteer).places


PINS = {
    "Lima": Toponym("Lima", "Lima", "Lima", lon=-77.0, lat=-12.0, country="PE"),
    "Tver": Toponym("Tver", "Tver", "Tver", lon=35.9, lat=56.86, country="RU"),
    "Kaluga": Toponym("Kaluga", "Kaluga", "Kaluga", lon=36.3, lat=54.5, country="RU"),
}


class TestFeasibility:
    def warned(self, way, when=None, **toponyms):
        case = journey(way, **{**PINS, **toponyms})
        legs = {key: replace(leg, when=when) for key, leg in case.legs.items()}
        findings = resolve(replace(case, legs=legs), WORLD, travel=TRAVEL).findings
        return [f.message for f in findings if f.code == "out-of-reach"]

    @pytest.mark.parametrize("mode", ["road", "rail", "foot"])
    def test_no_way_over_land_between_two_continents(self, mode):
        (message,) = self.warned(f"Lima {mode} Tver")
        assert "From Lima to Tver: there is sea between PE and RU." in message
        assert "Check both places, `by` and `when`." in message

    @pytest.mark.parametrize("mode", ["air", "sea", "unknown"])
    def test_other_modes_go_anywhere(self, mode):
        assert self.warned(f"Lima {mode} Tver") == []

    def test_further_than_anybody_walks(self):
        far = Toponym("Pin", "Pin", "Pin", lon=131.9, lat=43.1)
        (message,) = self.warned("Tver foot Kaluga foot Pin", Pin=far)
        assert "are too far for one leg on foot" in message

    @pytest.mark.parametrize(
        ("when", "is_too_far"),
        [
            (When("2024-03-01", "2024-03-01", "2024-03-01"), True),
            (When("2024-03-01/2024-03-20", "2024-03-01", "2024-03-20"), False),
            (When("2024-03-01~", "2024-03-01", "2024-03-01", approximate=True), False),
            (When("2024-03-01?", "2024-03-01", "2024-03-01", uncertain=True), False),
            (When("../2024-03-01", None, "2024-03-01"), False),
            (None, False),
        ],
    )
    def test_further_than_the_days_allow(self, when, is_too_far):
        messages = self.warned("Kaluga foot Tver", when)
        assert bool(messages) is is_too_far
        assert not messages or "too far on foot in 1 day" in messages[0]

    def test_a_weighed_leg_may_be_impossible(self):
        case = journey("Lima road Tver")
        leg = replace(case.legs["leg-0"], status="hypothetical")
        assert resolve(replace(case, legs={"leg-0": leg}), WORLD, travel=TRAVEL).findings == ()


class TestImpossible:
    """The only candidates of two names, which no leg can join."""

    WORLD = FakeGazetteer(
        {
            "Subotica": [candidate("Subotica", 19.7, 46.1, country="RS", weight=1e5)],
            "Horgos": [candidate("Khorgos", 80.4, 44.2, country="CN", weight=2e5)],
            "Szeged": [candidate("Szeged", 20.1, 46.3, country="HU", weight=1.6e5)],
            "Muse": [candidate("Muse", -80.2, 40.3, country="US", weight=2_500.0)],
            "Ruili": [candidate("Ruili", 97.9, 24.0, country="CN", weight=2_250.0)],
            "Sure": [candidate("Sure", 97.9, 24.0, country="CN", weight=1e5)],
        }
    )

    def shares(self, case):
        found = resolve(case, self.WORLD, travel=TRAVEL)
        return {p: r.candidates[0].confidence for p, r in found.resolutions.items()}, found

    def test_the_one_in_the_wrong_place_is_asked_about_and_its_neighbours_are_not(self):
        shares, found = self.shares(journey("Subotica foot Horgos foot Szeged"))
        assert shares["Horgos"] < 0.1
        assert set(found.places) == {"Subotica", "Szeged"}
        reason = found.resolutions["Szeged"].reason
        assert "cannot be joined" not in reason

    def test_of_two_that_are_equally_sure_both_are_asked_about(self):
        shares, found = self.shares(journey("Muse road Ruili"))
        assert set(found.places) == set()
        assert 0.01 < min(shares.values()) <= max(shares.values()) < 0.8

    def test_an_unsure_neighbour_is_no_excuse_for_one_that_does_not_fit(self):
        candidates = {name: list(found) for name, found in self.WORLD.candidates.items()}
        candidates["Muse"] = [candidate("Muse", -80.2, 40.3, country="US", weight=50_000.0)]
        candidates["Ruili"] = [replace(candidates["Ruili"][0], match="alternate")]
        world = FakeGazetteer(candidates)
        assert "Muse" not in resolve(journey("Muse road Ruili"), world, travel=TRAVEL).places
        assert "Muse" in resolve(journey("Muse air Ruili"), world, travel=TRAVEL).places

    def test_of_two_the_less_sure_one_is_to_blame(self):
        shares, found = self.shares(journey("Muse road Sure"))
        assert shares["Muse"] < 0.1
        assert set(found.places) == {"Sure"}

    def test_near_is_missed_by_thousands_of_kilometres(self):
        muse = Toponym("Muse", "Muse", "Muse", near="Ruili")
        shares, _ = self.shares(journey("Muse unknown Ruili", Muse=muse))
        assert shares["Muse"] < 0.5

    def test_each_reason_once(self):
        case = journey("Muse road Ruili road Muse")
        message = resolve(case, self.WORLD, travel=TRAVEL).findings[0].message
        assert message.count("there is sea between") == 1


def test_a_region_contains_its_neighbour_and_not_the_other_way_round():
    resolved = resolve(journey("Georgia road Atlanta"), WORLD, travel=TRAVEL)
    reason = resolved.places["Georgia"].resolution.reason
    assert "it contains Atlanta, the stop after" in reason
    assert "lies in Atlanta" not in reason


def test_the_only_one_in_a_country_is_not_said_to_be_the_only_one():
    lima = Toponym("Lima", "Lima", "Lima", country="PE")
    resolved = resolve(journey("Lima air Moscow", Lima=lima), WORLD)
    reason = resolved.places["Lima"].resolution.reason
    assert reason.startswith("The only place found in PE for “Lima”")


class TestSpelling:
    def test_a_misspelt_name_is_taken_with_a_warning(self):
        fuzzy = candidate("Tver", 35.9, 56.86, match="fuzzy", matched="Tver", weight=1e7)
        gazetteer = FakeGazetteer({"Tvar": [fuzzy]})
        resolved = resolve(journey("Tvar air Pin", Pin=PIN), gazetteer)
        assert resolved.places["Tvar"].point == (35.9, 56.86)
        (finding,) = resolved.findings
        assert (finding.code, finding.severity) == ("misspelt-place", "warning")
        assert "“Tvar” is read as Tver (city)" in finding.message

    def test_never_above_a_name_that_is_spelt_so(self):
        fuzzy = candidate("Minsk", 27.6, 53.9, match="fuzzy", weight=1e12, ref="minsk")
        exact = candidate("Minks", 5, 5, weight=1_000.0, ref="minks")
        gazetteer = FakeGazetteer({"Minks": [fuzzy, exact]})
        resolution = resolve(journey("Minks air Pin", Pin=PIN), gazetteer).resolutions["Minks"]
        assert [c.ref for c in resolution.candidates] == ["minks"]

    @pytest.mark.parametrize("note", ["Claimed by two states.", "Claimed by two states"])
    def test_what_is_noted_of_a_place_is_passed_on_once(self, note):
        found = candidate("Q", 1, 1, kind="region", country="AA", note=note, has_shape=True)
        gazetteer = FakeGazetteer({"Q": [found]}, {found.ref: shapely.box(0, 0, 2, 2)})
        case = journey("Pin air Q", Pin=PIN, again=Toponym("again", "q", "q", within=("Q",)))
        (finding,) = resolve(case, gazetteer).findings
        assert (finding.code, finding.severity) == ("place-note", "info")
        assert finding.message.endswith(": Claimed by two states.")


PIN = Toponym("Pin", "Pin", "Pin", lon=2.0, lat=2.0)


class TestForTheCommandLine:
    MOSCOWS = WORLD.candidates["Moscow"]

    def test_near_a_point(self):
        first, second = weigh(self.MOSCOWS, near=(-117, 47))
        assert (first.country, second.country) == ("US", "RU")
        assert first.confidence > SURE > second.confidence
        words = why(self.MOSCOWS, near=(-117, 47))
        assert "it lies 30 km from the place given as near (the next: 8,3" in words

    def test_near_is_told_of_a_single_candidate_too(self):
        only = [candidate("Horgos", 80.4, 44.2, country="CN", weight=200_000.0)]
        assert weigh(only, near=(20.1, 46.3))[0].confidence < 0.6
        assert why(only, near=(20.1, 46.3)) == "It lies 4,610 km from the place given as near."

    def test_what_is_not_sure_is_not_called_decided(self):
        words = why(WORLD.candidates["Kirov"])
        assert "What speaks for it: it has 12 times the people." in words
        assert "What decided" not in words

    def test_without_anything_it_goes_by_the_name(self):
        assert weigh(self.MOSCOWS)[0].country == "RU"
        assert why(self.MOSCOWS).startswith("Next likeliest: Moscow (city, Idaho, US, 25,000")

    def test_countries_of_the_same_story(self):
        before = weigh(WORLD.candidates["Ford"])
        after = weigh(WORLD.candidates["Ford"], countries=["BB", "BB", "BB"])
        assert before[0].confidence < SURE < after[0].confidence
        assert after[0].ref == "b"

    def test_nothing_in_nothing_out(self):
        assert weigh([]) == ()
        assert why([]) == ""
        assert why(self.MOSCOWS[:1]) == ""
