"""A map in documents made by other programs: notebooks, nbconvert, pandoc."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pypandoc
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Browser

from routes.cli import run
from routes.webmap import embed
from tests.browser.hosts import HOST, MAP, hosting
from tests.browser.test_embed_host import followed, height
from tests.conftest import ROOT

CASE = ROOT / "data" / "cases" / "closed-road-2024.yaml"


def snippet(capsys: pytest.CaptureFixture[str], html: str, folder: Path, *options: str) -> str:
    """What the command prints for a map, at the address that the hosts here know."""
    file = folder / "journey.html"
    file.write_text(html, "ascii")
    assert run(["embed", str(file), "--src", MAP, *options]) == 0
    return capsys.readouterr().out


def executed(cells: list[Any], folder: Path) -> Any:
    """A notebook of these cells, run by a real kernel."""
    book = nbformat.v4.new_notebook()
    book.cells = cells
    for number, cell in enumerate(book.cells):
        cell["id"] = f"cell-{number}"
    with warnings.catch_warnings():
        # The kernel's client opens its sockets in ways that newer Pythons warn of.
        warnings.simplefilter("ignore")
        client = nbclient.NotebookClient(
            book, timeout=120, resources={"metadata": {"path": str(folder)}}
        )
        client.execute()
    return book


def exported(book: Any) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        html, _ = HTMLExporter().from_notebook_node(book)
    return str(html)


def asked_by_nbconvert(chromium: Browser) -> set[str]:
    """What its pages ask for without any map: scripts of its own, from elsewhere."""
    with hosting(chromium, {HOST: exported(nbformat.v4.new_notebook())}) as it:
        return set(it.asked)


@pytest.mark.enable_socket
def test_an_executed_notebook_shows_the_map(chromium: Browser, tmp_path: Path) -> None:
    code = f"import routes\nroutes.build({str(CASE)!r})"
    book = executed([nbformat.v4.new_code_cell(code)], tmp_path)
    (output,) = book.cells[0].outputs
    assert "<iframe" in output["data"]["text/html"]
    theirs = asked_by_nbconvert(chromium)
    with hosting(chromium, {HOST: exported(book)}, size=(1000, 900)) as it:
        (frame,) = it.maps()
        assert frame.locator(".strand").count() > 0
        assert frame.evaluate("document.documentElement.classList.contains('framed')")
        assert height(it) == embed.HEIGHT
        assert set(it.asked) <= theirs


@pytest.mark.enable_socket
def test_a_cell_of_jupyter_shows_the_map(
    chromium: Browser, sample_html: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = snippet(capsys, sample_html, tmp_path, "--format", "jupyter")
    book = executed([nbformat.v4.new_code_cell(code)], tmp_path)
    assert book.cells[0].outputs[0]["output_type"] == "execute_result"
    with hosting(chromium, {HOST: exported(book), MAP: sample_html}, size=(1000, 900)) as it:
        (frame,) = it.maps()
        assert frame.locator(".strand").count() > 0
        assert frame.evaluate("origin") == "null"
        assert height(it) == embed.HEIGHT


def test_text_of_a_notebook_holds_the_map(
    chromium: Browser, sample_html: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    middle = snippet(capsys, sample_html, tmp_path, "--format", "markdown")
    text = f"Before *the* map.\n{middle}\nAfter **it**."
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell(text)]
    page = exported(book)
    assert "<em>the</em>" in page
    assert "<strong>it</strong>" in page
    with hosting(chromium, {HOST: page, MAP: sample_html}, size=(1000, 900)) as it:
        (frame,) = it.maps()
        followed(it)
        assert frame.evaluate("document.documentElement.scrollHeight === innerHeight")


@pytest.mark.parametrize("form", ["markdown", "quarto"])
def test_pandoc_keeps_the_snippet(
    chromium: Browser,
    sample_html: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
) -> None:
    """Quarto hands a document to pandoc; a raw block is what both leave as it is."""
    middle = snippet(capsys, sample_html, tmp_path, "--format", form)
    text = f"---\ntitle: A story\nlang: en\n---\n\nBefore *the* map.\n\n{middle}\n\nAfter **it**.\n"
    page = pypandoc.convert_text(text, "html5", format="markdown", extra_args=["--standalone"])
    assert "<strong>it</strong>" in page
    with hosting(chromium, {HOST: page, MAP: sample_html}, size=(1000, 900)) as it:
        (frame,) = it.maps()
        followed(it)
        assert frame.evaluate("document.documentElement.scrollHeight === innerHeight")
        assert (it.errors, it.asked) == ([], [])


def test_one_file_of_pandoc_holds_the_whole_map(
    chromium: Browser, sample_html: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `embed-resources: true` does: the document is one file, and so has to be the map."""
    middle = snippet(capsys, sample_html, tmp_path, "--srcdoc", "--format", "quarto")
    page = pypandoc.convert_text(
        f"---\ntitle: A story\nlang: en\n---\n\n{middle}\n",
        "html5",
        format="markdown",
        extra_args=["--standalone", "--embed-resources"],
    )
    with hosting(chromium, {HOST: page}, size=(1000, 900)) as it:
        (frame,) = it.maps()
        assert frame.locator(".strand").count() > 0
        followed(it)
        assert (it.errors, it.asked, it.violations()) == ([], [], [])


def test_the_picture_goes_through_pandoc(
    chromium: Browser, sample_html: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    middle = snippet(capsys, sample_html, tmp_path, "--picture", "--format", "quarto")
    page = pypandoc.convert_text(
        f"---\ntitle: A story\n---\n\n{middle}\n", "html5", format="markdown",
        extra_args=["--standalone"],
    )  # fmt: skip
    with hosting(chromium, {HOST: page}) as it:
        assert it.page.locator("figure svg text").count() > 5
        assert it.page.get_by_role("link", name="Open the interactive map").is_visible()
        assert (it.errors, it.asked) == ([], [])
