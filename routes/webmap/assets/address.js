/* The state of the page in its address, and a link to it. In the address stands only what is not
 * as on the first view: #v=belarus,ukraine&sel=leg:to-minsk&at=60.1,30.2,4
 *
 *   v, off     versions that are on, or off, whichever is shorter    sel   kind:id
 *   lines      computed lines that are on     f.source, f.mode, ...  values of a filter
 *   days       2016-07-01..2016-07-31         step, tab, pair, lang  as they are
 *   time       open, where the slider is      at    longitude, latitude, zoom of the map's middle
 *
 * Anybody can write an address: what names nothing of the case is left out. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const LONGEST = 8000;
  const MOST = 400;
  const WAIT_MS = 250;
  /* A map that moves so soon after a key or a wheel was moved by these. */
  const TOUCHED_MS = 1000;
  const KINDS = {
    leg: "legs", variant: "variants", place: "places", event: "events", way: "ways", source: "sources",
  };
  /* A character that is no letter of English, as encoded. */
  const BYTES = /%[89A-F][0-9A-F](%[89AB][0-9A-F])+/gi;
  const TABS = ["versions", "story", "compare", "filter"];
  const KEY = /^(v|off|lines|sel|days|time|step|tab|pair|lang|at|f\.[a-z-]+)=/;

  /* ---- writing ---- */

  /* Letters of any script stay readable; what has a meaning in a fragment does not. */
  const written = (id) => encodeURIComponent(id).replaceAll("%2F", "/").replace(BYTES, (bytes) => {
    const char = decodeURIComponent(bytes);
    return /^[\p{L}\p{M}\p{N}]+$/u.test(char) ? char : bytes;
  });
  const list = (ids) => [...ids].map(written).join(",");
  const same = (a, b) => a.size === b.size && [...a].every((each) => b.has(each));

  function versionsPart(data, state) {
    const all = data.payload.variants.map((variant) => variant.id);
    const on = all.filter((id) => state.visible.has(id));
    const off = all.filter((id) => !state.visible.has(id));
    if (!off.length) return [];
    return off.length < on.length ? [["off", list(off)]] : [["v", list(on)]];
  }

  function viewPart(map) {
    const { lng, lat } = map.getCenter();
    const numbers = [lng.toFixed(3), lat.toFixed(3), map.getZoom().toFixed(2)];
    return [["at", numbers.map(Number).join(",")]];
  }

  function partsOf(data, state, first, view) {
    const { selected, window, isTimeOpen, step, tab, pair } = state;
    return [
      ...versionsPart(data, state),
      ...(same(state.ways, first.ways) ? [] : [["lines", list(state.ways)]]),
      ...[...state.filters].map(([facet, ids]) => ["f." + facet, list(ids)]),
      ...(window ? [["days", window.map(Routes.isoDay).join("..")]] : []),
      ...(isTimeOpen ? [["time", "open"]] : []),
      ...(tab === first.tab ? [] : [["tab", tab]]),
      ...(step === null ? [] : [["step", written(step)]]),
      ...(pair ? [["pair", list(pair)]] : []),
      ...(selected ? [["sel", selected.kind + ":" + written(selected.id)]] : []),
      ...(first.isToldIn ? [["lang", written(Routes.tongue())]] : []),
      ...view,
    ];
  }

  /* ---- reading ---- */

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  /* Keys and values of a fragment, or null where it is none of ours. Of a key that stands there
   * twice the last value. Nothing else may read the fragment: two readers may not agree. */
  Routes.readAddress = function (hash) {
    const text = hash.replace(/^#/, "");
    if (!text) return new Map();
    if (text.length > LONGEST || !KEY.test(text)) return null;
    return new Map(text.split("&").filter((part) => KEY.test(part))
      .map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
  };

  /* What the address says, and where its fragment is none of ours but a place of the page, such as
   * that of "Skip the map", what stands with it in the history; null where that is nothing. */
  Routes.saidHere = function () {
    const { state } = window.history;
    const kept = state && typeof state.routes === "string" ? Routes.readAddress(state.routes) : null;
    return Routes.readAddress(window.location.hash) || kept;
  };

  /* Of a list those that `known` has, or null where it names nothing that is known. */
  function known(text, has) {
    if (text === undefined) return null;
    const ids = [...new Set(text.split(",", MOST).map(decoded))].filter(has);
    return ids.length || text === "" ? ids : null;
  }

  function versionsOf(data, said) {
    const all = data.payload.variants.map((variant) => variant.id);
    const has = (id) => data.variants.has(id);
    const off = known(said.get("off"), has);
    return known(said.get("v"), has) || (off ? all.filter((id) => !off.includes(id)) : all);
  }

  function selectedOf(data, said) {
    const [kind, id] = (said.get("sel") || "").split(":", 2);
    const name = decoded(id || "");
    const isDispute = kind === "dispute" && data.payload.disputes.some((each) => each.id === name);
    const is = isDispute || (Object.hasOwn(KINDS, kind) && data[KINDS[kind]].has(name));
    return is ? { kind: kind, id: name } : null;
  }

  function daysOf(said) {
    const days = (said.get("days") || "").split("..", 3).map(Routes.dayOf);
    return days.length === 2 && days[0] !== null && days[1] !== null && days[0] <= days[1] ? days : null;
  }

  function viewOf(map, said) {
    const numbers = (said.get("at") || "").split(",", 4).map((part) => (part ? Number(part) : NaN));
    if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return null;
    const [lon, lat, zoom] = numbers;
    if (Math.abs(lon) > 360 || Math.abs(lat) > 90) return null;
    return { lon, lat, zoom: Math.max(map.getMinZoom(), Math.min(zoom, map.getMaxZoom())) };
  }

  function applyFilters(data, state, said) {
    for (const facet of data.payload.facets.facets) {
      const ids = known(said.get("f." + facet.id), (id) => facet.options.some((o) => o.id === id)) || [];
      const now = state.filters.get(facet.id) || new Set();
      if (!same(now, new Set(ids))) state.setFilter(facet.id, ids);
    }
    const days = daysOf(said);
    if (String(days) !== String(state.window)) state.setWindow(days);
    const isOpen = said.get("time") === "open";
    if (isOpen !== state.isTimeOpen) state.openTime(isOpen);
  }

  function applyChoice(data, state, said, first) {
    const tab = TABS.includes(said.get("tab")) ? said.get("tab") : first.tab;
    const step = decoded(said.get("step") || "");
    const pair = known(said.get("pair"), (id) => data.variants.has(id));
    const isStep = (data.payload.steps || []).some((each) => each.id === step);
    if (String(pair) !== String(state.pair)) state.comparePair(pair && pair.length === 2 ? pair : null);
    if (tab !== state.tab) state.openTab(tab);
    if ((isStep ? step : null) !== state.step) state.goTo(isStep ? step : null);
    const selected = selectedOf(data, said);
    const now = state.selected;
    if (!now !== !selected || (now && (now.kind !== selected.kind || now.id !== selected.id))) state.select(selected);
  }

  function apply(data, state, map, said, first) {
    const on = versionsOf(data, said);
    if (!same(state.visible, new Set(on))) state.show(on);
    const lines = known(said.get("lines"), (id) => data.ways.has(id)) || [...first.ways];
    if (!same(state.ways, new Set(lines))) {
      state.showWays([...state.ways], false);
      state.showWays(lines, true);
    }
    applyFilters(data, state, said);
    applyChoice(data, state, said, first);
    const view = viewOf(map, said);
    if (!view) return false;
    /* As if a reader had moved the map: then it stays where it is when its frame changes. */
    map.fire("dragstart");
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
    return true;
  }

  /* ---- keeping the address up to date ---- */

  /* Whether the reader moved the map, and not the page: only then the view is worth a word. */
  function watchView(map, tools) {
    const container = map.getContainer();
    let touched = -Infinity;
    let own = false;
    const touch = (e) => {
      if (!e.touches || e.touches.length > 1) touched = e.timeStamp;
    };
    for (const event of ["wheel", "keydown", "click", "dblclick", "touchmove"]) {
      container.addEventListener(event, touch, { capture: true, passive: true });
    }
    map.on("dragstart", () => { own = true; });
    map.on("moveend", () => { own = own || performance.now() - touched < TOUCHED_MS; });
    tools.addEventListener("click", (e) => {
      if (e.target.closest("#whole")) own = false;
    });
    return { isOwn: () => own, set(to) { own = to; } };
  }

  /* What a reader goes back from: another tab, another step, the evidence of something. */
  const placeOf = ({ tab, step, selected }) => JSON.stringify([tab, step, selected && [selected.kind, selected.id]]);

  /* A page inside of srcdoc has no address, and some frames may not change theirs. */
  function put(how, text, address) {
    if (window.location.protocol === "about:") return;
    try {
      window.history[how]({ routes: text }, "", address);
    } catch {
      /* The link can still be copied. */
    }
  }

  /* A step of the history is made at once, or the way back would lead past it; what only replaces
   * the address waits, because a slider changes it all the time. In a frame the way back belongs to
   * the host: what is chosen there is no step of the history. */
  function createWriter(state, fragment) {
    const framed = Routes.isFramed();
    let place = placeOf(state);
    let written = "";
    let waiting = null;
    let timer = null;
    let isDue = false;
    const write = (how, text) => {
      const page = window.location.href.split("#")[0];
      written = text;
      put(how, text, text ? page + "#" + text : page);
    };
    const forget = () => {
      clearTimeout(timer);
      timer = waiting = null;
    };
    const settle = () => {
      const text = waiting;
      forget();
      if (text !== null && text !== written) write("replaceState", text);
    };
    const later = () => {
      waiting = fragment();
      settle();
    };
    const note = () => {
      isDue = false;
      const text = fragment();
      const now = placeOf(state);
      const isStep = !framed && now !== place;
      place = now;
      if (isStep) {
        settle();
        if (text !== written) write("pushState", text);
        return;
      }
      waiting = text;
      if (timer === null) timer = setTimeout(later, WAIT_MS);
    };
    return {
      /* Once for all that one act of the reader changes. */
      changed() {
        if (!isDue) queueMicrotask(note);
        isDue = true;
      },
      /* The state is that of the address by now. Where that does not say it, the history keeps it. */
      arrived() {
        const { hash, href } = window.location;
        const isOurs = Routes.readAddress(hash) !== null;
        forget();
        place = placeOf(state);
        written = isOurs ? hash.slice(1) : fragment();
        if (!isOurs) put("replaceState", written, href);
      },
    };
  }

  /* ---- the link ---- */

  function linkTo(fragment) {
    const text = fragment();
    const hash = text ? "#" + text : "";
    if (window.location.protocol === "about:") return hash || "#";
    return window.location.href.split("#")[0] + hash;
  }

  function explains(copied) {
    const { protocol } = window.location;
    if (protocol === "about:") {
      return Routes.t("This map is part of another page and has no address of its own. Put this " +
        "text behind the address of the map where it stands alone; it leads to what you see now.");
    }
    if (!copied) {
      return Routes.t("The browser does not let the page copy. The link is selected below: copy it " +
        "with Ctrl and C, or Command and C.");
    }
    if (protocol === "file:") {
      return Routes.t("Link copied. It leads to a file on this computer, and to what you see now.");
    }
    return Routes.t("Link copied. It leads to what you see now.");
  }

  function createCopyLink(fragment, tools) {
    const said = el("p", {});
    const field = el("input", { type: "text", readonly: true, "aria-label": Routes.t("Link to what you see now"), dir: "ltr" });
    const close = Routes.button(Routes.t("Close"), { class: "act" }, () => hide(true));
    const note = el("div", { id: "link-note", role: "group", "aria-label": Routes.t("Copy link"), hidden: true }, said, field, close);
    const button = Routes.button(Routes.t("Copy link"), { id: "copy-link" }, async () => {
      field.value = linkTo(fragment);
      note.hidden = false;
      const copied = await Routes.copyField(field);
      said.textContent = explains(copied);
      Routes.announce(said.textContent);
    });
    function hide(back) {
      note.hidden = true;
      if (back) button.focus();
    }
    /* Escape closes this note and nothing else. */
    note.addEventListener("keydown", (e) => {
      if (e.key !== "Escape") return;
      e.stopPropagation();
      hide(true);
    });
    tools.append(button);
    tools.after(note);
  }

  function isOtherLanguage(data, said) {
    const tag = said.get("lang");
    return data.payload.languages.includes(tag) && tag !== Routes.tongue();
  }

  Routes.createAddress = function (data, state, map, tools) {
    const saidFirst = Routes.saidHere();
    const first = {
      ways: new Set(state.ways), tab: state.tab, isToldIn: Boolean(saidFirst && saidFirst.has("lang")),
    };
    const view = watchView(map, tools);
    const fragment = () => partsOf(data, state, first, view.isOwn() ? viewPart(map) : [])
      .map(([key, value]) => key + "=" + value).join("&");
    const { changed, arrived } = createWriter(state, fragment);
    const read = (isFirst) => {
      const said = Routes.saidHere();
      /* A page that was just drawn is in that language already: anew would be for ever. */
      if (said && !isFirst && isOtherLanguage(data, said)) window.location.reload();
      if (said && (!isFirst || said.size)) view.set(apply(data, state, map, said, first));
      arrived();
    };
    createCopyLink(fragment, tools);
    return {
      /* Shows what the address says, and from now on the address says what is shown. */
      restore() {
        read(true);
        state.listen((what) => {
          if (what !== "hovered") changed();
        });
        map.on("moveend", changed);
        /* The way back and on, and a fragment that a link or the reader puts there. */
        window.addEventListener("popstate", () => read(false));
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
