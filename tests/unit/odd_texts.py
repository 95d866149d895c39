"""A small case with everything that files of data get wrong: for the tests of the formats."""

from __future__ import annotations

import json
import tempfile
import textwrap
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import shapely

from routes import casefile, pipeline
from routes.model import Atlas
from tests.conftest import ROOT, FakeGazetteer, candidate
from tests.unit import alternatives_sample

CASE = """
    version: 1
    title: "길 'of' \\"quotes\\"; DROP TABLE legs; -- & <b>"
    sources:
      a: {publisher: 신문, issued: 2016, url: "https://a.example/?a=1&b=2"}
      v: {title: "=a voice", identity: anonymous}
    places:
      west: {name: West, label: "-West"}
      middle: Middle
      pacific: {name: Восток, lon: 175, lat: 10, publish: site, because: a town}
      east: {name: Alaska, lon: -170, lat: 12, publish: site, because: a town}
      far: Farland
      lost: Nowhere
    legs:
      first:
        title: "@first, \\"quoted\\""
        from: west
        to: middle
        by: rail
        when: 2016-07~
        claims: [{source: a, citing: v, quote: {exact: "=1+1\\n둘째 줄", language: ko}}]
      over: {from: pacific, to: east, basis: inferred, reason: a guess, when: "../2016-08"}
      third: {from: middle, to: far, claims: [{source: a, says: so}]}
      fourth: {from: middle, to: lost, claims: [{source: a, says: so}]}
    itineraries:
      one: {title: One, legs: [first, third]}
      two: {title: Two, legs: [over]}
      three: {title: Three, legs: [fourth]}
    events:
      silent: {title: Nobody speaks of it, at: west}
    checks: [{closer: [west], than: far, to: middle}]
"""

CONTROL = "one\x00two\x07three\x1b[31m\x85\u202efour\ud800five"
"""What no case file may hold, but a case that a program made."""

SHOWN = "one\ufffdtwo\x07three\x1b[31m\x85\u202efour\ufffdfive"
"""The same, as tables have it."""

HOSTILE = "=\n" + "\n".join(
    each["text"]
    for each in json.loads((ROOT / "tests" / "data" / "strings.json").read_text("utf-8"))["strings"]
)
"""All strings that look like something other than text, as one that looks like a formula."""


def with_note(atlas: Atlas, leg: str, note: str) -> Atlas:
    """The atlas with a note at a leg."""
    legs: dict[str, Any] = dict(atlas.case.legs)
    legs[leg] = replace(legs[leg], note=note)
    return replace(atlas, case=replace(atlas.case, legs=legs))


def build(text: str = CASE) -> Atlas:
    """The case as a public atlas with alternatives, in a world of two towns and a country."""
    country = candidate("Farland", 40, 0, kind="country", ref="country:FA", has_shape=True)
    world = FakeGazetteer(
        {
            "West": [candidate("West", 0, 0)],
            "Middle": [candidate("Middle", 10, 0)],
            "Farland": [country],
        },
        {"country:FA": shapely.box(38, -2, 42, 2)},
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        read = casefile.read(path)
    return alternatives_sample.answered(pipeline.build(read, gazetteer=world))


@cache
def built() -> Atlas:
    """The atlas of `CASE`, which nobody can change."""
    return build()
