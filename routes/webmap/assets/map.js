/* Starts the page. The shell calls Routes.start once, with the id of the map's element. */
(function (Routes) {
  "use strict";

  const BUTTONS_WIDTH = 54;

  /* The first view: all points of `fit`, in the projection, away from the edges. */
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
    const perMetre = Math.min(
      (size.x - left - pad) / Math.max(east - west, 1), (size.y - 2 * pad) / Math.max(north - south, 1));
    const snapped = Math.floor(Math.log2(perMetre * Routes.metresPerPixel(0)) / 0.25) * 0.25;
    const zoom = Math.max(view.min_zoom, Math.min(snapped, view.max_zoom));
    const aside = ((left - pad) / 2) * Routes.metresPerPixel(zoom);
    const [lon, lat] = laea.inverse((west + east) / 2 - aside, (south + north) / 2);
    map.setView([lat, lon], zoom, { animate: false });
  }

  /* The middle of the window stays on the disc that the basemap covers. */
  function stayOnDisc(map, laea, view) {
    const reach = laea.discRadius(view.radius_deg);
    map.on("moveend", () => {
      const c = map.getCenter();
      const [x, y] = laea.forward(c.lng, c.lat);
      const rho = Math.hypot(x, y);
      if (rho <= reach * 1.001) return;
      const [lon, lat] = laea.inverse((x * reach) / rho, (y * reach) / rho);
      map.panTo([lat, lon]);
    });
  }

  function createTip(map, data, state, node) {
    map.getContainer().addEventListener("pointermove", (e) => {
      const edge = map.getContainer().getBoundingClientRect();
      const x = Math.min(e.clientX - edge.left + 14, edge.width - node.offsetWidth - 6);
      node.style.transform = "translate(" + x + "px," + (e.clientY - edge.top + 16) + "px)";
    });
    state.listen((what) => {
      if (what !== "hovered") return;
      const leg = state.hovered && state.hovered.leg && data.legs.get(state.hovered.leg);
      node.hidden = !leg;
      if (!leg) return;
      const variant = data.variants.get(state.hovered.variant);
      node.replaceChildren(Routes.html("strong", {}, leg.title),
        Routes.html("span", {}, variant ? variant.title : ""),
        Routes.html("span", {}, Routes.backing(leg)));
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
    const labels = Routes.createLabels(map, pen, data, state, legs, places);
    const surface = Routes.createSurface(map, "routes", 450, (root) => {
      if (!root.firstChild) {
        root.append(places.defs, places.areas, legs.root, places.points, labels.root);
      }
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
      if (what === "visible") surface.draw();
      else {
        legs.emphasise();
        places.emphasise();
      }
    });
    basemap.draw();
    surface.draw();
    return { legs, places, labels, surface };
  }

  function chosenPoints(data, state) {
    const chosen = state.selected;
    const leg = chosen && chosen.kind === "leg" && data.legs.get(chosen.id);
    return leg && leg.parts.length ? leg.parts.flat() : null;
  }

  function createFitter(map, fit, chosen) {
    let fitting = false;
    let moved = false;
    map.on("dragstart zoomstart", () => {
      if (!fitting) moved = true;
    });
    const run = (points) => {
      fitting = true;
      fit(points);
      fitting = false;
    };
    return {
      whole() {
        moved = false;
        run(null);
      },
      again() {
        if (!moved) run(chosen());
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

  Routes.start = function (id) {
    const data = Routes.read();
    const { view } = data.payload;
    document.documentElement.classList.add("drawn");
    const laea = Routes.laea(view.center[0], view.center[1]);
    const state = Routes.createState(data.payload.variants);
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
    Routes.createManners(map, byId("manners"));
    createTip(map, data, state, byId("tip"));
    stayOnDisc(map, laea, view);
    const drawing = createDrawing(map, data, state, laea);
    watchSize(map, () => {
      drawing.surface.draw();
      fitter.again();
    });
    Routes.page = { map, data, state, laea, drawing };
    return map;
  };
})((globalThis.Routes = globalThis.Routes || {}));
