"""The bundled gazetteer, as it ships."""

from __future__ import annotations

import math
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from shapely import Point

from routes.errors import ArtefactError
from routes.gazetteers.bundled import APPLICATION_ID, Bundled, open_bundled
from routes.gazetteers.protocol import Gazetteer

VLADIVOSTOK, PETERSBURG = "geonames:2013348", "geonames:498817"


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
    ],
)
def test_the_first_candidate(gazetteer: Bundled, query: str, ref: str) -> None:
    assert gazetteer.lookup(query)[0].ref == ref


def test_it_is_a_gazetteer(gazetteer: Bundled) -> None:
    assert isinstance(gazetteer, Gazetteer)
    assert gazetteer.name == "bundled"


def test_pulkovo_keeps_the_village_second(gazetteer: Bundled) -> None:
    airport, village = gazetteer.lookup("Pulkovo")
    assert (airport.kind, airport.match, airport.codes) == ("airport", "curated", ("LED", "ULLI"))
    assert (village.kind, village.match) == ("city", "exact")
    assert airport.score > village.score


def test_what_a_candidate_says(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("海參崴")[0]
    assert (found.lon, found.lat) == (131.87353, 43.10562)
    assert (found.name, found.matched, found.match) == ("Vladivostok", "海參崴", "alternate")
    assert (found.kind, found.country, found.gazetteer) == ("city", "RU", "bundled")
    people = found.population
    assert people is not None
    assert found.radius_m == pytest.approx(1000 * math.sqrt(people / 1500 / math.pi), abs=1)
    assert found.score == pytest.approx(0.4 + 0.4 * math.log10(people + 1) / 8, abs=1e-4)
    assert not found.has_area


def test_radii_of_airports_and_countries(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("LED")[0].radius_m == 3000
    belarus = gazetteer.lookup("Belarus")[0]
    assert math.pi * belarus.radius_m**2 == pytest.approx(207_600e6, rel=0.02)
    assert belarus.has_area


@pytest.mark.parametrize("query", ["", "  ", "...", "Zzyzx Qwerty", "Vladivostock", "QQQ"])
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
    assert found[0].name == "Mińsk Mazowiecki"


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
        ("Pulkovo, St. Petersburg", ("St. Petersburg",)),
        ("Pulkovo, St. Petersburg, Russia", ("St. Petersburg",)),
        ("Pulkovo, Leningrad Oblast, North West", ("Leningrad Oblast", "North West")),
        ("Pulkovo, Russia", ()),
        ("Pulkovo, ", ()),
    ],
)
def test_a_container_that_is_not_known_is_named(
    gazetteer: Bundled, query: str, ignored: tuple[str, ...]
) -> None:
    found = gazetteer.lookup(query)
    assert {c.ref for c in found} == {c.ref for c in gazetteer.lookup("Pulkovo")}
    assert {c.ignored for c in found} == {ignored}


def test_a_union_of_countries_after_a_comma(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Seoul, Korea")
    assert found[0].ref == "geonames:1835848"
    assert found[0].ignored == ()
    assert gazetteer.lookup("Seoul, Europe") == ()


def test_country_kind_and_limit(gazetteer: Bundled) -> None:
    assert {c.country for c in gazetteer.lookup("St. Petersburg", country="us")} == {"US"}
    assert gazetteer.lookup("Russia", kind="city")[0].kind == "city"
    assert len(gazetteer.lookup("Springfield", limit=3)) == 3
    assert gazetteer.lookup("Springfield", limit=0) == ()


def test_best_first_and_each_once(gazetteer: Bundled) -> None:
    found = gazetteer.lookup("Springfield", limit=100)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len({c.ref for c in found}) == len(found)
    assert found == gazetteer.lookup("Springfield", limit=100)


def test_capitals_may_be_a_code_and_small_letters_not(gazetteer: Bundled) -> None:
    assert gazetteer.lookup("LIMA")[0].country == "PE"
    assert "airport:ULLI" not in {c.ref for c in gazetteer.lookup("led")}


def every_country(gazetteer: Bundled) -> list[str]:
    return [row[0] for row in gazetteer._base.execute("SELECT iso2 FROM country")]


def test_every_polygon_is_valid_and_stays_within_180(gazetteer: Bundled) -> None:
    codes = every_country(gazetteer)
    assert len(codes) > 230
    for code in codes:
        shape = gazetteer.area(f"country:{code}")
        assert shape is not None
        assert shape.is_valid, code
        assert not shape.is_empty, code
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180, code
        assert -90 <= south <= north <= 90, code


def test_no_polygon_crosses_the_180_degree_meridian(gazetteer: Bundled) -> None:
    """A part that crosses it, wrongly unrolled, would span most of the world."""
    for code in every_country(gazetteer):
        for part in shapely.get_parts(gazetteer.area(f"country:{code}")):
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
    shapes = {code: gazetteer.area(f"country:{code}") for code in every_country(gazetteer)}
    assert [code for code, s in shapes.items() if s is not None and s.contains(there)] == [country]


@pytest.mark.parametrize("point", [(177.5, 64.7), (-169.8, 66.16)])
def test_far_eastern_ports_lie_at_the_coast_of_russia(
    gazetteer: Bundled, point: tuple[float, float]
) -> None:
    """Anadyr and Uelen stand on spits that a scale of 1:50 million does not show."""
    russia = gazetteer.area("country:RU")
    assert russia is not None
    assert russia.distance(Point(point)) < 0.05


def test_a_union_of_countries(gazetteer: Bundled) -> None:
    union = gazetteer.area("curated:eu-2016")
    assert union is not None
    assert union.is_valid
    for inside in [(-1.5, 52.5), (2.3, 48.8), (25.0, 60.5), (33.2, 35.0)]:
        assert union.contains(Point(inside))
    for outside in [(8.2, 46.8), (27.56, 53.9), (10.0, 61.0)]:
        assert not union.contains(Point(outside))
    since_2020 = gazetteer.area("curated:eu-2020")
    assert since_2020 is not None
    assert not since_2020.contains(Point(-1.5, 52.5))


@pytest.mark.parametrize("ref", ["airport:ULLI", VLADIVOSTOK, "country:XX", "curated:nothing", ""])
def test_no_area_is_none(gazetteer: Bundled, ref: str) -> None:
    assert gazetteer.area(ref) is None


def test_has_area_tells_the_truth(gazetteer: Bundled) -> None:
    for query in ("Europe", "Belarus", "Pulkovo", "Minsk"):
        found = gazetteer.lookup(query)[0]
        assert found.has_area == (gazetteer.area(found.ref) is not None)


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


@pytest.mark.parametrize(("application_id", "version"), [(0, 1), (APPLICATION_ID, 99)])
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


def test_a_lookup_loads_no_heavy_library() -> None:
    program = (
        "import sys; from routes.gazetteers.bundled import open_bundled;"
        "open_bundled().lookup('Vladivostok');"
        "print({'numpy', 'shapely', 'pandas', 'pyproj'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"
