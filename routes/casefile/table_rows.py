"""A case as rows: what the writers of tables write, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from routes.casefile.table_columns import (
    CASE,
    CLAIM,
    ENDS,
    LEG,
    LISTS,
    NARROW,
    NOTES,
    OF_CASE,
    PLACE,
    POSITIONS,
    SECTIONS,
    SHEETS,
    SOURCE,
    SUBJECTS,
    WITHHOLD,
    Column,
    Head,
    columns_of,
)
from routes.casefile.table_text import joined, made_id
from routes.casefile.tree import Tree
from routes.intake.rows import Row

Cells = dict[Head, str]
"""A row: its texts by what stands at the top of the column."""


def sheets(tree: dict[str, Tree]) -> list[tuple[str, list[Row]]]:
    """All sheets of a workbook with their rows, the first of which names the columns."""
    main = str(tree.get("language", "en"))
    return [
        (each, rows_of([*_sheet(each, tree, main)], _order(each), all_of_them=True))
        for each in SHEETS
    ]


def rows_of(
    cells: Sequence[Cells], order: Sequence[str], *, all_of_them: bool = False
) -> list[Row]:
    """A head and the rows below it, columns in that order; languages beside one another.

    Columns without a text are left out, unless all of them are wanted.
    """
    used: dict[str, dict[Head, None]] = {}
    for row in cells:
        for at in row:
            used.setdefault(at.name, {})[at] = None
    heads = [at for name in order for at in used.get(name, [Head(name)] if all_of_them else ())]
    made = [Row(1, tuple(map(str, heads)))]
    for number, row in enumerate(cells, 2):
        made.append(Row(number, tuple(row.get(at, "") for at in heads)))
    return made


def _sheet(sheet: str, tree: dict[str, Tree], main: str) -> Iterator[Cells]:
    publish = _keys(tree.get("publish"))
    if sheet == "case":
        yield from (
            {Head("key"): str(at), Head("value"): text}
            for at, text in _cells(tree, OF_CASE, main).items()
        )
    elif sheet == "claims":
        yield from _claims(tree, main)
    elif sheet in SECTIONS:
        for ident, entry in _keys(tree.get(sheet)).items():
            yield {Head("id"): ident, **_cells(_keys(entry), SECTIONS[sheet], main)}
    elif sheet in LISTS:
        yield from (_cells(_keys(each), LISTS[sheet], main) for each in _list(tree.get(sheet)))
    elif sheet == "notes":
        yield from (_cells({"note": each}, NOTES, main) for each in _list(tree.get(sheet)))
    elif sheet == "positions":
        for ident, dispute in _keys(tree.get("disputes")).items():
            for each in _list(_keys(dispute).get("positions")):
                yield {Head("dispute"): ident, **_cells(_keys(each), POSITIONS, main)}
    elif sheet == "withhold":
        yield from (_cells({"word": each}, WITHHOLD, main) for each in _list(publish.get(sheet)))
    else:
        for ident, why in _keys(publish.get("narrow")).items():
            yield _cells({"id": ident, "why": why}, NARROW, main)


def _claims(tree: dict[str, Tree], main: str) -> Iterator[Cells]:
    for section, subject in (("legs", "leg"), ("itineraries", "itinerary"), ("events", "event")):
        for ident, entry in _keys(tree.get(section)).items():
            # Itineraries are a list of ids there, in which a semicolon cannot stand.
            yield from _of(_keys(entry), {Head(subject): ident}, main)
    for ident, dispute in _keys(tree.get("disputes")).items():
        for number, each in enumerate(_list(_keys(dispute).get("positions")), 1):
            at = {Head("dispute"): ident, Head("position"): str(number)}
            yield from _of(_keys(each), at, main)


def _of(entry: Mapping[str, Tree], at: Cells, main: str) -> Iterator[Cells]:
    """The claims about an entry, then those that say that it is closed."""
    closed = {**at, Head("about"): "closed"}
    for holder, about in ((entry, at), (_keys(entry.get("closed")), closed)):
        for claim in _list(holder.get("claims")):
            yield {**about, **_cells(_keys(claim), CLAIM, main)}


def flat(tree: dict[str, Tree]) -> list[Cells]:
    """The rows of one table of claims, which holds less than a workbook does.

    In the order of the legs; a leg without claims has a row of its own.
    """
    main = str(tree.get("language", "en"))
    places, sources = _keys(tree.get("places")), _keys(tree.get("sources"))
    rows: list[Cells] = []
    for ident, entry in _keys(tree.get("legs")).items():
        leg = _keys(entry)
        about = {Head("leg"): ident, **_cells(leg, LEG, main)}
        for end in ENDS:
            about |= _place(end, str(leg.get(end)), places, main)
        about |= _members(ident, _keys(tree.get("itineraries")))
        found = list(_of(leg, {}, main))
        rows += [
            {**about, **claim, **_source(claim.get(Head("source")), sources, main)}
            for claim in found or [{}]
        ]
    if rows:
        rows[0] |= _cells(tree, CASE, main)
    return rows


def _place(end: str, ident: str, places: Mapping[str, Tree], main: str) -> Cells:
    place = _keys(places.get(ident))
    name = str(place.get("name", ident))
    made = {Head(end): name}
    if made_id(name, (), "") != ident:
        made[Head(f"{end}-id")] = ident
    told = _cells(place, PLACE, main)
    return made | {Head(f"{end}-{at.name}", at.language): text for at, text in told.items()}


def _source(ident: str | None, sources: Mapping[str, Tree], main: str) -> Cells:
    if ident is None:
        return {}
    source = _keys(sources.get(ident))
    name = str(source.get("publisher", ""))
    made = {Head("source"): name} if name else {}
    if made_id(name, (), "") != ident:
        made[Head("source-id")] = ident
        if not name:
            made[Head("source")] = ""
    return made | _cells(source, SOURCE, main)


def _members(leg: str, itineraries: Mapping[str, Tree]) -> Cells:
    found = {
        ident: str(_keys(entry).get("title"))
        for ident, entry in itineraries.items()
        if leg in _list(_keys(entry).get("legs"))
    }
    if not found:
        return {}
    made = {Head("itinerary"): joined(found.values())}
    if any(made_id(title, (), "") != ident for ident, title in found.items()):
        made[Head("itinerary-id")] = joined(found)
    return made


def _cells(entry: Mapping[str, Tree], columns: Mapping[str, Column], main: str) -> Cells:
    """What an entry has in these columns. A text in several languages has a cell for each."""
    made: Cells = {}
    for column in columns.values():
        value = _at(entry, column.at)
        if isinstance(value, dict):
            tags = sorted(value, key=lambda tag: (tag != main, tag))
            made |= {Head(column.name, tag): text_of(value[tag]) for tag in tags}
        elif value is not None:
            made[Head(column.name)] = text_of(value)
    return made


def _at(entry: Mapping[str, Tree], path: tuple[str, ...]) -> Tree | None:
    value: Tree | None = dict(entry)
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text_of(value: Tree) -> str:
    """A value as the text of a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return joined(str(each) for each in value)
    return str(value)


def _order(sheet: str) -> tuple[str, ...]:
    """The names of the columns of a sheet, as they are written."""
    if sheet == "case":
        return ("key", "value")
    return (*SUBJECTS, *CLAIM) if sheet == "claims" else tuple(columns_of(sheet))


def _keys(value: Tree | None) -> dict[str, Tree]:
    return value if isinstance(value, dict) else {}


def _list(value: Tree | None) -> list[Tree]:
    return value if isinstance(value, list) else []
