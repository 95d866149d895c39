/* On a narrow page the panel is a sheet below the map: folded, half open so that map and panel
 * are both seen, or as high as it goes. The handle opens and folds it, and can be dragged. */
(function (Routes) {
  "use strict";

  /* Shares of the height of the page at which a sheet that is let go folds, or fills it. */
  const FOLDS = 0.2;
  const FILLS = 0.72;
  const NARROW = "(max-width: 899px)";
  /* So many pixels are a drag and no longer a click. */
  const DRAG = 8;

  function words(data) {
    const { variants: told, sources: read } = data.payload;
    const computed = data.ways.size;
    return [
      told.length ? Routes.tn("{n} version", "{n} versions", told.length) : "",
      computed ? Routes.tn("{n} computed line", "{n} computed lines", computed) : "",
      read.length && !data.ways.size ? Routes.t("legend and sources") : Routes.t("legend"),
    ].filter(Boolean).join(", ");
  }

  /* What a folded sheet says: the first that is reported, disputed and withheld. */
  function peek(data, open) {
    const parts = (data.payload.known || []).filter((part) => part.items.length &&
      ["known", "disputed", "withheld"].includes(part.id));
    if (!parts.length) return null;
    const node = Routes.html("div", { id: "panel-peek" }, parts.map((part) => Routes.html("p", { class: Routes.knownClass(part) },
      Routes.html("strong", {}, part.title), " ", Routes.html("span", { dir: "auto" }, part.items[0].text))));
    node.addEventListener("click", open);
    return node;
  }

  function listenToDrag(stage, handle, set) {
    let from = null;
    let height = null;
    const share = () => height / stage.getBoundingClientRect().height;
    handle.addEventListener("pointerdown", (e) => {
      from = { y: e.clientY, height: handle.closest("#panel").offsetHeight };
      height = null;
      handle.setPointerCapture(e.pointerId);
    });
    handle.addEventListener("pointermove", (e) => {
      if (!from || (height === null && Math.abs(e.clientY - from.y) < DRAG)) return;
      height = from.height + from.y - e.clientY;
      stage.classList.add("sheet-open", "dragging");
      stage.style.setProperty("--sheet", Math.round(height) + "px");
    });
    const end = () => {
      from = null;
      if (height === null) return;
      stage.classList.remove("dragging");
      stage.style.removeProperty("--sheet");
      set(share() < FOLDS ? "folded" : share() > FILLS ? "full" : "half");
    };
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
    /* The click that ends a drag is none. */
    return () => height !== null;
  }

  Routes.createSheet = function (data, state, stage, handle) {
    const grow = Routes.button("", { id: "panel-grow" }, () => set(isFull() ? "half" : "full"));
    const isFull = () => stage.classList.contains("sheet-full");
    const set = (size) => {
      stage.classList.toggle("sheet-open", size !== "folded");
      stage.classList.toggle("sheet-full", size === "full");
      handle.setAttribute("aria-expanded", String(size !== "folded"));
      grow.setAttribute("aria-label",
        size === "full" ? Routes.t("Give the map more room") : Routes.t("Give the list more room"));
    };
    handle.replaceChildren(Routes.html("span", { class: "words" }, words(data)));
    handle.after(...[grow, peek(data, () => set("half"))].filter(Boolean));
    set("folded");
    const dragged = listenToDrag(stage, handle, set);
    handle.addEventListener("click", (e) => {
      if (dragged() && e.detail) return;
      set(stage.classList.contains("sheet-open") ? "folded" : "half");
    });
    state.listen((what) => {
      /* In a low view a story needs the line of the head. */
      stage.classList.toggle("storied", state.tab === "story" && !state.selected);
      const isOpen = stage.classList.contains("sheet-open");
      if (what === "selected" && state.selected && !isOpen) set("half");
      if (what === "tab" && !isOpen) set("half");
      /* Both would leave a narrow map no room. */
      if (what === "time" && state.isTimeOpen && matchMedia(NARROW).matches) set("folded");
    });
  };
})((globalThis.Routes = globalThis.Routes || {}));
