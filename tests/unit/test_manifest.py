"""The manifest and the artefacts agree."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from data.recipes.attribution import page
from data.recipes.views import DECISIONS

ROOT = Path(__file__).parents[2]
DATA = ROOT / "routes" / "_data"
NOT_BUILT = {".gitkeep", "case.schema.json"}


def artefacts() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads(
        (ROOT / "data" / "manifest.toml").read_text("utf-8")
    )["artefact"]
    return listed


def test_every_artefact_is_listed_once() -> None:
    there = {f"routes/_data/{path.name}" for path in DATA.iterdir() if path.name not in NOT_BUILT}
    listed = [artefact["file"] for artefact in artefacts()]
    assert sorted(listed) == sorted(there)


@pytest.mark.parametrize("artefact", artefacts(), ids=lambda a: Path(a["file"]).name)
def test_size_and_checksum_are_those_of_the_file(artefact: dict[str, Any]) -> None:
    content = (ROOT / artefact["file"]).read_bytes()
    assert artefact["size"] == len(content)
    assert artefact["sha256"] == hashlib.sha256(content).hexdigest()
    assert artefact["command"]


@pytest.mark.parametrize("artefact", artefacts(), ids=lambda a: Path(a["file"]).name)
def test_every_origin_says_where_from_and_under_which_terms(artefact: dict[str, Any]) -> None:
    assert artefact["origin"]
    for origin in artefact["origin"]:
        for key in ("package", "version", "licence", "attribution"):
            assert origin[key].strip(), (origin["package"], key)
        assert origin["file"]
        for file in origin["file"]:
            assert len(file["sha256"]) == 64
            assert not Path(file["path"]).is_absolute()


@pytest.mark.parametrize("artefact", artefacts(), ids=lambda a: Path(a["file"]).name)
def test_every_layer_names_an_origin_of_the_artefact(artefact: dict[str, Any]) -> None:
    packages = {origin["package"] for origin in artefact["origin"]}
    assert len(packages) == len(artefact["origin"])
    used = {package for layer in artefact["layer"] for package in layer["packages"]}
    assert used == packages


def test_the_page_about_data_is_what_the_manifest_says() -> None:
    manifest = tomllib.loads((ROOT / "data" / "manifest.toml").read_text("utf-8"))
    assert (ROOT / "docs" / "data.md").read_text("utf-8") == page(manifest, DECISIONS)


def test_the_page_names_every_package_and_licence() -> None:
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    for artefact in artefacts():
        for origin in artefact["origin"]:
            assert origin["licence"] in text
            assert origin["attribution"] in text


def test_the_curated_rows_are_the_ones_that_were_built_in() -> None:
    recorded = {
        file["path"]: file["sha256"]
        for artefact in artefacts()
        for origin in artefact["origin"]
        for file in origin["file"]
    }
    content = (ROOT / "data" / "curated.csv").read_bytes()
    assert recorded["data/curated.csv"] == hashlib.sha256(content).hexdigest()


def test_every_curated_row_names_its_source() -> None:
    with (ROOT / "data" / "curated.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source"].strip(), row["id"]
        assert None not in row, row["id"]  # a comma too many


def test_the_tables_of_networks_are_the_ones_that_were_built_in() -> None:
    recorded = {
        (file["path"], file["sha256"])
        for artefact in artefacts()
        for origin in artefact["origin"]
        if origin["package"] == "data/networks"
        for file in origin["file"]
    }
    there = {
        (path.relative_to(ROOT).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in (ROOT / "data" / "networks").glob("*.csv")
    }
    assert recorded == there


@pytest.mark.parametrize("mode", ["rail", "road"])
def test_networks_from_openstreetmap_say_so_and_name_its_licence(mode: str) -> None:
    (artefact,) = [a for a in artefacts() if a["file"] == f"routes/_data/network-{mode}.bin"]
    (origin,) = [o for o in artefact["origin"] if o["package"] == "PyPI scgraph-data"]
    assert "© OpenStreetMap contributors, ODbL 1.0" in origin["attribution"]
    assert "ODbL 1.0" in origin["licence"]
