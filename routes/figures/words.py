"""What a figure says about itself, in sentences: for readers, and for who cannot see it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from routes.messages import Text, listing, plural, say
from routes.webmap.coding import unpack
from routes.webmap.payload_types import LegOut, Payload, SourceOut, VariantOut
from routes.webmap.rhythm import number
from routes.webmap.ways import first_ways

_TITLES = 6
"""So many versions are called by their titles; of more, only how many there are."""


def ordered(payload: Payload) -> list[VariantOut]:
    """The versions by their numbers."""
    return sorted(payload["variants"], key=lambda variant: number(variant, payload))


def withheld(payload: Payload) -> list[str]:
    """How much of what the figure would show is withheld; nothing if nothing is."""
    return [
        item["text"]
        for part in payload["known"]
        if part["id"] == "withheld"
        for item in part["items"][:1]
    ]


def told(payload: Payload, shown: Sequence[VariantOut], legs: Sequence[LegOut]) -> list[str]:
    """What the figure shows, for who cannot see it."""
    sentences: list[str] = []
    titles = [say("“{title}”", title=variant["title"]) for variant in shown]
    drawn = plural("{n} leg is drawn", "{n} legs are drawn", len(legs))
    if not shown:
        sentences.append(say("A map. {legs}.", legs=drawn))
    elif len(titles) <= _TITLES:
        versions = plural("{n} version", "{n} versions", len(shown))
        sentences.append(
            say(
                "A map of {versions} of a reported journey: {titles}. {legs}.",
                versions=versions,
                titles=listing(titles),
                legs=drawn,
            )
        )
    else:
        versions = plural("{n} version", "{n} versions", len(shown))
        sentences.append(
            say("A map of {versions} of a reported journey. {legs}.", versions=versions, legs=drawn)
        )
    return [*sentences, *withheld(payload)]


def remarks(payload: Payload, shown: Sequence[VariantOut], legs: Sequence[LegOut]) -> list[str]:
    """What a reader must know of what is not drawn."""
    found: list[str] = []
    others = len(payload["variants"]) - len(shown)
    if others:
        found.append(
            plural(
                "Only version {number} is drawn, “{title}”; {n} other is not.",
                "Only version {number} is drawn, “{title}”; {n} others are not.",
                others,
                number=str(number(shown[0], payload)),
                title=shown[0]["title"],
            )
        )
    found += withheld(payload)
    scale = payload["scales"]["parts"]
    missing = [leg["title"] for leg in legs if not unpack(leg["parts"], scale)]
    if missing:
        titles = listing([say("“{title}”", title=title) for title in missing[:_TITLES]])
        found.append(
            plural(
                "{n} leg has no line, since a place is missing, withheld or too vague: {titles}.",
                "{n} legs have no line, since a place is missing, withheld or too vague: {titles}.",
                len(missing),
                titles=titles,
            )
        )
    found += _ways_left(payload)
    return found


def _ways_left(payload: Payload) -> list[Text]:
    """How many computed paths the figure leaves out."""
    every = sum(
        len(block["paths"]) + (block["reach"] is not None) for block in payload["alternatives"]
    )
    drawn = sum(1 for _ in first_ways(payload))
    if every == drawn:
        return []
    if drawn:
        left = plural("{n} further one is not", "{n} further ones are not", every - drawn)
        shown = plural("{n} computed path is drawn", "{n} computed paths are drawn", drawn)
        return [say("{shown}, which no source reports; {left}.", shown=shown, left=left)]
    return [
        plural(
            "{n} computed path, which no source reports, is not drawn.",
            "{n} computed paths, which no source reports, are not drawn.",
            every,
        )
    ]


def homeless(names: Sequence[str]) -> Text:
    """That some names and numbers found no room on the map."""
    return plural(
        "There is no room on the map for {n} name or number: {names}. It may fit a wider figure.",
        "There is no room on the map for {n} names or numbers: {names}. It may fit a wider figure.",
        len(names),
        names=listing(list(names)),
    )


def boxed() -> Text:
    """That some letters are not in the fonts."""
    return say("Some letters are not in the fonts of figures and are drawn as boxes (□).")


def cut_short(what: str, left: int) -> Text:
    """That a sheet has no room for all of a list; ``what`` is key or sources."""
    if what == "key":
        return plural(
            "{n} further entry has no room in the key of this figure.",
            "{n} further entries have no room in the key of this figure.",
            left,
        )
    return plural(
        "{n} further source has no room in the list of this figure.",
        "{n} further sources have no room in the list of this figure.",
        left,
    )


def reference(source: SourceOut, numbers: dict[str, int]) -> Text | str:
    """A source for a short list: who, what, when, and through which other one it was read."""
    parts: list[str] = [source["label"]]
    if source["title"] and source["title"] != source["label"]:
        parts.append(say("“{title}”", title=source["title"]))
    if source["publisher"] and source["publisher"] != source["label"]:
        parts.append(source["publisher"])
    if source["issued"]:
        parts.append(source["issued"])
    text: Text | str = parts[0]
    for part in parts[1:]:
        text = say("{before}, {part}", before=text, part=part)
    through = numbers.get(source["read_in_id"] or "")
    if through is not None:
        text = say("{source}, read in [{number}]", source=text, number=str(through))
    return text
