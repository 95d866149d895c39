"""What a reader sees can be linked to, and a link of anybody's is only ever data."""

from __future__ import annotations

import html as _html
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import Open, Visit, until
from tests.browser.states import settle

DESKTOP, PHONE = (1280, 800), (390, 844)
HASH = "location.hash"
STATE = """(() => {
  const { state } = Routes.page;
  const { selected, step, window, isTimeOpen, tab, pair } = state;
  const filters = [...state.filters].map(([key, ids]) => [key, [...ids]]);
  const [on, ways] = [[...state.visible], [...state.ways]];
  return { on, ways, filters, selected, step, window, isTimeOpen, tab, pair };
})()"""
VIEW = """(() => {
  const { map } = Routes.page;
  const { lng, lat } = map.getCenter();
  return [lng, lat, map.getZoom()];
})()"""
DRAWN = "Boolean(globalThis.Routes && Routes.page)"


def _at(it: Visit, fragment: str) -> Page:
    """The page opened anew at an address with a fragment."""
    it.page.goto("about:blank")
    it.page.goto(f"{it.own}#{fragment}")
    until(it.page, DRAWN)
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]
    return it.page


@pytest.fixture
def official(visit: Open, official_html: str) -> Visit:
    return visit(official_html)


def test_the_first_view_has_a_plain_address(official: Visit) -> None:
    official.page.wait_for_timeout(600)
    assert official.page.evaluate(HASH) == ""


ALL = """() => {
  const { state } = Routes.page;
  state.show(["belarus", "ukraine"]);
  state.setFilter("source", ["sino-nk", "july-reports"]);
  state.setWindow([16983, 17013]);
  state.openTime(true);
  state.comparePair(["belarus", "ukraine"]);
  state.openTab("compare");
  state.showWays([...state.ways], false);
  state.goTo(Routes.page.data.payload.steps[1].id);
  state.select({ kind: "leg", id: "to-ukraine" });
}"""


def test_all_of_a_state_comes_back_from_its_address(
    visit_anywhere: Open, official_html: str
) -> None:
    official = visit_anywhere(official_html)
    page = official.page
    page.evaluate(ALL)
    until(page, f"{HASH}.includes('sel=leg:to-ukraine')")
    before, fragment = page.evaluate(STATE), page.evaluate(HASH)[1:]
    assert fragment.startswith("v=belarus,ukraine&lines=&f.source=sino-nk,july-reports")
    assert "days=2016-07-01..2016-07-31&time=open&tab=compare" in fragment
    after = _at(official, fragment).evaluate(STATE)
    assert after == before


def test_few_that_are_off_are_named_instead(official: Visit) -> None:
    page = official.page
    page.locator("#variant-4").uncheck()
    until(page, f"{HASH} === '#off=finland'")
    page = _at(official, "off=finland")
    assert "finland" not in page.evaluate(STATE)["on"]
    assert len(page.evaluate(STATE)["on"]) == 7


def test_the_view_is_kept_once_the_reader_moved_the_map(official: Visit) -> None:
    page = official.page
    page.locator(".leaflet-control-zoom-in").focus()
    page.keyboard.press("Enter")
    until(page, f"/^#at=[-0-9.]+,[-0-9.]+,[0-9.]+$/.test({HASH})")
    before, fragment = page.evaluate(VIEW), page.evaluate(HASH)[1:]
    after = _at(official, fragment).evaluate(VIEW)
    assert after == pytest.approx(before, abs=0.02)
    page.locator("#whole").click()
    until(page, f"{HASH} === ''")


def test_a_view_from_a_link_stays_when_the_window_changes(official: Visit) -> None:
    page = _at(official, "at=30.2,59.9,5.5")
    page.set_viewport_size({"width": 1000, "height": 700})
    page.wait_for_timeout(300)
    assert page.evaluate(VIEW)[2] == pytest.approx(5.5)


def test_a_link_pasted_into_the_open_page_applies_and_going_back_does_too(official: Visit) -> None:
    page = official.page
    page.evaluate("location.hash = 'sel=variant:ukraine&tab=filter'")
    until(page, "Routes.page.state.selected !== null")
    assert page.evaluate(STATE)["tab"] == "filter"
    assert page.locator("#evidence h2").first.text_content() == "To Ukraine"
    page.go_back()
    until(page, "Routes.page.state.selected === null")
    assert page.evaluate(STATE)["tab"] == "versions"


HOSTILE = [
    "v=nobody&sel=leg:nothing&f.source=none&tab=evil&step=x&pair=a,b&days=9..1&at=1,2",
    "sel=constructor:__proto__&f.__proto__=x&f.constructor=y",
    "sel=leg:__proto__&v=__proto__,constructor",
    "at=NaN,Infinity,1e999&days=2016-13-45..zzzz&time=shut",
    "at=1e308,1e308,1e308",
    "sel=leg:%E0%A4%A&v=%",
    "v=" + "a," * 5000,
    "sel=leg:" + "x" * 9000,
    "sel=leg:<img src=x onerror=__probe()>&tab=<script>__probe()</script>",
    "f.source=" + quote('"><img src=x onerror=__probe()>'),
    "javascript:__probe()",
    "source-1",
    "&&&===&&&",
]


