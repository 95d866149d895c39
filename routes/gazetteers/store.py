"""The file of the bundled gazetteer: what is in it, and how it is opened."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

from routes.errors import ArtefactError
from routes.gazetteers.stored import (
    ALTERNATE,
    BARE,
    CURATED,
    FIRST_ORDER,
    KINDS,
    MACRO_REGION,
    MAIN,
    SECOND_ORDER,
    UNITS_PER_DEGREE,
    city_radius_m,
)

__all__ = [
    "ALTERNATE",
    "APPLICATION_ID",
    "BARE",
    "CELL",
    "CURATED",
    "FIRST_ORDER",
    "FUZZY_LENGTHS",
    "KINDS",
    "LATIN",
    "MACRO_REGION",
    "MAIN",
    "SCHEMA",
    "SECOND_ORDER",
    "UNITS_PER_DEGREE",
    "USER_VERSION",
    "WIDE",
    "cell",
    "city_radius_m",
    "open_store",
]

APPLICATION_ID = 0x52524754  # "RRGT"
USER_VERSION = 2

LATIN, WIDE = "latin", "wide"
"""``fuzzy.script``: ASCII names, one byte a character; UTF-16-LE for those with letters of the
alphabets in which names are misspelt most in news: Cyrillic, Greek, Hangul, Kana, Han."""

FUZZY_LENGTHS = range(4, 41)

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY,     -- in order of importance: population, kind, ref
    kind INTEGER NOT NULL,
    ref NOT NULL,               -- a number is a GeoNames id
    name TEXT NOT NULL,
    lon INTEGER NOT NULL, lat INTEGER NOT NULL,
    country TEXT,               -- ISO 3166-1 alpha-2
    admin1 TEXT,                -- GeoNames code of the first-order division, its own for one
    admin2 INTEGER,             -- GeoNames id of the second-order division
    population INTEGER,         -- of a region: of its towns in the file
    radius_m INTEGER,
    codes TEXT,                 -- IATA ICAO; ISO 3166-1 alpha-2 alpha-3; ISO 3166-2
    rank INTEGER,
    note TEXT
);
CREATE TABLE name (
    folded TEXT NOT NULL, place INTEGER NOT NULL, sort INTEGER NOT NULL,
    PRIMARY KEY (folded, place)
) WITHOUT ROWID;
CREATE TABLE code (
    code TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (code, place)
) WITHOUT ROWID;
CREATE TABLE admin1 (
    country TEXT NOT NULL, code TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (country, code)
) WITHOUT ROWID;
CREATE TABLE shape (
    place INTEGER PRIMARY KEY,
    west INTEGER NOT NULL, south INTEGER NOT NULL, east INTEGER NOT NULL, north INTEGER NOT NULL,
    data BLOB NOT NULL          -- routes.gazetteers.shapes.decode
);
CREATE TABLE member (
    place INTEGER NOT NULL, member INTEGER NOT NULL, PRIMARY KEY (place, member)
) WITHOUT ROWID;
CREATE TABLE fuzzy (
    script TEXT NOT NULL, length INTEGER NOT NULL,
    names BLOB NOT NULL,        -- zlib of all distinct names of that length, sorted, run together
    PRIMARY KEY (script, length)
) WITHOUT ROWID;
"""

CELL = (
    f"((lat + {90 * UNITS_PER_DEGREE}) / {UNITS_PER_DEGREE} * 360 "
    f"+ (lon + {180 * UNITS_PER_DEGREE}) / {UNITS_PER_DEGREE})"
)
"""The one-degree cell of a place in SQL, in whole numbers: what `cell` gives, but for a place
on 180 degrees or the North Pole, of which there is none. A query is only fast when it has these
very words, and ``kind = 0``."""

INDEXES = f"""
-- Towns are found by name, and by where they are: nothing asks for one by its ref.
CREATE UNIQUE INDEX place_ref ON place (ref) WHERE kind <> 0;
CREATE INDEX place_cell ON place {CELL.join("()")} WHERE kind = 0;
"""


def cell(lon: float, lat: float) -> int:
    """The one-degree cell that holds a point."""
    return min(math.floor(lat + 90.0), 179) * 360 + min(math.floor(lon + 180.0), 359)


def open_store(path: Path) -> sqlite3.Connection:
    """Open the gazetteer file at ``path``, for reading only.

    Raises ArtefactError when it is missing or is not the file of this version.
    """
    wrong = (
        f"{path.name} in routes/_data is missing or is not the gazetteer of this version; "
        "reinstall the program, or run 'make data' in a checkout"
    )
    try:
        # Whoever shares it among threads lets one query run at a time (rows.Rows does).
        base = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise ArtefactError(wrong) from error
    try:
        (application_id,) = base.execute("PRAGMA application_id").fetchone()
        (user_version,) = base.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        base.close()
        raise ArtefactError(wrong) from error
    if (application_id, user_version) != (APPLICATION_ID, USER_VERSION):
        base.close()
        raise ArtefactError(f"{wrong} (id {application_id:#x}, version {user_version})")
    return base
