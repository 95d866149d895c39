/* Spherical Lambert azimuthal equal-area projection.
 *
 * Formulas: J. P. Snyder, Map Projections: A Working Manual, USGS Professional
 * Paper 1395 (1987), p. 185: forward 24-2, 24-3, 24-4; inverse 20-14, 20-15, 24-16.
 * The radius is the authalic radius of WGS 84, so areas are those of the ellipsoid.
 * Degrees in, metres out; x to the east, y to the north of the centre. */
(function (Routes) {
  "use strict";

  const RADIUS_M = 6371007.1809;
  const RAD = Math.PI / 180;
  /* The antipode of the centre is a circle, not a point; stop just before it. */
  const SMALLEST = 1e-12;

  function forward(centre, lon, lat) {
    const dlon = (lon - centre.lon) * RAD;
    const sin = Math.sin(lat * RAD);
    const cos = Math.cos(lat * RAD);
    const cosC = centre.sin * sin + centre.cos * cos * Math.cos(dlon);
    const k = Math.sqrt(2 / Math.max(SMALLEST, 1 + cosC));
    return [
      RADIUS_M * k * cos * Math.sin(dlon),
      RADIUS_M * k * (centre.cos * sin - centre.sin * cos * Math.cos(dlon)),
    ];
  }

  /* Points outside of the world's disc give its nearest edge, never NaN: Leaflet
   * asks for the corners of the window, and these may be off the map. */
  function inverse(centre, x, y) {
    const rho = Math.hypot(x, y);
    if (rho === 0) return [centre.lon, centre.lat];
    const c = 2 * Math.asin(Math.min(1, rho / (2 * RADIUS_M)));
    const sinC = Math.sin(c);
    const cosC = Math.cos(c);
    const sinLat = cosC * centre.sin + (y * sinC * centre.cos) / rho;
    const lat = Math.asin(Math.max(-1, Math.min(1, sinLat))) / RAD;
    const dlon = Math.atan2(x * sinC, rho * centre.cos * cosC - y * centre.sin * sinC) / RAD;
    return [centre.lon + dlon, lat];
  }

  /* How a small circle at a point is drawn: an ellipse, short along the direction
   * to the centre and long across it (Snyder p. 185: k' across, 1/k' along).
   * `angle_deg` turns the short axis, clockwise on the screen from the x axis. */
  function distortion(centre, lon, lat) {
    const [x, y] = forward(centre, lon, lat);
    const half = Math.min(1, Math.hypot(x, y) / (2 * RADIUS_M));
    const along = Math.sqrt(1 - half * half);
    return { along: along, across: 1 / Math.max(0.1, along), angle_deg: Math.atan2(-y, x) / RAD };
  }

  /* Radius on the plane, in metres, of the circle `angle_deg` from the centre. */
  function discRadius(angle_deg) {
    return 2 * RADIUS_M * Math.sin((Math.min(180, angle_deg) * RAD) / 2);
  }

  Routes.laea = function (lon, lat) {
    const centre = { lon: lon, lat: lat, sin: Math.sin(lat * RAD), cos: Math.cos(lat * RAD) };
    return {
      forward: (lon, lat) => forward(centre, lon, lat),
      inverse: (x, y) => inverse(centre, x, y),
      distortion: (lon, lat) => distortion(centre, lon, lat),
      discRadius: discRadius,
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
