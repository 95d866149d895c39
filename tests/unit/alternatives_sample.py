"""Answers to what a case asks for, as values: two paths, a reach and a refusal."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import LineString, MultiLineString

from routes.model import (
    Alternative,
    Alternatives,
    Atlas,
    Crossing,
    Link,
    NoPath,
    Part,
    Reach,
    Stay,
    Wanted,
    When,
)

MARCH = When("2024-03", "2024-03-01", "2024-03-31")

BORDER = Crossing(
    "RU", "CN", "Gate of the North", 117.5, 49.5, reviewed=True, status="closed",
    since="2020-02", source="A paper",
)  # fmt: skip
NEAR = Crossing("CN", "RU", "near Suifenhe", 131.1, 44.4, reviewed=False, status="unknown")

FERRY = Link("boat", "ferry", "The boat", 30_000.0, 5.0, 0.0, source="A timetable", reason="x")
GAP = Link("stitch-1", "stitch", "gap", 400.0, 6.0, 0.0)
CHANGE = Link("t-1", "transfer", "change at Middle", 0.0, 10.0, 0.0)

_LINE = LineString([(0, 0), (10, 0)])
_CUT = MultiLineString([[(170, 0), (180, 0)], [(-180, 0), (-175, 0)]])


def path(**changes: object) -> Alternative:
    """A path of 1,000 km through two countries and back, with changes."""
    made = Alternative(
        parts=(Part("rail", _LINE, 700_000.0), Part("road", _LINE, 300_000.0)),
        geometry=_CUT,
        length_m=1_000_000.04,
        access_m=(1200.0, 34.56),
        stays=(
            Stay("RU", "Russia", "RU", 500_000.0),
            Stay("", "water", None, 30_000.0),
            Stay("crimea", "Crimea", "UA", 70_000.0, note="held by Russia"),
            Stay("UA", "Ukraine", "UA", 300_000.0),
            Stay("nowhere", "Nowhere", None, 100_000.0),
        ),
        crossings=(BORDER, NEAR),
        links=(FERRY, GAP, CHANGE),
        stretch=1.0,
        sharing=1.0,
        minimum_h=9.999,
        usual_h=20.0,
        passes=("Chita", "Omsk"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def paths() -> Alternatives:
    wanted = Wanted(
        "first-any", "first", "west", "middle", "any",
        via=("east",), avoid=("CN", "KP"), when=MARCH, title="By land", note="a note",
    )  # fmt: skip
    second = path(stretch=1.07251, sharing=0.5, links=(), crossings=(), shuns="CN")
    return Alternatives(
        wanted, "West", "Middle", 1_113_194.9, (path(), second), notes=("one", "two")
    )


def reach() -> Alternatives:
    found = Reach(
        24.0, 1_200_000.0, _LINE, (("Chita", 1_100_000.0), ("Omsk", 9_000.0)), (BORDER, BORDER)
    )
    wanted = Wanted("west-road", None, "west", None, "road", hours=24.0)
    return Alternatives(wanted, "West", "", None, reach=found)


def refusal() -> Alternatives:
    wanted = Wanted("first-sea", "first", "west", "middle", "sea")
    why = NoPath("far-from-network", "Middle is far from the sea.")
    return Alternatives(wanted, "West", "Middle", None, refused=why)


def answered(atlas: Atlas, *answers: Alternatives) -> Atlas:
    """The atlas with these answers; with all of this file where none is given."""
    return replace(atlas, alternatives=answers or (paths(), reach(), refusal()))
