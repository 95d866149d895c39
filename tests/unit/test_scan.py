"""What must not be published is found in text, and what may be is left alone."""

# ruff: noqa: RUF001
from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from routes.publish import scan
from routes.publish.scan import Hit, Names, find, redacted
from tests.conftest import ROOT, SHARED, Tell
from tests.unit.notations import NOTATIONS

NOBODY = Names([])


def kinds(text: str, names: Names = NOBODY) -> list[tuple[str, str]]:
    return [(hit.kind, text[hit.start : hit.end]) for hit in find(text, names)]


COORDINATES = [
    "41.77, 128.98",
    "41,77 128,98",
    "41,765; 128,9876",
    "(41.7, 128.9)",
    "[128.9, 41.7]",
    '["41.77", "128.98"]',
    "41.77 - 128.98",
    "41.7654321",
    "-41,7654",
    "1.417654e2",
    "41.77° с.ш., 128.98° в.д.",
    "41 градус 45 минут северной широты",
    "N41.7654",
    "41°45.9′N",
    "41 45 55 N 128 59 15 E",
    "41:45:55N 128:59:15E",
    "41-45-55N, 128-59-15E",
    "414555N 1285915E",
    "N 41.77°, O 128.98°",
    "41.77N, 128.98W",
    "41°N 128°E",
    "41° 46' de latitude Nord, 128° 59' de longitude Est",
    "latitud 41.77, longitud 128.98",
    "x=128.98, y=41.76",
    "Latitude of 41.7",
    "+41.76+128.98/",
    "+4145+12859/",
    "+414555.5+1285915.1+850CRSWGS_84/",
    "geo:41,128;u=35",
    "https://www.google.com/maps/place/Old+Mill/@41.7,128.9,15z/data=!3d41.7!4d128.9",
    "https://maps.example/?saddr=41.7,128.9",
    "https://bing.example/maps?cp=41.7~128.9&lvl=15",
    "https://maps.app.goo.gl/Xy12ZabC",
    "https://tile.example/14/14064/6072.png",
    "https://w3w.co/filled.count.soap",
    "///filled.count.soap",
    "what3words: filled.count.soap",
    "w3w filled.count.soap",
    "UTM zone 52N 333444 4623456",
    "52T E 333444 N 4623456",
    "MGRS: 52t cm 33",
    "8Q7XQ2QQ+2Q",
    "8Q7X0000+",
    "XGQQ+QX, Musan",
    "geohash: wydm9",
    "SRID=4326;LINESTRING Z (128.9 41.7 0, 129 41.8 0)",
    "enc:_p~iF~ps|U",
    "(14358872.1, 5123456.7)",
    "EPSG:32652 333444 4623456",
    "41%252E7654%252C128%252E9876",
    "41&period;7654&comma; 128&#x2e;9876",
    "41·7654, 128·9876",
    "41.7654°, 128.9876°",
]
TELEPHONES = [
    "+850 2 381 27 01",
    "+850-2-381-2701",
    "00850 2 381 2701",
    "+85012345678",
    "+٨٥٠ ١٢٣٤٥٦٧٨",
    "%2B85012345678",
    "+7 (4212) 12-34-56 ext. 12",
    "8 (4212) 12-34-56",
    "8 914 123-45-67",
    "123-45-67",
    "010-1234-5678",
    "02-381-2701",
    "(202) 555-0123",
    "202-555-0123",
    "202.555.0123",
    "1-800-555-0123",
    "555-0123",
    "06 12 34 56 78",
    "0171/1234567",
    "01012345678",
    "13912345678",
    "tel:+85012345678;ext=1",
    "https://wa.me/85012345678",
    "https://api.whatsapp.com/send?phone=85012345678",
    "t.me/somebody",
    "signal.me/#p/+85012345678",
    "tg://resolve?domain=somebody1",
]
EMAILS = [
    "alice@example.org",
    "a.b+c@sub.example.co.uk",
    "alice(at)example.org",
    "alice [at] example [dot] org",
    "alice at example dot org",
    "alice @ example . org",
    "alice{at}example{dot}org",
    "mailto:alice@example.org?subject=x",
    "почта@пример.рф",
    "alice@xn--e1afmkfd.xn--p1ai",
    "alice&#64;example.org",
    "alice%40example.org",
    "alice\u200b@\u200bexample.org",
    "ａｌｉｃｅ＠ｅｘａｍｐｌｅ．ｏｒｇ",
    "somebody@host.example@other.example",
]
HARMLESS = [
    "2016-07-05",
    "05.07.2016",
    "5/7/2016",
    "2016-07/2016-08",
    "05.07.2016–07.08.2016, 05.07., 06.07.",
    "5.07 / 6.07",
    "07.2016, 08.2016",
    "June 5,2016",
    "2016-07-05T12:34:56.123456Z",
    "from 2016 to 2018, 2016-2018, 1996–1998, 2016/17",
    "10:30, 10.30 a.m. and 12:34:56.7890",
    "10.30-11.45",
    "$1.5, $2.75 or 3.50 dollars; USD 1.2345; 12.50, 13.75 €",
    "12.5%, 13.75% and 14.25 %",
    "1,000 to 2,500",
    "12,500 / 14,300",
    "12 345 678 people, 1 234 567, 1 000 000 000",
    "W 3rd St, N 5 E 10",
    "+20 000 000",
    "ISBN 978-0-306-40615-7",
    "ISBN 0-306-40615-2, ISSN 0028-0836",
    "doi:10.1038/nature12373 and 10.1016/j.cell.2016.07.012 and https://doi.org/10.1000/182",
    "arXiv:2107.12345",
    "A/HRC/25/63, S/RES/2270 (2016)",
    "flight KE 123, JS271, SU 1702; A320-200, Boeing 737-800, Tu-204-300",
    "1,234.5678 km, 41.7654 km, 12.50 x 13.75 m",
    "version 1.25, 1.26 and v3.12345",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "4c8996fb92427ae41e4649b934ca495991b7852b",
    "123e4567-e89b-12d3-a456-426614174000",
    "36.6 °C, 25.55°C",
    "https://example.com/2016/07/05/story-1234567.html?id=12345678&n=1.23456",
    "at 38°N, the 38th parallel; between 30° and 45°; a 90° turn",
    "192.168.10.25",
    "§ 12.3456, Section 12.3456",
    "pp. 123-1300, vol. 12(3), no. 4",
    "12-13 July, 1-2-3",
    "1.5 and 2.5 and 3.5",
    "0.01, 0.1; 0.0006; 0.2, 0.03",
    "5'10\" tall",
    "a long 12.5 m wall, 3 by 4",
    "look at example.org and @somebody; at home dot by dot",
    "polyline: encoding of lines",
    "file:///a.b.c",
    "a geohash prefix",
    "2345+67",
    "12ABC3456",
]


