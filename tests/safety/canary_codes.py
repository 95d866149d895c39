"""Codes for positions, made and read: geohash, plus code, MGRS, map tiles, encoded polylines."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pyproj

_GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"
_PLUS = "23456789CFGHJMPQRVWX"
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = ("ABCDEFGHJKLMNPQRSTUV", "FGHJKLMNPQRSTUVABCDE")


def geohash(lat: float, lon: float, length: int) -> str:
    """Of G. Niemeyer (2008): bits of lon and lat by turns, five to a letter."""
    spans = [[-180.0, 180.0], [-90.0, 90.0]]
    code, bits = "", 0
    for i in range(5 * length):
        span, value = spans[i % 2], (lon, lat)[i % 2]
        middle = (span[0] + span[1]) / 2
        bits = 2 * bits + (value >= middle)
        span[0 if value >= middle else 1] = middle
        if i % 5 == 4:
            code, bits = code + _GEOHASH[bits], 0
    return code


def plus_code(lat: float, lon: float) -> str:
    """The Open Location Code of ten digits: five pairs of base 20, from 20 degrees down."""
    north = math.floor((min(lat, 89.99999) + 90) * 8000 + 1e-7)
    east = math.floor(((lon + 180) % 360) * 8000 + 1e-7)
    digits = ""
    for power in range(4, -1, -1):
        digits += _PLUS[north // 20**power % 20] + _PLUS[east // 20**power % 20]
    return f"{digits[:8]}+{digits[8:]}"


def utm(lat: float, lon: float) -> tuple[int, float, float]:
    """Zone, easting and northing in metres; of the plain zones, without Norway's exceptions."""
    zone = int((lon + 180) % 360 // 6) + 1
    crs = f"EPSG:{32600 + zone if lat >= 0 else 32700 + zone}"
    easting, northing = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(
        lon, lat
    )
    return zone, float(easting), float(northing)


def mgrs(lat: float, lon: float) -> Iterator[str]:
    """The references of the military grid to a metre, to 10 m and to 100 m, without spaces."""
    if not -80 <= lat < 84:
        return
    zone, easting, northing = utm(lat, lon)
    band = _BANDS[min(int((lat + 80) // 8), 19)]
    column = _COLUMNS[(zone - 1) % 3][int(easting // 100_000) - 1]
    row = _ROWS[(zone - 1) % 2][int(northing // 100_000) % 20]
    east, north = int(easting % 100_000), int(northing % 100_000)
    for digits in (5, 4, 3):
        part = 10 ** (5 - digits)
        yield f"{zone}{band}{column}{row}{east // part:0{digits}}{north // part:0{digits}}"


def tile(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    """Column and row of the map tile (Web Mercator) that holds a point."""
    lat_rad = math.radians(lat)
    row = (1 - math.asinh(math.tan(lat_rad)) / math.pi) / 2
    return int((lon + 180) / 360 * 2**zoom), int(row * 2**zoom)


def quadkey(lat: float, lon: float, zoom: int) -> str:
    """The digits of a tile as Bing's maps count them."""
    x, y = tile(lat, lon, zoom)
    return "".join(str((x >> i & 1) + 2 * (y >> i & 1)) for i in reversed(range(zoom)))


def mercator(lat: float, lon: float) -> tuple[float, float]:
    """Web Mercator metres (EPSG:3857)."""
    radius = 6378137.0
    y = radius * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return radius * math.radians(lon), y


def encode_polyline(latlons: list[tuple[float, float]], decimals: int = 5) -> str:
    """Google's encoded polyline: differences in base 32 from ``?`` on."""
    text, last = "", (0, 0)
    for lat, lon in latlons:
        now = (round(lat * 10**decimals), round(lon * 10**decimals))
        for value, before in zip(now, last, strict=True):
            step = value - before
            left = ~(step << 1) if step < 0 else step << 1
            while left >= 32:
                text += chr((left & 31 | 32) + 63)
                left >>= 5
            text += chr(left + 63)
        last = now
    return text


def decode_polylines(text: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Every run of the letters of polylines, read as one: whole numbers, and where each ends.

    The numbers have the shape (n, 2), lat and lon if the first one of its run is a latitude. Of
    what is no polyline they are nonsense.
    """
    digits = np.frombuffer(text, dtype=np.uint8).astype(np.int64) - 63
    inside = (digits >= 0) & (digits < 64)
    ends = np.flatnonzero(inside & (digits < 32))
    if not len(ends):
        return np.zeros((0, 2), dtype=np.int64), ends
    # How far each digit is from where its number begins: behind a last digit or a gap.
    breaks = np.where(~inside | (digits < 32), np.arange(len(digits)), -1)
    begins = np.concatenate(([0], np.maximum.accumulate(breaks)[:-1] + 1))
    shifts = np.minimum(5 * (np.arange(len(digits)) - begins), 40)
    parts = np.where(inside, (digits & 31) << shifts, 0)
    sums = np.concatenate(([0], np.cumsum(parts)))
    folded = sums[ends + 1] - sums[begins[ends]]
    steps = np.where(folded & 1, ~(folded >> 1), folded >> 1)
    gaps = np.cumsum(~inside)[ends]
    first = np.concatenate(([True], gaps[1:] != gaps[:-1]))
    start = np.maximum.accumulate(np.where(first, np.arange(len(ends)), 0))
    odd = (np.arange(len(ends)) - start) % 2 == 1
    totals = []
    for mine in (~odd, odd):
        total = np.cumsum(np.where(mine, steps, 0))
        totals.append(total - np.where(start > 0, total[start - 1], 0))
    return np.column_stack(totals), ends
