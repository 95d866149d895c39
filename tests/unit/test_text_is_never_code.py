"""Read from the sources: nothing that a case says can become a template, a script or a link."""

# ruff: noqa: E501  patterns are easier to read so
from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

import routes
from routes.webmap import embed, links, page, parts, shell
from routes.webmap.compose import compose

ROUTES = Path(routes.__file__).parent
ASSETS = ROUTES / "webmap" / "assets"
TEMPLATES = ROUTES / "webmap" / "templates"
PINNED = Path(__file__).parents[1] / "golden" / "scripts.json"
RENEW = "ROUTES_RENEW=scripts python -m pytest tests/unit/test_text_is_never_code.py"

# The one module that may import each, and what else may make text pass for markup.
ONLY_IN = {"folium": "webmap/page.py", "branca": "webmap/page.py", "jinja2": "webmap/shell.py"}
MARKUP_IN = {
    "webmap/page.py": "the shell of folium, the picture, the article, the payload",
    "webmap/shell.py": "our own scripts and styles",
    "webmap/article.py": "swatches made by an XML writer",
    "webmap/overview_page.py": "the picture and the payload",
    "webmap/overview_picture.py": "swatches made by an XML writer",
}
EVALUATES = {"eval", "exec", "compile", "from_string", "__import__", "Template"}
EVALUATES_IN_PAGES = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\s*\(|new Function|\bFunction\s*\("
    r"|setTimeout\s*\(\s*[\"'`]|setInterval\s*\(\s*[\"'`]|setAttribute\(\s*[\"']on|\.on[a-z]+\s*=[^=]"
    r"|createContextualFragment|DOMParser|srcdoc\s*=|javascript:|import\s*\("
)
# On a page with layers of folium's only: popups are markup there. See page-security.md.
EVALUATES_ALLOWED = {"folium.js": ["innerHTML"]}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(ROUTES.rglob("*.py")):
        yield file.relative_to(ROUTES).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                yield function.id, node
            elif isinstance(function, ast.Attribute) and function.attr != "compile":
                yield function.attr, node


def wrong_imports(name: str, tree: ast.AST) -> list[str]:
    return [each for each in imported(tree) if each in ONLY_IN and ONLY_IN[each] != name]


def wrong_calls(name: str, tree: ast.AST) -> list[str]:
    found = []
    for call, node in called(tree):
        if call in EVALUATES and not (call == "Template" and _is_constant(name, node)):
            found.append(f"{name}:{node.lineno} calls {call}")
        if call == "Markup" and name not in MARKUP_IN:
            found.append(f"{name}:{node.lineno} calls Markup")
    return found


def _is_constant(name: str, node: ast.Call) -> bool:
    return name == "webmap/page.py" and all(isinstance(arg, ast.Constant) for arg in node.args)


def test_who_imports_what_evaluates_text() -> None:
    users: dict[str, list[str]] = {}
    for name, tree in modules():
        for each in set(imported(tree)) & set(ONLY_IN):
            users.setdefault(each, []).append(name)
    assert users == {each: [name] for each, name in ONLY_IN.items()}


def test_nobody_evaluates_text() -> None:
    assert [line for name, tree in modules() for line in wrong_calls(name, tree)] == []


def test_whoever_may_make_markup_does() -> None:
    """A module that no longer needs to be on the list is taken off it."""
    using = {n for n, tree in modules() for call, _ in called(tree) if call == "Markup"}
    assert using == set(MARKUP_IN)


@pytest.mark.parametrize(
    "bad",
    [
        "import jinja2", "from jinja2 import Environment", "from branca.element import Element",
        "def f():\n    import folium", "eval('1')", "env.from_string(text)", "Markup(text)",
        "Template(text)", "jinja2.Template(text)", "exec(text)",
    ],
)  # fmt: skip
def test_the_reading_of_sources_can_fail(bad: str) -> None:
    tree = ast.parse(bad)
    assert wrong_imports("webmap/naming.py", tree) or wrong_calls("webmap/naming.py", tree)


def scripts() -> Iterator[tuple[str, str]]:
    for file in sorted(ASSETS.glob("*.js")):
        text = file.read_text(encoding="utf-8")
        yield file.name, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_no_script_evaluates_text() -> None:
    found = {name: EVALUATES_IN_PAGES.findall(text) for name, text in scripts()}
    assert {name: each for name, each in found.items() if each} == EVALUATES_ALLOWED


@pytest.mark.parametrize(
    "bad",
    [
        "node.innerHTML = text", "node.insertAdjacentHTML('x', y)", "document.write(x)", "eval(x)",
        "new Function(x)", "node.setAttribute('onclick', x)", "node.onclick = x", "setTimeout('x')",
        "import(x)", "frame.srcdoc = x", "node.outerHTML = x",
    ],
)  # fmt: skip
def test_the_reading_of_scripts_can_fail(bad: str) -> None:
    assert EVALUATES_IN_PAGES.search(bad)


def test_one_script_makes_links() -> None:
    """Only ``Routes.link`` makes an anchor, and it asks what the address is."""
    making = [
        (name, found)
        for name, text in scripts()
        for found in re.findall(r"""(?:html|el|createElement)\(\s*["']a["']""", text)
    ]
    assert making == [("dom.js", 'html("a"')]
    text = dict(scripts())["dom.js"]
    assert f'rel: "{links.REL}"' in text
    assert r"/^https?:\/\/[^\s\p{C}]+$/iu.test(address" in text
    elsewhere = [
        name
        for name, text in scripts()
        if re.search(r"\.href\s*=[^=]|xlink:href|\.src\s*=[^=]", text)
    ]
    assert elsewhere == []


def test_one_function_decides_on_links_in_python() -> None:
    anchors = {
        file.name: re.findall(r'<a [^>]*href="([^"]*)"[^>]*>', file.read_text(encoding="utf-8"))
        for file in sorted(TEMPLATES.glob("*.html"))
    }
    # Skip links and footnotes stay on the page; the list of maps leads to its own files.
    outward = {
        name: [href for href in hrefs if not href.startswith("#") and href != "{{ e.href }}"]
        for name, hrefs in anchors.items()
    }
    assert {n: h for n, h in outward.items() if h} == {"article.html": ["{{ address }}"]}
    macro = (TEMPLATES / "article.html").read_text(encoding="utf-8")
    assert (
        '{%- if address|is_link %}<a href="{{ address }}"'
        f' rel="{links.REL}" target="_blank">' in macro
    )
    python = [name for name, text in _texts() if re.search(r"<a\s", text)]
    assert python == ["webmap/embed.py"]
    assert f'rel="{links.REL}"' in embed.figure(_published(), "map.html")


def _texts() -> Iterator[tuple[str, str]]:
    for file in sorted(ROUTES.rglob("*.py")):
        yield file.relative_to(ROUTES).as_posix(), file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address", ["https://example.org/x?y=1#z", "HTTP://example.org", "https://한국.example/"]
)
def test_addresses_that_are_links(address: str) -> None:
    assert links.is_link(address)


