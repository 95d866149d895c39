"""The table of claims: a row for each, with what it says of its leg, its source and places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from routes.casefile import nodes
from routes.casefile.caps import MOST
from routes.casefile.nodes import Scalar
from routes.casefile.quoting import opened
from routes.casefile.report import Path, suggest
from routes.casefile.table_columns import (
    CASE,
    CLAIM,
    CLAIMS,
    ENDS,
    LEG,
    PLACE,
    SOURCE,
    TOLD,
    Column,
    Head,
)
from routes.casefile.table_grid import Grid, Line
from routes.casefile.table_text import items, made_id, same
from routes.casefile.table_tree import ENTRIES, Branch, Draft, mark_of
from routes.casefile.values import is_id
from routes.errors import Mark

_ADDRESS = re.compile(r"https?://\S+")
_CLOSED = "closed"
_FIRST = (*ENDS, "source", "quote", "by", "when")
"""The columns of a first table."""

_SUBJECTS = (("leg", "from", "to"), ("event",), ("dispute", "position"))
_NAMED = {"places": "name", "sources": "publisher", "itineraries": "title"}
"""The key that a name becomes where an entry is made from it."""

_TOO_MANY = (
    "Name the journeys in a column 'itinerary', so that rows of one journey have the same name. "
    "For hundreds of routes without reports there is 'routes overview': see docs/tables.md."
)


class ClaimRows:
    """Puts the rows of claims into a draft, of which all other sheets have been read."""

    def __init__(self, draft: Draft, grid: Grid) -> None:
        self._draft, self._report, self._grid = draft, draft.report, grid
        self._made: dict[tuple[str, str], str] = {}
        self._ends: dict[tuple[str, ...], str] = {}
        self._in_order: list[tuple[str, Mark]] = []
        itineraries = draft.root.get("itineraries")
        entries = itineraries.keys.items() if isinstance(itineraries, Branch) else ()
        self._fixed = {
            name: {each.name for each in legs.items if isinstance(each, Scalar)}
            for name, (_, entry) in entries
            if isinstance(entry, Branch) and isinstance(legs := entry.get("legs"), nodes.Sequence)
        }

    def read(self) -> None:
        """Put all rows. Without any itinerary, rows that follow one another are one journey."""
        known = {name: name in TOLD for name in CLAIMS}
        if not self._draft.check_heads(self._grid, known, _FIRST):
            self._report.check()  # that there are no legs then says nothing more
        if not self._grid.lines and "legs" not in self._draft.sheets:
            message, hint = "no row stands below it.", "Write one for each claim."
            self._report.mistake(self._grid.mark(), (), message, hint)
            self._report.check()
        for line in self._grid.lines:
            self._row(line)
        named = any(Head("itinerary") in line.cells for line in self._grid.lines)
        if not named and "itineraries" not in self._draft.sheets:
            self._join()

    def _row(self, line: Line) -> None:
        self._draft.fill(self._draft.root, (), CASE, line)
        given = [names for names in _SUBJECTS if any(Head(name) in line.cells for name in names)]
        if len(given) > 1:
            cell = next(line.cells[Head(n)] for n in given[1] if Head(n) in line.cells)
            message = f"the row names {_article(given[0][0])} as well; a claim is about one thing."
            self._report.mistake(cell.mark, (), message, "Write a row for each.")
        elif not given and Head("itinerary") not in line.cells:
            if any(not head.name.startswith("case-") for head in line.cells):
                message = "the row does not say what it is about."
                hint = "Name a leg, or in 'from' and 'to' where it begins and ends."
                self._report.mistake(mark_of(line), (), message, hint)
        else:
            found = self._subject(given[0][0] if given else "itinerary", line)
            if found:
                self._claim(*found, line)

    def _subject(self, what: str, line: Line) -> tuple[Branch, Path] | None:
        """The entry that a row is about, and its path."""
        if what == "leg":
            return self._leg(line)
        if what == "itinerary":
            members = self._itineraries(line)
            if len(members) > 1:
                cell = line.cells[Head("itinerary")]
                message = "a claim about an itinerary names one of them."
                self._report.mistake(cell.mark, (), message, "Write a row for each.")
            return members[0] if len(members) == 1 else None
        section = f"{what}s"
        named = line.cells.get(Head(what))
        entry = self._known(section, named) if named else None
        if named is None or entry is None:
            if named is None:
                message, hint = f"the row does not say which {what}.", f"Fill in {what!r}."
                self._report.mistake(mark_of(line), (), message, hint)
            return None
        path: Path = (section, named.name)
        return self._position(entry, path, line) if what == "dispute" else (entry, path)

    def _position(self, entry: Branch, path: Path, line: Line) -> tuple[Branch, Path] | None:
        listed = entry.listed("positions", entry.mark)
        cell = line.cells.get(Head("position"))
        number = int(cell.name) if cell and re.fullmatch("[0-9]{1,4}", cell.name) else 0
        found = listed.parts[number - 1] if 0 < number <= len(listed.parts) else None
        if not isinstance(found, Branch):
            mark = cell.mark if cell else mark_of(line)
            message = "'position' is not the number of a position of this dispute."
            hint = f"The sheet 'positions' has {len(listed.parts)} of them; the first is 1."
            self._report.mistake(mark, (), message, hint)
            return None
        return found, (*path, "positions", number - 1)

    def _claim(self, entry: Branch, path: Path, line: Line) -> None:
        about = line.cells.get(Head("about"))
        if about:
            if about.name.casefold() != _CLOSED or path[0] not in ("legs", "itineraries"):
                message = "'about' says more of a claim about a leg or an itinerary."
                hint = f"Write '{_CLOSED}' where the source says that it is closed, or nothing."
                self._report.mistake(about.mark, (), message, hint)
            entry, path = entry.below(_CLOSED, about.mark), (*path, _CLOSED)
        if not any(
            head.name in CLAIM or head.name in ("source-id", *SOURCE) for head in line.cells
        ):
            return
        mark = mark_of(line)
        listed = entry.listed("claims", mark)
        path = (*path, "claims", len(listed.parts))
        claim = Branch(mark)
        source = self._named("sources", line, "source")
        if source:
            claim.keys["source"] = (source.mark, source)
            self._more("sources", source, SOURCE, "", line)
        others = {name: each for name, each in CLAIM.items() if name not in ("source", "citing")}
        self._draft.fill(claim, path, others, line)
        citing = line.cells.get(Head("citing"))
        if citing:
            chain = [self._entry("sources", each, citing.mark) for each in items(citing.text)]
            claim.keys["citing"] = (citing.mark, nodes.Sequence(tuple(chain), citing.mark))
        listed.parts.append(claim)

    def _leg(self, line: Line) -> tuple[Branch, Path] | None:
        ends = {end: self._named("places", line, end) for end in ENDS}
        for end, place in ends.items():
            if place:
                self._more("places", place, PLACE, f"{end}-", line)
        cell = line.cells.get(Head("leg"))
        if "legs" in self._draft.sheets:
            entry = self._known("legs", cell) if cell else None
            if cell is None:
                message = "the row does not say which leg."
                self._report.mistake(mark_of(line), (), message, "Write its id in 'leg'.")
            if cell is None or entry is None:
                return None
            ident = cell.name
        else:
            mark = cell.mark if cell else mark_of(line)
            ident = self._leg_id(cell, ends, line)
            entry = self._draft.section("legs", mark).below(ident, mark)
        path: Path = ("legs", ident)
        for end, place in ends.items():
            if place:
                self._draft.put(entry, path, (end,), place)
        if cell and not is_id(cell.name) and "leg-title" not in {h.name for h in line.cells}:
            self._draft.fill(entry, path, LEG, Line(line.row, {Head("leg-title"): cell}))
        self._draft.fill(entry, path, LEG, line)
        self._in_order.append((ident, mark_of(line)))
        for itinerary, where in self._itineraries(line):
            self._join_in(itinerary, where, ident, line.cells[Head("itinerary")].mark)
        return entry, path

    def _leg_id(self, cell: Scalar | None, ends: dict[str, Scalar | None], line: Line) -> str:
        """The id of a leg that no sheet lists: its own, or one made from its name or its ends.

        Rows without a leg that agree in the ends, the mode and the date are of the same.
        """
        if cell and is_id(cell.name):
            return cell.name
        if cell:
            key: tuple[str, ...] = (same(cell.text),)
            stem = cell.text
        else:
            said = [line.cells.get(Head(name)) for name in ("by", "when")]
            names = [place.name if place else "" for place in ends.values()]
            key = (*names, *(same(each.text) if each else "" for each in said))
            stem = "-".join(filter(None, names))
        if key not in self._ends:
            self._ends[key] = made_id(stem, self._draft.ids("legs"), "leg")
            self._draft.section("legs", mark_of(line)).below(self._ends[key], mark_of(line))
        return self._ends[key]

    def _itineraries(self, line: Line) -> list[tuple[Branch, Path]]:
        """The itineraries that a row names."""
        names, ids = line.cells.get(Head("itinerary")), line.cells.get(Head("itinerary-id"))
        if names is None:
            return []
        titles, own = items(names.text), items(ids.text) if ids else []
        if ids and len(titles) != len(own):
            message = "does not have as many items as 'itinerary'."
            self._report.mistake(ids.mark, (), message, "Write an id for each, in the same order.")
            return []
        found: list[tuple[Branch, Path]] = []
        for number, title in enumerate(titles):
            if "itineraries" in self._draft.sheets:
                entry = self._known("itineraries", Scalar(title, names.mark, plain=False))
                ident = title
            else:
                given = own[number] if own else None
                ident = self._entry("itineraries", title, names.mark, given).name
                entry = self._draft.section("itineraries", names.mark).below(ident, names.mark)
            if entry:
                found.append((entry, ("itineraries", ident)))
        return found

    def _join_in(self, itinerary: Branch, path: Path, leg: str, mark: Mark) -> None:
        """Let a leg be the next one of an itinerary, if it is not one of its legs already."""
        fixed = self._fixed.get(str(path[1]))
        if fixed is not None:
            if leg not in fixed:
                message = "the sheet 'itineraries' does not have this leg in that itinerary."
                self._report.mistake(mark, (), message, "Add it there, or empty this cell.")
            return
        listed = itinerary.listed("legs", mark)
        if not any(isinstance(each, Scalar) and each.name == leg for each in listed.parts):
            listed.parts.append(Scalar(leg, mark, plain=False))

    def _join(self) -> None:
        """Make itineraries of legs that follow one another, each beginning where the last ends."""
        legs = self._draft.root.get("legs")
        if not isinstance(legs, Branch) or not self._in_order:
            return
        chains: dict[tuple[str, ...], Mark] = {}
        chain: list[str] = []
        start = self._in_order[0][1]
        for leg, mark in self._in_order:
            if chain and leg == chain[-1]:
                continue
            follows = chain and self._end(legs, chain[-1], "to") == self._end(legs, leg, "from")
            if chain and (not follows or leg in chain):  # another report begins from the start
                chains.setdefault(tuple(chain), start)
                chain, start = [], mark
            chain.append(leg)
        chains.setdefault(tuple(chain), start)
        if len(chains) > MOST["itineraries"]:
            message = (
                f"the rows make {len(chains):,} journeys, since few begin where the row before "
            )
            message += f"ends; at most {MOST['itineraries']} fit into one case."
            self._report.mistake(self._grid.mark(), ("itineraries",), message, _TOO_MANY)
            self._report.check()
        for chain_of, mark in chains.items():
            ends = self._end(legs, chain_of[0], "from"), self._end(legs, chain_of[-1], "to")
            title = " – ".join(self._shown(end) for end in ends if end)  # noqa: RUF001  from, to
            entries = self._draft.section("itineraries", mark)
            entry = entries.below(made_id(title, entries.keys, "journey"), mark)
            entry.keys["title"] = (mark, Scalar(title or chain_of[0], mark, plain=False))
            listed = entry.listed("legs", mark)
            listed.parts.extend(Scalar(leg, mark, plain=False) for leg in chain_of)

    def _end(self, legs: Branch, leg: str, end: str) -> str | None:
        entry = legs.get(leg)
        return entry.text(end) if isinstance(entry, Branch) else None

    def _shown(self, place: str) -> str:
        places = self._draft.root.get("places")
        entry = places.get(place) if isinstance(places, Branch) else None
        return (entry.text("name") if isinstance(entry, Branch) else None) or place

    def _named(self, section: str, line: Line, name: str) -> Scalar | None:
        """The id of a place or a source that a row names; made where no sheet lists them."""
        cell, given = line.cells.get(Head(name)), line.cells.get(Head(f"{name}-id"))
        if section in self._draft.sheets or not (cell or given):
            return given or cell
        mark = (cell or given or Scalar("", self._grid.mark())).mark
        return self._entry(
            section, cell.text if cell else None, mark, given.name if given else None
        )

    def _entry(
        self, section: str, name: str | None, mark: Mark, given: str | None = None
    ) -> Scalar:
        """The id of an entry by its name or its id, which is made where no sheet lists it."""
        if section in self._draft.sheets:
            return Scalar(name or "", mark, plain=False)
        entries = self._draft.section(section, mark)
        ident = given or self._made.get((section, same(name or "")))
        if ident is None and name in entries.keys:
            ident = name
        if ident is None:
            host = urlsplit(name or "").hostname if _ADDRESS.fullmatch(name or "") else None
            ident = made_id(host or name or "", entries.keys, ENTRIES[section])
        if name and (ident not in entries.keys or given):
            entry = entries.below(ident, mark)
            key, shown = _NAMED[section], name
            if section == "sources" and _ADDRESS.fullmatch(name):
                self._draft.put(entry, (section, ident), ("url",), Scalar(name, mark, plain=False))
                shown = urlsplit(name).hostname or name
            self._draft.put(entry, (section, ident), (key,), Scalar(shown, mark, plain=False))
        entries.below(ident, mark)
        self._made.setdefault((section, same(name or ident)), ident)
        return Scalar(ident, mark, plain=False)

    def _more(
        self, section: str, ident: Scalar, columns: Mapping[str, Column], before: str, line: Line
    ) -> None:
        """Put what a row says of a place or a source beside its name."""
        entries = self._draft.root.get(section)
        entry = entries.get(ident.name) if isinstance(entries, Branch) else None
        if isinstance(entry, Branch):
            self._draft.fill(entry, (section, ident.name), columns, line, before)

    def _known(self, section: str, cell: Scalar) -> Branch | None:
        """The entry with that id; a mistake where no sheet lists it."""
        part = self._draft.root.get(section)
        entry = part.get(cell.name) if isinstance(part, Branch) else None
        if isinstance(entry, Branch):
            return entry
        known = self._draft.ids(section)
        hint = opened(suggest(cell.name, known)) if known else f"Write it in a sheet {section!r}."
        message = f"no {ENTRIES[section]} has this id."
        self._report.mistake(cell.mark, (), message, hint)
        return None


def _article(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
