/* The page of very many routes: reads them in pieces, draws, and fills the panel. The shell calls
 * Routes.overview once. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const byId = (id) => document.getElementById(id);
  const SLICE_MS = 20;
  /* Until the browser has some more of the file. */
  const WAIT_MS = 10;
  /* While routes are read, what is drawn is drawn anew when there are so many times more. */
  const GROWN = 8;

  function createTip(map, tell, node) {
    const container = map.getContainer();
    let waiting = false;
    const show = (event) => {
      const p = map.mouseEventToLayerPoint(event);
      const lines = event.target.closest(".leaflet-control") ? null : tell(p.x, p.y);
      node.hidden = !lines;
      if (!lines) return;
      const [first, ...rest] = lines;
      node.replaceChildren(el("strong", { dir: "auto" }, first),
        ...rest.map((text) => el("span", { dir: "auto" }, text)));
      const edge = container.getBoundingClientRect();
      const x = Math.max(6, Math.min(event.clientX - edge.left + 14, edge.width - node.offsetWidth - 6));
      const below = event.clientY - edge.top + 16;
      const y = below + node.offsetHeight > edge.height ? below - node.offsetHeight - 26 : below;
      node.style.transform = "translate(" + x + "px," + Math.max(0, y) + "px)";
    };
    container.addEventListener("pointermove", (event) => {
      if (waiting || event.buttons) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        show(event);
      });
    });
    container.addEventListener("click", show);
    const hide = () => { node.hidden = true; };
    container.addEventListener("pointerleave", hide);
    map.on("movestart zoomstart", hide);
  }

  function createMap(id, payload, projection) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { view } = payload;
    const map = L.map(id, {
      crs: Routes.createCrs(projection), center: [view.center[1], view.center[0]], zoom: view.min_zoom,
      minZoom: view.min_zoom, maxZoom: view.max_zoom, zoomSnap: 0.05, zoomDelta: 0.75,
      wheelPxPerZoomLevel: 90, attributionControl: false, zoomControl: false,
      dragging: !matchMedia("(pointer: coarse)").matches,
      zoomAnimation: !still, fadeAnimation: !still, inertia: !still, trackResize: false,
    });
    L.control.zoom({
      position: "topleft", zoomInTitle: Routes.t("Zoom in"), zoomOutTitle: Routes.t("Zoom out"),
    }).addTo(map);
    return map;
  }

  /* What was read is not all: it must not pass for it. */
  function giveUp(error) {
    document.documentElement.classList.replace("drawn", "complete");
    byId("no-map").hidden = false;
    throw error;
  }

  /* Reads for a moment, shows what there is, and goes on when the page has breathed: the first time
   * when `show` calls back. */
  function readAll(crowd, show) {
    let drawn = 0;
    const step = () => {
      const until = performance.now() + SLICE_MS;
      let more = crowd.read();
      while (more && drawn && performance.now() < until) more = crowd.read();
      const isOver = more === false;
      const isFirst = !drawn && !isOver;
      const isShown = isOver || crowd.n >= Math.max(1, GROWN * drawn);
      if (isShown) {
        drawn = crowd.n;
        show(isOver, isFirst ? goOn : null);
      }
      if (!isOver && !(isFirst && isShown)) setTimeout(goOn, more ? 0 : WAIT_MS);
    };
    const goOn = () => {
      try {
        step();
      } catch (error) {
        giveUp(error);
      }
    };
    step();
  }

  function createFrame(text) {
    const nothing = { payload: { variants: [], sources: [] }, ways: { size: 0 } };
    const handle = byId("panel-handle");
    Routes.createSheet(nothing, { listen() {} }, document.querySelector(".stage"), handle);
    handle.replaceChildren(el("span", { class: "words" }, text));
    Routes.createFrame();
  }

  function draw(id) {
    const payload = Routes.readBasemap(JSON.parse(byId("routes-data").textContent));
    Routes.speak(payload.language, payload.messages);
    const { view } = payload;
    const projection = Routes.projection(view);
    createFrame(Routes.t("Routes, groups and flows"));
    const map = createMap(id, payload, projection);
    let isRead = false;
    const lonLats = (flow) => flow && flow.path.map(([x, y]) => projection.inverse(x, y));
    const camera = Routes.createCamera(map, projection, view, () => lonLats(mark.chosen()));
    Routes.createScale(map, projection, byId("scale"));
    Routes.createManners(map, byId("manners"));
    camera.first();
    Routes.dressWhole(byId("whole"), camera);
    Routes.stayOnLand(map, view);
    const pen = Routes.createPen(map, projection);
    const basemap = Routes.createBasemap(map, pen, { payload: payload }, projection);
    basemap.sketch();
    const crowd = Routes.createCrowd(payload, projection);
    const options = { kind: "auto", isOn: payload.groups.map(() => true), projection: projection };
    const shown = Routes.createCrowdView(map, crowd, payload, options);
    const canvas = Routes.createCanvas(map, 450, shown.begin);
    const mark = Routes.createMark(map, crowd, payload, shown);
    const words = Routes.createCrowdWords(crowd, payload, projection);
    createTip(map, (x, y) => words.under(shown.under(x, y)), byId("tip"));
    const panel = Routes.createCrowdPanel({ payload, words, shown, mark, options,
      changed() {
        canvas.draw();
        address.changed();
      },
      choose(flow) {
        mark.choose(flow && flow.routes[0]);
        if (flow) {
          address.keepView();
          camera.show(lonLats(flow));
        }
        panel.tell();
        address.changed();
      } }, byId("panel-list"));
    const address = Routes.createOverviewAddress({ map, payload, options, mark, camera,
      show() {
        panel.sync();
        if (isRead) canvas.draw();
      } }, byId("tools"));
    address.restore();
    /* There is one more button by now. */
    camera.again();
    Routes.watchSize(map, () => {
      canvas.draw();
      camera.again();
    });
    Routes.onLooks(canvas.draw);
    map.on("crowddrawn", () => {
      if (isRead) panel.tell();
    });
    map.once("crowddrawn", () => {
      performance.mark("routes-first-line");
      basemap.draw();
      Routes.createCountryNames(map, pen, payload).draw();
      document.documentElement.classList.add("complete");
    });
    readAll(crowd, (isLast, goOn) => {
      isRead = isLast;
      if (goOn) map.once("crowddrawn", () => setTimeout(goOn, 0));
      canvas.draw();
    });
    Routes.page = { map, payload, crowd, shown, options, canvas, camera, mark };
    return map;
  }

  /* The class gives the map its room, so it comes first; without a map the page goes back to the
   * still picture. */
  Routes.overview = function (id) {
    const { classList } = document.documentElement;
    classList.add("drawn");
    try {
      return draw(id);
    } catch (error) {
      classList.replace("drawn", "complete");
      throw error;
    }
  };
})((globalThis.Routes = globalThis.Routes || {}));
