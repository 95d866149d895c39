"""The same targets played by atheris: what is tried next is chosen by which code it reached.

Only `routes` is instrumented, so that no libraries count. Half of the changes are those of
`tests.safety.mutate`, which know words and lines; the others are libFuzzer's own.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.safety.fuzz import BUDGET_S, MOST_MB, Found, one, peak_mb
from tests.safety.mutate import LARGEST, changed

MISSING = (
    "atheris is not installed: python -m pip install -c constraints.txt '.[fuzz]' "
    "(there are wheels for Linux and Python 3.11 to 3.13)"
)
_HELD_MB = 3_000
"""Where a run ends before its time. With atheris memory grows by the input, so that it is no find,
and only a single allocation is held to MOST_MB."""

_BEYOND_S = 4 * BUDGET_S
"""Code in C is not interrupted by the budget; after so long libFuzzer ends the process."""


def play(found: Found, seconds: float, options: Sequence[str], keep: Path | None) -> None:
    """Play ``found.target`` for some seconds of the clock, print ``found`` and end the process.

    It ends earlier where too much memory is held. ``options`` are libFuzzer's, without program
    name. What ends the interpreter is kept by libFuzzer itself in ``keep``. Raises SystemExit
    where atheris is not installed.
    """
    try:
        import atheris  # noqa: PLC0415  an extra
    except ModuleNotFoundError:
        raise SystemExit(MISSING) from None
    assert "routes" not in sys.modules, "what is imported already is not instrumented"
    with atheris.instrument_imports(include=["routes"]):
        _import_all()
        from tests.safety.targets import TARGETS  # noqa: PLC0415  imports the product

    stack = contextlib.ExitStack()
    corpus, check = stack.enter_context(TARGETS[found.target]())
    seeds = stack.enter_context(tempfile.TemporaryDirectory())
    for number, seed in enumerate(corpus):
        (Path(seeds) / str(number)).write_bytes(seed)

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, most))
        return changed(chance, data, corpus)[:most]

    ends = time.monotonic() + seconds

    def play_one(data: bytes) -> None:
        one(check, data, found, keep)
        if time.monotonic() > ends or peak_mb() > _HELD_MB:
            stack.close()
            _tell(found)

    arguments = [sys.argv[0], f"-max_len={LARGEST}", f"-timeout={_BEYOND_S:.0f}"]
    arguments += [f"-malloc_limit_mb={MOST_MB}", f"-rss_limit_mb={_HELD_MB + MOST_MB}"]
    arguments += [f"-artifact_prefix={keep or seeds}/{found.target}-"]
    atheris.Setup([*arguments, *options, seeds], play_one, custom_mutator=mutator)
    atheris.Fuzz()


def _tell(found: Found) -> None:
    """Print it and end: libFuzzer ends a process without what Python does at an exit."""
    found.peak_mb = peak_mb()
    sys.stdout.write(json.dumps(found.__dict__) + "\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _import_all() -> None:
    """All of the product: what is only imported when it is needed would not be instrumented."""
    routes = importlib.import_module("routes")
    for module in pkgutil.walk_packages(routes.__path__, "routes."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
