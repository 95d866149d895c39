"""Data frames as cases."""

from __future__ import annotations

import pandas as pd
import pytest

from routes import pipeline
from routes.casefile.frame import from_frame
from routes.errors import InputError, UnknownName, UsageError

ROWS = pd.DataFrame(
    {
        "a": ["West", "Middle", "West"],
        "b": ["Middle", "East", "Middle"],
        "on": [pd.Timestamp("2010-07-15"), pd.NaT, pd.Timestamp("2010-07-15")],
        "year": [2010.0, float("nan"), 2010.0],
        "who": ["Paper", None, "Wire"],
        "lon": [0.5, None, 0.5],
        "lat": [1, 2, 1],
    },
    index=["x", "y", "z"],
)


def test_rows_are_legs_and_claims(square_world):
    case = from_frame(ROWS, origin="a", destination="b", when="on", source="who", title="Two")
    assert (case.id, case.title, case.file) == ("two", "Two", None)
    first, second = case.legs.values()
    assert [claim.source for claim in first.claims] == ["paper", "wire"]
    assert first.claims[0].says == "West – Middle"  # noqa: RUF001
    assert first.when.edtf == "2010-07-15"
    assert (second.when, second.claims) == (None, ())
    assert [i.legs for i in case.itineraries.values()] == [(first.id, second.id), (first.id,)]
    atlas = pipeline.build(case, gazetteer=square_world, profile="internal")
    assert set(atlas.legs) == {first.id, second.id}


def test_no_source_is_needed_and_places_can_be_pinned(square_world):
    case = from_frame(
        ROWS[:1], origin="a", destination="b", when="year", origin_lonlat=("lon", "lat"),
        embargo=(0, "They have arrived."),
    )  # fmt: skip
    assert case.sources == {}
    assert (case.places["west"].lon, case.places["west"].lat) == (0.5, 1)
    assert case.publishing.embargo.days == 0
    atlas = pipeline.build(case, gazetteer=square_world, today="2026-01-01")
    # Nobody is cited, and that is what the map says.
    assert "unsupported-leg" in [f.code for f in atlas.findings]


def test_errors_name_row_and_column():
    wrong = ROWS.assign(by=["air", "plane", None])
    with pytest.raises(InputError, match=r"row 'y', column 'by' \(legs.*\.by\): 'plane' is not"):
        from_frame(wrong, origin="a", destination="b", mode="by")
    with pytest.raises(UnknownName, match=r"no column of the frame named 'A'\. Did you mean 'a'"):
        from_frame(ROWS, origin="A", destination="b")
    with pytest.raises(UnknownName, match="no column of claims named 'say'"):
        from_frame(ROWS, origin="a", destination="b", more={"say": "who"})


def test_a_frame_that_is_none_is_refused():
    with pytest.raises(UsageError, match="two columns of the frame are called 'b'"):
        from_frame(
            pd.DataFrame([["A", "B", "C"]], columns=list("abb")), origin="a", destination="b"
        )
    with pytest.raises(UsageError, match="the frame has no rows"):
        from_frame(ROWS[:0], origin="a", destination="b")
    noon = ROWS.assign(at=pd.Timestamp("2016-07-01T12:00", tz="UTC"))
    with pytest.raises(InputError, match=r"Did you mean 2016-07-01\?"):
        from_frame(noon, origin="a", destination="b", when="at")


def test_what_is_missing_is_not_said():
    frame = pd.DataFrame({"a": ["A"], "b": ["B"], "c": pd.array([None], dtype="Int64")})
    (leg,) = from_frame(frame, origin="a", destination="b", mode="c").legs.values()
    assert leg.mode == "unknown"


def test_a_thousand_reports_are_one_case():
    frame = pd.DataFrame({"a": ["A", "B"] * 500, "b": ["B", "C"] * 500, "s": range(1000)})
    case = from_frame(frame, origin="a", destination="b", source="s")
    assert [len(leg.claims) for leg in case.legs.values()] == [500, 500]
    assert [i.legs for i in case.itineraries.values()] == [("a-b", "b-c")]
