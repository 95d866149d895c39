"""Every quote can be reached, by pointer and by keyboard, and the way back is kept."""

from __future__ import annotations

from html import escape

from playwright.sync_api import Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open, until
from tests.browser.sample import only, payload_of, sample

MIDDLE = """(leg) => {
  const strand = Routes.page.drawing.legs.strands().find((s) => s.leg.id === leg);
  const map = Routes.page.map;
  const there = Routes.line.at(strand.main, strand.length * 0.42);
  map.setView(map.layerPointToLatLng([there.x, there.y]), map.getZoom() + 1.5, { animate: false });
  const again = Routes.page.drawing.legs.strands().find((s) => s.leg.id === leg);
  const p = Routes.line.at(again.main, again.length * 0.42);
  const c = map.layerPointToContainerPoint([p.x, p.y]);
  const edge = map.getContainer().getBoundingClientRect();
  return [c.x + edge.left, c.y + edge.top];
}"""


def test_each_quote_by_click_on_its_line(drawn: Page) -> None:
    for leg in sample()["legs"]:
        drawn.evaluate("Routes.page.state.select(null)")
        x, y = drawn.evaluate(MIDDLE, leg["id"])
        drawn.mouse.click(x, y)
        text = drawn.locator("#evidence").text_content() or ""
        assert leg["title"] in text
        for claim in leg["claims"]:
            if claim["quote"]:
                assert claim["quote"] in text
                assert f"in the words of {claim['words_of']}" in text


def test_each_quote_by_keyboard(drawn: Page) -> None:
    drawn.locator("summary", has_text="Every leg").focus()
    drawn.keyboard.press("Enter")
    for leg in sample()["legs"]:
        drawn.keyboard.press("Tab")
        focused = drawn.evaluate("document.activeElement.textContent")
        assert focused == leg["title"]
        drawn.keyboard.press("Enter")
        assert drawn.evaluate("document.activeElement.tagName") == "H2"
        text = drawn.locator("#evidence").text_content() or ""
        assert all(c["quote"] in text for c in leg["claims"] if c["quote"])
        drawn.keyboard.press("Escape")
        assert drawn.evaluate("document.activeElement.textContent") == leg["title"]
        assert drawn.locator("#evidence").is_hidden()


