"""One spelling for the many ways to write a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["fold"]

# Letters that Unicode does not take apart, and what people type instead.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ħ": "h",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
    }
)

# Written or left out at will: apostrophes, quotes, and the signs used in their place.
_DROPPED = frozenset(
    "'\"`\u00b4\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8"
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u2033\uff07"
)

_SAINT = frozenset({"saint", "sankt"})


def fold(name: str) -> str:
    """The name as it is indexed and looked up; the same for every usual spelling.

    Upper and lower case, accents, width, apostrophes, punctuation and spacing do
    not matter; "Saint" and "Sankt" are "St"; single letters run together, so that
    "U.S.A." is "usa". Accents are dropped where they are marks on top of a letter
    (Latin, Greek, Cyrillic, Hebrew, Arabic) and kept where they make another one
    (kana, Hangul, the scripts of India). Empty when nothing but signs is given.
    """
    if name.isascii():
        # Nearly all queries: nothing to take apart, so most of the work falls away.
        if name.isalpha():
            word = name.lower()
            return "st" if word in _SAINT else word
        return _spaced(name.lower().translate(_SIGNS))
    text = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    kept = unicodedata.normalize("NFKD", text).translate(_SIGNS)
    return unicodedata.normalize("NFKC", _spaced(kept))


def _spaced(text: str) -> str:
    words = text.split()
    if len(words) == 1:
        return "st" if words[0] in _SAINT else words[0]
    return " ".join(_joined("st" if word in _SAINT else word for word in words))


class _Signs(dict[int, str]):
    """What becomes of each character: itself, a space for a separator, or nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = _folded(chr(code))
        return kept


_SIGNS = _Signs()


def _folded(character: str) -> str:
    if character in _DROPPED:
        return ""
    category = unicodedata.category(character)
    if category[0] in "PSZ" or category == "Cc":
        return " "
    if category == "Cf" or (category[0] == "M" and _is_accent(character)):
        return ""
    return character


def _is_accent(mark: str) -> bool:
    """Whether a mark only decorates: the combining classes of Unicode that sit
    above, below or through a letter (1, 200 and more) and the Hebrew and Arabic
    points (10 to 35); not nukta (7), kana voicing (8), virama (9) and vowel signs.
    """
    position = unicodedata.combining(mark)
    return position == 1 or 10 <= position <= 35 or position >= 200


def _joined(words: Iterable[str]) -> list[str]:
    """Runs of single Latin letters as one word."""
    result: list[str] = []
    in_run = False
    for word in words:
        single = len(word) == 1 and word.isascii() and word.isalpha()
        if single and in_run:
            result[-1] += word
        else:
            result.append(word)
        in_run = single
    return result
