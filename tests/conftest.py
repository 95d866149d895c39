"""What tests of several rooms share."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from routes import casefile
from routes.gazetteers import open_gazetteer
from routes.gazetteers.protocol import Gazetteer
from routes.model import Candidate, Case, Itinerary, Kind, Leg, Toponym

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ROUTES_SHARED") or ROOT.parent / "shared")
"""Where the source documents (seeds/) and hostile inputs (hostile/) are, if they are at hand."""


_TOLD = "safety"


class Tell(Protocol):
    """Says at the end of the run what was tried, how often, and what came of it."""

    def __call__(self, what: str, number: int, **found: object) -> None: ...


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """A number that the end of the run prints: ``tell("kills during a save", 300, torn=0)``."""

    def said(what: str, number: int, **found: object) -> None:
        came = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in found.items())
        record_property(_TOLD, f"{what}: {number:,}" + (f"; {came}" if came else ""))

    return said


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the tests told, in order of the words, with those that failed marked."""
    told = sorted(
        f"{value}{'' if report.passed else '   FAILED'}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == _TOLD
    )
    if told:
        terminalreporter.section("Safety, in numbers")
        terminalreporter.write_line("\n".join(told))


@pytest.fixture
def case_from(tmp_path: Path) -> Callable[[str], Case]:
    """Read a case from YAML text."""

    def read(text: str) -> Case:
        path = tmp_path / "case.yaml"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return casefile.read(path)

    return read


@pytest.fixture(scope="session")
def bundled() -> Iterator[Gazetteer]:
    gazetteer = open_gazetteer("bundled")
    yield gazetteer
    gazetteer.close()


class FakeGazetteer:
    """Candidates and areas from a table, so that tests say what they rely on."""

    name = "fake"

    def __init__(
        self, candidates: dict[str, list[Candidate]], areas: dict[str, BaseGeometry] | None = None
    ) -> None:
        self.candidates = candidates
        self.areas = areas or {}
        self.asked: list[tuple[str, str | None, Kind | None]] = []

    def lookup(
        self,
        query: str,
        *,
        country: str | None = None,
        kind: Kind | None = None,
        limit: int = 10,
    ) -> tuple[Candidate, ...]:
        self.asked.append((query, country, kind))
        return tuple(self.candidates.get(query, [])[:limit])

    def shape(self, ref: str) -> BaseGeometry | None:
        return self.areas.get(ref)

    def close(self) -> None:
        pass


def candidate(name: str, lon: float, lat: float, **changes: object) -> Candidate:
    """A city that matches by its main name, with changes."""
    facts: dict[str, object] = {
        "name": name,
        "lon": lon,
        "lat": lat,
        "kind": "city",
        "match": "exact",
        "matched": name,
        "weight": 1_000_000.0,
        "gazetteer": "fake",
        "ref": f"fake:{name} {lon} {lat}",
        "radius_m": 5_000.0,
    }
    return Candidate(**{**facts, **changes})  # type: ignore[arg-type]


def journey(way: str, **toponyms: Toponym | str) -> Case:
    """A case of one itinerary: ``way`` is like "a rail b foot c", with ids of places and modes.

    ``toponyms`` gives by id a name to look up, or more; an id alone is its own name.
    """
    words = way.split()
    stops, modes = words[::2], words[1::2]
    legs = {
        f"leg-{n}": Leg(f"leg-{n}", start, end, mode)
        for n, (start, end, mode) in enumerate(zip(stops[:-1], stops[1:], modes, strict=True))
    }
    known: dict[str, Toponym | str] = {**{stop: stop for stop in stops}, **toponyms}
    places = {
        key: Toponym(key, each, each) if isinstance(each, str) else each
        for key, each in known.items()
    }
    return Case(
        id="c", title="C", question=None, summary=None, language="en", sources={},
        places=places, legs=legs, itineraries={"one": Itinerary("one", "One", tuple(legs))},
        events={}, disputes={}, checks=(), notes=(),
    )  # fmt: skip


@pytest.fixture
def square_world() -> FakeGazetteer:
    """Three towns on the equator and a square country around the second one."""
    return FakeGazetteer(
        {
            "West": [candidate("West", 0, 0)],
            "Middle": [candidate("Middle", 10, 0)],
            "East": [candidate("East", 20, 0)],
            "Squareland": [
                candidate("Squareland", 10, 0, kind="country", ref="country:SQ", has_shape=True)
            ],
            "Farland": [
                candidate("Farland", 40, 0, kind="country", ref="country:FA", has_shape=True)
            ],
        },
        {"country:SQ": shapely.box(8, -2, 12, 2), "country:FA": shapely.box(38, -2, 42, 2)},
    )
