"""Networks: how fast they load and answer, how many alternatives there are, how exact the best is.

    python -m benchmarks networks

Times are medians over the 22 pairs of `tests/data/pairs.csv` after each was asked once, in one
thread. The load is that of a fresh process, from the import to the arrays.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import mean, median

import numpy as np

from benchmarks.table import table
from routes.model.alternative import NoPath
from routes.networks import Query, Router, load
from tests.admissible import faults, plain
from tests.unit.test_admissible import COUNT, pairs, path
from tests.unit.test_exactness import AVOID, NOTHING, drawn, point, unlike

MODES = ("rail", "road")
EXACT_STARTS, EXACT_ENDS = 20, 25  # with and without avoiding: 1,000 pairs a mode
FRESH = """
import time
began = time.perf_counter()
from routes.networks.load import load
imported = time.perf_counter()
network = load("{mode}")
print(imported - began, time.perf_counter() - imported)
"""


def sizes() -> list[tuple[object, ...]]:
    folder = Path(__file__).parents[1] / "routes" / "_data"
    rows = []
    for mode in ("rail", "road", "sea"):
        network = load(mode)
        loads = [_fresh(mode) for _ in range(5)]
        rows.append((
            mode, (folder / f"network-{mode}.bin").stat().st_size / 1e6, len(network.lon),
            len(network.start), median(took for took, _ in loads) * 1000,
            median(took for _, took in loads) * 1000,
        ))  # fmt: skip
    return rows


def _fresh(mode: str) -> tuple[float, float]:
    command = [sys.executable, "-c", FRESH.format(mode=mode)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    imported, loaded = map(float, done.stdout.split())
    return imported, loaded


def quality(mode: str) -> tuple[object, ...]:
    router, counts, wrong, times = Router(load(mode)), [], 0, []
    for pair in pairs(mode):
        found = router.find(Query(pair.start, pair.end, count=COUNT))
        if isinstance(found, NoPath):
            counts.append(0)
            continue
        counts.append(len(found) - 1)
        ends = (found[0].sections[0].start, found[0].sections[0].end)
        graph = plain(router.network, [(spot.edge, spot.fraction) for spot in ends if spot])
        wrong += bool(faults(graph, [path(each, graph) for each in found], found[0].length_m))
        times.append(_warm(router, Query(pair.start, pair.end, count=3)))
    return (
        mode, min(counts), sum(count >= 2 for count in counts), mean(counts), wrong,
        median(times) * 1000, max(times) * 1000,
    )  # fmt: skip


def _warm(router: Router, query: Query) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        router.find(query)
        times.append(time.perf_counter() - began)
    return median(times)


def exactness(mode: str) -> tuple[object, ...]:
    count, none, differ = 0, 0, 0
    for avoid in (NOTHING, AVOID[mode]):
        router = Router(load(mode))
        starts = drawn(mode, avoid, EXACT_STARTS, seed=3)
        ends = drawn(mode, avoid, EXACT_ENDS, seed=4)
        found = {
            (start, end): router.find(
                Query(point(mode, start), point(mode, end), avoid=avoid, count=0)
            )
            for start in starts
            for end in ends
        }
        paths = {pair: each for pair, each in found.items() if not isinstance(each, NoPath)}
        count, none = count + len(found), none + len(found) - len(paths)
        differ += len(unlike(mode, avoid, paths))
    return mode, count, none, differ


def main() -> None:
    heads = ("network", "MB", "nodes", "edges", "import, ms", "load, ms")
    print(table(heads, sizes()))
    heads = ("network", "fewest alternatives", "pairs with two", "mean", "pairs with a fault",
             "warm, three alternatives, ms", "slowest, ms")  # fmt: skip
    print("\n" + table(heads, [quality(mode) for mode in MODES]))
    heads = ("network", "random pairs", "no path", "other length than scipy's")
    print("\n" + table(heads, [exactness(mode) for mode in MODES]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"\nPeak memory of this run: {peak:.0f} MB, numpy {np.__version__}")
