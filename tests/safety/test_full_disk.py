"""No space left: a typed error that names the file, the old file as it was, nothing beside it."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from routes import atomic
from routes.atomic import write_bytes
from routes.errors import OutputError
from tests.conftest import ROOT, Tell
from tests.safety.filling import TIMES

_MOUNTED = 'mount -t tmpfs -o size=1m none "$1" && shift && exec "$@"'


@cache
def can_mount() -> bool:
    """Whether a small file system of one's own can be made here."""
    if shutil.which("unshare") is None:
        return False
    made = [*mounted(Path("/mnt")), "true"]
    return subprocess.run(made, check=False, capture_output=True).returncode == 0


def mounted(directory: Path) -> list[str]:
    """The start of a command that sees a file system of one megabyte at ``directory``."""
    return ["unshare", "-rm", "sh", "-c", _MOUNTED, "sh", str(directory)]


def counted(before: list[str], how: str, directory: Path) -> dict[str, int]:
    program = [sys.executable, "-m", "tests.safety.filling", how, str(directory)]
    done = subprocess.run(
        [*before, *program], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("how", ["disk", "limit"])
def test_a_full_disk_leaves_the_old_file_and_the_kept_answers(tmp_path: Path, tell: Tell, how: str):
    real = how == "disk" and can_mount()
    found = counted(mounted(tmp_path) if real else [], "disk" if real else "limit", tmp_path)
    medium = "a real file system of 1 MB" if real else "a limit of the kernel on the size of files"
    tell(
        f"full disks ({medium})",
        found["full"] + found["cache_full"],
        torn=found["torn"],
        corrupt=found["corrupt"],
        lost=found["lost"],
        stray=found["stray"] + found["cache_stray"],
        without_a_typed_error=found["full"] - found["typed"],
    )
    assert found == {
        **dict.fromkeys(("full", "typed", "cache_full"), TIMES),
        **dict.fromkeys(("torn", "stray", "cache_stray", "unanswered", "corrupt", "lost"), 0),
        "leaked": False,
    }


class _FailingFile:
    """A file one of whose calls fails."""

    def __init__(self, file: object, call: str, error: OSError) -> None:
        self._file, self._call, self._error = file, call, error

    def __getattr__(self, name: str) -> object:
        if name == self._call:
            raise self._error
        return getattr(self._file, name)

    def __enter__(self) -> _FailingFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()  # type: ignore[attr-defined]


def _failing(error: OSError) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_every_step_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell, number: int
):
    target = tmp_path / "page.html"
    target.write_bytes(b"old")
    error = OSError(number, os.strerror(number))
    steps = ["open", "write", "flush", "fsync", "fchmod", "replace"]
    for step in steps:
        with monkeypatch.context() as broken:
            if step in ("write", "flush"):
                made = atomic._made
                broken.setattr(
                    "routes.atomic._made",
                    lambda *given, made=made, step=step: _FailingFile(made(*given), step, error),
                )
            elif step == "replace":
                broken.setattr(Path, "replace", _failing(error))
            elif step == "open":
                broken.setattr("routes.atomic._made", _failing(error))
            else:
                broken.setattr(os, step, _failing(error))
            with pytest.raises(OutputError) as caught:
                write_bytes(target, b"new")
        assert str(caught.value) == f"{target}: {os.strerror(number)}"
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]
    tell(
        f"steps of a write that were made to fail ({errno.errorcode[number]}, simulated)",
        len(steps),
        torn=0,
        stray=0,
    )


def _names(directory: Path) -> Path:
    names = directory / "names.csv"
    names.write_text("name\n" + "Minsk\nVladivostok\n" * 20)
    return names


def _batch(names: Path, output: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "routes", "geocode", "--batch", str(names)),
        *("--column", "name", "-o", str(output)),
    ]


def test_the_command_line_says_so_and_exits_with_3(tmp_path: Path):
    output = tmp_path / "out"
    output.mkdir()
    (output / "found.csv").write_text("old")
    done = subprocess.run(
        _batch(_names(tmp_path), output / "found.csv"),
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    said = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{output / 'found.csv'}: {os.strerror(errno.EFBIG)}" in said
    assert "Traceback" not in done.stderr
    assert [each.name for each in output.iterdir()] == ["found.csv"]
    assert (output / "found.csv").read_text() == "old"


_FULL = """
printf old > "$1/found.csv"
head -c 2000000 /dev/zero > "$1/filler" 2>/dev/null
out="$1"; shift
"$@"; echo "exit $?"
rm "$out/filler"
ls -A "$out"
cat "$out/found.csv"
"""


def test_the_command_line_on_a_file_system_that_is_full(tmp_path: Path, tell: Tell):
    output = tmp_path / "out"
    output.mkdir()
    if not can_mount():
        tell("full disks of the command line (real: none can be mounted here)", 0)
        return
    command = _batch(_names(tmp_path), output / "found.csv")
    done = subprocess.run(
        [*mounted(output), "sh", "-c", _FULL, "sh", str(output), *command],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "exit 3\nfound.csv\nold"
    assert f"{output / 'found.csv'}: {os.strerror(errno.ENOSPC)}" in done.stderr.splitlines()
    tell("full disks of the command line (a real file system of 1 MB)", 1, torn=0, stray=0)
