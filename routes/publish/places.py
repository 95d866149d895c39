"""How the places of a case are published, and what its author is asked about that. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from routes.gazetteers.fold import fold
from routes.model import Case, Finding, Place, PrecisionClass, Resolution, Toponym
from routes.model.place import commas
from routes.publish.generalise import Divisions, area, generalised, plain
from routes.publish.generalise import shown as shown_as
from routes.publish.secrets import Spellings, of_place

_SMALL_M = 10_000.0
"""A region of such a radius says no less than a cell of 0.1 degrees does."""


@dataclass(frozen=True, slots=True)
class Places:
    """How the places of a case are published."""

    toponyms: Mapping[str, Toponym]
    classes: Mapping[str, PrecisionClass]
    dates: Mapping[str, PrecisionClass]
    """How coarse dates at them are: as the place, where that was made coarser."""
    names: Mapping[str, tuple[str, ...]]
    """The spellings of those whose names are withheld, by their ids."""
    lost: Collection[str]
    """Those of them that were not found for sure: all that is called so may be it."""

    @property
    def hidden(self) -> Collection[str]:
        """The ids of those whose names are withheld."""
        return self.names.keys()


def published(
    case: Case,
    places: Mapping[str, Place],
    resolutions: Mapping[str, Resolution],
    divisions: Divisions,
    names: Spellings,
) -> Places:
    """Each place of ``case`` as exactly as it may be told, by where it was found."""
    toponyms: dict[str, Toponym] = {}
    classes: dict[str, PrecisionClass] = {}
    dates: dict[str, PrecisionClass] = {}
    hidden: dict[str, tuple[str, ...]] = {}
    lost: list[str] = []
    for i, toponym in case.places.items():
        found, resolution = places.get(i), resolutions.get(i)
        wanted = shown_as(toponym, resolution)
        if not wanted.is_secret and (wanted.precision not in ("0.1", "0.01") or found is None):
            # Without a point there is nothing to round, and no name to hide.
            toponyms[i], classes[i] = plain(toponym), wanted.precision
            dates[i] = "site"
            continue
        if wanted.is_secret:
            hidden[i] = tuple(of_place(toponym, resolution, found, names))
            lost += [i] if found is None else []
        if found is not None and found.area is not None and wanted.precision != "withheld":
            chosen = found.resolution.chosen
            toponyms[i], classes[i] = area(
                toponym, chosen, wanted, divisions, names=hidden.get(i, ())
            )
        else:
            toponyms[i], classes[i] = generalised(
                toponym,
                found.point if found else None,
                wanted,
                divisions,
                own_m=(toponym.radius_m or 0.0) if found else 0.0,
                names=hidden.get(i, ()),
            )
        dates[i] = classes[i]
    return Places(toponyms, classes, dates, hidden, lost)


def doubted(case: Case, seen: Places, told: Collection[str]) -> Iterator[Finding]:
    """What is told otherwise than the author may think; ``told`` are keys of which that is said.

    No finding holds a name, and none a place.
    """
    for i, toponym in case.places.items():
        for code, message, hint in _of(toponym, seen, is_told=f"places.{i}" in told):
            yield Finding(code, "warning", message, f"places.{i}", toponym.mark, (hint,))


def _of(toponym: Toponym, seen: Places, *, is_told: bool) -> Iterator[tuple[str, str, str]]:
    """What is asked about one place: a code, a message and a hint."""
    shown, made = seen.classes[toponym.id], seen.toponyms[toponym.id]
    if toponym.publish is None and seen.dates[toponym.id] != "site":
        message = f"a public map rounds its coordinates to a cell of {shown} degrees."
        yield "place-rounded", message, _ROUNDED
    if toponym.id not in seen.hidden:
        return
    if shown == "withheld" and toponym.publish != "withheld":
        message = f"it was to be told with its {_WHAT[toponym.publish]}, and a public map tells "
        message += "nothing of it: it is not found for sure, or nothing so coarse holds it."
        yield "place-withheld", message, _FIND
    if made.within and made.radius_m is not None and made.radius_m < _SMALL_M:
        message = "what a public map shows for it is as small as a cell of 0.1 degrees."
        yield "small-region", message, _COARSER
    if not is_told and _is_alone(toponym, seen.names[toponym.id]):
        message = "only one spelling of its name is known, and texts are searched for no other."
        yield "one-spelling", message, _LABEL


_ROUNDED = (
    "Write 'publish: site' and 'because' if all may know the spot; 'publish: withheld' "
    "or a region if it is to be kept secret. Until then its name is shown."
)
_FIND = (
    "No service is asked for what is to be kept secret: give coordinates ('lon' and 'lat'), or the "
    "area that it lies in ('within')."
)
_COARSER = "Write 'publish: country', or 'publish: withheld', if that is too exact."
_LABEL = (
    "Add how other languages and people there call it under 'label', as in "
    "'label: {en: ..., ru: ...}'."
)
_WHAT: Mapping[PrecisionClass | None, str] = {
    "0.01": "cell of 0.01 degrees", "0.1": "cell of 0.1 degrees", "admin-2": "district",
    "admin-1": "region", "country": "state",
}  # fmt: skip


def _is_alone(toponym: Toponym, spellings: tuple[str, ...]) -> bool:
    """Whether a name has no other spelling than the one in the case; a description needs none."""
    name = toponym.name
    words = name[:1] if toponym.within else name  # as in "other areas of Russia"
    if words == words.lower() != words.upper():
        return False
    own = {fold(each) for each in (name, commas(name)[0])}
    codes = {toponym.iata, toponym.icao}
    return {fold(each) for each in spellings if each not in codes} <= own
