"""The gazetteer file that ships: its form, its counts, what it says about known places."""

from __future__ import annotations

import sqlite3
import tomllib
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely

from routes.errors import ArtefactError
from routes.gazetteers import store
from routes.gazetteers.fold import fold
from routes.gazetteers.shapes import decode

ROOT = Path(__file__).parents[2]
FILE = ROOT / "routes" / "_data" / "gazetteer.sqlite"


@pytest.fixture(scope="module")
def base() -> Iterator[sqlite3.Connection]:
    opened = store.open_store(FILE)
    yield opened
    opened.close()


def one(base: sqlite3.Connection, query: str, *values: Any) -> Any:
    (value,) = base.execute(query, values).fetchone()
    return value


def shape(base: sqlite3.Connection, ref: str | int) -> Any:
    query = "SELECT data FROM shape JOIN place ON place.id = shape.place WHERE ref = ?"
    return decode(one(base, query, ref))


def refs(base: sqlite3.Connection, name: str) -> set[str | int]:
    query = "SELECT ref FROM name JOIN place ON place.id = name.place WHERE folded = ?"
    return {ref for (ref,) in base.execute(query, (fold(name),))}


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_another_file_is_an_artefact_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gazetteer.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ArtefactError, match="make data"):
        store.open_store(path)


def test_another_version_is_an_artefact_error(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    made = sqlite3.connect(path)
    made.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
    made.execute("PRAGMA user_version = 1")
    made.execute("CREATE TABLE t (a)")
    made.close()
    with pytest.raises(ArtefactError, match="version 1"):
        store.open_store(path)


def test_it_cannot_be_written_to(base: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        base.execute("DELETE FROM place")


def test_cells_hold_what_lies_in_them(base: sqlite3.Connection) -> None:
    assert store.cell(-180.0, -90.0) == 0
    assert store.cell(180.0, 90.0) == 180 * 360 - 1
    query = f"SELECT lon, lat, {store.CELL} FROM place WHERE id % 97 = 0 AND lon < 18000000"  # noqa: S608
    for lon, lat, cell in base.execute(query):
        degrees = (lon / store.UNITS_PER_DEGREE, lat / store.UNITS_PER_DEGREE)
        assert cell == store.cell(*degrees) or min(abs(d - round(d)) for d in degrees) < 1e-4


@pytest.mark.parametrize(
    ("index", "where"),
    [
        ("place_cell", f"kind = 0 AND {store.CELL} BETWEEN 1 AND 2"),
        ("place_ref", "ref = 'country:RU' AND kind <> 0"),
    ],
)
def test_the_indexes_are_used(base: sqlite3.Connection, index: str, where: str) -> None:
    query = f"EXPLAIN QUERY PLAN SELECT id FROM place WHERE {where}"  # noqa: S608
    plan = base.execute(query).fetchall()
    assert index in str(plan)


def test_ids_are_in_the_order_of_importance(base: sqlite3.Connection) -> None:
    query = "SELECT population, kind FROM place ORDER BY id"
    order = [(-(population or 0), kind) for population, kind in base.execute(query)]
    assert order == sorted(order)


def test_counts_are_those_of_the_manifest(base: sqlite3.Connection) -> None:
    manifest = tomllib.loads((ROOT / "data" / "manifest.toml").read_text("utf-8"))
    (artefact,) = (a for a in manifest["artefact"] if a["file"].endswith(FILE.name))
    listed = sum(layer["count"] for layer in artefact["layer"])
    assert listed == one(base, "SELECT count(*) FROM place")


def test_every_country_has_names_a_polygon_and_lies_in_it(base: sqlite3.Connection) -> None:
    kind = store.KINDS.index("country")
    query = "SELECT ref, lon, lat FROM place WHERE kind = ?"
    rows = base.execute(query, (kind,)).fetchall()
    assert len(rows) == 250  # ISO 3166-1 and Kosovo
    for ref, lon, lat in rows:
        polygon = shape(base, ref)
        point = shapely.Point(lon / store.UNITS_PER_DEGREE, lat / store.UNITS_PER_DEGREE)
        assert polygon.is_valid
        assert polygon.distance(point) < 0.001, ref


def test_every_shape_is_valid_and_fills_its_box(base: sqlite3.Connection) -> None:
    for *box, data in base.execute("SELECT west, south, east, north, data FROM shape"):
        found = decode(data)
        assert found.is_valid
        assert [round(edge * store.UNITS_PER_DEGREE) for edge in found.bounds] == box


@pytest.mark.parametrize(
    ("pair", "share"), [(("country:RU", "country:UA"), 1e-6), (("country:KP", "country:CN"), 1e-6)]
)
def test_neighbours_do_not_overlap(
    base: sqlite3.Connection, pair: tuple[str, str], share: float
) -> None:
    one_side, other = (shape(base, ref) for ref in pair)
    assert one_side.touches(other) or one_side.intersection(other).area < share * other.area
    assert one_side.boundary.intersection(other.boundary).length > 1.0


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Simferopol", 34.1, 44.95, "UA"),
        ("Sevastopol", 33.53, 44.6, "UA"),
        ("Donetsk", 37.8, 48.0, "UA"),
        ("Sukhumi", 41.02, 43.0, "GE"),
        ("Tiraspol", 29.63, 46.84, "MD"),
        ("Pristina", 21.17, 42.66, "XK"),
        ("Kyrenia", 33.36, 35.34, "CY"),
        ("Hargeisa", 44.06, 9.56, "SO"),
        ("Majdal Shams", 35.77, 33.27, "SY"),
        ("Katzrin", 35.69, 32.99, "SY"),
        ("Kiryat Shmona", 35.57, 33.21, "IL"),
        ("En Gev", 35.643, 32.783, "IL"),
        ("Old City of Jerusalem", 35.2342, 31.7767, "PS"),
        ("West Jerusalem", 35.2137, 31.769, "IL"),
        ("Laayoune", -13.2, 27.15, "EH"),
        ("Dakhla", -15.93, 23.7, "EH"),
        ("Imlili", -16.39, 22.18, "EH"),
        ("Smara", -11.67, 26.74, "EH"),
        ("Tarfaya", -12.92, 27.93, "MA"),
        ("Srinagar", 74.8, 34.08, "IN"),
        ("Muzaffarabad", 73.47, 34.37, "PK"),
        ("Taipei", 121.5, 25.05, "TW"),
        ("Baikonur", 63.3, 45.96, "KZ"),
        ("Cayenne", -52.33, 4.94, "GF"),
        ("Longyearbyen", 15.64, 78.22, "SJ"),
        ("Khasan", 130.65, 42.43, "RU"),
    ],
)
def test_the_view_is_that_of_the_united_nations(
    base: sqlite3.Connection, place: str, lon: float, lat: float, country: str
) -> None:
    point = shapely.Point(lon, lat)
    assert shape(base, f"country:{country}").distance(point) < 0.01, place
    for other in {"RU", "IL", "MA", "CN", "IN", "RS"} - {country}:
        assert not shape(base, f"country:{other}").contains(point), (place, other)


