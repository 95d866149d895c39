"""Read the rail and road networks of ``scgraph-data``: Python source, taken as data."""

from __future__ import annotations

import ast
from itertools import chain

import numpy as np

from data.recipes.networks.graph import Floats, Graph, Ints, geodesic_m, graph
from data.recipes.origins import Origin, in_wheel, wheel_path

PACKAGE = "scgraph-data"
FILES = {"rail": "scgraph_data/world_railways.py", "road": "scgraph_data/world_highways.py"}

_SPHERE_M = 6_371_000.0  # the radius that the published lengths were made with


def land(mode: str) -> Graph:
    """The network of ``mode``, "rail" or "road", with lengths on WGS 84.

    The file maps each node to its neighbours with kilometres, and lists lat, lon. The lengths
    are those of the lines before they were thinned, on a sphere; each is scaled as the straight
    line between its ends is, and never less than that.
    """
    adjacent, places = _assigned(wheel_path(PACKAGE, FILES[mode]).read_text("utf-8"))
    counts = np.fromiter(map(len, adjacent), np.int64, len(adjacent))
    total = int(counts.sum())
    start = np.repeat(np.arange(len(adjacent), dtype=np.int64), counts)
    end = np.fromiter(chain.from_iterable(adjacent), np.int64, total)
    km = np.fromiter(chain.from_iterable(d.values() for d in adjacent), float, total)
    lonlat = np.array(places, float)[:, ::-1]
    once = start < end  # the other half says the same in the other direction
    return graph(lonlat, start[once], end[once], _on_wgs84(lonlat, start, end, km * 1000)[once])


def _assigned(source: str) -> tuple[list[dict[int, float]], list[list[float]]]:
    """The values of ``graph`` and ``nodes``, each a literal on a line of its own."""
    found = {}
    for line in source.splitlines():
        name, equals, literal = line.partition("=")
        if equals and name.strip() in ("graph", "nodes"):
            found[name.strip()] = ast.literal_eval(literal.strip())
    return found["graph"], found["nodes"]


def _on_wgs84(lonlat: Floats, start: Ints, end: Ints, length_m: Floats) -> Floats:
    straight = geodesic_m(lonlat[start], lonlat[end])
    sphere = _haversine_m(lonlat[start], lonlat[end])
    scale = np.divide(straight, sphere, out=np.ones_like(straight), where=sphere > 0)
    return np.maximum(length_m * scale, straight)


def _haversine_m(one: Floats, other: Floats) -> Floats:
    (lon, lat), (to_lon, to_lat) = np.radians(one).T, np.radians(other).T
    half = np.sin((to_lat - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(to_lat) * np.sin((to_lon - lon) / 2) ** 2
    return np.asarray(2 * _SPHERE_M * np.arcsin(np.sqrt(half)))


def origin(mode: str) -> Origin:
    """What the network of ``mode`` is made from."""
    return in_wheel(
        PACKAGE,
        [FILES[mode]],
        licence="OpenStreetMap data: ODbL 1.0, and so is this file made from it; package: MIT",
        attribution=(
            "Rail and road networks: © OpenStreetMap contributors, ODbL 1.0 "
            "(by way of scgraph-data)."
        ),
    )
