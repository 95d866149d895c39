from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from routes.casefile import nodes
from routes.errors import InputError
from tests.conftest import SHARED

# What YAML parsers are known to get wrong, refused with words that help.
REFUSED = {
    "duplicate key": (b"id: a\nid: b\n", 2, "twice; first in line 1"),
    "empty": (b"", 1, "is empty"),
    "comment only": (b"# hi\n", 1, "is empty"),
    "null document": (b"~\n", 1, "is empty"),
    "tab": (b"a:\n\tb: 1\n", 2, "tab"),
    "unquoted colon": (b"title: Escape: a story\n", 1, 'quotes round the text: title: "Escape'),
    "second document": (b"a: 1\n---\nb: 2\n", 2, "second document"),
    "second document after dots": (b"a: 1\n...\nb: 2\n", 3, "second document"),
    "NUL": (b'a: "x\0y"\n', 1, "U+0000"),
    "escaped control": (b'a: "x\\ay"\n', 1, "U+0007"),
    "lone surrogate": (b'a: "\\uD800"\n', 1, "U+D800"),
    "impossible escape": (b'a: "\\UFFFFFFFF"\n', 1, "stands for no character"),
    "tag": (b"a: !foo bar\n", 1, "tag"),
    "binary tag": (b"a: !!binary aGk=\n", 1, "tag"),
    "python tag": (b'a: !!python/object/apply:os.system ["true"]\n', 1, "tag"),
    "merge key": (b"<<: b\n", 1, "merge keys"),
    "list as key": (b"? [a, b]\n: 1\n", 1, "where a key should be"),
    "no key": (b": 1\n", 1, "no key before it"),
    "no-break space": (b"x: 1\na:\xc2\xa01\nb: 2\n", 2, "no-break space"),
    "no space after colon": (b"a: 1\nb:c\nd: 2\n", 2, "no space after the colon"),
    "no colon": (b"a: 1\nfoo\nb: 2\n", 2, "neither a key with a value"),
    "open quote": (b"a: 1\nb: 'x\nc: 2\n", 2, "never closed"),
    "open bracket": (b"a: [1,\n", 2, "bracket"),
    "apostrophe": (b"a: 'it's'\n", 1, "apostrophe"),
    "reserved character": (b"a: @x\n", 1, "may not begin with '@'"),
    "backslash": (b'a: "\\q"\n', 1, "backslash"),
    "star": (b"a: *\n", 1, "'*'"),
    "indent": (b"a:\n  b: 1\n c: 2\n", 3, "not in line"),
    "key below a value": (b"a: b\n  c: d\n", 2, "no key can stand"),
    "list beside key": (b"a: - b\n", 1, "a list may not begin"),
    "list and keys": (b"- a\nb: 1\n", 2, "mixed"),
    "top list": (b"- a\n", 1, "does not begin with a key"),
    "top text": (b"a:\xc2\xa01\n", 1, "does not begin with a key"),
    "bad UTF-8": (b"a: 1\nb: \xff\n", 2, "UTF-8"),
    "directive": (b"%YAML 1.1\n---\na: 1\n", 1, "'%'"),
    "lost value": (b"a: #3 camp\n", 1, "is a comment"),
    "deep flow": (b"[" * 3000, 1, "deeper than 20"),
    "deep block": (b"".join(b" " * n + b"a:\n" for n in range(600)), 21, "deeper than 20"),
    "too many nodes": (b"a: [" + b"b," * 100_001 + b"]", 1, "more than 100,000"),
    "too large": (b"a: " + b"x" * 2_000_000, 1, "larger than 2 MB"),
}


def _load(folder: Path, data: bytes) -> nodes.Mapping:
    path = folder / "case.yaml"
    path.write_bytes(data)
    return nodes.load(path)


