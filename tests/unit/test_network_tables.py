"""The reviewed tables of the networks are well formed, and what they name exists."""

from __future__ import annotations

import csv
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pyproj import Geod

FOLDER = Path("data/networks")
COLUMNS = {
    "links": (
        *("id", "mode", "kind", "name", "lon", "lat", "to_lon", "to_lat", "length_km"),
        *("since", "until", "source", "reason", "note"),
    ),
    "closures": ("id", "what", "modes", "since", "until", "blocks", "source", "reason"),
    "areas": ("id", "name", "units", "outline", "views", "held_by", "source", "note"),
    "bends": ("mode", "road", "lon", "lat", "to_lon", "to_lat", "via", "source"),
    "crossings": ("id", "modes", "name", "lon", "lat", "areas", "note", "source"),
    "removed": ("id", "mode", "lon", "lat", "to_lon", "to_lat", "source", "reason"),
}
PASSAGES = {"babalmandab", "bosporus", "dardanelles", "northwest", "panama", "suez"}
MODES = {"rail", "road", "sea"}

_GEOD = Geod(ellps="WGS84")


def _rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _curated_crossings() -> dict[str, tuple[str, ...]]:
    """The two countries of each crossing, by id."""
    with Path("data/curated.csv").open(encoding="utf-8", newline="") as stream:
        table = [row for row in csv.DictReader(stream) if row["kind"] == "crossing"]
    return {row["id"]: tuple(sorted(row["members"].split())) for row in table}


def _first_day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def _is_state(code: str) -> bool:
    return re.fullmatch("[A-Z]{2}", code) is not None


@pytest.mark.parametrize("table", COLUMNS)
def test_columns(table: str) -> None:
    path = FOLDER / f"{table}.csv"
    header = path.read_text("utf-8").splitlines()[0]
    assert tuple(header.split(",")) == COLUMNS[table]
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("table", sorted(COLUMNS.keys() - {"bends"}))
def test_ids(table: str) -> None:
    ids = [row["id"] for row in _rows(table)]
    assert ids == sorted(set(ids))
    form = r"[a-z_]+|[A-Z]{2}" if table == "areas" else r"[a-z0-9]+(-[a-z0-9]+)*"
    assert [given for given in ids if not re.fullmatch(form, given)] == []


@pytest.mark.parametrize("table", COLUMNS)
def test_text_is_there_and_clean(table: str) -> None:
    told = {
        "areas": ("name", "source", "note"),
        "bends": ("road", "via", "source"),
        "crossings": ("source",),
        "links": ("name", "source", "reason"),
    }
    sentence = {"areas": "note", "bends": None, "crossings": "note"}.get(table, "reason")
    for row in _rows(table):
        for column in told.get(table, ("source", "reason")):
            assert row[column], (row, column)
        for column, cell in row.items():
            assert cell == cell.strip(), (row, column)
            assert "  " not in cell, (row, column)
            assert "—" not in cell, (row, column)
        if sentence and row[sentence]:
            assert row[sentence].endswith("."), (row["id"], row[sentence])


@pytest.mark.parametrize("table", ["links", "closures"])
def test_dates(table: str) -> None:
    for row in _rows(table):
        given = [row[column] for column in ("since", "until") if row[column]]
        for text in given:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text), (row["id"], text)
            assert _first_day(text) > date(1700, 1, 1), row["id"]
        assert all(_first_day(a) < _first_day(b) for a, b in pairwise(given)), row["id"]


def test_links_have_known_kinds_and_ends() -> None:
    for row in _rows("links"):
        assert row["mode"] in {"rail", "road"}, row["id"]
        assert row["kind"] in {"link", "ferry"}, row["id"]
        assert row["since"], row["id"]
        lon, lat, to_lon, to_lat = (float(row[c]) for c in ("lon", "lat", "to_lon", "to_lat"))
        assert max(abs(lon), abs(to_lon)) <= 180, row["id"]
        assert max(abs(lat), abs(to_lat)) <= 90, row["id"]
        assert (lon, lat) != (to_lon, to_lat), row["id"]


