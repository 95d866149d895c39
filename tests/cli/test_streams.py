"""What the shell does to the program: full disks, closed pipes, poor encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import GOOD

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="needs /dev/full, or file names of any bytes"
)

ROUTES = [sys.executable, "-m", "routes"]


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "여정.yaml"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"], autouse=True)
def buffering(request, monkeypatch):
    """Both ways in which Python writes: what is buffered fails only when it is flushed."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)


def run(*args: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([*ROUTES, *map(str, args)], check=False, **settings)


@on_linux
@pytest.mark.parametrize("args", [["schema"], ["geocode", "Minsk"], ["--help"]])
def test_a_full_disk_exits_3_with_a_message(args):
    with Path("/dev/full").open("wb") as full:
        done = run(*args, stdout=full)
    assert done.returncode == 3
    assert done.stderr == b"cannot write the output: No space left on device\n"


@on_linux
def test_a_full_disk_exits_3_also_after_a_map_was_written(case):
    with Path("/dev/full").open("wb") as full:
        done = run("build", case, "-o", case.parent / "out", stdout=full)
    assert done.returncode == 3
    assert done.stderr == b"cannot write the output: No space left on device\n"
    assert (case.parent / "out" / "여정.html").exists()


@pytest.mark.parametrize(
    "args",
    [
        ["schema"],
        ["geocode", "Minsk", "--limit", "50"],
        ["geocode", "Minsk", "--format", "json"],
        ["--help"],
        ["build", "--help"],
    ],
)
def test_nobody_reads_exits_141_without_a_word(args):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(*args, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_message_that_nobody_reads_keeps_its_exit_code():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert run("biuld", stderr=writing).returncode == 2
    finally:
        os.close(writing)


def test_names_that_the_terminal_cannot_show_are_escaped(case):
    env = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    out = case.parent / "out"
    done = run("build", case, "-o", out, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == f"{out}/\\uc5ec\\uc815.html\n".encode("ascii")
    done = run("build", case, "-o", out, "--format", "json", env=env)
    assert json.loads(done.stdout.decode("utf-8")) == [f"{out}/여정.html"]
    done = run("schema", env=env)
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["title"]


@on_linux
def test_a_file_name_that_is_no_text_is_read_and_named(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    Path(os.fsdecode(path)).write_text(GOOD)
    for form in ("text", "json"):
        done = run("build", os.fsdecode(path), "-o", tmp_path / "out", "--format", form)
        assert (done.returncode, done.stderr) == (0, b"")
    (name,) = os.listdir(os.fsencode(tmp_path / "out"))  # noqa: PTH208  bytes
    assert name.decode("utf-8").startswith("caf")  # a name that every system has letters for
    assert json.loads(done.stdout) == [f"{tmp_path}/out/{name.decode('utf-8')}"]


def test_an_argument_that_is_no_text_is_wrong_use():
    done = run("geocode", os.fsdecode(b"bad\xff"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"holds bytes that are not text" in done.stderr


def test_warnings_of_libraries_are_no_errors_of_a_case(tmp_path):
    path = tmp_path / "vague.yaml"
    path.write_text(GOOD.replace("when: 2016-07,", "when: 2016-07~,"))
    done = run("check", path, env={**os.environ, "PYTHONWARNINGS": "error"})
    assert (done.returncode, done.stdout, done.stderr) == (0, b"No errors.\n", b"")
