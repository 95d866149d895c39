"""Lines that turn back on themselves."""

from __future__ import annotations

import numpy as np
import pytest

from routes.networks import Query
from routes.networks.turns import turns_back
from tests.unit.drawn_network import drawn, names_of, paths


@pytest.mark.parametrize(
    ("line", "turns"),
    [
        ([(30.0, 50.0), (30.5, 50.0), (31.0, 50.0)], []),
        ([(30.0, 50.0), (30.5, 50.0), (30.5, 50.5)], []),
        ([(30.0, 50.0), (30.5, 50.0), (30.0, 50.02)], [1]),
        ([(30.0, 50.0), (30.5, 50.0), (30.0, 50.1)], []),
        ([(30.0, 50.0), (30.5, 50.0), (30.46, 50.0), (30.5, 50.3)], []),
        ([(179.5, 50.0), (180.5, 50.0), (179.5, 50.02)], [1]),
    ],
    ids=["straight", "corner", "back", "wide fork", "short", "antimeridian"],
)
def test_a_line_turns_back_where_it_comes_back_beside_itself(line, turns):
    assert turns_back(np.array(line)).tolist() == turns


def _spur(far):
    """Two ways from S to T; the one by P goes on to Q, and back to R beside P."""
    nodes = {
        "S": (30.0, 50.0, "AA"), "T": (32.0, 50.0, "AA"), "M": (31.0, 50.2, "AA"),
        "P": (31.0, 49.7, "AA"), "Q": (31.0, 49.6, "AA"), "R": (31.0 + far, 49.7, "AA"),
    }  # fmt: skip
    lines = [("S", "M"), ("M", "T"), ("S", "P"), ("P", "Q"), ("Q", "R"), ("R", "T")]
    return drawn(nodes, lines)


def test_an_alternative_does_not_go_back_beside_itself():
    query = Query((30.0, 50.0), (32.0, 50.0))
    away = _spur(0.1)
    assert [names_of(away, path) for path in paths(away, query)][1:] == [["S", "P", "Q", "R", "T"]]
    assert len(paths(_spur(0.002), query)) == 1
