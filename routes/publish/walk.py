"""Every text of a case, whatever holds it, without what may not be published. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from routes.errors import Mark
from routes.messages import listing
from routes.model import (
    Check,
    Claim,
    Event,
    Finding,
    Itinerary,
    Leg,
    Quote,
    Source,
    Toponym,
    Wanted,
    When,
)
from routes.publish.scan import Hit, Kind
from routes.publish.texts import OMITTED, Scrubber

_POINTS_TO: Mapping[tuple[type, str], str] = {
    (Source, "read_in"): "sources",
    (Source, "citing"): "sources",
    (Claim, "source"): "sources",
    (Claim, "citing"): "sources",
    (Check, "source"): "sources",
    (Check, "closer"): "places",
    (Check, "than"): "places",
    (Check, "to"): "places",
    (Toponym, "near"): "places",
    (Leg, "start"): "places",
    (Leg, "end"): "places",
    (Event, "place"): "places",
    (Wanted, "start"): "places",
    (Wanted, "end"): "places",
    (Wanted, "via"): "places",
    (Wanted, "leg"): "legs",
    (Itinerary, "legs"): "legs",
}
"""The fields that hold ids, and of what."""

_ADDRESSES = ("url", "archive")
_CODES = frozenset({
    "avoid", "basis", "code", "country", "iata", "icao", "identity", "kind", "language", "mode",
    "precision", "publish", "reliability", "severity", "sha256", "stance", "status",
})  # fmt: skip
"""Fields of words from lists: no author's text, and no other word would do."""
_KEPT = (Mark, When, bool, int, float, type(None))
"""What holds no text of an author."""

_KINDS: Mapping[Kind, tuple[str, str]] = {
    "coordinates": ("a position", "positions"),
    "telephone": ("a telephone number", "telephone numbers"),
    "e-mail": ("an e-mail address", "e-mail addresses"),
    "name": ("a name", "names"),
}


def spaced(name: str) -> str:
    """An id or the name of a file as words."""
    return name.replace("_", " ").replace(".", " ")


class Walker:
    """Takes secrets out of the texts of a case; ``findings`` say where it did, and never what.

    ``ids`` are those that tell something, by section, with what stands for them. ``at`` is where
    the case begins.
    """

    def __init__(self, scrubber: Scrubber, ids: Mapping[str, Mapping[str, str]], at: Mark) -> None:
        self._scrubber, self._ids, self._at = scrubber, ids, at
        self._numbers = count(1)
        self.findings: list[Finding] = []

    def section(self, name: str, entries: Mapping[str, Any]) -> dict[str, Any]:
        """A section of the case, by its new ids."""
        ids = self._ids[name]
        made: dict[str, Any] = {}
        for i, entry in entries.items():
            shown = ids.get(i, i)
            clean = self._told(entry, f"{name}.{shown}", entry.mark)
            made[shown] = replace(clean, id=shown)
        return made

    def top(self, name: str, value: Any) -> Any:
        """What stands at the top of a case."""
        return self._told(value, name, self._at)

    def reported(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings on the case, about its new ids."""
        return [replace(self.value(each), about=self._about(each.about)) for each in findings]

    def _about(self, key: str) -> str:
        section, _, rest = key.partition(".")
        for i, shown in self._ids.get(section, {}).items():
            if rest == i or rest.startswith(f"{i}."):
                return f"{section}.{shown}{rest[len(i) :]}"
        return key

    def value(self, value: Any) -> Any:
        """A value of the model, whatever it is made of. Raises TypeError for what is none."""
        if isinstance(value, str):
            return self._scrubber.text(value)
        if isinstance(value, tuple):
            return tuple(map(self.value, value))
        if isinstance(value, _KEPT):
            return value
        if is_dataclass(value) and not isinstance(value, type):
            if isinstance(value, Quote):
                return self._quoted(self._together(value))
            made: Any = replace(
                value, **{f.name: self._field(value, f.name) for f in fields(value)}
            )
            return self._numbered(value, made) if isinstance(value, Wanted) else made
        raise TypeError(f"nobody has said how {type(value).__name__} is published")

    def _told(self, value: Any, about: str, mark: Mark | None) -> Any:
        before = len(self._scrubber.taken)
        made = self.value(value)
        taken = self._scrubber.taken[before:]
        if taken:
            message = f"a public map leaves out {_said(taken)} here."
            self.findings.append(
                Finding("words-withheld", "info", message, about, mark or self._at)
            )
        return made

    def _field(self, owner: Any, name: str) -> Any:
        value = getattr(owner, name)
        section = _POINTS_TO.get((type(owner), name))
        if name == "id":
            return value
        if section is not None:
            ids = self._ids[section]
            if isinstance(value, tuple):
                return tuple(ids.get(i, i) for i in value)
            return ids.get(value, value)
        if name in _CODES:
            return value
        if name in _ADDRESSES and isinstance(value, str):
            return self._scrubber.address(value)
        return self.value(value)

    def _quoted(self, quote: Quote) -> Quote:
        """A quote; what stands for a name in it speaks its language."""
        language = quote.language
        return replace(
            quote,
            exact=self._scrubber.text(quote.exact, language),
            prefix=quote.prefix and self._scrubber.text(quote.prefix, language),
            suffix=quote.suffix and self._scrubber.text(quote.suffix, language),
            translation=quote.translation and self._scrubber.text(quote.translation),
        )

    def _together(self, quote: Quote) -> Quote:
        """A quote without the words around it where these, or all together, tell something."""
        parts = [each for each in (quote.prefix, quote.exact, quote.suffix) if each]
        if self._scrubber.is_clean(" ".join(parts)):
            return quote
        if all(map(self._scrubber.is_clean, parts)):  # split between them
            return replace(quote, exact=OMITTED, prefix=None, suffix=None, translation=None)
        return replace(quote, prefix=None, suffix=None)

    def _numbered(self, before: Wanted, made: Wanted) -> Wanted:
        """What is asked for is called by its ends: by a number, where these were replaced."""
        ends = ("leg", "start", "end", "via")
        is_told = any(getattr(before, name) != getattr(made, name) for name in ends)
        if not is_told and self._scrubber.is_clean(spaced(made.id)):
            return made
        return replace(made, id=f"alternatives-{next(self._numbers)}")


def _said(taken: list[Hit]) -> str:
    counted = Counter(hit.kind for hit in taken)
    words = [
        one if counted[kind] == 1 else f"{counted[kind]} {many}"
        for kind, (one, many) in _KINDS.items()
        if kind in counted
    ]
    return str(listing(words))
