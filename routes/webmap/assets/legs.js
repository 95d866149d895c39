/* The routes. Each variant draws its own copy ("strand") of each of its legs, side by
 * side with the others (bundles.js), so that none hides another.
 * Colour and bars across say which variant, dash says how well the line is founded. */
(function (Routes) {
  "use strict";

  const TAPER = 96;
  /* Between possible places of a version's mark, and from one version's to the next, in pixels. */
  const MARK_STEP = 7;
  const SLANT = 21;
  /* From where a line begins to its first bars, and how much later on the next in its bundle. */
  const FIRST_TICK = 22;
  const NEXT_TICK = 13;
  /* Between the crosses on a line that is closed at the time that is looked at, in pixels. */
  const CROSS_STEP = 36;
  /* Over so many pixels a line fades at its vague end, be it long or short; it stays half as strong
   * until so near to it, because it leads there and not to where it would seem to end before. */
  const FADE = 96;
  const FADE_END = 14;
  /* A line to or from an area is at least so long, in pixels, or nobody would see it; what nobody
   * reports has no room for arrow and number, and leaves the names of a crowded place theirs. */
  const STUB = 34;
  const STUB_GUESSED = 21;
  /* Where the question mark of a line may stand, as shares of its length, and its room in pixels. */
  const ASKED = [0.5, 0.3, 0.7, 0.4, 0.6, 0.2, 0.8];
  const ASKED_KNOWN = [0.3, 0.5, 0.15, 0.4];
  const ASKED_ROOM = 17;
  const line = Routes.line;

  function shape(strand, pen) {
    const chains = reached(line.merge(strand.leg.parts.map((part) => part.map(pen))), strand.leg);
    strand.chains = chains.map((chain) =>
      line.offset(line.thin(chain, 1.5), strand.shift, TAPER, strand.leg.fades_at)
    );
    strand.main = strand.chains.reduce((a, b) => (line.length(b) > line.length(a) ? b : a));
    strand.length = line.length(strand.main);
  }

  function reached(chains, { fades, fades_at: open, grammar }) {
    if (!fades || chains.length > 1) return chains;
    return [line.atLeast(chains[0], grammar === "hypothetical" ? STUB_GUESSED : STUB, open)];
  }

  function isClosed(strand) {
    return strand.isShut || strand.leg.status === "closed" || strand.variant.status === "closed";
  }

  /* A share of the length, counted from the end that is known when the other fades. */
  function share(leg, known, plain) {
    if (!leg.fades) return plain;
    return leg.fades_at === "start" ? 1 - known : known;
  }

  /* A closed line is broken: a gap with two bars, where a fading line can still be seen. */
  function breakAt(strand) {
    if (!isClosed(strand) || strand.length < 24) return null;
    return strand.length * share(strand.leg, 0.38, 0.5);
  }

  function pathOf(strand) {
    const gap = breakAt(strand);
    return strand.chains
      .map((chain) => {
        if (gap === null || chain !== strand.main) return line.path(chain);
        const before = line.slice(chain, 0, gap - 7);
        const after = line.slice(chain, gap + 7, strand.length);
        return line.path(before) + line.path(after);
      })
      .join("");
  }

  /* Where arrows stand: at even distances, but only near the known end of a line that
   * fades, because nobody said where the other is; a row of strands is staggered. */
  function arrowStops(strand) {
    const total = strand.length;
    if (total < 30) return [];
    if (strand.leg.fades) {
      const near = Math.max(total * 0.22, Math.min(17, total / 2)) + strand.index * 5;
      return [strand.leg.fades_at === "start" ? total - near : near];
    }
    const n = Math.max(1, Math.round(total / 330));
    const stagger = (strand.index - (strand.count - 1) / 2) * Math.min(7, total / 40);
    const gap = breakAt(strand);
    return Array.from({ length: n }, (_, i) => (total * (i + 0.5)) / n + stagger).map((s) =>
      gap !== null && Math.abs(s - gap) < 26 ? gap - 30 : s
    );
  }

  function styleOf(strand, data) {
    const grammar = data.grammars.get(strand.leg.grammar);
    return {
      colour: (grammar && grammar.colour) || strand.variant.colour,
      dash: grammar ? grammar.dash : "",
      ticks: Routes.ticksOf(data, grammar, strand.variant),
      width: Math.max(1.2, (grammar ? grammar.width : 2.5) * strand.slim * (strand.isUndated ? Routes.UNDATED : 1)),
      opacity: (grammar ? grammar.opacity : 1) * (strand.isShut ? 0.55 : strand.isUndated ? Routes.UNDATED : 1),
    };
  }

  function fade(root, strand, id) {
    const long = Math.min(FADE, strand.length * 0.6);
    const isStart = strand.leg.fades_at === "start";
    const a = line.at(strand.main, isStart ? long : strand.length - long);
    const b = line.at(strand.main, isStart ? 0 : strand.length);
    const gradient = Routes.svg("linearGradient", {
      id: id, gradientUnits: "userSpaceOnUse", x1: a.x, y1: a.y, x2: b.x, y2: b.y,
    });
    for (const [offset, opacity] of [[0, 1], [1 - Math.min(0.25, FADE_END / long), 0.5], [1, 0]]) {
      gradient.append(Routes.svg("stop", {
        offset: offset, "stop-color": "white", "stop-opacity": opacity,
      }));
    }
    root.append(gradient);
    return "url(#" + id + ")";
  }

  const moved = (p) => "translate(" + p.x.toFixed(1) + " " + p.y.toFixed(1) + ")";
  const along = (p) => moved(p) + " rotate(" + p.angle_deg.toFixed(1) + ")";

  function arrow(p, width) {
    const long = 6 + width;
    const wide = 2.6 + width * 0.75;
    return Routes.svg("path", {
      class: "arrow",
      d: "M" + long * 0.6 + " 0L" + -long * 0.5 + " " + wide + "L" + -long * 0.25 + " 0L" +
        -long * 0.5 + " " + -wide + "Z",
      transform: along(p),
    });
  }

  function bars(p, width) {
    const half = 4 + width;
    return Routes.svg("path", {
      class: "bars", d: "M-3 " + -half + "V" + half + "M3 " + -half + "V" + half, transform: along(p),
    });
  }

  const cross = (p) => Routes.svg("path", { class: "cross", d: "M-4 -4L4 4M-4 4L4 -4", transform: moved(p) });

  /* Where a line that is closed has its crosses: all along what is known of it. */
  function crossStops(strand) {
    const gap = breakAt(strand);
    const n = Math.max(2, Math.round(strand.length / CROSS_STEP));
    return Array.from({ length: n }, (_, i) => (strand.length * (i + 0.5)) / n).filter((s) =>
      (gap === null || Math.abs(s - gap) > 20) && share(strand.leg, s / strand.length, 0) < 0.85);
  }

  function inFrame(p, frame) {
    return p.x > frame.x && p.x < frame.x + frame.w && p.y > frame.y && p.y < frame.y + frame.h;
  }

  Routes.createLegs = function (map, pen, data, state) {
    const defs = Routes.svg("defs");
    const casings = Routes.svg("g", { class: "casings" });
    const strandsNode = Routes.svg("g", { class: "strands" });
    const marks = Routes.svg("g", { class: "marks" });
    const hits = Routes.svg("g", { class: "hits" });
    const root = Routes.svg("g", { class: "legs" }, defs, casings, strandsNode, marks, hits);
    let strands = [];
    let questions = [];
    let arrows = [];

    function drawStrand(strand, i) {
      const d = pathOf(strand);
      const style = styleOf(strand, data);
      strand.style = style;
      const stroke = strand.leg.fades ? fade(defs, strand, "fade-" + i) : null;
      const about = {
        "data-variant": strand.variant.id, "data-leg": strand.leg.id, fill: "none",
      };
      const mask = strand.leg.fades ? maskOf(strand, stroke, i) : null;
      strand.node = Routes.svg("path", Object.assign({
        class: "strand " + strand.leg.grammar + (strand.leg.fades ? " fades" : "") + (strand.isUndated ? " undated" : ""),
        d: d, "stroke-width": style.width.toFixed(2), "stroke-dasharray": style.dash || null,
        opacity: style.opacity, mask: mask,
        "stroke-linecap": style.dash ? "butt" : "round",
      }, about));
      Routes.paint(strand.node, style.colour);
      strand.ticksNode = style.ticks ? Routes.paint(Routes.svg("path", Object.assign({
        class: "ticks", d: d, opacity: style.opacity, mask: mask,
      }, about, Routes.tickStroke(style.width + Routes.TICKED * strand.slim, style.ticks,
        FIRST_TICK + strand.index * NEXT_TICK))), style.colour) : null;
      const casing = {
        class: "casing", d: d, fill: "none", mask: mask, opacity: strand.isUndated ? Routes.UNDATED : null,
      };
      strand.casingNode = Routes.svg("path",
        Object.assign(casing, { "stroke-width": (style.width + 3).toFixed(2) }));
      casings.append(strand.casingNode);
      strandsNode.append(...[strand.node, strand.ticksNode].filter(Boolean));
      /* Without the break: its bars and what stands in it answer as the line does. */
      const whole = strand.chains.map((chain) => line.path(chain)).join("");
      hits.append(Routes.svg("path", Object.assign({ class: "hit", d: whole, "stroke-width": 16 }, about)));
    }

    /* A mask and not a gradient stroke: the colour stays that of the stylesheet. */
    function maskOf(strand, gradient, i) {
      const b = box(strand.main, 30);
      defs.append(
        Routes.svg("mask", {
          id: "mask-" + i, maskUnits: "userSpaceOnUse", x: b.x, y: b.y, width: b.w, height: b.h,
        }, Routes.svg("rect", {
          class: "fading", x: b.x, y: b.y, width: b.w, height: b.h, fill: gradient,
        }))
      );
      return "url(#mask-" + i + ")";
    }

    function box(points, grow) {
      const xs = points.map((p) => p[0]);
      const ys = points.map((p) => p[1]);
      const [x, y] = [Math.min(...xs) - grow, Math.min(...ys) - grow];
      return { x: x, y: y, w: Math.max(...xs) + grow - x, h: Math.max(...ys) + grow - y };
    }

    /* Beside the break of a closed line and its arrows, because it would hide them. */
    function askedAt(strand) {
      const gap = breakAt(strand);
      const others = (strand.isShut ? crossStops(strand) : arrowStops(strand)).concat(gap === null ? [] : gap);
      const stops = strand.leg.fades ? ASKED_KNOWN.map((s) => share(strand.leg, s)) : ASKED;
      const free = (room) => stops.find((s) => others.every((at) => Math.abs(at - s * strand.length) > room));
      return strand.length * (free(ASKED_ROOM) || free(ASKED_ROOM / 2) || stops[0]);
    }

    /* One question mark on a leg that somebody denies or doubts. */
    function drawQuestions() {
      questions = [];
      const inward = strands.slice().sort((a, b) => Math.abs(a.shift) - Math.abs(b.shift));
      for (const strand of inward) {
        const seen = questions.some((q) => q.id === strand.leg.id);
        if (seen || !Routes.isContested(strand.leg.claims) || strand.length < 40) continue;
        const p = line.at(strand.main, askedAt(strand));
        const node = Routes.svg("g", { class: "contested", transform: moved(p) },
          Routes.svg("circle", { r: 7 }), Routes.svg("text", { y: 4 }, "?"));
        marks.append(node);
        questions.push({ id: strand.leg.id, x: p.x, y: p.y, node: node });
      }
    }

    function drawMarks() {
      marks.replaceChildren();
      arrows = [];
      const frame = Routes.visibleFrame(map, 300);
      for (const strand of strands) {
        const group = Routes.svg("g", {
          class: "mark", "data-variant": strand.variant.id, "data-leg": strand.leg.id,
          opacity: strand.isUndated ? Routes.UNDATED : Math.max(0.75, strand.style.opacity),
        });
        Routes.paint(group, strand.style.colour);
        const cum = line.measure(strand.main);
        for (const s of strand.isShut ? crossStops(strand) : arrowStops(strand)) {
          const p = line.at(strand.main, s, cum);
          if (!inFrame(p, frame)) continue;
          group.append(strand.isShut ? cross(p) : arrow(p, strand.style.width));
          arrows.push(p);
        }
        const gap = breakAt(strand);
        if (gap !== null) group.append(bars(line.at(strand.main, gap, cum), strand.style.width));
        if (group.firstChild) marks.append(group);
        strand.markNode = group;
      }
      drawQuestions();
      emphasise();
    }

    /* Whether a version's leg was closed before the time that is looked at: it stays, as closed. */
    function isShut({ leg, variant }) {
      const { window: days } = state;
      return Boolean(days) && Routes.isShutBy(leg, [variant], days[0] - 1);
    }

    function draw() {
      pen.ready();
      for (const group of [defs, casings, strandsNode, marks, hits]) group.replaceChildren();
      strands = Routes.bundle(data, state, pen, map.getSize().x);
      /* What nobody reports lies below what somebody does. */
      strands.sort((a, b) => (b.leg.grammar === "hypothetical") - (a.leg.grammar === "hypothetical"));
      const undated = new Set(state.window ? Routes.undated(data) : []);
      strands.forEach((strand) => {
        strand.isShut = isShut(strand);
        strand.isUndated = !strand.isShut && undated.has(strand.leg);
        shape(strand, pen);
      });
      strands.forEach(drawStrand);
      drawMarks();
    }

    function nearest(x, y, within) {
      let best = null;
      for (const strand of strands) {
        for (const chain of strand.chains) {
          const d = line.distanceTo(chain, x, y);
          if (d <= within && (!best || d < best.d - 0.01)) best = { d: d, strand: strand };
        }
      }
      return best && { leg: best.strand.leg.id, variant: best.strand.variant.id };
    }

    function emphasise() {
      const stands = Routes.focus(data, state);
      const chosen = stands ? strands.filter((s) => stands(s.leg.id, s.variant.id)) : [];
      root.classList.toggle("choosing", chosen.length > 0);
      for (const strand of strands) {
        const on = chosen.includes(strand);
        strand.node.classList.toggle("chosen", on);
        strand.casingNode.classList.toggle("chosen", on);
        if (strand.ticksNode) strand.ticksNode.classList.toggle("chosen", on);
        if (strand.markNode) strand.markNode.classList.toggle("chosen", on);
      }
      for (const question of questions) {
        question.node.classList.toggle("chosen", chosen.some((s) => s.leg.id === question.id));
      }
    }

    function eventPoint(e) {
      return map.mouseEventToLayerPoint(e);
    }

    hits.addEventListener("pointermove", (e) => {
      const p = eventPoint(e);
      state.hover(nearest(p.x, p.y, 14));
    });
    hits.addEventListener("pointerleave", () => state.hover(null));
    hits.addEventListener("click", (e) => {
      if (map.dragging && map.dragging.moved()) return;
      const p = eventPoint(e);
      const found = nearest(p.x, p.y, 14);
      if (found) state.select({ kind: "leg", id: found.leg, variant: found.variant });
    });

    /* Points along the strands, for the labels to keep clear of. */
    function samples(frame) {
      const out = [];
      for (const strand of strands) {
        for (const p of line.walk(strand.main, frame, 9, 0)) out.push([p.x, p.y]);
      }
      return out;
    }

    /* How much of a strand lies in the frame, in pixels. */
    function visibleLength(strand, frame) {
      const step = 3;
      return step * [...line.walk(strand.main, frame, step, step / 2)].length;
    }

    /* One note for each closed leg, at the first of its breaks. */
    function closures() {
      const seen = new Map();
      for (const strand of strands) {
        const gap = breakAt(strand);
        if (gap === null || seen.has(strand.leg.id)) continue;
        const p = line.at(strand.main, gap);
        const since = strand.leg.closed || strand.variant.closed;
        seen.set(strand.leg.id, { id: strand.leg.id, x: p.x, y: p.y, text: since || "closed" });
      }
      return [...seen.values()];
    }

    /* Where the mark of each version may stand: along what can be seen of its lines, the middle
     * first, staggered so that the marks of a bundle stand in a slanting row. */
    function markSpots(frame) {
      return strands.map((strand) => {
        const first = (strand.index - (strand.count - 1) / 2) * SLANT;
        const isFading = ({ s }) => strand.leg.fades && share(strand.leg, s / strand.length, 0) > 0.55;
        const spots = [...line.walk(strand.main, frame, MARK_STEP)]
          .filter((p) => p.s < strand.length - 8 && !isFading(p));
        const middle = spots.length ? (spots[0].s + spots[spots.length - 1].s) / 2 + first : 0;
        spots.sort((a, b) => Math.abs(a.s - middle) - Math.abs(b.s - middle));
        return { strand: strand, spots: spots };
      });
    }

    return {
      arrows: () => arrows, markSpots,
      root, draw, drawMarks, emphasise, samples, closures, visibleLength,
      strands: () => strands, questions: () => questions,
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
