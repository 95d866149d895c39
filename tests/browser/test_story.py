"""The story: every step by mouse and by keyboard, where versions part, and what the map does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open, until
from tests.browser.sample import only, payload_of

ZOOM = "Routes.page.map.getZoom()"
STEP = "Routes.page.state.step"
FOCUS = "document.activeElement"


def opened(page: Page) -> Page:
    page.get_by_role("tab", name="Story").click()
    return page


def title(page: Page) -> str:
    return page.locator("#panel-story h2").inner_text()


def test_it_starts_with_the_whole_journey_and_one_button(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    whole = page.evaluate(ZOOM)
    assert title(page) == "The story, leg by leg"
    assert page.get_by_role("button", name="Back", exact=True).count() == 0
    page.get_by_role("button", name="Start the story").click()
    assert page.evaluate(STEP) == "across-russia"
    assert title(page) == "The flight across Russia"
    assert page.locator("#panel-story .kicker").inner_text() == (
        "Step 1; 1 to 3 more, depending on the way"
    )
    assert page.evaluate(ZOOM) >= whole


def test_a_step_tells_its_leg(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.evaluate("location.hash = 'tab=story&step=drive-to-pulkovo'")
    until(page, f"{STEP} === 'drive-to-pulkovo'")
    story = page.locator("#panel-story")
    for words in (
        "From St. Petersburg to Pulkovo Airport, by road; 2 of 8 versions",
        "When: around July 2016",
        "“diplomatic car en route to ensure safe passage to Pulkovo Airport”",
        "an unnamed report of Pulkovo Airport",
        "From here the versions part, towards Belarus and Minsk.",
    ):
        assert story.get_by_text(words).count() >= 1, words
    page.evaluate("Routes.page.state.goTo('to-south-korea')")
    assert story.get_by_text("When: no date given").count() == 1


def test_a_step_names_everybody_who_says_so_and_how_sure_that_is(
    visit: Open, official_html: str
) -> None:
    page = opened(visit(official_html).page)
    page.evaluate("Routes.page.state.goTo('to-ukraine')")
    voices = page.locator("#panel-story .story-words .voice")
    assert voices.count() == 2
    first, second = voices.all_inner_texts()
    assert "According to reports of early July 2016" in first
    assert "Credibility of what it says: 6 of 1 to 6" in first
    assert "an unnamed report of Ukraine and Minsk" in second
    page.evaluate("Routes.page.state.goTo('flight-to-minsk')")
    chain = page.locator("#panel-story .voice .chain").inner_text()
    assert chain.index("an unnamed report of Ukraine") < chain.index("an unnamed news agency")
    page.evaluate("Routes.page.state.goTo('to-south-korea')")
    note = page.evaluate("Routes.page.data.legs.get('to-south-korea').note")
    assert page.locator("#panel-story").get_by_text(note).count() == 1
    # The essay weighs it twice, in two places: that is one voice.
    page.evaluate("Routes.page.state.goTo('to-kyrgyzstan')")
    assert voices.count() == 1
    assert page.locator("#panel-story h3").first.inner_text() == "Who weighs it"


def test_a_step_has_translations_and_who_denies_it(drawn: Page) -> None:
    page = opened(drawn)
    page.evaluate("""(() => {
      const { data, state } = Routes.page;
      const denied = (leg) => leg.claims.some((c) => c.stance !== "asserts" && c.translation);
      state.goTo(data.payload.steps.find((s) => denied(data.legs.get(s.leg))).id);
    })()""")
    against = page.locator("#panel-story .story-against")
    assert "that he moved from Vladivostok to St. Petersburg" in against.inner_text()
    assert against.locator("blockquote[lang]").count() == 1


def test_a_step_names_what_cannot_hold_together_with_it(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    found = page.evaluate("""(() => {
      const { data, state } = Routes.page;
      const step = data.payload.steps.find((s) => data.legs.get(s.leg).contradictions.length);
      state.goTo(step.id);
      return data.legs.get(step.leg).contradictions[0];
    })()""")
    against = page.locator("#panel-story .story-against")
    assert found["reason"] in against.inner_text()
    # Nobody says so: it is apart from who denies or doubts it.
    assert "Cannot both hold as drawn (our deduction)" in against.locator("h3").all_inner_texts()
    assert page.get_by_text("What speaks against it").count() == 0
    against.get_by_role("button", name=found["title"]).first.click()
    assert page.evaluate("Routes.page.state.selected") == {"kind": "leg", "id": found["leg"]}


def test_where_versions_part_the_reader_chooses(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    page.get_by_role("button", name="Start the story").click()
    ways = page.locator("#panel-story .way-on")
    assert ways.count() == 3
    assert ways.nth(0).locator(".step-takers li").all_inner_texts()[0].endswith("To Belarus")
    assert ways.nth(0).locator("svg").count() == 2
    ways.nth(0).click()
    assert title(page) == "The drive to Pulkovo Airport"
    assert page.evaluate(f"{FOCUS}.className") == "step-title"
    page.locator(".way-on", has_text="taken to end in Minsk").click()
    page.get_by_role("button", name="Next", exact=True).click()
    assert page.evaluate(STEP) == "minsk-to-west"
    assert page.locator("#panel-story .kicker").inner_text() == "Step 4 of 4"
    end = page.get_by_role("button", name="Next", exact=True)
    assert end.get_attribute("aria-disabled") == "true"
    end.click(force=True)
    assert page.evaluate(STEP) == "minsk-to-west"


def test_back_and_next_keep_to_the_way_that_was_chosen(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    page.get_by_role("button", name="Start the story").click()
    page.locator(".way-on", has_text="To Ukraine").click()
    page.get_by_role("button", name="Back", exact=True).click()
    assert page.evaluate(STEP) == "across-russia"
    page.get_by_role("button", name="Next", exact=True).click()
    assert page.evaluate(STEP) == "to-ukraine"


def test_the_way_so_far_can_be_clicked(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.evaluate("location.hash = 'tab=story&step=minsk-to-west'")
    until(page, f"{STEP} === 'minsk-to-west'")
    crumbs = page.get_by_role("navigation", name="The way so far").get_by_role("button")
    names = ["Start", "St. Petersburg", "Pulkovo Airport", "Minsk", "the West"]
    assert crumbs.all_inner_texts() == names
    assert crumbs.last.get_attribute("aria-current") == "step"
    crumbs.nth(2).click()
    assert page.evaluate(STEP) == "drive-to-pulkovo"
    crumbs.nth(0).click()
    assert page.evaluate(STEP) is None
    assert title(page) == "The story, leg by leg"


def test_all_of_it_by_keyboard(visit_anywhere: Open, official_html: str) -> None:
    page = visit_anywhere(official_html).page
    page.get_by_role("tab", name="Versions").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    for _ in range(3):
        if page.evaluate(f"{FOCUS}.textContent") == "Start the story":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(STEP) == "across-russia"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(f"{FOCUS}.dataset.step") == "drive-to-pulkovo"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(STEP) == "to-ukraine"
    said = page.locator("#status").inner_text()
    assert said.startswith("Step 2 of 2. From St. Petersburg to Ukraine, by unknown means")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(STEP) is None
    page.keyboard.press("ArrowRight")
    assert page.evaluate(STEP) == "across-russia"


def test_arrows_elsewhere_are_not_the_storys(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    page.get_by_role("button", name="Start the story").click()
    before = page.evaluate("String(Routes.page.map.getCenter())")
    page.locator(".folium-map").focus()
    page.keyboard.press("ArrowRight")
    until(page, f"String(Routes.page.map.getCenter()) !== '{before}'")
    assert page.evaluate(STEP) == "across-russia"
    page.get_by_role("tab", name="Story").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(STEP) == "across-russia"
    opened(page)
    page.locator("#panel-story h2").focus()
    page.keyboard.press("Control+ArrowRight")
    assert page.evaluate(STEP) == "across-russia"


PRESSED = """(key) => !document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))"""


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_an_arrow_is_taken_only_where_it_leads_on_and_the_page_stays(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = visit(official_html, size=size).page
    page.evaluate("Routes.page.state.openTab('story')")
    page.locator("#panel-story h2").focus()
    before = page.evaluate("scrollY")
    assert page.evaluate(PRESSED, "ArrowLeft") is False
    assert page.evaluate(PRESSED, "ArrowDown") is False
    assert page.evaluate(PRESSED, "ArrowRight") is True
    assert page.evaluate(STEP) == "across-russia"
    assert page.evaluate(PRESSED, "ArrowRight") is True
    assert page.evaluate(f"{FOCUS}.dataset.step") == "drive-to-pulkovo"
    seen = page.evaluate(f"""(() => {{
      const [way, room] = [{FOCUS}, document.getElementById("panel-scroll")]
        .map((node) => node.getBoundingClientRect());
      return way.top >= room.top && way.top < room.bottom;
    }})()""")
    assert seen
    page.evaluate("Routes.page.state.goTo('to-ukraine')")
    page.locator("#panel-story h2").first.focus()
    assert page.evaluate(PRESSED, "ArrowRight") is False
    assert page.evaluate("scrollY") == before


def test_the_map_goes_to_the_step_and_makes_it_stand_out(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    whole = page.evaluate(ZOOM)
    page.evaluate("Routes.page.state.goTo('flight-to-minsk')")
    until(page, f"{ZOOM} > {whole} + 1")
    shown = page.evaluate("""(() => {
      const { map, data, state } = Routes.page;
      const leg = data.legs.get("flight-to-minsk");
      const points = leg.parts.flat();
      const inside = points.every(([lon, lat]) =>
        map.getSize().contains(map.latLngToContainerPoint([lat, lon])));
      const stands = Routes.focus(data, state);
      return [inside, stands("flight-to-minsk", "minsk-west"), stands("to-ukraine", "ukraine")];
    })()""")
    assert shown == [True, True, False]
    page.get_by_role("button", name="All evidence for this leg").click()
    page.keyboard.press("Escape")
    assert page.evaluate(ZOOM) > whole + 1
    page.evaluate("Routes.page.state.goTo(null)")
    until(page, f"{ZOOM} < {whole} + 0.1")


def test_the_evidence_of_a_step_opens_and_leads_back(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    page.get_by_role("button", name="Start the story").click()
    page.get_by_role("button", name="All evidence for this leg").click()
    assert page.locator("#evidence h2").first.inner_text() == "The flight across Russia"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUS}.textContent") == "All evidence for this leg"
    assert page.evaluate(STEP) == "across-russia"


def test_a_step_that_the_map_does_not_show_says_why(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    page.evaluate("Routes.page.state.goTo('flight-to-minsk')")
    page.evaluate("Routes.page.state.show(['belarus'])")
    assert "versions are switched off" in page.locator("#panel-story .switched-off").inner_text()
    page.get_by_role("button", name="Show them").click()
    assert page.locator("#panel-story .switched-off").count() == 0
    assert page.evaluate("Routes.page.state.visible.has('minsk-west')")
    assert page.evaluate(f"{FOCUS}.className") == "step-title"
    page.evaluate("Routes.page.state.setWindow([20000, 20100])")
    assert "leave it out" in page.locator("#panel-story .switched-off").inner_text()
    page.get_by_role("button", name="Clear them").click()
    assert page.locator("#panel-story .switched-off").count() == 0


def test_a_phone_shows_the_map_and_the_story(visit: Open, official_html: str) -> None:
    page = visit(official_html, size=(390, 844), has_touch=True, is_mobile=True).page
    page.locator("#panel-handle").tap()
    page.get_by_role("tab", name="Story").tap()
    page.get_by_role("button", name="Start the story").tap()
    height = page.evaluate("document.querySelector('.folium-map').clientHeight")
    assert height >= 180
    size = "(e => { const b = e.getBoundingClientRect(); return Math.min(b.width, b.height); })"
    for button in page.locator("#panel-story button:not(.link)").all():
        assert button.evaluate(size) >= 44, button.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    bottom = page.get_by_role("button", name="Choose a way on").bounding_box()
    sheet = page.locator("#panel").bounding_box()
    assert bottom is not None
    assert sheet is not None
    assert bottom["y"] + bottom["height"] <= sheet["y"] + sheet["height"]


def test_one_version_is_a_story_without_a_choice(visit: Open, broker_html: str) -> None:
    page = visit(broker_html, size=(640, 480)).page
    page.locator("#panel-handle").click()
    opened(page)
    page.evaluate("Routes.page.state.goTo('drives')")
    story = page.locator("#panel-story")
    assert story.locator(".kicker").inner_text() == "Step 1 of 1"
    assert "according to Daily NK" in story.locator(".closed-note").inner_text()
    assert story.locator(".way-on").count() == 0
    assert story.get_by_text("This version ends here").count() == 1


def test_what_else_is_reported_says_at_which_end(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    page.evaluate("Routes.page.state.goTo('across-russia')")
    told = page.locator("#panel-story .story-events li").all_inner_texts()
    assert "The escape Vladivostok, July 2016" in told
    assert "His post Vladivostok, no date given" in told
    assert any(line.startswith("Under police protection St. Petersburg, ") for line in told)


def test_a_way_that_may_end_here_says_so(visit: Open) -> None:
    told = only("belarus", "korea")
    further = told.itineraries["korea"]
    shorter = replace(told.itineraries["belarus"], legs=further.legs[:-1])
    versions = {"belarus": shorter, "korea": further}
    page = opened(visit(webpage.html(payload_of(replace(told, itineraries=versions)))).page)
    page.evaluate("Routes.page.state.goTo('belavia')")
    kicker = page.locator("#panel-story .kicker").inner_text()
    assert kicker == "Step 3; up to 1 more, depending on the way"


WORDS_IN_SIGHT = """(() => {
  const [words, title, acts, tabs, handle, map] = [
    ".story-words .voice p", ".step-title", ".story-acts", "#panel-tabs", "#panel-handle",
    ".folium-map",
  ].map((name) => document.querySelector(name).getBoundingClientRect());
  return {
    below: title.bottom <= words.top && words.top - title.bottom < 24,
    whole: words.bottom <= Math.min(acts.top, innerHeight) &&
      title.top >= Math.max(tabs.bottom, handle.bottom),
    line: Math.abs(handle.top - tabs.top) < 2,
    map: map.height,
  };
})()"""


@pytest.mark.parametrize("height", [480, 390])
def test_a_low_view_has_the_words_of_the_source_below_the_title(
    visit: Open, official_html: str, height: int
) -> None:
    page = visit(official_html, size=(640, height)).page
    page.locator("#panel-handle").click()
    opened(page)
    page.get_by_role("button", name="Start the story").click()
    until(page, f"{WORDS_IN_SIGHT}.whole")
    seen = page.evaluate(WORDS_IN_SIGHT)
    assert (seen["below"], seen["line"]) == (True, height > 420)
    assert seen["map"] >= 150
    # What shares the line still does what it did.
    page.get_by_role("button", name="All evidence for this leg").click()
    handle = page.locator("#panel-handle").bounding_box()
    assert handle is not None
    assert handle["width"] > 600
    page.keyboard.press("Escape")
    page.locator("#panel-grow").click()
    assert page.evaluate("document.querySelector('.stage').classList.contains('sheet-full')")
    page.locator("#panel-handle").click()
    assert page.locator("#panel-handle").get_attribute("aria-expanded") == "false"
    assert "versions" in page.locator("#panel-handle").inner_text()


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_the_page_stays_where_it_is_through_a_story(
    visit_anywhere: Open, official_html: str, by: str
) -> None:
    """Playwright's own click scrolls what it clicks into the middle in Firefox; a hand does not."""
    page = visit_anywhere(official_html).page
    press = {
        "mouse": lambda node: page.mouse.click(*_middle(node)),
        "keys": lambda node: (
            node.evaluate("(n) => n.focus({ preventScroll: true })"),
            page.keyboard.press("Enter"),
        ),
    }[by]
    press(page.locator("#tab-story"))
    press(page.get_by_role("button", name="Start the story"))
    until(page, f"{STEP} === 'across-russia'")
    for key in ("ArrowRight", "Enter", "ArrowRight", "Enter", "ArrowLeft"):
        page.keyboard.press(key)
    until(page, f"{STEP} === 'drive-to-pulkovo'")
    assert page.evaluate("[scrollX, scrollY]") == [0, 0]


def _middle(node: Locator) -> tuple[float, float]:
    box = node.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
