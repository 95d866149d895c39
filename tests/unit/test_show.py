"""A leg and a place show themselves: what the page tells, escaped, and nothing in their repr."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import folium
import pytest

from routes import casefile, pipeline, show
from routes.errors import UnknownName, UsageError
from tests.conftest import FakeGazetteer, candidate
from tests.unit import secret_case

CASE = """
version: 1
title: T
sources:
  paper: {publisher: "The <b>Paper</b>", issued: 2016, url: "https://paper.example/a?b=1&c=2"}
  wire: {publisher: The Wire, read-in: paper, citing: voice}
  voice: {title: an official, identity: anonymous}
  other: {publisher: The Other}
places: {a: {name: "West", label: "<img src=x onerror=alert(1)>"}, b: East, c: Farland}
legs:
  go:
    from: a
    to: b
    by: rail
    when: 2016-07
    title: "]]><script>alert(1)</script>"
    note: "{{ 7*7 }} ${alert(1)}"
    claims:
      - {source: paper, credibility: 2,
         quote: {exact: "went <i>by</i> train", language: de, translation: so it was}}
      - {source: wire, says: he left}
      - {source: other, stance: denies, quote: he did not}
  far: {from: a, to: c, claims: [{source: other, quote: far away}]}
itineraries:
  one: {title: First way, legs: [go]}
  two: {title: Second way, legs: [far]}
"""


@pytest.fixture(scope="module")
def world():
    return FakeGazetteer({
        "West": [candidate("West", 0, 0)], "East": [candidate("East", 20, 0)],
        "Farland": [candidate("Farland", 40, 0)],
    })  # fmt: skip


@pytest.fixture(scope="module")
def atlas(world, tmp_path_factory):
    path = tmp_path_factory.mktemp("case") / "case.yaml"
    path.write_text(CASE, "utf-8")
    return pipeline.build(casefile.read(path), gazetteer=world, today="2026-01-01")


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


def test_a_leg_tells_who_says_so_in_which_words_and_how_sure(atlas):
    told = str(show.leg(atlas, "go"))
    for words in (
        "The <b>Paper</b> says so (probably true) (in translation: “so it was”) "
        "“went <i>by</i> train” <https://paper.example/a?b=1&c=2#:~:text=went%20%3Ci",
        "The Wire says so, citing an official, read in The <b>Paper</b> he left",
        "The Other denies it “he did not”",
        "2 reports, between 1 and 2 independent origins; denied by The Other",
        "July 2016",
        "First way",
    ):
        assert words in told
    assert "far away" not in told


def test_a_place_tells_what_it_is_and_which_legs_use_it(atlas):
    told = str(show.place(atlas, "b"))
    assert "City, within 5.0 km" in told
    assert "alert(1)</script>" in told
    assert "The legs to and from it" in told


@pytest.mark.parametrize("make", [lambda a: show.leg(a, "go"), lambda a: show.place(a, "a")])
def test_what_is_shown_is_text_without_scripts_and_requests(atlas, make):
    html = make(atlas)._repr_html_()
    found = Tags(html)
    assert not {"script", "img", "iframe", "link", "style", "b", "image", "use"} & set(found.tags)
    assert "svg" in found.tags
    names = {name for name, _ in found.attributes}
    assert not {name for name in names if name.startswith("on")} | (names & {"src", "xlink:href"})
    links = {value for name, value in found.attributes if name == "href"}
    assert all(link.startswith("https://paper.example/") for link in links)
    assert any("alert(1)" in text for text in found.text)
    assert not re.search(r"url\((?!#)", html)


def test_the_same_atlas_shows_the_same(atlas):
    assert show.leg(atlas, "go")._repr_html_() == show.leg(atlas, "go")._repr_html_()


def test_the_repr_holds_nothing_of_the_case(atlas):
    assert repr(show.leg(atlas, "go")) == "<Leg: public, 3 claims, 1 contradiction>"
    assert repr(show.place(atlas, "a")) == "<Place: public, 2 legs>"


def test_a_name_that_there_is_not_has_its_nearest(atlas):
    with pytest.raises(UnknownName, match=r"no leg named 'goo'\. Did you mean 'go'"):
        show.leg(atlas, "goo")
    with pytest.raises(UnknownName, match="no place named 'z'"):
        show.place(atlas, "z")


def test_nothing_that_is_withheld_is_shown(tmp_path, square_world):
    path = tmp_path / "case.yaml"
    path.write_text(secret_case.CASE, "utf-8")
    case = casefile.read(path)
    public = pipeline.build(case, gazetteer=square_world, today="2026-01-01")
    shown = [show.leg(public, i) for i in public.case.legs]
    shown += [show.place(public, i) for i in list(public.places)[:2]]
    for each in shown:
        told = f"{each}{each!r}{each._repr_html_()}"
        assert not [secret for secret in secret_case.SECRETS if secret in told]
    internal = pipeline.build(case, gazetteer=square_world, profile="internal")
    desk = show.leg(internal, "to-qwzx-farm")
    assert "Internal: not for publication" in str(desk)
    assert "Internal: not for publication" in desk._repr_html_()
    assert repr(desk).startswith("<Leg: internal, ")


def test_explore_is_the_map_and_takes_no_more_than_it_can_do(atlas):
    shown = show.explore(atlas)
    assert isinstance(shown, folium.Map)
    assert type(show.explore(atlas, "basis", layer="legs", tooltip=True)) is type(shown)
    with pytest.raises(UsageError, match="tells lines apart by their basis"):
        show.explore(atlas, "mode")
    with pytest.raises(UsageError, match="legs and places together"):
        show.explore(atlas, layer="places")
    with pytest.raises(UsageError, match="who says so"):
        show.explore(atlas, tooltip=False)
    with pytest.raises(TypeError):
        show.explore(atlas, cmap="viridis")
