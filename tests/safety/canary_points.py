"""A position in every notation: numbers in a text, codes, and numbers as a machine keeps them."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tests.safety import canary_codes as codes
from tests.safety.canary_sieve import Check, Pattern

_NEAR = 80  # characters or bytes between a latitude and a longitude that belong together
_ALONE, _APART = 6, 5
"""As what a number counts that gives a position away alone, and as what two of them do wherever
they stand. Alone: all 7 decimals, or the nearest float32. With fewer, one vertex of a line of a
hundred thousand has the same latitude by chance."""


@dataclass(frozen=True)
class Point:
    """A position that must not be told.

    ``lat``, ``lon`` are degrees on WGS 84. Numbers with fewer ``decimals`` give nothing away:
    3 where a cell of 0.01 degrees is published. A point or vertex that is drawn nearer than
    ``declared_m`` metres tells more than what is declared.
    """

    lat: float
    lon: float
    decimals: int = 2
    declared_m: float = 100.0

    @cached_property
    def secret(self) -> str:
        return f"{self.lat},{self.lon}"


Hit = tuple[int, str, str]
"""Where, the secret, and the notation."""


def _rounded(value: float, decimals: int) -> tuple[float, float]:
    return round(value, decimals), math.trunc(value * 10**decimals) / 10**decimals


@dataclass
class _Axis:
    """One coordinate, whichever sign it is written with and whichever turn it is counted in."""

    values: tuple[float, ...]
    decimals: int
    rounded: dict[float, int] = field(init=False)

    def __post_init__(self) -> None:
        self.values = tuple(abs(value) for value in self.values)
        self.rounded = {}
        for value in self.values:
            for decimals in range(self.decimals, 6):
                # Four decimals, and no more, are few enough not to be met by chance.
                strength = 5 if decimals == 4 else decimals
                for near in _rounded(value, decimals):
                    self.rounded.setdefault(near, strength)

    @property
    def whole(self) -> set[int]:
        """The whole degrees that its numbers begin with."""
        return {int(n) for value in self.values for n in (value, value + 0.5, round(value, 2))}

    def strength(self, number: float) -> int:
        """As how many decimals of this the number counts; 0 for another number."""
        number = abs(number)
        for value in self.values:
            off = abs(number - value)
            if off < 1.2e-7 or abs(number - float(np.float32(value))) < 1e-9:
                return 6
            if off < 1e-4:
                return max(5 if off < 1e-5 else 4, self._exact(number))
        return self._exact(number)

    def _exact(self, number: float) -> int:
        return self.rounded.get(round(number, 9), 0)


def _axes(point: Point) -> tuple[_Axis, _Axis]:
    lon = point.lon
    return (
        _Axis((point.lat,), point.decimals),
        _Axis((lon, lon + 360, lon - 360), point.decimals),
    )


def _paired(lats: list[tuple[int, int]], lons: list[tuple[int, int]]) -> Iterator[int]:
    """Where numbers give a position away; each is a place and how many decimals it counts."""
    for at, strength in (*lats, *lons):
        if strength >= _ALONE:
            yield at
    if max((s for _, s in lats), default=0) >= _APART <= max((s for _, s in lons), default=0):
        yield min(at for at, _ in lats)
    places = sorted(at for at, _ in lons)
    for at, _ in lats:
        near = np.searchsorted(places, [at - _NEAR, at + _NEAR])
        if near[0] < near[1]:
            yield at


class Spotter:
    """Finds some points in texts and in bytes."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.points = tuple(points)
        self._axes = {point: _axes(point) for point in self.points}
        whole = sorted({n for pair in self._axes.values() for axis in pair for n in axis.whole})
        begin = "(?:" + "|".join(map(str, sorted(whole, reverse=True))) + ")"
        # They may overlap: in "7,10.50" it is not known which sign parts the decimals.
        self._decimal = re.compile(
            rf"(?=({begin}[.,][0-9]{{2,}}(?:e[-+]?[0-9]{{1,2}})?))", re.IGNORECASE
        )
        self._exponent = re.compile(r"(?=([0-9]\.[0-9]{2,}e[-+]?0*[12](?![0-9])))", re.IGNORECASE)
        self._degrees = re.compile(
            rf"({begin})\s?(?:°|deg(?:rees)?\.?|º|o|d|:|,|도|度|\s)\s?"
            r"([0-5]?[0-9](?:[.,][0-9]+)?)(?![0-9])"
            r"(?:\s?(?:'|\u2019|\u00b4|\u2032|분|分|m(?:in)?\.?|:|,|\s)\s?([0-5]?[0-9](?:[.,][0-9]+)?)(?![0-9]))?"
        )
        self._planar = [
            (point, name, *(self._number(value) for value in pair))
            for point in self.points
            for name, pair in _planar(point)
        ]

    @staticmethod
    def _number(values: tuple[int, ...]) -> re.Pattern[str]:
        return re.compile("(?:" + "|".join(map(str, values)) + r")(?![0-9])(?:[.,][0-9]+)?")

    def in_text(self, text: str) -> Iterator[Hit]:
        """In a text whose case is folded."""
        if not self.points:
            return
        yield from self._hits(list(self._decimals(text)), "decimal degrees")
        yield from self._hits(list(self._sexagesimal(text)), "degrees, minutes, seconds")
        for point, name, first, second in self._planar:
            one = [(m.start(), 4) for m in first.finditer(text) if _stands_alone(text, m)]
            other = one and [
                (m.start(), 4) for m in second.finditer(text) if _stands_alone(text, m)
            ]
            if one and other:
                for at in list(_paired(one, other))[:1]:
                    yield at, point.secret, name

    def _hits(self, numbers: list[tuple[int, float, float]], name: str) -> Iterator[Hit]:
        for point, (lat, lon) in self._axes.items():
            lats = [(at, s) for at, n, off in numbers if (s := _counted(lat, n, off))]
            lons = [(at, s) for at, n, off in numbers if (s := _counted(lon, n, off))]
            for at in list(_paired(lats, lons))[:1]:
                yield at, point.secret, name

    def _decimals(self, text: str) -> Iterator[tuple[int, float, float]]:
        for pattern in (self._decimal, self._exponent):
            for found in pattern.finditer(text):
                if _stands_alone(text, found):
                    yield found.start(), float(found[1].replace(",", ".")), 0.0

    def _sexagesimal(self, text: str) -> Iterator[tuple[int, float, float]]:
        """With how far off the number may be, in degrees: half of its last unit, or cut off."""
        for found in self._degrees.finditer(text):
            if not _stands_alone(text, found):
                continue
            minutes, seconds = (part and part.replace(",", ".") for part in found.groups()[1:])
            if seconds is None or "." in minutes:
                unit = 10 ** -len(minutes.partition(".")[2]) / 60
                yield found.start(), int(found[1]) + float(minutes) / 60, unit
            else:
                unit = 10 ** -len(seconds.partition(".")[2]) / 3600
                value = int(found[1]) + float(minutes) / 60 + float(seconds) / 3600
                yield found.start(), value, unit

    def in_bytes(self, data: bytes) -> Iterator[Hit]:
        """Numbers as machines keep them, of any alignment and both orders of bytes."""
        for point, (lat, lon) in self._axes.items():
            x, y = codes.mercator(point.lat, point.lon)
            metres = (_Exact((y,), 1.1), _Exact((x,), 1.1))
            for order in "<>":
                for form, pairs in (
                    ("f8", (("double", (lat, lon)), ("Web Mercator double", metres))),
                    ("f4", (("float32", (_Exact(lat.values, 2e-5), _Exact(lon.values, 2e-5))),)),
                    ("i4", (("1e-7 degrees", _scaled(lat, lon, 1e7, 11)),
                            ("1e-6 degrees", _scaled(lat, lon, 1e6, 1.5)))),
                ):  # fmt: skip
                    arrays = _arrays(data, order + form)
                    for name, (first, second) in pairs:
                        lats = _places(arrays, first)
                        lons = _places(arrays, second) if lats else []
                        for at in list(_paired(lats, lons))[:1]:
                            yield at, point.secret, f"{name} {'LE' if order == '<' else 'BE'}"
                yield from _rationals(data, order, point)

    def patterns(self) -> Iterator[Pattern]:
        """Codes to look for in a text whose case is folded."""
        for point in self.points:
            secret = point.secret
            if point.declared_m < 20_000:
                short = codes.geohash(point.lat, point.lon, 5)
                yield Pattern(short.encode(), secret, "geohash", _is_geohash(point))
            plus = codes.plus_code(point.lat, point.lon).lower()
            yield Pattern(plus[:9].encode(), secret, "plus code")
            yield Pattern(plus[4:].encode(), secret, "plus code, short", _is_word)
            yield Pattern(f"{plus[:6]}00+".encode(), secret, "plus code")
            for zoom in range(13, 21):
                x, y = codes.tile(point.lat, point.lon, zoom)
                yield Pattern(f"{zoom}/{x}/{y}".encode(), secret, "map tile", _is_number)
            key = codes.quadkey(point.lat, point.lon, 14)
            yield Pattern(key.encode(), secret, "quadkey", _is_quadkey)
            for scale, name in ((1e7, "1e-7 degrees"), (1e6, "1e-6 degrees")):
                for value in (point.lat, point.lon):
                    for whole in {round(abs(value) * scale), int(abs(value) * scale)}:
                        if whole >= 10_000_000:
                            yield Pattern(str(whole).encode(), secret, name, _is_number)
            for value in (point.lat, point.lon):
                for near in _rounded(abs(value), 5):
                    yield Pattern(f"{near:.5f}"[::-1].encode(), secret, "reversed", _ends)
            try:
                h3 = importlib.import_module("h3")
            except ImportError:
                continue
            for level in range(6, 16):
                cell = h3.latlng_to_cell(point.lat, point.lon, level)
                yield Pattern(cell.encode(), secret, "H3")

    def letter_patterns(self) -> Iterator[Pattern]:
        """Codes to look for in a text of which only letters and digits are left."""
        for point in self.points:
            for code in codes.mgrs(point.lat, point.lon):
                yield Pattern(code.lower().encode(), point.secret, "MGRS")


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    before = text[found.start() - 1 : found.start()]
    return not (before.isdigit() or (before == "." and text[found.start() - 2].isdigit()))


