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
      selected: null,
      hovered: null,
      listen: (listener) => listeners.push(listener),
      show(ids) {
        this.visible = new Set(ids);
        tell("visible");
      },
      toggle(id, on) {
        if (on) this.visible.add(id);
        else this.visible.delete(id);
        tell("visible");
      },
      select(what) {
        this.selected = what;
        tell("selected");
      },
      hover(what) {
        const same =
          what && this.hovered && what.leg === this.hovered.leg &&
          what.variant === this.hovered.variant;
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
