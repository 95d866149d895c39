"""The lines of paths, as they are drawn: cut at the antimeridian, rounded.

Not simplified: paths that share a stretch must have the same vertices on it, so that whoever
draws them can tell, and the networks hold few vertices as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from routes.geodesy import split_antimeridian
from routes.networks.graph import Floats

_DECIMALS = 4
"""One more than the networks have; the points at which they are reached lie in between."""


def drawn(vertices: Floats) -> BaseGeometry:
    """Vertices, (k, 2) lon, lat in degrees, as the line to draw; longitudes may run beyond 180.

    Cut at 180 degrees (RFC 7946, 3.1.9). A single spot gives a line of two equal points.
    """
    if len(vertices) == 1:
        vertices = np.repeat(vertices, 2, axis=0)
    return rounded(split_antimeridian(vertices))


def joined(lines: Iterable[BaseGeometry]) -> BaseGeometry:
    """Drawn lines as one geometry: a LineString where it is one, else a MultiLineString."""
    pieces = [piece for line in lines for piece in shapely.get_parts(line)]
    return pieces[0] if len(pieces) == 1 else MultiLineString(pieces)


def rounded(line: BaseGeometry) -> BaseGeometry:
    """The line with no more decimals than the data carry."""
    return shapely.transform(line, lambda vertices: np.round(vertices, _DECIMALS))