def _counted(axis: _Axis, number: float, off: float) -> int:
    if not off:
        return axis.strength(number)
    near = min(abs(abs(number) - value) for value in axis.values)
    if near > off * 1.0001 or off > 10.0**-axis.decimals * 1.7:
        return 0
    return max(1, min(6, round(-math.log10(off))))


def _planar(point: Point) -> Iterator[tuple[str, tuple[tuple[int, ...], tuple[int, ...]]]]:
    """Whole numbers that say where it is in pairs: metres on a plane, and DDMMSS."""
    x, y = codes.mercator(point.lat, point.lon)
    yield "Web Mercator metres", (_whole(y), _whole(x))
    if -80 <= point.lat <= 84:
        _, easting, northing = codes.utm(point.lat, point.lon)
        yield "UTM", (_whole(northing), _whole(easting))
    yield "DDMMSS", (_sixties(point.lat), _sixties(point.lon))
    yield "DDMM.mm", (_whole_minutes(point.lat), _whole_minutes(point.lon))
    yield "1e-5 degrees", (_whole(point.lat * 1e5), _whole(point.lon * 1e5))


def _whole(value: float) -> tuple[int, ...]:
    return tuple({round(abs(value)), int(abs(value))})


def _whole_minutes(value: float) -> tuple[int, ...]:
    minutes = abs(value) * 60
    return tuple({n // 60 * 100 + n % 60 for n in (round(minutes), int(minutes))})


def _sixties(value: float) -> tuple[int, ...]:
    seconds = abs(value) * 3600
    found = set()
    for n in {round(seconds), int(seconds)}:
        found.add(n // 3600 * 10_000 + n // 60 % 60 * 100 + n % 60)
    return tuple(found)


class _Exact(_Axis):
    """Numbers within a distance of some values; alone they say nothing."""

    def __init__(self, values: tuple[float, ...], off: float) -> None:
        super().__init__(values, 6)
        self.off = off

    def strength(self, number: float) -> int:
        return 4 if any(abs(abs(number) - value) <= self.off for value in self.values) else 0


def _scaled(lat: _Axis, lon: _Axis, scale: float, off: float) -> tuple[_Exact, _Exact]:
    first, second = (tuple(v * scale for v in axis.values) for axis in (lat, lon))
    return _Exact(first, off), _Exact(second, off)


def _arrays(data: bytes, form: str) -> list[tuple[int, np.ndarray]]:
    size = int(form[-1])
    found = []
    for start in range(min(size, max(0, len(data) - size + 1))):
        count = (len(data) - start) // size
        found.append((start, np.abs(np.frombuffer(data, dtype=form, count=count, offset=start))))
    return found


def _places(arrays: list[tuple[int, np.ndarray]], axis: _Axis) -> list[tuple[int, int]]:
    reach = axis.off if isinstance(axis, _Exact) else 0.011
    found = []
    for start, array in arrays:
        for value in axis.values:
            with np.errstate(invalid="ignore"):
                near = np.flatnonzero((array > value - reach) & (array < value + reach))
            for i in near.tolist():
                strength = axis.strength(float(array[i]))
                if strength:
                    found.append((start + i * array.itemsize, strength))
    return found


def _rationals(data: bytes, order: str, point: Point) -> Iterator[Hit]:
    """Degrees, minutes and seconds as three fractions, as photographs keep them (EXIF)."""
    found: list[list[tuple[int, int]]] = [[], []]
    wholes = [int(abs(value)) for value in (point.lat, point.lon)]
    for start in range(4):
        count = (len(data) - start) // 4
        if count < 6:
            continue
        words = np.frombuffer(data, dtype=f"{order}u4", count=count, offset=start).astype(float)
        above, below = words[:-5], words[1:-4]
        with np.errstate(divide="ignore", invalid="ignore"):
            degrees = above / below
            value = (
                degrees + words[2:-3] / words[3:-2] / 60 + words[4:-1] / words[5:] / 3600
            )  # a denominator of 0 gives what is not finite, and is no match
        for which, secret in enumerate((point.lat, point.lon)):
            near = np.abs(value - abs(secret)) < 3e-4
            near &= (degrees >= wholes[which] - 0.001) & (degrees <= abs(secret) + 0.001)
            found[which].extend((start + 4 * i, 5) for i in np.flatnonzero(near).tolist())
    for at in list(_paired(found[0], found[1]))[:1]:
        yield at, point.secret, "EXIF fractions"


def _is_word(data: bytes, start: int, end: int) -> bool:
    return not (data[start - 1 : start].isalnum() or data[end : end + 1].isalnum())


def _is_number(data: bytes, start: int, end: int) -> bool:
    before = data[start - 1 : start] if start else b""
    return not (before.isdigit() or before == b"." or data[end : end + 1].isdigit())


def _ends(data: bytes, start: int, end: int) -> bool:
    del start
    return not data[end : end + 1].isdigit()


def _is_quadkey(data: bytes, start: int, end: int) -> bool:
    del end
    return not (start and data[start - 1 : start].isalnum())


def _is_geohash(point: Point) -> Check:
    """A whole word that is the beginning of its geohash, or begins with the whole of it."""
    whole = codes.geohash(point.lat, point.lon, 12).encode()

    def check(data: bytes, start: int, end: int) -> bool:
        while end < len(data) and end - start < 14 and data[end : end + 1].isalnum():
            end += 1
        word = data[start:end]
        begins = not (start and data[start - 1 : start].isalnum())
        return begins and (whole.startswith(word) or word[:7] == whole[:7])

    return check
