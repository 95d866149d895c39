from __future__ import annotations

import subprocess
import sys

import folium
import nbclient
import nbformat
import pytest

import routes
from routes.model import Case
from tests.conftest import ROOT

CASE = ROOT / "data" / "cases" / "closed-road-2024.yaml"


HEAVY = {"numpy", "shapely", "pyproj", "folium", "geopandas", "pandas", "geopy", "pydantic"}


def test_importing_the_package_imports_nothing_heavy():
    code = "import routes, sys; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert HEAVY.isdisjoint(loaded)


def test_geocode_starts_without_geometry():
    code = (
        "import sys; from routes.cli import run; run(['geocode', 'Vladivostok']);"
        "print(*sorted(m for m in sys.modules if '.' not in m))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert HEAVY.isdisjoint(loaded)


def test_read_and_build(tmp_path):
    case = routes.read(CASE)
    assert isinstance(case, Case)
    atlas = routes.build(case)
    assert atlas.legs.keys() == {"drives"}
    frame = atlas.to_gdf()
    assert frame.loc[0, "status"] == "closed"
    atlas.save(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text("utf-8") == atlas.html()
    atlas.save(tmp_path / "a.geojson")
    assert (tmp_path / "a.geojson").stat().st_size > 1000


def test_the_map_is_a_folium_map_that_takes_layers():
    atlas = routes.build(CASE)
    shown = atlas.map()
    assert isinstance(shown, folium.Map)
    before = shown.get_root().render()
    folium.CircleMarker([43.1, 131.9], radius=9).add_to(shown)
    after = shown.get_root().render()
    assert after.count("circleMarker(") == before.count("circleMarker(") + 1


def test_an_atlas_shows_itself():
    shown = routes.build(CASE)._repr_html_()
    assert shown.lstrip().startswith("<iframe")
    assert 'sandbox="allow-scripts' in shown


@pytest.mark.enable_socket
def test_an_atlas_shows_itself_in_a_notebook(tmp_path):
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell(f"import routes\nroutes.build({str(CASE)!r})")]
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": tmp_path}}).execute()
    (output,) = [o for o in book.cells[0].outputs if o.output_type == "execute_result"]
    assert output.data["text/html"].lstrip().startswith("<iframe")


def test_everything_public_is_listed():
    assert set(routes.__all__) <= set(dir(routes))
    with pytest.raises(AttributeError, match="biuld"):
        routes.biuld  # noqa: B018
