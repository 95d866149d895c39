/* Where the map looks: the first view, what a reader chose, and never off the land that there is. */
(function (Routes) {
  "use strict";

  /* What was chosen is shown with its surroundings, not from edge to edge. */
  const CHOSEN_AT_MOST = 360;
  /* How near a point of the first view may come to a button, in pixels. */
  const CLEAR = 14;
  /* Beside the buttons for the zoom. */
  const BESIDE = 56;
  const SNAP = 0.05;
  /* So low a map has no room to spare for its buttons, in pixels. */
  const LOW = 240;
  /* How far two events reach from their place, in pixels. */
  const EVENTS = 32;

  function boundsOf(points) {
    const bounds = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
    for (const [x, y] of points) {
      bounds.west = Math.min(bounds.west, x);
      bounds.east = Math.max(bounds.east, x);
      bounds.south = Math.min(bounds.south, y);
      bounds.north = Math.max(bounds.north, y);
    }
    return bounds;
  }

  /* How high the row of notes at the lower edge is, with what is docked there. */
  function footHeight(map) {
    const edge = map.getContainer().getBoundingClientRect();
    const tops = [...document.querySelectorAll("#scale, #credit, #timeline")]
      .map((node) => node.getBoundingClientRect()).filter((b) => b.height).map((b) => b.top);
    return Math.max(0, edge.bottom - Math.min(edge.bottom, ...tops));
  }

  /* The nearest view that shows the bounds inside of a margin: its middle and its zoom. */
  function viewOf(bounds, size, margin, most, view) {
    const room = [size.x - margin.left - margin.right, size.y - margin.top - margin.bottom]
      .map((n) => Math.max(1, Math.min(n, most)));
    const perMetre = Math.min(room[0] / Math.max(bounds.east - bounds.west, 1),
      room[1] / Math.max(bounds.north - bounds.south, 1));
    const snapped = Math.floor(Math.log2(perMetre * Routes.metresPerPixel(0)) / SNAP) * SNAP;
    const zoom = Math.max(view.min_zoom, Math.min(snapped, view.max_zoom));
    const metres = Routes.metresPerPixel(zoom);
    const x = (bounds.west + bounds.east) / 2 - ((margin.left - margin.right) / 2) * metres;
    const y = (bounds.south + bounds.north) / 2 + ((margin.top - margin.bottom) / 2) * metres;
    return { x: x, y: y, zoom: zoom, metres: metres };
  }

  /* How far buttons and notes reach from the upper left corner of the map. */
  function toolsEdge(map) {
    const { left, top } = map.getContainer().getBoundingClientRect();
    const boxes = [...document.querySelectorAll("#tools > *, #notes > *")]
      .map((node) => node.getBoundingClientRect()).filter((b) => b.width);
    return {
      right: CLEAR + Math.max(0, ...boxes.map((b) => b.right - left)),
      bottom: CLEAR + Math.max(0, ...boxes.map((b) => b.bottom - top)),
    };
  }

  /* Whether a view has one of the points under a button. */
  function isCovered(map, points, found, size) {
    const edge = map.getContainer().getBoundingClientRect();
    const boxes = [...document.querySelectorAll(".leaflet-control, #tools > *, #notes > *")]
      .map((node) => node.getBoundingClientRect()).filter((b) => b.width);
    return points.some(([px, py]) => {
      const x = edge.left + size.x / 2 + (px - found.x) / found.metres;
      const y = edge.top + size.y / 2 - (py - found.y) / found.metres;
      return boxes.some((b) => x > b.left - CLEAR && x < b.right + CLEAR &&
        y > b.top - CLEAR && y < b.bottom + CLEAR);
    });
  }

  /* The largest view of some points, lon, lat, that has none of them under a button, in the
   * projection as it is turned now. A hidden frame has no size; the view is fitted again when it
   * gets one. */
  function fittedView(map, projection, view, lonLats, most) {
    const points = lonLats.map((p) => projection.forward(p[0], p[1]));
    const bounds = boundsOf(points);
    const size = map.getSize();
    const pad = Math.max(14, Math.min(60, size.x * 0.065, size.y * 0.12));
    /* Events stand to the right of their place, so a low map needs more room there. */
    const right = Math.max(pad, Math.min(EVENTS, size.x * 0.065));
    const foot = Math.max(pad, Math.min(footHeight(map) + 6, size.y / 3));
    /* Without buttons, beside the first of them, below them, both, and beside them all. */
    const edge = toolsEdge(map);
    const below = Math.max(pad, Math.min(edge.bottom, size.y / 2));
    const margins = [[pad, pad], [Math.max(pad, BESIDE), pad], [pad, below], [Math.max(pad, BESIDE), below],
      [Math.min(edge.right, size.x / 2), pad]];
    const views = margins.map(([left, top]) =>
      viewOf(bounds, size, { left: left, top: top, right: right, bottom: foot }, most, view));
    const nearest = views.slice().sort((a, b) => b.zoom - a.zoom);
    return nearest.find((found) => !isCovered(map, points, found, size)) || views[size.y < LOW ? 4 : 3];
  }

  /* How often a view is looked for whose turn is that of its own middle and zoom. */
  const ROUNDS = 3;

  /* The same in the projection as it will be turned there. */
  function bestView(map, projection, view, lonLats, most) {
    const before = projection.turn_deg;
    let best;
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = fittedView(map, projection, view, lonLats, most);
      const [lon, lat] = projection.inverse(found.x, found.y);
      best = { lon: lon, lat: lat, zoom: found.zoom, turn_deg: projection.turn_deg };
      projection.turn_deg = projection.wanted_deg(lon, lat, found.zoom);
      if (Math.abs(projection.turn_deg - best.turn_deg) < 0.5) break;
    }
    projection.turn_deg = before;
    return best;
  }

  /* How large some points are drawn, in pixels: the longer side of the box around them. */
  Routes.extentOf = function (map, projection, lonLats) {
    const b = boundsOf(lonLats.map((p) => projection.forward(p[0], p[1])));
    return Math.max(b.east - b.west, b.north - b.south) / Routes.metresPerPixel(map.getZoom());
  };

  /* `chosen` gives the points of what a reader chose, or null. */
  Routes.createCamera = function (map, projection, view, chosen) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let fitting = false;
    let moved = false;
    let closer = false;
    map.on("dragstart zoomstart", () => {
      if (!fitting) moved = true;
    });

    function run(points, smoothly) {
      const near = points && points.length ? points : null;
      const all = view.fit.length ? view.fit : [view.center];
      const whole = bestView(map, projection, view, all, Infinity);
      const closeUp = near && bestView(map, projection, view, near, CHOSEN_AT_MOST);
      /* A line as long as the journey is never shown from further away than the journey. */
      const found = closeUp && closeUp.zoom > whole.zoom ? closeUp : whole;
      /* Without a zoom nothing would turn it. */
      const anew = found.zoom === map.getZoom() && Math.abs(found.turn_deg - projection.turn_deg) > 1;
      /* A zoom that is still under way would end after this one and win. */
      if (map._animatingZoom) map._onZoomTransitionEnd();
      map.stop();
      fitting = true;
      map.once("moveend", () => {
        fitting = false;
      });
      if (anew) projection.turn_deg = found.turn_deg;
      map.setView([found.lat, found.lon], found.zoom, { animate: Boolean(smoothly) && !still, reset: anew });
      moved = false;
      closer = Boolean(near);
    }

    return {
      /* Goes to some points, lon, lat; without any to the whole journey. */
      show: (points) => run(points, true),
      whole: () => run(null, true),
      first: () => run(null, false),
      again() {
        if (!moved) run(chosen(), false);
      },
      /* Goes to what was chosen when it cannot be seen or read, and back when all is shown
       * again; a reader who moved the map since stays there. */
      choose(isRead) {
        if (!isRead) run(chosen(), true);
        else if (closer && !moved && !chosen()) run(null, false);
      },
    };
  };

  /* The middle of the window stays in the circle that the basemap covers. */
  Routes.stayOnLand = function (map, view) {
    const cap = Routes.laea(view.center[0], view.center[1]);
    const reach = cap.discRadius(view.radius_deg);
    let returning = false;
    map.on("moveend", () => {
      if (returning) return;
      const c = map.getCenter();
      const [x, y] = cap.forward(c.lng, c.lat);
      const rho = Math.hypot(x, y);
      /* Leaflet rounds to pixels: a smaller tolerance would never be met. */
      if (rho <= reach + 2 * Routes.metresPerPixel(map.getZoom())) return;
      const share = (0.98 * reach) / rho;
      const [lon, lat] = cap.inverse(x * share, y * share);
      returning = true;
      try {
        map.panTo([lat, lon], { animate: false });
      } finally {
        returning = false;
      }
    });
  };

  /* The map keeps what it shows when its frame changes: the sheet of a narrow page
   * opens, a phone is turned. */
  Routes.watchSize = function (map, again) {
    let width = map.getSize().x;
    let height = map.getSize().y;
    new ResizeObserver(() => {
      map.invalidateSize({ animate: false, pan: false });
      const size = map.getSize();
      if (size.x === width && size.y === height) return;
      [width, height] = [size.x, size.y];
      if (width && height) again();
    }).observe(map.getContainer());
  };
})((globalThis.Routes = globalThis.Routes || {}));
