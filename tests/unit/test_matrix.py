"""Claims by versions, as the page is told."""

from __future__ import annotations

import pytest

from routes import api
from routes.webmap.matrix import matrix
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def official():
    return matrix(api.build(ROOT / "data" / "cases" / "trade-official-2016.yaml"))


def row(found, label, about):
    return next(r for r in found["rows"] if r["label"] == label and r["about"]["id"] == about)


def test_what_is_reported_comes_first(official):
    assert official["variants"][:4] == ["belarus", "minsk-west", "ukraine", "south-korea"]
    assert len(official["variants"]) == 8


def test_ukraine_and_belarus_speak_against_each_other(official):
    july = row(official, "reports of early July 2016", "to-ukraine")
    verdicts = {i: cell["verdict"] for i, cell in july["cells"].items()}
    assert verdicts == {
        "belarus": "inconsistent", "minsk-west": "inconsistent", "ukraine": "consistent",
    }  # fmt: skip
    assert july["cells"]["belarus"]["leg"] == "drive-to-pulkovo"


def test_minsk_and_belarus_do_not(official):
    assert set(row(official, "another report, not named", "minsk-to-west")["cells"]) == {
        "minsk-west",
        "ukraine",
    }


def test_silence_is_left_out_and_is_no_agreement(official):
    assert set(row(official, "RIA Novosti", "to-south-korea")["cells"]) == {"south-korea"}


def test_who_weighs_says_nothing_and_that_is_told(official):
    weighed = row(official, "Sino-NK", "to-finland")
    assert weighed["weighs"]
    assert weighed["cells"]["finland"]["verdict"] == "silent"
    assert weighed["cells"]["finland"]["reason"]


def test_every_row_says_what_is_claimed_of_what(official):
    assert all(r["says"] and r["on"] and r["label"] for r in official["rows"])


def test_a_closure_is_told_as_one():
    found = matrix(api.build(ROOT / "data" / "cases" / "closed-road-2024.yaml"))
    closing = [r for r in found["rows"] if r["closes"]]
    assert [r["about"]["kind"] for r in closing] == ["leg", "leg", "variant"]
    assert all(r["cells"]["by-car"]["verdict"] == "consistent" for r in closing)
