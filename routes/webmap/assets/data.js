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
    const { scales } = payload;
    Routes.readBasemap(payload);
    for (const leg of payload.legs) leg.parts = Routes.unpack(leg.parts, scales.parts);
    for (const place of payload.places) {
      place.area = place.area && place.area.map((rings) => Routes.unpack(rings, scales.areas));
    }
    return payload;
  }

  /* What is made when it is first asked for: the reported lines do not wait for it. */
  function later(make) {
    let made = null;
    return () => (made = made || make());
  }

  Routes.read = function () {
    const payload = unpacked(Routes.translate(JSON.parse(document.getElementById("routes-data").textContent)));
    const arcs = later(() => Routes.unpack(payload.arcs.lines, payload.arcs.scale));
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
      get arcs() {
        return arcs();
      },
    };
  };

  /* What a place is called, also one that could not be found. */
  Routes.placeName = function (data, id) {
    const place = data.places.get(id);
    const absent = data.payload.absent || {};
    return place ? place.label : Object.hasOwn(absent, id) ? absent[id] : id;
  };

  /* Whether a vague date may lie in a window of days. */
  Routes.touches = (span, [from, to]) =>
    (span.start === null || span.start - span.before <= to) &&
      (span.end === null || span.end + span.after >= from);

  /* Of every leg of a version its dates: those of its claims, or its own. When it was closed is
   * not when somebody took it. */
  Routes.datesOf = function (data) {
    const found = new Map();
    for (const { leg, span } of data.payload.facets.rows) {
      found.set(leg, (found.get(leg) || []).concat(span && span.firm === undefined ? span : []));
    }
    return found;
  };

  /* The legs without any date: no window of time leaves them out. What is withheld is not drawn. */
  Routes.undated = function (data) {
    const dates = Routes.datesOf(data);
    return data.payload.legs.filter((leg) => dates.has(leg.id) && !dates.get(leg.id).length && !Routes.isKeptBack(leg));
  };

  /* The versions that take a leg. */
  Routes.takersOf = (data, leg) => leg.variants.map((id) => data.variants.get(id)).filter(Boolean);

  /* What closes a leg as some versions take it: itself, or one of these, which is closed with all
   * of its legs. Another version that takes the same leg stays open. */
  Routes.closuresOf = (leg, variants) => [leg, ...variants].filter((each) => each.closed_span);

  /* Whether a leg, as some versions take it, was closed on a day at the latest. */
  Routes.isShutBy = (leg, variants, day) => Routes.closuresOf(leg, variants)
    .some(({ closed_span: { firm } }) => firm !== null && firm <= day);

  /* Every claim on a leg as a row: with what it is filtered by, and the dates that it gives; of a
   * leg without any date null. A claim without a date has those of the others. */
  function rowsOf(data) {
    const dates = Routes.datesOf(data);
    const rows = new Map();
    for (const { leg, values, span } of data.payload.facets.rows) {
      const own = dates.get(leg);
      rows.set(leg, (rows.get(leg) || []).concat({ values, spans: own.length ? (span ? [span] : own) : null }));
    }
    return rows;
  }

  /* Whether one row of a leg meets all filters. What is closed stays on the map, as closed; who
   * speaks of a closure says nothing of a version that is open. */
  function meets({ values, spans }, closures, filters, window) {
    for (const [facet, chosen] of filters) {
      if (!(values[facet] || []).some((id) => chosen.has(id))) return false;
    }
    if (!window || !spans) return true;
    const told = closures.length ? spans : spans.filter((span) => span.firm === undefined);
    return told.concat(closures.map((each) => each.closed_span)).some((span) => Routes.touches(span, window));
  }

  /* What is shown, chosen and pointed at. Whoever draws listens, and is told what changed:
   * visible, ways, brought, selected, hovered, filters, window, time, step, tab or pair. */
  Routes.createState = function (data) {
    const { variants } = data.payload;
    const rows = later(() => rowsOf(data));
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
      /* Whether the slider is on the map. */
      isTimeOpen: false,
      step: null,
      tab: "versions",
      /* Two versions that are compared. */
      pair: null,
      listen: (listener) => listeners.push(listener),
      /* Whether filters and the slider leave a leg on the map, for one version or for any. */
      allows(leg, variant) {
        if (!this.filters.size && !this.window) return true;
        const closures = Routes.closuresOf(leg, variant ? [variant] : Routes.takersOf(data, leg));
        const own = rows().get(leg.id) || [{ values: {}, spans: leg.span && [leg.span] }];
        return own.some((row) => meets(row, closures, this.filters, this.window));
      },
      /* How many legs would be left if of one facet this value alone were chosen. */
      wouldLeave(facet, id) {
        const filters = [...this.filters].filter(([each]) => each !== facet);
        filters.push([facet, new Set([id])]);
        return data.payload.legs.filter((leg) => {
          const closures = Routes.closuresOf(leg, Routes.takersOf(data, leg));
          return (rows().get(leg.id) || []).some((row) => meets(row, closures, filters, this.window));
        }).length;
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
      openTime(on) {
        this.isTimeOpen = on;
        tell("time");
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
