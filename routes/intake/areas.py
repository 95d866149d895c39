"""Areas from borders that nobody has looked at yet, checked in bounds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from routes.intake.caps import MOST_BORDER_PAIRS, MOST_PAIRS
from routes.intake.features import NoGeometryError, Points

_TANGLED = "Simplify it, or give its parts as features of their own."


class Areas:
    """Makes the areas of a file: all of them together may take only so much work."""

    def __init__(self) -> None:
        self._pairs = self._border_pairs = 0

    def area(self, parts: Sequence[Sequence[Points]]) -> shapely.Polygon | shapely.MultiPolygon:
        """One part or several, each a border and its holes.

        Raises NoGeometryError for a border that is not closed, has fewer than four points, or
        crosses itself or another, with the place; and for borders too tangled to tell.
        """
        for rings in parts:
            _check_rings(rings)
        self._count([ring for rings in parts for ring in rings])
        polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in parts]
        found = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
        if not shapely.is_valid(found):
            reason, _, at = shapely.is_valid_reason(found).partition("[")
            where = f" at {at.rstrip(']').replace(' ', ', ')}" if at else ""
            message = f"its border is not sound: {reason.strip().lower()}{where}"
            raise NoGeometryError(message, "A border neither crosses nor touches itself.")
        return found

    def _count(self, rings: Sequence[Points]) -> None:
        """GEOS compares what lies side by side, and cannot be stopped once it has begun."""
        self._border_pairs += len(rings) ** 2
        if self._border_pairs > MOST_BORDER_PAIRS:
            raise NoGeometryError("it has too many borders to check", _TANGLED)
        boxes = np.concatenate([_boxes(ring) for ring in rings])
        self._pairs += min(_side_by_side(boxes[:, axis]) for axis in (0, 1))
        if self._pairs > MOST_PAIRS:
            raise NoGeometryError("its borders are too tangled to check", _TANGLED)


def _check_rings(rings: Sequence[Points]) -> None:
    if not rings:
        raise NoGeometryError("it has no border")
    for ring in rings:
        if ring and ring[0] != ring[-1]:
            hint = "The last point of a border is the first one again."
            raise NoGeometryError("a border is not closed", hint)
        if len(ring) < 4:
            raise NoGeometryError("a border has fewer than four points")


def _boxes(ring: Points) -> NDArray[np.float64]:
    """Where each piece of a border begins and ends: shape (n, 2, 2), axis, then least and most."""
    points = np.array(ring)
    ends = np.stack([points[:-1], points[1:]], axis=2)
    return np.sort(ends, axis=2)


def _side_by_side(spans: NDArray[np.float64]) -> int:
    """How many pairs of spans overlap."""
    begins, ends = np.sort(spans[:, 0]), np.sort(spans[:, 1])
    # A span overlaps all that begin before it ends, but for those that end before it begins.
    begun = np.searchsorted(begins, ends, "right")
    ended = np.searchsorted(ends, begins, "left")
    return int((begun.sum() - ended.sum() - len(spans)) // 2)
