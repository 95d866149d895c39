"""Figures: what they print, that nothing lies on anything else, that they are the same again."""

from __future__ import annotations

import copy
import io
import itertools
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache, partial
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PIL import Image

import routes
from routes import figures
from routes.errors import OutputError, UnknownName
from routes.figures import fonts, labels, paint
from routes.figures.alone import stay_alone
from routes.figures.greys import bright, greyed, ramp
from routes.figures.key import entries
from routes.figures.layout import Laid, laid_out
from routes.figures.sheet import Area, Sheet, Stroke, Words
from routes.figures.style import STYLES
from routes.figures.words import ordered
from routes.records import NOT_FOR_PUBLICATION
from routes.webmap.compose import compose
from routes.webmap.payload_types import Payload

ROOT = Path(__file__).parents[2]
CASES = {
    "trade": ROOT / "data/cases/trade-official-2016.yaml",
    "road": ROOT / "data/cases/closed-road-2024.yaml",
    "sample": ROOT / "tests/browser/sample.yaml",
}
DRAWN = (
    ("trade", "en", "single"),
    ("trade", "en", "double"),
    ("trade", "en", "slide"),
    ("trade", "ru", "single"),
    ("trade", "ru", "slide"),
    ("road", "ko", "single"),
    ("road", "ko", "double"),
    ("sample", "en", "single"),
    ("sample", "en", "double"),
    ("sample", "en", "slide"),
)
"""Long words and short ones, letters of all fonts, few legs and many."""

RTL = "\u05e9\u05dc\u05d5\u05dd"


@pytest.fixture(scope="module")
def atlases() -> dict[str, routes.api.Atlas]:
    return {name: routes.build(path) for name, path in CASES.items()}


@pytest.fixture(scope="module")
def payloads(atlases: dict[str, routes.api.Atlas]) -> dict[tuple[str, str], Payload]:
    wanted = dict.fromkeys((name, tag) for name, tag, _ in DRAWN)
    return {(name, tag): compose(atlases[name], languages=(tag,)) for name, tag in wanted}


@pytest.fixture(scope="module")
def sample(payloads: dict[tuple[str, str], Payload]) -> Payload:
    return payloads["sample", "en"]


Layouts = Callable[[str, str, str], Laid]


@pytest.fixture(scope="module")
def layouts(payloads: dict[tuple[str, str], Payload]) -> Layouts:
    """Layouts by case, language and width, each made once."""
    return cache(lambda name, tag, width: laid_out(payloads[name, tag], STYLES[width]))


def _texts(sheet: Sheet) -> str:
    return "\n".join(item.text for item in sheet.items if isinstance(item, Words))


def _overlap(a: labels.Label, b: labels.Label) -> bool:
    return not labels.is_free(a.box, [b.box])


def _check(laid: Laid) -> None:
    left, top, right, bottom = laid.frame.box
    for label in laid.labels:
        box = label.box
        assert left <= box[0], label
        assert top <= box[1], label
        assert box[2] <= right, label
        assert box[3] <= bottom, label
        for line in label.lines:
            assert fonts.width(line, label.size) <= box[2] - box[0] + 0.01, label
    # Dots lie where the places are: two places may be in one spot.
    for a, b in combinations(laid.labels, 2):
        assert a.kind == b.kind == "dot" or not _overlap(a, b), (a, b)


@pytest.mark.parametrize(("name", "tag", "width"), DRAWN)
def test_nothing_on_the_map_lies_on_anything_else(
    payloads: dict[tuple[str, str], Payload], layouts: Layouts, name: str, tag: str, width: str
) -> None:
    payload, laid = payloads[name, tag], layouts(name, tag, width)
    _check(laid)
    named = {label.name for label in laid.labels if label.kind in ("place", "area")}
    stops = {place["id"] for place in payload["places"] if place["role"] == "stop"}
    assert stops <= named
    numbered = {label.name for label in laid.labels if label.kind == "number"}
    assert numbered == {leg["id"] for leg in payload["legs"]}
    assert not any("no room on the map" in note for note in laid.sheet.notes)


