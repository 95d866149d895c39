"""A case with a source of every kind, and what is found in its bibliography."""

from __future__ import annotations

import re
from dataclasses import replace

from routes import casefile, pipeline
from routes.model import Atlas, Profile, Source
from tests.conftest import FakeGazetteer, journey

CASE = """
version: 1
title: T
sources:
  essay: {title: "An essay: {A} & 100 % <b>bold</b>", publisher: The Paper, author: Ann and Bob Ltd,
          issued: 2016-09-12, language: en, url: "https://paper.example/a_b?x=1&y=%20#z",
          archive: "https://archive.example/1", reliability: B, sha256: "SHA",
          note: "title: Read in print."}
  신문: {publisher: 신문, issued: 2016-21, language: ko, read-in: essay, reliability: C}
  Erste: {title: Bericht, publisher: Erste, issued: 2016-07~/2016-08, language: de}
  erste: {title: Other, publisher: Zweite, issued: 2016/.., citing: voice}
  decade: {publisher: Decade, issued: 199X}
  unsure: {publisher: Unsure, issued: "2016-07?"}
  about: {publisher: About, issued: 2016-07~}
  voice: {title: an official, identity: anonymous, author: Canary Voice, read-in: essay}
  friend: {title: What Canary Friend told, publisher: Canary House, withhold: true,
           url: "https://canary.example/"}
  another: {title: another report, identity: unidentified}
  book: {title: A book, author: Somebody}
places: {west: West, far: Farland}
legs:
  first: {from: west, to: far, when: 2016, claims: [
    {source: essay, quote: went}, {source: friend, says: so},
    {source: 신문, says: so}, {source: Erste, says: so}, {source: erste, says: so},
    {source: decade, says: so}, {source: unsure, says: so}, {source: about, says: so},
    {source: voice, says: so}, {source: another, says: so}, {source: book, says: so}]}
itineraries: {one: {title: One, legs: [first]}}
""".replace("SHA", "a1" * 32)

SECRETS = ("Canary", "canary")


def atlas(folder, world: FakeGazetteer, profile: Profile = "public") -> Atlas:
    path = folder / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    case = casefile.read(path)
    return pipeline.build(case, gazetteer=world, profile=profile, today="2026-01-01")


def of_sources(world: FakeGazetteer, *sources: Source) -> Atlas:
    """An atlas for the desk with these sources alone, as no file could hold them."""
    case = journey("West road East")
    case = replace(case, sources={each.id: each for each in sources})
    return pipeline.build(case, gazetteer=world, profile="internal")


def entries(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """A reader of its own that counts braces as BibTeX does: type, key and fields by name."""
    found, at = [], 0
    while match := re.compile(r"@(\w+)\{([^,\s]+),").search(text, at):
        at, fields = match.end(), dict[str, str]()
        while field := re.compile(r"\s*(\w+) = \{").match(text, at):
            depth, begin, at = 1, field.end(), field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[field[1]] = text[begin : at - 1]
            assert text[at] == ","
            at += 1
        end = re.compile(r"\s*\}\n").match(text, at)
        assert end, text[at : at + 40]
        at = end.end()
        found.append((match[1], match[2], fields))
    assert "@" not in text[at:]
    return found
