"""What alternatives tell, on a network small enough to see through."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import shapely

from routes import pipeline
from routes.alternatives import Means, alternatives, between
from routes.alternatives.hours import Ride, minimum_h
from routes.alternatives.naming import telling
from routes.alternatives.refusals import day
from routes.model import Candidate, Place, Wanted, When
from routes.modes import modes
from routes.networks import TRANSFER_M, Area, Closure, Network, Shapes, Walk, joined
from routes.networks.frontier import BORDER_STRETCH
from routes.wording import kilometres
from tests.unit.small_network import (
    AREAS,
    CLOSURE,
    CROSSING,
    FERRY,
    NODES,
    Small,
    edge,
    lengths,
    network,
    small,
)
from tests.unit.test_alternatives_air import place

NORTH = ("West", "Nord", "Polar", "East")
SOUTH = ("West", "Gate", "Harbor", "East")

IN_2016 = When("2016-07", "2016-07-01", "2016-07-31")
IN_2021 = When("2021", "2021-01-01", "2021-12-31")


def town(name: str) -> Place:
    lon, lat, area, _ = NODES[name]
    return place(name, lon, lat, ("RU", "CN")[area])


def means(**changes: object) -> Means:
    return Means(small(**changes), modes(), lambda _: None)


def wanted(**more: object) -> Wanted:
    return replace(Wanted("w", None, "a", "b", "rail", when=IN_2016), **more)


def asked(start: str = "West", end: str = "East", **more: object):
    return between(town(start), town(end), wanted(**more), means())


def country(name: str, code: str) -> Place:
    found = Candidate(
        name, 0, 0, "country", "exact", name, 1.0, "fake", f"country:{code}", 1e6, code
    )
    made = place(name, 0, 0, code, kind="country", point=None, area=shapely.box(0, 0, 1, 1))
    return replace(made, resolution=replace(made.resolution, chosen=(found,)))


def test_the_best_path_and_the_other_one():
    answer = asked()
    best, other = answer.paths
    assert best.length_m == pytest.approx(lengths(SOUTH))
    assert other.length_m == pytest.approx(lengths(NORTH))
    assert (best.stretch, best.sharing) == (1.0, 1.0)
    assert other.stretch == pytest.approx(lengths(NORTH) / lengths(SOUTH))
    assert other.sharing == 0.0
    assert answer.refused is None
    assert (answer.start, answer.end) == ("West", "East")


def test_countries_in_order_and_their_lengths():
    best, other = asked().paths
    assert best.countries == ("RU", "CN", "RU")
    assert [stay.length_m for stay in best.stays] == [
        pytest.approx(metres) for metres in (200_000, 990_000, 200_000)
    ]
    assert sum(stay.length_m for stay in best.stays) == pytest.approx(best.length_m)
    assert other.countries == ("RU",)


def test_what_must_be_known_of_a_country_is_said():
    assert asked().paths[0].stays[1].note == "A note on China."
    assert asked().paths[0].stays[0].note is None
    in_2022 = asked(when=When("2022-07", "2022-07-01", "2022-07-31"))
    assert in_2022.paths[0].stays[0].note == "At war (since 2022). Source: A paper."


def test_crossings_are_named_by_review_or_by_the_nearest_town():
    first, second = asked().paths[0].crossings
    assert (first.from_area, first.to_area) == ("RU", "CN")
    assert (second.from_area, second.to_area) == ("CN", "RU")
    assert first.name == "The Gate"
    assert first.reviewed
    assert first.note == "Two tracks."
    assert not second.reviewed
    assert second.name == "between China and Russia, 198 km from East"
    assert (second.from_name, second.to_name) == ("China", "Russia")


def test_a_crossing_of_the_road_is_not_told_of_a_train():
    road = replace(CROSSING, note="Road crossing")
    best = between(town("West"), town("East"), wanted(), means(crossings=(road,))).paths[0]
    assert not best.crossings[0].reviewed
    assert best.crossings[0].status == "unknown"
    assert "The Gate" not in best.crossings[0].name
    on_road = means(mode="road", crossings=(road,))
    best = between(town("West"), town("East"), wanted(mode="road"), on_road).paths[0]
    assert (best.crossings[0].name, best.crossings[0].reviewed) == ("The Gate", True)


def test_what_is_only_remarked_closes_nothing_and_names_its_own_source():
    remark = Closure(
        "slow", "border:CN-RU", frozenset(), "2015-03", None, "A law (from memory, not opened)",
        "No passengers since; goods go on.", blocks=False,
    )  # fmt: skip
    first, second = asked_of(means(closures=(remark,))).crossings
    told = (
        "Not a closure: No passengers; goods go on (since March 2015). "
        "Source: A law (not checked for this map)."
    )
    assert (first.status, first.since, first.source) == ("open", None, None)
    assert first.note == f"{told} Two tracks."
    # Who remarks something of a border has looked at it, though not at this crossing.
    assert (second.status, second.reviewed, second.note) == ("open", False, told)


def test_what_is_remarked_of_a_closed_crossing_follows_why_it_is_closed():
    remark = Closure("slow", "border:CN-RU", frozenset(), "2015-03", None, "A law", "Few trains.",
                     blocks=False)  # fmt: skip
    given = means(closures=(CLOSURE, remark))
    first = asked_of(given, IN_2021).crossings[0]
    assert first.status == "closed"
    assert first.note == (
        "Two tracks. Closed against a disease. Few trains (since March 2015). Source: A law."
    )


def test_notes_do_not_tell_what_happened_later():
    area = replace(AREAS[1], note="Large. Split in 2019; the south is held by Russia.")
    part = means(areas=(AREAS[0], area))
    assert asked_of(part).stays[1].note == "Large."
    assert asked_of(part, IN_2021).stays[1].note == area.note
    assert asked_of(part, None).stays[1].note == area.note


def asked_of(means: Means, when: When | None = IN_2016):
    """The best path, with the border open."""
    ignoring = replace(means, open=frozenset({"cn-2020"}))
    return between(town("West"), town("East"), wanted(when=when), ignoring).paths[0]


def test_a_ferry_is_named_before_a_bridge_beside_it():
    boat = {edge("West", "Gate"): "boat"}
    best = between(town("West"), town("East"), wanted(), means(special=boat)).paths[0]
    assert best.crossings[0].name == FERRY.name


def disputed(held_by: str | None, view: str = "un"):
    """The first path where the areas are two parts of Ukraine, without a reviewed crossing."""
    areas = (
        Area("east", "The East", {"un": "UA", "ru": "RU"}, held_by),
        Area("south", "The South", {"un": "UA", "ru": "UA"}, "RU", note="Held by Russia."),
    )
    part = replace(means(areas=areas, crossing={}, closures=()), worldview=view)
    start, end = (replace(town(name), country=None) for name in ("West", "East"))
    return between(start, end, wanted(), part).paths[0]


def test_between_two_parts_of_a_state_that_one_state_holds_there_is_no_border():
    assert disputed("RU").crossings == ()
    assert len(disputed(None).crossings) == 2  # the front lies between them
    assert len(disputed("RU", view="ru").crossings) == 2  # two states by that view


def test_disputed_areas_are_told_apart_and_counted_by_the_view_asked_for():
    by_un, by_ru = disputed("RU"), disputed("RU", view="ru")
    assert by_un.countries == by_ru.countries == ("east", "south", "east")
    assert [stay.country for stay in by_un.stays] == ["UA", "UA", "UA"]
    assert [stay.country for stay in by_ru.stays] == ["RU", "UA", "RU"]
    assert by_un.stays[1].note == "Held by Russia."
    assert by_un.minimum_h == pytest.approx(lengths(SOUTH) / 250_000)  # whoever runs the trains


def test_the_status_of_a_crossing_is_that_of_the_date():
    first, second = asked().paths[0].crossings
    assert (first.status, second.status) == ("open", "unknown")
    (only,) = asked(when=IN_2021).paths
    assert only.countries == ("RU",)  # the border is closed: only the northern path is left
    ignoring = replace(means(), open=frozenset({"cn-2020"}))
    best = between(town("West"), town("East"), wanted(when=IN_2021), ignoring).paths[0]
    crossing = best.crossings[0]
    assert (crossing.status, crossing.since, crossing.source) == ("closed", "2020-02", "A paper")
    assert "Closed against a disease." in crossing.note


def test_the_date_is_stated():
    assert "Borders are stated as of July 2016, as far as closures are known." in asked().notes
    assert any("no date is given" in note for note in asked(when=None).notes)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When("../2024-01", None, "2024-01-31"), "as they were in January 2024, the last date"),
        (When("../2024-01~", None, "2024-01-31", approximate=True), "in January 2024, the last"),
        (When("2016-05-03/..", "2016-05-03", None), "as they were on 3 May 2016, the first date"),
        (When("2016-05/2016-07", "2016-05-01", "2016-07-31"), "in July 2016, the last date"),
    ],
)
def test_of_a_span_the_end_that_counts_is_stated(when, words):
    (said,) = [note for note in asked(when=when).notes if note.startswith("Borders")]
    assert words in said
    assert said.endswith("that is given, as far as closures are known.")


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        (None, None),
        (IN_2016, "2016-07-31"),
        (When("../2024-01", None, "2024-01-31"), "2024-01-31"),
        (When("2024-01/..", "2024-01-01", None), "2024-01-01"),
    ],
)
def test_the_last_day_of_a_vague_date_counts(when, iso):
    assert day(when) == iso


def test_gaps_in_the_data_are_told():
    best, other = asked().paths
    assert best.links == ()
    (gap,) = other.links
    assert gap.kind == "stitch"
    assert gap.length_m == pytest.approx(420_000)
    assert other.stitched_m == pytest.approx(420_000)
    assert "Nord" in gap.name or "Polar" in gap.name


def test_towns_that_tell_a_path_from_the_other():
    best, other = asked().paths
    assert best.passes == ("Gate", "Harbor")
    assert other.passes == ("Nord", "Polar")


def test_towns_of_countries_that_are_only_sailed_past_are_not_named():
    line = np.array([(100.0, 50.0), (105.0, 48.5), (112.0, 52.0), (118.0, 50.0)])
    net = network()
    past = Walk(line, (), ((0, 500_000.0), (-1, 900_000.0)), (), (), (), (), ())
    assert telling(net, [past]) == [("Polar",)]
    assert telling(net, [replace(past, stays=((0, 1.0), (1, 1.0)))]) == [("Gate", "Polar")]


def test_hours_by_the_top_speed_of_each_country_and_by_the_usual_one():
    best, other = asked().paths
    assert other.minimum_h == pytest.approx(lengths(NORTH) / 250_000)
    assert best.minimum_h == pytest.approx(400 / 250 + 990 / 350)
    assert best.usual_h == pytest.approx(lengths(SOUTH) / 64_000)


def test_a_ferry_goes_at_the_speed_of_ships():
    boat = {edge("Gate", "Harbor"): "boat"}
    best = between(town("West"), town("East"), wanted(), means(special=boat)).paths[0]
    assert best.usual_h == pytest.approx(800 / 64 + 590 / 26)
    assert best.minimum_h == pytest.approx(400 / 250 + 400 / 350 + 590 / 74)
    said = between(town("West"), town("East"), wanted(), means(special=boat)).notes
    assert any("waiting for one is in neither" in note for note in said)
    (link,) = best.links
    assert (link.id, link.kind, link.name) == ("boat", "ferry", FERRY.name)
    assert (link.source, link.reason) == (FERRY.source, FERRY.reason)


def test_what_at_least_means_by_rail_is_explained():
    assert any("fastest trains of each country" in note for note in asked().notes)
    on_road = means(mode="road")
    notes = between(town("West"), town("East"), wanted(mode="road"), on_road).notes
    assert not any("fastest trains" in note for note in notes)


def test_keeping_out_of_a_country():
    answer = asked(avoid=("CN",))
    assert [path.countries for path in answer.paths] == [("RU",)]


def test_an_avoid_that_cannot_be_kept_is_refused():
    answer = asked(end="Harbor", avoid=("CN",))
    assert answer.paths == ()
    assert answer.refused.reason == "avoided"
    assert "China" in answer.refused.message


def test_a_place_in_a_country_to_avoid_is_refused_with_its_name():
    part = means()
    for start, end, via in (
        ("Gate", "East", ()),
        ("West", "Gate", ()),
        ("West", "East", ("Gate",)),
    ):
        stops = [town(each) for each in via]
        answer = between(town(start), town(end), wanted(avoid=("CN",)), part, via=stops)
        assert answer.refused.message == "Gate lies in China, which is to be avoided."
    asking = wanted(end=None, hours=8.0, avoid=("CN",))
    assert between(town("Gate"), None, asking, part).refused.reason == "avoided"
    answer = between(town("West"), country("China", "CN"), wanted(avoid=("CN",)), part)
    assert answer.refused.message == "China is to be avoided."


def test_no_path_to_an_island():
    answer = asked(end="Island")
    assert answer.refused.reason == "other-component"


def test_the_border_of_a_country_is_an_end():
    answer = between(town("West"), country("China", "CN"), wanted(), means())
    best = answer.paths[0]
    assert best.countries[-1] in ("CN", "RU")
    assert best.crossings[-1].to_area == "CN"
    assert best.access_m[1] == 0.0
    assert any("first crosses its border" in note for note in answer.notes)


@pytest.mark.parametrize("mode", ["sea", "air"])
def test_at_sea_and_in_the_air_a_country_is_no_end(mode):
    answer = between(town("West"), country("China", "CN"), wanted(mode=mode), means())
    assert answer.refused.reason == "too-vague"


def test_a_vague_place_is_refused():
    area = place("Far East", 0, 0, kind="region", point=None, area=shapely.box(0, 0, 1, 1))
    for start, end, via in (
        (area, town("East"), ()),
        (town("West"), area, ()),
        (town("West"), town("East"), (area,)),
    ):
        answer = between(start, end, wanted(), means(), via=via)
        assert answer.refused.reason == "too-vague"
        assert "“Far East” is an area" in answer.refused.message


def test_by_way_of_a_place():
    answer = between(
        town("West"), town("East"), wanted(via=("polar",)), means(), via=[town("Polar")]
    )
    assert answer.paths[0].length_m == pytest.approx(lengths(NORTH))


def test_a_line_over_the_date_line_is_cut():
    net = network()
    moved = means(lon=(net.lon - 110.0 + 180.0 + 180.0) % 360.0 - 180.0)
    lon = (100.0 - 110.0 + 180.0 + 180.0) % 360 - 180
    start = place("West", lon, 50.0, "RU")
    end = place("East", (118.0 - 110.0 + 360.0) % 360 - 180, 50.0, "RU")
    best = between(start, end, wanted(), moved).paths[0]
    assert best.geometry.geom_type == "MultiLineString"
    west, east = best.geometry.geoms
    assert west.coords[-1][0] == 180.0
    assert east.coords[0][0] == -180.0


def test_how_far_one_gets():
    answer = between(town("West"), None, wanted(mode="rail", end=None, hours=8.0), means())
    reach = answer.reach
    assert reach.length_m == pytest.approx(8 * 64_000)
    assert reach.hours == 8.0
    assert reach.towns[0] == ("Nord", pytest.approx(500_000))
    assert {name for name, _ in reach.towns} >= {"Nord", "Gate"}
    assert "Only ways to towns in our data are drawn; others may lead further." in answer.notes
    assert answer.paths == ()
    assert answer.end == ""


def test_a_reach_ends_at_a_country_to_avoid():
    asking = wanted(end=None, hours=8.0, avoid=("CN",))
    reach = between(town("West"), None, asking, means()).reach
    assert "Gate" not in {name for name, _ in reach.towns}
    assert [crossing.name for crossing in reach.stops_at] == ["The Gate"]


def test_a_reach_takes_no_ferry():
    boat = {edge("West", "Gate"): "boat"}
    asking = wanted(end=None, hours=8.0)
    answer = between(town("West"), None, asking, means(special=boat))
    assert [name for name, _ in answer.reach.towns] == ["Nord"]
    assert any("Ferries" in note for note in answer.notes)


def test_asking_for_nothing_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="without an end"):
        between(town("West"), None, wanted(end=None), means())


def test_fewer_paths_than_asked_for_is_said():
    assert any("1 of 3 asked for" in note for note in asked().notes)
    assert not any("asked for" in note for note in asked(count=1).notes)


SAMPLE = """
    version: 1
    title: Two ways
    sources: {s: {title: S}}
    places:
      west: {name: West, lon: 100.0, lat: 50.0}
      east: {name: East, lon: 118.0, lat: 50.0}
      island: {name: Island, lon: 140.0, lat: 50.0}
      lost: {name: Xyzzyville}
    legs:
      across: {from: west, to: east, by: rail, when: 2016-07,
               claims: [{source: s, quote: went}]}
    itineraries: {one: {title: One, legs: [across]}}
