from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from routes import atomic
from routes.atomic import write_bytes, write_text
from routes.errors import OutputError
from routes.locks import locked


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


def left_behind(directory: Path, maker: str | None = None) -> Path:
    """A temporary file of a writer that is dead."""
    path = directory / f".routes-{maker or atomic._machine()}-0123abcd.tmp"
    path.write_text("half")
    return path


def test_what_a_killed_run_left_goes_at_once_whichever_file_it_was_for(tmp_path):
    left_behind(tmp_path)
    write_text(tmp_path / "a", "new")
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_what_a_living_writer_holds_stays_however_old(tmp_path):
    left = left_behind(tmp_path)
    with left.open("rb") as held:
        assert locked(held.fileno())
        os.utime(left, (0, 0))
        write_text(tmp_path / "a", "new")
        assert left.read_text() == "half"
    write_text(tmp_path / "a", "new")
    assert not left.exists()


@pytest.mark.parametrize("why", ["of another machine", "no locks here", "of nobody's machine"])
def test_where_no_lock_tells_the_age_does(tmp_path, monkeypatch, why):
    maker = {"of another machine": 12 * "a", "of nobody's machine": atomic._NO_MACHINE}.get(why)
    if why == "no locks here":
        monkeypatch.setattr(atomic, "locked", lambda _: None)
    left = left_behind(tmp_path, maker)
    write_text(tmp_path / "a", "new")
    assert left.exists()
    long_ago = time.time() - 2 * atomic._ABANDONED_AFTER_S
    os.utime(left, (long_ago, long_ago))
    write_text(tmp_path / "a", "newer")
    assert (tmp_path / "a").read_text() == "newer"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_without_locks_the_name_of_a_temporary_file_claims_no_machine(tmp_path, monkeypatch):
    names = []
    monkeypatch.setattr(atomic, "locked", lambda _: None)
    monkeypatch.setattr(
        os, "fsync", lambda _: names.extend(each.name for each in tmp_path.iterdir())
    )
    write_text(tmp_path / "a", "x")
    assert names[0].startswith(f".routes-{atomic._NO_MACHINE}-")


def test_only_our_own_kind_of_names_is_swept(tmp_path):
    mine = [".routes-notes.tmp", ".routes-0123456789ab-0123abcd.tmp.bak", "routes.tmp"]
    for name in mine:
        (tmp_path / name).write_text("mine")
        os.utime(tmp_path / name, (0, 0))
    folder = left_behind(tmp_path)
    folder.unlink()
    folder.mkdir()
    write_text(tmp_path / "a", "x")
    assert {each.name for each in tmp_path.iterdir()} == {*mine, "a", folder.name}


def test_a_writer_whose_new_file_is_taken_for_a_leftover_begins_another(tmp_path, monkeypatch):
    taken = []

    def sweep_first(descriptor: int) -> bool | None:
        if not taken:  # somebody sweeps between the making and the locking of the file
            (made,) = (each for each in tmp_path.iterdir() if each.name != "a")
            made.unlink()
            taken.append(made)
        return locked(descriptor)

    monkeypatch.setattr(atomic, "locked", sweep_first)
    write_text(tmp_path / "a", "x")
    assert taken
    assert (tmp_path / "a").read_text() == "x"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_a_writer_who_is_never_left_alone_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "locked", lambda _: False)
    with pytest.raises(OutputError, match="take the temporary files away"):
        write_text(tmp_path / "a", "x")
    assert list(tmp_path.iterdir()) == []


def test_bytes_are_written_as_they_are(tmp_path):
    write_bytes(tmp_path / "a", b"\r\n\x00\xff")
    assert (tmp_path / "a").read_bytes() == b"\r\n\x00\xff"


def test_text_that_no_file_can_hold_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="surrogates"):
        write_text(tmp_path / "a", "half \ud800 a letter")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
@pytest.mark.parametrize("old", [None, 0o644, 0o666, 0o400])
def test_what_is_private_is_so_whatever_the_umask_and_the_old_file(
    tmp_path, monkeypatch, umask, old
):
    path = tmp_path / "a"
    if old is not None:
        path.write_text("old")
        path.chmod(old)
        monkeypatch.setattr(os, "access", lambda *_: True)  # who is not root may not write 0400
    seen = []
    monkeypatch.setattr(os, "fsync", lambda fd: seen.append(stat.S_IMODE(os.fstat(fd).st_mode)))
    before = os.umask(umask)
    try:
        write_text(path, "secret", private=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert seen[0] == 0o600


@pytest.mark.parametrize(("umask", "mode"), [(0o000, 0o666), (0o022, 0o644), (0o077, 0o600)])
def test_what_is_not_private_is_as_the_umask_says(tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        write_text(tmp_path / "a", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


def test_a_temporary_file_is_never_more_open_than_the_file_that_it_replaces(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o600)
    made, opened = [], os.open

    def watched(name, flags, mode=0o777, **more):
        descriptor = opened(name, flags, mode, **more)
        if flags & os.O_CREAT:
            made.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return descriptor

    monkeypatch.setattr(os, "open", watched)
    write_text(path, "new")
    assert made == [0o600]


def test_a_file_that_may_only_be_read_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_text("old")
    # Root may write everything, so the system's answer is given here.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(OutputError, match="may only be read"):
        write_text(path, "new")
    assert path.read_text() == "old"


def test_the_directory_is_brought_to_the_disk_after_the_new_name(tmp_path, monkeypatch):
    done = []
    replace = Path.replace

    def watched(self, target):
        done.append("name")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    monkeypatch.setattr(
        os,
        "fsync",
        lambda fd: done.append("folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "file"),
    )
    write_text(tmp_path / "a", "x")
    assert done == ["file", "name", "folder"]


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_link_out_of_the_output_directory_is_not_followed(tmp_path, there):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    if there:
        elsewhere.write_text("mine")
    (out / "map.html").symlink_to(elsewhere)
    with pytest.raises(OutputError, match=r"map\.html: leads out of .*out; remove the link"):
        write_text(out / "map.html", "x", inside=out)
    assert elsewhere.exists() is there
    assert not there or elsewhere.read_text() == "mine"
    assert list(out.iterdir()) == [out / "map.html"]


@pytest.mark.parametrize("name", ["../elsewhere", "folder/elsewhere"])
def test_nor_are_dots_and_folders_that_are_links(tmp_path, name):
    out, other = tmp_path / "out", tmp_path / "other"
    out.mkdir()
    other.mkdir()
    (out / "folder").symlink_to(other)
    with pytest.raises(OutputError, match="leads out of"):
        write_text(out / name, "x", inside=out)
    assert list(other.iterdir()) == []


def test_an_output_directory_may_be_a_link_and_hold_links_to_its_own_files(tmp_path):
    real, out = tmp_path / "real", tmp_path / "out"
    real.mkdir()
    out.symlink_to(real)
    (real / "index.html").symlink_to("map.html")
    write_text(out / "index.html", "x", inside=out)
    assert (real / "map.html").read_text() == "x"
