"""What is read of a map page, and what of a hostile one is not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import unescape

import pytest

from routes.webmap import page as webpage
from routes.webmap.dress import dress
from routes.webmap.published import GENERATOR, NotOurPage, published
from tests.browser.sample import sample

HEAD = f'<html lang="ko"><meta name="generator" content="{GENERATOR}"><title>T &amp; U</title>'
SVG = '<svg viewBox="0 0 7 4" role="img"><title>t</title><path class="land" d="M0 0l1 1z"/></svg>'


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  text of our own


def page(svg: str = SVG, head: str = HEAD) -> str:
    return f'<!doctype html>{head}<figure class="picture">{svg}</figure><p>later</p>'


def test_title_language_and_picture_are_read() -> None:
    read = published(page())
    assert (read.title, read.language) == ("T & U", "ko")
    assert 'viewBox="0 0 7 4"' in read.picture
    assert 'd="M0 0l1 1z"' in read.picture
    assert 'fill="#f6f2e9"' in read.picture


def test_the_first_title_is_the_page_s() -> None:
    head = HEAD + "<title>another</title><svg><title>of a picture</title></svg>"
    assert published(page(head=head)).title == "T & U"


def test_the_whole_page_is_kept() -> None:
    assert published(page()).html == page()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain text",
        "<title>Somebody's page</title><p>text",
        page(head='<meta name="generator" content="WordPress 6">'),
        page(head=f"<!-- {HEAD} -->"),
    ],
)
def test_pages_of_others_are_refused(text: str) -> None:
    with pytest.raises(NotOurPage, match="not a map page"):
        published(text)


@pytest.mark.parametrize("text", [HEAD, page(""), page(SVG).split("</figure>")[0]])
def test_half_a_page_is_refused(text: str) -> None:
    with pytest.raises(NotOurPage, match="not a whole map page"):
        published(text)


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onclick="alert(1)"/>',
        '<path d="M0 0" style="fill:url(https://canary.invalid)"/>',
        '<path fill="url(https://canary.invalid/x)" d="M0 0"/>',
        '<path fill="URL ( &quot;//canary.invalid&quot;)" d="M0 0"/>',
        '<image href="https://canary.invalid/x.png"/>',
        '<use href="https://canary.invalid/x.svg#a"/>',
        '<a href="javascript:alert(1)"><text>press</text></a>',
        '<foreignObject><iframe srcdoc="alert(1)"></iframe></foreignObject>',
        "<style>@import url(https://canary.invalid)</style>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_only_what_draws_is_taken(bad: str) -> None:
    hostile = SVG.replace("</title>", f"</title>{bad}").replace("<svg", '<svg onload="alert(1)"')
    picture = published(page(hostile)).picture
    for word in ("alert", "canary", "script", "onload", "onclick", "href", "style"):
        assert word not in picture


def test_text_stays_text() -> None:
    svg = SVG.replace("</svg>", "<text>&lt;script&gt;alert(1)&lt;/script&gt; &amp;</text></svg>")
    picture = published(page(svg)).picture
    assert "<script" not in picture
    texts = [t.text for t in parsed(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["<script>alert(1)</script> &"]


def test_nothing_of_a_real_picture_is_lost() -> None:
    """A new kind of mark in the picture has to be let through here as well."""
    html = webpage.html(sample())
    drawn = html.split('<figure class="picture">')[1].split("</figure>")[0]
    before = [(e.tag, {k: v for k, v in e.items() if k != "class"}) for e in parsed(drawn).iter()]
    after = [(e.tag, dict(e.items())) for e in parsed(published(html).picture).iter()]
    assert after == before


def test_hashes_are_those_of_the_policy() -> None:
    html = webpage.html(sample())
    hashes = published(html).hashes
    assert len(hashes["script-src"]) >= 2
    assert hashes["style-src"]
    assert all(hash_ in unescape(html) for hash_ in (*hashes["script-src"], *hashes["style-src"]))


def test_what_an_element_has_of_its_own_stays() -> None:
    root = parsed('<svg><path class="land" fill="#123456"/><path class="unknown"/></svg>')
    dress(root)
    assert root[0].get("fill") == "#123456"
    assert root[0].get("stroke") == "#a9b3b6"
    assert root[1].attrib == {"class": "unknown"}


@pytest.mark.parametrize("bad", ["<![ x]>", f"<text>&#{'9' * 5000};</text>", "<g>" * 5000])
def test_what_would_break_the_reader_is_no_page_of_ours(bad: str) -> None:
    with pytest.raises(NotOurPage, match="not a map page"):
        published(page(SVG.replace("</svg>", f"{bad}</svg>")))
