/* How lines and flows are put on the canvas, in layer pixels: a little at a time. */
(function (Routes) {
  "use strict";

  /* The widest flow, in pixels; less where the flows together would cover more than a share of
   * the window. */
  const WIDEST = 14;
  const COVERED = 0.07;
  const QUIET = 0.6;
  const FAINT = 0.3;
  /* Of kinds of line, as the page of a case has them: they are few, and their dashes are to be seen. */
  const PLAIN = 0.9;
  const LIKE_A_CASE = 0.7;
  /* What stands out is so much wider. */
  const MARKED = 1.6;
  const ARROW = 2.5;
  /* A point of a flow costs as much paint as so many of a line. */
  const WIDE = 6;
  /* To look whether a line is in the frame costs something too. */
  const LOOK = 2;
  const AT_ONCE = 500;
  /* What is left of a line on its way to an end that is an area; as in legs.js. */
  const FADE = [[0, 1], [0.5, 0.9], [0.8, 0.45], [1, 0]];
  /* Half the gap of a line that is closed, in pixels; a shorter line has none. */
  const GAP = 7;
  const LONG_ENOUGH = 24;

  const WISHES = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"];

  /* The colours of the groups as the stylesheet has them, on a light and on a dark page; of routes of
   * several groups; and of the bars across what is closed. They are asked for again when the page
   * looks different. */
  Routes.crowdColours = function (payload) {
    let seen = null;
    let colours = null;

    function read() {
      const probe = Routes.html("span", { class: "crowd-ink", hidden: true });
      document.body.append(probe);
      const one = (colour) => {
        probe.style.removeProperty("--own");
        Routes.paint(probe, colour);
        return getComputedStyle(probe).color;
      };
      const found = {
        groups: payload.groups.map((group) => one(payload.groups.length > 1 ? group.colour : null)),
        several: one(null),
      };
      probe.style.color = "var(--accent)";
      found.bars = getComputedStyle(probe).color;
      probe.remove();
      return found;
    }

    return function () {
      const looks = WISHES.map((wish) => matchMedia(wish).matches).join();
      if (looks !== seen) [seen, colours] = [looks, read()];
      return colours;
    };
  };

  /* What the lines of a group look like, for the list of the groups. */
  Routes.crowdMark = function ({ colour, dash, width, closed }) {
    const line = (d, attributes) => Routes.svg("path",
      { class: "swatch-line", d: d, fill: "none", "stroke-width": width || 4, ...attributes });
    return Routes.paint(Routes.svg("svg", { class: "swatch crowd-mark", width: 34, height: 14,
      viewBox: "0 0 34 14", "aria-hidden": "true", focusable: "false" },
    line(closed ? "M1 7H11M23 7H33" : "M1 7H33", { "stroke-dasharray": dash || null }),
    closed ? Routes.svg("path", { class: "bars", d: "M14.5 2V12M19.5 2V12" }) : null), colour);
  };

  /* Calls back when the colours are others. */
  Routes.onLooks = (again) => {
    for (const wish of WISHES) matchMedia(wish).addEventListener("change", again);
  };

  /* On which sides of the frame a point lies, as bits. */
  const sides = (x, y, f) =>
    (x < f.x ? 1 : 0) | (x > f.x + f.w ? 2 : 0) | (y < f.y ? 4 : 0) | (y > f.y + f.h ? 8 : 0);

  /* A colour, or one that fades towards the end of a line that is an area. */
  function inkOf(pen, line, colour, fades) {
    if (!fades) return colour;
    const ends = [line[0], line[line.length - 1]];
    const [a, b] = fades === "start" ? ends.reverse() : ends;
    const ink = pen.createLinearGradient(...a, ...b);
    for (const [at, share] of FADE) {
      ink.addColorStop(at, "color-mix(in srgb, " + colour + " " + 100 * share + "%, transparent)");
    }
    return ink;
  }

  /* Dashes grow with what is wider than the line that they are made for. */
  const dashOf = ({ dash, width }, wide) =>
    (dash || "").split(" ").filter(Boolean).map((n) => Number(n) * Math.max(1, wide / width));

  function trace(pen, points) {
    points.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  }

  /* A line in one stroke, whose colour and width are set; one that is closed is broken, and two
   * bars stand in the gap, where a line that fades can still be seen. */
  function strokeWhole(pen, line, look, fades, bars) {
    const length = Routes.line.length(line);
    const gap = length * ({ start: 0.62, end: 0.38 }[fades] || 0.5);
    const isBroken = look.closed && length > LONG_ENOUGH;
    const { slice } = Routes.line;
    pen.setLineDash(dashOf(look, pen.lineWidth));
    pen.beginPath();
    for (const part of isBroken ? [slice(line, 0, gap - GAP), slice(line, gap + GAP, length)] : [line]) {
      trace(pen, part);
    }
    pen.stroke();
    pen.setLineDash([]);
    if (!isBroken) return;
    const p = Routes.line.at(line, gap);
    const turn = (p.angle_deg * Math.PI) / 180;
    const half = 4 + pen.lineWidth;
    const [dx, dy] = [Math.cos(turn), Math.sin(turn)];
    pen.strokeStyle = bars;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const aside of [-3, 3]) {
      const [x, y] = [p.x + aside * dx, p.y + aside * dy];
      pen.moveTo(x - half * dy, y + half * dx);
      pen.lineTo(x + half * dy, y - half * dx);
    }
    pen.stroke();
  }

  /* Gives how many points were drawn. */
  function strokeLine(pen, crowd, i, { metres, origin, frame }) {
    const [from, to] = [crowd.starts[i], crowd.starts[i + 1]];
    const { xy } = crowd;
    let [px, py, out, n] = [Infinity, Infinity, 0, LOOK];
    for (let v = from; v < to; v += 1) {
      const x = xy[2 * v] / metres - origin.x;
      const y = -xy[2 * v + 1] / metres - origin.y;
      const here = sides(x, y, frame);
      /* What lies beyond one side of the frame is not drawn. */
      if (v === from || (here & out)) pen.moveTo(x, y);
      else if (v === to - 1 || Math.abs(x - px) + Math.abs(y - py) > 1.5) {
        pen.lineTo(x, y);
        n += 1;
      } else continue;
      [px, py, out] = [x, y, here];
    }
    return n;
  }

  const pointsOf = ({ xy, starts }, i, at) => Array.from({ length: starts[i + 1] - starts[i] },
    (_, k) => at([xy[2 * (starts[i] + k)], xy[2 * (starts[i] + k) + 1]]));

  /* Draws the routes in the order of `order`; `view` has the frame, the origin and the metres of a
   * pixel, and whether each line can be told from the others, and stands out. */
  Routes.drawLines = function* (pen, crowd, order, view, colours) {
    const isBold = matchMedia("(prefers-contrast: more)").matches;
    pen.lineJoin = "round";
    for (let next = 0; next < order.length;) {
      const group = crowd.group[order[next]];
      const look = crowd.groups[group];
      const alone = [];
      let n = 0;
      pen.globalAlpha = isBold || view.isMarked ? 1 : !view.isEnough ? FAINT : look.width ? PLAIN : QUIET;
      pen.lineWidth = (view.isEnough ? LIKE_A_CASE * look.width || 1.3 : 1) * (view.isMarked ? MARKED : 1);
      pen.setLineDash(dashOf(look, 0));
      pen.strokeStyle = colours.groups[group];
      pen.beginPath();
      for (; n < AT_ONCE && next < order.length && crowd.group[order[next]] === group; next += 1) {
        const i = order[next];
        if (crowd.fades.has(i) || (look.closed && view.isEnough)) alone.push(i);
        else n += strokeLine(pen, crowd, i, view);
      }
      pen.stroke();
      const width = pen.lineWidth;
      for (const i of alone) {
        const line = pointsOf(crowd, i, view.at);
        pen.lineWidth = width;
        pen.strokeStyle = inkOf(pen, line, colours.groups[group], crowd.fades.get(i));
        strokeWhole(pen, line, look, crowd.fades.get(i), colours.bars);
        n += line.length;
        if (n >= AT_ONCE) {
          yield n;
          n = 0;
        }
      }
      yield n;
    }
  };

  function strokeFlow(pen, flow, line, look, bars) {
    const width = flow.width;
    pen.lineWidth = width;
    if (flow.stays) {
      pen.beginPath();
      pen.arc(line[0][0], line[0][1], 2 + width / 2, 0, 2 * Math.PI);
      pen.fill();
      return;
    }
    /* Beside the flow the other way, not upon it. */
    const beside = Routes.line.offset(line, width / 2 + 0.6, 30);
    pen.lineCap = look.dash ? "butt" : "round";
    strokeWhole(pen, beside, look, flow.fades, bars);
    const p = Routes.line.at(beside, Routes.line.length(beside) * ({ start: 0.78, end: 0.22 }[flow.fades] || 0.62));
    const turn = (p.angle_deg * Math.PI) / 180;
    const long = 4 + 1.4 * width;
    pen.beginPath();
    pen.moveTo(p.x + 0.6 * long * Math.cos(turn), p.y + 0.6 * long * Math.sin(turn));
    for (const side of [ARROW, -ARROW]) {
      pen.lineTo(p.x + long * Math.cos(turn + side), p.y + long * Math.sin(turn + side));
    }
    pen.fill();
  }

  /* How wide each flow is drawn, by the paint that all of them would need in the frame. */
  function* widen(list, view) {
    const most = list.length ? list[0].count : 1;
    const lines = [];
    let ink = 0;
    for (const flow of list) {
      const line = flow.path.map(view.at);
      const inside = line.filter(([x, y]) => !sides(x, y, view.frame)).length;
      ink += (flow.count / most) * (inside / line.length) * Routes.line.length(line);
      lines.push(line);
      yield 0;
    }
    const widest = Math.max(3, Math.min(WIDEST, (COVERED * view.frame.w * view.frame.h) / (ink || 1)));
    for (const flow of list) flow.width = Routes.flowWidth(flow.count, most, widest);
    return lines;
  }

  function paintFlow(pen, flow, line, colours, groups) {
    const colour = flow.group === null ? colours.several : colours.groups[flow.group];
    pen.strokeStyle = inkOf(pen, line, colour, flow.fades);
    pen.fillStyle = colour;
    /* One of several kinds is dashed as the least founded of them, which is the last. */
    const { dash, width } = groups[flow.least];
    strokeFlow(pen, flow, line, groups[flow.group] || { dash, width }, colours.bars);
  }

  /* One flow that stands out, as wide as it is among the others. */
  Routes.drawFlow = (pen, flow, view, colours, groups) =>
    paintFlow(pen, flow, flow.path.map(view.at), colours, groups);

  /* Draws the flows, and sets the width of each. */
  Routes.drawFlows = function* (pen, list, view, colours, groups) {
    const lines = yield* widen(list, view);
    /* The smallest first, so that none hides under a larger one. */
    for (let next = list.length - 1; next >= 0; next -= 1) {
      pen.globalAlpha = 0.35 + 0.45 * Math.sqrt(list[next].count / list[0].count);
      paintFlow(pen, list[next], lines[next], colours, groups);
      yield WIDE * lines[next].length;
    }
  };
})((globalThis.Routes = globalThis.Routes || {}));
