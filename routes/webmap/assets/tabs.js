/* The views of the panel: versions, story, comparison, filters. Tabs as the ARIA authoring
 * practices have them; a tab with nothing in it is not there. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  function offered(data) {
    const { variants, steps, facets } = data.payload;
    const isDated = facets.rows.some((row) => row.span);
    return [
      { id: "versions", panel: "panel-list", label: Routes.t("Versions"), is: true },
      { id: "story", panel: "panel-story", label: Routes.t("Story"), is: (steps || []).length > 0 },
      { id: "compare", panel: "panel-compare", label: Routes.t("Compare"), is: variants.length > 1 },
      { id: "filter", panel: "panel-filter", label: Routes.t("Filter"), is: facets.facets.length > 0 || isDated },
    ].filter((tab) => tab.is);
  }

  /* Which tab a key leads to, or none. */
  function led(key, i, count) {
    const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: count - 1 }[key];
    return to === undefined ? null : (to + count) % count;
  }

  /* How many filters are on, beside the name of their tab. */
  function createBadge(state, button) {
    const count = el("span", { class: "filters-on", "aria-hidden": "true", hidden: true });
    const words = el("span", { class: "only-heard" });
    button.append(count, words);
    state.listen((what) => {
      if (what !== "filters" && what !== "window") return;
      const n = state.filters.size + (state.window ? 1 : 0);
      count.hidden = !n;
      count.textContent = Routes.number(n);
      words.textContent = n ? Routes.tn(", {n} filter on", ", {n} filters on", n) : "";
    });
  }

  function createTab(state, tab) {
    tab.node = document.getElementById(tab.panel);
    tab.button = Routes.button("", {
      role: "tab", id: "tab-" + tab.id, "aria-controls": tab.panel, "aria-selected": "false", tabindex: "-1",
    }, () => state.openTab(tab.id));
    tab.button.append(el("span", {}, tab.label));
    if (tab.id === "filter") createBadge(state, tab.button);
    return tab.button;
  }

  /* All but the evidence scrolls as one, and the tabs stay in sight. */
  function createScroll(node) {
    const evidence = document.getElementById("evidence");
    const scroll = el("div", { id: "panel-scroll" });
    const inside = [...node.parentNode.children].filter((each) => each !== evidence);
    node.before(scroll);
    scroll.append(...inside);
    return scroll;
  }

  /* Another view begins at its top, and where the tabs can hardly be seen they come up. */
  function toTop(scroll, node) {
    const above = node.previousElementSibling;
    const top = above ? above.offsetTop + above.offsetHeight : 0;
    const isPast = scroll.scrollTop > top;
    if (isPast || top - scroll.scrollTop > scroll.clientHeight / 2) scroll.scrollTop = top;
  }

  /* What lies below the evidence cannot be reached while that is open; asked for once the
   * evidence has remembered where the focus was, and undone before the focus returns. */
  function guard(state, scroll) {
    state.listen((what) => {
      if (what !== "selected") return;
      if (!state.selected) scroll.inert = false;
      else queueMicrotask(() => { scroll.inert = !document.getElementById("evidence").hidden; });
    });
  }

  Routes.createTabs = function (data, state, node) {
    const tabs = offered(data);
    const scroll = createScroll(node);
    guard(state, scroll);
    node.hidden = tabs.length < 2;
    if (node.hidden) return;
    node.setAttribute("role", "tablist");
    node.setAttribute("aria-label", Routes.t("Views"));
    node.append(...tabs.map((tab) => createTab(state, tab)));
    for (const tab of tabs) {
      tab.node.setAttribute("role", "tabpanel");
      tab.node.setAttribute("aria-labelledby", tab.button.id);
      tab.node.removeAttribute("aria-label");
    }
    const draw = () => {
      const open = tabs.find((tab) => tab.id === state.tab) || tabs[0];
      for (const tab of tabs) {
        const is = tab === open;
        tab.button.setAttribute("aria-selected", String(is));
        tab.button.tabIndex = is ? 0 : -1;
        tab.node.hidden = !is;
      }
    };
    node.addEventListener("keydown", (e) => {
      const i = tabs.findIndex((tab) => tab.button === e.target);
      const to = i < 0 || e.ctrlKey || e.altKey || e.metaKey ? null : led(e.key, i, tabs.length);
      if (to === null) return;
      e.preventDefault();
      state.openTab(tabs[to].id);
      tabs[to].button.focus({ preventScroll: true });
    });
    state.listen((what) => {
      if (what !== "tab") return;
      if (state.selected) state.select(null);
      draw();
      toTop(scroll, node);
    });
    draw();
  };
})((globalThis.Routes = globalThis.Routes || {}));
