"""Slips in what may be published: one message each, and none that makes a place more exact."""

from __future__ import annotations

import pytest

from routes.casefile import classes
from routes.casefile.wrong import WrongValueError
from routes.model import CLASSES
from tests.unit.casefile_sample import changed, mistakes, read, the_mistake

_LISTED = "withheld (not at all), country (the state), admin-1"


def _hint(word: str) -> str:
    with pytest.raises(WrongValueError) as caught:
        classes.precision_class(word)
    return caught.value.hint or ""


def test_each_class_is_said_to_mean_something():
    assert tuple(classes.MEANT) == CLASSES


@pytest.mark.parametrize("word", [*CLASSES, *classes.DEGREES])
def test_the_words_of_the_guide_are_read(word):
    assert classes.precision_class(word) == word.rstrip("°")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *((word, "withheld") for word in ("none", "No", "hidden", "secret", "Withheld", "witheld")),
        *((word, "admin-1") for word in ("admin1", "Admin 1", "ADMIN_1", "region", "oblast")),
        *((word, "admin-2") for word in ("admin2", "district", "county")),
        *((word, "country") for word in ("nation", "Country", "contry")),
        *((word, "0.1") for word in ("0.1 deg", "0.1 degrees", ".1", "0.10")),
        *((word, "0.1") for word in ("0.05", "0.02°", "5 km", "10 km", "11km")),
        *((word, "0.01") for word in ("0.01 deg", ".01", "0.001", "0.01 °", "1 km")),
        ("Site", "site"),
    ],
)
def test_a_word_that_means_one_class_is_told_that_one(word, meant):
    assert _hint(word).startswith(f"Write {meant} ({classes.MEANT[meant]})")


_VAGUE = (
    "exact", "precise", "public", "public site", "city", "town", "house", "address", "state",
    "yes", "true", "rough", "approximate", "blurred", "anonymous", "adm", "admin", "admin-3",
    "sit", "sites", "0.2", "0.5", "1", "50 km", "0", "1e-3", "internal", "desk",
)  # fmt: skip


@pytest.mark.parametrize("word", _VAGUE)
def test_any_other_word_is_told_all_classes_and_what_they_mean(word):
    assert _LISTED in _hint(word)
    assert _hint(word).endswith("site (the exact spot).")


@pytest.mark.parametrize("thousandths", range(1, 1001, 7))
def test_no_cell_is_proposed_that_is_finer_than_what_was_written(thousandths):
    degrees = thousandths / 1000
    if f"{degrees:g}" not in CLASSES:
        proposed = [each for each in ("0.1", "0.01") if f"Write {each} (" in _hint(f"{degrees:g}")]
        assert all(float(each) >= degrees for each in proposed)
        assert bool(proposed) == (degrees < 0.1)


def _place(keys: str) -> str:
    return changed(("vilnius: {name: Vilnius}", f"vilnius: {{name: Vilnius, {keys}}}"))


@pytest.mark.parametrize(
    ("keys", "key", "words"),
    [
        ("publich: admin-1, public-label: x", "publich", "Did you mean 'publish'?"),
        ("publish: adm, public-label: x", "publish", _LISTED),
        ("publish: exact, because: x", "publish", _LISTED),
        ("publish: [site], because: x, public-label: x", "publish", "must be one text"),
        ("publsh: site, because: x", "publsh", "Did you mean 'publish'?"),
        ("public-label: x", "public-label", "Add 'publish', as in 'publish: admin-1'"),
        ("because: x", "because", "Delete it, or call it 'private'."),
        ("publish: 0.1°, because: x", "because", "Delete it, or call it 'private'."),
        ("lon: 25, lat: 54, publish: site", "publish", "else choose a coarser class."),
        ("lon: 25, lat: 54, publish: site, reason: x", "reason", "Did you mean 'because'?"),
    ],
)
def test_one_slip_in_a_place_is_one_mistake(tmp_path, keys, key, words):
    line, told, message = the_mistake(tmp_path, _place(keys))
    assert (line, told) == (8, f"places.vilnius.{key}")
    assert words in message


@pytest.mark.parametrize(
    ("keys", "read_as"), [("publish: 0.1°, public-label: x", "0.1"), ("publish: 0.01", "0.01")]
)
def test_a_cell_with_its_sign_is_read(tmp_path, keys, read_as):
    assert read(tmp_path, _place(keys)).places["vilnius"].publish == read_as


