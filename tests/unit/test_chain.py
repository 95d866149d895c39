"""A service after the bundled gazetteer: asked only where that is unsure, joined, counted."""

from __future__ import annotations

import inspect
from contextlib import closing
from dataclasses import replace

import pytest
from shapely import box

from routes import gazetteers, resolve
from routes.errors import (
    CacheError,
    GeocoderBadAnswer,
    GeocoderError,
    GeocoderGivenUp,
    GeocoderTimeout,
    GeocoderUnavailable,
    UsageError,
)
from routes.gazetteers import Gazetteer, holding, open_gazetteer
from routes.gazetteers.cached import Cached
from routes.gazetteers.chain import Chain
from routes.gazetteers.disclosure import ASK_BELOW, LONGEST
from routes.model import Candidate

SURE = Candidate(
    name="Minsk",
    lon=27.57,
    lat=53.9,
    kind="city",
    match="exact",
    matched="Minsk",
    weight=1_700_000.0,
    gazetteer="first",
    ref="geonames:625144",
    radius_m=20_000.0,
    country="BY",
    confidence=0.9999,
)
UNSURE = replace(SURE, match="alternate", weight=3_000.0, confidence=0.5)
ONLINE = replace(
    SURE, match="online", weight=200_000.0, confidence=0.6667, gazetteer="then", ref="osm:node/1"
)
ELSEWHERE = replace(ONLINE, lon=-80.0, lat=40.0, country="US", ref="osm:node/2")
DOWN = GeocoderUnavailable("then", "could not be reached")


class Fake:
    """A gazetteer that always gives one answer and notes what it was asked."""

    def __init__(self, name, answer=(), shapes=None):
        self.name, self.answer, self.shapes = name, answer, shapes or {}
        self.queries, self.closed = [], 0

    def lookup(self, query, *, country=None, kind=None, limit=10):
        self.queries.append((query, country, kind, limit))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def shape(self, ref):
        return self.shapes.get(ref)

    def close(self):
        self.closed += 1


def chain(first, then=(ONLINE,), **options):
    return Chain(Fake("first", first), Fake("then", then), **options)


def test_it_is_a_gazetteer_with_both_names_that_closes_both():
    made = chain((SURE,))
    assert isinstance(made, Gazetteer)
    assert made.name == "first, then then"
    made.close()
    assert (made._first.closed, made._then.closed) == (1, 1)


@pytest.mark.parametrize(
    ("first", "query", "hints", "is_asked"),
    [
        ((SURE,), "Minsk", {}, False),
        ((UNSURE,), "Minsk", {}, True),
        ((), "Minsk", {}, True),
        ((replace(SURE, confidence=0.9),), "Minsk", {}, False),
        ((replace(SURE, confidence=0.8999),), "Minsk", {}, True),
        ((), "MSQ", {}, False),
        ((), " ULLI ", {}, False),
        ((), "RU-PRI", {}, False),
        ((), "MINSK", {}, True),
        ((), "Пха", {}, True),
        ((), "53.9, 27.57", {}, False),
        ((), "43.1N 131.9E", {}, False),
        ((), "8GHC+2V", {}, False),
        ((), "x" * LONGEST, {}, True),
        ((), f" {'x' * LONGEST} ", {}, True),
        ((), "x" * (LONGEST + 1), {}, False),
        ((), "", {}, False),
        ((), "Georgia", {"kind": "country"}, False),
        ((), "Primorye", {"kind": "region"}, False),
        ((), "Tumen", {"kind": "river"}, False),
        ((), "Khanka", {"kind": "lake"}, False),
        ((), "East Sea", {"kind": "sea"}, False),
        ((), "the border", {"kind": "border"}, False),
        ((), "Khasan", {"kind": "station"}, True),
        ((replace(UNSURE, has_shape=True),), "Georgia", {}, False),
        ((replace(UNSURE, has_shape=True, match="fuzzy"),), "Gorgia", {}, True),
    ],
)
def test_the_second_is_asked_only_where_the_first_is_not_sure(first, query, hints, is_asked):
    made = chain(first)
    made.lookup(query, **hints)
    assert bool(made._then.queries) == is_asked
    assert made.asked == ((query,) if is_asked else ())


@pytest.mark.parametrize(("ask_below", "is_asked"), [(0, False), (0.5, False), (0.51, True)])
def test_how_sure_is_sure_can_be_chosen(ask_below, is_asked):
    made = chain((UNSURE,), ask_below=ask_below)
    made.lookup("Minsk")
    assert bool(made.asked) == is_asked


