"""What no service may be asked for, since the question alone tells somebody where to look. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from routes.gazetteers.fold import fold
from routes.gazetteers.protocol import Gazetteer
from routes.messages import Written
from routes.model import Candidate, Case, Kind, Toponym
from routes.model.place import commas

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def kept_secret(case: Case) -> dict[str, str]:
    """The ids of the places that no service is asked for, each with why, as in "It is secret".

    Those of which the case says that they are not published as they are, and those whose names
    hold what is withheld otherwise: the name of such a place or of a person, a word.
    """
    secret = {f" {fold(each)} " for each in _names(case)} - {"  "}
    kept: dict[str, str] = {}
    for i, toponym in case.places.items():
        asked = [f" {fold(each)} " for each in (toponym.query, *toponym.within)]
        if is_secret(toponym):
            kept[i] = "It is to be kept secret"
        elif any(name in each for each in asked for name in secret):
            kept[i] = "Its name holds what is to be kept secret"
    return kept


def offline(gazetteer: Gazetteer, otherwise: Gazetteer | None = None) -> Gazetteer:
    """What of a gazetteer asks no service: itself, or what it asks first.

    A service, which has a colon in its name, gives way to ``otherwise``, and one alone to nothing.
    """
    local: Gazetteer = getattr(gazetteer, "local", gazetteer)
    if ":" not in local.name:
        return local
    return _Nothing() if otherwise is None else offline(otherwise)


def is_secret(toponym: Toponym) -> bool:
    """Whether the case says that a place is not published as it is, which withholds its name."""
    return toponym.publish not in (None, "site")


def _names(case: Case) -> Iterator[str]:
    for toponym in filter(is_secret, case.places.values()):
        label = toponym.label or ""
        told = label.told.values() if isinstance(label, Written) else (label,)
        for name in (toponym.name, toponym.query, *told):
            yield from (name, commas(name)[0])
    for person in case.people.values():
        if person.because is None:
            yield from (person.name or "", *person.also)
    yield from case.publishing.withhold


class _Nothing:
    """A gazetteer that knows nothing."""

    name = "none"

    def lookup(
        self,
        query: str,  # noqa: ARG002  part of the protocol
        *,
        country: str | None = None,  # noqa: ARG002
        kind: Kind | None = None,  # noqa: ARG002
        limit: int = 10,  # noqa: ARG002
    ) -> tuple[Candidate, ...]:
        return ()

    def shape(self, ref: str) -> BaseGeometry | None:  # noqa: ARG002
        return None

    def close(self) -> None:
        """Nothing to give back."""