def _via(row: dict[str, str]) -> list[tuple[float, float]]:
    """The ends and the towns of a bend, in order."""
    towns = [town.split() for town in row["via"].split(";")]
    between = [(float(lon), float(lat)) for *_, lon, lat in towns]
    first, last = (
        (float(row[a]), float(row[b])) for a, b in (("lon", "lat"), ("to_lon", "to_lat"))
    )
    return [first, *between, last]


def test_bends_lead_on_and_not_up_and_back() -> None:
    for row in _rows("bends"):
        assert row["mode"] in {"rail", "road"}, row["road"]
        legs = [_GEOD.inv(*a, *b) for a, b in pairwise(_via(row))]
        for (before, _, one_m), (after, _, other_m) in pairwise(legs):
            turn = abs((after - before + 180) % 360 - 180)
            assert turn < 150 or min(one_m, other_m) < 3_000, (row["road"], turn)


def test_crossings_are_curated_or_whole() -> None:
    curated = _curated_crossings()
    told = {row["id"]: row for row in _rows("crossings")}
    assert curated.keys() - told.keys() <= {key for key, two in curated.items() if len(two) != 2}
    for key, row in told.items():
        assert row["modes"] in {"", "both", "rail", "road"}, key
        place = [row[column] for column in ("name", "lon", "lat", "areas")]
        assert any(place) == all(place) == (key not in curated), key
        if row["areas"]:
            assert all(map(_is_state, row["areas"].split())), key
            assert abs(float(row["lon"])) <= 180, key
            assert abs(float(row["lat"])) <= 90, key


def test_notes_of_crossings_do_not_say_what_is_closed() -> None:
    for row in _rows("crossings"):
        assert not re.search("clos|open|since|until", row["note"]), row["id"]


def test_outlines_are_rings_near_their_area() -> None:
    outlined = [row for row in _rows("areas") if row["outline"]]
    assert {row["id"] for row in outlined} == {"aksai_chin", "golan", "south_ossetia"}
    for row in outlined:
        assert "drawn by hand" in row["note"], row["id"]
        assert row["outline"].count(",") >= 5, row["id"]


def test_lengths_fit_the_straight_line() -> None:
    for row in _rows("links"):
        lon, lat, to_lon, to_lat = (float(row[c]) for c in ("lon", "lat", "to_lon", "to_lat"))
        straight_km = _GEOD.inv(lon, lat, to_lon, to_lat)[2] / 1000
        longest_km = 1300 if row["kind"] == "ferry" else 480
        assert 0.05 < straight_km < longest_km, row["id"]
        if row["length_km"]:
            assert straight_km <= float(row["length_km"]) <= 1.5 * straight_km + 1, row["id"]


def test_no_two_links_join_the_same_places() -> None:
    seen: dict[tuple[object, ...], str] = {}
    for row in _rows("links"):
        ends = [(row["lon"], row["lat"]), (row["to_lon"], row["to_lat"])]
        key = (row["mode"], row["kind"], *sorted(ends))
        assert key not in seen, (row["id"], seen.get(key))
        seen[key] = row["id"]


def test_closures_have_known_modes_and_effects() -> None:
    for row in _rows("closures"):
        assert set(row["modes"].split()) <= MODES, row["id"]
        assert row["modes"].split() == sorted(set(row["modes"].split())), row["id"]
        assert row["blocks"] in {"yes", "no"}, row["id"]
        assert row["blocks"] == "no" or not row["what"].startswith("area:"), row["id"]


