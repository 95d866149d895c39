"""Filters: what they leave, what they hide, and that both are said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open, until
from tests.browser.sample import case, payload_of

DESKTOP, PHONE = (1280, 800), (390, 844)
STRANDS = "[...new Set(Routes.page.drawing.legs.strands().map((s) => s.leg.id))].sort()"
JULY = "[16983, 17013]"
HEARD = "document.getElementById('status').textContent.trim()"


def _filters(visit: Open, html: str, size: tuple[int, int] = DESKTOP) -> Page:
    page = visit(html, size=size).page
    if size[0] < 900:
        page.locator("#panel-handle").click()
    page.locator("#tab-filter").click()
    return page


def _option(page: Page, facet: str, name: str) -> str:
    row = page.locator(f".facet[data-facet={facet}] .option", has_text=name)
    return "#" + (row.locator("input").get_attribute("id") or "")


def _count(page: Page, facet: str, name: str) -> str | None:
    row = page.locator(f".facet[data-facet={facet}] .option", has_text=name)
    return row.locator(".count").text_content()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_source_leaves_the_legs_of_which_it_speaks(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = _filters(visit, official_html, size)
    page.locator(_option(page, "source", "RIA Novosti")).check()
    assert page.evaluate(STRANDS) == ["to-south-korea"]
    page.locator(_option(page, "source", "reports of early July")).check()
    assert page.evaluate(STRANDS) == ["to-south-korea", "to-ukraine"]
    assert page.locator("#tab-filter .filters-on").text_content() == "1"
    shown = page.locator(".filter-shown").text_content() or ""
    assert shown.startswith("2 of 11 legs shown, 9 hidden by filters")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_by_keys_alone(visit: Open, official_html: str, size: tuple[int, int]) -> None:
    page = visit(official_html, size=size).page
    if size[0] < 900:
        page.locator("#panel-handle").focus()
        page.keyboard.press("Enter")
    page.locator("#tab-versions").focus()
    page.keyboard.press("End")
    wanted = _option(page, "source", "RIA Novosti").lstrip("#")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == wanted:
            break
    page.keyboard.press("Space")
    assert page.evaluate(STRANDS) == ["to-south-korea"]
    page.locator("#filter-note button").focus()
    page.keyboard.press("Enter")
    assert len(page.evaluate(STRANDS)) == 11
    assert page.evaluate("document.activeElement.closest('#tools') !== null")


def test_the_map_says_what_is_hidden_and_it_is_heard(visit: Open, official_html: str) -> None:
    page = _filters(visit, official_html)
    note = page.locator("#filter-note")
    assert note.is_hidden()
    page.locator(_option(page, "source", "RIA Novosti")).check()
    assert (note.text_content() or "").startswith("10 legs hidden by filters")
    assert page.evaluate(HEARD).startswith("1 of 11 legs shown, 10 hidden by filters")
    note.get_by_role("button", name="Clear filters").click()
    assert note.is_hidden()
    assert page.evaluate("Routes.page.state.filters.size") == 0
    assert page.locator(".option input:checked").count() == 0


def test_events_are_filtered_by_who_reports_them(visit: Open, official_html: str) -> None:
    page = _filters(visit, official_html)
    drawn = "[...document.querySelectorAll('.event')].map((node) => node.dataset.event)"
    assert len(page.evaluate(drawn)) == 4
    page.evaluate("Routes.page.state.setFilter('source', ['july-reports'])")
    assert page.evaluate(drawn) == ["protection"]
    assert "3 events hidden" in page.locator("#filter-note").inner_text()
    page.evaluate("Routes.page.state.select({kind: 'event', id: 'help'})")
    hidden = page.locator("#evidence .switched-off")
    assert "filters hide it" in hidden.inner_text()
    page.evaluate("Routes.page.state.setFilter('source', [])")
    page.evaluate("Routes.page.state.setFilter('mode', ['air'])")  # events have none
    assert len(page.evaluate(drawn)) == 4


def test_events_outside_of_the_time_are_hidden_and_undated_ones_stay(
    visit: Open, official_html: str
) -> None:
    page = _filters(visit, official_html)
    first = page.evaluate("Routes.dayOf('2016-09-01')")
    page.evaluate(f"Routes.page.state.setWindow([{first}, {first + 20}])")
    drawn = "[...document.querySelectorAll('.event')].map((node) => node.dataset.event)"
    assert page.evaluate(drawn) == ["post", "help"]


def test_computed_lines_are_said_not_to_be_filtered(visit: Open, official_html: str) -> None:
    page = _filters(visit, official_html)
    n = page.evaluate("Routes.page.state.ways.size")
    assert n > 1
    page.evaluate("Routes.page.state.setFilter('source', ['ria'])")
    assert f"{n} computed lines not filtered" in page.locator("#filter-note").inner_text()
    assert "Computed lines are not filtered" in page.locator("#panel-filter").inner_text()
    page.evaluate("Routes.page.state.showWays([...Routes.page.data.ways.keys()], false)")
    assert "computed" not in page.locator("#filter-note").inner_text()


def test_counts_say_what_each_choice_would_leave_and_follow_the_other_groups(
    visit: Open, official_html: str
) -> None:
    page = _filters(visit, official_html)
    page.locator(".facet[data-facet=mode] summary").click(trial=True)
    before = _count(page, "source", "Sino-NK")
    page.locator(_option(page, "mode", "by air")).check()
    after = _count(page, "source", "Sino-NK")
    assert (before, after) == ("6", "2")
    # The count of a value is what choosing it leaves, whatever else its own group has chosen.
    page.locator(_option(page, "source", "Sino-NK")).check()
    assert page.evaluate(STRANDS) == ["across-russia", "flight-to-belarus"]
    assert _count(page, "source", "RIA Novosti") == "0"
    assert _count(page, "mode", "by air") == "2"


def test_one_claim_must_meet_the_whole_filter(visit: Open, official_html: str) -> None:
    """Another report speaks of the way to Ukraine and nobody rated it: 6 is somebody else's."""
    page = _filters(visit, official_html)
    page.locator(_option(page, "source", "an unnamed report of Ukraine and Minsk")).check()
    page.locator(_option(page, "credibility", "truth cannot be judged")).check()
    assert page.evaluate(STRANDS) == []
    page.locator(_option(page, "source", "an unnamed report of Ukraine and Minsk")).uncheck()
    assert page.evaluate(STRANDS) == ["to-ukraine"]


