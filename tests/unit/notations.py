"""A position in the ways that people and programs write it. Latitudes from -80 to 84 degrees."""

# ruff: noqa: RUF001
from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from urllib.parse import quote

import pyproj
import shapely

Writer = Callable[[float, float], str]
"""From latitude and longitude in degrees to text."""

_OLC = "23456789CFGHJMPQRVWX"
_BASE32 = "0123456789bcdefghjkmnpqrstuvwxyz"


def _parts(degrees: float) -> tuple[int, int, float]:
    """Degrees, minutes, seconds to a tenth, without carrying 60 over."""
    tenths = min(round(abs(degrees) * 36000), 180 * 36000 - 1)
    return tenths // 36000, tenths // 600 % 60, tenths % 600 / 10


def _dms(degrees: float, marks: str = "°'\"", gap: str = "") -> str:
    whole, minutes, seconds = _parts(degrees)
    return gap.join(
        f"{part}{mark}" for part, mark in zip((whole, minutes, seconds), marks, strict=True)
    )


def _dm(degrees: float, after: str = "° ") -> str:
    whole, minutes, seconds = _parts(degrees)
    return f"{whole}{after}{minutes + seconds / 60:06.3f}"


def _packed(degrees: float, width: int) -> str:
    whole, minutes, seconds = _parts(degrees)
    return f"{whole:0{width}d}{minutes:02d}{int(seconds):02d}"


def _hemi(degrees: float, letters: str) -> str:
    return letters[degrees < 0]


def _both(
    write: Callable[[float], str], lat: float, lon: float, letters: str = "NSEW", gap: str = " "
) -> str:
    return (
        f"{write(abs(lat))}{gap}{_hemi(lat, letters[:2])}, "
        f"{write(abs(lon))}{gap}{_hemi(lon, letters[2:])}"
    )


