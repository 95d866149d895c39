"""The texts of a case that readers would see, each with where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from routes.errors import Mark
from routes.messages import Written
from routes.model import Case, When
from routes.publish.keys import ADDRESSES, CODES, POINTS_TO, Spot, written

_NOT_TOLD = frozenset({
    "id", "language", "languages", "projection", "people", "publishing", "findings", "file",
    "marks",
})  # fmt: skip
"""What of a case is no text, or none that readers see."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in one language, and its spot in the case file.

    ``language`` is its tag where an author gave the text in several.
    """

    text: str
    spot: Spot
    language: str | None = None


def passages(case: Case) -> Iterator[Passage]:
    """Every text of a case, in each of its languages. Ids, words from lists and addresses are none.

    Its names of places are among them, those of persons and the words to withhold are not.
    """
    at = Mark(case.file or case.id, 1)
    for name in (f.name for f in fields(Case) if f.name not in _NOT_TOLD):
        value = getattr(case, name)
        entries = value.items() if isinstance(value, Mapping) else [("", value)]
        for i, entry in entries:
            key = f"{name}.{i}" if i else name
            yield from _of(entry, Spot(key, key, at), case.marks)


def _of(value: Any, spot: Spot, marks: Mapping[str, Mark]) -> Iterator[Passage]:
    spot = spot.of(value, marks)
    if isinstance(value, str):
        told = value.told if isinstance(value, Written) else {}
        for tag, text in told.items() if len(told) > 1 else [(None, value)]:
            yield Passage(str(text), spot, tag)
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _of(each, spot.inside(number), marks)
    elif is_dataclass(value) and not isinstance(value, (type, Mark, When)):
        for name in (f.name for f in fields(value) if _is_text(type(value), f.name)):
            yield from _of(getattr(value, name), spot.inside(written(value, name)), marks)


def _is_text(owner: type, name: str) -> bool:
    no_text = name == "id" or name in CODES or name in ADDRESSES
    return not no_text and name != "edtf" and (owner, name) not in POINTS_TO
