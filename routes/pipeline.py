"""The order in which a case becomes an atlas, written once."""

from __future__ import annotations

from routes.checks import check_claims, uncomputed, unsupported
from routes.compare import compare
from routes.gazetteers.protocol import Gazetteer
from routes.model import Atlas, Case
from routes.modes import lands, modes
from routes.resolve import Travel, resolve
from routes.trace import trace


def build(case: Case, *, gazetteer: Gazetteer, reference: Gazetteer | None = None) -> Atlas:
    """Resolve, trace, compare and check ``case``.

    ``gazetteer`` finds names; ``reference`` (by default the same) finds airport codes
    and shapes. Problems with single items are findings in the atlas, in the order in
    which they were met; only a failing service or artefact raises.
    """
    resolved = resolve(case, gazetteer, reference, travel=Travel(modes(), lands()))
    traced = trace(case, resolved.places, resolved.resolutions)
    checks = check_claims(case, resolved.places)
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
        ),
    )
