"""What objects of the library say of themselves: notebooks store it, and files go round."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

import routes
from routes import api
from routes.gazetteers import open_gazetteer
from tests.unit.secret_case import CASE, SECRETS, plain

MARK = "Internal: not for publication"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "foldername"
    folder.mkdir()
    text = CASE.replace("west: West", "west: Minsk, Belarus")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return folder / "case.yaml"


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_an_atlas_says_counts_of_itself_and_no_more(files: Path, profile: Any) -> None:
    """Jupyter keeps the text beside the map, in the file of the notebook."""
    atlas = routes.build(files, profile=profile)
    drawn = {"public": "3 places, 2 legs", "internal": "4 places, 3 legs"}[profile]
    for said in (repr(atlas), str(atlas), f"{atlas}", repr([atlas])):
        assert said.strip("[]") == (
            f"<Atlas: {profile}, {drawn}, 2 itineraries, {len(atlas.findings)} findings>"
        )
    assert len(atlas.findings) > 1
    assert "1 itinerary," in repr(routes.build(plain_case(files), profile=profile))


def plain_case(files: Path) -> Path:
    path = files.with_name("plain.yaml")
    path.write_text(plain("one: Minsk, Belarus\ntwo: Vilnius, Lithuania"), encoding="utf-8")
    return path


def test_a_draft_shows_nothing_of_what_it_was_made_from(files: Path) -> None:
    gazetteer = open_gazetteer("bundled")
    drafted = api.draft(routes.read(files), gazetteer=gazetteer, reference=gazetteer)
    gazetteer.close()
    assert drafted.found
    assert not [secret for secret in (*SECRETS, "foldername") if secret in repr(drafted)]


@pytest.mark.parametrize("layer", ["legs", "places", "alternatives"])
def test_a_file_that_geopandas_writes_for_the_desk_says_so(
    files: Path, layer: str, tmp_path: Path
) -> None:
    inside = routes.build(files, profile="internal").to_gdf(layer)
    assert set(inside["notice"]) == {MARK}
    inside.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    assert set(gpd.read_file(tmp_path / "a.geojson")["notice"]) == {MARK}
    assert "notice" not in routes.build(plain_case(files)).to_gdf(layer)


def test_a_map_that_folium_saves_for_the_desk_is_private(files: Path, tmp_path: Path) -> None:
    inside, public = tmp_path / "inside.html", tmp_path / "public.html"
    inside.write_text("older", encoding="utf-8")
    for target in (inside, str(inside)):
        shown = routes.build(files, profile="internal").map()
        shown.save(target)
        assert inside.stat().st_mode & 0o777 == 0o600
    assert MARK in inside.read_text(encoding="utf-8")
    kept = BytesIO()
    shown.save(kept, close_file=False)
    assert kept.getvalue() == inside.read_bytes()
    routes.build(plain_case(files)).map().save(public)
    assert public.stat().st_mode & 0o777 != 0o600
