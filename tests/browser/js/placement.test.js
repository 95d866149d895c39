if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const { place, overlap, within, leader } = globalThis.Routes.placement;
  const frame = { x: 0, y: 0, w: 400, h: 300 };
  const world = (more) => Object.assign({ frame: frame, obstacles: [], lines: [] }, more);
  const item = (id, x, y, priority) => ({ id, x, y, r: 4, w: 80, h: 14, priority });

  test("alone, a label stands to the right", () => {
    const box = place([item("a", 100, 100, 1)], world()).get("a");
    check.ok(box.x > 100);
    check.close(box.y + 7, 100, 0.01);
  });
  test("labels never overlap, however many there are", () => {
    const items = Array.from({ length: 60 }, (_, i) =>
      item("p" + i, 20 + ((i * 37) % 360), 20 + ((i * 53) % 260), i));
    const boxes = [...place(items, world()).values()];
    check.ok(boxes.length > 10);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => check.ok(!overlap(a, b, 0))));
  });
  test("the important one is served first", () => {
    const tight = world({ frame: { x: 0, y: 90, w: 200, h: 20 } });
    const placed = place([item("minor", 100, 100, 5), item("major", 100, 100, 1)], tight);
    check.ok(placed.has("major"));
  });
  test("nothing is placed outside of the frame", () =>
    check.equal(place([item("a", 800, 100, 1)], world()).size, 0));
  test("an obstacle is kept clear of", () => {
    const obstacle = { x: 104, y: 80, w: 200, h: 40 };
    const box = place([item("a", 100, 100, 1)], world({ obstacles: [obstacle] })).get("a");
    check.ok(!overlap(box, obstacle, 0));
  });
  test("a label that must keep clear stays further away", () => {
    const pin = { id: "pin", x: 96, y: 96, w: 8, h: 8 };
    const near = place([item("a", 100, 100, 1)], world({ obstacles: [pin] })).get("a");
    const far = place([Object.assign(item("a", 100, 100, 1), { clear: 6 })],
      world({ obstacles: [pin] })).get("a");
    check.ok(overlap(near, pin, 6));
    check.ok(!overlap(far, pin, 6));
  });
  test("a label leaves the side where a line runs", () => {
    const lines = Array.from({ length: 30 }, (_, i) => [105 + i * 3, 100]);
    const box = place([item("a", 100, 100, 1)], world({ lines: lines })).get("a");
    check.ok(lines.every((p) => !(p[0] > box.x && p[0] < box.x + box.w && p[1] > box.y && p[1] < box.y + box.h)));
  });
  test("a label keeps clear of the line that leads to another", () => {
    const wall = { x: 40, y: 80, w: 120, h: 40 };
    const far = item("far", 100, 100, 1);
    const box = place([far], world({ obstacles: [Object.assign({ id: "x" }, wall)] })).get("far");
    const end = leader(far, box);
    check.ok(end);
    const middle = [(100 + end[0]) / 2, (100 + end[1]) / 2];
    const other = { id: "other", x: 0, y: 0, r: 0, w: 10, h: 10, priority: 2,
      boxes: [{ x: middle[0] - 5, y: middle[1] - 5, w: 10, h: 10, side: 0, away: 0 }] };
    const near = { id: "x", x: 0, y: 0, w: 1, h: 1 };
    check.ok(place([other], world({ obstacles: [near] })).has("other"));
    const both = world({ obstacles: [Object.assign({}, wall, { id: "other" })] });
    const placed = place([far, other], both);
    check.ok(placed.has("far") && !placed.has("other"));
  });
  const mark = (x, y) => ({ x: x, y: y, r: 4 });
  const gap = (box, { x, y, r }) => Math.hypot(Math.max(box.x - x, 0, x - box.x - box.w),
    Math.max(box.y - y, 0, y - box.y - box.h)) - r;
  /* Beside the mark there is room only where another mark is nearer. */
  const walls = [{ x: 60, y: 60, w: 34, h: 80 }, { x: 94, y: 60, w: 130, h: 34 }, { x: 94, y: 106, w: 130, h: 34 }];
  test("a name is nearer to its own mark than to any other", () => {
    const name = (rivals) => Object.assign(item("a", 100, 100, 1), { rivals: rivals });
    const free = world({ obstacles: walls });
    check.ok(place([name([])], free).has("a"));
    const rival = mark(118, 100);
    const box = place([name([rival])], free).get("a");
    check.ok(!box || gap(box, rival) >= gap(box, mark(100, 100)));
    check.equal(place([Object.assign(name([rival]), { reach: 20 })], free).size, 0);
  });
  test("the line to a far name passes no other mark", () => {
    const wall = { id: "x", x: 0, y: 86, w: 400, h: 28 };
    const open = { x: 100, y: 100, r: 4, shy: 1 };
    const far = (rivals) => Object.assign(item("a", 100, 100, 1), open, { rivals: rivals });
    const only = world({ obstacles: [wall], frame: { x: 96, y: 114, w: 160, h: 186 } });
    const box = place([far([])], only).get("a");
    const [x, y] = leader(far([]), box);
    const between = mark((100 + x) / 2, (100 + y) / 2);
    const other = place([far([between])], only).get("a");
    check.ok(!other || other.x !== box.x || other.y !== box.y);
  });
  test("what may lie over a line may lie over an arrow, but rather does not", () => {
    const arrow = { x: 110, y: 95, w: 8, h: 8, soft: true };
    const free = place([item("a", 100, 100, 1)], world({ obstacles: [arrow] })).get("a");
    check.ok(!overlap(free, arrow, 0));
    const beside = Object.assign(item("a", 100, 100, 1), { boxes: [{ x: 107, y: 93, w: 80, h: 14, side: 1, away: 3 }] });
    check.ok(place([beside], world({ obstacles: [arrow] })).has("a"));
    check.ok(!place([Object.assign(beside, { offLines: true })], world({ obstacles: [arrow] })).has("a"));
  });
  test("inside of a ring with a hole", () => {
    const ring = [[0, 0], [10, 0], [10, 10], [0, 10]];
    const hole = [[4, 4], [6, 4], [6, 6], [4, 6]];
    check.equal([within([ring, hole], 2, 2), within([ring, hole], 5, 5)], [true, false]);
  });
})();
