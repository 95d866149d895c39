"""`routes embed`: what it prints, and what it will not take."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from routes.webmap.embed import host_script
from routes.webmap.published import GENERATOR
from tests.conftest import ROOT

TITLE = "From A to B"
HOSTILE = '"><script>alert(1)</script>'
SVG = '<svg viewBox="0 0 7 4"><title>t</title><path class="land" d="M0 0l1 1z"/></svg>'


def page(title: str = TITLE) -> str:
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<!doctype html>\n<html lang="de">\n<head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src'
        " 'sha256-AAAA'; style-src 'sha256-BBBB' 'sha256-CCCC'\">\n"
        f'<meta name="generator" content="{GENERATOR}">\n<title>{escaped}</title></head>\n\n'
        f'<body><figure class="picture">{SVG}</figure>\n<script>1 < 2 && "x"</script></body></html>'
    )


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("maps").mkdir()
    path = Path("maps/a b.html")
    path.write_text(page(), "utf-8")
    return path


class Tags(HTMLParser):
    """The elements of a snippet as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def tags(text: str) -> list[str]:
    return [tag for tag, _ in Tags(text).found]


def frame(text: str) -> dict[str, Any]:
    return next(attrs for tag, attrs in Tags(text).found if tag == "iframe")


def test_a_sealed_frame_and_the_script(call, file):
    code, out, err = call("embed", file)
    assert code == 0
    assert tags(out) == ["iframe", "script"]
    assert frame(out) == {
        "data-routes-map": None,
        "title": TITLE,
        "sandbox": "allow-scripts allow-popups allow-popups-to-escape-sandbox",
        "allow": "clipboard-write; fullscreen",
        "referrerpolicy": "no-referrer",
        "loading": "lazy",
        "width": "100%",
        "height": "620",
        "style": "border:0",
        "src": "maps/a%20b.html",
    }
    assert host_script() in out
    assert "maps/a%20b.html" in err


def test_no_script_is_only_the_frame(call, file):
    assert tags(call("embed", file, "--no-script")[1]) == ["iframe"]


def test_src_and_height(call, file):
    src = "https://maps.example.org/a.html?x=1&y=2#v=one"
    code, out, err = call("embed", file, "--src", src, "--height", 480)
    assert (code, err) == (0, "")
    assert frame(out)["src"] == src
    assert frame(out)["height"] == "480"


def test_no_path_of_the_machine_gets_out(call, file):
    _, out, _ = call("embed", file.resolve())
    assert frame(out)["src"] == "a%20b.html"


def test_without_importing_folium(file):
    code = (
        "import sys; from routes.cli import run; run(sys.argv[1:]); print('folium' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "embed", str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_srcdoc_is_the_whole_page(call, file):
    code, out, err = call("embed", file, "--srcdoc")
    assert (code, err) == (0, "")
    assert frame(out)["srcdoc"] == page()
    assert tags(out) == ["iframe", "script"]
    assert out.isascii()


def test_srcdoc_is_ascii_whatever_the_page(call, file):
    file.write_text(page("Владивосток → 평양"), "utf-8")
    _, out, _ = call("embed", file, "--srcdoc")
    assert out.isascii()
    assert frame(out)["srcdoc"] == page("Владивосток → 평양")
    assert frame(out)["title"] == "Владивосток → 평양"


def test_no_line_of_a_snippet_is_empty(call, file):
    """An empty line ends a block of HTML in Markdown."""
    for option in ("--script", "--srcdoc", "--picture"):
        _, out, _ = call("embed", file, option)
        assert "\n\n" not in out.strip()


def test_picture_has_no_script_and_no_style(call, file):
    _, out, _ = call("embed", file, "--picture", "--src", "https://maps.example.org/a.html")
    assert tags(out) == ["figure", "svg", "title", "path", "figcaption", "a"]
    assert "style" not in out
    found = dict(Tags(out).found)
    assert found["a"]["href"] == "https://maps.example.org/a.html"
    assert found["figure"]["lang"] == "de"
    assert TITLE in Tags(out).text


@pytest.mark.parametrize("options", [(), ("--srcdoc",), ("--picture",), ("--format", "quarto")])
def test_a_hostile_title_is_only_text(call, file, options):
    file.write_text(page(HOSTILE), "utf-8")
    _, out, _ = call("embed", file, *options)
    assert "<script>alert" not in out
    told = Tags(out)
    assert HOSTILE in (told.text, *(attrs.get("title") for _, attrs in told.found)) or (
        HOSTILE in told.text
    )


@pytest.mark.usefixtures("file")
def test_a_hostile_name_is_only_a_name(call):
    path = Path('x" onload="alert(1).html')
    path.write_text(page(), "utf-8")
    _, out, _ = call("embed", path)
    assert "onload" not in frame(out)
    assert frame(out)["src"] == "x%22%20onload%3D%22alert%281%29.html"


@pytest.mark.usefixtures("file")
def test_a_name_with_a_colon_is_no_scheme(call):
    path = Path("javascript:alert(1).html")
    path.write_text(page(), "utf-8")
    assert frame(call("embed", path)[1])["src"].startswith("javascript%3A")


@pytest.mark.parametrize(
    "src",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " https://a.example/", "",
     "java\tscript:alert(1)", "https://[bad", 'https://a.example/"onload=x', "file:///a.html",
     "a\\b.html"],
)  # fmt: skip
def test_addresses_that_are_no_pages_are_refused(call, file, src):
    code, out, err = call("embed", file, "--src", src)
    assert (code, out) == (2, "")
    assert "--src" in err


