"""Build every artefact and write down what it was made from."""

from __future__ import annotations

from pathlib import Path

from data.recipes import basemap, gazetteer
from data.recipes.manifest import Artefact, write

_COMMAND = "python -m data.recipes"
_DATA = Path("routes/_data")
_MANIFEST = Path("data/manifest.toml")
_RECIPES = {"basemap.npz": basemap.build, "gazetteer.sqlite": gazetteer.build}


def main() -> None:
    """Run all recipes from the top of the repository and rewrite the manifest."""
    artefacts = []
    for name, build in _RECIPES.items():
        path = _DATA / name
        artefacts.append(Artefact(path, _COMMAND, build(path)))
        print(f"{path}: {path.stat().st_size:,} bytes")
    write(_MANIFEST, artefacts)


if __name__ == "__main__":
    main()
