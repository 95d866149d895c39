"""Build every artefact, write down what it was made from, and the page that says so."""

from __future__ import annotations

import tomllib
from pathlib import Path

from data.recipes import attribution, basemap, gazetteer
from data.recipes.manifest import Artefact, write
from data.recipes.networks import build as networks
from data.recipes.views import DECISIONS

_COMMAND = "python -m data.recipes"
_DATA = Path("routes/_data")
_MANIFEST = Path("data/manifest.toml")
_PAGE = Path("docs/data.md")
_RECIPES = {
    "basemap.npz": basemap.build,
    "gazetteer.sqlite": gazetteer.build,
    "network-facts.json": networks.facts,
    "network-rail.bin": networks.rail,
    "network-road.bin": networks.road,
    "network-sea.bin": networks.lanes,
}


def main() -> None:
    """Run all recipes from the top of the repository; rewrite the manifest and the page."""
    artefacts = []
    for name, build in _RECIPES.items():
        path = _DATA / name
        artefacts.append(Artefact(path, _COMMAND, build(path)))
        print(f"{path}: {path.stat().st_size:,} bytes")
    write(_MANIFEST, artefacts)
    manifest = tomllib.loads(_MANIFEST.read_text("utf-8"))
    _PAGE.write_text(attribution.page(manifest, DECISIONS), encoding="utf-8")


if __name__ == "__main__":
    main()
