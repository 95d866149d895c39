"""Whatever a case says is shown as it stands and nothing more comes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from routes import build
from routes.messages.text import written
from routes.model import (
    Case,
    Claim,
    Closure,
    Dispute,
    Itinerary,
    Leg,
    Position,
    Quote,
    When,
)
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from routes.webmap.path_types import AlternativesOut
from routes.webmap.payload_types import Payload
from tests.browser.conftest import Open
from tests.browser.sample import case, payload_of, sample
from tests.conftest import SHARED

INLINE = [
    "<script>__probe(1)</script>",
    "</script><script>__probe(2)</script>",
    "</title><script>__probe(3)</script>",
    "<img src=https://canary.invalid/x onerror=__probe(4)>",
    '"><svg onload=__probe(5)>',
    "' onmouseover=__probe(6) x='",
    "<!--<script>",
    "]]><script>__probe(7)</script>",
    "{{ 7 * 191 }}{% for x in y %}",
    "{{ self.__init__.__globals__ }}",
    "${__probe(8)}`+__probe(9)+`",
    "\\u003cimg src=x onerror=__probe(10)\\u003e",
    "<style>@import url(https://canary.invalid/c.css);</style>",
    "<base href=https://canary.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://canary.invalid/'>",
    "line\u2028separator\u2029paragraph \u202eright to left",
    "constructor",
    "__proto__",
]
STRINGS = SHARED / "hostile" / "strings.json"
LONGEST = 2000
"""Characters of what is repeated: each string stands in a page some hundred times."""
AT_ONCE = 24
"""Strings on one page: what a page does for each entry grows with how many entries it has."""


def hostile() -> list[str]:
    strings = list(INLINE)
    if STRINGS.is_file():
        for i, entry in enumerate(json.loads(STRINGS.read_text(encoding="utf-8"))["strings"]):
            text = entry.get("text") or ""
            if entry.get("repeat"):
                text = (entry["repeat"]["unit"] * entry["repeat"]["times"])[:LONGEST]
            text = text.replace("{X}", f"__probe({i + 100})").replace("{HOST}", "canary.invalid")
            strings.append(text)
    return strings


def pages_of(strings: list[str]) -> Iterator[tuple[list[str], str]]:
    """All strings, some on each page, the longest on the last, and the page."""
    by_length = sorted(strings, key=len)
    for start in range(0, len(strings), AT_ONCE):
        some = by_length[start : start + AT_ONCE]
        yield some, webpage.html(poisoned(some))


def computed_of(text: str, i: int) -> AlternativesOut:
    """An answer in which every word is the string: a path, a reach, or a refusal."""
    block = sample()["alternatives"][(0, 2, 3)[i % 3]]
    border = {"name": text, "between": text, "says": text, "source": text, "note": text,
              "remarks": [text]}  # fmt: skip
    for way in [*block["paths"], *([block["reach"]] if block["reach"] else [])]:
        way.update(dict.fromkeys(("number", "title", "summary", "distance", "against"), text))
        way["id"] = f"{way['id']} {i} {text}"
        for each in way.get("crossings", way.get("stops", [])):
            each.update(border)
    for path in block["paths"]:
        path.update(dict.fromkeys(("minimum", "usual", "stitched", "sharing", "why"), text))
        path["access"] = [text]
        path["stays"] = [{"name": text, "distance": text, "note": text}]
        path["links"] = [{"name": text, "kind": text, "at": [60.0, 60.0], "distance": text,
                          "source": text, "reason": text}]  # fmt: skip
    if block["reach"]:
        block["reach"]["towns"] = [{"name": text, "distance": text}]
    words = (
        "title",
        "ends",
        "mode",
        "via",
        "when",
        "straight",
        "refused",
        "note",
    )
    block.update(dict.fromkeys(words, text))
    block["avoided"] = {"label": text, "countries": text, "why": text, "limit": text}
    block.update(
        {"id": text, "leg_title": text, "leg": None, "notes": [text], "speeds": {text: text}}
    )
    return block


def poisoned_case(strings: list[str]) -> Case:
    """A case in which each string is a leg, a version, a place, a source, a quote and more.

    It is made of the values themselves: a case file would refuse many of them.
    """
    first = case()
    ids = [f"{i} {text}" for i, text in enumerate(strings)]
    place, event = first.places["nome"], first.events["arrest"]
    sources, places, legs, itineraries, events = {}, {}, {}, {}, {}
    for i, (name, text) in enumerate(zip(ids, strings, strict=True)):
        sources[name] = replace(
            first.sources["review"], id=name, title=text, publisher=text, author=text, url=text,
            archive=text, language=text, note=text, issued=When(text, None, None),
        )  # fmt: skip
        quote = Quote(text, prefix=text, suffix=text, language=text, translation=text)
        claim = Claim(name, quote=quote, says=text, note=text, when=When(text, None, None))
        denied = replace(claim, stance="denies")
        places[name] = replace(
            place, id=name, name=text, query=text, label=text, note=text, country=None,
            lon=20.0 + i % 40, lat=50.0 + i % 7,
        )  # fmt: skip
        legs[name] = Leg(
            name, ids[0], name, text, text, When(text, None, None), "inferred", text, "closed",
            Closure(When(text, None, None), (claim,)), (claim, denied), text,
        )  # fmt: skip
        itineraries[name] = Itinerary(name, text, (name,), text, claims=(claim,), note=text)
        events[name] = replace(event, id=name, title=text, place=name, claims=(claim,), note=text)
    dispute = Dispute("d", strings[0], tuple(Position(text, (claim,)) for text in strings), text)
    legs[ids[0]] = replace(legs[ids[0]], start=ids[1])
    return replace(
        first, title="\n".join(strings[:40]), question="\n".join(strings),
        summary="\n".join(strings), sources=sources, places=places, legs=legs,
        itineraries=itineraries, events=events, disputes={"d": dispute}, checks=(),
        notes=tuple(strings), avoid=(), findings=(),
    )  # fmt: skip


def poisoned(strings: list[str]) -> Payload:
    """The payload of that case; the strings stand for what the program would say itself, too."""
    # A public map would leave out addresses and positions; here every word is to be seen.
    payload = payload_of(poisoned_case(strings), profile="internal")
    for leg, text in zip(payload["legs"], strings, strict=True):
        leg.update(dict.fromkeys(("distance", "method", "when", "closed", "mode", "ends"), text))
        leg["contradictions"] = [{"leg": "nowhere", "title": text, "reason": text}]
    for variant, text in zip(payload["variants"], strings, strict=True):
        variant.update(colour=text or "red", missing=[text], distance=text)
    payload["language"] = 'en" onload="__probe(0)'
    blocks = sample()
    payload["arcs"] = blocks["arcs"]
    payload["alternatives"] = [computed_of(text, i) for i, text in enumerate(strings)]
    payload["network_credits"] = payload["credits"] = strings
    payload["basemap"] = {
        **payload["basemap"],
        "labels": [{"name": text, "at": [60.0, 60.0], "rank": 1} for text in strings],
    }
    return payload


def test_hostile_text_is_only_text(visit: Open) -> None:
    """The visit itself asserts: no request, no error, no violation, no probe called."""
    for strings, html in pages_of(hostile()):
        page = visit(html).page
        for i, text in enumerate(strings):
            shown = page.evaluate(
                """(i) => {
                  const { state, data } = Routes.page;
                  const leg = data.payload.legs[i];
                  state.hover({ leg: leg.id, variant: leg.variants[0] });
                  state.select({ kind: "leg", id: leg.id });
                  const quote = document.querySelector("#evidence blockquote p").textContent;
                  const title = document.querySelector("#evidence h2").textContent;
                  state.select({ kind: "variant", id: leg.variants[0] });
                  return [quote, title, document.querySelector("#evidence h2").textContent];
                }""",
                i,
            )
            assert shown == [f"“{text}”", text, text]
        page.evaluate("void Routes.page.map.setZoom(4, {animate: false})")


def test_hostile_alternatives_are_only_text(visit: Open) -> None:
    """One of the longer list in three: the test above has all of them in the same elements."""
    for strings, html in pages_of([*INLINE, *hostile()[len(INLINE) :: 3]]):
        page = visit(html).page
        told = page.evaluate(
            """() => {
              const { state, data } = Routes.page;
              /* A few at once, then one at a time: each text is measured to be placed. */
              state.showWays([...data.ways.keys()].slice(0, 12), true);
              state.showWays([...data.ways.keys()], false);
              const blocks = new Set();
              return [...data.ways.values()].map((way) => {
                Routes.openWay(state, way);
                const lists = [...document.querySelectorAll("#evidence li > [dir=auto]")];
                const crossing = document.querySelector("#evidence .passage button");
                if (crossing) crossing.focus();
                if (!blocks.has(way.block)) {  /* the others of a block have the same texts */
                  state.hover({ way: way.id, onMap: true });
                  state.showWays([way.id], false);
                  blocks.add(way.block);
                }
                const title = document.querySelector("#evidence h2").textContent;
                const first = lists.length ? lists[0].textContent : null;
                return [way.block.id, way.number, title, first];
              });
            }"""
        )
        assert len(told) > len(strings)
        listed = page.locator("#panel-list").text_content() or ""
        assert [text for text in strings if text not in listed] == []
        for text, number, title, first in told:
            assert (number, title) == (text, f"{text}, {text}")
            assert first == text
        rows = page.locator("#panel-list .alternatives .name").all_text_contents()
        assert rows == [text for text, *_ in told]


def test_article_shows_it_too(visit: Open) -> None:
    plain = [text for text in INLINE if text.isprintable()]
    page = visit(webpage.html(poisoned(plain))).page
    article = page.locator("#article").text_content() or ""
    assert [text for text in plain if article.count(text) < 5] == []
    assert page.locator("#article script, #article img, #article style").count() == 0


@pytest.mark.parametrize("text", INLINE)
def test_title_is_escaped(text: str) -> None:
    payload = sample()
    payload["title"] = text
    head = webpage.html(payload).split("<title>", 1)[1]
    assert "<" not in head.split("</title>", 1)[0]


def test_index_shows_only_text(visit: Open) -> None:
    entries: list[webpage.Entry] = [
        {"title": t, "question": t, "href": f"map-{i}.html", "summary": t, "picture": ""}
        for i, t in enumerate(hostile())
    ]
    page = visit(webpage.index(entries)).page
    titles = page.locator(".card h2 a").all_text_contents()
    assert len(titles) == len(entries)
    assert titles[0] == INLINE[0]


EVERYTHING = """() => {
  const { state, data } = Routes.page;
  const { payload } = data;
  for (const tab of ["story", "compare", "filter", "versions"]) state.openTab(tab);
  for (const step of payload.steps.slice(0, 60)) state.goTo(step.id);
  for (const leg of payload.legs.slice(0, 40)) state.select({ kind: "leg", id: leg.id });
  for (const kind of ["place", "event", "source", "variant"]) {
    for (const { id } of payload[kind + "s"].slice(0, 20)) state.select({ kind, id });
  }
  const ids = payload.variants.map((variant) => variant.id);
  for (let i = 0; i < 10; i++) state.comparePair([ids[i], ids[i + 1]]);
  for (const { id, options } of payload.facets.facets) {
    for (const option of options.slice(0, 10)) state.setFilter(id, [option.id]);
  }
  state.clearFilters();
  return document.querySelectorAll("a[href^='javascript' i], a[href^='data' i]").length;
}"""


def test_hostile_text_is_only_text_in_a_second_language(visit: Open) -> None:
    """What languages.js puts into the page after it was read; the visit asserts as above."""
    texts = hostile()[:24]
    said = written({"en": "plain", "de": texts[0]}, "en")
    changed = replace(poisoned_case(texts), title=said, question=texts[1], summary=texts[4])
    it = visit(webpage.html(compose(build(changed, profile="internal"), languages=["en", "de"])))
    it.page.goto("about:blank")
    it.page.goto(f"{it.own}#lang=de")
    it.page.locator("html.drawn[lang=de]").wait_for(state="attached")
    assert it.page.title().endswith(f"\u2013 {texts[0]}")
    assert it.page.evaluate(EVERYTHING) == 0
    assert it.page.locator("#whole").inner_text() == "Ganze Reise"
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]


def test_an_id_that_every_object_has_is_only_an_id(visit: Open) -> None:
    page = visit(webpage.html(sample())).page
    told = page.evaluate(
        """() => ["constructor", "__proto__", "toString"].map((id) =>
          Routes.decides({ cells: {} }, [id, "another"]))"""
    )
    assert told == [False, False, False]
