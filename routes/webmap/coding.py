"""Lines as text, for the payload: three or four characters a vertex, and quick to read. Pure.

The text is a row of whole numbers: how many lines there are, then for each line twice its
number of vertices, plus one where its differences are of the second order, then the vertices
of all lines. Of each line the first vertex is the difference to the last one of the line
before; every other one the difference to the vertex before, or the difference of that to the
one before it, whichever makes the shorter text: lines that bend evenly gain by the second.

A number below zero is folded in between the others (0, -1, 1, -2 ... are 0, 1, 2, 3 ...) and
then written in an (s, c)-dense code: no, one or more characters that continue and one that
stops. It holds small numbers in fewer characters than base64 of bytes, and needs no table.

References: N. R. Brisaboa, A. Farina, G. Navarro, J. R. Parama: "Lightweight natural language
text compression", Information Retrieval 10 (2007), for the code.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["pack", "pack_flat", "unpack"]

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]
_Bytes = NDArray[np.uint8]

# Printable ASCII that stands unescaped in JSON, in HTML text and in an attribute.
_ALPHABET = "".join(chr(i) for i in range(0x21, 0x7F) if chr(i) not in "\"&'<>\\")

# How many characters stop. Of 88, about this many gave the shortest text for coasts, paths on
# networks and outlines; four more or fewer make it no longer by a hundredth.
_STOPS = 66
_GOES_ON = len(_ALPHABET) - _STOPS

_CHARACTERS = np.frombuffer(_ALPHABET.encode("ascii"), dtype=np.uint8)
_DIGITS = np.full(256, 255, dtype=np.uint8)
_DIGITS[_CHARACTERS] = np.arange(len(_ALPHABET))

# Whole numbers that JavaScript holds exactly, less what the folding and the differences need.
_MOST = 2**50
_LONGEST = 12  # characters that go on; more would not fit into 64 bits


def pack(lines: Sequence[ArrayLike], scale: int) -> str:
    """Lines as one text without white space, quotes, backslashes or ``<``, ``>``, ``&``.

    Each line is an array of shape (n, 2), lon and lat in degrees, n from 0; they are rounded
    to the ``scale``-th part of a degree. No lines give a text too.

    Raises ValueError for another shape, for what is not finite, and for numbers so large that
    they would not come back exactly.
    """
    arrays = [_vertices(line) for line in lines]
    lengths = np.array([len(array) for array in arrays], dtype=np.int64)
    return pack_flat(np.concatenate(arrays) if arrays else np.zeros((0, 2)), lengths, scale)


def pack_flat(points: _Floats | _Ints, lengths: _Ints, scale: int) -> str:
    """`pack` for the points of all lines in one array, and how many each line has."""
    grid = _grid(points, scale)
    steps, second = (_folded(some) for some in _differences(grid, lengths))
    saved = _cost(steps) - _cost(second)
    line_of = np.repeat(np.arange(len(lengths)), lengths)
    order = np.bincount(line_of, weights=saved[:, 0] + saved[:, 1], minlength=len(lengths)) > 0
    shorter = order[line_of]
    steps[shorter] = second[shorter]
    heads = np.concatenate(([len(lengths)], 2 * lengths + order)).astype(np.int64)
    return _written(np.concatenate((heads, steps.ravel())))


def unpack(text: str, scale: int) -> list[_Floats]:
    """The lines that `pack` was given, rounded: arrays of shape (n, 2), lon and lat in degrees.

    Raises ValueError for a text that `pack` does not make.
    """
    numbers = _read(text)
    count = int(numbers[0]) if len(numbers) else -1
    heads, folded = numbers[1 : count + 1], numbers[count + 1 :]
    lengths = heads // 2
    if count < 0 or len(heads) != count or 2 * lengths.sum() != len(folded):
        raise ValueError("a text of packed lines is damaged or cut short")
    steps = ((folded >> 1) ^ -(folded & 1)).reshape(-1, 2)
    grid = np.cumsum(_first_order(steps, lengths, heads % 2 == 1), axis=0)
    points: _Floats = grid / scale
    ends = np.concatenate(([0], np.cumsum(lengths))).tolist()
    return [points[start:end] for start, end in pairwise(ends)]


def _vertices(line: ArrayLike) -> _Floats:
    array = np.asarray(line, dtype=np.float64)
    if array.size == 0:
        return np.zeros((0, 2))
    if array.ndim != 2 or array.shape[1] != 2:
        raise ValueError(f"a line must have the shape (n, 2), not {array.shape}")
    return array


def _grid(points: _Floats | _Ints, scale: int) -> _Ints:
    grid = np.rint(points * scale)
    if not (np.abs(grid) < _MOST).all():  # also false for what is not a number
        raise ValueError("a line holds a coordinate that is not finite, or far too large")
    whole: _Ints = grid.astype(np.int64)
    return whole


def _differences(grid: _Ints, lengths: _Ints) -> tuple[_Ints, _Ints]:
    """Of the first and of the second order; a line's first two vertices have no second."""
    first = np.diff(grid, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    second = np.diff(first, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    starts = (np.cumsum(lengths) - lengths)[lengths > 0]
    second[starts] = first[starts]
    seconds = (starts + 1)[lengths[lengths > 0] > 1]
    second[seconds] = first[seconds]
    return first, second


def _first_order(steps: _Ints, lengths: _Ints, order: NDArray[np.bool_]) -> _Ints:
    """The differences of the first order, where some lines have those of the second."""
    if not order.any():
        return steps
    line_of = np.repeat(np.arange(len(lengths)), lengths)
    starts = (np.cumsum(lengths) - lengths)[line_of]
    is_second = order[line_of] & (np.arange(len(steps)) > starts)
    total = np.cumsum(np.where(is_second[:, None], steps, 0), axis=0)
    return np.where(is_second[:, None], total - total[starts], steps)


def _folded(values: _Ints) -> _Ints:
    folded: _Ints = (values << 1) ^ (values >> 63)
    return folded


def _cost(values: _Ints) -> _Ints:
    """How many characters each number takes."""
    cost: _Ints = np.ones(values.shape, dtype=np.int64)
    limit = room = _STOPS
    most = int(values.max(initial=0))
    while limit <= most:
        cost += values >= limit
        room *= _GOES_ON
        limit += room
    return cost


def _written(values: _Ints) -> str:
    cost = _cost(values)
    ends = np.cumsum(cost) - 1
    digits = np.empty(int(cost.sum()), dtype=np.uint8)
    left, at = values // _STOPS, ends  # numpy takes a quotient faster than a remainder
    digits[ends] = values - left * _STOPS
    while len(more := np.flatnonzero(left)):
        last, at = left[more] - 1, at[more] - 1
        left = last // _GOES_ON
        digits[at] = _STOPS + last - left * _GOES_ON
    return _CHARACTERS[digits].tobytes().decode("ascii")


def _read(text: str) -> _Ints:
    digits = _DIGITS[np.frombuffer(text.encode("utf-8"), dtype=np.uint8)]
    ends = np.flatnonzero(digits < _STOPS)
    starts = np.concatenate(([0], ends + 1))
    longest = int(np.diff(np.append(starts, len(digits))).max())
    if (digits == 255).any() or starts[-1] != len(digits) or longest > _LONGEST:
        raise ValueError("a text of packed lines holds a wrong character or is cut short")
    starts = starts[:-1]
    values = np.zeros(len(ends), dtype=np.int64)
    for step in range(int((ends - starts).max(initial=0))):
        longer = np.flatnonzero(ends - starts > step)
        digit = digits[starts[longer] + step].astype(np.int64) - _STOPS
        values[longer] = values[longer] * _GOES_ON + digit + 1
    return values * _STOPS + digits[ends]
