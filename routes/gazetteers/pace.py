"""How fast a service may be asked: one request a second for the whole process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import cache

INTERVAL_S = 1.0
"""What public Nominatim asks for, and no service finds rude."""


class Pace:
    """Hands out turns that are at least ``interval_s`` seconds apart. Safe among threads."""

    def __init__(
        self,
        interval_s: float = INTERVAL_S,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval_s, self._clock, self._sleep = interval_s, clock, sleep
        self._lock = threading.Lock()
        self._next = float("-inf")

    def take_turn(self, within_s: float) -> bool:
        """Wait for the next turn; False, at once, if it comes later than ``within_s``."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next)
            if turn - now > within_s:
                return False
            self._next = turn + self._interval_s
        if turn > now:
            self._sleep(turn - now)
        return True


@cache
def process_pace() -> Pace:
    """The one pace of this process, shared by all services."""
    return Pace()
