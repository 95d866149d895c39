"""What reading a file turns up: mistakes, which stop the work, and findings, which do not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from operator import itemgetter

from routes.errors import InputError, Mark, Mistake
from routes.model import Finding, Severity

MAX_MISTAKES = 500

_LONGEST = 100
"""No id, key or word is longer, so what is longer is not one of them with a slip."""

_MANY = 50
"""So many known words are compared in the careful way, which is slow."""

Path = tuple[str | int, ...]
"""Where something stands in a file: keys, and positions in lists counted from 0."""


def shown(text: str, most: int = 60) -> str:
    """Text for a message: in quotation marks, cut when long, invisible characters escaped."""
    return repr(text if len(text) <= most else text[: most - 1] + "\u2026")


def dotted(path: Path) -> str:
    """The path as people read it: ``legs.a.claims[1].source``, lists counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            name = part if part.isprintable() and len(part) <= 64 else shown(part)
            text += f".{name}" if text else name
    return text or "file"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, without regard to case, or None."""
    folded = {k.casefold(): k for k in reversed(list(known))}
    return next((folded[near] for near in closest(word.casefold(), list(folded)[::-1], 0.6)), None)


def closest(word: str, known: Sequence[str], like: float) -> list[str]:
    """The known word most like ``word``, alone in a list, if it is at least so like: 0 to 1."""
    if len(word) > _LONGEST:
        return []
    if len(known) > _MANY:
        # Its ratio counts letters in common that difflib does not, and never fewer of them.
        from rapidfuzz import fuzz, process  # noqa: PLC0415  few files need it

        near = process.extract(
            word, known, scorer=fuzz.ratio, limit=_MANY, score_cutoff=100 * like - 0.01
        )
        known = [each[0] for each in sorted(near, key=itemgetter(2))]
    return difflib.get_close_matches(word, known, n=1, cutoff=like)


def suggest(word: str, known: Sequence[str], most: int = 12) -> str:
    """A hint: the nearest known word, else the known words themselves."""
    near = nearest(word, known)
    if near:
        return f"Did you mean {shown(near)}?"
    if not known:
        return "There are none yet."
    more = f", and {len(known) - most} more" if len(known) > most else ""
    names = (name if len(name) <= _LONGEST else shown(name) for name in known[:most])
    return f"Known: {', '.join(names)}{more}."


class Report:
    """Collects mistakes and findings; keeps the first mistake for each key and position.

    A file with more than ``MAX_MISTAKES`` is no case file: InputError is raised at once.
    """

    def __init__(self) -> None:
        self._mistakes: dict[tuple[Mark, str], Mistake] = {}
        self._findings: list[Finding] = []

    def mistake(self, mark: Mark, path: Path, message: str, hint: str | None = None) -> None:
        """Note something that is wrong at ``mark``."""
        key = dotted(path)
        self._mistakes.setdefault((mark, key), Mistake(mark, key, message, hint))
        if len(self._mistakes) >= MAX_MISTAKES:
            last = max(self._mistakes)[0]
            message = f"reading stopped after {MAX_MISTAKES} mistakes."
            self._mistakes[last, "\uffff"] = Mistake(last, "file", message)
            self.check()

    def finding(self, code: str, severity: Severity, mark: Mark, path: Path, message: str) -> None:
        """Note something that looks odd at ``mark`` and does not stop the work."""
        self._findings.append(Finding(code, severity, message, dotted(path), mark))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in file order."""
        return tuple(sorted(self._findings, key=lambda f: (f.mark or Mark("", 0), f.code)))

    def check(self) -> None:
        """Raise InputError with all mistakes in file order, if there are any."""
        if self._mistakes:
            raise InputError([self._mistakes[at] for at in sorted(self._mistakes)])
