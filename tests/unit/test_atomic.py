from __future__ import annotations

import os

import pytest

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
