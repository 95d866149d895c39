"""The nearest points of a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routes.geodesy import RADIUS_M, Point, length_m, unit_vectors
from routes.networks.graph import Floats, Network
from routes.networks.joined import runs
from routes.networks.lines import densified, edge_line, steps_m, wrapped
from routes.networks.query import Door, Spot

if TYPE_CHECKING:
    from routes.networks.barriers import Mask
    from routes.networks.router import Router

_LOOSE = 1.012
"""Room for the ellipsoid, on which a degree is up to 0.7 % longer or shorter than on the sphere
that edges are compared on; the length of an edge is that of the ellipsoid."""

_SLACK_M = 30.0
"""Room for lengths rounded to 10 m and for numbers of single precision."""


@dataclass(frozen=True, slots=True, eq=False)
class Balls:
    """A ball around each edge, on the unit sphere: every point of the edge lies in it.

    Any point of a line is at most the length of the line away from its two ends, both
    together, so at most half of it away from the middle between them.
    """

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    z: NDArray[np.float32]
    radius: NDArray[np.float32]

    def away_m(self, point: Point) -> Floats:
        """Metres from ``point`` that each edge is at least away; negative inside its ball."""
        x, y, z = unit_vectors(np.array([point], dtype=np.float64))[0].astype(np.float32)
        square = (self.x - x) ** 2 + (self.y - y) ** 2 + (self.z - z) ** 2
        away: Floats = (np.sqrt(square) - self.radius) * RADIUS_M
        return away


def balls(network: Network) -> Balls:
    """The balls around the edges of a network."""
    nodes = unit_vectors(np.column_stack((network.lon, network.lat)))
    start, end = nodes[network.start], nodes[network.end]
    chord = np.linalg.norm(end - start, axis=1)
    length = np.maximum(network.length_m, chord * RADIUS_M)
    radius = (length / 2 * _LOOSE + _SLACK_M) / RADIUS_M
    x, y, z = ((start + end) / 2).astype(np.float32).T
    return Balls(x.copy(), y.copy(), z.copy(), radius.astype(np.float32))


def nearest(
    router: Router, point: Point, usable: Mask, country: str | None = None
) -> dict[int, Spot]:
    """The nearest point of each component of the network, within reach, by component.

    ``usable`` is a mask over the edges. Where the ``country`` of the point is known, what lies
    in it goes before what lies nearer abroad. Raises ValueError for a point that is not on
    earth.
    """
    length_m(point, point)  # says so if it is not on earth
    network, reach_m = router.network, router.reach_m
    away = router.balls.away_m(point)
    (near,) = np.nonzero((away <= reach_m * _LOOSE) & usable)
    foreign = _foreign(network, country)
    across = foreign[network.area[network.start]] & foreign[network.area[network.end]]
    best: dict[int, Spot] = {}
    for edge in near[np.argsort(away[near], kind="stable")].tolist():
        part = int(router.component[network.start[edge]])
        least = (bool(across[edge]), float(away[edge]) / _LOOSE)
        if part in best and least > best[part].rank:
            continue
        spot = _spot(network, point, edge, foreign)
        if spot.access_m <= reach_m and (part not in best or spot.rank < best[part].rank):
            best[part] = spot
    return best


def doors(
    router: Router, point: Point, usable: Mask, country: str | None = None
) -> dict[int, Door]:
    """The nearest point of each mode, by component; else as `nearest`."""
    found: dict[int, Door] = {}
    for run in runs(router.network):
        own = np.zeros_like(usable)
        own[run] = usable[run]
        for part, spot in nearest(router, point, own, country).items():
            found[part] = (*found.get(part, ()), spot)
    return {part: _at_home(door) for part, door in found.items()}


def _at_home(door: Door) -> Door:
    """Without the spots abroad, where others are not."""
    return tuple(spot for spot in door if not spot.abroad) or door


def rank(door: Door) -> tuple[bool, float]:
    """That of the best of its spots."""
    return min(spot.rank for spot in door)


def together(found: list[dict[int, Door]]) -> tuple[Door, ...] | None:
    """The door of each point, all in the component that is nearest to all, summed up.

    One in which fewer of them lie abroad goes before a nearer one.
    """
    shared = set.intersection(*(set(each) for each in found))
    if not shared:
        return None

    def ranked(part: int) -> tuple[int, float]:
        ranks = [rank(each[part]) for each in found]
        return sum(abroad for abroad, _ in ranks), sum(access_m for _, access_m in ranks)

    best = min(sorted(shared), key=ranked)
    return tuple(each[best] for each in found)


def _foreign(network: Network, country: str | None) -> Mask:
    """Whether each area is surely not of a country; the last, for what lies at sea, is not.

    Of a country without a line on the network nothing is known.
    """
    own = np.array([country in area.states for area in network.areas], dtype=bool)
    foreign = ~own if own.any() else np.zeros(len(own), dtype=bool)
    return np.append(foreign, False)


def _to_edge(network: Network, point: Point, edge: int) -> tuple[int, float, Floats]:
    """The piece of its line that is nearest, how far along, and the line."""
    line = densified(edge_line(network, edge))
    here = unit_vectors(np.array([point], dtype=np.float64))[0]
    vertices = unit_vectors(line)
    start, along = vertices[:-1], np.diff(vertices, axis=0)
    square = np.einsum("ij,ij->i", along, along)
    share = np.einsum("ij,ij->i", here - start, along) / np.where(square == 0, 1.0, square)
    share = np.clip(share, 0.0, 1.0)
    distance = np.linalg.norm(start + share[:, None] * along - here, axis=1)
    piece = int(np.argmin(distance))
    return piece, float(share[piece]), line


def _spot(network: Network, point: Point, edge: int, foreign: Mask) -> Spot:
    piece, share, line = _to_edge(network, point, edge)
    steps = steps_m(line)
    whole = float(steps.sum())
    done = float(steps[:piece].sum() + share * steps[piece])
    fraction = min(1.0, done / whole) if whole else 0.0
    lon, lat = (line[piece] + share * (line[piece + 1] - line[piece])).tolist()
    at = (wrapped(lon), lat)
    abroad = bool(foreign[network.area_at(edge, fraction)])
    return Spot(*at, edge, fraction, length_m(point, at), abroad)
