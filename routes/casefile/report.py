"""What reading a file turns up: mistakes, which stop the work, and findings, which do not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Protocol

from routes.casefile.quoting import closed, cut, guarded, has_gap, opened, shown
from routes.errors import InputError, Mark, Mistake, nth
from routes.model import Finding, Severity

MAX_MISTAKES = 500

_LONGEST = 100
"""No id, key or word is longer, so what is longer is not one of them with a slip."""

_MANY = 50
"""So many known words are compared in the careful way, which is slow."""

Path = tuple[str | int, ...]
"""Where something stands in a file: keys, and positions in lists counted from 0."""


class Discretion(Protocol):
    """Says which parts of a file a message may repeat."""

    def hides(self, mark: Mark, path: Path) -> bool:
        """Whether what stands there is a secret, or it is not known that it is none."""

    def told(self, path: Path) -> Path:
        """As much of the path of a secret as holds only known keys and ids."""

    def hint(self, path: Path) -> str | None:
        """What the key at the path is for."""


def dotted(path: Path) -> str:
    """The path as people read it: ``legs.a.claims[1].source``, lists counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text = nth(text, part)
        else:
            name = part if part.isprintable() and len(part) <= 64 else cut(part)
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
    names = (name if len(name) <= _LONGEST else cut(name) for name in known[:most])
    return f"Known: {', '.join(names)}{more}."


class Report:
    """Collects mistakes and findings; keeps the first mistake for each key and position.

    A file with more than ``MAX_MISTAKES`` is no case file: InputError is raised at once. What
    messages quote (`routes.casefile.quoting`) is left out where ``discretion`` hides it, which
    is asked only when the mistakes or findings are.
    """

    def __init__(self, discretion: Discretion | None = None) -> None:
        self._discretion = discretion
        self._mistakes: dict[tuple[Mark, str], tuple[Path, str, str | None]] = {}
        self._findings: list[tuple[Mark, Path, str, Severity, str]] = []

    def mistake(self, mark: Mark, path: Path, message: str, hint: str | None = None) -> None:
        """Note something that is wrong at ``mark``."""
        self._mistakes.setdefault((mark, dotted(path)), (path, message, hint))
        if len(self._mistakes) >= MAX_MISTAKES:
            last = max(self._mistakes)[0]
            message = f"reading stopped after {MAX_MISTAKES} mistakes."
            self._mistakes[last, "\uffff"] = ((), message, None)
            self.check()

    def finding(self, code: str, severity: Severity, mark: Mark, path: Path, message: str) -> None:
        """Note something that looks odd at ``mark`` and does not stop the work."""
        self._findings.append((mark, path, code, severity, message))

    def hides(self, mark: Mark, path: Path) -> bool:
        """Whether no message repeats what stands there."""
        return self._discretion is not None and self._discretion.hides(mark, path)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in file order."""
        made = []
        for mark, path, code, severity, message in self._findings:
            about, said, _ = self._said(mark, path, message, None)
            made.append(Finding(code, severity, said, about, mark))
        return tuple(sorted(made, key=lambda f: (f.mark or Mark("", 0), f.code)))

    def check(self) -> None:
        """Raise InputError with all mistakes in file order, if there are any."""
        if self._mistakes:
            raise InputError(
                [
                    Mistake(at[0], *self._said(at[0], *self._mistakes[at]))
                    for at in sorted(self._mistakes)
                ]
            )

    def _said(
        self, mark: Mark, path: Path, message: str, hint: str | None
    ) -> tuple[str, str, str | None]:
        """The key, the message and the hint, with no more of the file than may be told."""
        keep = self._discretion
        if keep is None:
            return dotted(path), opened(message), hint and opened(hint)
        if not keep.hides(mark, path):
            return dotted(path), guarded(message), hint and guarded(hint)
        if hint is not None:
            hint = keep.hint(path) if has_gap(hint) else closed(hint)
        return dotted(keep.told(path)), closed(message), hint
