/* The state of the page of a case in its address. In the address stands only what is not as on the
 * first view: #v=belarus,ukraine&sel=leg:to-minsk&at=60.1,30.2,4
 *
 *   v, off     versions that are on, or off, whichever is shorter    sel   kind:id
 *   lines      computed lines that are on     f.source, f.mode, ...  values of a filter
 *   days       2016-07-01..2016-07-31         step, tab, pair, lang  as they are
 *   time       open, where the slider is      at    longitude, latitude, zoom of the map's middle
 *
 * What names nothing of the case is left out. */
(function (Routes) {
  "use strict";

  const { writtenId: written, idList: list, decodedId: decoded, knownIds: known } = Routes;
  const KINDS = {
    leg: "legs", variant: "variants", place: "places", event: "events", way: "ways", source: "sources",
  };
  const TABS = ["versions", "story", "compare", "filter"];

  /* ---- writing ---- */

  const same = (a, b) => a.size === b.size && [...a].every((each) => b.has(each));

  function versionsPart(data, state) {
    const all = data.payload.variants.map((variant) => variant.id);
    const on = all.filter((id) => state.visible.has(id));
    const off = all.filter((id) => !state.visible.has(id));
    if (!off.length) return [];
    return off.length < on.length ? [["off", list(off)]] : [["v", list(on)]];
  }

  function partsOf(data, state, first) {
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
    ];
  }

  /* ---- reading ---- */

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

  function apply(data, state, said, first) {
    const on = versionsOf(data, said);
    if (!same(state.visible, new Set(on))) state.show(on);
    const lines = known(said.get("lines"), (id) => data.ways.has(id)) || [...first.ways];
    if (!same(state.ways, new Set(lines))) {
      state.showWays([...state.ways], false);
      state.showWays(lines, true);
    }
    applyFilters(data, state, said);
    applyChoice(data, state, said, first);
  }

  /* What a reader goes back from: another tab, another step, the evidence of something. */
  const placeOf = ({ tab, step, selected }) => JSON.stringify([tab, step, selected && [selected.kind, selected.id]]);

  function isOtherLanguage(data, said) {
    const tag = said.get("lang");
    return data.payload.languages.includes(tag) && tag !== Routes.tongue();
  }

  Routes.createAddress = function (data, state, map, tools) {
    const saidFirst = Routes.saidHere();
    const first = {
      ways: new Set(state.ways), tab: state.tab, isToldIn: Boolean(saidFirst && saidFirst.has("lang")),
    };
    const link = Routes.createLink(map, tools, {
      parts: () => partsOf(data, state, first),
      place: () => placeOf(state),
      apply(said, isFirst) {
        /* A page that was just drawn is in that language already: anew would be for ever. */
        if (!isFirst && isOtherLanguage(data, said)) window.location.reload();
        apply(data, state, said, first);
        /* An address from before the choice of a language goes on in that. */
        if (first.isToldIn && !said.has("lang")) link.changed();
      },
    });
    return {
      /* Shows what the address says, and from now on the address says what is shown. */
      restore() {
        link.restore();
        state.listen((what) => {
          if (what !== "hovered") link.changed();
        });
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
