"""Which scripts and stylesheets a page is made of, in their order.

That is the same on every page: a stylesheet may mend what an earlier one says, and a script
uses what an earlier one defines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Page = Literal["map", "overview"]
"""The map of a case, or the page of very many routes."""

_Group = tuple[Page | None, tuple[str, ...]]
"""Files of one page, or of every one."""

_SCRIPTS: tuple[_Group, ...] = (
    (None, ("coding.js", "laea.js", "albers.js", "mercator.js", "turning.js", "line.js")),
    ("map", ("placement.js",)),
    (None, ("messages.js",)),
    ("map", ("languages.js",)),
    (None, ("dom.js", "data.js")),
    ("map", ("focus.js", "ways.js", "words.js")),
    (None, ("crs.js", "surface.js", "basemap.js")),
    (
        "map",
        (
            "graticule.js",
            "bundles.js",
            "legs.js",
            "places.js",
            "computed.js",
            "labels.js",
            "swatch.js",
            "citing.js",
            "claims.js",
            "evidence.js",
            "details.js",
            "alternatives.js",
            "known.js",
            "legend.js",
            "versions.js",
            "panel.js",
        ),
    ),
    (None, ("sheet.js", "link.js")),
    (
        "map",
        (
            "tabs.js",
            "filters.js",
            "matrix.js",
            "compare.js",
            "voices.js",
            "story.js",
            "calendar.js",
            "timeline.js",
            "address.js",
            "locator.js",
        ),
    ),
    (None, ("controls.js", "camera.js", "frame.js")),
    ("map", ("paper.js", "map.js")),
    (
        "overview",
        (
            "crowd.js",
            "flows.js",
            "canvas.js",
            "crowdnames.js",
            "crowdpen.js",
            "crowdview.js",
            "crowdmark.js",
            "crowdwords.js",
            "flowtable.js",
            "crowdpanel.js",
            "overviewaddress.js",
            "overview.js",
        ),
    ),
)

_STYLES: tuple[_Group, ...] = (
    (None, ("base.css", "stage.css", "texts.css", "panel.css")),
    ("map", ("tabs.css", "versions.css", "ways.css", "evidence.css")),
    (None, ("filters.css",)),
    ("map", ("matrix.css", "story.css")),
    (None, ("lines.css", "map.css", "over.css")),
    ("map", ("timeline.css",)),
    (None, ("article.css",)),
    ("map", ("gallery.css",)),
    (None, ("narrow.css", "frame.css")),
    ("overview", ("overview.css",)),
    (None, ("access.css", "paper.css")),
)

INTERNAL = "internal.css"
"""Only on pages that are for the desk alone."""

STILL = frozenset(
    {
        "base.css",
        "stage.css",
        "lines.css",
        "map.css",
        "article.css",
        "narrow.css",
        "access.css",
        "paper.css",
        INTERNAL,
    }
)
"""The stylesheets that a reader without scripts needs on every page."""


_FLATTENED = frozenset({"albers.js", "mercator.js"})
"""Projections that only the pages drawn in them need. The azimuthal one draws circles on each."""


def scripts_of(page: Page, projection: str) -> tuple[str, ...]:
    """The scripts of a page drawn in a projection, by its ``kind``."""
    needless = _FLATTENED - {f"{projection}.js"}
    return tuple(name for name in _of(page, _SCRIPTS) if name not in needless)


def styles_of(page: Page, *, internal: bool = False) -> tuple[str, ...]:
    """The stylesheets of a page; one that is ``internal``, for the desk alone, has one more."""
    return (*_of(page, _STYLES), *([INTERNAL] if internal else []))


def _of(page: Page, groups: Iterable[_Group]) -> Iterable[str]:
    return (name for whose, names in groups if whose in (None, page) for name in names)
