"""A review of a public map as text for people who sign it, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from routes.cli import report
from routes.cli.answer import place as named
from routes.cli.cases import Made
from routes.cli.terminal import wrap
from routes.errors import Mark
from routes.messages import listing
from routes.messages.text import Sentence
from routes.model import Place
from routes.publish.review import Change, Gone, Review, Seen, review
from routes.publish.sought import Sought
from routes.publish.texts import told_in_all
from routes.webmap.notices import in_use
from routes.wording import count, kilometres

_NOTHING = "(nothing)"
_LEFT_OUT = "(left out)"


def as_text(path: Path, made: Made, digest: str | None) -> str:
    """The review of a case in lines; ``digest`` is the SHA-256 of its page, if it can be signed."""
    found, shown = _reviewed(made), _shown(made)
    dates = [each for each in found.changes if each.kind == "date"]
    texts = [each for each in found.changes if each.kind in ("text", "fact")]
    ids = [each for each in found.changes if each.kind == "id"]
    ids += [each for place in found.places for each in place.changes if each.kind == "id"]
    said = [
        each for each in made.findings if each.code != "words-withheld" and each.severity != "error"
    ]
    parts = (
        ("May it be published?", _verdict(made)),
        (f"Places: {len(found.places)}", (_place(each, shown) for each in found.places)),
        (f"Dates that are told otherwise: {len(dates)}", map(_change, dates)),
        (f"Texts and words that are told otherwise: {len(texts)}", map(_change, texts)),
        (f"Not told, or not named: {len(found.gone)}", map(_gone, found.gone)),
        ("Names and words that were searched for", _searched(found.sought)),
        (
            "What else `routes check` says",
            (_finding(report.finding_line(f, str(path))) for f in said),
        ),
        ("What stays", _stays(found, len(ids))),
        ("What is signed", [_signed(digest)]),
    )
    head = wrap(f"{path}: what a public map tells otherwise than the case file, or not at all")
    told = [f"{n}. {title}\n\n{_listed(lines)}" for n, (title, lines) in enumerate(parts, 1)]
    return "\n\n\n".join([head, *told]) + "\n"


def _reviewed(made: Made) -> Review:
    return review(made.case, made.atlas, made.found, [each.secret for each in made.kept])


def _shown(made: Made) -> Collection[str]:
    """The ids, in the public case, of the places that are on the page at all."""
    return in_use(made.atlas).places.keys()


def _listed(items: Iterable[str]) -> str:
    return "\n\n".join(items) or _plain("None.")


def _plain(text: str) -> str:
    return wrap(text, first="   ", rest="   ")


def _verdict(made: Made) -> Iterator[str]:
    errors = [report.finding_line(f, "") for f in made.findings if f.severity == "error"]
    if made.refusals:
        yield _plain(f"No, for {count(len(made.refusals), 'reason')}:")
        yield from (wrap(str(each), first="   ", rest="     ") for each in made.refusals)
    if errors:
        yield _plain(
            f"Nobody can sign it while there {'are errors' if errors[1:] else 'is an error'}:"
        )
        yield from map(_finding, errors)
    if not made.refusals and not errors:
        yield _plain("Yes, as it stands. Whether it should be is for you to say.")


def _finding(lines: str) -> str:
    return "\n".join(
        wrap(line, first="   " if n == 0 else "     ", rest="     ")
        for n, line in enumerate(lines.splitlines())
    )


def _head(mark: Mark, key: str, more: str = "") -> str:
    return wrap(f"{mark.file}:{mark.line}: {key}{more}", rest="    ")


def _was(*texts: str) -> str:
    return _under("was", texts)


def _now(*texts: str) -> str:
    return _under("now", texts)


def _under(word: str, texts: Iterable[str]) -> str:
    """Each text on a line of its own, after a word that stands before the first."""
    rest = " " * 8
    first, *others = texts
    lines = [wrap(first, first=f"   {word}: ", rest=rest)]
    return "\n".join([*lines, *(wrap(each, first=rest, rest=rest) for each in others)])


def _change(change: Change) -> str:
    was = _NOTHING if change.was is None else change.was
    now = _LEFT_OUT if change.now is None else change.now
    return "\n".join([_head(change.mark, change.key), _was(was), _now(now)])


def _gone(gone: Gone) -> str:
    return "\n".join([_head(gone.mark, gone.key), _was(gone.what), _now(gone.now or _LEFT_OUT)])


def _place(seen: Seen, shown: Collection[str]) -> str:
    """What a place is in the case, and what readers see of it."""
    name = "its name is shown" if seen.is_named else "its name is withheld"
    told = [(key, each) for key, each in _changed(seen) if each.kind != "id"]
    head = _head(seen.mark, f"places.{seen.id}", f": {name}")
    label, where = _in_all(seen.now.shown), _where(seen, shown)
    if not told:
        return "\n".join([head, _now(f"{label}, as in the case file; {where}")])
    was = _facts((key, each.kind, each.was) for key, each in told)
    if seen.was.lon is None and seen.found is not None:
        was.append(_found(seen.found))
    names = told_in_all(seen.now.shown)
    known = {*names, " / ".join(names)}
    in_words = _IN_WORDS if seen.drawn else ()
    more = _facts(
        (key, each.kind, each.now)
        for key, each in told
        if each.now not in known and _field(key) not in in_words
        if _field(key) != "note" or not isinstance(seen.now.note, Sentence)  # the program's own
    )
    return "\n".join([head, _was(*was or [_NOTHING]), _now(label, where, *more)])


_IN_WORDS = ("lon", "lat", "radius-m", "kind", "precision", "country", "within")
"""What is told of a place that is drawn by saying how exactly, and where."""
_ITEM = re.compile(r"\[\d+\]$")


def _changed(seen: Seen) -> Iterator[tuple[str, Change]]:
    """The changes of a place by the keys in its entry; an id may have dots."""
    for each in seen.changes:
        yield each.key.removeprefix(f"places.{seen.id}."), each


def _field(key: str) -> str:
    """The field that a key in an entry is in, whatever its language or its place in a list."""
    return _ITEM.sub("", key.partition(".")[0])


def _facts(told: Iterable[tuple[str, str, str | None]]) -> list[str]:
    """The keys and what stands there; what stands under several keys is told once."""
    facts: dict[str, str] = {}
    for key, kind, text in told:
        if text is not None:
            said = f"“{text}”" if kind == "text" else text
            facts.setdefault(text, f"{_ITEM.sub('', key)}: {said}")
    return list(facts.values())


def _in_all(text: str) -> str:
    """A text in all its languages."""
    return " / ".join(f"“{each}”" for each in dict.fromkeys(told_in_all(text)))


def _where(seen: Seen, shown: Collection[str]) -> str:
    """How exactly readers are told where a place is."""
    if seen.precision == "withheld":
        return "on no map: it is only counted"
    if seen.drawn is None:
        return "on no map: it is not found"
    where = _drawn(seen, seen.drawn)
    if seen.now.id not in shown:
        return f"on no map: nothing uses it (in files of `routes export` it stands {where})"
    return f"drawn {where}"


def _drawn(seen: Seen, drawn: Place) -> str:
    if drawn.point is None:
        area = listing([named(each) for each in drawn.resolution.chosen])
        return f"as an area: {area}" if area else "as an area"
    lon, lat = drawn.point
    around = f"{kilometres(drawn.radius_m)} around lon {lon:g}, lat {lat:g}"
    if seen.precision == "site":
        return f"where it is: within {around}"
    return f"as a circle: {around}, the middle of a cell of {seen.precision}°"


def _found(place: Place) -> str:
    """Where a place is for which the case gives no coordinates."""
    chosen = listing([named(each) for each in place.resolution.chosen])
    at = f" at lon {place.point[0]:g}, lat {place.point[1]:g}" if place.point else ""
    return f"found as {chosen}{at}"


def _searched(sought: tuple[Sought, ...]) -> Iterator[str]:
    """Who becomes what, and how often each spelling stands in the texts: none may be missing."""
    for _, group in groupby(sought, key=lambda each: _ITEM.sub("", each.key)):
        yield _spellings(list(group))
    if not sought:
        yield _plain("None.")
    yield _plain(
        "Besides: positions, telephone numbers, addresses. Another spelling, another alphabet, a "
        "nickname or a description is not found."
    )


def _spellings(group: list[Sought]) -> str:
    """A person's one below the other; of a place there may be dozens: in one paragraph."""
    each = group[0]
    lines = [_head(each.mark, _ITEM.sub("", each.key))]
    if each.key.startswith("people."):
        for one in group:
            told = f"becomes {one.instead}" if one.instead else f"stays, because: {one.because}"
            lines.append(wrap(f"{_times(one)} {told}", first="   ", rest="        "))
        return "\n".join(lines)
    there = [_times(one) for one in group if one.n_texts]
    missing = [f"“{one.spelling}”" for one in group if not one.n_texts]
    if there:
        told = f"becomes {each.instead}: {', '.join(there)}"
        lines.append(wrap(told, first="   ", rest="        "))
    if missing:
        lines.append(wrap(f"in no text: {', '.join(missing)}", first="   ", rest="        "))
    return "\n".join(lines)


