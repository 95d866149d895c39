if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const { withoutEdges, coastOf } = globalThis.Routes;
  const ring = ["a", "b", "c", "d", "e"];
  const marked = (...names) => ring.map((name) => names.includes(name));

  test("a ring that does not touch the rim comes back closed", () => {
    check.equal(withoutEdges(ring, marked()), [["a", "b", "c", "d", "e", "a"]]);
    check.equal(withoutEdges(ring, marked("b")), [["a", "b", "c", "d", "e", "a"]]);
  });
  test("edges along the rim are left out, wherever the ring begins", () => {
    check.equal(withoutEdges(ring, marked("b", "c")), [["c", "d", "e", "a", "b"]]);
    check.equal(withoutEdges(ring, marked("a", "e")), [["a", "b", "c", "d", "e"]]);
    check.equal(withoutEdges(ring, marked("e", "a", "b")), [["b", "c", "d", "e"]]);
    check.equal(withoutEdges(ring, marked("a", "b", "c", "d", "e")), []);
  });
  test("two stretches of rim give two coasts", () => {
    const six = ["a", "b", "c", "d", "e", "f"];
    const rim = six.map((name) => "abde".includes(name));
    check.equal(withoutEdges(six, rim), [["b", "c", "d"], ["e", "f", "a"]]);
  });
  const view = (kind) => ({ center: [100, 60], radius_deg: 10, projection: { kind: kind } });
  test("the rim is where the map ends, seen from its centre", () => {
    check.equal(coastOf([[[100, 70], [100, 65], [101, 60]]], view("laea")), [[[100, 70], [100, 65], [101, 60], [100, 70]]]);
    check.equal(coastOf([[[100, 50], [100, 55], [100, 70]]], view("laea")), [[[100, 50], [100, 55], [100, 70]]]);
  });
  test("a cylinder is cut open at the far meridian and towards the pole, and has no coast there", () => {
    const land = [[[-80.01, 60], [-79.99, 62], [-60, 62], [-60, 84], [-70, 84], [-70, 70]]];
    check.equal(coastOf(land, view("mercator")), [[[-79.99, 62], [-60, 62], [-60, 84]], [[-70, 84], [-70, 70], [-80.01, 60]]]);
    check.equal(coastOf(land, view("laea")).length, 1);
    check.equal(coastOf(land, view("laea"))[0].length, 7);
  });
})();
