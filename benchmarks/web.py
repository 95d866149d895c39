"""The page in a browser: size, time to the first line, frames while it is dragged, memory.

Each time to the first line is of a fresh tab that opens the file from disk; it counts from the
start of the navigation to the mark that the page sets after its first line is drawn.
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import routes
from benchmarks.table import table
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from routes.webmap.packing import contents

ROOT = Path(__file__).parent.parent
RUNS = 5
SIZE = {"width": 1280, "height": 800}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FIRST_LINE = "performance.getEntriesByName('routes-first-line').map((mark) => mark.startTime)[0]"
PAINTED = "performance.getEntriesByName('first-contentful-paint').map((p) => p.startTime)[0]"
COUNT = """
window.__frames = [];
const count = (now) => { window.__frames.push(now); requestAnimationFrame(count); };
requestAnimationFrame(count);
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, _chromium() as browser:
        files = [
            _built(case, Path(scratch)) for case in sorted((ROOT / "data/cases").glob("*.yaml"))
        ]
        heads = ("map", "bytes", "first paint, ms", "first line, ms", "of runs")
        print(table(heads, (_opened(browser, file) for file in files)))
        print()
        heads = ("map", "frames a second", "frame, ms, median", "95 of 100 below", "JS heap, MB")
        print(table(heads, (_dragged(browser, file) for file in files)))
        print()
        heads = ("map", "scripts", "styles", "data", "picture", "article")
        print(table(heads, map(_parts, files)))


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _built(case: Path, folder: Path) -> Path:
    file = folder / f"{case.stem}.html"
    file.write_text(webpage.html(compose(routes.build(routes.read(case)))), "ascii")
    return file


def _tab(browser: Browser, file: Path) -> Page:
    tab = browser.new_context(viewport=SIZE).new_page()
    tab.goto(file.as_uri())
    while tab.evaluate(FIRST_LINE) is None:
        tab.wait_for_timeout(20)
    return tab


def _opened(browser: Browser, file: Path) -> tuple[object, ...]:
    lines, paints = [], []
    for _ in range(RUNS):
        tab = _tab(browser, file)
        lines.append(tab.evaluate(FIRST_LINE))
        paints.append(tab.evaluate(PAINTED))
        tab.context.close()
    spread = f"{min(lines):.0f} to {max(lines):.0f}"
    bytes_ = f"{file.stat().st_size:,}"
    first = round(statistics.median(p for p in paints if p is not None))
    return file.stem, bytes_, first, round(statistics.median(lines)), spread


def _dragged(browser: Browser, file: Path) -> tuple[object, ...]:
    """Drags to and fro for some seconds, as a hand does, and counts the frames meanwhile."""
    tab = _tab(browser, file)
    tab.wait_for_timeout(500)
    tab.evaluate(COUNT)
    box = tab.locator(".folium-map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for turn in range(8):
        tab.mouse.move(x, y)
        tab.mouse.down()
        sign = 1 if turn % 2 else -1
        for step in range(30):
            tab.mouse.move(x + sign * step * 9, y + step * 3 * sign)
        tab.mouse.up()
    times = tab.evaluate("window.__frames")
    frames = sorted(after - before for before, after in pairwise(times))
    rate = 1000 * len(frames) / (times[-1] - times[0])
    cdp = tab.context.new_cdp_session(tab)
    cdp.send("HeapProfiler.collectGarbage")
    heap = cdp.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    tab.context.close()
    middle, high = statistics.median(frames), frames[int(0.95 * len(frames))]
    return file.stem, round(rate, 1), round(middle, 1), round(high, 1), round(heap, 1)


def _parts(file: Path) -> tuple[object, ...]:
    """Bytes by what they are for: packed as they travel, and in brackets as they run."""
    html = file.read_text("ascii")
    packed = dict(re.findall(r'data-packed="([\w.-]+)">(.*?)</script>', html, re.DOTALL))
    plain = contents(html)

    def both(ending: str, extra: str = "") -> str:
        names = [name for name in packed if name.endswith(ending)]
        travels = sum(len(packed[name]) for name in names) + len(extra)
        return f"{travels:,} ({sum(len(plain[name]) for name in names) + len(extra):,})"

    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    unpacker = "".join(re.findall(r"<script>(.*?)</script>", html, re.DOTALL))
    picture = re.findall(r'<figure class="picture">.*?</figure>', html, re.DOTALL)[0]
    article = re.findall(r"<main.*?</main>", html, re.DOTALL)[0]
    return (
        file.stem,
        both(".js", unpacker),
        both(".css", styles),
        both(".json"),
        f"{len(picture):,}",
        f"{len(article):,}",
    )


if __name__ == "__main__":
    main()
