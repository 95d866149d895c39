"""Atlases that the tests of several formats write: everything, secrets, and hostile texts."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import routes
from routes.model import Atlas
from tests.conftest import ROOT
from tests.unit import alternatives_sample

CUTS = "a\x00b\x0cc\ud800d"
"""NUL, a control character and half of a pair: texts are cut or refused there."""


@cache
def full() -> Atlas:
    """The public atlas of the case that has every kind of thing, with computed paths."""
    return alternatives_sample.answered(routes.build(ROOT / "tests" / "browser" / "sample.yaml"))


def saying(atlas: Atlas, text: str) -> Atlas:
    """The atlas with ``text`` wherever somebody wrote something."""
    case = atlas.case
    leg = case.legs["across"]
    claim = leg.claims[0]
    assert claim.quote is not None
    quote = replace(claim.quote, exact=text, prefix=text, suffix=text, translation=text)
    said = replace(claim, quote=quote, note=text)
    told = replace(leg, title=text, note=text, claims=(said, *leg.claims[1:]))
    review = replace(case.sources["review"], title=text, publisher=text, author=text, url=text)
    place = replace(atlas.places["spb"], label=text)
    ways = {**case.itineraries, "west": replace(case.itineraries["west"], title=text, summary=text)}
    return replace(
        atlas,
        case=replace(
            case,
            title=text,
            summary=text,
            legs={**case.legs, "across": told},
            sources={**case.sources, "review": review},
            itineraries=ways,
        ),
        # Without the areas, which take most of the time and hold no text.
        places={i: p for i, p in {**atlas.places, "spb": place}.items() if not p.is_vague},
    )


def hostile() -> list[str]:
    """Hostile strings: one in seventeen of the list, of most kinds."""
    listed = json.loads((ROOT / "tests" / "data" / "strings.json").read_text("utf-8"))["strings"]
    return [each["text"] or each["repeat"]["unit"] * 200 for each in listed[::17]]
