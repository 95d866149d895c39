"""Which of Natural Earth's units are which divisions of GeoNames' registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.recipes.generics import without_division
from data.recipes.registry import Division
from data.recipes.towns import First, Towns
from data.recipes.units import Unit
from data.recipes.views import STATE_OF_UNIT
from routes.gazetteers.fold import fold

# Shares of towns: a polygon and a division are the same; near enough; the polygon is a part;
# most towns of a unit are in one division.
_AGREES, _USABLE, _PART, _CLEARLY = 0.9, 0.5, 0.2, 0.6


@dataclass(frozen=True)
class Matching:
    """``named`` gives the unit whose names are those of a division, by GeoNames id.

    ``polygons`` gives the units that make up its polygon. ``rest`` are the indexes of the units
    that are no division of the registry, with the first-order division they lie in. ``doubtful``
    are the first-order divisions that got no polygon although there are units near, and
    ``former`` those whose polygon holds towns of others, as of a province divided since.
    """

    named: dict[int, int]
    polygons: dict[int, tuple[int, ...]]
    rest: dict[int, First | None]
    doubtful: list[Division]
    former: set[int]


def match(units: Sequence[Unit], divisions: Mapping[int, Division], towns: Towns) -> Matching:
    """Join by GeoNames id, then by name where towns agree, then by towns alone."""
    own = _own(units, divisions, towns)
    named = {
        identifier: max(indexes, key=lambda i: (units[i].full.area, -i))
        for identifier, indexes in own.items()
    }
    lies_in = _first_of_units(units, divisions, towns, named)
    _give_up(own, named, divisions, lies_in)
    used = {i for d, indexes in own.items() if divisions[d].is_first_order for i in indexes}
    inside: dict[First, list[int]] = defaultdict(list)
    told = set(named.values())
    for index, first in lies_in.items():
        # What is disputed and no division of its own is merged into none.
        if first is not None and (index in told or units[index].code not in STATE_OF_UNIT):
            inside[first].append(index)
    polygons = {i: tuple(sorted(indexes)) for i, indexes in own.items()}
    doubtful = []
    for identifier, division in divisions.items():
        if not division.is_first_order:
            continue
        first = (division.country, division.admin1)
        mine = own.get(identifier, [])
        wider = [*mine, *(i for i in inside.get(first, []) if i not in used)]
        choice = _best(first, [wider, mine, inside.get(first, [])], towns)
        if choice:
            polygons[identifier] = tuple(sorted(choice))
        elif polygons.pop(identifier, None) or inside.get(first):
            doubtful.append(division)
    mended = _former(doubtful, units, towns, own, polygons)
    doubtful = [division for division in doubtful if division.geonames_id not in mended]
    former = {division for division, fits in mended.items() if fits < _AGREES}
    rest = _rest(divisions, named, polygons, lies_in)
    return Matching(named, polygons, rest, doubtful, former)


def _former(
    doubtful: Sequence[Division],
    units: Sequence[Unit],
    towns: Towns,
    own: Mapping[int, Sequence[int]],
    polygons: dict[int, tuple[int, ...]],
) -> dict[int, float]:
    """Give divisions the units of their name after all, and say what share of the people fits.

    Not if another one has them, unless most people in them are of the division: a city as
    Minsk has fewer towns in its polygon than the suburbs around it.
    """
    holder = {i: d for d, indexes in polygons.items() for i in indexes if i not in own.get(d, ())}
    found = {}
    for division in doubtful:
        mine = own.get(division.geonames_id, [])
        if not any(_same_name(units[i], division) for i in mine):
            continue
        fits = towns.people_share((division.country, division.admin1), mine)
        others = {holder[i] for i in mine if i in holder}
        left = {d: tuple(i for i in polygons[d] if i not in mine) for d in others}
        if others and (fits < _USABLE or not all(left.values())):
            continue
        polygons.update(left)
        polygons[division.geonames_id] = tuple(sorted(mine))
        found[division.geonames_id] = fits
    return found


def _covered(divisions: Mapping[int, Division], polygons: Mapping[int, Sequence[int]]) -> set[int]:
    """The units in the polygons of first-order divisions."""
    return {i for d, indexes in polygons.items() if divisions[d].is_first_order for i in indexes}


def _own(
    units: Sequence[Unit], divisions: Mapping[int, Division], towns: Towns
) -> dict[int, list[int]]:
    """The units of each division by id, then by name."""
    own = _by_id(units, divisions, towns)
    taken = {index for indexes in own.values() for index in indexes}
    for index, identifier in _by_name(units, divisions, towns, taken, set(own)):
        own.setdefault(identifier, []).append(index)
    return own


def _give_up(
    own: dict[int, list[int]],
    named: dict[int, int],
    divisions: Mapping[int, Division],
    lies_in: Mapping[int, First | None],
) -> None:
    """Take away what was matched to a second-order division, but lies in no first-order one.

    Such a unit is a former province that bears the id of its capital.
    """
    for identifier, index in [*named.items()]:
        if not divisions[identifier].is_first_order and lies_in[index] is None:
            del own[identifier], named[identifier]


def _rest(
    divisions: Mapping[int, Division],
    named: Mapping[int, int],
    polygons: Mapping[int, Sequence[int]],
    lies_in: Mapping[int, First | None],
) -> dict[int, First | None]:
    """Units that name no division. One outside all first-order polygons is of that order."""
    covered = _covered(divisions, polygons)
    told = set(named.values()) & covered
    return {i: first if i in covered else None for i, first in lies_in.items() if i not in told}


def _by_id(
    units: Sequence[Unit], divisions: Mapping[int, Division], towns: Towns
) -> dict[int, list[int]]:
    """By the id that the file gives, unless neither towns nor names agree.

    The file gives Napo the id of Tungurahua, and all regions of Guyana that of a neighbour.
    """
    own: dict[int, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        division = divisions.get(unit.geonames_id or 0)
        if division is None or division.country != unit.country:
            continue
        if _agrees(index, division, towns, _USABLE) or _same_name(unit, division):
            own[division.geonames_id].append(index)
    return dict(own)


def _same_name(unit: Unit, division: Division) -> bool:
    """Whether one of the names is the same, with or without its generic word."""

    def folded(names: Sequence[str]) -> set[str]:
        return {fold(name) for name in (*names, *without_division(names))}

    return not folded(unit.names).isdisjoint(folded(division.names))


def _by_name(
    units: Sequence[Unit],
    divisions: Mapping[int, Division],
    towns: Towns,
    taken: set[int],
    joined: set[int],
) -> list[tuple[int, int]]:
    """Units and divisions of one state, one of whose names is the same, both free."""
    named: dict[tuple[str, str], list[Division]] = defaultdict(list)
    for division in divisions.values():
        if division.geonames_id not in joined:
            for folded in {fold(n) for n in division.names}:
                named[division.country, folded].append(division)
    found = []
    for index, unit in enumerate(units):
        if index in taken or unit.country is None:
            continue
        same = {
            d.geonames_id: d
            for folded in {fold(n) for n in unit.names}
            for d in named.get((unit.country, folded), [])
        }
        agreeing = [d for d in same.values() if _agrees(index, d, towns)]
        agreeing = [d for d in agreeing if d.is_first_order] or agreeing
        if len(agreeing) == 1:
            found.append((index, agreeing[0].geonames_id))
    return found


def _agrees(unit: int, division: Division, towns: Towns, least: float = _AGREES) -> bool:
    """Whether the towns of a division lie in the unit, or none lies in any."""
    if division.is_first_order:
        of_division = towns.of_first.get((division.country, division.admin1), [])
    else:
        of_division = towns.of_second.get(division.geonames_id, [])
    of_division = [town for town in of_division if towns.unit[town] is not None]
    return not of_division or towns.share(of_division, [unit]) >= least


def _first_of_units(
    units: Sequence[Unit],
    divisions: Mapping[int, Division],
    towns: Towns,
    named: Mapping[int, int],
) -> dict[int, First | None]:
    """The first-order division that each unit is or lies in, where towns or the registry say."""
    of_named = {index: divisions[identifier] for identifier, index in named.items()}
    known = {(d.country, d.admin1) for d in divisions.values() if d.is_first_order}
    result: dict[int, First | None] = {}
    for index, unit in enumerate(units):
        first, share = towns.main_first(index, unit.country)
        division = of_named.get(index)
        if first is None and division is not None:
            first, share = (division.country, division.admin1), 1.0
        clear = share >= _CLEARLY and first in known and first[0] == unit.country
        result[index] = first if clear else None
    return result


def _best(first: First, choices: Sequence[list[int]], towns: Towns) -> list[int]:
    """The units that hold the towns of a division and no others; its own ones come first.

    A polygon that is a part of the division will do, for it claims nothing of others; one
    that is larger, as of a province that was divided since, will not.
    """
    of_division = towns.of_first.get(first, [])
    usable: list[tuple[float, list[int]]] = []
    for units in choices:
        if units and not any(towns.in_unit(u, first[0]) for u in units):
            return units if units is not choices[-1] else []
        share, purity = towns.share(of_division, units), towns.purity(first, units)
        if min(share, purity) >= _AGREES:
            return units
        if min(share, purity) >= _USABLE or (purity >= _AGREES and share >= _PART):
            usable.append((min(share, purity), units))
    return max(usable, key=lambda choice: choice[0])[1] if usable else []
