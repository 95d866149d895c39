/* The land, quiet and below everything: sea disc, land, lakes, coast, borders. */
(function (Routes) {
  "use strict";

  const RAD = Math.PI / 180;
  /* Where a cylinder ends, and how wide it is cut open: see webmap/basemap.py. */
  const HIGHEST_DEG = 84;
  const SEAM_DEG = 0.02;

  /* Whether a point lies where the land was cut off and not where it ends. The circle of the
   * map was cut as 180 straight edges, which run inside of it by up to a 4000th of its radius. */
  function isOnCut(view) {
    const within = 0.004 + 0.0004 * view.radius_deg;
    const onRim = (p) => Math.abs(Routes.angle_deg(view.center, p) - view.radius_deg) < within;
    if (view.projection.kind !== "mercator") return onRim;
    const far = (p) => Math.abs(((((p[0] - view.center[0]) % 360) + 360) % 360) - 180);
    return (p) => onRim(p) || Math.abs(p[1]) > HIGHEST_DEG - SEAM_DEG ||
      far(p) * Math.cos(p[1] * RAD) < SEAM_DEG;
  }

  /* The coast: land rings without the edges along which they were cut. */
  Routes.coastOf = function (land, view) {
    const isCut = isOnCut(view);
    return land.flatMap((ring) => Routes.withoutEdges(ring, ring.map(isCut)));
  };

  /* A ring as lines, without the edges that have both ends marked. A ring with none marked comes
   * back closed: its last point is its first. */
  Routes.withoutEdges = function (ring, marked) {
    const n = ring.length;
    const isLeftOut = (i) => marked[i % n] && marked[(i + 1) % n];
    const first = ring.findIndex((_, i) => isLeftOut(i));
    if (first < 0) return [ring.concat([ring[0]])];
    const lines = [];
    let line = [];
    for (let i = first + 1; i <= first + n; i += 1) {
      if (isLeftOut(i)) {
        if (line.length) lines.push(line.concat([ring[i % n]]));
        line = [];
      } else line.push(ring[i % n]);
    }
    return lines;
  };

  /* Angle between two points on the sphere (haversine formula). */
  Routes.angle_deg = function (a, b) {
    const h =
      Math.sin(((b[1] - a[1]) * RAD) / 2) ** 2 +
      Math.cos(a[1] * RAD) * Math.cos(b[1] * RAD) * Math.sin(((b[0] - a[0]) * RAD) / 2) ** 2;
    return (2 * Math.asin(Math.min(1, Math.sqrt(h)))) / RAD;
  };

  Routes.createBasemap = function (map, pen, data, projection) {
    const { basemap, view } = data.payload;
    const layers = [
      ["land", basemap.land, true],
      ["lakes", basemap.lakes, true],
      ["coast", Routes.coastOf(basemap.land, view), false],
      ["borders", basemap.borders, false],
      ["disputed", basemap.disputed, false],
    ];
    const sea = Routes.svg("path", { class: "sea" });
    const rim = Routes.svg("path", { class: "rim" });
    const paths = layers.map(([name]) => Routes.svg("path", { class: name }));

    let drawn = layers;
    const surface = Routes.createSurface(map, "basemap", 250, (root) => {
      pen.ready();
      if (!root.firstChild) root.append(sea, ...paths, rim);
      const around = Routes.line.path(Routes.rim(projection, view).map(pen.flat), true);
      for (const node of [sea, rim]) node.setAttribute("d", around);
      drawn.forEach(([, chains, closed], i) => {
        const step = closed ? 0.6 : 0.4;
        const d = chains.map((chain) => Routes.line.path(Routes.line.thin(chain.map(pen), step), closed));
        paths[i].setAttribute("d", d.join(""));
      });
    });
    return {
      draw() {
        drawn = layers;
        surface.draw();
      },
      /* The land alone, until all is drawn. */
      sketch() {
        drawn = layers.slice(0, 1);
        surface.draw();
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