def test_chain_stance_and_translation_are_shown(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.select({kind: 'leg', id: 'across'})")
    text = drawn.locator("#evidence").text_content() or ""
    assert "Примерная неделя ← Yonsan ← an anonymous official" in text
    assert "Doubted by 연산뉴스 Yonsan News" in text
    assert "2 reports, between 1 and 2 independent origins; doubted by 연산뉴스 Yonsan News" in text
    assert drawn.locator("#evidence blockquote[lang=ru]").count() == 1


def test_contradiction_leads_to_the_other_leg(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.select({kind: 'leg', id: 'belavia'})")
    told = drawn.locator("#evidence .against")
    told.get_by_role("button", name="To Ukraine", exact=True).click()
    assert drawn.locator("#evidence h2").text_content() == "To Ukraine"


def test_what_no_source_denies_is_called_our_deduction(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.select({kind: 'leg', id: 'to-kyiv'})")
    heads = drawn.locator("#evidence h3").all_inner_texts()
    assert "Cannot both hold as drawn (our deduction)" in heads
    assert "What speaks against it" not in heads


def test_where_versions_part_every_way_on_is_told_with_who_says_so(
    visit: Open, official_html: str
) -> None:
    page = visit(official_html).page
    page.evaluate("Routes.page.state.select({kind: 'place', id: 'st-petersburg'})")
    ways = page.locator("#evidence .takers")
    told = page.evaluate(
        "Routes.page.data.payload.legs.filter((leg) => leg.start === 'st-petersburg').length"
    )
    assert ways.count() == told == 6
    first = ways.first.inner_text()
    assert "To Belarus several Russian media outlets, an unnamed report of Pulkovo Airport" in first
    assert "between 1 and 3 independent origins" in first
    ways.first.get_by_role("button", name="To Belarus").click()
    assert page.locator("#evidence h2").inner_text() == "To Belarus"


def test_what_a_filter_hides_says_so_and_the_filter_can_be_lifted(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.show(['belarus'])")
    drawn.evaluate("Routes.page.state.setFilter('mode', ['air'])")
    drawn.evaluate("Routes.page.state.select({kind: 'leg', id: 'to-kyiv'})")
    notes = drawn.locator("#evidence .switched-off")
    assert notes.count() == 2
    notes.get_by_role("button", name="Show").click()
    assert notes.all_inner_texts() == ["Not shown on the map: filters hide it. Clear filters"]
    notes.get_by_role("button", name="Clear filters").click()
    assert notes.count() == 0
    assert drawn.locator(".strand[data-leg=to-kyiv]").count() == 1


def test_closed_leg_says_since_when_and_who(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.select({kind: 'leg', id: 'away'})")
    text = drawn.locator("#evidence").text_content() or ""
    assert "losed since January 2024" in text
    assert "it meant the closure of one route" in text


def test_place_event_and_version_open_too(drawn: Page) -> None:
    for kind, name, words in (
        ("place", "pulkovo", "3 km"),
        ("place", "elsewhere", "no point is drawn"),
        ("event", "arrest", "arrested the driver in January"),
        ("variant", "west", "some say: onward to the west"),
    ):
        drawn.evaluate(f"Routes.page.state.select({{kind: '{kind}', id: '{name}'}})")
        assert words in (drawn.locator("#evidence").text_content() or "")


def test_only_http_becomes_a_link(drawn: Page) -> None:
    links = drawn.evaluate(
        "[...document.querySelectorAll('a[href]:not([role=button])')]"
        ".map((a) => a.getAttribute('href'))"
    )
    assert "https://review.example/neva" in links
    inside = [href for href in links if not href.startswith(("https://", "#source-"))]
    assert inside == ["#article"]  # the link that skips the map
    outside = drawn.locator("a[href^=http]")
    for i in range(outside.count()):
        assert outside.nth(i).get_attribute("rel") == "noreferrer noopener"


def test_sheet_of_a_phone_opens_and_folds(visit: Open, sample_html: str) -> None:
    page = visit(sample_html, size=(390, 844)).page
    handle = page.locator("#panel-handle")
    assert not page.locator("#panel-list").is_visible()
    handle.click()
    assert page.locator("#panel-list").is_visible()
    assert handle.get_attribute("aria-expanded") == "true"
    handle.click()
    assert not page.locator("#panel-list").is_visible()


def test_lines_are_out_of_the_tab_order(drawn: Page) -> None:
    assert drawn.locator("svg.surface").first.get_attribute("aria-hidden") == "true"
    assert drawn.evaluate("document.querySelectorAll('.surface [tabindex]').length") == 0


def test_wheel_scrolls_the_page_until_the_map_is_entered(drawn: Page) -> None:
    zoom = "Routes.page.map.getZoom()"
    before = drawn.evaluate(zoom)
    drawn.mouse.move(400, 600)
    drawn.mouse.wheel(0, 300)
    until(drawn, "scrollY > 0")
    assert drawn.evaluate(zoom) == before
    drawn.evaluate("scrollTo(0, 0)")
    drawn.mouse.click(400, 700)
    drawn.mouse.wheel(0, -300)
    until(drawn, f"{zoom} > {before}")


def test_label_opens_what_it_names(drawn: Page) -> None:
    for label, title in (
        ("other areas of Russia", "other areas of Russia"),
        ("A driver is arrested", "A driver is arrested"),
        ("Minsk", "Minsk"),
    ):
        drawn.locator("#whole").click()
        drawn.locator(".labels .label", has_text=label).first.click()
        assert drawn.locator("#evidence h2").text_content() == title


def test_marker_opens_its_place(drawn: Page) -> None:
    drawn.locator(".point[data-place=bishkek] .touch").click()
    assert drawn.locator("#evidence h2").text_content() == "Bishkek"


def test_hover_names_the_leg_and_the_version(drawn: Page) -> None:
    x, y = drawn.evaluate(MIDDLE, "to-kyiv")
    drawn.mouse.move(x, y)
    until(drawn, "document.querySelector('#tip').textContent.includes('To Ukraine')")
    assert drawn.locator(".strand.chosen").count() == 1


def test_one_finger_scrolls_the_page(visit: Open, sample_html: str) -> None:
    page = visit(sample_html, size=(390, 844), has_touch=True, is_mobile=True).page
    assert page.evaluate("Routes.page.map.dragging.enabled()") is False
    assert page.evaluate("Routes.page.map.touchZoom.enabled()") is True
    action = page.evaluate("getComputedStyle(document.querySelector('.folium-map')).touchAction")
    assert action == "pan-x pan-y"


def test_a_very_long_title_leaves_room_for_the_map(visit: Open) -> None:
    payload = sample()
    payload["title"] = "A title without end " * 200
    page = visit(webpage.html(payload), size=(640, 480)).page
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    assert box["height"] > 120


def test_footnote_is_followed_inside_of_a_frame(visit: Open, sample_html: str) -> None:
    host = f'<!doctype html><iframe sandbox="allow-scripts" srcdoc="{escape(sample_html)}"'
    it = visit(host + ' width="900" height="600"></iframe>')
    frame = it.page.frames[1]
    frame.wait_for_selector("html.drawn")
    frame.get_by_role("button", name="Text and tables").click()
    frame.locator("#article a[href='#source-4']").first.click()
    assert frame.evaluate("document.activeElement.id") == "source-4"
    top = frame.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top < 600


def test_what_is_switched_off_says_so_and_can_be_shown(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.show(['belarus'])")
    drawn.evaluate("Routes.page.state.select({kind: 'leg', id: 'to-kyiv'})")
    note = drawn.locator("#evidence .switched-off")
    assert "Not shown on the map: its version is switched off." in (note.text_content() or "")
    note.get_by_role("button", name="Show").click()
    assert drawn.locator("#evidence .switched-off").count() == 0
    assert drawn.evaluate("[...Routes.page.state.visible]") == ["belarus", "ukraine"]
    assert drawn.locator("#evidence h2").text_content() == "To Ukraine"


def test_event_without_a_point_says_so(visit: Open) -> None:
    payload = sample()
    payload["events"][0]["place"] = "elsewhere"
    payload["events"][0]["not_on_map"] = "Not on the map: no exact place is named."
    page = visit(webpage.html(payload)).page
    page.evaluate("Routes.page.state.select({kind: 'event', id: 'arrest'})")
    text = page.locator("#evidence").text_content() or ""
    assert "Not on the map: no exact place is named." in text


def test_open_is_no_status(drawn: Page) -> None:
    for name, shown in (("west", False), ("closed", True)):
        drawn.evaluate(f"Routes.page.state.select({{kind: 'variant', id: '{name}'}})")
        facts = drawn.locator("#evidence .facts").first.text_content() or ""
        assert ("Status" in facts) is shown


def test_stroke_of_a_version_has_that_of_its_least_founded_leg(drawn: Page) -> None:
    of = "(id) => Routes.page.data.grammars.get(id).dash || null"
    dash = ".variant[data-variant={}] .swatch-line"
    for name, kind in (
        ("ukraine", "reported"),
        ("belarus", "inferred"),
        ("finland", "hypothetical"),
    ):
        line = drawn.locator(dash.format(name))
        strokes = [each.get_attribute("stroke-dasharray") for each in line.all()]
        assert drawn.evaluate(of, kind) in strokes


def test_what_the_versions_share_is_said(visit: Open) -> None:
    payload = payload_of(only("ukraine", "korea", "west"))
    text = visit(webpage.html(payload)).page.locator("#panel-list").text_content() or ""
    assert payload["shared"]
    assert all(sentence in text for sentence in payload["shared"])


def test_a_point_that_stands_for_a_river_is_no_stop_and_says_how_sure_it_is(visit: Open) -> None:
    payload = sample()
    river = payload["places"][0]
    river["kind"], river["precision"], river["sure"] = "river", "region", "likely, 93 %"
    shown = visit(webpage.html(payload)).page
    dot = shown.locator(f"[data-place='{river['id']}'] .dot")
    shown.evaluate(f"Routes.page.state.select({{kind: 'place', id: '{river['id']}'}})")
    # Also while it is chosen, when stops are filled.
    assert dot.evaluate("(node) => getComputedStyle(node).fill") == "none"
    assert "likely, 93 %" in (shown.locator("#evidence").text_content() or "")
    assert "Where on it is not reported" in (shown.locator(".legend").text_content() or "")
