"""How much was withheld, in sentences; never what. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from routes.messages import Text, plural
from routes.model import Atlas


def withheld(atlas: Atlas) -> Iterator[Text]:
    """What was taken out of the case before it was published, by number."""
    n = atlas.release.withheld
    if n.stops:
        yield plural("{n} stop is withheld.", "{n} stops are withheld.", n.stops)
    if n.coarser:
        yield plural(
            "{n} place is shown only roughly, and not named.",
            "{n} places are shown only roughly, and not named.",
            n.coarser,
        )
    if n.events:
        yield plural("{n} event is withheld.", "{n} events are withheld.", n.events)
    if n.sources:
        yield plural("{n} source is not named.", "{n} sources are not named.", n.sources)
    others = n.checks + n.alternatives
    if others:
        yield plural(
            "{n} thing that was computed is withheld.",
            "{n} things that were computed are withheld.",
            others,
        )
    if n.words:
        yield plural(
            "Words are withheld in {n} place of the texts.",
            "Words are withheld in {n} places of the texts.",
            n.words,
        )
