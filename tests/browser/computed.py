"""Invented alternatives for the sample: paths that share their way, a reach and a refusal.

Towns are real, the paths between them are straight pieces and not those of any network.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from shapely.geometry import LineString, MultiLineString

from routes.model import (
    Alternative,
    Alternatives,
    Avoidance,
    Case,
    Crossing,
    Link,
    NoPath,
    Part,
    Reach,
    Stay,
    Toponym,
    Wanted,
    When,
)
from routes.webmap.alternatives import Words

TOWNS = {
    "Vladivostok": (131.89, 43.12),
    "Harbin": (126.63, 45.75),
    "Manzhouli": (117.38, 49.6),
    "Khabarovsk": (135.08, 48.48),
    "Skovorodino": (123.94, 53.99),
    "Tynda": (124.73, 55.16),
    "Chita": (113.5, 52.03),
    "Taishet": (98.0, 55.93),
    "Irkutsk": (104.3, 52.29),
    "Omsk": (73.37, 54.99),
    "Yekaterinburg": (60.6, 56.84),
    "St. Petersburg": (30.31, 59.94),
    "Blagoveshchensk": (127.53, 50.28),
    "Minsk": (27.57, 53.9),
}
WORDS = Words(
    modes={"rail": "by rail", "road": "by road", "sea": "by sea"},
    speeds={"rail": "Usual: 64 km/h. At least: 250 km/h.", "road": "Usual: 70 km/h."},
    country=lambda code: {"CN": "China", "RU": "Russia", "EG": "Egypt", "KP": "North Korea"}.get(
        code, code
    ),
)
WEST = ["Chita", "Irkutsk", "Taishet", "Omsk", "Yekaterinburg", "St. Petersburg"]

GATE = Crossing("RU", "CN", "Grodekovo-Suifenhe", 131.15, 44.41, reviewed=True, status="open")
SHUT = Crossing(
    "CN", "RU", "Zabaikalsk-Manzhouli", 117.33, 49.65, reviewed=True, status="closed",
    since="2020-01", source="An invented ministry", note="Freight ran on.",
)  # fmt: skip
BRIDGE = Link("bridge", "link", "A bridge", 12_000.0, 137.0, 50.5, "A survey", "The data lacks it.")


def line(*towns: str) -> LineString:
    """Twenty vertices a piece, so that pieces that two lines share have the same ones."""
    points = []
    for a, b in pairwise(towns):
        (x, y), (u, v) = sorted((TOWNS[a], TOWNS[b]))
        piece = [(x + (u - x) * i / 20, y + (v - y) * i / 20) for i in range(21)]
        points += piece if TOWNS[a] == (x, y) else piece[::-1]
    return LineString(points)


def path(km: float, towns: list[str], **more: Any) -> Alternative:
    drawn = line(*towns)
    given: dict[str, Any] = {
        "parts": (Part("rail", drawn, km * 1000),), "geometry": drawn, "length_m": km * 1000,
        "access_m": (300.0, 4200.0), "stays": (Stay("RU", "Russia", "RU", km * 1000),),
        "crossings": (), "links": (), "stretch": km / 8000, "sharing": 0.55,
        "minimum_h": km / 250, "usual_h": km / 64, "passes": tuple(towns[1:3]),
    }  # fmt: skip
    return Alternative(**{**given, **more})


def blocks() -> tuple[Alternatives, ...]:
    summer = When("2016-07", "2016-07-01", "2016-07-31")
    china = (Stay("RU", "Russia", "RU", 230e3), Stay("CN", "China", "CN", 1_500e3),
             Stay("RU", "Russia", "RU", 6_270e3))  # fmt: skip
    rail = (
        path(8000, ["Vladivostok", "Harbin", "Manzhouli", *WEST], stays=china, sharing=1.0,
             crossings=(GATE, SHUT)),
        path(9200, ["Vladivostok", "Khabarovsk", "Skovorodino", *WEST], shuns="CN"),
        path(9400, ["Vladivostok", "Khabarovsk", "Tynda", *WEST[2:]], links=(BRIDGE,)),
    )  # fmt: skip
    near = Crossing("RU", "BY", "near Rudnya", 31.0, 54.9, reviewed=False, status="unknown")
    minsk = path(840, ["St. Petersburg", "Minsk"], stretch=1.0, sharing=1.0, crossings=(near,))
    tree = MultiLineString(
        [line("Vladivostok", town) for town in ("Harbin", "Khabarovsk", "Blagoveshchensk")]
    )
    reach = Reach(
        24.0, 1_560e3, tree, (("Blagoveshchensk", 1_390e3), ("Khabarovsk", 760e3)), (SHUT,)
    )
    refused = NoPath("avoided", "Every path by sea leads through Egypt.", ("Egypt",))
    return (
        Alternatives(
            Wanted("across-rail", "across", "vladivostok", "spb", "rail", avoid=("KP",),
                   via=("khabarovsk",), when=summer, note="A note of the case."),
            "Vladivostok", "St. Petersburg", 6_558e3, rail, notes=("Schematic.",)),
        Alternatives(Wanted("spb-rail", None, "spb", "minsk", "rail", avoid=("KP",)),
                     "St. Petersburg", "Minsk",
                     None, (minsk,)),
        Alternatives(Wanted("far-road", None, "vladivostok", None, "road", hours=24.0,
                            avoid=("KP",)), "Vladivostok", "", None, reach=reach),
        Alternatives(Wanted("across-sea", "across", "vladivostok", "spb", "sea", avoid=("EG",)),
                     "Vladivostok", "St. Petersburg", 6_558e3, refused=refused),
    )  # fmt: skip


def case(**legs: Any) -> Case:
    """A case that holds no more than what the alternatives of it are told with."""
    return Case(
        id="computed", title="", question=None, summary=None, language="en", sources={},
        places={"khabarovsk": Toponym("khabarovsk", "Khabarovsk", "Khabarovsk")}, legs=legs,
        itineraries={}, events={}, disputes={}, checks=(), notes=(),
        avoid=(Avoidance("KP", "the state he left"),),
    )  # fmt: skip
