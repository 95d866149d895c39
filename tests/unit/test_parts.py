"""Which scripts and stylesheets a page is made of."""

from __future__ import annotations

from importlib import resources

import pytest

from routes.webmap import overview_page, page
from routes.webmap.parts import INTERNAL, STILL, scripts_of, styles_of

ASSETS = resources.files("routes.webmap") / "assets"


def scripts(page):
    return scripts_of(page, "azimuthal")


LISTS = [scripts, styles_of]


@pytest.mark.parametrize("listed", LISTS)
def test_what_both_pages_need_stands_in_the_same_order_on_both(listed):
    both = set(listed("map")) & set(listed("overview"))
    of_map, of_overview = ([n for n in listed(p) if n in both] for p in ("map", "overview"))
    assert of_map == of_overview
    assert len(both) > 10


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize("name", ["map", "overview"])
def test_nothing_is_listed_twice(listed, name):
    assert len(set(listed(name))) == len(listed(name))


def test_every_stylesheet_is_used_by_a_page():
    names = {item.name for item in ASSETS.iterdir() if item.name.endswith(".css")}
    of_changes = {"changes.css"}
    assert names == {*styles_of("map", internal=True), *styles_of("overview"), *of_changes}


@pytest.mark.parametrize("name", ["map", "overview"])
@pytest.mark.parametrize("kind", ["azimuthal", "albers", "mercator"])
def test_a_page_has_the_projections_that_it_needs(name, kind):
    listed = scripts_of(name, kind)
    assert "laea.js" in listed
    assert {"albers.js", "mercator.js"} & set(listed) == {f"{kind}.js"} - {"azimuthal.js"}


def test_the_pages_take_them_from_there():
    assert styles_of("overview") == overview_page._STYLES
    assert set(styles_of("map", internal=True)) >= page._STILL > STILL
    assert set(styles_of("overview", internal=True)) > STILL


def test_only_a_page_for_the_desk_has_its_mark():
    assert set(styles_of("map", internal=True)) - set(styles_of("map")) == {INTERNAL}
