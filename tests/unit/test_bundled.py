"""The bundled gazetteer, as it ships."""

from __future__ import annotations

import math
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import shapely
from shapely import Point

from routes.errors import ArtefactError, UsageError
from routes.gazetteers.bundled import Bundled, open_bundled
from routes.gazetteers.protocol import Gazetteer
from routes.gazetteers.store import APPLICATION_ID, KINDS, SCHEMA, USER_VERSION
from routes.gazetteers.weights import prior

VLADIVOSTOK, PETERSBURG = "geonames:2013348", "geonames:498817"
PRIMORSKY, JILIN = "geonames:2017623", "geonames:2036500"


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Bundled]:
    opened = open_bundled()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("Vladivostok", VLADIVOSTOK),
        ("Владивосток", VLADIVOSTOK),
        ("블라디보스토크", VLADIVOSTOK),
        ("海參崴", VLADIVOSTOK),
        ("St. Petersburg", PETERSBURG),
        ("Saint Petersburg", PETERSBURG),
        ("Sankt-Peterburg", PETERSBURG),
        ("Санкт-Петербург", PETERSBURG),
        ("st petersburg", PETERSBURG),
        ("Leningrad", PETERSBURG),
        ("Minsk", "geonames:625144"),
        ("Минск", "geonames:625144"),
        ("Seoul", "geonames:1835848"),
        ("Bishkek", "geonames:1528675"),
        ("Pyongyang", "geonames:1871859"),
        ("Kiev", "geonames:703448"),
        ("Paris", "geonames:2988507"),
        ("Pulkovo", "airport:ULLI"),
        ("Pulkovo Airport", "airport:ULLI"),
        ("Пулково", "airport:ULLI"),
        ("Sheremetyevo", "airport:UUEE"),
        ("LED", "airport:ULLI"),
        ("ULLI", "airport:ULLI"),
        ("Belarus", "country:BY"),
        ("Ukraine", "country:UA"),
        ("South Korea", "country:KR"),
        ("Republic of Korea", "country:KR"),
        ("North Korea", "country:KP"),
        ("DPRK", "country:KP"),
        ("북한", "country:KP"),
        ("Kyrgyzstan", "country:KG"),
        ("Киргизия", "country:KG"),
        ("Korea, South", "country:KR"),
        ("Georgia", "country:GE"),
        ("USA", "country:US"),
        ("European Union (2016)", "curated:eu-2016"),
        ("Europe", "curated:europe"),
        ("Primorsky Krai", PRIMORSKY),
        ("Primorskiy Kray", PRIMORSKY),
        ("Приморский край", PRIMORSKY),
        ("Primorsky", PRIMORSKY),
        ("Jilin Province", JILIN),
        ("吉林省", JILIN),
        ("Jilin City", "geonames:2036502"),
        ("Lake Khanka", "lake:khanka"),
        ("Khanka Lake", "lake:khanka"),
        ("Tumen River", "river:tumen"),
        ("Baikal", "lake:baikal"),
        ("Tumen", "geonames:2034340"),
        ("Moscow", "geonames:524901"),
        ("Singapore", "geonames:1880252"),
        ("Mexico", "country:MX"),
        ("New York", "geonames:5128581"),
        ("Kirov", "geonames:548408"),
        ("Luhansk", "geonames:702658"),
        ("Kirov, Kaluga Oblast", "geonames:548410"),
        ("Moscow, Idaho", "geonames:5601538"),
        ("Georgia, USA", "geonames:4197000"),
        ("Hoeryong, North Hamgyong Province", "geonames:2044091"),
    ],
)
def test_the_first_candidate(gazetteer: Bundled, query: str, ref: str) -> None:
    assert gazetteer.lookup(query)[0].ref == ref


def test_it_is_a_gazetteer(gazetteer: Bundled) -> None:
    assert isinstance(gazetteer, Gazetteer)
    assert gazetteer.name == "bundled"


def test_pulkovo_keeps_the_village_second(gazetteer: Bundled) -> None:
    airport, village = gazetteer.lookup("Pulkovo")[:2]
    assert (airport.kind, airport.match, airport.codes) == ("airport", "curated", ("LED", "ULLI"))
    assert (village.kind, village.match) == ("city", "exact")
    assert airport.weight > village.weight


