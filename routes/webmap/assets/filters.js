/* Filters, each value with how many legs it would leave; what they hide is said on the map. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const DAY_MS = 86400000;
  /* More values than this are folded until somebody asks for them. */
  const MANY = 6;

  Routes.isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

  /* Days since 1970-01-01 of a date like 2016-07-01, or null for anything else. */
  Routes.dayOf = function (iso) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
    const day = Date.parse(iso + "T00:00:00Z") / DAY_MS;
    return Number.isFinite(day) ? day : null;
  };

  /* How modes and bases are called is said once, where the map has its looks from. */
  function labelOf(data, facet, option) {
    const look = { mode: data.modes, basis: data.grammars }[facet.id];
    return look && look.has(option.id) ? look.get(option.id).label : option.label;
  }

  /* The legs of the map by what becomes of them. */
  Routes.tally = function (data, state) {
    const legs = data.payload.legs.filter((leg) => leg.variants.length);
    const left = legs.filter((leg) => state.allows(leg));
    return {
      all: legs.length,
      hidden: legs.length - left.length,
      shown: left.filter((leg) => Routes.isShown(state, leg.variants)).length,
    };
  };

  function shownSentence({ shown, all, hidden }) {
    return Routes.t("{shown} of {all} legs shown, {hidden} hidden by filters", {
      shown: Routes.number(shown), all: Routes.number(all), hidden: Routes.number(hidden),
    });
  }

  function hiddenSentence(state, n) {
    if (!state.window) return Routes.tn("{n} leg hidden by filters", "{n} legs hidden by filters", n);
    if (!state.filters.size) return Routes.tn("{n} leg hidden by its date", "{n} legs hidden by their dates", n);
    return Routes.tn("{n} leg hidden by filters and dates", "{n} legs hidden by filters and dates", n);
  }

  function createOption(data, state, facet, option, i) {
    const id = "filter-" + facet.id + "-" + i;
    const box = el("input", { type: "checkbox", id: id, value: option.id });
    const count = el("span", { class: "count", "aria-hidden": "true" });
    const words = el("span", { class: "only-heard" });
    box.addEventListener("change", () => {
      const chosen = new Set(state.filters.get(facet.id) || []);
      if (box.checked) chosen.add(option.id);
      else chosen.delete(option.id);
      state.setFilter(facet.id, [...chosen]);
    });
    const node = el("li", { class: "option" }, el("label", { for: id }, box,
      el("span", { class: "name", dir: "auto" }, labelOf(data, facet, option)), count, words));
    const draw = () => {
      const n = state.wouldLeave(facet.id, option.id);
      box.checked = Boolean(state.filters.get(facet.id)) && state.filters.get(facet.id).has(option.id);
      count.textContent = Routes.number(n);
      words.textContent = Routes.tn(", {n} leg", ", {n} legs", n);
      node.classList.toggle("empty", !n);
    };
    return { node, draw };
  }

  function createFacet(data, state, facet) {
    const options = facet.options.map((option, i) => createOption(data, state, facet, option, i));
    const chosen = el("span", { class: "chosen-values", dir: "auto" });
    const fold = el("details", { class: "facet", "data-facet": facet.id, open: facet.options.length <= MANY },
      el("summary", {}, el("h3", {}, facet.label), chosen),
      el("fieldset", {}, el("legend", { class: "only-heard" }, facet.label),
        el("ul", { class: "plain" }, options.map((option) => option.node))));
    const draw = () => {
      const on = state.filters.get(facet.id) || new Set();
      chosen.textContent = facet.options.filter((option) => on.has(option.id))
        .map((option) => labelOf(data, facet, option)).join(", ");
      options.forEach((option) => option.draw());
    };
    return { node: fold, draw };
  }

  /* The first and the last day that any date of the case names. */
  function reach(data) {
    const spans = data.payload.facets.rows.map((row) => row.span).filter(Boolean);
    const days = spans.flatMap((span) => [span.start, span.end]).filter((day) => day !== null);
    return days.length ? [Math.min(...days), Math.max(...days)] : null;
  }

  function undatedLegs(data) {
    const undated = new Set(data.payload.facets.rows.filter((row) => !row.span).map((row) => row.leg));
    return data.payload.legs.filter((leg) => undated.has(leg.id));
  }

  function undatedList(data, state) {
    const legs = undatedLegs(data);
    if (!legs.length) return null;
    return el("details", { class: "filter-undated" },
      el("summary", {}, el("h3", {}, Routes.tn("Undated: {n} leg, always shown", "Undated: {n} legs, always shown", legs.length))),
      el("ul", { class: "plain" }, legs.map((leg) => el("li", {}, Routes.button(leg.title,
        { class: "link pick", dir: "auto" }, () => state.select({ kind: "leg", id: leg.id }))))));
  }

  function createDates(data, state) {
    const ends = reach(data);
    if (!ends) return { node: null, draw() {} };
    const field = (id, label) => {
      const input = el("input", { type: "date", id: id, min: Routes.isoDay(ends[0]), max: Routes.isoDay(ends[1]) });
      return { input, node: el("label", { class: "date", for: id }, el("span", {}, label), input) };
    };
    const from = field("filter-from", Routes.t("From"));
    const to = field("filter-to", Routes.t("To"));
    const change = () => {
      const days = [Routes.dayOf(from.input.value), Routes.dayOf(to.input.value)];
      if (days[0] === null && days[1] === null) return state.setWindow(null);
      const window = [days[0] === null ? ends[0] : days[0], days[1] === null ? ends[1] : days[1]];
      if (window[0] <= window[1]) state.setWindow(window);
      else Routes.announce(Routes.t("The first day lies after the last; nothing was changed."));
    };
    [from, to].forEach(({ input }) => input.addEventListener("change", change));
    const node = el("fieldset", { class: "facet dates" }, el("legend", {}, Routes.t("When")),
      el("p", { class: "explain" }, Routes.t("A leg with a vague date stays while it may lie in this time.")),
      el("div", { class: "days" }, from.node, to.node), undatedList(data, state));
    const draw = () => {
      const [first, last] = state.window || [null, null];
      from.input.value = first === null || first <= ends[0] ? "" : Routes.isoDay(first);
      to.input.value = last === null || last >= ends[1] ? "" : Routes.isoDay(last);
    };
    return { node, draw };
  }

  /* On the map itself: what is not there is never just gone. */
  function createMapNote(data, state) {
    const text = el("span", {});
    const clear = Routes.button(Routes.t("Clear filters"), {}, () => {
      state.clearFilters();
      const tools = document.querySelector("#tools button");
      if (tools) tools.focus();
    });
    const node = el("p", { id: "filter-note", hidden: true }, text, clear);
    document.getElementById("tools").append(node);
    return () => {
      const { hidden } = Routes.tally(data, state);
      node.hidden = !hidden;
      text.textContent = hidden ? hiddenSentence(state, hidden) : "";
    };
  }

  Routes.createFilters = function (data, state, node) {
    const parts = data.payload.facets.facets.map((facet) => createFacet(data, state, facet));
    const dates = createDates(data, state);
    const noteOnMap = createMapNote(data, state);
    const shown = el("p", { class: "filter-shown" });
    const clear = Routes.button(Routes.t("Clear"), { class: "act clear" }, () => {
      state.clearFilters();
      node.focus({ preventScroll: true });
    });
    node.append(el("div", { class: "filter-top" }, shown, clear),
      el("p", { class: "explain" }, Routes.t("Nothing chosen in a group means all of it. A number is how many legs that choice would leave.")),
      ...parts.map((part) => part.node), ...(dates.node ? [dates.node] : []));
    const draw = () => {
      shown.textContent = shownSentence(Routes.tally(data, state));
      clear.hidden = !state.filters.size && !state.window;
      parts.forEach((part) => part.draw());
      dates.draw();
      noteOnMap();
    };
    state.listen((what) => {
      if (!["filters", "window", "visible"].includes(what)) return;
      draw();
      if (what === "filters") Routes.announce(shown.textContent);
    });
    draw();
  };
})((globalThis.Routes = globalThis.Routes || {}));
