"""Laws of tables: what is written is read again, whatever the texts are."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routes.casefile import table_out, tree, yaml_out
from routes.casefile.decode import FORBIDDEN
from routes.casefile.table import read as read_table
from routes.casefile.table_text import guarded, items, joined, unguarded
from routes.casefile.yaml import read as read_yaml
from routes.messages import written
from routes.model import Case, Claim, Event, Itinerary, Leg, Person, Publishing, Quote, Source
from routes.model import Toponym as Place

_LIMITS = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

_CHARACTERS = st.sampled_from(
    " \n\t;\\'\"=+-@,:#{}[]|>&*!%~()_x000D_\ufeff\u2028\x85\u0301\u202e"
) | (st.characters(exclude_categories=["Cs", "Cc"]))
_text = (
    st.text(_CHARACTERS, max_size=12)
    .map(lambda text: unicodedata.normalize("NFC", f"a{text}b"))
    .filter(lambda text: not FORBIDDEN.search(text))
)
_told = st.builds(
    lambda en, ko: written({"en": en, **({"ko": ko} if ko else {})}, "en"),
    _text,
    st.none() | _text,
)
_quotes = st.builds(Quote, exact=_text, prefix=st.none() | _text, translation=st.none() | _told)
_claims = st.builds(
    Claim,
    source=st.just("s"),
    stance=st.sampled_from(["asserts", "denies", "doubts"]),
    quote=_quotes,
    says=st.none() | _told,
    citing=st.sampled_from([(), ("o",)]),
    credibility=st.none() | st.integers(1, 6),
)


_areas = st.lists(_text, min_size=1, max_size=3).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A small case, each text of which may be anything that a case file can hold."""
    claims = st.lists(_claims, max_size=2).map(tuple)
    return Case(
        id="case", title=draw(_told), question=draw(st.none() | _told), summary=None,
        language="en",
        sources={"s": Source("s", title=draw(_text)), "o": Source("o", author=draw(_text))},
        places={
            "a": _place("a", draw(_text), lon=draw(st.floats(-180, 180)), lat=1.5),
            "b": _place("b", draw(_text), within=draw(_areas)),
        },
        legs={"l": Leg("l", "a", "b", title=draw(st.none() | _told), claims=draw(claims))},
        itineraries={"i": Itinerary("i", draw(_told), ("l",), claims=draw(claims))},
        events={"e": Event("e", draw(_told), "a", claims=draw(claims))},
        disputes={}, checks=(), notes=tuple(draw(st.lists(_told, max_size=2))),
        people={"p": Person("p", draw(_told), name=draw(_text))},
        publishing=Publishing(withhold=tuple(draw(st.lists(_text, max_size=2)))),
    )  # fmt: skip


def _place(ident: str, name: str, **more: object) -> Place:
    return Place(ident, name, name, **more)  # type: ignore[arg-type]


@_LIMITS
@given(case=cases())
def test_a_case_survives_a_workbook_and_yaml(tmp_path: Path, case: Case) -> None:
    for name, write, read in (
        ("case.xlsx", table_out.write_xlsx, read_table),
        ("case.yaml", yaml_out.write, read_yaml),
    ):
        write(case, tmp_path / name)
        again = read(tmp_path / name)
        assert tree.of(again) == tree.of(case)
        assert bool(replace(again, findings=(), file=None) == case)


@given(parts=st.lists(_text, max_size=4).filter(lambda parts: parts != ["[]"]))
def test_lists_survive_a_cell(parts: list[str]) -> None:
    assert items(joined(parts)) == parts


@given(text=st.text())
def test_the_guard_against_formulas_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))
