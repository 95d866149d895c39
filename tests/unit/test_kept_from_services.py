"""What no service is asked for: places that are to be kept secret, whatever they are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import shapely

from routes import pipeline
from routes.gazetteers.chain import Chain
from routes.model import Case, Person, Profile, Publishing, Toponym
from routes.resolve import Resolved, resolve
from tests.conftest import FakeGazetteer, candidate, journey
from tests.unit.secret_case import plain

HOUSE = "Zqhouse"


class Service(FakeGazetteer):
    """One that learns what it is asked; by its name, as all services."""

    name = "geopy:Fake"

    def learnt(self) -> set[str]:
        return {asked[0] for asked in self.asked}


def service(*names: str) -> Service:
    known = {name: [candidate(name, 5, 0, match="online", kind="address")] for name in names}
    return Service(known)


def world() -> FakeGazetteer:
    return FakeGazetteer({"West": [candidate("West", 0, 0, confidence=1.0)]})


def found(toponym: Toponym, **more: Any) -> tuple[Resolved, Service]:
    then = service(toponym.query)
    case = replace(journey(f"West rail {toponym.id}", **{toponym.id: toponym}), **more)
    return resolve(case, Chain(world(), then)), then


ASKED: list[dict[str, Any]] = [{}, {"iata": "ZQH"}, {"within": (HOUSE,)}, {"country": "KP"}]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_service_that_stands_alone_is_not_asked_either(asked: dict[str, Any]) -> None:
    """As from a notebook: no chain, and nothing else to look codes and areas up in."""
    own = service("West", HOUSE)
    for publish, learns in ((None, True), ("withheld", False), ("0.1", False), ("site", True)):
        own.asked.clear()
        secret = Toponym("b", HOUSE, HOUSE, publish=publish, **asked)  # type: ignore[arg-type]
        resolve(journey("West rail b", b=secret), own)
        assert "West" in own.learnt()
        assert any(each in own.learnt() for each in (HOUSE, "ZQH")) == learns


def test_what_is_known_here_is_found_without_it() -> None:
    then = service(HOUSE)
    here = FakeGazetteer(
        {
            "West": [candidate("West", 0, 0, confidence=1.0)],
            # Not sure enough: a service would be asked for it.
            HOUSE: [candidate(HOUSE, 7, 0, confidence=0.85)],
        }
    )
    secret = Toponym("b", HOUSE, HOUSE, publish="0.1")
    made = resolve(journey("West rail b", b=secret), Chain(here, then))
    assert made.places["b"].point == (7, 0)
    alone = resolve(journey("West rail b", b=secret), service("West"), here)
    assert alone.places["b"].point == (7, 0)
    assert then.learnt() == set()


def test_no_service_is_asked_for_its_area() -> None:
    """What was found without an outline is looked for among areas once more, by its name."""
    here = FakeGazetteer({HOUSE: [candidate(HOUSE, 5, 0, kind="country", country="SQ")]})
    areas = service(HOUSE)
    resolve(journey("b", b=Toponym("b", HOUSE, HOUSE)), here, areas)
    assert areas.learnt() == {HOUSE, "SQ"}
    areas.asked.clear()
    resolve(journey("b", b=Toponym("b", HOUSE, HOUSE, publish="0.1")), here, areas)
    assert areas.learnt() == set()


def test_the_finding_says_what_to_do_and_names_nothing() -> None:
    made, then = found(Toponym("b", HOUSE, HOUSE, publish="withheld"))
    (finding,) = made.findings
    assert then.learnt() == set()
    assert finding.about == "places.b"
    assert HOUSE not in finding.message
    assert finding.message == (
        "It is to be kept secret, so no service was asked for it, and nothing else knows it. "
        "Give coordinates (`lon`, `lat`) or a region (`within`)."
    )


@pytest.mark.parametrize("name", ["Zqhouse", "ZQHOUSE Bridge", "zq-house, Qland", "Old Zqhouse"])
def test_a_name_that_holds_a_secret_one_is_not_sent(name: str) -> None:
    """Another place, a person and a word: a service would learn what readers may not."""
    secrets: list[tuple[str, dict[str, Any]]] = [
        ("places.c", {}),
        ("people", {"people": {"p": Person("p", "a man", "Zqhouse", ("Zq House",))}}),
        ("word", {"publishing": Publishing(withhold=("Zqhouse", "zq house"))}),
    ]
    for which, more in secrets:
        toponym = Toponym("b", name, name)
        then = service(name)
        places = {"b": toponym}
        if which == "places.c":
            places["c"] = Toponym("c", "Zqhouse", "Zq House, Qland", publish="country")
        case = replace(journey("West rail b", **places), **more)  # type: ignore[arg-type]
        made = resolve(case, Chain(world(), then))
        assert then.learnt() == set(), which
        (finding,) = (each for each in made.findings if each.about == "places.b")
        assert "kept secret" in finding.message
        assert "zq" not in finding.message.lower()


def test_a_name_that_only_looks_like_one_is_sent() -> None:
    person = Person("p", "a woman", "Zqhouse", because="She signed it.")
    _, then = found(Toponym("b", "Zqhouse", "Zqhouse"), people={"p": person})
    assert then.learnt() == {"Zqhouse"}
    _, then = found(Toponym("b", "Zqhousing", "Zqhousing"), publishing=Publishing(("Zqhouse", " ")))
    assert then.learnt() == {"Zqhousing"}


@pytest.mark.parametrize("profile", ["public", "internal"])
@pytest.mark.parametrize("shown", ["withheld", "country", "admin-1", "admin-2", "0.1", "0.01"])
def test_no_profile_and_no_class_sends_it(case_from: Any, profile: Profile, shown: str) -> None:
    text = f"""
        one: West
        two: {{name: {HOUSE}, publish: "{shown}"}}
        three: Qville
    """
    case: Case = case_from(plain(text))
    then = service(HOUSE, "Qville")
    areas = {"country:SQ": shapely.box(4, -2, 12, 2)}
    chain = Chain(FakeGazetteer(world().candidates, areas), then)
    atlas = pipeline.build(case, gazetteer=chain, reference=FakeGazetteer({}), profile=profile)
    assert then.learnt() == {"Qville"}
    said = [f"{each.message} {' '.join(each.hints)}" for each in atlas.findings]
    is_said = profile == "internal" or shown != "withheld"  # of which nothing is told anyway
    assert any("service" in each and "kept secret" in each for each in said) == is_said
    assert profile == "internal" or HOUSE not in " ".join(said)
