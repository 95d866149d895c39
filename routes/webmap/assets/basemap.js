/* The land, quiet and below everything: sea disc, land, lakes, coast, borders. */
(function (Routes) {
  "use strict";

  function chainsOf(lines, scale) {
    return lines.map((numbers) => Routes.decode(numbers, scale));
  }

  function graticule(view, step) {
    const lines = [];
    const near = (lon, lat) => Routes.angle_deg(view.center, [lon, lat]) <= view.radius_deg;
    const add = (points) => {
      let run = [];
      for (const p of points) {
        if (near(p[0], p[1])) run.push(p);
        else {
          if (run.length > 1) lines.push(run);
          run = [];
        }
      }
      if (run.length > 1) lines.push(run);
    };
    for (let lon = -180; lon < 180; lon += step) {
      add(Array.from({ length: 81 }, (_, i) => [lon, -80 + i * 2]));
    }
    for (let lat = -80; lat <= 80; lat += step) {
      add(Array.from({ length: 181 }, (_, i) => [-180 + i * 2, lat]));
    }
    return lines;
  }

  /* Angle between two points on the sphere (haversine formula). */
  Routes.angle_deg = function (a, b) {
    const rad = Math.PI / 180;
    const h =
      Math.sin(((b[1] - a[1]) * rad) / 2) ** 2 +
      Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(((b[0] - a[0]) * rad) / 2) ** 2;
    return (2 * Math.asin(Math.min(1, Math.sqrt(h)))) / rad;
  };

  Routes.createBasemap = function (map, pen, data, laea) {
    const { basemap, view } = data.payload;
    const layers = [
      ["land", chainsOf(basemap.land, basemap.scale), true],
      ["graticule", graticule(view, view.radius_deg < 25 ? 5 : 10), false],
      ["lakes", chainsOf(basemap.lakes, basemap.scale), true],
      ["coast", chainsOf(basemap.coast, basemap.scale), false],
      ["borders", chainsOf(basemap.borders, basemap.scale), false],
      ["disputed", chainsOf(basemap.disputed, basemap.scale), false],
    ];
    const disc = Routes.svg("circle", { class: "sea" });
    const rim = Routes.svg("circle", { class: "rim" });
    const paths = layers.map(([name]) => Routes.svg("path", { class: name }));

    const surface = Routes.createSurface(map, "basemap", 250, (root) => {
      pen.ready();
      if (!root.firstChild) root.append(disc, ...paths, rim);
      const [x, y] = pen(view.center);
      const r = laea.discRadius(view.radius_deg) / pen.metres();
      for (const circle of [disc, rim]) {
        circle.setAttribute("cx", x);
        circle.setAttribute("cy", y);
        circle.setAttribute("r", r);
      }
      layers.forEach(([, chains, closed], i) => {
        const step = closed ? 0.6 : 0.4;
        const d = chains.map((chain) => Routes.line.path(Routes.line.thin(chain.map(pen), step), closed));
        paths[i].setAttribute("d", d.join(""));
      });
    });
    return surface;
  };
})((globalThis.Routes = globalThis.Routes || {}));
