"""Lines of which the length is published, measured on the networks.

    python -m benchmarks corridors        # writes docs/corridors.md

The lines stand in `tests/data/corridors.csv`. Each is pinned by points that it runs through;
the shortest path from one to the next is what the network says of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from routes.model.alternative import NoPath
from routes.networks import Query, Router, load

ROOT = Path(__file__).parents[1]
CORRIDORS = ROOT / "tests" / "data" / "corridors.csv"
PAGE = ROOT / "docs" / "corridors.md"
PREAMBLE = """\
# Lengths of corridors

How long the networks make lines of which the length is published. The page is written by
`python -m benchmarks corridors`, and a test holds it against what the program computes: nine
railways in ten within 3 %, the median road within 7 %. How the list came about, and what was
changed in it after it was first measured, stands in `tests/data/README.md`. No line was taken
out for its result. A published length is seldom exact either: "checked" says where it was seen,
and what else is claimed.

The networks are simplified: half of the kilometres of rail and most of those of road run
straight from one junction to the next. Rail keeps its length in that. Roads through thinly
settled country do not, and come out short by a tenth or more, so the program calls the length
of a road an estimate.
"""


@dataclass(frozen=True)
class Corridor:
    """A line with its published length; points are lon, lat in degrees, lengths kilometres."""

    id: str
    mode: str
    line: str
    points: tuple[tuple[float, float], ...]
    start: str
    end: str
    published_km: float
    source: str
    checked: str


@dataclass(frozen=True)
class Measured:
    corridor: Corridor
    km: float | None
    refused: str = ""

    @property
    def error(self) -> float:
        """Of the network, as a part of the published length; infinite where it has no path."""
        return float("inf") if self.km is None else self.km / self.corridor.published_km - 1


def corridors() -> tuple[Corridor, ...]:
    with CORRIDORS.open(encoding="utf-8", newline="") as file:
        return tuple(_corridor(row) for row in csv.DictReader(file))


def _corridor(row: dict[str, str]) -> Corridor:
    via = [tuple(map(float, point.split()[:2])) for point in row["via"].split(";") if point]
    ends = [(float(row[f"{end}_lon"]), float(row[f"{end}_lat"])) for end in ("from", "to")]
    return Corridor(
        row["id"], row["mode"], row["line"], (ends[0], *((a, b) for a, b in via), ends[1]),
        row["from"], row["to"], float(row["published_km"]), row["source"], row["checked"],
    )  # fmt: skip


def measured(router: Router, corridor: Corridor) -> Measured:
    start, *via, end = corridor.points
    found = router.find(Query(start, end, via=tuple(via), count=0))
    if isinstance(found, NoPath):
        return Measured(corridor, None, found.message)
    return Measured(corridor, found[0].length_m / 1000)


def measure(mode: str) -> tuple[Measured, ...]:
    router = Router(load(mode))
    return tuple(measured(router, corridor) for corridor in corridors() if corridor.mode == mode)


def page(rail: tuple[Measured, ...], road: tuple[Measured, ...]) -> str:
    return (
        "\n".join([PREAMBLE, *_table("Rail", rail, 0.03), "", *_table("Road", road, 0.07)]) + "\n"
    )


def _table(title: str, rows: tuple[Measured, ...], within: float) -> Iterator[str]:
    errors = [abs(row.error) for row in rows]
    near = sum(error <= within for error in errors)
    yield f"## {title}\n"
    middle = _percent(median(errors))
    yield f"{near} of {len(rows)} within {within * 100:.0f} %; median error {middle}.\n"
    yield "| line | from | to | published, km | network, km | error | source | checked |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        line = row.corridor
        km, error = (
            ("none", row.refused)
            if row.km is None
            else (f"{row.km:,.0f}", _percent(row.error, "+"))
        )
        yield (
            f"| {line.line} | {line.start} | {line.end} | {line.published_km:,g} | {km} | {error} "
            f"| {line.source} | {line.checked} |"
        )


def _percent(error: float, sign: str = "") -> str:
    return f"{error * 100:{sign}.1f} %"


def main() -> None:
    PAGE.write_text(page(measure("rail"), measure("road")), encoding="utf-8")
    print(PAGE.read_text("utf-8"))
