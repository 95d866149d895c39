"""Whatever an author edits between two releases, both together tell no more than the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from routes import pipeline
from routes.errors import NotForPublication
from routes.model import Case, Leg, Place, PrecisionClass, Toponym, When
from routes.publish import Region, Told, narrowed, together, told
from routes.publish.dated import dated, spans
from routes.publish.regions import narrows
from tests.conftest import FakeGazetteer, candidate, journey

WORLD = FakeGazetteer({"West": [candidate("West", 0, 0)]})
# Two in one cell of 0.1 degrees, one in the next, one far away.
SPOTS = ((30.12, 30.12), (30.17, 30.17), (30.21, 30.12), (50.55, 10.55))
NAMES = ("Qaxum", "Vorble", "Zilpht", "Dwomek")
SHOWN: tuple[PrecisionClass | None, ...] = ("withheld", "0.1", "0.01", None)
WHENS = (
    When("2016", "2016-01-01", "2016-12-31"),
    When("2016-07", "2016-07-01", "2016-07-31"),
    When("2016-07-03", "2016-07-03", "2016-07-03"),
)


@dataclass
class Desk:
    """What an author has: places by id (which spot, how it is shown), trips (leg, end, date).

    Of each trip there is one leg at most. No id is given twice.
    """

    places: dict[str, tuple[int, PrecisionClass | None]] = field(default_factory=dict)
    trips: dict[int, tuple[str, str, int]] = field(default_factory=dict)
    count: int = 0

    def new(self) -> str:
        self.count += 1
        return f"n{self.count}"

    def edit(self, what: str, one: int, other: int) -> None:
        ids = list(self.places)
        i = ids[one % len(ids)] if ids else None
        if what == "add" or i is None:
            self.places[self.new()] = (one % len(SPOTS), SHOWN[other % len(SHOWN)])
        elif what == "rename":
            self._end(i, self.new())
        elif what == "show":
            self.places[i] = (self.places[i][0], SHOWN[other % len(SHOWN)])
        elif what == "remove":
            del self.places[i]
            self.trips = {n: trip for n, trip in self.trips.items() if trip[1] != i}
        elif what == "go":  # a trip is always to the same spot
            trip = self.places[i][0]
            self.trips[trip] = (self.new(), i, other % len(WHENS))
        else:
            for n, (leg, end, when) in self.trips.items():
                self.trips[n] = (self.new() if one % 2 else leg, end, (when + other) % len(WHENS))

    def _end(self, old: str, new: str) -> None:
        self.places[new] = self.places.pop(old)
        for n, (leg, end, when) in self.trips.items():
            self.trips[n] = (leg, new if end == old else end, when)

    def case(self) -> Case:
        # Each place is the end of a leg, so that it is told of.
        way = " ".join(f"{i} road west rail" for i in self.places).removesuffix(" rail")
        toponyms: dict[str, Toponym | str] = {"west": "West"}
        for i, (spot, shown) in self.places.items():
            lon, lat = SPOTS[spot]
            name = NAMES[spot]
            toponyms[i] = Toponym(i, name, name, lon=lon, lat=lat, publish=shown)
        made = journey(way, **toponyms)
        legs = {
            leg: Leg(leg, end, "west", "sea", when=WHENS[when])
            for leg, end, when in self.trips.values()
        }
        return replace(made, legs={**made.legs, **legs})


@dataclass
class Reader:
    """What readers were told of each spot and trip, by whatever id."""

    regions: dict[int, list[Region]] = field(default_factory=dict)
    days: dict[int, list[str]] = field(default_factory=dict)

    def learns(
        self, desk: Desk, now: Told, drawn: dict[str, Place | None], days: dict[str, str]
    ) -> Iterator[str]:
        """What a release tells more of than all before."""
        earlier = {spot: list(told) for spot, told in self.regions.items()}
        for i, (spot, _) in desk.places.items():
            region = now.places[i]
            known = earlier.get(spot, [])
            if known and all(narrows(was, region, drawn[i]) for was in known):
                yield f"where {spot} is"
            if known and region.is_named and not any(was.is_named for was in known):
                yield f"what {spot} is called"
            self.regions.setdefault(spot, []).append(region)
        for n, (leg, _, _) in desk.trips.items():
            span = days[f"legs.{leg}"]
            if n in self.days and not any(spans(span, was) for was in self.days[n]):
                yield f"when {n} was"
            self.days.setdefault(n, []).append(span)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["add", "rename", "show", "remove", "go", "redate"]),
        st.integers(0, 5),
        st.integers(0, 3),
    ),
    max_size=5,
)


@settings(max_examples=120, deadline=None)
@given(st.lists(EDITS, min_size=2, max_size=5))
def test_no_release_tells_more_than_those_before(
    releases: list[list[tuple[str, int, int]]],
) -> None:
    assert list(learned(releases, narrowed)) == []


def learned(
    releases: list[list[tuple[str, int, int]]], check: Callable[..., object]
) -> Iterator[str]:
    """What readers learn of releases that ``check`` lets pass, besides the first of each thing."""
    desk, reader, known = Desk(), Reader(), None
    for edits in ([("add", 0, 1), ("go", 0, 0)], *releases):
        for edit in edits:
            desk.edit(*edit)
        if not desk.places:
            continue
        case = desk.case()
        try:
            made = pipeline.draft(case, gazetteer=WORLD, today="2030-01-01")
        except NotForPublication:
            continue
        atlas = made.atlas
        if known is not None and check(case, atlas, known, made.found):
            continue
        now = told(case, atlas)
        public = dict(zip(case.places, atlas.case.places, strict=True))
        drawn = {i: atlas.places.get(name) for i, name in public.items()}
        yield from reader.learns(desk, now, drawn, {e.key: e.span for e in dated(case, atlas)})
        known = now if known is None else together(known, now)


def test_the_law_can_be_broken() -> None:
    """Where nothing is compared, and where only equal ids are."""
    exact = [[("show", 0, 2)]]
    renamed = [[("rename", 0, 0), ("show", 0, 2)]]
    for releases in (exact, renamed):
        assert list(learned(releases, lambda *_: ())) == ["where 0 is", "when 0 was"][:1]
        assert list(learned(releases, narrowed)) == []
