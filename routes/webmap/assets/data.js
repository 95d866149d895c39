/* Reads the payload and remembers what is shown, chosen and pointed at. */
(function (Routes) {
  "use strict";

  /* Maps and not objects: a case may call a leg "constructor". */
  const index = (list) => new Map(list.map((item) => [item.id, item]));

  Routes.read = function () {
    const payload = JSON.parse(document.getElementById("routes-data").textContent);
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
      arcs: Routes.arcsOf(payload),
    };
  };

  /* A basemap line: the first vertex times scale, then differences. */
  Routes.decode = function (numbers, scale) {
    const points = [];
    let lon = 0;
    let lat = 0;
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      lon += numbers[i];
      lat += numbers[i + 1];
      points.push([lon / scale, lat / scale]);
    }
    return points;
  };

  Routes.createState = function (variants) {
    const listeners = [];
    const tell = (what) => listeners.forEach((listener) => listener(what));
    return {
      visible: new Set(variants.map((v) => v.id)),
      ways: new Set(),
      /* The way that was switched on last, and alone. */
      brought: null,
      selected: null,
      hovered: null,
      listen: (listener) => listeners.push(listener),
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
