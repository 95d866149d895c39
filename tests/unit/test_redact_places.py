"""Places as they are published: what is shown of them, and what that tells of others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from routes import pipeline
from routes.gazetteers.protocol import Gazetteer
from routes.model import (
    Case,
    Cell,
)
from tests.conftest import FakeGazetteer, candidate
from tests.unit.secret_case import CASE, plain, public


@pytest.fixture
def case(case_from: Callable[[str], Case]) -> Case:
    return case_from(CASE)


def test_pinned_places_are_rounded_and_keep_their_names(
    case: Case, square_world: FakeGazetteer
) -> None:
    atlas = public(case, square_world)
    camp = atlas.places["places-4"]
    assert (camp.label, camp.point) == ("Camp", Cell.of((20.5, 0.5), "0.1").center)
    assert atlas.release.classes == {
        "places-1": "site", "places-2": "withheld", "places-3": "0.1", "places-4": "0.1",
    }  # fmt: skip


def test_another_place_is_found_without_a_secret_neighbour(
    case_from: Callable[[str], Case],
) -> None:
    """Which of two towns is meant must not tell which of them the secret is near."""
    near, far = candidate("Twin", 30.0, 30.0), candidate("Twin", 60.0, -30.0)
    world = FakeGazetteer({"Twin": [near, far], "Start": [candidate("Start", 0, 50)]})
    text = """
        version: 1
        title: T
        sources: {s: {publisher: P, issued: 2010}}
        places:
          start: Start
          twin: Twin
          hut: {name: Hut, lon: 30.1, lat: 30.1, publish: withheld}
        legs:
          a: {from: start, to: twin}
          b: {from: twin, to: hut, by: foot, claims: [{source: s, says: On foot.}]}
        itineraries: {i: {title: I, legs: [a, b]}}
    """
    inside = pipeline.build(case_from(text), gazetteer=world, profile="internal")
    assert inside.places["twin"].point == (30.0, 30.0)
    atlas = public(case_from(text), world)
    assert "places-2" not in atlas.places
    assert "ambiguous-place" in {f.code for f in atlas.findings}


@pytest.mark.parametrize(
    "secret",
    [
        "{name: Tumen, kind: river, publish: 0.1}",
        "{name: Kirovsk, near: hut, publish: admin-1}",
        "{name: Kirovsk, publish: 0.1}",
    ],
)
def test_a_secret_is_found_without_the_others(
    case_from: Callable[[str], Case], bundled: Gazetteer, secret: str
) -> None:
    """Where one is published must not tell where another is."""
    shown = []
    for at in ("lon: 33.5, lat: 67.6", "lon: 31.0, lat: 59.9", "lon: 130.3, lat: 42.5"):
        places = f"""
            one: {secret}
            hut: {{name: Hut, {at}, publish: withheld}}
            two: Vladivostok, Russia
        """
        text = plain(places).replace("legs: {", "legs: {b: {from: hut, to: one}, ")
        shown.append(pipeline.build(case_from(text), gazetteer=bundled))
    assert [(a.places, a.case.places) for a in shown[1:]] == [
        (shown[0].places, shown[0].case.places)
    ] * 2


def test_an_area_with_a_class_stays_the_area_without_its_name(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    places = "one: West\ntwo: {name: The valley, within: Squareland, publish: country}"
    atlas = public(case_from(plain(places, "quote: in the valley of Squareland")), square_world)
    assert atlas.places["places-2"].label == "somewhere in Squareland"
    (leg,) = atlas.case.legs.values()
    assert leg.claims[0].quote is not None
    assert leg.claims[0].quote.exact == "in […] of Squareland"


def test_a_line_to_an_area_that_stands_for_a_place_says_so(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    places = "one: Vladivostok, Russia\ntwo: {name: X, lon: 130.78, lat: 42.71, publish: admin-1}"
    atlas = pipeline.build(case_from(plain(places)), gazetteer=bundled)
    assert atlas.legs["legs-1"].method == (
        "The line fades in “somewhere in Primorsky Krai”: where exactly is withheld."
    )
    assert atlas.places["places-2"].resolution.reason == "Where exactly is withheld."


def test_what_a_withheld_place_is_called_in_other_languages_is_found(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    said = 'quote: "Хасан, 하산, Khasan and UUDL; he landed at KUT"'
    places = """
        one: {name: "Khasan, Primorsky Krai, Russia", publish: country}
        two: {name: airport, iata: KUT, publish: country}
    """
    (leg,) = pipeline.build(case_from(plain(places, said)), gazetteer=bundled).case.legs.values()
    assert leg.claims[0].quote is not None
    quote = leg.claims[0].quote.exact
    assert [word for word in ("Хасан", "하산", "Khasan", "KUT") if word in quote] == []
