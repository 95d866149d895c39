"""What candidates weigh, and what confidence comes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.gazetteers.weights import (
    DOUBT,
    bare,
    beside_city,
    beside_town,
    changed,
    confident,
    confirmed,
    is_known_bare,
    is_namesake,
    is_native,
    left_in_doubt,
    misspelt,
    of_other_kind,
    other_ending,
    other_spaces,
    prior,
    seat,
    shares,
    weigh,
)
from tests.conftest import candidate

QUICK = settings(deadline=None)  # a busy machine is no mistake

WEIGHTS = st.floats(0.001, 1e9)


def test_a_city_by_its_main_name_weighs_its_people() -> None:
    assert weigh(prior("city", 1_000_000, None), "exact") == 1_000_000


def test_a_city_of_unknown_size_weighs_as_a_small_one() -> None:
    assert prior("city", None, None) == prior("city", 0, None) == prior("city", 400, None) > 0


def test_kinds_stand_in_the_order_in_which_the_news_means_them() -> None:
    state, district = prior("region", None, 1), prior("region", None, 2)
    assert prior("country", 3_000_000, None) > state > district
    assert prior("airport", None, 1) > prior("city", 500, None)
    assert prior("airport", None, 1) > prior("airport", None, 2)


@pytest.mark.parametrize("kind", ["river", "lake"])
def test_a_coarser_scale_rank_weighs_more(kind) -> None:
    ranks = [prior(kind, None, rank) for rank in range(13)]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 13
    assert prior(kind, None, None) < prior(kind, None, 5)


def test_another_name_weighs_less_and_one_in_the_own_script_little_less() -> None:
    main, native, other = (
        weigh(1e6, "exact"), weigh(1e6, "alternate", native=True), weigh(1e6, "alternate"),
    )  # fmt: skip
    assert main > native > other > 0


def test_what_is_reviewed_and_what_is_a_code_has_a_least_weight() -> None:
    assert weigh(500, "curated") == weigh(1_000, "curated") > 100_000
    assert weigh(2e6, "curated") == 2e6
    assert weigh(500, "code") > 100_000


def test_a_river_goes_without_its_word_and_an_oblast_hardly() -> None:
    assert bare(1e6, "river", main=True) > bare(1e6, "region", main=True)
    assert bare(1e6, "region", main=True) > bare(1e6, "region", main=False)


def test_changes_and_mistakes_take_weight_away() -> None:
    assert 1e6 == changed(1e6, 0) > changed(1e6, 1) > changed(1e6, 2)
    one, two = (misspelt(1e6, n, same_first=True) for n in (1, 2))
    assert 1e6 > one > two > 0
    assert misspelt(1e6, 1, same_first=False) < one
    assert 0 < misspelt(1e6, 1, same_first=True, likely=False) <= two
    once, twice = (misspelt(1e9, n, same_first=False) for n in (1, 2))
    assert once > 2_000 * twice > 0  # a wrong first letter is worse beside another mistake


def test_a_region_beside_its_city_weighs_less_than_the_city() -> None:
    usual, plain, own = (
        beside_city(3e6, 5e5, usual=True, territory=False),
        beside_city(3e6, 5e5, usual=False, territory=False),
        beside_city(3e6, 5e5, usual=False, territory=True),
    )
    assert 5e5 > usual > plain > own > 0
    assert beside_city(10.0, 5e5, usual=False, territory=True) == 10.0


@pytest.mark.parametrize(
    ("country", "region", "city", "known"),
    [
        ("CN", 12_700_000, 1_900_000, True),  # Jilin
        ("TH", 183_000, 78_000, False),  # Chiang Rai
        ("TH", 183_000, 8_000, False),
        ("VN", 9_000_000, 8_000_000, False),
        ("RU", 6_500_000, 100_000, False),
        ("LA", None, None, False),
    ],
)
def test_only_a_great_region_is_meant_beside_its_town(country, region, city, known) -> None:
    assert is_known_bare(country, region, city) is known


def test_the_seat_of_a_region_is_no_village() -> None:
    assert seat(3_000.0) >= 20_000
    assert seat(1e6) == 1e6


def test_an_airport_is_hardly_called_by_its_town_alone() -> None:
    assert beside_town(60_000.0, 3_000.0) < 300
    assert beside_town(10.0, 3_000.0) == 10.0


def test_a_region_of_few_people_weighs_less_than_a_great_one() -> None:
    few, many, unknown = (prior("region", people, 1) for people in (20_000, 9_000_000, None))
    assert few == unknown == 100_000
    assert prior("region", 400_000, 1) == 400_000
    assert many == 3_000_000


def test_spelling_that_is_a_matter_of_taste_costs_little() -> None:
    assert 1e6 > other_ending(1e6) > other_spaces(1e6) > 0
    assert other_ending(1e6) >= 0.8e6


def test_a_larger_part_of_the_earth_keeps_its_word() -> None:
    assert bare(1e6, "region", main=True, macro=True) < 0.1 * bare(1e6, "region", main=True)


def test_what_the_query_confirms_is_surer() -> None:
    village = shares([confirmed(1_000.0)], "exact")[0]
    assert village > 0.9 > shares([1_000.0], "exact")[0]


@pytest.mark.parametrize("match", sorted(DOUBT))
def test_what_was_left_out_leaves_all_in_doubt(match) -> None:
    if match != "pinned":
        lighter = left_in_doubt([3e7, 1e6], match)
        assert lighter[0] == pytest.approx(30 * lighter[1])
        assert 0.5 < shares(lighter, match)[0] < 0.9
    assert left_in_doubt([], match) == []


def test_what_is_light_already_stays() -> None:
    assert left_in_doubt([50.0], "exact") == [50.0]


def test_a_village_by_its_main_name_is_not_sure_and_a_town_is() -> None:
    found = [shares([float(people)], "exact")[0] for people in range(1_000, 100_000, 500)]
    assert found == sorted(found)
    assert shares([2_504.0], "exact")[0] < 0.9
    assert shares([18_638.0, 1_600.0], "exact")[0] < 0.9
    assert shares([30_000.0], "exact")[0] > 0.97


def test_the_code_of_an_airport_is_not_sure_and_that_of_a_country_is() -> None:
    assert shares([weigh(prior("airport", None, 1), "code")], "code")[0] < 0.9
    assert shares([weigh(prior("country", 500_000, None), "code")], "code")[0] > 0.99


def test_a_hamlet_gives_no_region_its_name() -> None:
    assert not is_namesake(600, 39_000_000)
    assert is_namesake(400_000, 2_000_000)
    assert is_namesake(None, None)


@pytest.mark.parametrize(
    ("name", "country", "native"),
    [
        ("киров", "RU", True), ("киров", "KG", True), ("хассан", "IN", False),
        ("평양", "KP", True), ("평양", "CN", False), ("吉林", "CN", True), ("吉林", "KP", False),
        ("jilin", "CN", False), ("", "CN", False), ("киров", None, False),
    ],
)  # fmt: skip
def test_a_script_is_native_where_people_write_it(name, country, native) -> None:
    assert is_native(name, country) is native


@QUICK
@given(st.lists(WEIGHTS, min_size=1, max_size=20), st.sampled_from(sorted(DOUBT)))
def test_confidences_are_shares(weights, match) -> None:
    found = shares(weights, match)
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) <= 1 + 1e-4 * len(found)
    assert found[:3] == shares(weights, match, 3)


def test_nothing_that_weighs_is_sure_of_nothing() -> None:
    assert shares([0.0], "pinned") == [0.0]


@QUICK
@given(st.lists(WEIGHTS, max_size=8), st.randoms(use_true_random=False))
def test_confident_orders_by_weight_and_then_by_ref(weights, chance) -> None:
    found = [candidate("X", 0, 0, weight=w, ref=f"x:{n}") for n, w in enumerate(weights)]
    ordered = confident(found)
    assert [c.weight for c in ordered] == sorted(weights, reverse=True)
    chance.shuffle(found)
    assert confident(found) == ordered


def test_doubt_about_the_best_match_lowers_all() -> None:
    sure = confident([candidate("X", 0, 0, weight=1000.0)])
    less = confident([candidate("X", 0, 0, weight=1000.0, match="alternate")])
    assert sure[0].confidence > less[0].confidence > 0


def test_what_is_misspelt_is_never_quite_sure_and_order_is_kept():
    sure = [shares([10.0**n, 1.0], "fuzzy")[0] for n in range(9)]
    plain = [10.0**n / (10.0**n + 1 + DOUBT["fuzzy"]) + 5e-5 for n in range(9)]
    assert sure == sorted(sure)
    assert sure[-1] <= 0.99
    assert all(low <= high for low, high in zip(sure, plain, strict=True))


@pytest.mark.parametrize("people", [1e3, 1e5, 1e7])
def test_a_town_for_the_district_of_its_name_is_never_sure(people: float) -> None:
    left = of_other_kind(people)
    assert 0 < left <= 0.05 * people
    (share,) = shares([confirmed(left)], "variant")
    assert share < 0.9
