"""Online services against a server of our own on this machine, which answers badly."""

from __future__ import annotations

import gzip
import logging
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.metadata import version

import pytest
from geopy.geocoders import SERVICE_TO_GEOCODER

from routes.errors import (
    GeocoderBadAnswer,
    GeocoderError,
    GeocoderRefused,
    GeocoderTimeout,
    GeocoderUnavailable,
    UnknownName,
    UsageError,
)
from routes.gazetteers import Gazetteer, open_gazetteer
from routes.gazetteers.cached import Cached
from routes.gazetteers.credits import CREDITS, credit, keeping_days
from routes.gazetteers.disclosure import LONGEST
from routes.gazetteers.online import open_geopy
from routes.gazetteers.pace import Pace, process_pace
from tests.unit.loopback import Answer, Service, http, places, reset, running
from tests.unit.played_clock import PlayedClock

QUERY = "Secretville 4711"

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as started:
        yield started


@pytest.fixture
def ask(service: Service) -> Callable[..., object]:
    def ask(*answers: Answer, deadline_s: float = 10, query: str = QUERY, clock=None, **asked):
        service.answers = list(answers)
        options = {"domain": f"127.0.0.1:{service.port}", "scheme": "http"}
        limits = {"deadline_s": deadline_s, "pace": Pace(0), "clock": clock}
        online = open_geopy("geopy:nominatim", options=options, **limits)
        return online.lookup(query, **asked)

    return ask


GOOD = {
    "lat": "43.1150678",
    "lon": "131.8855768",
    "display_name": "Vladivostok, Primorsky Krai, Russia",
    "name": "Vladivostok",
    "osm_type": "relation",
    "osm_id": 1,
    "type": "city",
    "address": {"country_code": "ru"},
    "boundingbox": ["42.9", "43.3", "131.7", "132.1"],
}


