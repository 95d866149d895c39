"""A mutation fuzzer: many inputs that are nearly right, in a process of their own.

    python -m tests.safety.fuzz case --seed 1 --count 500 [--seconds 60] [--keep FOLDER]

prints what it found as JSON. An input must end in a value or in one of the typed errors
of its target, within `BUDGET_S` of processor time; the process must stay below `MOST_MB`.
A process of its own, because what is looked for may also end the interpreter.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import json
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.conftest import ROOT
from tests.safety.mutate import mutations

BUDGET_S = 5.0
"""Processor time that one input may take."""

MOST_MB = 1_000
"""What the process may hold at its highest, in a run over small inputs."""

_SHOWN = 400


class HangError(BaseException):
    """An input took longer than its budget. No handler of the product must catch it."""


@dataclass
class Found:
    """What came of a run: ``errors`` are no typed ones, by what they said."""

    target: str
    played: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    errors: dict[str, str] = field(default_factory=dict)
    hangs: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    peak_mb: float = 0.0


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """Raise HangError inside after so much processor time of this process."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def play(target: str, seed: int, count: int, seconds: float, keep: Path | None = None) -> Found:
    """Play ``count`` inputs, or as many as fit into ``seconds`` of processor time."""
    from tests.safety.targets import TARGETS  # noqa: PLC0415  it loads the product

    found = Found(target)
    began = time.process_time()
    with TARGETS[target]() as (corpus, check):
        for data in mutations(corpus, seed, count):
            start = time.process_time()
            if start - began > seconds:
                break
            _one(check, data, found, keep)
            found.played += 1
            found.slowest_s = max(found.slowest_s, time.process_time() - start)
    found.peak_mb = _peak_mb()
    return found


def _peak_mb() -> float:
    """The most that this program held. What ``getrusage`` says may be that of its parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _one(check: object, data: bytes, found: Found, keep: Path | None) -> None:
    assert callable(check)
    name = hashlib.sha256(data).hexdigest()[:12]
    try:
        with budget(BUDGET_S):
            found.ended[check(data)] += 1
    except HangError:
        found.hangs.append(name)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        key = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
        if key in found.errors:
            return
        found.errors[key] = f"{name}: {error}"[:_SHOWN]
    else:
        return
    if keep is not None:
        (keep / f"{found.target}-{name}").write_bytes(data)


def run(target: str, *, seed: int = 1, count: int = 10**9, seconds: float = 10**6) -> Found:
    """The same in a process of its own. Raises AssertionError when that process dies."""
    command = [sys.executable, "-m", "tests.safety.fuzz", target]
    command += ["--seed", str(seed), "--count", str(count), "--seconds", str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the process ended with {done.returncode}: {done.stderr[-2000:]}"
    told = json.loads(done.stdout.splitlines()[-1])
    return Found(**{**told, "ended": Counter(told["ended"])})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=10**6)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    faulthandler.enable()
    found = play(asked.target, asked.seed, asked.count, asked.seconds, asked.keep)
    sys.stdout.write(json.dumps(found.__dict__) + "\n")


if __name__ == "__main__":
    main()
