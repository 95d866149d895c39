"""What a leg's mode and dates allow. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from routes.model import Leg
from routes.modes import Mode
from routes.wording import count, kilometres

_NEAR_M = 1_500_000.0
"""How far apart the ends of a leg commonly are, where its mode is not known."""

_SLACK = 1.05
"""How much further than the limits something may be: places are not points, and limits round."""


@dataclass(frozen=True, slots=True)
class Travel:
    """What is known of modes and of lands.

    ``lands`` gives by country code the land masses that a country has a part in; one that
    is not listed is a land of its own. Without modes nothing is held impossible.
    """

    modes: Sequence[Mode] = ()
    lands: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def near_m(self, legs: Iterable[Leg]) -> float:
        """How far apart the ends of such legs in a row commonly are, in metres."""
        modes = [self._mode(leg) for leg in legs]
        return sum(mode.near_km * 1000 if mode else _NEAR_M for mode in modes)

    def goes_to_towns(self, leg: Leg) -> bool:
        """Whether such a leg begins and ends in towns."""
        mode = self._mode(leg)
        return mode is not None and mode.to_towns

    def objection(
        self, leg: Leg, apart_m: float, countries: tuple[str | None, str | None]
    ) -> str | None:
        """Why ``leg`` cannot go ``apart_m`` metres between two countries, in words, or None."""
        mode = self._mode(leg)
        if mode is None:
            return None
        if mode.over_land and self._is_sea_between(*countries):
            return f"there is sea between {countries[0]} and {countries[1]}"
        if mode.reach_km is not None and apart_m > mode.reach_km * 1000 * _SLACK:
            return f"{kilometres(apart_m)} are too far for one leg {mode.label}"
        days = _days(leg)
        if mode.day_km and days and apart_m > mode.day_km * 1000 * days * _SLACK:
            return f"{kilometres(apart_m)} are too far {mode.label} in {count(days, 'day')}"
        return None

    def _mode(self, leg: Leg) -> Mode | None:
        return next((mode for mode in self.modes if mode.id == leg.mode), None)

    def _is_sea_between(self, a: str | None, b: str | None) -> bool:
        if a is None or b is None or a == b or not self.lands:
            return False
        return not self.lands.get(a, frozenset()) & self.lands.get(b, frozenset())


def _days(leg: Leg) -> int | None:
    """How many days the leg may have taken, if its date says so; a vague date does not."""
    when = leg.when
    if when is None or when.approximate or when.uncertain:
        return None
    if when.earliest is None or when.latest is None:
        return None
    span = np.datetime64(when.latest, "D") - np.datetime64(when.earliest, "D")
    return int(span.astype(int)) + 1
