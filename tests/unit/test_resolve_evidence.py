"""What each kind of evidence says, factor by factor."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
import shapely

from routes.geodesy import length_m
from routes.model import Kind, Leg, Precision, Toponym
from routes.model.place import (
    AREA_KINDS,
    AREA_PRECISIONS,
    LINE_KINDS,
    POINT_KINDS,
    POINT_PRECISIONS,
)
from routes.modes import lands, modes
from routes.resolve import Travel, resolve
from routes.resolve.evidence import Known, Others, hints, near, on_route, votes
from routes.resolve.factors import Ballot, Factor, country_vote
from routes.resolve.shapes import Shapes
from routes.resolve.stops import Stop
from routes.resolve.weighing import weighed, without, witnesses
from tests.conftest import FakeGazetteer, candidate, journey

TRAVEL = Travel(modes(), lands())


def wide(name, shape, kind="country", country=None):
    """A candidate with a shape, and that shape."""
    x, y = shape.centroid.x, shape.centroid.y
    given = {"kind": kind, "country": country, "ref": name, "radius_m": 2_000_000.0}
    return candidate(name, x, y, has_shape=True, **given), shape


def shapes_of(*found):
    return Shapes(FakeGazetteer({}, {one.ref: shape for one, shape in found}))


def known(*candidates, label="Other", share=1.0):
    return Known(label, candidates, share)


class TestHowFarApart:
    EAST = wide("east", shapely.box(170, 60, 179, 70))
    WEST = wide("west", shapely.box(-178, 60, -170, 70))
    NEXT = wide("next", shapely.box(160, 50, 170, 65))
    RIVER = wide("river", shapely.LineString([(100, 10), (110, 10)]), kind="river")

    def test_two_shapes_are_as_far_apart_as_their_edges(self):
        river, far = self.RIVER, wide("far", shapely.box(114, 0, 130, 20))
        apart_m = shapes_of(river, far).between_m(river[0], far[0])
        assert apart_m == pytest.approx(length_m((110, 10), (114, 10)), rel=0.001)

    def test_over_180_degrees_too(self):
        shapes = shapes_of(self.EAST, self.WEST)
        there, back = (
            shapes.between_m(self.EAST[0], self.WEST[0]),
            shapes.between_m(self.WEST[0], self.EAST[0]),
        )
        assert there == back == pytest.approx(length_m((179, 70), (-178, 70)), rel=0.02)

    def test_neighbours_meet(self):
        assert shapes_of(self.EAST, self.NEXT).between_m(self.EAST[0], self.NEXT[0]) == 0

    def test_what_lies_inside_meets_what_is_around(self):
        lake = wide("lake", shapely.box(174, 64, 175, 65), kind="lake")
        assert shapes_of(self.EAST, lake).between_m(self.EAST[0], lake[0]) == 0

    def test_a_shape_and_a_circle(self):
        region = candidate("Region", 112, 10, kind="region", radius_m=100_000.0)
        shapes, expected = shapes_of(self.RIVER), length_m((110, 10), (112, 10)) - 100_000
        assert shapes.between_m(region, self.RIVER[0]) == pytest.approx(expected, rel=0.001)
        assert shapes.between_m(self.RIVER[0], region) == pytest.approx(expected, rel=0.001)

    def test_of_an_area_without_a_shape_the_radius_counts_on_either_side(self):
        region = candidate("Region", 20, 0, kind="region", radius_m=100_000.0)
        town = candidate("Town", 22, 0)
        shapes = shapes_of()
        expected = length_m((20, 0), (22, 0)) - 100_000
        assert shapes.between_m(region, town) == pytest.approx(expected)
        assert shapes.between_m(town, region) == pytest.approx(expected)
        far = replace(region, lon=24.0, ref="far")
        apart_m = length_m((20, 0), (24, 0)) - 200_000
        assert shapes.between_m(region, far) == pytest.approx(apart_m)


class TestWords:
    """How two places lie, in the words of the case's hint `near`."""

    COUNTRY = wide("country", shapely.box(0, 0, 10, 10))
    RIVER = wide("river", shapely.LineString([(5, 5), (15, 5)]), kind="river")
    LAKE = wide("lake", shapely.box(20, 0, 21, 1), kind="lake")
    TOWN = candidate("Town", 8.0, 5.0)
    REGION = candidate("Region", 8.1, 5.0, kind="region", radius_m=100_000.0)

    def words(self, one, other):
        shapes = shapes_of(self.COUNTRY, self.RIVER, self.LAKE)
        (factor,) = near(one, "other", [known(other)], shapes)
        return factor.words.partition(" Other, which")[0], factor.short

    def test_what_meets(self):
        country, river = self.COUNTRY[0], self.RIVER[0]
        assert self.words(self.TOWN, country) == ("lies in", "in it")
        assert self.words(country, self.TOWN) == ("contains", "around it")
        assert self.words(self.TOWN, river) == ("lies on", "in it")
        assert self.words(river, self.TOWN) == ("runs through", "around it")
        assert self.words(self.TOWN, self.TOWN) == ("lies at", "in it")

    def test_two_that_are_wide_only_touch(self):
        country, river = self.COUNTRY[0], self.RIVER[0]
        assert self.words(country, river) == ("touches", "touching it")
        assert self.words(river, country) == ("touches", "touching it")

    def test_an_area_without_a_shape_lies_in_no_town(self):
        assert self.words(self.REGION, self.TOWN) == ("contains", "around it")
        assert self.words(self.TOWN, self.REGION) == ("lies in", "in it")
        assert self.words(self.REGION, self.COUNTRY[0]) == ("touches", "touching it")

    def test_what_is_apart(self):
        lake, country = self.LAKE[0], self.COUNTRY[0]
        assert self.words(lake, country)[0].startswith("comes within 1,1")
        assert self.words(replace(self.TOWN, lon=20.5, lat=2.0), lake)[0] == (
            "lies 111 km from the nearest point of"
        )


