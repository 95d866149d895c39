"""What a case withholds and another, published beside it, tells. Pure.

Names and words are compared, and no positions: see docs/responsible-use.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from routes.errors import Mark
from routes.model import Atlas, Case, Finding
from routes.publish.passages import passages
from routes.publish.released import by_own_ids
from routes.publish.scan import Names
from routes.publish.scan.views import views
from routes.publish.texts import Secret
from routes.publish.walk import spaced

_SECTIONS = ("sources", "places", "legs", "itineraries", "events", "disputes")

_HINT = "Withhold it here, too, if readers may put the two together."


@dataclass(frozen=True, slots=True)
class Kept:
    """What the case in ``file`` withholds."""

    file: str
    secret: Secret

    def __str__(self) -> str:
        """Where, and never what, as in "a.yaml withholds (places.hut)"."""
        return f"{self.file} withholds ({self.secret.about})"


class Elsewhere:
    """All that the cases of one run withhold, to be looked for in what any of them tells."""

    def __init__(self, kept: Sequence[Kept]) -> None:
        self._kept = tuple(kept)
        self._names = Names(
            [each.secret.spellings for each in kept],
            persons=[n for n, each in enumerate(kept) if each.secret.is_person],
        )

    def told_by(self, text: str) -> tuple[Kept, ...]:
        """What a text tells of what any of the cases withholds."""
        if not self._kept:
            return ()
        found = {ref for view in views(text) for *_, ref in self._names.found(view.text)}
        return tuple(self._kept[ref] for ref in sorted(found))

    def findings(self, case: Case, atlas: Atlas) -> tuple[Finding, ...]:
        """A warning for each thing that ``atlas``, the public one of ``case``, tells.

        By the ids of the case, at the first place that tells it.
        """
        first: dict[tuple[str, str], Finding] = {}
        times: Counter[tuple[str, str]] = Counter()
        for text, about, mark in _told(case, atlas) if self._kept else ():
            for each in self.told_by(text):
                key = (each.file, each.secret.about)
                times[key] += 1
                if key not in first:
                    message = f"tells a name or a word that {each}."
                    first[key] = Finding(
                        "told-elsewhere", "warning", message, about, mark, (_HINT,)
                    )
        found = tuple(
            each
            if times[key] == 1
            else replace(each, message=f"{each.message[:-1]}, at {times[key]} places of this case.")
            for key, each in first.items()
        )
        return by_own_ids(case, replace(atlas, findings=found)) if found else ()


def _told(case: Case, atlas: Atlas) -> Iterator[tuple[str, str, Mark | None]]:
    """All texts that readers of an atlas see, its ids and what its places are called."""
    at = Mark(case.file or case.id, 1)
    yield spaced(case.id), "the name of the file", at
    for passage in passages(atlas.case):
        yield passage.text, passage.spot.about, passage.spot.mark
    for source in atlas.case.sources.values():
        for url in filter(None, (source.url, source.archive)):
            yield url, f"sources.{source.id}", source.mark
    for section in _SECTIONS:
        for i, entry in getattr(atlas.case, section).items():
            yield spaced(i), f"{section}.{i}", entry.mark
    for i, place in atlas.places.items():
        for chosen in place.resolution.chosen:
            yield chosen.name, f"places.{i}", atlas.case.places[i].mark
