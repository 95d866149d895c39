"""Very many routes to a payload with everything the page needs from files: land, look, language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from routes import modes
from routes.casefile.countries import code_named
from routes.errors import UsageError
from routes.messages import territory
from routes.messages.speaker import Speaker
from routes.messages.tongue import LANGUAGES
from routes.webmap.basemap import cut
from routes.webmap.overview import Named, OverviewOut, overview
from routes.webmap.overview_kinds import Kind, reading
from routes.webmap.overview_lines import arrays_of
from routes.webmap.tongues import messages


def compose(
    lines: Any,
    *,
    title: str,
    named: Named,
    summary: str | None = None,
    language: str = "en",
    credit: Sequence[str] = (),
    kinds: Mapping[str, Kind] = MappingProxyType({}),
) -> OverviewOut:
    """The payload for ``lines``: see `routes.overview`. Reads the bundled basemap.

    ``kinds`` say how groups look that are kinds of line, by what the routes call them.

    Raises UsageError for lines that are none, and for a language that the page does not speak.
    """
    if language not in LANGUAGES:
        raise UsageError(f"the page does not speak {language!r}; it speaks {', '.join(LANGUAGES)}")
    payload = overview(
        arrays_of(lines),
        title=title,
        named=named,
        colours=modes.palette().reported,
        basemap=cut,
        summary=summary,
        spoken=(language, messages(language)),
        credit=credit,
    )
    speaker = Speaker(language)
    return _told(_dressed(payload, kinds, speaker) if kinds else payload, speaker)


def _dressed(payload: OverviewOut, kinds: Mapping[str, Kind], speaker: Speaker) -> OverviewOut:
    """With the looks of the kinds of line, and how to read them. Sets it in ``payload``."""
    used = [kinds[group["label"]] for group in payload["groups"]]
    for group, kind in zip(payload["groups"], used, strict=True):
        group["label"] = speaker.tell(kind.label)
        group["colour"] = kind.colour
        group["dash"], group["width"], group["closed"] = kind.dash, kind.width, kind.closed
    fades = any("fades" in chunk for chunk in payload["chunks"])
    payload["reading"] = [speaker.tell(text) for text in reading(used, fades=fades)]
    return payload


def _told(payload: OverviewOut, speaker: Speaker) -> OverviewOut:
    """With what the basemap says in the language of the page. Sets it in ``payload``."""
    for label in payload["basemap"]["labels"]:
        code = code_named(label["name"])
        if code is not None:
            label["name"] = speaker.tell(territory(code, label["name"]))
    payload["credits"] = [speaker.tell(text) for text in payload["credits"]]
    return payload
