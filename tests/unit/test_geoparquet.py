"""GeoParquet 1.1, as its standard has it and as geopandas reads it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from routes.errors import UnknownName
from routes.exports import geoparquet
from routes.exports.unheld import whole
from routes.model import Release
from routes.records import LAYERS, tables, version_id
from tests.unit import odd_texts
from tests.unit.odd_texts import CASE, CONTROL, HOSTILE, SHOWN, with_note

KINDS = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "day": pa.date32()}


@pytest.fixture
def atlas():
    return odd_texts.built()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A file for each layer."""
    atlas, folder = odd_texts.built(), tmp_path_factory.mktemp("parquet")
    found = {layer: folder / f"{layer}.parquet" for layer in LAYERS}
    for layer, path in found.items():
        assert list(geoparquet.write(atlas, path, layer=layer)) == []
    return found


def test_every_layer_has_its_columns_values_and_gaps(atlas, files):
    for layer, table in tables(atlas).items():
        found = pq.read_table(files[layer])
        geometry = [("geometry", pa.binary())] if table.layer.shape else []
        assert [(field.name, field.type) for field in found.schema] == [
            *((column.name, KINDS[column.kind]) for column in table.columns), *geometry,
        ]  # fmt: skip
        for column in table.columns:
            values = found[column.name].to_pylist()
            if column.kind == "day":
                values = [each and each.isoformat() for each in values]
            assert values == table.values(column), column


def check_geo(geo, shapes):
    """What GeoParquet 1.1.0 asks of the metadata "geo" of a file with these geometries."""
    assert set(geo) == {"version", "primary_column", "columns"}
    assert geo["version"] == "1.1.0"
    assert set(geo["columns"]) == {geo["primary_column"]}
    column = geo["columns"][geo["primary_column"]]
    assert set(column) <= {
        "encoding", "geometry_types", "crs", "orientation", "edges", "bbox", "epoch", "covering",
    }  # fmt: skip
    assert column["encoding"] == "WKB"
    assert "crs" not in column  # OGC:CRS84, lon before lat
    drawn = [shapely.from_wkb(each) for each in shapes if each is not None]
    assert sorted(column["geometry_types"]) == sorted({each.geom_type for each in drawn})
    assert column["edges"] in ("planar", "spherical")
    assert column["orientation"] == "counterclockwise"
    rings = [part.exterior for each in drawn if each.area for part in each.geoms]
    assert all(ring.is_ccw for ring in rings)
    if drawn:
        west, south, east, north = column["bbox"]
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        assert (west, south, east, north) == tuple(shapely.total_bounds(drawn))


@pytest.mark.parametrize("layer", [name for name, layer in LAYERS.items() if layer.shape])
def test_the_metadata_is_that_of_the_standard(files, layer):
    told = pq.read_metadata(files[layer]).metadata
    shapes = pq.read_table(files[layer])["geometry"].to_pylist()
    geo = json.loads(told[b"geo"])
    check_geo(geo, shapes)
    assert any(shape is not None for shape in shapes)
    assert geo["columns"]["geometry"]["geometry_types"] == [LAYERS[layer].shape]


def test_what_has_no_geometry_is_plain_parquet(files):
    for layer in ("claims", "sources"):
        assert b"geo" not in pq.read_metadata(files[layer]).metadata
        assert len(pd.read_parquet(files[layer])) > 1


def test_geopandas_reads_legs_their_dates_and_the_antimeridian(files):
    frame = gpd.read_parquet(files["legs"]).set_index("leg")
    assert frame.crs.to_string() == "OGC:CRS84"
    assert frame.loc["first", "quotes"] == "신문 ← =a voice asserts: “=1+1\n둘째 줄”"
    assert frame.loc["first", "earliest"] == date(2016, 7, 1)
    assert frame.loc["over", "earliest"] is None
    over = frame.loc["over"].geometry
    assert (over.bounds[0], over.bounds[2], len(over.geoms)) == (-180, 180, 2)
    assert frame.loc["fourth"].geometry is None


def test_a_layer_without_rows_reads_as_one(tmp_path):
    built = odd_texts.build(CASE.replace(": Farland", ": Nowhere"))
    geoparquet.write(built, tmp_path / "a.parquet", layer="areas")
    frame = gpd.read_parquet(tmp_path / "a.parquet")
    assert len(frame) == 0
    assert list(frame.columns) == [*(c.name for c in LAYERS["areas"].columns), "geometry"]


def test_the_file_says_what_columns_mean_and_whose_data_it_is(atlas, files):
    told = pq.read_metadata(files["legs"]).metadata
    assert set(told) == {b"geo", b"columns", b"dublin_core"}
    meanings = json.loads(told[b"columns"])
    assert meanings == {column.name: column.means for column in LAYERS["legs"].columns}
    members = json.loads(told[b"dublin_core"])
    assert (members["title"], members["identifier"]) == (atlas.case.title, version_id(atlas))


def test_the_legs_are_written_unless_another_layer_is_asked_for(atlas, files, tmp_path):
    said = geoparquet.write(atlas, tmp_path / "another name.parquet")
    assert (tmp_path / "another name.parquet").read_bytes() == files["legs"].read_bytes()
    assert str(said[0]).startswith("A file holds one layer, this one the legs. Left out: 4 rows")
    with pytest.raises(UnknownName, match="no layer named 'rivers'"):
        geoparquet.write(atlas, tmp_path / "c.parquet", layer="rivers")


def test_nothing_in_it_is_compressed_and_only_arrow_is_named(files):
    for path in files.values():
        found = pq.read_metadata(path)
        groups = [found.row_group(n) for n in range(found.num_row_groups)]
        columns = [group.column(n) for group in groups for n in range(group.num_columns)]
        assert {column.compression for column in columns} == {"UNCOMPRESSED"}
        assert re.fullmatch(r"parquet-cpp-arrow version [\d.]+", found.created_by)
    assert "둘째 줄".encode() in files["legs"].read_bytes()


def test_what_would_cut_a_text_short_is_replaced_and_said(atlas, tmp_path):
    path = tmp_path / "a.parquet"
    said = geoparquet.write(with_note(atlas, "first", CONTROL), path, layer="legs")
    assert pd.read_parquet(path, columns=["note"])["note"][0] == SHOWN
    assert len(said) == 1


def test_text_that_looks_like_code_is_text(atlas, tmp_path):
    path = tmp_path / "a.parquet"
    geoparquet.write(with_note(atlas, "first", HOSTILE), path)
    assert pd.read_parquet(path, columns=["note"])["note"][0] == whole(HOSTILE)


def test_one_for_the_desk_says_so_in_every_row_and_is_private(atlas, tmp_path):
    path = tmp_path / "a.internal.parquet"
    for layer in LAYERS:
        geoparquet.write(replace(atlas, release=Release()), path, layer=layer)
        assert path.stat().st_mode & 0o777 == 0o600
        assert set(pd.read_parquet(path)["notice"]) == {"Internal: not for publication"}
        members = json.loads(pq.read_metadata(path).metadata[b"dublin_core"])
        assert members["accessRights"] == "Internal: not for publication"
