"""What each claim means for each version of the journey. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from routes.chronology import is_after
from routes.compare import ruled_out, trunk
from routes.messages import Text, say
from routes.model import Case, Claim, Closure, Event, Itinerary, Leg, Place, When
from routes.titles import leg_title

Verdict = Literal["consistent", "inconsistent", "doubted", "silent"]
"""What a claim means for a version. Silence is no agreement: it says nothing of it."""

On = Literal["leg", "variant", "event"]
"""What a claim is on; a variant is an itinerary."""

_AGAINST: Mapping[str, Verdict] = {"denies": "inconsistent", "doubts": "doubted"}


@dataclass(frozen=True, slots=True)
class Fit:
    """What one claim means for one version, why, and on which leg of it that rests.

    ``reason`` is a sentence, None where the claim is silent and nothing more is to be said.
    ``deduced`` says that the source itself does not speak of the version: that the two cannot
    both hold as they are drawn is our deduction.
    """

    verdict: Verdict
    reason: Text | None = None
    leg: str | None = None
    deduced: bool = False


SILENT = Fit("silent")


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim on ``id`` beside all versions: ``fits`` maps the id of every itinerary.

    ``closes`` says that it is about the closure of the leg or the itinerary; ``weighs`` that it
    only weighs a way, and so asserts nothing.
    """

    claim: Claim
    on: On
    id: str
    fits: Mapping[str, Fit]
    closes: bool = False
    weighs: bool = False


def consistency(
    case: Case, odds: Mapping[str, Sequence[str]], places: Mapping[str, Place]
) -> tuple[Beside, ...]:
    """Every claim beside every version, in the order of the file: legs, versions, events.

    Claims on events are there only where they bear on a version. Positions in a dispute stand
    on no leg, so they decide nothing between versions and are left out. Who only weighs a way
    asserts nothing, and what is reported is not held against a version that is only weighed.
    ``odds`` maps every itinerary to those that cannot be true together with it, as
    `routes.compare.at_odds` finds them.
    """
    return tuple(_Scales(case, odds, places).rows())


