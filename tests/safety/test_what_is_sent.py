"""What leaves this machine: nothing without --online; with it the name, and not much else.

The requests of all services are written out in ``tests/data/asked_of_services.json``, each for
one name in one country. They were made with this program: read them before changing them.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import pytest

from routes import __version__
from routes.errors import GeocoderBadAnswer, GeocoderError, GeocoderUnavailable
from routes.gazetteers import online
from routes.gazetteers.chain import Chain
from routes.gazetteers.pace import Pace
from routes.gazetteers.transport import _is_same_host
from routes.model import Toponym
from routes.model.publishing import PrecisionClass
from routes.resolve import resolve
from tests.conftest import ROOT, FakeGazetteer, Tell, candidate, journey
from tests.safety.outside import Ask, asking, run
from tests.unit.loopback import Loopback, Service, http, places, running
from tests.unit.test_services import CLASSES, KEY, environment, opened

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REQUESTS = json.loads((ROOT / "tests/data/asked_of_services.json").read_text("utf-8"))
VILLAGE = "Qzxwvkjville"
CASE = """\
version: 1
title: Titleword of a case
summary: Summaryword
sources:
  paper: {publisher: Publisherword, issued: 2016-09-12, title: Sourceword}
people:
  him: {name: Personword, role: a man}
places:
  a: Vladivostok, Russia
  placeid: {name: Qzxwvkjville, note: Noteword, private: Privateword}
legs:
  go: {from: a, to: placeid, when: 2016-07, claims: [{source: paper, quote: Quoteword}]}
itineraries:
  one: {title: Wayword, legs: [go]}
"""


class Noting(Loopback):
    """Notes where a service really is before the one on this machine is asked."""

    urls: list[str]

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        self.urls.append(url)
        return super().get_text(url, timeout=timeout, headers=headers)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as started:
        yield started


@pytest.mark.parametrize("name", CLASSES)
def test_a_service_learns_the_name_the_country_and_the_program(name, service, monkeypatch):
    """The whole request: no user, no folder, no case, no cookie, and over https by default."""
    monkeypatch.setattr(online, "LimitedAdapter", Noting)
    monkeypatch.setattr(Noting, "port", service.port)
    monkeypatch.setattr(Noting, "urls", [], raising=False)
    service.answers = [http("{}")]
    query = "brisk.lamp.otter" if name.startswith("What3Words") else "Brest"
    with pytest.raises(GeocoderError):
        opened(name).lookup(query, country="BY", limit=3)
    assert Noting.urls == [REQUESTS[name].replace("KEY", KEY)]
    assert Noting.urls[0].startswith("https://")
    (request,) = service.requests
    head, _, body = request.partition("\r\n\r\n")
    first, *headers = head.split("\r\n")
    path = Noting.urls[0].removeprefix("https://").partition("/")[2]
    assert (first, body) == (f"GET /{path} HTTP/1.1", "")
    assert sorted(headers) == [
        "Accept-Encoding: identity",
        "Connection: close",
        f"Host: 127.0.0.1:{service.port}",
        f"User-Agent: reported-routes/{__version__}",
    ]


def test_the_list_of_requests_is_that_of_the_services(tell: Tell):
    assert set(REQUESTS) == set(CLASSES)
    assert __version__ == version("reported-routes")
    assert all(environment(name) == {} or "KEY" in REQUESTS[name] for name in CLASSES)
    tell("services whose whole request is written out", len(REQUESTS))


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    with asking(tmp_path / "homefolderword") as made:
        made.home.mkdir()
        yield made


def test_of_a_case_nothing_but_names_of_places_is_sent(ask: Ask, tmp_path: Path, tell: Tell):
    case = tmp_path / "casefolderword" / "casefileword.yaml"
    case.parent.mkdir()
    case.write_text(CASE, "utf-8")
    env = {**ask.env, "USER": "userword", "LOGNAME": "userword", "EMAIL": "mailword@example.org"}
    done = run("build", case, "-o", tmp_path / "out", *ask.options, env=env)
    assert "1 name was sent to geopy:Nominatim" in done.stderr
    sent = "".join(ask.service.requests)
    assert len(ask.service.requests) == 1
    assert VILLAGE in sent  # else nothing was tried
    (path,) = (line.split(" ")[1] for line in sent.splitlines() if line.startswith("GET"))
    wanted = "format=json&limit=25&addressdetails=1&accept-language=en"
    assert path == f"/search?q={VILLAGE}&{wanted}"
    words = [word for word in sent.lower().split() if "word" in word]
    assert words == []
    for known in (getpass.getuser(), platform.node(), "Vladivostok", "placeid", str(tmp_path)):
        assert known not in sent
    tell("words of a case that a service was sent beside the name", len(words))


@pytest.mark.parametrize("kind", [None, *get_args(PrecisionClass)])
def test_the_name_of_a_place_that_is_not_published_is_not_sent(kind: PrecisionClass | None):
    """A map can be held back; a question cannot."""
    then = FakeGazetteer({})
    chain = Chain(FakeGazetteer({"West": [candidate("West", 0, 0, confidence=1.0)]}), then)
    secret = Toponym("b", VILLAGE, VILLAGE, country="KP", publish=kind)
    found = resolve(journey("West rail b", b=secret), chain)
    (finding,) = (each for each in found.findings if each.code == "unresolved-place")
    may_be_sent = kind in (None, "site")
    assert {asked[0] for asked in then.asked} == ({VILLAGE} if may_be_sent else set())
    assert ("so no service was asked for it" in finding.message) != may_be_sent


_WATCHED = """
import sys
seen = []
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
sys.addaudithook(lambda event, args: seen.append(event) if event in NETWORK else None)
import json
from routes.cli import run
codes = [run(each) for each in json.loads(sys.argv[1])]
if sys.argv[2:]:
    __import__("socket").getaddrinfo("127.0.0.1", 1)
