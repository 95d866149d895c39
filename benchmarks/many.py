"""Very many routes, ours beside the pages of other libraries, in one run.

The others are run by the Python that ``PEERS_PYTHON`` names, which has the extra ``bench``; without
it ours stand alone. The browser has no graphics card: WebGL runs in software, which is against
those that use it. Pages without WebGL are opened in a browser without its emulation.
"""

from __future__ import annotations

import io
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

from benchmarks.table import table
from routes.atomic import write_text
from routes.webmap.basemap import cut
from routes.webmap.overview import Named, overview
from routes.webmap.overview_page import html

SIZES = (100, 1_000, 10_000, 100_000)
VERTICES = 50
OURS = "routes"
PEERS = ("folium", "geopandas", "plotly", "bokeh", "pydeck")
LIMIT_S = 120
ROW_S = int(os.environ.get("ROW_S", "300"))
SIZE = {"width": 1280, "height": 800}
PLAIN = ["--no-sandbox", "--no-first-run", "--disable-background-networking"]
FLAGS = {
    False: [*PLAIN, "--disable-gpu"],
    True: [*PLAIN, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
}
WEBGL = frozenset({"plotly", "bokeh", "pydeck"})
COLOUR = "#ff00aa"
COUNT = """
window.__frames = [];
const count = (now) => { window.__frames.push(now); requestAnimationFrame(count); };
requestAnimationFrame(count);
"""
HEADS = (
    "who", "routes", "MB", "written in, s", "first route seen, s", "frames a second",
    "longest stall in a zoom, ms", "heap, MB", "load of the machine",
)  # fmt: skip


def main() -> None:
    sizes = map(int, os.environ["MANY"].split(",")) if "MANY" in os.environ else SIZES
    others = os.environ.get("PEERS", ",".join(PEERS)).split(",")
    whose = (OURS, *(others if os.environ.get("PEERS_PYTHON") else ()))
    print(table(HEADS, (_row_apart(who, n) for n in sizes for who in whose)))


def _row_apart(who: str, n: int) -> tuple[object, ...]:
    """Each in a process of its own: a page that hangs must not hang the others."""
    command = [sys.executable, "-m", "benchmarks.many", who, str(n)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        out, _ = child.communicate(timeout=ROW_S)
        row = tuple(json.loads(out.splitlines()[-1]))
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        row = (who, n, "", f"given up after {ROW_S} s", "", "", "", "")
    row = (*row, f"{os.getloadavg()[0]:.1f}")
    print(*row, file=sys.stderr, flush=True)
    return row


def lines(n: int, seed: int = 1) -> NDArray[np.float64]:
    """Invented routes between 400 places, shape (n, VERTICES, 2): no two alike, none straight."""
    random = np.random.default_rng(seed)
    hubs = np.column_stack([random.uniform(-10, 140, 400), random.uniform(20, 62, 400)])
    start, end = (
        hubs[random.integers(0, 400, n)] + random.normal(0, 0.4, (n, 2)) for _ in range(2)
    )
    along = np.linspace(0, 1, VERTICES)[None, :, None]
    wander = np.cumsum(random.normal(0, 0.08, (n, VERTICES, 2)), axis=1)
    made: NDArray[np.float64] = (
        start[:, None] + (end - start)[:, None] * along + wander * np.sin(np.pi * along)
    )
    return made


@contextmanager
def _chromium(who: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS[who in WEBGL])
        yield browser
        browser.close()


def _row(who: str, n: int, folder: Path) -> tuple[object, ...]:
    out = folder / f"{who}.html"
    try:
        written = _ours(n, out) if who == OURS else _theirs(who, n, out)
        megabytes = f"{out.stat().st_size / 1e6:.2f}"
        with _chromium(who) as browser, _tab(browser) as tab:
            seen = _first_seen(tab, out)
            rate, stall = _panned(tab), _zoomed(tab)
            return who, n, megabytes, f"{written:.2f}", f"{seen:.2f}", rate, stall, _heap(tab)
    except subprocess.TimeoutExpired:
        return who, n, "", f"more than {LIMIT_S}", "", "", "", ""
    except (Error, TimeoutError) as error:
        reason = str(error).splitlines()[0][:60]
        return who, n, megabytes, f"{written:.2f}", f"not seen: {reason}", "", "", ""


def _ours(n: int, out: Path) -> float:
    made = list(lines(n))
    named: Named = {"groups": ["one"] * (n - 1) + ["other"]}
    times = []
    for _ in range(3):
        began = time.perf_counter()
        payload = overview(made, title=f"{n} routes", named=named, colours=[COLOUR], basemap=cut)
        write_text(out, html(payload))
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _theirs(who: str, n: int, out: Path) -> float:
    source = out.with_suffix(".npy")
    np.save(source, lines(n))
    script = Path(__file__).parent / "many_peers.py"
    command = [os.environ["PEERS_PYTHON"], str(script), who, str(source), str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=True)
    return float(ran.stdout.split()[-1])


@contextmanager
def _tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE)
    context.set_offline(True)
    context.set_default_timeout(LIMIT_S * 1000)
    tab = context.new_page()
    tab.add_init_script(COUNT)
    yield tab
    with suppress(Error):
        context.close()


def _first_seen(tab: Page, file: Path) -> float:
    """Seconds until a picture of the tab shows something in a colour that only routes have.

    Pictures are taken one after the other, each some tens of milliseconds after the last.
    """
    began = time.perf_counter()
    tab.goto(file.as_uri(), wait_until="commit")
    while time.perf_counter() - began < LIMIT_S:
        try:
            picture = tab.screenshot(clip={"x": 60, "y": 100, "width": 800, "height": 600})
        except Error:  # the tab has nothing to show yet
            continue
        seen = time.perf_counter() - began
        hues = np.asarray(Image.open(io.BytesIO(picture)).convert("HSV")).astype(int)
        if ((hues[..., 1] > 60) & (abs(hues[..., 0] - 227) < 24)).sum() > 30:
            return seen
    raise TimeoutError("nothing was drawn")


def _panned(tab: Page) -> float:
    """Drags to and fro for some seconds, as a hand does, and counts the frames meanwhile."""
    x, y = 400, 400
    tab.wait_for_timeout(1500)
    tab.evaluate("window.__frames.length = 0")
    began, turn = time.perf_counter(), 1
    while time.perf_counter() - began < 4:
        tab.mouse.move(x, y)
        tab.mouse.down()
        for step in range(20):
            tab.mouse.move(x + turn * step * 9, y + step * 3 * turn)
            if time.perf_counter() - began > 4:
                break
        tab.mouse.up()
        turn = -turn
    times = tab.evaluate("window.__frames")
    return round(1000 * (len(times) - 1) / max(1.0, times[-1] - times[0]), 1) if times else 0.0


def _zoomed(tab: Page) -> int:
    """The longest time without a frame, in milliseconds, while the wheel zooms in and out."""
    tab.mouse.click(400, 300)
    tab.wait_for_timeout(1000)
    tab.evaluate("window.__frames.length = 0")
    for delta in (-240, -240, -240, -240, 240, 240, 240, 240):
        tab.mouse.wheel(0, delta)
        tab.wait_for_timeout(500)
    times = tab.evaluate("window.__frames")
    return round(max(after - before for before, after in pairwise(times)))


def _heap(tab: Page) -> int:
    cdp: Any = tab.context.new_cdp_session(tab)
    cdp.send("HeapProfiler.collectGarbage")
    usage = cdp.send("Runtime.getHeapUsage")
    return round((usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        with tempfile.TemporaryDirectory() as scratch:
            print(json.dumps(_row(sys.argv[1], int(sys.argv[2]), Path(scratch))))
