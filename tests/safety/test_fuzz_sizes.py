"""Large and lopsided case files below the size cap: read or refused in seconds, and in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from routes import casefile
from routes.casefile.caps import MOST, MOST_STEPS
from routes.casefile.decode import MAX_BYTES
from routes.errors import InputError
from tests.safety.fuzz import HangError, budget

CPU_S = 20.0
"""A generous factor above what is measured (4 s at most on a quiet machine), so that a busy
machine does not matter. Before they were mended these took from half a minute to hours."""

PLACES, LEGS = ("a: A", "b: B"), ("l: {from: a, to: b, by: air}",)


def _section(name: str, rows: Iterable[str]) -> str:
    return "\n".join([f"{name}:", *(f"  {row}" for row in rows), ""])


def text(
    extra: str = "",
    sources: Iterable[str] = ("s: {publisher: S}",),
    places: Iterable[str] = PLACES,
    legs: Iterable[str] = LEGS,
    itineraries: Iterable[str] = ("i: {title: I, legs: [l]}",),
) -> str:
    parts = {"sources": sources, "places": places, "legs": legs, "itineraries": itineraries}
    sections = "".join(_section(name, rows) for name, rows in parts.items())
    return f"version: 1\ntitle: T\n{extra}{sections}"


def _claims(count: int) -> str:
    return ", ".join(f"{{source: saurse-{n}-{'x' * 40}, says: x}}" for n in range(count))


def _legs(count: int) -> list[str]:
    ends = [(f"p{n}", f"p{n + 1}") for n in range(count)]
    return [f"l{n}: {{from: {a}, to: {b}, by: air}}" for n, (a, b) in enumerate(ends)]


# What it is, how it is made, and words of the first mistake, or None where it is read.
SIZES: dict[str, tuple[Callable[[], str], str | None]] = {
    "unknown ids among thousands": (
        lambda: text(
            sources=[f"source-{n}-{'x' * 40}: {{publisher: S}}" for n in range(5_000)],
            legs=[f"l: {{from: a, to: b, by: air, claims: [{_claims(499)}]}}"],
        ),
        "no source has the id",
    ),
    "wrong countries": (
        lambda: text("avoid: [" + ", ".join(f"Contry{n}" for n in range(90_000)) + "]\n"),
        "is not a country",
    ),
    "a heap of accents": (
        lambda: text("question: 'a" + "\u0301" * 450_000 + "\u0316" * 450_000 + "'\n"),
        "more than 30 accents",
    ),
    "colons in one line": (lambda: text("notes: " + "a: " * 600_000 + "\n"), "needs quotes"),
    "the same key again and again": (lambda: text("question: a\n" * 90_000), "stands here twice"),
    "a chain of readings": (
        lambda: text(
            sources=[f"s{n}: {{publisher: S, read-in: s{(n + 1) % 5_000}}}" for n in range(5_000)]
        ),
        "goes in a circle",
    ),
    "empty lines": (lambda: text() + "\n" * 1_900_000, None),
    "notes": (lambda: text("notes: [" + "a, " * 98_000 + "a]\n"), None),
    "deep": (lambda: text("notes: " + "[" * 1_000_000 + "\n"), "nested deeper than"),
}
for _name, _most in MOST.items():
    _rows = [f"e{n}: {{}}" for n in range(_most + 1)]
    SIZES[f"too many {_name}"] = (
        lambda name=_name, rows=_rows: f"version: 1\ntitle: T\n{_section(name, rows)}",
        f"at most {_most:,} fit into one case",
    )
SIZES["too many steps"] = (
    lambda: text(
        places=[f"p{n}: P" for n in range(501)],
        legs=_legs(500),
        itineraries=[
            f"i{m}: {{title: I, legs: [{', '.join(f'l{n}' for n in range(500))}]}}"
            for m in range(1 + MOST_STEPS // 500)
        ],
    ),
    f"at most {MOST_STEPS:,} can be compared",
)


def ended(path: Path) -> str | None:
    """The first mistake of the file, or None when it is read."""
    try:
        casefile.read(path)
    except InputError as error:
        longest = max(len(str(mistake)) for mistake in error.mistakes)
        assert longest < 2_000 + len(str(path))
        return str(error.mistakes[0])
    return None


@pytest.mark.parametrize("name", SIZES)
def test_it_ends_in_seconds(name, tmp_path):
    make, words = SIZES[name]
    data = make().encode()
    assert len(data) <= MAX_BYTES
    path = tmp_path / "case.yaml"
    path.write_bytes(data)
    before = time.process_time()
    with budget(CPU_S):
        said = ended(path)
    # Code in C is not interrupted, so it is also measured.
    assert time.process_time() - before < CPU_S
    assert said is None if words is None else words in str(said)


def test_in_numbers(tell):
    """The sizes above are parameters, so that each fails by itself."""
    tell("large case files", len(SIZES), hangs=0)


def test_the_budget_ends_what_does_not_end():
    def forever() -> None:
        while True:
            pass

    with pytest.raises(HangError), budget(0.05):
        forever()
