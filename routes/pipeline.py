"""The order in which a case becomes an atlas, written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from routes.alternatives import Means, Networks, alternatives
from routes.checks import check_claims, uncomputed, unsupported
from routes.chronology import out_of_order
from routes.compare import compare
from routes.gazetteers.airports import airport_of
from routes.gazetteers.countries import country_name
from routes.gazetteers.holding import Holding
from routes.gazetteers.protocol import Gazetteer
from routes.model import Atlas, Case, Finding, Profile, PublicCase, Release
from routes.modes import lands, modes
from routes.networks import Bundled
from routes.publish import check_embargo, redact
from routes.resolve import Resolved, Travel, resolve
from routes.trace import trace


def build(
    case: Case,
    *,
    gazetteer: Gazetteer,
    reference: Gazetteer | None = None,
    networks: Networks | None = None,
    profile: Profile = "public",
    today: str | None = None,
) -> Atlas:
    """Resolve, trace, compare and check ``case``, and answer how else one could have gone.

    With the profile ``public`` all that follows the resolution is derived from the case as
    `routes.publish.redact` makes it, so that nothing can tell what that withholds. ``today``
    (an ISO day, by default that of the clock in UTC) decides whether a route in use is old enough;
    NotForPublication is raised where one is not.

    ``gazetteer`` finds names; ``reference`` (by default the same) finds airports and shapes.
    ``networks`` are those that ship with the program unless given; they are loaded only for a
    case that asks for alternatives. Problems with single items are findings in the atlas, in
    the order in which they were met; only a failing service or artefact raises.
    """
    reference = reference or gazetteer
    if profile == "internal":
        resolved = resolve(case, gazetteer, reference, travel=_travel())
        return _derived(case, resolved, Release("internal"), reference, networks)
    notes = check_embargo(case, today or datetime.now(UTC).date().isoformat())
    public, resolved = _public(case, gazetteer, reference)
    return _derived(public, resolved, public.release, reference, networks, notes)


def _public(case: Case, gazetteer: Gazetteer, reference: Gazetteer) -> tuple[PublicCase, Resolved]:
    """What may be published of ``case``, and its places: found again, by that alone.

    A secret is found by what is no secret, so that what is published of it tells of no other.
    """
    hidden = {i for i, each in case.places.items() if each.publish not in (None, "site")}

    def found(without: set[str]) -> Resolved:
        return resolve(case, gazetteer, reference, travel=_travel(), without=without)

    first = found(hidden)
    places, resolutions = dict(first.places), dict(first.resolutions)
    for i in case.places:
        if i in hidden:
            alone = found(hidden - {i})
            if i in alone.places:
                places[i] = alone.places[i]
            if i in alone.resolutions:
                resolutions[i] = alone.resolutions[i]
    holding = Holding(reference)
    public = redact(case, places, resolutions, holding, holding.names)
    if public.places == case.places:
        return public, first
    return public, _veiled(public, resolve(public, gazetteer, reference, travel=_travel()))


def _veiled(case: PublicCase, resolved: Resolved) -> Resolved:
    """Of a place of which more is known than told, the reason is that, and not how it is drawn."""
    places = dict(resolved.places)
    for i in case.release.veiled.intersection(places):
        resolution = places[i].resolution
        toponym = replace(resolution.toponym, note=None)
        why = replace(resolution, toponym=toponym, reason=resolution.toponym.note or "")
        places[i] = replace(places[i], resolution=why)
    return replace(resolved, places=places)


def _travel() -> Travel:
    return Travel(modes(), lands())


def _derived(
    case: Case,
    resolved: Resolved,
    release: Release,
    reference: Gazetteer,
    networks: Networks | None,
    notes: tuple[Finding, ...] = (),
) -> Atlas:
    """All that follows from the case and its places."""
    traced = trace(case, resolved.places, resolved.resolutions)
    checks = check_claims(case, resolved.places)
    others = alternatives(case, resolved.places, traced.legs, means(reference, networks=networks))
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
            *notes,
            *resolved.findings,
            *traced.findings,
            *unsupported(case),
            *uncomputed(case, checks),
            *out_of_order(case),
            *others.findings,
        ),
        alternatives=others.alternatives,
        release=release,
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
