"""The parts of a person's name: which of them count alone. Pure.

``docs/decisions/words-withheld.md`` says why, and what was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from routes.publish.scan.letters import script

__all__ = ["LEAST_ALONE", "TITLES", "counts_alone", "given_name", "runs", "surname_of"]

_T = TypeVar("_T")

LEAST_ALONE = 4
"""Letters of a part that counts alone. Of Hangul, two syllables are as rare."""

_SYLLABLES = 2
_FEWEST_IN_ROW = 2  # parts, for a row of them to be a given name

_SURNAMES = frozenset(
    "김리이박최정강조윤장임림한오서신권황안송류유홍전고문양손배백허남심로노하곽성차주우구민진나라지"
    "엄원채천방공현함변염여려추도소석선설마길연위표명기반금옥"
)
_LONG_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")
TITLES = (
    "씨|님|군|양|목사|전도사|집사|장로|신부|선생|동무|동지|선교사|대표|기자|사장|과장|부장|국장|교수"
    "|박사|의사|대령|중령|소령|대위|중위|소위|하사|중사|상사|위원|비서|할머니|할아버지|아저씨|아주머니|이모|삼촌"
)
"""What follows a Korean name, as a pattern. Alone it is no name."""

_TITLE = re.compile(f"(?:{TITLES})")


def counts_alone(word: str) -> bool:
    """Whether a word of a person's name, folded and without signs, counts alone."""
    if script(word[:1]) == "hangul":
        return len(word) >= _SYLLABLES and not _TITLE.fullmatch(word)
    return sum(map(str.isalpha, word)) >= LEAST_ALONE


def given_name(word: str) -> str | None:
    """The given name in a Korean name of one word: 영희 of 김영희. None in all others."""
    surname = surname_of(word)
    given = word[len(surname) :] if surname else ""
    return given if len(given) == _SYLLABLES and not _TITLE.fullmatch(given) else None


def runs(words: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Two and more words of a name that follow one another, but not all of them."""
    for count in range(_FEWEST_IN_ROW, len(words)):
        for first in range(len(words) - count + 1):
            yield words[first : first + count]


def surname_of(word: str) -> str | None:
    """The surname of a Korean name of one word, or that is the word: 김 of 김영희."""
    if not word or any(script(sign) != "hangul" for sign in word):
        return None
    long = next((each for each in _LONG_SURNAMES if word.startswith(each)), None)
    if long is not None and len(word) > len(long) + 1:
        return long
    return word[0] if word[0] in _SURNAMES and len(word) <= 1 + _SYLLABLES else None
