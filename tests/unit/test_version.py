"""The id of a case's state: the same for the same words, and for nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

import routes
from routes.records.version import digest, version_id
from routes.webmap.compose import compose
from tests.conftest import ROOT

CASE = ROOT / "data" / "cases" / "closed-road-2024.yaml"


@pytest.fixture(scope="module")
def atlas():
    return routes.build(CASE)


def test_the_id_is_the_beginning_of_the_digest(atlas):
    assert digest(atlas).startswith(version_id(atlas))
    assert (len(digest(atlas)), len(version_id(atlas))) == (64, 12)


def test_neither_the_name_nor_the_layout_of_the_file_counts(atlas, tmp_path):
    text = CASE.read_text("utf-8")
    other = tmp_path / "of-another-name.yaml"
    other.write_text(f"# a comment\n\n{text}\n\n", "utf-8")
    assert digest(routes.build(other)) == digest(atlas)


@pytest.mark.parametrize("change", ["title", "notes", "sources", "legs", "order"])
def test_whatever_is_said_counts(atlas, change):
    case = atlas.case
    if change == "title":
        case = replace(case, title=f"{case.title}.")
    elif change == "notes":
        case = replace(case, notes=(*case.notes, "one more"))
    elif change == "order":
        case = replace(case, sources=dict(reversed(case.sources.items())))
    else:
        things = getattr(case, change)
        first = next(iter(things))
        case = replace(case, **{change: {**things, first: replace(things[first], note="other")}})
    assert digest(replace(atlas, case=case)) != digest(atlas)


def test_another_language_of_a_text_counts(case_from, square_world):
    def of(title):
        text = f"""
            version: 1
            language: en
            title: {title}
            sources: {{a: {{publisher: A, issued: 2016}}}}
            places: {{west: West, east: East}}
            legs: {{go: {{from: west, to: east, claims: [{{source: a, quote: went}}]}}}}
            itineraries: {{one: {{title: One, legs: [go]}}}}
        """
        return digest(routes.build(case_from(text), gazetteer=square_world))

    assert of("{en: A way, de: Ein Weg}") != of("{en: A way, de: Der Weg}") != of("A way")


def test_what_is_for_the_desk_has_another_one(atlas):
    assert digest(routes.build(CASE, profile="internal")) != digest(atlas)


def test_it_stands_on_the_page_among_the_credits(atlas):
    payload = compose(atlas)
    assert payload["version_id"] == version_id(atlas)
    assert payload["credits"][-1] == f"Version {version_id(atlas)} of this case"
    assert f"Version {version_id(atlas)} of this case" in atlas.html()
