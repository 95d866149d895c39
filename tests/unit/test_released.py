"""A second release: what was told or withheld under one id is not forgotten under another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from routes import pipeline
from routes.errors import Mistake
from routes.model import Atlas, Case, Place
from routes.publish import Told, narrowed, together, told
from routes.publish.regions import narrows
from tests.conftest import FakeGazetteer

CASE = """
version: 1
title: T
people: {worker: {role: a worker, name: Kim Secret, also: [Kim Sekret]}}
publish: {withhold: [AB 1234]}
sources:
  s: {publisher: P, issued: 2016}
  friend: {title: What the friend told, author: Pak Yong, url: "https://f.example/x", issued: 2016,
           withhold: true}
  anon: {publisher: Q, author: Lee Hidden, identity: anonymous, issued: 2016}
places:
  west: West
  h: {name: Qwzx Farm, lon: 30.12, lat: 30.12, publish: '0.1'}
  w: {name: Zzyx, lon: 31.52, lat: 31.52, publish: withheld}
legs:
  one: {from: west, to: h, by: road, when: 2016, claims: [{source: s, says: Kim Secret drove.}]}
  two: {from: h, to: w, by: road, when: 2016, claims: [{source: friend, says: By AB 1234.}]}
itineraries: {i: {title: I, legs: [one, two]}}
events: {e: {title: E, at: h, when: 2015, claims: [{source: anon, says: Seen.}]}}
notes: [Nothing else.]
"""
H = "  h: {name: Qwzx Farm, lon: 30.12, lat: 30.12, publish: '0.1'}\n"
W = "  w: {name: Zzyx, lon: 31.52, lat: 31.52, publish: withheld}\n"
YEAR = ("when: 2016, claims: [{source: s", "when: 2016-07, claims: [{source: s")
EXACT = "{name: Zork, lon: 30.1201, lat: 30.1199, publish: '0.01'}"

Release = Callable[[str], tuple[Case, Atlas, dict[str, Place]]]


@pytest.fixture
def release(case_from: Callable[[str], Case], square_world: FakeGazetteer) -> Release:
    def make(text: str) -> tuple[Case, Atlas, dict[str, Place]]:
        case = case_from(text)
        made = pipeline.draft(case, gazetteer=square_world, today="2030-01-01")
        return case, made.atlas, dict(made.found)

    return make


def edited(*pairs: tuple[str, str], text: str = CASE) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def record(release: Release, *texts: str) -> Told:
    """What is known after these releases."""
    known: Told | None = None
    for text in texts:
        case, atlas, _ = release(text)
        now = told(case, atlas)
        known = now if known is None else together(known, now, case.publishing.narrow)
    assert known is not None
    return known


def refused(release: Release, text: str, *before: str) -> tuple[Mistake, ...]:
    return narrowed(*release(text)[:2], record(release, *(before or (CASE,))), release(text)[2])


def keys(mistakes: tuple[Mistake, ...]) -> set[str]:
    return {each.key for each in mistakes}


def test_the_same_may_be_told_again(release: Release) -> None:
    assert refused(release, CASE) == ()


SWAPPED = ("to: h,", "to: h2,"), ("from: h,", "from: h2,"), ("at: h,", "at: h2,")
BYPASSES = {
    "left unused": [(H, f"{H}  h2: {EXACT}\n"), *SWAPPED],
    "left unused and withheld": [
        (H, f"{H.replace(chr(39) + '0.1' + chr(39), 'withheld')}  h2: {EXACT}\n"), *SWAPPED,
    ],
    "renamed": [(H, f"  h2: {EXACT}\n"), *SWAPPED],
    "told twice": [(H, f"{H}  h2: {EXACT}\n"), ("at: h,", "at: h2,")],
    "withheld and told twice": [
        (W, W + "  w2: {name: Zork, lon: 31.52, lat: 31.52, publish: '0.1'}\n"),
        ("at: h,", "at: w2,"),
    ],
    "withheld, renamed": [
        (W, "  w2: {name: Zork, lon: 31.52, lat: 31.52, publish: '0.1'}\n"),
        ("to: w,", "to: w2,"),
    ],
    "named under another id": [
        (H, "  h2: {name: Zork, lon: 30.12, lat: 30.12}\n"), *SWAPPED,
    ],
}  # fmt: skip


@pytest.mark.parametrize("way", BYPASSES)
def test_another_id_is_no_way_round(release: Release, way: str) -> None:
    text = edited(*BYPASSES[way])
    new = "w2" if "w2:" in text else "h2"
    found = [each for each in refused(release, text) if each.key == f"places.{new}"]
    assert len(found) == 1
    assert f"narrow: {{{new}: another place}}" in (found[0].hint or "")
    free = edited(("withhold: [AB 1234]", f"withhold: [AB 1234], narrow: {{{new}: so}}"), text=text)
    assert f"places.{new}" not in keys(refused(release, free))


def test_what_was_withheld_stays_so_while_it_is_away(release: Release) -> None:
    """Directly, and with a release in between that does not have it."""
    gone = edited((W, ""), ("to: w,", "to: west,"))
    again = edited(("publish: withheld", "publish: '0.01'"))
    assert keys(refused(release, again)) == {"places.w", "legs.two.when"}
    assert "places.w" in keys(refused(release, again, CASE, gone))
    renamed = edited(("  w: {", "  w2: {"), ("to: w,", "to: w2,"), text=again)
    assert "places.w2" in keys(refused(release, renamed, CASE, gone))


OTHERS = {
    "a neighbour in the same town": "  n: {name: Zork, lon: 30.17, lat: 30.17, publish: '0.1'}\n",
    "a spot in the same cell": "  n: {name: Zork, lon: 30.17, lat: 30.17, publish: '0.01'}\n",
    "a place that is named": "  n: {name: Zork, lon: 30.17, lat: 30.17}\n",
    "far away": "  n: {name: Zork, lon: 50.17, lat: 30.17, publish: '0.01'}\n",
    "the state around": "  n: {name: Squareland}\n",
    "a town": "  n: {name: East}\n",
    "withheld": "  n: {name: Zork, lon: 30.12, lat: 30.12, publish: withheld}\n",
}


@pytest.mark.parametrize("other", OTHERS)
def test_another_place_is_no_false_alarm(release: Release, other: str) -> None:
    text = edited((W, W + OTHERS[other]), ("events: {", "events: {n: {title: N, at: n}, "))
    assert refused(release, text) == ()


def test_a_place_in_another_part_of_the_world_replaces_it(release: Release) -> None:
    far = "  h2: {name: Zork, lon: 50.17, lat: 30.17, publish: '0.1'}\n"
    text = edited((H, far), *SWAPPED)
    assert "places.h2" not in keys(refused(release, text))


def test_a_class_that_says_more_than_its_area_is_not_believed(release: Release) -> None:
    """A state that is smaller than the area before it cannot hold all of it."""
    case, atlas, _ = release(
        edited((H, "  h: {name: Qwzx, within: Squareland, publish: country}\n"))
    )
    drawn = atlas.places[list(atlas.case.places)[1]]
    state = replace(told(case, atlas).places["h"], precision="country", country="SQ")
    assert state.center is None
    assert not narrows(replace(state, ref="region:SQ-1", precision="admin-1"), state, drawn)
    larger = replace(state, ref="country:ALL", radius_m=2 * state.radius_m)
    assert narrows(larger, state, drawn)
    assert narrows(replace(state, country="FA", ref="country:FA"), state, drawn)


def test_a_leg_that_was_renamed_is_held_by_its_ends(release: Release) -> None:
    exact = edited(("  one: {", "  uno: {"), ("[one, two]", "[uno, two]"),
                   YEAR)  # fmt: skip
    (mistake,) = refused(release, exact)
    assert (mistake.key, mistake.mark.line) == ("legs.uno.when", 16)
    assert "narrow: {h: ...}" in (mistake.hint or "")
    assert refused(release, edited(("AB 1234]}", "AB 1234], narrow: {h: so}}"), text=exact)) == ()
    same = edited(("  one: {", "  uno: {"), ("[one, two]", "[uno, two]"))
    assert refused(release, same) == ()
    later = edited(("2016, claims: [{source: s", "2017-07, claims: [{source: s"), text=same)
    assert refused(release, later) == ()


def test_a_leg_and_its_end_that_were_renamed_are_known(release: Release) -> None:
    text = edited((H, H.replace("  h:", "  h2:")), *SWAPPED, ("  one: {", "  uno: {"),
                  ("[one, two]", "[uno, two]"),
                  YEAR)  # fmt: skip
    assert keys(refused(release, text)) == {"legs.uno.when"}


def test_an_event_that_was_renamed_or_copied_is_held_by_its_place(release: Release) -> None:
    text = edited(("{e: {title: E, at: h, when: 2015", "{f: {title: E, at: h, when: 2015-03"))
    assert keys(refused(release, text)) == {"events.f.when"}
    month = edited(("when: 2015,", "when: 2015-03,"))
    year = edited(("'0.1'", "country"), ("lon: 30.12, lat: 30.12", "lon: 10, lat: 0"), text=month)
    copied = edited(("events: {", "events: {f: {title: E, at: west, when: 2015-03}, "), text=year)
    assert refused(release, copied, year) == ()  # at another place


def test_another_trip_in_the_same_year_is_no_false_alarm(release: Release) -> None:
    """The first is still told as it was, and the case knows no more of it."""
    text = edited(("  two: {", "  more: {from: west, to: h, by: road, when: 2016-07}\n  two: {"))
    assert refused(release, text) == ()


def test_a_new_claim_dates_what_had_no_such_date(release: Release) -> None:
    new = "says: Kim Secret drove.}, {source: anon, says: So., when: 2016-07}"
    assert keys(refused(release, edited(("says: Kim Secret drove.}", new)))) == {
        "legs.one.claims[2].when"
    }
    known = edited(("says: Kim Secret drove.}", "says: Kim Secret drove., when: 2016-07}"))
    one = "drove., when: 2016-07}"
    again = edited((one, f"{one}, {{source: anon, says: So., when: 2016-07}}"), text=known)
    assert refused(release, again, known) == ()


NAMED = {
    "the class is gone": (("lat: 30.12, publish: '0.1'}", "lat: 30.12}"), "places.h", "h"),
    "a person is named": (
        ("also: [Kim Sekret]", "also: [Kim Sekret], because: why"), "people.worker", "worker",
    ),
    "a spelling is lost": ((", also: [Kim Sekret]", ""), "people.worker", "worker"),
    "a word is lost": (("withhold: [AB 1234]", "withhold: [CD]"), "publish.withhold", "withhold"),
    "a source is named": (("\n           withhold: true}", "}"), "sources.friend", "friend"),
    "an author is named": (("identity: anonymous", "identity: named"), "sources.anon", "anon"),
}  # fmt: skip


@pytest.mark.parametrize("how", NAMED)
def test_a_name_that_was_withheld_is_not_told_later(release: Release, how: str) -> None:
    change, key, free = NAMED[how]
    told_of = ("notes: [Nothing else.]", "notes: [Sekret was here; AB 1234 too.]")
    text = edited(change, told_of)
    found = refused(release, text, edited(told_of))
    assert keys(found) == {key}
    assert all(f"narrow: {{{free}: ...}}" in (each.hint or "") for each in found)
    said = " ".join(f"{each.message} {each.hint}" for each in found)
    assert not any(word in said for word in ("Kim", "Sekret", "Qwzx", "AB 1234", "Pak", "Lee"))
    allowed = edited(
        ("publish: {withhold", f"publish: {{narrow: {{{free}: so}}, withhold"), text=text
    )
    assert refused(release, allowed, edited(told_of)) == ()
    # Once more with another release in between that tells nothing of it.
    assert keys(refused(release, text, edited(told_of), CASE)) == {key}


def test_a_name_whose_entry_is_gone_is_still_withheld(release: Release) -> None:
    people = "people: {worker: {role: a worker, name: Kim Secret, also: [Kim Sekret]}}\n"
    found = refused(release, edited((people, "")))
    assert keys(found) == {"people.worker"}
    assert {each.mark.line for each in found} == {15}
    silent = edited((people, ""), ("Kim Secret drove.", "He drove."))
    assert refused(release, silent) == ()


def test_an_address_of_a_source_is_a_name_of_it(release: Release) -> None:
    text = edited(
        ("  friend: {title: What the friend told, author: Pak Yong", "  other: {publisher: Z"),
        ("           withhold: true}", "           }"),
        ("source: friend", "source: other"),
    )
    assert keys(refused(release, text)) == {"sources.friend"}


def test_an_answer_that_was_renamed_is_held(release: Release) -> None:
    """It is dated at no place of its own, and the record does not list them all."""
    asked = """disputes:
  d: {question: Q, positions: [{says: A, claims: [{source: s, says: So., when: 2013/2015}]},
                               {says: B, claims: [{source: s, says: No.}]}]}
