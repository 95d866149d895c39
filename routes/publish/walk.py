"""Every text of a case, whatever holds it, without what may not be published. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Any, Literal

from routes.errors import Mark
from routes.messages import listing
from routes.model import Finding, Quote, Wanted, When
from routes.publish.keys import ADDRESSES, CODES, POINTS_TO, Spot, written
from routes.publish.scan import Kind
from routes.publish.texts import OMITTED, Scrubber

_KEPT = (Mark, When, bool, int, float, type(None))
"""What holds no text of an author."""

_Taken = Kind | Literal["address", "quotation", "around"]

_KINDS: Mapping[_Taken, tuple[str, str]] = {
    "coordinates": ("a position", "positions"),
    "telephone": ("a telephone number", "telephone numbers"),
    "e-mail": ("an e-mail address", "e-mail addresses"),
    "name": ("a name", "names"),
    "address": ("a web address", "web addresses"),
    "quotation": (
        "a whole quotation (a name is split over its parts)",
        "whole quotations (a name is split over their parts)",
    ),
    "around": ("the words around a quotation", "times the words around a quotation"),
}


def spaced(name: str) -> str:
    """An id or the name of a file as words."""
    return name.replace("_", " ")  # dots stay: a day may stand between them


class Walker:
    """Takes secrets out of the texts of a case; ``findings`` say where it did, and never what.

    ``ids`` are those that tell something, by section, with what stands for them. ``at`` is where
    the case begins, ``marks`` where the keys at its top stand.
    """

    def __init__(
        self,
        scrubber: Scrubber,
        ids: Mapping[str, Mapping[str, str]],
        at: Mark,
        marks: Mapping[str, Mark] = MappingProxyType({}),
    ) -> None:
        self._scrubber, self._ids, self._at, self._marks = scrubber, ids, at, marks
        self._numbers = count(1)
        self._taken: dict[tuple[str, Mark], list[_Taken]] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Where something was taken out: at the claim, the entry, the key at the top."""
        return tuple(
            Finding(
                "words-withheld", "info", f"a public map leaves out {_said(taken)} here.", *where
            )
            for where, taken in self._taken.items()
        )

    @property
    def words(self) -> int:
        """At how many places of the texts something is left out that readers would have read."""
        return sum(each != "around" for taken in self._taken.values() for each in taken)

    def section(self, name: str, entries: Mapping[str, Any]) -> dict[str, Any]:
        """A section of the case, by its new ids."""
        ids = self._ids[name]
        made: dict[str, Any] = {}
        for i, entry in entries.items():
            shown = ids.get(i, i)
            key = f"{name}.{shown}"
            made[shown] = replace(self._value(entry, Spot(key, key, self._at)), id=shown)
        return made

    def top(self, name: str, value: Any) -> Any:
        """What stands at the top of a case."""
        return self._value(value, Spot(name, name, self._at))

    def reported(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings on the case, about its new ids. They are no texts of it: nothing is counted."""
        quiet = Walker(self._scrubber, self._ids, self._at)
        return [replace(quiet.top("", each), about=self._about(each.about)) for each in findings]

    def _about(self, key: str) -> str:
        section, _, rest = key.partition(".")
        for i, shown in self._ids.get(section, {}).items():
            if rest == i or rest.startswith(f"{i}."):
                return f"{section}.{shown}{rest[len(i) :]}"
        # What is not told has no new id, and its own one is a secret as well.
        return section if any(self._ids.values()) else key

    def _value(self, value: Any, spot: Spot) -> Any:
        """A value of the model, whatever it is made of. Raises TypeError for what is none."""
        spot = spot.of(value, self._marks)
        if isinstance(value, str):
            return self._text(value, spot)
        if isinstance(value, tuple):
            return tuple(self._value(each, spot.inside(n)) for n, each in enumerate(value))
        if isinstance(value, _KEPT):
            return value
        if is_dataclass(value) and not isinstance(value, type):
            if isinstance(value, Quote):
                return self._quoted(value, spot)
            made: Any = replace(
                value, **{f.name: self._field(value, f.name, spot) for f in fields(value)}
            )
            return self._numbered(value, made) if isinstance(value, Wanted) else made
        raise TypeError(f"nobody has said how {type(value).__name__} is published")

    def _field(self, owner: Any, name: str, spot: Spot) -> Any:
        value = getattr(owner, name)
        section = POINTS_TO.get((type(owner), name))
        if name == "id":
            return value
        if section is not None:
            ids = self._ids[section]
            if isinstance(value, tuple):
                return tuple(ids.get(i, i) for i in value)
            return ids.get(value, value)
        if name in CODES:
            return value
        if name in ADDRESSES and isinstance(value, str):
            return self._address(value, spot)
        return self._value(value, spot.inside(written(owner, name)))

    def _text(self, text: str, spot: Spot, language: str | None = None) -> str:
        before = len(self._scrubber.taken)
        kept = self._scrubber.text(text, language)
        for hit in self._scrubber.taken[before:]:
            self._note(hit.kind, spot)
        return kept

    def _address(self, url: str, spot: Spot) -> str | None:
        kept = self._scrubber.address(url)
        if kept is None:
            self._note("address", spot)
        return kept

    def _note(self, what: _Taken, spot: Spot) -> None:
        self._taken.setdefault((spot.about, spot.mark), []).append(what)

    def _quoted(self, quote: Quote, spot: Spot) -> Quote:
        """A quote; what stands for a name in it speaks its language."""
        quote, language = self._together(quote, spot), quote.language
        return replace(
            quote,
            exact=self._text(quote.exact, spot, language),
            prefix=quote.prefix and self._text(quote.prefix, spot, language),
            suffix=quote.suffix and self._text(quote.suffix, spot, language),
            translation=quote.translation and self._text(quote.translation, spot),
        )

    def _together(self, quote: Quote, spot: Spot) -> Quote:
        """A quote without the words around it where these, or all together, tell something."""
        parts = [each for each in (quote.prefix, quote.exact, quote.suffix) if each]
        if self._scrubber.is_clean(" ".join(parts)):
            return quote
        if all(map(self._scrubber.is_clean, parts)):  # split between them
            self._note("quotation", spot)
            return replace(quote, exact=OMITTED, prefix=None, suffix=None, translation=None)
        if len(parts) > 1:
            self._note("around", spot)
        return replace(quote, prefix=None, suffix=None)

    def _numbered(self, before: Wanted, made: Wanted) -> Wanted:
        """What is asked for is called by its ends: by a number, where these were replaced."""
        ends = ("leg", "start", "end", "via")
        is_told = any(getattr(before, name) != getattr(made, name) for name in ends)
        if not is_told and self._scrubber.is_clean(spaced(made.id)):
            return made
        return replace(made, id=f"alternatives-{next(self._numbers)}")


def _said(taken: list[_Taken]) -> str:
    counted = Counter(taken)
    words = [
        one if counted[kind] == 1 else f"{counted[kind]} {many}"
        for kind, (one, many) in _KINDS.items()
        if kind in counted
    ]
    return str(listing(words))
