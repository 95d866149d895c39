"""The page of what changed: text is text, nothing runs, nothing is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from routes import pipeline
from routes.changes import changes
from routes.model import Atlas, Case, Profile, Quote
from routes.records import NOT_FOR_PUBLICATION
from routes.records.version import version_id
from routes.webmap.changes_page import html
from tests.conftest import FakeGazetteer

CASE = """
version: 1
title: A journey
sources: {paper: {publisher: The Paper, issued: 2016-08-01, language: ru}}
places: {west: West, east: East}
legs: {a: {from: west, to: east, by: air, claims: [{source: paper, quote: летел}]}}
itineraries: {i: {title: To the east, legs: [a]}}
"""
HOSTILE = "</p><script>alert(1)</script>{{ 7*7 }}{% x %}${`"

Made = Callable[..., Atlas]


@pytest.fixture
def made(case_from: Callable[[str], Case], square_world: FakeGazetteer) -> Made:
    def build(profile: Profile = "public", text: str = CASE) -> Atlas:
        case = case_from(text)
        return pipeline.build(case, gazetteer=square_world, profile=profile, today="2026-01-01")

    return build


def said(atlas: Atlas, words: str, language: str | None = None) -> Atlas:
    leg = atlas.case.legs["a"]
    claim = replace(leg.claims[0], quote=Quote(words, language=language, translation=words))
    legs = {"a": replace(leg, title=words, claims=(claim,))}
    return replace(atlas, case=replace(atlas.case, title=words, legs=legs))


def test_hostile_text_is_shown_as_it_stands(made: Made) -> None:
    old, new = made(), said(made(), HOSTILE, 'ru" onclick="x')
    page = html(changes(old, new), old, new)
    assert page.isascii()
    assert "<script" not in page
    assert "49" not in re.sub(r"<style>.*?</style>|<meta[^>]*>", "", page, flags=re.DOTALL)
    assert "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% x %}${`" in page
    assert "onclick" not in page
    assert "script-src &#39;none&#39;" in page
    assert "default-src &#39;none&#39;" in page


def test_the_page_tells_words_languages_and_versions(made: Made) -> None:
    old, new = made(), said(made(), "плыл")
    page = html(changes(old, new), old, new)
    assert '<blockquote dir="auto" lang="ru">' in page
    assert version_id(old) in page
    assert version_id(new) in page
    assert NOT_FOR_PUBLICATION not in page
    assert page == html(changes(old, new), old, new)


def test_an_internal_page_says_so(made: Made) -> None:
    old, new = made("internal"), said(made("internal"), "x")
    page = html(changes(old, new), old, new)
    assert page.count(NOT_FOR_PUBLICATION) == 2  # its title and its head
    assert "noindex" in page


def test_the_page_speaks_the_language_of_the_case(made: Made) -> None:
    told = CASE.replace("title: A journey", "title: A journey\nlanguage: ko")
    atlas = made(text=told)
    assert '<html lang="ko">' in html((), atlas, atlas)
