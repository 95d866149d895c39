"""Which state a disputed place is counted to, and what a reader must know about it.

The view is that of the United Nations: its resolutions first, then ISO 3166 as it is used for
statistics. Where it has none, the polygon stays with the state that ISO counts it to, and
where that says nothing either it is given to no state.
"""

from __future__ import annotations

from collections.abc import Mapping

STATE_OF_UNIT: Mapping[str, str | None] = {
    "RUS-283": "UA",  # Crimea: General Assembly resolution 68/262
    "RUS-5482": "UA",  # Sevastopol: the same
    "CYN+00?": "CY",  # Northern Cyprus: Security Council resolutions 541 and 550
    "ESB-5132": "CY",  # Dhekelia and Akrotiri: British bases without an ISO code of their own;
    "WSB-5133": "CY",  # on the map they are part of the island
    "SOL+00?": "SO",  # Somaliland: no member state recognised it for decades
    "KAB+00?": "KZ",  # Baikonur: leased to Russia, territory of Kazakhstan
    "USG+00?": "CU",  # Guantanamo Bay: leased to the United States, territory of Cuba
    "KAS+00?": None,  # Siachen Glacier: claimed by India and Pakistan, no line agreed
    "PGA+00?": None,  # Spratly Islands: claimed by six states or more
    "PFA+00?": None,  # Paracel Islands: claimed by China and Viet Nam
    "IOA-1928": "CC",
    "IOA-2652": "CX",
    "ATC+00?": "AU",
    "CSI+00?": "AU",
    "CLP+00?": "FR",
    "NOR-901": "SJ",
    "BVT+00?": "BV",
    "NLD-5147": "BQ",
    "NLD-5148": "BQ",
    "NLD-5149": "BQ",
}
"""State by Natural Earth's code of the unit, where it is not the one that the file names."""

Ring = tuple[tuple[float, float], ...]

_NON_SELF_GOVERNING = ((-18.0, 20.0), (-8.6, 20.0), (-8.6, 27.6667), (-18.0, 27.6667))
_GOLAN = (
    *((35.6311, 33.2746), (35.627, 33.262), (35.645, 33.248), (35.670, 33.246), (35.687, 33.243)),
    *((35.676, 33.215), (35.671, 33.185), (35.668, 33.155), (35.657, 33.125), (35.648, 33.085)),
    *((35.634, 33.055), (35.632, 33.010), (35.622, 32.985), (35.622, 32.935), (35.628, 32.905)),
    *((35.622, 32.888), (35.640, 32.880), (35.648, 32.840), (35.648, 32.805), (35.662, 32.785)),
    *((35.665, 32.750), (35.672, 32.725), (35.6852, 32.7112), (36.0, 32.60), (36.0, 33.5)),
    (35.60, 33.5),
)
_EAST_JERUSALEM = (
    *((35.1739, 31.8076), (35.190, 31.807), (35.205, 31.802), (35.2165, 31.796), (35.225, 31.793)),
    *((35.2268, 31.788), (35.2285, 31.7815), (35.2268, 31.7765), (35.228, 31.771)),
    *((35.2315, 31.764), (35.230, 31.755), (35.226, 31.744), (35.218, 31.738), (35.205, 31.744)),
    *((35.190, 31.742), (35.178, 31.732), (35.1794, 31.7201), (35.18, 31.69), (35.30, 31.69)),
    *((35.30, 31.90), (35.15, 31.90)),
)

MOVED: tuple[tuple[tuple[str, ...], str, Ring], ...] = (
    (("MAR-3456", "MAR-3457", "MAR-3469"), "SAH+00?", _NON_SELF_GOVERNING),
    (("ISR-3056",), "SYR-145", _GOLAN),
    (("ISR-3058",), "WEB+00?", _EAST_JERUSALEM),
)
"""What lies in which units, inside a ring of lon, lat in degrees, is given to another unit.

The file draws Western Sahara as far as Morocco holds it, and Israel with the Golan Heights and
East Jerusalem. The rings are of this project: latitude 27 degrees 40 minutes; the line between
Palestine and Syria of 1923 north of Hamat Gader; the armistice line of 1949. The last two were
drawn by hand, roughly, and checked with nothing but the populated places that GeoNames gives to
either side.
"""

