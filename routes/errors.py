"""What can go wrong, as a tree.

    RoutesError
    ├── InputError (ValueError)            a file a person wrote has mistakes     exit 1
    │   └── NotForPublication (PermissionError)  what it tells may not be published  exit 1
    ├── UsageError (ValueError)            an option or argument is wrong         exit 2
    │   └── UnknownName (LookupError)      no plug-in, mode or format of that name
    ├── GeocoderError                      a geocoding service failed             exit 3
    │   ├── GeocoderUnavailable (ConnectionError)
    │   │   └── GeocoderGivenUp            not asked: it failed too often before
    │   ├── GeocoderTimeout (TimeoutError)
    │   ├── GeocoderRefused (PermissionError)   bad key, blocked, quota used up
    │   │   └── GeocoderRateLimited        asked too often; it may answer later
    │   └── GeocoderBadAnswer (ValueError)      an answer that makes no sense
    ├── ArtefactError (RuntimeError)       a file that ships with the program     exit 3
    ├── CacheError (RuntimeError)          the cache cannot be used               exit 3
    └── OutputError (OSError)              the result could not be written        exit 3

Each leaf is also the builtin a caller would expect, and carries its data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

EXIT_INPUT = 1
EXIT_USAGE = 2
EXIT_FAILURE = 3


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file a person wrote. ``line`` and ``column`` start at 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def nth(key: str, number: int) -> str:
    """The key of an item of a list, as people count: ``notes[1]`` for the one with the number 0."""
    return f"{key}[{number + 1}]"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file: where, under which key, what, what would be right."""

    mark: Mark
    key: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.mark}: {self.key}: {self.message}{hint}"


class RoutesError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = EXIT_FAILURE


class InputError(RoutesError, ValueError):
    """A file a person wrote has mistakes; ``mistakes`` holds all of them in file order."""

    exit_code = EXIT_INPUT

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(m) for m in self.mistakes))


class NotForPublication(InputError, PermissionError):
    """A case that may not be published as it is; ``mistakes`` say why, and never the secret."""


class UsageError(RoutesError, ValueError):
    """An option or an argument is wrong."""

    exit_code = EXIT_USAGE


class UnknownName(UsageError, LookupError):
    """Nothing of that name; ``known`` lists what there is, ``nearest`` the likeliest."""

    def __init__(self, what: str, name: str, known: Sequence[str], nearest: str | None) -> None:
        self.what, self.name, self.known, self.nearest = what, name, tuple(known), nearest
        tail = f" Did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"no {what} named {name!r}.{tail} Known: {', '.join(known) or 'none'}.")


class GeocoderError(RoutesError):
    """A geocoding service failed; ``service`` names it. Never carries the query or a key."""

    def __init__(self, service: str, message: str, retry_after: float | None = None) -> None:
        self.service, self.message, self.retry_after = service, message, retry_after
        super().__init__(f"{service}: {message}")


class GeocoderUnavailable(GeocoderError, ConnectionError):
    """The service could not be reached or said that it cannot answer now."""


class GeocoderGivenUp(GeocoderUnavailable):
    """The service was not asked, because it failed for the names before."""


class GeocoderTimeout(GeocoderError, TimeoutError):
    """The service did not answer within the deadline."""


class GeocoderRefused(GeocoderError, PermissionError):
    """The service refused: wrong key, blocked, or quota used up."""


class GeocoderRateLimited(GeocoderRefused):
    """The service was asked too often, and may answer later."""


class GeocoderBadAnswer(GeocoderError, ValueError):
    """The service answered with something that makes no sense."""


class ArtefactError(RoutesError, RuntimeError):
    """A file that ships with the program is missing or not what it should be."""


class CacheError(RoutesError, RuntimeError):
    """The cache cannot be used, and using it anyway could lose or invent data."""


class OutputError(RoutesError, OSError):
    """A result could not be written; ``path`` says where. Nothing was left half-written."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")
