"""Plug-ins as somebody else would write them, and a way to plug them in."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import NoReturn

import pytest

from routes import plugins
from routes.casefile import yaml
from routes.errors import GeocoderUnavailable
from routes.model import Atlas, Case
from tests.conftest import ROOT


def plug_in(monkeypatch: pytest.MonkeyPatch, family: str, name: str, value: str) -> None:
    """Add a plug-in of this module, as installing a package that holds it would."""
    real = plugins.entry_points
    added = EntryPoint(name, f"tests.families.toy:{value}", f"routes.{family}")

    def entry_points(group: str) -> list[EntryPoint]:
        return [*real(group=group), *([added] if group == added.group else [])]

    monkeypatch.setattr(plugins, "entry_points", entry_points)


def read(path: Path) -> Case:
    """A journey of which only the title stands in the file."""
    known = yaml.read(ROOT / "data" / "cases" / "closed-road-2024.yaml")
    return replace(known, id=path.stem, title=path.read_text("utf-8").strip())


def write(atlas: Atlas, path: Path) -> None:
    path.write_text(f"toy: {atlas.case.title}\n", "utf-8")


class Failing:
    """A gazetteer whose service is down."""

    name = "failing"

    def lookup(self, _query: str, **_hints: object) -> NoReturn:
        raise GeocoderUnavailable(self.name, "could not be reached")

    def shape(self, _ref: str) -> None:
        return None

    def close(self) -> None:
        pass