class TestVotes:
    HERE = candidate("Here", 0, 0, country="AA", admin1="South")

    def test_a_river_hears_only_what_its_banks_are_near(self):
        river = wide("river", shapely.LineString([(0, 0), (5, 0)]), kind="river")
        far = wide("far", shapely.box(11, -5, 30, 5), country="BB")
        shapes = shapes_of(river, far)
        (factor,) = votes(river[0], Others.of([known(far[0])]), shapes)
        assert factor.words == "no other place of the case lies within 100 km of it"
        assert factor.value == pytest.approx(2 / 3)

        town = candidate("Town", 2, 0.5)
        (factor,) = votes(river[0], Others.of([known(far[0]), known(town)]), shapes)
        assert factor.words == "1 other place of the case lies within 100 km of it"
        assert factor.value == pytest.approx((10 + 2) / 4)

    @pytest.mark.parametrize(
        ("there", "elsewhere", "value"),
        [(1, 0, 6 / 3), (2, 0, 10 / 4), (2, 1, 10 / 5), (1, 3, 1.0), (48, 0, 194 / 50)],
    )
    def test_a_region_counts_up_to_four_times_and_never_against(self, there, elsewhere, value):
        same = [known(replace(self.HERE, ref=f"s{n}")) for n in range(there)]
        other = [known(replace(self.HERE, admin1="North", ref=f"n{n}")) for n in range(elsewhere)]
        found = votes(self.HERE, Others.of([*same, *other]), shapes_of())
        (region,) = [factor for factor in found if factor.topic == "region votes"]
        assert region.value == pytest.approx(value)

    def test_without_a_vote_for_its_region_there_is_no_word_of_it(self):
        other = known(replace(self.HERE, admin1="North", ref="n"))
        found = votes(self.HERE, Others.of([other]), shapes_of())
        assert [factor.topic for factor in found] == ["country votes"]

    def test_a_place_in_several_countries_votes_once(self):
        ballot = Ballot.of([{"AA", "BB"}, {"AA"}, set()])
        assert ballot.voters == 2
        (factor,) = country_vote(replace(self.HERE, country="BB"), ballot)
        assert factor.value == pytest.approx((10 + 2) / 4)


