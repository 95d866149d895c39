"""One answer of each service, written after its public documentation. The place is invented.

A town at 131.5 east, 43.25 north, whose box reaches from 131.3 to 131.7 and from 43.1
to 43.4, unless the service knows one country only. A new class of geopy's gets an entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LON, LAT = 131.5, 43.25
BOX_M = (23_000, 23_600)  # to the furthest corner of the box
NO_BOX_M = (25_000, 25_000)
_CORNERS = {
    "northeast": {"lat": 43.4, "lng": 131.7},
    "southwest": {"lat": 43.1, "lng": 131.3},
}


@dataclass(frozen=True)
class Sample:
    """An answer with one place, one with none, and what the place is."""

    one: Any
    none: Any
    kind: str = "city"
    country: str | None = "RU"
    name: str = "Zarechny"
    radius_m: tuple[float, float] = BOX_M
    ref: str | None = None
    query: str = "Zarechny"
    note: str | None = None


_NOMINATIM = Sample(
    [
        {
            "osm_type": "relation",
            "osm_id": 4711,
            "boundingbox": ["43.1", "43.4", "131.3", "131.7"],
            "lat": "43.25",
            "lon": "131.5",
            "display_name": "Zarechny, Primorsky Krai, Russia",
            "class": "boundary",
            "type": "administrative",
            "addresstype": "city",
            "name": "Zarechny",
            "importance": 0.4,
            "address": {"city": "Zarechny", "country": "Russia", "country_code": "ru"},
        }
    ],
    [],
    ref="osm:relation/4711",
)
_PELIAS = Sample(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [131.5, 43.25]},
                "properties": {
                    "gid": "whosonfirst:locality:4711",
                    "layer": "locality",
                    "name": "Zarechny",
                    "label": "Zarechny, Primorsky Krai, Russia",
                    "country_a": "RUS",
                },
                "bbox": [131.3, 43.1, 131.7, 43.4],
            }
        ],
    },
    {"type": "FeatureCollection", "features": []},
    ref="pelias:whosonfirst:locality:4711",
)
_GOOGLE = Sample(
    {
        "status": "OK",
        "results": [
            {
                "place_id": "made-up",
                "types": ["locality", "political"],
                "formatted_address": "Zarechny, Primorsky Krai, Russia",
                "geometry": {
                    "location": {"lat": 43.25, "lng": 131.5},
                    "bounds": _CORNERS,
                    "viewport": _CORNERS,
                },
                "address_components": [
                    {"long_name": "Zarechny", "short_name": "Zarechny", "types": ["locality"]},
                    {"long_name": "Russia", "short_name": "RU", "types": ["country", "political"]},
                ],
            }
        ],
    },
    {"status": "ZERO_RESULTS", "results": []},
)
_TOMTOM = Sample(
    {
        "summary": {"numResults": 1},
        "results": [
            {
                "id": "made-up",
                "type": "Geography",
                "entityType": "Municipality",
                "position": {"lat": 43.25, "lon": 131.5},
                "boundingBox": {
                    "topLeftPoint": {"lat": 43.4, "lon": 131.3},
                    "btmRightPoint": {"lat": 43.1, "lon": 131.7},
                },
                "address": {
                    "freeformAddress": "Zarechny",
                    "countryCode": "RU",
                    "countryCodeISO3": "RUS",
                },
            }
        ],
    },
    {"summary": {"numResults": 0}, "results": []},
)
_BAIDU = Sample(
    {"status": 0, "result": {"location": {"lng": 131.5, "lat": 43.25}, "level": "城市"}},
    {"status": 0, "result": None},
    country=None,
    radius_m=NO_BOX_M,
    note="BD-09",
)

SAMPLES = {
    "ArcGIS": Sample(
        {
            "candidates": [
                {
                    "address": "Zarechny, Primorsky Krai, Russia",
                    "location": {"x": 131.5, "y": 43.25},
                    "score": 100,
                    "attributes": {"Addr_type": "Locality", "Type": "City", "Country": "RUS"},
                    "extent": {"xmin": 131.3, "ymin": 43.1, "xmax": 131.7, "ymax": 43.4},
                }
            ]
        },
        {"candidates": []},
    ),
    "AzureMaps": _TOMTOM,
    "BANFrance": Sample(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [131.5, 43.25]},
                    "properties": {
                        "id": "99999",
                        "type": "municipality",
                        "name": "Zarechny",
                        "label": "Zarechny",
                    },
                }
            ],
        },
        {"type": "FeatureCollection", "features": []},
        country="FR",
        radius_m=NO_BOX_M,
    ),
    "Baidu": _BAIDU,
    "BaiduV3": _BAIDU,
    "Bing": Sample(
        {
            "statusCode": 200,
            "resourceSets": [
                {
                    "resources": [
                        {
                            "bbox": [43.1, 131.3, 43.4, 131.7],
                            "name": "Zarechny, Russia",
                            "point": {"type": "Point", "coordinates": [43.25, 131.5]},
                            "address": {
                                "locality": "Zarechny",
                                "countryRegion": "Russia",
                                "countryRegionIso2": "RU",
                            },
                            "entityType": "PopulatedPlace",
                        }
                    ]
                }
            ],
        },
        {"statusCode": 200, "resourceSets": [{"resources": []}]},
        name="Zarechny, Russia",
    ),
    "DataBC": Sample(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [131.5, 43.25]},
                    "properties": {"fullAddress": "Zarechny, BC", "matchPrecision": "LOCALITY"},
                }
            ],
        },
        {"type": "FeatureCollection", "features": []},
        country="CA",
        radius_m=NO_BOX_M,
    ),
    "GeoNames": Sample(
        {
            "totalResultsCount": 1,
            "geonames": [
                {
                    "geonameId": 4711,
                    "name": "Zarechny",
                    "lng": "131.5",
                    "lat": "43.25",
                    "countryCode": "RU",
                    "countryName": "Russia",
                    "adminName1": "Primorye",
                    "fcl": "P",
                    "fcode": "PPLA2",
                    "bbox": {"west": 131.3, "south": 43.1, "east": 131.7, "north": 43.4},
                }
            ],
        },
        {"totalResultsCount": 0, "geonames": []},
        ref="geonames:4711",
    ),
    "GeocodeEarth": _PELIAS,
    "Geocodio": Sample(
        {
            "results": [
                {
                    "address_components": {"city": "Zarechny", "country": "US"},
                    "formatted_address": "Zarechny, AK",
                    "location": {"lat": 43.25, "lng": 131.5},
                    "accuracy": 1,
                    "accuracy_type": "place",
                }
            ]
        },
        {"results": []},
        country="US",
        radius_m=NO_BOX_M,
    ),
    "Geokeo": Sample(
        {
            "status": "ok",
            "results": [
                {
                    "class": "place",
                    "type": "city",
                    "address_components": {"name": "Zarechny", "country": "Russia"},
                    "formatted_address": "Zarechny, Russia",
                    "geometry": {
                        "location": {"lat": "43.25", "lng": "131.5"},
                        "viewport": {
                            "northeast": {"lat": "43.4", "lng": "131.7"},
                            "southwest": {"lat": "43.1", "lng": "131.3"},
                        },
                    },
                }
            ],
        },
        {"status": "ZERO_RESULTS", "results": []},
        country=None,
    ),
    "Geolake": Sample(
        {
            "success": True,
            "latitude": 43.25,
            "longitude": 131.5,
            "place": {"city": "Zarechny", "countryCode": "RU"},
        },
        {"success": False},
        kind="unknown",
        radius_m=NO_BOX_M,
    ),
    "GoogleV3": _GOOGLE,
    "Here": Sample(
        {
            "Response": {
                "View": [
                    {
                        "Result": [
                            {
                                "MatchLevel": "city",
                                "Location": {
                                    "LocationId": "made-up",
                                    "DisplayPosition": {"Latitude": 43.25, "Longitude": 131.5},
                                    "MapView": {
                                        "TopLeft": {"Latitude": 43.4, "Longitude": 131.3},
                                        "BottomRight": {"Latitude": 43.1, "Longitude": 131.7},
                                    },
                                    "Address": {"Label": "Zarechny, Russia", "Country": "RUS"},
                                },
                            }
                        ]
                    }
                ]
            }
        },
        {"Response": {"View": []}},
    ),
    "HereV7": Sample(
        {
            "items": [
                {
                    "id": "here:cm:namedplace:4711",
                    "title": "Zarechny, Primorsky Krai, Russia",
                    "resultType": "locality",
                    "localityType": "city",
                    "position": {"lat": 43.25, "lng": 131.5},
                    "mapView": {"west": 131.3, "south": 43.1, "east": 131.7, "north": 43.4},
                    "address": {"countryCode": "RUS"},
                }
            ]
        },
        {"items": []},
    ),
    "IGNFrance": Sample(
        """<?xml version="1.0" encoding="UTF-8"?>
