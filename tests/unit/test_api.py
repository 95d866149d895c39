from __future__ import annotations

import subprocess
import sys

import folium
import nbclient
import nbformat
import pytest

import routes
from routes import api
from routes.errors import ArtefactError
from routes.gazetteers import bundled as bundled_gazetteer
from routes.model import Case
from tests.conftest import ROOT, FakeGazetteer, candidate

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


PLAIN = """
    version: 1
    title: A short journey
    sources: {paper: {publisher: A paper, issued: 2016}}
    places: {a: Vladivostok, b: {iata: LED}}
    legs: {go: {from: a, to: b, claims: [{source: paper, quote: he went}]}}
    itineraries: {one: {title: One, legs: [go]}}
"""


@pytest.fixture
def opened(monkeypatch):
    """The bundled gazetteers that were opened, and those that were closed."""
    seen: dict[str, list[object]] = {"opened": [], "closed": []}
    open_it, close_it = bundled_gazetteer.open_bundled, bundled_gazetteer.Bundled.close

    def opening():
        seen["opened"].append(open_it())
        return seen["opened"][-1]

    def closing(self):
        seen["closed"].append(self)
        close_it(self)

    monkeypatch.setattr(bundled_gazetteer, "open_bundled", opening)
    monkeypatch.setattr(bundled_gazetteer.Bundled, "close", closing)
    return seen


def test_build_looks_names_up_in_the_gazetteer_it_is_given(case_from, opened):
    elsewhere = FakeGazetteer({"Vladivostok": [candidate("Vladivostok", 1.5, 2.5)]})
    atlas = routes.build(case_from(PLAIN), gazetteer=elsewhere)
    assert atlas.places["a"].point == (1.5, 2.5)
    assert atlas.places["b"].kind == "airport"
    assert len(opened["opened"]) == 1  # for the code of the airport


def test_build_closes_what_it_opened_also_when_it_fails(case_from, opened, monkeypatch):
    routes.build(case_from(PLAIN))
    assert len(opened["opened"]) == 1
    assert opened["closed"] == opened["opened"]

    def broken(*_: object, **__: object) -> None:
        raise ArtefactError("broken")

    monkeypatch.setattr(bundled_gazetteer.Bundled, "lookup", broken)
    with pytest.raises(ArtefactError):
        routes.build(case_from(PLAIN))
    assert len(opened["opened"]) == 2
    assert opened["closed"] == opened["opened"]


def test_build_leaves_open_what_it_is_given(case_from, opened):
    reference = api.open_gazetteer("bundled")
    for _ in range(2):
        atlas = routes.build(case_from(PLAIN), reference=reference)
        assert atlas.places["a"].point == pytest.approx((131.87, 43.11), abs=0.01)
    assert opened == {"opened": [reference], "closed": []}
    reference.close()


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
