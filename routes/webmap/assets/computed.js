/* Computed ways on the map, below everything that is reported: thin, grey, with a dash of their
 * own. What several ways share is drawn once, so that their dashes never close to a line. */
(function (Routes) {
  "use strict";

  const NEAR = 9;
  /* Shorter than this on the screen, a way has no marks: they would hide it. */
  const LONG = 100;
  /* Shorter than this it has no number either. */
  const NUMBERED = 40;
  /* Where along its line the number of a way may stand, the best places first. */
  const ROOM = 24;
  const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85];
  const line = Routes.line;

  /* Shapes and not colours tell the status: a gate, a cross, a question. */
  const MARKS = {
    open: () => [Routes.svg("rect", { x: -3.5, y: -3.5, width: 7, height: 7 })],
    closed: () => [Routes.svg("path", { d: "M-4 -4L4 4M-4 4L4 -4" })],
    unknown: () => [Routes.svg("path", { d: "M0 -4.6L4.6 3.6H-4.6Z" })],
  };

  Routes.crossingMark = (status) =>
    Routes.svg("g", { class: "crossing " + status }, (MARKS[status] || MARKS.unknown)());

  Routes.createComputed = function (map, pen, data, state) {
    const grammar = data.grammars.get("computed") || { dash: "2 5", width: 1.8, opacity: 0.8 };
    const lines = Routes.svg("g", { class: "ways", opacity: grammar.opacity });
    const focus = Routes.svg("g", { class: "focus" });
    const hits = Routes.svg("g", { class: "hits" });
    const root = Routes.svg("g", { class: "computed" }, lines, focus, hits);
    const marks = Routes.svg("g", { class: "crossings" });
    let arcs = [];
    let shown = [];
    let crossings = [];

    const path = (numbers) => line.path(line.thin(Routes.chain(arcs, numbers), 1));
    const whole = (way) => way.lines.map(path).join("");

    function stroke(d, attributes) {
      const node = Routes.svg("path", Object.assign({
        class: "way", d: d, fill: "none", "stroke-width": grammar.width,
        "stroke-dasharray": grammar.dash || null,
      }, attributes));
      return Routes.paint(node, grammar.colour);
    }

    function drawLines() {
      const done = new Set();
      for (const way of shown) {
        const fresh = Routes.runs(way, (i) => !done.has(i));
        for (const i of way.lines.flat()) done.add(i < 0 ? ~i : i);
        const d = fresh.map(path).join("");
        if (d) lines.append(stroke(d, { "data-way": way.id }));
        hits.append(Routes.svg("path", {
          class: "hit", d: whole(way), fill: "none", "stroke-width": 2 * NEAR,
        }));
      }
    }

    /* How far a way goes on the screen, in pixels. */
    function extent(way) {
      const points = way.lines.flatMap((numbers) => Routes.chain(arcs, numbers));
      const [xs, ys] = [0, 1].map((k) => points.map((p) => p[k]));
      const span = (list) => list.reduce((a, b) => Math.max(a, b)) - list.reduce((a, b) => Math.min(a, b));
      return points.length ? Math.max(span(xs), span(ys)) : 0;
    }

    const isSmall = (way) => extent(way) < LONG;

    /* Two ways over one border have one mark. */
    function drawMarks() {
      const seen = new Map();
      for (const way of shown.filter((each) => !isSmall(each))) {
        for (const crossing of way.crossings) {
          const key = JSON.stringify([crossing.name, crossing.at, crossing.status]);
          if (!seen.has(key)) seen.set(key, { crossing: crossing, ways: [], at: pen(crossing.at) });
          seen.get(key).ways.push(way);
        }
      }
      crossings = [...seen.values()];
      for (const each of crossings) {
        const node = Routes.crossingMark(each.crossing.status);
        node.setAttribute("transform", "translate(" + each.at.map((n) => n.toFixed(1)).join(" ") + ")");
        node.append(Routes.svg("circle", { class: "touch", r: 9 }));
        node.addEventListener("pointerenter", () =>
          state.hover({ way: each.ways[0].id, crossing: each.crossing, onMap: true }));
        node.addEventListener("pointerleave", () => state.hover(null));
        node.addEventListener("click", () => choose(each.ways[0]));
        each.node = node;
        marks.append(node);
      }
    }

    function draw() {
      pen.ready();
      for (const group of [lines, hits, marks, focus]) group.replaceChildren();
      arcs = data.arcs.map((arc) => arc.map(pen));
      /* Nearer, a line would be seen that the network is too coarse for. */
      const isTrue = Routes.landShare(map.getZoom() - Routes.FINER_WAYS) > 0;
      shown = [...data.ways.values()].filter((way) => isTrue && state.ways.has(way.id));
      drawLines();
      drawMarks();
      emphasise();
    }

    /* The way that is pointed at or chosen, if it is switched on. */
    function chosen() {
      const id = state.hovered ? state.hovered.way : state.selected && state.selected.kind === "way"
        ? state.selected.id : null;
      return shown.find((way) => way.id === id) || null;
    }

    function emphasise() {
      const way = chosen();
      root.classList.toggle("choosing", Boolean(way));
      focus.replaceChildren();
      if (way) {
        const d = whole(way);
        focus.append(
          Routes.svg("path", { class: "casing chosen", d: d, fill: "none", "stroke-width": grammar.width + 4 }),
          stroke(d, { "stroke-width": grammar.width + 0.6 }));
      }
      const named = state.hovered && state.hovered.crossing;
      for (const each of crossings) {
        each.node.classList.toggle("aside", Boolean(way) && !each.ways.includes(way));
        each.node.classList.toggle("chosen", each.crossing === named);
        const label = each.node.querySelector("text");
        if (label) label.remove();
        if (each.crossing === named && !state.hovered.onMap) {
          each.node.append(Routes.svg("text", { class: "label of-crossing", x: 9, y: 4 }, named.name));
        }
      }
    }

    /* The nearest way; of several that share the line, the one that is chosen, else the first. */
    function nearest(p) {
      let best = null;
      const first = chosen();
      for (const way of first ? [first, ...shown] : shown) {
        for (const numbers of way.lines) {
          const d = line.distanceTo(Routes.chain(arcs, numbers), p.x, p.y);
          if (d <= NEAR + 2 && (!best || d < best.d - 0.5)) best = { d: d, way: way };
        }
      }
      return best && best.way;
    }

    function choose(way) {
      if (!way || (map.dragging && map.dragging.moved())) return;
      state.select({ kind: "way", id: way.id });
    }

    hits.addEventListener("pointermove", (e) => {
      const way = nearest(map.mouseEventToLayerPoint(e));
      state.hover(way && { way: way.id, onMap: true });
    });
    hits.addEventListener("pointerleave", () => state.hover(null));
    hits.addEventListener("click", (e) => choose(nearest(map.mouseEventToLayerPoint(e))));

    /* Where the number of a way may stand along a piece of it. */
    function along(chain) {
      const cum = line.measure(chain);
      const total = cum[cum.length - 1];
      return total > ROOM ? SHARES.map((share) => line.at(chain, total * share, cum)) : [];
    }

    /* Where the number of each way may stand: along the longest pieces that no other has. */
    function numbers() {
      const uses = new Map();
      for (const way of shown) {
        for (const i of new Set(way.lines.flat().map((n) => (n < 0 ? ~n : n)))) {
          uses.set(i, (uses.get(i) || 0) + 1);
        }
      }
      return shown.map((way) => {
        const own = Routes.runs(way, (i) => uses.get(i) === 1);
        if (extent(way) < NUMBERED) return { way: way, at: [] };
        const chains = (own.length ? own : way.lines).map((run) => Routes.chain(arcs, run));
        const longest = chains.sort((a, b) => line.length(b) - line.length(a)).slice(0, 3);
        return { way: way, at: longest.flatMap(along) };
      });
    }

    function visibleLength(id, frame) {
      const way = data.ways.get(id);
      let seen = 0;
      for (const numbers of way.lines) {
        const chain = Routes.chain(arcs, numbers);
        for (let i = 1; i < chain.length; i += 1) {
          const [x, y] = chain[i];
          if (x > frame.x && x < frame.x + frame.w && y > frame.y && y < frame.y + frame.h) {
            seen += Math.hypot(x - chain[i - 1][0], y - chain[i - 1][1]);
          }
        }
      }
      return seen;
    }

    return {
      root, marks, draw, emphasise, numbers, isSmall, visibleLength,
      shown: () => shown, crossings: () => crossings,
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
