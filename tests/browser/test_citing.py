"""A quote can be followed to where it stands, back to its origin, and into a citation."""

from __future__ import annotations

from html import escape

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, until

CLIPBOARD = """
window.__copied = [];
Object.defineProperty(navigator, "clipboard", {
  value: { writeText: (text) => { window.__copied.push(text); return Promise.resolve(); } },
});
"""
REFUSED = """
Object.defineProperty(navigator, "clipboard", {
  value: { writeText: () => Promise.reject(new Error("refused")) },
});
document.execCommand = () => false;
"""


@pytest.fixture
def page(visit: Open, official_html: str) -> Page:
    page = visit(official_html).page
    page.evaluate(CLIPBOARD)
    return page


def choose(page: Page, kind: str, name: str) -> str:
    page.evaluate(f"Routes.page.state.select({{kind: '{kind}', id: '{name}'}})")
    return page.locator("#evidence").inner_text()


def test_who_quotes_whom_is_a_list_that_ends_at_the_origin(page: Page) -> None:
    choose(page, "event", "escape")
    links = page.locator("#evidence .chain").last.locator("li")
    assert [link.locator(".name").inner_text() for link in links.all()] == [
        "Sino-NK", "Zerkalo Nedelyi", "Yonhap", "an anonymous source of Yonhap",
    ]  # fmt: skip
    assert "read here" in links.first.inner_text()
    assert links.nth(1).inner_text().strip().startswith("← ")
    assert "origin" in links.last.inner_text()
    assert "anonymous: a source whose name is withheld" in links.last.inner_text()


def test_origins_that_may_be_one_are_named(page: Page) -> None:
    text = choose(page, "leg", "to-ukraine")
    assert "Origins: reports of early July 2016 and an unnamed report of Ukraine and Minsk." in text
    assert "Some of them may be one and the same." in text


def test_what_the_codes_mean_is_spelled_out(page: Page) -> None:
    text = choose(page, "leg", "to-ukraine")
    assert "Credibility of what it says: 6 of 1 to 6, truth cannot be judged" in text
    assert "First said by reports of early July 2016: reliability F of A to F" in text
    assert "What was read, Sino-NK: reliability B of A to F, usually reliable" in text
    assert "Credibility of what it says: not rated" in text
    choose(page, "event", "post")
    assert "First said by Zerkalo Nedelyi: reliability C of A to F" in choose(page, "event", "post")


def test_the_hash_of_what_was_read_leads_to_the_document(page: Page) -> None:
    digest = page.evaluate("Routes.page.data.sources.get('sino-nk').sha256")
    choose(page, "leg", "to-ukraine")
    page.locator("#evidence .hash button").first.click()
    assert page.locator("#evidence h2").inner_text() == "Sino-NK"
    assert page.locator("#evidence .facts code").inner_text() == digest
    assert len(digest) == 64


def test_quotes_of_one_voice_are_told_together_each_with_its_citation(
    visit: Open, broker_html: str
) -> None:
    page = visit(broker_html).page
    choose(page, "leg", "drives")
    voices = page.locator("#evidence section").first.locator(".claim")
    assert voices.count() == 1
    assert voices.locator("blockquote").count() == 3
    assert voices.locator(".cite button").count() == 3
    assert voices.locator(".chain").count() == 1


def test_a_source_shows_what_rests_on_it(page: Page) -> None:
    choose(page, "leg", "to-ukraine")
    page.locator("#evidence .who").last.get_by_role("button").click()
    text = page.locator("#evidence").inner_text()
    assert "an unnamed report of Ukraine and Minsk" in page.locator("#evidence h2").inner_text()
    assert "From Minsk to the West" in text
    assert "To Ukraine" in text


def test_a_dispute_shows_every_answer(page: Page) -> None:
    text = choose(page, "dispute", "rank")
    assert "What was his rank?" in text
    assert "“he outranked the third secretary at the DPRK embassy in Russia”" in text


