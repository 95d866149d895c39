"""Ctrl-C: the program says so and ends with 130, and no file is half there.

Before its first line runs, and while Python begins, an interrupt is Python's own affair:
that shows where it was, and ends. Nothing is open then.
"""

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
wanted, number, seen = sys.argv.pop(1), int(sys.argv.pop(1)), []
def hook(event, args):
    seen.append(event)
    about = event + " of a temporary file" if ".routes-" in str(args[:1]) else None
    if event == "import":
        about = "import of " + args[0]
    if wanted in (str(len(seen)), about):
        signal.raise_signal(number)
from routes.__main__ import start
sys.addaudithook(hook)
try:
    start()
finally:
    if wanted == "count":
        print(len(seen))
"""


def build_until(event: object, case: Path, out: Path, number: int = signal.SIGINT) -> Done:
    """Build; Python tells of most of what it does, and at that event the signal comes."""
    program = [sys.executable, "-c", _AT_EVENT, str(event), str(int(number))]
    return run("build", case, "-o", out, program=program)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "short.yaml"
    path.write_text(CASE, "utf-8")
    return path


class TestInterrupted:
    """SIGINT at many moments: 130, and no file or the whole one."""

    def test_at_any_moment_of_a_build(self, tmp_path: Path, case: Path, tell: Tell):
        whole = tmp_path / "whole"
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

    def test_while_the_program_is_loaded(self, tmp_path: Path, case: Path, tell: Tell):
        out = tmp_path / "out"
        moments = [f"import of {name}" for name in ("routes.cli", "click", "routes.plugins")]
        for moment in moments:
            done = build_until(moment, case, out)
            assert (done.returncode, done.stdout, done.stderr) == (130, "", "Interrupted.\n")
        assert not out.exists()
        tell("interrupts while the program is loaded", len(moments), tracebacks=0, files=0)

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_what_was_ignored_before_stays_so(self, case: Path, tmp_path: Path, number: int):
        """As of what a shell starts in the background."""
        program = f"import signal; signal.signal({int(number)}, signal.SIG_IGN);{_AT_EVENT}"
        for moment in ("import of click", "os.rename of a temporary file"):
            done = run(
                *("build", case, "-o", tmp_path / "out"),
                program=[sys.executable, "-c", program, moment, str(int(number))],
            )
            assert (done.returncode, done.stderr) == (0, "")

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


def test_ended_by_another_program_in_the_middle_of_a_write(tmp_path: Path, case: Path, tell: Tell):
    """SIGTERM, as at the end of a session: 143, and what is half written is taken away."""
    moments = [f"{event} of a temporary file" for event in ("open", "os.rename")]
    for number, moment in enumerate(moments):
        out = tmp_path / f"out{number}"
        done = build_until(moment, case, out, signal.SIGTERM)
        assert (done.returncode, "Traceback" in done.stderr) == (143, False)
        assert list(out.iterdir()) == []
    tell("ended by SIGTERM during a write", len(moments), stray=0)
