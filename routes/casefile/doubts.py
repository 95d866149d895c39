"""What is odd about a case that has no mistakes: findings for the writer to look at."""

from __future__ import annotations

from collections.abc import Mapping

from routes.casefile.document import CaseFile, Claim
from routes.casefile.nodes import Scalar, Spot
from routes.casefile.report import Path, Report, shown
from routes.casefile.validate import spot_at
from routes.model import When

# Embeddings, overrides and isolates; the marks U+200E and U+200F are ordinary in text.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def note_doubts(doc: CaseFile, spots: Mapping[Path, Spot], report: Report) -> None:
    """Report legs nobody asserts, dates no source could know and hidden direction marks."""
    _note_bidi(spots, report)
    _note_unsupported(doc, spots, report)
    _note_late(doc, spots, report)


def _note_bidi(spots: Mapping[Path, Spot], report: Report) -> None:
    for path, spot in spots.items():
        found = _BIDI.intersection(spot.node.text) if isinstance(spot.node, Scalar) else ()
        if found:
            codes = ", ".join(f"U+{ord(char):04X}" for char in sorted(found))
            message = (
                f"holds invisible marks ({codes}) that can make text read otherwise than it is."
            )
            report.finding("bidi-control", "warning", spot.mark, path, message)


def _note_unsupported(doc: CaseFile, spots: Mapping[Path, Spot], report: Report) -> None:
    for name, leg in doc.legs.items():
        expected = leg.basis == "reported" and leg.status != "hypothetical"
        if expected and not any(_asserts(claim) for claim in leg.claims or ()):
            path = ("legs", name)
            message = (
                f"the leg {shown(name)} is said to be reported, but no claim of it asserts it."
            )
            report.finding("unsupported-leg", "warning", spots[path].key, path, message)


def _asserts(claim: Claim) -> bool:
    return claim.stance == "asserts"


def _note_late(doc: CaseFile, spots: Mapping[Path, Spot], report: Report) -> None:
    issued = [source.issued.latest for source in doc.sources.values() if source.issued]
    days = [day for day in issued if day]
    if not days or len(days) < len(issued):  # an open date may be as late as anything
        return
    last = max(days)
    dated: list[tuple[Path, When | None]] = [
        *((("legs", name), leg.when) for name, leg in doc.legs.items()),
        *((("events", name), event.when) for name, event in (doc.events or {}).items()),
    ]
    for path, when in dated:
        if when and when.earliest and when.earliest > last:
            message = f"{when.edtf} is later than every source was published ({last})."
            where = spot_at((*path, "when"), spots).mark
            report.finding("date-after-sources", "info", where, (*path, "when"), message)
