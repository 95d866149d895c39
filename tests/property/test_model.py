"""The model's values: frozen, equal by what they say, hashable where they hold no geometry."""

from __future__ import annotations

import dataclasses
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes import model
from routes.model import Candidate, Finding, Mark, Source, Toponym

VALUES = [
    value
    for name in model.__all__
    if inspect.isclass(value := getattr(model, name)) and dataclasses.is_dataclass(value)
]

MARK = st.builds(Mark, st.text(), st.integers(1), st.integers(1))
TEXT = st.none() | st.text()
TOPONYM = st.builds(Toponym, st.text(), st.text(), st.text(), label=TEXT, note=TEXT, mark=MARK)
SOURCE = st.builds(
    Source, st.text(), title=TEXT, publisher=TEXT, author=TEXT, mark=st.none() | MARK
)


def test_there_are_values():
    assert len(VALUES) >= 20


@pytest.mark.parametrize("value", VALUES, ids=lambda v: v.__name__)
def test_every_value_is_frozen_and_has_only_its_fields(value):
    assert value.__dataclass_params__.frozen
    assert "__dict__" not in dir(value)


@pytest.mark.parametrize("value", VALUES, ids=lambda v: v.__name__)
def test_where_it_stood_in_the_file_is_no_part_of_what_a_value_says(value):
    marks = [field for field in dataclasses.fields(value) if field.name == "mark"]
    # For a mark itself and for a finding, the place is what they are there to say.
    says_it = value is Finding
    assert all(field.compare is says_it for field in marks)


@given(TOPONYM, MARK)
def test_a_moved_line_is_the_same_toponym(toponym, mark):
    moved = dataclasses.replace(toponym, mark=mark)
    assert moved == toponym
    assert hash(moved) == hash(toponym)


@given(SOURCE)
def test_a_label_is_never_nothing_but_the_id_when_there_is_a_name(source):
    names = [name for name in (source.publisher, source.author, source.title) if name]
    assert source.label == (names[0] if names else source.id)


@given(st.text(), st.floats(-180, 180), st.floats(-90, 90))
def test_a_value_cannot_be_changed(name, lon, lat):
    found = Candidate(name, lon, lat, "city", "exact", name, 1.0, "g", "g:1", 1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.lon = 0.0
    assert dataclasses.replace(found) == found


@given(st.lists(MARK))
def test_marks_sort_by_file_then_line_then_column(marks):
    key = [(mark.file, mark.line, mark.column) for mark in sorted(marks)]
    assert key == sorted(key)