print(json.dumps([codes, seen]))
"""


@pytest.mark.parametrize("wrong", [False, True], ids=["", "proof"])
def test_without_online_nothing_is_even_looked_up(tmp_path: Path, tell: Tell, wrong: bool):
    """All commands that resolve names, in both profiles, with a name that nobody knows."""
    case, out = tmp_path / "short.yaml", tmp_path / "out"
    case.write_text(CASE, "utf-8")
    commands = [
        ["build", case, "-o", out],
        ["build", case, "-o", out, "--profile", "internal"],
        ["check", case],
        ["places", case],
        ["geocode", VILLAGE],
        ["export", case, "-f", "geojson", "-o", tmp_path / "a.geojson"],
        ["sign", case, "--by", "A", "--by", "B"],
    ]
    program = [sys.executable, "-c", _WATCHED]
    done = run(json.dumps(commands, default=str), *["x"] * wrong, program=program)
    codes, seen = json.loads(done.stdout.splitlines()[-1])
    assert len(codes) == len(commands)
    assert not set(codes) & {2, 3}, done.stderr
    assert (out / "short.html").exists()
    assert (out / "short.internal.html").exists()
    assert seen == (["socket.getaddrinfo"] if wrong else [])
    if not wrong:
        tell("commands without --online that looked for a network", 0, tried=len(commands))


class TestTheWay:
    """Proxies, redirects and what lies about in a home: the name and the key go nowhere else."""

    @staticmethod
    def lookup(service: Service, **options: object) -> None:
        settings = {"domain": f"127.0.0.1:{service.port}", "scheme": "http"} | options
        environ = {"ROUTES_PICKPOINT_API_KEY": KEY}
        made = online.open_geopy("geopy:PickPoint", options=settings, environ=environ, pace=Pace(0))
        with closing(made):
            made.lookup(VILLAGE)

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    @pytest.mark.parametrize("where", ["//{other}/", "http://{other}/x?", "http://{same}@{other}/"])
    def test_a_redirect_does_not_take_the_key_elsewhere(self, service, status, where):
        with running() as other:
            other.answers = [places()]
            names = {"other": f"127.0.0.1:{other.port}", "same": f"127.0.0.1:{service.port}"}
            service.answers = [http(status=status, Location=where.format(**names))]
            with pytest.raises(GeocoderBadAnswer, match="another host"):
                self.lookup(service)
            assert (len(service.requests), other.requests) == (1, [])

    @pytest.mark.parametrize("variable", ["http_proxy", "ALL_PROXY", "all_proxy"])
    def test_a_proxy_is_used_and_alone_gets_its_password(self, service, monkeypatch, variable):
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            monkeypatch.delenv(name)
        with running() as proxy:
            proxy.answers = [places()]
            monkeypatch.setenv(variable, f"http://user:secret@127.0.0.1:{proxy.port}")
            self.lookup(service, domain="service.test:80")
            (request,) = proxy.requests
            assert request.startswith("GET http://service.test:80/v1/forward?q=")
            assert "proxy-authorization: basic " in request.lower()
            assert service.requests == []
            monkeypatch.setenv("no_proxy", "127.0.0.1")
            service.answers = [places()]
            self.lookup(service)
            assert "authorization" not in service.requests[0].lower()

    @pytest.mark.parametrize("variable", ["http_proxy", "ALL_PROXY"])
    def test_a_proxy_that_cannot_be_used_is_not_passed_by(self, service, monkeypatch, variable):
        """As socks5 of an anonymity network: who set it must not be shown to the service."""
        monkeypatch.delenv("no_proxy")
        monkeypatch.setenv(variable, "socks5h://user:secret@127.0.0.1:9")
        service.answers = [places()]
        with pytest.raises(GeocoderUnavailable, match="none for HTTP") as caught:
            self.lookup(service)
        assert service.requests == []
        assert "secret" not in str(caught.value)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        self.lookup(service)
        assert len(service.requests) == 1

    def test_passwords_that_lie_about_in_a_home_stay_there(self, service, monkeypatch, tmp_path):
        (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password netrcword\n")
        monkeypatch.setenv("HOME", str(tmp_path))
        service.answers = [http(status=401, WWW_Authenticate='Basic realm="x"')]
        with pytest.raises(GeocoderError):
            self.lookup(service)
        (request,) = service.requests
        assert "authorization" not in request.lower()

    def test_https_is_not_given_up_for_a_redirect(self):
        assert not _is_same_host("https://a.test/x", "http://a.test/x")
        assert _is_same_host("http://a.test/x", "https://a.test/x")