class TestGoodAnswers:
    def test_a_place_becomes_a_candidate(self, ask):
        (found,) = ask(places(GOOD))
        assert (found.lon, found.lat) == (131.8855768, 43.1150678)
        assert (found.name, found.kind, found.country) == ("Vladivostok", "city", "RU")
        assert (found.match, found.gazetteer) == ("online", "geopy:Nominatim")
        assert found.matched == "Vladivostok, Primorsky Krai, Russia"
        assert found.ref == "osm:relation/1"
        assert 20_000 < found.radius_m < 40_000

    def test_without_a_bounding_box_the_radius_is_25_km(self, ask):
        (found,) = ask(places({k: v for k, v in GOOD.items() if k != "boundingbox"}))
        assert found.radius_m == 25_000

    def test_a_text_too_long_for_a_name_is_not_sent(self, ask, service):
        assert ask(http("[]"), query="x" * LONGEST) == ()
        asked = len(service.requests)
        with pytest.raises(UsageError, match="301 characters is no name and was not sent"):
            ask(http("[]"), query="x" * (LONGEST + 1))
        assert len(service.requests) == asked == 1

    def test_the_service_said_there_is_nothing(self, ask):
        assert ask(http("[]")) == ()

    def test_an_answer_of_a_million_bytes_is_read(self, ask):
        assert ask(http("[]".ljust(1_000_000))) == ()

    def test_markup_in_a_name_stays_text(self, ask):
        name = "<img src=x onerror={X}>"
        (found,) = ask(places({"lat": "1", "lon": "2", "display_name": name}))
        assert found.name == name

    def test_the_order_is_kept_and_the_limit_holds(self, ask):
        many = [{**GOOD, "osm_id": n} for n in range(5)]
        found = ask(places(*many), limit=3)
        assert [c.ref for c in found] == [f"osm:relation/{n}" for n in range(3)]
        weights = [c.weight for c in found]
        assert weights == [200_000, 100_000, pytest.approx(66_667, abs=1)]

    def test_what_is_elsewhere_or_something_else_is_left_out(self, ask):
        elsewhere = {**GOOD, "address": {"country_code": "us"}}
        airport = {**GOOD, "type": "aerodrome"}
        assert len(ask(places(GOOD, elsewhere, airport), country="RU", kind="city")) == 1

    @pytest.mark.parametrize(
        ("said", "kind"),
        [
            ({"type": "administrative", "addresstype": "country"}, "country"),
            ({"type": "continent"}, "region"),
            ({"type": "river"}, "river"),
            ({"type": "desert"}, "unknown"),
            ({"type": "desert", "boundingbox": ["40", "45", "130", "135"]}, "region"),
            ({"type": "station", "addresstype": "railway"}, "station"),
            ({"type": "lake"}, "lake"),
            ({"type": "sea"}, "sea"),
            ({"type": "border_control"}, "crossing"),
            ({"type": "consulate"}, "facility"),
            ({"type": "city", "boundingbox": ["40", "45", "130", "135"]}, "city"),
            ({"type": "administrative", "addresstype": "city"}, "city"),
        ],
    )
    def test_the_kind_and_what_is_too_large_for_a_point(self, ask, said, kind):
        (found,) = ask(places({**GOOD, **said}))
        assert found.kind == kind

    def test_the_program_says_who_it_is_and_sends_the_country(self, ask, service):
        ask(places(GOOD), country="RU", query="Владивосток")
        assert f"user-agent: reported-routes/{version('reported-routes')}" in (
            service.requests[0].lower()
        )
        assert "countrycodes=ru" in service.requests[0]

    def test_a_redirect_on_the_same_host_is_followed(self, ask, service):
        assert len(ask(http(status=302, Location="/elsewhere"), places(GOOD))) == 1
        assert service.requests[1].startswith("GET /elsewhere ")

    def test_a_busy_service_is_asked_again(self, ask, service):
        assert len(ask(http(status=503, Retry_After="0"), places(GOOD))) == 1
        assert len(service.requests) == 2

    def test_it_tells_what_it_sent_each_name_once(self, service):
        service.answers = [http("[]"), http("null"), http("[]")]
        options = {"domain": f"127.0.0.1:{service.port}", "scheme": "http"}
        online = open_geopy("geopy:nominatim", options=options, pace=Pace(0))
        assert online.asked == ()
        online.lookup("Minsk")
        with pytest.raises(GeocoderBadAnswer):
            online.lookup("Brest")
        online.lookup("Minsk")
        assert online.asked == ("Minsk", "Brest")
        assert online.unanswered == ()

    def test_what_got_no_answer_is_told_apart_from_what_was_refused(self, service):
        service.answers = [http(status=403)]
        options = {"domain": f"127.0.0.1:{service.port}", "scheme": "http"}
        online = open_geopy("geopy:nominatim", options=options, pace=Pace(0))
        with pytest.raises(GeocoderRefused):
            online.lookup("Minsk")
        assert online.unanswered == ()
        with closing(socket.socket()) as nobody:
            nobody.bind(("127.0.0.1", 0))
            options["domain"] = f"127.0.0.1:{nobody.getsockname()[1]}"
        online = open_geopy("geopy:nominatim", options=options, pace=Pace(0))
        with pytest.raises(GeocoderUnavailable):
            online.lookup("Minsk")
        assert online.asked == online.unanswered == ("Minsk",)

    def test_no_area_and_closing_twice(self):
        online = open_geopy("geopy:Nominatim")
        assert isinstance(online, Gazetteer)
        assert online.shape("osm:relation/1") is None
        online.close()
        online.close()


def nominatim(**changed: object) -> Answer:
    return places({k: v for k, v in {**GOOD, **changed}.items() if v is not ...})


BAD_ANSWERS = {
    "html": http("<html>captive portal</html>"),
    "cut json": http('[{"lat":'),
    "nothing at all": http(""),
    "null": http("null"),
    "text": http('"x"'),
    "number": http("0"),
    "false": http("false"),
    "empty object": http("{}"),
    "list of null": http("[null]"),
    "list of text": http('["x"]'),
    "error object": http('{"error": "Secretville 4711"}'),
    "lat text": nominatim(lat="abc"),
    "lat missing": nominatim(lat=...),
    "lon missing": nominatim(lon=...),
    "both missing": places({"display_name": "x"}),
    "lat null": nominatim(lat=None),
    "lat nan": nominatim(lat="nan"),
    "lat a bare nan": http('[{"lat": NaN, "lon": 1, "display_name": "x"}]'),
    "lat infinite": nominatim(lat="inf"),
    "out of range": nominatim(lat="500", lon="900"),
    "lon out of range": nominatim(lon="900"),
    "no name": nominatim(display_name=...),
    "name a number": nominatim(display_name=7),
    "deep json": http("[" * 50_000 + "]" * 50_000),
    "30 MB": http(b"A" * 30_000_000),
    "a byte too much": http("[]".ljust(1_000_001)),
    "gzip bomb": http(gzip.compress(bytes(20_000_000)), Content_Encoding="gzip"),
    "not utf-8": http(b'[{"display_name": "\xff\xfe"}]'),
    "unknown charset": http("[]", Content_Type="application/json; charset=klingon"),
    "redirect to another port": http(status=302, Location="http://127.0.0.1:1/"),
    "redirect to another host": http(status=301, Location="http://192.0.2.1/"),
    "redirect to a file": http(status=302, Location="file:///etc/passwd"),
    "redirect for ever": http(status=302, Location="/again"),
    "status 400": http(status=400),
    "status 404": http(status=404),
}

