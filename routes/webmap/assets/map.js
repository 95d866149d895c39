/* Starts the page. The shell calls Routes.start once, with the id of the map's element. */
(function (Routes) {
  "use strict";

  /* Less than this of a line can hardly be seen, in pixels. */
  const SEEN = 60;
  /* What was picked is read from so many pixels on. */
  const READ = 200;
  /* A line is short when it is less than this share of the whole. */
  const SHORT = 0.35;
  const byId = (id) => document.getElementById(id);

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
      : [Routes.wayTitle(way), way.summary, Routes.t("Computed on a network; no source reports it.")];
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
      if (!node.hidden) place();
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

  function createMap(id, projection, view) {
    const coarse = matchMedia("(pointer: coarse)").matches;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(id, {
      crs: Routes.createCrs(projection), center: [view.center[1], view.center[0]], zoom: view.min_zoom,
      minZoom: view.min_zoom, maxZoom: view.max_zoom, zoomSnap: 0.05, zoomDelta: 0.75,
      wheelPxPerZoomLevel: 90, attributionControl: false, zoomControl: false, dragging: !coarse,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
      trackResize: false,
    });
    L.control.zoom({
      position: "topleft", zoomInTitle: Routes.t("Zoom in"), zoomOutTitle: Routes.t("Zoom out"),
    }).addTo(map);
    return map;
  }

  /* What is drawn anew when something was chosen, and what only stands out. */
  const DRAWN = ["visible", "ways", "filters", "window", "pair"];

  function createDrawing(map, data, state, projection) {
    const pen = Routes.createPen(map, projection);
    const { view } = data.payload;
    const basemap = Routes.createBasemap(map, pen, data, projection);
    const graticule = Routes.createGraticule(map, pen, projection, view);
    const legs = Routes.createLegs(map, pen, data, state);
    const places = Routes.createPlaces(map, pen, data, state, projection);
    const computed = Routes.createComputed(map, pen, data, state);
    const drawn = { legs, places, computed, graticule };
    const labels = Routes.createLabels(map, pen, data, state, drawn);
    let isWhole = false;
    const surface = Routes.createSurface(map, "routes", 450, (root) => {
      if (!root.firstChild) {
        root.append(places.defs, places.areas, computed.root, computed.marks, legs.root,
          places.points, labels.root);
      }
      places.draw();
      legs.draw();
      if (isWhole) drawRest();
    });
    function drawRest() {
      computed.draw();
      labels.draw();
    }
    map.on("moveend", () => {
      /* After a zoom all is drawn already. */
      if (surface.isFresh()) return;
      pen.ready();
      legs.drawMarks();
      if (isWhole) labels.draw();
    });
    state.listen((what) => {
      if (DRAWN.includes(what)) surface.draw();
      else {
        computed.emphasise();
        legs.emphasise();
        places.emphasise();
      }
    });
    basemap.sketch();
    surface.draw();
    /* What comes when the reported lines are on the screen. */
    const complete = () => {
      isWhole = true;
      basemap.draw();
      graticule.draw();
      drawRest();
    };
    const relabel = () => {
      graticule.number();
      labels.draw();
    };
    return { legs, places, labels, computed, surface, graticule, projection, complete, relabel };
  }

  function legsOf(data, ids) {
    return ids.map((id) => data.legs.get(id)).filter((leg) => leg && leg.parts.length);
  }

  /* What a reader chose to see: a leg or a version, the step of the story, else the versions
   * that are on when some are off. Null is the whole journey. */
  function chosenLegs(data, state) {
    const chosen = state.selected;
    if (chosen && chosen.kind === "leg") return legsOf(data, [chosen.id]);
    const variant = chosen && chosen.kind === "variant" && data.variants.get(chosen.id);
    if (variant) return legsOf(data, variant.legs);
    const step = Routes.stepLeg(data, state);
    if (step) return legsOf(data, [step]);
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

  /* The place that was chosen, itself or as that of an event. */
  function chosenPlace(data, state) {
    const { kind, id } = state.selected || {};
    const place = data.places.get(kind === "event" ? data.events.get(id).place : kind === "place" ? id : null);
    return place && place.point ? place : null;
  }

  const spanOf = (points) => Math.max(0, ...points.map((p) => Routes.angle_deg(points[0], p)));

  /* A place with the lines about it that are short beside the whole, and those that go on from
   * them: what is a knot in the view of the whole. */
  function knotOf(data, place) {
    const legs = data.payload.legs.filter((leg) => leg.parts.length);
    const most = SHORT * spanOf(data.payload.view.fit);
    const within = new Set([place.id]);
    const points = [place.point];
    let left = legs.filter((leg) => spanOf(leg.parts.flat()) < most);
    for (let near = [place]; near.length;) {
      near = left.filter((leg) => within.has(leg.start) || within.has(leg.end));
      left = left.filter((leg) => !near.includes(leg));
      for (const leg of near) {
        points.push(...leg.parts.flat());
        for (const id of [leg.start, leg.end]) {
          if ((data.places.get(id) || {}).point) within.add(id);
        }
      }
    }
    return points;
  }

  function chosenPoints(data, state) {
    const way = chosenWay(data, state);
    if (way) return Routes.pointsOf(data, way);
    const place = chosenPlace(data, state);
    if (place) return knotOf(data, place);
    const legs = chosenLegs(data, state);
    return legs && legs.length ? legs.flatMap((leg) => leg.parts.flat()) : null;
  }

  const isIn = (points, map) => points.some(([lon, lat]) =>
    map.getSize().contains(map.latLngToContainerPoint([lat, lon])));

  /* Whether the map shows enough of what was chosen, and large enough to be read. */
  function isRead(map, data, state, { legs, computed, projection }, what) {
    const frame = Routes.visibleFrame(map, 0);
    const way = chosenWay(data, state);
    if (way) return !computed.isSmall(way) && computed.visibleLength(way.id, frame) >= SEEN;
    const points = chosenPoints(data, state);
    if (!points) return true;
    const isPicked = what === "selected" || what === "step";
    const place = chosenPlace(data, state);
    if (isPicked && (points.length > 1 || !place) &&
      Routes.extentOf(map, projection, points) < READ) return false;
    if (place) return isIn([place.point], map);
    const chosen = chosenLegs(data, state);
    const strands = legs.strands().filter((s) => chosen.includes(s.leg));
    return !strands.length || strands.some((s) => legs.visibleLength(s, frame) >= SEEN);
  }

  /* Everything beside the map. The story may move it: `show` goes to some points, `whole` to all. */
  function createReading(data, state, { show, whole }) {
    Routes.createPanel(data, state, byId("panel-list"));
    Routes.createTabs(data, state, byId("panel-tabs"));
    Routes.createFilters(data, state, byId("panel-filter"));
    Routes.createMatrix(data, state, byId("panel-compare"));
    Routes.createCompare(data, state, byId("panel-compare"));
    Routes.createEvidence(data, state, byId("evidence"));
    Routes.createStory(data, state, byId("panel-story"), { show, whole });
  }

  /* All that takes room from the map or lies over it, before the first view is looked for. */
  function createOver(map, data, state, projection) {
    Routes.createCredit(data, byId("credit"));
    Routes.createManners(map, byId("manners"));
    createTip(map, data, state, byId("tip"));
    Routes.createTimeline(data, state, byId("timeline"), byId("tools"));
    Routes.createScale(map, projection, byId("scale"), data.ways.size > 0);
    Routes.createLocator(map, data, state, byId("locator"));
    return Routes.createAddress(data, state, map, byId("tools"));
  }

  /* What moves the map when a reader chooses something. */
  const MOVES_NOTHING = ["hovered", "tab", "time"];

  /* The view and its names keep clear of buttons and notes that come later, too. */
  function watchTools(changed) {
    const nodes = [byId("tools"), byId("notes")].filter(Boolean);
    const sizes = () => nodes.map((node) => node.offsetWidth + " " + node.offsetHeight).join();
    let known = sizes();
    const observer = new ResizeObserver(() => {
      if (sizes() !== known) changed();
      known = sizes();
    });
    for (const node of nodes) observer.observe(node);
  }

  function follow(map, data, state, { drawing, camera }) {
    Routes.watchSize(map, () => {
      drawing.surface.draw();
      camera.again();
    });
    watchTools(() => {
      camera.again();
      drawing.relabel();
    });
    state.listen((what) => {
      if (MOVES_NOTHING.includes(what) || (what === "ways" && state.brought)) return;
      camera.choose(isRead(map, data, state, drawing, what));
    });
  }

  const LATEST_MS = 150;

  /* Once the lines are on the screen; a page that nobody sees now has no frames to wait for. */
  function afterPaint(run) {
    let waits = true;
    const once = () => {
      if (waits) run();
      waits = false;
    };
    requestAnimationFrame(() => setTimeout(once));
    setTimeout(once, LATEST_MS);
  }

  /* The lines come first: the panel is filled when they are seen, but for a link that says what
   * panel and map show, where both come at once. */
  function draw(id) {
    const data = Routes.read();
    const { view } = data.payload;
    const projection = Routes.projection(view);
    const state = Routes.createState(data);
    state.showWays(Routes.firstWays(data, document.documentElement.clientWidth), true);
    Routes.createMasthead(data);
    Routes.createSheet(data, state, document.querySelector(".stage"), byId("panel-handle"));
    Routes.createFrame();
    const map = createMap(id, projection, view);
    Routes.keepUpright(map, projection);
    const camera = Routes.createCamera(map, projection, view, () => chosenPoints(data, state));
    const address = createOver(map, data, state, projection);
    camera.first();
    Routes.dressWhole(byId("whole"), camera);
    Routes.stayOnLand(map, view);
    const drawing = createDrawing(map, data, state, projection);
    performance.mark("routes-first-line");
    const rest = [drawing.complete, () => {
      createReading(data, state, camera);
      follow(map, data, state, { drawing, camera });
      Routes.preparePaper(data, state);
      address.restore();
      document.documentElement.classList.add("complete");
      Routes.page = { map, data, state, projection, laea: projection, drawing, camera };
    }];
    if (window.location.hash) rest.forEach((run) => run());
    else afterPaint(() => inTurn(rest));
    return map;
  }

  /* Each in a task of its own: who moves the map already does not wait for all of them. */
  function inTurn([run, ...rest]) {
    orPicture(run);
    if (rest.length) setTimeout(inTurn, 0, rest);
  }

  function orPicture(run) {
    try {
      return run();
    } catch (error) {
      document.documentElement.classList.replace("drawn", "complete");
      byId("no-map").hidden = false;
      throw error;
    }
  }

  /* The class gives the map its room, so it comes first; without a map the page
   * goes back to the still picture. */
  Routes.start = function (id) {
    document.documentElement.classList.add("drawn");
    return orPicture(() => draw(id));
  };
})((globalThis.Routes = globalThis.Routes || {}));
