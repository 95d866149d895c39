"""All that a public map tells otherwise than the case file, or not at all: for the desk. Pure.

The two cases are compared field by field, whatever the fields are: what nobody thought of is
listed as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from typing import Any, Literal

from routes.errors import Mark, nth
from routes.messages import Written
from routes.model import (
    Atlas,
    Case,
    Leg,
    Place,
    PrecisionClass,
    Source,
    Toponym,
    Wanted,
    When,
)
from routes.publish.keys import CODES, POINTS_TO, Spot, written
from routes.publish.pairs import LISTS, Pairs, entries, paired
from routes.publish.sought import Sought, sought
from routes.publish.texts import Secret

Kind = Literal["text", "date", "fact", "id"]
"""What an author says; a date; a word from a list, a number, what another entry is; an id."""

_HANDLED = frozenset({"people", "publishing", "findings"})
"""What of a case is never told: who stands for whom, what is searched for, problems."""

_INSTRUCTIONS = frozenset({(Source, "withhold")})
"""What says how an entry is published, and is in no public file."""


@dataclass(frozen=True, slots=True)
class Change:
    """What stands under ``key`` of a case file, and what readers are told; None is nothing."""

    key: str
    mark: Mark
    kind: Kind
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry of which readers are told nothing, or only ``now``; ``what`` it is."""

    key: str
    mark: Mark
    what: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A place, and what readers see of it. ``found`` is where it is, ``drawn`` what is drawn."""

    id: str
    mark: Mark
    was: Toponym
    now: Toponym
    precision: PrecisionClass
    is_named: bool
    found: Place | None
    drawn: Place | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What two people read before they sign. ``same`` counts what stays exactly as it is."""

    places: tuple[Seen, ...]
    changes: tuple[Change, ...]
    gone: tuple[Gone, ...]
    sought: tuple[Sought, ...]
    same: Mapping[Kind, int]


def review(
    case: Case, atlas: Atlas, found: Mapping[str, Place], secrets: Sequence[Secret] = ()
) -> Review:
    """Compare ``case`` with ``atlas``, its public one.

    ``found`` is where its places are, ``secrets`` are what its texts were searched for.
    """
    pairs = paired(case, atlas)
    at = Mark(case.file or case.id, 1)
    compared = _Comparison({s: _new_ids(each) for s, each in pairs.items()}, case.marks)
    places: list[Seen] = []
    for field in fields(Case):
        name = field.name
        top = Spot(name, name, at)
        if name == "places":
            places = list(_seen(case, atlas, found, compared, at))
        elif name in pairs:
            for was, now in pairs[name]:
                if now is not None and not _is_unnamed(was):
                    own, told = _without_usual(was, now, case)
                    compared.value(own, _as_read(told, atlas), _spot(name, was, case, at))
        elif field.compare and name not in _HANDLED:
            compared.value(getattr(case, name), getattr(atlas.case, name), top)
    changes = sorted(compared.changes, key=lambda change: (change.mark.line, change.mark.column))
    return Review(
        tuple(places),
        tuple(changes),
        tuple(_gone(case, pairs, at)),
        tuple(sought(case, secrets)),
        compared.same,
    )


def _new_ids(pairs: list[tuple[Any, Any]]) -> dict[str, str]:
    return {was.id: was.id if now is None else now.id for was, now in pairs}


def _spot(name: str, entry: Any, case: Case, at: Mark) -> Spot:
    """Where an entry stands; those of lists go by their number, as in ``checks[1]``."""
    if name in LISTS:
        key = nth(name, next(n for n, each in enumerate(entries(case, name)) if each is entry))
    else:
        key = f"{name}.{entry.id}"
    return Spot(key, key, at)


def _is_unnamed(entry: Any) -> bool:
    """Whether readers are not told who is behind a source: all of it is listed at once."""
    return isinstance(entry, Source) and entry.withhold


def _without_usual(was: Any, now: Any, case: Case) -> tuple[Any, Any]:
    """An entry and what is told of it without the date that nobody wrote.

    One that was left out is taken from elsewhere: see `routes.casefile.alternatives.wanted`.
    """
    if not isinstance(was, Wanted):
        return was, now
    leg = case.legs.get(was.leg or "")
    if was.when != ((leg and leg.when) or _latest(case)):
        return was, now
    return replace(was, when=None), replace(now, when=None)


def _latest(case: Case) -> When | None:
    """The date of a leg or an event that ends last; without one, that of a source."""
    legs = [each.when for each in case.legs.values()]
    events = [each.when for each in case.events.values()]
    for dates in ([*legs, *events], [each.issued for each in case.sources.values()]):
        known = [each for each in dates if each and each.latest]
        if known:
            return max(known, key=lambda each: each.latest or "")
    return None


def _as_read(entry: Any, atlas: Atlas) -> Any:
    """An entry of the public case with what its readers see in place of what is withheld."""
    if isinstance(entry, Leg) and atlas.release.withholds(entry.start, entry.end):
        return replace(entry, mode=_WITHHELD, when=When(_WITHHELD, None, None))
    return entry


_WITHHELD = "withheld"


def _seen(
    case: Case, atlas: Atlas, found: Mapping[str, Place], compared: _Comparison, at: Mark
) -> Iterator[Seen]:
    for was, now in zip(case.places.values(), atlas.case.places.values(), strict=True):
        own = _Comparison(compared.ids, case.marks)
        own.value(was, now, _spot("places", was, case, at))
        compared.same.update(own.same)
        yield Seen(
            was.id,
            was.mark or at,
            was,
            now,
            atlas.release.classes[now.id],
            not atlas.release.veils(now.id),
            found.get(was.id),
            atlas.places.get(now.id),
            tuple(own.changes),
        )


