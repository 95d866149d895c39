"""Cells to the nodes of a case file: the sheets of entries, and what two rows say of one entry."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from collections.abc import Sequence
from dataclasses import replace

from routes.casefile import nodes
from routes.casefile.containers import UNAVOIDED
from routes.casefile.nodes import Node, Scalar
from routes.casefile.quoting import cut, opened
from routes.casefile.report import Path, Report, suggest
from routes.casefile.table_columns import (
    LISTS,
    NARROW,
    NOTES,
    OF_CASE,
    POSITIONS,
    SECTIONS,
    WITHHOLD,
    Column,
    Head,
    columns_of,
    head,
)
from routes.casefile.table_grid import Grid, Line, Places
from routes.casefile.table_text import items, same
from routes.errors import Mark

ENTRIES = {
    "sources": "source", "places": "place", "legs": "leg", "itineraries": "itinerary",
    "events": "event", "disputes": "dispute", "people": "person",
}  # fmt: skip
"""What an entry of a section is called."""

_OWN = "A column of your own begins with '#' and is not read."


class Branch:
    """Keys with values, in the making. ``mark`` is where the entry stands."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.keys: dict[str, tuple[Mark, Part]] = {}

    def below(self, key: str, mark: Mark) -> Branch:
        """The branch at ``key``, made if there is none."""
        _, part = self.keys.setdefault(key, (mark, Branch(mark)))
        return part if isinstance(part, Branch) else Branch(mark)

    def listed(self, key: str, mark: Mark) -> Items:
        """The list at ``key``, made if there is none."""
        _, part = self.keys.setdefault(key, (mark, Items(mark)))
        return part if isinstance(part, Items) else Items(mark)

    def get(self, key: str) -> Part | None:
        """What stands at ``key``."""
        return self.keys[key][1] if key in self.keys else None

    def text(self, key: str) -> str | None:
        """The text at ``key``, as it is compared."""
        part = self.get(key)
        return part.name if isinstance(part, Scalar) else None

    def node(self, language: str) -> Node:
        """The finished node; ``language`` is that of the case."""
        made = [(Scalar(key, at), node(part, language)) for key, (at, part) in self.keys.items()]
        return nodes.Mapping(tuple(made), self.mark)


