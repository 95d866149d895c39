"""No message of the reader repeats a secret of the case, whatever the slip."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routes import casefile, pipeline
from routes.casefile import document
from routes.casefile.quoting import closed, opened, quoted, shown
from routes.casefile.report import MAX_MISTAKES
from routes.errors import InputError
from routes.model import Case
from tests.conftest import ROOT, FakeGazetteer
from tests.unit.casefile_sample import changed, mistakes, read, the_mistake
from tests.unit.secret_slips import (
    CANARIES,
    CASE,
    PLACE,
    SLIPS,
    SLIPS_OF_KEYS,
    SLOTS,
    SOURCE,
    change,
    written,
)


def _messages(path: Path) -> list[str]:
    try:
        found = casefile.read(path).findings
    except InputError as error:
        return [f"{each.key}: {each.message} {each.hint}" for each in error.mistakes]
    return [f"{each.about}: {each.message}" for each in found]


def _leaks(folder: Path, text: str) -> list[str]:
    path = folder / "case.yaml"
    path.write_bytes(text.encode())
    return [said for said in _messages(path) if any(c in said.casefold() for c in CANARIES)]


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    slot=st.sampled_from(SLOTS),
    slip=st.sampled_from((*SLIPS, *SLIPS_OF_KEYS)),
    in_lines=st.booleans(),
)
def test_no_slip_in_a_secret_repeats_it(tmp_path, slot, slip, in_lines):
    assert _leaks(tmp_path, written(change(slot, slip), in_lines)) == []


@pytest.mark.parametrize("in_lines", [True, False])
@pytest.mark.parametrize("slip", SLIPS)
def test_the_same_slip_in_all_secrets_repeats_none(tmp_path, slip, in_lines):
    ends = [slot for slot in SLOTS if slot not in (("people",), ("people", "kim"))]
    assert _leaks(tmp_path, written(dict.fromkeys(ends, slip), in_lines)) == []


@pytest.mark.parametrize(("section", "key"), [("places", "publish"), ("sources", "withhold")])
def test_the_same_slips_in_an_open_entry_are_repeated(tmp_path, section, key):
    entry = "h" if section == "places" else "t"
    slots = [s for s in SLOTS if s[:2] == (section, entry) and s[-1] not in ("lon", "lat")]
    told = 0
    for slot in slots:
        if slot[-1] not in ("private", key):
            for slip in ("[a, b: Qwzx]", "he #Qwzx", "QWZX", "Qwzx: met", "!Qwzx a", "../Qwzx"):
                text = written({slot: slip}, skip=(section, entry, key))
                told += bool(_leaks(tmp_path, text))
    assert told > 2 * len(slots)


@pytest.mark.parametrize(
    ("publish", "is_secret"),
    [
        ("publish: site", False),
        ("publish: withheld", True),
        ("publish: '0.1'", True),
        ("publish: Site", True),
        ("publish:", True),
        ("publish: [site]", True),
        ("publish: #withheld\n   ", True),
        ("publish: site, publish: withheld", True),
        ("publish: withheld, publish: site", True),
        ("publish withheld", True),
        ("Publish: site", True),
        ("pubish: admin-1", True),
        ("withhold: true", True),
        ("hidden: true", True),
        ("<<: *hidden", True),
        ("note: n", False),
        ("later: n", False),
    ],
)
def test_what_hides_a_place_hides_it_with_a_slip_too(tmp_path, publish, is_secret):
    place = f"vilnius: {{name: Vilnius, country: Qwzx, {publish}}}"
    found = mistakes(tmp_path, changed(("vilnius: {name: Vilnius}", place)))
    said = [each for each in found if each.key == "places.vilnius.country"]
    assert len(said) == 1
    assert ("Qwzx" in said[0].message) == (not is_secret)


def test_each_of_two_places_with_one_id_may_be_the_hidden_one(tmp_path):
    text = changed(
        (
            "  riga: {name: Riga}",
            "  riga: {name: Riga}\n"
            "  riga: {name: !Qwzx a, query: b #Qwzx\n  , publish: withheld, a: &Qwzx b, a: c}\n"
            "  riga: {name: !told a}",
        )
    )
    said = [str(each) for each in mistakes(tmp_path, text)]
    assert any("'!told'" in each for each in said)
    assert not [each for each in said if "Qwzx" in each]


@pytest.mark.parametrize(
    ("keys", "words", "told"),
    [
        ("country: Belarus", "ISO 3166", ("BY", "Belarus")),
        ("country: by", "Country code of two capital letters", ("BY", "by'")),
        ("kind: vilage", "Known: city", ("vilage", "mean")),
        ("precision: citty", "Known: ", ("citty", "mean")),
        ("iata: vno", "IATA code of an airport", ("vno", "VNO")),
        ("lon: '25,28', lat: 54", "as in 39.0375", ("25", "28")),
        ("lon: 25 16 59, lat: 54", "as in 39.0375", ("25", "16", "59")),
        ("lon: 54, lat: 125.28", "lon and lat swapped?", ("54", "125", "28")),
        ("lon: 225.28, lat: 54", "from -180 to 180", ("225", "54")),
        ("radius-m: -5521", "5000 is 5 km", ("5521",)),
        ("near: mnsk", "Id of another place", ("mnsk", "'minsk'")),
        ("within: Qwzx, kind: city", "makes the place an area", ("'city'",)),
        ("Nate: Kim", "there is no key", ("Nate", "Kim")),
    ],
)
def test_no_hint_is_made_from_a_secret(tmp_path, keys, words, told):
    place = f"vilnius: {{name: V, publish: withheld, {keys}}}"
    _, key, message = the_mistake(tmp_path, changed(("vilnius: {name: Vilnius}", place)))
    assert words in message
    for each in told:
        assert each not in message.replace("25 is", "") + key.removeprefix("places.vilnius")


def test_an_author_of_nothing_but_slips_is_told_the_key_and_the_line(tmp_path):
    place = "vilnius: {name: V, publish: withheld, lon: '25,28', lat: 54}"
    line, key, message = the_mistake(tmp_path, changed(("vilnius: {name: Vilnius}", place)))
    assert (line, key) == (8, "places.vilnius.lon")
    assert message == "'\u2026' has a decimal comma. Write it with a dot, as in 39.0375."


def test_a_file_of_which_nothing_can_be_told_is_not_repeated(tmp_path):
    said = [str(each) for each in mistakes(tmp_path, changed(add="note: a: Qwzx\n  b: [Qwzx\n"))]
    assert said
    assert not [each for each in said if "Qwzx" in each]


def test_nor_one_with_too_many_mistakes_to_read_on(tmp_path):
    twice = "".join(f"Qwzx{n}: a\nQwzx{n}: a\n" for n in range(MAX_MISTAKES))
    said = [str(each) for each in mistakes(tmp_path, changed(add=twice))]
    assert len(said) > MAX_MISTAKES
    assert not [each for each in said if "Qwzx" in each]


def test_the_author_of_an_anonymous_source_is_a_secret(tmp_path):
    wire = "wire: {identity: anonymous, title: he #Told\n, author: he #Qwzx\n}"
    said = [
        each.message
        for each in read(tmp_path, changed(("wire: {publisher: The Wire}", wire))).findings
    ]
    assert ["Told" in each for each in said] == [True, False]
    assert not [each for each in said if "Qwzx" in each]


def test_the_date_of_a_withheld_source_is_not_said(tmp_path):
    wire = "wire: {publisher: W, issued: 2024-05-06, withhold: true}"
    text = changed(
        ("wire: {publisher: The Wire}", wire), ("  second:\n", "  second:\n    when: 2024-06\n")
    )
    said = [f.message for f in read(tmp_path, text).findings]
    assert said == ["2024-06 is later than every source was published."]


FINDINGS = """
version: 1
title: T
private: he went to #Qwzx
people:
  kim: {role: a driver, private: to #Qwzx
    , name: Kim #Qwzx
    , also: ["\u202eQwzx"]}
