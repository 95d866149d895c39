"""Faults of the cache, as whoever runs the program meets them: said once, and no query in it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Tell
from tests.safety.outside import Ask, asking, noted

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the faults are those of POSIX systems"),
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    with asking(tmp_path) as made:
        yield made


class TestCache:
    """The faults of test_cache_faults.py once more, as whoever runs the program meets them."""

    def kept(self, ask: Ask) -> Path:
        assert ask().returncode == 0
        return ask.cache

    def spoil(self, cache: Path, how: str) -> None:
        if how == "random":
            cache.write_bytes(random.Random(1).randbytes(4096))
        elif how == "cut":
            cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])
        elif how == "open to others":
            cache.chmod(0o644)
        elif how == "a folder":
            cache.unlink()
            cache.mkdir()
        elif how == "its folder a file":
            shutil.rmtree(cache.parent)
            cache.parent.write_text("x")
        else:
            statement = {
                "poisoned": "UPDATE answers SET candidates = '[{}]'",
                "not UTF-8": "UPDATE answers SET candidates = CAST(x'5bff5d' AS TEXT)",
                "newer": "PRAGMA user_version = 99",
            }[how]
            with closing(sqlite3.connect(cache)) as connection, connection:
                connection.execute(statement)

    @pytest.mark.parametrize(
        ("how", "sentence"),
        [
            ("random", "the cache was damaged; it was renamed to geocoder.sqlite.broken-1"),
            ("cut", "the cache was damaged; it was renamed to geocoder.sqlite.broken-1"),
            ("open to others", "the cache could be read by others"),
            ("a folder", "answers of geopy:Nominatim are not kept: the cache cannot be used"),
            ("its folder a file", "answers of geopy:Nominatim are not kept: the cache cannot be"),
            ("poisoned", None),
            ("not UTF-8", None),
        ],
    )
    def test_it_is_said_in_one_sentence_and_the_answer_is_right(
        self, ask: Ask, tell: Tell, how: str, sentence: str | None
    ):
        self.spoil(self.kept(ask), how)
        done = ask()
        assert done.returncode == 0
        assert "Elsewhere" in done.stdout
        assert [line.startswith(sentence or "") for line in noted(done)] == [True] * bool(sentence)
        assert "Secretville" not in "".join(noted(done))
        again = ask()
        if "folder" not in how:
            assert "answered from the cache" in again.stderr
            assert noted(again) == []
        tell(f"faults of the environment: the cache is {how}", 1, failed=0)

    def test_a_format_from_the_future_is_refused(self, ask: Ask):
        cache = self.kept(ask)
        self.spoil(cache, "newer")
        before, asked = cache.read_bytes(), len(ask.service.requests)
        done = ask()
        assert (done.returncode, len(ask.service.requests)) == (3, asked)
        assert "written by a newer version of this program (format 99" in done.stderr
        assert "Secretville" not in "".join(noted(done))
        assert cache.read_bytes() == before
