/* What the canvas shows of very many routes, lines or flows, and what lies under a point of it. */
(function (Routes) {
  "use strict";

  /* A line wants so much room beside itself, in pixels, to be told from the next. Where the lines
   * of the window together want more room than it has, they are too many. */
  const ROOM = 3;
  const FEW = 60;
  const NEAR = 8;
  /* More lines than this are not searched for the one under the pointer. */
  const MOST_SEARCHED = 15000;
  /* So many routes are looked at between two looks at the clock. */
  const AT_ONCE = 4000;

  Routes.createCrowdView = function (map, crowd, payload, options) {
    const colours = Routes.crowdColours(payload);
    let scene = { some: [], kind: "lines", isEnough: true, flows: [] };

    /* The window in metres of the plane, and how these become layer pixels. */
    function viewOf(frame) {
      const metres = Routes.metresPerPixel(map.getZoom());
      const origin = map.getPixelOrigin();
      const [west, north] = [(frame.x + origin.x) * metres, -(frame.y + origin.y) * metres];
      return {
        frame: frame, metres: metres, origin: origin, zoom: map.getZoom(),
        west: west, north: north, east: west + frame.w * metres, south: north - frame.h * metres,
        at: ([x, y]) => [x / metres - origin.x, -y / metres - origin.y],
      };
    }

    /* The routes in the window; the room that they want, as a share of what there is where they
     * run (a line is as long as the diagonal of its box in the window); and how many begin or end
     * in it. */
    function* look({ west, north, east, south, metres }) {
      const { boxes, xy, starts } = crowd;
      const some = [];
      let [length, home] = [0, 0];
      let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
      const has = (v) => xy[v] > west && xy[v] < east && xy[v + 1] > south && xy[v + 1] < north;
      for (let i = 0; i < crowd.n; i += 1) {
        if (i % AT_ONCE === AT_ONCE - 1) yield 0;
        const b = 4 * i;
        if (!options.isOn[crowd.group[i]] || boxes[b] > east || boxes[b + 2] < west ||
          boxes[b + 1] > north || boxes[b + 3] < south) continue;
        some.push(i);
        const [x1, x2] = [Math.max(west, boxes[b]), Math.min(east, boxes[b + 2])];
        const [y1, y2] = [Math.max(south, boxes[b + 1]), Math.min(north, boxes[b + 3])];
        length += Math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
        left = Math.min(left, x1);
        right = Math.max(right, x2);
        low = Math.min(low, y1);
        high = Math.max(high, y2);
        if (has(2 * starts[i]) || has(2 * (starts[i + 1] - 1))) home += 1;
      }
      const room = Math.max(right - left, ROOM * metres) * Math.max(high - low, ROOM * metres);
      return { some: some, crowding: (length * ROOM * metres) / room, home: home };
    }

    /* Where most routes only pass through the window they would, as flows, be drawn where they
     * do not run. */
    function kindOf({ some, home }, isEnough) {
      if (options.kind !== "auto") return options.kind;
      return isEnough || 2 * home <= some.length ? "lines" : "flows";
    }

    function pathOf(flow) {
      if (flow.stays) return [flow.from];
      const { projection } = options;
      const [a, b] = [flow.from, flow.to].map(([x, y]) => projection.inverse(x, y));
      return Routes.greatCircle(a, b).map((p) => projection.forward(p[0], p[1]));
    }

    function* flowsOf(some, zoom) {
      const level = Math.round(zoom * 2) / 2;
      const list = yield* Routes.flowsOf(crowd, some, Routes.metresPerPixel(level));
      for (const flow of list) {
        flow.path = pathOf(flow);
        flow.least = flow.routes.reduce((last, i) => Math.max(last, crowd.group[i]), 0);
        const fades = crowd.fades.get(flow.routes[0]);
        flow.fades = fades && flow.routes.every((i) => crowd.fades.get(i) === fades) ? fades : null;
        yield 0;
      }
      return list;
    }

    /* By group, so that the colour seldom changes, the first group on top. */
    function sorted(some) {
      const by = payload.groups.map(() => []);
      for (const i of some) by[crowd.group[i]].push(i);
      return by.reverse().flat();
    }

    /* Flows are found for the table even where lines are drawn, after these. */
    function* begin(frame, pen, whole) {
      const view = viewOf(frame);
      const found = yield* look(view);
      const { some } = found;
      view.isEnough = some.length <= FEW || found.crowding <= 1;
      const kind = kindOf(found, view.isEnough);
      const early = kind === "flows" ? yield* flowsOf(some, view.zoom) : null;
      if (early) yield* Routes.drawFlows(pen, early, view, colours(), payload.groups);
      else yield* Routes.drawLines(pen, crowd, sorted(some), view, colours());
      scene = { some: some, kind: kind, isEnough: view.isEnough, flows: early || [] };
      whole();
      const own = scene;
      if (!early) own.flows = yield* flowsOf(some, view.zoom);
    }

    const distance = (points, x, y) => (points.length === 1
      ? Math.hypot(points[0][0] - x, points[0][1] - y) : Routes.line.distanceTo(points, x, y));

    function nearestFlow(x, y, { at }) {
      let best = null;
      for (const flow of scene.flows) {
        const half = flow.width / 2;
        const line = flow.path.map(at);
        const d = distance(flow.stays ? line : Routes.line.offset(line, half + 0.6, 30), x, y) - half;
        if (d <= NEAR && (!best || d < best.d)) best = { d: d, flow: flow };
      }
      return best;
    }

    function nearestRoute(x, y, { at, metres, west, north }) {
      const [mx, my, grow] = [west + x * metres, north - y * metres, NEAR * metres];
      let best = null;
      for (const i of scene.some) {
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
      viewOf: viewOf,
      flows: () => scene.flows,
      /* The flow or the route nearest to a layer point, or null. */
      under(x, y) {
        const view = viewOf({ x: 0, y: 0, w: 0, h: 0 });
        if (scene.kind === "flows") return nearestFlow(x, y, view);
        return scene.some.length <= MOST_SEARCHED ? nearestRoute(x, y, view) : null;
      },
      kind: () => scene.kind,
      count: () => scene.some.length,
      /* Whether each line in the window can be told from the others. */
      isEnough: () => scene.isEnough,
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
