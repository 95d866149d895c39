from __future__ import annotations

import errno
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from routes.locks import alone_in, locked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")


def test_a_lock_is_held_by_one_until_the_file_is_closed(tmp_path):
    path = tmp_path / "a"
    path.touch()
    with path.open("rb") as one, path.open("rb") as two:
        assert locked(one.fileno()) is True
        assert locked(one.fileno()) is True
        assert locked(two.fileno()) is False
        one.close()
        assert locked(two.fileno()) is True


def test_a_disk_without_locks_tells_nothing(tmp_path, monkeypatch):
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    with (tmp_path / "a").open("wb") as file:
        assert locked(file.fileno()) is None


def test_one_after_the_other(tmp_path):
    inside, most = [], []

    def work(_: int) -> None:
        with alone_in(tmp_path, 30):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.001)  # lets other threads run
            inside.pop()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(40)))
    assert most == [1] * 40


def test_who_holds_on_for_ever_is_not_waited_for(tmp_path):
    reached = []
    with alone_in(tmp_path, 1), alone_in(tmp_path, 0.01):
        reached.append("both")
    assert reached == ["both"]


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path):
    with alone_in(tmp_path / "no", 1):
        assert not (tmp_path / "no").exists()
