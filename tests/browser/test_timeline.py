"""Time: bands as long as their dates are vague, a window by mouse and by keyboard, and play."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

import routes
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from tests.browser.conftest import Open, until

WINDOW = "Routes.page.state.window"
DAYS = f"{WINDOW} && {WINDOW}.map((d) => new Date(d * 864e5).toISOString().slice(0, 10))"


@pytest.fixture(scope="session")
def crossing_html() -> str:
    """The page of an invented case of which nearly every date is vague in another way."""
    case = Path(__file__).parent / "cases" / "long-crossing.yaml"
    return webpage.html(compose(routes.build(routes.read(case))))


def opened(page: Page) -> Page:
    page.locator(".time-open").click()
    return page


def says(page: Page) -> str:
    return page.locator(".time-says").inner_text()


def handle(page: Page, side: str):
    return page.locator(f"#timeline .handle.{side}")


def test_it_is_folded_until_it_is_asked_for(visit: Open, crossing_html: str) -> None:
    page = visit(crossing_html).page
    opener = page.locator("#tools .time-open")
    assert opener.get_attribute("aria-expanded") == "false"
    assert not page.locator("#timeline").is_visible()
    height = page.evaluate("document.querySelector('.folium-map').clientHeight")
    opener.click()
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.querySelector('.folium-map').clientHeight") < height - 80
    page.get_by_role("button", name="Close the time line").click()
    assert not page.locator("#timeline").is_visible()
    assert page.evaluate("document.activeElement.className") == "time-open"
    assert page.evaluate("document.querySelector('.folium-map').clientHeight") == height


def test_all_that_is_dated_has_a_band_as_long_as_it_is_vague(
    visit: Open, crossing_html: str
) -> None:
    page = opened(visit(crossing_html).page)
    rows = page.evaluate("""Object.fromEntries([...document.querySelectorAll(".lane .band")]
      .map(({ style, parentNode }) => [parentNode.textContent.trim(),
        [parseFloat(style.left), parseFloat(style.width),
         style.getPropertyValue("--sure-from"), style.getPropertyValue("--sure-to")]]))""")

    def find(words: str) -> list:
        return next(row for text, row in rows.items() if words in text)

    assert len(rows) == 9
    assert find("Leaving the east summer 2007")[2:] == ["0.00%", "100.00%"]
    cousin = find("A cousin, on Leaving the east")
    assert float(cousin[2][:-1]) > 20
    assert float(cousin[3][:-1]) < 80
    until_may = find("West by train until May 2009")
    assert until_may[0] == 0
    assert until_may[2] == "80.00%"
    onward = find("On to Minsk from June 2010")
    assert onward[0] + onward[1] == pytest.approx(100)
    exact = find("Last seen 4 March 2011")
    decade = find("A job in the mines")
    assert exact[1] < 0.1
    assert decade[1] > 70


def test_what_has_no_date_is_counted_and_named(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html).page)
    assert says(page) == "All time: 5 of 7 legs have a date; 2 undated"
    notes = page.locator("#timeline .undated").all_inner_texts()
    assert notes == ["2 legs have no date; they stay visible: To Poland; Back to the east"]


def test_the_window_by_keyboard(visit_anywhere: Open, crossing_html: str) -> None:
    page = opened(visit_anywhere(crossing_html).page)
    since = handle(page, "from")
    since.focus()
    assert since.get_attribute("aria-valuetext") == "December 1999"
    page.keyboard.press("ArrowRight")
    assert since.get_attribute("aria-valuetext") == "January 2000"
    assert page.evaluate(DAYS)[0] == "2000-01-01"
    page.keyboard.press("PageUp")
    assert page.evaluate(f"{WINDOW}[0] > 11000")
    page.keyboard.press("End")
    assert page.evaluate(DAYS) == ["2012-03-01", "2012-03-31"]
    assert says(page).startswith("March 2012: 1 of 5 dated legs may lie here")
    page.keyboard.press("Home")
    assert page.evaluate(WINDOW) is None
    handle(page, "until").focus()
    page.keyboard.press("Home")
    assert page.evaluate(DAYS) == ["1999-12-01", "1999-12-31"]
    page.get_by_role("button", name="All time").click()
    assert page.evaluate(WINDOW) is None
    assert handle(page, "until").get_attribute("aria-valuetext") == "March 2012"


def test_the_window_by_mouse(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html).page)
    box = handle(page, "from").bounding_box()
    assert box is not None
    y = box["y"] + 20
    page.mouse.move(box["x"] + 34, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 34 + box["width"] / 2, y, steps=4)
    page.mouse.up()
    assert page.evaluate(DAYS)[0][:4] in {"2005", "2006"}
    assert page.evaluate(DAYS)[1] == "2012-03-31"


def test_the_handles_can_be_told_apart_however_narrow_the_window_is(
    visit: Open, crossing_html: str
) -> None:
    page = opened(visit(crossing_html).page)
    page.evaluate("Routes.page.state.setWindow([13848, 13878])")
    hit = page.evaluate("""(() => {
      const chosen = document.querySelector("#timeline .chosen").getBoundingClientRect();
      const y = document.querySelector("#timeline .axis").getBoundingClientRect().top + 20;
      const at = (x) => document.elementFromPoint(x, y).className;
      return [at(chosen.left - 20), at(chosen.right + 20)];
    })()""")
    assert hit == ["handle from", "handle until"]


def test_only_what_may_lie_in_the_window_stays_on_the_map(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html).page)
    allowed = (
        "Routes.page.data.payload.legs.filter((l) => Routes.page.state.allows(l)).map((l) => l.id)"
    )
    day = "(iso) => Date.parse(iso) / 864e5"
    page.evaluate(f"Routes.page.state.setWindow(['2007-11-01', '2007-11-30'].map({day}))")
    # About December may be November; 2008 (uncertain) may be 2007; until May 2009 is any time.
    assert page.evaluate(allowed) == ["winter", "south", "west", "last", "back"]
    assert says(page) == "November 2007: 3 of 5 dated legs may lie here; 2 undated legs stay, paler"
    page.evaluate(f"Routes.page.state.setWindow(['2011-08-01', '2011-08-31'].map({day}))")
    assert page.evaluate(allowed) == ["onward", "last", "back"]
    outside = page.locator("#timeline .lane.outside").all_inner_texts()
    assert any("Leaving the east" in row for row in outside)
    assert not any("On to Minsk" in row for row in outside)


def test_what_is_closed_stays_on_the_map_as_closed(visit: Open, broker_html: str) -> None:
    page = opened(visit(broker_html).page)
    day = "(iso) => Date.parse(iso) / 864e5"
    page.evaluate(f"Routes.page.state.setWindow(['2025-03-01', '2025-04-30'].map({day}))")
    assert page.evaluate("Routes.page.state.allows(Routes.page.data.legs.get('drives'))")
    assert page.locator(".strand").count() > 0
    assert page.evaluate("Routes.tally(Routes.page.data, Routes.page.state).hidden") == 0
    assert says(page).endswith("0 of 1 dated leg may lie here; 1 closed by then")
    bands = page.locator(".lane.closure .band").evaluate_all("""(all) => all.map(({ style }) =>
      [parseFloat(style.left), parseFloat(style.width), style.getPropertyValue("--sure-to")])""")
    assert len(bands) == 2
    for left, width, sure in bands:
        assert left + width == pytest.approx(100)
        assert sure == "100.00%"
    opens = page.evaluate(f"""(() => {{
      const span = Routes.page.data.legs.get("drives").closed_span;
      return Routes.touches(span, ["1999-01-01", "2001-01-01"].map({day}));
    }})()""")
    assert opens is False


CLOSED = """
version: 1
title: A road that closes
sources:
  a: {title: A, publisher: Alpha}
  b: {title: B, publisher: Beta}