@pytest.mark.parametrize(
    ("place", "lon", "lat", "ref"),
    [
        ("Hyesan in Ryanggang", 128.17, 41.38, 2039332),
        ("Tamanrasset", 5.5, 22.8, 2478217),
        ("Almaty Region", 77.2, 43.9, 1537162),
        ("Papua", 139.5, -3.0, 1643012),
        ("Minsk", 27.56, 53.9, 625143),
        ("Oslo", 10.75, 59.93, 3143242),
        ("Bandundu, divided since", 17.4, -3.3, "ne:COD-1871"),
        ("Rift Valley, divided since", 35.6, 3.1, "ne:KEN-890"),
        ("Tungurahua, which bears the names of Napo", -78.6, -1.25, 3650445),
        ("Northern Cyprus", 33.4, 35.25, "ne:CYN+00?"),
    ],
)
def test_a_point_lies_in_a_first_order_region(
    base: sqlite3.Connection, place: str, lon: float, lat: float, ref: int | str
) -> None:
    assert one(base, "SELECT rank FROM place WHERE ref = ?", ref) == store.FIRST_ORDER
    assert shape(base, ref).contains(shapely.Point(lon, lat)), place


def test_first_order_regions_are_shown_in_latin_letters(base: sqlite3.Connection) -> None:
    query = "SELECT name FROM place WHERE kind = ? AND rank = ?"
    names = base.execute(query, (store.KINDS.index("region"), store.FIRST_ORDER)).fetchall()
    letters = {letter for (name,) in names for letter in name if letter.isalpha()}
    strange = {c for c in letters if not unicodedata.name(c).startswith(("LATIN", "MODIFIER"))}
    assert not strange


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        (625142, "Minsk Region"),
        (625073, "Mogilev Region"),
        (1537162, "Almaty Region"),
        (3375469, "Upper Demerara-Berbice"),
        (3653890, "Napo"),
    ],
)
def test_regions_are_shown_in_english(base: sqlite3.Connection, ref: int, name: str) -> None:
    assert one(base, "SELECT name FROM place WHERE ref = ?", ref) == name


