"""What a figure consists of, as values: areas, lines and words on a sheet. Pure.

Lengths and positions are points (1/72 inch); x runs to the right, y down from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from routes.webmap.pencil import Box, Points


@dataclass(frozen=True, slots=True)
class Area:
    """Rings to fill, even-odd; ``line`` is the colour of their edge."""

    rings: Sequence[Points]
    colour: str
    opacity: float = 1.0
    line: str | None = None
    width: float = 0.0
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines; ``dash`` are lengths of dash and gap, ``begin`` how far into them a line begins."""

    lines: Sequence[Points]
    colour: str
    width: float
    dash: tuple[float, ...] = ()
    begin: float = 0.0
    opacity: float = 1.0
    round: bool = False
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, from ``x`` on to the right, ``y`` is its baseline.

    ``halo`` is the colour of a rim around the letters, ``rim`` how wide that is.
    """

    x: float
    y: float
    text: str
    size: float
    colour: str
    halo: str | None = None
    rim: float = 1.4


Item = Area | Stroke | Words


@dataclass(slots=True)
class Sheet:
    """A sheet of a fixed width, filled from the top; ``items`` lie one above the other.

    ``title`` and ``told`` say what it shows to who cannot see it, ``notes`` what it could not show.
    ``colours`` are those of the versions, by their numbers.
    """

    width: float
    height: float = 0.0
    title: str = ""
    told: str = ""
    keywords: str = ""
    colours: tuple[str, ...] = ()
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Lay ``items`` on top of what is there."""
        self.items.extend(items)
