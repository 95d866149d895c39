"""The report as a page: no script, no request, all text as text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from routes.report.blocks import Heading, References, Table
from routes.report.cleaning import clean
from routes.report.drawing import inlined
from routes.report.page import html
from tests.unit.report_sample import hostile, plain, poisoned

SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"
xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt" height="9pt" viewBox="0 0 9 9">
<metadata><x/></metadata><style type="text/css">*{stroke-linejoin: round}</style><title>T</title>
<defs><path id="a" d="M0 0"/></defs><script>x</script><a href="https://b.example"><g/></a>
<use xlink:href="#a" style="fill: #fff; background: url(https://c.example)" onload="x"/>
<use xlink:href="https://d.example/#a"/></svg>"""
VOID = {"meta"}


class Reader(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.texts, self.open = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture(scope="module")
def report():
    return plain()


@pytest.fixture(scope="module")
def page(report):
    return Reader(html(report, SVG))


def test_it_is_ascii_and_the_same_each_time(report):
    assert html(report, SVG).isascii()
    assert html(report, SVG) == html(plain(), SVG)


def test_the_policy_allows_the_stylesheet_and_nothing_else(report):
    text = html(report, SVG)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    wanted = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    (found,) = re.findall('Content-Security-Policy" content="([^"]*)"', text)
    assert found == wanted
    assert "url(" not in style
    assert "@import" not in style


def test_nothing_runs_is_loaded_or_styled_by_an_attribute(page):
    assert not {"script", "iframe", "img", "link", "object", "base"} & {tag for tag, _ in page.tags}
    names = {name for _, attrs in page.tags for name in attrs}
    assert not {name for name in names if name.startswith("on")} | {"style", "src"} & names
    assert page.open == []


def test_links_lead_to_the_web_or_to_a_part_of_the_page(page):
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    for tag, attrs in page.tags:
        if tag == "a":
            address = attrs["href"]
            inside = address.startswith("#") and address[1:] in ids
            assert inside or address.startswith(("https://", "http://"))
            assert inside or attrs["rel"] == "noreferrer noopener"


def test_it_has_one_title_and_no_level_of_heading_is_left_out(report, page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert len(levels) == 1 + sum(isinstance(block, Heading) for block in report.blocks)


def test_tables_name_their_columns_and_rows(report, page):
    number = sum(isinstance(block, Table) for block in report.blocks)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("table") == tags.count("caption") == number
    assert all(attrs["scope"] in ("col", "row") for tag, attrs in page.tags if tag == "th")
    (sources,) = [block for block in report.blocks if isinstance(block, References)]
    wanted = {f"source-{item.number}" for item in sources.items}
    assert wanted <= {attrs.get("id") for _, attrs in page.tags}


def test_hostile_text_is_shown_as_it_is():
    texts = hostile()
    read = Reader(html(poisoned(texts), None))
    missing = [text for text in texts if clean(text) not in read.texts]
    assert missing == []
    assert read.open == []
    known = {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h3", "p", "figure",
        "figcaption", "blockquote", "strong", "a", "ul", "li", "span", "div", "table", "caption",
        "thead", "tbody", "tr", "th", "td", "ol", "footer",
    }  # fmt: skip
    assert {tag for tag, _ in read.tags} <= known


def test_of_a_figure_only_what_draws_is_taken():
    drawn = inlined(SVG)
    assert {each.tag for each in drawn.iter()} == {"svg", "title", "defs", "path", "use"}
    first, second = drawn.findall("use")
    assert first.attrib == {"href": "#a", "fill": "#fff"}
    assert second.attrib == {}
    assert drawn.attrib == {"viewBox": "0 0 9 9", "stroke-linejoin": "round"}


@pytest.mark.parametrize("svg", [b"", b"<svg", b"<html/>"])
def test_what_is_no_figure_is_refused(svg):
    with pytest.raises(ValueError, match="not an SVG"):
        inlined(svg)
