/* Where on the earth the map is: a small round picture with the frame of the view in it. It is
 * there as long as the view shows only a little of what it would show. */
(function (Routes) {
  "use strict";

  const SIZE = 124;
  /* A map narrower than this has no room for it, in pixels. */
  const NARROW = 640;
  const LOW = 420;
  /* It helps as long as the view reaches less far than this share of it. */
  const SMALL = 0.3;
  const LEAST_DEG = 25;
  const CLEAR = 10;
  /* Points along each side of the view's frame: it is bent in another projection. */
  const ALONG = 8;
  /* A view smaller than this in the picture is a ring, in pixels. */
  const DOT = 7;
  const CORNERS = [["top", "right"], ["bottom", "right"], ["bottom", "left"]];

  /* How far from the centre the picture reaches, and its land. */
  function ground(data) {
    const { view, basemap, locator } = data.payload;
    if (locator) return { reach: locator.radius_deg, land: Routes.unpack(locator.land, locator.scale) };
    const furthest = Math.max(0, ...view.fit.map((p) => Routes.angle_deg(view.center, p)));
    return { reach: Math.min(view.radius_deg, Math.max(LEAST_DEG, furthest * 1.5)), land: basemap.land };
  }

  Routes.createLocator = function (map, data, state, node) {
    const { view } = data.payload;
    const flat = Routes.laea(view.center[0], view.center[1]);
    const { reach, land } = ground(data);
    const scale = (SIZE / 2 - 1) / flat.discRadius(reach);
    const pen = (p) => {
      const [x, y] = flat.forward(p[0], p[1]);
      return [x * scale, -y * scale];
    };
    const caption = Routes.html("p", { class: "locator-text" });
    const here = Routes.svg("path", { class: "here" });
    const half = SIZE / 2;

    /* Drawn when it is first needed. */
    function build() {
      const path = (lines, closed) => lines.map((line) =>
        Routes.line.path(Routes.line.thin(line.map(pen), 0.7), closed)).join("");
      const circle = (name) => Routes.svg("circle", { class: name, r: half - 1 });
      const lines = data.payload.legs.flatMap((leg) => leg.parts);
      node.append(Routes.svg("svg", {
        width: SIZE, height: SIZE, viewBox: [-half, -half, SIZE, SIZE].join(" "), "aria-hidden": "true", focusable: "false",
      }, Routes.svg("clipPath", { id: "locator-edge" }, Routes.svg("circle", { r: half - 1 })),
      circle("sea"),
      Routes.svg("g", { "clip-path": "url(#locator-edge)" },
        Routes.svg("path", { class: "land", d: path(land, true) }),
        Routes.svg("path", { class: "journey", d: path(lines, false) }), here),
      circle("rim")), caption);
    }

    /* The edge of the view, lon, lat. */
    function edge() {
      const size = map.getSize();
      const corners = [[0, 0], [size.x, 0], [size.x, size.y], [0, size.y]];
      return corners.flatMap(([x, y], i) => {
        const [x2, y2] = corners[(i + 1) % 4];
        return Array.from({ length: ALONG }, (_, k) => {
          const at = map.containerPointToLatLng([x + ((x2 - x) * k) / ALONG, y + ((y2 - y) * k) / ALONG]);
          return [at.lng, at.lat];
        });
      });
    }

    function drawHere(points) {
      const drawn = points.map(pen);
      const [xs, ys] = [0, 1].map((k) => drawn.map((p) => p[k]));
      const span = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
      const [x, y] = [xs, ys].map((list) => (Math.max(...list) + Math.min(...list)) / 2);
      here.setAttribute("d", span >= DOT ? Routes.line.path(drawn, true)
        : "M" + (x - 4) + " " + y + "a4 4 0 1 0 8 0a4 4 0 1 0 -8 0");
    }

    /* The first corner where it lies on no line, no place and nothing else over the map. */
    function freeCorner() {
      const frame = map.getContainer().getBoundingClientRect();
      const points = data.payload.legs.flatMap((leg) => leg.parts.flat())
        .concat(data.payload.places.map((p) => p.point).filter(Boolean))
        .map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
      const others = [...document.querySelectorAll(".over-map, .leaflet-control")]
        .filter((other) => other !== node).map((other) => other.getBoundingClientRect()).filter((b) => b.width);
      return CORNERS.find((corner) => {
        node.dataset.corner = corner.join(" ");
        const b = node.getBoundingClientRect();
        const grown = { left: b.left - CLEAR, right: b.right + CLEAR, top: b.top - CLEAR, bottom: b.bottom + CLEAR };
        const isOn = (p) => p.x + frame.left > grown.left && p.x + frame.left < grown.right &&
          p.y + frame.top > grown.top && p.y + frame.top < grown.bottom;
        const isOver = (o) => o.left < b.right && o.right > b.left && o.top < b.bottom && o.bottom > b.top;
        return !points.some(isOn) && !others.some(isOver);
      });
    }

    function draw() {
      const size = map.getSize();
      const points = size.x ? edge() : [];
      const c = map.getCenter();
      const shown = Math.max(0, ...points.map((p) => Routes.angle_deg([c.lng, c.lat], p)));
      node.hidden = size.x < NARROW || size.y < LOW || shown > reach * SMALL;
      if (node.hidden) return;
      if (!node.firstChild) build();
      drawHere(points);
      caption.textContent = data.payload.locator ? Routes.t("Where this is") : Routes.t("This view in the whole");
      node.hidden = !freeCorner();
    }

    map.on("zoomend moveend resize", draw);
    draw();
  };
})((globalThis.Routes = globalThis.Routes || {}));