places:
  p1: {name: Minsk, lon: 27.56, lat: 53.9, publish: site, because: a town}
  p2: {name: Vilnius, lon: 25.28, lat: 54.69, publish: site, because: a town}
  p3: {name: Warsaw, lon: 21.01, lat: 52.23, publish: site, because: a town}
legs:
  x: {title: The road, from: p1, to: p2, by: road, when: 2016-02, claims: [{source: b, says: s}]}
  y: {title: The train, from: p2, to: p3, by: road, when: 2016-10, claims: [{source: b, says: s}]}
itineraries:
  one:
    title: One
    legs: [x]
    status: closed
    closed: {since: SINCE, claims: [{source: a, says: closed}]}
  two: {title: Two, legs: [x, y]}
"""
CROSSES = """Object.fromEntries([...document.querySelectorAll(".marks .mark")].map((mark) =>
  [mark.dataset.variant + " " + mark.dataset.leg, mark.querySelectorAll(".cross").length > 0]))"""


def _closing(visit: Open, tmp_path: Path, since: str) -> Page:
    file = tmp_path / "closing.yaml"
    file.write_text(CLOSED.replace("SINCE", since), encoding="utf-8")
    return visit(webpage.html(compose(routes.build(routes.read(file))))).page


def _look_at(page: Page, start: str, end: str) -> dict[str, bool]:
    """Whether each strand that is drawn has crosses, in a window."""
    day = "(iso) => Date.parse(iso) / 864e5"
    page.evaluate(f"Routes.page.state.setWindow(['{start}', '{end}'].map({day}))")
    page.wait_for_timeout(100)
    return page.evaluate(CROSSES)


def test_a_version_that_is_open_is_not_drawn_closed(visit: Open, tmp_path: Path) -> None:
    page = opened(_closing(visit, tmp_path, "2016-07"))
    # In February both took it; from August on the one is closed, and the other was elsewhere.
    assert _look_at(page, "2016-02-01", "2016-12-31") == {
        "one x": False,
        "two x": False,
        "two y": False,
    }
    assert _look_at(page, "2016-09-01", "2016-12-31") == {"one x": True, "two y": False}
    assert says(page).endswith("1 of 2 dated legs may lie here")
    page.get_by_role("tab", name="Versions").click()
    assert page.locator(".variant[data-variant=one] .closed-note").count() == 1
    assert page.locator(".variant[data-variant=two] .closed-note").count() == 0


@pytest.mark.parametrize(
    ("since", "start", "shut"),
    [
        ("2016-07/..", "2018-07-03", False),
        ("../2016-07", "2016-07-15", False),
        ("../2016-07", "2016-08-01", True),
        ("2016-07", "2016-07-31", False),
        ("2016-07", "2016-08-01", True),
    ],
)
def test_crosses_stand_where_it_is_certain_that_it_is_closed(
    visit: Open, tmp_path: Path, since: str, start: str, *, shut: bool
) -> None:
    page = _closing(visit, tmp_path, since)
    assert _look_at(page, start, "2018-12-31")["one x"] is shut


def test_the_same_is_undated_here_and_among_the_filters(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html).page)
    names = page.evaluate("Routes.undated(Routes.page.data).map((leg) => leg.title)")
    assert names == ["To Poland", "Back to the east"]
    assert says(page).endswith("; 2 undated")
    page.get_by_role("tab", name="Filter").click()
    assert (
        page.locator(".filter-undated .pick").evaluate_all(
            "(all) => all.map((one) => one.textContent)"
        )
        == names
    )


def test_an_undated_claim_on_a_dated_leg_does_not_make_it_undated(
    visit: Open, crossing_html: str
) -> None:
    page = visit(crossing_html).page
    kept = page.evaluate("""(() => {
      const rows = Routes.page.data.payload.facets.rows;
      const row = rows.find((each) => each.leg === "onward");
      rows.push({ ...row, span: null });
      const state = Routes.createState(Routes.page.data);
      state.setWindow([13500, 13600]);
      return [state.allows(Routes.page.data.legs.get("onward")),
        Routes.undated(Routes.page.data).some((leg) => leg.id === "onward")];
    })()""")
    assert kept == [False, False]


def test_a_year_that_is_not_certain_fades_over_the_years_beside_it(
    visit: Open, tmp_path: Path
) -> None:
    text = (Path(__file__).parent / "cases" / "long-crossing.yaml").read_text(encoding="utf-8")
    file = tmp_path / "case.yaml"
    file.write_text(text.replace("when: 2008?", "when: 2008?-01"), encoding="utf-8")
    page = opened(visit(webpage.html(compose(routes.build(routes.read(file))))).page)
    band = page.locator(".lane", has_text="South to the mountains").first.locator(".band")
    sure = band.evaluate("""({ style }) => ["--sure-from", "--sure-to"]
      .map((name) => parseFloat(style.getPropertyValue(name)))""")
    assert sure == pytest.approx([48, 52], abs=1.5)


def test_earlier_and_later_move_the_window_and_are_heard(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html).page)
    page.evaluate("Routes.page.state.setWindow([13848, 13969])")
    before = page.evaluate(WINDOW)
    page.get_by_role("button", name="Later").click()
    after = page.evaluate(WINDOW)
    assert after[0] > before[0]
    assert page.locator("#status").inner_text() == says(page)
    page.get_by_role("button", name="Earlier").click()
    assert page.evaluate(WINDOW) == before


def test_play_goes_on_by_itself_until_it_is_paused(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html, reduced_motion="no-preference").page)
    page.get_by_role("button", name="Play", exact=True).click()
    first = page.evaluate(WINDOW)
    assert first is not None
    until(page, f"{WINDOW}[0] > {first[0]}")
    page.get_by_role("button", name="Pause").click()
    held = page.evaluate(WINDOW)
    page.wait_for_timeout(1500)
    assert page.evaluate(WINDOW) == held
    assert page.get_by_role("button", name="Play", exact=True).count() == 1


def test_play_stops_at_the_end_and_starts_anew(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html).page)
    page.evaluate("Routes.page.state.setWindow([14610, 14974])")
    page.get_by_role("button", name="Play", exact=True).click()
    assert page.get_by_role("button", name="Pause").count() == 1
    until(page, "document.querySelector('#timeline .time-act.play').ariaLabel === 'Play'")
    assert page.evaluate(DAYS)[1] == "2012-03-31"
    page.get_by_role("button", name="Play", exact=True).click()
    assert page.evaluate(DAYS)[0] == "1999-12-01"


def test_play_pauses_where_nobody_looks(visit: Open, crossing_html: str) -> None:
    page = opened(visit(crossing_html).page)
    page.get_by_role("button", name="Play", exact=True).click()
    page.evaluate("""(() => {
      Object.defineProperty(document, "hidden", { get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    })()""")
    assert page.get_by_role("button", name="Play", exact=True).count() == 1


def test_a_window_that_cannot_be_seen_is_named_on_its_button(
    visit: Open, crossing_html: str
) -> None:
    page = visit(crossing_html).page
    page.evaluate("location.hash = 'days=2007-11-01..2008-02-29'")
    until(page, f"{WINDOW} !== null")
    assert page.locator(".time-open").inner_text() == "Time: November 2007 \u2013 February 2008"
    opened(page)
    assert page.locator(".time-open").inner_text() == "Time"
    assert handle(page, "from").get_attribute("aria-valuetext") == "November 2007"
    assert handle(page, "until").get_attribute("aria-valuetext") == "February 2008"


def test_a_case_with_few_dates_is_told_in_months(visit: Open, official_html: str) -> None:
    page = opened(visit(official_html).page)
    assert says(page) == "All time: 3 of 11 legs have a date; 8 undated"
    assert handle(page, "from").get_attribute("aria-valuetext") == "April 2016"
    assert page.locator("#timeline .published").count() == 3


@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844), (320, 640)])
def test_it_covers_nothing_and_its_targets_are_large(
    visit: Open, crossing_html: str, size: tuple[int, int]
) -> None:
    page = opened(visit(crossing_html, size=size).page)
    page.wait_for_timeout(200)
    boxes = page.evaluate("""(() => {
      const box = (s) => document.querySelector(s).getBoundingClientRect();
      const small = [...document.querySelectorAll("#timeline button")].filter((b) => {
        const { width, height } = b.getBoundingClientRect();
        return Math.min(width, height) < 44;
      });
      const { top, bottom } = box("#timeline");
      return { top, bottom, frame: box(".frame").bottom, scale: box("#scale").bottom,
        map: box(".folium-map").bottom, tall: box(".folium-map").height,
        small: small.length, wide: document.documentElement.scrollWidth };
    })()""")
    assert boxes["scale"] <= boxes["top"] + 1
    assert boxes["map"] <= boxes["top"] + 1
    assert boxes["bottom"] <= boxes["frame"] + 1
    assert boxes["tall"] >= 130
    assert boxes["small"] == 0
    assert boxes["wide"] <= size[0]


def test_nothing_dated_is_no_timeline(visit: Open, tmp_path: Path) -> None:
    text = (Path(__file__).parent / "cases" / "long-crossing.yaml").read_text(encoding="utf-8")
    before, closed = text.split("    status: closed\n")
    after = closed.split("closed in the middle of August}\n")[1]
    bare = re.sub(r"(?m)^    when: .*\n|, when: 2007-07~", "", before + after)
    assert "when" not in bare.partition("legs:")[2]
    file = tmp_path / "bare.yaml"
    file.write_text(bare, encoding="utf-8")
    page = visit(webpage.html(compose(routes.build(routes.read(file))))).page
    assert page.locator(".time-open").count() == 0
    assert not page.locator("#timeline").is_visible()


def test_only_dated_legs_are_said_to_lie_elsewhere(visit: Open, official_html: str) -> None:
    """A leg without a date may lie in any window: it is not among those that may not."""
    page = opened(visit(official_html).page)
    day = "(iso) => Date.parse(iso) / 864e5"
    page.evaluate(f"Routes.page.state.setWindow(['2016-10-01', '2016-10-31'].map({day}))")
    assert says(page) == "October 2016: 0 of 3 dated legs may lie here; 8 undated legs stay, paler"


def test_where_no_leg_is_dated_no_leg_is_counted(visit: Open, tmp_path: Path) -> None:
    text = CLOSED.replace("SINCE", "2016-07").replace("when: 2016-02, ", "")
    text = text.replace("when: 2016-10, ", "") + "publish: {embargo: {days: 1, because: a test}}\n"
    file = tmp_path / "undated.yaml"
    file.write_text(text, encoding="utf-8")
    page = opened(visit(webpage.html(compose(routes.build(routes.read(file))))).page)
    _look_at(page, "2016-02-01", "2016-12-31")
    assert says(page).endswith(": no leg has a date; 2 undated legs stay, paler")


@pytest.mark.parametrize("size", [(640, 480), (640, 400), (390, 844)])
def test_bands_keep_their_names_where_there_is_little_room(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    """The first is read at once, the others are scrolled to, by keyboard as well."""
    page = opened(visit(official_html, size=size).page)
    page.wait_for_timeout(200)
    read = """() => {
      const lanes = document.querySelector("#timeline .lanes");
      const room = lanes.getBoundingClientRect();
      return [...lanes.querySelectorAll(".lane .lane-name")].map((name) => {
        const { top, bottom, width } = name.getBoundingClientRect();
        const hidden = getComputedStyle(name).clipPath !== "none";
        return !hidden && width > 20 && top >= room.top - 1 && bottom <= room.bottom + 1;
      });
    }"""
    first = page.evaluate(read)
    assert first[0]
    lanes = page.locator("#timeline .lanes")
    lanes.focus()
    page.keyboard.press("End")
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('#timeline .lanes').scrollTop") > 0
    overlaps = page.evaluate("""() => {
      const tops = [...document.querySelectorAll("#timeline .lane:not(.source) .lane-name")]
        .map((name) => name.getBoundingClientRect()).sort((a, b) => a.top - b.top);
      return tops.some((box, i) => i && box.top < tops[i - 1].bottom - 1);
    }""")
    assert not overlaps
