"""What each path tells: length, time, countries, crossings, what it shares with the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routes.alternatives.borders import crossings, stays
from routes.alternatives.hours import Ride, minimum_h, usual_h
from routes.alternatives.lines import drawn, joined
from routes.alternatives.means import Means
from routes.alternatives.naming import telling
from routes.alternatives.reviewed import link_source
from routes.alternatives.spots import nearest_town
from routes.hindsight import known_on
from routes.model import Alternative, Link, LinkKind, Part
from routes.networks import Found, Router, Special, Walk
from routes.networks.graph import EdgeKind, Network

_KINDS: Mapping[EdgeKind, LinkKind] = {
    "stitch": "stitch",
    "link": "link",
    "ferry": "ferry",
    "transfer": "transfer",
}


def tell(
    router: Router, found: Sequence[Found], means: Means, date: str | None
) -> tuple[Alternative, ...]:
    """The paths that ``router`` found, best first, with all that a reader is told of them.

    ``date`` (ISO 8601) is that of the journey, for what is known of borders.
    """
    walks = [router.walk(each, date=date) for each in found]
    passes = telling(router.network, walks)
    each = zip(found, walks, passes, strict=True)
    return tuple(_told(router, *one, means, date) for one in each)


def _told(
    router: Router,
    found: Found,
    walk: Walk,
    passes: tuple[str, ...],
    means: Means,
    date: str | None,
) -> Alternative:
    network = router.network
    names = {area.id: area.name for area in network.areas}
    parts = tuple(Part(p.mode, drawn(p.line), p.length_m) for p in walk.pieces)
    ridden = _rides(network, walk)
    return Alternative(
        parts=parts,
        geometry=joined(part.geometry for part in parts),
        length_m=found.length_m,
        access_m=found.access_m,
        stays=stays(network, walk, means.worldview, date),
        crossings=crossings(network, walk.borders, means.worldview, date),
        links=tuple(_link(network, special, date) for special in walk.specials),
        stretch=found.stretch,
        sharing=found.sharing,
        minimum_h=minimum_h(ridden, means),
        usual_h=usual_h(ridden, means),
        passes=passes,
        shuns=found.shuns,
        shuns_name=names.get(found.shuns or ""),
    )


def _rides(network: Network, walk: Walk) -> list[Ride]:
    """How far one goes by what, and whose railways or roads these are."""
    none: frozenset[str] = frozenset()
    return [
        Ride(mode, network.areas[area].states if area >= 0 else none, metres)
        for mode, area, metres in walk.rides
    ]


def _link(network: Network, special: Special, date: str | None) -> Link:
    fact = special.fact
    if fact is not None:
        name, source, reason = fact.name, link_source(fact), known_on(fact.reason, date)
    elif special.town is not None:
        name, source, reason = network.towns.names[special.town], None, None
    else:
        name = nearest_town(network, special.lon, special.lat) or "gap"
        source, reason = None, None
    return Link(
        id=special.key,
        kind=_KINDS[special.kind],
        name=name,
        length_m=special.length_m,
        lon=special.lon,
        lat=special.lat,
        source=source,
        reason=reason,
    )
