"""The payload of very many routes, the page around it, and what a caller may pass."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from html import unescape

import geopandas as gpd
import numpy as np
import pytest
import shapely

import routes
from routes.errors import UsageError
from routes.webmap.coding import unpack
from routes.webmap.overview_compose import compose
from routes.webmap.overview_kinds import kinds
from routes.webmap.overview_lines import arrays_of
from routes.webmap.overview_page import html, pictured, told
from routes.webmap.overview_picture import picture
from routes.webmap.packing import contents, unpacked
from routes.webmap.pencil import pen_of
from routes.webmap.projecting import plane_of

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7 * 191 }} '\" \u2028"
BENT = [(10.0, 50.0), (12.0, 51.0), (15.0, 50.5)]
ENDS = [(131.9, 43.1), (30.3, 59.9)]


def made(lines=(BENT, ENDS), **named):
    return compose(list(lines), title="Two", named=named)


def test_lines_come_out_as_they_went_in():
    payload = made()
    shapes = {c["geodesic"]: unpack(c["lines"], payload["scale"]) for c in payload["chunks"]}
    assert np.allclose(shapes[False][0], BENT, atol=0.0006)
    assert np.allclose(shapes[True][0], ENDS, atol=0.0006)


def test_a_geodesic_travels_as_its_ends_whatever_its_length():
    one, many = (made([ENDS] * n)["chunks"][0]["lines"] for n in (1, 100))
    assert len(unpack(one, 1000)[0]) == 2
    assert len(many) < 100 * 20


def test_what_is_said_of_a_route_stays_with_it():
    payload = made(groups=["sea", "land"], names=["A", "B"], starts=["x", "y"], ends=["z", "x"])
    words = payload["words"]
    for chunk in payload["chunks"]:
        ((group, name), (start, end)) = unpack(chunk["about"], 1)[0].astype(int)
        found = (payload["groups"][group]["label"], words[name], words[start], words[end])
        assert found == (("land", "B", "y", "x") if chunk["geodesic"] else ("sea", "A", "x", "z"))
    assert [g["count"] for g in payload["groups"]] == [1, 1]


def test_the_largest_flow_comes_first_and_is_named_after_most():
    near = [[(10.0 + i / 100, 50.0), (60.0, 55.0)] for i in range(5)]
    starts = ["Fulda", "Fulda", "Bebra", "Fulda", "Bebra", "Perm"]
    payload = made([*near, [(60.0, 20.0), (10.0, 20.0)]], starts=starts, ends=["Omsk"] * 6)
    first, second = payload["largest"]
    assert (first["count"], second["count"]) == (5, 1)
    assert first["begins"] == {"name": "Fulda", "others": 1}
    assert first["ends"] == {"name": "Omsk", "others": 0}
    assert "Fulda and 1 other place to Omsk" in html(payload)


def test_the_middle_of_a_flow_minds_the_antimeridian():
    payload = made([[(179.9, 10.0), (160.0, 40.0)], [(-179.9, 10.0), (160.0, 40.0)]])
    lons = {abs(flow["start"][0]) for flow in payload["largest"]}
    assert lons <= {179.9, 180.0}


@pytest.mark.parametrize(
    ("lines", "named", "message"),
    [
        ([], {}, "no route to draw"),
        ([[(1, 2)]], {}, "route 1 must be lon, lat pairs"),
        ([BENT, [(1, 2), "x"]], {}, "route 2 must be"),
        ([BENT, [(1, 2), (3, 91)]], {}, "route 2: 3, 91 is not lon, lat"),
        ([BENT, [(1, 2), (3, float("nan"))]], {}, "route 2: 3, nan"),
        ([BENT], {"names": ["a", "b"]}, "2 names for 1 routes"),
        ([BENT] * 256, {"groups": [str(i) for i in range(256)]}, "256 groups"),
        ([shapely.Point(1, 2)], {}, "route 1 is a Point"),
        ([None], {}, "route 1 is nothing"),
    ],
)
def test_what_cannot_be_drawn_is_refused(lines, named, message):
    with pytest.raises(UsageError, match=message):
        compose(lines, title="t", named=named)


def test_a_language_that_the_page_does_not_speak_is_refused():
    with pytest.raises(UsageError, match="does not speak 'tlh'"):
        compose([BENT], title="t", named={}, language="tlh")


def test_lines_of_geopandas_are_taken_to_degrees():
    frame = gpd.GeoDataFrame(geometry=[shapely.LineString(BENT)], crs=4326)
    (line,) = arrays_of(frame.to_crs(3857))
    assert np.allclose(line, BENT)
    assert np.allclose(arrays_of(frame.geometry.set_crs(None, allow_override=True))[0], BENT)


def test_a_line_cut_at_the_antimeridian_is_one_and_one_with_gaps_is_none():
    east, west = [(170.0, 1.0), (180.0, 2.0)], [(-180.0, 2.0), (-170.0, 3.0)]
    (line,) = arrays_of([shapely.MultiLineString([east, west])])
    assert len(line) == 4
    with pytest.raises(UsageError, match="route 1 is in parts that do not meet"):
        arrays_of([shapely.MultiLineString([east, BENT])])


def test_heights_are_left_out():
    assert arrays_of([shapely.LineString([(1, 2, 3), (4, 5, 6)])])[0].shape == (2, 2)
    assert arrays_of([[(1, 2, 3), (4, 5, 6)]])[0].shape == (2, 2)


def executed(page: str, tag: str) -> list[str]:
    suffix = {"script": ".js", "style": ".css"}[tag]
    hidden = re.findall(r'data-packed="([\w.-]+)">(.*?)</script>', page, re.DOTALL)
    plain = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    return plain + [unpacked(text) for name, text in hidden if name.endswith(suffix)]


def test_the_policy_names_what_runs_and_no_more():
    page = html(made(names=[HOSTILE, "b"], groups=[HOSTILE, "b"]))
    policy = page.split('Content-Security-Policy" content="')[1].split('"', maxsplit=1)[0]
    wanted = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag in ("script", "style")
        for text in executed(page, tag)
    }
    assert set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", policy)) == wanted
    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy


def data_of(page):
    """The payload as the scripts of the page put it together."""
    found = contents(page)
    payload = json.loads(found.pop("payload.json"))
    for name in (name for name in found if name.startswith("chunks-")):
        payload["chunks"] += json.loads(found[name])
    return payload


def test_the_first_routes_come_before_the_scripts_and_the_others_behind_them():
    page = html(made([BENT] * 9500))
    assert len(json.loads(contents(page)["payload.json"])["chunks"]) == 1
    assert len(data_of(page)["chunks"]) == 10
    places = [page.index(text) for text in ('id="routes-data"', "unpack(", "chunks-2.json")]
    assert places == sorted(places)
    assert page.count("data-part=") == 3


def test_hostile_texts_go_in_as_data_only():
    named = {"names": [HOSTILE] * 2, "starts": [HOSTILE] * 2, "ends": ["z"] * 2}
    payload = compose([BENT, ENDS], title=HOSTILE, named=named, summary=HOSTILE, credit=[HOSTILE])
    page = html(payload)
    assert page.isascii()
    assert "<img" not in page
    assert "7 * 191" in page
    assert "1337" not in page.split("</title>")[0]
    assert data_of(page) == payload


def test_same_routes_same_bytes_and_the_page_is_small():
    page = html(made())
    assert page == html(made())
    assert len(page) < 250_000


def test_a_thousand_routes_of_fifty_vertices_are_within_their_share():
    random = np.random.default_rng(1)
    steps = np.cumsum(random.normal(0, 0.3, (1000, 50, 2)), axis=1)
    lines = random.uniform((0, 40), (60, 60), (1000, 2))[:, None] + steps
    size = sum(len(chunk["lines"]) for chunk in made(list(lines))["chunks"])
    assert size < 250_000


def test_the_front_door(tmp_path):
    page = routes.overview([BENT, ENDS], title="T", groups=["a", None], ends=(["x"] * 2, ["y"] * 2))
    assert isinstance(page, routes.Overview)
    page.save(tmp_path / "o.html")
    assert (tmp_path / "o.html").read_text("ascii") == page.html()
    assert page._repr_html_().startswith("<iframe ")


def test_a_page_in_german_has_its_numbers_and_countries_by_locale():
    ulm = ["Ulm"] * 1200
    payload = compose([BENT] * 1200, title="T", named={"starts": ulm, "ends": ulm}, language="de")
    assert "Deutschland" in {label["name"] for label in payload["basemap"]["labels"]}
    page = unescape(html(payload))
    assert "weniger als 0,2\xa0% ihrer" in page
    assert "1.200 Routen" in page
    assert "innerhalb von Ulm" in page


def test_the_first_view_shows_all_on_either_side_of_the_antimeridian():
    """Measured on the plane of the map. In degrees Alaska is far west of Japan, and not east."""
    towns = [(139.6, 35.4), (-157.9, 21.3), (-149.9, 61.2), (158.7, 53.0), (151.0, -33.9)]
    payload = made([[a, b] for a in towns for b in towns if a != b])
    plane = plane_of(payload["view"]["projection"])
    fit, ends = plane.forward(np.array(payload["view"]["fit"])), plane.forward(np.array(towns))
    assert (fit.min(axis=0) <= ends.min(axis=0) + 500).all()
    assert (fit.max(axis=0) >= ends.max(axis=0) - 500).all()


def test_the_first_view_shows_a_great_circle_that_reaches_beyond_its_ends():
    payload = made([[(10.0, 60.0), (150.0, 60.0)], [(80.0, 45.0), (82.0, 45.0)]])
    assert max(lat for _, lat in payload["view"]["fit"]) > 70


def test_routes_all_over_the_world_have_a_map():
    lines = [[(lon, lat), (-lon, -lat / 2)] for lon in range(10, 180, 20) for lat in (-60, 20, 70)]
    assert made(lines)["view"]["radius_deg"] == 120


def pictured_in(payload):
    root = ET.fromstring(picture(payload))  # noqa: S314  our own
    return root, "{http://www.w3.org/2000/svg}"


def test_the_picture_ends_where_the_land_was_cut_off_and_draws_no_coast_there():
    payload = made([[(10.0, 50.0), (130.0, 40.0)], [(100.0, 10.0), (30.0, 60.0)]])
    root, svg = pictured_in(payload)
    (clip,) = root.iter(f"{svg}clipPath")
    (land,) = (g for g in root.iter(f"{svg}g") if g.get("clip-path") == f"url(#{clip.get('id')})")
    inside = {node.get("class") for node in land}
    assert {"sea", "land"} <= inside
    outside = {node.get("class") for node in root}
    assert not {"sea", "land", "lakes", "borders"} & outside
    rim = clip[0].get("d")
    assert [node.get("d") for node in root if node.get("class") == "rim"] == [rim]


def test_the_picture_of_what_lies_within_the_land_is_not_clipped():
    root, svg = pictured_in(made([[(10.0, 50.0), (14.0, 52.0)]]))
    assert not list(root.iter(f"{svg}clipPath"))
    assert "sea" in {node.get("class") for node in root.iter()}


def test_a_flow_in_the_picture_has_the_colour_of_its_group_or_is_black():
    far = [[(10.0, 50.0), (60.0, 55.0)], [(10.0, 20.0), (60.0, 20.0)], [(10.0, 20.0), (60.0, 20.0)]]
    payload = made(far, groups=["a", "a", "b"])
    root, svg = pictured_in(payload)
    strokes = [n.get("stroke") for n in root.iter(f"{svg}path") if n.get("opacity")]
    assert strokes == [payload["groups"][0]["colour"], "#1d1f21"]


def test_a_flow_in_the_picture_runs_along_the_great_circle():
    payload = made([[(0.0, 50.0), (90.0, 50.0)], [(45.0, 30.0), (45.0, 70.0)]])
    root, svg = pictured_in(payload)
    pen = pen_of(payload["view"])
    middle = pen([(45.0, 59.3)])[0]
    paths = [n.get("d") for n in root.iter(f"{svg}path") if n.get("opacity")]
    steps = [np.array(re.findall(r"-?(?:\d+\.?\d*|\.\d+)", d), float).reshape(-1, 2) for d in paths]
    nearest = min(np.hypot(*(np.cumsum(s, axis=0) - middle).T).min() for s in steps)
    assert nearest < 3


def test_how_much_of_it_the_picture_shows():
    lines = [[(i % 30 * 5.0, 10.0 + i // 30 * 9), (i % 30 * 5.0, 60.0)] for i in range(90)]
    payload = made(lines)
    shown = sum(flow["count"] for flow in payload["largest"])
    assert shown < 90
    want = f"The picture shows {shown} of 90 routes: the 40 largest flows."
    assert pictured(payload) == want
    assert want in html(payload)
    assert "all of them" in pictured(made())


def test_numbers_in_an_english_page_have_their_thousands_apart():
    assert "shows 1,200 routes." in html(made([BENT] * 1200))


def test_the_key_of_the_picture_has_every_group():
    page = html(made(groups=["a", "b"]))
    key = page.split('class="lines-key"')[1].split("</ul>")[0]
    assert key.count("<li>") == 2
    assert "A flow of several groups" not in key
    page = html(made([BENT, BENT], groups=["a", ""]))
    key = page.split('class="lines-key"')[1].split("</ul>")[0]
    assert "Without a group" in key
    assert "A flow of several groups" in key


def test_how_much_there_is():
    assert told(made([BENT] * 1200)) == "The map shows 1,200 routes."
    assert told(made()) == "The map shows 2 routes."
    assert told(made(groups=["a", "b"])) == "The map shows 2 routes in 2 groups."


def test_a_flow_of_several_kinds_is_black_and_dashed_as_the_least_founded():
    groups = ["reported-closed", "inferred"]
    payload = compose([ENDS, ENDS], title="T", named={"groups": groups}, kinds=kinds())
    (flow,) = payload["largest"]
    assert flow["group"] is None
    root, svg = pictured_in(payload)
    (line,) = (n for n in root.iter(f"{svg}path") if n.get("opacity"))
    assert line.get("stroke") == "#1d1f21"
    assert line.get("stroke-dasharray")
    assert "bars" not in {n.get("class") for n in root.iter()}


@pytest.mark.parametrize(("reach", "zoom"), [(40.0, 9.0), (1.0, 11.7), (0.01, 12.0)])
def test_a_small_map_goes_nearer_as_far_as_its_coordinates_bear(reach, zoom):
    told = made([[[10.0 - reach, 0.0], [10.0 + reach, 0.0]]])
    assert told["view"]["max_zoom"] == pytest.approx(zoom, abs=0.1)