"""

ASKING = """
    alternatives:
      - {leg: across, by: rail}
      - {from: west, to: island, by: rail}
      - {from: west, to: lost, by: rail}
"""


def test_a_case_is_answered_in_its_order(case_from, bundled):
    networks = small()
    case = case_from(SAMPLE + ASKING)
    atlas = pipeline.build(case, gazetteer=bundled, networks=networks)
    across, to_island, to_nowhere = atlas.alternatives
    assert [path.countries for path in across.paths] == [("RU", "CN", "RU"), ("RU",)]
    assert across.reported_m == pytest.approx(1_285_000, rel=0.01)
    assert across.wanted.when.edtf == "2016-07"
    assert to_island.wanted.when.edtf == "2016-07"
    assert to_nowhere.refused.message == "Where Xyzzyville is was not found."
    found = {f.about: f for f in atlas.findings if f.code == "no-alternative"}
    assert found[f"alternatives.{to_island.wanted.id}"].severity == "info"
    assert found[f"alternatives.{to_nowhere.wanted.id}"].severity == "warning"
    assert all(f.mark is not None for f in found.values())


def test_a_case_without_alternatives_asks_for_no_network(case_from, bundled):
    networks = small()
    atlas = pipeline.build(case_from(SAMPLE), gazetteer=bundled, networks=networks)
    assert atlas.alternatives == ()
    assert networks.asked == []


def test_the_verb_alone_needs_no_scipy():
    code = "import sys, routes.pipeline; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_date_is_that_of_the_question_alone(case_from):
    case = case_from(SAMPLE + ASKING)
    places = {name: town(name.title()) for name in ("west", "east", "island")}
    bare = tuple(replace(each, when=None) for each in case.alternatives)
    answered = alternatives(replace(case, alternatives=bare), places, {}, means())
    assert [each.wanted for each in answered.alternatives] == list(bare)


def test_a_path_that_another_question_has_too_says_so(case_from):
    case = case_from(
        SAMPLE
        + """
    alternatives:
      - {leg: across, by: rail, title: Any way}
      - {leg: across, by: rail, avoid: China}
      - {leg: across, by: rail, avoid: China, count: 0}
