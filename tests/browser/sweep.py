"""Looks at everything that a page shows, and listens to everything that it does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, Request

from tests.browser.conftest import LISTEN, SETTLED, until

# ruff: noqa: E501  the scripts are easier to read so
# What stands beside a mark must be the string of that mark. What a reader of HTML cannot be told,
# half of a character and controls that have no reference, is U+FFFD; white space is one space where
# a text has to be on one line; labels are broken, and the longest have dots in their middle; what
# is taken out of a page to be shown in another one is without what cannot be seen.
_SWEEP = r"""
const expected = JSON.parse(told);
const seen = {}, bad = [];
const shown = (text) => text.replace(/[\0\x80-\x9f]|\p{Cs}/gu, "\ufffd");
const oneLine = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\p{Co}\ufffd\s]+/gu, "");
const spaced = (text) => text.replace(/\s+/g, " ").trim();
/* A label that is too long has dots in its middle: what is before and after is of the string. */
const partsOf = (text, full) => text.split("\u2026").every((part) => full.includes(part));
const see = (mark, where) => (seen[where] = seen[where] || new Set()).add(mark);
function placeOf(node, label) {
  if (label) return label;
  const room = node.closest("#article, #evidence, #tip, [id^=panel-], #timeline, figure, svg");
  return room ? room.id || room.localName : node.closest("head") ? "title" : "page";
}
function check(text, node, label, kind) {
  for (const [, mark] of text.matchAll(/~(\d+\.\d+)~/g)) {
    const full = expected[mark];
    const isLiteral = full !== undefined && (text.includes(full)
      || spaced(text).includes(spaced(full)) || spaced(text).includes(spaced(shown(full)))
      || (kind === "loose" && (oneLine(text).includes(oneLine(full))
        || (text.includes("\u2026") && partsOf(oneLine(text), oneLine(full))))));
    if (isLiteral) see(mark, placeOf(node, label));
    else bad.push([mark, node.localName, text.slice(0, 300), full]);
  }
}
const LINKS = /^(https?:|mailto:|#|[\w-]+\.html$)/i;
function checkAttributes(node, label, loose) {
  for (const { name, value } of node.attributes) {
    if (/^on|^formaction$|^ping$|^srcset$/i.test(name)) bad.push([name, node.localName, value, ""]);
    if (/href$|^src$|^action$|^data$/i.test(name) && !LINKS.test(value) && node.localName !== "iframe"
      && !node.hasAttribute("data-own")) bad.push([name, node.localName, value, "a link"]);
    if (name === "href" && /^https?:/i.test(value)
      && !/noreferrer/.test(node.getAttribute("rel"))) bad.push([name, node.localName, value, "rel"]);
    /* Which words of a report a link leads to is said in its fragment, percent-encoded. */
    const said = name === "href" ? value.split("#:~:")[0] : value;
    if (name !== "srcdoc" && said.includes("~")) check(said, node, label, loose);
  }
}
function sweep(root, label, loose) {
  if (!root) return;
  for (const node of [root, ...root.querySelectorAll("*")]) {
    checkAttributes(node, label, loose);
    if (typeof node.value === "string" && node.value.includes("~")) check(node.value, node, label, loose);
    if (node.localName === "script" || node.localName === "style") continue;
    const whole = node.localName === "tspan" ? node.closest("text") : node;
    const isOwn = [...node.childNodes].some((each) => each.nodeType === 3 && each.data.includes("~"));
    if (isOwn) check(whole.textContent, node, label, loose || (node.closest("svg") && "loose"));
  }
}
const done = () => ({ bad: bad.slice(0, 20), bads: bad.length,
  seen: Object.fromEntries(Object.entries(seen).map(([where, marks]) => [where, [...marks]])) });
"""

STILL = f"([told, label, loose]) => {{ {_SWEEP} sweep(document.documentElement, label, loose); return done(); }}"

# Opens everything that a reader can open, and looks at it.
WALK = f"""(told) => {{ {_SWEEP}
  const {{ state, data }} = Routes.page;
  const {{ payload }} = data;
  const byId = (id) => document.getElementById(id);
  sweep(document.documentElement);
  for (const kind of ["leg", "variant", "place", "event", "source", "dispute"]) {{
    for (const {{ id }} of payload[kind + "s"].slice(0, 60)) {{
      state.select({{ kind, id }});
      sweep(byId("evidence"));
    }}
  }}
  for (const leg of payload.legs) {{
    for (const variant of leg.variants) {{
      state.hover({{ leg: leg.id, variant }});
      sweep(byId("tip"));
    }}
  }}
  for (const way of data.ways.values()) {{
    Routes.openWay(state, way);
    state.hover({{ way: way.id, onMap: true }});
    sweep(byId("evidence"));
    sweep(byId("tip"));
  }}
  state.hover(null);
  state.select(null);
  for (const tab of ["story", "compare", "filter", "versions"]) {{
    state.openTab(tab);
    sweep(byId("panel-body"));
  }}
  for (const step of payload.steps.slice(0, 30)) {{
    state.goTo(step.id);
    sweep(byId("panel-story"));
  }}
  const ids = payload.variants.map((variant) => variant.id);
  for (let i = 0; i + 1 < Math.min(ids.length, 12); i += 2) {{
    state.comparePair([ids[i], ids[i + 1]]);
    sweep(byId("panel-compare"));
  }}
  for (const {{ id, options }} of payload.facets.facets) {{
    for (const option of options.slice(0, 1)) {{
      state.setFilter(id, [option.id]);
      sweep(byId("panel-filter"));
    }}
  }}
  state.clearFilters();
  for (const node of document.querySelectorAll("a[href^='#'], summary, [onclick]")) {{
    node.dispatchEvent(new MouseEvent("click", {{ bubbles: true, cancelable: true }}));
  }}
  for (const node of document.querySelectorAll("button[aria-expanded=false]")) node.click();
  sweep(document.body);
  return done();
}}"""


@dataclass
class Heard:
    """What pages did that no text of a case may make them do, by kind, and where each mark was."""

    counts: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def note(self, kind: str, detail: str) -> None:
        """Count one, and keep the first of them in words."""
        self.counts[kind] += 1
        if len(self.details) < 40:
            self.details.append(f"{kind}: {detail[:300]}")

    def take(self, found: Mapping[str, Any], at: str = "") -> None:
        """What a sweep found: marks by output, and what is not literal."""
        for where, marks in found["seen"].items():
            self.seen.setdefault(f"{at}{where}", set()).update(marks)
        for each in found["bad"]:
            self.note("not literal", repr(each))
        self.counts["not literal"] += found["bads"] - len(found["bad"])

    @property
    def injections(self) -> int:
        """So many strings in a field were seen in an output as they stand."""
        return sum(map(len, self.seen.values()))

    def is_quiet(self) -> bool:
        """Whether nothing at all was noted."""
        return not +self.counts


@dataclass
class Reader:
    """An open page, and what it and its frames do."""

    page: Page
    folder: Path
    heard: Heard
    own: str = ""
    files: set[str] = field(default_factory=set)
    settled: bool = True

    def open(self, html: str) -> None:
        """Show a page from a file."""
        file = self.folder / f"injected{len(self.files)}.html"
        file.write_text(html, encoding="utf-8")
        self.own = file.as_uri()
        self.files.add(self.own)
        self.page.goto(self.own)
        if self.settled:
            until(self.page, SETTLED)

    def walk(self, expected: Mapping[str, str]) -> None:
        """Open all there is to open on a map page."""
        self.heard.take(self.page.evaluate(WALK, json.dumps(expected)))

    def sweep(
        self,
        expected: Mapping[str, str],
        label: str,
        *,
        loose: bool = False,
        frame: Frame | None = None,
    ) -> None:
        """Look at what stands on the page."""
        told = [json.dumps(expected), label, "loose" if loose else ""]
        self.heard.take((frame or self.page).evaluate(STILL, told))

    def leave(self) -> None:
        """Wait for what comes late, and count what was called and what the policy stopped."""
        self.page.wait_for_timeout(50)
        for frame in self.page.frames:
            for _ in range(frame.evaluate("window.__probes || 0")):
                self.heard.note("executions", self.own)
            for said in frame.evaluate("window.__violations || []"):
                self.heard.note("violations", said)


@contextmanager
def reading(browser: Browser, folder: Path, **options: Any) -> Iterator[Reader]:
    """A page with the network cut, of which everything is heard."""
    options.setdefault("reduced_motion", "reduce")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    context.set_offline(True)
    page = context.new_page()
    page.add_init_script(LISTEN)
    heard = Heard()
    it = Reader(page, folder, heard, settled=options.get("java_script_enabled", True))

    def request(asked: Request) -> None:
        url, _, _ = asked.url.partition("#")
        if url not in it.files and not url.startswith("about:"):
            heard.note("navigations" if asked.is_navigation_request() else "requests", url)

    def navigated(frame: Frame) -> None:
        if frame is page.main_frame and frame.url.partition("#")[0] not in it.files:
            heard.note("navigations", frame.url)

    page.on("request", request)
    page.on("framenavigated", navigated)
    page.on("popup", lambda p: heard.note("popups", p.url))
    page.on("pageerror", lambda e: heard.note("errors", str(e)))
    page.on(
        "console",
        lambda m: heard.note("errors", m.text) if m.type in {"error", "warning"} else None,
    )

    def dialog(found: Any) -> None:
        heard.note("dialogs", found.message)
        found.dismiss()

    page.on("dialog", dialog)
    yield it
    context.close()
