"""Parts of a person's name that are too short to be taken out, where they stand alone. Pure."""

# ruff: noqa: RUF001 - endings of other languages
from __future__ import annotations

import re
from collections.abc import Iterator

from routes.publish.scan.names import SENTENCE_START, SMALL_WORDS
from routes.publish.scan.parts import TITLES, counts_alone, surname_of

__all__ = ["Short"]

_PARTICLES = "께서|에게|에서|이라|라고|은|는|이|가|을|를|의|에|께|와|과|도|만|로|님"
_CASES = "ами|ом|ым|ой|ою|ем|ах|ам|а|у|е|ы|я|ю|и"
_NAME_FOLLOWS = re.compile(r"[ \u00a0-]([^\W\d_]{2,})")


class Short:
    """What of a person's name does not count alone: Kim of "Kim Yong-hui", 김 of 김영희."""

    def __init__(self, spelling: str) -> None:
        words = [word for word in re.split(r"[\s,]+", spelling) if word]
        self._patterns = [re.compile(each, re.IGNORECASE) for each in _patterns(words)]

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where such a part stands alone as a name: not as a small word, or in a longer name."""
        for pattern in self._patterns:
            for each in pattern.finditer(text):
                if _is_name(text, *each.span()):
                    yield each.span()


def _patterns(words: list[str]) -> Iterator[str]:
    for word in words:
        surname = surname_of(word)
        if surname:
            after = rf"(?=(?:{_PARTICLES}){{0,2}}(?![가-힣]))"
            yield rf"(?<![가-힣]){surname}\s?(?:모\s?)?(?:{TITLES}){after}"
        pieces = [piece for piece in re.split(r"[\W_]+", word) if piece]
        if len(words) == len(pieces) == 1:
            continue
        for piece in pieces:
            counts = len(pieces) == 1 and counts_alone(piece.casefold())
            if len(piece) > 1 and piece.lower() != piece.upper() and not counts:
                ending = f"(?:{_CASES})?" if re.search("[а-яё]$", piece, re.IGNORECASE) else ""
                yield rf"(?<!\w){re.escape(piece)}{ending}(?!\w)"


def _is_name(text: str, start: int, end: int) -> bool:
    written = text[start:end]
    if written[0].lower() == written[0].upper():
        return True  # Hangul, by what follows it
    if not written[0].isupper():
        return False
    follows = _NAME_FOLLOWS.match(text, end)
    if follows and follows[1][0].isupper() and not follows[1].isupper():
        return False  # somebody else: Kim of "Kim Il Sung"
    is_small_word = written.lower() in SMALL_WORDS
    return not (is_small_word and SENTENCE_START.search(text[max(0, start - 12) : start]))
