"""Names as somebody mistypes them: one or two letters left out, doubled, swapped or wrong."""

from __future__ import annotations

import random
import unicodedata

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыьэюя"


def mistyped(name: str, count: int, chance: random.Random) -> str:
    """``name`` with ``count`` mistakes, each anywhere in it, first letters too.

    A mistake is, with equal chance, a letter left out, put in, replaced, or swapped with
    the next. Letters are added in lower case in the name's own alphabet.
    """
    letters = list(name)
    alphabet = _CYRILLIC if any("CYRILLIC" in unicodedata.name(c, "") for c in name) else _LATIN
    for _ in range(count):
        _mistake(letters, alphabet, chance)
    return "".join(letters)


def _mistake(letters: list[str], alphabet: str, chance: random.Random) -> None:
    spots = [n for n, letter in enumerate(letters) if letter.isalpha()]
    at = chance.choice(spots)
    sort = chance.randrange(4)
    if sort == 0:
        del letters[at]
    elif sort == 1:
        letters.insert(at, chance.choice(alphabet))
    elif sort == 2 or at + 1 >= len(letters) or letters[at] == letters[at + 1]:
        letters[at] = chance.choice([c for c in alphabet if c != letters[at].lower()])
    else:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
