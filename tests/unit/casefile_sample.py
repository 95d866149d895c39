"""A small case without mistakes, and changes to it."""

from __future__ import annotations

from pathlib import Path

from routes import casefile
from routes.errors import InputError, Mistake
from routes.model import Case

CASE = """\
version: 1
title: An envoy goes north
sources:
  herald: {publisher: The Herald, issued: 2024-03-02}
  wire: {publisher: The Wire}
places:
  minsk: Minsk, Belarus
  vilnius: {name: Vilnius}
  riga: {name: Riga}
legs:
  first:
    from: minsk
    to: vilnius
    claims:
      - {source: herald, quote: went to Vilnius}
  second:
    from: vilnius
    to: riga
    claims:
      - {source: wire, says: Then he went on to Riga.}
itineraries:
  north: {title: North, legs: [first, second]}
"""


def read(folder: Path, text: str) -> Case:
    path = folder / "case.yaml"
    path.write_bytes(text.encode("utf-8"))
    return casefile.read(path)


def changed(*changes: tuple[str, str], add: str = "") -> str:
    """The sample with each first text, which must be there, replaced by the second."""
    text = CASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text + add


def mistakes(folder: Path, text: str) -> tuple[Mistake, ...]:
    try:
        read(folder, text)
    except InputError as error:
        return error.mistakes
    return ()


def the_mistake(folder: Path, text: str) -> tuple[int, str, str]:
    """Line, key and whole message of the only mistake of the text."""
    found = mistakes(folder, text)
    assert len(found) == 1, [str(m) for m in found]
    only = found[0]
    return only.mark.line, only.key, f"{only.message} {only.hint or ''}"


def codes(case: Case) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f.about) for f in case.findings]