@pytest.mark.parametrize(("name", "tag", "width"), [each for each in DRAWN if each[1] == "en"])
def test_no_letter_is_smaller_than_print_bears(
    layouts: Layouts, name: str, tag: str, width: str
) -> None:
    least = 6.0 if width == "slide" else 5.0
    sheet = layouts(name, tag, width).sheet
    small = [each for each in sheet.items if isinstance(each, Words) and each.size < least]
    assert not small


def test_the_scale_is_that_of_the_map(layouts: Layouts) -> None:
    from routes.geodesy import destination  # noqa: PLC0415

    frame = layouts("trade", "en", "double").frame
    west, east = (destination(frame.center, turn, 250_000.0) for turn in (270.0, 90.0))
    (x, y), (x2, y2) = frame.pen([west, east])
    assert ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5 * frame.km_per_point == pytest.approx(
        500, rel=0.01
    )
    left, top, right, bottom = frame.box
    (middle,) = frame.pen([frame.center])
    assert middle == pytest.approx([(left + right) / 2, (top + bottom) / 2], abs=0.01)


def test_specks_have_no_name(layouts: Layouts) -> None:
    laid = layouts("trade", "en", "double")
    named = {label.name for label in laid.labels if label.kind == "country"}
    assert {"Mongolia", "China"} <= named
    assert not {"Hong Kong", "Macao", "Åland"} & named


def test_the_key_has_every_leg_with_its_sources(sample: Payload) -> None:
    found = entries(sample)
    assert [each.number for each in found] == list(range(1, len(sample["legs"]) + 1))
    assert {each.leg for each in found} == {leg["id"] for leg in sample["legs"]}
    first = ordered(sample)[0]["legs"]
    assert [each.leg for each in found[: len(first)]] == first
    by_leg = {each.leg: each for each in found}
    numbers = {source["id"]: source["number"] for source in sample["sources"]}
    for leg in sample["legs"]:
        entry = by_leg[leg["id"]]
        assert entry.sources == tuple(sorted({numbers[c["source"]] for c in leg["claims"]}))
        assert all(f"[{n}]" in entry.told_by for n in entry.sources)
        assert leg["title"] in entry.text
    denied = next(each for each in found if "denied by" in each.told_by)
    assert "The ministry [5]" in denied.told_by


def test_the_key_is_printed(sample: Payload, layouts: Layouts) -> None:
    told = _texts(layouts("sample", "en", "double").sheet).replace("\n", " ")
    for entry in entries(sample):
        assert entry.title in told
        assert entry.told_by in told
    for variant in sample["variants"]:
        assert variant["title"] in told
    assert sample["credits"][0].rstrip(".") in told
    version = sample["version_id"]
    assert version in told


def test_one_version_alone_keeps_the_numbers_of_its_legs(sample: Payload) -> None:
    laid = laid_out(sample, STYLES["single"], "ukraine")
    legs = next(v["legs"] for v in sample["variants"] if v["id"] == "ukraine")
    drawn = {label.name: label.lines for label in laid.labels if label.kind == "number"}
    numbers = {each.leg: (str(each.number),) for each in entries(sample)}
    assert drawn == {leg: numbers[leg] for leg in legs}
    assert any("Only version 2 is drawn" in note for note in laid.sheet.notes)
    assert "Only version 2 is drawn" in _texts(laid.sheet)


def test_a_figure_for_a_text_has_no_key(sample: Payload, layouts: Layouts) -> None:
    whole = layouts("sample", "en", "double").sheet
    bare = laid_out(sample, STYLES["double"], key=False).sheet
    told = _texts(bare).replace("\n", " ")
    assert sample["title"] not in told
    assert not [each.told_by for each in entries(sample) if each.told_by in told]
    for variant in sample["variants"]:
        assert variant["title"] in told
    assert sample["credits"][0].rstrip(".") in told
    assert sample["version_id"] in told
    assert (bare.title, bare.told) == (whole.title, whole.told)
    assert bare.height < 148.5 * 72 / 25.4  # half of an A4 page
    laid = laid_out({**sample, "mark": NOT_FOR_PUBLICATION}, STYLES["slide"], key=False)
    _check(laid)
    assert _texts(laid.sheet).count(str(NOT_FOR_PUBLICATION).upper()) == 2


