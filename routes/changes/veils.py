"""What was withheld and is told now, or the other way round. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from routes.changes.both import Both
from routes.changes.change import Change
from routes.changes.claims import Subject
from routes.messages import plural, say


def is_silent(
    both: Both, was: tuple[str, ...], now: tuple[str, ...]
) -> Literal["old", "new"] | None:
    """Which of two states tells less of something at places, so that nothing can be compared.

    ``was`` and ``now`` are the places of it, by the ids of either state.
    """
    before, after = both.old.release, both.new.release
    if before.withholds(*was) != after.withholds(*now):
        return "old" if before.withholds(*was) else "new"
    is_moved = any(both.is_moved("places", *pair) for pair in zip(was, now, strict=True))
    if is_moved and after.veils(*now):
        return "new"
    if before.veils(*was) and not after.veils(*now):
        return "old"
    return None


def more(subject: Subject) -> Iterator[Change]:
    """Something of which more is told now."""
    sentence = say(
        "More is told of {what} now: before, something was withheld.", what=subject.title
    )
    yield Change("withholding", subject.key, sentence)


def less(subject: Subject) -> Iterator[Change]:
    """Something of which less is told now; what was told before is not told again."""
    sentence = say("Less is told of {what} now: something is withheld.", what=subject.title)
    yield Change("withholding", subject.key, sentence)


def withheld(n: int) -> Iterator[Change]:
    """How much the old state told that is withheld now; never what."""
    if n:
        told = plural(
            "{n} thing that was told before is withheld now, to protect people: what it was is not "
            "told here.",
            "{n} things that were told before are withheld now, to protect people: what they were "
            "is not told here.",
            n,
        )
        yield Change("withholding", "case", told)
