if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const laea = globalThis.Routes.laea;

  test("the centre is the origin", () => {
    const p = laea(85, 60).forward(85, 60);
    check.close(Math.hypot(p[0], p[1]), 0, 1e-6);
  });
  /* Snyder 1987, p. 332: R = 3, centre 40 N 100 W, point 20 S 100 E. */
  test("the worked example of the manual", () => {
    const p = laea(-100, 40).forward(100, -20);
    check.close(p[0] / 6371007.1809, -4.2339303 / 3, 1e-6);
    check.close(p[1] / 6371007.1809, 4.0257775 / 3, 1e-6);
  });
  test("there and back, also over the antimeridian", () => {
    const flat = laea(170, 10);
    for (const [lon, lat] of [[-175, 50], [179.9, -30], [160, 0], [-120, 60]]) {
      const back = flat.inverse(...flat.forward(lon, lat));
      check.close(((back[0] - lon + 540) % 360) - 180, 0, 1e-9);
      check.close(back[1], lat, 1e-9);
    }
  });
  test("both sides of the antimeridian are the same point", () => {
    const flat = laea(170, 10);
    const [a, b] = [flat.forward(180, 20), flat.forward(-180, 20)];
    check.close(Math.hypot(a[0] - b[0], a[1] - b[1]), 0, 1e-6);
  });
  test("off the world's disc is its edge, never NaN", () => {
    const p = laea(0, 0).inverse(9e7, 9e7);
    check.ok(Number.isFinite(p[0]) && Number.isFinite(p[1]));
  });
  test("a pole as the centre", () => {
    const back = laea(0, 90).inverse(...laea(0, 90).forward(45, 70));
    check.close(back[0], 45, 1e-9);
    check.close(back[1], 70, 1e-9);
  });
  test("the distortion keeps areas", () => {
    const d = laea(85, 60).distortion(-165, 64);
    check.close(d.along * d.across, 1, 1e-12);
  });
})();