def _texts(folder: Path, data: bytes) -> dict[str, str]:
    entries = _load(folder, data).entries
    assert all(isinstance(value, nodes.Scalar) for _, value in entries)
    return {key.text: value.text for key, value in entries if isinstance(value, nodes.Scalar)}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(tmp_path, name):
    data, line, words = REFUSED[name]
    with pytest.raises(InputError) as caught:
        _load(tmp_path, data)
    first = caught.value.mistakes[0]
    assert first.mark.line == line
    assert words in f"{first.message} {first.hint}"


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (b"country: NO\n", {"country": "NO"}),
        (b"name: on\nalias: Yes\n", {"name": "on", "alias": "Yes"}),
        (b"ref: 010\n", {"ref": "010"}),
        (b"time: 12:30:45\n", {"time": "12:30:45"}),
        (b"date: 2024-02-30\n", {"date": "2024-02-30"}),
        (b"lat: -.INF\n", {"lat": "-.INF"}),
        (b"NO: 1\n", {"NO": "1"}),
        (b"a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        (b"\xef\xbb\xbfa: 1\n", {"a": "1"}),
        ("a: 평양\n".encode("utf-16"), {"a": "평양"}),
        ("a: one\u2028two\n".encode(), {"a": "one\u2028two"}),
        (b"a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        (b"%YAML 1.2\n---\na: 1\n...\n", {"a": "1"}),
    ],
)
def test_keeps_every_scalar_as_text(tmp_path, data, kept):
    assert _texts(tmp_path, data) == kept


def test_marks_count_from_one(tmp_path):
    root = _load(tmp_path, b"a: 1\r\nb:\r\n  - x\r\n  - {c: d}\r\n")
    spots = nodes.index(root)
    file = (tmp_path / "case.yaml").as_posix()
    at = {path: (spot.mark.line, spot.mark.column) for path, spot in spots.items()}
    assert at[("a",)] == (1, 4)
    assert at[("b", 0)] == (3, 5)
    assert at[("b", 1, "c")] == (4, 9)
    assert {spot.mark.file for spot in spots.values()} == {file}


def test_alias_and_anchor_are_each_named(tmp_path):
    with pytest.raises(InputError) as caught:
        _load(tmp_path, b"a: &a [*a]\n")
    assert [m.mark.column for m in caught.value.mistakes] == [4, 8]


def test_goes_on_after_slips_of_syntax(tmp_path):
    with pytest.raises(InputError) as caught:
        _load(tmp_path, b"a: b: c\nd: e: 'f'  # g\nh:\n\ti: 1\nh: !x 2\n")
    assert [m.mark.line for m in caught.value.mistakes] == [1, 2, 4, 5, 5]


def test_nesting_is_refused_before_it_costs_memory(tmp_path):
    path = tmp_path / "deep.yaml"
    path.write_bytes(b"[" * 1_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="deeper"):
            nodes.load(path)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_messages_stay_short_and_on_one_line(tmp_path):
    long = "x" * 5000
    with pytest.raises(InputError) as caught:
        _load(tmp_path, f'"a\\nb{long}": 1\n"a\\nb{long}": 2\n'.encode())
    for mistake in caught.value.mistakes:
        assert "\n" not in str(mistake)
        assert len(str(mistake)) < 600


# Nothing is wrong with these as YAML: what is wrong is for the document models to say, and
# test_casefile_yaml has the same values in a whole case.
_RIGHT_AS_YAML = {
    "y_lat_dms.yaml",
    "y_lat_comma.yaml",
    "y_lat_inf.yaml",
    "y_date_bad.yaml",
    "y_unknown_field.yaml",
    "y_key_bool.yaml",
}
_SHARED = SHARED / "hostile"


def _shared_files() -> list[dict[str, str]]:
    listing = _SHARED / "files.json"
    if not listing.is_file():
        return []
    rows = json.loads(listing.read_text(encoding="utf-8"))["files"]
    return [row for row in rows if row["file"].endswith(".yaml")]


def _is_refused(path: Path) -> bool:
    try:
        nodes.load(path)
    except InputError:
        return True
    return False


if _shared_files():

    @pytest.mark.parametrize("row", _shared_files(), ids=lambda row: row["file"])
    def test_shared_hostile_file_is_read_or_refused(row):
        """The same inputs as above, as the shared collection of hostile files has them.

        The collection lies outside the repository, so this test is there only where the
        collection is; the inline inputs above always run.
        """
        refused = row["expect"] == "refuse" and row["file"] not in _RIGHT_AS_YAML
        assert _is_refused(_SHARED / "files" / row["file"]) is refused