def _gone(case: Case, pairs: Pairs, at: Mark) -> Iterator[Gone]:
    for name, each in pairs.items():
        for was, now in each:
            spot = _spot(name, was, case, at).of(was, case.marks)
            if _is_unnamed(was):
                yield Gone(spot.key, spot.mark, _all_of(was, spot), now.label)
            elif now is None:
                own, _ = _without_usual(was, was, case)
                yield Gone(spot.key, spot.mark, getattr(own, "title", None) or _all_of(own, spot))


def _all_of(entry: Any, spot: Spot) -> str:
    """All that an entry without a title says, with its keys."""
    leaves = [leaf for leaf in _leaves(entry, spot, {}) if leaf.kind != "id"]
    return "; ".join(f"{leaf.key.removeprefix(f'{spot.key}.')}: {leaf.was}" for leaf in leaves)


class _Comparison:
    """What is told otherwise, in ``changes``; ``same`` counts what is not."""

    def __init__(self, ids: Mapping[str, Mapping[str, str]], marks: Mapping[str, Mark]) -> None:
        self.ids, self._marks = ids, marks
        self.changes: list[Change] = []
        self.same: Counter[Kind] = Counter()

    def value(self, was: Any, now: Any, spot: Spot, kind: Kind = "text") -> None:
        """Compare two values of the model, whatever they are made of."""
        spot = spot.of(was, self._marks)
        if _is_made_of_fields(was) and type(was) is type(now):
            for name in _told(was):
                self._field(was, now, name, spot.inside(written(was, name)))
        elif isinstance(was, tuple) and isinstance(now, tuple) and len(was) == len(now):
            for number, (before, after) in enumerate(zip(was, now, strict=True)):
                self.value(before, after, spot.inside(number), kind)
        elif _is_leaf(was) and _is_leaf(now):
            self._leaf(was, now, spot, kind)
        else:  # one of them is gone, or of another kind
            self.changes += _leaves(was, spot, self._marks, kind)
            for leaf in _leaves(now, spot, self._marks, kind):
                self.changes.append(Change(leaf.key, leaf.mark, leaf.kind, None, leaf.was))

    def _field(self, was: Any, now: Any, name: str, spot: Spot) -> None:
        before, after = getattr(was, name), getattr(now, name)
        section = POINTS_TO.get((type(was), name))
        if section is not None:
            ids = self.ids[section]
            is_list = isinstance(before, tuple)
            told = tuple(ids.get(i, i) for i in before) if is_list else ids.get(before, before)
            if told == after:
                return
        self.value(before, after, spot, _kind(was, name))

    def _leaf(self, was: Any, now: Any, spot: Spot, kind: Kind) -> None:
        kind = _kind_of(was if now is None else now, kind)
        before, after = _said(was), _said(now)
        if len(before) == 1 and len(after) > 1:
            after = {"": " / ".join(dict.fromkeys(after.values()))}
        elif len(before) > 1 and len(after) == 1:
            after = dict.fromkeys(before, next(iter(after.values())))
        for tag in dict.fromkeys((*before, *after)):
            one, two = before.get(tag), after.get(tag)
            if one == two:
                self.same[kind] += 1
            else:
                key = f"{spot.key}.{tag}" if tag else spot.key
                self.changes.append(Change(key, spot.mark, kind, one, two))


def _kind(owner: Any, name: str) -> Kind:
    """What a field of ``owner`` holds, if that is no date."""
    if name == "id":
        return "id"
    return "fact" if name in CODES or (type(owner), name) in POINTS_TO else "text"


def _leaves(
    value: Any, spot: Spot, marks: Mapping[str, Mark], kind: Kind = "text"
) -> Iterator[Change]:
    """All that a value says, as what is gone; of its fields those that are not as always."""
    spot = spot.of(value, marks)
    if _is_made_of_fields(value):
        usual = {f.name: f.default for f in fields(value) if f.default is not MISSING}
        for name in _told(value):
            each = getattr(value, name)
            if name not in usual or usual[name] != each:
                inside = spot.inside(written(value, name))
                yield from _leaves(each, inside, marks, _kind(value, name))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _leaves(each, spot.inside(number), marks, kind)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, spot.inside(name), marks, kind)
    elif _is_leaf(value):
        said, kind = _said(value), _kind_of(value, kind)
        for tag, text in said.items():
            key = f"{spot.key}.{tag}" if tag else spot.key
            yield Change(key, spot.mark, kind, text, None)
    else:
        raise TypeError(f"nobody has said how {type(value).__name__} is reviewed")


def _told(value: Any) -> list[str]:
    """The fields of a value that say something: not where it stands in the file."""
    return [
        f.name for f in fields(value) if f.compare and (type(value), f.name) not in _INSTRUCTIONS
    ]


def _kind_of(leaf: Any, kind: Kind) -> Kind:
    if isinstance(leaf, When):
        return "date"
    return "fact" if isinstance(leaf, int | float) else kind


def _is_made_of_fields(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, type | When | Mark)


def _is_leaf(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | When)


def _said(value: Any) -> Mapping[str, str]:
    """What a leaf says, by language; under an empty tag where that does not matter."""
    if value is None:
        return {}
    if isinstance(value, Written):
        return value.told if len(value.told) > 1 else {"": str(value)}
    if isinstance(value, When):
        return {"": value.edtf}
    if isinstance(value, bool):
        return {"": str(value).lower()}
    return {"": str(value).removesuffix(".0") if isinstance(value, float) else str(value)}