def test_an_address_that_names_nothing_of_the_case_changes_nothing(official: Visit) -> None:
    """Each loads the page anew."""
    settle(official.page)
    before = official.page.evaluate(STATE)
    view = official.page.evaluate(VIEW)
    for fragment in HOSTILE:
        page = _at(official, fragment)
        settle(page)
        assert (fragment[:80], page.evaluate(STATE)) == (fragment[:80], before)
        assert page.evaluate(VIEW) == pytest.approx(view, abs=1e-6), fragment[:80]
        official.assert_quiet()  # before the next document forgets what it refused


def test_a_known_name_among_unknown_ones_counts(official: Visit) -> None:
    page = _at(official, "v=nobody,ukraine&f.source=ria,none&sel=leg:nothing")
    assert page.evaluate(STATE)["on"] == ["ukraine"]
    assert page.evaluate(STATE)["filters"] == [["source", ["ria"]]]


def test_letters_of_any_script_stay_readable_and_commas_in_names_are_kept(official: Visit) -> None:
    page = official.page
    page.evaluate("Routes.page.state.filters.set('source', new Set(['агентство', 'a,b&c']))")
    page.evaluate("Routes.page.state.openTab('filter')")
    until(page, f"{HASH} !== ''")
    assert page.evaluate(f"decodeURI({HASH})") == "#f.source=агентство,a%2Cb%26c&tab=filter"


# The link


def _field(page: Page | Frame) -> str:
    return page.locator("#link-note input").input_value()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_copy_link_from_disk_puts_the_address_into_the_clipboard(
    chromium: Browser, official_html: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "map.html"
    file.write_text(official_html)
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(file.as_uri())
    until(page, DRAWN)
    page.evaluate("Routes.page.state.openTab('filter')")
    page.locator("#copy-link").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#link-note p').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == f"{file.as_uri()}#tab=filter"
    assert "Link copied" in (page.locator("#link-note").text_content() or "")
    assert "Link copied" in (page.locator("#status").text_content() or "")
    page.keyboard.press("Escape")
    assert page.locator("#link-note").is_hidden()
    assert page.evaluate("document.activeElement.id") == "copy-link"
    assert errors == []
    context.close()


def test_without_a_clipboard_the_link_is_selected_and_says_what_to_do(official: Visit) -> None:
    page = official.page
    page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = () => false;
        }"""
    )
    page.locator("#copy-link").click()
    until(page, "document.querySelector('#link-note p').textContent !== ''")
    assert "copy it with Ctrl and C" in (page.locator("#link-note").text_content() or "")
    assert page.evaluate("getSelection().toString()") == _field(page) == official.own


def _framed(visit: Open, html: str, folder: Path, way: str) -> tuple[Visit, Frame]:
    (folder / "inner.html").write_text(html)
    value = "inner.html" if way == "src" else _html.escape(html)
    host = f'<!doctype html><title>t</title><iframe sandbox="allow-scripts" {way}="{value}"'
    it = visit(host + ' width="640" height="600"></iframe>', size=(700, 640))
    it.requests[:] = [url for url in it.requests if not url.split("#")[0].endswith("inner.html")]
    frame = it.page.frames[1]
    frame.wait_for_selector("html.drawn")
    return it, frame


@pytest.mark.parametrize(
    ("way", "linked"),
    [
        ("src", lambda url: url.endswith("inner.html#off=belarus")),
        ("srcdoc", lambda url: url == "#off=belarus"),
    ],
)
def test_in_a_sealed_frame_all_stays_quiet_and_the_link_is_what_it_can_be(
    visit: Open, official_html: str, tmp_path: Path, way: str, linked: Callable[[str], bool]
) -> None:
    _, frame = _framed(visit, official_html, tmp_path, way)
    frame.evaluate("Routes.page.state.toggle('belarus', false)")
    frame.wait_for_timeout(500)
    frame.locator("#copy-link").click()
    until(frame, "document.querySelector('#link-note p').textContent !== ''")
    assert linked(_field(frame))
    says = frame.locator("#link-note p").text_content() or ""
    assert ("no address of its own" in says) is (way == "srcdoc")


def test_without_an_address_the_first_view_has_nothing_to_copy(
    visit: Open, official_html: str, tmp_path: Path
) -> None:
    _, frame = _framed(visit, official_html, tmp_path, "srcdoc")
    frame.locator("#copy-link").click()
    until(frame, "document.querySelector('#link-note p').textContent !== ''")
    assert frame.locator("#link-note input").is_hidden()
    assert "now is its first view" in (frame.locator("#link-note p").text_content() or "")
    frame.evaluate("Routes.page.state.toggle('belarus', false)")
    frame.locator("#copy-link").click()
    until(frame, "document.querySelector('#link-note p').textContent.includes('Put this')")
    assert frame.locator("#link-note input").is_visible()
    assert _field(frame) == "#off=belarus"
