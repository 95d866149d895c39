"""Where the program begins: ``routes``, which is the same as ``python -m routes``."""

import os
import signal
import sys

_INTERRUPTED, _TERMINATED = 130, 143
"""As in `routes.cli`, of which nothing may be loaded yet."""


def start() -> None:
    """Run the command line and exit with its code, also when a signal comes at once.

    Loading the program takes longer than anything else that a short command does, and an
    interrupt at that time would be shown as an error of some library.
    """
    # A shell that starts something in the background has it ignore interrupts.
    heeds = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeds:
        signal.signal(signal.SIGINT, _stop)
    from routes.cli import main  # noqa: PLC0415  after the lines above

    try:
        if heeds:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:  # until here it can do no harm
            signal.signal(signal.SIGTERM, _end)
        main()
    except KeyboardInterrupt:  # before the last of these lines
        _stop()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(*_: object) -> None:
    """Interrupted while nothing is open that would have to be closed."""
    os.write(2, b"Interrupted.\n")
    os._exit(_INTERRUPTED)


def _end(*_: object) -> None:
    """Ended by the system or another program: what is half written is taken away first."""
    sys.exit(_TERMINATED)


if __name__ == "__main__":
    start()
