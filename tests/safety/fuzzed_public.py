"""The target of cases that hold secrets: what is published of them never does."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely

from routes import casefile, geodesy, pipeline
from routes.errors import InputError
from routes.exports import geojson
from routes.gazetteers import open_gazetteer
from routes.model import Atlas, Case
from routes.webmap.compose import compose
from tests.safety.playing import Check

NAME, ALSO, WORD, SOURCE = "Zvenyatka", "Птица-Секретова", "PlateQX4417ZZ", "Hushedmagpie"
PLACE, LON, LAT = "Wvjkdong", 128.9876543, 41.7654321
_AROUND_DEG = 0.1
_NEAR_M = 400.0
"""Nothing that is drawn comes so near to a withheld place, unless the case has others there."""


def _case(texts: Sequence[str]) -> str:
    """The case with these texts in it, JSON strings all."""
    t = iter(texts)
    return f"""\
version: 1
title: {{en: {next(t)}, ru: {next(t)}}}
question: {next(t)}
summary: {next(t)}
notes: [{next(t)}, "41°45'55.6\\"N 128°59'15.6\\"E was the spot"]
people: {{driver: {{role: a driver, name: {NAME}, also: [{ALSO}]}}}}
publish: {{withhold: [{WORD}], embargo: {{days: 1, because: r}}}}
sources:
  s: {{publisher: The Review, title: {next(t)}, issued: 2016-09, url: "https://a.example/{WORD}"}}
  t: {{title: {next(t)}, author: {SOURCE}, withhold: true, url: "https://{SOURCE}.example/b"}}
places:
  v: {{name: Vladivostok, lon: 131.87, lat: 43.11, publish: site, because: r, note: {next(t)}}}
  h: {{name: {PLACE}, lon: {LON}, lat: {LAT}, radius-m: 50, publish: withheld, note: {next(t)}}}
  m: {{name: Minsk, lon: 27.6, lat: 53.9, publish: country}}
legs:
  l:
    title: {next(t)}
    from: v
    to: h
    by: road
    when: 2016-07-03
    note: {next(t)}
    claims:
      - {{source: s, quote: {next(t)}, credibility: 3}}
      - source: t
        quote: {{exact: {next(t)}, language: ru, translation: {next(t)}}}
  k: {{from: m, to: v, by: rail, when: 2016-07, claims: [{{source: s, says: {next(t)}}}]}}
itineraries: {{i: {{title: {next(t)}, summary: {next(t)}, legs: [k, l]}}}}
events: {{e: {{title: {next(t)}, at: v, when: 2016, claims: [{{source: t, says: {next(t)}}}]}}}}
disputes:
  q: {{question: {next(t)}, positions: [{{says: {next(t)}, claims: [{{source: s, says: x}}]}}]}}
checks: [{{closer: m, than: v, to: h, source: s, quote: {next(t)}}}]
"""


_SECRETS = (NAME, ALSO, PLACE, WORD, SOURCE)
_WHOLE = {each: re.compile(rf"(?<!\w){each}(?!\w)", re.IGNORECASE) for each in _SECRETS}
"""As a word: with more letters it is another one."""

_TEXTS = 22


def _filled(lines: Sequence[str]) -> str:
    """The case with each line around one of the secrets, in one of the texts."""
    texts = []
    for n in range(_TEXTS):
        line = lines[n % len(lines)]
        middle = len(line) // 2
        secret = _SECRETS[n % len(_SECRETS)]
        texts.append(json.dumps(f"{line[:middle]} {secret} {line[middle:]}", ensure_ascii=False))
    return _case(texts)


@contextmanager
def public() -> Iterator[tuple[Sequence[bytes], Check]]:
    """A case as YAML, or lines that are put into its texts around the secrets.

    What of the secrets it still declares stands in no output and in no error.
    """
    with tempfile.TemporaryDirectory() as folder, closing(open_gazetteer("bundled")) as bundled:
        path = Path(folder) / "case.yaml"
        # It goes through all names of the gazetteer, for the same few places each time.
        names_of = bundled.names_of  # type: ignore[attr-defined]
        bundled.names_of = lru_cache(names_of)  # type: ignore[attr-defined]

        def check(data: bytes) -> str:
            text = data if data.startswith(b"version") else _around(data)
            path.write_bytes(text)
            try:
                case = casefile.read(path)
            except InputError:
                return "refused"
            hidden = _declared(case)
            try:
                made = pipeline.draft(case, gazetteer=bundled, today="2026-01-01")
                shown = _shown(made.atlas)
            except InputError as error:
                _check_silent(str(error), hidden, "an error")
                return "not for publication"
            for where, text in shown.items():
                _check_silent(text, hidden, where)
            told = [f"{each.message} {' '.join(each.hints)}" for each in made.atlas.findings]
            _check_silent(" ".join(told), hidden, "a finding")
            if _has_one_house(case):
                _check_far(made.atlas)
            return "published"

        plain = _filled(["How he left, and where to", "He said: ", " by train"]).encode()
        lines = ["How % left", "41.77 N, 12:30 &amp; 5 km", "Он ехал %20 в", "«Who»: \\u0041 p. 3"]
        yield [plain, plain, *("\n".join(lines[n:]).encode() for n in range(4))], check


def _around(data: bytes) -> bytes:
    return _filled(data.decode("utf-8", "replace").split("\n")).encode()


def _shown(atlas: Atlas) -> dict[str, str]:
    page = json.dumps(compose(atlas), ensure_ascii=False)
    return {"the page": page, "the export": geojson.text(atlas)}


def _declared(case: Case) -> list[str]:
    """The planted secrets that a case still declares; a change may have unmade some."""
    people = [each for each in case.people.values() if each.name and each.because is None]
    words = {*case.publishing.withhold}
    words |= {name for each in people for name in (each.name or "", *each.also)}
    words |= {each.name for each in case.places.values() if each.publish not in (None, "site")}
    words |= {each.author or "" for each in case.sources.values() if each.withhold}
    return [each for each in (NAME, ALSO, WORD, PLACE, SOURCE) if each in words]


def _check_silent(text: str, hidden: Sequence[str], where: str) -> None:
    found = [each for each in hidden if _WHOLE[each].search(text)]
    assert not found, f"{found} in {where}"


def _has_one_house(case: Case) -> bool:
    """Whether the house is withheld, and nothing else of the case is near it."""
    near = [
        each
        for each in case.places.values()
        if each.lon is not None
        and each.lat is not None
        and geodesy.length_m((each.lon, each.lat), (LON, LAT)) < 50_000
    ]
    return len(near) == 1 and near[0].publish == "withheld"


def _check_far(atlas: Atlas) -> None:
    shapes = [leg.geometry for leg in atlas.legs.values()]
    points = [each.point for each in atlas.places.values() if each.point is not None]
    drawn = np.concatenate(
        [np.array(points, dtype=np.float64).reshape(-1, 2), *map(shapely.get_coordinates, shapes)]
    )
    off = np.abs(drawn - (LON, LAT)).max(axis=1, initial=0.0)
    for lon, lat in drawn[off < _AROUND_DEG].tolist():
        far_m = geodesy.length_m((lon, lat), (LON, LAT))
        assert far_m > _NEAR_M, f"something is drawn {far_m:.0f} m from a withheld place"
