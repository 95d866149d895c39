"""Words for what a place is, in the languages of the domain: province, озеро, 도. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routes.model.place import Kind

__all__ = ["says_nothing", "stems"]

Kinds = frozenset[Kind]

_CITY: Kinds = frozenset({"city"})
_REGION: Kinds = frozenset({"region"})
_TOWNSHIP: Kinds = frozenset({"city", "region"})
_COUNTRY: Kinds = frozenset({"country", "region"})
_RIVER: Kinds = frozenset({"river"})
_LAKE: Kinds = frozenset({"lake"})
_SEA: Kinds = frozenset({"sea"})
_STATION: Kinds = frozenset({"station", "crossing"})
_AIRPORT: Kinds = frozenset({"airport"})
_BORDER: Kinds = frozenset({"border", "crossing"})
_CROSSING: Kinds = frozenset({"crossing"})

# Folded words. Each language stands on a line of its own.
_WORDS: Mapping[Kinds, str] = {
    _REGION: """
        province oblast krai kray territory region rayon raion district county prefecture
        governorate voivodeship canton municipality state island
        voblast vobl okrug ostrov
        do namdo bukdo buk gun kun gu ku
        sheng xian qu zhou zizhiqu zizhizhou
        provinz gebiet bezirk kreis landkreis rajon insel
        departement ile
        краи область обл раион округ остров
        областю вобласць раен острів
    """,
    _TOWNSHIP: "si shi dong ri ni up eup myon myeon rodongjagu",
    _CITY: """
        city town village settlement
        gorod posyolok poselok selo misto horad
        zhen
        stadt dorf
        ville
        город г поселок пос село деревня
        місто селище горад
    """,  # noqa: RUF001
    _COUNTRY: "republic republik republique respublika республика республіка рэспубліка",
    _RIVER: """
        river creek
        reka richka raka
        gang kang
        jiang he
        fluss strom
        fleuve riviere
        река ріка річка рака
    """,
    _LAKE: """
        lake reservoir
        ozero vozero
        ho hosu
        hu
        see stausee
        lac
        озеро возера водохранилище
    """,
    _SEA: """
        sea ocean gulf bay strait channel
        more zaliv proliv
        hai wan
        meer golf bucht meerenge
        mer golfe baie detroit
        море залив пролив затока протока
    """,
    _STATION: """
        station
        stantsiya vokzal
        yok
        zhan
        bahnhof
        gare
        станция вокзал станція станцыя
    """,
    _AIRPORT: """
        airport aerodrome airfield
        aeroport
        flughafen
        аэропорт аеропорт аэрапорт
    """,
    _BORDER: "border frontier granitsa grenze frontiere граница кордон мяжа",
    _CROSSING: """
        crossing checkpoint bridge
        most brucke pont
        мост міст кпп
    """,
}

# They stand before the name as well: Lake Khanka, река Туман, Sea of Okhotsk.
_BEFORE = """
    lake river sea gulf bay strait city town village province republic region state island
    district county territory station airport port border prefecture
    oblast krai kray ozero reka more zaliv ostrov gorod stantsiya respublika
    fluss see insel stadt bahnhof flughafen provinz gebiet
    lac fleuve riviere mer golfe ile gare ville aeroport province region baie detroit
    озеро река море залив пролив остров город г поселок пос село деревня станция аэропорт
    республика область раион краи ріка річка місто станція аеропорт затока протока республіка
    возера рака горад станцыя аэрапорт
"""  # noqa: RUF001

# They belong to the word beside them: railway station, autonomous oblast.
_BESIDE = """
    railway train rail border international autonomous federal special directly
    friendship road
    железнодорожная ж д автономныи автономная автономна народная
"""
_JOINING = frozenset(("of", "the", "de", "du", "des", "d", "la", "le", "l", "von", "der", "dem"))

# Signs that run together with the name; the longest that fits is taken.
_ENDINGS: Mapping[str, Kinds] = {
    "특별시": _TOWNSHIP,
    "광역시": _TOWNSHIP,
    "직할시": _TOWNSHIP,
    "도": _REGION,
    "군": _REGION,
    "구": _REGION,
    "섬": _REGION,
    "시": _TOWNSHIP,
    "동": _TOWNSHIP,
    "리": _TOWNSHIP,
    "읍": _TOWNSHIP,
    "강": _RIVER,
    "호": _LAKE,
    "호수": _LAKE,
    "해": _SEA,
    "만": _SEA,
    "해협": _SEA,
    "역": _STATION,
    "공항": _AIRPORT,
    "국제공항": _AIRPORT,
    "대교": _CROSSING,
    "다리": _CROSSING,
    "세관": _CROSSING,
    "국경": _BORDER,
    "공화국": _COUNTRY,
    "주": _REGION,
    "변강": _REGION,
    "지방": _REGION,
    "省": _REGION,
    "州": _REGION,
    "自治州": _REGION,
    "自治区": _REGION,
    "自治區": _REGION,
    "边疆区": _REGION,
    "邊疆區": _REGION,
    "县": _REGION,
    "縣": _REGION,
    "区": _REGION,
    "區": _REGION,
    "道": _REGION,
    "郡": _REGION,
    "岛": _REGION,
    "島": _REGION,
    "市": _TOWNSHIP,
    "镇": _CITY,
    "鎮": _CITY,
    "江": _RIVER,
    "河": _RIVER,
    "湖": _LAKE,
    "海": _SEA,
    "湾": _SEA,
    "灣": _SEA,
    "海峡": _SEA,
    "海峽": _SEA,
    "站": _STATION,
    "火车站": _STATION,
    "火車站": _STATION,
    "机场": _AIRPORT,
    "機場": _AIRPORT,
    "国际机场": _AIRPORT,
    "國際機場": _AIRPORT,
    "口岸": _CROSSING,
    "大桥": _CROSSING,
    "大橋": _CROSSING,
    "桥": _CROSSING,
    "橋": _CROSSING,
    "边境": _BORDER,
    "邊境": _BORDER,
    "共和国": _COUNTRY,
    "共和國": _COUNTRY,
    "gang": _RIVER,
    "kang": _RIVER,
    "bukto": _REGION,
    "namdo": _REGION,
}
_RAYON = ["р", "н"]  # noqa: RUF001  (for the Russian word for district, cut short)
# What spreadsheets and reporters write for a place that is not known.
_MISSING = """
    none nan null nil na unk unknown undefined unspecified unclear missing tbd tba
    неизвестно нет
    미상 불명 없음 未知 不详 不明 无
