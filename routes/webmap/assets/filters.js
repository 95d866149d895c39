/* Filters, each value with how many legs it would leave; what they hide is said on the map. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const DAY_MS = 86400000;
  /* More values than this are folded until somebody asks for them. */
  const MANY = 8;

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

  /* What of a claim an event can be filtered by too; by means of travel and the like it is not. */
  const TOLD = {
    source: (claim) => claim.source, origin: (claim) => claim.chain_ids[claim.chain_ids.length - 1],
    credibility: (claim) => (claim.credibility === null ? NONE : String(claim.credibility)),
  };
  const NONE = "-";

  /* Whether filters and days leave an event on the map: one claim must meet all of it. */
  function meets(event, filters, window) {
    const asked = [...filters].filter(([facet]) => Object.hasOwn(TOLD, facet));
    const claims = event.claims.length ? event.claims : [null];
    return claims.some((claim) => {
      const span = (claim && claim.span) || event.span;
      return asked.every(([facet, ids]) => ids.has(claim ? TOLD[facet](claim) : NONE)) &&
        (!window || !span || Routes.touches(span, window));
    });
  }

  Routes.allowsEvent = (state, event) => meets(event, state.filters, state.window);

  /* How many events would be left if of one facet this value alone were chosen. */
  function eventsLeft(data, state, facet, id) {
    const filters = new Map(state.filters).set(facet, new Set([id]));
    return data.payload.events.filter((event) => meets(event, filters, state.window)).length;
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

  function shownSentence(data, state) {
    const { shown, all, hidden } = Routes.tally(data, state);
    const legs = all && Routes.tn("{shown} of {n} leg shown, {hidden} hidden by filters",
      "{shown} of {n} legs shown, {hidden} hidden by filters", all,
      { shown: Routes.number(shown), hidden: Routes.number(hidden) });
    const { events } = data.payload;
    const kept = events.filter((event) => Routes.allowsEvent(state, event)).length;
    const told = events.length && Routes.tn("{kept} of {n} event kept", "{kept} of {n} events kept", events.length,
      { kept: Routes.number(kept) });
    return [legs, told].filter(Boolean).join(" \u00b7 ");
  }

  function hiddenSentence(state, n) {
    if (!state.window) return Routes.tn("{n} leg hidden by filters", "{n} legs hidden by filters", n);
    if (!state.filters.size) return Routes.tn("{n} leg hidden by its date", "{n} legs hidden by their dates", n);
    return Routes.tn("{n} leg hidden by filters and dates", "{n} legs hidden by filters and dates", n);
  }

  function createOption(data, state, facet, option, i) {
    const id = "filter-" + facet.id + "-" + i;
    const box = el("input", { type: "checkbox", id: id, value: option.id });
    const isTold = data.payload.events.length > 0 && Object.hasOwn(TOLD, facet.id);
    const count = el("span", { class: "count", "aria-hidden": "true" });
    const events = isTold ? el("span", { class: "meta events-left", "aria-hidden": "true" }) : null;
    const words = el("span", { class: "only-heard" });
    box.addEventListener("change", () => {
      const chosen = new Set(state.filters.get(facet.id) || []);
      if (box.checked) chosen.add(option.id);
      else chosen.delete(option.id);
      state.setFilter(facet.id, [...chosen]);
    });
    const node = el("li", { class: "option" }, el("label", { for: id }, box,
      el("span", { class: "name", dir: "auto" }, labelOf(data, facet, option)), count, events, words));
    const draw = () => {
      const n = state.wouldLeave(facet.id, option.id);
      const too = isTold ? eventsLeft(data, state, facet.id, option.id) : 0;
      box.checked = Boolean(state.filters.get(facet.id)) && state.filters.get(facet.id).has(option.id);
      count.textContent = Routes.number(n);
      words.textContent = Routes.tn(", {n} leg", ", {n} legs", n);
      if (isTold) {
        events.textContent = Routes.number(too);
        words.textContent += Routes.tn(", {n} event", ", {n} events", too);
      }
      node.classList.toggle("empty", !n && !too);
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

  function undatedList(data, state) {
    const legs = Routes.undated(data);
    if (!legs.length) return null;
    return el("details", { class: "filter-undated" },
      el("summary", {}, el("h3", {}, Routes.tn("Undated: {n} leg, always shown", "Undated: {n} legs, always shown", legs.length))),
      el("ul", { class: "plain" }, legs.map((leg) => el("li", {}, Routes.button(leg.title,
        { class: "link pick", dir: "auto" }, () => state.select({ kind: "leg", id: leg.id }))))));
  }

  /* Why days that were asked for cannot be a window, or nothing where they can. */
  function refusal([from, to], [first, last]) {
    if ([from, to].some((day) => day !== null && (day < first || day > last))) {
      return Routes.t("The dates here lie between {first} and {last}; nothing was changed.",
        { first: Routes.isoDay(first), last: Routes.isoDay(last) });
    }
    return from !== null && to !== null && from > to
      ? Routes.t("The first day lies after the last; nothing was changed.") : "";
  }

  function createDates(data, state) {
    const ends = Routes.reachOf(data);
    if (!ends) return { node: null, draw() {} };
    const refused = el("p", { class: "refused", role: "status", id: "filter-refused" });
    const field = (id, label) => {
      const input = el("input", {
        type: "date", id: id, min: Routes.isoDay(ends[0]), max: Routes.isoDay(ends[1]), "aria-describedby": refused.id,
      });
      return { input, node: el("label", { class: "date", for: id }, el("span", {}, label), input) };
    };
    const fields = [field("filter-from", Routes.t("From")), field("filter-to", Routes.t("Until"))];
    const inputs = fields.map(({ input }) => input);
    const put = () => {
      (state.window || ends).forEach((day, i) => {
        const isOpen = i ? day >= ends[1] : day <= ends[0];
        inputs[i].value = isOpen ? "" : Routes.isoDay(day);
        inputs[i].removeAttribute("aria-invalid");
      });
    };
    const change = (e) => {
      const days = inputs.map((input) => Routes.dayOf(input.value));
      refused.textContent = refusal(days, ends);
      if (refused.textContent) return e.target.setAttribute("aria-invalid", "true");
      return state.setWindow(days.every((day) => day === null) ? null : days.map((day, i) => (day === null ? ends[i] : day)));
    };
    for (const input of inputs) {
      input.addEventListener("change", change);
      /* While a year is being typed it is not one yet: what holds returns when the field is left. */
      input.addEventListener("blur", () => input.getAttribute("aria-invalid") && put());
    }
    const draw = () => {
      refused.textContent = "";
      put();
    };
    const node = el("fieldset", { class: "facet dates" }, el("legend", {}, Routes.t("When")),
      el("p", { class: "explain" }, Routes.t("A leg with a vague date stays while it may lie in this time.")),
      el("div", { class: "days" }, fields.map((each) => each.node)), refused, undatedList(data, state));
    return { node, draw };
  }

  function eventsSentence(data, state) {
    const n = data.payload.events.filter((event) => !Routes.allowsEvent(state, event)).length;
    return n ? Routes.tn("{n} event hidden", "{n} events hidden", n) : null;
  }

  /* Nobody reports a computed line, so that no filter speaks of it. */
  const waysSentence = (state) => (state.ways.size
    ? Routes.tn("{n} computed line not filtered", "{n} computed lines not filtered", state.ways.size) : null);

  Routes.versionsHidden = function (data, state) {
    const n = data.payload.variants.length - state.visible.size;
    return n ? Routes.tn("{n} of {all} versions not shown", "{n} of {all} versions not shown", n,
      { all: Routes.number(data.payload.variants.length) }) : null;
  };

  Routes.showAll = function (data, state) {
    state.comparePair(null);
    state.show(data.payload.variants.map((variant) => variant.id));
  };

  /* On the map itself: what is not there is never just gone. */
  function mapNote(notes, id, label, action) {
    const text = el("span", {});
    const node = el("p", { id, class: "map-note", hidden: true }, text, Routes.button(label, {}, () => {
      action();
      const tools = document.querySelector("#tools button");
      if (tools) tools.focus();
    }));
    notes.append(node);
    return (told) => {
      node.hidden = !told.length;
      text.textContent = told.join(" \u00b7 ");
    };
  }

  function createMapNotes(data, state) {
    const notes = el("div", { id: "notes", class: "over-map" });
    document.getElementById("tools").after(notes);
    const versions = mapNote(notes, "versions-note", Routes.t("Show all versions"), () => Routes.showAll(data, state));
    const filters = mapNote(notes, "filter-note", Routes.t("Clear filters"), () => state.clearFilters());
    return () => {
      const { hidden } = Routes.tally(data, state);
      const legs = hidden ? hiddenSentence(state, hidden) : null;
      const told = [legs, eventsSentence(data, state)].filter(Boolean);
      filters(told.length ? told.concat(waysSentence(state) || []) : told);
      versions([Routes.versionsHidden(data, state)].filter(Boolean));
    };
  }

  Routes.createFilters = function (data, state, node) {
    const parts = data.payload.facets.facets.map((facet) => createFacet(data, state, facet));
    const dates = createDates(data, state);
    const noteOnMap = createMapNotes(data, state);
    const shown = el("p", { class: "filter-shown" });
    const clear = Routes.button(Routes.t("Clear"), { class: "act clear" }, () => {
      state.clearFilters();
      node.focus({ preventScroll: true });
    });
    node.append(...[el("div", { class: "filter-top" }, shown, clear),
      el("p", { class: "explain" }, Routes.t("Nothing chosen in a group means all of it. A number is how many legs that choice would leave."),
        data.payload.events.length ? " " + Routes.t("A number behind a diamond counts events.") : null),
      data.ways.size ? el("p", { class: "explain" },
        Routes.t("Computed lines are not filtered: no source reports them.")) : null,
      ...parts.map((part) => part.node), dates.node].filter(Boolean));
    const draw = () => {
      shown.textContent = shownSentence(data, state);
      clear.hidden = !state.filters.size && !state.window;
      parts.forEach((part) => part.draw());
      dates.draw();
      noteOnMap();
    };
    state.listen((what) => {
      if (!["filters", "window", "visible", "ways"].includes(what)) return;
      draw();
      if (what === "filters") Routes.announce(shown.textContent);
    });
    draw();
  };
})((globalThis.Routes = globalThis.Routes || {}));
