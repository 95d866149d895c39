"""Whether a table has a header, rows as long, ids that differ, and coordinates on earth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from routes.errors import Mistake
from routes.intake.degrees import NotDegreesError, number, on_earth
from routes.intake.rows import Row
from routes.intake.wrong import mistake, refuse, shown

if TYPE_CHECKING:
    from routes.intake.table import Table

_LON = ("lon", "longitude", "lng", "long")
_LAT = ("lat", "latitude")
_QUOTES = "A cell that holds the separator needs quotation marks around it."
_NAMES = "The first line names the columns."


def check(table: Table, unique: str | None) -> Table:
    """``table`` without its empty rows. Raises InputError for what is not in order."""
    refuse(list(_of_header(table)))
    filled = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        refuse([mistake(table.name, 1, "rows", "there is none below the header.")])
    mistakes: list[Mistake] = []
    rows = tuple(_as_long(table, filled, mistakes))
    refuse(mistakes)
    checked = replace(table, rows=rows)
    refuse([*_of_ids(checked, unique), *_of_coordinates(checked)])
    return checked


def _of_header(table: Table) -> Iterator[Mistake]:
    titles = [title.strip() for title in table.header]
    if all(not title or _is_number(title) for title in titles):
        yield table.mistake(1, "there are only numbers where the header should be.", _NAMES)
        return
    seen: set[str] = set()
    for place, title in enumerate(titles, 1):
        if title and title in seen:
            yield table.mistake(1, f"two columns are called {shown(title)}.", "Rename one.", place)
        seen.add(title)


def _is_number(text: str) -> bool:
    try:
        number(text, comma=True)
    except NotDegreesError:
        return False
    return True


def _as_long(table: Table, rows: Sequence[Row], mistakes: list[Mistake]) -> Iterator[Row]:
    columns = len(table.header)
    for row in rows:
        if len(row.cells) < columns or any(row.cells[columns:]):
            said = f"it has {len(row.cells)} cells and the header {columns}."
            mistakes.append(table.mistake(row.line, said, _QUOTES))
        yield row if len(row.cells) == columns else Row(row.line, row.cells[:columns])


def _of_ids(table: Table, unique: str | None) -> Iterator[Mistake]:
    titles = [title.strip().casefold() for title in table.header]
    if unique is None or unique not in titles:
        return
    column = titles.index(unique)
    seen: dict[str, int] = {}
    for row in table.rows:
        value = row.cells[column].strip()
        if value and value in seen:
            said = f"the {unique} {shown(value)} is in line {seen[value]} already."
            yield table.mistake(row.line, said, "Give each row its own.", column + 1)
        seen.setdefault(value, row.line)


def _of_coordinates(table: Table) -> Iterator[Mistake]:
    comma = table.has_decimal_commas
    for lon, lat in pairs(table.header):
        for row in table.rows:
            texts = row.cells[lon].strip(), row.cells[lat].strip()
            if not any(texts):
                continue
            at = lon
            try:
                x = _number(texts[0], table.header[lon], comma)
                at = lat
                on_earth(x, _number(texts[1], table.header[lat], comma))
            except NotDegreesError as error:
                yield table.mistake(row.line, f"{error}.", error.hint, at + 1)


def _number(text: str, title: str, comma: bool) -> float:
    try:
        return number(text, comma=comma)
    except NotDegreesError as error:
        raise NotDegreesError(f"{title.strip()}: {error}", error.hint) from None


def pairs(header: Sequence[str]) -> list[tuple[int, int]]:
    """The columns of longitude and latitude that belong together, as in start_lon, start_lat."""
    known: dict[tuple[str, str], int] = {}
    for place, title in enumerate(header):
        before, _, last = title.strip().casefold().rpartition("_")
        for axis, names in (("lon", _LON), ("lat", _LAT)):
            if last in names:
                known.setdefault((before, axis), place)
    return [
        (place, known[before, "lat"])
        for (before, axis), place in known.items()
        if axis == "lon" and (before, "lat") in known
    ]
