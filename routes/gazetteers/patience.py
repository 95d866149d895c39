"""When a service is asked no more: one run must not wait for it name after name."""

from __future__ import annotations

from routes.errors import (
    GeocoderError,
    GeocoderRateLimited,
    GeocoderRefused,
    GeocoderTimeout,
    GeocoderUnavailable,
)

__all__ = ["LOOKUP_S", "WAITING_S", "Patience"]

WAITING_S = 20.0
"""How long a run may wait for a service in all before that gives its first answer, or its
next one: for one name or for thousands."""

LOOKUP_S = WAITING_S / 2
"""How long one lookup may take in all, retries and waiting for a turn included. Half, so
that a service that fails for one name has a second chance with the next."""

_IN_A_ROW = 2


class Patience:
    """What came of the lookups since a service last gave an answer, and when that is enough.

    It is enough at the first refusal of a service that never gave an answer (a wrong key, a
    sender who is blocked), at the second in a row of one that did (a quota that is used up
    now; one alone may be for the sake of one name), and after two silences in a row. Also
    when the service says that it will be there in more than ``waiting_s``, and when more than
    one lookup failed, in whatever way, and half of that is gone.

    So all of them together take no more than ``waiting_s``, as long as none takes more than
    half of it.
    """

    def __init__(self, waiting_s: float = WAITING_S) -> None:
        self._waiting_s = waiting_s
        self._refusals_enough = 1
        self._why: str | None = None
        self._begin()

    def _begin(self) -> None:
        self._failed = self._silent = self._refused = 0
        self._spent_s = 0.0

    @property
    def why(self) -> str | None:
        """Why the service is to be asked no more, in words, or None. It stays so."""
        return self._why

    def answered(self) -> None:
        """Begin anew: the service gave an answer, or said that there is nothing."""
        self._refusals_enough = _IN_A_ROW
        self._begin()

    def failed(self, failure: GeocoderError, took_s: float) -> bool:
        """Count a lookup that failed after so many seconds; whether it is enough now."""
        is_silence = isinstance(failure, GeocoderUnavailable | GeocoderTimeout)
        self._failed += 1
        self._silent = self._silent + 1 if is_silence else 0
        self._refused = self._refused + 1 if _is_refusal(failure) else 0
        self._spent_s += took_s
        self._why = self._enough(failure)
        return self._why is not None

    def _enough(self, failure: GeocoderError) -> str | None:
        if self._refused >= self._refusals_enough:
            return f"it refuses ({failure.message})"
        if self._silent >= _IN_A_ROW:
            return f"no answer {_IN_A_ROW} times in a row"
        if (failure.retry_after or 0) > self._waiting_s:
            return f"it wants to be asked again in {failure.retry_after:,.0f} seconds"
        if self._failed > 1 and self._spent_s > self._waiting_s / 2:
            return f"no answer that can be used in more than {self._waiting_s / 2:g} seconds"
        return None


def _is_refusal(failure: GeocoderError) -> bool:
    """Whether somebody is refused. Who only asks too often may have the next answer."""
    return isinstance(failure, GeocoderRefused) and not isinstance(failure, GeocoderRateLimited)
