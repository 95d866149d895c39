/* Names on the map: stops, events, closures, areas, then countries, each only
 * where there is room. Placed again whenever the map comes to rest. */
(function (Routes) {
  "use strict";

  const LINE = 14;
  const WRAP = 24;
  /* How far from its line the number of a computed way may stand, in pixels. */
  const BESIDE = [[0, 0], [0, 11], [0, -11], [16, 0], [-16, 0], [20, 8], [-20, -8], [20, -8], [-20, 8]];

  /* Two lines at most; what is longer is cut with an ellipsis, in full elsewhere. */
  function wrap(text, limit) {
    const all = Array.from(text);
    if (all.length <= limit) return [text];
    const words = text.split(/\s+/);
    let first = words.shift();
    while (words.length && Array.from(first + " " + words[0]).length <= limit) {
      first += " " + words.shift();
    }
    const cut = (s) => (Array.from(s).length > limit + 2 ? Array.from(s).slice(0, limit).join("") + "\u2026" : s);
    return words.length ? [cut(first), cut(words.join(" "))] : [cut(first)];
  }

  Routes.createLabels = function (map, pen, data, state, legs, places, computed) {
    const root = Routes.svg("g", { class: "labels" });

    function make(kind, lines) {
      const text = Routes.svg("text", { class: "label " + kind });
      lines.forEach((content) => text.append(Routes.svg("tspan", {}, content)));
      root.append(text);
      let width = 0;
      for (const span of text.childNodes) width = Math.max(width, span.getComputedTextLength());
      return { text: text, w: width + 2, h: lines.length * LINE };
    }

    const OPENS = {
      "of-stop": "place", "of-reference": "place", "of-area": "place", "of-event": "event",
      "of-closure": "leg", "of-way": "way",
    };

    function item(kind, id, x, y, r, priority, lines, more) {
      const made = make(kind, lines);
      if (OPENS[kind]) {
        made.text.addEventListener("click", () => {
          if (map.dragging && map.dragging.moved()) return;
          state.select({ kind: OPENS[kind], id: id });
        });
      }
      return Object.assign(
        { id: kind + ":" + id, x, y, r, priority, w: made.w, h: made.h, node: made.text }, more);
    }

    function pointItems() {
      const priority = { stop: 1, reference: 4 };
      return places.drawn().filter((d) => d.kind !== "area").map((d) => {
        const event = d.kind === "event";
        const lines = wrap(event ? d.item.title : d.item.label, WRAP);
        const kind = event ? "of-event" : "of-" + (d.item.role === "stop" ? "stop" : "reference");
        /* A ring somewhere along a river or a border yields its room to what has a place. */
        const along = !event && d.item.precision === "region";
        const rank = event ? 3 : along ? 5 : priority[d.item.role] || 4;
        return item(kind, d.item.id, d.x, d.y, d.r, rank, lines, { clear: along ? 6 : 2 });
      });
    }

    /* The visible part of the box around some rings, or null. */
    function visibleBox(rings, frame) {
      const box = { x: Infinity, y: Infinity, right: -Infinity, bottom: -Infinity };
      for (const [x, y] of rings.flat()) {
        box.x = Math.min(box.x, x);
        box.y = Math.min(box.y, y);
        box.right = Math.max(box.right, x);
        box.bottom = Math.max(box.bottom, y);
      }
      box.x = Math.max(box.x, frame.x);
      box.y = Math.max(box.y, frame.y);
      box.w = Math.min(box.right, frame.x + frame.w) - box.x;
      box.h = Math.min(box.bottom, frame.y + frame.h) - box.y;
      return box.w > 0 && box.h > 0 ? box : null;
    }

    /* Candidates whose middle lies in the visible part of an area, the ones that are
     * wholly inside and near to its middle first. */
    function areaBoxes(rings, w, h, frame) {
      const seen = visibleBox(rings, frame);
      if (!seen) return [];
      const out = [];
      const steps = 14;
      for (let i = 1; i < steps; i += 1) {
        for (let j = 1; j < steps; j += 1) {
          const [cx, cy] = [seen.x + (seen.w * i) / steps, seen.y + (seen.h * j) / steps];
          if (!Routes.placement.within(rings, cx, cy)) continue;
          const [x, y] = [cx - w / 2, cy - h / 2];
          const corners = [[x, y], [x + w, y], [x, y + h], [x + w, y + h]];
          const out4 = corners.filter((c) => !Routes.placement.within(rings, c[0], c[1])).length;
          out.push({ x, y, w, h, side: 0, away: 0, outside: out4, cx, cy });
        }
      }
      const middle = [0, 1].map((k) => out.reduce((s, b) => s + (k ? b.cy : b.cx), 0) / out.length);
      const far = (b) => Math.hypot(b.cx - middle[0], b.cy - middle[1]) + b.outside * 40;
      return out.sort((a, b) => far(a) - far(b)).slice(0, 60);
    }

    function areaItems(frame) {
      return places.drawn().filter((d) => d.kind === "area").map((d) => {
        const it = item("of-area", d.item.id, 0, 0, 0, 2.5, wrap(d.item.label, 28));
        it.boxes = areaBoxes(d.rings, it.w, it.h, frame);
        return it;
      });
    }

    function closureItems() {
      return legs.closures().map((c) =>
        item("of-closure", c.id, c.x, c.y, 9, 2, wrap(c.text, 30)));
    }

    /* The number of a computed way stands on its line, or beside it where a report is in the way. */
    function wayItems() {
      return computed.numbers().filter((n) => n.at.length).map(({ way, at }) => {
        const it = item("of-way", way.id, at[0].x, at[0].y, 0, 2.2, [way.number], { offLines: true });
        it.boxes = BESIDE.flatMap(([dx, dy]) => at.map((p) => ({
          x: p.x - it.w / 2 + dx, y: p.y - it.h / 2 + dy, w: it.w, h: it.h, side: 0, away: 0,
        })));
        return it;
      });
    }

    function countryItems() {
      /* Twice as many names with each zoom step; most find no room anyway. */
      const last = 10 * 2 ** Math.max(0, map.getZoom() - 2);
      const named = new Set(places.drawn().map((d) => d.item.label));
      const wanted = data.payload.basemap.labels.filter((l) => l.rank <= last && !named.has(l.name));
      return wanted.map((l, i) => {
        const [x, y] = pen(l.at);
        const it = item("of-country", i, x, y, 0, 10 + l.rank, [l.name], { atMost: 14 });
        const at = (dx, dy) => ({ x: x - it.w / 2 + dx, y: y - it.h / 2 + dy, w: it.w, h: it.h, side: 0, away: 0 });
        it.boxes = [at(0, 0), at(0, -16), at(0, 16), at(-24, 0), at(24, 0), at(0, -32), at(0, 32)];
        return it;
      });
    }

    function obstacles() {
      const out = [];
      for (const d of places.drawn()) {
        if (d.kind === "area") continue;
        out.push({
          id: d.kind === "event" ? "of-event:" + d.item.id
            : "of-" + (d.item.role === "stop" ? "stop" : "reference") + ":" + d.item.id,
          x: d.x - d.r, y: d.y - d.r, w: 2 * d.r, h: 2 * d.r,
        });
      }
      for (const c of legs.closures()) {
        out.push({ id: "of-closure:" + c.id, x: c.x - 7, y: c.y - 7, w: 14, h: 14 });
      }
      for (const q of legs.questions()) {
        out.push({ x: q.x - 7, y: q.y - 7, w: 14, h: 14 });
      }
      return out.concat(controls());
    }

    /* The buttons and notes that lie over the map. */
    function controls() {
      const edge = map.getContainer().getBoundingClientRect();
      const corner = map.containerPointToLayerPoint([0, 0]);
      return [...document.querySelectorAll(".over-map, .leaflet-control")].map((node) => {
        const b = node.getBoundingClientRect();
        return { x: b.left - edge.left + corner.x, y: b.top - edge.top + corner.y, w: b.width, h: b.height };
      });
    }

    function leader(it, box) {
      const end = Routes.placement.leader(it, box);
      if (!end) return null;
      return Routes.svg("path", { class: "leader", d: Routes.line.path([[it.x, it.y], end]) });
    }

    function settle(it, box) {
      if (!box) {
        it.node.remove();
        return;
      }
      const x = box.side > 0 ? box.x + 1 : box.side < 0 ? box.x + box.w - 1 : box.x + box.w / 2;
      const anchor = box.side > 0 ? "start" : box.side < 0 ? "end" : "middle";
      it.node.setAttribute("text-anchor", anchor);
      [...it.node.childNodes].forEach((span, i) => {
        span.setAttribute("x", x.toFixed(1));
        span.setAttribute("y", (box.y + LINE * (i + 0.8)).toFixed(1));
      });
      const line = leader(it, box);
      if (line) root.prepend(line);
    }

    function draw() {
      pen.ready();
      root.replaceChildren();
      const frame = Routes.visibleFrame(map, -6);
      const seen = (i) => i.boxes || (i.x > frame.x && i.x < frame.x + frame.w &&
        i.y > frame.y && i.y < frame.y + frame.h);
      const every = [...pointItems(), ...closureItems(), ...wayItems(), ...areaItems(frame), ...countryItems()];
      every.filter((i) => !seen(i)).forEach((i) => i.node.remove());
      const items = every.filter(seen);
      const world = { frame: frame, obstacles: obstacles(), lines: legs.samples(frame) };
      const placed = Routes.placement.place(items, world);
      items.forEach((it) => settle(it, placed.get(it.id)));
    }

    return { root, draw };
  };
})((globalThis.Routes = globalThis.Routes || {}));
