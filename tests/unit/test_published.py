"""What is read of a map page, and what of a hostile one is not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import unescape

import pytest

from routes.webmap import embed
from routes.webmap import page as webpage
from routes.webmap.dress import dress
from routes.webmap.explained import Explained, Told
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


def test_the_key_and_the_first_sentences_are_read() -> None:
    payload = sample()
    told = published(webpage.html(payload)).explained
    titles = [v["title"] for v in payload["variants"]]
    versions = [sign for sign in told.signs if sign.title]
    assert sorted(sign.title for sign in versions) == sorted(titles)
    assert [sign.number for sign in versions] == [str(n + 1) for n in range(len(titles))]
    assert all(sign.swatch.startswith("<svg") and sign.says for sign in told.signs)
    kinds = {sign.says for sign in told.signs if not sign.title}
    assert {"Reported", "Inferred"} <= kinds
    known = {
        group["title"]: [item["text"] for item in group["items"]] for group in payload["known"]
    }
    assert {each.heading: list(each.sentences) for each in told.told} == {
        title: known[title] for title in ("Reported", "Disputed")
    }


def test_a_page_without_a_key_has_a_picture_all_the_same() -> None:
    it = published(page(SVG))
    assert it.picture
    assert it.explained == Explained()


KEY = """<section class="map-key"><ul class="versions-key"><li><span class="badge">1</span>
<svg width="34" onload="alert(1)"><script>alert(1)</script><path d="M0 0" style="x"/></svg>
<p><strong>To &lt;b&gt;A</strong><img src="https://canary.invalid"><a href="https://canary.invalid">
who</a></p></li></ul></section><section class="known-told"><h3>Reported</h3><ul><li>One<ul>
<li>two</li></ul></li></ul><h3>Disputed</h3><ul><li>Three</li></ul><h3>More</h3><ul><li>four</li></ul></section>"""


def test_of_a_key_words_stay_words_and_only_what_draws_is_taken() -> None:
    it = published(page(SVG).replace("</figure>", f"</figure>{KEY}"))
    (sign,) = it.explained.signs
    assert (sign.number, sign.title, sign.says) == ("1", "To <b>A", "who")
    assert sign.swatch == '<svg width="34" aria-hidden="true"><path d="M0 0" /></svg>'
    assert it.explained.told == (Told("Reported", ("One",)), Told("Disputed", ("Three",)))
    figure = embed.figure(it, "map.html")
    assert "<strong>To &lt;b&gt;A</strong> who" in figure
    assert all(word not in figure for word in ("alert", "canary", "<img", "<b>"))


@pytest.mark.parametrize("bad", ["<![ x]>", f"&#{'9' * 5000};", "<svg>" + "<g>" * 5000])
def test_what_would_break_the_reader_of_the_key_is_no_page_of_ours(bad: str) -> None:
    with pytest.raises(NotOurPage, match="not a map page"):
        published(page(SVG).replace("</figure>", f'</figure><section class="map-key">{bad}'))