class TestNeighbours:
    TOWN = candidate("Town", 10, 0)
    BEFORE = candidate("Before", 10.5, 0, ref="before")
    LATER = candidate("Later", 9.5, 0, ref="later")

    def route(self, *neighbours):
        beside = [
            (Stop(one.name, (Leg(one.name, one.name, "Town", "road"),), "the stop"), [known(one)])
            for one in neighbours
        ]
        factors = on_route(self.TOWN, beside, TRAVEL, shapes_of())
        return [factor.value for factor in factors]

    def test_all_neighbours_together_count_as_much_as_one(self):
        (alone,) = self.route(self.BEFORE)
        one, two = self.route(self.BEFORE, self.LATER)
        assert alone > 10
        assert one == pytest.approx(alone**0.5)
        assert one * two == pytest.approx(alone)


class TestWhoWasHeard:
    """What a place was told must not come back to who told it."""

    A, B = candidate("A", 1, 1, ref="a"), candidate("B", 2, 2, ref="b")

    def told(self):
        def judge(one, _rivals):
            says = 50.0 if one.ref == "a" else 1.0
            return [
                Factor("route x before", says, "w", by="x"),
                Factor("near x", says, "w", by="x"),
                Factor("route xy before", 2.0 if one.ref == "a" else 1.0, "w", by="xy"),
                Factor("country votes", 3.0 if one.ref == "b" else 1.0, "w"),
            ]

        return weighed([self.A, self.B], judge)

    def ratio(self, listener):
        found = {c.ref: c.weight for c in without(self.told(), listener)}
        return found["a"] / found["b"]

    def test_only_what_the_listener_told_is_left_out(self):
        assert self.ratio(None) == pytest.approx(50 * 50 * 2 / 3)
        assert self.ratio("x") == pytest.approx(2 / 3)
        assert self.ratio("xy") == pytest.approx(50 * 50 / 3)
        assert self.ratio("y") == self.ratio(None)

    def test_who_was_heard(self):
        assert witnesses(self.told()) == {"x", "xy"}

    def test_evidence_names_the_place_that_it_is_from(self):
        stop = Stop("p", (Leg("l", "p", "q", "road"),), "the stop before")
        (route,) = on_route(self.A, [(stop, [known(self.B)])], TRAVEL, shapes_of())
        (close,) = near(self.A, "p", [known(self.B)], shapes_of())
        assert (route.by, close.by) == ("p", "p")

    def test_two_unsure_neighbours_do_not_make_each_other_sure(self):
        # Each pair lies close together; what A told B must not come back to A as news.
        def two(name):
            weights = {"weight": 1_000.0}
            west = candidate(name, 0.0, 0.0, ref=f"{name}-w", country="AA", **weights)
            east = candidate(name, 80.0, 0.0, ref=f"{name}-e", country="BB", **weights)
            return [west, east]

        gazetteer = FakeGazetteer({"M": two("M"), "N": two("N")})
        found = resolve(journey("M road N"), gazetteer, travel=TRAVEL).resolutions
        for each in ("M", "N"):
            first, second = found[each].candidates
            assert first.confidence == pytest.approx(second.confidence)
            assert not found[each].chosen


class TestCommas:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("图们，中国", "图们"),  # noqa: RUF001
            ("عمّان، الأردن", "عمّان"),
            ("Kirov, Kaluga, RU", "Kirov"),
            (", Q", ", Q"),
        ],
    )
    def test_a_map_shows_what_stands_before_any_comma(self, name, shown):
        assert Toponym("t", name, name).shown == shown

    @pytest.mark.parametrize("comma", [", ", "，", "、", "، "])  # noqa: RUF001
    def test_a_container_after_any_comma_counts(self, comma):
        found = candidate("X", 1, 2, match="online")
        query = f"X{comma}Y{comma}Z"
        (factor,) = hints(Toponym("t", query, query), found)
        assert factor.words == "lies in Y, Z, as the case says"


def test_each_kind_is_a_point_or_an_area_or_a_line_or_unknown():
    every = (*POINT_KINDS, *AREA_KINDS, *LINE_KINDS, "unknown")
    assert sorted(every) == sorted(get_args(Kind))
    precisions = (*POINT_PRECISIONS, *AREA_PRECISIONS, "unknown")
    assert sorted(precisions) == sorted(get_args(Precision))
    for kinds, fitting in (
        (POINT_KINDS, POINT_PRECISIONS),
        ((*AREA_KINDS, *LINE_KINDS), AREA_PRECISIONS),
    ):
        assert {candidate("X", 1, 1, kind=kind).granularity for kind in kinds} <= set(fitting)
