"""Other ways to write a name, to be tried when nobody has it as it stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from routes.gazetteers.generics import Kinds, stems
from routes.gazetteers.spelling import FAMILIES, respelt

__all__ = [
    "ENDINGS",
    "MOST",
    "Variant",
    "other_endings",
    "other_signs",
    "spaced",
    "variants",
]

MOST = 64
"""How many spellings are tried at most."""

_ENDINGS = (("skiy", "skyy", "skii", "skij", "sky", "ski"), ("iy", "yy", "y"))
ENDINGS = tuple(ending for endings in _ENDINGS for ending in endings)
"""What stands for the same letters at the end of a Russian name, each with equal right."""

_LONGEST_SPLIT = 16
_BETWEEN = re.compile(r"(?:the )?border (?:between|of) (.+) (?:and|with) (.+)")
_LEAST_RESPELT = 5  # letters: of a shorter word any other is a spelling by some rule
_BORDER: Kinds = frozenset({"border"})

# What Hangul writes in the north and in the south at the begin of a word: 라진, 나진.
_HANGUL, _SYLLABLES_OF_INITIAL = 0xAC00, 588
_N, _R, _SILENT = 2, 5, 11

# Signs of place names, simplified and traditional.
_SIMPLE = (
    "图们门长鸭绿龙岛湾国东齐尔滨兰乌广陆边线桥镇区县场机车铁岭辽宁阳丽云马义华沈吴张赵苏关开"
    "朝鲜韩罗库伦满沟凤临树庆滦鸡绥贝泽义额济纳喀万当热务头远顺丹盘锦团结双辽兴穆棱"
)
_TRADITIONAL = (
    "圖們門長鴨綠龍島灣國東齊爾濱蘭烏廣陸邊線橋鎮區縣場機車鐵嶺遼寧陽麗雲馬義華瀋吳張趙蘇關開"
    "朝鮮韓羅庫倫滿溝鳳臨樹慶灤雞綏貝澤義額濟納喀萬當熱務頭遠順丹盤錦團結雙遼興穆棱"
)


class Variant(NamedTuple):
    """Another way to write a name.

    ``kinds`` are those that a word in the name leaves, or None; ``countries`` those in
    which names are written by the rule, or None; ``changes`` how many rules of spelling
    stand between the two, 0 where only a word for the kind or an article was left out.
    """

    folded: str
    kinds: Kinds | None = None
    countries: frozenset[str] | None = None
    changes: int = 0


def variants(folded: str) -> Iterator[Variant]:
    """Other ways to write a folded name: few changes first, each once, at most `MOST`."""
    seen = {(folded, None): True}
    for variant in sorted(_all(folded), key=lambda v: v.changes):
        key = (variant.folded, variant.kinds)
        if variant.folded and key not in seen:
            if len(seen) > MOST:
                return
            seen[key] = True  # type: ignore[index]
            yield variant


def _between(folded: str) -> Iterator[Variant]:
    """A border between two states, as borders are named, in either order."""
    found = _BETWEEN.fullmatch(folded)
    if found:
        first, second = found.groups()
        yield Variant(f"{first} {second} border", _BORDER)
        yield Variant(f"{second} {first} border", _BORDER)


def other_signs(folded: str) -> list[str]:
    """A name in Han signs with those simplified, or traditional, that are the other now."""
    if folded.isascii():
        return []
    both = (folded.translate(_TO_SIMPLE), folded.translate(_TO_TRADITIONAL))
    return [text for text in both if text != folded]


def other_endings(folded: str) -> list[str]:
    """A name that ends in one of `ENDINGS` with each that stands for the same."""
    for endings in _ENDINGS:
        for ending in endings:
            if folded.endswith(ending):
                stem = folded.removesuffix(ending)
                return [stem + other for other in endings if other != ending]
    return []


def _all(folded: str) -> Iterable[Variant]:
    bases = [Variant(stem, kinds) for stem, kinds in stems(folded)]
    bases += _between(folded)
    if folded.startswith("the "):
        bases.append(Variant(folded.removeprefix("the ")))
    elif folded.startswith("in "):
        bases.append(Variant(folded.removeprefix("in ")))
    yield from bases
    for base in (*bases, Variant(folded)):
        is_long = len(base.folded) >= _LEAST_RESPELT or base.kinds is not None
        for text, countries, changes in _spellings(base.folded, is_long=is_long):
            yield Variant(text, base.kinds, countries, changes)


def _spellings(folded: str, *, is_long: bool) -> Iterator[tuple[str, frozenset[str] | None, int]]:
    for text in spaced(folded):
        yield text, None, 1
    if folded.isascii():
        for family in FAMILIES if is_long else ():
            for text, changes in respelt(folded, family):
                yield text, family.countries, changes
        return
    for text in other_signs(folded):
        yield text, None, 1
    for text in _northern_or_southern(folded):
        yield text, frozenset(("KP", "KR")), 1


def spaced(folded: str) -> Iterator[str]:
    """Without its spaces; or, if it has none, with one somewhere."""
    if " " in folded:
        yield folded.replace(" ", "")
    elif folded.isascii() and len(folded) <= _LONGEST_SPLIT:
        for at in range(2, len(folded) - 1):
            yield f"{folded[:at]} {folded[at:]}"


def _northern_or_southern(folded: str) -> Iterator[str]:
    code = ord(folded[0]) - _HANGUL
    initial, rest = divmod(code, _SYLLABLES_OF_INITIAL)
    if initial in (_N, _R, _SILENT):
        for other in (_N, _R, _SILENT):
            if other != initial:
                yield chr(_HANGUL + other * _SYLLABLES_OF_INITIAL + rest) + folded[1:]


_TO_SIMPLE = str.maketrans(_TRADITIONAL, _SIMPLE)
_TO_TRADITIONAL = str.maketrans(_SIMPLE, _TRADITIONAL)
