"""What a case asks the program to compute: read, made complete, or refused."""

from __future__ import annotations

import pytest

from routes import casefile
from routes.casefile import countries
from routes.errors import InputError
from routes.model import Avoidance, Wanted
from tests.conftest import ROOT
from tests.unit.casefile_sample import changed, codes, mistakes, read

GOLDEN = ROOT / "tests" / "golden"
DATED = ("to: riga\n", "to: riga\n    when: 2024-03/2024-05\n")


def _wanted(tmp_path, *entries, avoid="", changes=()):
    listed = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return read(tmp_path, changed(*changes, add=f"{avoid}alternatives:\n{listed}")).alternatives


def test_a_case_that_asks_for_nothing_has_none(tmp_path):
    case = read(tmp_path, changed())
    assert (case.avoid, case.alternatives) == ((), ())


def test_an_alternative_to_a_leg_has_the_ends_of_the_leg(tmp_path):
    (only,) = _wanted(tmp_path, "leg: first, by: rail")
    plain = Wanted("first-rail", "first", "minsk", "vilnius", "rail", when=only.when)
    assert only == plain
    assert only.mark.line == 24


def test_an_alternative_says_all_that_it_can_say(tmp_path):
    text = "from: riga, to: minsk, by: any, via: [vilnius], avoid: [Lithuania, PL], count: 8, "
    text += "when: 2016-07, title: By land, note: A note."
    (only,) = _wanted(tmp_path, text)
    assert (only.id, only.leg, only.start, only.end) == ("riga-minsk-any", None, "riga", "minsk")
    assert (only.mode, only.via, only.avoid, only.count) == ("any", ("vilnius",), ("LT", "PL"), 8)
    assert (only.when.edtf, only.hours) == ("2016-07", None)
    assert (only.title, only.note) == ("By land", "A note.")


def test_the_best_path_alone_may_be_asked_for(tmp_path):
    (only,) = _wanted(tmp_path, "leg: first, by: rail, count: 0")
    assert only.count == 0


def test_a_place_may_be_gone_through_again_later(tmp_path):
    text = "from: riga, to: riga2, by: rail, via: [minsk, vilnius, minsk]"
    more = ("  riga: {", "  riga2: Riga\n  riga: {")
    (only,) = _wanted(tmp_path, text, changes=(more,))
    assert only.via == ("minsk", "vilnius", "minsk")


def test_a_reach_has_no_end(tmp_path):
    day, night = _wanted(
        tmp_path, "leg: second, by: road, hours: 24", "from: riga, by: rail, hours: .5"
    )
    assert (day.id, day.leg, day.start, day.end) == ("second-road", "second", "vilnius", None)
    assert (night.id, night.start, night.end, night.hours) == ("riga-rail", "riga", None, 0.5)


def test_ids_are_numbered_where_they_would_be_the_same(tmp_path):
    found = _wanted(
        tmp_path,
        "leg: first, by: rail",
        "leg: first, by: rail, via: riga",
        "leg: first, by: road",
        "leg: first, by: rail, hours: 5",
        "from: minsk, to: vilnius, by: rail",
    )
    ids = ["first-rail", "first-rail-2", "first-road", "first-rail-3", "minsk-vilnius-rail"]
    assert [each.id for each in found] == ids


def test_a_number_is_not_given_twice(tmp_path):
    change = ("[first, second]", "[first, second]}\n  more: {title: M, legs: [rail, rail-rail-2]")
    legs = "legs:\n  rail: {from: minsk, to: vilnius, claims: [{source: wire, says: x}]}\n"
    legs += "  rail-rail-2: {from: vilnius, to: riga, claims: [{source: wire, says: x}]}\n"
    changes = (change, ("legs:\n", legs))
    text = ("leg: rail-rail-2, by: rail", "leg: rail, by: rail", "leg: rail, by: rail")
    found = _wanted(tmp_path, *text, changes=changes)
    assert [each.id for each in found] == ["rail-rail-2-rail", "rail-rail", "rail-rail-2"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("China", ("CN",)),
        ("[CN, North Korea]", ("CN", "KP")),
        ("[NO, XK, UK, usa]", ("NO", "XK", "GB", "US")),
        ("[Côte d\u2019Ivoire, Burkina   faso]", ("CI", "BF")),
        ("none", ()),
        ("None", ()),
        ("[]", ()),
    ],
)
def test_countries_to_avoid_by_code_or_name(tmp_path, written, wanted):
    add = f"avoid: {written}\nalternatives: [{{leg: first, by: rail}}]\n"
    case = read(tmp_path, changed(add=add))
    assert tuple(each.country for each in case.avoid) == wanted
    assert case.alternatives[0].avoid == wanted


def test_every_usual_name_of_a_country_may_be_written():
    for code in countries.CODES:
        name = countries.usual_name(code)
        assert countries.code_named(name.upper()) == code
    assert countries.usual_name("QQ") == "QQ"


def test_a_country_may_have_a_reason(tmp_path):
    avoid = "avoid:\n  - China\n  - {country: DPRK, reason: returns people}\n"
    case = read(tmp_path, changed(add=f"{avoid}alternatives: [{{leg: first, by: rail}}]\n"))
    assert case.avoid == (Avoidance("CN"), Avoidance("KP", "returns people"))
    assert [each.mark.line for each in case.avoid] == [24, 25]


