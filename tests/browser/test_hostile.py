"""Whatever a case says is shown as it stands and nothing more comes of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from routes.webmap import page as webpage
from routes.webmap.path_types import AlternativesOut
from routes.webmap.payload_types import Payload
from tests.browser.conftest import Open
from tests.browser.sample import claim, corroboration, leg, sample
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


def hostile() -> list[str]:
    strings = list(INLINE)
    if STRINGS.is_file():
        for i, entry in enumerate(json.loads(STRINGS.read_text(encoding="utf-8"))["strings"]):
            text = entry.get("text") or ""
            if entry.get("repeat"):
                text = entry["repeat"]["unit"] * min(entry["repeat"]["times"], 5000)
            text = text.replace("{X}", f"__probe({i + 100})").replace("{HOST}", "canary.invalid")
            strings.append(text)
    return strings


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


def poisoned(strings: list[str]) -> Payload:
    """A payload where each string is a leg, a variant, a place, a quote and more."""
    payload = sample()
    payload["title"] = "\n".join(strings[:40])
    payload["question"] = payload["summary"] = "\n".join(strings)
    payload["language"] = 'en" onload="__probe(0)'
    payload["legs"], variants, places = [], [], []
    for i, text in enumerate(strings):
        more: dict[str, Any] = {
            "title": text, "distance": text, "method": text, "when": text, "reason": text,
            "closed": text, "note": text, "corroboration": corroboration(text),
            "contradictions": [{"leg": "nowhere", "title": text, "reason": text}],
            "claims": [claim("review", text, label=text, translation=text, says=text, note=text,
                             words_of=text, chain=[text, text], quote_language=text)],
        }  # fmt: skip
        payload["legs"].append(leg(f"{i} {text}", "spb", "minsk", text, "reported", **more))
        first = sample()["variants"][0]
        variants.append(
            {**first, "id": text, "title": text, "summary": text, "colour": text or "red",
             "legs": [f"{i} {text}"], "missing": [text], "distance": text, "note": text}
        )  # fmt: skip
        place = sample()["places"][i % 11]
        places.append({**place, "id": text, "label": text, "reason": text, "kind": text})
        payload["legs"][-1]["variants"] = [text]
    payload["alternatives"] = [computed_of(text, i) for i, text in enumerate(strings)]
    payload["network_credits"] = strings
    payload["variants"] = variants  # type: ignore[typeddict-item]
    payload["places"] += places  # type: ignore[arg-type]
    payload["notes"] = strings
    payload["credits"] = strings
    for source, text in zip(payload["sources"], strings, strict=False):
        source["title"] = source["url"] = source["archive"] = source["note"] = text
    payload["basemap"] = {
        **payload["basemap"],
        "labels": [{"name": text, "at": [60.0, 60.0], "rank": 1} for text in strings],
    }
    return payload


def test_hostile_text_is_only_text(visit: Open) -> None:
    """The visit itself asserts: no request, no error, no violation, no probe called."""
    strings = hostile()
    page = visit(webpage.html(poisoned(strings))).page
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
    page.evaluate("Routes.page.map.setZoom(4, {animate: false})")


def test_hostile_alternatives_are_only_text(visit: Open) -> None:
    strings = hostile()
    page = visit(webpage.html(poisoned(strings))).page
    told = page.evaluate(
        """() => {
          const { state, data } = Routes.page;
          state.showWays([...data.ways.keys()], true);
          return [...data.ways.values()].map((way) => {
            Routes.openWay(state, way);
            const lists = [...document.querySelectorAll("#evidence li > [dir=auto]")];
            const crossing = document.querySelector("#evidence .passage button");
            if (crossing) crossing.focus();
            state.hover({ way: way.id, onMap: true });
            return [way.block.id, way.number, document.querySelector("#evidence h2").textContent,
              lists.length ? lists[0].textContent : null];
          });
        }"""
    )
    assert len(told) > len(strings)
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
    head = webpage.html(payload).split("</head>")[0].split("<title>")[1]
    assert "<script" not in head
    assert head.count("<") == head.count("<style>") * 2 + 1


def test_index_shows_only_text(visit: Open) -> None:
    entries: list[webpage.Entry] = [
        {"title": t, "question": t, "href": f"map-{i}.html", "summary": t, "picture": ""}
        for i, t in enumerate(hostile())
    ]
    page = visit(webpage.index(entries)).page
    titles = page.locator(".card h2 a").all_text_contents()
    assert len(titles) == len(entries)
    assert titles[0] == INLINE[0]
