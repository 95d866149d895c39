"""What was published of a case before, and whether a new release tells more together with it. Pure.

A region once published stays known. A second one that does not hold all of it leaves less room:
the place lies in both. What has a new id is held against all that was told before: see
`routes.publish.renamed`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from routes.errors import Mark, Mistake, nth
from routes.model import Atlas, Case, Finding, Place
from routes.publish.dated import OPEN, Dated, dated, public_ids, rough, spans
from routes.publish.pairs import LISTS, paired
from routes.publish.regions import Told, narrows, region_of
from routes.publish.renamed import new_dates, new_places
from routes.publish.retold import NAMED, id_of, retold, withheld


def told(case: Case, atlas: Atlas) -> Told:
    """What ``atlas``, the public one of ``case``, tells, by the ids of the case.

    Ids that were replaced stand in the same order in both.
    """
    days = tuple(dated(case, atlas))
    return Told(
        {i: region_of(atlas, public) for i, public in public_ids(case, atlas).items()},
        {each.key: each.span for each in days},
        {each.entry: _ends(each) for each in days},
        withheld(case, atlas),
    )


def _ends(each: Dated) -> tuple[str, ...]:
    """The places of a date; none of an answer, which is dated at all places of the case."""
    return () if each.entry.startswith("disputes.") else tuple(sorted(each.places))


def by_own_ids(case: Case, atlas: Atlas) -> tuple[Finding, ...]:
    """The findings on ``atlas``, the public one of ``case``, by the ids that its author knows."""
    own = {
        f"{section}.{public.id}": f"{section}.{each.id}"
        for section, pairs in paired(case, atlas).items()
        for each, public in pairs
        if public is not None
    } | dict(_positions(case, atlas))
    return tuple(replace(each, about=_own(each.about, own)) for each in atlas.findings)


def _positions(case: Case, atlas: Atlas) -> Iterator[tuple[str, str]]:
    """The keys of what stands in lists: what is told is counted anew."""
    for section in LISTS:
        told = [n for n, (_, public) in enumerate(paired(case, atlas)[section]) if public]
        yield from ((nth(section, new), nth(section, n)) for new, n in enumerate(told))


def _own(about: str, own: Mapping[str, str]) -> str:
    """A key by the ids of the case; that of a claim begins with that of its entry."""
    section, _, rest = about.partition(".")
    if section in own:
        return f"{own[section]}.{rest}" if rest else own[section]
    public, *inside = rest.split(".")  # an id that was replaced has no dot
    entry = f"{section}.{public}"
    return ".".join([own.get(entry, entry), *inside]) if rest else about


def together(before: Told, now: Told, narrowed: Collection[str] = ()) -> Told:
    """What is known after two releases: the first, and what the second adds.

    Of a place or a date that both tell, the first is at least as exact, but for what is
    ``narrowed``. What is in the case no more stays known, and what was withheld stays so.
    """
    places = {
        i: replace(region, is_named=region.is_named or now.places.get(i, region).is_named)
        for i, region in before.places.items()
        if i not in now.places or not (i in narrowed or region.precision == "withheld")
    }
    dates = {
        key: span
        for key, span in before.dates.items()
        if key not in now.dates or (span != OPEN and spans(now.dates[key], span))
    }
    names = {key: each for key, each in before.names.items() if id_of(key) not in narrowed}
    return Told(
        {**now.places, **places},
        {**now.dates, **dates},
        _joined(before.ends, now.ends),
        _joined(names, now.names),
    )


def _joined(
    one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    keys = dict.fromkeys((*one, *other))
    return {key: tuple(dict.fromkeys((*one.get(key, ()), *other.get(key, ())))) for key in keys}


def narrowed(
    case: Case, atlas: Atlas, before: Told, found: Mapping[str, Place] | None = None
) -> tuple[Mistake, ...]:
    """What is narrower together with what was published before, and may not be published.

    ``atlas`` is the public one of ``case``, ``found`` are the places that it was made from, by the
    ids of the case. What ``publish.narrow`` of the case gives a reason for may be told more
    exactly: a place with the legs at it, and the name of a place, a person or a source.
    """
    now = told(case, atlas)
    mistakes = (
        *_places(case, atlas, before, now),
        *new_places(case, atlas, before, now, found or {}),
        *_dates(case, atlas, before),
        *new_dates(case, atlas, before, now),
        *retold(case, atlas, before.names),
    )
    first = {(each.mark, each.key): each for each in reversed(mistakes)}
    return tuple(each for each in mistakes if first[each.mark, each.key] is each)


def _places(case: Case, atlas: Atlas, before: Told, now: Told) -> Iterator[Mistake]:
    """Places that were told before under the id that they have."""
    public = public_ids(case, atlas)
    for i, region in now.places.items():
        was = before.places.get(i)
        if was is None or i in case.publishing.narrow:
            continue
        mark = case.places[i].mark or Mark(case.file or case.id, 1)
        if narrows(was, region, atlas.places.get(public[i])):
            yield Mistake(mark, f"places.{i}", _NARROWER, _hint(i))
        elif was.is_named is False and region.is_named:
            yield Mistake(mark, f"places.{i}", NAMED, _hint(i))


def _dates(case: Case, atlas: Atlas, before: Told) -> Iterator[Mistake]:
    """Dates that were told before under the key that they have."""
    coarse, free = rough(case, atlas), set(case.publishing.narrow)
    for each in dated(case, atlas):
        was = before.dates.get(each.key)
        if was is None or each.follows or each.reasons(coarse) <= free:
            continue
        if not spans(each.span, was):
            mark = each.mark or Mark(case.file or case.id, 1)
            yield Mistake(mark, each.about, _SOONER, _COARSER)


_NARROWER = "together with what was published before, it tells more exactly where the place is."
_SOONER = "together with what was published before, it tells more exactly when that was."
_COARSER = "Keep the date as it was published."


def _hint(place: str) -> str:
    return (
        "Keep the class with which it was published. If it harms nobody any more, write why: "
        f"'publish: {{narrow: {{{place}: ...}}}}'."
    )