def test_what_a_candidate_says(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Wladiwostok")[0]
    assert (found.lon, found.lat) == (131.87353, 43.10562)
    assert (found.name, found.matched, found.match) == ("Vladivostok", "Wladiwostok", "alternate")
    assert (found.kind, found.country, found.gazetteer) == ("city", "RU", "bundled")
    people = found.population
    assert people is not None
    assert found.radius_m == pytest.approx(1000 * math.sqrt(people / 1500 / math.pi), abs=1)
    assert 0 < found.weight < people
    assert found.admin1 == "Primorsky Krai"
    assert not found.has_shape


def test_radii_of_airports_and_countries(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("LED")[0].radius_m == 3000
    belarus = gazetteer.lookup("Belarus")[0]
    assert 300_000 < belarus.radius_m < 500_000
    assert belarus.has_shape


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "...",
        "Zzyzx Qwerty",
        "QQQ",
        "northern Khasan",
        "near Vladivostok",
        "\ud800",
        "日" * 500,
    ],
)
def test_an_unknown_name_finds_nothing(gazetteer: Bundled, query: str) -> None:
    assert gazetteer.lookup(query) == ()


@pytest.mark.parametrize("query", ["Minsk, Belarus", "Minsk, BY", "Minsk, Белоруссия", "Minsk,BLR"])
def test_a_country_after_a_comma(gazetteer: Bundled, query: str) -> None:
    found = gazetteer.lookup(query)
    assert found[0].ref == "geonames:625144"
    assert {c.country for c in found} == {"BY"}


def test_minsk_in_poland_is_another_place(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Minsk, Poland")
    assert {c.country for c in found} == {"PL"}
    assert "Mińsk Mazowiecki" in {c.name for c in found}


def test_a_name_that_is_not_in_the_country_finds_nothing(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("Vladivostok, Finland") == ()


@pytest.mark.parametrize(
    "query", ["Springfield, Illinois", "Springfield, IL", "Springfield, IL, USA"]
)
def test_a_state_after_a_comma(gazetteer: Bundled, query: str) -> None:
    found = gazetteer.lookup(query)
    assert {(c.country, c.admin1) for c in found} == {("US", "Illinois")}


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("Pulkovo, Zzyzx", ("Zzyzx",)),
        ("Pulkovo, Zzyzx, Russia", ("Zzyzx",)),
        ("Pulkovo, Qqqq, Northern Zzyzx", ("Qqqq", "Northern Zzyzx")),
        ("Pulkovo, Vladivostok", ("Vladivostok",)),
        ("Pulkovo, Russia", ()),
        ("Pulkovo, ", ()),
    ],
)
def test_a_container_that_says_nothing_is_named(
    gazetteer: Bundled, query: str, ignored: tuple[str, ...]
) -> None:
    """Not known, or a town with nothing of that name near it."""
    found = gazetteer.lookup(query)
    assert {c.ref for c in found} == {c.ref for c in gazetteer.lookup("Pulkovo")}
    assert {c.ignored for c in found} == {ignored}


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("Pulkovo, St. Petersburg", {"airport:ULLI"}),
        ("Pulkovo, Saint Petersburg, Russia", {"airport:ULLI"}),
        ("Sheremetyevo, Moscow", {"airport:UUEE"}),
        ("Pulkovo, Kaluga Oblast", set()),
        ("Vladivostok, Jilin Province", set()),
    ],
)
def test_a_region_after_a_comma(gazetteer: Bundled, query: str, refs: set[str]) -> None:
    found = gazetteer.lookup(query)
    assert {c.ref for c in found} == refs
    assert all(c.ignored == () for c in found)


def test_a_region_after_a_comma_by_another_spelling(gazetteer: Bundled) -> None:
    for region in ("Primorskij Kraj", "Primorsky Kray", "Приморский край", "RU-PRI", "Primorye"):
        assert [c.ref for c in gazetteer.lookup(f"Vladivostok, {region}", kind="city")] == [
            VLADIVOSTOK
        ], region