def test_a_version_that_there_is_not(sample: Payload) -> None:
    with pytest.raises(UnknownName, match="ukraine"):
        figures.drawn(sample, "svg", variant="ukrane")


def test_the_same_figure_has_the_same_bytes(
    payloads: dict[tuple[str, str], Payload], layouts: Layouts
) -> None:
    sheet = layouts("road", "ko", "single").sheet
    again = laid_out(payloads["road", "ko"], STYLES["single"]).sheet
    for draw in (paint.svg, paint.pdf, partial(paint.png, dpi=150)):
        one, two = draw(sheet), draw(again)
        assert one == two
        assert b"atplotlib v" not in one
        assert str(ROOT).encode() not in one


def test_an_svg_says_what_it_is(sample: Payload, layouts: Layouts) -> None:
    drawn = paint.svg(layouts("sample", "en", "double").sheet)
    root = ET.fromstring(drawn)  # noqa: S314  made here
    assert root.get("role") == "img"
    names = (root.get("aria-labelledby") or "").split()
    told = {each.get("id"): each.text for each in root if each.get("id") in names}
    assert told["figure-title"] == sample["title"]
    assert "9 versions" in (told["figure-desc"] or "")
    assert not list(root.iter("{http://www.w3.org/2000/svg}image"))
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert (root.get("width") or "").startswith("510.2")


def test_a_png_says_what_it_is_and_has_its_size(sample: Payload) -> None:
    drawn, _ = figures.drawn(sample, "png", width="slide")
    image = Image.open(io.BytesIO(drawn))
    assert image.size == (2000, 1125)
    assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)
    assert image.text["Title"] == sample["title"]  # type: ignore[attr-defined]
    assert "9 versions" in image.text["Description"]  # type: ignore[attr-defined]


def test_a_pdf_can_be_searched(layouts: Layouts) -> None:
    content = paint.pdf(layouts("sample", "en", "double").sheet)
    assert b"CreationDate" not in content
    assert b"/Title" in content
    assert b"/Subject" in content
    assert b"/ToUnicode" in content
    assert b"/Image" not in re.sub(rb"/ImageC|/ImageB|/ImageI", b"", content)


def test_in_grey_there_is_no_colour(layouts: Layouts) -> None:
    laid = layouts("sample", "en", "double").sheet
    colours = {item.colour for item in greyed(laid).items}
    assert colours
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours)
    assert bright("#ffffff") == "#ffffff"
    assert bright("#000000") == "#000000"
    assert bright("#00ff00") > bright("#ff0000") > bright("#0000ff")
    svg = paint.svg(greyed(laid))
    found = set(re.findall(rb"#[0-9a-f]{6}\b", svg))
    assert all(c[1:3] == c[3:5] == c[5:7] for c in found)


def test_versions_have_greys_of_their_own(layouts: Layouts) -> None:
    laid = layouts("sample", "en", "double").sheet
    assert len(laid.colours) == 9
    greys = ramp(laid.colours)
    shades = [int(shade[1:3], 16) for shade in greys.values()]
    assert min(b - a for a, b in pairwise(sorted(shades))) >= 12
    assert min(abs(b - a) for a, b in pairwise(shades)) >= 40  # their lines lie side by side
    used = {item.colour for item in greyed(laid).items}
    assert set(greys.values()) <= used
    assert ramp(["#ff0000"]) == {"#ff0000": "#101010"}
    assert ramp([]) == {}


def test_versions_are_told_apart_without_colour(layouts: Layouts) -> None:
    sheet = layouts("sample", "en", "double").sheet
    strokes = [s for s in greyed(sheet).items if isinstance(s, Stroke) and s.clip is None]
    patterns = {s.dash for s in strokes if len(s.dash) >= 2}
    assert len(patterns) >= 8


