"""The gallery's maps stay small enough for a slow connection and for a host's upload form."""

from __future__ import annotations

from pathlib import Path

import pytest

from routes.webmap.packing import contents

MAPS = Path(__file__).parents[2] / "maps"
MOST_BYTES = 350_000


@pytest.mark.parametrize("name", ["trade-official-2016", "closed-road-2024"])
def test_a_map_of_the_gallery_stays_small(name: str) -> None:
    file = MAPS / f"{name}.html"
    assert file.stat().st_size < MOST_BYTES
    assert "payload.json" in contents(file.read_text(encoding="ascii"))
