"""What is withheld is counted in the first view, and told where it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from routes import pipeline
from routes.gazetteers.protocol import Gazetteer
from routes.model import Case
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from tests.browser.conftest import Open

COUNT = "1 stop is withheld. 2 places are shown only roughly, and not named."

CASE = """
    version: 1
    title: A way
    sources: {a: {publisher: A, issued: 2016}}
    places:
      vlad: Vladivostok, Russia
      spot: {name: Qwxz, lon: 130.78, lat: 42.71, publish: admin-1, public-label: a house}
      cell: {name: Zzyx, lon: 131.2, lat: 43.1, publish: "0.1", public-label: a camp}
      gone: {name: Wqqx, lon: 131.9, lat: 43.9, publish: withheld}
      khab: Khabarovsk, Russia
    legs:
      there: {from: vlad, to: spot, by: road, when: 2014-03-02, claims: [{source: a, says: so}]}
      back: {from: spot, to: khab, by: road, when: 2014-03-02, claims: [{source: a, says: so}]}
      round: {from: khab, to: cell, by: rail, when: 2014-03-03, claims: [{source: a, says: so}]}
      on: {from: cell, to: gone, by: rail, basis: inferred, reason: why, when: 2014-03-04,
        claims: [{source: a, says: so}]}
    itineraries: {one: {title: One, legs: [there, back, round, on]}}
    events:
      seen: {title: Seen, at: spot, when: 2014-03-02, claims: [{source: a, says: so}]}
"""


@pytest.fixture
def html(case_from: Callable[[str], Case], bundled: Gazetteer) -> str:
    return webpage.html(compose(pipeline.build(case_from(CASE), gazetteer=bundled)))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 480), (390, 844)])
def test_the_count_is_in_the_first_view(visit: Open, html: str, width: int, height: int) -> None:
    page = visit(html, size=(width, height)).page
    shown = "#panel-peek .is-withheld" if width < 900 else ".known-row.is-withheld"
    row = page.locator(shown)
    assert COUNT in row.inner_text()
    box = row.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height


def test_the_heading_tells_why_and_leads_to_what_is_not_drawn(visit: Open, html: str) -> None:
    page = visit(html).page
    row = page.locator(".known-row.is-withheld")
    row.locator(".unfold").click()
    assert "to protect people" in row.inner_text()
    row.get_by_role("button", name="Seen").click()
    told = page.locator("#evidence").inner_text()
    assert "Not on the map: where exactly is withheld." in told


def test_a_leg_of_which_nothing_is_told_names_no_silence(visit: Open, html: str) -> None:
    page = visit(html).page
    page.evaluate("Routes.page.state.select({ kind: 'leg', id: 'legs-4' })")
    told = page.locator("#evidence").inner_text()
    assert "by means that are withheld" in told
    assert "the reason is withheld" in told
    for words in ("No report says", "the reason is given", "could not be drawn"):
        assert words not in told


def test_a_circle_has_no_dot_and_no_label_of_a_spot(visit: Open, html: str) -> None:
    page = visit(html).page
    assert page.locator('.point[data-place="places-3"]').get_attribute("class") == (
        "point stop vague"
    )
    labels = " ".join(page.locator(".labels .label").all_text_contents())
    assert "a camp, somewhere" in labels
    assert page.locator(".labels .label.of-area").all_text_contents() == ["in here:a house"]


def test_an_event_in_an_area_is_in_the_list_with_where_and_why_not_there(
    visit: Open, html: str
) -> None:
    page = visit(html).page
    item = page.locator("#panel-list li", has=page.locator('[data-kind="event"]'))
    told = item.text_content() or ""
    assert "a house, 2014. Not on the map: where exactly is withheld." in told


def test_the_time_says_whose_dates_are_withheld(visit: Open, html: str) -> None:
    page = visit(html).page
    page.get_by_role("button", name="Time").click()
    told = page.locator("#timeline").inner_text()
    assert "The date of 1 leg is withheld:" in told
    assert "3 of 3 legs have a date; 0 undated" in told
