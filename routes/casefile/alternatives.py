"""What a case asks for besides its legs, made complete: ends, countries to avoid, dates, ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from routes.casefile import document
from routes.casefile.nodes import Spot
from routes.casefile.report import Path
from routes.casefile.validate import spot_at
from routes.model import Avoidance, Wanted, When


def avoidances(doc: document.CaseFile, spots: Mapping[Path, Spot]) -> tuple[Avoidance, ...]:
    """The countries that the alternatives of a case keep out of, in file order."""
    return tuple(
        Avoidance(each.country, each.reason, spot_at(("avoid", number), spots).key)
        for number, each in enumerate(doc.avoid or ())
    )


def wanted(doc: document.CaseFile, spots: Mapping[Path, Spot]) -> tuple[Wanted, ...]:
    """The alternatives of a checked document in file order.

    What one leaves out is taken from its leg, then from the case: the ends, the countries to
    avoid, and the date, which without a leg that has one is the last day the case knows of.
    """
    avoid = tuple(each.country for each in doc.avoid or ())
    last = _latest(doc)
    made: dict[str, Wanted] = {}
    for number, each in enumerate(doc.alternatives or ()):
        leg = doc.legs[each.leg] if each.leg else None
        start, end = (leg.start, leg.end) if leg else (each.start or "", each.end)
        asked = Wanted(
            id=_free(_stem(each), made),
            leg=each.leg,
            start=start,
            end=None if each.hours else end,
            mode=each.mode,
            via=each.via or (),
            avoid=avoid if each.avoid is None else each.avoid,
            count=each.count,
            when=each.when or (leg and leg.when) or last,
            hours=each.hours,
            title=each.title,
            note=each.note,
            mark=spot_at(("alternatives", number), spots).key,
        )
        made[asked.id] = asked
    return tuple(made.values())


def _stem(each: document.Alternative) -> str:
    ends = (each.leg,) if each.leg else (each.start, each.end)
    return "-".join(filter(None, (*ends, each.mode)))


def _free(stem: str, taken: Iterable[str]) -> str:
    """The stem, with a number from 2 on where that id is taken."""
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _latest(doc: document.CaseFile) -> When | None:
    """The date of a leg or an event that ends last; without one, that of a source."""
    legs = [leg.when for leg in doc.legs.values()]
    events = [event.when for event in (doc.events or {}).values()]
    published = [source.issued for source in doc.sources.values()]
    for dates in ([*legs, *events], published):
        known = [date for date in dates if date and date.latest]
        if known:
            return max(known, key=lambda date: date.latest or "")
    return None
