"""How one could get from one place to another: the one question of command, page and case."""

from __future__ import annotations

from collections.abc import Sequence

from routes.alternatives.air import flights
from routes.alternatives.means import Means
from routes.alternatives.noted import Noted
from routes.alternatives.notes import notes
from routes.alternatives.overflown import overflown
from routes.alternatives.reach import reach
from routes.alternatives.refusals import avoided, countries_of, day, refusal
from routes.alternatives.spots import abroad
from routes.alternatives.tell import tell
from routes.model import Alternatives, NoPath, Place, Reach, Wanted
from routes.model.alternative import REACH_MODES
from routes.networks import Query


def between(
    start: Place,
    end: Place | None,
    wanted: Wanted,
    means: Means,
    *,
    via: Sequence[Place] = (),
    reported_m: float | None = None,
) -> Alternatives:
    """The paths from ``start`` to ``end`` by ``wanted.mode``, through ``via`` in that order.

    With ``wanted.hours`` instead how far one gets; ``end`` is then not looked at. Borders are
    as they were on the last day of ``wanted.when``. ``reported_m`` is the length of the leg as
    the case draws it, to stand beside.

    Where there is no path, ``refused`` says why. Raises ValueError for a mode without a network,
    for hours by sea or air, and for a question without an end; ArtefactError for a broken
    installation.
    """
    _check(wanted, end)
    answer = refusal(start, end, via, wanted) or _answer(start, end, via, wanted, means)
    refused, noted = (answer, None) if isinstance(answer, NoPath) else (None, answer)
    got = () if noted is None else noted.answer
    paths = got if isinstance(got, tuple) else ()
    said = [*notes(wanted, end, paths), *(noted.notes if noted else ())]
    if wanted.mode == "air" and paths:
        said += overflown(paths, wanted.avoid, means)
    return Alternatives(
        wanted=wanted,
        start=start.label,
        end=end.label if end is not None else "",
        reported_m=reported_m,
        paths=paths,
        reach=got if isinstance(got, Reach) else None,
        refused=refused,
        notes=tuple(said),
    )


def _check(wanted: Wanted, end: Place | None) -> None:
    """Raises ValueError for what nobody can ask for."""
    if wanted.hours is None and end is None:
        raise ValueError(f"{wanted.id} asks for paths without an end")
    if wanted.hours is not None and wanted.mode not in REACH_MODES:
        raise ValueError(f"{wanted.id} asks how far one gets by {wanted.mode}")


def _answer(
    start: Place, end: Place | None, via: Sequence[Place], wanted: Wanted, means: Means
) -> Noted | NoPath:
    if wanted.mode == "air" and end is not None:
        flown = flights(start, end, via, wanted, means)
        return flown if isinstance(flown, NoPath) else Noted(flown.paths, flown.notes)
    router = means.networks.router(wanted.mode)
    kept_out = avoided((start, *via, *([end] if end else [])), wanted, router.network.areas)
    if kept_out is not None:
        return kept_out
    if end is None or wanted.hours is not None:
        return reach(start, wanted, means)
    query = _query(start, end, via, wanted, means.open)
    found = router.find(query)
    if isinstance(found, NoPath):
        return found
    sections = found[0].sections
    spots = [*(section.start for section in sections), sections[-1].end]
    # An end behind a border has no spot.
    near = [
        (place.label, spot) for place, spot in zip((start, *via, end), spots, strict=True) if spot
    ]
    return Noted(tell(router, found, means, query.date), tuple(abroad(router.network, near)))


def _query(
    start: Place, end: Place, via: Sequence[Place], wanted: Wanted, ignored: frozenset[str]
) -> Query:
    if start.point is None:
        raise ValueError(f"{start.id} is an area, not a point")
    return Query(
        start=start.point,
        end=countries_of(end) if end.point is None else end.point,
        via=tuple(stop.point for stop in via if stop.point is not None),
        avoid=frozenset(wanted.avoid),
        count=wanted.count,
        date=day(wanted.when),
        open=ignored,
        start_name=start.label,
        end_name=end.label,
        via_names=tuple(stop.label for stop in via),
        start_area=start.country,
        end_area=None if end.point is None else end.country,
        via_areas=tuple(stop.country for stop in via if stop.point is not None),
    )
