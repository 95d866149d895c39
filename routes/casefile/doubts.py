"""What is odd about a case that has no mistakes: findings for the writer to look at."""

from __future__ import annotations

from collections.abc import Mapping

from routes.casefile.document import CaseFile
from routes.casefile.nodes import Scalar, Spot
from routes.casefile.quoting import quoted
from routes.casefile.report import Path, Report
from routes.casefile.validate import spot_at
from routes.model import When

# Embeddings, overrides and isolates; the marks U+200E and U+200F are ordinary in text.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def note_doubts(doc: CaseFile, spots: Mapping[Path, Spot], report: Report) -> None:
    """Report dates no source could know, hidden direction marks, and what nothing keeps to."""
    _note_bidi(spots, report)
    _note_unkept(doc, spots, report)
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


def _note_unkept(doc: CaseFile, spots: Mapping[Path, Spot], report: Report) -> None:
    if doc.avoid and all(each.avoid is not None for each in doc.alternatives or ()):
        message = "no alternative of the case keeps out of these countries: "
        message += "each has a list of its own." if doc.alternatives else "there are none."
        where = spot_at(("avoid",), spots).key
        report.finding("unused-avoid", "warning", where, ("avoid",), message)


def _note_late(doc: CaseFile, spots: Mapping[Path, Spot], report: Report) -> None:
    issued = [(each.issued.latest, each.withhold) for each in doc.sources.values() if each.issued]
    days = [(day, withheld) for day, withheld in issued if day]
    if not days or len(days) < len(issued):  # an open date may be as late as anything
        return
    last, is_secret = max(days)
    told = "" if is_secret else f" ({last})"
    dated: list[tuple[Path, When | None]] = [
        *((("legs", name), leg.when) for name, leg in doc.legs.items()),
        *((("events", name), event.when) for name, event in (doc.events or {}).items()),
    ]
    for path, when in dated:
        if when and when.earliest and when.earliest > last:
            message = f"{quoted(when.edtf)} is later than every source was published{told}."
            where = spot_at((*path, "when"), spots).mark
            report.finding("date-after-sources", "info", where, (*path, "when"), message)
