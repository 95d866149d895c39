"""The same name by another rule of writing foreign names in Latin letters. Pure.

Rules belong to a family, which says in which countries names are written so: what is
found by a rule for Korean and lies in Peru is a chance likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

__all__ = ["FAMILIES", "Family", "respelt"]


class Family(NamedTuple):
    """Spellings that belong together.

    ``systems`` rewrite a whole name at once, each pair in place of what stands in it,
    first fitting pair first. ``rules`` are tried alone, then two, then three together;
    a space in them is the begin or the end of a word. ``limit`` bounds the spellings.
    """

    countries: frozenset[str]
    systems: tuple[str, ...]
    rules: str
    limit: int


_SLAVIC = "AM AZ BA BG BY CZ EE GE HR KG KZ LT LV MD ME MK MN PL RS RU SI SK TJ TM UA UZ"

SLAVIC = Family(
    frozenset(_SLAVIC.split()),
    (
        # German, French, Polish, and what is left of the scientific one without its marks.
        "schtsch>shch tsch>ch dsch>dzh sch>sh ch>kh w>v j>y ski_>skiy_ skij_>skiy_ tz>ts",
        "chtch>shch tch>ch dj>dzh ch>sh ou>u gue>ge gui>gi",
        "szcz>shch sz>sh cz>ch ch>kh w>v j>y",
        "skij_>skiy_ ij_>iy_ j>y ch>kh",
    ),
    """
    kh>h h>kh ch>kh kh>ch w>v y_>iy_ y_>i_ i_>y_ iy_>y_ ij_>iy_ ii_>iy_ yy_>iy_ yi_>iy_ _iu>_yu
    zh>j j>zh j>dzh dzh>j j>y ts>c c>ts tz>ts ts>tz tch>ch cz>ch sz>sh shch>sch sch>shch sch>sh
    y>i i>y ks>x x>ks ya>ia ia>ya ja>ya ya>a yu>iu iu>yu ju>yu yo>e yo>io io>yo ye>e _e>_ye e>ye
    h>g g>h iv_>ov_ ov_>iv_ ss>s s>ss ou>u oo>u ee>i v_>ff_ ff_>v_ dj>dzh
    """,
    30,
)

KOREAN = Family(
    frozenset(("KP", "KR", "CN")),
    (
        # From McCune-Reischauer and the northern system to the southern one, and back.
        "ph>p th>t kh>k chh>ch eo>eo eu>eu o>eo k>g ch>j t>d p>b",
        "_g>_k _d>_t _b>_p _j>_ch eo>o eu>u",
        "kk>kk k>g p>b t>d ch>j",
    ),
    """
    eo>o o>eo _r>_n _n>_r _l>_r _r>_l _k>_g _g>_k _p>_b _b>_p _t>_d _d>_t _ch>_j _j>_ch eu>u
    sh>s s>sh ph>p th>t kh>k jj>j ch>j j>ch g>k k>g b>p d>t oe>oi ui>eui ae>ai wo>weo yo>yeo
    _ri>_i _ry>_y _y>_ry nr>ll ll>nr ts>ch
    """,
    24,
)

CHINESE = Family(
    frozenset(("CN", "HK", "MO", "SG", "TW")),
    (
        # Wade-Giles, then the postal names, to pinyin.
        "hs>x chih>zhi shih>shi jih>ri tzu>zi ssu>si szu>si erh>er chi>ji chu>zhu ch>zh "
        "ts>z k>g t>d p>b ieh>ie ien>ian ueh>ue ung>ong j>r",
        "kiang>jiang kiao>jiao king>jing tsing>qing tsin>jin sin>xin chow>zhou chwan>chuan "
        "kwang>guang kwei>gui fu>fu ung>ong hwang>huang hwa>hua yen>yan kia>jia ts>q",
    ),
    """
    hs>x hs>sh ch>zh ch>j ch>q ts>z ts>c tz>z ien>ian ung>ong ow>ou chow>zhou kiang>jiang
    _k>_g _t>_d _p>_b ue>u w>u zh>ch x>sh q>ch
    """,
    20,
)

FAMILIES: Sequence[Family] = (SLAVIC, KOREAN, CHINESE)

_MOST_CHANGES = 3
_KEPT = "\0"


def respelt(folded: str, family: Family) -> Iterator[tuple[str, int]]:
    """Other spellings of a folded name in Latin letters, and how many rules each took.

    Those of one rule or system first; at most ``family.limit``, each once.
    """
    start = f"_{folded.replace(' ', '_')}_"
    seen = {start}
    level = [(start, 0)]
    for system in family.systems:
        text = _by_system(start, system)
        if text not in seen:
            seen.add(text)
            yield _plain(text), 1
    rules = family.rules.split()
    for changes in range(1, _MOST_CHANGES + 1):
        following = []
        for text, first in level:
            for index in range(first, len(rules)):
                changed = _by_rule(text, rules[index])
                if changed in seen:
                    continue
                if len(seen) > family.limit:
                    return
                seen.add(changed)
                following.append((changed, index + 1))
                yield _plain(changed), changes
        level = following


def _plain(text: str) -> str:
    return text.strip("_").replace("_", " ")


def _by_rule(text: str, rule: str) -> str:
    """The text with one pair replaced throughout; what reads so already stays."""
    old, _, new = rule.partition(">")
    if old not in text:
        return text
    if old in new:
        return text.replace(new, _KEPT).replace(old, new).replace(_KEPT, new)
    return text.replace(old, new)


def _by_system(text: str, system: str) -> str:
    pairs, pattern = _compiled(system)
    return pattern.sub(lambda found: pairs[found[0]], text)


@cache
def _compiled(system: str) -> tuple[dict[str, str], re.Pattern[str]]:
    pairs = dict(pair.split(">") for pair in system.split())
    return pairs, re.compile("|".join(map(re.escape, pairs)))
