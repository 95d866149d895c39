"""The reviewed rows of data/curated.csv: each is well formed, has a source and is found."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
import shapely

from routes.gazetteers.bundled import Bundled, open_bundled
from routes.gazetteers.fold import fold
from routes.model.place import Candidate, Kind

FILE = Path(__file__).parents[2] / "data" / "curated.csv"
HEADER = "id,name,alternates,kind,lon,lat,radius_m,country,at,members,outline,source,note"
PLACED = ("lon", "lat", "radius_m", "country", "at", "members", "outline")

# Names that two rows share on purpose. Each was looked at: a reader may mean either.
SHARED = {
    "tumen": {"geonames:2034340", "river:tumen"},  # the city lies on the river
    "dnepr": {"geonames:709930", "river:dnipro"},  # so does this one
    # The city and the strip.
    **{name: {"geonames:281133", "geonames:281132"} for name in ("gaza", "газа", "가자", "加沙")},
    # Border towns in China and in Serbia, and their crossings.
    "horgos": {"geonames:1529377", "horgos-serbia"},
    "horgos border crossing": {"khorgos", "horgos-roszke"},
    "horgos checkpoint": {"khorgos", "horgos-roszke"},
    "horgos crossing": {"khorgos", "horgos-roszke"},
    # In news from Russia one, elsewhere the other.
    "far east": {"east-asia", "russian-far-east"},
    "the far east": {"east-asia", "russian-far-east"},
    # A province of Iran, a region of Iraq, and the land where Kurds live.
    "kurdistan": {"kurdistan", "kurdistan-region-iraq", "region:IR-12"},
    "курдистан": {"kurdistan", "kurdistan-region-iraq"},
    "쿠르디스탄": {"kurdistan", "kurdistan-region-iraq"},
}

# Checkpoints on a line inside one state, as the United Nations see its borders.
INSIDE = {"chaplynka": "UA", "chonhar": "UA", "enguri-bridge": "GE", "kalanchak": "UA"}

# A union has no outline, and one of these has no shape at all but a point.
POINTS = frozenset({"city", "site", "lake", "station", "crossing"})

# The kinds of records that an id with a scheme may name.
SCHEMES = {
    "geonames": {"city", "region"},
    "airport": {"airport"},
    "country": {"country"},
    "region": {"region"},
    "river": {"river"},
    "lake": {"lake"},
}

Row = dict[str, str]


@cache
def rows() -> tuple[Row, ...]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def own(row: Row) -> bool:
    """Whether the row is a place of its own and not more names for a record."""
    return ":" not in row["id"]


def names(row: Row) -> list[str]:
    return [row["name"], *(n for n in row["alternates"].split("|") if n)]


def outline(row: Row) -> list[tuple[float, float]]:
    pairs = (pair.split() for pair in row["outline"].split(","))
    return [(float(lon), float(lat)) for lon, lat in pairs]


def ids(wrong: Iterator[Row]) -> list[str]:
    return [row["id"] for row in wrong]


def test_the_header_is_the_agreed_one() -> None:
    assert FILE.read_text("utf-8").partition("\n")[0] == HEADER


def test_there_are_enough_rows() -> None:
    assert len(rows()) >= 300


def test_every_cell_is_there_and_trimmed() -> None:
    loose = [
        (row["id"], column)
        for row in rows()
        for column, cell in row.items()
        if cell is None or cell != cell.strip() or "\n" in cell
    ]
    assert not loose


def test_ids_are_unique_and_plain() -> None:
    seen = [row["id"] for row in rows()]
    assert sorted(set(seen)) == sorted(seen)
    assert all(re.fullmatch(r"[a-z0-9-]+|[a-z]+:[\w-]+", one) for one in seen)


def test_every_row_has_a_name_and_a_source() -> None:
    assert not ids(row for row in rows() if not row["name"] or not row["source"])


def test_kinds_are_known() -> None:
    assert {row["kind"] for row in rows()} <= set(get_args(Kind)) - {"unknown", "address"}


def test_rows_for_records_say_nothing_of_their_place() -> None:
    more = [row for row in rows() if not own(row)]
    assert not ids(row for row in more if any(row[column] for column in PLACED))
    assert not ids(
        row for row in more if row["kind"] not in SCHEMES.get(row["id"].partition(":")[0], set())
    )


def test_every_place_of_its_own_says_where_it_is() -> None:
    assert not ids(
        row
        for row in rows()
        if own(row)
        and not (row["lon"] and row["lat"])
        and not any(row[column] for column in ("at", "members", "outline"))
    )
    assert not ids(
        row
        for row in rows()
        if own(row) and row["kind"] in POINTS and not row["outline"] and not row["radius_m"]
    )


def test_coordinates_are_in_range_and_no_finer_than_known() -> None:
    placed = [row for row in rows() if row["lon"] or row["lat"]]
    assert placed
    for row in placed:
        assert -180 <= float(row["lon"]) <= 180, row["id"]
        assert -90 <= float(row["lat"]) <= 90, row["id"]
        for column in ("lon", "lat"):
            assert len(row[column].partition(".")[2]) <= 4, row["id"]
        if row["radius_m"]:
            assert 100 <= int(row["radius_m"]) <= 3_000_000, row["id"]


def test_of_a_mission_only_the_city_is_known() -> None:
    missions = [row for row in rows() if row["kind"] == "facility"]
    assert len(missions) > 50
    for row in missions:
        assert re.fullmatch(r"geonames:\d+", row["at"]), row["id"]
        assert not any(row[c] for c in PLACED if c != "at"), row["id"]
    assert not ids(row for row in rows() if row["at"] and row["kind"] != "facility")


def test_nothing_reads_like_a_street_address() -> None:
    street = re.compile(
        r"\d+\s*[A-Za-z]?\s+\w+ (street|st\.|road|avenue)|\b(ul\.|улица)\b", re.IGNORECASE
    )
    assert not ids(row for row in rows() if any(street.search(cell) for cell in row.values()))


def test_borders_have_two_sides_and_so_have_crossings() -> None:
    both = [row for row in rows() if row["kind"] in ("border", "crossing")]
    assert len(both) > 100
    assert {row["id"]: row["country"] for row in both if not row["members"]} == INSIDE
    for row in both:
        members = row["members"].split()
        assert row["id"] in INSIDE or len(set(members)) == len(members) == 2, row["id"]
        assert all(re.fullmatch("[A-Z]{2}", member) for member in members), row["id"]


def test_members_are_codes_and_no_code_is_there_twice() -> None:
    for row in rows():
        members = row["members"].split()
        assert len(set(members)) == len(members), row["id"]
        assert all(re.fullmatch("[A-Z]{2}(-[A-Z0-9]{1,3})?", m) for m in members), row["id"]
        assert not (members and row["outline"]), row["id"]


def test_countries_are_codes() -> None:
    assert not ids(r for r in rows() if r["country"] and not re.fullmatch("[A-Z]{2}", r["country"]))


def test_outlines_are_valid_rings_and_lines() -> None:
    drawn = [row for row in rows() if row["outline"]]
    assert {row["kind"] for row in drawn} <= {"sea", "region", "river", "lake"}
    for row in drawn:
        points = outline(row)
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points), row["id"]
        assert all(one != other for one, other in pairwise(points)), row["id"]
        if row["kind"] == "river":
            assert len(points) >= 3, row["id"]
            assert shapely.LineString(points).is_simple, row["id"]
        else:
            assert points[0] == points[-1], f"{row['id']}: the ring is open"
            assert shapely.is_valid_reason(shapely.Polygon(points)) == "Valid Geometry", row["id"]


def test_every_sea_has_an_outline() -> None:
    assert not ids(row for row in rows() if row["kind"] == "sea" and not row["outline"])


def test_sources_are_documents_and_not_links() -> None:
    link = re.compile(r"://|\bwww\.|\b[\w-]+\.(com|org|net|gov|int|ru|kr|cn)/", re.IGNORECASE)
    assert not ids(row for row in rows() if any(link.search(cell) for cell in row.values()))


def test_no_name_belongs_to_two_rows_unless_it_was_looked_at() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        for name in names(row):
            owners[fold(name)].add(row["id"])
    assert "" not in owners
    assert {name: who for name, who in owners.items() if len(who) > 1} == SHARED


def test_no_row_names_a_thing_twice() -> None:
    assert not ids(row for row in rows() if len(set(names(row))) < len(names(row)))


def test_no_note_is_about_the_making_of_the_data() -> None:
    # A note is shown to readers, who know nothing of files, candidates or rings.
    making = re.compile(
        r"GeoNames|Natural Earth|candidate|survey|Point estimated|\brecords?\b|\bring\b|\bfile\b"
        r"|\d{4}-\d{2}-\d{2}",
        re.IGNORECASE,
    )
    assert not ids(row for row in rows() if making.search(row["note"]))


def test_no_row_shows_where_people_hide_or_how_they_flee() -> None:
    risky = re.compile(
        r"\bescape|\bflee|smuggl|defect|broker|safe ?house|shelter|hiding|underground railroad"
        r"|은신처|쉼터|브로커|убежищ|приют|庇护所|安全屋",
        re.IGNORECASE,
    )
    assert not ids(row for row in rows() if any(risky.search(cell) for cell in row.values()))


def test_an_estimated_position_is_no_document() -> None:
    guessed = [row for row in rows() if "Position estimated" in row["note"]]
    assert len(guessed) > 50
    assert not ids(
        row
        for row in guessed
        if "Position estimated; may be off by some kilometres." not in row["note"]
        or "position: own" not in row["source"]
    )


@pytest.mark.parametrize(
    ("drawn", "place", "lon", "lat"),
    [
        ("southern-kurils", "Nemuro in Japan", 145.58, 43.33),
        ("southern-kurils", "Rausu in Japan", 145.2, 44.02),
        ("kuril-islands", "Nemuro in Japan", 145.58, 43.33),
        ("nagorno-karabakh", "Agdam, never in the oblast", 46.93, 39.99),
        ("nagorno-karabakh", "Lachin, never in the oblast", 46.55, 39.64),
        ("south-ossetia", "Gori", 44.11, 41.98),
        ("transnistria", "Chisinau", 28.86, 47.01),
        ("dmz", "Kaesong", 126.55, 37.97),
        ("golan-heights", "Kiryat Shmona in Israel", 35.573, 33.207),
        ("golan-heights", "Tiberias in Israel", 35.53, 32.79),
        ("golan-heights", "Quneitra, under Syrian control since 1974", 35.825, 33.126),
        ("aksai-chin", "Leh in Ladakh", 77.584, 34.165),
        ("aksai-chin", "Demchok, disputed apart from it", 79.45, 32.7),
        ("kurdistan", "Baghdad", 44.4, 33.34),
        ("kurdistan", "Tabriz", 46.29, 38.08),
    ],
)
def test_what_is_disputed_takes_in_no_neighbour(
    drawn: str, place: str, lon: float, lat: float
) -> None:
    (row,) = [row for row in rows() if row["id"] == drawn]
    assert not shapely.Polygon(outline(row)).covers(shapely.Point(lon, lat)), place


@pytest.mark.parametrize(
    ("drawn", "place", "lon", "lat"),
    [
        ("southern-kurils", "Yuzhno-Kurilsk", 145.86, 44.03),
        ("southern-kurils", "Malokurilskoye", 146.83, 43.87),
        ("southern-kurils", "Kurilsk", 147.88, 45.23),
        ("nagorno-karabakh", "Stepanakert", 46.75, 39.82),
        ("south-ossetia", "Akhalgori", 44.48, 42.12),
        ("transnistria", "Tiraspol", 29.64, 46.84),
        ("khasansky-district", "Zarubino", 131.067, 42.645),
        ("dmz", "Panmunjom", 126.677, 37.956),
        ("golan-heights", "Majdal Shams", 35.772, 33.27),
        ("golan-heights", "Katzrin", 35.691, 32.992),
        ("aksai-chin", "the lake of that name", 79.84, 35.233),
        ("kurdistan", "Erbil", 44.009, 36.191),
        ("kurdistan", "Sanandaj", 46.99, 35.31),
        ("kurdistan", "Diyarbakir", 40.22, 37.91),
        ("kurdistan", "Qamishli", 41.23, 37.05),
    ],
)
def test_what_is_drawn_takes_in_its_towns(drawn: str, place: str, lon: float, lat: float) -> None:
    (row,) = [row for row in rows() if row["id"] == drawn]
    assert shapely.Polygon(outline(row)).covers(shapely.Point(lon, lat)), place


def test_the_west_is_no_place() -> None:
    assert not {"west", "the west"} & {fold(name) for row in rows() for name in names(row)}


@pytest.mark.parametrize(
    "region",
    [
        *("region:UA-43", "region:UA-40", "region:GE-AB", "transnistria", "south-ossetia"),
        *("nagorno-karabakh", "kuril-islands", "country:XK", "country:TW", "country:EH"),
        *("region:UA-14", "region:UA-09", "geonames:694423", "geonames:693805", "enguri-bridge"),
        *("geonames:281184", "geonames:7303419", "geonames:281132", "golan-heights"),
        *("geonames:374290", "region:IN-AR", "aksai-chin", "liancourt-rocks"),
        *("geonames:6362987", "geonames:2513947", "region:ES-CE", "region:ES-ML"),
    ],
)
def test_what_several_claim_carries_a_note(region: str) -> None:
    (row,) = [row for row in rows() if row["id"] == region]
    assert re.search(r"United Nations|[Cc]laim|Security Council", row["note"])


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Bundled]:
    opened = open_bundled()
    yield opened
    opened.close()


def test_every_row_is_found_by_its_name(gazetteer: Bundled) -> None:
    assert not ids(row for row in rows() if not _found(gazetteer, row, row["name"]))


@pytest.mark.parametrize("script", ["Latin", "Cyrillic", "Hangul", "Han"])
def test_every_row_is_found_by_its_other_names(gazetteer: Bundled, script: str) -> None:
    # The last name of each script is enough: all go the same way through one index.
    lost = []
    for row in rows():
        written = [name for name in names(row)[1:] if _script(name) == script]
        if written and not _found(gazetteer, row, written[-1]):
            lost.append((row["id"], written[-1]))
    assert not lost


def _found(gazetteer: Bundled, row: Row, name: str) -> bool:
    kind: Kind = row["kind"]  # type: ignore[assignment]  # checked by another test
    return any(_is(row, c) for c in gazetteer.lookup(name, kind=kind, limit=50))


def _is(row: Row, candidate: Candidate) -> bool:
    scheme, _, code = row["id"].partition(":")
    if scheme == "region":  # the record goes by its id at GeoNames
        return candidate.kind == "region" and code in candidate.codes
    if own(row):
        prefix = row["kind"] if row["kind"] in ("sea", "border") else "curated"
        return candidate.ref == f"{prefix}:{row['id']}"
    return candidate.ref == row["id"]


def _script(name: str) -> str | None:
    for script, pattern in (
        ("Hangul", "[가-힣]"),
        ("Cyrillic", "[Ѐ-ӿ]"),
        ("Han", "[一-鿿]"),
        ("Latin", "[A-Za-z]"),
    ):
        if re.search(pattern, name):
            return script
    return None
