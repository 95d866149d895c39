/* North up in near views. The plane of the case is turned for the middle of the view: not at all
 * where the whole is seen, wholly where a region is. */
(function (Routes) {
  "use strict";

  /* Below the first zoom nothing is turned, from the second on north is up. */
  const FAR_ZOOM = 4.4;
  const NEAR_ZOOM = 5.6;
  const RAD = Math.PI / 180;

  /* x, y turned anticlockwise, y upwards. */
  function turned([x, y], angle_deg) {
    if (!angle_deg) return [x, y];
    const [sin, cos] = [Math.sin(angle_deg * RAD), Math.cos(angle_deg * RAD)];
    return [x * cos - y * sin, x * sin + y * cos];
  }

  /* A projection whose plane can be turned about its centre; `turn_deg` is anticlockwise. */
  Routes.turnable = function (plain) {
    const it = Object.assign({}, plain, {
      turn_deg: 0,
      /* Whether near views have north up. */
      isKeptUpright: false,
      forward: (lon, lat) => turned(plain.forward(lon, lat), it.turn_deg),
      inverse(x, y) {
        const [u, v] = turned([x, y], -it.turn_deg);
        return plain.inverse(u, v);
      },
      distortion(lon, lat) {
        const shape = plain.distortion(lon, lat);
        return Object.assign(shape, { angle_deg: shape.angle_deg - it.turn_deg });
      },
      /* What it is to be turned by in a view. */
      wanted_deg(lon, lat, zoom) {
        const t = Math.max(0, Math.min(1, (zoom - FAR_ZOOM) / (NEAR_ZOOM - FAR_ZOOM)));
        return it.isKeptUpright && t ? t * t * (3 - 2 * t) * Routes.north_deg(plain, lon, lat) : 0;
      },
    });
    return it;
  };

  /* Turns the map's projection with its zoom. Comes before whatever draws on the map. */
  Routes.keepUpright = function (map, projection) {
    projection.isKeptUpright = true;
    const aim = ({ lng, lat }, zoom) => {
      projection.turn_deg = projection.wanted_deg(lng, lat, zoom);
    };
    map.on("zoomanim", (e) => aim(e.center, e.zoom));
    map.on("zoom", () => {
      const center = map.getCenter();
      aim(center, map.getZoom());
      map._pixelOrigin = map._getNewPixelOrigin(center);
    });
  };
})((globalThis.Routes = globalThis.Routes || {}));