REFUSALS = {f"status {n}": http(status=n) for n in (401, 402, 403, 407)}

FAILURES = {
    "status 500 with html": http("<html>oops</html>", status=500, Retry_After="3600"),
    "status 503": http(status=503, Retry_After="3600"),
    "reset": reset,
    "closed without a word": lambda _connection: None,
    "not http": lambda connection: connection.sendall(b"SSH-2.0-OpenSSH\r\n\r\n"),
}


# geopy warns of a latitude beyond the pole before it raises.
@pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")
class TestBadAnswers:
    @pytest.mark.parametrize("name", BAD_ANSWERS)
    def test_an_answer_that_makes_no_sense_is_a_bad_answer(self, ask, name):
        with pytest.raises(GeocoderBadAnswer):
            ask(BAD_ANSWERS[name])

    @pytest.mark.parametrize("name", REFUSALS)
    def test_a_refusal_is_not_asked_again(self, ask, service, name):
        with pytest.raises(GeocoderRefused):
            ask(REFUSALS[name])
        assert len(service.requests) == 1

    @pytest.mark.parametrize("name", FAILURES)
    def test_a_service_that_fails_is_unavailable(self, ask, service, name):
        with pytest.raises(GeocoderUnavailable):
            ask(FAILURES[name])
        assert len(service.requests) == 1

    def test_a_wait_longer_than_the_deadline_is_not_begun(self, ask):
        with pytest.raises(GeocoderUnavailable) as caught:
            ask(http(status=503, Retry_After="3600"))
        assert caught.value.retry_after == 3600

    def test_too_many_requests_carries_when_to_come_back(self, ask, service):
        with pytest.raises(GeocoderRefused) as caught:
            ask(http(status=429, Retry_After="3600"))
        assert caught.value.retry_after == 3600
        assert len(service.requests) == 1

    @pytest.mark.parametrize(
        ("said", "seconds"),
        [
            ("3600", 3600),
            ("9" * 5000, 10**9),
            ("Fri, 31 Dec 1999 23:59:59 GMT", 0),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 10**9),
            ("Fri, 31 Dec 99999999999 23:59:59 GMT", None),
            ("-5", None),
            ("nan", None),
            ("Secretville 4711", None),
        ],
    )
    def test_when_to_come_back_is_read_or_left_out(self, ask, caplog, said, seconds):
        with pytest.raises(GeocoderRefused) as caught:
            ask(http(status=429, Retry_After=said), deadline_s=0.5)
        assert caught.value.retry_after == seconds
        assert caplog.text == ""

    def test_it_gives_up_after_three_times(self, ask, service):
        with pytest.raises(GeocoderUnavailable):
            ask(http(status=503, Retry_After="0"))
        assert len(service.requests) == 3

    def test_nobody_there(self, service):
        service.answers = [http("[]")]
        options = {"domain": "127.0.0.1:1", "scheme": "http"}
        online = open_geopy("geopy:nominatim", options=options, pace=Pace(0))
        with pytest.raises(GeocoderUnavailable):
            online.lookup(QUERY)

    def test_a_hanging_service_ends_at_the_deadline(self, ask, service):
        with pytest.raises(GeocoderTimeout):
            ask(service.hang, deadline_s=0.5)

    @pytest.mark.parametrize("part", ["headers", "body"])
    def test_a_dripping_service_ends_at_the_deadline(self, ask, service, part):
        """Each byte comes long before a timeout of the socket would end the wait."""
        clock = PlayedClock()
        service.pause = clock.passes
        head = b"HTTP/1.1 200 OK\r\n\r\n"
        if part == "headers":
            answer = service.drip(head + b" " * 100)
        else:

            def answer(connection):
                connection.sendall(head)
                service.drip(b"[" + b" " * 100)(connection)

        with pytest.raises(GeocoderTimeout):
            ask(answer, deadline_s=0.5, clock=clock)
        # The drip takes 20 s.
        assert clock.now() == 0.5

    def test_neither_query_nor_key_is_in_an_error_or_the_log(self, ask, caplog):
        caplog.set_level(logging.INFO)
        for answer in (*BAD_ANSWERS.values(), *REFUSALS.values(), *FAILURES.values()):
            with pytest.raises(GeocoderError) as caught:
                ask(answer)
            assert caught.value.__cause__ is None
            assert caught.value.__context__ is None or caught.value.__suppress_context__
            for shown in (str(caught.value), repr(caught.value.args)):
                assert "Secretville" not in shown
                assert "4711" not in shown
        assert "Secretville" not in caplog.text


