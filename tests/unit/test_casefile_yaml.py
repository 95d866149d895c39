from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from routes import casefile
from routes.casefile import countries
from routes.errors import InputError
from routes.model import Claim, Closure, Quote, When
from tests.conftest import ROOT
from tests.unit.casefile_sample import CASE, changed, codes, mistakes, read, the_mistake

GOLDEN = ROOT / "tests" / "golden"


def test_sample_has_no_mistakes_and_no_findings(tmp_path):
    case = read(tmp_path, CASE)
    assert case.id == "case"
    assert case.findings == ()
    assert list(case.legs) == ["first", "second"]
    assert case.legs["first"].claims[0].quote == Quote("went to Vilnius")
    assert case.places["minsk"].query == case.places["minsk"].name == "Minsk, Belarus"
    assert (case.legs["first"].mode, case.legs["first"].basis) == ("unknown", "reported")
    assert case.legs["second"].claims[0].mark.line == 20


def test_twenty_mistakes_are_twenty_each_at_its_line(monkeypatch):
    monkeypatch.chdir(ROOT)
    path = (GOLDEN / "twenty-mistakes.yaml").relative_to(ROOT)
    with pytest.raises(InputError) as caught:
        casefile.read(path)
    report = (GOLDEN / "twenty-mistakes.txt").read_text(encoding="utf-8")
    assert str(caught.value) + "\n" == report
    lines = path.read_text(encoding="utf-8").splitlines()
    wrong = [n for n, line in enumerate(lines, start=1) if "# " in line[1:]]
    assert [m.mark.line for m in caught.value.mistakes] == wrong
    assert len(wrong) == 20


@pytest.mark.parametrize("name", ["trade-official-2016", "closed-road-2024"])
def test_real_cases_have_nothing_to_warn_of(name):
    case = casefile.read(ROOT / "data" / "cases" / f"{name}.yaml")
    assert [f for f in case.findings if f.severity != "info"] == []


def test_closed_leg_keeps_since_and_claims(tmp_path):
    closed = "status: closed\n    closed: {since: 2024, claims: [{source: wire, says: so}]}\n"
    case = read(tmp_path, changed(("to: riga\n", f"to: riga\n    {closed}")))
    since = When("2024", "2024-01-01", "2024-12-31")
    assert case.legs["second"].closure == Closure(since, (Claim("wire", says="so"),))


def test_chain_goes_on_to_the_origin(tmp_path):
    sources = "  wire: {publisher: The Wire, citing: agency}\n"
    sources += "  agency: {publisher: Agency, citing: [aide]}\n  aide: {author: an aide}\n"
    text = changed(
        ("  wire: {publisher: The Wire}\n", sources),
        ("quote: went to Vilnius}", "quote: went to Vilnius, citing: wire}"),
    )
    case = read(tmp_path, text)
    assert case.legs["first"].claims[0].chain == ("herald", "wire", "agency", "aide")
    assert case.legs["second"].claims[0].chain == ("wire", "agency", "aide")
    assert case.sources["wire"].citing == ("agency", "aide")


def test_empty_citing_says_that_the_source_speaks_for_itself(tmp_path):
    text = changed(
        ("wire: {publisher: The Wire}", "wire: {publisher: The Wire, citing: herald}"),
        ("Then he went on to Riga.}", "Then he went on to Riga., citing: []}"),
    )
    assert read(tmp_path, text).legs["second"].claims[0].citing == ()


