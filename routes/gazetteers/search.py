"""From a name to hits: as it stands, by another spelling, misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from routes.gazetteers.containers import distance_m
from routes.gazetteers.fold import fold
from routes.gazetteers.generics import Kinds, says_nothing, stems
from routes.gazetteers.hits import best, coded, hit, weight
from routes.gazetteers.rows import Rows
from routes.gazetteers.spelling import SLAVIC
from routes.gazetteers.stored import CODE, CURATED, FIRST_ORDER, MAIN, Hit, Row
from routes.gazetteers.variants import ENDINGS, other_endings, other_signs, spaced, variants
from routes.gazetteers.weights import (
    changed,
    confirmed,
    misspelt,
    of_other_kind,
    other_ending,
    other_spaces,
)

if TYPE_CHECKING:
    # Only for the types: an exact lookup must not wait for numpy.
    from routes.gazetteers.fuzzy import Fuzzy, Near

__all__ = ["Search"]

_LONGEST_CODE = 6
_NAMED_AFTER_TOWN = frozenset({"airport", "station"})
_WELL_KNOWN = 20_000.0  # weight from which nobody writes another name by leaving out a hyphen
_LONGEST_SPACED = 6
_ALIKE = 0.85  # Zaporizhia, Zaporizhzhia
_LEAST_BY_ALIAS = 6  # letters of what a foreign name or a part of one is misspelt from
_LEAST_AREA = 7  # letters of a country or region with two mistakes
_FROM_TOWN_M = 100_000.0  # no airport lies further from the town that it is named after


class Search:
    """The ways to find a name, to be tried in the order of the methods.

    Each takes the name as written, ``text``, and ``folded``.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._fuzzy: Fuzzy | None = None

    def exact(self, text: str, folded: str) -> list[Hit]:
        """The places of a name, or a code, as it stands; each once, by its best match."""
        if not folded:
            return []
        hits = [hit(row, folded, text) for row in self._rows.named(folded)]
        if len(text) <= _LONGEST_CODE and text.isupper() and CODE.fullmatch(text):
            hits = best([*hits, *self._coded(text)])
        if hits and (" " in folded or not folded.isascii()):
            hits += self._of_said_kind(folded, text, hits)
            for other in other_signs(folded):
                hits = best([*hits, *self._stem_hits(other, None, text)])
        if folded.endswith(ENDINGS):
            hits = best([*hits, *self._otherwise_ended(folded, text)])
        if hits and len(folded) <= _LONGEST_SPACED and _all_light(hits):
            hits = best([*hits, *self._otherwise_spaced(folded, text)])
        if len(hits) == 1 and hits[0].match == "alternate" and hits[0].row.rank == FIRST_ORDER:
            hits += self._seat(hits[0], folded, text)
        return hits

    def _coded(self, code: str) -> list[Hit]:
        """The places of a code; airports that somebody reviewed are surer than the others."""
        hits = [coded(row, code) for row in self._rows.coded(code)]
        return [
            each._replace(weight=confirmed(each.weight)) if self._is_reviewed(each.row) else each
            for each in hits
        ]

    def _is_reviewed(self, row: Row) -> bool:
        """Whether an airport has a reviewed name: its main one, in full or cut short."""
        if row.kind != "airport":
            return False
        names = {fold(row.name), *(stem for stem, _ in stems(fold(row.name)))}
        names |= {f"{name} airport" for name in names}
        marks = ", ".join("?" * len(names))
        query = f"SELECT 1 FROM name WHERE place = ? AND sort = ? AND folded IN ({marks})"  # noqa: S608
        return self._rows.one(query, row.id, CURATED, *sorted(names)) is not None

    def _otherwise_ended(self, folded: str, text: str) -> list[Hit]:
        """Places of which the name ends in -skiy, where the query has -sky, and so on."""
        return [
            Hit(row, "variant", text, other_ending(weight(row, other)))
            for other in self._known(other_endings(folded))
            for row in self._rows.named(other)
            if row.country in SLAVIC.countries
        ]

    def _otherwise_spaced(self, folded: str, text: str) -> list[Hit]:
        """Places of which a short name has a hyphen where the query has none, or none."""
        others = self._known(spaced(folded)) if folded.isascii() else []
        return [
            Hit(row, "variant", text, other_spaces(weight(row, other)))
            for other in others
            for row in self._rows.named(other)
        ]

    def _known(self, names: Iterable[str]) -> list[str]:
        """Those of some folded names that any place has: in one query, for most have none."""
        sought = tuple(names)
        if not sought:
            return []
        marks = ", ".join("?" * len(sought))
        query = f"SELECT folded FROM name WHERE folded IN ({marks})"  # noqa: S608
        return [name for (name,) in dict.fromkeys(self._rows.all(query, *sought))]

    def _seat(self, area: Hit, folded: str, text: str) -> list[Hit]:
        """The city of a region, if the query is nearly its name: Zaporizhia."""
        from difflib import SequenceMatcher  # noqa: PLC0415  (few lookups come so far)

        for stem, kinds in stems(fold(area.row.name)):
            if "region" in kinds and SequenceMatcher(None, stem, folded).ratio() >= _ALIKE:
                found = self._stem_hits(stem, frozenset({"city"}), text, changes=1)
                return [each for each in found if each.row.admin1 == area.row.admin1]
        return []

    def _of_said_kind(self, folded: str, text: str, hits: Sequence[Hit]) -> list[Hit]:
        """Places of the kind that the name says, if what is called so is none of these."""
        for stem, kinds in stems(folded):
            if not any(each.row.kind in kinds for each in hits):
                known = {each.row.id for each in hits}
                found = self._stem_hits(stem, kinds, text)
                return [each for each in found if each.row.id not in known]
        return []

    def _stem_hits(
        self,
        folded: str,
        kinds: Kinds | None,
        text: str,
        countries: frozenset[str] | None = None,
        changes: int = 0,
    ) -> list[Hit]:
        hits = []
        for row in self._rows.named(folded):
            at_home = countries is None or row.country in countries
            if (kinds is None or row.kind in kinds) and (
                at_home or self._reaches_into(row, countries)
            ):
                native = at_home and countries is not None
                people = weight(row, folded, said=kinds is not None, native=native)
                hits.append(Hit(row, "variant", text, changed(people, changes)))
        return hits

    def _reaches_into(self, row: Row, countries: frozenset[str] | None) -> bool:
        """Whether what lies in no one country may lie in one of those, as far as it is known."""
        if row.country is not None or countries is None:
            return False
        members = self._rows.members(row.id)
        return not members or any(member.country in countries for member in members)

    def varied(self, text: str, folded: str) -> list[Hit]:
        """The places of another spelling: of those with the fewest changes that has any."""
        hits: list[Hit] = []
        changes = 0
        for variant in variants(folded):
            if variant.changes > changes:
                if hits:
                    break
                changes = variant.changes
            hits += self._stem_hits(
                variant.folded, variant.kinds, text, variant.countries, variant.changes
            )
            if variant.kinds and not hits and not variant.changes:
                hits += self._of_town(variant.folded, variant.kinds, text)
        return best(hits or self._seats(folded, text))

    def _seats(self, folded: str, text: str) -> list[Hit]:
        """The towns that a district which is not known may be named after: of Musan County."""
        return [
            Hit(row, "variant", text, of_other_kind(weight(row, stem)))
            for stem, kinds in stems(folded)
            if "region" in kinds
            for row in self._rows.named(stem)
            if row.kind == "city"
        ]

    def _of_town(self, folded: str, kinds: Kinds, text: str) -> list[Hit]:
        """What is called after a town, by the town's name in another language.

        Airports and stations have names in one or two languages, their towns in many.
        """
        hits = []
        if kinds & _NAMED_AFTER_TOWN:
            for town in self._rows.named(folded):
                if town.kind == "city":
                    there = self._stem_hits(fold(town.name), kinds, text, changes=1)
                    hits += [h for h in there if distance_m(h.row, town) <= _FROM_TOWN_M]
        return hits

    def misspelt(self, text: str, folded: str) -> list[Hit]:
        """The places whose name is the query's with one or two letters wrong.

        What is left without the word for a kind is no misspelling if some place has it as
        its name: "Musan County" is not Busan.
        """
        if self._fuzzy is None:
            from routes.gazetteers.fuzzy import Fuzzy  # noqa: PLC0415  (it imports numpy)

            self._fuzzy = Fuzzy(self._rows)
        hits: list[Hit] = []
        for part, kinds in (*stems(folded), (folded, None)):
            if says_nothing(part) or (kinds and self._rows.named(part)):
                continue
            for near in self._fuzzy.near(part):
                if says_nothing(near.folded):
                    continue
                same_first = near.folded[0] == part[0]
                for row in self._rows.named(near.folded):
                    if kinds is None or row.kind in kinds:
                        people = weight(row, near.folded, said=kinds is not None)
                        left = misspelt(
                            people,
                            near.apart,
                            same_first=same_first,
                            likely=_is_likely(row, part, near),
                        )
                        hits.append(Hit(row, "fuzzy", text, left))
        return best(hits)


def _all_light(hits: Sequence[Hit]) -> bool:
    for each in hits:  # noqa: SIM110  (twice as fast as all(), in every lookup)
        if each.weight >= _WELL_KNOWN:
            return False
    return True


def _is_likely(row: Row, part: str, near: Near) -> bool:
    """Whether anybody misspells a place so: Larsi is not Russia, nor Torkham Turkey.

    Foreign names and parts of names are misspelt so only if they are long; states and
    regions with two mistakes only if much of them is left.
    """
    shortest = min(len(part), len(near.folded))
    if not part.isascii():
        return True
    if row.sort != MAIN and shortest < _LEAST_BY_ALIAS and fold(row.name) != near.folded:
        return False
    if near.edits < 2 or row.kind not in ("country", "region"):
        return True
    return near.folded[0] == part[0] and shortest >= _LEAST_AREA