@pytest.mark.parametrize("around", ["{}", "We met at {} yesterday.", "({})", "그곳 {}에서"])
@pytest.mark.parametrize(
    ("kind", "texts"),
    [("coordinates", COORDINATES), ("telephone", TELEPHONES), ("e-mail", EMAILS)],
)
def test_numbers_and_addresses_are_found(kind, texts, around):
    wrong = []
    for written in texts:
        text = around.format(written)
        hits = find(text, NOBODY)
        start, end = text.index(written), text.index(written) + len(written)
        covered = [sign for at in hits for sign in range(at.start, at.end)]
        bare = [
            text[sign]
            for sign in range(start, end)
            if sign not in covered
            and (text[sign].isalnum() if kind == "e-mail" else text[sign].isdigit())
        ]
        longest = max(hits, key=lambda hit: hit.end - hit.start, default=None)
        if bare or not longest or longest.kind != kind:
            wrong.append((text, kinds(text)))
    assert wrong == []


@pytest.mark.parametrize("around", ["{}", "He said {} on the way.", "({})"])
def test_what_only_looks_like_it_is_left_alone(around):
    texts = [around.format(written) for written in HARMLESS]
    assert {text: kinds(text) for text in texts if find(text, NOBODY)} == {}
    assert all(redacted(text, NOBODY, lambda _: "x") == (text, ()) for text in texts)


@pytest.mark.parametrize(
    ("module", "finder"),
    [
        (scan.degrees, "degrees"),
        (scan.degrees, "decimals"),
        (scan.codes, "codes"),
        (scan.links, "map_links"),
        (scan.links, "chats"),
        (scan.contacts, "telephones"),
        (scan.contacts, "said_telephones"),
        (scan.contacts, "local_telephones"),
        (scan.contacts, "emails"),
    ],
)
def test_without_a_finder_something_is_missed(monkeypatch, module, finder):
    """That the lists can fail: each finder is needed by something in them."""
    texts = [*COORDINATES, *TELEPHONES, *EMAILS, "telephone 12345 67"]
    assert all(find(text, NOBODY) for text in texts)
    monkeypatch.setattr(module, finder, lambda *_: iter(()))
    assert not all(find(text, NOBODY) for text in texts)


