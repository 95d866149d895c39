"""One network of two: rail and road, with a transfer between them in each town that has both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routes.geodesy import RADIUS_M, unit_vectors
from routes.networks.graph import Area, CrossingFact, Floats, Ints, Network, Shapes, Towns

_APART_M = 15_000.0
"""A transfer is made where the station and the road of a town lie no further apart. The nodes
of a coarse network stand at junctions, which may be at the other end of a large city."""

_Areas = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Joined(Network):
    """A network of mode "any": the edges of rail, then those of road, then transfers."""

    rail_edges: int = 0
    road_edges: int = 0


class _Both(Shapes):
    """The vertices of two networks, one after the other."""

    def __init__(self, rail: Network, road: Network) -> None:
        self._rail, self._road = rail, road

    def inner(self, edge: int) -> Floats:
        edge -= (rail := len(self._rail.start))
        if edge < 0:
            return self._rail.shapes.inner(edge + rail)
        if edge < len(self._road.start):
            return self._road.shapes.inner(edge)
        return np.empty((0, 2))


def mode_of(network: Network, edge: int) -> str:
    """The mode of one edge: on a joined network rail, road or transfer."""
    if not isinstance(network, Joined):
        return network.mode
    if edge < network.rail_edges:
        return "rail"
    return "road" if edge < network.rail_edges + network.road_edges else "transfer"


def runs(network: Network) -> tuple[slice, ...]:
    """The edges of each mode, without transfers: all in one but for a joined network."""
    if not isinstance(network, Joined):
        return (slice(0, len(network.start)),)
    return (
        slice(0, network.rail_edges),
        slice(network.rail_edges, network.rail_edges + network.road_edges),
    )


def joined(rail: Network, road: Network) -> Joined:
    """Rail and road as one network of mode "any".

    Where both list a town of the same name and their nodes for it lie near each other in the
    same area, an edge of length 0 joins these; its key in ``special`` is "transfer:" with the
    index of the town, which is that of the road network. Areas, links, crossings and closures
    are those of either, once each.
    """
    areas = tuple({area.id: area for area in (*rail.areas, *road.areas)}.values())
    crossings = tuple({each.id: each for each in (*rail.crossings, *road.crossings)}.values())
    area = np.concatenate([_renumbered(net.area, net.areas, areas) for net in (rail, road)])
    at = _transfers(rail, road)
    nodes, edges = len(rail.lon), len(rail.start)
    first = edges + len(road.start)
    changes = {first + i: f"transfer:{town}" for i, (town, _, _) in enumerate(at)}
    return Joined(
        mode="any",
        lon=np.concatenate([rail.lon, road.lon]),
        lat=np.concatenate([rail.lat, road.lat]),
        area=area,
        start=_ints(rail.start, road.start + nodes, [each for _, each, _ in at]),
        end=_ints(rail.end, road.end + nodes, [each + nodes for _, _, each in at]),
        length_m=np.concatenate([rail.length_m, road.length_m, np.zeros(len(at))]),
        areas=areas,
        links={**rail.links, **road.links},
        crossings=crossings,
        closures=tuple({each.id: each for each in (*rail.closures, *road.closures)}.values()),
        special={**rail.special, **_moved(road.special, edges), **changes},
        crossing={**_crossing(rail, crossings, 0), **_crossing(road, crossings, edges)},
        passage={**rail.passage, **_moved(road.passage, edges)},
        towns=Towns(road.towns.names, road.towns.node + np.int32(nodes), road.towns.population),
        shapes=_Both(rail, road),
        rail_edges=edges,
        road_edges=len(road.start),
    )


def _transfers(rail: Network, road: Network) -> list[tuple[int, int, int]]:
    """Town of the road network, node of rail, node of road; each pair of nodes once."""
    stations: dict[str, list[int]] = {}
    for i, name in enumerate(rail.towns.names):
        stations.setdefault(name, []).append(int(rail.towns.node[i]))
    found: dict[tuple[int, int], int] = {}
    for town, name in enumerate(road.towns.names):
        node = int(road.towns.node[town])
        for station in stations.get(name, ()):
            same = rail.areas[rail.area[station]].id == road.areas[road.area[node]].id
            if same and _apart_m(rail, station, road, node) <= _APART_M:
                found.setdefault((station, node), town)
    return [(town, station, node) for (station, node), town in sorted(found.items())]


def _apart_m(rail: Network, station: int, road: Network, node: int) -> float:
    both = [(rail.lon[station], rail.lat[station]), (road.lon[node], road.lat[node])]
    a, b = unit_vectors(np.array(both, dtype=np.float64))
    return float(np.linalg.norm(a - b)) * RADIUS_M


def _renumbered(area: _Areas, areas: tuple[Area, ...], together: tuple[Area, ...]) -> _Areas:
    number = {each.id: i for i, each in enumerate(together)}
    table = np.array([*(number[each.id] for each in areas), -1], dtype=np.int16)
    renumbered: _Areas = table[area]
    return renumbered


def _ints(*parts: object) -> Ints:
    return np.concatenate([np.asarray(part, dtype=np.int32) for part in parts])


def _moved(table: Mapping[int, str], by: int) -> dict[int, str]:
    return {edge + by: key for edge, key in table.items()}


def _crossing(network: Network, crossings: tuple[CrossingFact, ...], by: int) -> dict[int, int]:
    number = {each.id: i for i, each in enumerate(crossings)}
    facts = network.crossings
    return {edge + by: number[facts[i].id] for edge, i in network.crossing.items()}