def test_checks_events_and_disputes(tmp_path):
    add = """\
events: {stop: {title: A stop, at: riga, when: 2024~}}
disputes: {d: {question: Where?, positions: [{says: here, claims: [{source: wire, says: x}]}]}}
checks:
  - {closer: minsk, than: riga, to: vilnius, source: wire, quote: {exact: a, prefix: b}}
  - {closer: [minsk, riga], than: riga, to: vilnius}
"""
    case = read(tmp_path, changed(add=add))
    assert case.events["stop"].place == "riga"
    assert case.disputes["d"].positions[0].claims == (Claim("wire", says="x"),)
    assert [(c.id, c.closer) for c in case.checks] == [
        ("check-1", ("minsk",)),
        ("check-2", ("minsk", "riga")),
    ]
    assert case.checks[0].quote == Quote("a", prefix="b")


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "words"),
    [
        ("version: 1\n", "", 1, "version", "is missing"),
        ("version: 1", "version: 2", 1, "version", "reads version 1"),
        ("title: An", "titel: An", 2, "titel", "Did you mean 'title'?"),
        ("title: An envoy goes north", "title:", 2, "title", "has no value"),
        ("title: An envoy goes north", "title: ~", 2, "title", "has no value"),
        ("title: An envoy goes north", "title: ''", 2, "title", "is empty"),
        ("title: An envoy goes north", "title: [a]", 2, "title", "not a list"),
        ("title: An envoy goes north", "title: {a: b}", 2, "title.a", "language tag"),
        ("title: A", "notes: x\ntitle: A", 2, "notes", "must be a list"),
        ("title: A", "notes: []\ntitle: A", 2, "notes", "empty list"),
        ("title: A", "NO: 1\ntitle: A", 2, "NO", "no key 'NO' here"),
        ("wire: {pub", "wire: {nmae: x, pub", 5, "sources.wire.nmae", "no key 'nmae'"),
        ("{name: Riga}", "{nmae: Riga}", 9, "places.riga.nmae", "Did you mean 'name'?"),
        ("{name: Riga}", "{country: LV}", 9, "places.riga", "'name', 'iata' or 'icao'"),
        ("{name: Riga}", "[Riga]", 9, "places.riga", "keys of its own"),
        ("{publisher: The Wire}", "{language: en}", 5, "sources.wire", "needs 'title'"),
        ("{publisher: The Wire}", "The Wire", 5, "sources.wire", "keys of its own"),
        ("{name: Riga}", "{name: Riga, lon: 24}", 9, "places.riga.lon", "needs 'lat'"),
        ("{name: Riga}", "{name: Riga, lat: 57}", 9, "places.riga.lat", "needs 'lon'"),
        (
            "{name: Riga}",
            "{name: Riga, lon: 37, lat: 126}",
            9,
            "places.riga.lat",
            "Are lon and lat swapped?",
        ),
        ("{name: Riga}", "{name: Riga, lon: 24, lat: 91}", 9, "places.riga.lat", "swapped"),
        ("{name: Riga}", "{name: Riga, lon: 181, lat: 57}", 9, "places.riga.lon", "out of range"),
        ("{name: Riga}", "{name: Riga, lon: 1, lat: 39,03}", 9, "places.riga", "a dot"),
        ("{name: Riga}", "{name: Riga, lon: 1, lat: '39,03'}", 9, "places.riga.lat", "39.03"),
        ("{name: Riga}", "{name: Riga, lon: 1, lat: 39:02:15}", 9, "places.riga.lat", "39.0375"),
        ("{name: Riga}", "{name: Riga, lon: 1, lat: -.INF}", 9, "places.riga.lat", "finite"),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, within: Latvia}",
            9,
            "places.riga.within",
            "pin it",
        ),
        (
            "{name: Riga}",
            "{name: Riga, country: ZZ}",
            9,
            "places.riga.country",
            "no country has the code 'ZZ'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, country: UK}",
            9,
            "places.riga.country",
            "Did you mean 'GB'?",
        ),
        (
            "{name: Riga}",
            "{name: Riga, iata: LED, query: Domodedovo}",
            9,
            "places.riga.query",
            "not used, since 'iata'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, icao: ULLI, query: Domodedovo}",
            9,
            "places.riga.query",
            "not used, since 'icao'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, iata: RIX}",
            9,
            "places.riga.iata",
            "not used, since 'lon' and 'lat'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, icao: EVRA}",
            9,
            "places.riga.icao",
            "not used, since 'lon' and 'lat'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, query: Riga}",
            9,
            "places.riga.query",
            "not used, since 'lon' and 'lat'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, within: Latvia, iata: RIX}",
            9,
            "places.riga.iata",
            "not used, since 'within'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, within: Latvia, query: Riga}",
            9,
            "places.riga.query",
            "not used, since 'within'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, within: Latvia, kind: city}",
            9,
            "places.riga.kind",
            "makes the place an area",
        ),
        (
            "{name: Riga}",
            "{name: Riga, within: Latvia, precision: city}",
            9,
            "places.riga.precision",
            "too exact",
        ),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, precision: country}",
            9,
            "places.riga.precision",
            "Use 'within' for a country",
        ),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, precision: region}",
            9,
            "places.riga.precision",
            "Use 'within' for a region",
        ),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, kind: country}",
            9,
            "places.riga.kind",
            "makes the place a point",
        ),
        (
            "{name: Riga}",
            "{name: Riga, iata: RIX, precision: region}",
            9,
            "places.riga.precision",
            "makes the place a point",
        ),
        (
            "{name: Riga}",
            "{name: Riga, iata: RIX, kind: city}",
            9,
            "places.riga.kind",
            "for airports",
        ),
        (
            "{name: Riga}",
            "{name: Riga, within: Latvia, kind: crossing}",
            9,
            "places.riga.kind",
            "such as 'country', 'region' or 'sea'",
        ),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, kind: river}",
            9,
            "places.riga.kind",
            "Use 'within' for a river",
        ),
        ("{name: Riga}", "{name: Riga, near: vilnuis}", 9, "places.riga.near", "'vilnius'"),
        ("{name: Riga}", "{name: Riga, near: riga}", 9, "places.riga.near", "the place itself"),
        (
            "{name: Riga}",
            "{name: Riga, lon: 24, lat: 57, near: minsk}",
            9,
            "places.riga.near",
            "not used, since 'lon' and 'lat'",
        ),
        ("2024-03-02", "2024-02-30", 4, "sources.herald.issued", "has 29 days"),
        ("from: vilnius", "from: vilnuis", 17, "legs.second.from", "Did you mean 'vilnius'?"),
        ("from: vilnius", "form: vilnius", 17, "legs.second.form", "Did you mean 'from'?"),
        ("    from: vilnius\n", "", 16, "legs.second.from", "is missing"),
        ("from: vilnius", "from: riga", 18, "legs.second.to", "begins and ends in 'riga'"),
        ("to: riga", "to: riga\n    by: plane", 19, "legs.second.by", "Did you mean 'air'?"),
        (
            "to: riga",
            "to: riga\n    basis: computed",
            19,
            "legs.second.basis",
            "not for people to write",
        ),
        ("to: riga", "to: riga\n    basis: inferred", 19, "legs.second.basis", "'reason'"),
        ("to: riga", "to: riga\n    status: closed", 19, "legs.second.status", "key 'closed'"),
        (
            "to: riga",
            "to: riga\n    closed: {since: 2024, claims: [{source: wire, says: x}]}",
            19,
            "legs.second.closed",
            "status is not 'closed'",
        ),
        ("{source: wire, says", "{source: wier, says", 20, "legs.second.claims[1].source", "wire"),
        ("source: wire, says: Then", "source: wire, note: Then", 20, "legs.second.claims[1]", "or"),
        (", says: Then", ", stance: confirms, says: Then", 20, "legs.second.claims[1].stance", ""),
        ("source: wire, says: Then", "says: Then", 20, "legs.second.claims[1].source", "missing"),
        ("[first, second]", "[first, secund]", 22, "itineraries.north.legs[2]", "second"),
        ("[first, second]", "[]", 22, "itineraries.north.legs", "empty list"),
        ("[first, second]", "first", 22, "itineraries.north.legs", "must be a list"),
        ("[first, second]", "[second, first]", 22, "itineraries.north.legs[2]", "begins in"),
        ("riga: {", "ri ga: Riga\n  riga: {", 9, "places.ri ga", "Write 'ri-ga'"),
    ],
)
def test_one_mistake(tmp_path, old, new, line, key, words):
    text = changed((old, new))
    found = [m for m in mistakes(tmp_path, text) if m.mark.line == line]
    assert key in [m.key for m in found]
    assert words in " ".join(f"{m.message} {m.hint}" for m in found)


