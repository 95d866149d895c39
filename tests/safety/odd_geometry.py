"""GeoJSON and KML of strangers: small ones written out, large ones made when they are asked for."""

from __future__ import annotations

import json
from math import cos, pi, sin

from tests.safety.odd_files import Odd


def _features(*geometries: object, **properties: object) -> bytes:
    listed = [{"type": "Feature", "properties": properties, "geometry": g} for g in geometries]
    return json.dumps({"type": "FeatureCollection", "features": listed}).encode()


def _of(kind: str, coordinates: object) -> bytes:
    return _features({"type": kind, "coordinates": coordinates})


def _kml(inside: str, before: str = "") -> bytes:
    start = f'<?xml version="1.0" encoding="UTF-8"?>{before}<kml xmlns="http://www.opengis.net/kml/2.2">'
    return f"{start}{inside}</kml>".encode()


def _placemark(inside: str) -> bytes:
    return _kml(f"<Placemark><name>a</name>{inside}</Placemark>")


_LINE = "<LineString><coordinates>{}</coordinates></LineString>"
_SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]


def _zigzag(n: int) -> list[list[float]]:
    """A border of long needles side by side, each pair of which has to be compared."""
    there = [[(i % 2) * 60 + i * 1e-4, (i % 2) * 60 - i * 1e-4] for i in range(n)]
    return [*there, there[0]]


def _round(n: int) -> list[list[float]]:
    there = [[10 * cos(2 * pi * i / n), 10 * sin(2 * pi * i / n)] for i in range(n)]
    return [*there, there[0]]


