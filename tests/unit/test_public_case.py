"""The type that has no room for a secret."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from routes.model import (
    Case,
    Embargo,
    Person,
    PublicCase,
    Publishing,
    Release,
    Source,
    Toponym,
)
from tests.conftest import FakeGazetteer
from tests.unit.secret_case import CASE, public


@pytest.fixture
def case(case_from: Callable[[str], Case]) -> Case:
    return case_from(CASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"people": {"p": Person("p", "a worker")}},
        {"publishing": Publishing(withhold=("x",))},
        {"publishing": Publishing(embargo=Embargo(1, "why"))},
        {"places": {"a": Toponym("a", "A", "A", lon=10.05, lat=20.05)}},
        {"places": {"a": Toponym("a", "A", "A", lon=10.051, lat=20.05)}, "shown": "0.1"},
        {"places": {"a": Toponym("a", "A", "A", lon=10.05, lat=20.05)}, "shown": "site"},
        {"places": {"a": Toponym("a", "A", "A", publish="withheld")}},
        {"sources": {"s": Source("s", title="S", withhold=True)}},
    ],
)
def test_a_public_case_has_no_room_for_a_secret(
    case: Case, square_world: FakeGazetteer, changes: dict[str, object]
) -> None:
    given = public(case, square_world).case
    assert isinstance(given, PublicCase)
    shown = changes.pop("shown", None)
    if shown:
        changes["release"] = Release("public", {"a": shown})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match=r"public case|class"):
        dataclasses.replace(given, **changes)


def test_an_atlas_is_public_only_with_such_a_case(case: Case, square_world: FakeGazetteer) -> None:
    atlas = public(case, square_world)
    with pytest.raises(ValueError, match="only a public case"):
        dataclasses.replace(atlas, case=case)
