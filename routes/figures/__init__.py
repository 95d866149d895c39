"""Static figures of an atlas for print and slides: SVG, PDF and PNG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from routes.atomic import write_bytes
from routes.messages.tongue import LANGUAGES, interface
from routes.model import Atlas
from routes.plugins import unknown
from routes.webmap.compose import compose

if TYPE_CHECKING:
    from routes.figures.sheet import Sheet
    from routes.webmap.payload_types import Payload

FORMATS = ("pdf", "png", "svg")
"""What a figure can be written as, by the ending of its file."""

WIDTHS = ("single", "double", "slide")
"""85 mm and 180 mm, a column and two of a journal; 254 by 142.9 mm, a slide of 16 to 9."""


def write(atlas: Atlas, path: Path) -> Sequence[str]:
    """Write the figure of ``atlas`` to ``path``, two columns wide: the export plug-in.

    Sentences on what it does not show. Raises what `save` does.
    """
    return save(atlas, path)


def save(
    atlas: Atlas,
    path: Path,
    *,
    width: str = "double",
    variant: str | None = None,
    language: str | None = None,
    grey: bool = False,
    key: bool = True,
) -> list[str]:
    """Write the figure of ``atlas`` to ``path``; its ending is one of `FORMATS`.

    ``width`` is one of `WIDTHS`. ``variant`` is the id of the only version to draw. ``language`` is
    one of `routes.messages.tongue.LANGUAGES`, by default that of the case. ``grey`` has no colour.
    Without ``key`` it has no title, list of legs or of sources: for a text that has them.

    Sentences on what the figure does not show. Raises UnknownName for another ending, width,
    version or language, and OutputError when the file cannot be written; an older one is then
    intact.
    """
    form = check_form(path)
    if width not in WIDTHS:
        raise unknown("width of a figure", width, WIDTHS)
    payload = _payload(atlas, language)
    content, notes = drawn(payload, form, width=width, variant=variant, grey=grey, key=key)
    write_bytes(path, content, private=atlas.release.is_internal)
    return notes


def check_form(path: Path) -> str:
    """What kind of figure a file is by its ending, without the dot. Raises UnknownName."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise unknown("kind of figure", path.suffix, [f".{each}" for each in FORMATS])
    return form


def drawn(
    payload: Payload,
    form: str,
    *,
    width: str = "double",
    variant: str | None = None,
    grey: bool = False,
    key: bool = True,
) -> tuple[bytes, list[str]]:
    """The figure of a payload as the bytes of a file, and what it does not show.

    Raises UnknownName for a ``variant`` that there is not.
    """
    from routes.figures import paint  # noqa: PLC0415  matplotlib takes half a second to import
    from routes.figures.greys import greyed  # noqa: PLC0415  as above
    from routes.figures.layout import laid_out  # noqa: PLC0415  as above
    from routes.figures.style import STYLES  # noqa: PLC0415  as above

    names = [each["id"] for each in payload["variants"]]
    if variant is not None and variant not in names:
        raise unknown("version", variant, names)
    style = STYLES[width]
    sheet: Sheet = laid_out(payload, style, variant, key=key).sheet
    if grey:
        sheet = greyed(sheet)
    if form == "png":
        return paint.png(sheet, style.dpi), sheet.notes
    return (paint.pdf if form == "pdf" else paint.svg)(sheet), sheet.notes


def _payload(atlas: Atlas, language: str | None) -> Payload:
    if language is not None and language not in LANGUAGES:
        raise unknown("language", language, tuple(LANGUAGES))
    return compose(atlas, languages=(language or interface(atlas.case.language),))


__all__ = ["FORMATS", "WIDTHS", "check_form", "drawn", "save", "write"]
