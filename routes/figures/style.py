"""How large everything is, by the width a figure is made for. Lengths are points. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Style:
    """``width`` and, where it is fixed, ``height`` of the sheet; ``pixel`` is one of the page's.

    ``title`` to ``small`` are sizes of letters, from the largest to the smallest.
    ``floor`` is the size of which none is smaller.
    ``least`` and ``most`` are how high a map is at least and at most, as shares of its width.
    Where it ``explains``, every kind of line has a sentence. Where it is ``dense``, the legs of a
    version stand beside its title.
    """

    width: float
    height: float | None
    edge: float
    pixel: float
    title: float
    lead: float
    name: float
    country: float
    key: float
    small: float
    floor: float
    least: float
    most: float
    columns: int
    dpi: float
    explains: bool = True
    dense: bool = False

    def at_least(self, size: float) -> float:
        """A size of letters that can be read in print."""
        return max(size, self.floor)


STYLES: Mapping[str, Style] = {
    "single": Style(
        85 * _MM, None, 4.0, 0.46, 10.5, 7.0, 6.2, 5.0, 6.3, 5.2, 5.0, 0.78, 1.2, 1, 300.0
    ),
    "double": Style(
        180 * _MM, None, 6.0, 0.56, 14.0, 8.6, 7.2, 5.6, 7.0, 5.6, 5.0, 0.46, 0.8, 3, 300.0
    ),
    "slide": Style(
        254 * _MM, 142.9 * _MM, 16.0, 0.7, 19.0, 10.5, 9.0, 6.8, 8.0, 6.2, 6.0, 0.5, 0.8, 1, 200.0
    ),
}
"""A column of a journal, both columns, and a slide of 16 to 9."""
