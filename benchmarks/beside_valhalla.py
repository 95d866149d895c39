"""Valhalla on the same graph: alternatives between the same cities, in a process of its own.

    python -m benchmarks.beside_valhalla PYTHON FOLDER

Its wheel wants Python 3.12, so PYTHON is the path of one that has ``pyvalhalla`` and ``osmium``.
FOLDER gets, for each network, an OpenStreetMap file made of its edges (each a way of one class
and speed, in both directions) and Valhalla's tiles. Valhalla measures the drawn lines, so its
alternatives are judged with lengths of the drawn lines too, with and without half a percent of
slack.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import mean, median
from typing import Any

COUNT = 3
SPEED_KMH = 80


def ours(python: str, folder: Path) -> None:
    from benchmarks.routers import HEADS  # noqa: PLC0415  the other Python has none of this
    from benchmarks.table import table  # noqa: PLC0415

    rows = []
    for mode in ("rail", "road"):
        place = folder / mode
        place.mkdir(parents=True, exist_ok=True)
        tasks = _write(mode, place)
        subprocess.run([python, __file__, "theirs", str(place)], check=True)
        rows.append(_row(mode, tasks, json.loads((place / "answers.json").read_text("utf-8"))))
    print(table((*HEADS, "tiles built in, s"), rows))


def _write(mode: str, place: Path) -> list[Any]:
    from benchmarks.routers import task  # noqa: PLC0415
    from routes.networks import Router, load  # noqa: PLC0415
    from tests.admissible import closed_edges  # noqa: PLC0415
    from tests.unit.test_admissible import pairs  # noqa: PLC0415

    network = _drawn(load(mode))
    closed = closed_edges(network, None)
    lines = [
        [edge, int(network.start[edge]), int(network.end[edge]), network.line(edge).tolist()]
        for edge in range(len(closed))
        if not closed[edge]
    ]
    router = Router(network)
    tasks = [task(router, pair) for pair in pairs(mode)]
    text = json.dumps({"lines": lines, "asked": [each.ends for each in tasks]})
    (place / "asked.json").write_text(text, encoding="utf-8")
    return tasks


def _drawn(network: Any) -> Any:
    """The network with its edges as long as they are drawn, which is what Valhalla measures."""
    from dataclasses import replace  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415

    from routes.geodesy.measure import steps_m  # noqa: PLC0415

    lengths = [float(steps_m(network.line(edge)).sum()) for edge in range(len(network.start))]
    return replace(network, length_m=np.array(lengths))


def _row(mode: str, tasks: list[Any], answers: dict[str, Any]) -> tuple[str, ...]:
    from benchmarks.routers import SLACK, Row  # noqa: PLC0415

    proposed, strict, slack, times = [], [], [], []
    for each, took, shapes in zip(tasks, answers["times"], answers["paths"], strict=True):
        paths = [path for path in map(each.whole, shapes) if path]
        times.append(took)
        proposed.append(max(len(paths) - 1, 0))
        strict.append(each.admissible(paths))
        slack.append(each.admissible(paths, SLACK))
    row = Row(
        "Valhalla", mode, len(tasks), answers["ready_s"], answers["memory_mb"], median(times),
        mean(proposed), mean(strict), mean(slack),
    )  # fmt: skip
    return (*row.cells(), f"{answers['built_s']:.0f}")


def theirs(place: Path) -> None:
    import valhalla  # noqa: PLC0415  only in the other Python

    asked = json.loads((place / "asked.json").read_text("utf-8"))
    nodes = _write_pbf(asked["lines"], place / "network.osm.pbf")
    (place / "tiles").mkdir(exist_ok=True)
    config = valhalla.get_config(tile_dir=str(place / "tiles"), tile_extract="", verbose=False)
    config["service_limits"]["max_alternates"] = COUNT
    config["service_limits"]["auto"]["max_distance"] = 20_000_000.0
    config["mjolnir"]["concurrency"] = 2
    file = place / "valhalla.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    began = time.perf_counter()
    build = Path(valhalla.__file__).parent / "bin" / "valhalla_build_tiles"
    command = [str(build), "-c", str(file), str(place / "network.osm.pbf")]
    subprocess.run(command, check=True, capture_output=True)
    built_s = time.perf_counter() - began
    before, began = _resident_mb(), time.perf_counter()
    actor = valhalla.Actor(str(file))
    _ask(actor, asked["asked"][0])
    ready_s = time.perf_counter() - began
    times, paths = [], []
    for ends in asked["asked"]:
        _ask(actor, ends)
        began = time.perf_counter()
        found = _ask(actor, ends)
        times.append(time.perf_counter() - began)
        paths.append([_nodes(shape, nodes) for shape in found])
    memory = _resident_mb() - before
    text = json.dumps({"built_s": built_s, "ready_s": ready_s, "memory_mb": memory,
                       "times": times, "paths": paths})  # fmt: skip
    (place / "answers.json").write_text(text, encoding="utf-8")


def _ask(actor: Any, ends: list[tuple[float, float]]) -> list[str]:
    try:
        answer = actor.route({
            "locations": [{"lon": lon, "lat": lat, "radius": 0} for lon, lat in ends],
            "costing": "auto", "costing_options": {"auto": {"shortest": True}},
            "alternates": COUNT, "directions_type": "none",
        })  # fmt: skip
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return []
    trips = [answer["trip"], *(other["trip"] for other in answer.get("alternates", ()))]
    return [trip["legs"][0]["shape"] for trip in trips]


def _write_pbf(lines: list[Any], file: Path) -> dict[tuple[int, int], int]:
    import osmium  # noqa: PLC0415

    file.unlink(missing_ok=True)
    ends = {
        node: line
        for _, start, end, line in lines
        for node, line in ((start, line[0]), (end, line[-1]))
    }
    next_id = max(ends) + 2
    inner, ways = {}, []
    for edge, start, end, line in lines:
        middle = range(next_id, next_id + len(line) - 2)
        next_id += len(middle)
        inner.update(zip(middle, line[1:-1], strict=True))
        ways.append((edge + 1, [start + 1, *middle, end + 1]))
    tags = {"highway": "trunk", "maxspeed": str(SPEED_KMH), "oneway": "no"}
    with osmium.SimpleWriter(str(file)) as writer:
        for node, point in [
            *sorted((node + 1, point) for node, point in ends.items()),
            *inner.items(),
        ]:
            writer.add_node(osmium.osm.mutable.Node(id=node, location=_wrapped(point), version=1))
        for way, refs in ways:
            writer.add_way(osmium.osm.mutable.Way(id=way, nodes=refs, tags=tags, version=1))
    return {_key(*_wrapped(point)): node for node, point in ends.items()}


def _wrapped(point: list[float]) -> tuple[float, float]:
    return (point[0] + 180) % 360 - 180, point[1]


def _key(lon: float, lat: float) -> tuple[int, int]:
    return round(lon * 1000), round(lat * 1000)


def _nodes(shape: str, nodes: dict[tuple[int, int], int]) -> list[int]:
    """The nodes of the network on a shape, which is a polyline with six decimals."""
    found, at, lat, lon = [], 0, 0, 0
    while at < len(shape):
        steps = []
        for _ in range(2):
            value, shift, byte = 0, 0, 0x20
            while byte >= 0x20:
                byte = ord(shape[at]) - 63
                value |= (byte & 0x1F) << shift
                at, shift = at + 1, shift + 5
            steps.append(~(value >> 1) if value & 1 else value >> 1)
        lat, lon = lat + steps[0], lon + steps[1]
        node = nodes.get(_key(lon / 1e6, lat / 1e6))
        if node is not None and (not found or found[-1] != node):
            found.append(node)
    return found


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    if sys.argv[1] == "theirs":
        theirs(Path(sys.argv[2]))
    else:
        ours(sys.argv[1], Path(sys.argv[2]))
