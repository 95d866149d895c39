"""The gazetteer that ships with the program: offline, one read-only SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from routes.gazetteers.finder import Finder
from routes.gazetteers.rows import GAZETTEER, Rows
from routes.gazetteers.weights import shares
from routes.model.place import Candidate, Kind

if TYPE_CHECKING:
    # Only for the types: an exact lookup must not wait for numpy and shapely.
    from shapely.geometry.base import BaseGeometry

    from routes.gazetteers.reverse import Reversed, Reverser
    from routes.gazetteers.stored import Hit

__all__ = ["Bundled", "open_bundled"]

_FILE = "gazetteer.sqlite"


def open_bundled() -> Bundled:
    """Open the gazetteer that ships with the program, in milliseconds.

    Raises ArtefactError when its file is missing or is not what it should be.
    """
    return Bundled(Path(str(files("routes") / "_data" / _FILE)))


class Bundled:
    """Places, regions, countries, rivers, seas, airports, crossings, by any usual spelling.

    Names are compared folded (`fold`). What nobody is called exactly is tried by other
    spellings (`variants`), and only what has none of these is looked for with one or two
    letters wrong. ``match`` of a candidate tells which it was.

    ``weight`` and ``confidence`` are those of `weights`: how often the place is meant by
    this name, as long as nothing else is known. Equal weights are put in the order of
    importance that the file has.

    ``radius_m`` is what the file says, as for all that has an extent. Where it says
    nothing, it is that of `city_radius_m` for a populated place, 3 km for an airport and
    1 km for a station or a crossing.

    Several threads may use one object.
    """

    name = GAZETTEER

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``. Raises ArtefactError when it cannot be used."""
        self._rows = Rows(path)
        self._finder = Finder(self._rows)
        self._reverser: Reverser | None = None

    def lookup(
        self, query: str, *, country: str | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """The candidates for a name as written, best first; empty when there are none.

        A query in capitals may also be a code: IATA, ICAO, ISO 3166-1, ISO 3166-2. In
        "Minsk, Belarus" and "Springfield, Illinois, USA" each part after a comma that
        names a country, a region or a larger part of the earth leaves out what lies
        elsewhere; one that names a town only leaves what lies near it, if anything does.
        "IL" is Israel and Illinois, so both stay. "Minsk (Belarus)", "Belarus, Minsk",
        "중국 단둥" and "吉林省延吉市" are understood, too. A part that is not known leaves out
        nothing and is named in ``ignored`` of every candidate, of which none is sure then.
        So is a state that claims what is shown with another: "Simferopol, Russia".

        A text longer than `disclosure.LONGEST` is no name and finds nothing.

        A word that names no place alone ("river", "North East") and a mark for what is
        missing ("none", "NaN", "unknown", "n/a") find nothing, though places are called so;
        with ``kind``, or as in "Nan, Thailand", they do.

        ``country`` (ISO 3166-1 alpha-2) leaves out what certainly is somewhere else,
        ``kind`` what is something else; what is left is surer. A name that is known, but
        not there, has no candidates: it is not taken for a misspelt one.
        """
        hits, ignored = self._finder.found(query, country, kind)
        wanted = max(limit, 0)
        confidences = shares([hit.weight for hit in hits], hits[0].match, wanted) if hits else []
        return tuple(map(self._rows.candidate, hits, confidences, repeat(ignored)))

    def found(
        self, query: str, country: str | None = None, kind: Kind | None = None
    ) -> tuple[Sequence[Hit], tuple[str, ...]]:
        """What `lookup` makes candidates of, all of it, and the parts that were left out.

        For who needs one candidate, or less than that, of many lookups: see `candidate`.
        """
        return self._finder.found(query, country, kind)

    def candidate(self, hit: Hit, confidence: float, ignored: tuple[str, ...] = ()) -> Candidate:
        """One of the hits of `found` as a candidate; for ``confidence`` see `weights.shares`."""
        return self._rows.candidate(hit, confidence, ignored)

    def region_name(self, country: str | None, code: str | None) -> str | None:
        """The name of a first-order region by ISO 3166-1 alpha-2 and GeoNames code, or None."""
        return self._rows.region_name(country, code)

    def country_name(self, code: str) -> str | None:
        """The name of a country by its ISO 3166-1 alpha-2 code in capitals, or None."""
        row = self._rows.referred(f"country:{code}")
        return None if row is None else row.name

    def names_between(self, ref: str, first: str, last: str) -> tuple[str, ...]:
        """The names of a candidate's ``ref`` that begin with a letter between two, folded, sorted.

        A script whose letters stand together can be asked for so: "가" to "힣" for Hangul.
        """
        row = self._rows.referred(ref)
        return () if row is None else self._rows.names_between(row, first, last)

    def names_of(self, *candidates: Candidate) -> tuple[str, ...]:
        """What candidates are called in any language, folded, sorted. Takes a tenth of a second."""
        return self._rows.names_of([(each.ref, each.kind) for each in candidates])

    def shape(self, ref: str) -> BaseGeometry | None:
        """The polygon or line of a candidate's ``ref``, or None when there is none.

        In lon, lat in degrees on WGS 84, valid and cut at the 180 degree meridian. A
        union of countries or regions has the union of theirs. What borders are those of
        the United Nations and how exact they are: docs/data.md.
        """
        row = self._rows.referred(ref)
        return None if row is None else self._rows.shape(row)

    def reverse(self, lon: float, lat: float) -> Reversed:
        """What lies at a point: country, region, waters, and the nearest populated place.

        Raises UsageError, a ValueError, for coordinates that are not on earth.
        """
        if self._reverser is None:
            from routes.gazetteers.reverse import Reverser  # noqa: PLC0415  (it imports shapely)

            self._reverser = Reverser(self._rows)
        return self._reverser.reverse(lon, lat)

    def airports(self, lon: float, lat: float) -> tuple[Candidate, ...]:
        """The airports with an IATA code up to 60 km from a point, nearest first.

        Raises ValueError for coordinates that are not on earth.
        """
        from routes.gazetteers.airports import serving  # noqa: PLC0415  (it imports pyproj)

        return serving(self._rows, (lon, lat))

    def close(self) -> None:
        """Close the file. Calling it twice does no harm."""
        self._rows.close()
