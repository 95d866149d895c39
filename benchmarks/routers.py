"""Alternative paths by other programs, on the same graph, between the same cities, in one run.

    python -m benchmarks routers

Each program gets a process of its own, the arcs of the network with what is closed taken out,
and the two points at which ours reached the network. It proposes paths one after the other;
`tests/admissible.py` says which of them are admissible alternatives (stretch, sharing, local
optimality), and that time is not counted against it, while ours checks its own paths within
its time. It ends with three, or when it has no more to propose within its limit. Since others are
not made for these conditions, a second count lets every stretch be half a percent longer than
a shortest path.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median

import numpy as np
from scipy.sparse import csr_array

from benchmarks.table import table
from routes.model.alternative import NoPath
from routes.networks import Query, Router, load
from tests.admissible import Plain, faults, plain
from tests.unit.test_admissible import Pair, pairs, path

WANTED = 3
CANDIDATES = 12  # that the penalty method may propose
PENALTY = 1.4  # what its weights are multiplied by along each path; usual are 1.2 to 1.5
COPIES = 4  # paths that k shortest paths are asked for: the best and three
SLACK = 0.005  # a stretch that is half a percent longer than a shortest path, for the other count
FEW = 10  # every so many-th pair, since most of them are slow

Proposals = Callable[[int, int], Iterator[Sequence[int]]]


@dataclass
class Row:
    """Of one program on one network: seconds, megabytes, counts."""

    name: str
    mode: str
    pairs: int
    load_s: float
    memory_mb: float
    median_s: float
    proposed: float
    admissible: float
    nearly: float

    def cells(self) -> tuple[str, ...]:
        return (
            self.name, self.mode, str(self.pairs), f"{self.load_s:.2f}", f"{self.memory_mb:.0f}",
            f"{self.median_s:.3f}", f"{self.proposed:.1f}", f"{self.admissible:.1f}",
            f"{self.nearly:.1f}",
        )  # fmt: skip


HEADS = (
    "who", "network", "pairs", "ready after, s", "memory, MB", "three or the limit, s",
    "proposed", "admissible", "with slack",
)  # fmt: skip


def penalty(graph: csr_array) -> Proposals:
    """networkx: a shortest path, then the next with the arcs of the earlier ones made longer."""
    import networkx as nx  # noqa: PLC0415  only its own process pays for it

    net = nx.from_scipy_sparse_array(graph, edge_attribute="length")
    rail = nx.Graph()
    rail.add_weighted_edges_from(((a, b, w) for a, b, w in net.edges(data="length")), "cost")

    def propose(start: int, end: int) -> Iterator[Sequence[int]]:
        raised: dict[tuple[int, int], float] = {}
        for _ in range(CANDIDATES):
            _, path = nx.bidirectional_dijkstra(rail, start, end, "cost")
            for arc in itertools.pairwise(path):
                raised.setdefault(arc, rail.edges[arc]["cost"])
                rail.edges[arc]["cost"] *= PENALTY
            yield path
        for arc, cost in raised.items():
            rail.edges[arc]["cost"] = cost

    return propose


def yen(graph: csr_array) -> Proposals:
    """scipy: k shortest paths by Yen."""
    from scipy.sparse.csgraph import yen as k_shortest  # noqa: PLC0415

    graph = csr_array(  # it takes no wider indices
        (graph.data, graph.indices.astype(np.int32), graph.indptr.astype(np.int32)), graph.shape
    )

    def propose(start: int, end: int) -> Iterator[Sequence[int]]:
        _, before = k_shortest(graph, start, end, COPIES, directed=False, return_predecessors=True)
        for row in before:
            path = [end]
            while path[-1] != start:
                path.append(int(row[path[-1]]))
            yield path[::-1]

    return propose


def igraph_k(graph: csr_array) -> Proposals:
    """igraph: k shortest paths."""
    import igraph  # noqa: PLC0415

    arcs = graph.tocoo()
    once = arcs.row < arcs.col
    net = igraph.Graph(graph.shape[0], np.column_stack((arcs.row[once], arcs.col[once])).tolist())
    weights = arcs.data[once].tolist()

    def propose(start: int, end: int) -> Iterator[Sequence[int]]:
        yield from net.get_k_shortest_paths(start, end, k=COPIES, weights=weights)

    return propose


PEERS: dict[str, Callable[[csr_array], Proposals]] = {
    "networkx, penalty": penalty,
    "scipy, Yen": yen,
    "igraph, k shortest": igraph_k,
}


@dataclass(frozen=True, eq=False)
class Task:
    """One pair on the graph that everybody gets, with the best path as ours finds it."""

    pair: Pair
    graph: Plain
    best: list[int]
    shortest_m: float
    ends: list[tuple[float, float]]

    def admissible(self, proposed: Iterable[Sequence[int]], slack: float = 0.0) -> int:
        """How many of these paths are alternatives to the best and to one another."""
        accepted: list[Sequence[int]] = [self.best]
        for candidate in proposed:
            self.accept(accepted, candidate, slack)
        return len(accepted) - 1

    def accept(
        self, accepted: list[Sequence[int]], candidate: Sequence[int], slack: float = 0.0
    ) -> None:
        """Add a path to those that were accepted, if it is an alternative to each of them."""
        if not faults(self.graph, [*accepted, candidate], self.shortest_m, slack=slack):
            accepted.append(candidate)

    def whole(self, inner: Sequence[int]) -> list[int]:
        """A path from the nodes between its ends; empty where it leaves the edges."""
        nodes = [self.graph.cut(0), *inner, self.graph.cut(1)]
        try:
            self.graph.lengths(nodes)
        except AssertionError:
            return []
        return nodes


def task(router: Router, pair: Pair) -> Task:
    found = router.find(Query(pair.start, pair.end, count=0))
    assert not isinstance(found, NoPath)
    (section,) = found[0].sections
    assert section.end is not None
    spots = (section.start, section.end)
    graph = plain(router.network, [(spot.edge, spot.fraction) for spot in spots])
    ends = [(spot.lon, spot.lat) for spot in spots]
    return Task(pair, graph, path(found[0], graph), found[0].length_m, ends)


def peer(name: str, mode: str) -> Row:
    build = PEERS[name]
    router = Router(load(mode))
    times, proposed, admissible, nearly = [], [], [], []
    load_s = memory = 0.0
    tasks = [task(router, pair) for pair in pairs(mode)[::FEW]]
    for each in tasks:
        before, began = _resident_mb(), time.perf_counter()
        proposals = build(each.graph.matrix)
        load_s, memory = time.perf_counter() - began, max(memory, _resident_mb() - before)
        took, seen = _until_enough(proposals, each)
        times.append(took)
        proposed.append(len(seen) - 1)  # the first is the best path
        admissible.append(each.admissible(seen))
        nearly.append(each.admissible(seen, SLACK))
    return Row(
        name, mode, len(tasks), load_s, memory, median(times), mean(proposed), mean(admissible),
        mean(nearly),
    )  # fmt: skip


def _until_enough(proposals: Proposals, each: Task) -> tuple[float, list[Sequence[int]]]:
    """Seconds until three are admissible, or it has no more, and what it proposed by then."""
    took = 0.0
    seen: list[Sequence[int]] = []
    accepted: list[Sequence[int]] = [each.best]
    paths = proposals(each.graph.cut(0), each.graph.cut(1))
    while len(accepted) <= WANTED:
        began = time.perf_counter()
        candidate = next(paths, None)
        took += time.perf_counter() - began
        if candidate is None:
            break
        seen.append(candidate)
        each.accept(accepted, candidate)
    list(paths)  # so that the penalties are taken back
    return took, seen


def ours(mode: str) -> Row:
    before, began = _resident_mb(), time.perf_counter()
    router = Router(load(mode))
    listed = pairs(mode)
    router.find(Query(listed[0].start, listed[0].end, count=0))
    load_s, memory = time.perf_counter() - began, _resident_mb() - before
    times, admissible = [], []
    for pair in listed:
        began = time.perf_counter()
        found = router.find(Query(pair.start, pair.end, count=WANTED))
        times.append(time.perf_counter() - began)
        admissible.append(0 if isinstance(found, NoPath) else len(found) - 1)
    good = mean(admissible)
    return Row("routes", mode, len(listed), load_s, memory, median(times), good, good, good)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    rows = []
    for mode in ("rail", "road"):
        for name in ("routes", *PEERS):
            command = [sys.executable, "-m", "benchmarks.routers", name, mode]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            rows.append(Row(**json.loads(done.stdout)))
            print(rows[-1], file=sys.stderr, flush=True)
    print(table(HEADS, [row.cells() for row in rows]))


if __name__ == "__main__":
    name, mode = sys.argv[1:]
    print(json.dumps(asdict(ours(mode) if name == "routes" else peer(name, mode))))
