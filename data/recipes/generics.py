"""The word that says what a place is, taken off its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_DIVISION_LAST = """
    autonomous oblast|autonomous okrug|autonomous region|autonomous republic|autonomous province
    autonomous prefecture|autonomous county|autonomous district|special administrative region
    administrative region|federal district|capital territory|union territory|metropolitan city
    special city|municipal district|urban okrug|rural district
    province|oblast|oblast'|oblast’|obl|krai|kray|krayı|kraj|republic|region|state|territory
    prefecture|governorate|department|district|county|parish|canton|voivodeship|division|emirate
    municipality|raion|rayon|raionul|okrug|aimag|aymag|sheng|zizhiqu|zizhizhou|diqu|shi|xian
    do|si|gun|ken
    län|lääni|maakond|maakunta|megye|județul|judetul|oblasti|oblys|oblysy|oblısı|oblusu|vilayeti
    viloyati|veloyati|wilayat|welayaty|velayat|ili|changwat|amphoe|khoueng|khwaeng|tỉnh
    apskritis|novads|savivaldybė|rajons|rajonas|kunta|kommun|vald|województwo|powiat|okres
    provincie|provins|provinz|provinsi|eyaleti|marz|shahrestan|ostan|tumani|tumany|audany
    """
_DIVISION_FIRST = """
    autonomous republic of|republic of|state of|province of|department of|county of|city of
    autonomous region of|municipality of|district of|governorate of|region of|canton of|parish of
    provincia de|provincia del|provincia di|provincia|província de|província do|província da
    departamento de|departamento del|estado de|estado do|estado da|región de|región del
    région de|région du|région de la|région des|département de|département du|département de la
    département des|province de|province du|province de la|województwo|kraj|krai|oblast
    oblast'|obwód|republik|república de|república da|république de|provinsi|provincie|provinz
    kanton|canton de|canton du|landkreis|kreis|powiat|okres|obshtina|distrito de|municipio de
    município de|concelho de|judeţul|județul|judetul|tỉnh|khoueng|khouèng|changwat|amphoe
    comunidad autónoma de|regione|comune di|territorio del|territorio di|muhafazat|wilaya de
    wilāyat|gouvernorat de|préfecture de|cercle de|district de|arrondissement de
    """
_CYRILLIC_LAST = """
    автономная область|автономный округ|автономный район|городской округ|муниципальный округ
    муниципальный район|край|область|обл|республика|район|округ|воеводство|провинция|штат|уезд
    губерния|автономна область|провінція|республіка|воєводство|вобласць|раён|облысы|облусу|аймаг
    """
_CYRILLIC_FIRST = """
    автономная республика|автономна республіка|республика|республіка|рэспубліка|провинция
    провінція|штат|департамент|область|округ|воеводство|земля|община|кантон
    """

# Written together with the name. The second number is the least length that must be left.
_HAN = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治區", "边疆区", "邊疆區")
_HAN_SHORT = ("省", "州", "县", "縣", "府", "市", "区", "區", "地区", "地方", "盟", "旗")
_HANGUL = (" 지방", " 변경주", " 주", "주", "성")

_WATER_LAST = "river|rivière|creek|jiang|he|zangbo|lake|lakes|reservoir|hu|dam|lagoon"
_WATER_FIRST = (
    "río|rio|rivière|river|oued|wadi|nahr|lake|lac|lac de|lac du|lago|lago de|lago di|laguna"
    "|laguna de|embalse de|represa de|reservoir|ozero|danau|song|sông|jezioro|hồ"
    "|озеро|река|lake of the|lac des|lago do|lago da|lagoa|lagoa dos|embalse|represa|barrage de"
)
_WATER_JOINED = (("湖", 2), ("江", 2), ("河", 2), ("호", 2), ("강", 2), ("水库", 2))

# What is left would name half the world.
_EMPTY_WORDS = """
    north south east west central northern southern eastern western northeast northeastern
    northwest northwestern southeast southeastern southwest southwestern center centre
    capital city federal national upper lower middle islands island union norte sur este
    oeste centro nord sud est ouest nord-est nord-ouest sud-est sud-ouest central-south
    autonomous special new the metropolitan maritime littoral coast mountain mountains lakes
    lake plains inner outer центральный северный южный восточный западный центральная
    северная южная восточная западная центральне республика область район город городской
    central-west sector zone region white black red blue green big little great yellow long
    salt sweet grand old west-central san
    """
_EMPTY = frozenset(_EMPTY_WORDS.split())


def _words(table: str) -> str:
    words = {word.strip() for line in table.splitlines() for word in line.split("|")} - {""}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


_LAST = re.compile(
    rf"^(?P<name>.+?)[\s-]+(?:{_words(_DIVISION_LAST)}|{_words(_CYRILLIC_LAST)})\.?$", re.IGNORECASE
)
_FIRST = re.compile(
    rf"^(?:{_words(_DIVISION_FIRST)}|{_words(_CYRILLIC_FIRST)})\s+(?P<name>.+)$", re.IGNORECASE
)
_WATER = (
    re.compile(rf"^(?P<name>.+?)\s+(?:{_words(_WATER_LAST)})$", re.IGNORECASE),
    re.compile(rf"^(?:{_words(_WATER_FIRST)})\s+(?P<name>.+)$", re.IGNORECASE),
)


def without_division(names: Iterable[str]) -> Iterator[str]:
    """The names that change when "Province", "край", "省" ... is taken off, changed.

    "Primorsky Krai" gives "Primorsky", "Province of Limburg" gives "Limburg", "吉林省"
    gives "吉林". Korean provinces keep their 도: nobody says 함경북. "Eastern Province" gives
    nothing.
    """
    for name in names:
        bare = _bare(name, (_LAST, _FIRST)) or _joined(name)
        if bare and bare.casefold() not in _EMPTY:
            yield bare


def is_empty(name: str) -> bool:
    """Whether a name without its generic word would name half the world, as "North Eastern"."""
    return all(word in _EMPTY for word in name.casefold().split())


def without_water(names: Iterable[str]) -> Iterator[str]:
    """The same for "River", "Lake", "Río", "озеро", "湖"."""
    for name in names:
        bare = _bare(name, _WATER)
        for ending, least in _WATER_JOINED:
            if bare is None and name.endswith(ending) and len(name) - len(ending) >= least:
                bare = name.removesuffix(ending)
        if bare and bare.casefold() not in _EMPTY:
            yield bare


def has_water_word(name: str) -> bool:
    """Whether the name already says that it is a river or a lake."""
    return _bare(name, _WATER) is not None


def _bare(name: str, patterns: Iterable[re.Pattern[str]]) -> str | None:
    for pattern in patterns:
        found = pattern.match(name.strip())
        if found and len(found["name"]) >= 3:
            return found["name"]
    return None


def _joined(name: str) -> str | None:
    for ending in (*_HAN, *_HAN_SHORT, *_HANGUL):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return None