def test_the_hints_go_to_both():
    made = chain(())
    made.lookup("Minsk", country="BY", kind="city", limit=3)
    assert made._first.queries == made._then.queries == [("Minsk", "BY", "city", 3)]


class TestJoining:
    def test_one_place_is_listed_once_as_the_first_has_it(self):
        (found,) = chain((UNSURE,)).lookup("Minsk")
        assert found == replace(UNSURE, weight=200_000.0, confidence=found.confidence)
        assert found.confidence > UNSURE.confidence

    @pytest.mark.parametrize(
        "other",
        [
            ELSEWHERE,
            replace(ONLINE, kind="airport"),
            replace(ONLINE, lon=28.2),  # 41 km away; both radii are 20 km
            replace(ONLINE, lon=28.2, radius_m=100_000.0),  # one radius reaches it
            replace(ONLINE, country="PL"),
        ],
    )
    def test_another_place_stands_beside_it(self, other):
        found = chain((UNSURE,), (other,)).lookup("Minsk")
        assert {c.ref for c in found} == {UNSURE.ref, other.ref}
        assert sum(c.confidence for c in found) < 1

    def test_the_same_record_is_one_wherever_it_says_it_is(self):
        moved = replace(ELSEWHERE, ref=UNSURE.ref)
        assert len(chain((UNSURE,), (moved,)).lookup("Minsk")) == 1

    def test_the_likeliest_comes_first_and_the_limit_holds(self):
        found = chain((UNSURE,), (ONLINE, replace(ELSEWHERE, weight=100_000.0))).lookup("Minsk")
        assert [c.ref for c in found] == [UNSURE.ref, ELSEWHERE.ref]
        assert found[0].confidence > found[1].confidence
        assert len(chain((UNSURE,), (ELSEWHERE,)).lookup("Minsk", limit=1)) == 1

    def test_a_service_alone_never_becomes_sure(self):
        assert chain((), (ONLINE,)).lookup("Minsk")[0].confidence < 0.9

    def test_nothing_and_nothing_is_nothing(self):
        assert chain((), ()).lookup("Minsk") == ()


class TestFailing:
    def test_with_nothing_from_the_first_the_failure_is_raised(self):
        made = chain((), DOWN)
        with pytest.raises(GeocoderUnavailable):
            made.lookup("Minsk")
        assert made.asked == ("Minsk",)

    def test_what_the_first_found_is_kept_and_the_failure_told(self):
        told: list[GeocoderError] = []
        made = chain((UNSURE,), DOWN, on_failure=told.append)
        assert made.lookup("Minsk") == (UNSURE,)
        assert told == [DOWN]

    def test_without_anybody_to_tell_it_stands_on_the_log(self, caplog):
        assert chain((UNSURE,), DOWN).lookup("Secretville") == (UNSURE,)
        assert "then: could not be reached" in caplog.text
        assert "Secretville" not in caplog.text

    def test_other_errors_are_never_passed_over(self):
        with pytest.raises(CacheError):
            chain((UNSURE,), CacheError("x")).lookup("Minsk")
        with pytest.raises(GeocoderUnavailable):
            chain(DOWN).lookup("Minsk")


class TestGivingUp:
    """A service that does not answer may cost 20 seconds a name."""

    @pytest.mark.parametrize("failure", [DOWN, GeocoderTimeout("then", "no answer")])
    def test_after_two_silences_in_a_row_it_is_asked_no_more(self, failure):
        told: list[GeocoderError] = []
        made = chain((UNSURE,), failure, on_failure=told.append)
        for query in ("Minsk", "Brest", "Gomel", "Gomel", "Grodno"):
            assert made.lookup(query) == (UNSURE,)
        assert [query for query, *_ in made._then.queries] == ["Minsk", "Brest"]
        assert made.asked == ("Minsk", "Brest")
        assert made.skipped == ("Gomel", "Grodno")
        assert sorted(type(each).__name__ for each in told) == sorted(
            [type(failure).__name__, type(failure).__name__, "GeocoderGivenUp"]
        )
        assert "asked no more in this run" in " ".join(map(str, told))

    def test_with_nothing_from_the_first_it_is_not_said_to_be_not_found(self):
        made = chain((), DOWN, on_failure=lambda _: None)
        for query in ("Minsk", "Brest"):
            with pytest.raises(GeocoderUnavailable, match="could not be reached"):
                made.lookup(query)
        with pytest.raises(GeocoderGivenUp, match="then: no answer 2 times in a row"):
            made.lookup("Gomel")
        assert made.asked == ("Minsk", "Brest")
        assert made.skipped == ("Gomel",)

    @pytest.mark.parametrize("between", [(), GeocoderBadAnswer("then", "nonsense")])
    def test_an_answer_between_them_counts_and_so_does_a_bad_one(self, between):
        made = chain((UNSURE,))
        for answer in (DOWN, between, DOWN, between, DOWN):
            made._then.answer = answer
            made.lookup("Minsk")
        assert len(made._then.queries) == 5
        assert made.skipped == ()

    def test_a_bad_answer_is_no_silence(self):
        made = chain((UNSURE,), GeocoderBadAnswer("then", "nonsense"))
        for _ in range(4):
            made.lookup("Minsk")
        assert len(made._then.queries) == 4

    def test_what_is_kept_is_used_and_does_not_count_as_an_answer(self, tmp_path):
        then = Fake("then", (ONLINE,))
        made = Chain(Fake("first"), Cached(then, tmp_path / "answers.sqlite"))
        with closing(made):
            made.lookup("Minsk")
            then.answer = DOWN
            for query in ("Brest", "Gomel"):
                with pytest.raises(GeocoderUnavailable):
                    made.lookup(query)
                assert made.lookup("Minsk") == (ONLINE,)
            with pytest.raises(GeocoderGivenUp):
                made.lookup("Grodno")
            assert made.lookup("Minsk") == (ONLINE,)
        assert [query for query, *_ in then.queries] == ["Minsk", "Brest", "Gomel"]
        assert made.skipped == ("Grodno",)


