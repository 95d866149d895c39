"""The search for canaries: it finds every leak that is planted, and nothing where none is."""

from __future__ import annotations

import base64
import codecs
import gzip
import json
import random
import textwrap
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import routes
from routes.exports import geojson
from tests.conftest import ROOT, SHARED, Tell
from tests.safety import canaries, canary_case, canary_codes, canary_layers
from tests.safety.canaries import Find, Point, Searcher, Secrets, nearest_m, search
from tests.safety.canary_plants import HANGUL, NAME, POINT, SECRETS, Outputs, Plant, plants

_CASE = """
    version: 1
    title: Two towns
    sources:
      paper: {publisher: The Example Review, issued: 2016-09-12, language: en}
    places:
      west: {name: a western town, lon: 128.18, lat: 41.4, publish: site, because: invented}
      east: {name: an eastern town, lon: 129.78, lat: 41.8, publish: site, because: invented}
    legs:
      road:
        from: west
        to: east
        by: road
        when: 2016-07
        claims:
          - {source: paper, quote: they went by road}
    itineraries:
      one: {title: By road, legs: [road]}
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    folder = tmp_path_factory.mktemp("outputs")
    case = folder / "case.yaml"
    case.write_text(textwrap.dedent(_CASE), encoding="utf-8")
    atlas = routes.build(case)
    return Outputs(atlas.html(), geojson.text(atlas), folder, atlas)


@pytest.fixture(scope="module")
def planted(outputs: Outputs) -> list[Plant]:
    return list(plants(outputs))


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher(SECRETS)


def test_every_planted_leak_is_found_and_named(
    planted: list[Plant], searcher: Searcher, tell: Tell
) -> None:
    missed, misnamed, too_many = [], [], []
    known: dict[tuple[str, bytes], list[Find]] = {}
    for plant in planted:
        key = plant.file, plant.data
        finds = known[key] if key in known else searcher.search({plant.file: plant.data})
        known[key] = finds
        if plant.secret not in {find.secret for find in finds}:
            missed.append(plant.what)
        elif not any(plant.says in find.view for find in finds if find.secret == plant.secret):
            misnamed.append((plant.what, plant.says, [find.view for find in finds]))
        if not plant.what.startswith("an export"):  # which has three at once
            too_many.extend((plant.what, find) for find in finds if find.secret != plant.secret)
    tell(
        "leaks planted", len(planted), found=len(planted) - len(missed),
        named_rightly=len(planted) - len(missed) - len(misnamed),
    )  # fmt: skip
    assert len(planted) >= 20
    assert not missed
    assert not misnamed
    assert not too_many


def test_nothing_is_found_where_nothing_is(outputs: Outputs, searcher: Searcher) -> None:
    assert searcher.search(outputs.clean()) == []


def test_nothing_is_found_in_the_gallery(tell: Tell) -> None:
    """With as many secrets as a large case has, and points all over the maps."""
    dice = random.Random(41)
    points = tuple(
        Point(dice.uniform(30, 70), dice.uniform(20, 140), declared_m=5.0) for _ in range(15)
    )
    secrets = Secrets(SECRETS.texts, (*SECRETS.points, *points), SECRETS.paths)
    maps = {path.name: path.read_bytes() for path in sorted((ROOT / "maps").glob("*.html"))}
    assert len(maps) > 2
    finds = search(maps, secrets)
    tell("false alarms in the gallery", len(finds), secrets=len(points) + 6, pages=len(maps))
    assert finds == []


_SMALL = 20_000  # bytes: to try each part of the search without the large pages


def _missed(planted: list[Plant], searcher: Searcher) -> set[str]:
    small = [plant for plant in planted if len(plant.data) < _SMALL]
    return {
        plant.what
        for plant in small
        if not any(
            find.secret == plant.secret and plant.says in find.view
            for find in searcher.search({plant.file: plant.data})
        )
    }


@pytest.mark.parametrize(
    ("part", "instead", "needed_for"),
    [
        ("layers", lambda data: iter([((), data)]), {"gzip", "PNG zTXt", "PDF words in pieces"}),
        ("views", lambda text: (("", text),), {"quoted-printable", "coordinates in entities"}),
        ("folded", lambda text: text, {"decomposed", "a user"}),
        ("letters", lambda text: text.encode(), {"zero-width", "a slug", "MGRS"}),
        ("decode_polylines", lambda _: canary_codes.decode_polylines(b""), {"a polyline"}),
    ],
)
def test_a_search_without_one_of_its_parts_misses_leaks(
    part: str, instead: object, needed_for: set[str], planted: list[Plant],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    searcher = Searcher(SECRETS)
    monkeypatch.setattr(canaries, part, instead)
    assert needed_for <= _missed(planted, searcher)


def test_a_search_that_reads_no_numbers_misses_positions(
    planted: list[Plant], monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher = Searcher(SECRETS)
    monkeypatch.setattr(searcher._spotter, "in_bytes", lambda _: iter(()))
    monkeypatch.setattr(searcher._spotter, "in_text", lambda _: iter(()))
    lost = {"PNG eXIf", "doubles", "REAL columns", "DMS", "UTM", "Web Mercator"}
    assert lost <= _missed(planted, searcher)


_WAYS = (
    lambda c: c,
    lambda c: f"&#{ord(c)};",
    lambda c: f"&#x{ord(c):X};",
    lambda c: f"&#0{ord(c)};",
    lambda c: f"\\u{{{ord(c):x}}}",
    lambda c: c.encode("utf-16-be").hex(" ", 2).replace(" ", "\\u").join(("\\u", "")),
    lambda c: "".join(f"%{byte:02x}" for byte in c.encode()),
    lambda c: "".join(f"%25{byte:02X}" for byte in c.encode()),
    lambda c: f"&amp;#{ord(c)};",
    lambda c: c.upper(),
)
_CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@given(
    ways=st.lists(st.integers(0, len(_WAYS) - 1), min_size=1, max_size=30),
    text=st.sampled_from((NAME, HANGUL, "Птица-Секретова", "🕊 Taube-Ω-Geheim")),
    codec=st.sampled_from(_CODECS),
    around=st.sampled_from(("", "<p>", '"', "ж", "1")),
)
def test_escapes_may_be_mixed_letter_by_letter(
    ways: list[int], text: str, codec: str, around: str
) -> None:
    written = "".join(_WAYS[ways[i % len(ways)]](char) for i, char in enumerate(text))
    if codec in ("utf-16-le", "utf-16-be") and not written.isascii():
        codec = "utf-16"  # without a mark nobody can tell what it is
    data = f"{around}{written}{around}".encode(codec)
    assert {find.secret for find in search({"a": data}, Secrets((text,)))} == {text}


@example(lat=6.625, lon=10.5, decimals=2, lat_first=False, cut=False, between=",")
@given(
    lat=st.floats(-79, 83), lon=st.floats(-179, 179), decimals=st.integers(2, 7),
    lat_first=st.booleans(), cut=st.booleans(), between=st.sampled_from((",", ", ", " ", "; ")),
)  # fmt: skip
def test_positions_are_found_with_any_decimals(
    lat: float, lon: float, decimals: int, *, lat_first: bool, cut: bool, between: str
) -> None:
    assume(all(abs(value - round(value)) > 0.02 for value in (lat, lon)))  # no mark of a position
    scale = 10**decimals
    values = [int(v * scale) / scale if cut else v for v in (lat, lon)]
    pair = [f"{value:.{decimals}f}" for value in values]
    text = between.join(pair if lat_first else pair[::-1])
    point = Point(lat, lon, declared_m=0.0)
    finds = search({"a.csv": f"id,place\n7,{text}\n".encode()}, Secrets(points=(point,)))
    assert {find.secret for find in finds} == {point.secret}


def test_a_cell_that_is_published_is_no_leak() -> None:
    cell = b'{"type": "Point", "coordinates": [128.985, 41.765]}'
    fine, coarse = Point(41.7654321, 128.9876543, decimals=3), Point(41.7654321, 128.9876543)
    corners = b"41.76,128.98 41.77,128.99"
    assert search({"a": cell, "b": corners}, Secrets(points=(fine,))) == []
    assert {f.file for f in search({"a": cell, "b": corners}, Secrets(points=(coarse,)))} == {"b"}


def test_a_line_of_very_many_is_found() -> None:
    """Also in the parts of such a page that come after its first routes."""
    turns = np.random.default_rng(7).random((2_400, 4))
    lines = [[(126 + 4 * a, 38 + 5 * b), (127 + 4 * c, 39 + 4 * d)] for a, b, c, d in turns]
    clean = routes.overview(lines, title="Many").html().encode()
    lines[1_700][0] = (POINT.lon, POINT.lat)
    planted = routes.overview(lines, title="Many").html().encode()
    assert search({"a.html": clean}, SECRETS) == []
    assert [find.view for find in search({"a.html": planted}, SECRETS)] == ["drawn: lines"]


def test_short_secrets_are_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Searcher(Secrets(("Kim",)))


def test_too_much_to_look_at_is_said(monkeypatch: pytest.MonkeyPatch, planted: list[Plant]) -> None:
    monkeypatch.setattr(canary_layers, "_MOST", 1_000)
    with pytest.raises(ValueError, match="come out"):
        search({"a": planted[0].data}, SECRETS)


def test_how_near_a_page_comes(outputs: Outputs) -> None:
    page, document = outputs.page.encode(), outputs.geojson.encode()
    for data in (page, document):
        assert nearest_m(data, (128.18, 41.4)) < 1.0
        assert nearest_m(data, (128.18, 42.4)) > 50_000
    assert nearest_m(b"nothing is drawn", (128.18, 41.4)) == float("inf")
    x_first = b"POINT as text: 128.9877, 41.7654"
    assert nearest_m(x_first, (POINT.lon, POINT.lat)) < 10.0


def test_how_near_a_picture_comes(outputs: Outputs, planted: list[Plant]) -> None:
    """To within the tenth of a pixel that its numbers have."""
    whole = nearest_m(outputs.page.encode(), (POINT.lon, POINT.lat))
    dot = next(plant for plant in planted if plant.what == "a dot in the picture")
    assert nearest_m(dot.data, (POINT.lon, POINT.lat)) < 50.0
    assert whole > 1_000.0


def test_codes_are_those_that_others_make() -> None:
    """Examples from the descriptions of geohash, plus codes, MGRS, tiles and polylines."""
    assert canary_codes.geohash(57.64911, 10.40744, 11) == "u4pruydqqvj"
    assert canary_codes.plus_code(47.365590, 8.524997) == "8FVC9G8F+6X"
    assert next(canary_codes.mgrs(38.8895, -77.0352)).startswith("18SUJ234")
    assert canary_codes.quadkey(47.61, -122.33, 10) == "0212300302"
    line = [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)]
    assert canary_codes.encode_polyline(line) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


_CLASSES = ("withheld", "country", "admin-1", "admin-2", "0.1", "0.01")


@pytest.mark.parametrize("publish", _CLASSES)
def test_the_case_of_canaries_can_be_read(publish: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(canary_case.text(publish), encoding="utf-8")
    assert routes.read(path).places["house"].publish == publish


def test_every_canary_is_in_its_case() -> None:
    """Or nothing would follow from that it is in no output."""
    secrets = canary_case.secrets(home="/home/berta/hushedcase/case.yaml", user="berta-magpie-user")
    finds = search({"case.yaml": canary_case.text().encode()}, secrets)
    missing = {*secrets.texts, *(point.secret for point in secrets.points)}
    missing -= {find.secret for find in finds}
    assert missing == {"berta-magpie-user"}


def test_an_internal_build_shows_the_canaries(tmp_path: Path) -> None:
    """So that a public one without them says something: the search does find them on a page."""
    path = tmp_path / "case.yaml"
    path.write_text(canary_case.text(), encoding="utf-8")
    atlas = routes.build(path, profile="internal")
    secrets = canary_case.secrets()
    finds = search(
        {"a.html": atlas.html().encode(), "a.geojson": geojson.text(atlas).encode()}, secrets
    )
    desk = {text for text in secrets.texts if text.startswith(canary_case.DESK)}
    found = {find.secret for find in finds}
    assert {
        canary_case.NAME,
        canary_case.PLACE,
        canary_case.NOTE,
        secrets.points[0].secret,
    } <= found
    assert not desk & found


_ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "upper": lambda text: text.upper().encode(),
    "lower": lambda text: text.lower().encode(),
    "reversed": lambda text: text[::-1].encode(),
    "JSON": lambda text: "".join(f"\\u{ord(char):04x}" for char in text).encode(),
    "HTML": lambda text: "".join(f"&#{ord(char)};" for char in text).encode(),
    "HTML hex": lambda text: "".join(f"&#x{ord(char):x};" for char in text).encode(),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 + 1": lambda text: base64.b64encode(b"-" + text.encode()),
    "base64 + 2": lambda text: base64.b64encode(b"--" + text.encode()),
    "hex": lambda text: text.encode().hex().encode(),
    "rot13": lambda text: codecs.encode(text, "rot13").encode(),
    "zlib": lambda text: zlib.compress(text.encode()),
    "gzip": lambda text: gzip.compress(text.encode()),
}


def test_the_canaries_that_are_at_hand_are_found_in_every_encoding() -> None:
    """Those of the case here, and the shared ones where they are."""
    texts = [*canary_case.secrets().texts]
    shared = SHARED / "hostile" / "redaction.json"
    if shared.exists():
        canaries_there = json.loads(shared.read_text(encoding="utf-8"))["canaries"]
        texts += [value for value in canaries_there.values() if isinstance(value, str)]
    searcher = Searcher(Secrets(tuple(texts)))
    missed = [
        (text, name)
        for text in texts
        for name, written in _ENCODINGS.items()
        if text not in {f.secret for f in searcher.search({"a": b"<" + written(text) + b">"})}
    ]
    assert not missed
