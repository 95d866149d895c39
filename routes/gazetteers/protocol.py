"""What a gazetteer is: an index from toponyms to candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    # Only for the types: importing shapely would slow every start of the program.
    from shapely.geometry.base import BaseGeometry

    from routes.model import Candidate, Kind


@runtime_checkable
class Gazetteer(Protocol):
    """An index from toponyms to candidates."""

    @property
    def name(self) -> str:
        """The name to show and to choose it by, as in ``bundled``."""
        ...

    def lookup(
        self, query: str, *, country: str | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """The candidates for a name as written, best first, at most ``limit``.

        ``country`` (ISO 3166-1 alpha-2) and ``kind`` leave out what certainly is
        somewhere else or something else. No candidates means that there is nothing of
        that name; everything else that stands in the way raises a RoutesError.

        A part of the query that was left out because it was not understood is named in
        ``ignored`` of every candidate, so that nobody takes it for granted.
        """
        ...

    def shape(self, ref: str) -> BaseGeometry | None:
        """The polygon or line of a candidate's ``ref``, if held.

        In lon, lat in degrees on WGS 84, valid and cut at the 180 degree meridian.
        """
        ...

    def close(self) -> None:
        """Give back files and connections. Calling it twice does no harm."""
        ...
