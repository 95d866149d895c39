"""The program from outside: as a process with its surroundings, and a service on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.unit.loopback import Service, places, running

ROUTES = [sys.executable, "-m", "routes"]
QUERY = "Secretville 4711"
CASE = """\
version: 1
title: A short journey
sources:
  paper: {publisher: A paper, issued: 2016-09-12}
places:
  a: Vladivostok, Russia
  b: Minsk, Belarus
legs:
  go: {from: a, to: b, when: 2016-07, claims: [{source: paper, quote: he went}]}
itineraries:
  one: {title: One, legs: [go]}
"""

Done = subprocess.CompletedProcess[str]


def run(*args: object, program: list[str] = ROUTES, **options: object) -> Done:
    """The program, until it ends. ``options`` as for ``subprocess.run``."""
    given: dict[str, object] = {
        "capture_output": True, "text": True, "cwd": ROOT, "preexec_fn": _heeding, **options,
    }  # fmt: skip
    return subprocess.run([*program, *map(str, args)], check=False, **given)  # type: ignore[call-overload, no-any-return]


def _heeding() -> None:
    """As in a terminal: what a shell starts in the background does not heed an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*args: object, **options: object) -> subprocess.Popen[str]:
    """The program, running."""
    pipe = subprocess.PIPE
    given: dict[str, object] = {
        "stdout": pipe, "stderr": pipe, "text": True, "preexec_fn": _heeding, **options,
    }  # fmt: skip
    return subprocess.Popen([*ROUTES, *map(str, args)], cwd=ROOT, **given)  # type: ignore[call-overload, no-any-return]


def without(*names: str) -> dict[str, str]:
    """The environment, but for these."""
    return {name: value for name, value in os.environ.items() if name not in names}


def noted(done: Done) -> list[str]:
    """The lines on stderr but those that say which names were sent, which is their purpose."""
    disclosed = ("Online: ", "1 name was sent to ", "Nothing was sent to ", "Tried to send 1 name")
    return [line for line in done.stderr.splitlines() if not line.startswith(disclosed)]


@dataclass
class Ask:
    """Looks names up at a service, with a home of its own."""

    service: Service
    home: Path

    @property
    def cache(self) -> Path:
        return self.home / ".cache" / "reported-routes" / "geocoder.sqlite"

    @property
    def env(self) -> dict[str, str]:
        return {**without("XDG_CACHE_HOME"), "HOME": str(self.home), "no_proxy": "127.0.0.1"}

    @property
    def options(self) -> list[str]:
        domain = f"domain=127.0.0.1:{self.service.port}"
        return ["--online", "--service-option", domain, "--service-option", "scheme=http"]

    def __call__(self, name: str = QUERY, **options: object) -> Done:
        return run("geocode", name, *self.options, **{"env": self.env, **options})  # type: ignore[arg-type]


@contextmanager
def asking(home: Path) -> Iterator[Ask]:
    """A service that has one answer to everything."""
    with running() as service:
        found = {"lat": "53.9", "lon": "27.6", "display_name": "Elsewhere, Belarus"}
        service.answers = [places(found)]
        yield Ask(service, home)
