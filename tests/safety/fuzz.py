"""A mutation fuzzer: many inputs that are nearly right, in a process of their own.

    python -m tests.safety.fuzz case --seed 1 --count 500 [--seconds 60] [--keep FOLDER]
    python -m tests.safety.fuzz case --atheris --seconds 600 [--keep FOLDER] [-- -only_ascii=1]

prints what it found as JSON. With ``--atheris`` that chooses the inputs, by which code they
reach; what follows ``--`` are options of libFuzzer, and seconds are those of the clock.

An input must end in a value or in one of the typed errors of its target, within `BUDGET_S` of
processor time, and print nothing; the process must stay below `MOST_MB`. A process of its own,
because what is looked for may also end the interpreter.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import io
import json
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.safety.mutate import mutations

BUDGET_S = 5.0
"""Processor time that one input may take."""

MOST_MB = 1_000
"""What the process may hold at its highest, in a run over small inputs."""

_SHOWN = 400
_ROOT = Path(__file__).parents[2]

Check = Callable[[bytes], str]
"""Says in a word how an input ended; what it raises is a find."""


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


@contextmanager
def silent() -> Iterator[None]:
    """Raise AssertionError where something is printed: that may be what another program reads."""
    with redirect_stdout(io.StringIO()) as printed:
        yield
    assert not printed.getvalue(), f"printed: {printed.getvalue()}"


def play(target: str, seed: int, count: int, seconds: float, keep: Path | None = None) -> Found:
    """Play ``count`` inputs, or as many as fit into ``seconds`` of processor time."""
    from tests.safety.targets import TARGETS  # noqa: PLC0415  it loads the product

    found = Found(target)
    began = time.process_time()
    with TARGETS[target]() as (corpus, check):
        for data in mutations(corpus, seed, count):
            if time.process_time() - began > seconds:
                break
            one(check, data, found, keep)
    found.peak_mb = peak_mb()
    return found


def peak_mb() -> float:
    """The most that this program held. What ``getrusage`` says may be that of its parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def one(check: Check, data: bytes, found: Found, keep: Path | None) -> None:
    """Play one input and note in ``found`` how it ended; what is a find is written to ``keep``."""
    start = time.process_time()
    wrong = _played(check, data, found)
    found.played += 1
    found.slowest_s = max(found.slowest_s, time.process_time() - start)
    if wrong and keep is not None:
        (keep / f"{found.target}-{_name(data)}").write_bytes(data)


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _played(check: Check, data: bytes, found: Found) -> bool:
    """Whether it is a find, and one that is not known yet."""
    try:
        with budget(BUDGET_S), silent():
            found.ended[check(data)] += 1
    except HangError:
        found.hangs.append(_name(data))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        key = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
        if key in found.errors:
            return False
        found.errors[key] = f"{_name(data)}: {error}"[:_SHOWN]
    else:
        return False
    return True


def run(target: str, *, seed: int = 1, count: int = 10**9, seconds: float = 10**6) -> Found:
    """The same in a process of its own. Raises AssertionError when that process dies."""
    command = [sys.executable, "-m", "tests.safety.fuzz", target]
    command += ["--seed", str(seed), "--count", str(count), "--seconds", str(seconds)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the process ended with {done.returncode}: {done.stderr[-2000:]}"
    told = json.loads(done.stdout.splitlines()[-1])
    return Found(**{**told, "ended": Counter(told["ended"])})


def _guided(asked: argparse.Namespace, options: list[str]) -> None:
    from tests.safety import guided  # noqa: PLC0415  it uses this module

    options = [f"-seed={asked.seed}", *options]
    guided.play(Found(asked.target), asked.seconds, options, asked.keep)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=10**6)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--atheris", action="store_true")
    given = sys.argv[1:]
    at = given.index("--") if "--" in given else len(given)
    asked = parser.parse_args(given[:at])
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
    if asked.atheris:
        _guided(asked, given[at + 1 :])
    faulthandler.enable()
    found = play(asked.target, asked.seed, asked.count, asked.seconds, asked.keep)
    sys.stdout.write(json.dumps(found.__dict__) + "\n")


if __name__ == "__main__":
    main()
