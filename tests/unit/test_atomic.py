from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from routes import atomic
from routes.atomic import write_text
from routes.errors import OutputError


def test_text_is_written_as_utf8_without_translation(tmp_path):
    write_text(tmp_path / "a", "왕\n€")
    assert (tmp_path / "a").read_bytes() == "왕\n€".encode()


def test_a_failure_keeps_the_old_file_and_leaves_no_other(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_directory_is_an_output_error(tmp_path):
    with pytest.raises(OutputError) as caught:
        write_text(tmp_path / "no" / "a", "x")
    assert caught.value.path.endswith("a")


def test_permissions_of_the_replaced_file_stay(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o600)
    write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [".", "/", "", "folder"])
def test_a_folder_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_text(Path(name), "x")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


def test_what_is_no_file_is_refused_and_stays(tmp_path):
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(OutputError, match="is not a file"):
            write_text(path, "x")
    assert pipe.is_fifo()
    assert link.is_fifo()
    assert set(tmp_path.iterdir()) == {pipe, link}


def test_a_folder_that_is_a_file_is_an_output_error(tmp_path):
    (tmp_path / "case.yaml").write_text("old")
    with pytest.raises(OutputError, match="Not a directory"):
        write_text(tmp_path / "case.yaml" / "x", "new")
    assert (tmp_path / "case.yaml").read_text() == "old"


def test_what_cannot_be_tidied_up_does_not_hide_what_went_wrong(tmp_path, monkeypatch):
    def failing(*error: object) -> Callable[..., None]:
        def fail(*_: object, **__: object) -> None:
            raise OSError(*error)

        return fail

    monkeypatch.setattr(Path, "replace", failing(28, "No space left on device"))
    monkeypatch.setattr(Path, "unlink", failing(13, "Permission denied"))
    with pytest.raises(OutputError, match="a: No space left on device"):
        write_text(tmp_path / "a", "x")


def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path):
    path = tmp_path / ("a" * 255)
    write_text(path, "x")
    assert path.read_text() == "x"
    with pytest.raises(OutputError, match="too long"):
        write_text(tmp_path / ("a" * 256), "x")


def test_a_name_that_no_file_can_have_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="null"):
        write_text(tmp_path / "a\0b", "x")


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path):
    target, link = tmp_path / "elsewhere" / "a", tmp_path / "link"
    target.parent.mkdir()
    link.symlink_to(Path("elsewhere") / "a")
    for text in ("first", "second"):  # to a new file, and to one that is there
        write_text(link, text)
        assert link.is_symlink()
        assert target.read_text() == text
    assert list(target.parent.iterdir()) == [target]


def test_links_in_a_circle_are_an_output_error(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OutputError, match="symbolic links"):
        write_text(tmp_path / "a", "x")


def test_what_a_killed_run_left_goes_but_nothing_younger_or_of_another_file(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    monkeypatch.setattr(Path, "replace", lambda self, _target: self)  # killed before this
    write_text(tmp_path / "a", "x")
    write_text(tmp_path / "a", "x")
    write_text(tmp_path / "b", "x")
    monkeypatch.undo()
    old_a, young_a, old_b = sorted(tmp_path.iterdir(), key=lambda p: p.stat().st_mtime_ns)
    long_ago = time.time() - 2 * atomic._ABANDONED_AFTER_S
    for left in (old_a, old_b):
        os.utime(left, (long_ago, long_ago))
    write_text(tmp_path / "a", "new")
    assert set(tmp_path.iterdir()) == {tmp_path / "a", young_a, old_b}
