/* Many routes as few flows: routes that begin near to one another and end near to one another are
 * one. Pure. A flow says how many there are and between which areas, not which way they took. */
(function (Routes) {
  "use strict";

  /* Cells are so large on the screen, in pixels; larger while there are more flows than this. */
  const CELL = 30;
  const MOST = 400;
  const COARSER = 1.5;
  const SPAN = 1 << 12;

  /* The cell of a point of the plane; cells are counted from the middle of the map. */
  const cellOf = (x, y, size) =>
    (Math.floor(x / size) + SPAN / 2) * SPAN + Math.floor(y / size) + SPAN / 2;

  function gather(crowd, some, size) {
    const flows = new Map();
    for (const i of some) {
      const [a, b] = [2 * crowd.starts[i], 2 * (crowd.starts[i + 1] - 1)];
      const key = cellOf(crowd.xy[a], crowd.xy[a + 1], size) * SPAN * SPAN +
        cellOf(crowd.xy[b], crowd.xy[b + 1], size);
      let flow = flows.get(key);
      if (!flow) {
        flow = { key: key, routes: [], sums: [0, 0, 0, 0] };
        flows.set(key, flow);
      }
      flow.routes.push(i);
      flow.sums[0] += crowd.xy[a];
      flow.sums[1] += crowd.xy[a + 1];
      flow.sums[2] += crowd.xy[b];
      flow.sums[3] += crowd.xy[b + 1];
    }
    return flows;
  }

  /* So few at first that the size of the cells is found soon. */
  const thinned = (some) => {
    const step = Math.ceil(some.length / 4000);
    return step > 1 ? some.filter((_, k) => k % step === 0) : some;
  };

  /* An edge between cells may cut through a town: flows that begin and end less than so much of a
   * cell apart are one, the larger one first. */
  const SAME = 0.75;
  function joined(flows, size) {
    const near = (a, b, k) => Math.hypot(a.sums[k] / a.routes.length - b.sums[k] / b.routes.length,
      a.sums[k + 1] / a.routes.length - b.sums[k + 1] / b.routes.length) < SAME * size;
    const kept = [];
    for (const flow of [...flows.values()].sort((a, b) => b.routes.length - a.routes.length || a.key - b.key)) {
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
   * it stays in one place. `metres` are those of a pixel. */
  Routes.flowsOf = function (crowd, some, metres) {
    let size = CELL * metres;
    const few = thinned(some);
    if (few !== some) while (gather(crowd, few, size).size > MOST) size *= COARSER;
    let flows = gather(crowd, some, size);
    while (flows.size > MOST) {
      size *= COARSER;
      flows = gather(crowd, some, size);
    }
    return joined(flows, size).map((flow) => {
      const n = flow.routes.length;
      const group = crowd.group[flow.routes[0]];
      const [x1, y1, x2, y2] = flow.sums.map((sum) => sum / n);
      return {
        key: flow.key, routes: flow.routes, count: n, from: [x1, y1], to: [x2, y2],
        group: flow.routes.every((i) => crowd.group[i] === group) ? group : null,
        stays: Math.hypot(x2 - x1, y2 - y1) < size / 2,
      };
    }).sort((a, b) => b.count - a.count || a.key - b.key);
  };

  /* The width grows as the count does, down to what can still be seen. */
  Routes.flowWidth = (count, most, widest) => Math.max(0.8, (widest * count) / most);

  /* The commonest of some names, and how many others there are. */
  Routes.commonest = function (names) {
    const counts = new Map();
    for (const name of names) if (name) counts.set(name, (counts.get(name) || 0) + 1);
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return sorted.length ? { name: sorted[0][0], others: sorted.length - 1 } : null;
  };
})((globalThis.Routes = globalThis.Routes || {}));
