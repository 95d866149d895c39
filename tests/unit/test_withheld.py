"""What is known and withheld is never told as if nobody knew it: each class, in each role."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from routes import pipeline
from routes.gazetteers.protocol import Gazetteer
from routes.model import Atlas, Case, PrecisionClass
from routes.publish.dates import coarsened
from routes.webmap.compose import compose
from routes.webmap.picture import picture
from routes.webmap.withheld import (
    WITHHELD,
    is_kept_back,
    is_veiled,
    mode_of,
    withheld_items,
)
from tests.conftest import ROOT

CLASSES = ("withheld", "country", "admin-1", "admin-2", "0.1", "0.01")

IGNORANT = re.compile(
    r"no report|nobody says|not said|is an area|is all that is known|only known|known only|"
    r"not sure|no date|unknown|too vague|no point is known|no exact place|was found|missing",
    re.IGNORECASE,
)
"""Words that call something a gap in what is known."""

TRUE_ANYWAY = (
    "What no report tells is not shown. It may have happened all the same.",
    "What no report tells may still have happened.",
    "No report here contradicts another. That does not prove them right.",
)

CASE = """
    version: 1
    title: A way
    sources: {{a: {{publisher: A, issued: 2016}}, b: {{publisher: B, issued: 2016}}}}
    places:
      vlad: Vladivostok, Russia
      spot: {{name: Qwxz, lon: 130.78, lat: 42.71, publish: {shown}{label}}}
      cell: {{name: Zzyx, lon: 131.2, lat: 43.1, publish: {shown}{label}}}
      khab: Khabarovsk, Russia
    legs:
      there: {{from: vlad, to: spot, by: road, when: 2014-03-02, claims: [{{source: a, says: so}}]}}
      round: {{from: spot, to: cell, by: rail, when: 2014-03-03, claims: [{{source: a, says: so}}]}}
      on: {{from: cell, to: khab, by: rail, basis: inferred, reason: why, when: 2014-03-04,
        claims: [{{source: b, says: so}}]}}
    itineraries: {{one: {{title: One, legs: [there, round, on]}}}}
    events:
      seen: {{title: Seen, at: spot, when: 2014-03-02, claims: [{{source: b, says: so}}]}}
    checks: [{{closer: spot, than: khab, to: vlad}}]
    alternatives:
      - {{from: vlad, to: spot, by: road}}
      - {{from: cell, to: khab, by: rail}}
