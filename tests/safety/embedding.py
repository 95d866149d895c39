"""A fragment of YAML, "key: value" and no more, as a part of a whole case."""

from __future__ import annotations

import codecs
import re

_CASE = """\
version: 1
title: {title}
sources:
  paper: {{title: A paper}}
places:
  a: {{name: A, lon: 20, lat: {lat}}}
  b: {{name: B, lon: 30, lat: 52}}
legs:
  one:
    from: a
    to: b
    when: {date}
    claims: [{{source: paper, quote: went}}]
itineraries:
  one: {{title: One, legs: [one]}}
"""
_FIELDS = {"lat": "lat", "date": "date"}
_USUAL = {"title": "A case", "lat": "50", "date": "2020"}
_LINE = re.compile(r"(?P<key>[a-z]+): (?P<value>[^\r\n]+)")


def embedded(data: bytes) -> bytes | None:
    """A case in which the values of ``data`` stand; None where ``data`` is not so simple.

    A key twice or unknown, or another document, is for the fragment itself to show.
    """
    encoding = "utf-16" if data.startswith(codecs.BOM_UTF16_LE) else "utf-8"
    text = data.decode(encoding, "replace")
    lines = [line for line in re.split(r"\r?\n", text) if line]
    found = [_LINE.fullmatch(line) for line in lines]
    keys = [match["key"] for match in found if match]
    if len(keys) < len(lines) or len(set(keys)) < len(keys) or "nmae" in keys or not keys:
        return None
    values = dict(_USUAL)
    for match in found:
        assert match is not None
        values[_FIELDS.get(match["key"], "title")] = match["value"]
    case = _CASE.format(**values)
    if b"\r\n" in data:
        case = case.replace("\n", "\r\n")
    return case.encode(encoding)
