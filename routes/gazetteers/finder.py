"""From a query to hits: the name in it, where it says that lies, and what fits both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from routes.gazetteers.containers import (
    Container,
    container,
    continent,
    is_claimed,
    lies_in,
    may_lie_in,
    split,
)
from routes.gazetteers.disclosure import LONGEST
from routes.gazetteers.fold import fold
from routes.gazetteers.generics import says_nothing
from routes.gazetteers.hits import best, certain, coded, doubted, settled
from routes.gazetteers.rows import Rows, is_text
from routes.gazetteers.search import Search
from routes.gazetteers.stored import Hit, Row
from routes.model.place import Kind

__all__ = ["Finder"]

_STATES_OF = ("US", "CA", "AU")  # where "Springfield, IL" is written, without the country
_AREAS = ("country", "region")
_LONGEST_RUN = 24  # of Han or Hangul signs without a comma, taken apart

_Fits = Callable[[Row], bool]
_Holders = tuple[Container, ...]


class _Found(NamedTuple):
    """Hits, whether the query says more of them than a name, and what it says in vain."""

    hits: list[Hit]
    ignored: tuple[str, ...] = ()


class Finder:
    """Finds the places that a query as written may mean."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._search = Search(rows)

    def found(
        self, query: str, country: str | None, kind: Kind | None
    ) -> tuple[list[Hit], tuple[str, ...]]:
        """All hits, heaviest first, and the parts of the query that were left out."""
        text = query.strip()
        if len(text) > LONGEST or not is_text(text):
            return [], ()
        folded = fold(text)
        if kind is None and says_nothing(folded):
            return [], ()
        hits = self._search.exact(text, folded)
        if hits and country is None and kind is None:
            return (settled(hits) if len(hits) > 1 else hits), ()
        hints = self._hints(country, kind)
        if not hits:
            name, parts = split(text)
            if parts:
                return self._among(name, parts, hints)
        return self._alone(text, folded, hits, hints)

    def _hints(self, country: str | None, kind: Kind | None) -> list[_Fits]:
        hints: list[_Fits] = []
        if country is not None:
            if not is_text(country):
                return [lambda _: False]
            hints.append(partial(may_lie_in, country=country.upper(), rows=self._rows))
        if kind is not None:
            hints.append(lambda row: row.kind == kind)
        return hints

    def _alone(self, text: str, folded: str, exact: list[Hit], hints: Sequence[_Fits]) -> _Found:
        """What a name without a container means."""
        hits = _fitting(exact, hints)
        if not hits:
            varied = self._search.varied(text, folded)
            hits = _fitting(varied, hints)
            if not hits and not exact and not varied:
                hits = self._run_together(text, hints)
                if not hits:
                    return _Found(self._misspelt(text, folded, hints))
        return _Found(_weighed(hits, is_certain=bool(hints)))

    def _misspelt(self, text: str, folded: str, hints: Sequence[_Fits]) -> list[Hit]:
        return settled(_fitting(self._search.misspelt(text, folded), hints))

    def _among(self, name: str, parts: Sequence[str], hints: Sequence[_Fits]) -> _Found:
        """What a name with containers means: the finer first, or the other way round."""
        found = self._within(name, parts, hints)
        if not found.hits or found.ignored or found.hits[0].row.kind in _AREAS:
            turned = self._turned(name, parts, hints)
            if turned.hits:
                return turned
        return found

    def _within(self, name: str, parts: Sequence[str], hints: Sequence[_Fits]) -> _Found:
        folded = fold(name)
        exact = self._search.exact(name, folded)
        holders, ignored = self._holders(parts, exact or self._search.varied(name, folded))
        tests = [*hints, *(self._fits(each) for _, each in holders)]
        hits = _fitting(exact, tests)
        varied = [] if hits else self._search.varied(name, folded)
        hits = hits or _fitting(varied, tests)
        if not hits and (exact or varied):
            return self._claimed(exact or varied, holders, ignored, hints)
        if not hits:
            return _Found(_doubted(self._misspelt(name, folded, tests), ignored), ignored)
        return _Found(_doubted(_weighed(hits, is_certain=not ignored), ignored), ignored)

    def _fits(self, holders: _Holders) -> _Fits:
        return partial(lies_in, containers=holders, rows=self._rows)

    def _claimed(
        self,
        hits: list[Hit],
        holders: Sequence[tuple[str, _Holders]],
        ignored: tuple[str, ...],
        hints: Sequence[_Fits],
    ) -> _Found:
        """What lies in a region that the state named claims, and that is shown with another."""
        claims = [
            (part, each) for part, each in holders if any(is_claimed(h.row, each) for h in hits)
        ]
        if not claims:
            return _Found([])
        rest = [self._fits(each) for part, each in holders if (part, each) not in claims]
        tests: list[_Fits] = [*hints, *rest]
        tests += [partial(is_claimed, containers=each) for _, each in claims]
        ignored = (*ignored, *(part for part, _ in claims))
        noted = [hit._replace(row=self._noted(hit.row)) for hit in _fitting(hits, tests)]
        return _Found(_doubted(settled(noted), ignored), ignored)

    def _noted(self, row: Row) -> Row:
        """A place with the note of what it lies in, if it has none."""
        if row.note is not None or row.country is None:
            return row
        holder = None
        if row.admin1 is not None:
            found = self._rows.one(
                "SELECT place FROM admin1 WHERE country = ? AND code = ?", row.country, row.admin1
            )
            holder = self._rows.numbered(found[0]) if found else None
        if holder is None or holder.note is None:
            holder = self._rows.referred(f"country:{row.country}")
        return row._replace(note=holder.note if holder else None)

    def _turned(self, name: str, parts: Sequence[str], hints: Sequence[_Fits]) -> _Found:
        """The last part as the name, if all before it are areas: "Belarus, Minsk"."""
        *between, last = parts
        folded = fold(last)
        holders = [self._areas(part) for part in (name, *between)]
        if not all(holders) or says_nothing(folded):
            return _Found([])
        tests = [*hints, *map(self._fits, holders)]
        hits = _fitting(self._search.exact(last, folded), tests)
        hits = hits or _fitting(self._search.varied(last, folded), tests)
        return _Found(_weighed(hits, is_certain=True))

    def _run_together(self, text: str, hints: Sequence[_Fits]) -> list[Hit]:
        """In Hangul and Han the area stands first, without a comma: 중국 단둥, 吉林省延吉市."""
        if text.isascii() or len(text) > _LONGEST_RUN:
            return []
        for area, name in _taken_apart(text):
            holders = self._areas(area)
            if holders:
                folded = fold(name)
                tests = [*hints, self._fits(holders)]
                hits = _fitting(self._search.exact(name, folded), tests)
                hits = hits or _fitting(self._search.varied(name, folded), tests)
                hits = hits or self._run_together(name, tests)
                if hits:
                    return hits
        return []

    def _areas(self, text: str) -> _Holders:
        """The countries and regions, and continents, that a text names."""
        return tuple(each for each in self._containers(text) if not each.is_town)

    def _holders(
        self, parts: Iterable[str], hits: Sequence[Hit]
    ) -> tuple[list[tuple[str, _Holders]], tuple[str, ...]]:
        """What the parts after a comma may mean, and those that say nothing.

        Nothing says what is not known, and a town with none of the hits near it.
        """
        holders: list[tuple[str, _Holders]] = []
        ignored: list[str] = []
        for part in parts:
            found = self._containers(part)
            towns = all(each.is_town for each in found)
            if towns and not any(lies_in(hit.row, found, self._rows) for hit in hits):
                ignored.append(part)
            else:
                holders.append((part, found))
        return holders, tuple(ignored)

    def _containers(self, text: str) -> _Holders:
        folded = fold(text)
        whole = continent(folded)
        if whole is not None:
            return (whole,)
        hits = self._search.exact(text, folded)
        if len(text) in (2, 3) and text.isupper():
            for country in _STATES_OF:
                hits += [coded(row, text) for row in self._rows.coded(f"{country}-{text}")]
        areas = [hit for hit in hits if hit.row.kind in _AREAS]
        if not areas:
            hits += self._search.varied(text, folded)
        found = (container(hit.row) for hit in best(hits))
        return tuple(each for each in found if each is not None)


def _taken_apart(text: str) -> Iterator[tuple[str, str]]:
    """A text of Hangul, Han or Cyrillic as area and name: at its first space, or a sign."""
    area, _, name = text.partition(" ")
    if name:
        yield area, name.strip()
        return
    for at in range(2, len(text) - 1):
        if "\u3400" <= text[0] <= "\u9fff":
            yield text[:at], text[at:]


def _weighed(hits: list[Hit], *, is_certain: bool) -> list[Hit]:
    return settled(certain(hits) if is_certain else hits)


def _doubted(hits: list[Hit], ignored: tuple[str, ...]) -> list[Hit]:
    return doubted(hits) if ignored else hits


def _fitting(hits: list[Hit], tests: Sequence[_Fits]) -> list[Hit]:
    return [hit for hit in hits if all(test(hit.row) for test in tests)] if tests else hits