def test_a_citation_is_copied_and_that_is_said(page: Page) -> None:
    choose(page, "leg", "to-south-korea")
    page.locator("#evidence .cite button").first.click()
    until(
        page, "window.__copied.length === 1 && document.getElementById('status').textContent !== ''"
    )
    (copied,) = page.evaluate("window.__copied")
    assert copied.startswith("RIA Novosti, quoted in: “Pyongyang on the Neva")
    assert copied.endswith("“has already reached South Korea, presumably with his family”")
    assert page.locator("#status").inner_text() == "Citation copied."


def test_where_nothing_may_be_copied_a_field_holds_the_citation(
    visit: Open, official_html: str
) -> None:
    page = visit(official_html).page
    page.evaluate(REFUSED)
    choose(page, "leg", "to-south-korea")
    page.locator("#evidence .cite button").first.focus()
    page.keyboard.press("Enter")
    until(page, "document.getElementById('status').textContent !== ''")
    field = page.locator("#evidence .cite textarea")
    assert field.input_value().startswith("RIA Novosti")
    assert field.evaluate("(node) => node === document.activeElement")
    picked = "(node) => node.value.slice(node.selectionStart, node.selectionEnd)"
    assert field.evaluate(picked) == field.input_value()
    assert "copy it from there" in page.locator("#status").inner_text()


def test_in_a_sandbox_too(visit: Open, official_html: str) -> None:
    host = f'<!doctype html><iframe sandbox="allow-scripts" srcdoc="{escape(official_html)}"'
    it = visit(host + ' width="1000" height="700"></iframe>')
    frame = it.page.frames[1]
    frame.wait_for_selector("html.drawn")
    frame.evaluate("Routes.page.state.select({kind: 'leg', id: 'to-south-korea'})")
    frame.locator("#evidence .cite button").first.click()
    it.page.wait_for_timeout(200)
    told = frame.locator("#status").inner_text()
    held = frame.locator("#evidence .cite textarea").count()
    # Copied by the old way, or in a field: never lost without a word.
    assert told == "Citation copied." or (held == 1 and "copy it from there" in told)


def test_to_the_next_and_the_one_before_by_keyboard(page: Page) -> None:
    choose(page, "leg", "across-russia")
    assert page.locator("#evidence .step.previous").is_disabled()
    page.locator("#evidence .step.next").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate("Routes.page.state.selected.id") == "flight-to-belarus"
    assert page.locator("#status").inner_text() == "A Belavia flight to Belarus"
    page.locator("#evidence .step.previous").click()
    assert page.evaluate("Routes.page.state.selected.id") == "drive-to-pulkovo"
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden()


def test_a_link_leads_to_the_quote_and_to_the_archived_copy(drawn: Page) -> None:
    choose(drawn, "leg", "across")
    links = drawn.locator("#evidence .away a")
    found = [link.get_attribute("href") or "" for link in links.all()]
    assert any(href.startswith("https://review.example/neva#:~:text=") for href in found)
    assert "https://archive.example/neva" in found
    for link in links.all():
        assert link.get_attribute("rel") == "noreferrer noopener"


def test_no_address_but_one_of_the_web_becomes_a_link(drawn: Page) -> None:
    for leg in drawn.evaluate("Routes.page.data.payload.legs.map((leg) => leg.id)"):
        choose(drawn, "leg", leg)
        for link in drawn.locator("#evidence a").all():
            assert (link.get_attribute("href") or "").startswith("https://")
    choose(drawn, "source", "fontana")
    assert drawn.locator("#evidence a").count() == 0
    assert "javascript:alert(1)" in drawn.locator("#evidence").inner_text()


def test_what_denies_it_stands_apart(drawn: Page) -> None:
    text = choose(drawn, "leg", "across")
    assert "Who denies or doubts it" in text
    assert text.index("Who says so") < text.index("Who denies or doubts it")
