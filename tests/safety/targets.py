"""What is fuzzed: each target gives a corpus, and a check that says how an input ended.

A check returns a word for the end ("read", "refused", ...). Whatever else it raises,
also an AssertionError about what came out, is a find.
"""

from __future__ import annotations

import inspect
import json
import math
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geopy.geocoders import SERVICE_TO_GEOCODER
from shapely.geometry.base import BaseGeometry

from routes import casefile, geodesy
from routes.errors import GeocoderError, InputError, Mistake, UsageError
from routes.gazetteers import online, open_gazetteer
from routes.gazetteers.clock import Clock
from routes.gazetteers.pace import Pace
from routes.gazetteers.transport import LimitedAdapter, UnreadableAnswer
from routes.model import Candidate
from routes.networks import snap
from routes.networks.router import Router
from routes.resolve import shapes
from tests.conftest import ROOT
from tests.safety import fuzzed_files, fuzzed_public, fuzzed_texts
from tests.safety.playing import Check, Target, files
from tests.unit.answers_of_services import SAMPLES
from tests.unit.drawn_network import drawn

_LINE_END = re.compile(rb"\r\n|\r|\n")


SMALL = b"""\
version: 1
title: {en: A, ko: "\xea\xb0\x80"}
languages: ko
sources:
  s: {publisher: S, issued: 2016-07~, citing: [o], url: "https://a.example/b"}
  o: {author: O, identity: anonymous, read-in: s}
places:
  a: A, B
  b: {name: B, lon: 10.5, lat: -3, radius-m: 5e3}
  c: {name: C, within: [China, Russia], near: b}
  d: {iata: LED}
legs:
  l:
    from: a
    to: b
    by: air
    when: 2016-07/..
    status: closed
    closed: {since: 2020, claims: [{source: s, says: x}]}
    claims:
      - {source: s, quote: {exact: q, prefix: p, language: ru, translation: t}, credibility: 2}
  m: {from: b, to: c, by: rail, basis: inferred, reason: r}
itineraries:
  i: {title: I, legs: [l, m]}
events: {e: {title: E, at: a, when: 2016, claims: [{source: s, says: x}]}}
disputes: {q: {question: Q, positions: [{says: y, claims: [{source: s, says: x}]}]}}
checks: [{closer: [a, b], than: c, to: d, source: s, quote: w}]
avoid: [China, {country: KP, reason: r}]
alternatives:
  - {leg: l, by: rail, avoid: none, count: 2, via: d}
  - {from: a, by: road, hours: 24}
"""


@contextmanager
def case() -> Iterator[tuple[Sequence[bytes], Check]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"

        def check(data: bytes) -> str:
            path.write_bytes(data)
            ends = [_read(path) for _ in range(2)]
            assert ends[0] == ends[1], "reading twice gives two results"
            if not isinstance(ends[0], tuple):
                return "read"
            _check_mistakes(ends[0], path, data)
            return "refused"

        yield [*[SMALL] * 12, *files("*.yaml")], check


def _read(path: Path) -> object:
    try:
        return casefile.read(path)
    except InputError as error:
        return error.mistakes


def _check_mistakes(mistakes: Sequence[Mistake], path: Path, data: bytes) -> None:
    """They name the file, a line that it has, in order, and each fits in one line."""
    assert mistakes, "refused without a reason"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        lines = len(re.split("\r\n|\r|\n", text))
    else:
        lines = len(_LINE_END.split(data))
    for mistake in mistakes:
        assert mistake.mark.file == path.as_posix()
        assert 1 <= mistake.mark.line <= lines, f"{mistake.mark} of {lines} lines"
        assert mistake.mark.column >= 1
        said = str(mistake)
        assert said.isprintable() or not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", said), repr(
            said
        )
        assert len(said) < 2_000 + len(mistake.mark.file), len(said)
        assert not re.search("pydantic|Traceback|ruamel|0x7f", said), said
    assert list(mistakes) == sorted(mistakes, key=lambda each: each.mark)


