"""What each claim means for each version of the journey. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from routes.compare import ruled_out, trunk
from routes.messages import Text, say
from routes.model import Case, Claim, Event, Itinerary, Leg
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
    """

    verdict: Verdict
    reason: Text | None = None
    leg: str | None = None


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


def consistency(case: Case, odds: Mapping[str, Sequence[str]]) -> tuple[Beside, ...]:
    """Every claim beside every version, in the order of the file: legs, versions, events.

    Claims on events are there only where they bear on a version. Positions in a dispute stand
    on no leg, so they decide nothing between versions and are left out. Who only weighs a way
    asserts nothing, and what is reported is not held against a version that is only weighed.
    ``odds`` maps every itinerary to those that cannot be true together with it, as
    `routes.compare.at_odds` finds them.
    """
    return tuple(_Scales(case, odds).rows())


class _Scales:
    """Weighs the claims of one case."""

    def __init__(self, case: Case, odds: Mapping[str, Sequence[str]]) -> None:
        self.case = case
        self.odds = odds

    def rows(self) -> Iterator[Beside]:
        for leg in self.case.legs.values():
            for claim in leg.claims:
                yield self.on_leg(claim, leg)
            for claim in leg.closure.claims if leg.closure else ():
                ids = self.case.itineraries_with(leg.id)
                yield self.on_closure(claim, "leg", leg.id, ids)
        for itinerary in self.case.itineraries.values():
            for claim in itinerary.claims:
                yield self.on_itinerary(claim, itinerary)
            for claim in itinerary.closure.claims if itinerary.closure else ():
                yield self.on_closure(claim, "variant", itinerary.id, (itinerary.id,))
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

    def on_closure(self, claim: Claim, on: On, about: str, ids: tuple[str, ...]) -> Beside:
        """Who says that a way was closed takes it to have been one."""
        fits = {
            i.id: self.of_closure(claim, about if on == "leg" else i.legs[-1])
            if i.id in ids
            else SILENT
            for i in self.case.itineraries.values()
        }
        return Beside(claim, on, about, fits, closes=True)

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
        told = ruled_out(self.case, leg.id, version, self.odds)
        return self.elsewhere(told, version) if told else SILENT

    def of_whole(self, claim: Claim, told: Itinerary, version: Itinerary) -> Fit:
        """What a claim on the whole of ``told`` means for ``version``."""
        if claim.stance != "asserts":
            if told.id != version.id:
                return SILENT
            return _against(claim, told.title, version.legs[-1])
        if set(told.legs) <= set(version.legs):
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
        return Fit("inconsistent", reason, leg=at)

    def of_closure(self, claim: Claim, leg: str) -> Fit:
        if claim.stance == "asserts":
            return Fit("consistent", say("It says that this way was closed."), leg=leg)
        told = {
            "denies": say("It denies that this way was closed."),
            "doubts": say("It doubts that this way was closed."),
        }
        return Fit(_AGAINST[claim.stance], told[claim.stance], leg=leg)

    def at_stop(self, event: Event, version: Itinerary) -> Fit:
        legs = [self.case.legs[leg] for leg in version.legs]
        here = next((leg for leg in legs if event.place in (leg.start, leg.end)), None)
        if here is None:
            return SILENT
        place = self.case.places[event.place].shown
        reason = say("This version comes by {place}, where it is said to have been.", place=place)
        return Fit("consistent", reason, leg=here.id)


def _against(claim: Claim, subject: str, leg: str) -> Fit:
    told = (
        say("It denies “{subject}”, which this version has.", subject=subject)
        if claim.stance == "denies"
        else say("It doubts “{subject}”, which this version has.", subject=subject)
    )
    return Fit(_AGAINST[claim.stance], told, leg=leg)
