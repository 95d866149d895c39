"""What a document says of a case: all of it, and with the numbers of the figure."""

from __future__ import annotations

import copy
import re

import pytest

from routes.figures.key import entries
from routes.report.addresses import linked
from routes.report.blocks import Heading, Picture, References, Table, lines_of
from routes.report.content import report_of
from tests.browser.sample import sample
from tests.unit.report_sample import plain


@pytest.fixture(scope="module")
def report():
    return plain()


def told(report):
    return [
        "".join(span.text for span in line) for block in report.blocks for line in lines_of(block)
    ]


def tables(report):
    return [block for block in report.blocks if isinstance(block, Table)]


def test_everything_that_is_claimed_is_told(report):
    text = "\n".join(told(report))
    payload = sample()
    wanted = [payload["summary"], payload["version_id"], *payload["notes"]]
    for leg in payload["legs"]:
        wanted += [leg["title"], leg["ends"], *filter(None, (leg["reason"], leg["note"]))]
        for claim in leg["claims"]:
            wanted += filter(None, (claim["quote"], claim["translation"], claim["label"]))
    wanted += [each["title"] or each["label"] for each in payload["sources"]]
    wanted += [each["title"] for each in payload["variants"]]
    wanted += [each["question"] for each in payload["disputes"]]
    wanted += [each["statement"] for each in payload["checks"]]
    wanted += [item["text"] for known in payload["known"] for item in known["items"]]
    assert [each for each in wanted if each not in text] == []


def test_legs_have_the_numbers_of_the_figure(report):
    (table,) = [each for each in tables(report) if each.columns[1].title == "Leg"]
    numbers = {row[1][0][0].text: row[0][0][0].text for row in table.rows}
    assert numbers == {entry.title: str(entry.number) for entry in entries(sample())}


def test_sources_are_numbered_without_a_gap_and_referred_to(report):
    (block,) = [block for block in report.blocks if isinstance(block, References)]
    numbers = [item.number for item in block.items]
    assert numbers == list(range(1, len(sample()["sources"]) + 1))
    used = {
        span.source
        for block in report.blocks
        for line in lines_of(block)
        for span in line
        if span.source
    }
    assert used
    assert used <= set(numbers)


def test_columns_of_a_table_fill_it_and_rows_have_a_cell_for_each(report):
    for table in tables(report):
        assert sum(column.share for column in table.columns) == pytest.approx(1)
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_the_figure_is_described_and_stands_before_all_chapters(report):
    kinds = [type(block) for block in report.blocks]
    assert kinds.index(Picture) < kinds.index(Heading)
    (picture,) = [block for block in report.blocks if isinstance(block, Picture)]
    assert all(each["title"] in picture.described for each in sample()["variants"])


def told_of(report, word):
    return [each for each in told(report) if word in each]


def test_what_holds_for_all_paths_is_told_once():
    one = copy.deepcopy(sample()["alternatives"][0])
    one |= {"avoided": {"label": "Keeps out", "countries": "A", "why": "A (B)", "limit": None}}
    one |= {"notes": ["of all"], "speeds": {"rail": "slow"}, "leg_title": None}
    for path in one["paths"]:
        path["access"] = ["far from the network"]
    other = {**one, "notes": ["of all", "of the road"], "speeds": {"road": "fast"}}
    blocks = [one, {**one, "notes": ["of all", "of rails"]}, other, {**other, "title": "Last"}]
    made = report_of({**sample(), "alternatives": blocks})
    assert len(one["paths"]) > 1
    assert told_of(made, "of all") == ["of all"]
    assert told_of(made, "of rails") == ["of rails"]
    assert told_of(made, "of the road") == ["of the road"]
    assert told_of(made, "Keeps out") == ["Keeps out A (B)", *["Keeps out A"] * 3]
    assert told_of(made, "the network") == ["Far from the network."] * 4


def test_a_version_that_is_only_weighed_is_told_in_one_paragraph(report):
    variants = sample()["variants"]
    weighed = [each for each in variants if each["kind"] == "hypothetical"]
    assert weighed
    for each in weighed:
        assert " ".join([*each["known"], *each["unknown"]]) in told(report)
    reported = sum(bool(each["unknown"]) for each in variants if each not in weighed)
    assert told(report).count("What is not known") == reported


def test_a_case_with_nothing_in_it_has_a_report_all_the_same():
    empty = sample()
    for key in ("variants", "legs", "places", "events", "disputes", "checks", "sources", "known"):
        empty[key] = []
    empty |= {"divergences": [], "notes": [], "findings": [], "alternatives": []}
    assert tables(report_of(empty)) == []


def test_it_is_told_in_the_language_of_the_payload():
    german = {**sample(), "languages": ["de"]}
    report = report_of(german)
    assert report.language == "de"
    assert "Quellen" in told(report)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("HTTP://A.example:8080/Ж", "http://a.example:8080/%D0%96"),
        ("https://пример.example/(a)[b]<c>", "https://xn--e1afmkfd.example/%28a%29%5Bb%5D%3Cc%3E"),
        ("https://a.example/%20", "https://a.example/%20"),
        ("javascript:alert(1)", None),
        ("https://user:pass@a.example/", None),
        ("https://[::1", None),
        ("https://a.example:99999/", None),
        ("https:///nowhere", None),
        ("https://a.example/\u202egpj", None),
        (None, None),
    ],
)
def test_addresses(address, wanted):
    assert linked(address) == wanted


def test_links_are_ascii_without_what_means_something_in_markup():
    found = linked('https://a.example/`|\\^{}"<>()[]*' + "'")
    assert found is not None
    assert not re.search(r"[`|\\^{}\"<>()\[\]]", found)
