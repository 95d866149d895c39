"""Which countries a path runs through, and what is known of the borders between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routes.alternatives.reviewed import carries, described, remark, source_told, why
from routes.alternatives.spots import near_town
from routes.hindsight import known_on
from routes.model import Crossing, Passability, Stay
from routes.networks import Border, Walk
from routes.networks.graph import Area, Closure, CrossingFact, LinkFact, Network
from routes.networks.joined import mode_of

_WATER = ""


def stays(
    network: Network, walk: Walk, worldview: str, date: str | None = None
) -> tuple[Stay, ...]:
    """How far the path runs through each area, in the order of travel, and how far over water.

    Disputed areas are counted to a state as ``worldview`` has it. Notes tell nothing that
    happened after ``date`` (ISO 8601).
    """
    return tuple(
        Stay(_WATER, "water", None, length_m)
        if index < 0
        else _stay(network.areas[index], length_m, worldview, walk.remarks, date)
        for index, length_m in walk.stays
    )


def crossings(
    network: Network, borders: Iterable[Border], worldview: str, date: str | None = None
) -> tuple[Crossing, ...]:
    """Where borders are crossed, with what is known of them, in the order given.

    A line between two disputed areas that ``worldview`` counts to one state, and that one
    state holds, is a border only where something is known of it. Notes tell nothing that
    happened after ``date`` (ISO 8601).
    """
    return tuple(
        _crossing(network, border, date)
        for border in borders
        if _is_known(network, border) or not _is_inside(network, border, worldview)
    )


def _is_known(network: Network, border: Border) -> bool:
    return border.fact is not None or bool(border.closures) or _link(network, border) is not None


def _is_inside(network: Network, border: Border, worldview: str) -> bool:
    """Whether one and the same state has both sides, by law and in fact."""
    sides = [network.areas[i] for i in (border.from_area, border.to_area)]
    lawful = {area.country(worldview) for area in sides}
    holding = {area.held_by or area.country(worldview) for area in sides}
    return len(lawful) == len(holding) == 1 and None not in lawful


def _link(network: Network, border: Border) -> LinkFact | None:
    """The reviewed link or ferry that crosses it, if one does."""
    return network.links.get(network.special.get(border.edge, ""))


def _fact(network: Network, border: Border) -> CrossingFact | None:
    """The reviewed crossing there, if it is one for what the path goes by."""
    fact = border.fact
    return fact if fact is not None and carries(fact, mode_of(network, border.edge)) else None


def _stay(
    area: Area, length_m: float, worldview: str, remarks: Sequence[Closure], date: str | None
) -> Stay:
    said = (remark(each, date) for each in remarks if each.what == f"area:{area.id}")
    return Stay(
        area=area.id,
        name=area.name,
        country=area.country(worldview),
        length_m=length_m,
        note=_together(known_on(area.note, date), *said),
    )


def _crossing(network: Network, border: Border, date: str | None) -> Crossing:
    name, note, is_reviewed = _named(network, border)
    shut = next((closure for closure in border.closures if closure.blocks), None)
    # What is remarked of a whole area is told with the stay in it.
    said = [each for each in border.closures if not each.what.startswith("area:")]
    others = [each for each in said if each is not shut]
    # Who remarks something of a border has looked at it, and found it open.
    is_known = is_reviewed or any(not each.blocks for each in others)
    status: Passability = "closed" if shut else "open" if is_known else "unknown"
    sides = [network.areas[i] for i in (border.from_area, border.to_area)]
    return Crossing(
        from_area=sides[0].id,
        to_area=sides[1].id,
        name=name,
        lon=border.lon,
        lat=border.lat,
        reviewed=is_reviewed,
        status=status,
        since=shut.since if shut else None,
        source=source_told(shut.source) if shut else None,
        note=_noted(note, shut, others, date),
        from_name=sides[0].name,
        to_name=sides[1].name,
    )


def _noted(
    note: str | None, shut: Closure | None, others: Sequence[Closure], date: str | None
) -> str | None:
    """What is noted of a crossing. Before all else what closes it, or what may look as if."""
    told = [remark(other, date) for other in others]
    if shut is not None:
        return _together(note, why(shut, date), *told)
    return _together(*(f"Not a closure: {each}" for each in told), note)


def _named(network: Network, border: Border) -> tuple[str, str | None, bool]:
    """The name of a crossing, what is noted of it, and whether a person has reviewed it."""
    link = _link(network, border)
    if link is not None:  # a ferry may run beside a bridge that has a name of its own
        return link.name, described(link.note), True
    fact = _fact(network, border)
    if fact is not None:
        return fact.name, described(fact.note), True
    if border.town is None:
        spot = f"{abs(border.lat):.2f}° {'N' if border.lat >= 0 else 'S'}"
        return f"{spot}, {abs(border.lon):.2f}° {'E' if border.lon >= 0 else 'W'}", None, False
    where = near_town(network.towns.names[border.town], border.town_m)
    if where.startswith("near "):
        return where, None, False
    sides = [network.areas[i].name for i in (border.from_area, border.to_area)]
    return f"between {sides[0]} and {sides[1]}, {where}", None, False


def _together(*notes: str | None) -> str | None:
    """Notes as sentences of one, each once; None without any."""
    said = dict.fromkeys(note.strip() for note in notes if note)
    return " ".join(note if note.endswith((".", "!", "?")) else f"{note}." for note in said) or None
