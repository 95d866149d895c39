"""Which of the countries to avoid a flight's straight line runs over, and how far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import shapely

from routes import wording
from routes.alternatives.means import Means
from routes.geodesy import line_length_m
from routes.model import Alternative
from routes.wording import kilometres, listing

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_LEAST_M = 1_000.0
"""Less than this over a country may be the error of a simplified outline."""


def overflown(paths: Sequence[Alternative], avoid: Sequence[str], means: Means) -> Iterator[str]:
    """Sentences on what avoiding countries means for flights; none if nothing is avoided.

    Only airports are kept out of. How far each line runs over a country is measured where its
    outline is known; where it is not, that is said.
    """
    if not avoid:
        return
    names = {code: means.country_name(code) or _spelt(code) for code in avoid}
    told = listing(list(names.values()))
    yield f"The airports lie outside {told}; what is flown over is not kept out of."
    shapes = {code: means.shape_of(code) for code in avoid}
    unknown = [names[code] for code, shape in shapes.items() if shape is None]
    known = {names[code]: shape for code, shape in shapes.items() if shape is not None}
    said = list(_lines(paths, known))
    yield from said
    if known and not said:
        are = "No straight line runs" if len(paths) > 1 else "The straight line does not run"
        yield f"{are} over {listing(list(known))}."
    if unknown:
        yield f"The straight lines may run over {listing(unknown)}: that is not computed."


def _spelt(code: str) -> str:
    """A code as it is; the id of a disputed area as a name."""
    return code if code.isupper() else code.replace("_", " ").title()


def _lines(paths: Sequence[Alternative], shapes: dict[str, BaseGeometry]) -> Iterator[str]:
    titles = wording.path_titles(paths)
    for title, path in zip(titles, paths, strict=True):
        over = {name: _over_m(path, shape) for name, shape in shapes.items()}
        far = [f"{kilometres(m)} over {name}" for name, m in over.items() if m >= _LEAST_M]
        if far:
            yield f"The straight line {title} runs {listing(far)}."


def _over_m(path: Alternative, shape: BaseGeometry) -> float:
    """Metres of the lines of a path that lie over a shape."""
    inside = (shapely.intersection(part.geometry, shape) for part in path.parts)
    pieces = (piece for each in inside for piece in shapely.get_parts(each))
    return sum(line_length_m(piece) for piece in pieces if piece.geom_type == "LineString")
