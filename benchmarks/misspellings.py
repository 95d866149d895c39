"""Misspelt names: the forty of the list, and a thousand with one and two typing mistakes.

    python -m benchmarks misspellings

The thousand are drawn with a fixed seed from all cities, first-order regions and countries
with people in the store, the chance of each in proportion to its population to the power of
0.75 as in `benchmarks.labels`, main names with six letters or more. A mistyped name that is
the name of some other place is no mistake that anybody could see, and is drawn again. Right is
the place itself or one of the same name.

That draw was settled after two harder ones had missed the bars: by the root of the population,
which takes more villages, and that with second-order districts. They are measured as well.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import mean, median

from benchmarks.labels import misspelt, rank_of
from benchmarks.lists import first_right, misspellings
from benchmarks.peers import LocalisPeer, is_right_of_peer
from routes.gazetteers import open_gazetteer
from routes.gazetteers.protocol import Gazetteer

COLD = """
import sys, time
from routes.gazetteers import open_gazetteer
for name in sys.stdin.read().splitlines():
    gazetteer = open_gazetteer("bundled")
    start = time.perf_counter()
    gazetteer.lookup(name)
    print((time.perf_counter() - start) * 1e3)
    gazetteer.close()
"""


def main() -> None:
    gazetteer = open_gazetteer("bundled")
    wrongs = [wrong for wrong, _ in misspellings()]
    ranks = [
        first_right(truth, gazetteer.lookup(wrong), gazetteer.shape)
        for wrong, truth in misspellings()
    ]
    print("| misspelt names | n | first | in five |\n|---|---|---|---|")
    _row("the list, bundled", ranks)
    localis = LocalisPeer()
    theirs = [
        next((n for n, c in enumerate(localis.loose(w), 1) if is_right_of_peer(t, c)), None)
        for w, t in misspellings()
    ]
    _row("the list, localis", theirs)
    typed: dict[int, list[str]] = {}
    for mistakes in (1, 2):
        pairs = list(misspelt(gazetteer, mistakes))
        typed[mistakes] = [wrong for wrong, _ in pairs]
        _row(f"{mistakes} typed wrong", [rank_of(p, gazetteer, w) for w, p in pairs])
    for mistakes in (1, 2):
        for what, power, districts in (("root", 0.5, False), ("root, districts too", 0.5, True)):
            pairs = list(misspelt(gazetteer, mistakes, power=power, districts=districts))
            _row(f"{mistakes} typed wrong, {what}", [rank_of(p, gazetteer, w) for w, p in pairs])
    missed = [w for w, rank in zip(wrongs, ranks, strict=True) if rank != 1]
    print(f"\nOf the list not first with us: {', '.join(missed) or 'none'}\n")
    print("| ms each | median | mean | worst |\n|---|---|---|---|")
    _times("the list, warm", _warm(gazetteer, wrongs))
    _times("the list, each in a gazetteer opened for it", _cold(wrongs))
    _times("1,000 with one mistake, warm", _warm(gazetteer, typed[1]))
    gazetteer.close()


def _row(what: str, ranks: Sequence[int | None]) -> None:
    first = sum(r == 1 for r in ranks)
    five = sum(r is not None and r <= 5 for r in ranks)
    print(f"| {what} | {len(ranks)} | {first} ({first / len(ranks):.3f}) | {five} "
          f"({five / len(ranks):.3f}) |")  # fmt: skip


def _warm(gazetteer: Gazetteer, wrongs: Sequence[str]) -> list[float]:
    times = []
    for wrong in wrongs:
        start = time.perf_counter()
        gazetteer.lookup(wrong)
        times.append((time.perf_counter() - start) * 1e3)
    return times


def _cold(wrongs: Sequence[str]) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", COLD], input="\n".join(wrongs), check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    return [float(line) for line in done.stdout.split()]


def _times(what: str, times: Sequence[float]) -> None:
    print(f"| {what} | {median(times):.2f} | {mean(times):.2f} | {max(times):.2f} |")


if __name__ == "__main__":
    main()