class TestOpening:
    def test_an_unknown_service_names_the_nearest(self):
        with pytest.raises(UnknownName) as caught:
            open_geopy("geopy:Nominatm")
        assert caught.value.nearest == "Nominatim"

    def test_an_unknown_option_names_the_nearest(self):
        with pytest.raises(UnknownName) as caught:
            open_geopy("geopy:Nominatim", options={"domian": "x"})
        assert caught.value.nearest == "domain"

    def test_a_service_that_needs_a_key_says_so(self):
        with pytest.raises(UsageError, match="api_key"):
            open_geopy("geopy:OpenCage")

    def test_a_wrong_option_does_not_echo_its_value(self):
        with pytest.raises(UsageError) as caught:
            open_geopy("geopy:Nominatim", options={"scheme": "s3cret"})
        assert "s3cret" not in str(caught.value)

    def test_the_age_of_kept_answers_is_that_of_the_service(self, tmp_path):
        environ = {"ROUTES_OPENCAGE_API_KEY": "k", "ROUTES_TOMTOM_API_KEY": "k"}
        path = tmp_path / "a.sqlite"
        ages = [
            open_geopy(f"geopy:{name}", cache_path=path, environ=environ)._max_age_s
            for name in ("OpenCage", "TomTom")
        ]
        assert ages == [None, 30 * 86_400]

    def test_by_its_spec_with_a_cache(self, tmp_path):
        gazetteer = open_gazetteer("geopy:photon", cache_path=tmp_path / "answers.sqlite")
        assert isinstance(gazetteer, Cached)
        assert gazetteer.name == "geopy:Photon"
        assert not list(tmp_path.iterdir())
        gazetteer.close()

    def test_an_unknown_gazetteer_names_the_nearest(self):
        with pytest.raises(UnknownName) as caught:
            open_gazetteer("bundeld")
        assert caught.value.nearest == "bundled"


class TestPace:
    def test_turns_are_a_second_apart(self):
        now, slept = [100.0], []

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            now[0] += seconds

        pace = Pace(1.0, clock=lambda: now[0], sleep=sleep)
        assert [pace.take_turn(10) for _ in range(3)] == [True, True, True]
        assert slept == [1.0, 1.0]
        now[0] += 5
        assert pace.take_turn(10)
        assert slept == [1.0, 1.0]

    def test_a_turn_that_comes_too_late_is_not_taken(self):
        pace = Pace(30.0, clock=lambda: 0.0, sleep=lambda _: None)
        assert pace.take_turn(1)
        assert not pace.take_turn(1)
        assert pace.take_turn(31)

    def test_all_services_share_one_pace(self):
        assert process_pace() is process_pace()

    def test_no_turn_within_the_deadline_is_a_timeout(self, service):
        pace = Pace(30.0)
        assert pace.take_turn(1)
        online = open_geopy("geopy:Nominatim", pace=pace, deadline_s=1)
        with pytest.raises(GeocoderTimeout, match="turn"):
            online.lookup(QUERY)
        assert not service.requests
        assert online.asked == ()


class TestCredits:
    @pytest.mark.parametrize(
        ("service", "words"),
        [
            ("geopy:Nominatim", "© OpenStreetMap contributors, ODbL, via Nominatim"),
            ("nominatim", "© OpenStreetMap contributors, ODbL, via Nominatim"),
            ("geopy:Photon", "© OpenStreetMap contributors, ODbL, via Photon"),
            ("geopy:Pelias", "© OpenStreetMap contributors, ODbL, via Pelias"),
            ("geopy:GeoNames", "Place names: GeoNames, CC BY 4.0"),
            ("geopy:Bing", "Place names: Bing; see its terms"),
        ],
    )
    def test_who_is_named_for_a_service(self, service, words):
        assert credit(service) == words

    def test_every_credit_is_of_a_service_that_geopy_has(self):
        assert set(CREDITS) <= {cls.__name__ for cls in SERVICE_TO_GEOCODER.values()}

    @pytest.mark.parametrize(
        ("service", "days"),
        [("Nominatim", None), ("GeoNames", None), ("GoogleV3", 30), ("Here", 30), ("New", 30)],
    )
    def test_only_open_data_are_kept_for_ever(self, service, days):
        assert keeping_days(service) == days

    def test_naming_them_loads_no_service(self):
        program = "import sys, routes.gazetteers.credits; print('geopy' in sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        )
        assert done.stdout.strip() == "False"
