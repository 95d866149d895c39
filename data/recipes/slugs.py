"""Ids made from names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from routes.gazetteers.fold import fold


def slug(name: str) -> str:
    """The folded name with hyphens: "Lac Saint-Jean" gives "lac-st-jean"."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-")


def distinct(names: Sequence[str], countries: Iterable[str | None]) -> Iterator[str]:
    """A slug for each name: the first of a name bare, others with country or number.

    Order matters: give the largest of a name first.
    """
    taken: set[str] = set()
    for name, country in zip(names, countries, strict=True):
        plain = slug(name)
        wanted = [plain, f"{plain}-{country.lower()}"] if country else [plain]
        wanted += [f"{plain}-{number}" for number in range(2, 100)]
        free = next(w for w in wanted if w not in taken)
        taken.add(free)
        yield free