class _Told(LimitedAdapter):
    """Answers every request with ``body``, as it came over the wire."""

    body = b""

    def get_text(self, *_: Any, **__: Any) -> str:
        try:
            return type(self).body.decode()
        except UnicodeDecodeError:
            raise UnreadableAnswer("the answer is not text") from None


KEYS = dict.fromkeys(
    """api_key apikey secret_key security_key subscription_key auth_token app_code app_id
    auth_id client_id username password domain""".split(),  # noqa: SIM905
    "k",
)


class InNoTime(Clock):
    """Waits for nothing."""

    def sleep(self, seconds: float) -> None:
        pass


def _service(name: str) -> online.Online:
    kind = next(k for k in SERVICE_TO_GEOCODER.values() if k.__name__ == name)
    takes = inspect.signature(kind).parameters
    needed = {n: KEYS[n] for n, p in takes.items() if n in KEYS and p.default is p.empty}
    needed |= {"GoogleV3": {"api_key": "k"}, "Here": {"apikey": "k"}}.get(name, {})
    made = kind(user_agent="t", adapter_factory=_Told, **needed)
    return online.Online(name, made, pace=Pace(0), clock=InNoTime())


def _own_answer(service: str, sample: object) -> bytes:
    body = sample if isinstance(sample, str) else json.dumps(sample, ensure_ascii=False)
    return f"{service}\n{body}".encode()


@contextmanager
def answers() -> Iterator[tuple[Sequence[bytes], Check]]:
    """The first line is the service, the rest what it answers."""
    corpus = [
        _own_answer(service, each)
        for service, sample in SAMPLES.items()
        for each in (sample.one, sample.one, sample.none)
        if each is not None
    ]
    services = {name: _service(name) for name in SAMPLES}

    def check(data: bytes) -> str:
        head, _, _Told.body = data.partition(b"\n")
        name = head.decode(errors="replace")
        asked = services.get(name) or services["Nominatim"]
        known = SAMPLES.get(name) or SAMPLES["Nominatim"]
        try:
            found = asked.lookup(known.query)
        except (GeocoderError, UsageError) as error:
            return type(error).__name__
        _check_candidates(found)
        for each in found:
            _check_not_invented(each, _Told.body)
        return "found" if found else "not found"

    yield corpus, check


def _check_candidates(found: Sequence[Candidate]) -> None:
    for each in found:
        assert math.isfinite(each.lon)
        assert abs(each.lon) <= 180
        assert math.isfinite(each.lat)
        assert abs(each.lat) <= 90
        assert 0 <= each.radius_m < 2.1e7
        assert 0 <= each.confidence <= 1
        assert each.weight >= 0
        assert isinstance(each.name, str)
        assert each.name.strip()


_NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def _check_not_invented(found: Candidate, body: bytes) -> None:
    """Both coordinates stand in the answer as numbers."""
    said = [float(each) for each in _NUMBERS.findall(body.decode())]
    for number in (found.lon, found.lat):
        assert any(abs(number - each) < 1e-5 for each in said), (
            f"{number} stands nowhere in the answer"
        )


@contextmanager
def names() -> Iterator[tuple[Sequence[bytes], Check]]:
    """A query, a country, a kind and a limit on four lines."""
    queries = (ROOT / "tests" / "data" / "names.csv").read_bytes().splitlines()[1:60]
    corpus = [b"\n".join((each, b"", b"", b"5")) for each in queries]
    corpus += [b"Minsk, Belarus\nBY\ncity\n5", "중국 단둥\n\n\n50".encode(), b"LED\n\nairport\n1"]
    corpus += ["吉林省延吉市\nCN\nregion\n3".encode(), b"S. Petersburg (Russia)\nru\n\n0"]
    with closing(open_gazetteer("bundled")) as bundled:

        def check(data: bytes) -> str:
            parts = [*data.decode("utf-8", errors="replace").split("\n"), "", "", ""]
            query, country, kind, limit = parts[:4]
            asked: dict[str, Any] = {"country": country or None, "kind": kind or None}
            try:
                found = bundled.lookup(query, limit=int(limit) if limit.isdigit() else 10, **asked)
            except UsageError:
                return "refused"
            _check_candidates(found)
            again = bundled.lookup(query, limit=int(limit) if limit.isdigit() else 10, **asked)
            assert found == again
            return "found" if found else "not found"

        yield corpus, check