def test_dates_keep_what_may_lie_in_them_and_all_that_is_undated(
    visit: Open, official_html: str
) -> None:
    page = _filters(visit, official_html)
    page.locator("#filter-from").fill("2016-07-10")
    page.locator("#filter-from").dispatch_event("change")
    everything = page.evaluate(STRANDS)
    assert {"across-russia", "to-ukraine", "to-south-korea"} <= set(everything)
    page.evaluate("Routes.page.state.setWindow([17100, 17200])")
    assert page.evaluate(STRANDS) == [
        "across-russia",
        "direct-to-west",
        "minsk-to-west",
        "to-estonia",
        "to-finland",
        "to-kyrgyzstan",
        "to-south-korea",
        "to-ukraine",
    ]
    assert (page.locator("#filter-note").text_content() or "").startswith(
        "3 legs hidden by their dates"
    )
    undated = page.locator(".filter-undated")
    assert "Undated: 8 legs, always shown" in (undated.text_content() or "")
    undated.locator("summary").click()
    undated.get_by_role("button").first.click()
    assert page.locator("#evidence").is_visible()


def test_dates_and_other_filters_go_together_and_fields_follow_the_slider(
    visit: Open, official_html: str
) -> None:
    page = _filters(visit, official_html)
    page.evaluate("Routes.page.state.setWindow([17000, 17010])")
    assert page.locator("#filter-from").input_value() == "2016-07-18"
    page.locator(_option(page, "mode", "by air")).check()
    assert page.locator("#tab-filter .filters-on").text_content() == "2"
    assert page.evaluate(STRANDS) == ["across-russia", "flight-to-belarus", "flight-to-minsk"]
    page.get_by_role("button", name="Clear", exact=True).click()
    assert page.evaluate("Routes.page.state.window") is None
    assert page.locator("#filter-from").input_value() == ""


def test_a_last_day_before_the_first_changes_nothing_and_says_so(
    visit: Open, official_html: str
) -> None:
    page = _filters(visit, official_html)
    page.evaluate("Routes.page.state.setWindow([17000, 17010])")
    page.locator("#filter-to").fill("2016-07-01")
    page.locator("#filter-to").dispatch_event("change")
    assert page.evaluate("Routes.page.state.window") == [17000, 17010]
    assert "nothing was changed" in page.locator("#filter-refused").inner_text()


