"""Cases made from names and legs, resolved as the program resolves any case."""

from __future__ import annotations

from collections.abc import Sequence

from routes.gazetteers.protocol import Gazetteer
from routes.model import Case, Itinerary, Leg, Resolution, Toponym
from routes.modes import lands, modes
from routes.resolve import Travel, resolve

Asked = tuple[str, str | None]
"""What is asked for, and the country if a hint gives it."""


def case_of(asked: Sequence[Asked], legs: Sequence[tuple[int, int, str]] = ()) -> Case:
    """A case with these places, in their order, and legs between them by index and mode."""
    places = {
        f"place-{n}": Toponym(f"place-{n}", query, query, country=country)
        for n, (query, country) in enumerate(asked)
    }
    made = {
        f"leg-{n}": Leg(f"leg-{n}", f"place-{start}", f"place-{end}", mode)
        for n, (start, end, mode) in enumerate(legs)
    }
    told = {"told": Itinerary("told", "As told", tuple(made))} if made else {}
    return Case(
        id="made", title="Made", question=None, summary=None, language="en", sources={},
        places=places, legs=made, itineraries=told, events={}, disputes={}, checks=(), notes=(),
    )  # fmt: skip


def route_case(asked: Sequence[Asked]) -> Case:
    """A journey through all of them in turn, by road."""
    return case_of(asked, [(n, n + 1, "road") for n in range(len(asked) - 1)])


def answered(case: Case, gazetteer: Gazetteer) -> list[Resolution | None]:
    """The resolution of each place of ``case``, in order; None where a service failed."""
    travel = Travel(modes(), lands())
    found = resolve(case, gazetteer, travel=travel).resolutions
    return [found.get(place) for place in case.places]