<XLS xmlns="http://www.opengis.net/xls" xmlns:gml="http://www.opengis.net/gml">
<Response><GeocodeResponse><GeocodeResponseList><GeocodedAddress>
<gml:Point><gml:pos>43.25 131.5</gml:pos></gml:Point>
<Address countryCode="PositionOfInterest"><Place type="Commune">Zarechny</Place>
<PostalCode>99999</PostalCode></Address>
</GeocodedAddress></GeocodeResponseList></GeocodeResponse></Response></XLS>""",
        """<?xml version="1.0" encoding="UTF-8"?>
<XLS xmlns="http://www.opengis.net/xls"><Response/></XLS>""",
        kind="unknown",
        name="99999 Zarechny",
        country="FR",
        radius_m=NO_BOX_M,
    ),
    "LiveAddress": Sample(
        [
            {
                "delivery_line_1": "1 Zarechny St",
                "last_line": "Anywhere AK 99999",
                "metadata": {"latitude": 43.25, "longitude": 131.5},
            }
        ],
        [],
        kind="address",
        name="1 Zarechny St",
        country="US",
        radius_m=NO_BOX_M,
    ),
    "MapBox": Sample(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "id": "place.4711",
                    "place_type": ["place"],
                    "text": "Zarechny",
                    "place_name": "Zarechny, Primorsky Krai, Russia",
                    "bbox": [131.3, 43.1, 131.7, 43.4],
                    "center": [131.5, 43.25],
                    "geometry": {"type": "Point", "coordinates": [131.5, 43.25]},
                    "properties": {},
                    "context": [
                        {"id": "region.1", "text": "Primorsky Krai", "short_code": "RU-PRI"},
                        {"id": "country.1", "text": "Russia", "short_code": "ru"},
                    ],
                }
            ],
        },
        {"type": "FeatureCollection", "features": []},
    ),
    "MapQuest": Sample(
        {
            "results": [
                {
                    "locations": [
                        {
                            "adminArea5": "Zarechny",
                            "adminArea5Type": "City",
                            "adminArea1": "RU",
                            "adminArea1Type": "Country",
                            "geocodeQuality": "CITY",
                            "latLng": {"lat": 43.25, "lng": 131.5},
                        }
                    ]
                }
            ]
        },
        {"results": [{"locations": []}]},
        radius_m=NO_BOX_M,
    ),
    "MapTiler": Sample(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "id": "municipality.4711",
                    "place_type": ["municipality"],
                    "text": "Zarechny",
                    "place_name": "Zarechny, Primorsky Krai, Russia",
                    "bbox": [131.3, 43.1, 131.7, 43.4],
                    "center": [131.5, 43.25],
                    "geometry": {"type": "Point", "coordinates": [131.5, 43.25]},
                    "properties": {"country_code": "ru"},
                }
            ],
        },
        {"type": "FeatureCollection", "features": []},
    ),
    "Nominatim": _NOMINATIM,
    "OpenCage": Sample(
        {
            "status": {"code": 200, "message": "OK"},
            "results": [
                {
                    "bounds": _CORNERS,
                    "components": {
                        "ISO_3166-1_alpha-2": "RU",
                        "_category": "place",
                        "_type": "city",
                        "city": "Zarechny",
                        "country_code": "ru",
                    },
                    "formatted": "Zarechny, Primorsky Krai, Russia",
                    "geometry": {"lat": 43.25, "lng": 131.5},
                }
            ],
        },
        {"status": {"code": 200, "message": "OK"}, "results": []},
    ),
    "OpenMapQuest": _NOMINATIM,
    "Pelias": _PELIAS,
    "Photon": Sample(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [131.5, 43.25]},
                    "properties": {
                        "osm_type": "R",
                        "osm_id": 4711,
                        "osm_key": "boundary",
                        "osm_value": "administrative",
                        "type": "city",
                        "name": "Zarechny",
                        "country": "Russia",
                        "countrycode": "RU",
                        "extent": [131.3, 43.4, 131.7, 43.1],
                    },
                }
            ],
        },
        {"type": "FeatureCollection", "features": []},
        ref="osm:relation/4711",
    ),
    "PickPoint": _NOMINATIM,
    "TomTom": _TOMTOM,
    "What3Words": Sample(
        {
            "status": {"status": 200, "reason": "OK"},
            "words": "made.up.words",
            "geometry": {"lat": 43.25, "lng": 131.5},
            "bounds": _CORNERS,
        },
        None,
        kind="site",
        country=None,
        name="made.up.words",
        query="made.up.words",
    ),
    "What3WordsV3": Sample(
        {
            "country": "RU",
            "words": "made.up.words",
            "coordinates": {"lat": 43.25, "lng": 131.5},
            "square": _CORNERS,
        },
        None,
        kind="site",
        name="made.up.words",
        query="made.up.words",
    ),
    "Woosmap": _GOOGLE,
    "Yandex": Sample(
        {
            "response": {
                "GeoObjectCollection": {
                    "featureMember": [
                        {
                            "GeoObject": {
                                "name": "Zarechny",
                                "description": "Primorsky Krai, Russia",
                                "Point": {"pos": "131.5 43.25"},
                                "boundedBy": {
                                    "Envelope": {
                                        "lowerCorner": "131.3 43.1",
                                        "upperCorner": "131.7 43.4",
                                    }
                                },
                                "metaDataProperty": {
                                    "GeocoderMetaData": {
                                        "kind": "locality",
                                        "Address": {"country_code": "RU"},
                                    }
                                },
                            }
                        }
                    ]
                }
            }
        },
        {"response": {"GeoObjectCollection": {"featureMember": []}}},
    ),
}