def _utm(lat: float, lon: float) -> tuple[int, str, float, float]:
    zone = min(int((lon + 180) // 6) + 1, 60)
    band = "CDEFGHJKLMNPQRSTUVWX"[min(int((lat + 80) // 8), 19)]
    project = pyproj.Proj(proj="utm", zone=zone, south=lat < 0, ellps="WGS84")
    east, north = project(lon, lat)
    return zone, band, east, north


def _utm_text(lat: float, lon: float) -> str:
    zone, band, east, north = _utm(lat, lon)
    return f"{zone}{band} {east:.0f} {north:07.0f}"


def _mgrs(lat: float, lon: float, gap: str = "", digits: int = 5) -> str:
    """By NGA.SIG.0012: columns in three sets, rows in two, A to V without I and O."""
    zone, band, east, north = _utm(lat, lon)
    column = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")[zone % 3][int(east // 100_000) - 1]
    row = "ABCDEFGHJKLMNPQRSTUV"[(int(north // 100_000) + (5 if zone % 2 == 0 else 0)) % 20]
    least = 10 ** (5 - digits)
    figures = [f"{int(metres % 100_000) // least:0{digits}d}" for metres in (east, north)]
    return gap.join((f"{zone}{band}", f"{column}{row}", *figures))


def plus_code(lat: float, lon: float) -> str:
    y, x = min(max(lat + 90, 0), 179.999), (lon + 180) % 360
    code, place = "", 20.0
    for _ in range(5):
        code += _OLC[int(y // place)] + _OLC[int(x // place)]
        y, x, place = y % place, x % place, place / 20
    return f"{code[:8]}+{code[8:]}"


def geohash(lat: float, lon: float, length: int = 9) -> str:
    spans = [[-180.0, 180.0], [-90.0, 90.0]]
    bits = 0
    for turn in range(length * 5):
        span, value = spans[turn % 2], (lon, lat)[turn % 2]
        middle = sum(span) / 2
        bits = bits << 1 | (value >= middle)
        span[value < middle] = middle
    return "".join(_BASE32[bits >> 5 * at & 31] for at in reversed(range(length)))


def _maidenhead(lat: float, lon: float) -> str:
    x, y = (lon + 180) % 360, min(lat + 90, 179.999)
    field = chr(65 + int(x // 20)) + chr(65 + int(y // 10))
    square = f"{int(x % 20 // 2)}{int(y % 10)}"
    return field + square + chr(97 + int(x % 2 * 12)) + chr(97 + int(y % 1 * 24))


def _mercator(lat: float, lon: float) -> str:
    radius = 6_378_137.0
    x = math.radians(lon) * radius
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) * radius
    return f"EPSG:3857 {_at_least(x):.1f}, {_at_least(y):.1f}"


def _at_least(metres: float) -> float:
    """Within 100 km of the axes the metres have too few digits to be told from others."""
    return math.copysign(max(abs(metres), 100_000.0), metres)


def _h3(lat: float, lon: float) -> str:
    """Not the cell of the point, but one laid out as H3's are, with digits taken from it."""
    base, numbers = int(abs(lon)) % 122, int(abs(lat) * 1e7)
    index = 1 << 59 | 9 << 52 | base << 45
    for level in range(1, 16):
        index |= (numbers >> level & 3 if level <= 9 else 7) << 3 * (15 - level)
    return f"{index:x}"


def _polyline(lat: float, lon: float) -> str:
    letters = ""
    for degrees in (lat, lon):
        value = round(degrees * 1e5)
        bits = ~(value << 1) if value < 0 else value << 1
        while bits >= 32:
            letters += chr((32 | bits & 31) + 63)
            bits >>= 5
        letters += chr(bits + 63)
    return f'"polyline": "{letters}?A"'


def _in_digits(zero: str) -> Writer:
    table = {ord(str(digit)): chr(ord(zero) + digit) for digit in range(10)}
    return lambda lat, lon: f"{lat:.4f}, {lon:.4f}".translate(table)


def _decimal(separator: str, places: int = 4) -> Writer:
    return lambda lat, lon: f"{lat:.{places}f}{separator}{lon:.{places}f}"


def _comma(separator: str) -> Writer:
    return lambda lat, lon: f"{lat:.4f}{separator}{lon:.4f}".replace(".", ",")


NOTATIONS: Mapping[str, Writer] = {
    "comma": _decimal(", "),
    "comma, 7 places": _decimal(",", 7),
    "comma, 3 places": _decimal(", ", 3),
    "semicolon": _decimal("; "),
    "slash": _decimal("/"),
    "pipe": _decimal(" | ", 3),
    "space": _decimal(" ", 3),
    "tab": _decimal("\t"),
    "lon first": lambda lat, lon: f"{lon:.5f}, {lat:.5f}",
    "two brackets": lambda lat, lon: f"({lat:.3f}) ({lon:.3f})",
    "decimal commas": _comma("; "),
    "decimal commas and comma": _comma(", "),
    "decimal commas and space": _comma(" "),
    "single": lambda lat, _lon: f"{math.copysign(abs(lat) + 13, lat):.4f}",
    "GeoJSON": lambda lat, lon: json.dumps([round(lon, 6), round(lat, 6)]),
    "brackets, one place": lambda lat, lon: f"({lat:.1f}, {lon:.1f})",
    "labels": lambda lat, lon: f"lat: {lat:.2f} lon: {lon:.2f}",
    "JSON": lambda lat, lon: json.dumps({"lat": round(lat, 1), "lng": round(lon, 1)}),
    "long labels": lambda lat, lon: f"Latitude = {lat:.1f}; Longitude = {lon:.1f}",
    "German labels": lambda lat, lon: f"Breite: {lat:.2f}, Länge: {lon:.2f}".replace(".", ","),
    "Russian labels": lambda lat, lon: f"широта {lat:.2f}, долгота {lon:.2f}",
    "Korean labels": lambda lat, lon: f"위도 {lat:.2f}, 경도 {lon:.2f}",
    "Chinese labels": lambda lat, lon: f"纬度：{lat:.2f}，经度：{lon:.2f}",
    "letters after": lambda lat, lon: _both("{:.3f}°".format, lat, lon),
    "letters after, no degree": lambda lat, lon: _both("{:.3f}".format, lat, lon, gap=""),
    "letters before": lambda lat, lon: (
        f"{_hemi(lat, 'NS')}{abs(lat):.3f} {_hemi(lon, 'EW')}{abs(lon):.3f}"
    ),
    "German letters": lambda lat, lon: _both("{:.3f}°".format, lat, lon, "NSOW"),
    "Spanish letters": lambda lat, lon: _both("{:.3f}°".format, lat, lon, "NSEO"),
    "DMS": lambda lat, lon: _both(_dms, lat, lon, gap=""),
    "DMS, ordinal": lambda lat, lon: _both(lambda d: _dms(d, "º’”", " "), lat, lon),
    "DMS, primes": lambda lat, lon: _both(lambda d: _dms(d, "°′″"), lat, lon),
    "DMS, dms": lambda lat, lon: _both(lambda d: _dms(d, "dms"), lat, lon),
    "DMS, two apostrophes": lambda lat, lon: _both(_dms, lat, lon).replace('"', "''"),
    "DMS, no letters": lambda lat, lon: f"{_dms(lat)} {_dms(lon)}",
    "DMS, spaces": lambda lat, lon: _both(lambda d: _dms(d, "   ").strip(), lat, lon),
    "DMS, words": lambda lat, lon: (
        f"{_parts(lat)[0]} degrees {_parts(lat)[1]} minutes {('north', 'south')[lat < 0]}, "
        f"{_parts(lon)[0]} degrees {_parts(lon)[1]} minutes {('east', 'west')[lon < 0]}"
    ),
    "DM": lambda lat, lon: _both(lambda d: _dm(d) + "'", lat, lon),
    "DM, spaces": lambda lat, lon: (
        f"{_hemi(lat, 'NS')} {_dm(lat, ' ')} {_hemi(lon, 'EW')} {_dm(lon, ' ')}"
    ),
    "Russian": lambda lat, lon: (
        f"{_dms(lat)} {('с. ш.', 'ю. ш.')[lat < 0]}, {_dms(lon)} {('в. д.', 'з. д.')[lon < 0]}"
    ),
    "Korean": lambda lat, lon: (
        f"{('북위', '남위')[lat < 0]} {_dms(lat, '도분초', ' ')}, "
        f"{('동경', '서경')[lon < 0]} {_dms(lon, '도분초', ' ')}"
    ),
    "Chinese": lambda lat, lon: (
        f"{('北纬', '南纬')[lat < 0]}{_dms(lat, '度分秒')}，{('东经', '西经')[lon < 0]}{_dms(lon)}"
    ),
    "aviation": lambda lat, lon: (
        f"{_packed(lat, 2)}{_hemi(lat, 'NS')} {_packed(lon, 3)}{_hemi(lon, 'EW')}"
    ),
    "ISO 6709": lambda lat, lon: f"{lat:+06.2f}{lon:+07.2f}/",
    "geo URI": lambda lat, lon: f"geo:{lat:.1f},{lon:.1f}",
    "map link": lambda lat, lon: f"https://maps.example/@{lat:.1f},{lon:.1f},15z",
    "map link, q": lambda lat, lon: f"https://maps.example/?q={lat:.1f},{lon:.1f}",
    "map link, ll": lambda lat, lon: f"https://maps.example/?z=9&ll={lon:.1f}%2C{lat:.1f}",
    "map link, hash": lambda lat, lon: f"https://maps.example/#map=15/{lat:.1f}/{lon:.1f}",
    "map link, data": lambda lat, lon: f"https://maps.example/data=!3d{lat:.1f}!4d{lon:.1f}",
    "map link, mlat": lambda lat, lon: f"https://maps.example/?mlat={lat:.1f}&mlon={lon:.1f}",
    "UTM": _utm_text,
    "MGRS": _mgrs,
    "MGRS, spaces": lambda lat, lon: _mgrs(lat, lon, " "),
    "MGRS, 1 km": lambda lat, lon: _mgrs(lat, lon, "", 2),
    "plus code": plus_code,
    "short plus code": lambda lat, lon: f"{_mixed(plus_code(lat, lon)[4:])} Musan",
    "geohash": lambda lat, lon: f"geohash {geohash(lat, lon)}",
    "geohash in a link": lambda lat, lon: f"https://maps.example/{_mixed(geohash(lat, lon))}",
    "H3": _h3,
    "Maidenhead": lambda lat, lon: f"QTH locator {_maidenhead(lat, lon)}",
    "WKT": lambda lat, lon: f"POINT ({lon:.1f} {lat:.1f})",
    "WKB": lambda lat, lon: shapely.Point(lon, lat).wkb_hex,
    "EWKB": lambda lat, lon: shapely.to_wkb(
        shapely.set_srid(shapely.Point(lon, lat), 4326), hex=True, byte_order=0, include_srid=True
    ),
    "polyline": _polyline,
    "Web Mercator": _mercator,
    "percent": lambda lat, lon: quote(f"{lat:.4f}, {lon:.4f}").replace(".", "%2E"),
    "entities": lambda lat, lon: "".join(f"&#{ord(sign)};" for sign in f"{lat:.4f}, {lon:.4f}"),
    "JSON escapes": lambda lat, lon: f"{lat:.4f}\\u002c\\u0020{lon:.4f}",
    "Arabic digits": _in_digits("\u0660"),
    "Devanagari digits": _in_digits("\u0966"),
    "fullwidth digits": _in_digits("\uff10"),
    "zero width": lambda lat, lon: "\u200b".join(f"{lat:.4f}, {lon:.4f}"),
}


def _mixed(code: str) -> str:
    """The code with a letter and a digit in it: others are not told from words and sums."""
    return "9" + code[1:-1] + ("X" if code.isupper() or "+" in code else "x")
