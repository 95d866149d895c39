/* How lines and flows are put on the canvas, in layer pixels: a little at a time. */
(function (Routes) {
  "use strict";

  /* The widest flow, in pixels; less where the flows together would cover more than a share of
   * the window. */
  const WIDEST = 14;
  const COVERED = 0.07;
  const QUIET = 0.6;
  const FAINT = 0.3;
  const ARROW = 2.5;
  /* A point of a flow costs as much paint as so many of a line. */
  const WIDE = 6;
  /* To look whether a line is in the frame costs something too. */
  const LOOK = 2;
  const AT_ONCE = 500;

  const WISHES = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"];

  /* The colours of the groups as the stylesheet has them, on a light and on a dark page; the last
   * is for routes of several groups. They are asked for again when the page looks different. */
  Routes.crowdColours = function (payload) {
    let seen = null;
    let colours = [];

    function read() {
      const probe = Routes.html("span", { class: "crowd-ink", hidden: true });
      document.body.append(probe);
      const one = (colour) => {
        probe.style.removeProperty("--own");
        Routes.paint(probe, colour);
        return getComputedStyle(probe).color;
      };
      const found = [...payload.groups.map((group) => one(payload.groups.length > 1 ? group.colour : null)),
        one(null)];
      probe.remove();
      return found;
    }

    return function () {
      const looks = WISHES.map((wish) => matchMedia(wish).matches).join();
      if (looks !== seen) [seen, colours] = [looks, read()];
      return colours;
    };
  };

  /* Calls back when the colours are others. */
  Routes.onLooks = (again) => {
    for (const wish of WISHES) matchMedia(wish).addEventListener("change", again);
  };

  /* On which sides of the frame a point lies, as bits. */
  const sides = (x, y, f) =>
    (x < f.x ? 1 : 0) | (x > f.x + f.w ? 2 : 0) | (y < f.y ? 4 : 0) | (y > f.y + f.h ? 8 : 0);

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

  /* Draws the routes in the order of `order`; `view` has the frame, the origin and the metres of a
   * pixel, and whether each line can be told from the others. */
  Routes.drawLines = function* (pen, crowd, order, view, colours) {
    pen.lineWidth = view.isEnough ? 1.3 : 1;
    pen.lineJoin = "round";
    pen.globalAlpha = matchMedia("(prefers-contrast: more)").matches ? 1 : view.isEnough ? QUIET : FAINT;
    for (let next = 0; next < order.length;) {
      const group = crowd.group[order[next]];
      let n = 0;
      pen.strokeStyle = colours[group];
      pen.beginPath();
      for (; n < AT_ONCE && next < order.length && crowd.group[order[next]] === group; next += 1) {
        n += strokeLine(pen, crowd, order[next], view);
      }
      pen.stroke();
      yield n;
    }
  };

  function strokeFlow(pen, flow, line) {
    const width = flow.width;
    pen.lineWidth = width;
    pen.beginPath();
    if (flow.stays) {
      pen.arc(line[0][0], line[0][1], 2 + width / 2, 0, 2 * Math.PI);
      pen.fill();
      return;
    }
    /* Beside the flow the other way, not upon it. */
    const beside = Routes.line.offset(line, width / 2 + 0.6, 30);
    beside.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.stroke();
    const p = Routes.line.at(beside, Routes.line.length(beside) * 0.62);
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

  /* Draws the flows, and sets the width of each. */
  Routes.drawFlows = function* (pen, list, view, colours) {
    const lines = yield* widen(list, view);
    pen.lineCap = "round";
    /* The smallest first, so that none hides under a larger one. */
    for (let next = list.length - 1; next >= 0; next -= 1) {
      const flow = list[next];
      const colour = colours[flow.group === null ? colours.length - 1 : flow.group];
      pen.strokeStyle = colour;
      pen.fillStyle = colour;
      pen.globalAlpha = 0.35 + 0.45 * Math.sqrt(flow.count / list[0].count);
      strokeFlow(pen, flow, lines[next]);
      yield WIDE * lines[next].length;
    }
  };
})((globalThis.Routes = globalThis.Routes || {}));
