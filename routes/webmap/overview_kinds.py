"""What kinds of line the legs of cases are on a page of very many routes: as a case draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from routes import modes
from routes.checks import grammar
from routes.messages import Text, say
from routes.model import Atlas, Leg

_CLOSED = "-closed"


@dataclass(frozen=True, slots=True)
class Kind:
    """The look of a group of routes, and what it says of them.

    ``colour`` is #rrggbb; ``dash`` is an SVG dash array in pixels, for a line of ``width`` pixels,
    and empty for a solid one. A ``closed`` line is broken by two bars.
    """

    name: str
    explains: str
    colour: str
    dash: str
    width: float
    closed: bool

    @property
    def label(self) -> str:
        """What a group of such lines is called."""
        return say("{kind}, closed", kind=self.name) if self.closed else self.name


def kinds() -> Mapping[str, Kind]:
    """All kinds by name, the best founded first: each always has the same look."""
    palette = modes.palette()
    colours = {
        "reported": palette.reported[0],
        "inferred": palette.reported[1],
        "hypothetical": palette.hypothetical[0],
    }
    return {
        f"{g.id}{_CLOSED if closed else ''}": Kind(
            name=g.label,
            explains=g.explains,
            colour=colours.get(g.id) or g.colour or palette.hypothetical[-1],
            dash=g.dash,
            width=g.width,
            closed=closed,
        )
        for g in modes.grammars()
        for closed in (False, True)
    }


def kind_of(atlas: Atlas, leg: Leg) -> str:
    """The name of the kind of a leg.

    One is closed where that is said of it, or of every version that takes it.
    """
    users = [atlas.case.itineraries[name] for name in atlas.case.itineraries_with(leg.id)]
    closed = leg.status == "closed" or (bool(users) and all(u.status == "closed" for u in users))
    return f"{grammar(leg)}{_CLOSED if closed else ''}"


def reading(used: Iterable[Kind], *, fades: bool) -> list[Text]:
    """How to read the kinds that are drawn, in sentences; ``fades`` says that some lines fade."""
    some = list(used)
    pairs = list({kind.name: (kind.name, kind.explains) for kind in some}.values())
    if any(kind.closed for kind in some):
        what = say("The way is said to be closed. The break in the line marks no place.")
        pairs.append((say("Closed"), what))
    if fades:
        what = say("That end is an area. Nobody says where in it, so nothing marks it.")
        pairs.append((say("Fades out"), what))
    return [say("{about}: {message}", about=label, message=what) for label, what in pairs]
