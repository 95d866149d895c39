/* Flows and great circles: node --test tests/browser/js/flows.test.js */
if (typeof require === "function") require("./harness.js");

(function () {
  "use strict";

  const { test, check } = globalThis.harness;
  const Routes = globalThis.Routes;

  /* A crowd of lines on the plane, in metres. */
  function crowdOf(lines, groups) {
    const starts = [0];
    for (const line of lines) starts.push(starts[starts.length - 1] + line.length);
    return { n: lines.length, starts: starts, xy: lines.flat(2), group: groups || lines.map(() => 0) };
  }
  const all = (crowd) => Array.from({ length: crowd.n }, (_, i) => i);

  /* It yields now and then, and gives the flows in the end. */
  function flowsOf(crowd, some, metres) {
    const steps = Routes.flowsOf(crowd, some, metres);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  test("routes between the same cells are one flow, and the way back another", () => {
    const crowd = crowdOf([[[1, 1], [901, 1]], [[5, 5], [500, 9], [905, 5]], [[905, 5], [5, 5]]]);
    const flows = flowsOf(crowd, all(crowd), 1);
    check.equal(flows.map((f) => f.count), [2, 1]);
    check.equal([flows[0].from, flows[0].to], [[3, 3], [903, 3]]);
    check.equal(flows[0].routes, [0, 1]);
  });

  test("every route is in one flow, whatever the size of the cells", () => {
    const lines = Array.from({ length: 5000 }, (_, i) => [[(i * 7919) % 10007, (i * 104729) % 9973],
      [(i * 1299709) % 9949, (i * 15485863) % 9941]]);
    const crowd = crowdOf(lines);
    const flows = flowsOf(crowd, all(crowd), 1);
    check.ok(flows.length <= 400, "too many flows: " + flows.length);
    check.equal(flows.flatMap((f) => f.routes).sort((a, b) => a - b), all(crowd));
    check.ok(flows.every((f, i) => !i || flows[i - 1].count >= f.count), "not the largest first");
  });

  test("only the routes that are asked for are counted", () => {
    const crowd = crowdOf([[[1, 1], [901, 1]], [[2, 2], [902, 2]]]);
    check.equal(flowsOf(crowd, [1], 1).map((f) => f.routes), [[1]]);
    check.equal(flowsOf(crowd, [], 1), []);
  });

  test("a flow of two groups has the colour of none", () => {
    const crowd = crowdOf([[[1, 1], [901, 1]], [[2, 2], [902, 2]]], [0, 1]);
    check.equal(flowsOf(crowd, all(crowd), 1).map((f) => f.group), [null]);
    check.equal(flowsOf(crowd, [1], 1).map((f) => f.group), [1]);
  });

  test("a flow that ends where it begins stays", () => {
    const crowd = crowdOf([[[1, 1], [5, 5]], [[1, 1], [901, 1]]]);
    check.equal(flowsOf(crowd, all(crowd), 1).map((f) => f.stays).sort(), [false, true]);
  });

  test("the commonest name, and how many others", () => {
    const names = ["", "b", "a", "c"];
    const ending = (places) => ({ words: places.flatMap((place) => [0, 0, place]), word: (i) => names[i] });
    const said = (places) => Routes.commonest(ending(places), places.map((_, i) => i), 2);
    check.equal(said([1, 2, 1, 0, 3]), { name: "b", others: 2 });
    check.equal(said([1, 2]), { name: "a", others: 1 });
    check.equal(said([0, 0]), null);
  });

  test("a great circle keeps its ends and rises to where it must", () => {
    const line = Routes.greatCircle([0, 45], [90, 45]);
    check.equal([line[0], line[line.length - 1]], [[0, 45], [90, 45]]);
    const top = line.reduce((a, b) => (b[1] > a[1] ? b : a));
    /* Clairaut: tan of the top is tan 45 / cos of half the difference in longitude. */
    check.close(top[1], 54.7356, 0.05);
    check.close(top[0], 45, 3);
  });

  test("a great circle along a meridian stays on it, also over the antimeridian", () => {
    for (const [lon] of Routes.greatCircle([20, -30], [20, 50])) check.close(lon, 20, 1e-9);
    for (const [lon, lat] of Routes.greatCircle([170, 0], [-170, 0])) {
      check.ok(Math.abs(lon) >= 170 - 1e-9, "went the long way: " + lon);
      check.close(lat, 0, 1e-9);
    }
  });

  test("no number is lost between equal and between opposite points", () => {
    for (const [a, b] of [[[10, 10], [10, 10]], [[0, 0], [180, 0]], [[10, 20], [-170, -20]]]) {
      for (const p of Routes.greatCircle(a, b)) check.ok(p.every(Number.isFinite), "not a point: " + p);
    }
  });
})();
