"""The cache: nothing is asked twice, nothing false is kept, nothing is lost."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from routes.errors import CacheError, GeocoderBadAnswer, GeocoderUnavailable
from routes.gazetteers import Gazetteer
from routes.gazetteers.cached import Cached
from routes.model import Candidate

PLACE = Candidate(
    name="Владивосток",
    lon=131.8855768,
    lat=43.1150678,
    kind="city",
    match="online",
    matched="Vladivostok, Russia",
    weight=200_000.0,
    confidence=0.6667,
    gazetteer="fake",
    ref="fake:1",
    radius_m=25_000.0,
    codes=("VVO",),
    ignored=("Galicia",),
)


class Fake:
    """A gazetteer that counts how often it is asked."""

    name = "fake"

    def __init__(self, *answers: tuple[Candidate, ...] | Exception) -> None:
        self.answers = list(answers) or [(PLACE,)]
        self.asked: list[str] = []
        self.closed = 0

    def lookup(self, query, *, country=None, kind=None, limit=10):  # noqa: ARG002
        self.asked.append(query)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def shape(self, ref):  # noqa: ARG002
        return None

    def close(self):
        self.closed += 1


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "answers.sqlite"


def ask(inner, path, query="Vladivostok", **kwargs):
    with closing(Cached(inner, path)) as cached:
        return cached.lookup(query, **kwargs)


def change(path, statement, *values):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def test_it_is_a_gazetteer_and_closes_the_inner_one(path):
    inner = Fake()
    cached = Cached(inner, path)
    assert isinstance(cached, Gazetteer)
    assert cached.name == "fake"
    assert cached.shape("x") is None
    cached.close()
    assert inner.closed == 1
    assert not path.exists()


@pytest.mark.parametrize("answer", [(PLACE,), (PLACE, PLACE), ()])
def test_the_same_answer_comes_back_in_the_next_run(path, answer):
    inner = Fake(answer)
    assert ask(inner, path) == answer
    assert ask(inner, path) == answer
    assert inner.asked == ["Vladivostok"]


@pytest.mark.parametrize("answer", [(PLACE,), ()])
def test_it_tells_which_names_the_file_answered(path, answer):
    with closing(Cached(Fake(answer), path)) as cached:
        cached.lookup("Minsk")
        assert cached.kept == ()
        cached.lookup("Minsk")
        cached.lookup("Minsk")
        cached.lookup("Brest")
        assert cached.kept == ("Minsk",)
    assert cached.unanswered == ()


def test_every_parameter_counts(path):
    inner = Fake()
    for kwargs in ({}, {"country": "RU"}, {"kind": "city"}, {"limit": 1}):
        ask(inner, path, **kwargs)
    ask(inner, path, query="vladivostok")
    assert len(inner.asked) == 5


def test_services_do_not_share_answers(path):
    ask(Fake(), path)
    other = Fake(())
    with closing(Cached(other, path, identity="fake domain=elsewhere")) as cached:
        assert cached.lookup("Vladivostok") == ()
    assert other.asked


@pytest.mark.parametrize("error", [GeocoderUnavailable("x", "y"), GeocoderBadAnswer("x", "y")])
def test_an_error_is_never_kept(path, error):
    inner = Fake(error, (PLACE,))
    with pytest.raises(type(error)):
        ask(inner, path)
    assert ask(inner, path) == (PLACE,)


@pytest.mark.parametrize(
    "row",
    [
        "",
        "null",
        "{}",
        '[{"name": "x"}]',
        '[{"lon": 0, "lat": 0}]',
        "good, lat 91",
        "good, lon a text",
        "good, radius -1",
        "good, match guess",
        "good, confidence 2",
        "good, weight infinite",
        b"\x00\x01",
    ],
)
def test_a_row_that_makes_no_sense_is_asked_anew(path, row):
    inner = Fake()
    ask(inner, path)
    with closing(sqlite3.connect(path)) as connection:
        (good,) = connection.execute("SELECT candidates FROM answers").fetchone()
    spoiled = {
        "good, lat 91": good.replace("43.1150678", "91"),
        "good, lon a text": good.replace("131.8855768", '"131.9"'),
        "good, radius -1": good.replace("25000.0", "-1"),
        "good, match guess": good.replace('"online"', '"guess"'),
        "good, confidence 2": good.replace("0.6667", "2.0"),
        "good, weight infinite": good.replace("200000.0", "1e999"),
    }.get(row, row)
    assert spoiled != good
    change(path, "UPDATE answers SET candidates = ?", spoiled)
    assert ask(inner, path) == (PLACE,)
    assert len(inner.asked) == 2
    assert ask(inner, path) == (PLACE,)
    assert len(inner.asked) == 2


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path):
    ask(Fake(), path)
    change(path, "PRAGMA user_version = 4")
    before = path.read_bytes()
    with pytest.raises(CacheError, match="newer version"):
        ask(Fake(), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_older_version_is_begun_anew_and_its_queries_are_gone(path, version):
    old = ("Secretville", "[]")
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("answers", "answers_1")[:version]:
            connection.execute(f"CREATE TABLE {table} (key TEXT PRIMARY KEY, candidates TEXT)")
            connection.execute(f"INSERT INTO {table} VALUES (?, ?)", old)  # noqa: S608
        connection.execute(f"PRAGMA user_version = {version}")
    inner = Fake()
    assert ask(inner, path) == (PLACE,)
    assert ask(inner, path) == (PLACE,)
    assert inner.asked == ["Vladivostok"]
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert tables.fetchall() == [("answers",)]
    assert b"Secretville" not in b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_whoever_opens_the_file_removes_all_that_have_ended(path):
    def opened(at, **options):
        return closing(Cached(Fake(), path, clock=lambda: at * 86_400.0, **options))

    with opened(0, identity="seller", max_age_days=30) as cached:
        cached.lookup("Secretville")
    with opened(29, identity="seller", max_age_days=30) as cached:
        cached.lookup("Minsk")
    with opened(29) as cached:
        cached.lookup("for ever")
    with opened(31) as cached:
        assert cached.remembered("Nowhere", None, None, 10) is None
    with closing(sqlite3.connect(path)) as connection:
        keys = " ".join(key for (key,) in connection.execute("SELECT key FROM answers"))
    assert "Minsk" in keys
    assert "for ever" in keys
    assert b"Secretville" not in path.read_bytes()


def test_what_is_remembered_is_told_without_asking(path):
    inner = Fake(())
    with closing(Cached(inner, path)) as cached:
        assert cached.remembered("Minsk", None, None, 10) is None
        assert (inner.asked, cached.kept) == ([], ())
        cached.lookup("Minsk")
        assert cached.remembered("Minsk", None, None, 10) == ()
        assert (inner.asked, cached.kept) == (["Minsk"], ("Minsk",))


def test_several_threads_may_use_one(path, caplog):
    inner = Fake()
    names = [f"place {number % 20}" for number in range(200)]
    with closing(Cached(inner, path)) as cached:
        cached.lookup("made by the first thread")
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(cached.lookup, names))
    assert found == [(PLACE,)] * len(names)
    assert caplog.records == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM answers").fetchone() == (21,)


def test_several_objects_in_several_threads_share_one_file(path, caplog):
    def look_up(number):
        with closing(Cached(Fake(), path)) as cached:
            for each in range(10):
                assert cached.lookup(f"place {number} {each}") == (PLACE,)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(look_up, range(8)))
    assert caplog.records == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM answers").fetchone() == (80,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(("days", "is_asked"), [(29.9, False), (30.1, True)])
def test_an_answer_is_kept_as_long_as_it_may_be(path, days, is_asked):
    now = [1_000_000.0]
    inner = Fake(())
    with closing(Cached(inner, path, max_age_days=30, clock=lambda: now[0])) as cached:
        cached.lookup("Vladivostok")
        now[0] += days * 86_400
        cached.lookup("Vladivostok")
        assert len(inner.asked) == 1 + is_asked
        cached.lookup("Vladivostok")
        assert len(inner.asked) == 1 + is_asked


def test_without_an_age_an_answer_is_kept_for_ever(path):
    now = [0.0]
    inner = Fake()
    with closing(Cached(inner, path, clock=lambda: now[0])) as cached:
        cached.lookup("Vladivostok")
        now[0] = 4e9
        cached.lookup("Vladivostok")
    assert inner.asked == ["Vladivostok"]


def test_an_answer_that_is_too_old_is_not_used_when_the_service_fails(path):
    now = [0.0]
    inner = Fake((PLACE,), GeocoderUnavailable("x", "y"))
    with closing(Cached(inner, path, max_age_days=1, clock=lambda: now[0])) as cached:
        cached.lookup("Vladivostok")
        now[0] = 100_000
        with pytest.raises(GeocoderUnavailable):
            cached.lookup("Vladivostok")
        assert cached.kept == ()


def test_only_what_was_not_known_counts_as_asked(path):
    class Silent:
        """As a gazetteer of somebody else, which does not tell what it sends."""

        name = "silent"

        def lookup(self, _query, **_hints):
            return ()

        def close(self):
            pass

    with closing(Cached(Silent(), path)) as cached:
        assert cached.asked == ()
        for query in ("Minsk", "Vladivostok", "Minsk"):
            cached.lookup(query)
        assert cached.asked == ("Minsk", "Vladivostok")
    with closing(Cached(Silent(), path)) as cached:
        cached.lookup("Minsk")
        assert cached.asked == ()


def test_a_damaged_file_is_set_aside_and_said_once(path, caplog):
    path.parent.mkdir()
    for number in (1, 2):
        path.write_bytes(b"this is no database" * 100)
        inner = Fake()
        caplog.clear()
        with closing(Cached(inner, path)) as cached:
            assert cached.lookup("Vladivostok") == (PLACE,)
            assert cached.lookup("Vladivostok") == (PLACE,)
        assert inner.asked == ["Vladivostok"]
        assert len(caplog.records) == 1
        aside = path.with_name(f"answers.sqlite.broken-{number}")
        assert aside.name in caplog.text
        assert aside.read_bytes().startswith(b"this is no database")
        assert "Vladivostok" not in caplog.text


def test_a_file_damaged_inside_is_set_aside(path, caplog):
    inner = Fake()
    with closing(Cached(inner, path)) as cached:
        for number in range(300):
            cached.lookup(f"place {number}")
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    assert ask(inner, path, query="place 7") == (PLACE,)
    assert ask(inner, path, query="place 7") == (PLACE,)
    assert len(inner.asked) == 301
    assert len(caplog.records) == 1


@pytest.mark.parametrize("obstacle", ["a file for a folder", "a folder for a file"])
def test_where_no_file_can_be_made_it_works_without(tmp_path, caplog, obstacle):
    path = tmp_path / "in the way"
    if obstacle == "a file for a folder":
        path.write_text("x")
        path = path / "answers.sqlite"
    else:
        path.mkdir()
    inner = Fake()
    with closing(Cached(inner, path)) as cached:
        assert cached.lookup("Vladivostok") == (PLACE,)
        assert cached.lookup("Vladivostok") == (PLACE,)
    assert len(inner.asked) == 2
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "Vladivostok" not in caplog.text


def test_a_file_that_cannot_be_written_works_without(path, caplog):
    ask(Fake(), path)
    change(
        path,
        "CREATE TRIGGER full BEFORE INSERT ON answers BEGIN "
        "SELECT RAISE(FAIL, 'disk is full'); END",
    )
    inner = Fake()
    assert ask(inner, path, query="Minsk") == (PLACE,)
    assert len(caplog.records) == 1


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_only_the_owner_can_read_the_file(path):
    with closing(Cached(Fake(), path)) as cached:
        cached.lookup("Vladivostok")
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_at_once_share_one_file(path):
    first, second = Fake(), Fake()
    with closing(Cached(first, path)) as one, closing(Cached(second, path)) as two:
        one.lookup("Vladivostok")
        assert two.lookup("Vladivostok") == (PLACE,)
        two.lookup("Minsk")
        one.lookup("Minsk")
    assert (first.asked, second.asked) == (["Vladivostok"], ["Minsk"])
