/* Manners: the map never takes the page's scroll, and in the frame of another page it leaves
 * that page its room, its keys and its wheel. */
(function (Routes) {
  "use strict";

  const HINT_MS = 1400;
  const WIDE = 900;
  const MAP_PER_WIDTH = 0.62;
  const LEAST_MAP = 320;
  const MOST_MAP = 560;
  const HANDLE = 45;
  const SHEET = 380;

  const isApple = () => /mac|iphone|ipad/i.test(navigator.platform || "");

  Routes.isFramed = () => window.self !== window.top;

  function createHint(note) {
    let timer = null;
    return (text) => {
      note.textContent = text;
      note.classList.add("on");
      clearTimeout(timer);
      timer = setTimeout(() => note.classList.remove("on"), HINT_MS);
    };
  }

  function wheelHint(framed) {
    const key = isApple() ? "\u2318" : "Ctrl";
    return framed ? Routes.t("Hold {key} to zoom with the wheel", { key })
      : Routes.t("Click the map, or hold {key}, to zoom with the wheel", { key });
  }

  /* Plain wheel and one finger scroll the page. Ctrl or Cmd with the wheel, two fingers,
   * the buttons and the keys move the map. On a page of its own a click in the map lets the
   * wheel zoom until the pointer leaves; in a frame a reader who clicked a line still wants
   * to scroll on. */
  function calmWheel(map, tell) {
    const container = map.getContainer();
    const framed = Routes.isFramed();
    let entered = false;
    map.scrollWheelZoom.disable();
    container.addEventListener("click", () => { entered = !framed; });
    container.addEventListener("mouseleave", () => { entered = false; });
    container.addEventListener("wheel", (event) => {
      const held = event.ctrlKey || event.metaKey;
      if (held || entered) map.scrollWheelZoom.enable();
      else map.scrollWheelZoom.disable();
      if (held) event.preventDefault();
      if (!held && !entered) tell(wheelHint(framed));
    }, { capture: true, passive: false });
  }

  /* A finger must not drag the map, also where a mouse is there as well. */
  function watchFingers(map, tell) {
    const container = map.getContainer();
    container.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse") map.dragging.enable();
      else map.dragging.disable();
    }, { capture: true });
    container.addEventListener("touchstart", (event) => {
      if (event.touches.length > 1) event.preventDefault();
    }, { passive: false });
    container.addEventListener("touchmove", (event) => {
      if (event.touches.length > 1) event.preventDefault();
      else tell(Routes.t("Use two fingers to move the map"));
    }, { passive: false });
  }

  Routes.createManners = function (map, note) {
    const tell = createHint(note);
    calmWheel(map, tell);
    watchFingers(map, tell);
  };

  /* An address of its own that a reader can go to; a page inside of `srcdoc` has none. */
  const hasAddress = () => /^https?:$/.test(window.location.protocol);

  function ownTab() {
    const link = Routes.link(window.location.href, Routes.t("Open in a tab of its own"));
    /* The state of the map may be in the address by now. */
    const renew = () => link.setAttribute("href", window.location.href);
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, renew);
    return link;
  }

  function fullScreen() {
    const { documentElement: root } = document;
    const button = Routes.button("", {}, () => {
      const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
      done.catch(() => {});
    });
    const name = () => {
      button.textContent = document.fullscreenElement ? Routes.t("Leave full screen") : Routes.t("Full screen");
    };
    document.addEventListener("fullscreenchange", name);
    name();
    return button;
  }

  function createBar(article, unfold) {
    const texts = Routes.button(Routes.t("Text and tables"), {
      "aria-expanded": "false", "aria-controls": article.id,
    }, () => unfold(texts.getAttribute("aria-expanded") === "false"));
    const away = hasAddress() ? ownTab() : document.fullscreenEnabled ? fullScreen() : null;
    const label = Routes.t("More of this map");
    return { bar: Routes.html("nav", { id: "frame-bar", "aria-label": label }, texts, away), texts };
  }

  /* How high the page would like to be. It follows from its width and its words, never from
   * the height that it has: a host that obeys would else make it grow for ever. */
  function wanted({ stage, masthead, bar, article, peek }) {
    const width = document.documentElement.clientWidth;
    const open = stage.classList.contains("sheet-open");
    const map = Math.min(MOST_MAP, Math.max(LEAST_MAP, width * MAP_PER_WIDTH));
    const handle = HANDLE + (peek ? peek.offsetHeight : 0);
    const sheet = width < WIDE ? (open ? HANDLE + SHEET : handle) : open ? 0 : handle;
    const top = Math.ceil(masthead.offsetHeight + map + sheet);
    return { stage: top, page: top + bar.offsetHeight + Math.ceil(article.offsetHeight) };
  }

  /* Tells the host how high the page would like to be. To whoever it is: nothing but a number
   * is said, and a sealed frame cannot know its host. */
  function createTeller(parts) {
    let last = null;
    const { documentElement: root } = document;
    const tell = (again) => {
      const { stage, page } = wanted(parts);
      root.style.setProperty("--wanted", stage + "px");
      if (page === last && !again) return;
      last = page;
      window.parent.postMessage({ type: "routes:height", version: 1, height: page }, "*");
    };
    window.addEventListener("message", (event) => {
      if (event.source !== window.parent || !event.data) return;
      if (event.data.type === "routes:ask" && event.data.version === 1) tell(true);
    });
    return tell;
  }

  function watch(parts, tell) {
    const sizes = new ResizeObserver(() => tell());
    for (const node of [document.documentElement, parts.masthead, parts.bar, parts.article]) sizes.observe(node);
    new MutationObserver(() => tell()).observe(parts.stage, { attributes: true, attributeFilter: ["class"] });
    tell();
  }

  /* What only scripts can fill is not shown where a host's policy keeps both scripts and
   * styles out. In a frame the panel and the article start folded: the map has the room. */
  Routes.createFrame = function () {
    for (const id of ["tools", "panel"]) document.getElementById(id).hidden = false;
    if (!Routes.isFramed()) return;
    const { classList } = document.documentElement;
    const article = document.getElementById("article");
    const unfold = (open) => {
      classList.toggle("reading", open);
      texts.setAttribute("aria-expanded", String(open));
    };
    const { bar, texts } = createBar(article, unfold);
    const stage = document.querySelector(".stage");
    stage.after(bar);
    classList.add("framed");
    /* A footnote stands in the article: it opens before the browser looks for it. */
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest('a[href^="#"]');
      const note = link && document.getElementById(link.getAttribute("href").slice(1));
      if (note && article.contains(note)) unfold(true);
    }, { capture: true });
    const parts = { stage, masthead: document.querySelector(".masthead"), bar, article,
      peek: document.getElementById("panel-peek") };
    watch(parts, createTeller(parts));
  };
})((globalThis.Routes = globalThis.Routes || {}));
