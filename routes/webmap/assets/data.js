/* Reads the payload and remembers what is shown, chosen and pointed at. */
(function (Routes) {
  "use strict";

  /* Maps and not objects: a case may call a leg "constructor". */
  const index = (list) => new Map(list.map((item) => [item.id, item]));

  /* The land of a payload as lists of points, and the payload. */
  Routes.readBasemap = function (payload) {
    const { basemap } = payload;
    for (const kind of ["land", "lakes", "borders", "disputed"]) {
      basemap[kind] = Routes.unpack(basemap[kind], basemap.scale);
    }
    return payload;
  };

  /* Packed lines become lists of points, [[lon, lat], ...], wherever the payload has them. */
  function unpacked(payload) {
    const { arcs, scales } = payload;
    Routes.readBasemap(payload);
    arcs.lines = Routes.unpack(arcs.lines, arcs.scale);
    for (const leg of payload.legs) leg.parts = Routes.unpack(leg.parts, scales.parts);
    for (const place of payload.places) {
      place.area = place.area && place.area.map((rings) => Routes.unpack(rings, scales.areas));
    }
    return payload;
  }

  Routes.read = function () {
    const payload = unpacked(Routes.translate(JSON.parse(document.getElementById("routes-data").textContent)));
    return {
      payload: payload,
      legs: index(payload.legs),
      variants: index(payload.variants),
      places: index(payload.places),
      events: index(payload.events),
      sources: index(payload.sources),
      grammars: index(payload.grammars),
      modes: index(payload.modes),
      ways: Routes.waysOf(payload),
      arcs: payload.arcs.lines,
    };
  };

  /* Whether one row of a leg meets all filters; what is undated no filter of dates leaves out. */
  function meets(row, filters, window) {
    for (const [facet, chosen] of filters) {
      if (!(row.values[facet] || []).some((id) => chosen.has(id))) return false;
    }
    return !window || Routes.touches(row.span, window);
  }

  /* Whether a vague date may lie in a window of days. */
  Routes.touches = (span, [from, to]) =>
    !span || ((span.start === null || span.start - (span.before || 0) <= to) &&
      (span.end === null || span.end + (span.after || 0) >= from));

  /* What is shown, chosen and pointed at. Whoever draws listens, and is told what changed:
   * visible, ways, brought, selected, hovered, filters, window, step, tab or pair. */
  Routes.createState = function (data) {
    const { variants, facets } = data.payload;
    const rows = new Map();
    for (const row of facets.rows) rows.set(row.leg, (rows.get(row.leg) || []).concat(row));
    const listeners = [];
    const tell = (what) => listeners.forEach((listener) => listener(what));
    return {
      visible: new Set(variants.map((v) => v.id)),
      ways: new Set(),
      /* The way that was switched on last, and alone. */
      brought: null,
      selected: null,
      hovered: null,
      /* By facet the values that are chosen; a facet with none chosen is not in it. */
      filters: new Map(),
      /* The days of the slider, [from, to], or null for all time. */
      window: null,
      step: null,
      tab: "versions",
      /* Two versions that are compared. */
      pair: null,
      listen: (listener) => listeners.push(listener),
      /* Whether filters and the slider leave a leg on the map. */
      allows(leg, without) {
        if (!this.filters.size && !this.window) return true;
        const filters = [...this.filters].filter(([facet]) => facet !== without);
        const own = rows.get(leg.id) || [{ values: {}, span: leg.span }];
        return own.some((row) => meets(row, filters, this.window));
      },
      /* How many legs would be left if of one facet this value alone were chosen. */
      wouldLeave(facet, id) {
        const filters = [...this.filters].filter(([each]) => each !== facet);
        filters.push([facet, new Set([id])]);
        return data.payload.legs.filter((leg) =>
          (rows.get(leg.id) || []).some((row) => meets(row, filters, this.window))).length;
      },
      setFilter(facet, ids) {
        if (ids.length) this.filters.set(facet, new Set(ids));
        else this.filters.delete(facet);
        tell("filters");
      },
      clearFilters() {
        this.filters.clear();
        this.window = null;
        tell("window");
        tell("filters");
      },
      setWindow(days) {
        this.window = days;
        tell("window");
      },
      goTo(step) {
        this.step = step;
        tell("step");
      },
      openTab(tab) {
        this.tab = tab;
        tell("tab");
      },
      comparePair(ids) {
        this.pair = ids;
        tell("pair");
      },
      show(ids) {
        this.brought = null;
        this.visible = new Set(ids);
        tell("visible");
      },
      toggle(id, on) {
        this.brought = null;
        if (on) this.visible.add(id);
        else this.visible.delete(id);
        tell("visible");
      },
      bring(id) {
        this.showWays([id], true);
        this.brought = id;
        tell("brought");
      },
      showWays(ids, on) {
        this.brought = null;
        for (const id of ids) {
          if (on) this.ways.add(id);
          else this.ways.delete(id);
        }
        tell("ways");
      },
      select(what) {
        this.brought = null;
        this.selected = what;
        tell("selected");
      },
      hover(what) {
        const same =
          what && this.hovered && ["leg", "variant", "way", "crossing"].every((key) =>
            what[key] === this.hovered[key]);
        if (same || (!what && !this.hovered)) return;
        this.hovered = what;
        tell("hovered");
      },
    };
  };

  /* Whether something belongs to a variant that is switched on. What belongs to
   * no variant at all is always shown. */
  Routes.isShown = (state, variants) =>
    variants.length === 0 || variants.some((id) => state.visible.has(id));
})((globalThis.Routes = globalThis.Routes || {}));
