"""A cache that is broken, poisoned, shared, or something else: nothing false, nothing lost."""

from __future__ import annotations

import json
import logging
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from routes.errors import CacheError
from routes.gazetteers.cached import Cached
from routes.model import Candidate
from tests.conftest import ROOT, Tell
from tests.safety.killing import Service, place

QUERY = "Secretville 4711"
DAMAGED = "the cache was damaged; it was renamed to answers.sqlite.broken-{} and begins anew"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "answers.sqlite"


@pytest.fixture(autouse=True)
def silent_about_names(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens, the log never holds what was looked up."""
    caplog.set_level(logging.DEBUG)
    yield
    assert "Secretville" not in caplog.text
    assert "4711" not in caplog.text


def open_cache(path: Path, service: Service | None = None, **options: object) -> closing[Cached]:
    return closing(Cached(service or Service(), path, **options))  # type: ignore[arg-type]


def asked(path: Path, *names: str) -> int:
    """How many of the names the file did not answer; each answer must be the right one."""
    service = Service()
    with open_cache(path, service) as cached:
        for name in names or (QUERY,):
            assert [each.name for each in cached.lookup(name)] == [name]
    return service.asked


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)
    path.chmod(0o600)


def replace(path: Path, content: bytes) -> None:
    """Another file in place of this one; what SQLite has beside it would mend it."""
    for side in ("", "-wal", "-shm"):
        Path(f"{path}{side}").unlink(missing_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


_BEGINNINGS: dict[str, Callable[[Path], object]] = {
    "no file": lambda _: None,
    "random bytes": lambda path: path.write_bytes(random.Random(5).randbytes(4096)),
    "an older format": lambda path: change(path, "CREATE TABLE answers (key TEXT PRIMARY KEY)"),
}


@pytest.mark.parametrize("beginning", _BEGINNINGS)
def test_four_processes_lose_no_answers(path: Path, tell: Tell, beginning: str):
    names, processes, rounds = 25, 4, 3
    lost = complaints = 0
    for _ in range(rounds):
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        _BEGINNINGS[beginning](path)
        done = subprocess.run(
            [sys.executable, "-m", "tests.safety.sharing", path, str(processes), str(names)],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0
        damaged = beginning == "random bytes"
        complaints += done.stderr != (DAMAGED.format(1) + "\n" if damaged else "")
        own = [f"own {number} {each}" for number in range(processes) for each in range(names)]
        lost += asked(path, *own, *(f"shared {each}" for each in range(names)))
        assert len(list(path.parent.iterdir())) == 1 + damaged
    tell(
        f"processes on one cache (at first {beginning})",
        processes,
        rounds=rounds,
        answers=rounds * names * (processes + 1),
        lost=lost,
        complaints=complaints,
    )
    assert (lost, complaints) == (0, 0)


def test_a_file_of_random_bytes_is_set_aside_and_said_once(path: Path, caplog, tell: Tell):
    rng = random.Random(3)
    path.parent.mkdir()
    for _ in range(10):
        path.write_bytes(rng.randbytes(4096))
        assert asked(path) == 1
        assert asked(path) == 0
    assert said(caplog) == [DAMAGED.format(number) for number in range(1, 11)]
    tell("caches of random bytes", 10, set_aside=10, not_rebuilt=0)


@pytest.mark.parametrize("killed", [False, True], ids=["closed", "left by a kill"])
def test_a_file_that_was_cut_gives_no_wrong_answer(path: Path, caplog, tell: Tell, killed: bool):
    names = [f"place {number}" for number in range(40)]
    cuts = 16
    whole = path.parent / "whole"
    with open_cache(path) as cached:
        for name in names:
            cached.lookup(name)
        sides = ("", "-wal") if killed else ("",)
        if killed:  # the side files are those of a process that had no time to close
            whole.mkdir()
            for side in sides:
                shutil.copy(f"{path}{side}", whole)
    if not killed:
        whole.mkdir()
        shutil.copy(path, whole)
    for cut in range(cuts):
        for left in path.parent.glob("answers.sqlite*"):
            left.unlink()
        for side in sides:
            content = (whole / f"{path.name}{side}").read_bytes()
            Path(f"{path}{side}").write_bytes(content[: len(content) * cut // cuts])
            Path(f"{path}{side}").chmod(0o600)
        asked(path, *names)
        asked(path, *names)  # what was answered before the damage was met
        assert asked(path, *names) == 0
    assert all(each == DAMAGED.format(1) for each in said(caplog))
    assert killed or len(said(caplog)) >= cuts // 2
    tell(f"caches that were cut ({'left by a kill' if killed else 'closed'})", cuts, not_rebuilt=0)


def _spoilt(good: str) -> dict[str, object]:
    """Rows as somebody would write them who wants another place shown, or the program ended."""

    def but(**changes: object) -> str:
        return json.dumps([json.loads(good)[0] | changes])

    return {
        "lat NaN": good.replace('"lat":50.0', '"lat":NaN'),
        "lat infinite": good.replace('"lat":50.0', '"lat":1e999'),
        "lat 500": but(lat=500.0),
        "lon -500": but(lon=-500.0),
        "lat as text": but(lat="50"),
        "lat missing": good.replace('"lat":50.0,', ""),
        "name a number": but(name=7),
        "name null": but(name=None),
        "an unknown kind": but(kind="<script>"),
        "an unknown match": but(match="certain"),
        "confidence 7": but(confidence=7.0),
        "a negative radius": but(radius_m=-1.0),
        "a list for a text": but(ref=["<svg>"]),
        "half a letter": good.replace(QUERY, "\\ud800"),
        "no text at all": b"\xff\xfe\x00",
        "text that is not UTF-8": b"[\xff]",
        "a number": 7,
        "an object": json.dumps(json.loads(good)[0]),
        "nested": "[" * 200_000,
        "five megabytes": json.dumps([json.loads(good)[0] | {"note": "n" * 5_000_000}]),
        "another candidate that is wrong": f"{good[:-1]},{{}}]",
    }


def test_poisoned_rows_are_asked_anew(path: Path, caplog, tell: Tell):
    asked(path)
    with closing(sqlite3.connect(path)) as connection:
        (good,) = connection.execute("SELECT candidates FROM answers").fetchone()
    rows = _spoilt(good)
    assert good not in rows.values()
    for what, row in rows.items():
        change(path, "UPDATE answers SET candidates = ?", row)
        assert asked(path) == 1, what
        assert asked(path) == 0, what
    # SQLite itself fails on these bytes when it is asked for text.
    change(path, "UPDATE answers SET candidates = CAST(x'5bff5d' AS TEXT)")
    assert asked(path) == 1
    assert said(caplog) == []
    tell("poisoned rows of a cache", len(rows) + 1, used=0)


def test_markup_in_a_name_is_a_name(path: Path):
    name = "<script>alert(1)</script>{{7*7}}"
    assert asked(path, name) == 1
    assert asked(path, name) == 0


@pytest.mark.parametrize("expires", ["'never'", "x'ff'", "9e99", "NULL", "1e999"])
def test_no_row_is_used_for_longer_than_the_service_allows(path: Path, expires: str):
    service = Service()
    with open_cache(path, service, max_age_days=1, clock=lambda: 0.0) as cached:
        cached.lookup(QUERY)
    change(path, f"UPDATE answers SET expires = {expires}")  # noqa: S608
    with open_cache(path, service, max_age_days=1, clock=lambda: 0.0) as cached:
        cached.lookup(QUERY)
        cached.lookup(QUERY)
    assert service.asked == 2


_TABLES = [
    "CREATE TABLE answers (key TEXT)",
    "CREATE TABLE answers (key TEXT PRIMARY KEY, candidates BLOB NOT NULL, expires REAL)",
    "CREATE VIEW answers AS SELECT 1 AS key, 2 AS candidates, 3 AS expires",
]


@pytest.mark.parametrize("version", [1, 3])
@pytest.mark.parametrize("table", _TABLES)
def test_a_table_that_is_not_ours_is_set_aside(path: Path, caplog, table: str, version: int):
    path.parent.mkdir()
    change(path, table)
    change(path, f"PRAGMA user_version = {version}")
    assert asked(path) == 1
    assert asked(path) == 0
    was_made_anew = version == 1 and "VIEW" not in table
    assert said(caplog) == ([] if was_made_anew else [DAMAGED.format(1)])


@pytest.mark.parametrize("version", [0, 2, 3])
def test_a_database_of_another_program_is_refused_and_left_alone(path: Path, version: int):
    path.parent.mkdir()
    change(path, "CREATE TABLE bookmarks (name TEXT)")
    change(path, f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(CacheError, match="another program"):
        asked(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_format_from_the_future_is_refused_and_left_alone(path: Path):
    asked(path)
    change(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(CacheError, match=r"newer version .*format 99"):
        asked(path)
    assert path.read_bytes() == before


def test_whoever_has_the_file_open_goes_on_with_the_new_one(path: Path, caplog):
    first, second = Service(), Service()
    with open_cache(path, first) as one, open_cache(path, second) as two:
        one.lookup(QUERY)
        assert two.lookup(QUERY) == one.lookup(QUERY)
        replace(path, os.urandom(8192))
        one.lookup("Minsk")
        two.lookup("Minsk")
        one.lookup("Brest")
        assert two.lookup("Brest") == one.lookup("Brest")
    assert said(caplog) == [DAMAGED.format(1)]
    assert asked(path, "Minsk", "Brest") == 0


def test_a_file_that_is_deleted_meanwhile_is_made_anew(path: Path, caplog):
    with open_cache(path) as cached:
        cached.lookup(QUERY)
        shutil.rmtree(path.parent)
        cached.lookup("Minsk")
    assert asked(path, "Minsk") == 0
    assert said(caplog) == []


def test_a_disk_that_breaks_every_file_is_not_filled_with_them(path: Path, caplog):
    with open_cache(path) as cached:
        for number in range(6):
            path.parent.mkdir(exist_ok=True)
            replace(path, b"no database " * 500)
            assert cached.lookup(f"place {number}")
    assert len(list(path.parent.glob("*.broken-*"))) == 2
    assert [each.startswith("answers of fake are not kept") for each in said(caplog)] == [0, 0, 1]


def test_what_sqlite_says_of_the_content_is_not_repeated(path: Path, caplog):
    asked(path, "Minsk")
    change(
        path,
        "CREATE TRIGGER leak BEFORE INSERT ON answers BEGIN SELECT RAISE(FAIL, 'Secretville'); END",
    )
    assert asked(path) == 1
    assert len(said(caplog)) == 1


@pytest.mark.skipif(os.name != "posix", reason="permissions and links are a POSIX matter")
class TestPermissionsAndLinks:
    def test_a_file_that_others_could_read_is_mended_and_said(self, path: Path, caplog):
        asked(path)
        path.chmod(0o644)
        assert asked(path) == 0
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert asked(path) == 0
        assert said(caplog) == ["the cache could be read by others on this machine; now it cannot"]

    def test_one_that_cannot_be_mended_is_said(self, path: Path, caplog, monkeypatch):
        asked(path)
        path.chmod(0o644)

        def refused(*_: object, **__: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(Path, "chmod", refused)
        assert asked(path) == 0
        assert len(said(caplog)) == 1
        assert "can be read by others" in said(caplog)[0]

    def test_all_that_is_made_is_private_whatever_the_umask(self, tmp_path: Path):
        path = tmp_path / "home" / ".cache" / "program" / "answers.sqlite"
        before = os.umask(0)
        try:
            with open_cache(path) as cached:
                cached.lookup(QUERY)
                modes = [each.stat().st_mode for each in path.parent.iterdir()]
        finally:
            os.umask(before)
        assert len(modes) == 3  # with what SQLite has beside it while it is open
        assert {stat.S_IMODE(mode) for mode in modes} == {0o600}
        for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_a_file_that_is_set_aside_is_private_too(self, path: Path):
        path.parent.mkdir()
        path.write_bytes(b"Secretville, and what else was looked up")
        path.chmod(0o666)
        asked(path)
        aside = path.with_name("answers.sqlite.broken-1")
        assert stat.S_IMODE(aside.stat().st_mode) == 0o600

    @pytest.mark.parametrize("there", [True, False], ids=["to a cache", "to nothing"])
    def test_a_link_is_followed(self, path: Path, tmp_path: Path, there: bool):
        real = tmp_path / "elsewhere.sqlite"
        if there:
            asked(real, "Minsk")
        path.parent.mkdir()
        path.symlink_to(real)
        assert asked(path) == 1
        assert asked(path) == 0
        assert path.is_symlink()
        assert asked(real, QUERY, *(["Minsk"] if there else [])) == 0
        assert stat.S_IMODE(real.stat().st_mode) == 0o600

    def test_what_a_link_leads_to_is_left_alone_if_it_is_no_cache(self, path: Path, tmp_path: Path):
        letter = tmp_path / "letter.txt"
        letter.write_text("Dear all, " * 100)
        letter.chmod(0o644)
        path.parent.mkdir()
        path.symlink_to(letter)
        assert asked(path) == 1
        assert asked(path) == 0
        assert letter.read_text() == "Dear all, " * 100
        assert stat.S_IMODE(letter.stat().st_mode) == 0o644
        assert not path.is_symlink()

    def test_a_pipe_in_its_place_is_not_waited_for(self, path: Path, caplog):
        path.parent.mkdir()
        os.mkfifo(path)
        assert asked(path) == 1
        assert len(said(caplog)) == 1


def test_an_answer_with_half_a_letter_is_given_and_not_kept(path: Path, caplog):
    class Odd(Service):
        def lookup(self, query: str, **hints: object) -> tuple[Candidate, ...]:
            super().lookup(query, **hints)
            return (place("\ud800"),)

    service = Odd()
    with open_cache(path, service) as cached:
        for _ in range(2):
            (found,) = cached.lookup(QUERY)
            assert found.name == "\ud800"
    assert service.asked == 2
    assert said(caplog) == []
