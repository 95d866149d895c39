"""Laws of the case file reader: text survives, and nothing but InputError comes out."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routes import casefile
from routes.casefile import dates
from routes.casefile.decode import FORBIDDEN
from routes.casefile.wrong import WrongValueError
from routes.errors import InputError, Mark, Mistake

SEED = b"""\
version: 1
title: 'A'
notes: ["n", b]
sources:
  s: {title: T, issued: 2016-07~, citing: [o], url: "https://a.example/b"}
  o: {author: O, identity: anonymous}
places:
  a: A, B
  b: {name: B, lon: 10.5, lat: -3}
legs:
  l:
    from: a
    to: b
    when: 2016-07/..
    claims:
      - {source: s, quote: {exact: q, prefix: p}}
itineraries:
  i: {title: I, legs: [l]}
avoid: [China, {country: KP, reason: r}]
alternatives:
  - {leg: l, by: rail, avoid: none, count: 2}
  - {from: a, by: road, hours: 24}
"""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(
    lambda t: bool(t.strip()) and not FORBIDDEN.search(t)
)

_LIMITS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar, its characters written as they are where YAML allows."""
    raw = json.dumps(text, ensure_ascii=False)
    return raw.replace("\x85", "\\N").replace("\ufeff", "\\ufeff")


def _escaped(text: str) -> str:
    """A double-quoted YAML scalar in ASCII."""
    return '"' + "".join(f"\\U{ord(char):08X}" for char in text) + '"'


def _block(text: str) -> str:
    """A literal block scalar, for text without its line ends and outer space."""
    return "|-\n    " + text


def _kept(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def _mistakes(path: Path) -> tuple[Mistake, ...]:
    """What is wrong with the file; anything but InputError comes through."""
    try:
        casefile.read(path)
    except InputError as error:
        return error.mistakes or (Mistake(Mark("refused without a reason", 0), "", ""),)
    return ()


@_LIMITS
@given(title=TEXTS, note=TEXTS, quote=TEXTS, write=st.sampled_from([_quoted, _escaped]))
def test_text_survives(tmp_path, title, note, quote, write):
    new = {"'A'": write(title), '"n"': write(note), "exact: q": f"exact: {write(quote)}"}
    # In one pass: a text may look like the place of the next one.
    text = re.sub("|".join(map(re.escape, new)), lambda found: new[found[0]], SEED.decode())
    path = tmp_path / "case.yaml"
    path.write_bytes(text.encode())
    case = casefile.read(path)
    assert case.title == _kept(title)
    assert case.notes == (_kept(note), "b")
    found = case.legs["l"].claims[0].quote
    assert found is not None
    assert found.exact == _kept(quote)


@_LIMITS
@given(text=TEXTS)
def test_text_in_a_block_survives(tmp_path, text):
    line = "".join(char for char in text if char not in "\n\r\ufeff").strip()
    if not line:
        return
    path = tmp_path / "case.yaml"
    path.write_bytes(SEED.decode().replace("'A'", _block(line)).encode())
    assert casefile.read(path).title == _kept(line)


@_LIMITS
@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, len(SEED)),
            st.integers(0, 6),
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from(
                    [b": ", b"- ", b"\t", b"#", b"{", b"]", b"&a ", b"*a", b"!x ", b"\n"]
                ),
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_changed_bytes_are_read_or_refused(tmp_path, edits):
    data = SEED
    for at, cut, new in edits:
        data = data[:at] + new + data[at + cut :]
    path = tmp_path / "case.yaml"
    path.write_bytes(data)
    for mistake in _mistakes(path):
        assert mistake.mark.line >= 1
        assert mistake.mark.column >= 1
        assert "\n" not in str(mistake)
        assert "pydantic" not in str(mistake)


@_LIMITS
@given(st.text("0123456789XS?~%./-:[]{}, Tz+", max_size=30))
def test_dates_are_read_or_refused(text):
    try:
        when = dates.parse(text)
    except WrongValueError:
        return
    assert when.earliest or when.latest
    assert not (when.earliest and when.latest) or when.earliest <= when.latest


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(tmp_path, end):
    path = Path(tmp_path / "case.yaml")
    path.write_bytes(SEED.replace(b"\n", end.encode()))
    assert casefile.read(path).legs["l"].claims[0].mark.line == 16
