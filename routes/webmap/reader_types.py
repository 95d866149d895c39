"""The part of the payload that answers a reader's questions, as types.

Days are whole days since 1970-01-01 (UTC), both ends of a span included. All text is plain text.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Verdict = Literal["consistent", "inconsistent", "doubted", "silent"]
"""What a claim means for a version of the journey; silent says nothing of it."""


class SpanOut(TypedDict):
    """When, as days; null where the date is open on that side.

    ``before`` and ``after`` are the days by which a date that is only about right may lie
    outside of its ends. ``vague`` is what is more than one exact day. ``firm`` is there where
    something begins and goes on: the last day, as written, on which it may have begun.
    """

    start: int | None
    end: int | None
    before: int
    after: int
    vague: bool
    firm: NotRequired[int | None]


class About(TypedDict):
    """Something on the page: ``kind`` is leg, variant, place, event, dispute, way or source."""

    kind: str
    id: str


class KnownLink(TypedDict):
    """The name of something, and where to read on."""

    label: str
    about: About


class KnownItem(TypedDict):
    """One thing that is known, or not; ``about`` is where to read on.

    ``links`` are the things that the sentence counts, each by its name.
    """

    text: str
    about: About | None
    links: list[KnownLink]


class KnownOut(TypedDict):
    """What is known, disputed, only drawn, not known or withheld of the whole case."""

    id: Literal["known", "disputed", "drawn", "unknown", "withheld"]
    title: str
    items: list[KnownItem]


class OptionOut(TypedDict):
    """A value to filter by."""

    id: str
    label: str


class FacetOut(TypedDict):
    """Something to filter by: source, origin, credibility, mode, basis or status."""

    id: str
    label: str
    options: list[OptionOut]


class FacetRow(TypedDict):
    """One claim on one leg, or a leg without a claim: what a filter keeps or leaves out.

    What gives no date of its own has a row for each date of the leg.
    ``values`` maps ids of facets to ids of options. A filter keeps a leg when one of its rows
    meets all of it. A row without a ``span`` is undated, and no filter of dates leaves it out.
    """

    leg: str
    values: dict[str, list[str]]
    span: SpanOut | None


class Facets(TypedDict):
    """All that can be filtered by."""

    facets: list[FacetOut]
    rows: list[FacetRow]


class CellOut(TypedDict):
    """``reason`` is a sentence that says why; ``leg`` the leg of the version on which it rests.

    Where ``deduced``, no source speaks against the version: that both cannot hold as they are
    drawn is our deduction.
    """

    verdict: Verdict
    reason: str | None
    leg: str | None
    deduced: bool


class MatrixRow(TypedDict):
    """A claim: who, what in words, and what it means for each variant, by variant id.

    ``quote`` are the words, or their translation, cut short; ``says`` is in ours. ``about`` is
    what the claim is on, ``on`` its title. A variant without a cell is one of which the claim
    says nothing. ``closes`` tells a claim on a closure, ``weighs`` one that only weighs a way and
    asserts nothing.
    """

    label: str
    stance: Literal["asserts", "denies", "doubts"]
    quote: str
    says: str
    on: str
    about: About
    closes: bool
    weighs: bool
    cells: dict[str, CellOut]


class MatrixOut(TypedDict):
    """Claims by variants; ``variants`` are the ids in the order of the columns.

    Those that are reported come first.
    """

    variants: list[str]
    rows: list[MatrixRow]


class StepOut(TypedDict):
    """One leg of the story as a tree: versions that begin alike share their first steps.

    ``next`` are the steps that may follow, several where versions part. ``variants`` are those
    that take this step; ``ends`` those that end with it. ``id`` is the leg's, with as many of
    the legs before it as it needs to be the only one ("minsk/border"); it begins with "/" where
    these reach back to the start. ``to`` is the name of where it leads. ``parting`` says where
    versions go from here when they part. ``closed`` says what is closed, the leg or versions that
    take it, a sentence each.
    """

    id: str
    leg: str
    to: str
    previous: str | None
    next: list[str]
    variants: list[str]
    ends: list[str]
    sentence: str
    parting: str | None
    closed: list[str]


Patch = dict[str, "str | Patch"]
"""Texts by the keys that lead to them in a payload; of a list those are positions from 0."""


class Tongue(TypedDict):
    """The page in one more language: what to put instead of the texts of the first one.

    ``messages`` are those of the page's scripts; ``payload`` has the texts of the payload that
    differ; ``shell`` maps texts of the page around the map to texts, where the payload does not
    tell; ``foreign`` has the languages of what stays in another one.
    """

    messages: dict[str, str | list[str]]
    payload: Patch
    shell: dict[str, str]
    foreign: Patch


class FindingOut(TypedDict):
    """What a reader must know of a place or a leg beside the map."""

    message: str
