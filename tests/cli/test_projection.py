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


def asking(tmp_path, word):
    case = tmp_path / "asks.yaml"
    text = CASE.read_text(encoding="utf-8").split("\n", 1)
    assert text[0].startswith("#") or text[0].startswith("version")
    case.write_text(f"projection: {word}\n" + "\n".join(text), encoding="utf-8")
    return case


@pytest.mark.parametrize(
    ("word", "option", "wanted"),
    [
        ("mercator", None, "mercator"),
        ("auto", None, "azimuthal"),
        ("mercator", "azimuthal", "azimuthal"),
        ("mercator", "auto", "azimuthal"),
    ],
)
def test_the_case_file_may_ask_and_the_command_comes_first(
    call, tmp_path, drawn, word, option, wanted
):
    asked = ["--projection", option] if option else []
    code, _, err = call("build", asking(tmp_path, word), "-o", tmp_path / "out", *asked)
    assert code == 0, err
    assert [p["kind"] for p in drawn] == [wanted]


@pytest.mark.parametrize(
    ("word", "told"), [("mercater", "mercator"), ("albers", "too near to a pole")]
)
def test_a_case_that_asks_for_what_cannot_be_is_told_at_its_line(call, tmp_path, word, told):
    case = asking(tmp_path, word)
    code, _, err = call("build", case, "-o", tmp_path / "out")
    assert code == 1
    assert f"{case.name}:1:" in err
    assert "projection" in err
    assert told in err


def test_an_unknown_projection_is_refused_with_those_there_are(call, tmp_path):
    code, _, err = call("build", CASE, "-o", tmp_path, "--projection", "robinson")
    assert code == 2
    assert all(kind in err for kind in KINDS)
