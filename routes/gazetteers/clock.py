"""Time as it passes: what the deadlines of a service are measured and waited with."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class Clock:
    """The clock of this machine. A test has one of its own, on which waiting costs nothing."""

    def now(self) -> float:
        """Seconds since some moment; they never go back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        time.sleep(seconds)

    def within(self, seconds: float, call: Callable[[], Any]) -> Any:
        """What ``call`` gives, or TimeoutError after ``seconds`` even if it hangs.

        Nothing in Python ends a name look-up or a dripping header from outside, so the call
        runs in a thread that is left behind; its connection has a timeout of its own.
        """
        return begun(call).result(timeout=max(seconds, 0.0))


def begun(call: Callable[[], Any]) -> Future[Any]:
    """``call``, running in a thread that does not hold up the end of the program."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # raised where it is waited for
            future.set_exception(error)

    threading.Thread(target=run, name="geocoder", daemon=True).start()
    return future