def _times(one: Sought) -> str:
    n = count(one.n_texts, "text") if one.n_texts else "no text"
    return f"“{one.spelling}” (in {n})"


def _stays(found: Review, ids: int) -> Iterator[str]:
    same = found.same
    yield _plain(
        f"{count(same['text'], 'text')} and {count(same['date'], 'date')} are told exactly as they "
        "are written. `private` notes are in no map."
    )
    if ids:
        yield _plain(
            f"{count(ids, 'id')} of the case file stand in the map as numbers, as in places-1."
        )


def _signed(digest: str | None) -> str:
    if digest is None:
        return _plain("Nothing yet: it may not be published as it stands.")
    return "\n".join(
        [_plain("The SHA-256 of the map page, which `routes sign` prints as well:"), f"   {digest}"]
    )


def as_data(path: Path, made: Made, digest: str | None) -> str:
    """The review as JSON."""
    found, shown = _reviewed(made), _shown(made)
    wrong = [report.mistake_data(each) for each in made.refusals]
    return report.json_text(
        {
            "file": str(path),
            "refusals": wrong,
            "places": [_place_data(each, shown) for each in found.places],
            "changes": [_data(each) for each in found.changes],
            "gone": [_data(each) for each in found.gone],
            "searched": [_data(each) for each in found.sought],
            "findings": [report.finding_data(each, str(path)) for each in made.findings],
            "same": dict(sorted(found.same.items())),
            "sha256": digest,
        }
    )


def _place_data(seen: Seen, shown: Collection[str]) -> dict[str, Any]:
    found, drawn = seen.found, seen.drawn
    return {
        "key": f"places.{seen.id}",
        "file": seen.mark.file,
        "line": seen.mark.line,
        "shown_as": list(told_in_all(seen.now.shown)),
        "precision": seen.precision,
        "name_is_shown": seen.is_named,
        "found": found.point if found else None,
        "drawn": drawn.point if drawn else None,
        "radius_m": drawn.radius_m if drawn else None,
        "where": _where(seen, shown),
        "changes": [_data(each) for each in seen.changes],
    }


def _data(each: Change | Gone | Sought) -> dict[str, Any]:
    told = asdict(each)
    mark = told.pop("mark")
    return {"key": told.pop("key"), "file": mark["file"], "line": mark["line"], **told}
