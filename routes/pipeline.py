"""The order in which a case becomes an atlas, written once."""

from __future__ import annotations

from functools import partial

from routes.alternatives import Means, Networks, alternatives
from routes.checks import check_claims, uncomputed, unsupported
from routes.chronology import out_of_order
from routes.compare import compare
from routes.gazetteers.airports import airport_of
from routes.gazetteers.countries import country_name
from routes.gazetteers.protocol import Gazetteer
from routes.model import Atlas, Case
from routes.modes import lands, modes
from routes.networks import Bundled
from routes.resolve import Travel, resolve
from routes.trace import trace


def build(
    case: Case,
    *,
    gazetteer: Gazetteer,
    reference: Gazetteer | None = None,
    networks: Networks | None = None,
) -> Atlas:
    """Resolve, trace, compare and check ``case``, and answer how else one could have gone.

    ``gazetteer`` finds names; ``reference`` (by default the same) finds airports and shapes.
    ``networks`` are those that ship with the program unless given; they are loaded only for a
    case that asks for alternatives. Problems with single items are findings in the atlas, in
    the order in which they were met; only a failing service or artefact raises.
    """
    resolved = resolve(case, gazetteer, reference, travel=Travel(modes(), lands()))
    traced = trace(case, resolved.places, resolved.resolutions)
    checks = check_claims(case, resolved.places)
    others = alternatives(
        case, resolved.places, traced.legs, means(reference or gazetteer, networks=networks)
    )
    return Atlas(
        case=case,
        places=resolved.places,
        resolutions=resolved.resolutions,
        legs=traced.legs,
        routes=traced.routes,
        center=traced.center,
        reach_deg=traced.reach_deg,
        comparison=compare(case, resolved.places),
        checks=checks,
        findings=(
            *case.findings,
            *resolved.findings,
            *traced.findings,
            *unsupported(case),
            *uncomputed(case, checks),
            *out_of_order(case),
            *others.findings,
        ),
        alternatives=others.alternatives,
    )


def means(
    reference: Gazetteer,
    *,
    networks: Networks | None = None,
    worldview: str = "un",
    open: frozenset[str] = frozenset(),  # noqa: A002  the word of the command
) -> Means:
    """What `routes.alternatives.between` needs: networks, speeds, airports, countries.

    The last two are those of ``reference``; ``open`` are ids of closures that are to be
    ignored. Nothing is loaded before it is needed.
    """
    return Means(
        networks=networks or Bundled(),
        modes=modes(),
        airport=partial(airport_of, gazetteer=reference),
        worldview=worldview,
        open=open,
        shape_of=lambda code: reference.shape(f"country:{code}"),
        country_name=partial(country_name, reference),
    )
