"""The page as bytes: constant shell, hashes, escapes, and what folium users may do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources
from pathlib import Path

import folium
import numpy as np
import pytest

from routes.errors import UsageError
from routes.webmap import page
from routes.webmap.article import article
from routes.webmap.packing import contents, packed, unpacked
from routes.webmap.parts import scripts_of
from routes.webmap.picture import picture
from routes.webmap.published import NotOurPage
from tests.browser.sample import sample

ASSETS = resources.files("routes.webmap") / "assets"


@pytest.fixture(scope="module")
def html() -> str:
    return page.html(sample())


def executed(html: str, tag: str) -> list[str]:
    """What runs as it stands, and what runs when it has come out unpacked."""
    suffix = {"script": ".js", "style": ".css"}[tag]
    hidden = re.findall(r'data-packed="([\w.-]+)">(.*?)</script>', html, re.DOTALL)
    plain = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return plain + [unpacked(text) for name, text in hidden if name.endswith(suffix)]


def test_same_payload_same_bytes(html: str) -> None:
    assert page.html(sample()) == html


def test_page_is_ascii(html: str) -> None:
    assert html.isascii()


def test_every_inline_script_and_style_is_hashed_and_no_more(html: str) -> None:
    policy = html.split('Content-Security-Policy" content="')[1].split('"', maxsplit=1)[0]
    hashes = set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", policy))
    wanted = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag in ("script", "style")
        for text in executed(html, tag)
    }
    assert hashes == wanted


def test_policy_names_no_host_and_nothing_unsafe(html: str) -> None:
    policy = html.split('Content-Security-Policy" content="')[1].split('"', maxsplit=1)[0]
    policy = policy.replace("&#39;", "'")
    names = {part for rule in policy.split(";") for part in rule.split()[1:]}
    assert {n for n in names if not n.startswith("'sha256-")} == {"'none'"}
    assert policy.startswith("default-src 'none'")
    assert "base-uri 'none'" in policy
    assert "form-action 'none'" in policy


def test_shell_does_not_depend_on_the_case(html: str) -> None:
    other = sample()
    other["title"] = "Another title"
    other["legs"][0]["title"] = "{{ 7 * 191 }}"
    assert executed(page.html(other), "script") == executed(html, "script")


def test_payload_survives_the_way_into_the_page(html: str) -> None:
    data = contents(html)["payload.json"]
    assert json.loads(data) == sample()
    assert not set("<>&") & set(data)


def test_what_is_packed_needs_no_escape_and_says_nothing_by_itself(html: str) -> None:
    packed = re.findall(r"<script[^>]* data-packed=[^>]*>(.*?)</script>", html, re.DOTALL)
    assert len(packed) >= 4
    for text in packed:
        assert not set("<>&\"'\\") & set(text)
        assert not any(character.isspace() for character in text)


def test_scripts_are_those_of_the_sources(html: str) -> None:
    found = contents(html)
    for name in scripts_of("map", sample()["view"]["projection"]["kind"]):
        assert f"/* {name} */" in found["routes.js"]
    assert "L.version" in found["leaflet.js"] or "leaflet" in found["leaflet.js"].lower()
    assert found["start.js"].endswith('Routes.start("map_routes");')
    assert sample()["title"] not in "".join(v for k, v in found.items() if k.endswith(".js"))


@pytest.mark.parametrize("text", ["", "a", "{}", "na\u00efve \u4e16\u754c", "x" * 100_000])
def test_texts_come_out_as_they_went_in(text: str) -> None:
    assert unpacked(packed(text)) == text
    assert packed(text) == packed(text)


@pytest.mark.parametrize("text", ["", "!", "abc", "c%Q=", "\u00e9", packed("abcdef")[:-2]])
def test_what_is_no_packed_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="packed text is damaged"):
        unpacked(text)


def test_the_same_bytes_on_every_machine() -> None:
    """The version of libdeflate that constraints.txt names made this; another may not."""
    digest = hashlib.sha256(packed("routes " * 999 + "".join(map(chr, range(32, 127)))).encode())
    assert digest.hexdigest()[:16] == "cdcd917989928f63"


def test_a_page_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(NotOurPage, match="no data of a map"):
        contents("<p>something else</p>")


def test_no_inline_style_attribute_and_no_handler(html: str) -> None:
    shell = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\sstyle=", shell)
    assert not re.search(r"<[^>]*\son\w+=", shell)


def test_nothing_points_to_a_network(html: str) -> None:
    shell = re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL)
    assert "url(" not in "".join(executed(html, "style"))
    assert "@import" not in html
    assert "sourceMappingURL" not in html
    assert not re.search(r"<(link|img|iframe|object|embed)\b", shell)


@pytest.mark.parametrize("language", ["ru", "ko", "zh"])
def test_language_of_the_page_is_said_and_not_that_of_the_case(language: str) -> None:
    payload = sample()
    payload["language"] = "pt"
    payload["languages"] = [language]
    assert f'<html lang="{language}">' in page.html(payload)


def test_page_of_the_sample_is_below_its_budget(html: str) -> None:
    # A large basemap and eleven places.
    assert len(html) < 350_000


def test_own_scripts_are_ascii_and_all_are_used() -> None:
    names = {item.name for item in ASSETS.iterdir() if item.name.endswith(".js")}
    ours = {
        name
        for whose in ("map", "overview")
        for projection in ("azimuthal", "albers", "mercator")
        for name in scripts_of(whose, projection)
    }
    assert names == {*ours, "folium.js", "unpack.js", "host.js"}
    for item in ASSETS.iterdir():
        assert item.read_bytes().isascii(), item.name


def test_map_saves_and_shows_itself(html: str, tmp_path: Path) -> None:
    route_map = page.route_map(sample())
    route_map.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text(encoding="ascii") == html
    shown = route_map._repr_html_()
    assert shown.startswith("<iframe ")
    assert "srcdoc=" in shown
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"' in shown
    assert "allow-same-origin" not in shown


def test_layers_of_a_user_are_hashed_and_numbered() -> None:
    def build() -> str:
        route_map = page.route_map(sample())
        folium.CircleMarker([59.9, 30.3], radius=9).add_to(route_map)
        group = folium.FeatureGroup("mine").add_to(route_map)
        folium.Marker([43.1, 131.9]).add_to(group)
        rendered: str = route_map.get_root().render()
        return rendered

    html = build()
    assert html == build()
    test_every_inline_script_and_style_is_hashed_and_no_more(html)
    assert "circle_marker_n1" in html


def test_maps_do_not_share_links() -> None:
    first = page.route_map(sample())
    first.add_js_link("mine", "mine.js")
    assert "mine.js" in first.get_root().render()
    assert "mine.js" not in page.html(sample())


def test_rendering_twice_gives_the_same() -> None:
    root = page.route_map(sample()).get_root()
    assert root.render() == root.render()


def test_index_links_and_escapes() -> None:
    html = page.index(
        [
            {
                "title": "<b>",
                "question": None,
                "href": "a map.html",
                "summary": "x & y",
                "picture": picture(sample()),
            }
        ]
    )
    assert html.isascii()
    assert '<a href="a%20map.html">&lt;b&gt;</a>' in html
    assert "script-src 'none'" in html.replace("&#39;", "'")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//host/x", "/x", "http://x/", "", "a\\b"])
def test_index_refuses_what_is_not_a_relative_path(href: str) -> None:
    with pytest.raises(UsageError, match="relative path"):
        page.index([{"title": "t", "question": None, "href": href, "summary": "s", "picture": ""}])


def test_picture_marks_what_the_map_marks() -> None:
    svg = picture(sample())
    assert len(svg) < 45_000
    assert svg.count('class="still"') >= 20
    assert svg.count('class="bars"') == 1
    assert "losed since January 2024" in svg
    assert svg.count('class="contested"') == 2
    assert "St. Petersburg" in svg


def test_picture_of_hardly_anything() -> None:
    payload = sample()
    payload["legs"], payload["places"], payload["variants"] = [], [], []
    payload["view"]["fit"] = []
    assert picture(payload).startswith("<svg")


def test_article_words_a_guess_as_a_guess() -> None:
    payload = sample()
    guess = next(leg for leg in payload["legs"] if leg["id"] == "to-finland")
    guess["claims"] = [payload["legs"][0]["claims"][0]]
    text = article(payload)
    assert "Weighed by" in text
    assert "no source weighs or reports it" in text
    assert "only weighed" not in guess["corroboration"]["sentence"]


def test_article_does_not_call_reported_what_nobody_asserts() -> None:
    payload = sample()
    before = article(payload).count("asserted by no source")
    assert payload["variants"][1]["told"]
    payload["variants"][1]["told"] = False
    told = '<td data-label="Status">asserted by no source'
    assert told in article(payload)
    assert article(payload).count("asserted by no source") > before


def test_article_says_what_is_our_reading() -> None:
    payload = sample()
    payload["grammars"].append({**payload["grammars"][0], "id": "spare", "label": "spare"})
    text = article(payload)
    assert '<td data-label="Status">reported, in part inferred</td>' in text
    assert '<td data-label="Status">reported</td>' in text
    assert "spare" not in text
    assert payload["shared"]
    assert all(sentence in text for sentence in payload["shared"])
    payload["variants"][0]["legs"] = ["drive"]
    assert '<td data-label="Status">reported, the way inferred</td>' in article(payload)


def test_strands_of_the_picture_lie_as_on_the_map() -> None:
    """Copies are counted to the right of the bundle's first leg, whatever the places' names."""
    payload = sample()
    first, second = payload["variants"][1], payload["variants"][2]
    payload["variants"] = [{**v, "legs": ["across"]} for v in (first, second)]
    lines = re.findall(r'class="still" stroke="(#\w+)".*? d="([^"]+)"', picture(payload))
    middles = {}
    for colour, path in lines:
        numbers = np.array([float(n) for n in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", path)])
        points = numbers.reshape(-1, 2).cumsum(axis=0)
        middles[colour] = points[len(points) // 2]
    # From Vladivostok to St. Petersburg is westward, so to the left is the southern side.
    assert middles[first["colour"]][1] > middles[second["colour"]][1]
