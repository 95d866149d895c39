"""When a service is asked no more: refused, told to come back, or nothing that can be used."""

from __future__ import annotations

import pytest

from routes.errors import (
    GeocoderBadAnswer,
    GeocoderError,
    GeocoderGivenUp,
    GeocoderRateLimited,
    GeocoderRefused,
    GeocoderUnavailable,
)
from routes.gazetteers.chain import Chain
from routes.gazetteers.patience import LOOKUP_S, WAITING_S
from tests.unit.test_chain import DOWN, UNSURE, Fake, chain

REFUSED = GeocoderRefused("then", "the key is not accepted")
BUSY = GeocoderRateLimited("then", "answered with status 429")
NONSENSE = GeocoderBadAnswer("then", "nonsense")


class TestRefused:
    """Whoever is refused with one name is refused with the next."""

    def test_who_never_had_an_answer_is_not_refused_twice(self):
        told: list[GeocoderError] = []
        made = chain((UNSURE,), REFUSED, on_failure=told.append)
        for query in ("Minsk", "Brest", "Gomel"):
            assert made.lookup(query) == (UNSURE,)
        assert made.asked == ("Minsk",)
        assert made.skipped == ("Brest", "Gomel")
        assert [type(each) for each in told] == [GeocoderGivenUp, GeocoderRefused]
        assert "it refuses (the key is not accepted), so it is asked no more" in str(told[0])

    def test_with_nothing_from_the_first_each_name_has_the_reason(self):
        made = chain((), REFUSED, on_failure=lambda _: None)
        for raised in (GeocoderRefused, GeocoderGivenUp, GeocoderGivenUp):
            with pytest.raises(raised, match="the key is not accepted"):
                made.lookup("Minsk")
        assert len(made._then.queries) == 1

    def test_after_an_answer_one_refusal_may_be_for_the_sake_of_one_name(self):
        made = chain((UNSURE,))
        for answer in ((), REFUSED, (), REFUSED, NONSENSE, REFUSED, REFUSED, ()):
            made._then.answer = answer
            made.lookup("Minsk")
        assert len(made._then.queries) == 7

    def test_who_asks_too_often_is_not_refused(self):
        made = chain((UNSURE,), BUSY, on_failure=lambda _: None)
        for _ in range(5):
            made.lookup("Minsk")
        assert len(made._then.queries) == 5

    @pytest.mark.parametrize(("retry_after", "times"), [(None, 5), (20.0, 5), (20.5, 1), (3600, 1)])
    @pytest.mark.parametrize("kind", [GeocoderRateLimited, GeocoderUnavailable])
    def test_who_says_when_to_come_back_is_not_asked_before(self, kind, retry_after, times):
        busy, told = kind("then", "answered with a status", retry_after), []
        made = chain((UNSURE,), on_failure=told.append)
        for answer in (busy, NONSENSE, busy, NONSENSE, busy):
            made._then.answer = answer
            made.lookup("Minsk")
        assert len(made._then.queries) == times
        assert ("it wants to be asked again in" in str(told[0])) == (times == 1)


class TestWaiting:
    """All failures since the last answer together have one limit."""

    @staticmethod
    def spent(*lookups: tuple[object, float]) -> tuple[int, float]:
        """How many of the lookups, each with its seconds, were begun, and what they took."""
        now, left = [0.0], list(lookups)

        class Slow(Fake):
            def lookup(self, *args, **hints):
                self.answer, took_s = left.pop(0)
                now[0] += took_s
                return super().lookup(*args, **hints)

        made = Chain(
            Fake("first", (UNSURE,)), Slow("then"), on_failure=lambda _: None, clock=lambda: now[0]
        )
        for _ in lookups:
            made.lookup("Minsk")
        return len(lookups) - len(left), now[0]

    @pytest.mark.parametrize("failure", [DOWN, NONSENSE, BUSY])
    @pytest.mark.parametrize("took_s", [0.9, 3.0, 4.99, LOOKUP_S])
    def test_whatever_fails_the_whole_takes_no_longer_than_the_deadline(self, failure, took_s):
        asked, spent_s = self.spent(*[(failure, took_s)] * 50)
        assert 1 < asked < 50
        assert spent_s <= WAITING_S

    def test_one_long_failure_is_not_the_end(self):
        assert self.spent((NONSENSE, LOOKUP_S), ((), 1), (NONSENSE, LOOKUP_S), ((), 1))[0] == 4

    def test_an_answer_begins_the_time_anew(self):
        assert self.spent(*[(NONSENSE, 3.0), (NONSENSE, 3.0), ((), 3.0)] * 20)[0] == 60

    def test_a_quick_failure_is_not_the_end_of_it(self):
        assert self.spent(*[(NONSENSE, 0.01)] * 50)[0] == 50
