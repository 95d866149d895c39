"""`routes build --projection`: what is asked for is drawn, and what cannot be is refused."""

from __future__ import annotations

import pytest

from routes.webmap import compose as composing
from routes.webmap.projecting import KINDS
from tests.conftest import ROOT

CASE = ROOT / "data" / "cases" / "closed-road-2024.yaml"


@pytest.fixture
def drawn(monkeypatch):
    """The projections of the payloads that a command composes."""
    made = []
    honest = composing.compose

    def noting(*args, **named):
        told = honest(*args, **named)
        made.append(told["view"]["projection"])
        return told

    monkeypatch.setattr(composing, "compose", noting)
    return made


@pytest.mark.parametrize("kind", [None, "azimuthal", "mercator"])
def test_the_page_is_drawn_in_what_was_asked_for(call, tmp_path, drawn, kind):
    asked = ["--projection", kind] if kind else []
    code, _, err = call("build", CASE, "-o", tmp_path, *asked)
    assert code == 0, err
    assert [p["kind"] for p in drawn] == [kind or "azimuthal"]


def test_a_cone_that_cannot_show_the_case_is_refused_with_a_reason(call, tmp_path):
    code, _, err = call("build", CASE, "-o", tmp_path, "--projection", "albers")
    assert code == 2
    assert "too near to a pole" in err
    assert not list(tmp_path.iterdir())


def test_an_unknown_projection_is_refused_with_those_there_are(call, tmp_path):
    code, _, err = call("build", CASE, "-o", tmp_path, "--projection", "robinson")
    assert code == 2
    assert all(kind in err for kind in KINDS)