"""


def text_of(shown: str, label: str = "") -> str:
    return CASE.format(shown=f'"{shown}"', label=f", public-label: {label}" if label else "")


def built(case: Case, bundled: Gazetteer) -> Atlas:
    return pipeline.build(case, gazetteer=bundled)


def sentences(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in items for text in sentences(each)]


SAID = ("legs", "places", "events", "known", "variants", "facets", "steps", "alternatives",
        "findings", "notes", "modes")  # fmt: skip


def told(atlas: Atlas) -> list[str]:
    """All that the page says of the case; what it calls itself, and how modes look, is no word."""
    payload = json.loads(json.dumps(compose(atlas)))
    modes = [m for m in payload["modes"] if m["id"] in {leg["mode"] for leg in payload["legs"]}]
    payload["modes"] = [m["label"] for m in modes]
    return [text for key in SAID for text in sentences(payload[key]) if " " in text]


@pytest.mark.parametrize("shown", CLASSES)
@pytest.mark.parametrize("label", ["", "a house"])
def test_what_is_withheld_is_no_gap_in_what_is_known(
    case_from: Callable[[str], Case], bundled: Gazetteer, shown: str, label: str
) -> None:
    atlas = built(case_from(text_of(shown, label)), bundled)
    found = [text for text in told(atlas) if IGNORANT.search(text) and text not in TRUE_ANYWAY]
    assert found == []


def test_one_and_several_veiled_ends_are_told_in_a_sentence_that_fits(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    payload = compose(built(case_from(text_of("0.1", "a flat")), bundled))
    one, two, _ = (re.sub(r"[\d.,]+ km", "x km", leg["distance"]) for leg in payload["legs"])
    way = "about x km, by the middle of a circle: where exactly is withheld"
    assert one == f"{way} (“a flat”)"
    assert two == f"{way} (“a flat” and “a flat”)"


def test_alternatives_between_veiled_areas_say_so_of_one_and_of_several(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    ways = ("{from: vlad, to: spot, by: road}", "{from: spot, to: cell, by: road}")
    text = text_of("admin-1", "a flat").replace(*ways)
    said = told(built(case_from(text), bundled))
    assert "Not computed: where exactly is withheld (“a flat”)." in said
    assert "Not computed: where exactly is withheld (“a flat” and “a flat”)." in said


@pytest.mark.parametrize("shown", CLASSES)
def test_the_head_says_that_dates_are_coarse_where_they_were_made_so(
    case_from: Callable[[str], Case], bundled: Gazetteer, shown: PrecisionClass
) -> None:
    atlas = built(case_from(text_of(shown)), bundled)
    when = next(iter(case_from(text_of(shown)).events.values())).when
    shorter = coarsened(when, shown)
    is_coarse = shorter is not None and shorter != when
    told_so = any("are told to the month" in each["text"] for each in withheld_items(atlas))
    assert told_so is is_coarse


def test_the_page_knows_what_is_kept_back_by_one_word() -> None:
    scripts = {p.name: p.read_text("utf-8") for p in (ROOT / "routes/webmap/assets").glob("*.js")}
    compared = [
        line.strip()
        for text in scripts.values()
        for line in text.splitlines()
        if '"withheld"' in line and ("mode" in line or "status" in line)
    ]
    assert compared == []
    assert f'Routes.WITHHELD = "{WITHHELD}";' in scripts["words.js"]


def test_what_nobody_knows_is_one(case_from: Callable[[str], Case], bundled: Gazetteer) -> None:
    """The check above can fail: the same case where only a region is known."""
    text = text_of("0.1").replace(
        'lon: 130.78, lat: 42.71, publish: "0.1"', "within: Primorsky Krai"
    )
    text = text.replace("by: road, when: 2014-03-02,", "")
    every = told(built(case_from(text), bundled))
    found = [text for text in every if IGNORANT.search(text)]
    assert "1 place is known only as an area." in found
    assert "For 1 leg no report says by what means." in found
    assert "1 event is not on the map: only an area is known." in every


def test_a_leg_to_a_withheld_place_says_that_all_of_it_is_withheld(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    atlas = built(case_from(text_of("withheld")), bundled)
    payload = compose(atlas)
    for leg in payload["legs"]:
        assert (leg["mode"], leg["when"]) == ("withheld", "withheld")
        assert leg["distance"] == "not told: where it begins or ends is withheld"
    assert payload["modes"][-1]["label"] == "by means that are withheld"
    assert "by means that are withheld" in payload["steps"][0]["sentence"]
    statuses = next(f for f in payload["facets"]["rows"])["values"]["status"]
    assert statuses == ["withheld"]


@pytest.mark.parametrize(
    ("shown", "veiled", "kept"), [("withheld", True, True), ("0.1", True, False)]
)
def test_one_meaning_of_veiled_and_of_kept_back(
    case_from: Callable[[str], Case], bundled: Gazetteer, shown: str, veiled: bool, kept: bool
) -> None:
    atlas = built(case_from(text_of(shown)), bundled)
    leg = next(iter(atlas.case.legs.values()))
    assert (is_veiled(atlas, leg), is_kept_back(atlas, leg)) == (veiled, kept)
    assert mode_of(atlas, leg) == ("withheld" if kept else "road")


def test_a_case_without_secrets_has_no_such_heading(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    case = case_from(text_of("withheld"))
    atlas = pipeline.build(case, gazetteer=bundled, profile="internal")
    assert [*withheld_items(atlas)] == []
    assert "withheld" not in [part["id"] for part in compose(atlas)["known"]]


def test_the_marks_are_explained_where_there_are_any(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    explains = "In texts […] stands for words that are left out"
    for extra, is_there in (("", False), ("    notes: [They hid in Qwxz.]\n", True)):
        atlas = built(case_from(text_of("withheld") + extra), bundled)
        texts = [each["text"] for each in withheld_items(atlas)]
        assert any(text.startswith(explains) for text in texts) is is_there


@pytest.mark.parametrize(
    ("shown", "label", "marked"),
    [
        ("admin-1", "a house", "in here: a house"),
        ("0.1", "a house", "a house, somewhere within 7.0 km"),
        ("admin-1", "", None),
        ("0.1", "", None),
    ],
)
def test_a_label_of_the_case_does_not_pass_for_the_spot(
    case_from: Callable[[str], Case], bundled: Gazetteer, shown: str, label: str, marked: str | None
) -> None:
    payload = compose(built(case_from(text_of(shown, label)), bundled))
    spot = next(place for place in payload["places"] if place["id"] == "places-2")
    assert spot["veiled"]
    if marked is None or spot["marked"] is None:
        assert spot["marked"] == marked
    else:
        assert re.sub(r"[\d.]+ km", "x km", spot["marked"]) == re.sub(r"[\d.]+ km", "x km", marked)
    places = [place["marked"] for place in payload["places"] if not place["veiled"]]
    assert set(places) == {None}


def test_the_picture_counts_what_is_withheld_in_its_name_and_to_be_seen(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    svg = picture(compose(built(case_from(text_of("withheld")), bundled)))
    assert "<title>A way. 2 stops are withheld.</title>" in svg
    assert svg.count("2 stops are withheld.") == 2


def test_a_page_without_versions_counts_it_too(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    case = replace(case_from(text_of("withheld")), legs={}, itineraries={}, alternatives=())
    (part,) = compose(built(case, bundled))["known"]
    assert (part["id"], part["items"][0]["text"]) == ("withheld", "1 stop is withheld.")


@pytest.mark.parametrize("shown", CLASSES)
def test_an_event_without_a_mark_says_why(
    case_from: Callable[[str], Case], bundled: Gazetteer, shown: str
) -> None:
    events = compose(built(case_from(text_of(shown)), bundled))["events"]
    if shown == "withheld":
        assert events == []
    elif shown in ("0.1", "0.01"):
        assert [event["not_on_map"] for event in events] == [None]
    else:
        why = "Not on the map: where exactly is withheld."
        assert [event["not_on_map"] for event in events] == [why]
