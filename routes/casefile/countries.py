"""The country codes that a case may use, and what people write instead."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from routes.casefile.report import closest

ISO_3166 = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
    VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905  (a list would have 249 lines)
)
"""The officially assigned two-letter codes of ISO 3166-1."""

KOSOVO = "XK"
"""In common use for Kosovo, from the range that ISO 3166-1 leaves to its users."""

CODES = ISO_3166 | {KOSOVO}

_LIKE = 0.75
"""How like a name a word must be; "Belorus" is 0.86 like Belarus, "Austria" 0.93 Australia."""


def code_of(name: str) -> tuple[str, str] | None:
    """The code of the country that is called so in English, or nearly so, and its usual name."""
    codes = _codes()
    close = closest(name.casefold(), list(codes), _LIKE)
    return (codes[close[0]], _names()[codes[close[0]]][0]) if close else None


def code_named(name: str) -> str | None:
    """The code of the country that is called exactly so in English, whatever the case."""
    return _codes().get(" ".join(name.replace("\u2019", "'").casefold().split()))


def usual_name(code: str) -> str:
    """What the country with the ISO code is usually called in English, or the code itself."""
    return _names().get(code, [code])[0]


@cache
def _names() -> Mapping[str, list[str]]:
    text = resources.files(__package__).joinpath("countries.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _codes() -> Mapping[str, str]:
    return {each.casefold(): code for code, names in _names().items() for each in names}
