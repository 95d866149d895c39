"""What the gazetteer must know, by lists that people wrote without looking at it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from itertools import islice

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from benchmarks import confidence, labels, lists, marked
from benchmarks.lists import Truth, first_right
from routes.gazetteers.bundled import open_bundled
from routes.gazetteers.protocol import Gazetteer
from routes.gazetteers.shapes import decode
from routes.gazetteers.store import FIRST_ORDER, KINDS, open_store

NAMES = lists.names()
MISSPELT = lists.misspellings()
MARKED = [name for report in lists.reports() for name in report.names]
LAYERS = {
    "city", "country", "region", "river", "lake", "sea", "airport", "station", "crossing",
    "border", "facility",
}  # fmt: skip

Shape = Callable[[str], BaseGeometry | None]


@pytest.fixture(scope="module")
def shape(bundled: Gazetteer) -> Shape:
    return lru_cache(maxsize=None)(bundled.shape)


def test_the_lists_are_what_they_are_meant_to_be() -> None:
    scripts = [truth.script for truth in NAMES]
    assert len(NAMES) >= 150
    assert len({truth.name for truth in NAMES}) == len(NAMES)
    assert scripts.count("cyrillic") >= 30
    assert scripts.count("hangul") >= 25
    assert scripts.count("han") >= 25
    assert sum(truth.core for truth in NAMES) == 59
    assert {kind for truth in NAMES for kind in truth.kinds} >= LAYERS
    assert all(truth.source for truth in NAMES)
    assert len(MISSPELT) == 40
    assert len(MARKED) == 60


@pytest.mark.parametrize("truth", NAMES, ids=lambda truth: truth.name)
def test_a_name_is_in_the_script_that_the_list_says(truth: Truth) -> None:
    names = {
        "latin": "LATIN", "cyrillic": "CYRILLIC", "hangul": "HANGUL", "han": "CJK UNIFIED",
    }  # fmt: skip
    word = names[truth.script]
    assert all(unicodedata.name(c).startswith(word) for c in truth.name if c.isalpha())


@pytest.mark.parametrize("report", lists.reports(), ids=lambda report: report.id)
def test_every_marked_name_stands_in_its_text(report: lists.Report) -> None:
    known = {name.truth.name for name in report.names}
    assert all(f"[{name}]" in report.text for name in known)
    assert {end for start, end, _ in report.legs} | {s for s, _, _ in report.legs} <= known


@pytest.mark.parametrize("truth", NAMES, ids=lambda truth: truth.name)
def test_a_name_of_the_domain_is_found(truth: Truth, bundled: Gazetteer, shape: Shape) -> None:
    found = bundled.lookup(truth.name)
    assert found, f"nothing is called {truth.name}"
    assert first_right(truth, found, shape) == 1, [
        (c.name, c.kind, c.country, c.lon, c.lat, c.match) for c in found[:5]
    ]


def test_misspelt_names_are_understood(bundled: Gazetteer, shape: Shape) -> None:
    ranks = {w: first_right(t, bundled.lookup(w), shape) for w, t in MISSPELT}
    assert sum(rank == 1 for rank in ranks.values()) >= 36, ranks
    assert [w for w, rank in ranks.items() if rank is None or rank > 5] == []


@pytest.mark.parametrize(("mistakes", "share"), [(1, 0.98), (2, 0.90)])
def test_mistyped_names_are_understood(mistakes: int, share: float, bundled: Gazetteer) -> None:
    pairs = list(labels.misspelt(bundled, mistakes, count=300))
    ranks = [labels.rank_of(place, bundled, wrong) for wrong, place in pairs]
    assert sum(rank is not None and rank <= 5 for rank in ranks) / len(ranks) >= share


def test_points_lie_in_the_state_and_region_that_their_polygons_say() -> None:
    areas = _areas()
    tree = shapely.STRtree([polygon for *_, polygon in areas])
    ashore = 0
    with closing(open_bundled()) as gazetteer:
        for lon, lat in islice(labels.points(seed=11), 600):
            hits = [areas[n] for n in tree.query(shapely.Point(lon, lat), predicate="intersects")]
            answer = gazetteer.reverse(lon, lat)
            ashore += bool(hits)
            if not hits:
                assert answer.country is None or answer.offshore_m > 0, (lon, lat, answer)
                continue
            assert answer.country in {country for _, _, country, _ in hits}, (lon, lat, answer)
            regions = {ref for kind, ref, _, _ in hits if kind == "region"}
            assert not regions or answer.admin1_ref in regions, (lon, lat, answer)
    assert ashore > 100


def _areas() -> list[tuple[str, str, str, BaseGeometry]]:
    """Kind, ref, state and polygon of all countries and first-order regions in the store."""
    query = """
        SELECT kind, ref, country, data FROM place JOIN shape ON shape.place = place.id
        WHERE country IS NOT NULL AND (kind = ? OR kind = ? AND rank = ?)
    """
    kinds = (KINDS.index("country"), KINDS.index("region"), FIRST_ORDER)
    with closing(open_store(labels.STORE)) as base:
        rows = base.execute(query, kinds).fetchall()
    return [
        (KINDS[kind], f"geonames:{ref}" if isinstance(ref, int) else ref, country, decode(data))
        for kind, ref, country, data in rows
    ]


@pytest.mark.parametrize("mode", ["alone", "in context"])
def test_made_mentions_are_as_sure_as_they_say(mode: str, bundled: Gazetteer) -> None:
    scored = (
        confidence.alone(bundled, labels.mentions(1_500, seed=1))
        if mode == "alone"
        else confidence.in_context(bundled, labels.journeys(100, seed=1))
    )
    sure = [right for sureness, right in scored if sureness >= 0.99]
    assert len(sure) >= 200
    assert sum(sure) / len(sure) >= 0.97


def test_reports_help_to_tell_namesakes_apart(bundled: Gazetteer) -> None:
    alone = [marked.alone(name, bundled)[0] for name in MARKED]
    told = [
        result for report in lists.reports() for result, *_ in marked.in_report(report, bundled)
    ]
    assert told.count("right") >= alone.count("right") + 10
    assert told.count("wrong") <= 1


def test_what_is_called_sure_is_right(bundled: Gazetteer) -> None:
    scored = confidence.by_hand(bundled)
    sure = [right for sureness, right in scored if sureness >= 0.99]
    assert len(sure) >= 50
    assert sum(sure) / len(sure) >= 0.97