def test_what_is_closed_exists() -> None:
    disputed = {row["id"] for row in _rows("areas")}
    crossings = _curated_crossings()
    links = {row["id"]: row["mode"] for row in _rows("links")}
    for row in _rows("closures"):
        kind, _, name = row["what"].partition(":")
        match kind:
            case "border":
                sides = name.split("-")
                assert sides == sorted(set(sides)), row["id"]
                assert len(sides) == 2, row["id"]
                assert all(_is_state(side) or side in disputed for side in sides), row["id"]
            case "crossing":
                assert len(crossings.get(name, ())) == 2, row["id"]
            case "link":
                assert links[name] in row["modes"], row["id"]
            case "passage":
                assert name in PASSAGES, row["id"]
                assert row["modes"] == "sea", row["id"]
            case _:
                assert kind == "area", row["id"]
                assert _is_state(name) or name in disputed, row["id"]


def test_areas_have_states() -> None:
    for row in _rows("areas"):
        views = [view.partition("=") for view in row["views"].split()]
        assert [view for view, _, _ in views][:1] == ["un"], row["id"]
        assert all(equals for _, equals, _ in views), row["id"]
        assert all(_is_state(state) for _, _, state in views if state), row["id"]
        assert not row["held_by"] or _is_state(row["held_by"]), row["id"]
        units = row["units"].split()
        assert units, row["id"]
        form = r"country:[A-Z]{2}|[A-Z]{2}-[A-Z0-9]{1,3}|[A-Z]{3}[-+][0-9A-Z?]+"
        assert all(re.fullmatch(form, unit) for unit in units), row["id"]


def test_no_unit_is_in_two_areas() -> None:
    units = [unit for row in _rows("areas") for unit in row["units"].split()]
    assert sorted(units) == sorted(set(units))


def _blocks_on(what: str, mode: str, day: str) -> bool:
    """Whether a row of the table blocks it on a day."""
    return any(
        row["what"] == what
        and row["blocks"] == "yes"
        and (not row["modes"] or mode in row["modes"].split())
        and (not row["since"] or _first_day(row["since"]) <= date.fromisoformat(day))
        and (not row["until"] or _first_day(row["until"]) > date.fromisoformat(day))
        for row in _rows("closures")
    )


@pytest.mark.parametrize(
    ("what", "mode", "day", "blocked"),
    [
        ("border:FI-RU", "road", "2016-07-15", False),
        ("border:FI-RU", "rail", "2016-07-15", False),
        ("border:EE-RU", "road", "2016-07-15", False),
        ("border:BY-RU", "road", "2016-07-15", False),
        ("border:BY-PL", "rail", "2016-07-15", False),
        ("border:RU-UA", "road", "2016-07-15", False),
        ("border:CN-RU", "road", "2016-07-15", False),
        ("border:CN-KP", "rail", "2016-07-15", False),
        ("border:KP-RU", "rail", "2016-07-15", False),
        ("border:KP-KR", "rail", "2016-07-15", True),
        ("border:KP-KR", "road", "1952-07-15", False),
        ("border:FI-RU", "road", "2023-12-14", False),
        ("border:FI-RU", "road", "2023-12-15", True),
        ("border:FI-RU", "rail", "2024-07-15", False),
        ("border:RU-UA", "road", "2022-02-23", False),
        ("border:RU-UA", "rail", "2022-02-24", True),
        ("border:CN-KP", "rail", "2021-07-15", True),
        ("border:CN-KP", "rail", "2022-02-15", False),
        ("border:CN-RU", "road", "2021-07-15", True),
        ("border:DZ-MA", "road", "2020-01-01", True),
        ("crossing:bruzgi-kuznica", "road", "2022-01-01", True),
        ("crossing:bruzgi-kuznica", "road", "2026-01-01", False),
        ("passage:northwest", "sea", "2020-01-01", True),
        ("passage:suez", "sea", "2020-01-01", False),
    ],
)
def test_borders_are_closed_when_they_were(what: str, mode: str, day: str, blocked: bool) -> None:
    assert _blocks_on(what, mode, day) is blocked