@pytest.mark.parametrize(
    ("add", "key", "words"),
    [
        ("publish: {embargo: 45}", "publish.embargo", "Write 'embargo: {days: 45, because: ...}'"),
        ("publish: {embargo: none}", "publish.embargo", "how many days, and why"),
        ("publish: {embargo: {days: 30}}", "publish.embargo.because", "is missing"),
        ("publish: {embargo: {days: 30, reason: x}}", "publish.embargo.reason", "'because'?"),
        ("publish: {embargo: {because: x}}", "publish.embargo.days", "Without an embargo: 365."),
        (
            "publish: {embargo: {days: 30 days, because: x}}",
            "publish.embargo.days",
            "Write the days alone: 30.",
        ),
        ("publish: {withhold: {a: Qwzx}}", "publish.withhold", "must be a list"),
        ("publish: {withhold: Kim, Qwzx}", "publish", "items of a list in brackets"),
        ("publish: {narrow: [minsk]}", "publish.narrow", "Write 'id-of-the-place: why'"),
        ("publish: {narrow: minsk}", "publish.narrow", "Write 'id-of-the-place: why'"),
        ("publish: {narrow: {mnsk: why}}", "publish.narrow.mnsk", "Did you mean 'minsk'?"),
        ("publish: {narrow: {minsk: {because: why}}}", "publish.narrow.minsk", "must be text"),
        ("embargo: {days: 30, because: x}", "embargo", "It stands below 'publish'."),
        ("withhold: [Qwzx]", "withhold", "It stands below 'publish'."),
        ("people: [Qwzx]", "people", "{role: a driver, name: ...}"),
        ("people: {x: Qwzx}", "people.x", "a name alone has no role"),
        ("people: {x: [Qwzx]}", "people.x", "a name alone has no role"),
        ("people: {x: {name: Qwzx}}", "people.x.role", "instead of the name"),
        ("people: {x: {name: Kim, Qwzx, role: a}}", "people.x", "Put quotes round the whole"),
        ("people: {x: {name: Qwzx, role: a, aka: Q}}", "people.x.aka", "Did you mean 'also'?"),
        ("people: {x: {name: Qwzx, role: a, note: n}}", "people.x.note", "into 'private'"),
        ("persons: {x: {name: Qwzx, role: a}}", "persons", "Did you mean 'people'?"),
    ],
)
def test_one_slip_in_people_or_publish_is_one_mistake_without_the_name(tmp_path, add, key, words):
    line, told, message = the_mistake(tmp_path, changed(add=f"{add}\n"))
    assert (line, told) == (23, key)
    assert words in message
    assert "Qwzx" not in message


@pytest.mark.parametrize("written", ["true", "True", "TRUE", '"true"'])
def test_true_is_read_as_yaml_writes_it(tmp_path, written):
    text = changed(("{publisher: The Wire}", f"{{publisher: The Wire, withhold: {written}}}"))
    assert read(tmp_path, text).sources["wire"].withhold


@pytest.mark.parametrize(
    ("written", "words"),
    [("yes", "Write true."), ("1", "Write true."), ("no", "Write false"), ("maybe", "Write true,")],
)
def test_another_word_for_true_is_told_what_to_write(tmp_path, written, words):
    text = changed(("{publisher: The Wire}", f"{{publisher: The Wire, withhold: {written}}}"))
    line, key, message = the_mistake(tmp_path, text)
    assert (line, key) == (5, "sources.wire.withhold")
    assert words in message


def test_one_word_may_be_withheld_without_a_list(tmp_path):
    case = read(tmp_path, changed(add="publish: {withhold: Qwzx}\n"))
    assert case.publishing.withhold == ("Qwzx",)


def test_words_that_are_withheld_have_their_lines(tmp_path):
    case = read(tmp_path, changed(add="publish:\n  withhold:\n    - One\n    - Two\n"))
    assert [case.marks[f"publish.withhold[{n}]"].line for n in (1, 2)] == [25, 26]


def test_a_private_note_may_stand_in_every_entry(tmp_path):
    add = "people: {x: {name: A, role: b, private: c}}\npublish: {private: d, withhold: [e]}\n"
    assert mistakes(tmp_path, changed(add=add)) == ()