@pytest.mark.parametrize("ref", [703883, 694422, "country:XK", "country:TW", "ne:CYN+00?"])
def test_disputed_places_carry_a_note_with_a_document(
    base: sqlite3.Connection, ref: str | int
) -> None:
    assert "resolution" in one(base, "SELECT note FROM place WHERE ref = ?", ref)


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Primorsky Krai", 2017623),
        ("Приморский край", 2017623),
        ("Primorsky", 2017623),
        ("North Hamgyong", 2044245),
        ("함경북도", 2044245),
        ("Jilin Province", 2036500),
        ("吉林省", 2036500),
        ("吉林", 2036500),
        ("Crimea", 703883),
        ("북한", "country:KP"),
        ("朝鲜", "country:KP"),
        ("Северная Корея", "country:KP"),
        ("Tumen River", "river:tumen"),
        ("Tumen", "river:tumen"),
        ("Yalu", "river:yalu"),
        ("Amur", "river:amur"),
        ("Heilong Jiang", "river:amur"),
        ("Mekong", "river:mekong"),
        ("Lake Khanka", "lake:khanka"),
        ("兴凯湖", "lake:khanka"),
        ("Los Angeles County", 5368381),
    ],
)
def test_known_names_lead_to_known_places(
    base: sqlite3.Connection, name: str, ref: str | int
) -> None:
    assert ref in refs(base, name)


def test_another_provinces_name_was_left_out(base: sqlite3.Connection) -> None:
    assert refs(base, "함경북도") == {2044245}  # and not Rason


def test_the_amur_and_the_heilong_are_one_line(base: sqlite3.Connection) -> None:
    west, _, east, _ = shape(base, "river:amur").bounds
    assert west < 122
    assert east > 139


def test_codes_lead_to_places(base: sqlite3.Connection) -> None:
    query = "SELECT ref FROM code JOIN place ON place.id = code.place WHERE code = ?"
    assert one(base, query, "RU-PRI") == 2017623
    assert one(base, query, "VVO") == "airport:UHWW"
    assert one(base, query, "KP") == "country:KP"


def test_admin1_leads_to_the_region_of_a_town(base: sqlite3.Connection) -> None:
    query = (
        "SELECT region.ref FROM place JOIN admin1 ON admin1.country = place.country "
        "AND admin1.code = place.admin1 JOIN place region ON region.id = admin1.place "
        "WHERE place.ref = ?"
    )
    assert one(base, query, 2013348) == 2017623  # Vladivostok
    assert one(base, query, "airport:UHWW") == 2017623


def test_every_member_and_region_of_a_town_is_there(base: sqlite3.Connection) -> None:
    lost = "SELECT count(*) FROM member WHERE member NOT IN (SELECT id FROM place)"
    assert one(base, lost) == 0
    lost = (
        "SELECT count(*) FROM place WHERE kind = 0 AND admin2 IS NOT NULL "
        "AND admin2 NOT IN (SELECT ref FROM place WHERE typeof(ref) = 'integer')"
    )
    assert one(base, lost) == 0


def test_fuzzy_lists_hold_sorted_names_of_one_length(base: sqlite3.Connection) -> None:
    for script, length, packed in base.execute("SELECT script, length, names FROM fuzzy"):
        text = zlib.decompress(packed).decode("ascii" if script == store.LATIN else "utf-16-le")
        names = [text[i : i + length] for i in range(0, len(text), length)]
        assert names == sorted(set(names))
        assert len(names[-1]) == length
        assert all(name.isascii() == (script == store.LATIN) for name in names)
        assert length in store.FUZZY_LENGTHS
    names_of_ten = zlib.decompress(
        one(base, "SELECT names FROM fuzzy WHERE script = 'latin' AND length = 11")
    ).decode("ascii")
    assert "vladivostok" in [names_of_ten[i : i + 11] for i in range(0, len(names_of_ten), 11)]


@pytest.mark.parametrize(
    ("population", "radius_m"), [(None, 2_000), (500, 2_000), (1_000_000, 14_567)]
)
def test_the_radius_of_a_city_holds_its_people(population: int | None, radius_m: int) -> None:
    assert store.city_radius_m(population) == radius_m
