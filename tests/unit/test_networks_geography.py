"""What anyone with an atlas would look for first."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from routes.model.alternative import NoPath
from routes.networks import Found, Query, Router, load

VLADIVOSTOK, MOSCOW = (131.882, 43.111), (37.618, 55.751)
ST_PETERSBURG, HELSINKI = (30.314, 59.939), (24.941, 60.172)
SEOUL = (126.971, 37.556)


@cache
def router(mode: str) -> Router:
    return Router(load(mode))


def countries(found: Found, mode: str) -> list[str]:
    walk = router(mode).walk(found)
    areas = router(mode).network.areas
    return [areas[area].id for area, _ in walk.stays if area >= 0]


def find(start: tuple[float, float], end: tuple[float, float], **more: object) -> tuple[Found, ...]:
    found = router("rail").find(Query(start, end, **more))  # type: ignore[arg-type]
    assert not isinstance(found, NoPath), found
    return found


def test_the_shortest_way_from_vladivostok_to_moscow_is_through_manchuria() -> None:
    best = find(VLADIVOSTOK, MOSCOW)[0]
    assert countries(best, "rail") == ["RU", "CN", "RU"]
    assert 7_900e3 < best.length_m < 8_200e3


def test_without_china_every_way_stays_in_russia_and_its_countries_say_so() -> None:
    found = find(VLADIVOSTOK, MOSCOW, avoid=frozenset({"CN"}))
    assert len(found) >= 2
    for path in found:
        assert "CN" not in countries(path, "rail")
    assert countries(found[0], "rail") == ["RU"]
    assert 8_600e3 < found[0].length_m < 9_300e3


def test_each_stay_adds_up_to_the_path() -> None:
    for path in find(VLADIVOSTOK, MOSCOW):
        walk = router("rail").walk(path)
        assert sum(metres for _, metres in walk.stays) == pytest.approx(path.length_m, rel=1e-6)


def test_seoul_cannot_be_reached_by_rail_and_the_closed_border_is_named() -> None:
    found = router("rail").find(Query(ST_PETERSBURG, SEOUL))
    assert isinstance(found, NoPath)
    assert found.reason == "closed-link"
    assert "KP" in " ".join(found.names).upper() or "DMZ" in " ".join(found.names).upper()


def test_with_the_closed_border_opened_one_gets_to_seoul() -> None:
    refused = router("rail").find(Query(ST_PETERSBURG, SEOUL))
    assert isinstance(refused, NoPath)
    found = find(ST_PETERSBURG, SEOUL, open=frozenset(refused.names))
    assert countries(found[0], "rail")[-2:] == ["KP", "KR"]


def test_the_road_to_finland_was_open_in_2016_and_is_closed_in_2024() -> None:
    then = router("road").find(Query(ST_PETERSBURG, HELSINKI, date="2016-07"))
    assert not isinstance(then, NoPath)
    assert countries(then[0], "road") == ["RU", "FI"]
    now = router("road").find(Query(ST_PETERSBURG, HELSINKI, date="2024-07"))
    entered = [] if isinstance(now, NoPath) else countries(now[0], "road")
    assert not any(pair == ("RU", "FI") for pair in pairwise(entered))


def test_the_railway_to_finland_has_no_passenger_trains_in_2024_and_says_so() -> None:
    (path,) = find(ST_PETERSBURG, HELSINKI, count=0)
    remarks = {date: borders_remarked(path, date) for date in ("2016-07", "2024-07")}
    assert remarks["2016-07"] == []
    assert any("passenger" in reason for reason in remarks["2024-07"])


def borders_remarked(path: Found, date: str) -> list[str]:
    walk = router("rail").walk(path, date=date)
    return [closure.reason for border in walk.borders for closure in border.closures]
