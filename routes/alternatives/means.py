"""What is needed to look for alternatives, handed in from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from routes.model import Place
from routes.modes import Mode

if TYPE_CHECKING:  # a case without alternatives must not wait for networks
    from shapely.geometry.base import BaseGeometry

    from routes.networks import Router


class Networks(Protocol):
    """Where the transport networks come from."""

    def router(self, mode: str) -> Router:
        """The network of rail, road, sea, or any (rail and road), ready to be searched.

        Raises ArtefactError when its file is not what it should be.
        """
        ...


def _unknown(code: str) -> None:  # noqa: ARG001  the code of a country of which nothing is known
    return None


@dataclass(frozen=True, slots=True)
class Means:
    """What `between` works with.

    ``airport`` gives the airport of a place, or None. ``worldview`` says by whose view disputed
    areas are counted to states ("un"); ``open`` are ids of closures that are to be ignored.
    ``shape_of`` gives the outline of a country by its ISO 3166-1 alpha-2 code, lon, lat in
    degrees, and ``country_name`` its name; None where that is not known.
    """

    networks: Networks
    modes: tuple[Mode, ...]
    airport: Callable[[Place], Place | None]
    worldview: str = "un"
    open: frozenset[str] = frozenset()
    shape_of: Callable[[str], BaseGeometry | None] = field(default=_unknown)
    country_name: Callable[[str], str | None] = field(default=_unknown)

    def mode(self, name: str) -> Mode:
        """The mode of that name. Raises ValueError when there is none."""
        for mode in self.modes:
            if mode.id == name:
                return mode
        raise ValueError(f"no mode named {name!r}")
