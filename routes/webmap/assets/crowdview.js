/* What the canvas shows of very many routes, lines or flows, and what lies under a point of it. */
(function (Routes) {
  "use strict";

  /* A line wants so much room beside itself, in pixels, to be told from the next. Where the lines
   * of the window together want more room than it has, they are too many. */
  const ROOM = 3;
  const FEW = 60;
  /* The widest flow, in pixels; less where the flows together would cover more than a share of
   * the window. */
  const WIDEST = 14;
  const COVERED = 0.07;
  const AT_ONCE = 200;
  const NEAR = 8;
  const QUIET = 0.6;
  const FAINT = 0.3;
  /* More lines than this are not searched for the one under the pointer. */
  const MOST_SEARCHED = 15000;

  const ARROW = 2.5;

  /* The colours of the groups as the stylesheet has them, on a light and on a dark page; the last
   * is for routes of several groups. */
  function coloursOf(payload) {
    const probe = Routes.html("span", { class: "crowd-ink", hidden: true });
    document.body.append(probe);
    const read = (colour) => {
      probe.style.removeProperty("--own");
      Routes.paint(probe, colour);
      return getComputedStyle(probe).color;
    };
    const colours = [...payload.groups.map((group) => read(payload.groups.length > 1 ? group.colour : null)),
      read(null)];
    probe.remove();
    return colours;
  }

  /* On which sides of the frame a point lies, as bits. */
  const sides = (x, y, f) =>
    (x < f.x ? 1 : 0) | (x > f.x + f.w ? 2 : 0) | (y < f.y ? 4 : 0) | (y > f.y + f.h ? 8 : 0);

  Routes.createCrowdView = function (map, crowd, payload, options) {
    let inWindow = [];
    let isEnough = null;
    let kind = "lines";
    let flows = { made: null, list: [] };

    /* The window in metres of the plane. */
    function windowOf(frame) {
      const metres = Routes.metresPerPixel(map.getZoom());
      const origin = map.getPixelOrigin();
      const [west, north] = [(frame.x + origin.x) * metres, -(frame.y + origin.y) * metres];
      return { west: west, north: north, east: west + frame.w * metres, south: north - frame.h * metres,
        metres: metres };
    }

    function visible({ west, north, east, south }) {
      const found = [];
      for (let i = 0; i < crowd.n; i += 1) {
        if (!options.isOn[crowd.group[i]]) continue;
        const b = 4 * i;
        if (crowd.boxes[b] > east || crowd.boxes[b + 2] < west ||
          crowd.boxes[b + 1] > north || crowd.boxes[b + 3] < south) continue;
        found.push(i);
      }
      return found;
    }

    /* The room that the lines of the window want, as a share of what there is where they run; a
     * line is as long as the diagonal of its box in the window. */
    function crowding(some, { west, north, east, south, metres }) {
      let length = 0;
      let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const i of some) {
        const b = 4 * i;
        const [x1, x2] = [Math.max(west, crowd.boxes[b]), Math.min(east, crowd.boxes[b + 2])];
        const [y1, y2] = [Math.max(south, crowd.boxes[b + 1]), Math.min(north, crowd.boxes[b + 3])];
        length += Math.hypot(x2 - x1, y2 - y1);
        [left, right] = [Math.min(left, x1), Math.max(right, x2)];
        [low, high] = [Math.min(low, y1), Math.max(high, y2)];
      }
      const room = Math.max(right - left, ROOM * metres) * Math.max(high - low, ROOM * metres);
      return (length * ROOM * metres) / room;
    }

    /* Whether most routes begin or end in the window. Those that only pass would, as flows, be
     * drawn where they do not run. */
    function areAtHome(some, { west, north, east, south }) {
      const has = (v) => crowd.xy[v] > west && crowd.xy[v] < east &&
        crowd.xy[v + 1] > south && crowd.xy[v + 1] < north;
      const home = some.filter((i) => has(2 * crowd.starts[i]) || has(2 * (crowd.starts[i + 1] - 1)));
      return 2 * home.length > some.length;
    }

    function kindNow(some, frame) {
      isEnough = some.length <= FEW || crowding(some, frame) <= 1;
      if (options.kind !== "auto") return options.kind;
      return isEnough || !areAtHome(some, frame) ? "lines" : "flows";
    }

    function pathOf(flow) {
      if (flow.stays) return [flow.from];
      const { projection } = options;
      const [a, b] = [flow.from, flow.to].map(([x, y]) => projection.inverse(x, y));
      return Routes.greatCircle(a, b).map((p) => projection.forward(p[0], p[1]));
    }

    /* Of the routes in the window; the same list while these are the same. */
    function flowsNow() {
      if (flows.made !== inWindow) {
        const level = Math.round(map.getZoom() * 2) / 2;
        const list = Routes.flowsOf(crowd, inWindow, Routes.metresPerPixel(level));
        for (const flow of list) flow.path = pathOf(flow);
        flows = { made: inWindow, list: list };
      }
      return flows.list;
    }

    const scaled = () => {
      const [scale, origin] = [Routes.metresPerPixel(map.getZoom()), map.getPixelOrigin()];
      return ([x, y]) => [x / scale - origin.x, -y / scale - origin.y];
    };

    function strokeLine(pen, i, scale, origin, frame) {
      const [from, to] = [crowd.starts[i], crowd.starts[i + 1]];
      let [px, py, out] = [Infinity, Infinity, 0];
      for (let v = from; v < to; v += 1) {
        const x = crowd.xy[2 * v] / scale - origin.x;
        const y = -crowd.xy[2 * v + 1] / scale - origin.y;
        const here = sides(x, y, frame);
        /* What lies beyond one side of the frame is not drawn. */
        if (v === from || (here & out)) pen.moveTo(x, y);
        else if (v === to - 1 || Math.abs(x - px) + Math.abs(y - py) > 1.5) pen.lineTo(x, y);
        else continue;
        [px, py, out] = [x, y, here];
      }
    }

    function drawLines(order, colours, frame) {
      const [scale, origin] = [Routes.metresPerPixel(map.getZoom()), map.getPixelOrigin()];
      const bold = matchMedia("(prefers-contrast: more)").matches;
      let next = 0;
      return (pen) => {
        pen.lineWidth = isEnough ? 1.3 : 1;
        pen.lineJoin = "round";
        pen.globalAlpha = bold ? 1 : isEnough ? QUIET : FAINT;
        for (const end = Math.min(order.length, next + AT_ONCE); next < end;) {
          const group = crowd.group[order[next]];
          pen.strokeStyle = colours[group];
          pen.beginPath();
          for (; next < end && crowd.group[order[next]] === group; next += 1) {
            strokeLine(pen, order[next], scale, origin, frame);
          }
          pen.stroke();
        }
        return next < order.length;
      };
    }

    function strokeFlow(pen, flow, at, width) {
      pen.lineWidth = width;
      pen.beginPath();
      if (flow.stays) {
        const [x, y] = at(flow.from);
        pen.arc(x, y, 2 + width / 2, 0, 2 * Math.PI);
        pen.fill();
        return;
      }
      /* Beside the flow the other way, not upon it. */
      const line = Routes.line.offset(flow.path.map(at), width / 2 + 0.6, 30);
      line.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.stroke();
      const p = Routes.line.at(line, Routes.line.length(line) * 0.62);
      const turn = (p.angle_deg * Math.PI) / 180;
      const long = 4 + 1.4 * width;
      pen.beginPath();
      pen.moveTo(p.x + 0.6 * long * Math.cos(turn), p.y + 0.6 * long * Math.sin(turn));
      for (const side of [ARROW, -ARROW]) {
        pen.lineTo(p.x + long * Math.cos(turn + side), p.y + long * Math.sin(turn + side));
      }
      pen.fill();
    }

    function drawFlows(list, colours) {
      const most = list.length ? list[0].count : 1;
      const at = scaled();
      /* The smallest first, so that none hides under a larger one. */
      let next = list.length - 1;
      return (pen) => {
        pen.lineCap = "round";
        for (let k = 0; k < 40 && next >= 0; k += 1, next -= 1) {
          const flow = list[next];
          const colour = colours[flow.group === null ? colours.length - 1 : flow.group];
          pen.strokeStyle = colour;
          pen.fillStyle = colour;
          pen.globalAlpha = 0.35 + 0.45 * Math.sqrt(flow.count / most);
          strokeFlow(pen, flow, at, flow.width);
        }
        return next >= 0;
      };
    }

    /* By group, so that the colour seldom changes. */
    function sorted(some) {
      const by = payload.groups.map(() => []);
      for (const i of some) by[crowd.group[i]].push(i);
      return by.flat();
    }

    function begin(frame) {
      const window = windowOf(frame);
      inWindow = visible(window);
      kind = kindNow(inWindow, window);
      const colours = coloursOf(payload);
      return kind === "flows" ? drawFlows(widen(flowsNow(), frame), colours) : drawLines(sorted(inWindow), colours, frame);
    }

    /* How wide each flow is drawn. Sets flow.width, with what of it lies in the frame. */
    function widen(list, frame) {
      const most = list.length ? list[0].count : 1;
      const at = scaled();
      const seen = (flow) => {
        const inside = flow.path.map(at).filter(([x, y]) => !sides(x, y, frame)).length;
        return (inside / flow.path.length) * Routes.line.length(flow.path.map(at));
      };
      const ink = list.reduce((sum, flow) => sum + (flow.count / most) * seen(flow), 0);
      const widest = Math.max(3, Math.min(WIDEST, (COVERED * frame.w * frame.h) / (ink || 1)));
      for (const flow of list) flow.width = Routes.flowWidth(flow.count, most, widest);
      return list;
    }

    const distance = (points, x, y) => (points.length === 1
      ? Math.hypot(points[0][0] - x, points[0][1] - y) : Routes.line.distanceTo(points, x, y));

    function nearestFlow(x, y) {
      const at = scaled();
      let best = null;
      for (const flow of flowsNow()) {
        const half = flow.width / 2;
        const line = flow.path.map(at);
        const d = distance(flow.stays ? line : Routes.line.offset(line, half + 0.6, 30), x, y) - half;
        if (d <= NEAR && (!best || d < best.d)) best = { d: d, flow: flow };
      }
      return best;
    }

    function nearestRoute(x, y) {
      const at = scaled();
      const [scale, origin] = [Routes.metresPerPixel(map.getZoom()), map.getPixelOrigin()];
      const [mx, my, grow] = [(x + origin.x) * scale, -(y + origin.y) * scale, NEAR * scale];
      let best = null;
      for (const i of inWindow) {
        const b = 4 * i;
        if (mx < crowd.boxes[b] - grow || mx > crowd.boxes[b + 2] + grow ||
          my < crowd.boxes[b + 1] - grow || my > crowd.boxes[b + 3] + grow) continue;
        const points = [];
        for (let v = crowd.starts[i]; v < crowd.starts[i + 1]; v += 1) {
          points.push(at([crowd.xy[2 * v], crowd.xy[2 * v + 1]]));
        }
        const d = distance(points, x, y);
        if (d <= NEAR && (!best || d < best.d)) best = { d: d, route: i };
      }
      return best;
    }

    return {
      begin: begin,
      flows: flowsNow,
      /* The flow or the route nearest to a layer point, or null. */
      under: (x, y) => (kind === "flows" ? nearestFlow(x, y)
        : inWindow.length <= MOST_SEARCHED ? nearestRoute(x, y) : null),
      kind: () => kind,
      count: () => inWindow.length,
      /* Whether each line in the window can be told from the others. */
      isEnough: () => isEnough,
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
