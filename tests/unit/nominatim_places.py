"""What the Nominatim of the tests knows. Imports nothing of Nominatim."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A place as OpenStreetMap has it, in few words; the box is west, south, east, north."""

    osm: str
    what: str
    names: dict[str, str]
    country: str
    importance: float
    rank: int
    box: tuple[float, float, float, float]


# Invented but for the names; of two of one name the second weighs less.
ENTRIES = (
    Entry("R59065", "boundary=administrative", {"name": "Belarus"}, "by", 0.8, 4, (23, 51, 33, 56)),
    Entry(
        "R59195",
        "place=city",
        {"name": "Мінск", "name:en": "Minsk", "name:ru": "Минск"},
        "by",
        0.7,
        16,
        (27.38, 53.82, 27.72, 53.98),
    ),
    Entry("N4711", "place=village", {"name": "Minsk"}, "us", 0.3, 19, (-94.1, 44.9, -94.0, 45.0)),
    Entry(
        "W4712",
        "railway=station",
        {"name": "Хасан", "name:en": "Khasan"},
        "ru",
        0.3,
        30,
        (130.64, 42.42, 130.65, 42.43),
    ),
    Entry(
        "R4713",
        "waterway=river",
        {"name": "Туманная", "name:en": "Tumen", "name:ko": "두만강"},
        "kp",
        0.4,
        19,
        (128.2, 41.9, 130.7, 43.1),
    ),
)