def test_an_area_has_no_dot(payloads: dict[tuple[str, str], Payload], layouts: Layouts) -> None:
    laid = layouts("trade", "en", "double")
    areas = {p["id"] for p in payloads["trade", "en"]["places"] if p["area"]}
    dots = {label.name for label in laid.labels if label.kind == "dot"}
    assert areas
    assert not areas & dots
    washes = [i for i in laid.sheet.items if isinstance(i, Area) and i.opacity < 0.2]
    assert washes


def test_what_is_computed_and_left_out_is_said(layouts: Layouts) -> None:
    notes = layouts("trade", "en", "double").sheet.notes
    assert "5 computed paths are drawn, which no source reports; 10 further ones are not." in notes


def test_an_internal_figure_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = routes.build(ROOT / "tests/browser/sample.yaml", profile="internal")
    path = tmp_path / "case.internal.svg"
    payload = compose(atlas, languages=("en",))
    monkeypatch.setattr(figures, "compose", lambda *_, **__: payload)
    figures.write(atlas, path)
    assert path.stat().st_mode & 0o777 == 0o600
    laid = laid_out(payload, STYLES["slide"])
    assert _texts(laid.sheet).count(str(NOT_FOR_PUBLICATION).upper()) == 2  # above and on the map
    _check(laid)
    assert str(NOT_FOR_PUBLICATION) in laid.sheet.title
    root = ET.parse(path).getroot()  # noqa: S314  made here
    assert str(NOT_FOR_PUBLICATION) in (root[0].text or "")


HOSTILE = (
    "a$b_{c}$ \\frac{1}{2} %s {title} <b>&amp;</b> ]]> --",
    f"control\x00\x07\x1b[31m \u202e{RTL}\u2066 \ufeff\U0001f600 a\u0301",
    "long " * 200 + "W" * 1000,
    "\ud83d \n\t",
    "",
)


def _hostile(payload: Payload) -> Payload:
    """With every text one of the hostile ones, in turn."""
    made = copy.deepcopy(payload)
    texts = itertools.cycle(HOSTILE)
    made["title"], made["question"] = next(texts), next(texts)
    for item in (*made["variants"], *made["legs"]):
        item["title"] = next(texts)
    for place in made["places"]:
        place["label"] = next(texts)
    for source in made["sources"]:
        source["label"] = next(texts)
    return made


def test_hostile_text_is_only_text(sample: Payload) -> None:
    laid = laid_out(_hostile(sample), STYLES["single"])
    _check(laid)
    drawn = paint.svg(laid.sheet)
    ET.fromstring(drawn)  # noqa: S314  made here
    assert b"\x00" not in drawn
    assert paint.pdf(laid.sheet).rstrip().endswith(b"%%EOF")
    for item in laid.sheet.items:
        if isinstance(item, Words) and item.x >= 0:
            assert item.x + fonts.width(item.text, item.size) <= laid.sheet.width + 0.5


def test_boxes_for_letters_are_told(
    payloads: dict[tuple[str, str], Payload], layouts: Layouts
) -> None:
    def says(payload: Payload) -> bool:
        return any("boxes" in note for note in laid_out(payload, STYLES["single"]).sheet.notes)

    assert not any("boxes" in note for note in layouts("sample", "en", "single").sheet.notes)
    road = payloads["road", "ko"]
    plain: Payload = {**road, "languages": ["en"]}
    assert says({**plain, "question": RTL})
    publisher = [{**source, "publisher": RTL} for source in road["sources"]]
    assert says({**plain, "sources": publisher})  # type: ignore[typeddict-item]
    assert not says({**plain, "title": f"A {fonts.MISSING} that somebody wrote"})


def test_colours_of_a_payload_are_no_code(payloads: dict[tuple[str, str], Payload]) -> None:
    payload = copy.deepcopy(payloads["road", "ko"])
    payload["variants"][0]["colour"] = "red;url(http://x.example)"
    drawn, _ = figures.drawn(payload, "svg", width="single")
    assert b"x.example" not in drawn


