"""A map in the page of a newsroom: its height, its seal, and hosts that forbid much."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Frame, Page

from routes.webmap import embed
from routes.webmap.published import published
from tests.browser.conftest import until
from tests.browser.hosts import HOST, MAP, Hosted, article, hosting

OTHER = "https://elsewhere.invalid/page.html"
LINKED = embed.linked_frame(MAP, "A map")
WITH_SCRIPT = f"{LINKED}\n{embed.script_element()}"
ALL_SEEN = "document.documentElement.scrollHeight === innerHeight"
STRICT = "default-src 'self'; script-src 'none'"
# Obeys as our script does, and always gives more than was asked for.
GENEROUS = """<script>addEventListener("message", (e) => {
  window.told = (window.told || []).concat(e.data.height);
  document.querySelector("iframe").style.height = e.data.height + 100 + "px";
});</script>"""


def settled(page: Page, script: str) -> object:
    """What ``script`` answers once it answers the same for a while."""
    last, same = page.evaluate(script), 0
    for _ in range(100):
        page.wait_for_timeout(50)
        now = page.evaluate(script)
        same = same + 1 if now == last else 0
        last = now
        if same == 6:
            return last
    raise AssertionError(f"never settled: {last}")


def height(it: Hosted) -> float:
    found = settled(it.page, "document.querySelector('iframe').clientHeight")
    assert isinstance(found, int)
    return found


def followed(it: Hosted) -> float:
    """The height once the frame no longer has the one that it began with."""
    until(it.page, f"document.querySelector('iframe').clientHeight !== {embed.HEIGHT}")
    return height(it)


def higher(it: Hosted, than: float) -> float:
    """The height once the frame is higher than that."""
    until(it.page, f"document.querySelector('iframe').clientHeight > {than}")
    return height(it)


def press(frame: Frame, selector: str) -> None:
    frame.locator(selector).first.click()


@pytest.mark.parametrize("width", [320, 640, 1100])
def test_height_follows_the_content(chromium: Browser, sample_html: str, width: int) -> None:
    pages = {HOST: article(WITH_SCRIPT, width=width), MAP: sample_html}
    with hosting(chromium, pages, size=(width + 40, 800)) as it:
        (frame,) = it.maps()
        folded = followed(it)
        assert 400 < folded < 800
        assert frame.evaluate(ALL_SEEN)
        press(frame, "#frame-bar button")
        higher(it, folded + 1000)
        assert frame.evaluate(ALL_SEEN)
        press(frame, "#frame-bar button")
        until(it.page, f"document.querySelector('iframe').clientHeight === {folded}")
        assert height(it) == folded
        assert (it.errors, it.asked, it.violations()) == ([], [], [])


def test_opening_the_panel_asks_for_its_room(chromium: Browser, sample_html: str) -> None:
    with hosting(chromium, {HOST: article(WITH_SCRIPT), MAP: sample_html}) as it:
        (frame,) = it.maps()
        folded = followed(it)
        room = "document.querySelector('.folium-map').clientHeight"
        map_height = frame.evaluate(room)
        press(frame, "#panel-handle")
        assert folded + 300 < height(it) <= folded + 380  # what peeked out before is in it
        assert abs(frame.evaluate(room) - map_height) <= 2
        press(frame, "#panel-handle")
        assert height(it) == folded


def test_height_follows_the_width(chromium: Browser, sample_html: str) -> None:
    with hosting(chromium, {HOST: article(WITH_SCRIPT), MAP: sample_html}) as it:
        it.maps()
        wide = followed(it)
        it.page.set_viewport_size({"width": 400, "height": 700})
        shown = "document.querySelector('iframe').clientHeight"
        until(it.page, f"{shown} < {wide}")
        it.page.set_viewport_size({"width": 900, "height": 700})
        until(it.page, f"{shown} === {wide}")


def test_a_generous_host_does_not_make_it_grow(chromium: Browser, sample_html: str) -> None:
    with hosting(chromium, {HOST: article(GENEROUS + LINKED), MAP: sample_html}) as it:
        (frame,) = it.maps()
        first = followed(it)
        told = it.page.evaluate("told")
        assert told
        assert first == told[-1] + 100
        it.page.set_viewport_size({"width": 880, "height": 650})
        assert height(it) == first
        assert it.page.evaluate("told") == told
        assert frame.evaluate(ALL_SEEN)


def test_each_of_several_maps_has_its_own_height(
    chromium: Browser, sample_html: str, broker_html: str
) -> None:
    second = MAP.replace("journey", "other")
    snippets = [WITH_SCRIPT, WITH_SCRIPT.replace(MAP, second)]
    pages = {HOST: article(*snippets), MAP: sample_html, second: broker_html}
    with hosting(chromium, pages, size=(900, 1600)) as it:
        one, two = it.maps(2)
        before = settled(
            it.page, "[...document.querySelectorAll('iframe')].map((f) => f.clientHeight)"
        )
        press(two, "#frame-bar button")
        after = settled(
            it.page, "[...document.querySelectorAll('iframe')].map((f) => f.clientHeight)"
        )
        assert isinstance(before, list)
        assert isinstance(after, list)
        assert after[0] == before[0]
        assert after[1] > before[1] + 500
        assert one.evaluate(ALL_SEEN)
        assert two.evaluate(ALL_SEEN)


def test_without_the_script_the_frame_keeps_its_height(chromium: Browser, sample_html: str) -> None:
    with hosting(chromium, {HOST: article(LINKED), MAP: sample_html}) as it:
        (frame,) = it.maps()
        assert height(it) == embed.HEIGHT
        assert frame.evaluate(ALL_SEEN)
        press(frame, "#panel-handle")
        assert frame.locator("#panel-list").is_visible()
        assert frame.evaluate("document.querySelector('.folium-map').clientHeight") >= 150
        press(frame, "#frame-bar button")
        assert height(it) == embed.HEIGHT
        frame.evaluate("scrollTo(0, 400)")
        assert frame.evaluate("scrollY") == 400


def test_a_low_frame_still_shows_a_map(chromium: Browser, sample_html: str) -> None:
    low = embed.linked_frame(MAP, "A map", height=360)
    with hosting(chromium, {HOST: article(low, width=1000), MAP: sample_html}) as it:
        (frame,) = it.maps()
        assert frame.evaluate("document.querySelector('.folium-map').clientHeight") >= 150
        assert frame.evaluate(ALL_SEEN)
        assert not frame.locator("#panel-list").is_visible()


def test_it_is_heard_when_the_script_comes_late(chromium: Browser, sample_html: str) -> None:
    with hosting(chromium, {HOST: article(LINKED), MAP: sample_html}) as it:
        it.maps()
        assert height(it) == embed.HEIGHT
        it.page.add_script_tag(content=embed.host_script())
        followed(it)


SAYS = "parent.postMessage({ type: 'routes:height', version: 1, height: %s }, '*')"


@pytest.mark.parametrize(
    ("said", "given"),
    [("1e9", 40000), ("-5", 240), ("0", 240), ("300.4", 300), ("NaN", 620), ("Infinity", 620),
     ("'900px'", 620), ("null", 620), ("{}", 620), ("[900]", 620)],
)  # fmt: skip
def test_only_a_sensible_number_is_obeyed(chromium: Browser, said: str, given: int) -> None:
    pages = {HOST: article(WITH_SCRIPT), MAP: f"<script>{SAYS % said}</script>"}
    with hosting(chromium, pages) as it:
        assert height(it) == given


@pytest.mark.parametrize(
    "message",
    ["null", "7", "'routes:height'", "{}", "{ type: 'routes:height', version: 2, height: 900 }",
     "{ type: 'other', version: 1, height: 900 }"],
)  # fmt: skip
def test_other_messages_are_left_alone(chromium: Browser, message: str) -> None:
    pages = {
        HOST: article(WITH_SCRIPT),
        MAP: f"<script>parent.postMessage({message}, '*')</script>",
    }
    with hosting(chromium, pages) as it:
        assert height(it) == embed.HEIGHT
        assert it.errors == []


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_another_frame_cannot_speak_for_the_map(chromium: Browser, sandbox: str) -> None:
    stranger = f'<iframe id="stranger" {sandbox} src="{OTHER}" height="50"></iframe>'
    said = SAYS % 3000
    pages = {
        HOST: article(WITH_SCRIPT, stranger),
        MAP: "<title>silent</title>",
        OTHER: f"<script>{said}; for (const f of [...Array(parent.length).keys()])"
        f" parent[f].postMessage({{ type: 'routes:ask', version: 1 }}, '*');</script>",
    }
    with hosting(chromium, pages) as it:
        assert height(it) == embed.HEIGHT
        assert it.heights()[1] == 50


def test_the_map_answers_nobody_but_its_host(chromium: Browser, sample_html: str) -> None:
    asks = "parent[0].postMessage({ type: 'routes:ask', version: 1 }, '*')"
    stranger = f'<iframe id="stranger" sandbox="allow-scripts" src="{OTHER}" height="50"></iframe>'
    listens = "<script>window.heard = 0; addEventListener('message', () => { heard += 1 })</script>"
    pages = {
        HOST: article(listens + LINKED, stranger),
        MAP: sample_html,
        OTHER: "<script>addEventListener('message', () => { window.got = 1 });"
        f"setInterval(() => {asks}, 50)</script>",
    }
    with hosting(chromium, pages) as it:
        frames = [f for f in it.page.frames if f.url == MAP]
        frames[0].wait_for_selector("html.framed")
        before = settled(it.page, "heard")
        it.page.wait_for_timeout(300)
        assert it.page.evaluate("heard") == before
        stranger_frame = next(f for f in it.page.frames if f.url == OTHER)
        assert stranger_frame.evaluate("window.got") is None


def test_another_origin_in_the_frame_is_not_obeyed(chromium: Browser) -> None:
    """Where an editor took the sandbox away: then only what was published there is heard."""
    bare = LINKED.replace(' sandbox="', ' data-was="')
    away = f"<script>location.href = '{OTHER}'</script>"
    pages = {
        HOST: article(bare + embed.script_element()),
        MAP: away,
        OTHER: f"<script>{SAYS % 900}</script>",
    }
    with hosting(chromium, pages) as it:
        it.page.frames[1].wait_for_url(OTHER)
        assert height(it) == embed.HEIGHT


def test_without_a_sandbox_the_published_page_is_obeyed(
    chromium: Browser, sample_html: str
) -> None:
    bare = LINKED.replace(' sandbox="', ' data-was="')
    with hosting(chromium, {HOST: article(bare + embed.script_element()), MAP: sample_html}) as it:
        it.maps()
        followed(it)


def test_the_frame_cannot_reach_its_host(chromium: Browser, sample_html: str) -> None:
    same = HOST.replace("/story", "/map.html")
    snippet = embed.linked_frame(same, "A map") + embed.script_element()
    with hosting(chromium, {HOST: article(snippet), same: sample_html}) as it:
        (frame,) = it.maps()
        reached = "(() => { try { return parent.document.title } catch (e) { return e.name } })()"
        assert frame.evaluate(reached) == "SecurityError"
        assert frame.evaluate("origin") == "null"


def test_no_referrer_is_sent_for_the_map(chromium: Browser, sample_html: str) -> None:
    with hosting(chromium, {HOST: article(WITH_SCRIPT), MAP: sample_html}) as it:
        (frame,) = it.maps()
        assert frame.evaluate("document.referrer") == ""


def test_the_page_can_go_to_a_tab_of_its_own(chromium: Browser, sample_html: str) -> None:
    state = f"{MAP}#somewhere"
    snippet = embed.linked_frame(state, "A map") + embed.script_element()
    with hosting(chromium, {HOST: article(snippet), MAP: sample_html}) as it:
        (frame,) = it.maps()
        with it.page.context.expect_page() as opened:
            press(frame, "#frame-bar a")
        tab = opened.value
        tab.wait_for_selector("html.drawn")
        assert tab.url.startswith(MAP)
        assert tab.evaluate("origin") == "https://maps.invalid"
        assert not tab.evaluate("document.documentElement.classList.contains('framed')")


def test_a_link_to_a_state_works_in_a_frame(chromium: Browser, sample_html: str) -> None:
    snippet = embed.linked_frame(f"{MAP}#sel=leg:across", "A map") + embed.script_element()
    with hosting(chromium, {HOST: article(snippet), MAP: sample_html}) as it:
        (frame,) = it.maps()
        assert frame.evaluate("Routes.page.state.selected") == {"kind": "leg", "id": "across"}
        assert frame.locator("#evidence").is_visible()
        assert it.errors == []


def test_a_host_with_a_policy_allows_what_csp_prints(chromium: Browser, sample_html: str) -> None:
    allowed = "; ".join(f"{name} {sources}" for name, sources in embed.policy(MAP).items())
    page = f"<!doctype html><title>t</title><h1>A story</h1>{WITH_SCRIPT}"
    pages = {HOST: page, MAP: sample_html}
    with hosting(chromium, pages, policy=f"default-src 'self'; {allowed}") as it:
        it.maps()
        followed(it)
        assert (
            it.page.evaluate("getComputedStyle(document.querySelector('iframe')).borderTopWidth")
            == "0px"
        )
        # The attribute style="border:0" is all that is refused; the script takes its place.
        assert set(it.violations()) == {"style-src-attr inline"}


def test_a_host_that_forbids_scripts_keeps_the_fixed_height(
    chromium: Browser, sample_html: str
) -> None:
    page = f"<!doctype html><title>t</title><h1>A story</h1>{WITH_SCRIPT}"
    policy = f"{STRICT}; frame-src https://maps.invalid"
    with hosting(chromium, {HOST: page, MAP: sample_html}, policy=policy) as it:
        (frame,) = it.maps()  # its own policy rules in it, not the host's
        assert height(it) == embed.HEIGHT
        assert frame.locator(".strand").count() > 0


def test_inline_page_works_in_a_host_without_a_policy(chromium: Browser, sample_html: str) -> None:
    snippet = embed.inline_frame(sample_html, "A map") + embed.script_element()
    with hosting(chromium, {HOST: article(snippet)}) as it:
        (frame,) = it.maps()
        followed(it)
        assert frame.evaluate(ALL_SEEN)
        assert frame.locator("#frame-bar a").count() == 0  # it has no address to open
        assert frame.get_by_role("button", name="Full screen").count() == 1
        assert (it.errors, it.asked, it.violations()) == ([], [], [])


def test_inline_page_works_in_a_latin_1_host(chromium: Browser, sample_html: str) -> None:
    snippet = embed.inline_frame(sample_html, "Карта")
    page = f"<!doctype html><html><meta charset='iso-8859-1'><title>t</title>{snippet}"
    with hosting(chromium, {HOST: page}) as it:
        (frame,) = it.maps()
        assert "Хабаровск" in (frame.locator("#article").text_content() or "")
        assert it.page.locator("iframe").get_attribute("title") == "Карта"
        assert it.violations() == []


def test_inline_page_works_where_its_hashes_are_allowed(
    chromium: Browser, sample_html: str
) -> None:
    allowed = embed.inline_policy(published(sample_html))
    policy = "; ".join(["default-src 'self'", *(f"{k} {v}" for k, v in allowed.items())])
    snippet = embed.inline_frame(sample_html, "A map") + embed.script_element()
    with hosting(chromium, {HOST: f"<title>t</title>{snippet}"}, policy=policy) as it:
        (frame,) = it.maps()
        followed(it)
        assert frame.locator(".strand").count() > 0


def test_inline_page_shows_its_picture_in_a_strict_host(
    chromium: Browser, sample_html: str
) -> None:
    """`srcdoc` has to obey the host: no script and no style of the page is left."""
    snippet = embed.inline_frame(sample_html, "A map", height=900)
    page = f"<!doctype html><title>t</title><h1>A story</h1>{snippet}{embed.script_element()}"
    with hosting(chromium, {HOST: page}, policy=STRICT) as it:
        frame = it.page.frames[1]
        frame.wait_for_selector("#article")
        assert frame.locator(".picture svg").is_visible()
        land = frame.locator(".picture .land").first
        assert land.evaluate("(e) => getComputedStyle(e).fill") == "rgb(246, 242, 233)"
        assert "вылетел из Владивостока" in frame.locator("#article").inner_text()
        assert not frame.evaluate("document.documentElement.classList.contains('drawn')")
        for selector in ("#tools", "#panel", "#timeline", "#status", "#frame-bar"):
            assert not any(e.is_visible() for e in frame.locator(f"{selector} *").all())
        # What the browser writes into the console is about the policy and nothing else.
        assert it.errors
        assert all("Content Security Policy directive" in text for text in it.errors)
        assert it.asked == []


def test_picture_needs_nothing_of_a_strict_host(chromium: Browser, sample_html: str) -> None:
    figure = embed.figure(published(sample_html), MAP)
    page = f"<!doctype html><title>t</title><h1>A story</h1>{figure}"
    with hosting(chromium, {HOST: page}, policy=STRICT) as it:
        assert it.page.locator("figure > svg").is_visible()
        assert it.page.get_by_role("link", name="Open the interactive map").is_visible()
        assert it.page.get_by_role("img", name="A trade official").count() == 1
        rows = it.page.locator("figcaption li")
        assert rows.filter(has_text="To Ukraine").first.locator("svg path").count() > 0
        assert rows.filter(has_text="To Ukraine").first.inner_text().startswith("2")
        assert it.page.locator("figcaption strong", has_text="Disputed").is_visible()
        assert (it.errors, it.asked, it.violations()) == ([], [], [])


def test_picture_looks_the_same_with_and_without_a_stylesheet(
    chromium: Browser, sample_html: str
) -> None:
    """The attributes of the picture and the page's stylesheet say the same."""
    looks = """() => [...document.querySelectorAll("svg [class], svg .contested *")].map((e) => {
      const s = getComputedStyle(e);
      const letters = ["fontSize", "fontWeight", "fontStyle", "paintOrder", "textAnchor"];
      const names = ["stroke", "strokeWidth", "strokeDasharray", "opacity", "strokeLinejoin"]
        .concat(e.matches("text") ? letters : []);
      const washed = e.matches(".wash");
      return [e.getAttribute("class"), washed ? null : s.fill, ...names.map((n) => s[n])];
    })"""
    figure = sample_html.split('<figure class="picture">')[1].split("</figure>", 1)[0]
    with hosting(chromium, {HOST: f"<title>t</title>{figure}"}) as bare:
        plain = bare.page.evaluate(looks)
    with hosting(chromium, {HOST: sample_html}, java_script_enabled=False) as styled:
        dressed = styled.page.evaluate(looks)
    assert len(plain) > 40
    assert [pair for pair in zip(plain, dressed, strict=True) if pair[0] != pair[1]] == []
