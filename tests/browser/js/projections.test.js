if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const { albers, mercator, laea } = globalThis.Routes;
  const R = 6371007.1809;

  /* Snyder 1987, p. 291: R = 1, parallels 29.5 and 45.5, origin 23 N 96 W, point 35 N 75 W. */
  test("Albers gives the worked example of the manual", () => {
    const [x, y] = albers(-96, 23, [29.5, 45.5]).forward(-75, 35);
    check.close(x / R, 0.295272, 1e-7);
    check.close(y / R, 0.2416774, 1e-7);
  });
  /* Snyder 1987, p. 266: R = 1, middle meridian 180, point 35 N 75 W. */
  test("Mercator gives the worked example of the manual", () => {
    const flat = mercator(180);
    const [x, y] = flat.forward(-75, 35);
    check.close(x / 6378137, 1.8325957, 1e-7);
    check.close(y / 6378137, 0.6528366, 1e-7);
    check.close(flat.distortion(-75, 35).across, 1.2207746, 1e-7);
  });
  for (const [name, flat] of [
    ["Albers", albers(170, 40, [30, 50])], ["Albers in the south", albers(20, -35, [-45, -25])],
    ["Mercator", mercator(170)],
  ]) {
    test(name + " goes there and back, also over the antimeridian", () => {
      for (const [lon, lat] of [[-175, 50], [179.9, -30], [160, 0], [-120, 60], [30, 20]]) {
        const back = flat.inverse(...flat.forward(lon, lat));
        check.close(((back[0] - lon + 540) % 360) - 180, 0, 1e-9);
        check.close(back[1], lat, 1e-9);
      }
    });
    test(name + " has no jump at the antimeridian", () => {
      const [a, b] = [flat.forward(179.9999, 20), flat.forward(-179.9999, 20)];
      if (name !== "Albers in the south") check.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) < 40);
    });
    test(name + " gives its edge for what is off the map, never NaN", () => {
      for (const [x, y] of [[9e7, 9e7], [-9e7, 9e7], [0, -9e8], [0, 9e8]]) {
        const p = flat.inverse(x, y);
        check.ok(Number.isFinite(p[0]) && Math.abs(p[1]) <= 90);
      }
    });
    test(name + " stretches as its distortion says", () => {
      const [lon, lat, step] = [25, 33, 1e-4];
      const at = flat.forward(lon, lat);
      const up = flat.forward(lon, lat + step);
      const radius = name === "Mercator" ? 6378137 : R;
      const drawn = Math.hypot(up[0] - at[0], up[1] - at[1]) / ((radius * step * Math.PI) / 180);
      check.close(flat.distortion(lon, lat).along, drawn, 1e-4);
    });
  }
  test("Albers keeps areas", () => {
    const d = albers(20, 40, [36, 44]).distortion(60, 55);
    check.close(d.along * d.across, 1, 1e-12);
  });
  test("the three agree about where north is in the middle", () => {
    for (const flat of [laea(20, 40), albers(20, 40, [36, 44]), mercator(20)]) {
      const [low, high] = [flat.forward(20, 40), flat.forward(20, 41)];
      check.close(low[0], high[0], 1e-6);
      check.ok(high[1] > low[1]);
    }
  });
})();
