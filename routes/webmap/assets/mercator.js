/* Mercator's projection as web maps have it (EPSG:3857), about a meridian of the case.
 *
 * Formulas: J. P. Snyder, Map Projections: A Working Manual, USGS Professional
 * Paper 1395 (1987), p. 41: forward 7-1, 7-2; p. 44: scale 7-3 and inverse 7-4, 7-5.
 * Degrees in, metres out; x to the east of the middle meridian, y to the north of the equator.
 * The map is cut open at the meridian opposite of the middle. */
(function (Routes) {
  "use strict";

  const RADIUS_M = 6378137;
  const RAD = Math.PI / 180;
  /* The map ends here; as routes/geodesy/mercator.py has it. */
  const HIGHEST_DEG = 84;

  const wrap = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const kept = (value, most) => Math.max(-most, Math.min(most, value));

  function forward(middle, lon, lat) {
    const y = Math.log(Math.tan(Math.PI / 4 + (kept(lat, HIGHEST_DEG) * RAD) / 2));
    return [RADIUS_M * wrap(lon - middle) * RAD, RADIUS_M * y];
  }

  /* Points off the map give its nearest edge. */
  function inverse(middle, x, y) {
    const lat = 90 - (2 * Math.atan(Math.exp(-y / RADIUS_M))) / RAD;
    return [middle + kept(x / RADIUS_M / RAD, 179.999), kept(lat, HIGHEST_DEG)];
  }

  /* Angles are kept, so a small circle is a circle. */
  function distortion(lat) {
    const stretch = 1 / Math.cos(kept(lat, HIGHEST_DEG) * RAD);
    return { along: stretch, across: stretch, angle_deg: 0 };
  }

  Routes.mercator = function (lon) {
    return {
      forward: (at, lat) => forward(lon, at, lat),
      inverse: (x, y) => inverse(lon, x, y),
      distortion: (at, lat) => distortion(lat),
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
