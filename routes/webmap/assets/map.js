/* Starts the page. The shell calls Routes.start once, with the id of the map's element. */
(function (Routes) {
  "use strict";

  const BUTTONS_WIDTH = 54;
  /* The button "Whole journey" would cover what lies at the top of a low frame. */
  const BUTTON_HEIGHT = 48;
  const LOW_FRAME = 330;
  /* What was chosen is shown with its surroundings, not from edge to edge. */
  const CHOSEN_AT_MOST = 360;
  /* Less than this of a line can hardly be seen. */
  const SEEN = 60;

  /* The first view: all points of `fit`, in the projection, away from the edges. A
   * hidden frame has no size; the view is fitted again when it gets one. */
  function firstView(map, laea, view, instead) {
    const fit = instead && instead.length ? instead : view.fit.length ? view.fit : [view.center];
    const points = fit.map((p) => laea.forward(p[0], p[1]));
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    const [west, east] = [Math.min(...xs), Math.max(...xs)];
    const [south, north] = [Math.min(...ys), Math.max(...ys)];
    const size = map.getSize();
    const pad = Math.min(64, size.x * 0.1, size.y * 0.12);
    const left = Math.max(pad, BUTTONS_WIDTH);
    const top = size.y < LOW_FRAME ? Math.max(pad, BUTTON_HEIGHT) : pad;
    const most = instead ? CHOSEN_AT_MOST : Infinity;
    const room = [size.x - left - pad, size.y - top - pad].map((n) => Math.max(1, Math.min(n, most)));
    const perMetre = Math.min(
      room[0] / Math.max(east - west, 1), room[1] / Math.max(north - south, 1));
    const snapped = Math.floor(Math.log2(perMetre * Routes.metresPerPixel(0)) / 0.25) * 0.25;
    const zoom = Math.max(view.min_zoom, Math.min(snapped, view.max_zoom));
    const aside = ((left - pad) / 2) * Routes.metresPerPixel(zoom);
    const up = ((top - pad) / 2) * Routes.metresPerPixel(zoom);
    const [lon, lat] = laea.inverse((west + east) / 2 - aside, (south + north) / 2 + up);
    map.setView([lat, lon], zoom, { animate: false });
  }

  /* The middle of the window stays on the disc that the basemap covers. */
  function stayOnDisc(map, laea, view) {
    const reach = laea.discRadius(view.radius_deg);
    let returning = false;
    map.on("moveend", () => {
      if (returning) return;
      const c = map.getCenter();
      const [x, y] = laea.forward(c.lng, c.lat);
      const rho = Math.hypot(x, y);
      /* Leaflet rounds to pixels: a smaller tolerance would never be met. */
      if (rho <= reach + 2 * Routes.metresPerPixel(map.getZoom())) return;
      const share = (0.98 * reach) / rho;
      const [lon, lat] = laea.inverse(x * share, y * share);
      returning = true;
      try {
        map.panTo([lat, lon], { animate: false });
      } finally {
        returning = false;
      }
    });
  }

  /* What is said of a line or a mark under the pointer, or null. */
  function tipLines(data, hovered) {
    const leg = hovered && data.legs.get(hovered.leg);
    if (leg) {
      const variant = data.variants.get(hovered.variant);
      return [leg.title, variant ? variant.title : "", Routes.backing(leg)];
    }
    const way = hovered && hovered.onMap && data.ways.get(hovered.way);
    if (!way) return null;
    const { crossing } = hovered;
    return crossing ? [crossing.name, crossing.between, crossing.says]
      : [Routes.wayTitle(way), way.summary, Routes.NOT_REPORTED];
  }

  function createTip(map, data, state, node) {
    let pointer = null;
    /* Beside the pointer, and above it where there is no room below. */
    const place = () => {
      if (!pointer) return;
      const edge = map.getContainer().getBoundingClientRect();
      const x = Math.min(pointer.x - edge.left + 14, edge.width - node.offsetWidth - 6);
      const below = pointer.y - edge.top + 16;
      const above = pointer.y - edge.top - node.offsetHeight - 10;
      const y = below + node.offsetHeight > edge.height ? Math.max(0, above) : below;
      node.style.transform = "translate(" + x + "px," + y + "px)";
    };
    map.getContainer().addEventListener("pointermove", (e) => {
      pointer = { x: e.clientX, y: e.clientY };
      place();
    });
    state.listen((what) => {
      if (what !== "hovered") return;
      const lines = tipLines(data, state.hovered);
      node.hidden = !lines;
      if (!lines) return;
      const [first, ...rest] = lines;
      node.replaceChildren(Routes.html("strong", {}, first),
        ...rest.map((text) => Routes.html("span", {}, text)));
      place();
    });
  }

  function createMap(id, laea, view) {
    const coarse = matchMedia("(pointer: coarse)").matches;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return L.map(id, {
      crs: Routes.createCrs(laea), center: [view.center[1], view.center[0]], zoom: view.min_zoom,
      minZoom: view.min_zoom, maxZoom: view.max_zoom, zoomSnap: 0.25, zoomDelta: 0.75,
      wheelPxPerZoomLevel: 90, attributionControl: false, zoomControl: false, dragging: !coarse,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
      trackResize: false,
    });
  }

  function createDrawing(map, data, state, laea) {
    const pen = Routes.createPen(map, laea);
    const basemap = Routes.createBasemap(map, pen, data, laea);
    const legs = Routes.createLegs(map, pen, data, state);
    const places = Routes.createPlaces(map, pen, data, state, laea);
    const computed = Routes.createComputed(map, pen, data, state);
    const labels = Routes.createLabels(map, pen, data, state, legs, places, computed);
    const surface = Routes.createSurface(map, "routes", 450, (root) => {
      if (!root.firstChild) {
        root.append(places.defs, places.areas, computed.root, computed.marks, legs.root,
          places.points, labels.root);
      }
      computed.draw();
      places.draw();
      legs.draw();
      labels.draw();
    });
    map.on("moveend", () => {
      pen.ready();
      legs.drawMarks();
      labels.draw();
    });
    state.listen((what) => {
      if (what === "visible" || what === "ways") surface.draw();
      else {
        computed.emphasise();
        legs.emphasise();
        places.emphasise();
      }
    });
    basemap.draw();
    surface.draw();
    return { legs, places, labels, computed, surface };
  }

  function legsOf(data, ids) {
    return ids.map((id) => data.legs.get(id)).filter((leg) => leg && leg.parts.length);
  }

  /* What a reader chose to see: a leg or a version, else the versions that are on
   * when some are off. Null is the whole journey. */
  function chosenLegs(data, state) {
    const chosen = state.selected;
    if (chosen && chosen.kind === "leg") return legsOf(data, [chosen.id]);
    const variant = chosen && chosen.kind === "variant" && data.variants.get(chosen.id);
    if (variant) return legsOf(data, variant.legs);
    const { variants } = data.payload;
    const on = variants.filter((v) => state.visible.has(v.id));
    if (!on.length || on.length === variants.length) return null;
    return legsOf(data, on.flatMap((v) => v.legs));
  }

  function chosenWay(data, state) {
    if (state.brought) return data.ways.get(state.brought);
    const chosen = state.selected;
    return chosen && chosen.kind === "way" ? data.ways.get(chosen.id) : null;
  }

  function chosenPoints(data, state) {
    const way = chosenWay(data, state);
    if (way) return Routes.pointsOf(data, way);
    const legs = chosenLegs(data, state);
    return legs && legs.length ? legs.flatMap((leg) => leg.parts.flat()) : null;
  }

  /* Whether the map shows enough of one of the chosen lines to be noticed. */
  function isSeen(map, data, state, { legs, computed }) {
    const frame = Routes.visibleFrame(map, 0);
    const way = chosenWay(data, state);
    if (way) return !computed.isSmall(way) && computed.visibleLength(way.id, frame) >= SEEN;
    const chosen = chosenLegs(data, state);
    if (!chosen) return true;
    const strands = legs.strands().filter((s) => chosen.includes(s.leg));
    return !strands.length || strands.some((s) => legs.visibleLength(s, frame) >= SEEN);
  }

  function createFitter(map, fit, chosen) {
    let fitting = false;
    let moved = false;
    let closer = false;
    map.on("dragstart zoomstart", () => {
      if (!fitting) moved = true;
    });
    const run = (points) => {
      fitting = true;
      /* A zoom that is still under way would end after this one and win. */
      if (map._animatingZoom) map._onZoomTransitionEnd();
      fit(points);
      fitting = false;
      moved = false;
      closer = Boolean(points);
    };
    return {
      whole: () => run(null),
      again() {
        if (!moved) run(chosen());
      },
      /* Goes to what was chosen when it cannot be seen, and back when all is shown
       * again; a reader who moved the map since stays there. */
      choose(seen) {
        if (!seen) run(chosen());
        else if (closer && !moved && !chosen()) run(null);
      },
    };
  }

  /* The map keeps what it shows when its frame changes: the sheet of a narrow page
   * opens, a phone is turned. A reader who has moved the map is left alone. */
  function watchSize(map, again) {
    let width = map.getSize().x;
    let height = map.getSize().y;
    new ResizeObserver(() => {
      map.invalidateSize({ animate: false, pan: false });
      const size = map.getSize();
      if (size.x === width && size.y === height) return;
      [width, height] = [size.x, size.y];
      if (width && height) again();
    }).observe(map.getContainer());
  }

  const byId = (id) => document.getElementById(id);

  function draw(id) {
    const data = Routes.read();
    const { view } = data.payload;
    const laea = Routes.laea(view.center[0], view.center[1]);
    const state = Routes.createState(data.payload.variants);
    state.showWays(Routes.firstWays(data, document.documentElement.clientWidth), true);
    Routes.createPanel(data, state, byId("panel-list"));
    Routes.createEvidence(data, state, byId("evidence"));
    Routes.createSheet(data, state, document.querySelector(".stage"), byId("panel-handle"));
    const map = createMap(id, laea, view);
    L.control.zoom({ position: "topleft", zoomInTitle: "Zoom in", zoomOutTitle: "Zoom out" }).addTo(map);
    const fitter = createFitter(map, (points) => firstView(map, laea, view, points), () =>
      chosenPoints(data, state));
    fitter.whole();
    byId("whole").addEventListener("click", fitter.whole);
    Routes.createScale(map, byId("scale"));
    Routes.createCredit(data, byId("credit"));
    Routes.createManners(map, byId("manners"));
    createTip(map, data, state, byId("tip"));
    stayOnDisc(map, laea, view);
    const drawing = createDrawing(map, data, state, laea);
    watchSize(map, () => {
      drawing.surface.draw();
      fitter.again();
    });
    state.listen((what) => {
      if (what !== "hovered" && (what !== "ways" || !state.brought)) fitter.choose(isSeen(map, data, state, drawing));
    });
    Routes.page = { map, data, state, laea, drawing };
    return map;
  }

  /* The class gives the map its room, so it comes first; without a map the page
   * goes back to the still picture. */
  Routes.start = function (id) {
    const { classList } = document.documentElement;
    classList.add("drawn");
    try {
      return draw(id);
    } catch (error) {
      classList.remove("drawn");
      throw error;
    }
  };
})((globalThis.Routes = globalThis.Routes || {}));