def test_csp_is_the_hash_of_what_is_printed(call, file):
    _, out, _ = call("embed", file)
    script = out.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    _, csp, _ = call("embed", file, "--csp", "--src", "https://maps.example.org:8443/a.html#x")
    assert csp.splitlines() == [
        "frame-src https://maps.example.org:8443",
        f"script-src 'sha256-{digest}'",
    ]


def test_csp_of_an_inline_page_has_its_hashes_too(call, file):
    _, out, _ = call("embed", file, "--csp", "--srcdoc")
    lines = dict(line.split(" ", 1) for line in out.splitlines())
    assert lines["style-src"] == "'sha256-BBBB' 'sha256-CCCC'"
    assert lines["script-src"].endswith(" 'sha256-AAAA'")


def test_no_csp_is_needed_for_a_picture(call, file):
    assert json.loads(call("embed", file, "--picture", "--format", "json")[1])["csp"] == {}


def test_markdown_stands_between_empty_lines(call, file):
    _, out, _ = call("embed", file, "--format", "markdown")
    assert out.startswith("\n<iframe ")
    assert out.endswith("</script>\n\n")


def test_quarto_is_a_raw_block_and_says_what_to_publish(call, file):
    _, out, err = call("embed", file, "--format", "quarto")
    assert out.startswith("```{=html}\n<iframe ")
    assert out.endswith("</script>\n```\n")
    assert "resources: [maps/a%20b.html]" in err


def test_jupyter_is_python(call, file):
    file.write_text(page(HOSTILE + " it's"), "utf-8")
    _, out, _ = call("embed", file, "--format", "jupyter")
    tree = ast.parse(out)
    asked = tree.body[-1].value
    assert asked.func.id == "IFrame"
    assert ast.literal_eval(asked.args[0]) == "maps/a%20b.html"
    extras = next(ast.literal_eval(k.value) for k in asked.keywords if k.arg == "extras")
    assert not any("<script" in extra for extra in extras)


def test_jupyter_needs_no_srcdoc(call, file):
    code, out, err = call("embed", file, "--format", "jupyter", "--srcdoc")
    assert (code, out) == (2, "")
    assert "routes.build" in err


def test_json(call, file):
    _, out, _ = call("embed", file, "--format", "json")
    data = json.loads(out)
    assert (data["title"], data["language"], data["src"]) == (TITLE, "de", "maps/a%20b.html")
    assert data["height"] == 620
    assert data["script"] == host_script()
    assert tags(data["html"]) == ["iframe", "script"]
    assert set(data["csp"]) == {"frame-src", "script-src"}


def test_srcdoc_and_picture_are_two_ways(call, file):
    assert call("embed", file, "--srcdoc", "--picture")[0] == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<title>Somebody's page</title>", "not a map page"),
        (b"", "not a map page"),
        (b"\xff\xfe<\x00h\x00", "not UTF-8"),
        (page().split("<figure")[0].encode(), "not a whole map page"),
    ],
)
def test_what_is_not_our_page_is_refused(call, file, content, message):
    file.write_bytes(content)
    code, out, err = call("embed", file)
    assert (code, out) == (1, "")
    assert err.startswith(f"{file}:1:1: page: ")
    assert message in err


@pytest.mark.usefixtures("file")
def test_a_missing_file_and_a_folder_are_refused(call):
    for path, message in (("nowhere.html", "No such file"), ("maps", "directory")):
        code, out, err = call("embed", path)
        assert (code, out) == (1, "")
        assert message in err


def test_the_script_survives_editors_of_web_pages():
    script = host_script()
    assert script.isascii()
    assert not set(script) & set("&<>")
    assert all(script.splitlines())


def test_the_guide_names_only_options_that_there_are(call):
    guide = (ROOT / "docs" / "embedding.md").read_text("utf-8")
    _, usage, _ = call("embed", "--help")
    named = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", guide))
    assert {"--src", "--srcdoc", "--picture", "--csp", "--no-script"} <= named
    assert [option for option in sorted(named) if option not in usage] == []


def test_same_page_same_bytes(call, file):
    assert call("embed", file) == call("embed", file)
