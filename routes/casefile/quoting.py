"""Text of the file inside a message, marked: so that it can still be taken out.

Whether a message may repeat what stands in the file is only known when all of the file is read,
so whatever it quotes passes through `quoted` or `shown`, and is kept or replaced at the end, in
`routes.casefile.report`. The marks are control characters, which no text of a case file holds.
"""

from __future__ import annotations

import re

_BEGIN, _OR, _END = "\x02", "\x03", "\x04"
_QUOTED = re.compile("\x02([^\x02-\x04]*)\x03([^\x02-\x04]*)\x04")
_GAP = "'\u2026'"
_SECRET_WORD = re.compile(r"\b(?:private|people|publish|with(?:hold|held)|lon|lat)\b")
_SECRET_KEY = re.compile(_SECRET_WORD.pattern + r"['\"]?\s*:")
"""Keys that a slip has made a part of the text before them: what follows them is as secret."""


def quoted(text: str, instead: str = _GAP) -> str:
    """``text`` of the file, or made from it; ``instead`` is what is said when it is a secret."""
    return f"{_BEGIN}{opened(text)}{_OR}{instead}{_END}"


def shown(text: str, most: int = 60) -> str:
    """Text for a message: in quotation marks, cut when long, invisible characters escaped."""
    return quoted(cut(text, most))


def cut(text: str, most: int = 60) -> str:
    """As `shown`, for text that is no secret."""
    return repr(text if len(text) <= most else text[: most - 1] + "\u2026")


def holds_secret_key(text: str) -> bool:
    """Whether the text has swallowed a key below which nothing is repeated."""
    return _SECRET_KEY.search(text) is not None


def holds_secret_word(name: str) -> bool:
    """Whether a key has swallowed another: a value stands in it, for want of a colon or a space."""
    return _SECRET_WORD.search(name) is not None


def opened(said: str) -> str:
    """A message with all that it quotes."""
    return _QUOTED.sub(lambda quote: quote[1], said)


def guarded(said: str) -> str:
    """A message with what it quotes, but for quotes that have swallowed a secret key."""
    return _QUOTED.sub(lambda quote: quote[2 if holds_secret_key(quote[1]) else 1], said)


def closed(said: str) -> str:
    """A message with nothing that it quotes."""
    return _QUOTED.sub(lambda quote: quote[2], said).strip()


def has_gap(said: str) -> bool:
    """Whether it says nothing useful once it is closed: a hint that only repeats."""
    return any(quote[2] == _GAP for quote in _QUOTED.finditer(said)) or not closed(said)
