"""Short parts of names that stand alone in a text, and stay there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes.messages import listing
from routes.model import Finding
from routes.publish.passages import Passage
from routes.publish.scan import Hit, Names, find
from routes.publish.scan.short import Short
from routes.publish.texts import Secret

_MOST_LINES = 5


def short_names(
    told: Sequence[Passage], secrets: Sequence[Secret], names: Names
) -> Iterator[Finding]:
    """Findings on persons of whose name a short part is left where it stands alone.

    ``names`` are those that are taken out. A finding never holds the part.
    """
    hits: dict[str, tuple[Hit, ...]] = {}
    for secret in secrets:
        if not secret.is_person:
            continue
        parts = [Short(spelling) for spelling in secret.spellings]
        lines: list[int] = []
        for each in told:
            for start, end in (span for part in parts for span in part.found(each.text)):
                if each.text not in hits:
                    hits[each.text] = find(each.text, names)
                if not any(hit.start <= start and end <= hit.end for hit in hits[each.text]):
                    lines.append(each.spot.mark.line)
        if lines:
            yield _short(secret, sorted(set(lines)))


def _short(secret: Secret, lines: Sequence[int]) -> Finding:
    shown = [str(line) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"{len(lines) - _MOST_LINES} more")
    message = (
        f"a short part of this name stands alone in line {listing(shown)}, and readers see it."
    )
    hint = "List it under 'also' to take it out."
    if secret.about != "people":
        hint = "List the author under 'people', and that part under 'also', to take it out."
    return Finding("short-name", "warning", message, secret.about, secret.mark, (hint,))
