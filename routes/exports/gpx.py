"""GPX 1.1: places as waypoints, legs as tracks that say on what they rest."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from routes.atomic import write_bytes
from routes.exports.balloons import name_of, paragraphs
from routes.exports.omitted import fading, omitted
from routes.exports.xml import child, degrees, document, replaced
from routes.messages import Text, plural, say
from routes.model import Atlas
from routes.records import NOT_FOR_PUBLICATION, Row, Value, attribution, tables, version_id

NAMESPACE = "http://www.topografix.com/GPX/1/1"

OWN = "urn:reported-routes:gpx:1"
"""The namespace of the columns of a row, which GPX has no elements for."""

_FURTHEST_EAST = 179.999999
"""GPX has longitudes below 180. Degrees; the difference is 0.1 m at the equator."""


def write(atlas: Atlas, path: Path) -> tuple[Text, ...]:
    """Write ``atlas`` as GPX, and return what the format cannot hold of it.

    Raises OutputError when the file cannot be written; a file that was there is then intact.
    """
    write_bytes(path, text(atlas).encode("utf-8"), private=atlas.release.is_internal)
    return tuple(_left_out(atlas))


def text(atlas: Atlas) -> str:
    """The GPX, the same for the same atlas. The order of elements is that of its schema."""
    root = ET.Element(
        "gpx",
        {"version": "1.1", "creator": "reported-routes", "xmlns": NAMESPACE, "xmlns:rr": OWN},
    )
    found = tables(atlas)
    places, legs = found["places"].rows, [row for row in found["legs"].rows if row.geometry]
    _add_metadata(root, atlas, [row.geometry for row in (*places, *legs) if row.geometry])
    for place in places:
        _add_waypoint(root, place)
    for leg in legs:
        _add_track(root, leg)
    return document(root)


def _add_metadata(root: ET.Element, atlas: Atlas, shapes: list[BaseGeometry]) -> None:
    about = child(root, "metadata")
    title: str = atlas.case.title
    if atlas.release.is_internal:
        title = say("{notice}. {title}", notice=NOT_FOR_PUBLICATION, title=title)
    child(about, "name", title)
    version = say("Version of the case: {id}", id=version_id(atlas))
    child(about, "desc", "\n".join(filter(None, (atlas.case.summary, version, _WARNING))))
    if credits_ := attribution(atlas):
        child(about, "copyright", author="; ".join(credits_))
    if shapes:
        west, south, east, north = shapely.total_bounds(shapes)
        child(
            about,
            "bounds",
            minlat=degrees(south),
            minlon=_longitude(west),
            maxlat=degrees(north),
            maxlon=_longitude(east),
        )


_WARNING = say("Tracks here are what is told about journeys. Nobody recorded them on the way.")


def _add_waypoint(root: ET.Element, row: Row) -> None:
    point = shapely.get_coordinates(row.geometry)[0]
    mark = child(root, "wpt", lat=degrees(point[1]), lon=_longitude(point[0]))
    child(mark, "name", name_of(row))
    radius = say("Uncertainty radius in metres: {n}", n=row.columns["radius_m"])
    child(mark, "cmt", radius)
    child(mark, "desc", "\n".join(paragraphs(row)))
    _add_known(mark, "src", row.columns["gazetteer"])
    _add_known(mark, "type", row.columns["kind"])
    _add_columns(mark, row)


def _add_track(root: ET.Element, row: Row) -> None:
    """A leg; where its line is cut at the antimeridian it has a segment for each part."""
    track = child(root, "trk")
    child(track, "name", name_of(row))
    _add_known(track, "cmt", row.columns["method"])
    child(track, "desc", "\n".join(paragraphs(row)))
    _add_known(track, "src", row.columns["reports"] or row.columns["weighed_in"])
    _add_known(track, "type", row.columns["basis"])
    _add_columns(track, row)
    for part in shapely.get_parts(row.geometry):
        segment = child(track, "trkseg")
        for lon, lat in shapely.get_coordinates(part):
            child(segment, "trkpt", lat=degrees(lat), lon=_longitude(lon))


def _add_known(parent: ET.Element, tag: str, value: Value) -> None:
    if value is not None:
        child(parent, tag, str(value))


def _add_columns(parent: ET.Element, row: Row) -> None:
    own = child(parent, "extensions")
    for column, value in row.columns.items():
        _add_known(own, f"rr:{column}", value)


def _longitude(value: float) -> str:
    return degrees(min(value, _FURTHEST_EAST))


def _left_out(atlas: Atlas) -> Iterator[Text]:
    found = tables(atlas)
    legs, places = found["legs"].rows, found["places"].rows
    yield say(
        "GPX draws all lines alike: whether a leg is reported, our reading or only weighed is told "
        "by its name, its type and its columns."
    )
    if areas := len(found["areas"].rows):
        yield plural(
            "GPX holds no areas: {n} vague place is left out.",
            "GPX holds no areas: {n} vague places are left out.",
            areas,
        )
    if paths := len(found["alternatives"].rows):
        yield plural(
            "What is in a GPX file may be followed: {n} computed path is left out.",
            "What is in a GPX file may be followed: {n} computed paths are left out.",
            paths,
        )
    if undrawn := sum(row.geometry is None for row in legs):
        yield plural(
            "{n} leg could not be drawn and is left out.",
            "{n} legs could not be drawn and are left out.",
            undrawn,
        )
    yield from fading(legs, "GPX")
    yield from replaced([*legs, *places])
    yield from omitted(atlas)
