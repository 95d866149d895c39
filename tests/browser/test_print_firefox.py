"""What Firefox puts on paper, read from the sheets themselves: it has no other way to be asked."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import until

# Playwright hands inches on to Firefox as the centimetres that WebDriver BiDi asks for.
A4_BY_BIDI = {"width": "21in", "height": "29.7in"}


def _read_sheets(sheets: bytes) -> bytes:
    """What a PDF says, with its packed parts unpacked."""
    said = [sheets]
    for start in re.finditer(rb"stream\r?\n", sheets):
        with suppress(zlib.error):  # not every part is packed
            said.append(zlib.decompressobj().decompress(sheets[start.end() :]))
    return b"\n".join(said)


def _colours(said: bytes) -> set[bytes]:
    """Everything is drawn in these: three shares of red, green and blue, and how they are used."""
    return set(re.findall(rb"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)\b", said))


def test_firefox_prints_the_same_paper_in_the_light_and_in_the_dark(
    firefox: Browser, dark_firefox: Browser, official_html: str, tmp_path: Path
) -> None:
    """It cannot be told to lay out a page as for paper, so what it prints is read."""
    file = tmp_path / "page.html"
    file.write_text(official_html, encoding="ascii")
    colours = []
    for browser in (firefox, dark_firefox):
        page = browser.new_page()
        page.goto(file.as_uri())
        until(page, "document.documentElement.classList.contains('drawn')")
        said = _read_sheets(page.pdf(**A4_BY_BIDI))
        page.close()
        boxes = re.findall(rb"/MediaBox \[ 0 0 (\d+) (\d+) \]", said)
        assert {(int(w), int(h)) for w, h in boxes} <= {(595, 842), (596, 842)}
        assert 8 < len(boxes) < 25
        colours.append(_colours(said))
    # The ink of the stylesheet for paper; no text on a screen is quite black.
    assert b"0 0 0 rg" in colours[0]
    assert len(colours[0]) > 8
    assert colours[0] == colours[1]