def test_a_list_of_its_own_stands_for_that_of_the_case(tmp_path):
    found = _wanted(
        tmp_path,
        "leg: first, by: rail",
        "leg: first, by: road, avoid: none",
        "leg: first, by: air, avoid: Latvia",
        avoid="avoid: [China, KP]\n",
    )
    assert [each.avoid for each in found] == [("CN", "KP"), (), ("LV",)]


@pytest.mark.parametrize(
    ("entry", "changes", "edtf"),
    [
        ("leg: first, by: rail, when: 2016", (DATED,), "2016"),
        ("leg: second, by: rail", (DATED,), "2024-03/2024-05"),
        ("leg: first, by: rail", (DATED,), "2024-03/2024-05"),
        ("from: riga, to: minsk, by: rail", (DATED,), "2024-03/2024-05"),
        ("leg: first, by: rail", (), "2024-03-02"),
        ("leg: first, by: rail", (("The Wire}", "The Wire, issued: 2025}"),), "2025"),
        ("leg: first, by: rail", (("The Wire}", "The Wire, issued: 2023}"),), "2024-03-02"),
        ("leg: first, by: rail", ((", issued: 2024-03-02", ""),), None),
        ("leg: first, by: rail", (("issued: 2024-03-02", "issued: 2024/.."),), None),
    ],
)
def test_the_date_is_its_own_or_that_of_the_leg_or_the_last_of_the_case(
    tmp_path, entry, changes, edtf
):
    (only,) = _wanted(tmp_path, entry, changes=changes)
    assert (only.when and only.when.edtf) == edtf


def test_an_event_may_be_the_last_thing_that_happened(tmp_path):
    add = "events: {seen: {title: Seen, at: riga, when: 2025}}\n"
    add += "alternatives: [{leg: first, by: rail}]\n"
    assert read(tmp_path, changed(DATED, add=add)).alternatives[0].when.edtf == "2025"


def test_places_and_legs_that_only_an_alternative_names_are_used(tmp_path):
    places = ("  riga: {", "  tartu: Tartu\n  narva: Narva\n  pskov: Pskov\n  riga: {")
    add = "alternatives: [{from: tartu, to: narva, via: pskov, by: rail}, {leg: second, by: sea}]\n"
    text = changed(places, ("[first, second]", "[first]"), add=add)
    assert codes(read(tmp_path, text)) == []


@pytest.mark.parametrize(
    ("add", "words"),
    [
        ("avoid: China\n", "there are none"),
        ("avoid: China\nalternatives: [{leg: first, by: rail, avoid: LV}]\n", "list of its own"),
    ],
)
def test_countries_that_nothing_keeps_out_of_are_a_warning(tmp_path, add, words):
    case = read(tmp_path, changed(add=add))
    assert codes(case) == [("unused-avoid", "warning", "avoid")]
    assert words in case.findings[0].message
    assert case.findings[0].mark.line == 23


@pytest.mark.parametrize("value", ["", " []", " {leg: first, by: rail}", " first"])
def test_alternatives_are_a_list(tmp_path, value):
    found = mistakes(tmp_path, changed(add=f"alternatives:{value}\n"))
    assert [m.key for m in found] == ["alternatives"]


def test_via_of_a_reach_is_one_mistake(tmp_path):
    place = ("  riga: {name: Riga}", "  riga: {name: Latvia, within: Latvia}")
    add = "alternatives:\n  - {leg: second, by: rail, hours: 3, via: minsk}\n"
    found = mistakes(tmp_path, changed(place, add=add))
    assert [m.key for m in found] == ["alternatives[1].via"]


def test_the_stops_on_the_way_to_an_area_are_one_mistake(tmp_path):
    place = ("  riga: {name: Riga}", "  riga: {name: Latvia, within: Latvia}\n  tartu: Tartu")
    add = "alternatives:\n  - {leg: second, by: rail, via: [minsk, tartu]}\n"
    found = mistakes(tmp_path, changed(place, add=add))
    assert [m.key for m in found] == ["alternatives[1].via[1]"]


def test_a_misspelt_key_is_one_mistake(tmp_path):
    add = "alternatives:\n  - {form: riga, to: minsk, by: rail}\n"
    add += "  - {from: riga, too: minsk, by: air}\n"
    found = mistakes(tmp_path, changed(add=add))
    assert [(m.mark.line, m.key) for m in found] == [
        (24, "alternatives[1].form"),
        (25, "alternatives[2].too"),
    ]


def test_mistakes_in_alternatives_each_at_its_line(monkeypatch):
    monkeypatch.chdir(ROOT)
    path = (GOLDEN / "alternatives-mistakes.yaml").relative_to(ROOT)
    with pytest.raises(InputError) as caught:
        casefile.read(path)
    report = (GOLDEN / "alternatives-mistakes.txt").read_text(encoding="utf-8")
    assert str(caught.value) + "\n" == report
    lines = path.read_text(encoding="utf-8").splitlines()
    wrong = [n for n, line in enumerate(lines, start=1) if "  # " in line]
    assert [m.mark.line for m in caught.value.mistakes] == wrong
    assert len(wrong) == 37
