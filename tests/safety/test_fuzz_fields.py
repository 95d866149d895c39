"""Valid cases with one field changed by hypothesis: what is read can also be built."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from routes import casefile
from routes.compare import compare
from routes.errors import InputError
from routes.model import Case
from routes.resolve import resolve
from routes.trace import trace
from tests.safety.targets import SMALL

DOCUMENT = YAML(typ="safe", pure=True).load(SMALL)


def _fields(node: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    found = []
    for key, value in items:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += _fields(value, (*path, key))
    return found


FIELDS = _fields(DOCUMENT)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(["a", "b", "l", "s", "i", "none", "2016-07/..", "1e400", "-90", "180", "KP"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=4,
)


def _changed(node: object, path: tuple[str | int, ...], value: object) -> object:
    if not path:
        return value
    key, *rest = path
    if isinstance(node, dict):
        return {**node, key: _changed(node[key], tuple(rest), value)}
    assert isinstance(node, list)
    return [_changed(each, tuple(rest), value) if n == key else each for n, each in enumerate(node)]


def _read(path: Path) -> Case | None:
    try:
        return casefile.read(path)
    except InputError as error:
        assert error.mistakes, "refused without a reason"  # noqa: PT017
        return None


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(field=st.sampled_from(FIELDS), value=VALUES)
def test_a_changed_field_is_refused_or_built(tmp_path, bundled, field, value):
    path = tmp_path / "case.yaml"
    with path.open("wb") as stream:
        writer = YAML(typ="safe", pure=True)
        writer.allow_unicode = False
        writer.dump(_changed(DOCUMENT, field, value), stream)
    case = _read(path)
    if case is None:
        return
    resolved = resolve(case, bundled)
    traced = trace(case, resolved.places, resolved.resolutions)
    compare(case, resolved.places)
    assert set(traced.legs) <= set(case.legs)
