"""Where the services put coordinates, kinds, countries and boxes in their raw answers.

One row for each of geopy's classes; what geopy keeps as ``raw`` is meant. A path walks
the JSON by keys and list indices with dots between them: ``geometry.coordinates.0``.
``context[id:country]`` is the first item of a list whose ``id`` is, begins with or holds
``country``. Text is a list of its words: ``Point.pos.0`` of "131.9 43.1" is 131.9.

After the public documentation of each service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from routes.model import Kind

__all__ = ["FORMATS", "Format", "at", "kind_of"]

Box = tuple[str, str, str, str]
"""The paths of west, south, east, north."""


@dataclass(frozen=True, slots=True)
class Format:
    """The paths in one service's answer; the first of several that leads anywhere counts.

    ``lon`` and ``lat`` are empty where geopy throws the coordinates of the raw answer
    away. ``country`` leads to a code of two or three letters; ``in_country`` is for
    services of one country. ``words`` are kinds that this service calls in its own way,
    ``otherwise`` is the kind when nothing is said. ``ref`` is the id, ``ref_of`` what
    stands before it (else the service). ``note`` is for every candidate.
    """

    lon: str = ""
    lat: str = ""
    boxes: tuple[Box, ...] = ()
    kinds: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    ref: str = ""
    ref_of: str = ""
    in_country: str | None = None
    words: Mapping[str, Kind] = field(default_factory=dict)
    otherwise: Kind = "unknown"
    note: str | None = None
    is_nameless: bool = False


_WORDS: Mapping[Kind, str] = {
    "country": "country countryregion sovereign dependency pcli pcl pcls pcld pclix 国家",
    "city": (
        "city capital town village hamlet isolateddwelling municipality locality localadmin "
        "postaltown populatedplace p 城市 乡镇 村庄"
    ),
    "region": (
        "continent archipelago island macroregion territory prefecture state province region "
        "county macrocounty district subregion countrysubdivision countrysecondarysubdivision "
        "countrytertiarysubdivision admindivision1 admindivision2 admindivision3 "
        "administrativearealevel1 administrativearealevel2 stateorprovince adm1 adm2 adm3 adm4 "
        "area 省 区县"
    ),
    "airport": "aerodrome airport airp",
    "station": "station halt trainstation railwaystation rstn railway 火车站",
    "crossing": "bordercontrol bordercrossing bordercheckpoint bordercontrolpoint",
    "facility": "embassy consulate diplomatic",
    "river": "river stream canal stm",
    "lake": "lake reservoir water lk rsv",
    "sea": "sea ocean bay strait gulf ocn marinearea",
    "site": "bridge peak mountain mountainpass venue poi",
    "address": (
        "house building road street streetaddress route premise address housenumber "
        "pointaddress addressrange crossstreet intersection rooftop 道路 门址"
    ),
}
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {word: kind for kind, words in _WORDS.items() for word in words.split()}
)


def _corners(path: str) -> Box:
    """A box written as ``northeast`` and ``southwest`` corners under ``path``."""
    return (
        f"{path}.southwest.lng",
        f"{path}.southwest.lat",
        f"{path}.northeast.lng",
        f"{path}.northeast.lat",
    )


def _listed(path: str, order: str = "wsen") -> Box:
    """A box written as a list of four numbers in the order of the first letters."""
    west, south, east, north = (f"{path}.{order.index(side)}" for side in "wsen")
    return west, south, east, north


def _sides(path: str) -> Box:
    """A box with its sides by name."""
    return f"{path}.west", f"{path}.south", f"{path}.east", f"{path}.north"


def _diagonal(path: str, top_left: str, bottom_right: str, lon: str, lat: str) -> Box:
    """A box written as its top left and bottom right corners under ``path``."""
    return (
        f"{path}.{top_left}.{lon}",
        f"{path}.{bottom_right}.{lat}",
        f"{path}.{bottom_right}.{lon}",
        f"{path}.{top_left}.{lat}",
    )


_NOMINATIM = Format(
    lon="lon",
    lat="lat",
    boxes=(_listed("boundingbox", "snwe"),),
    kinds=("type", "addresstype"),
    country=("address.country_code",),
    name=("name",),
)
_PELIAS = Format(
    lon="geometry.coordinates.0",
    lat="geometry.coordinates.1",
    boxes=(_listed("bbox"),),
    kinds=("properties.layer",),
    country=("properties.country_code", "properties.country_a"),
    name=("properties.name",),
    label=("properties.label",),
    ref="properties.gid",
    ref_of="pelias",
)
_GOOGLE = Format(
    lon="geometry.location.lng",
    lat="geometry.location.lat",
    boxes=(_corners("geometry.bounds"), _corners("geometry.viewport")),
    kinds=("types",),
    country=("address_components[types:country].short_name",),
    ref="place_id",
)
_TOMTOM = Format(
    lon="position.lon",
    lat="position.lat",
    boxes=tuple(
        _diagonal(each, "topLeftPoint", "btmRightPoint", "lon", "lat")
        for each in ("boundingBox", "viewport")
    ),
    kinds=("entityType", "poi.categories", "type"),
    country=("address.countryCode", "address.countryCodeISO3"),
    name=("poi.name",),
    ref="id",
)
_BAIDU = Format(
    lon="location.lng",
    lat="location.lat",
    kinds=("level",),
    note="The service's coordinates are in a datum of its own (BD-09), up to about 1 km off.",
    is_nameless=True,
)
_WHAT3WORDS = Format(
    lon="coordinates.lng",
    lat="coordinates.lat",
    boxes=(_corners("square"),),
    country=("country",),
    otherwise="site",
)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ArcGIS": Format(
            lon="location.x",
            lat="location.y",
            boxes=(("extent.xmin", "extent.ymin", "extent.xmax", "extent.ymax"),),
            kinds=("attributes.Type", "attributes.Addr_type"),
            country=("attributes.Country",),
        ),
        "AzureMaps": _TOMTOM,
        "BANFrance": Format(
            lon="geometry.coordinates.0",
            lat="geometry.coordinates.1",
            kinds=("properties.type",),
            name=("properties.name",),
            in_country="FR",
            ref="properties.id",
            words={"locality": "address"},
        ),
        "Baidu": _BAIDU,
        "BaiduV3": _BAIDU,
        "Bing": Format(
            lon="point.coordinates.1",
            lat="point.coordinates.0",
            boxes=(_listed("bbox", "swne"),),
            kinds=("entityType",),
            country=("address.countryRegionIso2",),
            name=("name",),
        ),
        "DataBC": Format(in_country="CA", kinds=("matchPrecision",)),
        "GeoNames": Format(
            lon="lng",
            lat="lat",
            boxes=(_sides("bbox"),),
            kinds=("fcode", "fcl"),
            country=("countryCode",),
            name=("name",),
            ref="geonameId",
            ref_of="geonames",
        ),
        "GeocodeEarth": _PELIAS,
        "Geocodio": Format(
            lon="location.lng",
            lat="location.lat",
            kinds=("accuracy_type",),
            country=("address_components.country",),
            words={"place": "city", "rangeinterpolation": "address"},
        ),
        "Geokeo": Format(
            lon="geometry.location.lng",
            lat="geometry.location.lat",
            boxes=(_corners("geometry.viewport"),),
            kinds=("type",),
            country=("address_components.country_code",),
        ),
        "Geolake": Format(lon="longitude", lat="latitude", country=("place.countryCode",)),
        "GoogleV3": _GOOGLE,
        "Here": Format(
            lon="Location.DisplayPosition.Longitude",
            lat="Location.DisplayPosition.Latitude",
            boxes=(
                _diagonal("Location.MapView", "TopLeft", "BottomRight", "Longitude", "Latitude"),
            ),
            kinds=("MatchLevel",),
            country=("Location.Address.Country",),
            ref="Location.LocationId",
        ),
        "HereV7": Format(
            lon="position.lng",
            lat="position.lat",
            boxes=(_sides("mapView"),),
            kinds=("resultType", "administrativeAreaType"),
            country=("address.countryCode",),
            ref="id",
            words={"place": "site"},
        ),
        "IGNFrance": Format(lon="lng", lat="lat", in_country="FR"),
        "LiveAddress": Format(
            lon="metadata.longitude",
            lat="metadata.latitude",
            in_country="US",
            otherwise="address",
        ),
        "MapBox": Format(
            lon="geometry.coordinates.0",
            lat="geometry.coordinates.1",
            boxes=(_listed("bbox"),),
            kinds=("properties.category", "place_type"),
            country=("context[id:country].short_code", "properties.short_code"),
            name=("text",),
            ref="id",
            words={"place": "city"},
        ),
        "MapQuest": Format(
            lon="latLng.lng",
            lat="latLng.lat",
            kinds=("geocodeQuality",),
            country=("adminArea1",),
        ),
        "MapTiler": Format(
            lon="center.0",
            lat="center.1",
            boxes=(_listed("bbox"),),
            kinds=("place_type", "properties.kind"),
            country=("properties.country_code", "context[id:country].country_code"),
            name=("text",),
            ref="id",
            words={"place": "city"},
        ),
        "Nominatim": _NOMINATIM,
        "OpenCage": Format(
            lon="geometry.lng",
            lat="geometry.lat",
            boxes=(_corners("bounds"),),
            kinds=("components._type",),
            country=("components.ISO_3166-1_alpha-2", "components.country_code"),
        ),
        "OpenMapQuest": _NOMINATIM,
        "Pelias": _PELIAS,
        "Photon": Format(
            lon="geometry.coordinates.0",
            lat="geometry.coordinates.1",
            boxes=(_listed("properties.extent", "wnes"),),
            kinds=("properties.osm_value", "properties.type"),
            country=("properties.countrycode",),
            name=("properties.name",),
        ),
        "PickPoint": _NOMINATIM,
        "TomTom": _TOMTOM,
        "What3Words": Format(
            lon="geometry.lng", lat="geometry.lat", boxes=(_corners("bounds"),), otherwise="site"
        ),
        "What3WordsV3": _WHAT3WORDS,
        "Woosmap": _GOOGLE,
        "Yandex": Format(
            lon="Point.pos.0",
            lat="Point.pos.1",
            boxes=(
                (
                    "boundedBy.Envelope.lowerCorner.0",
                    "boundedBy.Envelope.lowerCorner.1",
                    "boundedBy.Envelope.upperCorner.0",
                    "boundedBy.Envelope.upperCorner.1",
                ),
            ),
            kinds=("metaDataProperty.GeocoderMetaData.kind",),
            country=("metaDataProperty.GeocoderMetaData.Address.country_code",),
            name=("name",),
        ),
    }
)
"""By the name of geopy's class."""

