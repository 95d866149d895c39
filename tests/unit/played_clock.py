"""A clock that runs only when something is waited for, so that no time is lost with it.

What is added up on it is all that a program waited, to the last second, whatever else
this machine does meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from routes.gazetteers.clock import Clock, begun


class PlayedClock(Clock):
    """For one thread that asks, and services whose pauses are `passes`."""

    def __init__(self) -> None:
        self._now = 0.0
        self._until: float | None = None
        self._moved = threading.Condition()

    def now(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self._now += seconds

    def within(self, seconds: float, call: Callable[[], Any]) -> Any:
        with self._moved:
            self._until = until = self._now + seconds
        future = begun(call)
        future.add_done_callback(lambda _: self._tell())
        with self._moved:
            self._moved.wait_for(lambda: future.done() or self._until is None)
            self._until = None
        if self._now >= until:
            raise TimeoutError
        return future.result()

    def passes(self, seconds: float) -> bool:
        """Let so many seconds pass for whoever waits; whether nobody does any more."""
        with self._moved:
            if self._until is None:
                return True
            self._now = min(self._now + seconds, self._until)
            if self._now == self._until:
                self._until = None
            self._moved.notify_all()
            return self._until is None

    def _tell(self) -> None:
        with self._moved:
            self._moved.notify_all()
