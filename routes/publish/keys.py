"""Where something stands in a case file: the key as its author writes it, and the line. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from routes.errors import Mark, nth
from routes.model import Check, Claim, Embargo, Event, Itinerary, Leg, Source, Toponym
from routes.model import Quote as Words
from routes.model import Wanted as Asked

POINTS_TO: Mapping[tuple[type, str], str] = {
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
    (Asked, "start"): "places",
    (Asked, "end"): "places",
    (Asked, "via"): "places",
    (Asked, "leg"): "legs",
    (Itinerary, "legs"): "legs",
}
"""The fields that hold ids, and of what."""

ADDRESSES = ("url", "archive")
"""Fields of addresses: they are told whole, or not."""

CODES = frozenset({
    "avoid", "basis", "code", "country", "iata", "icao", "identity", "kind", "language",
    "languages", "mode", "precision", "projection", "publish", "reliability", "severity", "sha256",
    "stance", "status",
})  # fmt: skip
"""Fields of words from lists: no author's text, and no other word would do."""

_OTHERWISE: Mapping[tuple[type, str], str] = {
    (Leg, "start"): "from",
    (Leg, "end"): "to",
    (Leg, "mode"): "by",
    (Leg, "closure"): "closed",
    (Itinerary, "closure"): "closed",
    (Event, "place"): "at",
    (Embargo, "reason"): "because",
    (Asked, "start"): "from",
    (Asked, "end"): "to",
    (Asked, "mode"): "by",
}
"""Fields that a case file calls otherwise."""


def written(owner: Any, name: str) -> str:
    """The key under which the field ``name`` of ``owner``, a value of the model, stands.

    Empty where it has none of its own: words alone are short for a quote.
    """
    if isinstance(owner, Words) and name == "exact":
        around = (owner.prefix, owner.suffix, owner.language, owner.translation)
        return "exact" if any(each is not None for each in around) else ""
    return _OTHERWISE.get((type(owner), name), name.replace("_", "-"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A ``key``, as in ``legs.over.claims[1].quote``, and the ``mark`` of what is nearest to it.

    ``about`` is the key of that: a claim, an entry, a key at the top.
    """

    key: str
    about: str
    mark: Mark

    def inside(self, name: str | int) -> Spot:
        """The spot of what stands under ``name`` here."""
        if isinstance(name, int):
            return Spot(nth(self.key, name), self.about, self.mark)
        return Spot(f"{self.key}.{name}" if name != "" else self.key, self.about, self.mark)

    def of(self, value: Any, marks: Mapping[str, Mark]) -> Spot:
        """The spot with the line of ``value``, if it has one of its own.

        ``marks`` are those of the keys at the top of the case.
        """
        mark = getattr(value, "mark", None) or marks.get(self.key)
        return self if mark is None else Spot(self.key, self.key, mark)