class Items:
    """A list in the making."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.parts: list[Part] = []


class Told(Branch):
    """A text in the making, by language; that without a language has the key ""."""

    def node(self, language: str) -> Node:
        """The text alone, or by language."""
        if list(self.keys) == [""]:
            (_, part) = self.keys[""]
            return node(part, language)
        named = {key or language: value for key, value in self.keys.items()}
        made = [(Scalar(key, at), node(part, language)) for key, (at, part) in named.items()]
        return nodes.Mapping(tuple(made), self.mark)


Part = Branch | Items | Node


def node(part: Part, language: str) -> Node:
    """The finished node of a part."""
    if isinstance(part, Branch):
        return part.node(language)
    if isinstance(part, Items):
        return nodes.Sequence(tuple(node(each, language) for each in part.parts), part.mark)
    return part


class Draft:
    """The tree of a case in the making. What is wrong goes to ``report``."""

    def __init__(self, places: Places, report: Report) -> None:
        self.places, self.report = places, report
        self.root = Branch(places.start)
        self.sheets: set[str] = set()
        self.language = "en"

    def section(self, name: str, mark: Mark) -> Branch:
        """The entries of a section."""
        return self.root.below(name, mark)

    def ids(self, section: str) -> list[str]:
        """The ids that a section has so far."""
        part = self.root.get(section)
        return list(part.keys) if isinstance(part, Branch) else []

    def learn(self, grids: MappingABC[str, Grid]) -> None:
        """Take note of which sheets there are, and of the language that the case is written in."""
        self.sheets = set(grids)
        for line in grids["case"].lines if "case" in grids else ():
            key, value = line.cells.get(Head("key")), line.cells.get(Head("value"))
            if key and value and head(key.text) == Head("language"):
                self.language = value.name
            if key and value and head(key.text) == Head("bibliography"):
                self.sheets.add("sources")  # sources are named by their ids, as with a sheet
        for line in grids["claims"].lines if "claims" in grids else ():
            if cell := line.cells.get(Head("case-language")):
                self.language = cell.name

    def done(self) -> nodes.Mapping:
        """The finished tree."""
        made = self.root.node(self.language)
        if not isinstance(made, nodes.Mapping):
            raise TypeError("the root has keys")
        return made

    def fill(
        self, entry: Branch, path: Path, columns: MappingABC[str, Column], line: Line,
        before: str = "",
    ) -> None:  # fmt: skip
        """Put the cells of a row that stand in ``columns``, their names after ``before``."""
        for at, cell in line.cells.items():
            column = (
                columns.get(at.name.removeprefix(before)) if at.name.startswith(before) else None
            )
            if column is None:
                continue
            if column.kind == "told":
                self._tell(entry, path, column.at, at.language, cell)
            else:
                self.put(entry, path, column.at, _value(column, cell))

    def put(self, entry: Branch, path: Path, at: tuple[str, ...], value: Node) -> None:
        """Put a value below ``entry``, which stands at ``path``; it may not say otherwise."""
        *above, key = at
        for each in above:
            entry, path = entry.below(each, value.mark), (*path, each)
        before = entry.keys.get(key)
        if before is None:
            entry.keys[key] = (value.mark, value)
        elif _texts(before[1]) != _texts(value):
            what = ENTRIES.get(str(path[0]), "thing") if path else "case"
            message = f"is not what {self.places.told(before[0])} says of the same {what}."
            hint = "Correct one of the two, or leave this cell empty."
            self.report.mistake(value.mark, (*path, key), message, hint)

    def _tell(
        self, entry: Branch, path: Path, at: tuple[str, ...], language: str | None, cell: Scalar
    ) -> None:
        *above, key = at
        for each in above:
            entry, path = entry.below(each, cell.mark), (*path, each)
        _, told = entry.keys.setdefault(key, (cell.mark, Told(cell.mark)))
        if not isinstance(told, Told):
            raise TypeError("a text by language is put as one")
        main = self.language
        tag = "" if language is None else language
        other = main if not tag else "" if tag == main else tag
        if other != tag and other in told.keys:
            message = f"stands here twice in {main!r}: without a language, and with it."
            self.report.mistake(cell.mark, (*path, key), message, "Empty one of the two cells.")
        else:
            self.put(told, (*path, key), (tag,), cell)

    def check_heads(
        self, grid: Grid, known: MappingABC[str, bool], first: Sequence[str] = ()
    ) -> bool:
        """Whether a sheet names columns that there are; ``known`` says which have languages.

        ``first`` are told to somebody who has none of them. Raises nothing: what is wrong is in
        the report.
        """
        if not any(each.name in known for each in grid.heads.values()):
            message = "the first row names no column that there is here."
            hint = f"Columns to begin with: {', '.join(first or list(known)[:12])}."
            self.report.mistake(grid.mark(), (), message, hint)
            return False
        seen: set[Head] = set()
        for column, each in grid.heads.items():
            mark = grid.mark(1, column)
            if each.name not in known:
                message = f"there is no column {cut(each.name)} here."
                hint = f"{opened(suggest(each.name, list(known)))} {_OWN}"
                self.report.mistake(mark, (), message, hint)
            elif each.language and not known[each.name]:
                message = f"the column {cut(each.name)} has no languages."
                self.report.mistake(mark, (), message, "Delete what stands in brackets.")
            elif each in seen:
                message = f"two columns are called {cut(str(each))}."
                self.report.mistake(mark, (), message, "Rename or delete one of them.")
            seen.add(each)
        return True

    def read_sheet(self, sheet: str, grid: Grid) -> None:
        """Put all of a sheet but that of claims. ``sheet`` is one of `table_columns.SHEETS`."""
        if sheet == "case":
            self._case(grid)
            return
        columns = columns_of(sheet)
        if not self.check_heads(grid, {c.name: c.kind == "told" for c in columns.values()}):
            return
        for line in grid.lines:
            if sheet in SECTIONS:
                self._entry(sheet, line)
            elif sheet in LISTS:
                self._item((sheet,), LISTS[sheet], line)
            else:
                self._row(sheet, line)

    def _entry(self, section: str, line: Line) -> None:
        mark, cell = mark_of(line), line.cells.get(Head("id"))
        if cell is None:
            message = f"the {ENTRIES[section]} has no id."
            self.report.mistake(
                mark, (section,), message, "Write one: a short word of your choice."
            )
            return
        entries = self.section(section, cell.mark)
        if cell.name in entries.keys:
            message = f"the id stands in {self.places.told(entries.keys[cell.name][0])} already."
            self.report.mistake(cell.mark, (section, cell.name), message, "Give each its own.")
            return
        entry = entries.below(cell.name, cell.mark)
        self.fill(entry, (section, cell.name), SECTIONS[section], line)

    def _item(self, path: tuple[str, ...], columns: MappingABC[str, Column], line: Line) -> None:
        mark, branch = mark_of(line), self.root
        for each in path[:-1]:
            branch = branch.below(each, mark)
        listed = branch.listed(path[-1], mark)
        item = Branch(mark)
        self.fill(item, (*path, len(listed.parts)), columns, line)
        listed.parts.append(item)

    def _row(self, sheet: str, line: Line) -> None:
        """A row of a sheet that is neither of entries with an id nor of items with keys."""
        mark, publish = mark_of(line), "publish"
        if sheet == "notes":
            holder = Branch(mark)
            self.fill(holder, ("notes",), NOTES, line)
            listed = self.root.listed("notes", mark)
            listed.parts.extend(part for _, part in holder.keys.values())
        elif sheet == "withhold":
            words = self.root.below(publish, mark).listed("withhold", mark)
            words.parts.extend(c for h, c in line.cells.items() if h.name in WITHHOLD)
        elif sheet == "narrow":
            self._narrow(line)
        elif dispute := self._needed(line, "dispute", POSITIONS):
            entry = self.section("disputes", mark).below(dispute.name, dispute.mark)
            listed = entry.listed("positions", mark)
            item = Branch(mark)
            columns = {name: each for name, each in POSITIONS.items() if name != "dispute"}
            self.fill(
                item, ("disputes", dispute.name, "positions", len(listed.parts)), columns, line
            )
            listed.parts.append(item)

    def _narrow(self, line: Line) -> None:
        ident, why = self._needed(line, "id", NARROW), self._needed(line, "why", NARROW)
        if ident and why:
            reasons = self.root.below("publish", ident.mark).below("narrow", ident.mark)
            self.put(reasons, ("publish", "narrow"), (ident.name,), why)

    def _needed(self, line: Line, name: str, columns: MappingABC[str, Column]) -> Scalar | None:
        cell = line.cells.get(Head(name))
        if cell is None:
            message = f"the column {name!r} is empty in this row."
            hint = f"Fill in {', '.join(columns)}, or delete the row."
            self.report.mistake(mark_of(line), (), message, hint)
        return cell

    def _case(self, grid: Grid) -> None:
        if not self.check_heads(grid, {"key": False, "value": False}):
            return
        for line in grid.lines:
            key, value = line.cells.get(Head("key")), line.cells.get(Head("value"))
            if key is None or value is None:
                if value is not None:
                    message, hint = "this value has no key.", "Write the key beside it."
                    self.report.mistake(mark_of(line), (), message, hint)
                continue
            at = head(key.text)
            column = OF_CASE.get(at.name)
            if column is None:
                message = f"there is no key {cut(at.name)} here."
                self.report.mistake(key.mark, (), message, opened(suggest(at.name, list(OF_CASE))))
                continue
            if at.language and column.kind != "told":
                message = f"the key {cut(at.name)} has no languages."
                self.report.mistake(key.mark, (), message, "Delete what stands in brackets.")
                continue
            self.fill(self.root, (), OF_CASE, Line(line.row, {at: value}))


def mark_of(line: Line) -> Mark:
    """Where a row stands, as a whole."""
    return replace(next(iter(line.cells.values())).mark, column=0)


def _value(column: Column, cell: Scalar) -> Node:
    if column.kind == "text" or (column.kind == "countries" and same(cell.text) == UNAVOIDED):
        return cell
    listed = tuple(Scalar(each, cell.mark, plain=False) for each in items(cell.text))
    return nodes.Sequence(listed, cell.mark)


def _texts(part: Part) -> tuple[str, ...]:
    """What is compared when two rows say it."""
    if isinstance(part, Scalar):
        return (part.name,)
    return (
        tuple(each.name for each in part.items if isinstance(each, Scalar))
        if isinstance(part, nodes.Sequence)
        else ()
    )
