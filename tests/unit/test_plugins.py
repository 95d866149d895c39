"""Families: everything listed loads, a wrong name gets the nearest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from routes import plugins
from routes.errors import UnknownName

LISTED = [(family, name) for family in plugins.FAMILIES for name in plugins.names(family)]


@pytest.mark.parametrize(("family", "name"), LISTED)
def test_everything_listed_loads_and_can_be_called(family, name):
    assert callable(plugins.load(family, name))


@pytest.mark.parametrize("family", plugins.FAMILIES)
def test_every_family_has_members(family):
    assert plugins.names(family)


def test_names_are_sorted_whatever_the_order_of_installation(monkeypatch):
    listed = [plugins.EntryPoint(name, "other:x", "g") for name in ("b", "c", "a")]
    monkeypatch.setattr(plugins, "entry_points", lambda group: listed)  # noqa: ARG005
    assert plugins.names("exports") == ("a", "b", "c")


def test_a_wrong_name_gets_the_nearest():
    with pytest.raises(UnknownName) as caught:
        plugins.load("exports", "GeoJSN")
    assert str(caught.value).startswith("no format named 'GeoJSN'. Did you mean 'geojson'?")
    assert caught.value.nearest == "geojson"
    assert "geojson" in caught.value.known


def test_a_name_like_nothing_gets_no_nearest():
    with pytest.raises(UnknownName) as caught:
        plugins.load("exports", "zzz")
    assert caught.value.nearest is None


def test_a_wrong_family_gets_the_nearest():
    with pytest.raises(UnknownName) as caught:
        plugins.names("gazeteers")
    assert caught.value.nearest == "gazetteers"


def test_what_ships_here_is_not_replaced_by_another_package(monkeypatch):
    own = plugins.EntryPoint("bundled", "routes.gazetteers.bundled:open_bundled", "g")
    for other in ("aaa:x", "zzz:x"):
        theirs = plugins.EntryPoint("bundled", other, "g")
        monkeypatch.setattr(plugins, "entry_points", lambda group, t=theirs: [t, own])  # noqa: ARG005
        assert plugins._members("gazetteers")["bundled"] is own


def test_asking_for_a_gazetteer_needs_none_of_the_heavy_libraries():
    code = (
        "import sys, routes.gazetteers, routes.gazetteers.protocol, routes.plugins;"
        "print({'geopy', 'shapely', 'numpy', 'pyproj', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run(  # our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
