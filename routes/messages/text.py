"""Text that remembers how it was made, so that it can be told again in another language.

A `Text` is an ordinary string: its English, or for what an author wrote the language of the
case. `routes.messages.speaker` finds in it the sentence that stands in the catalogues, and what
was put into it. Put a `Text` into another one as a value, never with ``+`` or an f-string: what
comes out of those is only English.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""The names of months as dates in words have them, January first."""


class Text(str):
    """A string that can be told in other languages."""

    __slots__ = ()


class Sentence(Text):
    """The English of ``template`` with ``values`` put in.

    ``one`` is the template's singular where the sentence counts ``values["n"]``, else None.
    """

    __slots__ = ("one", "template", "values")

    template: str
    one: str | None
    values: Mapping[str, Any]


class Written(Text):
    """What an author wrote; ``told`` has it by language tag, the string itself among it."""

    __slots__ = ("told",)

    told: Mapping[str, str]


class Name(Text):
    """What a place is called in the case; readers of other languages may call it otherwise."""

    __slots__ = ()


class Number(Text):
    """A number with a fixed count of decimals; a share of one where ``percent``."""

    __slots__ = ("decimals", "percent", "value")

    value: float
    decimals: int
    percent: bool


class Day(Text):
    """A year, a month or a day: ``iso`` is as long as it is exact (2016, 2016-07, 2016-07-15)."""

    __slots__ = ("iso",)

    iso: str


class Listing(Text):
    """Several ``items`` as a sentence has them: "a, b and c"."""

    __slots__ = ("items",)

    items: tuple[str, ...]


class Territory(Text):
    """A country by its ISO 3166-1 alpha-2 ``code``."""

    __slots__ = ("code",)

    code: str


def say(template: str, /, **values: Any) -> Text:
    """The sentence ``template`` with ``{name}`` replaced by ``values``.

    Raises KeyError for a name without a value.
    """
    return _sentence(template.format_map(values), template, None, values)


def plural(one: str, other: str, n: int, /, **values: Any) -> Text:
    """``one`` where ``n`` is 1, else ``other``; both may hold ``{n}`` and other names."""
    told = (one if n == 1 else other).format_map({"n": f"{n:,}", **values})
    return _sentence(told, other, one, {"n": n, **values})


def _sentence(english: str, template: str, one: str | None, values: dict[str, Any]) -> Sentence:
    text = Sentence(english)
    text.template, text.one, text.values = template, one, values
    return text


def written(told: Mapping[str, str], language: str) -> Text:
    """What an author wrote, by language tag; the string is that in ``language``.

    The first one stands in for a language that is missing. Raises ValueError for nothing at all.
    """
    if not told:
        raise ValueError("nothing is written")
    text = Written(told.get(language) or next(iter(told.values())))
    text.told = dict(told)
    return text


def english(text: str) -> Text:
    """``text`` itself if it can be told, else as what is only there in English."""
    return text if isinstance(text, Text) else written({"en": text}, "en")


def number(value: float, decimals: int = 0) -> Text:
    """A number with ``decimals``; in English with commas between thousands."""
    return _number(f"{value:,.{decimals}f}", value, decimals, percent=False)


def percentage(share: float, decimals: int = 0) -> Text:
    """A share of one as a percentage with ``decimals``, rounded down: "16 %"."""
    # What 0.29 * 100 is short of 29 is no reason to say 28.
    parts = math.floor(round(share * 100 * 10**decimals, 6))
    told = f"{parts / 10**decimals:.{decimals}f} %"
    return _number(told, parts / 10 ** (decimals + 2), decimals, percent=True)


def _number(english: str, value: float, decimals: int, *, percent: bool) -> Number:
    text = Number(english)
    text.value, text.decimals, text.percent = value, decimals, percent
    return text


def day(iso: str) -> Text:
    """A year, a month or a day of ISO 8601 in words: "2016", "July 2016", "15 July 2016"."""
    year, *rest = iso.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    words += [MONTHS[int(rest[0]) - 1]] if rest else []
    text = Day(" ".join([*words, year]))
    text.iso = iso
    return text


def listing(items: Sequence[str]) -> Text:
    """Words joined as in a sentence: "a", "a and b", "a, b and c"."""
    text = Listing(_joined(items))
    text.items = tuple(items)
    return text


def _joined(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def territory(code: str, english: str) -> Text:
    """The country with an ISO 3166-1 alpha-2 ``code``, and what it is called in English."""
    text = Territory(english)
    text.code = code
    return text
