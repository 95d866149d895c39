"""Candidates for a person to choose from, in 80 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routes.cli.answer import Answer, Status, whereabouts
from routes.cli.terminal import WIDTH, clean, pad, shown, width, wrap
from routes.model.place import AREA_KINDS, LINE_KINDS, Candidate, Match, Precision
from routes.wording import confidence, kilometres, percent

_SAID: Mapping[Status, str] = {
    "found": "found",
    "unsure": "not sure which",
    "not-found": "no place of that name",
    "failed": "could not be looked up",
}
_MATCHED: Mapping[Match, str] = {
    "exact": "main name",
    "alternate": "other name",
    "code": "code",
    "curated": "reviewed name",
    "variant": "spelling",
    "fuzzy": "misspelt",
    "pinned": "coordinates",
    "online": "found online",
}
_WITHIN: Mapping[Precision, str] = {
    "exact": "spot",
    "site": "site",
    "city": "city",
    "region": "region",
    "country": "country",
    "unknown": "somewhere",
}
_INDENT = " " * 7


def table(name: str, got: Answer, limit: int) -> str:
    """The candidates for ``name``, at most ``limit``, and why the first comes first."""
    listed = got.candidates[:limit]
    more = len(got.candidates) - len(listed)
    said = f"{confidence(got.taken.confidence) if got.taken else _SAID[got.status]}."
    if got.status == "unsure" and len(got.candidates) == 1:
        said = "not sure."
    if got.status == "not-found" and got.candidates:
        said = "not found; closest spellings:"
    head = wrap(f"{shown(name)}: {said}", rest="  ")
    lines = [head, *(_lines(candidate) for candidate in listed)]
    if more:
        lines.append(f"{_INDENT}… and {more} more; --limit {len(got.candidates)} lists them.")
    if got.reason and got.candidates and got.status != "not-found":
        lines.append(wrap(got.reason, first="  Why: ", rest=_INDENT))
    elif got.reason and not got.candidates:
        lines = [wrap(f"{shown(name)}: {got.reason[:1].lower()}{got.reason[1:]}", rest="  ")]
    return "\n".join(lines)


def extent(candidate: Candidate, radius_m: float | None = None) -> str:
    """How exact a place is: "within 10 km", or that it has an outline and no radius says it.

    ``radius_m``, in metres, is that of a point on it where one is known.
    """
    if radius_m is None and candidate.has_shape:
        if candidate.kind in AREA_KINDS:
            return "an area"
        if candidate.kind in LINE_KINDS:
            return "a line"
    return f"within {kilometres(candidate.radius_m if radius_m is None else radius_m)}"


def _lines(candidate: Candidate) -> str:
    """Two lines or more: what and where it is, and how it was found."""
    fine = f"{_fine(candidate)}, {extent(candidate)}"
    name = clean(", ".join([candidate.name, *whereabouts(candidate)]))
    share = f"{percent(candidate.confidence, brief=True):>5}  "
    left = f"{share}{name}"
    if width(left) + 2 + width(fine) <= WIDTH:
        first = pad(left, WIDTH - width(fine)) + fine
    else:
        first = wrap(f"{name}; {fine}", first=share, rest=_INDENT)
    return "\n".join([first, wrap(" · ".join(_facts(candidate)), first=_INDENT, rest=_INDENT)])


def _fine(candidate: Candidate) -> str:
    granularity = _WITHIN[candidate.granularity]
    return candidate.kind if candidate.kind != "unknown" else granularity


def _facts(candidate: Candidate) -> Sequence[str]:
    matched = _MATCHED[candidate.match]
    if candidate.match not in ("exact", "pinned", "online"):
        matched += f" “{shown(candidate.matched)}”"
    people = f"{candidate.population:,} people" if candidate.population else ""
    where = f"lon {candidate.lon:.4f}, lat {candidate.lat:.4f}"
    return [fact for fact in (where, matched, people, candidate.ref) if fact]