"""
# Words that are no name of a place alone, though some place is called so. Short words of
# other languages are not here: Ho and Most are cities. Nor is "East Sea", which is one.
_WORDLIKE = """
    north south east west northern southern eastern western northeast northwest southeast
    southwest central center centre middle upper lower inner outer
    country state province oblast krai region district county prefecture territory
    municipality governorate republic area zone
    city town village settlement capital home house place hometown
    river creek stream lake reservoir sea ocean gulf bay strait channel coast shore beach
    forest wood woods mountain mountains hill valley desert field island
    station airport aerodrome airfield harbour harbor port border frontier crossing
    checkpoint bridge road street railway highway camp base prison office hospital school
    farm factory market embassy consulate abroad overseas international
    north_east north_west south_east south_west railway_station train_station border_crossing
    border_post bus_station the_north the_south the_east the_west the_river the_sea the_lake
    the_border the_city the_capital the_village the_station the_airport capital_city
    север юг восток запад область краи раион республика город село деревня поселок река
    озеро море залив пролив станция вокзал аэропорт граница мост лес остров дом
    동 서 남 북 동쪽 서쪽 남쪽 북쪽 시 군 도 강 호수 바다 역 공항 국경 다리 마을 도시
    东 西 南 北 东部 西部 南部 北部 省 市 县 区 镇 村 江 河 湖 海 站 机场 口岸 边境 桥 城市
"""

_LONGEST_ENDING = max(map(len, _ENDINGS))
_LEAST_STEM = 4  # letters before a Latin ending, so that Pinggang is no river

_KINDS: Mapping[str, Kinds] = {
    word: kinds for kinds, words in _WORDS.items() for word in words.split()
}
_FIRST, _WITH = frozenset(_BEFORE.split()), frozenset(_BESIDE.split())
_NOTHING = frozenset(word.replace("_", " ") for word in (_MISSING + _WORDLIKE).split())
_LATIN_ENDINGS = tuple(ending for ending in _ENDINGS if ending.isascii())
_OTHER_ENDINGS = tuple(ending for ending in _ENDINGS if not ending.isascii())


def says_nothing(folded: str) -> bool:
    """Whether a folded text names no place: "river", "north east", "none"."""
    return folded in _NOTHING


def stems(folded: str) -> Iterator[tuple[str, Kinds]]:
    """What is left of a folded name without the word for what it is, and the kinds it says.

    "jilin province" gives "jilin" and {region}, "sea of okhotsk" gives "okhotsk" and
    {sea}. Nothing for a name without such a word, or that is nothing else. Other words
    ("northern", "near") are never left out.
    """
    # Most names have no such word: that is seen here, without a call.
    words = folded.split()
    if len(words) > 1:
        if words[-1] in _KINDS or words[-2:] == _RAYON:
            yield from _without_last(words)
        if words[0] in _FIRST or words[0] in _WITH or words[0] == "the":
            yield from _without_first(words)
    if folded.endswith(_LATIN_ENDINGS if folded.isascii() else _OTHER_ENDINGS):
        yield from _without_ending(folded)


def _without_last(words: list[str]) -> Iterator[tuple[str, Kinds]]:
    kinds = _KINDS.get(words[-1])
    if words[-2:] == _RAYON:
        words, kinds = words[:-1], _REGION
    if kinds is None:
        return
    rest = words[:-1]
    while rest and rest[-1] in _WITH:
        rest = rest[:-1]
    if rest and rest[0] == "the":
        rest = rest[1:]
    if rest:
        yield " ".join(rest), kinds


def _without_first(words: list[str]) -> Iterator[tuple[str, Kinds]]:
    if words[0] == "the":
        words = words[1:]
    while len(words) > 2 and words[0] in _WITH and words[1] in _FIRST:
        words = words[1:]
    kinds = _KINDS.get(words[0])
    if kinds is None or words[0] not in _FIRST:
        return
    rest = words[1:]
    while rest and rest[0] in _JOINING:
        rest = rest[1:]
    if rest:
        yield " ".join(rest), kinds


def _without_ending(folded: str) -> Iterator[tuple[str, Kinds]]:
    for length in range(min(_LONGEST_ENDING, len(folded) - 1), 0, -1):
        kinds = _ENDINGS.get(folded[-length:])
        stem = folded[:-length].strip()
        if kinds is not None and (not folded.isascii() or len(stem) >= _LEAST_STEM):
            yield stem, kinds
            return
