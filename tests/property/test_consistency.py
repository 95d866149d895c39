"""What holds of claims and versions, whatever the case."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.compare import compare
from routes.consistency import consistency
from routes.model import Case, Claim, Itinerary, Leg, Source, Toponym

QUICK = settings(deadline=None)
PLACES = ("a", "b", "c", "d", "e", "wide")
STANCES = ("asserts", "denies", "doubts")
AREAS = {
    **{p: SimpleNamespace(geometry=shapely.Point(10 * i, 0)) for i, p in enumerate(PLACES[:5])},
    "wide": SimpleNamespace(geometry=shapely.box(15, -5, 25, 5)),
}
SOURCES = {"s": Source("s", publisher="S"), "t": Source("t", publisher="T")}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Chains of legs through places that none of them passes twice."""
    legs: dict[str, Leg] = {}
    told: dict[str, Itinerary] = {}
    for n in range(draw(st.integers(1, 4))):
        stops = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True))
        ids = []
        for start, end in pairwise(stops):
            ids.append(f"{start}-{end}")
            legs.setdefault(ids[-1], Leg(ids[-1], start, end))
        is_guess = draw(st.booleans()) and n > 1
        told[f"i{n}"] = Itinerary(
            f"i{n}",
            f"I{n}",
            tuple(ids),
            status="hypothetical" if is_guess else "open",
            claims=(Claim("s", says="so"),),
        )
    claim = st.builds(Claim, st.sampled_from(("s", "t")), st.sampled_from(STANCES))
    legs = {
        name: replace(
            leg,
            claims=tuple(draw(st.lists(claim, max_size=2))),
            basis=draw(st.sampled_from(("reported", "reported", "inferred"))),
        )
        for name, leg in legs.items()
    }
    return Case(
        "case", "Case", None, None, "en", SOURCES,
        {p: Toponym(p, p, p) for p in PLACES}, legs, told, {}, {}, (), (),
    )  # fmt: skip


def weighed(case: Case):
    comparison = compare(case, AREAS)
    return comparison, consistency(case, comparison.at_odds, AREAS)


@QUICK
@given(cases())
def test_every_claim_stands_beside_every_version_once(case):
    _, rows = weighed(case)
    wanted = [c for leg in case.legs.values() for c in leg.claims]
    wanted += [c for i in case.itineraries.values() for c in i.claims]
    assert [row.claim for row in rows] == wanted
    assert all(list(row.fits) == list(case.itineraries) for row in rows)


@QUICK
@given(cases())
def test_a_version_is_never_against_claims_on_its_own_legs_unless_denied(case):
    _, rows = weighed(case)
    for row in rows:
        for name, fit in row.fits.items():
            is_own = row.on == "leg" and row.id in case.itineraries[name].legs
            if row.claim.stance == "asserts" and (is_own or (row.on, row.id) == ("variant", name)):
                assert fit.verdict in {"consistent", "silent"}
                assert (fit.verdict == "silent") is row.weighs
            if is_own and row.claim.stance != "asserts":
                expected = {"denies": "inconsistent", "doubts": "doubted"}[row.claim.stance]
                assert fit.verdict == expected


@QUICK
@given(cases())
def test_what_is_denied_or_doubted_says_nothing_of_the_others(case):
    _, rows = weighed(case)
    for row in rows:
        if row.claim.stance == "asserts":
            continue
        others = [f for i, f in row.fits.items() if row.id not in case.itineraries[i].legs]
        assert {fit.verdict for fit in others} <= {"silent"}


@QUICK
@given(cases())
def test_versions_are_at_odds_with_each_other_or_not_at_all(case):
    comparison, _ = weighed(case)
    odds = comparison.at_odds
    for one, others in odds.items():
        assert one not in others
        if one in comparison.compared:
            assert all(one in odds[other] for other in others)


@QUICK
@given(cases())
def test_what_contradicts_a_leg_is_what_speaks_against_claims_on_it(case):
    comparison, rows = weighed(case)
    on_legs = [row for row in rows if row.on == "leg" and row.claim.stance == "asserts"]
    against = {
        (row.id, fit.leg)
        for row in on_legs
        for fit in row.fits.values()
        if fit.verdict == "inconsistent"
    }
    asserted = {row.id for row in on_legs}
    assert against == {
        (found.leg, found.other) for found in comparison.contradictions if found.leg in asserted
    }


@QUICK
@given(cases())
def test_claims_on_wholes_contradict_both_ways(case):
    comparison, rows = weighed(case)
    wholes = {row.id: row for row in rows if row.on == "variant"}
    for one in comparison.compared:
        for other in comparison.compared:
            against = wholes[one].fits[other].verdict == "inconsistent"
            assert against is (wholes[other].fits[one].verdict == "inconsistent")


@QUICK
@given(cases())
def test_nothing_reported_is_held_against_what_is_only_weighed(case):
    comparison, rows = weighed(case)
    for row in rows:
        for name, fit in row.fits.items():
            if name not in comparison.compared and row.claim.stance == "asserts":
                assert fit.verdict != "inconsistent"


@QUICK
@given(cases())
def test_every_verdict_but_silence_has_a_reason_and_a_leg_of_its_version(case):
    _, rows = weighed(case)
    for row in rows:
        for name, fit in row.fits.items():
            if fit.verdict == "silent":
                assert fit.leg is None
            else:
                assert fit.reason
                assert fit.leg in case.itineraries[name].legs


def test_the_cases_made_up_here_do_contradict_themselves():
    """Else the properties above would hold of nothing."""
    legs = {n: Leg(n, *n.split("-"), claims=(Claim("s"),)) for n in ("a-b", "b-c", "b-d")}
    told = {n: Itinerary(n, n, ("a-b", f"b-{n}")) for n in ("c", "d")}
    case = Case(
        "case", "Case", None, None, "en", SOURCES,
        {p: Toponym(p, p, p) for p in PLACES}, legs, told, {}, {}, (), (),
    )  # fmt: skip
    comparison, rows = weighed(case)
    assert comparison.at_odds == {"c": ("d",), "d": ("c",)}
    assert [row.fits["d"].verdict for row in rows] == ["consistent", "inconsistent", "consistent"]
    with pytest.raises(KeyError):
        rows[0].fits["e"]
