"""What a secret is called, how large the area is that stands for it, and what is said of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from routes import pipeline
from routes.errors import NotForPublication
from routes.gazetteers.called import NEAR_M, Called
from routes.gazetteers.protocol import Gazetteer
from routes.model import Atlas, Case, Finding, Toponym
from tests.conftest import FakeGazetteer, candidate
from tests.unit.secret_case import plain, texts

Read = Callable[[str], Case]


def _public(read: Read, gazetteer: Gazetteer, two: str, said: str = "So.") -> Atlas:
    # Not in the leg, of which nothing is told where its end is withheld.
    text = plain(f"one: Warsaw\ntwo: {two}", more=f'summary: "{said}"')
    return pipeline.build(read(text), gazetteer=gazetteer, today="2026-01-01")


def _found(atlas: Atlas, code: str) -> list[Finding]:
    return [each for each in atlas.findings if each.code == code]


@pytest.mark.parametrize(
    ("two", "said"),
    [
        ('{name: Hyesan, lon: 128.19, lat: 41.40, publish: "0.1"}', "혜산시 Хесан Hyesan"),
        ("{name: Vladivostok, lon: 131.9, lat: 43.1, publish: admin-1}", "Владивостоке 海参崴"),
        ("{name: Kirov, publish: withheld}", "Кирове Вятке"),
        ("{iata: VVO, publish: withheld}", "Владивосток Vladivostok VVO Кневичи"),
        ("{name: Springfield, publish: admin-1}", "Спрингфилд"),
        ("{name: a town, label: {en: Hyesan}, lon: 128.2, lat: 41.4, publish: country}", "혜산"),
        # A pin is often rounded to a whole degree.
        ("{name: Hyesan, lon: 128, lat: 41, publish: withheld}", "혜산"),
        ("{name: Hyesan, within: North Korea, publish: country}", "혜산"),
    ],
)  # fmt: skip
def test_a_secret_is_found_in_other_languages_however_it_is_given(
    case_from: Read, bundled: Gazetteer, two: str, said: str
) -> None:
    told = " | ".join(texts(_public(case_from, bundled, two, f"Там: {said}").case))
    assert [word for word in said.split() if word in told] == []


def test_a_namesake_far_from_the_pin_is_no_secret(case_from: Read, bundled: Gazetteer) -> None:
    """Vyatka is another name of a Kirov that lies elsewhere."""
    two = "{name: Kirov, lon: 34.3, lat: 54.08, publish: admin-1}"
    told = texts(_public(case_from, bundled, two, "Из Вятки в Киров").case)
    assert "Из Вятки в […]" in told


def test_what_an_airport_is_not_known_by_is_no_secret(case_from: Read, bundled: Gazetteer) -> None:
    said = "From Pulkovo to Moscow, and by rail to St. Petersburg"
    told = texts(_public(case_from, bundled, "{iata: LED, publish: withheld}", said).case)
    assert "From […] to Moscow, and by rail to St. Petersburg" in told


def test_no_service_is_asked_what_a_secret_is_called() -> None:
    town = candidate("Town", 10, 0)

    class Known(FakeGazetteer):
        def names_of(self, *_: object) -> tuple[str, ...]:
            return ("gorod",)

    bundled, service = Known({"Town": [town]}), FakeGazetteer({"Town": [town]})
    service.local = bundled  # type: ignore[attr-defined]
    assert Called(service)(Toponym("t", "Town", "Town"), (), None) == ("Gorod",)
    assert (service.asked, bool(bundled.asked)) == ([], True)


def test_only_what_is_spelt_alike_is_what_it_is_called() -> None:
    class Known(FakeGazetteer):
        def names_of(self, *found: object) -> tuple[str, ...]:
            return tuple(each.ref for each in found)  # type: ignore[attr-defined]

    near = candidate("Town", 10, 0, ref="near")
    far = candidate("Town", 10, 1.5 * NEAR_M / 110_000, ref="distant")
    wide = replace(far, ref="wide", radius_m=NEAR_M)
    wrong = candidate("Tow", 10, 0, ref="wrong", match="fuzzy")
    called = Called(Known({"Town": [near, far, wide, wrong]}))
    asked = Toponym("t", "Town", "Town", lon=10, lat=0)
    place = pipeline.resolve(_case(asked), FakeGazetteer({})).places["t"]
    assert called(asked, (), place) == ("Near", "Wide")
    assert called(asked, (), None) == ("Near", "Distant", "Wide")


def _case(*places: Toponym) -> Case:
    return Case(
        id="c", title="C", question=None, summary=None, language="en", sources={},
        places={each.id: each for each in places}, legs={}, itineraries={}, events={},
        disputes={}, checks=(), notes=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("two", "warned"),
    [
        ("{name: Qwzx Farm, lon: 23, lat: 53, publish: country}", True),
        ("{name: Hyesan, lon: 128.19, lat: 41.40, publish: country}", False),
        ("{name: Qwzx, label: {en: Qwzx, ru: Квзкс}, lon: 23, lat: 53, publish: country}", False),
        ("{name: Qwzx, lon: 23, lat: 53, publish: site, because: So}", False),
        ("{name: Qwzx, within: Poland, publish: country}", True),
        ("{name: other areas of Poland, within: Poland, publish: country}", False),
        ("{name: the house, lon: 23, lat: 53, publish: country}", False),
    ],
)
def test_an_author_is_told_of_a_secret_with_one_spelling(
    case_from: Read, bundled: Gazetteer, two: str, warned: bool
) -> None:
    atlas = _public(case_from, bundled, two)
    found = _found(atlas, "one-spelling")
    assert [(f.about, f.severity) for f in found] == [("places.places-2", "warning")] * warned
    assert not any("Qwzx" in text for f in found for text in (f.message, *f.hints))


def test_of_letters_that_are_missing_an_author_is_told_once(
    case_from: Read, bundled: Gazetteer
) -> None:
    two = "{name: Qwzx Farm, lon: 23, lat: 53, publish: country}"
    atlas = _public(case_from, bundled, two, "Он жил там долго")
    codes = [f.code for f in atlas.findings if f.code.startswith("one-")]
    assert codes == ["one-script"]


def test_names_that_the_gazetteer_knows_are_names_in_their_letters(
    case_from: Read, bundled: Gazetteer
) -> None:
    two = "{name: Hyesan, lon: 128.19, lat: 41.40, publish: country}"
    assert not _found(_public(case_from, bundled, two, "Он жил там долго"), "one-script")


def test_an_ordinary_word_among_the_names_of_the_gazetteer_is_told(case_from: Read) -> None:
    class Known(FakeGazetteer):
        def names_of(self, *_: object) -> tuple[str, ...]:
            return ("market",)

    world = Known({"Warsaw": [candidate("Warsaw", 21, 52)], "Town": [candidate("Town", 10, 0)]})
    atlas = _public(case_from, world, "{name: Town, publish: withheld}", "To the market")
    assert [f.about for f in _found(atlas, "ordinary-word")] == ["places.places-2"]


@pytest.mark.parametrize(
    ("two", "label", "shown"),
    [
        ("{name: Q, within: Pskov Oblast, publish: country}", "Russia", "country"),
        ("{name: Q, within: [Pskov Oblast, Leningrad Oblast], publish: country}", "Russia",
         "country"),
        ("{name: Q, within: [Pskov Oblast, Latvia], publish: country}", "Russia and Latvia",
         "country"),
        ("{name: Q, within: Russia, publish: country}", "Russia", "country"),
        ("{name: Q, within: Russia, publish: 0.1}", "Russia", "country"),
        ("{name: Q, within: Pskov Oblast, publish: admin-1}", "Pskov Oblast", "admin-1"),
        ("{name: Q, within: Pskov Oblast, publish: 0.01}", "Pskov Oblast", "admin-1"),
        ("{name: Q, within: [Pskov Oblast, Latvia], publish: 0.1}", "Pskov Oblast and Latvia",
         "admin-1"),
        # An area that is known by its own name, which is withheld.
        ("{name: Lake Baikal, publish: country}", "Russia", "country"),
        ("{name: Lake Baikal, publish: 0.1}", "Russia", "country"),
        ("{name: Pskov Oblast, publish: admin-1}", "Russia", "country"),
        ("{name: Pskov, within: Pskov Oblast, publish: admin-1}", "Russia", "country"),
        # What is smaller than the first division of a state is more exact than that.
        ("{name: Q, within: Lake Assal, publish: admin-1}", "Djibouti", "country"),
        ("{name: Q, within: Lake Assal, publish: admin-2}", "Lake Assal", "admin-2"),
        ("{name: Q, within: Lake Baikal, publish: admin-1}", "Lake Baikal", "admin-1"),
        ("{name: Q, within: Baltic states, publish: country}", "Baltic states", "country"),
        ("{name: Q, within: Black Sea, publish: admin-1}", "Black Sea", "admin-1"),
    ],
)  # fmt: skip
def test_an_area_is_told_no_more_exactly_than_was_asked_for(
    case_from: Read, bundled: Gazetteer, two: str, label: str, shown: str
) -> None:
    atlas = _public(case_from, bundled, two)
    place = atlas.places["places-2"]
    assert (place.label, atlas.release.classes["places-2"]) == (f"somewhere in {label}", shown)
    assert place.area is not None
    assert not _found(atlas, "place-withheld")


@pytest.mark.parametrize("at", ["lon: 4.35, lat: 50.85", "lon: -3.7, lat: 40.42"])
def test_a_region_of_which_there_are_two_records_gives_way_to_its_state(
    case_from: Read, bundled: Gazetteer, at: str
) -> None:
    """It would be found again as either, and so as none."""
    atlas = _public(case_from, bundled, f"{{name: Q, {at}, publish: admin-1}}")
    assert atlas.release.classes["places-2"] == "country"
    assert atlas.places["places-2"].kind == "country"


def test_why_another_name_is_refused_is_told_where_nobody_knows_which_place_is_meant(
    case_from: Read, bundled: Gazetteer
) -> None:
    """Agawam is an old name of one of the Springfields."""
    text = plain("one: 'Agawam, Massachusetts'\ntwo: {name: Springfield, publish: withheld}")
    with pytest.raises(NotForPublication) as refused:
        pipeline.build(case_from(text), gazetteer=bundled)
    (mistake,) = refused.value.mistakes
    assert mistake.key == "places.one"
    assert "Or say where places.two is" in (mistake.hint or "")


def test_an_area_with_a_label_for_the_public_is_looked_up_by_its_state(
    case_from: Read, bundled: Gazetteer
) -> None:
    two = "{name: Lake Baikal, publish: country, public-label: Mission}"
    atlas = _public(case_from, bundled, two)
    (chosen,) = atlas.places["places-2"].resolution.chosen
    assert (atlas.places["places-2"].label, chosen.ref) == ("Mission", "country:RU")


@pytest.mark.parametrize(
    "two",
    [
        "{name: Springfield, publish: admin-1}",
        "{name: Qwzx, publish: 0.1}",
        "{name: Qwzx, lon: -30, lat: 40, publish: country}",
        "{name: Q, within: Black Sea, publish: country}",
        "{name: Russia, publish: country}",
    ],
)
def test_that_nothing_is_told_where_something_was_asked_for_is_told(
    case_from: Read, bundled: Gazetteer, two: str
) -> None:
    atlas = _public(case_from, bundled, two)
    assert atlas.release.classes["places-2"] == "withheld"
    (found,) = _found(atlas, "place-withheld")
    assert (found.about, found.severity) == ("places.places-2", "warning")
    told = " ".join((found.message, *found.hints))
    assert not any(word in told for word in ("Springfield", "Qwzx", "Black Sea", "Russia"))


def test_what_was_to_be_withheld_is_no_surprise(case_from: Read, bundled: Gazetteer) -> None:
    atlas = _public(case_from, bundled, "{name: Springfield, publish: withheld}")
    assert not _found(atlas, "place-withheld")


@pytest.mark.parametrize(
    ("at", "warned"),
    [("lon: 114.17, lat: 22.31", True), ("lon: 131.9, lat: 43.1", False)],
)
def test_a_region_that_is_as_small_as_a_cell_is_told(
    case_from: Read, bundled: Gazetteer, at: str, warned: bool
) -> None:
    atlas = _public(case_from, bundled, f"{{name: Q, {at}, publish: admin-1}}")
    assert [f.about for f in _found(atlas, "small-region")] == ["places.places-2"] * warned


def test_a_source_that_is_withheld_has_no_id_of_its_own(
    case_from: Read, bundled: Gazetteer
) -> None:
    text = plain("one: Warsaw\ntwo: Paris").replace(
        "sources: {", "sources: {mark-felt: {publisher: X, issued: 2010, withhold: true}, "
    )
    atlas = pipeline.build(case_from(text), gazetteer=bundled)
    assert not any("felt" in text for text in texts(atlas))


def test_a_secret_river_says_nothing_of_a_rounded_neighbour(
    case_from: Read, bundled: Gazetteer
) -> None:
    shown = []
    for at in ("lon: 130.21, lat: 42.51", "lon: 130.29, lat: 42.59"):  # of one cell
        places = f"one: {{name: Hut, {at}}}\ntwo: {{name: Tumen River, publish: 0.01}}"
        shown.append(pipeline.build(case_from(plain(places)), gazetteer=bundled))
    assert shown[0].release.classes == {"places-1": "0.1", "places-2": "0.01"}
    assert shown[0].places == shown[1].places
    assert shown[0].case.places == shown[1].case.places


def test_an_address_of_a_service_says_nothing_of_a_secret_river(case_from: Read) -> None:
    """And it is rounded, also where only its neighbours tell which one it is."""
    import shapely  # noqa: PLC0415

    river = candidate("Stream", 10, 0, kind="river", ref="river:s", has_shape=True)
    shown = []
    for lat in (0.01, 0.09):
        house = candidate(
            "House", 10.02, lat, kind="address", match="online", confidence=0.99, weight=1e9
        )
        world = FakeGazetteer(
            {"House": [house], "Stream": [river]},
            {"river:s": shapely.LineString([(10.5, -3), (10.6, 3)])},
        )
        places = "one: House\ntwo: {name: Stream, publish: 0.01}"
        shown.append(pipeline.build(case_from(plain(places)), gazetteer=world))
    assert shown[0].case.places == shown[1].case.places


@pytest.mark.parametrize(("publish", "two"), [("", "two"), (", publish: 0.1", "places-2")])
def test_an_address_that_only_its_neighbours_tell_is_rounded(
    case_from: Read, publish: str, two: str
) -> None:
    """Found only when the rest was rounded, it must not be told as it is."""
    both = [
        candidate("Twin", lon, lat, kind="address", match="online", weight=1e6, radius_m=50.0)
        for lon, lat in ((30.123, 30.123), (60.0, -30.0))
    ]
    world = FakeGazetteer({"Twin": both})
    places = f"one: {{name: Hut, lon: 30.11, lat: 30.11{publish}}}\ntwo: {{name: Twin, near: one}}"
    text = plain(places).replace("when: 2010", "by: foot, when: 2010")
    atlas = pipeline.build(case_from(text), gazetteer=world)
    assert atlas.release.classes[two] == "0.1"
    assert atlas.places[two].point == (30.15, 30.15)