def test_dates_would_be_found_if_nobody_knew_them(monkeypatch):
    """That the list of harmless texts can fail."""
    monkeypatch.setattr(scan.harmless, "dated", lambda _: False)
    monkeypatch.setattr(scan.harmless, "amount", lambda *_: False)
    monkeypatch.setattr(scan.harmless, "identifiers", lambda _: iter(()))
    assert len([text for text in HARMLESS if find(text, NOBODY)]) >= 5


def test_offsets_are_those_of_the_text_as_it_is():
    text = "김\u200b &#52;1%2E7654, 128.9876!"
    (hit,) = find(text, NOBODY)
    assert text[hit.start : hit.end] == "&#52;1%2E7654, 128.9876"


def test_a_mark_that_names_what_is_withheld_gives_way():
    text, hits = redacted(
        "to Secret and 41.7654, 128.9876", Names([["Secret"]]), lambda _: "Secret"
    )
    assert text == "to […] and […]"
    assert [hit.kind for hit in hits] == ["name", "coordinates"]


def test_what_comes_together_around_a_mark_is_withheld_too():
    names = Names([["Secret"], ["Canary"]])
    text, hits = redacted("CanSecretary Can Secret ary", names, lambda _: "")
    assert find(text, names) == ()
    text, hits = redacted("lat: Secret 41.77, yes", names, lambda _: "")
    assert text == ", yes"
    assert hits == (Hit("coordinates", 0, len("lat: Secret 41.77"), None),)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "data/cases").glob("*.yaml")), ROOT / "tests/browser/sample.yaml"],
    ids=lambda path: path.name,
)
def test_the_cases_of_the_gallery_hold_nothing(path: Path, tell: Tell):
    texts = list(_strings(YAML(typ="safe").load(path)))
    found = {text: kinds(text) for text in texts if find(text, NOBODY)}
    tell(f"texts of {path.name} scanned", len(texts), found=len(found))
    assert len(texts) > 100
    assert found == {}


SAID_IN_DOCS = {"179.99999999999997", "27 degrees 40 minutes."}
"""What the pages of docs/ say outside examples, and what is a position indeed."""


def test_the_documentation_holds_nothing_but_its_examples():
    found = [
        words
        for page in sorted((ROOT / "docs").rglob("*.md"))
        for _, words in kinds(_prose(page.read_text(encoding="utf-8")))
    ]
    assert [words for words in found if words not in SAID_IN_DOCS] == []


def _prose(page: str) -> str:
    """A page without its blocks of code and without code within lines."""
    outside = re.sub(r"(?ms)^\s*```.*?^\s*```", "", page)
    return re.sub(r"(?s)(`+)(?!`).*?(?<!`)\1(?!`)", "(code)", outside)


def test_articles_hold_nothing_but_an_address_of_the_editors():
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    found = [hit for path in seeds for hit in kinds(path.read_text(encoding="utf-8"))]
    assert [words for kind, words in found if kind != "e-mail"] == []


PERSON = Names([["ZQX-Kim Secret-Canary"], ["Секретов Иван"], ["김비밀"], ["Kim"]])
HOSTILE = [
    "1.1.1.1.", "(", "@", "1", "a", "0-", "+1 ", "41.7 ", "41°4", "%41", "&#49;", "1,1 ", "N1 ",
    "a.", "a at ", "www.", "e\u0301", "\u0301", "김", "POINT(1 ", "http://a ", "enc:?", "+", "00",
    "41.7654,", "///a.a.", "S ", "\u200b", "lat 1", "_", "A/", "0101", "Kim ", "Secret", "\\u0041",
    "%25", "[[", "tel ", "Secret. ", "https://t.me/1", "10.1000/", "1\u0663", "Секрет", "1 1 ",
]  # fmt: skip


def test_hostile_texts_of_100_kb_end(tell: Tell):
    """They are told, not asserted: a busy machine is no mistake."""
    slowest = 0.0
    for unit in HOSTILE:
        text = (unit * 100_000)[:100_000]
        before = time.process_time()
        find(text, PERSON)
        slowest = max(slowest, time.process_time() - before)
    tell("hostile texts of 100 kB scanned", len(HOSTILE), slowest_ms=round(slowest * 1000))


@pytest.mark.parametrize("notation", NOTATIONS)
def test_each_notation_is_found_between_letters_of_other_scripts(notation):
    written = NOTATIONS[notation](41.7654321, 128.9876543)
    left, hits = redacted(f"그곳은 {written} 이었다", NOBODY, lambda _: "…")
    assert {hit.kind for hit in hits} == {"coordinates"}
    assert not any(map(str.isdigit, left))
