"""Everything for one report: one command here, and by hand with what people use today.

Each peer is a script as a user of that library would write it, run as a process of its own, and is
given the lines of the case as GeoJSON: no places to find, and no evidence to keep. What a script
cannot do is not counted against its time; the column on the right says it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import table

ROOT = Path(__file__).parent.parent
CASE = ROOT / "data" / "cases" / "trade-official-2016.yaml"
RUNS = 3

SELENIUM = """
import json, sys
import folium
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

lines, out, chromium, driver_path = sys.argv[1:]
m = folium.Map(tiles=None)
for feature in json.load(open(lines, encoding="utf-8"))["features"]:
    shape = feature["geometry"]
    if shape and feature["properties"]["layer"] == "legs":
        parts = shape["coordinates"]
        for part in [parts] if shape["type"] == "LineString" else parts:
            folium.PolyLine([(y, x) for x, y in part]).add_to(m)
m.fit_bounds(m.get_bounds())
options = webdriver.ChromeOptions()
options.binary_location = chromium
for flag in ("--headless", "--no-sandbox", "--window-size=1280,800"):
    options.add_argument(flag)
driver = webdriver.Chrome(options=options, service=Service(driver_path))
open(out, "wb").write(m._to_png(1, driver))
driver.quit()
"""

MATPLOTLIB = """
import sys
import geopandas as gpd
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt

rows = gpd.read_file(sys.argv[1])
rows = rows[~rows.geometry.isna()].to_crs("+proj=laea +lat_0=58 +lon_0=85")
fig, ax = plt.subplots(figsize=(7.1, 4))
rows[rows.layer == "legs"].plot(ax=ax, column="basis", legend=True)
places = rows[rows.layer == "places"]
places.plot(ax=ax, color="black", markersize=9)
for place in places.itertuples():
    ax.annotate(place.label, (place.geometry.x, place.geometry.y), fontsize=7)
ax.set_axis_off()
fig.savefig(sys.argv[2], dpi=300)
"""

GEOPANDAS = """
import sys
import geopandas as gpd

rows = gpd.read_file(sys.argv[1])
rows = rows[~rows.geometry.isna()]
for name, layer in rows.groupby("layer"):
    layer.dropna(axis=1, how="all").to_file(sys.argv[2], layer=name, driver="GPKG")
"""


@dataclass(frozen=True)
class Way:
    """One way to a file: ``steps`` are what a person does, ``lacks`` what they still lack then."""

    what: str
    steps: int
    lines: int
    args: Sequence[str]
    out: Path
    lacks: str


def _lines(script: str) -> int:
    return sum(1 for line in script.splitlines() if line.strip())


def _taken(way: Way) -> float:
    seconds = []
    for _ in range(RUNS):
        if way.out.is_dir():
            shutil.rmtree(way.out)
        way.out.unlink(missing_ok=True)
        started = time.perf_counter()
        subprocess.run(way.args, check=True, capture_output=True, cwd=ROOT, env=os.environ)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        ways = _ways(Path(scratch))
        taken = [(way, _taken(way)) for way in ways]
        rows = [
            (w.what, w.steps, w.lines, f"{s:.2f}", f"{_size(w.out):,}", w.lacks) for w, s in taken
        ]
        heads = ("what", "steps", "lines of code", "wall s", "bytes", "what it lacks")
        print(table(heads, rows))
        files = sum(1 for each in ways[0].out.rglob("*") if each.is_file())
        print(f"\nThe pack has {files} files.")
        pairs = [("PNG", 1, 2), ("PNG", 1, 3), ("GeoPackage", 4, 5)]
        for name, ours, theirs in pairs:
            ratio = taken[ours][1] / taken[theirs][1]
            print(f"{name}, wall time, ours to {taken[theirs][0].what}: {ratio:.2f}")


def _ways(out: Path) -> list[Way]:
    python, routes = sys.executable, [sys.executable, "-m", "routes"]
    case, lines = str(CASE), str(out / "lines.geojson")
    subprocess.run(
        [*routes, "export", case, "-f", "geojson", "-o", lines], check=True, capture_output=True
    )
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    driver = shutil.which("chromedriver")
    if driver is None:
        sys.exit("folium and selenium need a driver (Debian: apt install chromium-driver)")

    def to(name: str) -> str:
        return str(out / name)

    return [
        Way("`routes report`: everything", 1, 0, [*routes, "report", case, "-o", to("pack")],
            out / "pack", ""),
        Way("`routes figure`: PNG, 180 mm, 300 dpi", 1, 0,
            [*routes, "figure", case, "-o", to("figure.png")], out / "figure.png", ""),
        Way("folium and selenium: PNG of a screen", 4, _lines(SELENIUM),
            [python, "-c", SELENIUM, lines, to("folium.png"), chromium, driver],
            out / "folium.png",
            "the whole map where there is no network; projection, key, sources, scale, print size"),
        Way("geopandas and matplotlib: PNG", 3, _lines(MATPLOTLIB),
            [python, "-c", MATPLOTLIB, lines, to("plot.png")], out / "plot.png",
            "basemap, labels that do not collide, fading, grey print, key, sources, scale"),
        Way("`routes export -f gpkg`", 1, 0,
            [*routes, "export", case, "-f", "gpkg", "-o", to("case.gpkg")], out / "case.gpkg", ""),
        Way("geopandas `to_file`: GeoPackage", 2, _lines(GEOPANDAS),
            [python, "-c", GEOPANDAS, lines, to("plain.gpkg")], out / "plain.gpkg",
            "claims, sources, styles, column types, same bytes each time"),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
