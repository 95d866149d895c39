/* Many routes as few flows: routes that begin near to one another and end near to one another are
 * one. A flow says how many there are and between which areas, not which way they took. */
(function (Routes) {
  "use strict";

  /* Cells are so large on the screen, in pixels; larger while there are more flows than this. */
  const CELL = 30;
  const MOST = 400;
  const COARSER = 1.5;
  const SPAN = 1 << 12;
  /* So few at first that the size of the cells is found soon. */
  const FEW = 4000;
  /* So many routes are gathered between two looks at the clock. */
  const AT_ONCE = 2000;

  /* The cell of a point of the plane; cells are counted from the middle of the map. */
  const cellOf = (x, y, size) =>
    (Math.floor(x / size) + SPAN / 2) * SPAN + Math.floor(y / size) + SPAN / 2;

  /* Every `step`-th of `some` routes by cells; none when that makes more than MOST flows. */
  function* gather(crowd, some, size, step) {
    const flows = new Map();
    const { starts, xy } = crowd;
    for (let k = 0, looked = 0; k < some.length; k += step, looked += 1) {
      if (looked % AT_ONCE === AT_ONCE - 1) yield 0;
      const i = some[k];
      const [a, b] = [2 * starts[i], 2 * (starts[i + 1] - 1)];
      const key = cellOf(xy[a], xy[a + 1], size) * SPAN * SPAN + cellOf(xy[b], xy[b + 1], size);
      let flow = flows.get(key);
      if (!flow) {
        if (flows.size === MOST) return null;
        flow = { key: key, routes: [], sums: [0, 0, 0, 0] };
        flows.set(key, flow);
      }
      flow.routes.push(i);
      flow.sums[0] += xy[a];
      flow.sums[1] += xy[a + 1];
      flow.sums[2] += xy[b];
      flow.sums[3] += xy[b + 1];
    }
    return flows;
  }

  /* An edge between cells may cut through a town: flows that begin and end less than so much of a
   * cell apart are one, the larger one first. */
  const SAME = 0.75;
  function* joined(flows, size) {
    const near = (a, b, k) => Math.hypot(a.sums[k] / a.routes.length - b.sums[k] / b.routes.length,
      a.sums[k + 1] / a.routes.length - b.sums[k + 1] / b.routes.length) < SAME * size;
    const kept = [];
    for (const flow of [...flows.values()].sort((a, b) => b.routes.length - a.routes.length || a.key - b.key)) {
      yield 0;
      const like = kept.find((other) => near(other, flow, 0) && near(other, flow, 2));
      if (!like) {
        kept.push(flow);
        continue;
      }
      for (const i of flow.routes) like.routes.push(i);
      flow.sums.forEach((sum, k) => { like.sums[k] += sum; });
    }
    return kept;
  }

  /* The flows of `some` routes, the largest first: routes, from and to in metres of the plane (the
   * middle of where the routes begin and end), the colour's group where all have one, and whether
   * it stays in one place, and the size of the cells in metres. `metres` are those of a pixel. Yields now and then. */
  Routes.flowsOf = function* (crowd, some, metres) {
    let size = CELL * metres;
    let flows = null;
    for (const step of new Set([Math.ceil(some.length / FEW) || 1, 1])) {
      flows = yield* gather(crowd, some, size, step);
      while (!flows) {
        size *= COARSER;
        flows = yield* gather(crowd, some, size, step);
      }
    }
    const kept = yield* joined(flows, size);
    return kept.map((flow) => {
      const n = flow.routes.length;
      const group = crowd.group[flow.routes[0]];
      const [x1, y1, x2, y2] = flow.sums.map((sum) => sum / n);
      return {
        key: flow.key, routes: flow.routes, count: n, from: [x1, y1], to: [x2, y2],
        group: flow.routes.every((i) => crowd.group[i] === group) ? group : null,
        stays: Math.hypot(x2 - x1, y2 - y1) < size / 2, size: size,
      };
    }).sort((a, b) => b.count - a.count || a.key - b.key);
  };

  /* The width grows as the count does, down to what can still be seen. */
  Routes.flowWidth = (count, most, widest) => Math.max(0.8, (widest * count) / most);

  /* The commonest name at the beginning (1) or the end (2) of some routes, and how many others
   * there are; null where none has one. */
  Routes.commonest = function (crowd, routes, end) {
    const counts = new Map();
    for (const i of routes) {
      const word = crowd.words[3 * i + end];
      if (word) counts.set(word, (counts.get(word) || 0) + 1);
    }
    let best = null;
    for (const [word, count] of counts) {
      const name = crowd.word(word);
      if (!best || count > best.count || (count === best.count && name < best.name)) best = { name, count };
    }
    return best && { name: best.name, others: counts.size - 1 };
  };
})((globalThis.Routes = globalThis.Routes || {}));
