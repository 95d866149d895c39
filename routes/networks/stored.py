"""The file of a network: columns of whole numbers, small and quick to read.

A file is a head and columns. Head: four letters, the version, and the checksum (CRC-32) of
all that follows. A column: its number of values, bytes for each value,
bytes after compression, and the compressed bytes. Values are differences to what is expected,
sign in the lowest bit, and are laid out as planes, the lowest byte of all values first: most
planes are almost all zero. Text is a column of single bytes, one entry a line.

- Nodes are in an order in which neighbours come soon after each other; coordinates are
  thousandths of a degree and differ from those of the node before.
- An edge is kept with its higher node: how far back the lower one is.
- Lengths are in units of 10 m and differ from that of the straight line, which is worked out
  with operations that give the same on every machine.
- Vertices between the ends of an edge differ from a straight and even walk to its end. They
  are decoded only when they are asked for.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from routes.errors import ArtefactError

__all__ = ["LENGTH_UNIT_M", "UNITS_PER_DEGREE", "Stored", "Vertices", "decode", "encode"]

UNITS_PER_DEGREE = 1000
LENGTH_UNIT_M = 10

_Ints = NDArray[np.int32]
_Longs = NDArray[np.int64]
_Vertex: TypeAlias = Callable[[_Longs, _Longs, _Longs], tuple[_Longs, _Longs]]

_MAGIC = b"RRNW"
_VERSION = 1
_HEAD = struct.Struct("<4sBI")
_COLUMN = struct.Struct("<IBI")
_LEVEL = 9
_TURN = 360 * UNITS_PER_DEGREE
_LENGTH_UNITS_PER_UNIT = 11.12  # of length in a thousandth of a degree of latitude


@dataclass(frozen=True, slots=True, eq=False)
class Vertices:
    """Vertices of edges, without their ends: those of edge ``e`` are ``first[e]:first[e + 1]``.

    ``x`` and ``y`` are longitude and latitude in thousandths of a degree; x runs on across
    the antimeridian.
    """

    first: _Longs
    x: _Ints
    y: _Ints


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """What one file holds. Nodes and edges as in ``routes.networks.graph.Network``.

    ``x``, ``y`` are thousandths of a degree, ``length`` is in units of 10 m. ``areas`` are the
    ids that ``area`` is an index into. ``special``, ``crossing`` and ``passage`` map edges to
    keys. A town has a name, a node, and people. ``vertices`` are
    worked out when they are asked for, each time.
    """

    areas: tuple[str, ...]
    x: _Ints
    y: _Ints
    area: NDArray[np.int16]
    start: _Ints
    end: _Ints
    length: _Ints
    vertices: Callable[[], Vertices]
    special: Mapping[int, str] = field(default_factory=dict)
    crossing: Mapping[int, str] = field(default_factory=dict)
    passage: Mapping[int, str] = field(default_factory=dict)
    towns: tuple[str, ...] = ()
    town_node: _Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    town_people: _Ints = field(default_factory=lambda: np.zeros(0, np.int32))


def encode(stored: Stored) -> bytes:
    """The bytes of a file. Edges are sorted by end, then start; start < end."""
    edges = _straight(stored.x, stored.y, stored.start, stored.end)
    area_nodes = np.flatnonzero(np.diff(stored.area, prepend=-2))
    columns = [
        _text(stored.areas),
        _numbers(_steps(area_nodes)),
        _numbers(stored.area[area_nodes]),
        _numbers(_steps(stored.x)),
        _numbers(_steps(stored.y)),
        _numbers(np.bincount(stored.end, minlength=len(stored.x))),
        _numbers(stored.end - stored.start),
        _numbers(stored.length - edges),
    ]
    for marks in (stored.special, stored.crossing, stored.passage):
        columns += _marks(marks)
    columns += [_text(stored.towns), _numbers(_steps(stored.town_node))]
    columns += [_numbers(stored.town_people)]
    columns += _shapes(stored)
    body = b"".join(columns)
    return _HEAD.pack(_MAGIC, _VERSION, zlib.crc32(body)) + body


def _steps(values: NDArray[np.integer]) -> _Longs:
    steps: _Longs = values.astype(np.int64)
    steps[1:] -= steps[:-1].copy()
    return steps


def _numbers(values: NDArray[np.integer]) -> bytes:
    """A column of numbers, each less than 2 to the power of 31 in size."""
    signed = values.astype(np.int64)
    folded = ((signed << 1) ^ (signed >> 63)).astype("<u4")
    planes = folded.view(np.uint8).reshape(-1, 4).T
    width = max([i + 1 for i in range(4) if planes[i].any()], default=1)
    packed = zlib.compress(planes[:width].tobytes(), _LEVEL)
    return _COLUMN.pack(len(values), width, len(packed)) + packed


def _text(lines: Sequence[str]) -> bytes:
    raw = "\n".join(lines).encode()
    packed = zlib.compress(raw, _LEVEL)
    return _COLUMN.pack(len(raw), 1, len(packed)) + packed


def _marks(marks: Mapping[int, str]) -> list[bytes]:
    """Three columns: the keys, the edges, and the number of the key of each."""
    keys = sorted(set(marks.values()))
    number = {key: index for index, key in enumerate(keys)}
    edges = sorted(marks)
    of_edge = np.array([number[marks[edge]] for edge in edges], np.int64)
    return [_text(keys), _numbers(_steps(np.array(edges, np.int64))), _numbers(of_edge)]


def _straight(x: _Ints, y: _Ints, start: _Ints, end: _Ints) -> _Ints:
    """About how long the straight lines are, in units of 10 m.

    Only sums, products and a square root: IEEE 754 says what these give, to the last bit.
    """
    lat = y.astype(np.float32) * np.float32(np.pi / (180 * UNITS_PER_DEGREE))
    square = lat * lat
    cosine = 1 - square * (1 / 2 - square * (1 / 24 - square * (1 / 720 - square / 40320)))
    dx = np.abs(x[end] - x[start])
    dx = np.minimum(dx, _TURN - dx).astype(np.float32) * cosine[start]
    dy = (y[end] - y[start]).astype(np.float32)
    straight = np.sqrt(dx * dx + dy * dy) * np.float32(_LENGTH_UNITS_PER_UNIT)
    units: _Ints = np.rint(straight).astype(np.int32)
    return units


def _turned(dx: _Ints) -> _Ints:
    """The shorter way round."""
    return (dx + _TURN // 2) % _TURN - _TURN // 2


def _shapes(stored: Stored) -> list[bytes]:
    """Three columns: how many vertices each edge has, and by how much they are off."""
    vertices = stored.vertices()
    off_x, off_y = np.zeros(len(vertices.x), np.int64), np.zeros(len(vertices.y), np.int64)

    def vertex(index: _Longs, x: _Longs, y: _Longs) -> tuple[_Longs, _Longs]:
        true_x, true_y = vertices.x[index].astype(np.int64), vertices.y[index].astype(np.int64)
        off_x[index], off_y[index] = true_x - x, true_y - y
        return true_x, true_y

    _walk(stored, vertices.first, vertex)
    return [_numbers(np.diff(vertices.first)), _numbers(off_x), _numbers(off_y)]


def _walk(ends: Stored, first: _Longs, vertex: _Vertex) -> None:
    """Go along all edges at once, one vertex at a time.

    ``vertex`` is told which vertices come now and where they are expected, and says where
    they are.
    """
    counts = np.diff(first)
    edges = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    counts = counts[edges]
    start, end = ends.start[edges], ends.end[edges]
    x, y = ends.x[start].astype(np.int64), ends.y[start].astype(np.int64)
    to_x, to_y = x + _turned(ends.x[end] - ends.x[start]), ends.y[end]
    for done in range(int(counts.max(initial=0))):
        many = int(np.searchsorted(-counts, -done, side="left"))
        left = counts[:many] + 1 - done
        next_x = x[:many] + (to_x[:many] - x[:many]) // left
        next_y = y[:many] + (to_y[:many] - y[:many]) // left
        x[:many], y[:many] = vertex(first[edges[:many]] + done, next_x, next_y)


def decode(content: bytes, name: str) -> Stored:
    """What a file holds. ``name`` is the file's, for messages.

    Raises ArtefactError when the file is cut off, changed, or of another version.
    """
    columns = _Columns(content, name)
    areas, area_steps, area_of = columns.text(), columns.running(), columns.numbers()
    x, y = columns.running(), columns.running()
    end = np.repeat(np.arange(len(x), dtype=np.int32), columns.numbers())
    start = end - columns.numbers()
    length = columns.numbers() + _straight(x, y, start, end)
    special, crossing, passage = (columns.marks() for _ in range(3))
    towns, town_node, people = columns.text(), columns.running(), columns.numbers()
    rest = columns.rest()
    stored = Stored(
        areas=areas,
        x=x,
        y=y,
        area=np.repeat(area_of, np.diff(area_steps, append=len(x))).astype(np.int16),
        start=start,
        end=end,
        length=length,
        vertices=lambda: _vertices(stored, rest.rest()),
        special=special,
        crossing=crossing,
        passage=passage,
        towns=towns,
        town_node=town_node,
        town_people=people,
    )
    return stored


def _vertices(stored: Stored, columns: _Columns) -> Vertices:
    counts = columns.numbers()
    first = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    x, y = columns.numbers().astype(np.int64), columns.numbers().astype(np.int64)

    def vertex(index: _Longs, near_x: _Longs, near_y: _Longs) -> tuple[_Longs, _Longs]:
        x[index] += near_x
        y[index] += near_y
        return x[index], y[index]

    _walk(stored, first, vertex)
    return Vertices(first, x.astype(np.int32), y.astype(np.int32))


class _Columns:
    """Reads the columns of a file, one after the other."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name = memoryview(content), name
        if len(content) < _HEAD.size:
            raise self._broken("it is cut off")
        magic, version, checksum = _HEAD.unpack_from(content)
        if magic != _MAGIC:
            raise self._broken("it is not a network")
        if version != _VERSION:
            raise self._broken(f"it is of version {version}, and this program reads {_VERSION}")
        if zlib.crc32(self._content[_HEAD.size :]) != checksum:
            raise self._broken("its checksum is wrong: it is cut off or was changed")
        self._at = _HEAD.size

    def _broken(self, why: str) -> ArtefactError:
        return ArtefactError(f"{self._name}: {why}. Install the program again.")

    def rest(self) -> _Columns:
        """A reader of what is left, for later."""
        return copy(self)

    def text(self) -> tuple[str, ...]:
        raw, _ = self._next()
        return tuple(raw.decode().split("\n")) if raw else ()

    def numbers(self) -> _Ints:
        raw, count = self._next()
        values = np.zeros(count, "<u4")
        places = values.view(np.uint8).reshape(count, 4)
        for byte in range(len(raw) // count if count else 0):
            places[:, byte] = np.frombuffer(raw, np.uint8, count, byte * count)
        sign = values & np.uint32(1)
        values >>= np.uint32(1)
        values ^= np.negative(sign, out=sign)
        return values.view("<i4")

    def running(self) -> _Ints:
        return np.cumsum(self.numbers(), dtype=np.int32)

    def marks(self) -> dict[int, str]:
        keys, edges, of_edge = self.text(), self.running().tolist(), self.numbers().tolist()
        return {edge: keys[key] for edge, key in zip(edges, of_edge, strict=True)}

    def _next(self) -> tuple[bytes, int]:
        count, width, size = _COLUMN.unpack_from(self._content, self._at)
        begin = self._at + _COLUMN.size
        self._at = begin + size
        return zlib.decompress(self._content[begin : self._at], bufsize=count * width + 1), count
