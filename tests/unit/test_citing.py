"""Links that lead to the quote, and citations to copy."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from routes.model import Claim, Quote, Source, When
from routes.webmap.citing import citation, link

URL = "https://example.org/a"
LONG = " ".join(f"word{n}" for n in range(1, 21))


def sources(**more):
    made = {
        "essay": Source(
            "essay",
            title="On the Neva",
            author="A. Writer",
            publisher="Review",
            issued=When("2016-09-12", "2016-09-12", "2016-09-12"),
            url=URL,
            archive="https://archive.example/a",
        ),
        "paper": Source("paper", title="He fled", publisher="Paper", language="ru", read_in="wire"),
        "wire": Source("wire", publisher="Wire", read_in="essay"),
        "voice": Source("voice", title="an anonymous official", identity="anonymous"),
        "odd": Source("odd", title="Odd", url="javascript:alert(1)"),
        "bare": Source("bare", title="Bare"),
    }
    return {**made, **more}


def leads(exact, url=URL, **quote):
    source = Source("x", title="X", url=url)
    return link(Claim("x", quote=Quote(exact, **quote)), {"x": source})


@pytest.mark.parametrize(
    ("exact", "directive"),
    [
        ("he went", "he%20went"),
        ("a-b, c & d", "a%2Db%2C%20c%20%26%20d"),
        ("“Пулково”", "%E2%80%9C%D0%9F%D1%83%D0%BB%D0%BA%D0%BE%D0%B2%D0%BE%E2%80%9D"),
        ("100% #sure? [sic]", "100%25%20%23sure%3F%20%5Bsic%5D"),
        ("  two\n lines ", "two%20lines"),
        (LONG, "word1%20word2%20word3%20word4%20word5,word16%20word17%20word18%20word19%20word20"),
    ],
)
def test_the_link_leads_to_the_quote(exact, directive):
    assert leads(exact) == f"{URL}#:~:text={directive}"


def test_what_stands_around_the_quote_helps_to_find_it():
    found = leads("he went", prefix="then, ", suffix=" away - at last")
    assert found == f"{URL}#:~:text=then%2C-,he%20went,-away%20%2D%20at%20last"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/#part", "https://x.example/#part:~:text=he"),
        ("https://x.example/#:~:text=old", "https://x.example/#:~:text=old&text=he"),
        ("https://x.example/?q=1", "https://x.example/?q=1#:~:text=he"),
    ],
)
def test_a_fragment_of_the_address_is_kept(url, expected):
    assert leads("he", url=url) == expected


@pytest.mark.parametrize("character", [*"-,&#%?+='\"<> \t", "\u00e9", "\u5cf0", "\U0001f600"])
def test_nothing_in_a_quote_can_break_out_of_the_directive(character):
    found = leads(f"a{character}b")
    assert found is not None
    value = found.partition(":~:text=")[2]
    assert not set(value) & set("-,&#?+='\"<> \t")
    assert unquote(value) == " ".join(f"a{character}b".split())


def test_the_link_goes_to_the_document_whose_words_they_are():
    found = link(Claim("paper", quote=Quote("he fled")), sources())
    assert found == f"{URL}#:~:text=he%20fled"


def test_only_the_web_is_linked():
    quoted = Quote("words")
    assert link(Claim("odd", quote=quoted), sources()) is None
    assert link(Claim("bare", quote=quoted), sources()) is None
    assert link(Claim("essay"), sources()) == URL


def test_a_citation_says_who_what_where_and_the_words():
    claim = Claim("essay", quote=Quote("er floh", translation="he fled"), citing=("voice",))
    assert citation(claim, sources()) == (
        "A. Writer, “On the Neva”, Review, 12 September 2016, <https://example.org/a>,"
        " archived: <https://archive.example/a>, citing an anonymous official."
        " “er floh” (in translation: “he fled”)"
    )


def test_a_citation_names_every_document_on_the_way():
    told = citation(Claim("paper", quote=Quote("he fled"), citing=("wire", "voice")), sources())
    assert told.startswith(
        "“He fled”, Paper, citing Wire, citing an anonymous official, quoted in: Wire,"
        " quoted in: A. Writer, “On the Neva”, Review"
    )


def test_a_citation_without_a_quote_tells_what_is_said():
    assert citation(Claim("bare", says="He fled."), sources()) == "Bare. He fled."
    assert citation(Claim("bare"), sources()) == "Bare."


def test_braces_in_a_quote_stay_as_they_are():
    assert citation(Claim("bare", quote=Quote("{who} {0}")), sources()).endswith("“{who} {0}”")
