/* Names on the map: stops, events, closures, areas, then countries, each only
 * where there is room. Placed again whenever the map comes to rest. */
(function (Routes) {
  "use strict";

  const LINE = 14;
  const WRAP = 24;
  /* How far from its line the number of a computed way may stand, in pixels; the far
   * ones are beside a bundle of lines that lies on it. */
  const BESIDE = [[0, 0], [0, 11], [0, -11], [16, 0], [-16, 0], [20, 8], [-20, -8], [20, -8], [-20, 8],
    [0, 24], [0, -24], [26, 14], [-26, -14], [26, -14], [-26, 14]];

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

  /* A map narrower than this has no room for lines to far labels, in pixels. */
  const NARROW = 480;
  const NEAR = 20;
  /* How far a name goes from its mark at most, as a share of the map's diagonal. */
  const REACH = 0.07;
  /* What says that versions part has a mark of its own: it may stand nearer to another place than to
   * its ring, but not beside it. */
  const SHY = 16;
  /* No name is wider, in pixels. */
  const WIDEST = 240;
  /* The icon before the words at a parting, and the mark of a version, in pixels. */
  const ICON = 17;
  const RING = 8;
  const MARK = 15;
  /* A version is marked on so many of its legs at most, the ones of which most is seen. */
  const MARKED_LEGS = 2;
  /* Of so short a piece of line a mark would leave nothing: it stands beside. */
  const SHORT = 70;
  const SHORTEST = 22;
  const NUMBERS_ALONG = 40;

  Routes.createLabels = function (map, pen, data, state, drawing) {
    const { legs, places, computed, graticule } = drawing;
    const root = Routes.svg("g", { class: "labels" });

    /* Widths by kind and text: to measure one makes the browser lay out the page. */
    const widths = new Map();

    function widthOf(span, kind, content) {
      const key = kind + " " + content;
      /* What has no width is asked for again: a page that is not shown yet measures nothing. */
      if (!widths.get(key)) widths.set(key, span.getComputedTextLength());
      return widths.get(key);
    }

    function make(kind, lines) {
      const text = Routes.svg("text", { class: "label " + kind });
      const spans = lines.map((content) => Routes.svg("tspan", {}, content));
      text.append(...spans);
      root.append(text);
      const width = Math.max(0, ...spans.map((span, i) => widthOf(span, kind, lines[i])));
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

    const placeOf = (d) => (d.kind === "event" ? d.item.place : d.item.id);

    /* Marks of other places, as far as they can be told from this one and its name comes near them. */
    function rivals(d) {
      const far = WIDEST + 2 * reachOf().most;
      return places.drawn().filter((other) => {
        if ((other.kind !== "point" && other.kind !== "event") || placeOf(other) === placeOf(d)) return false;
        const away = Math.hypot(other.x - d.x, other.y - d.y);
        return away > d.r + other.r && away < far;
      });
    }

    /* How far names may go on a map of this size, in pixels. */
    function reachOf() {
      const { x, y } = map.getSize();
      return { isNarrow: x < NARROW, most: REACH * Math.hypot(x, y) };
    }

    /* The places that the reader looks at: what was chosen, or the ends of that leg. */
    function chosenPlaces() {
      const { kind, id } = state.selected || {};
      const leg = data.legs.get(kind === "leg" ? id : Routes.stepLeg(data, state));
      return leg ? [leg.start, leg.end] : kind === "place" ? [id] : [];
    }

    function pointItems() {
      const { isNarrow, most } = reachOf();
      const reach = isNarrow ? NEAR : most;
      const partings = places.drawn().filter((d) => d.kind === "parting");
      /* A name keeps clear of the ring around a parting. */
      const radius = (d) => (partings.some((p) => Math.hypot(p.x - d.x, p.y - d.y) < p.r) ? RING : d.r);
      const chosen = chosenPlaces();
      const stopRank = ({ id }) =>
        (chosen.includes(id) ? 0 : partings.some((p) => p.item.id === id) ? 0.5 : 1);
      return places.drawn().filter((d) => d.kind === "point" || d.kind === "event").map((d) => {
        const event = d.kind === "event";
        const lines = wrap(event ? d.item.title : d.item.marked || d.item.label, WRAP);
        const kind = event ? "of-event" : "of-" + (d.item.role === "stop" ? "stop" : "reference");
        /* A ring somewhere along a river or a border yields its room to what has a place. */
        const along = !event && d.item.precision === "region";
        const rank = event ? 3 : along ? 5 : kind === "of-stop" ? stopRank(d.item) : 4;
        return item(kind, d.item.id, d.x, d.y, event ? d.r : radius(d), rank, lines, {
          clear: along ? 6 : 2, rivals: rivals(d),
          offLines: kind !== "of-stop", reach: kind === "of-stop" ? most : reach,
        });
      });
    }

    function partingItems() {
      const { isNarrow, most } = reachOf();
      return places.drawn().filter((d) => d.kind === "parting").map((d) => {
        const it = item("of-parting", d.item.id, d.x, d.y, d.r, 1.5, wrap(d.text, isNarrow ? 16 : WRAP),
          { offLines: true, rivals: rivals(d), shy: SHY, reach: most });
        it.w += ICON;
        it.icon = Routes.partingMark(0, 0);
        /* All of the label is pressed as one: its mark, its words and what lies between. */
        it.target = Routes.svg("rect", { class: "touch", "data-place": d.item.id, width: it.w, height: it.h });
        it.target.addEventListener("click", () => {
          if (!map.dragging || !map.dragging.moved()) state.openTab("compare");
        });
        return it;
      });
    }

    /* The mark of a version lies on its line, and answers as the line does. */
    function actAs(nodes, { leg, variant }) {
      for (const node of nodes) {
        node.addEventListener("pointerenter", () => state.hover({ leg: leg.id, variant: variant.id }));
        node.addEventListener("pointerleave", () => state.hover(null));
        node.addEventListener("click", () => {
          if (map.dragging && map.dragging.moved()) return;
          state.select({ kind: "leg", id: leg.id, variant: variant.id });
        });
      }
    }

    const centred = (x, y, w, h) => ({ x: x - w / 2, y: y - h / 2, w: w, h: h, side: 0, away: 0 });

    function markItem({ strand, spots }, mark) {
      const it = item("of-variant", strand.variant.id, 0, 0, 0, 2.1, [mark], { onLine: true, clear: 1 });
      const turn = Math.PI / 2;
      it.id += ":" + strand.leg.id;
      [it.w, it.h, it.frame] = [MARK, MARK, Routes.paint(Routes.svg("rect", {
        class: "badge", width: MARK, height: MARK, rx: 2.5,
      }), strand.style.colour)];
      actAs([it.node, it.frame], strand);
      const short = strand.length < SHORT;
      it.boxes = spots.slice(0, NUMBERS_ALONG).flatMap(({ x, y, angle_deg: angle }) => {
        if (!short) return [centred(x, y, MARK, MARK)];
        const a = (angle * Math.PI) / 180 + turn;
        return [13, -13, 17, -17].map((away) =>
          Object.assign(centred(x + away * Math.cos(a), y + away * Math.sin(a), MARK, MARK), { beside: true }));
      });
      return it;
    }

    /* The mark of each version on its lines. */
    function variantItems(frame) {
      const of = new Map();
      for (const found of legs.markSpots(frame)) {
        const { strand, spots } = found;
        const mark = Routes.variantMark(data, strand.variant);
        const own = strand.leg.variants.length === 1;
        if (!mark || !spots.length || strand.length < (own ? SHORTEST : SHORT)) continue;
        of.set(strand.variant.id, (of.get(strand.variant.id) || []).concat({ found: found, mark: mark }));
      }
      return [...of.values()].flatMap((several) => several
        .sort((a, b) => b.found.spots.length - a.found.spots.length).slice(0, MARKED_LEGS)
        .map(({ found, mark }) => markItem(found, mark)));
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
      return places.drawn().filter((d) => d.kind === "area").flatMap((d) => {
        const name = wrap(d.item.label, 28);
        /* A label of the case's own could pass for the spot: it says that it is none, if it can. */
        const texts = d.item.marked ? [[Routes.t("in here:"), name[0]], name] : [name];
        return texts.map((lines, i) => {
          const it = item("of-area", d.item.id, 0, 0, 0, 2.5 + i / 100, lines);
          it.boxes = areaBoxes(d.rings, it.w, it.h, frame);
          return i ? Object.assign(it, { id: it.id + ":plain", unless: it.id }) : it;
        });
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
        const it = item("of-country", i, x, y, 0, 10 + l.rank, [l.name], { atMost: 14, offLines: true });
        const at = (dx, dy) => centred(x + dx, y + dy, it.w, it.h);
        it.boxes = [at(0, 0), at(0, -16), at(0, 16), at(-24, 0), at(24, 0), at(0, -32), at(0, 32)];
        return it;
      });
    }

    function obstacles() {
      const out = [];
      for (const d of places.drawn()) {
        if (d.kind === "area" || d.kind === "parting") continue;
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
      for (const { at: [x, y] } of computed.crossings()) out.push({ x: x - 5, y: y - 5, w: 10, h: 10 });
      for (const p of legs.arrows()) out.push({ x: p.x - 4, y: p.y - 4, w: 8, h: 8, soft: true });
      const corner = map.containerPointToLayerPoint([0, 0]);
      const numbers = graticule.boxes().map((b) =>
        ({ x: b.x + corner.x, y: b.y + corner.y, w: b.w, h: b.h }));
      return out.concat(controls(), numbers);
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
      const from = box.x + (it.icon ? ICON : 0);
      const x = box.side > 0 ? from + 1 : box.side < 0 ? box.x + box.w - 1 : (from + box.x + box.w) / 2;
      const anchor = box.side > 0 ? "start" : box.side < 0 ? "end" : "middle";
      it.node.setAttribute("text-anchor", anchor);
      [...it.node.childNodes].forEach((span, i) => {
        span.setAttribute("x", x.toFixed(1));
        span.setAttribute("y", (box.y + LINE * (i + (it.frame ? 0.84 : 0.8))).toFixed(1));
      });
      if (it.icon) {
        it.icon.setAttribute("transform", "translate(" + (box.x + 8).toFixed(1) + " " + (box.y + 7).toFixed(1) + ")");
        root.append(it.icon);
      }
      if (it.frame) {
        it.frame.setAttribute("x", box.x.toFixed(1));
        it.frame.setAttribute("y", box.y.toFixed(1));
        it.node.before(it.frame);
      }
      if (it.target) {
        it.target.setAttribute("x", box.x.toFixed(1));
        it.target.setAttribute("y", box.y.toFixed(1));
        root.append(it.target);
      }
      const line = leader(it, box);
      if (line) root.prepend(line);
    }

    let told = null;

    function draw() {
      pen.ready();
      root.replaceChildren();
      told = chosenPlaces().join();
      const frame = Routes.visibleFrame(map, -6);
      const seen = (i) => i.boxes || (i.x > frame.x && i.x < frame.x + frame.w &&
        i.y > frame.y && i.y < frame.y + frame.h);
      const every = [...pointItems(), ...partingItems(), ...closureItems(), ...variantItems(frame),
        ...wayItems(), ...areaItems(frame), ...countryItems()];
      every.filter((i) => !seen(i)).forEach((i) => i.node.remove());
      const items = every.filter(seen);
      const world = { frame: frame, obstacles: obstacles(), lines: legs.samples(frame) };
      const placed = Routes.placement.place(items, world);
      items.forEach((it) => settle(it, it.unless && placed.get(it.unless) ? null : placed.get(it.id)));
    }

    /* What was chosen is named before the rest, also where the map need not move for it. */
    state.listen((what) => {
      const isChoice = what === "selected" || what === "step" || what === "tab";
      /* Where the map moves for it, it is done by then. */
      if (isChoice && told !== null) queueMicrotask(() => told === chosenPlaces().join() || draw());
    });

    return { root, draw };
  };
})((globalThis.Routes = globalThis.Routes || {}));