"""
    )
    places = {name: town(name.title()) for name in ("west", "east", "island")}
    first, *others = alternatives(case, places, {}, means()).alternatives
    assert not any("the same as" in note for note in first.notes)
    for each in others:
        same = [note for note in each.notes if "the same as" in note]
        assert same == ["Path 1 is the same as path 2 of “Any way”."]


def test_the_best_path_alone():
    (best,) = asked(count=0).paths
    assert best.countries == ("RU", "CN", "RU")
    assert not any("asked for" in note for note in asked(count=0).notes)


def test_through_a_place_to_a_country_is_refused():
    part = means()
    answer = between(town("Tip"), country("China", "CN"), wanted(via=("p",)), part,
                     via=[town("Polar")])  # fmt: skip
    assert (answer.paths, answer.refused.reason) == ((), "too-vague")
    assert "“China” is an area" in answer.refused.message
    assert "by way of other places" in answer.refused.message
    assert between(town("Tip"), country("China", "CN"), wanted(), part).paths


@pytest.mark.parametrize("mode", ["sea", "air"])
def test_how_far_one_gets_is_not_asked_by_sea_or_air(mode):
    with pytest.raises(ValueError, match=f"how far one gets by {mode}"):
        between(town("West"), None, wanted(mode=mode, end=None, hours=3.0), means())


def test_stays_sum_to_the_length_also_over_water():
    boat = {edge("Gate", "Harbor"): "boat"}
    best = between(town("West"), town("East"), wanted(), means(special=boat)).paths[0]
    assert [(stay.area, stay.name) for stay in best.stays] == [
        ("RU", "Russia"), ("CN", "China"), ("", "water"), ("CN", "China"), ("RU", "Russia"),
    ]  # fmt: skip
    assert sum(stay.length_m for stay in best.stays) == pytest.approx(best.length_m)


@pytest.mark.parametrize(("edtf", "is_old"), [("1950", True), ("1989-12", True), ("1990", False)])
def test_of_an_old_date_it_is_said_that_the_lines_are_those_of_today(edtf, is_old):
    when = When(edtf, f"{edtf}-01-01"[:10], f"{edtf}-12-31"[:10])
    for end in ("East", "Island"):
        notes = asked(end=end, when=when).notes
        assert any("of 2024 at the latest" in note for note in notes) == is_old


def test_the_notes_on_borders_know_how_far_other_crossings_may_be():
    notes = between(town("West"), country("China", "CN"), wanted(), means()).notes
    assert any(f"up to {BORDER_STRETCH:g} times as far" in note for note in notes)


def part_of(mode: str, *pairs: tuple[str, str]) -> Network:
    """The small network with these edges alone."""
    kept = [edge(*pair) for pair in pairs]
    whole = network(mode)
    none = np.zeros(len(kept) + 1, dtype=np.int64)
    return network(
        mode,
        start=whole.start[kept],
        end=whole.end[kept],
        length_m=whole.length_m[kept],
        special={},
        crossing={},
        shapes=Shapes(lambda: (none, np.empty((0, 2)))),
    )


def test_a_change_between_rail_and_road_is_told_with_its_town():
    rail = part_of("rail", ("West", "Nord"), ("Nord", "Polar"))
    road = part_of("road", ("Polar", "East"), ("East", "Tip"))
    given = Means(Small(joined(rail, road), []), modes(), lambda _: None)
    answer = between(town("West"), town("Tip"), wanted(mode="any"), given)
    (path,) = answer.paths
    assert [(part.mode, part.length_m) for part in path.parts] == [
        ("rail", pytest.approx(920_000)),
        ("road", pytest.approx(572_000)),
    ]
    assert path.length_m == pytest.approx(1_492_000)
    (change,) = path.links
    assert (change.kind, change.name, change.length_m) == ("transfer", "Polar", 0.0)
    assert (change.source, change.reason) == (None, None)
    assert (change.lon, change.lat) == (112.0, 52.0)
    pace = {each.id: each.usual_kmh for each in modes()}
    assert path.usual_h == pytest.approx(920 / pace["rail"] + 572 / pace["road"])
    assert any(f"each change counts as {kilometres(TRANSFER_M)}" in note for note in answer.notes)


def test_in_a_disputed_area_the_fastest_of_those_who_may_run_trains_counts():
    given = means()
    for states in (("RU", "CN"), ("CN", "RU")):
        ride = Ride("rail", frozenset(states), 700_000.0)
        assert minimum_h([ride], given) == pytest.approx(2.0)  # 350 km/h, as in China
    assert minimum_h([Ride("rail", frozenset({"RU"}), 700_000.0)], given) == pytest.approx(2.8)


def test_same_question_same_answer():
    assert repr(asked()) == repr(asked())


def test_hours_of_the_ends_are_those_of_their_own_countries():
    beyond = place("Beyond", 104.0, 48.8, "CN")
    best = between(beyond, town("Harbor"), wanted(), means()).paths[0]
    assert best.countries == ("CN",)
    assert best.minimum_h == pytest.approx(best.length_m / 350_000)
    back = between(town("Harbor"), beyond, wanted(), means()).paths[0]
    assert back.minimum_h == pytest.approx(best.minimum_h)


def test_in_a_disputed_area_the_faster_of_the_claimants_counts():
    for states, kmh in (("CN", 350), ("KP", 200), ("KP RU", 250), ("CN RU", 350), ("", 200)):
        ride = Ride("rail", frozenset(states.split()), 1_000_000)
        assert minimum_h([ride], means()) == pytest.approx(1000 / kmh)


ACROSS = "Near Bordertown the network lies only across the border, in China."


def test_that_the_network_lies_across_the_border_is_said():
    near = place("Bordertown", 104.9, 48.6, "RU")
    part = means()
    there = between(near, town("East"), wanted(), part)
    back = between(town("East"), near, wanted(), part)
    through = between(town("West"), town("East"), wanted(), part, via=[near])
    reached = between(near, None, wanted(end=None, hours=8.0), part)
    assert all(ACROSS in answer.notes for answer in (there, back, through, reached))
    at_home = replace(near, country="CN")
    for answer in (
        between(at_home, town("East"), wanted(), part),
        between(at_home, None, wanted(end=None, hours=8.0), part),
        between(replace(near, country=None), town("East"), wanted(), part),
        between(town("West"), country("China", "CN"), wanted(), part),
    ):
        assert answer.refused is None
        assert not any("across the border" in note for note in answer.notes)


def test_a_reach_begins_in_the_country_of_its_place():
    near = place("Bordertown", 102.6, 49.2, "RU")  # a little way into China, on the drawn line
    asking = wanted(end=None, hours=8.0, avoid=("CN",))
    answer = between(near, None, asking, means())
    assert "lies in China" not in (answer.refused.message if answer.refused else "")