@pytest.mark.parametrize(
    "address",
    [
        None, "", "javascript:alert(1)", " https://x.example", "https://", "data:text/html,x", "//x.example",
        "java\tscript:x", "https://x.example/\u202egnp.exe", "https://x.example/a b", "file:///etc/passwd",
        "\x01javascript:x", "vbscript:x", "blob:https://x.example/y", "https:x.example", "ftp://x.example",
        "https://x.example/\n",
    ],
)  # fmt: skip
def test_addresses_that_stay_text(address: str | None) -> None:
    assert not links.is_link(address)


class _Head(HTMLParser):
    """What stands in the head of a page, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self.found.append({"tag": tag, **dict(attrs)})
        self._inside = self._inside or tag == "head"


def _policy(html: str) -> dict[str, str | None]:
    """What comes after the charset, which is the first thing of a page."""
    head = _Head()
    head.feed(html)
    charset, policy = head.found[:2]
    assert charset == {"tag": "meta", "charset": "utf-8"}
    return policy


def _case_page() -> str:
    case = Path(__file__).parents[2] / "data" / "cases" / "trade-official-2016.yaml"
    return page.html(compose(routes.build(routes.read(case), profile="internal")))


def _published() -> object:
    from routes.webmap.published import published  # noqa: PLC0415

    return published(_pages()["page"])


_MADE: dict[str, str] = {}


def _pages() -> dict[str, str]:
    if not _MADE:
        lines = [np.array([[10.0, 50.0], [30.0, 55.0]])] * 3
        _MADE["page"] = _case_page()
        _MADE["overview"] = routes.overview(lines, title="Many").html()
        _MADE["index"] = page.index(
            [{"title": "A", "question": None, "href": "a.html", "summary": "s", "picture": ""}]
        )
    return _MADE


@pytest.mark.parametrize("name", ["page", "overview", "index"])
def test_the_policy_is_the_first_thing_after_the_charset(name: str) -> None:
    html = _pages()[name]
    policy = _policy(html)
    assert policy["http-equiv"] == "Content-Security-Policy"
    content = policy["content"] or ""
    assert content.startswith("default-src 'none'; script-src ")
    for word in ("unsafe", "data:", "http:", "https:", "*"):
        assert word not in content
    assert html.index("Content-Security-Policy") < 200


def pins() -> dict[str, str]:
    """The hash of every script and style of ours as it travels, and of what each page runs."""
    found = {
        file.name: shell.source_of(shell.asset(file.name))
        for file in sorted(ASSETS.iterdir())
        if file.suffix in {".js", ".css"} and file.name != "host.js"
    }
    found["host.js"] = embed.script_hash()
    found["leaflet.js"] = shell.source_of(shell.leaflet())
    found["leaflet.css"] = shell.source_of(shell.leaflet_css())
    for kind in ("azimuthal", "albers", "mercator"):
        names: list[parts.Page] = ["map", "overview"]
        for each in names:
            whole = shell.scripts(parts.scripts_of(each, kind))
            found[f"{each}, {kind}"] = shell.source_of(shell.newlines(whole))
    return found


def test_the_scripts_are_those_that_were_reviewed() -> None:
    """A script that changed is seen in review: the hash in the repository changes with it."""
    import os  # noqa: PLC0415  only to renew

    if os.environ.get("ROUTES_RENEW") == "scripts":
        PINNED.write_text(f"{json.dumps(pins(), indent=1)}\n", encoding="ascii")
    pinned = json.loads(PINNED.read_text(encoding="ascii"))
    assert pins() == pinned, f"if the change is meant: {RENEW}"


@pytest.mark.parametrize("kind", ["page", "overview"])
def test_a_page_runs_what_is_pinned(kind: str) -> None:
    content = _policy(_pages()[kind])["content"] or ""
    allowed = set(re.findall(r"'sha256-[^']+'", content.split("style-src")[0]))
    pinned = set(json.loads(PINNED.read_text(encoding="ascii")).values())
    start = {
        "page": 'var map_routes = Routes.start("map_routes");',
        "overview": 'Routes.overview("map_overview");',
    }
    unpack = shell.source_of(shell.asset("unpack.js"))
    assert allowed - pinned == {shell.source_of(start[kind])}
    assert unpack in allowed
