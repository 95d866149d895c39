"""CSL-JSON: what it says of the sources, and that it is CSL-JSON."""

from __future__ import annotations

import json
import stat

import jsonschema
import pypandoc
import pytest

from routes.casefile import dates
from routes.exports import csl
from routes.model import Source
from tests.conftest import ROOT
from tests.unit import bibliography_sample as sample

SCHEMA = json.loads((ROOT / "tests" / "data" / "csl.schema.json").read_text("utf-8"))


@pytest.fixture
def written(tmp_path, square_world):
    """What is written of the sample, by id, and what is said."""
    path = tmp_path / "a.csl"
    said = csl.write(sample.atlas(tmp_path, square_world), path)
    items = json.loads(path.read_text("utf-8"))
    jsonschema.validate(items, SCHEMA)
    # Where anything is withheld, ids are numbers.
    return {each.get("title") or each.get("publisher"): each for each in items}, said


def test_a_source_is_an_item_with_what_is_known_of_it(written):
    items, _ = written
    item = items["An essay: {A} & 100 % <\u2060b>bold<\u2060/b>"]
    assert item == {
        "id": "sources-1",
        "type": "webpage",
        "title": "An essay: {A} & 100 % <\u2060b>bold<\u2060/b>",
        "container-title": "The Paper",
        "author": [{"literal": "Ann and Bob Ltd"}],
        "issued": {"date-parts": [[2016, 9, 12]]},
        "language": "en",
        "URL": "https://paper.example/a_b?x=1&y=%20#z",
        "archive_location": "https://archive.example/1",
        "note": f"reliability: B\nsha256: {'a1' * 32}\nremark: title: Read in print.",
    }


def test_types_are_told_by_what_is_known(written):
    items, _ = written
    types = {name: item["type"] for name, item in items.items()}
    assert types["신문"] == types["another report"] == types["A book"] == "document"
    assert types["an official"] == types["a source that is withheld"] == "personal_communication"


def test_who_is_anonymous_or_withheld_has_no_name(tmp_path, square_world, written):
    items, said = written
    assert "author" not in items["an official"]
    assert set(items["a source that is withheld"]) == {"id", "type", "title", "note"}
    path = tmp_path / "b.csl"
    told = csl.write(sample.atlas(tmp_path, square_world, "internal"), path)
    assert not any(secret in path.read_text("utf-8") for secret in sample.SECRETS)
    assert "2 sources are left without the names of who is behind them." in told
    assert not any("left without" in each for each in said)  # the public atlas had none


def test_an_internal_file_says_so_in_every_item_and_is_private(tmp_path, square_world):
    path = tmp_path / "a.csl"
    csl.write(sample.atlas(tmp_path, square_world, "internal"), path)
    items = json.loads(path.read_text("utf-8"))
    assert all("notice: Internal: not for publication" in each["note"] for each in items)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2016", {"date-parts": [[2016]]}),
        ("2016-07/2016-08", {"date-parts": [[2016, 7], [2016, 8]]}),
        ("2016-21", {"date-parts": [[2016]], "season": 1}),
        ("2016-24", {"date-parts": [[2016]], "season": 4}),
        ("2016-07~", {"date-parts": [[2016, 7]], "circa": True}),
        ("2016-07?", {"date-parts": [[2016, 7]], "circa": True}),
        ("2016/..", {"literal": "from 2016"}),
        ("2016-21/2016-22", {"literal": "between 1 March 2016 and 31 August 2016"}),
    ],
)
def test_dates(edtf, issued):
    assert csl.date_parts(dates.parse(edtf)) == issued


def test_what_does_not_fit_is_in_the_notes_and_said(written):
    items, said = written
    assert items["Decade"]["note"] == "edtf: 199X"
    assert items["Unsure"]["note"] == "edtf: 2016-07?"
    assert "note" not in items["About"]
    assert "4 dates do not fit into the numbers of CSL: they stand in the notes as EDTF." in said
    assert any(each.startswith("A bibliography has no field for reliability") for each in said)


def test_hostile_text_stays_text(tmp_path, square_world):
    nasty = "a\0b\x1b[31m\nURL: https://evil.example\ud800"
    source = Source("x", title=nasty, note=nasty)
    path = tmp_path / "a.csl"
    csl.write(sample.of_sources(square_world, source), path)
    (item,) = json.loads(path.read_text("utf-8"))
    assert item["title"] == "a\ufffdb\ufffd[31m URL: https://evil.example\ufffd"
    # One line for each fact: no line of a note is read as a field by who imports it.
    assert [line.split(":")[0] for line in item["note"].splitlines()] == ["notice", "remark"]


def test_other_programs_read_it(tmp_path, square_world):
    path = tmp_path / "a.csl"
    csl.write(sample.atlas(tmp_path, square_world), path)
    read = json.loads(pypandoc.convert_file(str(path), "csljson", format="csljson"))
    titles = {each.get("title") for each in read}
    assert "An essay: {A} & 100 % <\u2060b>bold<\u2060/b>" in titles
