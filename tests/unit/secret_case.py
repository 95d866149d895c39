"""A case with a secret of every kind, a plain one to put one in, and all texts of a value."""

from __future__ import annotations

import dataclasses
import textwrap

from routes import pipeline
from routes.model import Atlas, Case
from tests.conftest import FakeGazetteer

CASE = """
version: 1
title: {en: How Kim Secret left, ru: Как ушёл Kim Secret}
summary: "Call +82 10-5550-1374, write to mole@example.org, or go to 39.0392, 125.7625."
notes: ["Ким Секрет was there; so was AB 1234."]
people:
  worker: {role: {en: a worker, ru: рабочий}, name: Kim Secret, also: [Ким Секрет]}
  minister: {role: the minister, name: Ann Open, because: She signed the order in her name.}
publish: {withhold: [AB 1234]}
sources:
  paper: {publisher: The Paper, issued: 2016-09, url: "https://example.org/?ll=39.0392,125.7625"}
  friend: {title: What Pak Yong told, author: Pak Yong, withhold: true, url: "https://a.example/b"}
places:
  west: West
  secret-house: {name: Qwzx Farm, lon: 125.7625, lat: 39.0392, publish: withheld}
  depot: {name: The Depot, lon: 10.123456, lat: 1.654321, publish: 0.1}
  camp.2: {name: Camp, lon: 20.5, lat: 0.5}
legs:
  one: {from: west, to: depot, by: road, when: 2016-07-15, title: To The Depot,
        claims: [{source: paper, quote: Kim Secret drove to the depot, when: 2016-07-15}]}
  to-qwzx-farm: {from: depot, to: secret-house, by: foot, when: 2016-07-16, title: To the farm,
        claims: [{source: friend, quote: We hid at Qwzx Farm with Ann Open}]}
  three: {from: depot, to: camp.2, by: road, when: 2016-08-01}
itineraries:
  a: {title: By the depot, legs: [one, to-qwzx-farm]}
  b: {title: To the camp, legs: [one, three]}
events:
  met: {title: They meet at Qwzx Farm, at: secret-house, claims: [{source: paper, quote: met}]}
  seen: {title: Seen, at: west, claims: [{source: paper, says: Ann Open saw Secret there.}]}
checks:
  - {closer: west, than: camp.2, to: secret-house}
alternatives:
  - {from: west, to: secret-house, by: road}
"""

SECRETS = (
    "Kim Secret", "Ким Секрет", "Qwzx", "Pak Yong", "AB 1234", "5550", "mole@", "39.03", "125.76",
    "a.example", "The Depot", "1.654", "10.123",
)  # fmt: skip


def public(case: Case, world: FakeGazetteer) -> Atlas:
    return pipeline.build(case, gazetteer=world, today="2026-01-01")


def texts(value: object) -> list[str]:
    """Every string in a value, whatever holds it, with the ids; not where it stands in the file."""
    if isinstance(value, str):
        return [str(value), *map(str, getattr(value, "told", {}).values())]
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in texts(each)]
    if isinstance(value, tuple | list):
        return [text for each in value for text in texts(each)]
    if dataclasses.is_dataclass(value):
        names = [
            f.name for f in dataclasses.fields(value) if f.name not in ("mark", "marks", "findings")
        ]
        return [text for name in names for text in texts(getattr(value, name))]
    return [repr(value)] if isinstance(value, float) else []


PLAIN = """
version: 1
title: T
sources: {{s: {{publisher: P, issued: 2010}}}}
{more}
places:
{places}
legs: {{a: {{from: one, to: two, when: 2010, claims: [{{source: s, {said}}}]}}}}
itineraries: {{i: {{title: I, legs: [a]}}}}
"""


def plain(places: str, said: str = "says: So.", more: str = "") -> str:
    return PLAIN.format(places=textwrap.indent(textwrap.dedent(places), "  "), said=said, more=more)
