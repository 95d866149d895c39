"""The order in which a case becomes an atlas, written once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from routes.alternatives import Means, Networks, alternatives
from routes.checks import check_claims, uncomputed, unsupported
from routes.chronology import out_of_order
from routes.compare import compare
from routes.errors import Mistake, NotForPublication
from routes.gazetteers.airports import airport_of
from routes.gazetteers.called import Called
from routes.gazetteers.countries import country_name
from routes.gazetteers.holding import Holding
from routes.gazetteers.protocol import Gazetteer
from routes.model import Atlas, Case, Place, Profile, PublicCase, Release, Resolution
from routes.modes import lands, modes
from routes.networks import Bundled
from routes.publish import is_rounded, redact, rounded, weigh_age
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
    if profile == "internal":
        reference = reference or gazetteer
        resolved = resolve(case, gazetteer, reference, travel=_travel())
        return _derived(case, resolved, Release("internal"), reference, networks)
    made = draft(case, gazetteer=gazetteer, reference=reference, networks=networks, today=today)
    if made.refusals:
        raise NotForPublication(made.refusals)
    return made.atlas


@dataclass(frozen=True, slots=True)
class Draft:
    """A public atlas for the desk to look at: ``refusals`` say why it may not be published yet.

    ``found`` are the places that it was made from, secrets among them, by the ids of the case;
    ``called`` is what gazetteers call those whose names are withheld.
    """

    atlas: Atlas
    refusals: tuple[Mistake, ...] = ()
    found: Mapping[str, Place] = field(default_factory=dict, repr=False)
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


def draft(
    case: Case,
    *,
    gazetteer: Gazetteer,
    reference: Gazetteer | None = None,
    networks: Networks | None = None,
    today: str | None = None,
) -> Draft:
    """The public atlas of ``case`` as `build` makes it, also where it is too early for it.

    Raises NotForPublication where none can be made: a name that is withheld stands in one that is
    to be shown.
    """
    reference = reference or gazetteer
    aged = weigh_age(case, today or datetime.now(UTC).date().isoformat())
    # Warnings go the way of the case's own: a public atlas holds none of its ids.
    warned = replace(case, findings=(*case.findings, *aged.findings))
    called = Called(reference)
    public, resolved, found = _public(warned, gazetteer, reference, called)
    atlas = _derived(public, resolved, public.release, reference, networks)
    return Draft(atlas, aged.refusals, found, called.known)


def _public(
    case: Case, gazetteer: Gazetteer, reference: Gazetteer, called: Called
) -> tuple[PublicCase, Resolved, Mapping[str, Place]]:
    """What may be published of ``case``, its places, found again by that alone, and all of them.

    A secret is found by no other secret, and by no more of the rest than is told, so that what is
    published of it tells of none.
    """
    holding = Holding(reference)
    places, resolutions, first = _apart(case, gazetteer, reference)
    while True:
        public = redact(case, places, resolutions, holding, called)
        if public.places == case.places and first is not None:
            return public, first, places
        again = resolve(public, gazetteer, reference, travel=_travel())
        late = _late(case, public, again)
        if not late:
            return public, _veiled(public, again), places
        places |= {i: replace(again.places[name], id=i) for i, name in late.items()}
        resolutions |= {i: again.resolutions[name] for i, name in late.items()}


def _apart(
    case: Case, gazetteer: Gazetteer, reference: Gazetteer
) -> tuple[dict[str, Place], dict[str, Resolution], Resolved | None]:
    """Places and resolutions of a case, each found by no more than what is told of the others.

    What came of all of them together, too, where all are told as they are.
    """

    def found(case: Case, without: Collection[str]) -> Resolved:
        return resolve(case, gazetteer, reference, travel=_travel(), without=without)

    secret = {i for i, each in case.places.items() if each.publish not in (None, "site")}
    pinned = {i for i, each in case.places.items() if each.publish is None and each.lon is not None}
    # Coordinates are where they are, whatever stands beside them.
    run = found(case, case.places.keys() - pinned)
    exact, resolutions = dict(run.places), dict(run.resolutions)
    while True:
        cells = {i: rounded(case.places[i], place) for i, place in exact.items()}
        told = replace(case, places={**case.places, **cells})
        run = found(told, secret)
        new = {
            i: place
            for i, place in run.places.items()
            if i not in exact and is_rounded(case.places[i], place.resolution)
        }
        if not new:
            break
        exact |= new
        resolutions |= {i: run.resolutions[i] for i in new}
    if not secret and not exact:
        return dict(run.places), dict(run.resolutions), run
    for i in (each for each in case.places if each in secret):
        alone = found(told, secret - {i})
        exact |= {i: alone.places[i]} if i in alone.places else {}
        resolutions |= {i: alone.resolutions[i]} if i in alone.resolutions else {}
    return {**run.places, **exact}, {**run.resolutions, **resolutions}, None


def _late(case: Case, public: PublicCase, again: Resolved) -> dict[str, str]:
    """Places to be rounded that were only found beside what was rounded, with their public ids."""
    return {
        i: name
        for i, name in zip(case.places, public.places, strict=True)
        if public.release.classes[name] == "site" and name in again.places
        if is_rounded(case.places[i], again.resolutions[name])
    }


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
