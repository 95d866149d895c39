/* Places: a point with the circle in which it may lie, or an area and no point.
 * Events stand beside their place. */
(function (Routes) {
  "use strict";

  const SMALLEST_CIRCLE = 7;
  /* Partings nearer to each other than this are one, in pixels. */
  const TOGETHER = 26;
  /* From one event of a place to the next, in pixels; a finger needs more room than a pointer. */
  const NEXT = 13;
  const NEXT_TOUCHED = 24;
  /* In a map narrower than this they stand below each other, away from its edge. */
  const NARROW = 480;

  function circle(place, pen, projection) {
    const [x, y] = pen(place.point);
    const r = place.radius_m / pen.metres();
    if (r < SMALLEST_CIRCLE) return null;
    const shape = projection.distortion(place.point[0], place.point[1]);
    return Routes.svg("ellipse", {
      class: "doubt", rx: r * shape.along, ry: r * shape.across,
      transform: "translate(" + x + " " + y + ") rotate(" + shape.angle_deg + ")",
    });
  }

  function areaRings(place, pen) {
    return place.area.flatMap((polygon) =>
      polygon.map((ring) => Routes.line.thin(ring.map(pen), 0.8))
    );
  }

  function hatch() {
    return Routes.svg("pattern", {
      id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    }, Routes.svg("path", { class: "hatching", d: "M0 0V7" }));
  }

  /* A ring with a fork in it: here one way becomes several. */
  Routes.partingMark = (x, y) =>
    Routes.svg("g", { class: "fork", transform: "translate(" + x + " " + y + ")" },
      Routes.svg("circle", { r: 6.5 }),
      Routes.svg("path", { d: "M-4.5 0H-0.5L3 -3.2M-0.5 0L3 3.2" }));

  Routes.createPlaces = function (map, pen, data, state, projection) {
    const areas = Routes.svg("g", { class: "areas" });
    const points = Routes.svg("g", { class: "points" });
    const defs = Routes.svg("defs", {}, hatch());
    let drawn = [];
    const coarse = matchMedia("(pointer: coarse)").matches;

    const choose = (kind, id) => (e) => {
      if (map.dragging && map.dragging.moved()) return;
      e.stopPropagation();
      state.select({ kind: kind, id: id });
    };

    function drawArea(place) {
      const rings = areaRings(place, pen);
      const d = rings.map((ring) => Routes.line.path(ring, true)).join("");
      const node = Routes.svg("g", { class: "area", "data-place": place.id },
        Routes.svg("path", { class: "wash", d: d, "fill-rule": "evenodd" }),
        Routes.svg("path", { class: "hatched", d: d, "fill-rule": "evenodd", fill: "url(#hatch)" }));
      areas.append(node);
      drawn.push({ kind: "area", item: place, rings: rings, node: node });
    }

    function drawPoint(place) {
      const [x, y] = pen(place.point);
      const doubt = circle(place, pen, projection);
      const r = place.role === "stop" ? 4.5 : 3;
      /* Somewhere along a river, or in a circle: the point is no place, so no dot may claim it. */
      const vague = place.precision === "region" || place.veiled ? " vague" : "";
      const node = Routes.svg("g", { class: "point " + place.role + vague, "data-place": place.id },
        doubt,
        Routes.svg("circle", { class: "dot", cx: x, cy: y, r: r }),
        Routes.svg("circle", { class: "touch", cx: x, cy: y, r: 11 }));
      node.addEventListener("click", choose("place", place.id));
      points.append(node);
      drawn.push({ kind: "point", item: place, x: x, y: y, r: r, node: node });
    }

    function drawEvent(event, nth) {
      const place = data.places.get(event.place);
      /* In an area nobody says where: a symbol would claim a point. */
      if (!place || !place.point) return;
      const [px, py] = pen(place.point);
      const along = nth * (coarse ? NEXT_TOUCHED : NEXT);
      const [x, y] = map.getSize().x < NARROW ? [px + 11, py + 12 + along] : [px + 11 + along, py + 12];
      const node = Routes.svg("g", { class: "event", "data-event": event.id },
        Routes.svg("path", { class: "stalk", d: "M" + px + " " + py + "L" + x + " " + y }),
        Routes.svg("path", { class: "star", d: "M" + x + " " + (y - 6) + "l6 6l-6 6l-6-6z" }),
        Routes.svg("circle", { class: "touch", cx: x, cy: y, r: 12 }));
      node.addEventListener("click", choose("event", event.id));
      points.append(node);
      drawn.push({ kind: "event", item: event, x: x, y: y, r: 6, node: node });
    }

    const told = new Map(data.payload.divergences.flatMap((each) =>
      each.places.map((id) => [id, each])));

    /* How the versions that can be seen go on from some places: by the leg, or not at all. */
    function waysOn(ids) {
      const found = new Set();
      for (const variant of data.payload.variants.filter((each) => state.visible.has(each.id))) {
        const legs = variant.legs.map((id) => data.legs.get(id)).filter(Boolean);
        const on = legs.find((leg) => ids.includes(leg.start));
        const last = legs[legs.length - 1];
        if (on && state.allows(on, variant)) found.add(on.id);
        else if (!on && last && ids.includes(last.end) && state.allows(last, variant)) found.add(null);
      }
      return found;
    }

    /* Where versions part, said beside the place itself. Two that cannot be told apart at this
     * zoom are told once. */
    function drawParting(place) {
      if (!told.has(place.id) || waysOn(told.get(place.id).places).size < 2) return;
      const [x, y] = pen(place.point);
      if (drawn.some((d) => d.kind === "parting" && Math.hypot(d.x - x, d.y - y) < TOGETHER)) return;
      const node = Routes.svg("circle", { class: "parting", "data-place": place.id, cx: x, cy: y, r: 9 });
      points.append(node);
      drawn.push({
        kind: "parting", item: place, x: x, y: y, r: 9, node: node,
        text: told.get(place.id).places.length > 1 ? Routes.t("Versions begin in different places")
          : Routes.t("Versions part here"),
      });
    }

    /* The ends of what is on the map, as versions, filters and the slider leave it: legs, and
     * computed ways. A leg that could not be drawn counts too, its version is shown. */
    function ends() {
      const found = new Set();
      for (const variant of data.payload.variants.filter((each) => state.visible.has(each.id))) {
        for (const id of variant.legs) {
          const leg = data.legs.get(id);
          if (leg && state.allows(leg, variant)) found.add(leg.start).add(leg.end);
        }
      }
      for (const way of data.ways.values()) {
        if (state.ways.has(way.id)) way.block.places.forEach((id) => found.add(id));
      }
      return found;
    }

    function draw() {
      pen.ready();
      drawn = [];
      areas.replaceChildren();
      /* Outlines are no finer than the land. */
      areas.setAttribute("opacity", Routes.landShare(map.getZoom()));
      points.replaceChildren();
      /* The place of an event is shown with it. */
      const events = data.payload.events.filter((event) => Routes.allowsEvent(state, event));
      const placesOf = (list) => new Set(list.map((event) => event.place));
      const [withEvent, everTold, used] = [placesOf(events), placesOf(data.payload.events), ends()];
      const shown = data.payload.places.filter((p) => (p.point && withEvent.has(p.id)) ||
        (p.variants.length ? used.has(p.id) : !everTold.has(p.id)));
      /* Areas that only explain others are not drawn: they would lie over these. */
      shown.filter((p) => p.area && p.role === "stop").forEach(drawArea);
      shown.filter((p) => p.point && p.role !== "stop").forEach(drawPoint);
      shown.filter((p) => p.point).forEach(drawParting);
      /* Where versions part lies on top: within its ring it is what a click means. */
      const stops = shown.filter((p) => p.point && p.role === "stop");
      const parts = (p) => drawn.some((d) => d.kind === "parting" && d.item === p);
      stops.sort((a, b) => parts(a) - parts(b)).forEach(drawPoint);
      const nth = new Map();
      for (const event of events) {
        drawEvent(event, nth.get(event.place) || 0);
        nth.set(event.place, (nth.get(event.place) || 0) + 1);
      }
      emphasise();
    }

    function isChosen(entry) {
      if (entry.kind === "parting") return false;
      const what = state.hovered || state.selected;
      if (!what) return false;
      const leg = what.leg || (what.kind === "leg" && what.id);
      const variant = what.kind === "variant" ? what.id : what.leg ? null : what.variant;
      if (leg && data.legs.has(leg)) {
        return data.legs.get(leg).end === entry.item.id || data.legs.get(leg).start === entry.item.id;
      }
      if (variant) return (entry.item.variants || []).includes(variant);
      return entry.item.id === what.id && (what.kind === "event") === (entry.kind === "event");
    }

    function emphasise() {
      for (const entry of drawn) entry.node.classList.toggle("chosen", isChosen(entry));
    }

    return { defs, areas, points, draw, emphasise, drawn: () => drawn };
  };
})((globalThis.Routes = globalThis.Routes || {}));
