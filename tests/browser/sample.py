"""An invented payload that holds every kind of thing the page can show.

Nothing here is a report: names of places are real, everything said about them is made up.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

from pyproj import Geod

from routes.model import Atlas, Leg
from routes.webmap.alternatives import alternatives
from routes.webmap.basemap import cut
from routes.webmap.path_types import AlternativesOut, Arcs
from routes.webmap.payload_types import (
    Basemap,
    ClaimOut,
    CorroborationOut,
    LegOut,
    Payload,
    PlaceOut,
    VariantOut,
)
from tests.browser import computed

CENTER = (85.0, 60.0)
RADIUS_DEG = 62.0

PLACES = {
    "vladivostok": ("Vladivostok", 131.8869, 43.1155, 18_000.0),
    "spb": ("St. Petersburg", 30.3141, 59.9386, 22_000.0),
    "pulkovo": ("Pulkovo Airport", 30.2625, 59.8003, 1_500.0),
    "minsk": ("Minsk", 27.5667, 53.9, 12_000.0),
    "kyiv": ("Kyiv", 30.5238, 50.4547, 14_000.0),
    "seoul": ("서울 (Seoul)", 126.9784, 37.566, 15_000.0),
    "helsinki": ("Helsinki", 24.9355, 60.1695, 9_000.0),
    "tallinn": ("Tallinn", 24.7535, 59.437, 7_000.0),
    "bishkek": ("Bishkek", 74.59, 42.87, 9_000.0),
    "nome": ("Nome, Alaska", -165.4064, 64.5011, 4_000.0),
    "khabarovsk": ("Хабаровск, край, где сходятся дороги", 135.0838, 48.4802, 12_000.0),
}
AREAS = {
    "west": ("the West", [[5, 43], [16, 44], [16, 55], [9, 57], [0, 51], [-4, 48], [5, 43]]),
    "elsewhere": (
        "other areas of Russia",
        [[38, 50], [60, 52], [85, 51], [108, 51], [128, 54], [128, 70], [100, 75], [66, 68],
         [42, 66], [30, 62], [38, 50]],
    ),
}  # fmt: skip
COLOURS = ("#1b4fe0", "#00966c", "#dd2fb0", "#ad7a00", "#3a0c6b", "#5d6470", "#7b6a5b", "#4f6b66")


@cache
def basemap() -> Basemap:
    return cut(CENTER, RADIUS_DEG, [(p[1], p[2]) for p in PLACES.values()])


def claim(source: str, quote: str | None = None, **more: Any) -> ClaimOut:
    label = more.pop("label", source)
    base: ClaimOut = {
        "source": source,
        "label": label,
        "stance": "asserts",
        "quote": quote,
        "quote_language": "en" if quote else None,
        "translation": None,
        "says": None,
        "words_of": "The Example Review",
        "chain": [label],
        "chain_ids": [source],
        "credibility": None,
        "credibility_label": None,
        "when": None,
        "note": None,
    }
    return {**base, **more}  # type: ignore[typeddict-item]


def corroboration(sentence: str, reports: int = 1, origins: int = 1) -> CorroborationOut:
    return {
        "reports": reports,
        "origins": [f"origin {i + 1}" for i in range(origins)],
        "at_least": min(1, origins),
        "at_most": origins,
        "sentence": sentence,
        "denied_by": [],
        "doubted_by": [],
    }


def geodesic(start: str, end: str | tuple[float, float]) -> list[list[list[float]]]:
    """A densified geodesic, cut at the antimeridian, as the payload has it."""
    lon0, lat0 = PLACES[start][1:3]
    lon1, lat1 = PLACES[end][1:3] if isinstance(end, str) else end
    middle = Geod(ellps="WGS84").npts(lon0, lat0, lon1, lat1, 40)
    parts: list[list[list[float]]] = [[[lon0, lat0]]]
    for lon, lat in [*middle, (lon1, lat1)]:
        before = parts[-1][-1]
        if abs(lon - before[0]) > 180:
            side = 180.0 if before[0] > 0 else -180.0
            there = lon + 360 if side > 0 else lon - 360
            share = (side - before[0]) / (there - before[0])
            cross = before[1] + share * (lat - before[1])
            parts[-1].append([side, cross])
            parts.append([[-side, cross]])
        parts[-1].append([lon, lat])
    return parts


def leg(name: str, start: str, end: str, mode: str, grammar: str, **more: Any) -> LegOut:
    to = more.pop("to", None)
    base: LegOut = {
        "id": name,
        "title": more.pop("title", f"{start} to {end}"),
        "start": start,
        "end": end,
        "ends": f"{start} → {end}",
        "mode": mode,
        "basis": "reported" if grammar == "hypothetical" else grammar,
        "status": "hypothetical" if grammar == "hypothetical" else "open",
        "grammar": grammar,
        "variants": [],
        "parts": geodesic(start, to or end),
        "fades": to is not None,
        "fades_at": "end" if to is not None else None,
        "length_m": None if to else 1_000_000.0,
        "distance": "no distance: nobody says where it ends" if to else "1,000 km",
        "method": "geodesic on WGS 84; the way taken is not known",
        "when": None,
        "reason": None,
        "closed": None,
        "closed_claims": [],
        "note": None,
        "claims": [],
        "corroboration": corroboration("No report", 0, 0),
        "contradictions": [],
    }
    return {**base, **more}  # type: ignore[typeddict-item]


def _legs() -> list[LegOut]:
    across = [
        claim("review", "flew from Vladivostok to St. Petersburg", label="The Example Review"),
        claim(
            "nedelya",
            "вылетел из Владивостока в Санкт-Петербург, не сказав никому ни слова о том, куда он "  # noqa: RUF001
            "направляется и кто купил билеты",
            label="Примерная неделя",
            quote_language="ru",
            translation="flew from Vladivostok to St. Petersburg without a word about where he was "
            "going or who had bought the tickets",
            chain=["Примерная неделя", "Yonsan", "an anonymous official"],
            chain_ids=["nedelya", "yonsan", "official"],
            credibility=3,
            credibility_label="possibly true",
        ),
        claim(
            "yonsan",
            "블라디보스토크에서 상트페테르부르크로 이동했다는 보도는 확인되지 않았다",
            label="연산뉴스 Yonsan News",
            stance="doubts",
            quote_language="ko",
            translation="that he moved from Vladivostok to St. Petersburg is not confirmed",
        ),
    ]
    belavia = [
        claim("fontana", "three tickets to Belarus, bought three hours before departure",
              label="Fontana", chain=["Fontana", "an airport worker"], chain_ids=["fontana", "w"]),
        claim("ministry", None, label="The ministry", stance="denies",
              says="Nobody of that name was on the flight."),
    ]  # fmt: skip
    against = [
        {
            "leg": "to-kyiv",
            "title": "To Ukraine",
            "reason": "One person cannot be in Minsk and in Kyiv on the same day.",
        }
    ]
    closed = claim("review", "it meant the closure of one route", label="The Example Review")
    return [
        leg("across", "vladivostok", "spb", "air", "reported", title="Across Russia by air",
            when="July 2016", claims=across, distance="6,558 km",
            corroboration=corroboration("3 reports, 2 origins; doubted by 1", 3, 2)),
        leg("drive", "spb", "pulkovo", "road", "inferred", title="The drive to the airport",
            reason="He boarded at Pulkovo, so somebody must have taken him there.",
            claims=[claim("fontana", None, label="Fontana", says="Agents followed the car.")],
            corroboration=corroboration("1 report, 1 origin"), distance="16 km"),
        leg("belavia", "pulkovo", "minsk", "air", "reported", title="Flight to Minsk",
            when="2016-07", claims=belavia, contradictions=against, distance="684 km",
            corroboration=corroboration("1 report, 1 origin; denied by 1")),
        leg("to-kyiv", "spb", "kyiv", "unknown", "reported", title="To Ukraine",
            claims=[claim("nedelya", "fled to Ukraine", label="Примерная неделя")],
            corroboration=corroboration("1 report, 1 origin"), distance="1,055 km"),
        leg("to-seoul", "minsk", "seoul", "air", "computed", title="On to Seoul",
            claims=[claim("yonsan", "has already reached South Korea",
            label="연산뉴스 Yonsan News")],
            corroboration=corroboration("1 report, 1 origin"), distance="7,113 km"),
        leg("trampoline", "minsk", "west", "unknown", "reported", title="Minsk as a trampoline",
            to=(8.0, 50.0), claims=[claim("review", "used Minsk as a trampoline to the West",
            label="The Example Review", chain=["The Example Review", "another agency"],
            chain_ids=["review", "agency"])], corroboration=corroboration("1 report, 1 origin")),
        leg("away", "vladivostok", "elsewhere", "road", "reported", title="Drives out of the city",
            to=(104.0, 57.0), status="closed", closed="closed since January 2024",
            closed_claims=[closed], claims=[claim("daily", "driving them in his own car to other "
            "areas of Russia", label="The Daily Example")],
            corroboration=corroboration("1 report, 1 anonymous origin")),
        leg("north", "khabarovsk", "vladivostok", "rail", "inferred", title="Down from the north",
            reason="The train is the only way that fits the hours given.",
            corroboration=corroboration("No report, our reading", 0, 0), distance="760 km"),
        leg("to-finland", "spb", "helsinki", "road", "hypothetical", title="To Finland"),
        leg("to-estonia", "spb", "tallinn", "road", "hypothetical", title="To Estonia"),
        leg("to-bishkek", "vladivostok", "bishkek", "air", "hypothetical", title="To Kyrgyzstan"),
        leg("to-alaska", "vladivostok", "nome", "sea", "hypothetical", title="To Alaska"),
    ]  # fmt: skip


def _variants(legs: list[LegOut]) -> list[VariantOut]:
    told = [
        ("belarus", "Through Minsk", ["north", "across", "drive", "belavia"], 0, "open"),
        ("ukraine", "To Ukraine", ["across", "to-kyiv"], 1, "open"),
        ("korea", "By Minsk to South Korea", ["across", "drive", "belavia", "to-seoul"], 2, "open"),
        ("west", "Onward to the West", ["across", "drive", "belavia", "trampoline"], 3, "open"),
        ("closed", "The drives that ended", ["away"], 4, "closed"),
        ("finland", "To Finland", ["across", "to-finland"], 5, "hypothetical"),
        ("estonia", "To Estonia", ["across", "to-estonia"], 6, "hypothetical"),
        ("kyrgyzstan", "Straight to Kyrgyzstan", ["to-bishkek"], 7, "hypothetical"),
        ("alaska", "Across the strait to Alaska", ["to-alaska"], 5, "hypothetical"),
    ]
    by_id = {item["id"]: item for item in legs}
    out: list[VariantOut] = []
    for name, title, uses, colour, status in told:
        for used in uses:
            by_id[used]["variants"].append(name)
        guess = status == "hypothetical"
        out.append(
            {
                "id": name,
                "title": title,
                "summary": None if guess else f"{title}, as some of the reports have it.",
                "colour": COLOURS[colour],
                "kind": "hypothetical" if guess else "reported",
                "status": status,
                "closed": "closed since January 2024" if status == "closed" else None,
                "closed_claims": [],
                "legs": uses,
                "missing": [],
                "distance": "no length" if name in {"west", "closed"} else "7,242 km",
                "claims": [] if guess else [claim("review", f"some say: {title.lower()}")],
                "telling": uses[-1],
                "corroboration": corroboration(
                    "no source reports this" if guess else "2 reports, 1 to 2 origins"
                ),
                "note": None,
            }
        )
    return out


def _places(legs: list[LegOut]) -> list[PlaceOut]:
    def users(name: str) -> list[str]:
        found = [v for x in legs if name in (x["start"], x["end"]) for v in x["variants"]]
        return list(dict.fromkeys(found))

    points: list[PlaceOut] = [
        {
            "id": name,
            "label": label,
            "kind": "airport" if name == "pulkovo" else "city",
            "precision": "site" if name == "pulkovo" else "city",
            "precision_label": "a site" if name == "pulkovo" else "a city, not a point in it",
            "radius_m": radius,
            "point": [lon, lat],
            "area": None,
            "reason": "the only candidate of that name with more than 100,000 people",
            "sure": "sure",
            "role": "stop",
            "variants": users(name),
        }
        for name, (label, lon, lat, radius) in PLACES.items()
    ]
    areas: list[PlaceOut] = [
        {
            "id": name,
            "label": label,
            "kind": "region",
            "precision": "country",
            "precision_label": "an area as large as a country",
            "radius_m": 2_000_000.0,
            "point": None,
            "area": [[[list(map(float, p)) for p in ring]]],
            "reason": "the source names no place",
            "sure": "sure",
            "role": "stop",
            "variants": users(name),
        }
        for name, (label, ring) in AREAS.items()
    ]
    return points + areas


def _source(number: int, name: str, label: str, **more: Any) -> Any:
    base = {
        "id": name,
        "label": label,
        "title": None,
        "publisher": label,
        "author": None,
        "issued": "2016-09-12",
        "language": "en",
        "url": None,
        "archive": None,
        "reliability": "C",
        "reliability_label": "fairly reliable",
        "identity": "named",
        "read_in": None,
        "note": None,
        "number": number,
    }
    return {**base, **more}


@cache
def _computed() -> tuple[list[AlternativesOut], Arcs]:
    across = Leg("across", "vladivostok", "spb", title="Across Russia by air")
    asked = SimpleNamespace(case=computed.case(across=across), alternatives=computed.blocks())
    return alternatives(cast("Atlas", asked), computed.WORDS)


def sample() -> Payload:
    legs = _legs()
    variants = _variants(legs)
    found, arcs = deepcopy(_computed())
    return {
        "version": 1,
        "title": "A trade official leaves Vladivostok",
        "question": "Where did he go after St. Petersburg?",
        "summary": "Reports agree that an official vanished in July and on little else. Four say "
        "where he went; two of the four rest on the same unnamed man.",
        "language": "en",
        "view": {
            "center": list(CENTER),
            "fit": [list(p[1:3]) for k, p in PLACES.items() if k != "nome"],
            "radius_deg": RADIUS_DEG,
            "min_zoom": 1.5,
            "max_zoom": 9,
        },
        "grammars": [
            {"id": "reported", "label": "reported", "explains": "A source says so.", "dash": "",
             "width": 3, "opacity": 1, "colour": None},
            {"id": "inferred", "label": "inferred", "explains": "Our reading; the reason is given.",
             "dash": "9 5", "width": 2.6, "opacity": 0.95, "colour": None},
            {"id": "computed", "label": "computed", "explains": "A program filled in the path.",
             "dash": "7 2.5 1.5 2.5", "width": 1.2, "opacity": 0.85, "colour": "#6b6f76"},
            {"id": "hypothetical", "label": "hypothetical",
             "explains": "Weighed by an author, reported by nobody.", "dash": "0.1 7",
             "width": 2.6, "opacity": 0.8, "colour": "#6a6e72"},
        ],
        "modes": [
            {"id": "air", "label": "air", "symbol": "✈"},
            {"id": "road", "label": "road", "symbol": "●"},
            {"id": "rail", "label": "rail", "symbol": "▬"},
            {"id": "sea", "label": "sea", "symbol": "≈"},
            {"id": "unknown", "label": "means unknown", "symbol": "?"},
        ],
        "variants": variants,
        "legs": legs,
        "places": _places(legs),
        "events": [
            {"id": "arrest", "title": "A driver is arrested", "place": "vladivostok",
             "when": "January 2024", "claims": [claim("daily", "arrested the driver in January",
             label="The Daily Example")], "note": None,
             "corroboration": corroboration("1 report, 1 anonymous origin")},
        ],
        "sources": [
            _source(1, "review", "The Example Review", title="An official on the Neva",
                    url="https://review.example/neva", archive="https://archive.example/neva"),
            _source(2, "nedelya", "Примерная неделя", title="Дипломат бежал", language="ru",
                    read_in="The Example Review"),
            _source(3, "yonsan", "연산뉴스 Yonsan News", language="ko"),
            _source(4, "fontana", "Fontana", url="javascript:alert(1)"),
            _source(5, "ministry", "The ministry", reliability=None, reliability_label=None),
            _source(6, "daily", "The Daily Example", issued="2024-05-28"),
        ],
        "disputes": [
            {"id": "rank", "question": "What was his rank?", "note": None, "positions": [
                {"says": "Third secretary.", "claims": [claim("fontana", "the third secretary",
                 label="Fontana")]},
                {"says": "Above the third secretary.", "claims": [claim("yonsan",
                 "outranked the third secretary", label="연산뉴스 Yonsan News")]}]},
        ],
        "checks": [
            {"holds": True, "statement": "Finland (135 km) and Estonia (132 km) are closer to "
             "St. Petersburg than Belarus (419 km).", "source": "The Example Review",
             "quote": "Finland and Estonia are both closer", "translation": None, "note": None},
        ],
        "divergences": [
            {"places": ["spb"],
             "sentence": "The versions part in St. Petersburg."},
        ],
        "findings": [{"severity": "note", "message": "The dates in the report do not agree."}],
        "notes": ["The review says July in one place and August in another."],
        "trunk": ["across"],
        "alternatives": found,
        "arcs": arcs,
        "network_credits": ["Rail and road networks: © OpenStreetMap contributors, ODbL 1.0"],
        "basemap": basemap(),
        "credits": ["Made with Natural Earth.", "Place names: GeoNames, CC BY 4.0."],
    }  # fmt: skip
