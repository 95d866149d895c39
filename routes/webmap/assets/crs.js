/* The projection as Leaflet wants it. The centre is that of the payload. */
(function (Routes) {
  "use strict";

  /* Zoom 0 is 256 pixels for the length of the equator, as in web maps, so that a
   * zoom number means the scale that people know. True at the centre. */
  const EQUATOR_M = 40075016.6856;

  Routes.metresPerPixel = (zoom) => EQUATOR_M / (256 * 2 ** zoom);

  Routes.createCrs = function (laea) {
    const edge = laea.discRadius(180);
    L.CRS.Atlas = L.extend({}, L.CRS.Earth, {
      code: "atlas",
      wrapLng: undefined,
      projection: {
        project: (p) => L.point(laea.forward(p.lng, p.lat)),
        unproject(p) {
          const [lon, lat] = laea.inverse(p.x, p.y);
          return L.latLng(lat, lon);
        },
        bounds: L.bounds([-edge, -edge], [edge, edge]),
      },
      transformation: L.transformation(1 / EQUATOR_M, 0, -1 / EQUATOR_M, 0),
    });
    return L.CRS.Atlas;
  };
})((globalThis.Routes = globalThis.Routes || {}));