publish:
  withhold: [Word #Qwzx
    ]
sources:
  s: {publisher: P, issued: 2010, private: to #Qwzx
    }
  t: {title: A #Qwzx
    , publisher: B #Qwzx
    , author: C #Qwzx
    , withhold: true}
places:
  west: West
  h: {name: H #Qwzx
    , note: n #Qwzx
    , lon: 71.9 #71935
    , lat: 3 #71935
    , publish: withheld}
  unused: {name: U #Qwzx
    , publish: withheld, label: "\u202eQwzx"}
legs:
  l: {from: west, to: h, when: 2009, private: to #Qwzx
    , claims: [{source: s, says: So. #Told
    , private: to #Qwzx
    }]}
itineraries: {i: {title: I, legs: [l]}}
"""


def test_findings_of_a_public_map_hold_no_secret(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    case = case_from(FINDINGS)
    atlas = pipeline.build(case, gazetteer=square_world, today="2026-01-01")
    said = [f"{each.about} {each.message}" for each in (*case.findings, *atlas.findings)]
    assert sum("is a comment" in each for each in said) > 20
    assert [each for each in said if "#Told" in each]
    assert not [each for each in said if any(c in each.casefold() for c in CANARIES)]


def test_a_quote_is_kept_or_replaced():
    said = f"{shown('a')} is no {quoted('b', 'c')}{quoted(shown('d'), '')}."
    assert opened(said) == "'a' is no b'd'."
    assert closed(said) == "'\u2026' is no c."


@pytest.mark.parametrize("model", [document.Place, document.Source, document.Person])
def test_the_case_of_these_tests_has_every_key(model):
    entry = {
        document.Place: PLACE,
        document.Source: SOURCE,
        document.Person: CASE["people"]["kim"],
    }
    known = {field.alias or name for name, field in model.model_fields.items()}
    assert known - {"private"} <= set(entry[model])


HARMLESS = {
    "__init__": {"name", "path.suffix", "what"},
    "alternatives": {"number", "stem"},
    "bibliography": {"wrong"},
    # Only for who reads a bibliography by itself; a case is told that there is something.
    "block": {"', '.join(map(_text, value))", "_text(reference.id)", "_value(value)", "key"},
    "caps": {"MOST_STEPS", "most", "number", "steps"},
    "classes": {"MEANT[meant]", "_all()", "each", "meant", "told"},
    "codes": {"', '.join(LANGUAGES)", "main", "near", "what"},
    "containers": {"_PERSON", "days", "key"},
    "csl": {"c", "field", "house", "key", "library.file", "n", "name", "number", "role", "seen"}
    | {"numbers[base] + 1"}
    | {"seen[key]", "told", "values.MAX_TEXT", "wrong"},
    "csl_dates": {"each", "season", "side", "sides[0]", "year"},
    "dates": {"example", "int(day)", "int(month)", "last", "match[1]", "match[2]", "year"},
    "decode": {"data[error.start]", "encoding[:6].upper()", "ord(match.group())", "reason"},
    "doubts": {"codes", "last", "ord(char)", "told"},
    "nodes": {"MAX_ACCENTS", "MAX_DEPTH", "MAX_NODES", "line", "kind", "message"}
    | {"_lost(match)", "ord(match[0])"},
    "references": {"MAX_CHAIN", "len(names) - 2 * half", "verb", "what", "words"},
    "report": {"', '.join(names)", "MAX_MISTAKES", "len(known) - most", "more", "name"},
    "rules": {"area", "have", "key", "lack", "limit", "wanted[-1]", "ways[0]", "winner", "words"},
    "syntax": {"char", "error.context or ''", "error.problem or ''", "head[-30:]", "sample[:60]"}
    | {"words"},
    "validate": {"', '.join(known)", "near"},
    "values": {"', '.join(NETWORKS)", "', '.join(known)", "MAX_COUNT", "MAX_DAYS", "MAX_HOURS"}
    | {"MAX_ID", "MAX_TEXT", "_named(bad[0])", "len(kept)", "len(name)", "meant"},
    # Of a data frame and of tables: labels of rows, names of columns and sheets, keys and ids.
    "frame": {"a", "b", "column", "end", "str(self.labels[row - 2])"},
    "table": {"_OWN", "opened(suggest(name, SHEETS))"},
    "table_claims": {"ENTRIES[section]", "MOST['itineraries']", "_CLOSED", "end", "len(chains)"}
    | {"_article(given[0][0])", "len(listed.parts)", "name", "section", "what", "word"},
    "table_columns": {"_CLOSED", "_QUOTE", "end", "name", "self.language", "self.name"},
    "table_grid": {"MAX_ACCENTS", "MAX_NODES", "cell", "cell_name(row, mark.column)", "title"}
    | {"mistake.key", "ord(match[0])", "row", "self._row(row)", "self.sheets[sheet - 1]"},
    "table_out": {"MOST_CELL", "_some(lost)", "len(lost) - _LISTED", "message", "path", "sheet"},
    "table_rows": {"at.name", "end"},
    "table_text": {"number", "stem", "text"},
    "table_tree": {"', '.join(columns)", "', '.join(first or list(known)[:12])", "_OWN", "main"}
    | {"name"}
    | {"opened(suggest(each.name, list(known)))", "self.places.told(before[0])", "what"}
    | {"ENTRIES[section]", "self.places.told(entries.keys[cell.name][0])"},
}
"""What the messages of the reader are filled with unquoted: known words, counts, parts quoted."""


def _filled_in(node: ast.AST) -> Iterator[str]:
    """What stands in the f-strings below a node, but for what `shown` or `quoted` marks."""
    value = node.value if isinstance(node, ast.FormattedValue) else node
    if isinstance(value, ast.Call) and ast.unparse(value.func) in ("shown", "quoted", "cut"):
        return
    if isinstance(node, ast.FormattedValue):
        yield ast.unparse(value)
    for child in ast.iter_child_nodes(node):
        yield from _filled_in(child)


def test_what_a_message_takes_from_the_file_is_marked_as_quoted():
    """Somebody looked at each of these: a new one is either marked, or it is added here."""
    found = {}
    for path in sorted((ROOT / "routes" / "casefile").glob("*.py")):
        names = set(_filled_in(ast.parse(path.read_text("utf-8"))))
        if names and path.stem not in ("quoting", "schema", "assemble"):
            found[path.stem] = names
    assert found == HARMLESS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{name: Riga}", "{name: Riga, private Qwzx}"),
        ("{name: Riga}", "{name: Riga, private:Qwzx}"),
        ("{name: Riga}", "{name: Riga, Qwzx lon: 3}"),
        ("riga: {name: Riga}", "riga: name Riga, publish: Qwzx"),
        ("riga: {name: Riga}", "riga: Riga, lon Qwzx, lat: Qwzx"),
        ("riga: {name: Riga}", "riga: Riga #Qwzx, private: Qwzx"),
        ("riga: {name: Riga}", "riga: Riga private:she is far from here at Qwzx #now"),
        ("version: 1", "version: 1\nprivate: #Qwzx"),
        ("version: 1", "version: 1\nprivate: ok\nprivate: #Qwzx"),
        ("version: 1", "version: 1\npeople: {x: {name: K, role: a}, qwzx}"),
        ("version: 1", "version: 1\npeople: {Qwzx: a driver}"),
        ("version: 1", "version: 1\npublish: {withhold: [a], Qwzx: b}"),
    ],
)
def test_a_key_with_a_slip_is_a_secret_too(tmp_path, old, new):
    text = changed((old, new))
    if not (said := [str(each) for each in mistakes(tmp_path, text)]):
        said = [f"{each.about}: {each.message}" for each in read(tmp_path, text).findings]
    assert said
    assert not [each for each in said if "qwzx" in each.casefold()]
