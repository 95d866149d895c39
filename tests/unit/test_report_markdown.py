"""Markdown as Pandoc reads it: what is text stays text."""

from __future__ import annotations

import json

import pypandoc
import pytest

from routes.report.blocks import Heading, References, Table
from routes.report.cleaning import clean
from routes.report.markdown import markdown
from tests.unit.report_sample import hostile, plain, poisoned


def parsed(text):
    return json.loads(pypandoc.convert_text(text, "json", format="markdown"))


def plain_text(inlines):
    """The letters of inlines; anything but text shows as its name."""
    names = {"Space": " ", "SoftBreak": " "}
    return "".join(
        each["c"] if each["t"] == "Str" else names.get(each["t"], f"<{each['t']}>")
        for each in inlines
    )


def kinds(value):
    """The kinds of all elements in a document."""
    if isinstance(value, dict):
        own = {value["t"]} if isinstance(value.get("t"), str) else set()
        return own.union(*map(kinds, value.values()))
    return set().union(*map(kinds, value)) if isinstance(value, list) else set()


@pytest.fixture(scope="module")
def report():
    return plain()


@pytest.fixture(scope="module")
def read(report):
    return parsed(markdown(report, figure="figures/a (b).svg"))


def test_it_has_the_parts_of_the_report(report, read):
    found = [block["t"] for block in read["blocks"]]
    for kind, name in ((Heading, "Header"), (Table, "Table")):
        assert found.count(name) == sum(isinstance(block, kind) for block in report.blocks)
    assert plain_text(read["meta"]["title"]["c"]) == report.title
    assert plain_text(read["meta"]["lang"]["c"]) == report.language


def test_the_figure_is_the_one_beside_it(read):
    (figure,) = [block for block in read["blocks"] if block["t"] == "Figure"]
    assert "figures/a%20%28b%29.svg" in json.dumps(figure)


def test_references_lead_to_the_sources(report):
    (listed,) = [block for block in report.blocks if isinstance(block, References)]
    html = pypandoc.convert_text(markdown(report), "html", format="markdown")
    assert 'href="#source-1"' in html
    for item in listed.items:
        assert f'id="source-{item.number}"' in html
    assert html.count("<table") == sum(isinstance(block, Table) for block in report.blocks)


def test_without_a_figure_there_is_none(report):
    assert "![" not in markdown(report)


def test_hostile_text_comes_out_letter_by_letter():
    texts = hostile()
    read = parsed(markdown(poisoned(texts)))
    meant = [" ".join(clean(text).strip(" ").split(" ")) for text in texts]
    headings = [block["c"][2] for block in read["blocks"] if block["t"] == "Header"]
    assert [plain_text(each).strip() for each in headings] == [each.strip() for each in meant]
    (table,) = [block for block in read["blocks"] if block["t"] == "Table"]
    ((_, _, _, rows),) = table["c"][4]
    cells = [cell[4][0]["c"] for row in rows for cell in row[1][:1] if cell[4]]
    assert [plain_text(each).strip() for each in cells] == [each.strip() for each in meant]
    assert plain_text(read["meta"]["title"]["c"]) == clean(texts[0])
    assert plain_text(read["meta"]["subtitle"]["c"]) == clean(texts[1])
    hidden = {"RawInline", "RawBlock", "Code", "CodeBlock", "Math", "Cite", "Note", "Image", "Div"}
    assert kinds(read) & hidden == set()


def test_no_shortcode_and_no_chunk_of_code_is_in_it():
    text = markdown(poisoned(hostile()))
    assert "{{<" not in text
    assert "{{{<" not in text
    assert "```" not in text
    assert "\0" not in text


def test_same_report_same_text(report):
    assert markdown(report) == markdown(plain())
