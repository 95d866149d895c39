"""A sheet as a file: PNG, SVG or PDF, drawn by matplotlib.

Everything is drawn with the library's defaults, whatever a person has set for other figures, and
without a date: the same sheet gives the same bytes.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Bbox

from routes.figures import fonts
from routes.figures.sheet import Area, Sheet, Stroke, Words
from routes.webmap.pencil import Points

# The library types the keys as literals, one for each setting that there is.
_STYLE: dict[Any, Any] = {
    "pdf.fonttype": 3,
    "pdf.compression": 6,
    "svg.fonttype": "path",
    "svg.hashsalt": "reported-routes",
    "svg.image_inline": True,
    "text.hinting": "none",
    "text.parse_math": False,
    "path.simplify": False,
    "agg.path.chunksize": 0,
}
_UNSET = ("backend", "backend_fallback", "toolbar", "interactive", "timezone", "webagg.port")
_MACHINE = ("Creator", "Producer", "CreationDate")
_ABOUT = re.compile(rb"<svg [^>]*>")


@contextmanager
def _defaults() -> Iterator[None]:
    """The library as it comes, and what figures ask of it; what was set before comes back."""
    plain: dict[Any, Any] = {k: v for k, v in mpl.rcParamsDefault.items() if k not in _UNSET}
    with mpl.rc_context({**plain, **_STYLE}):
        yield


def png(sheet: Sheet, dpi: float) -> bytes:
    """The sheet as pixels, ``dpi`` to the inch, with its title and what it shows as text chunks."""
    about = {"Software": None, "Title": sheet.title, "Description": sheet.told}
    return _saved(sheet, "png", dpi, about)


def pdf(sheet: Sheet) -> bytes:
    """The sheet as vectors; its text can be found and copied."""
    about = {"Title": sheet.title, "Subject": sheet.told, "Keywords": sheet.keywords}
    return _saved(sheet, "pdf", 72, {**about, **dict.fromkeys(_MACHINE)})


def svg(sheet: Sheet) -> bytes:
    """The sheet as vectors, letters as outlines, with its title and description."""
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    return _described(_saved(sheet, "svg", 72, nothing), sheet)


def _saved(sheet: Sheet, form: str, dpi: float, about: Mapping[str, str | None]) -> bytes:
    out = io.BytesIO()
    with _defaults():
        size = (sheet.width / 72, sheet.height / 72)
        figure = Figure(figsize=size, dpi=dpi, facecolor="#ffffff")
        figure.add_artist(_Drawing(sheet, dpi / 72))
        # Pixels packed less hard: two thirds of the time, and a hundredth more bytes.
        packing: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if form == "png" else {}
        figure.savefig(out, format=form, dpi=dpi, metadata=dict(about), **packing)
    return out.getvalue()


def _described(drawn: bytes, sheet: Sheet) -> bytes:
    """With what a screen reader reads out."""
    told = b""
    for tag, text in (("title", sheet.title), ("desc", sheet.told)):
        element = ET.Element(tag, {"id": f"figure-{tag}"})
        element.text = text
        told += b"\n " + ET.tostring(element, encoding="utf-8")
    names = b' role="img" aria-labelledby="figure-title figure-desc">'
    return _ABOUT.sub(lambda found: found.group()[:-1] + names + told, drawn, count=1)


class _Drawing(Artist):
    """Everything on a sheet, laid down in its order."""

    def __init__(self, sheet: Sheet, scale: float) -> None:
        super().__init__()
        self._sheet, self._scale = sheet, scale

    def draw(self, renderer: RendererBase) -> None:
        """Draw the sheet; points become the units of ``renderer``."""
        drawers: dict[type, Callable[..., None]] = {
            Area: self._area,
            Stroke: self._stroke,
            Words: self._words,
        }
        scale = self._scale  # widths of lines stay points: the renderer scales them itself
        place = Affine2D().translate(0, -self._sheet.height).scale(scale, -scale)
        for item in self._sheet.items:
            gc = renderer.new_gc()
            drawers[type(item)](renderer, gc, item, place)
            gc.restore()

    @staticmethod
    def _area(renderer: RendererBase, gc: GraphicsContextBase, item: Area, place: Affine2D) -> None:
        _clip(gc, item, place)
        gc.set_linewidth(item.width if item.line else 0.0)
        gc.set_foreground(item.line or item.colour)
        gc.set_joinstyle("round")
        gc.set_alpha(item.opacity)
        path = _path(item.rings, closed=True)
        renderer.draw_path(gc, path, place, (*mpl.colors.to_rgb(item.colour), item.opacity))

    @staticmethod
    def _stroke(
        renderer: RendererBase, gc: GraphicsContextBase, item: Stroke, place: Affine2D
    ) -> None:
        _clip(gc, item, place)
        gc.set_linewidth(item.width)
        gc.set_foreground(item.colour)
        gc.set_alpha(item.opacity)
        gc.set_joinstyle("round")
        gc.set_capstyle("round" if item.round else "butt")
        if item.dash:
            gc.set_dashes(item.begin, item.dash)
        renderer.draw_path(gc, _path(item.lines, closed=False), place)

    @staticmethod
    def _words(
        renderer: RendererBase, gc: GraphicsContextBase, item: Words, place: Affine2D
    ) -> None:
        pieces = fonts.runs(item.text, item.size)
        if item.halo:
            rim = renderer.new_gc()
            rim.set_linewidth(2 * item.rim)
            rim.set_foreground(item.halo)
            rim.set_joinstyle("round")
            step = item.size / text_to_path.FONT_SCALE
            for run in pieces:
                letters = Affine2D().scale(step, -step).translate(item.x + run.at, item.y)
                renderer.draw_path(rim, _outline(run.file, run.text), letters + place)
            rim.restore()
        gc.set_foreground(item.colour)
        height = renderer.get_canvas_width_height()[1]
        for run in pieces:
            font = FontProperties(fname=run.file, size=item.size)
            x, y = place.transform((item.x + run.at, item.y))
            y = height - y if renderer.flipy() else y
            renderer.draw_text(gc, x, y, run.text, font, 0.0)


@lru_cache(1024)  # a sheet is drawn several times, as vectors, as pixels and in grey
def _outline(file: str, text: str) -> Path:
    """Letters as a path, as large as the library says."""
    verts, codes = text_to_path.get_text_path(FontProperties(fname=file), text)
    return Path(verts, codes) if len(verts) else Path(np.empty((0, 2)))


def _clip(gc: GraphicsContextBase, item: Area | Stroke, place: Affine2D) -> None:
    if item.clip is not None:
        left, top, right, bottom = item.clip
        corners = place.transform([(left, bottom), (right, top)])
        gc.set_clip_rectangle(Bbox(corners))


def _path(lines: Sequence[Points], *, closed: bool) -> Path:
    parts, codes = [], []
    for line in lines:
        if len(line) < 2:
            continue
        kinds = np.full(len(line) + closed, Path.LINETO, dtype=np.uint8)
        kinds[0] = Path.MOVETO
        if closed:
            line = np.vstack([line, line[:1]])  # noqa: PLW2901
            kinds[-1] = Path.CLOSEPOLY
        parts.append(line)
        codes.append(kinds)
    if not parts:
        return Path(np.empty((0, 2)))
    return Path(np.round(np.concatenate(parts), 2), np.concatenate(codes))