EXTREMES = (
    0.0, -0.0, 5e-324, 1e-9, 1.0, 45.0, 66.56, 89.999999999, 90.0, -90.0, 90.0000001, 91.0, 131.9,
    179.9999999999, 180.0, -180.0, -179.9999999, 180.0000001, 181.0, 359.0, 360.0, 540.0, -9999.0,
    1e15, 1e308, -1e308, math.inf, -math.inf, math.nan,
)  # fmt: skip
METRES = (0.0, 1e-9, 1.0, 5e3, 1e6, 1.0002e7, 2.0e7, 2.1e7, 4.0e7, 1e12, -1.0, math.inf, math.nan)


@contextmanager
def points() -> Iterator[tuple[Sequence[bytes], Check]]:
    """Each two bytes of the input choose a number; the functions get the points at the poles."""
    ends = {"A": (179.5, 66.0, "AA"), "B": (-179.5, 66.0, "AA"), "C": (0.0, 89.9, "AA")}
    router = Router(drawn(ends, [("A", "B"), ("B", "C")]))

    def check(data: bytes) -> str:
        chosen = [EXTREMES[byte % len(EXTREMES)] for byte in data[:4].ljust(4, b"\0")]
        metres = METRES[sum(data[4:6]) % len(METRES)]
        a, b = (chosen[0], chosen[1]), (chosen[2], chosen[3])
        ends = {_geometry(call) for call in _calls(a, b, metres, router)}
        return "refused" if ends == {"refused"} else "measured"

    yield [bytes(range(n, n + 6)) for n in range(0, 240, 6)], check


def _calls(
    a: geodesy.Point, b: geodesy.Point, metres: float, router: Router
) -> Iterator[Callable[[], object]]:
    yield lambda: geodesy.length_m(a, b)
    yield lambda: geodesy.azimuth_deg(a, b)
    yield lambda: geodesy.destination(a, metres, metres)
    yield lambda: geodesy.interpolate(a, b, metres)
    yield lambda: geodesy.center_and_radius([a, b])
    yield lambda: geodesy.geodesic(a, b)
    yield lambda: geodesy.split_antimeridian(shapely.LineString([a, b]))
    yield lambda: shapes.circle(a, metres)
    yield lambda: shapes.band(geodesy.geodesic(a, b), min(max(100.0, metres), 1e5))
    yield lambda: geodesy.nearest_on_area(a, shapes.circle(b, metres))
    usable = np.ones(len(router.network.start), dtype=bool)
    yield lambda: len(snap.nearest(router, a, usable))


def _geometry(call: Callable[[], object]) -> str:
    """How one call ended. Numbers are finite, shapes valid and on earth."""
    try:
        found = call()
    except ValueError:  # UsageError is one
        return "refused"
    for each in found if isinstance(found, tuple) else (found,):
        _check_made(each)
    return "measured"


def _check_made(made: object) -> None:
    if isinstance(made, tuple):
        for each in made:
            _check_made(each)
    elif isinstance(made, BaseGeometry):
        west, south, east, north = made.bounds if not made.is_empty else (0, 0, 0, 0)
        assert -540 <= west <= east <= 540, made.bounds
        assert -90.000001 <= south <= north <= 90.000001, made.bounds
        assert made.area == 0 or made.is_valid, shapely.is_valid_reason(made)
    elif isinstance(made, float):
        assert math.isfinite(made), made


TARGETS: dict[str, Target] = {
    "case": case,
    "answers": answers,
    "names": names,
    "points": points,
    "tables": fuzzed_files.tables,
    "sheets": fuzzed_files.sheets,
    "signed": fuzzed_files.signed,
    "kept": fuzzed_files.kept,
    "dates": fuzzed_texts.dates,
    "texts": fuzzed_texts.texts,
    "public": fuzzed_public.public,
}