def test_lines_are_broken_where_a_reader_would() -> None:
    assert fonts.wrapped("one two three", 10, fonts.width("one two", 10)) == ["one two", "three"]
    han = "图们江口岸以北"
    lines = fonts.wrapped(han, 10, 31)
    assert "".join(lines) == han
    assert max(map(len, lines)) == 3
    cut = fonts.wrapped("a " * 100, 10, 60, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert fonts.width(cut[-1], 10) <= 60
    assert fonts.wrapped("W" * 30, 10, 50)
    assert "".join(fonts.wrapped("W" * 30, 10, 50)) == "W" * 30


def test_letters_have_a_font() -> None:
    found = fonts.runs(fonts.readable("Tumen 두만강 Туманная"), 10)
    assert ["CJK" in run.file for run in found] == [False, True, False]
    assert [run.text for run in found] == ["Tumen ", "두만강 ", "Туманная"]
    assert fonts.readable(RTL) == fonts.MISSING * 4
    assert fonts.readable("a\u202eb") == "ab"


def test_an_old_file_stays_where_it_cannot_be_written(
    atlases: dict[str, routes.api.Atlas],
    payloads: dict[tuple[str, str], Payload],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    atlas, payload = atlases["road"], payloads["road", "ko"]
    monkeypatch.setattr(figures, "compose", lambda *_, **__: payload)
    with pytest.raises(OutputError):
        figures.save(atlas, tmp_path / "none" / "figure.svg", width="single")
    for bad in ({"width": "triple"}, {"language": "xx"}, {"variant": "no"}):
        with pytest.raises(UnknownName):
            figures.save(atlas, tmp_path / "figure.svg", **bad)  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        figures.save(atlas, tmp_path / "figure.gif")
    assert not list(tmp_path.iterdir())


_IN_A_NEW_HOME = """
import sys
from pathlib import Path
import json
from routes import figures
from routes.figures.alone import stay_alone
stay_alone()
payload = json.loads(Path(sys.argv[1]).read_text())
Path(sys.argv[2] + ".svg").write_bytes(figures.drawn(payload, "svg", width="single")[0])
from matplotlib.font_manager import fontManager
print(len(fontManager.ttflist))
"""


def test_a_home_does_not_matter_and_stays_as_it_is(
    payloads: dict[tuple[str, str], Payload], layouts: Layouts, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / ".config/matplotlib").mkdir(parents=True)
    settings = "lines.linewidth: 9\nfont.size: 30\nsvg.fonttype: none\npath.sketch: 1, 100, 2\n"
    (home / ".config/matplotlib/matplotlibrc").write_text(settings)
    (tmp_path / "payload.json").write_text(json.dumps(payloads["road", "ko"]))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "MPL"))}
    ran = subprocess.run(
        [sys.executable, "-c", _IN_A_NEW_HOME, str(tmp_path / "payload.json"), str(home / "out")],
        env={**kept, "HOME": str(home), "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "1"  # no font of the system was looked for
    left = sorted(p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file())
    assert left == [".config/matplotlib/matplotlibrc", "out.svg"]
    here = paint.svg(layouts("road", "ko", "single").sheet)
    assert (home / "out.svg").read_bytes() == here


def test_where_matplotlib_is_in_use_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    assert "matplotlib" in sys.modules
    stay_alone()
    assert "MPLCONFIGDIR" not in os.environ


def test_settings_of_others_come_back(layouts: Layouts) -> None:
    import matplotlib as mpl  # noqa: PLC0415

    sheet = layouts("road", "ko", "single").sheet
    before = dict(mpl.rcParams)
    with mpl.rc_context({"lines.linewidth": 7, "svg.fonttype": "none", "text.usetex": True}):
        changed = paint.svg(sheet)
        assert mpl.rcParams["lines.linewidth"] == 7
    assert dict(mpl.rcParams) == before
    assert changed == paint.svg(sheet)


def test_it_speaks_the_language_of_the_reader(
    payloads: dict[tuple[str, str], Payload], layouts: Layouts
) -> None:
    told = _texts(layouts("road", "ko", "single").sheet)
    assert "블라디보스토크" in told
    assert payloads["road", "ko"]["title"] in told.replace("\n", " ")
