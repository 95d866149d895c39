"""Ctrl-C: the program says so and ends with 130, and no file is half there."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Tell
from tests.safety.outside import CASE, QUERY, Ask, Done, asking, run, start

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the faults are those of POSIX systems"),
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    with asking(tmp_path) as made:
        yield made


# Not by the clock: a machine that is busy would have the moments elsewhere each time.
_AT_EVENT = """
import os, signal, sys
wanted, seen = sys.argv.pop(1), []
def hook(event, args):
    seen.append(event)
    about = event + " of a temporary file" if ".routes-" in str(args[:1]) else None
    if wanted in (str(len(seen)), about):
        signal.raise_signal(signal.SIGINT)
from routes.cli import main
sys.addaudithook(hook)
try:
    main()
finally:
    if wanted == "count":
        print(len(seen))
"""


def build_until(event: object, case: Path, out: Path) -> Done:
    """Build; Python tells of most of what it does, and at that event SIGINT comes."""
    program = [sys.executable, "-c", _AT_EVENT, str(event)]
    return run("build", case, "-o", out, program=program)


class TestInterrupted:
    """SIGINT at many moments: 130, and no file or the whole one."""

    def test_at_any_moment_of_a_build(self, tmp_path: Path, tell: Tell):
        case, whole = tmp_path / "short.yaml", tmp_path / "whole"
        case.write_text(CASE, "utf-8")
        done = build_until("count", case, whole)
        assert done.returncode == 0
        count = int(done.stdout.split()[-1])
        expected = (whole / "short.html").read_bytes()
        rng = random.Random(11)
        writing = [f"{event} of a temporary file" for event in ("open", "os.rename", "os.remove")]
        moments: list[object] = [*(rng.randint(1, count) for _ in range(9)), *writing]
        codes = []
        for number, moment in enumerate(moments):
            out = tmp_path / f"out{number}"
            done = build_until(moment, case, out)
            codes.append(done.returncode)
            if done.returncode == 130:
                assert done.stderr.strip() == "Interrupted."
            left = list(out.iterdir()) if out.exists() else []
            assert [each.name for each in left] in ([], ["short.html"])
            assert all(each.read_bytes() == expected for each in left)
            assert left or done.returncode != 0
        # What Python itself drops an interrupt in (a callback of a library) goes on to its end.
        assert set(codes) <= {130, 0}
        assert codes.count(130) >= len(codes) - 2
        tell(
            "interrupts during a build",
            len(codes),
            exit_130=codes.count(130),
            done_all_the_same=codes.count(0),
            partial_files=0,
        )

    def test_while_a_service_is_waited_for(self, ask: Ask):
        answers, ask.service.answers = ask.service.answers, [ask.service.hang]
        started = start("geocode", QUERY, *ask.options, env=ask.env)
        while not ask.service.requests:
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate()
        assert started.returncode == 130
        assert said.splitlines()[-1] == "Interrupted."
        assert "Traceback" not in said
        # Nothing was kept of a question without an answer.
        ask.service.answers = answers
        assert "Elsewhere" in ask().stdout