STATE_OF_ISO: Mapping[str, str] = {
    "FR-GF": "GF",
    "FR-GP": "GP",
    "FR-MQ": "MQ",
    "FR-RE": "RE",
    "FR-YT": "YT",
}
"""The same by ISO 3166-2: departments of France that also have a code of ISO 3166-1."""

NAMES_OF_UNIT: Mapping[str, tuple[str, ...]] = {"KAS+00?": ("Siachen Glacier", "Siachen")}
"""Names of units that the file names after something larger ("Kashmir")."""

_ES_11_4 = (
    "Russia declared it annexed in September 2022 and holds part of it; UN General Assembly "
    "resolution ES-11/4 (2022) calls that invalid. Shown as part of Ukraine."
)
_CRIMEA = (
    "Held by Russia since 2014. UN General Assembly resolution 68/262 (2014) affirms that it is "
    "part of Ukraine; shown so."
)
_KASHMIR = (
    "Part of Kashmir, which India and Pakistan dispute (UN Security Council resolution 47, 1948). "
    "Shown with the state that holds it."
)

_GOLAN_NOTE = (
    "Israel occupies the Golan Heights since 1967; UN Security Council resolutions 242 (1967) and "
    "497 (1981) treat them as part of Syria; shown so, with a western edge that we drew by hand, "
    "and only roughly."
)
_JERUSALEM_NOTE = (
    "Israel occupies East Jerusalem since 1967; UN Security Council resolutions 242 (1967) and 478 "
    "(1980) call its annexation void. Shown with Palestine, with a line that we drew by hand, "
    "and only roughly."
)
_SAHARA_NOTE = (
    "On the United Nations' list of Non-Self-Governing Territories; most of it is held by "
    "Morocco. Shown apart, south of latitude 27 degrees 40 minutes."
)

FORMER = (
    "The polygon does not agree with the places that GeoNames counts to this region: it may be "
    "older than a change of its borders, and a point in it may belong to another region today."
)
"""The note on a first-order division that has such a polygon and no better one."""

UNLISTED = (
    "In Natural Earth, but not among the first-order divisions that GeoNames lists today: a former "
    "one, or borders drawn otherwise."
)
"""The note on a unit of Natural Earth that is no division of GeoNames."""

