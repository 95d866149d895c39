"""The listening that hears nothing of our pages hears every way in which a page can be wrong.

Each is the real page with one thing broken on purpose: once with its policy, which stops what
would run and says so, and once without.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment
from playwright.sync_api import Browser

import routes
from routes.webmap import page, shell
from routes.webmap.compose import compose
from tests.browser.injection import Batch, HostileGazetteer, as_yaml, document
from tests.browser.sweep import Heard, reading
from tests.conftest import Tell

TEXTS = [
    "<b>bold</b>",
    "<img src=x onerror=__probe(1)>",
    "<img src=https://canary.invalid/i.png>",
    "</script><script>__probe(2)</script>",
    "{{ 1337 * 7 }}",
    "x' onclick='__probe(3)",
    "<style>@import url(https://canary.invalid/c.css)</style>",
    "${__probe(4)}",
]
DIALOG = ["<img src=x onerror=alert(1)>", "a", "b"]
AWAY = ["<img src=x onerror=\"location='https://canary.invalid/gone'\">", "a", "b"]
EVALUATED = ["${__probe(4)}", "a", "b"]
ADDRESS = "javascript:__probe(5)//"

Break = Callable[[pytest.MonkeyPatch], None]


def script(name: str, good: str, bad: str) -> Break:
    """One of our scripts with a line changed."""

    def change(patch: pytest.MonkeyPatch) -> None:
        asset = shell.asset

        def changed(asked: str) -> str:
            text = asset(asked)
            if asked != name:
                return text
            assert good in text, f"{name} no longer holds {good!r}"
            return text.replace(good, bad)

        patch.setattr(shell, "asset", changed)

    return change


def unescaped_article(patch: pytest.MonkeyPatch) -> None:
    environment = shell._environment

    def broken(language: str) -> Environment:
        made: Environment = environment(language)
        made.autoescape = False
        return made

    # Only the article is made with it: the page itself has an environment that is kept.
    shell.environment("en")
    patch.setattr(shell, "_environment", broken)


def text_as_template(patch: pytest.MonkeyPatch) -> None:
    told = page.article

    def twice(payload: object) -> str:
        return Environment(autoescape=True).from_string(told(payload)).render()  # type: ignore[arg-type]

    patch.setattr(page, "article", twice)


EACH = "for (const child of children.flat(Infinity)) {"
APPEND = 'if (child !== null && child !== undefined && child !== "") node.append(child);'
AS_MARKUP = (
    f'if (typeof child === "string") node.insertAdjacentHTML("beforeend", child); else {APPEND}'
)


def to_text(statement: str) -> Break:
    """Something done to every text before it is put into the page."""
    return script(
        "dom.js",
        EACH,
        f'for (let child of children.flat(Infinity)) {{ if (typeof child === "string") {statement}',
    )


inner_html = script("dom.js", APPEND, AS_MARKUP)
evaluated = to_text('child = new Function("return `" + child.replaceAll("`", "") + "`")();')
handled = to_text('if (child.includes("onclick")) node.setAttribute("onclick", "__probe(6)");')
cut = to_text('child = child.replace(/<[^>]*>/g, "");')
any_link = script(
    "dom.js", r'if (!/^https?:\/\/[^\s\p{C}]+$/iu.test(address || ""))', "if (!address)"
)

RENDERERS: dict[str, tuple[Break, list[str], set[str]]] = {
    "innerHTML": (inner_html, TEXTS, {"executions", "requests", "not literal"}),
    "innerHTML, a dialog": (inner_html, DIALOG, {"dialogs"}),
    "innerHTML, another page": (inner_html, AWAY, {"navigations"}),
    "any address a link": (any_link, TEXTS, {"not literal"}),
    "a template in the page": (evaluated, EVALUATED, {"executions", "not literal"}),
    "a handler by name": (handled, TEXTS, {"not literal"}),
    "an article that is not escaped": (
        unescaped_article,
        TEXTS,
        {"executions", "requests", "not literal"},
    ),
    "a text that is a template": (text_as_template, TEXTS, {"not literal"}),
    "a text that is cut": (cut, TEXTS, {"not literal"}),
}


def broken_page(folder: Path, texts: list[str]) -> tuple[str, dict[str, str]]:
    batch = Batch(texts, 0, tokens=True)
    file = folder / "case.yaml"
    file.write_text(as_yaml(document(batch)), encoding="utf-8")
    case = batch.put_in(routes.read(file))
    for name, source in case.sources.items():
        object.__setattr__(source, "url", f"{ADDRESS}{name}")
    atlas = routes.build(case, gazetteer=HostileGazetteer(batch), profile="internal")
    return page.html(compose(atlas)), batch.expected()


def heard_of(browser: Browser, folder: Path, html: str, expected: dict[str, str]) -> Heard:
    with reading(browser, folder) as it:
        try:
            it.open(html)
            it.walk(expected)
            it.leave()
        except Exception as error:  # it went away under our feet
            it.heard.note("errors", str(error))
    return it.heard


@pytest.mark.parametrize("name", RENDERERS)
def test_a_bad_renderer_is_caught(
    name: str, chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    change, texts, wanted = RENDERERS[name]
    change(monkeypatch)
    html, expected = broken_page(tmp_path, texts)
    bare, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert policies == 1
    without = heard_of(chromium, tmp_path, bare, expected)
    kept = heard_of(chromium, tmp_path, html, expected)
    assert wanted <= set(+without.counts)
    assert kept.counts["executions"] == kept.counts["dialogs"] == 0
    assert not kept.is_quiet()
    tell(f"bad renderer ({name})", 1, caught=1)
