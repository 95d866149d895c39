/* The projection of the page, and as Leaflet wants it. Python chooses it: view.projection. */
(function (Routes) {
  "use strict";

  /* Zoom 0 is 256 pixels for the length of the equator, as in web maps, so that a
   * zoom number means the scale that people know. */
  const EQUATOR_M = 40075016.6856;
  /* Far enough for every projection: Leaflet only wants to know where the plane ends. */
  const EDGE_M = 3e7;
  const RAD = Math.PI / 180;
  const HIGHEST_DEG = 84;

  Routes.metresPerPixel = (zoom) => EQUATOR_M / (256 * 2 ** zoom);

  function named({ kind, center: [lon, lat], parallels }) {
    if (kind === "albers") return Routes.albers(lon, lat, parallels);
    if (kind === "mercator") return Routes.mercator(lon);
    return Routes.laea(lon, lat);
  }

  /* {forward, inverse, distortion} of the projection that the payload names, and how it is turned. */
  Routes.projection = (view) => Routes.turnable(named(view.projection));

  /* How many metres of the plane a metre on the ground is drawn as, at a point and in a
   * direction of the screen (degrees clockwise from the x axis): the radius of the ellipse that a
   * small circle becomes. */
  Routes.stretch = function (projection, lon, lat, angle_deg) {
    const shape = projection.distortion(lon, lat);
    const turned = (angle_deg - shape.angle_deg) * RAD;
    return 1 / Math.hypot(Math.cos(turned) / shape.along, Math.sin(turned) / shape.across);
  };

  /* Where north is at a point, in degrees clockwise from the top of the screen. */
  Routes.north_deg = function (projection, lon, lat) {
    const step = 0.01;
    const [x1, y1] = projection.forward(lon, Math.max(-90, lat - step));
    const [x2, y2] = projection.forward(lon, Math.min(90, lat + step));
    return Math.atan2(x2 - x1, y2 - y1) / RAD;
  };

  /* The edge of what is drawn, as points of the plane: the circle about the centre. A
   * cylinder that holds a pole is bounded by its own edges, and by the circle towards the
   * other pole. */
  Routes.rim = function (projection, view) {
    const [lon, lat] = view.center;
    const cap = Routes.laea(lon, lat);
    const r = cap.discRadius(view.radius_deg);
    const circle = Array.from({ length: 360 }, (_, i) => cap.inverse(
      r * Math.sin(i * RAD), r * Math.cos(i * RAD)));
    const open = view.projection.kind === "mercator" && Math.abs(lat) + view.radius_deg > HIGHEST_DEG;
    if (!open) return circle.map((p) => projection.forward(p[0], p[1]));
    const far = (lat < 0 ? -1 : 1) * HIGHEST_DEG;
    const sorted = circle.map((p) => projection.forward(p[0], p[1])).sort((a, b) => a[0] - b[0]);
    const half = EQUATOR_M / 2;
    const [, top] = projection.forward(lon, far);
    return [[-half, top], [-half, sorted[0][1]], ...sorted, [half, sorted[sorted.length - 1][1]], [half, top]];
  };

  /* How the map is drawn, in words. */
  Routes.projectionSentence = function (data) {
    const { kind } = data.payload.view.projection;
    if (kind === "albers") {
      return Routes.t("Equal-area projection centred on the case (Albers conic), so that areas compare fairly.");
    }
    if (kind === "mercator") {
      return Routes.t("Mercator projection, as web maps have it: directions are true, but areas far from the " +
        "equator look larger than they are.");
    }
    return Routes.t("Equal-area projection centred on the case (Lambert azimuthal), so that areas " +
      "compare fairly and no line is cut at the date line.");
  };

  Routes.createCrs = function (projection) {
    L.CRS.Atlas = L.extend({}, L.CRS.Earth, {
      code: "atlas",
      wrapLng: undefined,
      projection: {
        project: (p) => L.point(projection.forward(p.lng, p.lat)),
        unproject(p) {
          const [lon, lat] = projection.inverse(p.x, p.y);
          return L.latLng(lat, lon);
        },
        turn_deg: () => projection.turn_deg,
        bounds: L.bounds([-EDGE_M, -EDGE_M], [EDGE_M, EDGE_M]),
      },
      transformation: L.transformation(1 / EQUATOR_M, 0, -1 / EQUATOR_M, 0),
    });
    return L.CRS.Atlas;
  };
})((globalThis.Routes = globalThis.Routes || {}));