class _Scales:
    """Weighs the claims of one case."""

    def __init__(
        self, case: Case, odds: Mapping[str, Sequence[str]], places: Mapping[str, Place]
    ) -> None:
        self.case = case
        self.odds = odds
        self.places = places

    def rows(self) -> Iterator[Beside]:
        for leg in self.case.legs.values():
            for claim in leg.claims:
                yield self.on_leg(claim, leg)
            if leg.closure:
                used: dict[str, Sequence[str]]
                used = dict.fromkeys(self.case.itineraries_with(leg.id), (leg.id,))
                yield from self.on_closure(leg.closure, "leg", leg.id, used)
        for itinerary in self.case.itineraries.values():
            for claim in itinerary.claims:
                yield self.on_itinerary(claim, itinerary)
            if itinerary.closure:
                used = {itinerary.id: itinerary.legs}
                yield from self.on_closure(itinerary.closure, "variant", itinerary.id, used)
        for event in self.case.events.values():
            for claim in event.claims:
                row = self.on_event(claim, event)
                if any(fit.verdict != "silent" for fit in row.fits.values()):
                    yield row

    def on_leg(self, claim: Claim, leg: Leg) -> Beside:
        weighs = claim.stance == "asserts" and leg.status == "hypothetical"
        fits = {
            i.id: self.of_weighing(leg.id in i.legs) if weighs else self.of_leg(claim, leg, i)
            for i in self.case.itineraries.values()
        }
        return Beside(claim, "leg", leg.id, fits, weighs=weighs)

    def on_itinerary(self, claim: Claim, told: Itinerary) -> Beside:
        weighs = claim.stance == "asserts" and self.case.is_hypothetical(told)
        fits = {
            i.id: self.of_weighing(i.id == told.id) if weighs else self.of_whole(claim, told, i)
            for i in self.case.itineraries.values()
        }
        return Beside(claim, "variant", told.id, fits, weighs=weighs)

    def on_closure(
        self, closure: Closure, on: On, about: str, used: Mapping[str, Sequence[str]]
    ) -> Iterator[Beside]:
        """Claims on a closure beside all versions; ``used`` maps those closed to their legs."""
        for claim in closure.claims:
            fits = {
                i: self.of_closure(claim, closure, used[i]) if i in used else SILENT
                for i in self.case.itineraries
            }
            yield Beside(claim, on, about, fits, closes=True)

    def on_event(self, claim: Claim, event: Event) -> Beside:
        """Something reported at a stop bears on the versions that come by there.

        Not to come by there contradicts nothing; nor does a denial of what happened there.
        """
        fits = {
            i.id: self.at_stop(event, i) if claim.stance == "asserts" else SILENT
            for i in self.case.itineraries.values()
        }
        return Beside(claim, "event", event.id, fits)

    @staticmethod
    def of_weighing(own: bool) -> Fit:
        if not own:
            return SILENT
        return Fit("silent", say("It weighs this way, and does not say that anybody took it."))

    def of_leg(self, claim: Claim, leg: Leg, version: Itinerary) -> Fit:
        title = leg_title(self.case, leg.id)
        if leg.id in version.legs:
            if claim.stance != "asserts":
                return _against(claim, title, leg.id)
            return Fit("consistent", say("“{leg}” is part of this version.", leg=title), leg=leg.id)
        if claim.stance != "asserts":
            return SILENT
        told = ruled_out(self.case, leg.id, version, self.odds, self.places)
        return self.elsewhere(told, version) if told else SILENT

    def of_whole(self, claim: Claim, told: Itinerary, version: Itinerary) -> Fit:
        """What a claim on the whole of ``told`` means for ``version``."""
        if claim.stance != "asserts":
            if told.id != version.id:
                return SILENT
            return _against(claim, told.title, version.legs[-1])
        if _runs_through(told.legs, version.legs):
            reason = say("This version has every leg of “{version}”.", version=told.title)
            return Fit("consistent", reason, leg=told.legs[-1])
        if told.id not in self.odds[version.id]:
            return SILENT
        return self.elsewhere(told, version)

    def elsewhere(self, told: Itinerary, version: Itinerary) -> Fit:
        """Where ``version`` leaves ``told``, with which it cannot be true."""
        at = version.legs[len(trunk([told.legs, version.legs]))]
        start, end = self.case.legs[at].start, self.case.legs[version.legs[-1]].end
        if self.case.places[start].shown == self.case.places[end].shown:
            reason = say("This version goes another way: “{leg}”.", leg=leg_title(self.case, at))
        else:
            reason = say(
                "From {start} this version goes another way, to {end}.",
                start=self.case.places[start].shown,
                end=self.case.places[end].shown,
            )
        return Fit("inconsistent", reason, leg=at, deduced=True)

    def of_closure(self, claim: Claim, closure: Closure, legs: Sequence[str]) -> Fit:
        """What was closed can have been taken before, and not after.

        Whether it was closed says nothing of whether somebody took it at another time, and so
        who denies or doubts the closure says nothing of the version.
        """
        if claim.stance != "asserts":
            denied = claim.stance == "denies"
            reason = (
                say("It denies that this way was closed; it does not say that anybody took it.")
                if denied
                else say(
                    "It doubts that this way was closed; it does not say that anybody took it."
                )
            )
            return Fit("silent", reason, leg=legs[-1])
        since = claim.when or closure.since
        dates = {leg: self.case.legs[leg].when for leg in legs}
        late = next((leg for leg, when in dates.items() if is_after(when, since)), None)
        if late is not None:
            reason = say("It says that this way was closed before this version has it taken.")
            return Fit("inconsistent", reason, leg=late, deduced=True)
        if all(_is_until(when, since) for when in dates.values()):
            reason = say("It says that this way was closed, and not before this version has it.")
            return Fit("consistent", reason, leg=legs[-1])
        reason = say("It says that this way was closed; no date tells which came first.")
        return Fit("silent", reason, leg=legs[-1])

    def at_stop(self, event: Event, version: Itinerary) -> Fit:
        """A version that comes by at another time is not borne out by what happened there."""
        legs = [self.case.legs[leg] for leg in version.legs]
        calls = [*_calls(event.place, legs)]
        if not calls:
            return SILENT
        place = self.case.places[event.place].shown
        for leg, arrival, departure in calls:
            if not (is_after(arrival, event.when) or is_after(event.when, departure)):
                reason = say(
                    "This version comes by {place}, where it is said to have been.", place=place
                )
                return Fit("consistent", reason, leg=leg.id)
        reason = say("This version comes by {place} at another time.", place=place)
        return Fit("silent", reason, leg=calls[0][0].id)


def _calls(place: str, legs: Sequence[Leg]) -> Iterator[tuple[Leg, When | None, When | None]]:
    """Every time legs come by a place: on which leg, when they arrive, and when they go on.

    Since when they were at the first stop, and until when at the last, no leg tells.
    """
    if legs and legs[0].start == place:
        yield legs[0], None, legs[0].when
    for n, leg in enumerate(legs):
        if leg.end == place:
            yield leg, leg.when, legs[n + 1].when if n + 1 < len(legs) else None


def _is_until(one: When | None, other: When) -> bool:
    """Whether a date lies wholly before another, or is written as any time up to that one.

    Up to the very date of the other, ``../2024?-01`` beside ``2024?-01``, both are in the same
    doubt, which then does not matter.
    """
    return is_after(other, one) or (one is not None and one.edtf == f"../{other.edtf}")


def _runs_through(told: Sequence[str], legs: Sequence[str]) -> bool:
    """Whether ``legs`` has all that are told, in their order."""
    left = iter(legs)
    return all(leg in left for leg in told)


def _against(claim: Claim, subject: str, leg: str) -> Fit:
    told = (
        say("It denies “{subject}”, which this version has.", subject=subject)
        if claim.stance == "denies"
        else say("It doubts “{subject}”, which this version has.", subject=subject)
    )
    return Fit(_AGAINST[claim.stance], told, leg=leg)
