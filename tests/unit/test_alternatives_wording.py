"""Alternatives in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routes import wording
from routes.model import When
from tests.unit.alternatives_sample import BORDER, NEAR, path

BEST = path()
OTHER = replace(BEST, stretch=1.104, sharing=0.42, shuns="UA", passes=("Harbin", "Chita", "Omsk"))


@pytest.mark.parametrize(
    ("time_h", "usual", "at_least"),
    [
        (0.0, "0 min", "0 min"),
        (0.66, "40 min", "39 min"),
        (4.96, "5.0 h", "4.9 h"),
        (9.97, "10 h", "9.9 h"),
        (31.6, "32 h", "31 h"),
        (47.9, "2 days", "47 h"),
        (48.0, "2 days", "2 days"),
        (146.2, "6 days 2 h", "6 days 2 h"),
    ],
)
def test_hours_are_rounded_and_bounds_rounded_down(time_h, usual, at_least):
    assert wording.hours(time_h) == usual
    assert wording.hours(time_h, at_least=True) == at_least


def test_a_path_is_called_by_what_it_passes():
    assert wording.path_title(OTHER) == "by way of Harbin, Chita and Omsk"
    assert wording.path_title(replace(BEST, passes=())) == "the shortest way"
    assert wording.path_title(replace(OTHER, passes=())) == "another way"
    flown = replace(BEST, passes=(), parts=(replace(BEST.parts[0], mode="air"),))
    assert wording.path_title(flown) == "without a stop"


def test_titles_of_one_answer_differ():
    same = replace(OTHER, passes=("Omsk",))
    crossed = replace(same, crossings=(replace(BORDER, name="Other Gate"),))
    first, second = wording.path_titles([replace(same, crossings=(BORDER,)), crossed])
    assert first == "by way of Omsk, over Gate of the North"
    assert second == "by way of Omsk, over Other Gate"
    bare = replace(same, crossings=())
    by_road = replace(bare, parts=bare.parts[1:])
    assert wording.path_titles([by_road, bare]) == (
        "by way of Omsk, by road",
        "by way of Omsk, by rail and road",
    )
    longer = replace(bare, stretch=1.2)
    assert wording.path_titles([bare, longer]) == (
        "by way of Omsk, 10 % longer",
        "by way of Omsk, 20 % longer",
    )
    further = replace(bare, length_m=2_000_000.0)
    assert wording.path_titles([bare, further])[1] == "by way of Omsk, 2,000 km"
    assert wording.path_titles([bare, bare, bare])[1:] == (
        "by way of Omsk (2)",
        "by way of Omsk (3)",
    )
    assert wording.path_titles([BEST, OTHER]) == tuple(map(wording.path_title, (BEST, OTHER)))


def test_titles_do_not_depend_on_the_order_of_a_set():
    a, b = replace(OTHER, passes=("Omsk",), crossings=()), replace(OTHER, passes=("Chita",))
    twice = [a, replace(a, stretch=1.2), replace(b, crossings=()), replace(b, crossings=())]
    assert wording.path_titles(twice) == (
        "by way of Omsk, 10 % longer",
        "by way of Omsk, 20 % longer",
        "by way of Chita",
        "by way of Chita (2)",
    )


def test_the_length_of_a_path_names_its_network():
    assert wording.path_length(BEST) == "1,000 km along the railway and road"
    flown = replace(BEST, parts=(replace(BEST.parts[0], mode="air"),))
    assert wording.path_length(flown) == "1,000 km in a straight line"


def test_the_hours_of_a_path_say_that_nobody_waits():
    words = "at least 9.9 h, usually about 20 h, without waiting"
    assert wording.path_hours(BEST) == words


def test_what_a_path_shares_with_the_best():
    assert wording.path_sharing(BEST) is None
    assert wording.path_sharing(OTHER) == "10 % longer than the best path, 42 % of that in common"
    shorter = replace(OTHER, stretch=0.99)
    assert wording.path_sharing(shorter).startswith(
        "1 % shorter than the best path, but with more changes"
    )
    apart = replace(OTHER, sharing=0.0)
    assert (
        wording.path_sharing(apart) == "10 % longer than the best path, nothing in common with it"
    )


def test_a_path_that_keeps_out_of_a_country_says_so():
    assert wording.path_reason(BEST, BEST) is None
    assert wording.path_reason(OTHER, BEST) == "Found by keeping out of Ukraine."
    elsewhere = replace(OTHER, shuns="XX", shuns_name="Nowhere")
    assert wording.path_reason(elsewhere, BEST) == "Found by keeping out of Nowhere."


def test_gaps_in_the_data_are_counted():
    assert wording.path_stitched(BEST) == "0.4 km over 1 gap in the data, closed by rule"
    assert wording.path_stitched(replace(BEST, links=())) is None


def test_how_far_a_place_is_from_the_network():
    assert wording.path_access(999.0, "Khasan") is None
    words = "Khasan is 12 km from the network, which the length leaves out"
    assert wording.path_access(12_000.0, "Khasan") == words


def test_what_is_known_of_a_crossing():
    march = When("2024-03", "2024-03-01", "2024-03-31")
    assert wording.crossing_status(BORDER, march) == "closed since February 2020"
    assert wording.crossing_status(replace(BORDER, since=None), march) == "closed"
    is_open = replace(BORDER, status="open")
    assert wording.crossing_status(is_open, march) == "no closure known (March 2024)"
    assert wording.crossing_status(is_open) == "no closure known"
    until = When("../2024-01", None, "2024-01-31")
    assert wording.crossing_status(is_open, until) == "no closure known (January 2024)"
    assert wording.crossing_status(NEAR, march) == "not reviewed"


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2020", "2020"), ("2020-01", "January 2020"), ("2020-01-22", "22 January 2020")],
)
def test_dates_of_closures(iso, words):
    assert wording.iso_date(iso) == words


def test_every_kind_of_link_has_words():
    kinds = ("stitch", "link", "ferry", "transfer")
    assert len({wording.link_kind(kind) for kind in kinds}) == len(kinds)


def test_a_way_by_sea_is_not_told_with_the_word_for_a_body_of_water():
    alike = replace(BEST, passes=("Omsk",), crossings=())
    sea = replace(alike, parts=(replace(BEST.parts[0], mode="sea"),))
    (_, shipped) = wording.path_titles([alike, sea])
    assert shipped == "by way of Omsk, by ship"
