r"""BibLaTeX: what it says of the sources, and that no text of a case gets out of its field."""

from __future__ import annotations

import json
import re

import pypandoc
import pytest

from routes.exports import bibtex
from routes.model import Source
from tests.conftest import ROOT
from tests.unit import bibliography_sample as sample
from tests.unit.bibliography_sample import entries

STRINGS = [
    each["text"]
    for each in json.loads((ROOT / "tests" / "data" / "strings.json").read_text("utf-8"))["strings"]
    if "text" in each
]
HOSTILE = [
    r"} @article{x, title = {y}", r"\input{/etc/passwd}", r"\write18{rm -rf ~}", "100 % of it",
    "{{{", "}}}", r"\\\\", "a^^5cinput", '" # string', "$x^2$ & #1 ~_", "line\n\n@comment{}",
    r"\immediate\openout1=a", "a\0b\x7f\u2028c",
]  # fmt: skip


@pytest.fixture
def written(tmp_path, square_world):
    path = tmp_path / "a.bib"
    said = bibtex.write(sample.atlas(tmp_path, square_world, "internal"), path)
    return path.read_text("utf-8"), said


def test_entries_have_what_is_known(written):
    text, said = written
    found = {key: (kind, fields) for kind, key, fields in entries(text)}
    kind, essay = found["essay"]
    assert kind == "online"
    note = essay.pop("annote")
    assert essay == {
        "author": "{Ann and Bob Ltd}",
        "title": r"{An essay: \{A\} \& 100 \% <b>bold</b>}",
        "organization": "{The Paper}",
        "date": "2016-09-12",
        "year": "2016",
        "langid": "english",
        "language": "english",
        "url": "https://paper.example/a_b?x=1&y=%20#z",
        "note": "Archived: https://archive.example/1",
    }
    assert note.startswith("notice: Internal: not for publication; reliability: B; sha256: a1")
    assert found["book"] == ("misc", {"author": "{Somebody}", "title": "{A book}", **NOTICE})
    assert text.startswith("% Internal: not for publication\n")
    assert any("other keys" in each for each in said)


NOTICE = {"annote": "notice: Internal: not for publication"}


def test_keys_are_plain_and_no_two_alike(written):
    text, _ = written
    keys = [key for _, key, _ in entries(text)]
    assert len({key.casefold() for key in keys}) == len(keys) == 11
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", key) for key in keys)
    assert bibtex.keys_of(["신문", "source", "Ärzte", "arzte", "ärzte"]) == {
        "신문": "source-2", "source": "source", "Ärzte": "Arzte-2", "arzte": "arzte",
        "ärzte": "arzte-3",
    }  # fmt: skip


def test_vague_dates(written):
    fields = {key: each for _, key, each in entries(written[0])}
    assert fields["about"]["date"] == "2016-07~"
    assert fields["decade"]["date"] == "199X"
    assert "year" not in fields["decade"]
    assert fields["Erste"]["date"] == "2016-07~/2016-08"
    assert {key for key, each in fields.items() if "urldate" in each} == set()


def test_who_is_anonymous_or_withheld_has_no_name(written):
    assert not any(secret in written[0] for secret in sample.SECRETS)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_field(square_world, tmp_path, text):
    source = Source(
        "x", title=text, author=text, publisher=text, note=text, url="https://a.b/" + text
    )
    path = tmp_path / "a.bib"
    bibtex.write(sample.of_sources(square_world, source), path)
    read = path.read_text("utf-8")
    ((_, key, fields),) = entries(read)
    assert key == "x"
    assert set(fields) == {"author", "title", "organization", "url", "annote"}
    for name, value in fields.items():
        rest = re.sub(
            r"\\[&%$#_{}]|\{\\text(?:braceleft|braceright|backslash|asciitilde|asciicircum)\}",
            "",
            value,
        )
        assert "\\" not in rest
        assert not re.search(r"[\x00-\x1f\x7f^{}]", rest[1:-1]), name


def test_strings_that_look_like_something_stay_in_their_fields(square_world, tmp_path):
    sources = [Source(f"s{n}", title=text or "-") for n, text in enumerate(STRINGS)]
    path = tmp_path / "a.bib"
    bibtex.write(sample.of_sources(square_world, *sources), path)
    found = entries(path.read_text("utf-8"))
    assert [key for _, key, _ in found] == [f"s{n}" for n in range(len(STRINGS))]


def test_another_program_reads_what_was_written(square_world, tmp_path):
    titles = [r"50 % of {A} & B_1 \input{x} #2 $3 ~ ^", "Дипломат бежал", "북한 외교관"]
    path = tmp_path / "a.bib"
    sources = (Source(f"s{n}", title=title, publisher="P") for n, title in enumerate(titles))
    bibtex.write(sample.of_sources(square_world, *sources), path)
    read = json.loads(pypandoc.convert_file(str(path), "csljson", format="biblatex"))
    plain = [re.sub(r"</?span[^>]*>", "", each["title"]) for each in read]
    assert plain == titles
