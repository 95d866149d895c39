"""What the versions have in common, and how well that is founded. Pure.

That versions share a leg is how one author drew them: it does not make the leg surer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from routes import wording
from routes.messages import Text, plural, say
from routes.model import Atlas, Corroboration, Leg
from routes.titles import leg_title
from routes.webmap.items import about, is_told, item
from routes.webmap.reader_types import KnownItem


def shared(atlas: Atlas) -> list[str]:
    """What all versions that are not only weighed share, in sentences; if there is one, or none.

    Nothing where the case has a single version: there is nothing to compare.
    """
    compared = atlas.comparison.compared
    if len(atlas.case.itineraries) < 2:
        return []
    if not compared:
        return [say("No source says that anybody took a way that is shown here.")]
    if len(compared) == 1:
        return [_alone(atlas, compared[0])]
    return [each["text"] for each in shared_items(atlas)]


def _alone(atlas: Atlas, version: str) -> Text:
    if is_told(atlas, version):
        return say("Only one version is reported.")
    return plural(
        "{n} version is drawn that no source asserts.",
        "{n} versions are drawn that no source asserts.",
        1,
    )


def shared_items(atlas: Atlas) -> Iterator[KnownItem]:
    """What several versions share, each with where to read on; nothing of fewer than two."""
    case, versions = atlas.case, atlas.comparison.compared
    if len(versions) < 2:
        return
    common = set.intersection(*(set(case.itineraries[i].legs) for i in versions))
    trunk = [case.legs[leg] for leg in dict.fromkeys(atlas.comparison.trunk)]
    later = [leg for leg in case.legs.values() if leg.id in common and leg not in trunk]
    if trunk:
        yield item(_as_far_as(atlas, trunk), about("leg", trunk[-1].id))
    if later:
        yield item(_besides(atlas, later), about("leg", later[0].id))
    if not trunk and not later:
        yield item(_nothing(atlas))


def _as_far_as(atlas: Atlas, trunk: Sequence[Leg]) -> Text:
    values = {
        "n": len(atlas.comparison.compared),
        "place": atlas.case.places[trunk[-1].end].shown,
        "support": _support(atlas, trunk),
    }
    if len(atlas.comparison.compared) == 2:
        if _are_reported(atlas):
            return say(
                "Both reported versions are drawn alike as far as {place}; {support}.", **values
            )
        return say("Both versions are drawn alike as far as {place}; {support}.", **values)
    if _are_reported(atlas):
        return say(
            "All {n} reported versions are drawn alike as far as {place}; {support}.", **values
        )
    return say("All {n} versions are drawn alike as far as {place}; {support}.", **values)


def _besides(atlas: Atlas, legs: Sequence[Leg]) -> Text:
    titles = [say("“{title}”", title=leg_title(atlas.case, leg.id)) for leg in legs]
    values = {
        "n": len(atlas.comparison.compared),
        "legs": wording.shortlist(titles),
        "support": _support(atlas, legs),
    }
    if len(atlas.comparison.compared) == 2:
        if _are_reported(atlas):
            return say("Both reported versions have {legs}; {support}.", **values)
        return say("Both versions have {legs}; {support}.", **values)
    if _are_reported(atlas):
        return say("All {n} reported versions have {legs}; {support}.", **values)
    return say("All {n} versions have {legs}; {support}.", **values)


def _nothing(atlas: Atlas) -> Text:
    n = len(atlas.comparison.compared)
    if n == 2:
        if _are_reported(atlas):
            return say("2 versions are reported; no leg is in both of them.")
        return say("2 versions are drawn; no leg is in both of them.")
    if _are_reported(atlas):
        return say("{n} versions are reported; no leg is in all of them.", n=n)
    return say("{n} versions are drawn; no leg is in all of them.", n=n)


def _are_reported(atlas: Atlas) -> bool:
    return all(is_told(atlas, version) for version in atlas.comparison.compared)


def _support(atlas: Atlas, legs: Sequence[Leg]) -> Text:
    """What legs rest on: the least founded of them, and everybody who is against one of them."""
    counted = [atlas.comparison.legs[leg.id] for leg in legs]
    weakest = replace(
        min(counted, key=strength),
        denied_by=tuple(dict.fromkeys(s for c in counted for s in c.denied_by)),
        doubted_by=tuple(dict.fromkeys(s for c in counted for s in c.doubted_by)),
    )
    bases = {leg.basis for leg in legs}
    if bases == {"reported"}:
        rests_on = wording.leg_rests_on if len(legs) == 1 else wording.legs_rest_on
        return rests_on(weakest, atlas.case.sources)
    ours = say("in part that is our reading") if "reported" in bases else say("that is our reading")
    return wording.opposed(ours, weakest, atlas.case.sources)


def strength(counted: Corroboration) -> tuple[int, int, int]:
    """By what one thing is better founded than another: origins, then reports."""
    return (counted.at_least, counted.at_most, len(counted.reports))
