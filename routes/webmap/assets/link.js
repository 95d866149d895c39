/* What every page has in common of its state in its address: what stands there, the view of the
 * map, the history, and a link to copy. Anybody can write an address: whoever reads one leaves out
 * what names nothing. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const LONGEST = 8000;
  const MOST = 400;
  const WAIT_MS = 250;
  /* A map that moves so soon after a key or a wheel was moved by these. */
  const TOUCHED_MS = 1000;
  /* A character that is no letter of English, as encoded. */
  const BYTES = /%[89A-F][0-9A-F](%[89AB][0-9A-F])+/gi;
  const KEY = /^(v|off|lines|sel|days|time|step|tab|pair|lang|at|draw|flow|f\.[a-z-]+)=/;

  /* ---- names in an address ---- */

  /* Letters of any script stay readable; what has a meaning in a fragment does not. */
  Routes.writtenId = (id) => encodeURIComponent(id).replaceAll("%2F", "/").replace(BYTES, (bytes) => {
    const char = decodeURIComponent(bytes);
    return /^[\p{L}\p{M}\p{N}]+$/u.test(char) ? char : bytes;
  });
  Routes.idList = (ids) => [...ids].map(Routes.writtenId).join(",");

  Routes.decodedId = function (text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  };

  /* Of a list those that `known` has, or null where it names nothing that is known. */
  Routes.knownIds = function (text, has) {
    if (text === undefined) return null;
    const ids = [...new Set(text.split(",", MOST).map(Routes.decodedId))].filter(has);
    return ids.length || text === "" ? ids : null;
  };

  /* ---- what the address says ---- */

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

  /* ---- the view of the map ---- */

  function viewPart(map) {
    const { lng, lat } = map.getCenter();
    /* As many decimals as a pixel needs. */
    const digits = Math.max(3, Math.ceil(map.getZoom() / 3));
    const numbers = [lng.toFixed(digits), lat.toFixed(digits), map.getZoom().toFixed(2)];
    return [["at", numbers.map(Number).join(",")]];
  }

  function viewOf(map, said) {
    const numbers = (said.get("at") || "").split(",", 4).map((part) => (part ? Number(part) : NaN));
    if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return null;
    const [lon, lat, zoom] = numbers;
    if (Math.abs(lon) > 360 || Math.abs(lat) > 90) return null;
    return { lon, lat, zoom: Math.max(map.getMinZoom(), Math.min(zoom, map.getMaxZoom())) };
  }

  /* Shows the view of an address; tells whether there is one. */
  function look(map, said) {
    const view = viewOf(map, said);
    if (!view) return false;
    /* As if a reader had moved the map: then it stays where it is when its frame changes. */
    map.fire("dragstart");
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
    return true;
  }

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

  /* ---- keeping the address up to date ---- */

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
  function createWriter(placeOf, fragment) {
    const framed = Routes.isFramed();
    let place = placeOf();
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
      const now = placeOf();
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
        place = placeOf();
        written = isOurs ? hash.slice(1) : fragment();
        if (!isOurs) put("replaceState", written, href);
      },
    };
  }

  /* ---- the link ---- */

  function linkTo(fragment) {
    const text = fragment();
    const hash = text ? "#" + text : "";
    if (window.location.protocol === "about:") return hash;
    return window.location.href.split("#")[0] + hash;
  }

  function explains(copied, link) {
    const { protocol } = window.location;
    if (protocol === "about:" && !link) {
      return Routes.t("This map is part of another page and has no address of its own. What you see " +
        "now is its first view: the address of the map where it stands alone leads to it.");
    }
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
      field.hidden = !field.value;
      note.hidden = false;
      const copied = field.value !== "" && await Routes.copyField(field);
      said.textContent = explains(copied, field.value);
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

  /* `parts` gives what the address says besides the view, keys with values; `apply` shows what an
   * address says, and learns whether that is the page's first; `place` is what a reader goes back
   * from, as a text. */
  Routes.createLink = function (map, tools, { parts, apply, place }) {
    const view = watchView(map, tools);
    const fragment = () => [...parts(), ...(view.isOwn() ? viewPart(map) : [])]
      .map(([key, value]) => key + "=" + value).join("&");
    const { changed, arrived } = createWriter(place, fragment);
    const read = (isFirst) => {
      const said = Routes.saidHere();
      if (said && (!isFirst || said.size)) {
        apply(said, isFirst);
        view.set(look(map, said));
      }
      arrived();
    };
    createCopyLink(fragment, tools);
    return {
      /* What the page shows is not what it was. */
      changed: changed,
      /* The view is worth a word, whoever moved the map. */
      keepView() { view.set(true); },
      /* Shows what the address says, and from now on the address says what is shown. */
      restore() {
        read(true);
        map.on("moveend", changed);
        /* The way back and on, and a fragment that a link or the reader puts there. */
        window.addEventListener("popstate", () => read(false));
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