_STEP = re.compile(r"([^\[\]]+)(?:\[([^:]+):([^\]]+)\])?")


def at(raw: Any, path: str) -> Any:
    """What stands at ``path`` in a raw answer, or None where it leads nowhere."""
    for step in path.split(".") if path else [""]:
        raw = _stepped(raw, step)
    return raw


def kind_of(raw: Mapping[str, Any], form: Format) -> Kind:
    """The kind that a raw answer states, in the words of its service."""
    for path in form.kinds:
        said = at(raw, path)
        for word in said if isinstance(said, list) else [said]:
            if isinstance(word, str):
                plain = "".join(filter(str.isalnum, word.lower()))
                if kind := form.words.get(plain) or _KINDS.get(plain):
                    return kind
    return form.otherwise


def _stepped(raw: Any, step: str) -> Any:
    parts = _STEP.fullmatch(step)
    if parts is None:
        return None
    key, by, wanted = parts.groups()
    if isinstance(raw, str):
        raw = raw.split()
    if isinstance(raw, list):
        return raw[int(key)] if key.isdigit() and int(key) < len(raw) else None
    found = raw.get(key) if isinstance(raw, Mapping) else None
    if by is None:
        return found
    items = found if isinstance(found, list) else []
    return next((item for item in items if _is(item, by, wanted)), None)


def _is(item: Any, by: str, wanted: str) -> bool:
    value = item.get(by) if isinstance(item, Mapping) else None
    if isinstance(value, str):
        return value.startswith(wanted)
    return isinstance(value, list) and wanted in value