@pytest.mark.parametrize(
    "keys",
    [
        "iata: RIX, icao: EVRA, kind: airport, country: LV, precision: site",
        "within: Latvia, kind: country, precision: country, country: LV, radius-m: 5",
        "lon: 24, lat: 57, kind: site, precision: exact, country: XK",
        "query: Riga Old Town, kind: city, precision: country",
        "near: minsk, kind: station",
        "within: Latvia, near: minsk, kind: sea",
        "kind: crossing, precision: site",
        "kind: border",
        "lon: 24, lat: 57, precision: unknown",
    ],
)
def test_keys_of_a_place_that_go_together(tmp_path, keys):
    read(tmp_path, changed(("{name: Riga}", f"{{name: Riga, {keys}}}")))


def test_every_country_of_the_gazetteer_may_be_written():
    path = ROOT / "routes" / "_data" / "gazetteer.sqlite"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as store:
        rows = store.execute("SELECT DISTINCT country FROM place WHERE country NOT NULL").fetchall()
    assert {code for (code,) in rows} <= countries.CODES
    assert len(countries.ISO_3166) == 249


def test_join_message_names_both_legs_and_places(tmp_path):
    line, key, words = the_mistake(tmp_path, changed(("[first, second]", "[second, first]")))
    assert (line, key) == (22, "itineraries.north.legs[2]")
    assert "'first' begins in 'minsk', but 'second' before it ends in 'riga'" in words


def test_section_that_is_missing_is_one_mistake(tmp_path):
    text = CASE[: CASE.index("sources:")] + CASE[CASE.index("places:") :]
    assert the_mistake(tmp_path, text)[:2] == (1, "sources")


@pytest.mark.parametrize("value", ["", " {}", " x", " [a]"])
def test_section_without_entries(tmp_path, value):
    text = CASE[: CASE.index("itineraries:")] + f"itineraries:{value}\n"
    found = mistakes(tmp_path, text)
    assert [m.key for m in found] == ["itineraries"]


