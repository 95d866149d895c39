"""How exactly a place is known, and how sure it is that it is the right one."""

from __future__ import annotations

from collections.abc import Mapping

from routes.messages import Text, percentage, say
from routes.model import Place, Precision, Resolution
from routes.wording.distances import is_along_a_line, kilometres

_PRECISION: Mapping[Precision, Text] = {
    "exact": say("Exact spot"),
    "site": say("Site"),
    "city": say("City"),
    "region": say("Somewhere in a region"),
    "country": say("Somewhere in a country"),
    "unknown": say("Precision unknown"),
}

_SURE = 0.99
"""From this confidence on a place is called sure; how often that is right: docs/confidence.md."""

_LIKELY = 0.9
"""From this confidence on it is taken without asking, and called likely."""


def precision(place: Place, *, is_veiled: bool = False) -> Text:
    """What a place's mark on the map stands for; of one that ``is_veiled`` it tells no kind."""
    if is_veiled and not place.is_vague:
        return say("somewhere within {distance}", distance=kilometres(place.radius_m))
    words = _PRECISION[place.precision]
    if is_along_a_line(place):
        river = place.kind == "river"
        words = say("Somewhere along a river") if river else say("Somewhere along a border")
    if place.is_vague:
        return words
    return say(
        "{precision}, within {distance}", precision=words, distance=kilometres(place.radius_m)
    )


def percent(share: float, *, brief: bool = False) -> Text:
    """A share of one as a percentage that never says that something is certain.

    ``brief`` writes ">99 %" and "<1 %" for "over 99 %" and "under 1 %".
    """
    if share >= 0.995:
        most = percentage(0.99)
        return say(">{percent}", percent=most) if brief else say("over {percent}", percent=most)
    # Down, so that nothing below a threshold is shown as if it had reached that.
    whole = percentage(share)
    if whole.startswith("0 "):
        least = percentage(0.01)
        return say("<{percent}", percent=least) if brief else say("under {percent}", percent=least)
    return whole


def how_sure(resolution: Resolution) -> Text:
    """How sure it is that the right place was found, and who says so of one without doubt."""
    if all(candidate.match == "pinned" for candidate in resolution.chosen):
        return say("given in the case")
    return confidence(resolution.confidence)


def confidence(share: float) -> Text:
    """How sure it is that the right place was found, for a probability from 0 to 1."""
    if share >= _SURE:
        return say("sure")
    if share >= _LIKELY:
        return say("likely, {percent}", percent=percent(share))
    return say("unsure, {percent}", percent=percent(share))
