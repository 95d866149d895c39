"""The figures of a pack: each width is laid out once, each file drawn once."""

from __future__ import annotations

from dataclasses import dataclass, field

from routes.figures import paint
from routes.figures.greys import greyed
from routes.figures.layout import laid_out
from routes.figures.sheet import Sheet
from routes.figures.style import STYLES
from routes.webmap.payload_types import Payload

Drawing = tuple[bytes, list[str]]
"""The bytes of a file, and sentences on what the figure does not show."""


@dataclass(slots=True)
class Drawings:
    """Figures of ``payload``: by width and format, in grey or not, with a key or without."""

    payload: Payload
    _sheets: dict[tuple[str, bool], Sheet] = field(default_factory=dict)
    _drawn: dict[tuple[str, str, bool, bool], Drawing] = field(default_factory=dict)

    def drawing(
        self, form: str, width: str = "double", *, grey: bool = False, key: bool = True
    ) -> Drawing:
        """A figure as ``form``: svg, pdf or png.

        Without ``key`` it has no title, list of legs or of sources: for documents that have them.
        """
        wanted = (form, width, grey, key)
        if wanted not in self._drawn:
            self._drawn[wanted] = self._draw(form, width, grey=grey, key=key)
        return self._drawn[wanted]

    def _draw(self, form: str, width: str, *, grey: bool, key: bool) -> Drawing:
        style = STYLES[width]
        if (width, key) not in self._sheets:
            self._sheets[width, key] = laid_out(self.payload, style, key=key).sheet
        sheet = self._sheets[width, key]
        if grey:
            sheet = greyed(sheet)
        if form == "png":
            return paint.png(sheet, style.dpi), sheet.notes
        return (paint.pdf if form == "pdf" else paint.svg)(sheet), sheet.notes