GEOMETRY = (
    Odd("nan.geojson", b'{"features":[NaN]}', "NaN is no number"),
    Odd("infinite.geojson", _of("Point", [1, 2]).replace(b"2]", b"-Infinity]"), "Infinity"),
    Odd("too-large.geojson", _of("Point", [1, 2]).replace(b"1,", b"1e999,"), "the point is not"),
    Odd(
        "long-number.geojson", _of("Point", [1, 2]).replace(b"1,", b"9" * 9_000 + b","), "not JSON"
    ),
    Odd(
        "huge-number.geojson", _of("Point", [1, 2]).replace(b"1,", b"9" * 900 + b","), "is not lon"
    ),
    Odd("text.geojson", _of("Point", ["1", 2]), "coordinates is no number"),
    Odd("flag.geojson", _of("LineString", [[1, 2], [True, 2]]), "coordinates is no number"),
    Odd("one.geojson", _of("LineString", [[1, 2]]), "fewer than two points"),
    Odd("flat.geojson", _of("LineString", [1, 2, 3, 4]), "one of its points is none"),
    Odd("none.geojson", _features(None), "it has no geometry"),
    Odd("empty.geojson", _of("MultiPoint", []), "missing or empty"),
    Odd(
        "no-parts.geojson", _features({"type": "GeometryCollection", "geometries": []}), "is empty"
    ),
    Odd("kind.geojson", _of("Circle", [1, 2]), "its geometry is 'Circle'"),
    Odd(
        "kind-list.geojson", _features({"type": ["Point"], "coordinates": [1, 2]}), "geometry is ["
    ),
    Odd("swapped.geojson", _of("Point", [43.1, 131.9]), "swapped"),
    Odd("open.geojson", _of("Polygon", [_SQUARE[:-1]]), "not closed"),
    Odd("bow.geojson", _of("Polygon", [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]), "at 1, 1"),
    Odd("hole.geojson", _of("Polygon", [_SQUARE, [[9, 9], [8, 9], [8, 8], [9, 9]]]), "hole"),
    Odd("flat-ring.geojson", _of("Polygon", [[[0, 0], [1, 1], [0, 0]]]), "fewer than four"),
    Odd("two-alike.geojson", _of("MultiPolygon", [[_SQUARE], [_SQUARE]]), "not sound"),
    Odd("list.geojson", b"[1]", "no list of features"),
    Odd("nobody.geojson", b'{"type":"FeatureCollection","features":[]}', "none in this file"),
    Odd("bare.geojson", b'{"type":"Point","coordinates":[1,2]}', "no list of features"),
    Odd("nothing.geojson", b"", "is empty"),
    Odd("cut.geojson", _of("LineString", [[1, 2], [3, 4]])[:-9], "Is the file complete?"),
    Odd("key-twice.geojson", b'{"features":[],"features":[]}', "'features' is there twice"),
    Odd(
        "metres.geojson", b'{"crs":{"properties":{"name":"EPSG:3857"}},"features":[1]}', "EPSG:4326"
    ),
    Odd(
        "half-character.geojson",
        _features({"type": "Point", "coordinates": [1, 2]}, a="\ud800"),
        "no character",
    ),
    Odd(
        "virtual.geojson",
        b"<OGRVRTDataSource><SrcDataSource>neighbour.csv</SrcDataSource></OGRVRTDataSource>",
        "not JSON",
    ),
    Odd(
        "virtual.kml",
        b"<OGRVRTDataSource><SrcDataSource>neighbour.csv</SrcDataSource></OGRVRTDataSource>",
        "no KML",
    ),
    Odd("deep.geojson", lambda: b"[" * 300_000 + b"]" * 300_000, "nested too deeply"),
    Odd("deep-object.geojson", lambda: b'{"a":' * 300_000, "nested too deeply"),
    Odd(
        "deep-parts.geojson",
        lambda: b'{"type":"GeometryCollection","geometries":[' * 50_000,
        "nested",
    ),
    Odd("many.geojson", lambda: b'{"features":[' + b"[1,2]," * 1_600_000 + b"1]}", "more than"),
    Odd("tangled.geojson", lambda: _of("Polygon", [_zigzag(40_000)]), "too tangled"),
    Odd("rings.geojson", lambda: _of("MultiPolygon", [[_SQUARE]] * 20_000), "too many borders"),
    Odd(
        "long-line.geojson",
        lambda: _of("LineString", [[n / 6_000 - 80, n % 80] for n in range(900_000)]),
    ),
    Odd("coast.geojson", lambda: _of("Polygon", [_round(100_000)])),
    Odd("opposite.geojson", _of("LineString", [[20, 10], [-160, -10]])),
    Odd("nearly-opposite.geojson", _of("LineString", [[0, 0], [179.9, 0.2]])),
    Odd("no-length.geojson", _of("LineString", [[7, 8], [7, 8], [7, 8]])),
    Odd("poles.geojson", _of("LineString", [[10, 90], [70, 90]])),
    Odd("pole-to-pole.geojson", _of("LineString", [[10, 90], [10, -90]])),
    Odd("height.geojson", _of("LineString", [[10, 20, 5], [30, 40, 6]])),
    Odd(
        "parts.geojson",
        _features(
            {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}
        ),
    ),
    Odd("area.geojson", _of("Polygon", [_SQUARE, [[1, 1], [2, 1], [2, 2], [1, 1]]])),
    Odd("digits.geojson", _of("Point", [12.345678901234567, 4])),
    Odd(
        "entity.kml",
        _kml(
            "<Placemark><name>&e;</name></Placemark>",
            '<!DOCTYPE k [<!ENTITY e SYSTEM "neighbour.csv">]>',
        ),
        "DOCTYPE",
    ),
    Odd("laughs.kml", _kml("", '<!DOCTYPE k [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'), "DOCTYPE"),
    Odd("outside.kml", _kml("", '<!DOCTYPE k SYSTEM "https://example.invalid/x.dtd">'), "DOCTYPE"),
    Odd(
        "link.kml",
        _kml(
            "<Document><NetworkLink><Link><href>https://example.invalid/</href></Link></NetworkLink></Document>"
        ),
        "nothing is fetched",
    ),
    Odd("zip.kml", b"PK\x03\x04", "KMZ"),
    Odd("zip.kmz", b"PK\x03\x04", "KMZ is not read"),
    Odd("nothing.kml", b"", "is empty"),
    Odd("cut.kml", _placemark(_LINE.format("1,2 3,4"))[:-9], "is not XML"),
    Odd("no-placemark.kml", _kml("<Document/>"), "none in this file"),
    Odd("no-place.kml", _placemark(""), "it has no geometry"),
    Odd("space.kml", _placemark(_LINE.format("1, 2 3, 4")), "without a space"),
    Odd("nan.kml", _placemark(_LINE.format("nan,2 3,4")), "not lon, lat"),
    Odd("swapped.kml", _placemark(_LINE.format("43,131 44,132")), "swapped"),
    Odd("track.kml", _placemark("<gx:Track xmlns:gx='x'/>"), "Track is not read"),
    Odd("encoding.kml", b'<?xml version="1.0" encoding="utf-7"?><kml/>', "file:"),
    Odd("deep.kml", lambda: b"<kml>" + b"<Folder>" * 200_000, "nested deeper"),
    Odd(
        "html.kml",
        _placemark(
            "<description><![CDATA[<script>x</script>]]></description>" + _LINE.format("1,2 3,4")
        ),
    ),
    Odd("height.kml", _placemark(_LINE.format("1,2,3\n 4,5,6"))),
    Odd(
        "instruction.kml",
        _kml(
            "<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>",
            '<?xml-stylesheet href="https://example.invalid/x.xsl"?>',
        ),
    ),
)
