"""Bars across: with the colour they tell as many versions apart as there are pairs of both."""

from __future__ import annotations

from routes.webmap.payload_types import Payload
from routes.webmap.rhythm import ticks
from tests.browser.sample import sample


def _with_versions(count: int) -> Payload:
    payload = sample()
    first = next(v for v in payload["variants"] if v["kind"] != "hypothetical")
    payload["variants"] = [{**first, "id": f"v{n}"} for n in range(count)]
    return payload


def _bars(payload: Payload) -> list[str]:
    grammar = next(g for g in payload["grammars"] if g["id"] == "reported")
    return [ticks(grammar, variant, payload) for variant in payload["variants"]]


def test_the_first_versions_have_the_patterns_in_their_order():
    payload = _with_versions(8)
    grammar = next(g for g in payload["grammars"] if g["id"] == "reported")
    assert _bars(payload) == grammar["ticks"]


def test_no_pair_of_colour_and_bars_comes_twice_in_sixty_four():
    bars = _bars(_with_versions(64))
    assert bars[8] != bars[0]
    assert len({(n % 8, each) for n, each in enumerate(bars)}) == 64


def test_a_kind_without_patterns_has_no_bars():
    payload = _with_versions(2)
    grammar = next(g for g in payload["grammars"] if g["id"] == "reported")
    bare = {**grammar, "ticks": []}
    assert [ticks(bare, variant, payload) for variant in payload["variants"]] == ["", ""]