@pytest.mark.parametrize(
    "query",
    ["Danube, USA", "Rhine, Russia", "Danube, France", "Baltic Sea, USA", "Tumen River, USA"],
)
def test_a_river_is_not_where_only_a_box_around_the_earth_is(
    gazetteer: Bundled, query: str
) -> None:
    """Russia and the USA reach over 180 degrees, and France lies on three oceans."""
    assert gazetteer.lookup(query) == ()


def test_a_river_with_the_hint_of_a_country_that_it_does_not_reach(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("Amur", country="US", kind="river") == ()
    assert gazetteer.lookup("Amur", country="RU")[0].ref == "river:amur"
    for state in ("Romania", "Europe", "Ukraine"):
        assert gazetteer.lookup(f"Danube, {state}")[0].ref == "river:danube"
    for state in ("USA", "Russia"):
        assert gazetteer.lookup(f"Bering Sea, {state}")[0].ref == "sea:bering"


@pytest.mark.parametrize("query", ["the", "ru", "THE", "kuo"])
def test_a_short_word_is_not_respelt(gazetteer: Bundled, query: str) -> None:
    """Some rule makes any short word of any other: "ru" is not Luzhou."""
    assert all(c.confidence < 0.9 for c in gazetteer.lookup(query))
    assert not {"variant", "fuzzy"} & {c.match for c in gazetteer.lookup(query, kind="city")}


@pytest.mark.parametrize(
    "query",
    ["图们，中国", "图们、中国", "图们﹐中国", "Tumen، الصين", "Tumen,China"],  # noqa: RUF001
)
def test_the_commas_of_other_scripts(gazetteer: Bundled, query: str) -> None:
    found = gazetteer.lookup(query)[0]
    assert (found.ref, found.ignored) == ("geonames:2034340", ())


def test_rivers_that_no_country_has_lie_in_those_they_touch(gazetteer: Bundled) -> None:
    for country in ("CN", "KP", "RU"):
        assert gazetteer.lookup("Tumen River", country=country)[0].kind == "river"
    assert gazetteer.lookup("Tumen River", country="FR") == ()
    assert gazetteer.lookup("Tumen River, China")[0].kind == "river"


def test_a_union_of_countries_after_a_comma(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Seoul, Korea")
    assert found[0].ref == "geonames:1835848"
    assert found[0].ignored == ()
    assert gazetteer.lookup("Seoul, Europe") == ()


@pytest.mark.parametrize("query", ["MSF", "MVD", "JSA", "MID"])
def test_the_code_of_an_airport_may_be_another_word(gazetteer: Bundled, query: str) -> None:
    assert gazetteer.lookup(query)[0].confidence < 0.9
    (airport,) = gazetteer.lookup(query, kind="airport", limit=1)
    assert (airport.kind, airport.match) == ("airport", "code")
    assert airport.confidence > 0.9


@pytest.mark.parametrize(("query", "ref"), [("LED", "airport:ULLI"), ("UUEE", "airport:UUEE")])
def test_the_code_of_a_reviewed_airport_is_sure(gazetteer: Bundled, query: str, ref: str) -> None:
    found = gazetteer.lookup(query)[0]
    assert (found.ref, found.match) == (ref, "code")
    assert found.confidence > 0.9


@pytest.mark.parametrize(("query", "ref"), [("KZ", "country:KZ"), ("PRK", "country:KP")])
def test_the_code_of_a_country_is_sure(gazetteer: Bundled, query: str, ref: str) -> None:
    found = gazetteer.lookup(query)[0]
    assert found.ref == ref
    assert found.confidence > 0.99


@pytest.mark.parametrize(
    "query",
    ["none", "NAN", "NULL", "n/a", "NA", "-", "unknown", "UNK", "airport", "forest", "East",
     "West", "home", "river", "река", "강", "站"],
)  # fmt: skip
def test_a_word_that_names_no_place_finds_nothing(gazetteer: Bundled, query: str) -> None:
    assert gazetteer.lookup(query) == ()


def test_places_called_so_are_found_by_what_else_is_said(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("Nan, Thailand")[0].country == "TH"
    assert gazetteer.lookup("None, Italy")[0].country == "IT"
    assert gazetteer.lookup("NA", kind="country")[0].ref == "country:NA"


@pytest.mark.parametrize("query", ["Oktyabrsky", "Oktyabrskiy", "Oktyabr'skiy", "Oktyabrskij"])
def test_endings_of_russian_names_are_a_matter_of_taste(gazetteer: Bundled, query: str) -> None:
    found = gazetteer.lookup(query, limit=30)
    assert {"Bashkortostan", "Moscow Oblast", "Perm Krai"} <= {c.admin1 for c in found}
    assert found[0].confidence < 0.9


@pytest.mark.parametrize(
    ("query", "name"),
    [("Bely", "Belyy"), ("Beliy", "Belyy"), ("Krasny", "Krasnyy"), ("Krasniy", "Krasnyy")],
)
def test_the_short_ending_of_russian_names_as_well(
    gazetteer: Bundled, query: str, name: str
) -> None:
    (town,) = [c for c in gazetteer.lookup(query, country="RU", limit=30) if c.name == name]
    assert (town.kind, town.match) == ("city", "variant")


def test_a_county_that_is_not_known_offers_its_town(gazetteer: Bundled) -> None:
    for query in ("Musan County", "Musan-gun", "Musan County, North Korea"):
        (town,) = gazetteer.lookup(query)
        assert (town.name, town.country, town.match) == ("Musan", "KP", "variant")
        assert 0.3 < town.confidence < 0.9
    assert {c.kind for c in gazetteer.lookup("Hoeryong County")} == {"city"}
    assert all(c.kind == "river" for c in gazetteer.lookup("Musan River"))


def test_a_hyphen_more_or_less(gazetteer: Bundled) -> None:
    for name in ("Muse", "Mu-se"):
        assert gazetteer.lookup(f"{name}, Myanmar")[0].population == 165_022
    assert {c.country for c in gazetteer.lookup("Muse")} >= {"MM", "US"}


@pytest.mark.parametrize("query", ["Muse, Pennsylvania", "Mu-se"])
def test_a_village_is_sure_where_more_is_said(gazetteer: Bundled, query: str) -> None:
    assert gazetteer.lookup(query)[0].confidence > 0.9


def test_a_village_alone_is_not_sure(gazetteer: Bundled) -> None:
    kim, other = gazetteer.lookup("Kim")[:2]
    assert kim.confidence < 0.9
    assert other.confidence < 0.1


@pytest.mark.parametrize(
    "query",
    ["Vientiane", "Chiang Rai", "Nong Khai", "Luang Prabang", "Luang Namtha", "Lao Cai",
     "Agadez", "Choibalsan", "Gori", "Zaporizhia"],
)  # fmt: skip
def test_a_town_is_meant_before_the_region_named_after_it(gazetteer: Bundled, query: str) -> None:
    found = gazetteer.lookup(query)[0]
    assert found.kind == "city"
    assert found.confidence >= 0.9


def test_a_province_of_many_millions_competes_with_its_town(gazetteer: Bundled) -> None:
    kinds = {c.kind: c.confidence for c in reversed(gazetteer.lookup("Jilin"))}
    assert kinds["city"] < 0.9
    assert kinds["region"] > 0.1


def test_gaza_is_not_first_of_all_in_mozambique(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("Gaza")[0].country == "PS"


def test_a_town_by_an_odd_name_does_not_push_its_region_away(gazetteer: Bundled) -> None:
    rason = gazetteer.lookup("Rason")[0]
    assert (rason.name, rason.kind) == ("Rason", "region")


def test_a_river_in_two_pieces_is_one(gazetteer: Bundled) -> None:
    for name in ("Irtysh", "Irtysh River"):
        (river,) = [c for c in gazetteer.lookup(name) if c.kind == "river"]
        assert (river.ref, river.match) == ("river:irtysh", "curated")
        assert river.confidence > 0.9
    assert len([c for c in gazetteer.lookup("Red River") if c.kind == "river"]) > 1


def test_a_river_is_not_the_states_along_it(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Mekong")
    assert (found[0].kind, found[0].confidence > 0.98) == ("river", True)
    assert gazetteer.lookup("Khasan", kind="lake")[0].confidence > 0.9


@pytest.mark.parametrize(
    ("query", "country"),
    [("Hong Kong, China", "HK"), ("Macau, China", "MO"), ("San Juan, USA", "PR"),
     ("Nuuk, Denmark", "GL")],
)  # fmt: skip
def test_a_territory_lies_in_its_state(gazetteer: Bundled, query: str, country: str) -> None:
    found = gazetteer.lookup(query)
    assert found[0].country == country
    assert found[0].ignored == ()


@pytest.mark.parametrize(
    ("query", "country", "state"),
    [
        ("Simferopol, Russia", "UA", "Russia"),
        ("Sevastopol, Russia", "UA", "Russia"),
        ("Crimea, Russia", "UA", "Russia"),
        ("Taipei, China", "TW", "China"),
        ("Laayoune, Morocco", "EH", "Morocco"),
    ],
)
def test_what_a_state_claims_is_found_and_said(
    gazetteer: Bundled, query: str, country: str, state: str
) -> None:
    found = gazetteer.lookup(query)
    assert {c.country for c in found} == {country}
    assert all(c.ignored == (state,) and c.note for c in found)
    assert found[0].confidence < 0.9
    assert gazetteer.lookup(query.replace(state, "France")) == ()


def test_a_namesake_in_the_state_goes_before_what_it_claims(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Donetsk, Russia")
    assert {c.country for c in found} == {"RU"}
    assert found[0].ignored == ()


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("Seoul, South Korea, Asia", "geonames:1835848"),
        ("Сеул, Азия", "geonames:1835848"),
        ("Primorsky Krai, Vladivostok", VLADIVOSTOK),
        ("Russia, Vladivostok", VLADIVOSTOK),
        ("Vladivostok (Russia)", VLADIVOSTOK),
        ("Minsk (Belarus)", "geonames:625144"),
        ("in Minsk", "geonames:625144"),
        ("러시아 블라디보스토크", VLADIVOSTOK),
        ("함경북도 회령시", "geonames:2044091"),
        ("중국 단둥", "geonames:2037886"),
        ("吉林省延吉市", "geonames:2033467"),
        ("中国丹东", "geonames:2037886"),
    ],
)
def test_other_ways_to_say_where_it_lies(gazetteer: Bundled, query: str, ref: str) -> None:
    found = gazetteer.lookup(query)[0]
    assert (found.ref, found.ignored) == (ref, ())
    assert found.confidence > 0.9


def test_a_continent_leaves_out_the_others(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("Seoul, South America") == ()
    assert gazetteer.lookup("Tripoli, Africa")[0].country == "LY"


@pytest.mark.parametrize("query", ["near Minsk", "Finland, Vladivostok"])
def test_what_would_be_swallowed_is_not_sure(gazetteer: Bundled, query: str) -> None:
    assert all(found.confidence < 0.9 for found in gazetteer.lookup(query))


def test_nothing_is_sure_beside_a_part_that_was_left_out(gazetteer: Bundled) -> None:
    known, unknown = (
        gazetteer.lookup(f"Vladivostok, Primorsky Krai{more}")[0] for more in ("", ", Qqqq")
    )
    assert known.ref == unknown.ref == VLADIVOSTOK
    assert known.confidence > 0.9 > unknown.confidence
    assert unknown.ignored == ("Qqqq",)


def test_country_kind_and_limit(gazetteer: Bundled) -> None:
    assert {c.country for c in gazetteer.lookup("St. Petersburg", country="us")} == {"US"}
    assert gazetteer.lookup("Russia", kind="city")[0].kind == "city"
    assert len(gazetteer.lookup("Springfield", limit=3)) == 3
    assert gazetteer.lookup("Springfield", limit=0) == ()


def test_best_first_and_each_once(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Springfield", limit=100)
    assert [c.weight for c in found] == sorted((c.weight for c in found), reverse=True)
    assert len({c.ref for c in found}) == len(found)
    assert found == gazetteer.lookup("Springfield", limit=100)


def test_fewer_candidates_are_as_sure_as_all(gazetteer: Bundled) -> None:
    every = gazetteer.lookup("Springfield", limit=1000)
    assert sum(c.confidence for c in every) <= 1
    assert gazetteer.lookup("Springfield", limit=3) == every[:3]


@pytest.mark.parametrize("query", ["Moscow", "Seoul", "Vladivostok", "Belarus", "Beijing"])
def test_well_known_names_are_sure(gazetteer: Bundled, query: str) -> None:
    assert gazetteer.lookup(query)[0].confidence > 0.9


@pytest.mark.parametrize("query", ["Springfield", "Jilin", "Brest", "San Jose"])
def test_names_of_several_are_not_sure(gazetteer: Bundled, query: str) -> None:
    best, other = gazetteer.lookup(query)[:2]
    assert best.confidence < 0.9
    assert other.confidence > 0.05


@pytest.mark.parametrize("query", ["Seoul", "Pyongyang", "Beijing", "Moscow"])
def test_the_territory_of_a_city_does_not_compete_with_it(gazetteer: Bundled, query: str) -> None:
    found = gazetteer.lookup(query)
    assert found[0].kind == "city"
    assert gazetteer.lookup(query, kind="region")[0].confidence > 0.9


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Habarowsk", "Khabarovsk"),
        ("Ulanude", "Ulan-Ude"),
        ("Gaesong", "Kaesong"),
        ("Lake Hanka", "Lake Khanka"),
        ("Primorskij kraj", "Primorsky Krai"),
    ],
)
def test_another_spelling_is_a_variant(gazetteer: Bundled, query: str, name: str) -> None:
    found = gazetteer.lookup(query)[0]
    assert (found.match, found.matched) == ("variant", query)
    assert found.name.startswith(name)


def test_the_word_for_a_kind_leaves_out_other_kinds(gazetteer: Bundled) -> None:
    assert {c.kind for c in gazetteer.lookup("Vladivostok city")} == {"city"}
    assert {c.kind for c in gazetteer.lookup("Vladivostok airport")} == {"airport"}
    assert {c.kind for c in gazetteer.lookup("Tumen river")} == {"river"}


@pytest.mark.parametrize("query", ["аэропорт Инчхон", "인천공항"])
def test_an_airport_by_its_town_in_another_language(gazetteer: Bundled, query: str) -> None:
    found = gazetteer.lookup(query)[0]
    assert (found.kind, found.ref) == ("airport", "airport:RKSI")


def test_an_airport_by_its_town_lies_near_that_town(gazetteer: Bundled) -> None:
    """Newcastle in Australia: the airports of the others have names of their own in Russian."""
    (airport,) = gazetteer.lookup("аэропорт Ньюкасл")
    assert airport.ref == "airport:YWLM"
    assert gazetteer.lookup("аэропорт Сан-Хосе") == ()  # noqa: RUF001


def test_an_airport_by_its_town_counts_as_another_spelling(gazetteer: Bundled) -> None:
    (found,) = gazetteer.lookup("аэропорт Ньюкасл")
    assert found.match == "variant"
    assert found.weight < 0.5 * prior("airport", None, 1)


def test_only_the_nearest_spellings_are_taken(gazetteer: Bundled) -> None:
    """Cheongsan takes two changes, and Wuzhishan and Chongshan one."""
    found = gazetteer.lookup("jongshan", limit=100)
    assert {c.match for c in found} == {"variant"}
    assert {c.name for c in found} == {"Wuzhishan", "Chongshan"}


def test_the_first_letter_is_the_last_that_people_get_wrong(gazetteer: Bundled) -> None:
    first, other = (gazetteer.lookup(q)[0] for q in ("Mladivostok", "Vladivosmok"))
    assert first.ref == other.ref == VLADIVOSTOK
    assert first.weight == pytest.approx(0.2 * other.weight)


def test_variants_are_not_tried_where_the_name_is_known(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("Tumen")[0].name == "Tumen"
    assert {c.match for c in gazetteer.lookup("Khabarovsk", kind="city")} <= {"exact", "curated"}


def test_threads_get_what_one_gets(gazetteer: Bundled) -> None:
    names = ["Vladivostok", "Minsk", "Springfield", "Seoul", "Владивосток", "LED", "Habarowsk"] * 40
    want = [gazetteer.lookup(name) for name in names]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(gazetteer.lookup, names)) == want


def test_a_thread_may_close_what_another_opened() -> None:
    opened = open_bundled()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(opened.lookup, "Minsk").result()
        pool.submit(opened.close).result()
    opened.close()


def test_capitals_may_be_a_code_and_small_letters_not(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("LIMA")[0].country == "PE"
    assert "airport:ULLI" not in {c.ref for c in gazetteer.lookup("led")}


def every_country(gazetteer: Bundled) -> list[str]:
    rows = gazetteer._rows.all("SELECT country FROM place WHERE ref LIKE 'country:%' ORDER BY id")
    return [row[0] for row in rows]


def test_every_polygon_is_valid_and_stays_within_180(gazetteer: Bundled) -> None:
    codes = every_country(gazetteer)
    assert len(codes) > 230
    for code in codes:
        shape = gazetteer.shape(f"country:{code}")
        assert shape is not None
        assert shape.is_valid, code
        assert not shape.is_empty, code
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180, code
        assert -90 <= south <= north <= 90, code


def test_no_polygon_crosses_the_180_degree_meridian(gazetteer: Bundled) -> None:
    """A part that crosses it, wrongly unrolled, would span most of the world."""
    for code in every_country(gazetteer):
        for part in shapely.get_parts(gazetteer.shape(f"country:{code}")):
            west, _, east, _ = part.bounds
            assert east - west < 180 or code == "AQ", code


@pytest.mark.parametrize(
    ("point", "country"),
    [
        ((34.1, 44.95), "UA"),  # Simferopol
        ((33.52, 44.65), "UA"),  # near Sevastopol
        ((132.2, 43.6), "RU"),  # north of Vladivostok
        ((176.5, 65.0), "RU"),  # Chukotka, west of 180
        ((-172.0, 66.3), "RU"),  # Chukotka, east of 180
        ((27.56, 53.9), "BY"),
        ((126.98, 37.56), "KR"),
        ((74.6, 42.87), "KG"),
        ((0.0, -85.0), "AQ"),
        ((44.06, 9.56), "SO"),  # Hargeisa
    ],
)
def test_points_lie_in_their_country_and_no_other(
    gazetteer: Bundled, point: tuple[float, float], country: str
) -> None:
    there = Point(point)
    shapes = {code: gazetteer.shape(f"country:{code}") for code in every_country(gazetteer)}
    assert [code for code, s in shapes.items() if s is not None and s.contains(there)] == [country]


@pytest.mark.parametrize("point", [(177.5, 64.7), (-169.8, 66.16)])
def test_far_eastern_ports_lie_at_the_coast_of_russia(
    gazetteer: Bundled, point: tuple[float, float]
) -> None:
    """Anadyr and Uelen stand on spits that a scale of 1:50 million does not show."""
    russia = gazetteer.shape("country:RU")
    assert russia is not None
    assert russia.distance(Point(point)) < 0.05


def test_a_union_of_countries(gazetteer: Bundled) -> None:
    union = gazetteer.shape("curated:eu-2016")
    assert union is not None
    assert union.is_valid
    for inside in [(-1.5, 52.5), (2.3, 48.8), (25.0, 60.5), (33.2, 35.0)]:
        assert union.contains(Point(inside))
    for outside in [(8.2, 46.8), (27.56, 53.9), (10.0, 61.0)]:
        assert not union.contains(Point(outside))
    since_2020 = gazetteer.shape("curated:eu-2020")
    assert since_2020 is not None
    assert not since_2020.contains(Point(-1.5, 52.5))


@pytest.mark.parametrize(
    "ref",
    ["airport:ULLI", VLADIVOSTOK, "country:XX", "curated:nothing", "geonames:x", "geonames:0", ""],
)
def test_no_area_is_none(gazetteer: Bundled, ref: str) -> None:
    assert gazetteer.shape(ref) is None


@pytest.mark.parametrize(
    "ref", ["geonames:" + 20 * "9", "geonames:" + 5000 * "9", "geonames:-1", "\ud800", "a\x00b"]
)
def test_a_ref_that_no_store_can_hold_is_of_nothing(gazetteer: Bundled, ref: str) -> None:
    assert gazetteer.shape(ref) is None


def test_a_country_that_is_no_text_is_none(gazetteer: Bundled) -> None:
    for query in ("Minsk", "Danube", "Vladivostock"):
        assert gazetteer.lookup(query, country="\ud800") == ()


def test_a_closed_gazetteer_says_so() -> None:
    opened = open_bundled()
    opened.close()
    for ask in (opened.lookup, opened.shape, opened.found):
        with pytest.raises(UsageError, match="closed"):
            ask("Minsk")
    with pytest.raises(UsageError, match="closed"):
        opened.reverse(27.5, 53.9)


def test_a_damaged_shape_is_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    base = sqlite3.connect(path)
    base.executescript(SCHEMA)
    base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    base.execute(f"PRAGMA user_version = {USER_VERSION}")
    base.execute(
        "INSERT INTO place (id, kind, ref, name, lon, lat) VALUES (1, ?, 'river:x', 'X', 0, 0)",
        (KINDS.index("river"),),
    )
    base.execute("INSERT INTO shape VALUES (1, 0, 0, 1, 1, ?)", (b"no shape",))
    base.commit()
    base.close()
    opened = Bundled(path)
    with pytest.raises(ArtefactError, match="damaged: the shape of X"):
        opened.shape("river:x")
    opened.close()


def test_what_was_found_can_be_made_a_candidate_later(gazetteer: Bundled) -> None:
    hits, ignored = gazetteer.found("Springfield, Qqqq")
    wanted = gazetteer.lookup("Springfield, Qqqq", limit=1000)
    assert ignored == ("Qqqq",)
    assert [
        gazetteer.candidate(h, c.confidence, ignored) for h, c in zip(hits, wanted, strict=True)
    ] == [*wanted]
    assert gazetteer.region_name("RU", "59") == "Primorsky Krai"
    assert gazetteer.region_name("RU", "xx") is None
    assert gazetteer.region_name(None, "59") is None
    assert gazetteer.country_name("RU") == "Russia"
    assert gazetteer.country_name("XX") is None


def test_has_shape_tells_the_truth(gazetteer: Bundled) -> None:
    for query in (
        "Europe", "Belarus", "Pulkovo", "Minsk", "Primorsky Krai", "Tumen River", "Lake Khanka",
    ):  # fmt: skip
        found = gazetteer.lookup(query)[0]
        assert found.has_shape == (gazetteer.shape(found.ref) is not None)


def test_a_river_is_a_line(gazetteer: Bundled) -> None:
    line = gazetteer.shape("river:tumen")
    assert line is not None
    assert line.geom_type in {"LineString", "MultiLineString"}
    assert line.distance(Point(129.85, 42.97)) < 0.1


def test_closing_twice_does_no_harm() -> None:
    opened = open_bundled()
    opened.close()
    opened.close()


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match="make data"):
        Bundled(tmp_path / "gazetteer.sqlite")


def test_a_file_that_is_no_database_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(ArtefactError, match="make data"):
        Bundled(path)


@pytest.mark.parametrize(
    ("application_id", "version"), [(0, 2), (APPLICATION_ID, 99), (APPLICATION_ID, 1)]
)
def test_a_database_of_another_kind_is_refused(
    tmp_path: Path, application_id: int, version: int
) -> None:
    path = tmp_path / "gazetteer.sqlite"
    base = sqlite3.connect(path)
    base.execute(f"PRAGMA application_id = {application_id}")
    base.execute(f"PRAGMA user_version = {version}")
    base.execute("CREATE TABLE place (id)")
    base.close()
    with pytest.raises(ArtefactError, match=f"version {version}"):
        Bundled(path)


def test_a_database_without_its_tables_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    base = sqlite3.connect(path)
    base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    base.execute(f"PRAGMA user_version = {USER_VERSION}")
    base.execute("CREATE TABLE place (id)")
    base.close()
    opened = Bundled(path)
    for ask in (opened.lookup, opened.shape):
        with pytest.raises(ArtefactError, match="damaged"):
            ask("Minsk")
    opened.close()


def test_a_lookup_loads_no_heavy_library() -> None:
    program = (
        "import sys; from routes.gazetteers.bundled import open_bundled;"
        "found = map(open_bundled().lookup, ('Vladivostok', 'Минск', 'Minsk, BY', 'Habarowsk'));"
        "assert all(found);"
        "print({'numpy', 'shapely', 'pandas', 'pyproj', 'rapidfuzz', 'geopy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"