def test_circles_are_reported_once(tmp_path):
    text = changed(
        ("{publisher: The Wire}", "{publisher: The Wire, citing: herald, read-in: herald}"),
        ("issued: 2024-03-02}", "citing: wire, read-in: wire}"),
    )
    found = mistakes(tmp_path, text)
    assert len(found) == 2
    assert all("in a circle" in m.message for m in found)


def test_source_that_cites_itself(tmp_path):
    text = changed(("{source: wire, says", "{source: wire, citing: wire, says"))
    assert "'wire' relies on 'wire'" in the_mistake(tmp_path, text)[2]


def test_long_chain_is_refused(tmp_path):
    more = "".join(f"  s{n}: {{author: x, citing: s{n + 1}}}\n" for n in range(30))
    text = changed(("sources:\n", f"sources:\n{more}  s30: {{author: x}}\n"))
    assert "longer than 20" in mistakes(tmp_path, text)[0].message


def test_one_mistake_never_hides_another(tmp_path):
    text = changed(
        ("{source: wire, says", "{source: wier, sais: x, credibility: 9, says"),
        ("from: vilnius", "from: vilna\n    by: plane\n    when: July 2016"),
    )
    keys = {m.key for m in mistakes(tmp_path, text)}
    claim = "legs.second.claims[1]"
    assert {f"{claim}.source", f"{claim}.sais", f"{claim}.credibility"} <= keys
    assert {"legs.second.from", "legs.second.by", "legs.second.when"} <= keys


def test_mistakes_are_in_file_order_and_numbered(tmp_path):
    text = changed(("title: An envoy goes north", "titel: x"), ("[first, second]", "[zzz]"))
    lines = [m.mark.line for m in mistakes(tmp_path, text)]
    assert lines == sorted(lines) == [2, 22]


def test_a_file_with_hundreds_of_mistakes_stops(tmp_path):
    text = changed(add="".join(f"k{n}: x\n" for n in range(600)))
    found = mistakes(tmp_path, text)
    assert len(found) == 501
    assert "stopped after 500" in found[-1].message


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "title: An envoy goes north",
            "title: An envoy goes to #3",
            ("text-after-hash", "warning", "title"),
        ),
        (
            "title: An envoy",
            "title: An \u202eenvoy\u202c",
            ("bidi-control", "warning", "title"),
        ),
        (
            "  wire: {",
            "  gazette: {publisher: G}\n  wire: {",
            ("unused-source", "warning", "sources.gazette"),
        ),
        ("  riga: {", "  tartu: Tartu\n  riga: {", ("unused-place", "warning", "places.tartu")),
        ("[first, second]", "[first]", ("unused-leg", "warning", "legs.second")),
        (
            "to: riga",
            "to: riga\n    when: 2999-01-01",
            ("date-after-sources", "info", "legs.second.when"),
        ),
    ],
)
def test_finding(tmp_path, old, new, finding):
    case = read(tmp_path, changed((old, new)))
    assert codes(case) == [finding]
    assert case.findings[0].mark is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: An envoy goes north", "title: An envoy goes north # said he"),
        ("title: An envoy goes north", "title: An envoy goes north ## said he"),
        ("title: An envoy goes north", "title: 'An envoy goes to #3'"),
        ("title: An envoy", "title: \u05e9\u200f An envoy"),
        (", says: Then", ", stance: doubts, says: Then"),
    ],
)
def test_no_finding(tmp_path, old, new):
    hypothetical = ("to: riga", "to: riga\n    status: hypothetical")
    assert codes(read(tmp_path, changed((old, new), hypothetical))) == []


@pytest.mark.parametrize(
    ("name", "words"), [("case.yml", ""), ("case.yaml", ""), ("CASE.YAML", "")]
)
def test_suffixes_that_are_read(tmp_path, name, words):
    (tmp_path / name).write_text(CASE, encoding="utf-8")
    assert casefile.read(tmp_path / name).title == f"An envoy goes north{words}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("case.yalm", "Did you mean '.yaml'?"),
        ("case", "Known: .csv, .xlsx, .yaml, .yml."),
        ("gone.yaml", "no such file"),
        ("gone", "no such file or folder"),
        ("folder.yaml", "not a file"),
        ("folder", "is a folder"),
    ],
)
def test_paths_that_cannot_be_read(tmp_path, name, words):
    for folder in ("folder", "folder.yaml"):
        (tmp_path / folder).mkdir()
    for file in ("case", "case.yalm"):
        (tmp_path / file).touch()
    with pytest.raises(InputError, match=words.replace("?", r"\?")) as caught:
        casefile.read(tmp_path / name)
    assert caught.value.mistakes[0].mark.file == (tmp_path / name).as_posix()
