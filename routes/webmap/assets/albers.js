/* Spherical Albers equal-area conic projection, for what is wide and lies at middle latitudes.
 *
 * Formulas: J. P. Snyder, Map Projections: A Working Manual, USGS Professional
 * Paper 1395 (1987), pp. 100-101: forward 14-1 to 14-6, scale 14-7, inverse 14-8 to 14-11.
 * The radius is the authalic radius of WGS 84. Degrees in, metres out; x to the east, y to the
 * north of the centre. The map is cut open at the meridian opposite of the centre. */
(function (Routes) {
  "use strict";

  const RADIUS_M = 6371007.1809;
  const RAD = Math.PI / 180;

  const wrap = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;

  function forward(cone, lon, lat) {
    const rho = cone.rho(lat);
    const theta = cone.n * wrap(lon - cone.lon) * RAD;
    return [rho * Math.sin(theta), cone.origin - rho * Math.cos(theta)];
  }

  /* Points beyond the poles' arcs, or in the gap of the cone, give its nearest edge. */
  function inverse(cone, x, y) {
    const side = Math.sign(cone.n);
    const down = cone.origin - y;
    const rho = Math.hypot(x, down);
    const theta = Math.atan2(side * x, side * down) / RAD / cone.n;
    const sin = (cone.c - ((rho * cone.n) / RADIUS_M) ** 2) / (2 * cone.n);
    const lat = Math.asin(Math.max(-1, Math.min(1, sin))) / RAD;
    return [cone.lon + Math.max(-179.999, Math.min(179.999, theta)), lat];
  }

  /* How a small circle is drawn: `along` the meridian, which `angle_deg` turns clockwise on the
   * screen from the x axis, and `across` it. */
  function distortion(cone, lon, lat) {
    const theta = cone.n * wrap(lon - cone.lon) * RAD;
    const along = Math.max(0.1, (RADIUS_M * Math.cos(lat * RAD)) / Math.abs(cone.n * cone.rho(lat)));
    return {
      along: along, across: 1 / along,
      angle_deg: Math.atan2(-Math.cos(theta), -Math.sin(theta)) / RAD,
    };
  }

  /* The centre is the origin; `parallels` are the standard parallels. */
  Routes.albers = function (lon, lat, parallels) {
    const [one, two] = parallels.map((p) => Math.sin(p * RAD));
    const n = (one + two) / 2;
    const c = 1 - one * one + 2 * n * one;
    const rho = (at) => (RADIUS_M * Math.sqrt(Math.max(0, c - 2 * n * Math.sin(at * RAD)))) / n;
    const cone = { lon: lon, n: n, c: c, rho: rho, origin: rho(lat) };
    return {
      forward: (lon, lat) => forward(cone, lon, lat),
      inverse: (x, y) => inverse(cone, x, y),
      distortion: (lon, lat) => distortion(cone, lon, lat),
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
