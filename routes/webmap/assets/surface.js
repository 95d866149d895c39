/* An SVG drawing on the map: moves with it, scales while it zooms, is drawn anew
 * when it rests. Coordinates are Leaflet's layer points. */
(function (Routes) {
  "use strict";

  Routes.createSurface = function (map, name, level, redraw) {
    const pane = map.createPane(name);
    pane.style.zIndex = level;
    pane.classList.add("leaflet-zoom-hide-never");
    const root = Routes.svg("svg", {
      class: "surface surface-" + name + " leaflet-zoom-animated",
      "aria-hidden": "true", focusable: "false", width: 1, height: 1,
    });
    pane.append(root);
    let drawn = null;
    let isFresh = false;

    const { projection } = map.options.crs;
    const isStale = () => !drawn || drawn.zoom !== map.getZoom() ||
      drawn.turn_deg !== projection.turn_deg() || !drawn.origin.equals(map.getPixelOrigin());

    function follow(center, zoom) {
      if (!drawn) return;
      const scale = map.getZoomScale(zoom, drawn.zoom);
      const corner = map._getNewPixelOrigin(center, zoom);
      const turn = drawn.turn_deg - projection.turn_deg();
      const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
      const { x, y } = drawn.origin.multiplyBy(scale);
      L.DomUtil.setTransform(root, L.point(x * cos - y * sin, x * sin + y * cos).subtract(corner).round(), scale);
      if (turn) root.style.transform += " rotate(" + turn + "deg)";
    }

    function draw() {
      drawn = { origin: map.getPixelOrigin(), zoom: map.getZoom(), turn_deg: projection.turn_deg() };
      isFresh = true;
      L.DomUtil.setTransform(root, L.point(0, 0), 1);
      redraw(root);
    }

    map.on("zoomanim", (e) => follow(e.center, e.zoom));
    map.on("zoom", () => follow(map.getCenter(), map.getZoom()));
    map.on("zoomstart", () => root.classList.add("moving"));
    map.on("movestart", () => {
      isFresh = false;
    });
    /* Leaflet tells of one jump up to three times. */
    map.on("zoomend moveend viewreset", (e) => {
      if (e.type === "zoomend") root.classList.remove("moving");
      if (isStale()) draw();
    });
    return {
      root: root, draw: draw,
      /* Whether all was drawn since the map began to move: after a zoom, not after a pan. */
      isFresh: () => isFresh,
    };
  };

  /* From lon, lat to a layer point; unlike Leaflet's own it does not round. */
  Routes.createPen = function (map, projection) {
    let origin;
    let scale;
    const pen = (lonLat) => pen.flat(projection.forward(lonLat[0], lonLat[1]));
    /* From metres of the plane. */
    pen.flat = ([x, y]) => [x / scale - origin.x, -y / scale - origin.y];
    pen.ready = function () {
      origin = map.getPixelOrigin();
      scale = Routes.metresPerPixel(map.getZoom());
      return pen;
    };
    pen.metres = () => scale;
    return pen;
  };

  /* The part of the layer that can be seen, grown by `grow` pixels. */
  Routes.visibleFrame = function (map, grow) {
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    return { x: corner.x - grow, y: corner.y - grow, w: size.x + 2 * grow, h: size.y + 2 * grow };
  };
})((globalThis.Routes = globalThis.Routes || {}));
