"""Two gazetteers one after the other: a service is asked only where the first is not sure."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from routes.errors import GeocoderError, GeocoderGivenUp, UsageError
from routes.gazetteers.disclosure import ASK_BELOW, may_be_sent
from routes.gazetteers.patience import Patience
from routes.gazetteers.protocol import Gazetteer
from routes.gazetteers.weights import confident
from routes.geodesy import length_m
from routes.model import Candidate, Kind
from routes.model.place import AREA_KINDS, LINE_KINDS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Chain"]

_LOG = logging.getLogger(__name__)
# They are wanted with their polygon or line, and services answer with points.
_SHAPED = (*AREA_KINDS, *LINE_KINDS)
_ONE_PLACE_M = 10_000.0


class Chain:
    """A gazetteer that asks ``then`` only where ``first`` is not sure.

    ``then`` is asked when the best candidate of ``first`` has a confidence below
    ``ask_below`` (0 to 1), or when there is none. It is never asked for what
    `may_be_sent` refuses (codes, positions in whatever form, texts too long for a name),
    nor for areas and lines (a hint that the kind is one, or a best candidate that has a
    shape and is not a guess at a misspelt name).

    When ``then`` fails, what ``first`` found is the answer: the failure goes to
    ``on_failure``, or to the log as a warning when there is none. Where ``first`` found
    nothing the failure is raised: it is not "not found".

    A service is asked no more by this object when it refuses whoever asks, is silent twice
    in a row, or gives nothing that can be used for some time by ``clock`` (seconds): see
    `Patience`. ``on_failure`` is told so once, by a GeocoderGivenUp, which is also what is
    raised from then on where ``first`` finds nothing. `skipped` has the names. What a
    cache knows is still used.

    Raises UsageError when ``ask_below`` is not between 0 and 1.
    """

    def __init__(
        self,
        first: Gazetteer,
        then: Gazetteer,
        *,
        ask_below: float = ASK_BELOW,
        on_failure: Callable[[GeocoderError], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not 0 <= ask_below <= 1:
            raise UsageError(f"the confidence to ask below is {ask_below}: write 0 to 1")
        self.name = f"{first.name}, then {then.name}"
        self._first, self._then, self._ask_below = first, then, ask_below
        self._on_failure = on_failure or _warn
        self._handed: dict[str, None] = {}
        self._skipped: dict[str, None] = {}
        self._patience, self._clock = Patience(), clock

    @property
    def asked(self) -> tuple[str, ...]:
        """The names that were sent or tried to be sent to ``then``, each once, in order.

        ``then`` says itself what it really sent, as services here do: not what a cache
        knew. Of any other gazetteer it is what it was asked for.
        """
        told: tuple[str, ...] = getattr(self._then, "asked", tuple(self._handed))
        return told

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Those of `asked` to which nothing came back, as far as ``then`` says so."""
        told: tuple[str, ...] = getattr(self._then, "unanswered", ())
        return told

    @property
    def kept(self) -> tuple[str, ...]:
        """The names that a cache of ``then`` answered, if it has one."""
        told: tuple[str, ...] = getattr(self._then, "kept", ())
        return told

    @property
    def local(self) -> Gazetteer:
        """The gazetteer that is asked first, for what is not worth a question to ``then``."""
        return self._first

    @property
    def skipped(self) -> tuple[str, ...]:
        """The names that ``then`` was not asked for since it was given up, each once."""
        return tuple(self._skipped)

    def lookup(
        self, query: str, *, country: str | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """The candidates of ``first``, joined with those of ``then`` if it was asked.

        Of records of one place the first's is kept, with the larger weight of both; the
        confidence is that among all. Raises what ``first`` raises, and what ``then``
        raises, or GeocoderGivenUp, where ``first`` found nothing.
        """
        found = self._first.lookup(query, country=country, kind=kind, limit=limit)
        if not self._is_to_be_asked(query.strip(), kind, found):
            return found
        try:
            more = self._more(query, country, kind, limit)
        except GeocoderError as failure:
            if not found:
                raise
            if not isinstance(failure, GeocoderGivenUp):  # it was told of when that began
                self._on_failure(failure)
            return found
        return _joined(found, more)[: max(limit, 0)]

    def shape(self, ref: str) -> BaseGeometry | None:
        """The polygon or line of whichever gazetteer holds ``ref``."""
        held = self._first.shape(ref)
        return held if held is not None else self._then.shape(ref)

    def close(self) -> None:
        """Close both."""
        try:
            self._first.close()
        finally:
            self._then.close()

    def _more(
        self, query: str, country: str | None, kind: Kind | None, limit: int
    ) -> tuple[Candidate, ...]:
        """What ``then`` keeps, or answers now; raises GeocoderGivenUp instead of asking in vain."""
        remembered = getattr(self._then, "remembered", _nothing)
        kept: tuple[Candidate, ...] | None = remembered(query, country, kind, limit)
        if kept is not None:
            return kept
        if self._patience.why:
            self._skipped[query] = None
            raise self._given_up()
        self._handed[query] = None
        began = self._clock()
        try:
            more = self._then.lookup(query, country=country, kind=kind, limit=limit)
        except GeocoderError as failure:
            if self._patience.failed(failure, self._clock() - began):
                self._on_failure(self._given_up())
            raise
        self._patience.answered()
        return more

    def _given_up(self) -> GeocoderGivenUp:
        why = f"{self._patience.why}, so it is asked no more in this run"
        return GeocoderGivenUp(self._then.name, why)

    def _is_to_be_asked(self, text: str, kind: Kind | None, found: tuple[Candidate, ...]) -> bool:
        if kind in _SHAPED or not may_be_sent(text):
            return False
        if not found:
            return True
        best = found[0]
        if best.has_shape and best.match != "fuzzy":
            return False
        return best.confidence < self._ask_below


def _nothing(*_: object) -> None:
    """What a gazetteer remembers that keeps no answers."""


def _warn(failure: GeocoderError) -> None:
    _LOG.warning("%s; only what the first gazetteer knows was used", failure)


def _joined(found: tuple[Candidate, ...], more: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    joined = list(found)
    for new in more:
        known = next((n for n, old in enumerate(joined) if _is_one_place(old, new)), None)
        if known is None:
            joined.append(new)
        else:
            old = joined[known]
            joined[known] = replace(old, weight=max(old.weight, new.weight))
    return confident(joined)


def _is_one_place(a: Candidate, b: Candidate) -> bool:
    if a.ref == b.ref:
        return True
    if a.kind != b.kind or (a.country and b.country and a.country != b.country):
        return False
    if a.kind == "country":
        return a.country == b.country
    # The smaller radius: a wide uncertainty must not swallow another place of the name.
    near_m = max(_ONE_PLACE_M, min(a.radius_m, b.radius_m))
    return length_m((a.lon, a.lat), (b.lon, b.lat)) <= near_m