NOTES: Mapping[str, str] = {
    "RUS-283": _CRIMEA,
    "RUS-5482": _CRIMEA,
    "UA-14": _ES_11_4,
    "UA-09": _ES_11_4,
    "UA-23": _ES_11_4,
    "UA-65": _ES_11_4,
    "CYN+00?": (
        "Declared a state in 1983 and recognised by Turkey only; UN Security Council resolutions "
        "541 (1983) and 550 (1984) call that invalid. Shown as part of Cyprus."
    ),
    "ESB-5132": "A British base area on Cyprus (Treaty of Establishment, 1960). Shown with Cyprus.",
    "WSB-5133": "A British base area on Cyprus (Treaty of Establishment, 1960). Shown with Cyprus.",
    "SOL+00?": (
        "Declared itself independent in 1991 and is not a member of the United Nations, which "
        "counts it to Somalia. Shown as part of Somalia."
    ),
    "KAB+00?": "Leased to Russia (agreement of 1994); territory of Kazakhstan. Shown so.",
    "USG+00?": "Leased to the United States (agreement of 1903); territory of Cuba. Shown so.",
    "KAS+00?": "Claimed by India and by Pakistan; no line is agreed here. Shown with no state.",
    "PGA+00?": (
        "Claimed in whole or part by Brunei, China, Malaysia, the Philippines, Taiwan and "
        "Viet Nam. Shown with no state."
    ),
    "PFA+00?": "Held by China and claimed by Viet Nam and Taiwan. Shown with no state.",
    "GE-AB": (
        "Governs itself, with Russian troops there; named as part of Georgia by UN General "
        "Assembly resolution 62/249 (2008) and later ones. Shown so."
    ),
    "GRL-2743": (
        "The polygon is that of Qaasuitsup, which became Avannaata and Qeqertalik in 2018: a "
        "point in its south lies in Qeqertalik today."
    ),
    "IN-JK": _KASHMIR,
    "IN-LA": _KASHMIR,
    "PK-JK": _KASHMIR,
    "PK-GB": _KASHMIR,
    "country:XK": (
        "Declared itself independent in 2008; not a member of the United Nations, where Security "
        "Council resolution 1244 (1999) still applies. XK is a code in common use, not in ISO 3166."
    ),
    "country:TW": (
        "Governs itself; UN General Assembly resolution 2758 (1971) seats the People's Republic of "
        "China, which claims it. ISO 3166 gives it a code of its own, so it is shown apart."
    ),
    "country:PS": (
        "An observer state at the United Nations (General Assembly resolution 67/19, 2012); "
        "occupied by Israel since 1967. The polygon holds the West Bank with East Jerusalem, "
        "and Gaza."
    ),
    "PS-WBK": _JERUSALEM_NOTE,
    "SY-QU": _GOLAN_NOTE,
    "country:SY": _GOLAN_NOTE,
    "country:EH": _SAHARA_NOTE,
    "country:FK": (
        "On the United Nations' list of Non-Self-Governing Territories; governed by the United "
        "Kingdom and claimed by Argentina."
    ),
    "country:GI": (
        "On the United Nations' list of Non-Self-Governing Territories; governed by the United "
        "Kingdom and claimed by Spain."
    ),
    "country:IL": (
        "Without the Golan Heights and East Jerusalem, which Israel occupies and has declared "
        "annexed; UN Security Council resolutions 497 (1981) and 478 (1980) call that void."
    ),
    "country:UA": (
        "With Crimea and Sevastopol, held by Russia since 2014 (UN General Assembly resolution "
        "68/262), and the other occupied regions (ES-11/4)."
    ),
    "country:RU": (
        "Without Crimea, Sevastopol and the regions of Ukraine declared annexed in 2022 (UN "
        "General Assembly resolutions 68/262 and ES-11/4)."
    ),
    "country:CY": (
        "With Northern Cyprus, which no state but Turkey recognises, and the two British bases."
    ),
    "country:SO": "With Somaliland, which declared itself independent in 1991.",
}
"""Notes by Natural Earth's code, ISO 3166-2, or ref of the record."""

DECISIONS: tuple[tuple[str, str], ...] = (
    ("Crimea and Sevastopol", _CRIMEA),
    ("Donetsk, Luhansk, Zaporizhzhia and Kherson oblasts", _ES_11_4),
    ("Northern Cyprus", NOTES["CYN+00?"]),
    ("Akrotiri and Dhekelia", NOTES["ESB-5132"]),
    ("Somaliland", NOTES["SOL+00?"]),
    ("Baikonur", NOTES["KAB+00?"]),
    ("Guantanamo Bay", NOTES["USG+00?"]),
    ("Siachen Glacier", NOTES["KAS+00?"]),
    ("Spratly Islands", NOTES["PGA+00?"]),
    ("Paracel Islands", NOTES["PFA+00?"]),
    ("Abkhazia", NOTES["GE-AB"]),
    ("Kashmir", _KASHMIR),
    ("Kosovo", NOTES["country:XK"]),
    ("Taiwan", NOTES["country:TW"]),
    ("Palestine", NOTES["country:PS"]),
    ("Golan Heights", _GOLAN_NOTE),
    ("East Jerusalem", _JERUSALEM_NOTE),
    ("Western Sahara", _SAHARA_NOTE),
)
"""What the page about data says, in order."""
