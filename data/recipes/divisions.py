"""First- and second-order divisions as records."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from data.recipes.cities import is_name
from data.recipes.extent import centre, inside, reach_m
from data.recipes.generics import is_empty, without_division
from data.recipes.matching import Matching
from data.recipes.record import Record
from data.recipes.registry import Division
from data.recipes.towns import Towns
from data.recipes.units import Unit, latin_first, union
from data.recipes.views import FORMER, NOTES, UNLISTED
from routes.gazetteers.fold import fold
from routes.gazetteers.store import ALTERNATE, BARE, FIRST_ORDER, MAIN, SECOND_ORDER

_LEAST_RADIUS_M = 10_000  # of a division of which only the towns are known
_KINDS = (
    "province",
    "oblast",
    "krai",
    "region",
    "republic",
    "prefecture",
    "governorate",
    "department",
    "county",
    "voivodeship",
    "state",
    "canton",
    "district",
)


def division_records(
    divisions: Mapping[int, Division],
    units: Sequence[Unit],
    matching: Matching,
    towns: Towns,
    codes: set[str],
) -> Iterator[Record]:
    """All divisions with a polygon or a town. The others have no place and are left out."""
    naming = _Naming(divisions, units, towns)
    for division in divisions.values():
        parts = matching.polygons.get(division.geonames_id, ())
        shape = union([units[i].polygon for i in parts]) if parts else None
        members = _towns_of(division, towns)
        if shape is None and not members:
            continue
        index = matching.named.get(division.geonames_id)
        unit = None if index is None else units[index]
        names = naming.names(division, unit, codes)
        record = _record(division, unit, names, shape, members, towns)
        if division.geonames_id in matching.former:
            record.note = record.note or FORMER
        yield record
    alone = Counter(unit.country for unit in units if unit.names)
    for index, first in matching.rest.items():
        country = units[index].country
        if units[index].names and (country is None or alone[country] > 1):
            yield _unit_record(units[index], None if first is None else first[1], towns, index)


class _Naming:
    """Names of divisions: Natural Earth's first, then the registry's."""

    def __init__(
        self, divisions: Mapping[int, Division], units: Sequence[Unit], towns: Towns
    ) -> None:
        called = Counter((u.country, fold(n)) for u in units for n in u.names[:1])
        self._shared = {key for key, count in called.items() if count > 1}
        self._owners: dict[tuple[str, str], set[int]] = defaultdict(set)
        for division in divisions.values():
            if division.is_first_order:
                for name in division.names:
                    self._owners[division.country, fold(name)].add(division.geonames_id)
        named = zip(towns.first, towns.names, strict=True)
        self._towns = {(*first, fold(name)) for first, name in named if first is not None}

    def names(self, division: Division, unit: Unit | None, codes: set[str]) -> _Names:
        """All names of a division, sorted by what they are."""
        given = self._given(division, unit)
        names = [*given, *(n for n in division.names if is_name(n, codes))] or [*division.names]
        names = latin_first(names)
        everyday, folded = names[0], fold(names[0])
        kind = _kind_of_russian(division)
        if kind is None and unit and unit.names[:1] != tuple(given[:1]):
            everyday = _english(division) or everyday
            folded = fold(everyday)
        if division.country == "BY" and kind:
            return _belarusian(division, names)
        if kind and not re.search(r"(?i)oblast|krai|kray|republic|okrug", everyday):
            shown = _longer(everyday, division, ("autonomous oblast",)) or f"{everyday} {kind}"
            if folded.endswith("skaya"):  # the file has no English name: the registry may
                shown = next((n for n in division.names if n.endswith(f" {kind}")), shown)
            rest = [n for n in names if fold(n) != folded]
            return _Names(shown, [shown], rest, [everyday, *without_division([*names, shown])])
        shown = everyday
        if division.is_first_order and (division.country, division.admin1, folded) in self._towns:
            shown = _longer(everyday, division, _KINDS) or _with_type(everyday, unit)
        return _Names(shown, [shown, everyday], names, [*without_division([*names, shown])])

    def _given(self, division: Division, unit: Unit | None) -> list[str]:
        """The names of a unit that are not another division's.

        None, when the unit bears all names of that other one: Napo's are on Tungurahua.
        """
        own = [n for n in unit.names if self._is_own(n, division)] if unit else []
        registered = {fold(n) for n in division.names}
        is_swapped = unit is not None and own[:1] != [*unit.names[:1]]
        if is_swapped and registered.isdisjoint(map(fold, own)):
            return []
        return own

    def _is_own(self, name: str, division: Division) -> bool:
        """Not when the registry gives it to another first-order division of the state only.

        Nor when it does not know it and the file gives it to several, as Toamasina.
        """
        if not division.is_first_order:
            return True
        key = (division.country, fold(name))
        owners = self._owners.get(key)
        return division.geonames_id in owners if owners else key not in self._shared


def _belarusian(division: Division, names: Sequence[str]) -> _Names:
    """Regions by the English name of their capital: "Minsk Region", not "Minskaja voblasc'"."""
    english = [n for n in division.names if re.fullmatch(r"\w+(?<!skaya) (Region|Oblast)", n)]
    town = (english[0] if english else names[0]).split()[0]
    shown = [f"{town} Region", f"{town} Oblast"]
    return _Names(shown[0], shown, names, [*without_division([*names, *shown])])


@dataclass(frozen=True)
class _Names:
    shown: str
    main: Sequence[str]
    others: Sequence[str]
    bare: Sequence[str]


def _english(division: Division) -> str | None:
    """The first name of the registry with an English generic word, else the first Latin one."""
    words = tuple(f" {kind}" for kind in (*_KINDS, "city"))
    full = [n for n in division.names if fold(n).endswith(words)]
    full.sort(key=lambda name: fold(name).endswith(("oblast", "krai")))  # rather "Almaty Region"
    return full[0] if full else next(iter(latin_first(division.names)), None)


def _longer(everyday: str, division: Division, kinds: Sequence[str]) -> str | None:
    """For "Jilin" gives "Jilin Province", when the registry has it."""
    folded = {fold(name): name for name in reversed(division.names)}
    found = (folded.get(f"{fold(everyday)} {kind}") for kind in kinds)
    return next((name for name in found if name), None)


def _with_type(everyday: str, unit: Unit | None) -> str:
    kind = (unit.type if unit else None) or ""
    return f"{everyday} {kind}" if kind.casefold() in _KINDS else everyday


def _kind_of_russian(division: Division) -> str | None:
    """Oblasts and krais, whose bare English names are those of their capitals."""
    words = fold(division.names[0]).split()
    if not division.is_first_order or division.country not in ("RU", "UA", "BY"):
        return None
    return (
        "Oblast"
        if {"oblast", "voblast", "voblasc"} & set(words)
        else "Krai"
        if "kray" in words
        else None
    )


def _towns_of(division: Division, towns: Towns) -> list[int]:
    if division.is_first_order:
        return towns.of_first.get((division.country, division.admin1), [])
    return towns.of_second.get(division.geonames_id, [])


def _record(
    division: Division,
    unit: Unit | None,
    names: _Names,
    shape: BaseGeometry | None,
    members: list[int],
    towns: Towns,
) -> Record:
    iso = division.iso or (unit.iso if unit else None)
    if shape is not None:
        at = (unit.lon, unit.lat) if unit else centre(towns.points[members], towns.people[members])
        lon, lat = inside(shape, *at)
        radius_m = reach_m(lon, lat, shape)
    else:
        lon, lat = centre(towns.points[members], towns.people[members])
        radius_m = max(_LEAST_RADIUS_M, reach_m(lon, lat, towns.points[members]))
    record = Record(
        kind="region",
        ref=division.geonames_id,
        name=names.shown,
        lon=lon,
        lat=lat,
        country=division.country,
        admin1=division.admin1,
        population=_population(members, towns),
        radius_m=radius_m,
        codes=(iso,) if iso else (),
        rank=FIRST_ORDER if division.is_first_order else SECOND_ORDER,
        note=_note(unit, iso),
        shape=shape,
    )
    _name(record, names)
    return record


def _unit_record(unit: Unit, admin1: str | None, towns: Towns, index: int) -> Record:
    """A unit that GeoNames' registry does not know, as a former county or a disputed area."""
    lon, lat = inside(unit.polygon, unit.lon, unit.lat)
    record = Record(
        kind="region",
        ref=f"ne:{unit.code}",
        name=_with_type(unit.names[0], unit) if is_empty(unit.names[0]) else unit.names[0],
        lon=lon,
        lat=lat,
        country=unit.country,
        admin1=admin1,
        population=_population(towns.of_unit.get(index, []), towns),
        radius_m=reach_m(lon, lat, unit.polygon),
        codes=(unit.iso,) if unit.iso else (),
        rank=FIRST_ORDER if admin1 is None else SECOND_ORDER,
        note=_note(unit, unit.iso),
        shape=unit.polygon,
    )
    if record.note is None and unit.country and admin1 is None:
        record.note = UNLISTED
    bare = [*without_division(unit.names)]
    _name(record, _Names(record.name, [record.name, unit.names[0]], unit.names[1:], bare))
    return record


def _name(record: Record, names: _Names) -> None:
    record.add(names.main, MAIN)
    record.add(names.others, ALTERNATE)
    record.add(names.bare, BARE)


def _population(members: Sequence[int], towns: Towns) -> int | None:
    return int(towns.people[list(members)].sum()) if members else None


def _note(unit: Unit | None, iso: str | None) -> str | None:
    return NOTES.get(unit.code if unit else "") or NOTES.get(iso or "")