def test_days_are_bounded_as_the_slider_is(visit: Open, official_html: str) -> None:
    """A day beyond is refused aloud, and the field goes back to what holds."""
    page = _filters(visit, official_html)
    field = page.locator("#filter-from")
    assert field.get_attribute("min") == "2016-04-01"
    field.fill("2016-08-01")
    assert page.evaluate("Routes.isoDay(Routes.page.state.window[0])") == "2016-08-01"
    field.fill("2019-08-01")
    said = page.locator("#filter-refused")
    assert "between 2016-04-01 and 2016-10-31" in said.inner_text()
    assert said.get_attribute("role") == "status"
    field.blur()
    assert field.input_value() == "2016-08-01"


def test_a_version_of_which_a_part_is_hidden_says_so(visit: Open, official_html: str) -> None:
    page = _filters(visit, official_html)
    page.locator(_option(page, "mode", "by air")).check()
    page.locator("#tab-versions").click()
    notes = {
        name: page.locator(f".variant[data-variant={name}] .part-note").inner_text()
        for name in ("belarus", "ukraine", "finland")
    }
    assert notes["belarus"].endswith("1 of its 3 legs hidden by filters")
    assert notes["finland"].endswith("All of it hidden by filters")
    page.evaluate("Routes.page.state.clearFilters()")
    assert page.locator(".part-note:visible").count() == 0


def test_what_is_switched_off_is_not_said_to_be_shown(visit: Open, official_html: str) -> None:
    page = _filters(visit, official_html)
    page.evaluate("Routes.page.state.show(['ukraine'])")
    until(page, "document.querySelector('.filter-shown').textContent.startsWith('2 of 11')")
    assert page.locator("#filter-note").is_hidden()


def test_who_speaks_of_nothing_but_events_can_be_chosen_and_events_are_counted(
    visit: Open, official_html: str
) -> None:
    page = _filters(visit, official_html)
    shown = page.locator(".filter-shown")
    drawn = "[...document.querySelectorAll('.event')].map((node) => node.dataset.event)"
    assert (shown.text_content() or "").endswith(" \u00b7 4 of 4 events kept")
    row = page.locator(".facet[data-facet=source] .option", has_text="Zerkalo Nedelyi")
    assert _count(page, "source", "Zerkalo Nedelyi") == "0"
    assert row.locator(".events-left").text_content() == "2"
    assert row.locator(".only-heard").text_content() == ", 0 legs, 2 events"
    assert "empty" not in (row.get_attribute("class") or "")
    row.locator("input").check()
    assert page.evaluate(drawn) == ["post", "escape"]
    told = "0 of 11 legs shown, 11 hidden by filters \u00b7 2 of 4 events kept"
    assert shown.text_content() == told
    assert page.evaluate(HEARD) == shown.text_content()
    # As with legs: what choosing it would leave, whatever else its own group has chosen.
    other = page.locator(".facet[data-facet=source] .option", has_text="Fontanka")
    assert other.locator(".events-left").text_content() == "1"
    # Nobody travels in an event.
    assert page.locator(".facet[data-facet=mode] .events-left").count() == 0


def test_a_case_without_events_does_not_count_them(visit: Open) -> None:
    html = webpage.html(payload_of(replace(case(), events={})))
    page = _filters(visit, html)
    assert "event" not in (page.locator("#panel-filter").text_content() or "")


# Places of the map at which no leg on it ends, where nothing on it happened, and to which no
# computed line leads.
IDLE = """() => {
  const { data, drawing, state } = Routes.page;
  const drawn = drawing.places.drawn();
  const legs = drawing.legs.strands().map((s) => s.leg);
  const ways = [...data.ways.values()].filter((way) => state.ways.has(way.id));
  const used = new Set(legs.flatMap((leg) => [leg.start, leg.end])
    .concat(ways.flatMap((way) => way.block.places))
    .concat(drawn.filter((d) => d.kind === 'event').map((d) => d.item.place)));
  return drawn.filter((d) => d.kind !== 'event' && !used.has(d.item.id)).map((d) => d.item.id);
}"""


def test_places_of_hidden_legs_leave_the_map(visit: Open, official_html: str) -> None:
    page = _filters(visit, official_html)
    areas = page.locator(".areas .area")
    assert page.evaluate(IDLE) == []
    assert areas.count() > 3
    page.evaluate("Routes.page.state.setFilter('source', ['ria'])")
    assert page.evaluate(STRANDS)
    assert page.evaluate(IDLE) == []
    # Computed lines are not filtered, and keep their ends.
    assert page.locator(".point[data-place=minsk]").count() == 1
    page.evaluate("Routes.page.state.showWays([...Routes.page.state.ways], false)")
    assert page.locator(".point[data-place=minsk]").count() == 0
    assert page.evaluate(IDLE) == []
    assert areas.count() < 3
    page.evaluate("Routes.page.state.clearFilters()")
    assert areas.count() > 3
