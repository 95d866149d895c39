"""CSL-JSON read: every field goes somewhere or is named, and a case can take sources from it."""

from __future__ import annotations

import json

import pytest

from routes import casefile, pipeline
from routes.casefile import csl, dates
from routes.casefile.block import block
from routes.casefile.csl_dates import edtf
from routes.errors import InputError
from routes.exports import csl as out
from routes.intake.caps import MOST_DEPTH
from tests.conftest import ROOT
from tests.unit import bibliography_sample as sample

STRINGS = [
    each["text"]
    for each in json.loads((ROOT / "tests" / "data" / "strings.json").read_text("utf-8"))["strings"]
    if "text" in each
]


def read(folder, items):
    path = folder / "z.json"
    path.write_text(items if isinstance(items, str) else json.dumps(items, indent=1), "utf-8")
    return csl.read(path)


def the_one(folder, **fields):
    library = read(folder, [{"id": "a", **fields}])
    return library.references[0].values, [str(each) for each in library.odd]


def refused(folder, text):
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return [(m.mark.line, m.key, m.message) for m in caught.value.mistakes]


def test_what_zotero_exports(tmp_path):
    values, odd = the_one(
        tmp_path,
        title="A <i>Pravda</i> story",
        **{"container-title": "The Paper", "publisher": "A House"},
        author=[
            {"family": "Smith", "given": "Ann", "non-dropping-particle": "van"},
            {"literal": "D"},
        ],
        issued={"date-parts": [["2016", 9, 12]]},
        language="en-GB",
        URL="https://a.example/1",
        archive="https://archive.example/1",
        volume=3,
        DOI="10.1/x",
    )
    assert odd == []
    assert values == {
        "title": "A Pravda story", "publisher": "The Paper", "author": "Ann van Smith, D",
        "issued": "2016-09-12", "language": "en-GB", "url": "https://a.example/1",
        "archive": "https://archive.example/1",
        "note": "publisher: A House; DOI: 10.1/x; volume: 3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("issued", "told"),
    [
        ({"date-parts": [[2016]]}, "2016"),
        ({"date-parts": [[2016, 7], [2016, 8]]}, "2016-07/2016-08"),
        ({"date-parts": [["2016", "07", ""]]}, "2016-07"),
        ({"date-parts": [[2016, 7], [0]]}, "2016-07/.."),
        ({"date-parts": [[2016]], "season": 1}, "2016-21"),
        ({"date-parts": [[2016]], "season": "Fall"}, "2016-23"),
        ({"date-parts": [[2016, 14]]}, "2016-22"),
        ({"date-parts": [[2016, 7]], "circa": True}, "2016-07~"),
        ({"date-parts": [[2016], [2017]], "circa": 1}, "2016~/2017~"),
        ({"raw": "2016-07"}, "2016-07"),
        ({"raw": "12 September 2016"}, "2016-09-12"),
        ({"literal": "2016", "circa": "true"}, "2016~"),
        ({"edtf": "199X"}, "199X"),
        ("2016-07-01", "2016-07-01"),
        ({"date-parts": [[2016, 2, 30]]}, None),
        ({"date-parts": [[2016, 7, 1, 4]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": "2016"}, None),
        ({"date-parts": [[2016]], "season": 9}, None),
        ({"date-parts": [[-44]]}, None),
        ({"raw": "09/12/2016"}, None),
        ({"raw": "last year"}, None),
        ({"date-parts": [[2016]], "odd": 1}, None),
        (7, None),
    ],
)
def test_dates(issued, told):
    assert edtf(issued) == told


@pytest.mark.parametrize("written", ["2016", "2016-07/2016-08", "2016-24", "2016-07-15~", "0987"])
def test_a_date_that_numbers_can_say_comes_back(written):
    assert edtf(dict(out.date_parts(dates.parse(written)))) == written


def test_what_is_not_understood_is_said_and_kept(tmp_path):
    values, odd = the_one(
        tmp_path, title="T", issued={"raw": "last year"}, language="Lingua franca",
        URL="javascript:alert(1)", author=[{"odd": 1}], volume={"a": 1},
    )  # fmt: skip
    assert values == {"title": "T", "note": "issued: last year; language: Lingua franca"}
    path = (tmp_path / "z.json").as_posix()
    assert odd == [
        f"{path}:5:1: a.issued: 'last year' is no date that is clear.",
        f"{path}:8:1: a.language: 'Lingua franca' is no language that is known.",
        f"{path}:9:1: a.URL: 'javascript:alert(1)' is no web address.",
        f"{path}:10:1: a.author: holds a name that is not understood; it is left out.",
        f"{path}:15:1: a.volume: is left out: it is no text.",
    ]


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("Russian", "ru"),
        ("русский", "ru"),
        ("한국어", "ko"),
        ("en_US", "en-US"),
        ("zh-Hant", "zh-Hant"),
    ],
)
def test_languages_may_be_names(tmp_path, given, tag):
    assert the_one(tmp_path, title="T", language=given) == ({"title": "T", "language": tag}, [])


def test_fields_without_a_key_are_counted(tmp_path):
    library = read(tmp_path, [{"id": n, "type": "book", "title": "T", "accessed": 1} for n in "ab"])
    *_, told = csl.left_out(library)
    assert told.endswith("they are left out: accessed (of 2), type (of 2).")


def test_notes_of_a_researcher_stay_at_the_desk(tmp_path):
    values, _ = the_one(
        tmp_path, title="T", note="my informant said\nreliability: B\nreliability: Z"
    )
    assert values["reliability"] == "B"
    assert values["private"] == "my informant said\nreliability: Z"
    assert "note" not in values


def test_a_date_that_was_changed_since_wins_over_the_note(tmp_path):
    values, _ = the_one(tmp_path, title="T", issued={"date-parts": [[2017]]}, note="edtf: 2016?")
    assert (values["issued"], values["private"]) == ("2017", "edtf: 2016?")
    values, _ = the_one(tmp_path, title="T", issued={"date-parts": [[2016]]}, note="edtf: 2016?")
    assert values == {"title": "T", "issued": "2016?"}


def test_an_item_without_a_name_is_called_as_its_id(tmp_path):
    values, odd = the_one(tmp_path, type="book")
    assert values == {"title": "a"}
    assert "has no title, publisher or author" in odd[0]


def test_ids_are_valid_and_no_two_alike(tmp_path):
    keys = [
        "http://zotero.org/users/1/items/ABCD",
        "a b",
        "a-b",
        "신문2016",
        "-",
        "x" * 99,
        "x" * 98,
        7,
    ]
    library = read(tmp_path, [{"id": key, "title": "T"} for key in keys])
    assert [each.id for each in library.references] == [
        "ABCD", "a-b-2", "a-b", "신문2016", "source", "x" * 64, "x" * 62 + "-2", "7",
    ]  # fmt: skip
    assert len(library.odd) == 5


def test_what_is_no_bibliography_is_refused_with_its_line(tmp_path):
    assert refused(tmp_path, "{}") == [(1, "file", "is no list in JSON.")]
    assert refused(tmp_path, " ") == [(1, "file", "is empty.")]
    assert refused(tmp_path, "[\n1]") == [(2, "item 1", "is no object.")]
    assert refused(tmp_path, '[\n{"id": "a"},\n{"title": "T"}]') == [(3, "item 2", "has no id.")]
    twice = '[{"id": "a"},\n {"id": "b"},\n {"id": "a"}]'
    assert refused(tmp_path, twice) == [
        (3, "item 3", "the id 'a' stands here twice; first in line 1.")
    ]
    assert refused(tmp_path, '[\n{"id": "a",\n "id": "b"}]')[0][::2] == (
        2, "not JSON: the key 'id' is there twice.",
    )  # fmt: skip
    assert refused(tmp_path, '[{"id": "a"}')[0][2] == "not JSON: a comma or ] is missing."
    assert (
        refused(tmp_path, '[{"id": "a"}] x')[0][2] == "not JSON: something stands behind the list."
    )
    assert refused(tmp_path, '[{"id": NaN}]')[0][2] == "not JSON: NaN is no number in JSON."
    assert refused(tmp_path, '[{"id": "a"')[0][0] == 1


def test_what_is_too_deep_or_too_much_is_refused(tmp_path, monkeypatch):
    deep = "[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1)
    assert refused(tmp_path, deep) == [(1, "file", "it is nested too deeply.")]
    monkeypatch.setattr("routes.intake.items.MOST_OBJECTS", 2)
    many = json.dumps([{"id": str(n)} for n in range(3)])
    assert refused(tmp_path, many) == [(1, "file", "has more than 2 items.")]
    keys = json.dumps([{"id": "a", **{f"k{n}": 1 for n in range(500)}}])
    assert refused(tmp_path, keys) == [(1, "item 1", "has more than 500 keys.")]
    monkeypatch.setattr("routes.intake.content.MOST_BYTES", 10)
    assert refused(tmp_path, many) == [(1, "file", "is larger than 0 MB.")]


def test_an_empty_list_has_no_sources(tmp_path):
    assert read(tmp_path, "[ ]").references == ()


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_what_is_written_reads_back_as_the_same_sources(tmp_path, square_world, profile):
    atlas = sample.atlas(tmp_path, square_world, profile)
    path = tmp_path / "z.json"
    out.write(atlas, path)
    library = csl.read(path)
    assert library.odd == ()
    keys = ("title", "publisher", "language", "url", "archive", "reliability", "sha256", "note")
    for source, reference in zip(atlas.case.sources.values(), library.references, strict=True):
        if source.withhold:
            continue
        values = reference.values
        assert reference.id == source.id
        assert {key: values.get(key) for key in keys} == {key: getattr(source, key) for key in keys}
        assert values.get("issued") == (source.issued.edtf if source.issued else None)
        assert values.get("read-in") == source.read_in
        assert values.get("citing", ()) == source.citing
        assert values.get("identity", "named") == source.identity
        assert values.get("author") == (source.author if source.identity == "named" else None)


CASE = """\
version: 1
title: T
{head}
places: {{a: {{name: West}}, b: {{name: East}}}}
legs:
  go: {{from: a, to: b, claims: [{{source: paper, quote: went}}]}}
itineraries: {{one: {{title: One, legs: [go]}}}}
"""


def case(folder, head):
    path = folder / "case.yaml"
    path.write_text(CASE.format(head=head), "utf-8")
    return casefile.read(path)


def test_a_block_of_hostile_text_can_be_pasted(tmp_path):
    hostile = [
        *STRINGS,
        "null",
        "2016",
        "yes",
        "a: b",
        "# c",
        "- d",
        "'",
        '"',
        "\\",
        "x\u2028y",
        "*a",
    ]
    items = [{"id": f"s{n}", "title": text or "-", "note": text} for n, text in enumerate(hostile)]
    library = read(tmp_path, [*items, {"id": "paper", "title": "T"}])
    got = case(tmp_path, block(library.references))
    for reference in library.references:
        assert got.sources[reference.id].title == reference.values["title"]


def test_a_case_takes_the_sources_that_it_names(tmp_path):
    items = [
        {"id": "paper", "title": "From the file", "publisher": "P", "note": "read-in: wire"},
        {"id": "wire", "title": "Wire"},
        {"id": "unused", "title": "Never named"},
    ]
    (tmp_path / "z.json").write_text(json.dumps(items, indent=1), "utf-8")
    got = case(tmp_path, "bibliography: z.json")
    assert list(got.sources) == ["paper", "wire"]
    assert (got.sources["paper"].title, got.sources["paper"].read_in) == ("From the file", "wire")
    assert str(got.sources["paper"].mark).endswith("z.json:2:1")
    assert got.findings == ()
    mine = case(tmp_path, "bibliography: z.json\nsources: {paper: {title: Mine, reliability: B}}")
    paper = mine.sources["paper"]
    assert (paper.title, paper.publisher, paper.reliability) == ("Mine", "P", "B")


def test_mistakes_in_the_bibliography_have_its_lines(tmp_path):
    (tmp_path / "z.json").write_text('[\n{"id": "a"},\n{"id": "a"}]', "utf-8")
    with pytest.raises(InputError, match=r"z\.json:3:1: item 2: the id 'a' stands here twice"):
        case(tmp_path, "bibliography: z.json")
    (tmp_path / "z.json").write_text('[{"id": "paper",\n"note": "read-in: paper"}]', "utf-8")
    with pytest.raises(InputError, match=r"z\.json:2:1: sources\.paper\.read-in"):
        case(tmp_path, "bibliography: z.json")


@pytest.mark.parametrize("name", ["no.json", "../z.json", "link.json", "folder"])
def test_a_bibliography_lies_beside_its_case(tmp_path, name):
    inside = tmp_path / "inside"
    (inside / "folder").mkdir(parents=True)
    (tmp_path / "z.json").write_text('[{"id": "paper", "title": "CANARY"}]', "utf-8")
    (inside / "link.json").symlink_to(tmp_path / "z.json")
    with pytest.raises(InputError, match=r"case\.yaml:3:15: bibliography: ") as caught:
        case(inside, f"bibliography: {name}")
    assert "CANARY" not in str(caught.value)


def test_what_is_withheld_of_a_source_is_withheld_of_its_item(tmp_path, square_world):
    item = {
        "id": "paper", "title": "Canary One", "author": [{"literal": "Canary Two"}],
        "language": "Canary Three", "URL": "canary:four", "issued": {"date-parts": [[2010]]},
    }  # fmt: skip
    (tmp_path / "z.json").write_text(json.dumps([item]), "utf-8")
    got = case(tmp_path, "bibliography: z.json\nsources: {paper: {withhold: true}}")
    assert got.sources["paper"].author == "Canary Two"
    atlas = pipeline.build(got, gazetteer=square_world, today="2026-01-01")
    told = str([*got.findings, *atlas.findings, *atlas.case.sources.values()])
    assert "canary" not in told.casefold()
    assert "Something of this item is left out or changed" in told


def test_a_mistake_in_a_withheld_item_is_not_quoted(tmp_path):
    item = {"id": "paper", "title": "Canary One", "note": "read-in: paper"}
    (tmp_path / "z.json").write_text(json.dumps([item]), "utf-8")
    with pytest.raises(InputError) as caught:
        case(tmp_path, "bibliography: z.json\nsources: {paper: {withhold: true}}")
    assert "Canary" not in str(caught.value)
