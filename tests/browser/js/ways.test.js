if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const { runs, chain, waysOf } = globalThis.Routes;
  const arcs = [[[0, 0], [1, 0]], [[1, 0], [2, 1]], [[3, 3], [2, 1]]];

  test("arcs that follow each other are one chain, without doubled vertices", () => {
    check.equal(chain(arcs, [0, 1, ~2]), [[0, 0], [1, 0], [2, 1], [3, 3]]);
    check.equal(chain(arcs, [2]), [[3, 3], [2, 1]]);
    check.equal(chain(arcs, []), []);
  });
  test("a reversed arc is left as it was", () => {
    chain(arcs, [~2]);
    check.equal(arcs[2][0], [3, 3]);
  });
  test("runs are split where an arc is not wanted, whichever way it is taken", () => {
    const way = { lines: [[0, 1, ~2, 3], [4]] };
    check.equal(runs(way, (i) => i !== 2), [[0, 1], [3], [4]]);
    check.equal(runs(way, () => false), []);
  });
  test("a way knows its block and its borders", () => {
    const path = { id: "a/1", number: "1", title: "t", summary: "s", parts: [{ lines: [[0]] }, { lines: [[1]] }], crossings: ["c"] };
    const reach = { id: "b/1", number: "2", title: "t", summary: "s", parts: [{ lines: [[2]] }], stops: ["d"] };
    const blocks = [{ paths: [path], reach: null }, { paths: [], reach: reach }];
    const ways = waysOf({ alternatives: blocks });
    check.equal([...ways.keys()], ["a/1", "b/1"]);
    check.equal(ways.get("a/1").lines, [[0], [1]]);
    check.equal([ways.get("a/1").crossings, ways.get("b/1").crossings], [["c"], ["d"]]);
    check.ok(ways.get("b/1").block === blocks[1]);
  });
})();
