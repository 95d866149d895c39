/* The land, quiet and below everything: sea disc, land, lakes, coast, borders. */
(function (Routes) {
  "use strict";

  const RAD = Math.PI / 180;
  /* Where a cylinder ends, and how wide it is cut open: see webmap/basemap.py. */
  const HIGHEST_DEG = 84;
  const SEAM_DEG = 0.02;
  /* Shores and borders are good to some 1.5 km: seven pixels at the first zoom, thirty at the
   * second. */
  const TRUE_ZOOM = 9.5;
  const GONE_ZOOM = 11.5;

  /* Networks are finer than the land by so many zooms. */
  Routes.FINER_WAYS = 3;

  /* How much of the land is seen at a zoom, from 1 to 0: none where its coarse shores would run
   * through streets. */
  Routes.landShare = (zoom) => Math.max(0, Math.min(1, (GONE_ZOOM - zoom) / (GONE_ZOOM - TRUE_ZOOM)));

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
    const kinds = ["land", "lakes", "coast", "borders", "disputed"];
    const chains = { ...basemap, coast: null };
    const sea = Routes.svg("path", { class: "sea" });
    const rim = Routes.svg("path", { class: "rim" });
    const paths = kinds.map((kind) => Routes.svg("path", { class: kind }));

    let drawn = kinds;
    const surface = Routes.createSurface(map, "basemap", 250, (root) => {
      pen.ready();
      const share = Routes.landShare(map.getZoom());
      root.setAttribute("opacity", share);
      if (!share) {
        root.replaceChildren();
        return;
      }
      if (!root.firstChild) root.append(sea, ...paths, rim);
      const around = Routes.line.path(Routes.rim(projection, view).map(pen.flat), true);
      for (const node of [sea, rim]) node.setAttribute("d", around);
      drawn.forEach((kind, i) => {
        const closed = kind === "land" || kind === "lakes";
        const step = closed ? 0.6 : 0.4;
        const d = chains[kind].map((chain) => Routes.line.path(Routes.line.thin(chain.map(pen), step), closed));
        paths[i].setAttribute("d", d.join(""));
      });
    });
    return {
      draw() {
        chains.coast = chains.coast || Routes.coastOf(basemap.land, view);
        drawn = kinds;
        surface.draw();
      },
      /* The land alone, until all is drawn. */
      sketch() {
        drawn = ["land"];
        surface.draw();
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
