if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const line = globalThis.Routes.line;
  const straight = [[0, 0], [50, 0], [100, 0]];

  test("length adds up", () => check.equal(line.length(straight), 100));
  test("a line without points has no length", () => check.equal(line.length([]), 0));
  test("a point along the line", () => {
    const p = line.at(straight, 75);
    check.equal([p.x, p.y, p.angle_deg], [75, 0, 0]);
  });
  test("a slice keeps the vertices between its ends", () =>
    check.equal(line.slice(straight, 25, 75), [[25, 0], [50, 0], [75, 0]]));
  test("thinning keeps both ends", () =>
    check.equal(line.thin([[0, 0], [0.1, 0], [0.2, 0]], 1), [[0, 0], [0.2, 0]]));
  test("parts that meet become one chain", () =>
    check.equal(line.merge([[[0, 0], [1, 0]], [[1, 0], [2, 0]]]), [[[0, 0], [1, 0], [2, 0]]]));
  test("parts that do not meet stay apart", () =>
    check.equal(line.merge([[[0, 0], [1, 0]], [[9, 0], [12, 0]]]).length, 2));
  test("an offset line is beside the middle and meets the ends", () => {
    const moved = line.offset(straight, 4, 20);
    check.equal(moved[0], [0, 0]);
    check.equal(moved[moved.length - 1], [100, 0]);
    check.close(line.at(moved, line.length(moved) / 2).y, 4, 0.01);
  });
  test("a line that is too short grows from its known end", () => {
    check.equal(line.atLeast([[1, 1], [1, 4]], 9, "end"), [[1, 1], [1, 10]]);
    check.equal(line.atLeast([[1, 1], [1, 4]], 9, "start"), [[1, -5], [1, 4]]);
  });
  test("a line that is long enough, or has no direction, stays as it is", () => {
    check.equal(line.atLeast(straight, 9, "end"), straight);
    check.equal(line.atLeast([[1, 1], [1, 1]], 9, "end"), [[1, 1], [1, 1]]);
  });
  test("an open end stays beside", () => {
    const moved = line.offset(straight, 4, 20, "end");
    check.equal([moved[0], moved[moved.length - 1]], [[0, 0], [100, 4]]);
  });
  test("opposite offsets are mirror images", () => {
    const up = line.offset(straight, 3, 10);
    const down = line.offset(straight, -3, 10);
    up.forEach((p, i) => check.close(p[1], -down[i][1], 1e-9));
  });
  test("a bend keeps its distance", () => {
    const bend = [[0, 0], [100, 0], [100, 100]];
    const moved = line.offset(bend, 5, 0);
    check.close(line.distanceTo(bend, moved[1][0], moved[1][1]), 5, 0.1);
  });
  test("a walk in a frame finds what a walk along all of the line finds there", () => {
    const bent = [[-900, -300], [20, 15], [20, 80], [160, 90], [5000, 4000]];
    const frame = { x: 0, y: 0, w: 100, h: 100 };
    const all = [];
    for (let s = 3; s < line.length(bent); s += 7) {
      const p = line.at(bent, s);
      if (p.x >= 0 && p.x <= 100 && p.y >= 0 && p.y <= 100) all.push([s, p.x, p.y, p.angle_deg]);
    }
    const found = [...line.walk(bent, frame, 7, 3)];
    check.ok(all.length > 20);
    check.equal(found.length, all.length);
    found.forEach((p, i) => [p.s, p.x, p.y, p.angle_deg].forEach((n, k) => check.close(n, all[i][k], 1e-6)));
  });
  test("a walk of a line as long as a continent takes steps in the frame only", () => {
    let read = 0;
    const far = new Proxy([[-4e6, 50], [4e6, 50]], { get: (list, key) => ((read += 1), list[key]) });
    check.equal([...line.walk(far, { x: 0, y: 0, w: 100, h: 100 }, 10)].length, 10);
    check.ok(read < 200);
  });
  test("distance to a line", () => check.close(line.distanceTo(straight, 30, 7), 7, 1e-9));
  test("a path in tenths of a pixel", () =>
    check.equal(line.path([[0.04, 1], [2.26, 3]], true), "M0 1L2.3 3Z"));
})();
