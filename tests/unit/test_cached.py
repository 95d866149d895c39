"""The cache: nothing is asked twice, nothing false is kept, nothing is lost."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
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
    score=1.0,
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

    def area(self, ref):  # noqa: ARG002
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
    assert cached.area("x") is None
    cached.close()
    assert inner.closed == 1
    assert not path.exists()


@pytest.mark.parametrize("answer", [(PLACE,), (PLACE, PLACE), ()])
def test_the_same_answer_comes_back_in_the_next_run(path, answer):
    inner = Fake(answer)
    assert ask(inner, path) == answer
    assert ask(inner, path) == answer
    assert inner.asked == ["Vladivostok"]


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
    }.get(row, row)
    assert spoiled != good
    change(path, "UPDATE answers SET candidates = ?", spoiled)
    assert ask(inner, path) == (PLACE,)
    assert len(inner.asked) == 2
    assert ask(inner, path) == (PLACE,)
    assert len(inner.asked) == 2


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path):
    ask(Fake(), path)
    change(path, "PRAGMA user_version = 2")
    before = path.read_bytes()
    with pytest.raises(CacheError, match="newer version"):
        ask(Fake(), path)
    assert path.read_bytes() == before


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
