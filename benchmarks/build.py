"""From the command line to the map: processor time, wall time and size, beside plain folium.

The peer draws the same lines with ``folium.PolyLine`` and saves the map: no evidence,
no basemap of its own, ten files from four hosts when it is opened.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
PEER = """
import folium, json, sys
features = json.load(open(sys.argv[1], encoding="utf-8"))["features"]
m = folium.Map()
for feature in features:
    shape = feature["geometry"]
    if shape is None or feature["properties"]["layer"] != "legs":
        continue
    lines = shape["coordinates"]
    for line in [lines] if shape["type"] == "LineString" else lines:
        folium.PolyLine([(y, x) for x, y in line]).add_to(m)
m.save(sys.argv[2])
"""


def measured(args: list[str]) -> tuple[float, float]:
    """Median processor seconds and wall seconds of a process."""
    cpu, wall = [], []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        subprocess.run(args, check=True, capture_output=True, cwd=ROOT, env=os.environ)
        wall.append(time.perf_counter() - started)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(cpu), statistics.median(wall)


def main() -> None:
    routes = [sys.executable, "-m", "routes"]
    print("| what | CPU s | wall s | bytes |")
    print("|---|---|---|---|")

    def row(what: str, args: list[str], written: Path | None = None) -> float:
        cpu, wall = measured(args)
        size = f"{written.stat().st_size:,}" if written else ""
        print(f"| {what} | {cpu:.2f} | {wall:.2f} | {size} |")
        return wall

    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        row("python -c pass", [sys.executable, "-c", "pass"])
        row("routes geocode Vladivostok", [*routes, "geocode", "Vladivostok"])
        ours = 0.0
        for case in sorted((ROOT / "data" / "cases").glob("*.yaml")):
            page = out / f"{case.stem}.html"
            ours = row(
                f"routes build {case.name}", [*routes, "build", str(case), "-o", scratch], page
            )
        lines = out / "case.geojson"
        subprocess.run(
            [*routes, "export", str(case), "-f", "geojson", "-o", str(lines)],
            check=True,
            capture_output=True,
        )
        plain = out / "plain.html"
        theirs = row(
            "peer: the same lines, plain folium",
            [sys.executable, "-c", PEER, str(lines), str(plain)],
            plain,
        )
        print(f"\nWall time, ours to plain folium: {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
