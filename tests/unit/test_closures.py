"""What is said to be closed, and by whom, in few words and in a sentence."""

from __future__ import annotations

import pytest

from routes.model import Claim, Closure, Source, When
from routes.webmap.closures import closed_since, closed_told

SOURCES = {"a": Source("a", publisher="A"), "b": Source("b", publisher="B")}
SINCE = When("2024-01", "2024-01-01", "2024-01-31")


@pytest.mark.parametrize(
    ("claims", "few", "sentence"),
    [
        (
            [Claim("a")],
            "Closed since January 2024",
            "Closed since January 2024, according to A",
        ),
        (
            [Claim("a"), Claim("b", "denies")],
            "Closed since January 2024 (disputed)",
            "Closed since January 2024, according to A; denied by B",
        ),
        (
            [Claim("a"), Claim("b", "doubts")],
            "Closed since January 2024 (disputed)",
            "Closed since January 2024, according to A; doubted by B",
        ),
        (
            [Claim("b", "denies")],
            "Closed since January 2024 (no source says so)",
            "Closed since January 2024; no source says so; denied by B",
        ),
        (
            [],
            "Closed since January 2024 (no source says so)",
            "Closed since January 2024; no source says so",
        ),
    ],
)
def test_a_closure_comes_with_who_says_so_and_who_does_not(claims, few, sentence):
    closure = Closure(SINCE, tuple(claims))
    assert closed_since(closure, SOURCES) == few
    assert closed_told(closure, SOURCES) == sentence
