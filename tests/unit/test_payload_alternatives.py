"""Alternatives from an atlas to what the page is told, its article and its picture."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources

import pytest
from shapely.geometry import LineString

from routes import pipeline, wording
from routes.compare import compare
from routes.model import Part, Stay
from routes.webmap.article import article
from routes.webmap.coding import unpack
from routes.webmap.compose import compose
from routes.webmap.page import html
from routes.webmap.picture import picture
from tests.unit.alternatives_sample import BORDER, answered, path, paths, reach, refusal

CASE = """
    version: 1
    title: A journey
    sources:
      essay: {title: The essay, publisher: Review, issued: 2016}
    places:
      west: West
      middle: Middle
      east: East
    legs:
      first: {from: west, to: middle, by: rail, claims: [{source: essay, quote: he went}]}
    itineraries:
      one: {title: One, legs: [first]}
    avoid:
      - {country: China, reason: It sends people back.}
"""


@pytest.fixture
def atlas(case_from, square_world):
    return pipeline.build(case_from(CASE), gazetteer=square_world)


@pytest.fixture
def told(atlas):
    return compose(answered(atlas))


def test_same_bytes_twice(atlas, told):
    assert json.dumps(told, allow_nan=False) == json.dumps(compose(answered(atlas)))
    assert html(told) == html(compose(answered(atlas)))


def test_without_alternatives_nothing_is_said(atlas):
    told = compose(atlas)
    assert told["alternatives"] == []
    assert unpack(told["arcs"]["lines"], told["arcs"]["scale"]) == []
    assert told["network_credits"] == []
    assert "omputed" not in article(told)


def test_numbers_are_unique_on_the_page(atlas, told):
    assert [w["number"] for w in told["alternatives"][0]["paths"]] == ["A1", "A2"]
    assert told["alternatives"][1]["reach"]["number"] == "B"
    (alone,) = compose(answered(atlas, paths()))["alternatives"]
    assert [w["number"] for w in alone["paths"]] == ["1", "2"]
    several = replace(atlas, routes=(*atlas.routes, *atlas.routes))
    (beside_versions,) = compose(answered(several, paths()))["alternatives"]
    assert [w["number"] for w in beside_versions["paths"]] == ["A1", "A2"]
    many = compose(answered(atlas, *([paths()] * 28)))["alternatives"]
    seen = [w["number"] for block in many for w in block["paths"]]
    assert len(set(seen)) == len(seen)
    assert seen[-1] == "AB2"


def test_a_path_is_told_in_full(told):
    block = told["alternatives"][0]
    best, other = block["paths"]
    assert best["distance"] == "1,000 km along the railway and road"
    assert block["straight"] == "1,113 km"
    assert (best["sharing"], best["why"]) == (None, None)
    assert other["why"] == "Found by keeping out of CN."
    assert [stay["name"] for stay in best["stays"]] == [
        "Russia", "water", "Crimea", "Ukraine", "Nowhere"
    ]  # fmt: skip
    assert best["stays"][2]["note"] == "held by Russia"
    assert [c["status"] for c in best["crossings"]] == ["closed", "unknown"]
    assert best["crossings"][0]["between"] == "Russia to China"
    assert [link["kind"] for link in best["links"]] == [
        wording.link_kind(kind) for kind in ("ferry", "stitch", "transfer")
    ]
    assert [part["mode"] for part in best["parts"]] == ["rail", "road"]
    assert block["avoided"] == {
        "label": "Keeps out of",
        "countries": "China and North Korea",
        "why": "China (It sends people back) and North Korea",
        "limit": None,
    }
    assert block["via"] == "East"
    assert set(block["speeds"]) == {"rail", "road"}


def _asked(mode, **changes):
    """What is asked for in `paths`, by another mode."""
    return replace(paths(), wanted=replace(paths().wanted, mode=mode, **changes))


@pytest.mark.parametrize(("mode", "said"), [("air", "only the airports"), ("sea", "not checked")])
def test_what_cannot_be_checked_is_only_asked_for(atlas, mode, said):
    told = compose(answered(atlas, _asked(mode)))
    (block,) = told["alternatives"]
    assert block["avoided"]["label"] == "Asked to keep out of"
    assert said in block["avoided"]["limit"]
    text = re.sub(r"<[^>]+>", "", article(told))
    assert "Keeps out of" not in text
    assert f"and North Korea; {block['avoided']['limit']}" in text


def test_what_is_refused_keeps_out_of_nothing(atlas):
    refused = replace(refusal(), wanted=replace(refusal().wanted, mode="rail", avoid=("CN",)))
    (block,) = compose(answered(atlas, refused))["alternatives"]
    assert block["avoided"]["label"] == "Asked to keep out of"


def test_a_path_that_the_case_wants_avoided_says_so(atlas):
    through = path(stays=(Stay("RU", "Russia", "RU", 1.0), Stay("CN", "China", "CN", 2.0)))
    block = _asked("rail", avoid=())
    told = compose(answered(atlas, replace(block, paths=(through, path()))))
    said, kept = (each["against"] for each in told["alternatives"][0]["paths"])
    assert said == "Runs through China, which this case avoids."
    assert kept is None
    assert said in article(told)


def test_where_nothing_tells_the_countries_it_is_the_question_that_counts(atlas):
    flown = path(stays=())
    for avoid, said in (
        ((), "Was not asked to keep out of China, which this case avoids."),
        (("CN",), None),
    ):
        block = replace(_asked("air", avoid=avoid), paths=(flown,))
        (told,) = compose(answered(atlas, block))["alternatives"]
        assert told["paths"][0]["against"] == said
    (told,) = compose(answered(atlas, reach()))["alternatives"]
    assert told["reach"]["against"] == "Was not asked to keep out of China, which this case avoids."


def test_what_is_remarked_of_an_area_stands_where_it_is_entered(atlas):
    war = Stay("UA", "Ukraine", "UA", 1.0, note="War.")
    stays = (Stay("RU", "Russia", "RU", 1.0), war, Stay("RU", "Russia", "RU", 1.0))
    ins, out = (replace(BORDER, from_area=a, to_area=b) for a, b in (("RU", "UA"), ("UA", "RU")))
    block = replace(paths(), paths=(path(stays=stays, crossings=(ins, out)),))
    told = compose(answered(atlas, block))
    first, second = told["alternatives"][0]["paths"][0]["crossings"]
    assert (first["remarks"], second["remarks"]) == (["Ukraine: War."], [])
    assert "Ukraine: War." in article(told)


def test_no_source_reports_a_length(told):
    text = re.sub(r"<[^>]+>", "", article(told))
    assert "(the leg as drawn, straight: 1,113 km)" in text
    assert "eported 1,113 km" not in text


def test_a_reach_and_a_refusal(told):
    _, far, none = told["alternatives"]
    assert far["reach"]["towns"][0] == {"name": "Chita", "distance": "1,100 km"}
    assert far["reach"]["summary"].startswith("among the furthest of the towns in our data: Chita")
    assert far["reach"]["title"].endswith(", without rest")
    assert far["reach"]["parts"][0]["lines"]
    assert far["ends"] == "West"
    assert (none["paths"], none["reach"]) == ([], None)
    assert none["refused"] == "Middle is far from the sea."


def test_what_the_page_says_itself_is_not_a_note(atlas):
    block = replace(paths(), notes=(wording.NO_SOURCE, "one"))
    (told,) = compose(answered(atlas, block))["alternatives"]
    assert told["notes"] == ["one"]


def test_networks_are_credited_where_there_are_paths(atlas, told):
    assert any("© OpenStreetMap contributors" in text for text in told["network_credits"])
    assert set(told["network_credits"]) <= set(told["credits"])
    assert compose(answered(atlas, refusal()))["network_credits"] == []


def test_the_map_widens_for_a_line_and_the_first_view_does_not(atlas):
    before = compose(atlas)["view"]
    line = LineString([(0, 0), (50, 60), (10, 0)])
    far = replace(paths(), paths=(path(parts=(Part("rail", line, 1.0),), geometry=line),))
    view = compose(answered(atlas, far))["view"]
    assert (view["fit"], view["center"]) == (before["fit"], before["center"])
    assert view["radius_deg"] > before["radius_deg"]
    assert view["radius_deg"] > 60


def test_paths_alone_fix_the_view(atlas):
    case = replace(atlas.case, sources={}, legs={}, itineraries={})
    compared = compare(case, atlas.places)
    atlas = replace(atlas, case=case, legs={}, routes=(), comparison=compared)
    line = LineString([(0, 0), (5, 20), (10, 0)])
    told = compose(
        answered(atlas, replace(paths(), paths=(path(parts=(Part("rail", line, 1.0),)),)))
    )
    assert [5, 20] in told["view"]["fit"]
    assert {place["role"] for place in told["places"]} == {"stop"}
    text = article(told)
    assert "Computed paths" in text
    assert "The versions of this journey" not in text
    assert "The legs, and who reports each" not in text


def test_the_article_tells_every_path(told):
    text = re.sub(r"<[^>]+>", " ", article(told))
    for words in ("A1", "A2", "By land", "Gate of the North", "closed since February 2020",
                  "held by Russia", "The boat", "A timetable", "Middle is far from the sea.",
                  "Chita", "By rail: Usual"):  # fmt: skip
        assert words in text
    assert text.count("no source reports this") >= 3


def test_notes_of_all_are_said_once(atlas):
    shared, other = replace(paths(), notes=("all", "mine")), replace(reach(), notes=("all",))
    text = article(compose(answered(atlas, shared, other)))
    assert text.count('<li dir="auto">all</li>') == 1
    assert text.count("mine") == 1


def test_the_picture_draws_them_thin_and_first(told):
    drawing = picture(told)
    computed = next(g for g in told["grammars"] if g["id"] == "computed")
    dash = f'stroke-dasharray="{computed["dash"]}"'
    assert drawing.count(dash) >= 1
    assert drawing.index(dash) < drawing.index('stroke-width="3"')
    assert computed["width"] < min(
        g["width"] for g in told["grammars"] if g["id"] in {"reported", "inferred"}
    )
    assert "© OpenStreetMap contributors" in drawing


def test_article_and_panel_tell_a_reach_in_the_same_words(told):
    text = article(told)
    panel = resources.files("routes.webmap").joinpath("assets", "details.js").read_text("utf-8")
    assert "Up to 1,200 km on the network. Computed; no source reports this." in text
    assert 'Routes.t("Up to {distance} on the network"' in panel
    assert "Some of the towns in our data, the furthest first" in text
    assert 'Routes.t("Some of the towns in our data, the furthest first")' in panel