"""
    first = CASE + asked
    assert record(release, first).ends["disputes.d"] == ()
    exact = edited(("  d: {q", "  x: {q"), ("when: 2013/2015", "when: 2014"), text=first)
    assert keys(refused(release, exact, first)) == {"disputes.x.positions[1].claims[1].when"}


def test_a_withheld_place_that_only_a_check_has_is_still_there(release: Release) -> None:
    first = edited(("to: w,", "to: west,")) + "checks: [{closer: west, than: h, to: w}]\n"
    near = "  n: {name: Zork, lon: 30.17, lat: 30.17, publish: '0.01'}\n"
    text = edited((W, W + near), ("events: {", "events: {n: {title: N, at: n}, "), text=first)
    assert refused(release, text, first) == ()


def test_another_name_is_a_name_as_well(release: Release) -> None:
    text = edited((H, "  h: {name: Zork, lon: 30.12, lat: 30.12}\n"))
    assert keys(refused(release, text)) == {"places.h"}


def test_a_source_without_words_was_withheld_all_the_same(release: Release) -> None:
    silent = "{publisher: Ztimes, issued: 2016,"
    words = "{title: What the friend told, author: Pak Yong,"
    first = edited((f'{words} url: "https://f.example/x", issued: 2016,', silent))
    text = edited(("\n           withhold: true}", "}"), text=first)
    assert keys(refused(release, text, first)) == {"sources.friend"}
