"""What a file of data says of itself: also how much is withheld, and never what."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict

import pyarrow.parquet as pq
import pytest

from routes.exports import geojson, geopackage, geoparquet, linked_places
from routes.exports.described import described
from tests.unit import odd_texts, secret_case


@pytest.fixture
def atlas(case_from, square_world):
    return secret_case.public(case_from(secret_case.CASE), square_world)


def test_how_much_is_withheld_stands_in_every_format_for_programs(atlas, tmp_path):
    meant = {kind: n for kind, n in asdict(atlas.release.withheld).items() if n}
    assert {"stops", "sources", "words"} <= set(meant)
    for write in (geojson.write, linked_places.write):
        write(atlas, tmp_path / "a")
        assert json.loads((tmp_path / "a").read_bytes())["withheld"] == meant
    geopackage.write(atlas, tmp_path / "b")
    with closing(sqlite3.connect(tmp_path / "b")) as db:
        ((text,),) = db.execute("SELECT metadata FROM gpkg_metadata").fetchall()
    assert json.loads(text)["withheld"] == meant
    geoparquet.write(atlas, tmp_path / "c", layer="sources")
    told = pq.read_metadata(tmp_path / "c").metadata[b"dublin_core"]
    assert json.loads(told)["withheld"] == meant


def test_nothing_is_said_of_what_is_not_withheld():
    told = described(odd_texts.built())
    assert "withheld" not in {**told.members, **told.terms}
    assert "notice" not in told.members