def test_when_the_confidence_makes_no_sense_what_was_opened_is_closed(monkeypatch):
    opened = [Fake("then"), Fake("first")]
    left = list(opened)
    monkeypatch.setattr(gazetteers, "_opened", lambda *_: left.pop(0))
    with pytest.raises(UsageError, match="write 0 to 1"):
        open_gazetteer("bundled", online="geopy:Nominatim", ask_below=2)
    assert [each.closed for each in opened] == [1, 1]


def test_when_the_first_cannot_be_opened_the_second_is_closed(monkeypatch):
    then = Fake("then")

    def opened(spec, *_):
        if spec == "bundled":
            raise CacheError("x")
        return then

    monkeypatch.setattr(gazetteers, "_opened", opened)
    with pytest.raises(CacheError):
        open_gazetteer("bundled", online="geopy:Nominatim")
    assert then.closed == 1


def test_the_shape_is_whoever_s_it_is():
    first, then = box(0, 0, 1, 1), box(2, 2, 3, 3)
    made = Chain(Fake("first", shapes={"a": first}), Fake("then", shapes={"a": then, "b": then}))
    assert made.shape("a") is first
    assert made.shape("b") is then
    assert made.shape("c") is None


def test_a_name_that_was_kept_did_not_leave(tmp_path):
    def opened():
        kept = Cached(Fake("then", (ONLINE,)), tmp_path / "answers.sqlite")
        return closing(Chain(Fake("first"), kept))

    with opened() as made:
        for query in ("Minsk", "Brest", "Minsk", "MSQ"):
            made.lookup(query)
        assert made.asked == ("Minsk", "Brest")
    with opened() as made:
        made.lookup("Minsk")
        assert made.asked == ()
        assert made.kept == ("Minsk",)


def test_what_got_no_answer_is_what_the_second_says():
    made = chain(())
    assert (made.kept, made.unanswered) == ((), ())
    made._then.unanswered = ("Minsk",)
    assert made.unanswered == ("Minsk",)


def test_the_first_alone_can_be_asked():
    made = chain(())
    made.local.lookup("Minsk")
    assert made._then.queries == []


def test_by_its_spec_with_the_same_confidence_to_ask_below():
    """Sockets are blocked here: a lookup that sends something fails."""
    defaults = [inspect.signature(of).parameters["ask_below"] for of in (Chain, open_gazetteer)]
    assert [each.default for each in defaults] == [ASK_BELOW, ASK_BELOW]
    made = open_gazetteer("bundled", online="geopy:Nominatim")
    with closing(made):
        assert isinstance(made, Chain)
        assert made.name == "bundled, then geopy:Nominatim"
        assert made.lookup("Vladivostok")[0].gazetteer == "bundled"
        assert made.lookup("VVO")[0].kind == "airport"
        assert made.asked == ()
        assert made.shape("country:RU") is not None


def test_without_online_nothing_that_could_ask_is_opened():
    with closing(open_gazetteer("bundled")) as made:
        assert made.lookup("Qwzxville") == ()
        assert getattr(made, "asked", ()) == ()


def test_from_one_confidence_on_a_place_is_taken():
    """Three layers name it, and none of them may import the one above."""
    assert resolve.SURE == ASK_BELOW == holding._SURE
