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

  function choice(legend, options) {
    return el("fieldset", { class: "choice" }, el("legend", {}, legend), options);
  }

  function option(attributes, change, ...label) {
    const box = el("input", attributes);
    box.addEventListener("change", () => change(box.checked));
    return el("div", { class: "option" }, el("label", {}, box, ...label));
  }

  function kindChoice(options, redraw) {
    const kinds = [["auto", Routes.t("What can be told apart")], ["flows", Routes.t("Flows")],
      ["lines", Routes.t("Every route")]];
    return choice(Routes.t("Draw"), kinds.map(([id, label]) =>
      option({ type: "radio", name: "kind", value: id, checked: options.kind === id }, () => {
        options.kind = id;
        redraw();
      }, el("span", { class: "name" }, label))));
  }

  function groupChoice(payload, options, redraw) {
    if (payload.groups.length < 2) return null;
    return choice(Routes.t("Groups"), payload.groups.map((group, i) => {
      const mark = Routes.paint(el("span", { class: "crowd-mark", "aria-hidden": "true" }), group.colour);
      return option({ type: "checkbox", name: "group", value: String(i), checked: true }, (isOn) => {
        options.isOn[i] = isOn;
        redraw();
      }, el("span", { class: "name", dir: "auto" }, mark, group.label || Routes.t("Without a group")),
      el("span", { class: "count" }, Routes.number(group.count)));
    }));
  }

  function said(shown) {
    const routes = Routes.tn("{n} route", "{n} routes", shown.count());
    if (shown.kind() === "flows") {
      return Routes.t("{routes} in the window, drawn as flows: the wider, the more. A flow says between which areas they run, not which way they took.", { routes: routes });
    }
    return shown.isEnough() ? Routes.t("{routes} in the window, each drawn.", { routes: routes })
      : Routes.t("{routes} in the window, each drawn, and too many to be told apart. Zoom in to see them singly.", { routes: routes });
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
    document.documentElement.classList.remove("drawn");
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

  function method(payload) {
    return el("section", { class: "legend" }, el("h2", {}, Routes.t("Method and credits")),
      el("p", { class: "explain" }, Routes.t("Where more routes lie in the window than can be told apart, those that begin near to one another and end near to one another are one flow.")),
      el("ul", { class: "plain explain" }, payload.credits.map((text) => el("li", { dir: "auto" }, text))));
  }

  function createPanel({ map, payload, crowd, shown, options, canvas, goTo }) {
    const counted = el("p", { class: "counted" });
    const tableNode = el("div", {});
    const table = Routes.createFlowTable(crowd, shown, goTo, tableNode);
    byId("panel-list").append(...[
      payload.summary ? el("p", { class: "summary", dir: "auto" }, payload.summary) : null,
      counted, kindChoice(options, canvas.draw), groupChoice(payload, options, canvas.draw), tableNode,
      method(payload),
    ].filter(Boolean));
    return () => {
      counted.textContent = said(shown);
      if (byId("status").textContent !== counted.textContent) Routes.announce(counted.textContent);
      table();
    };
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
    const camera = Routes.createCamera(map, projection, view, () => null);
    Routes.createScale(map, projection, byId("scale"));
    Routes.createManners(map, byId("manners"));
    camera.first();
    byId("whole").addEventListener("click", camera.whole);
    Routes.stayOnLand(map, view);
    const pen = Routes.createPen(map, projection);
    const basemap = Routes.createBasemap(map, pen, { payload: payload }, projection);
    basemap.sketch();
    const crowd = Routes.createCrowd(payload, projection);
    const options = { kind: "auto", isOn: payload.groups.map(() => true), projection: projection };
    const shown = Routes.createCrowdView(map, crowd, payload, options);
    const canvas = Routes.createCanvas(map, 450, shown.begin);
    createTip(map, (x, y) => Routes.crowdTip(crowd, payload, shown.under(x, y)), byId("tip"));
    const goTo = (flow) => camera.show(flow.path.map(([x, y]) => projection.inverse(x, y)));
    const tell = createPanel({ map, payload, crowd, shown, options, canvas, goTo });
    Routes.watchSize(map, () => {
      canvas.draw();
      camera.again();
    });
    Routes.onLooks(canvas.draw);
    let isRead = false;
    map.on("crowddrawn", () => {
      if (isRead) tell();
    });
    map.once("crowddrawn", () => {
      performance.mark("routes-first-line");
      basemap.draw();
      Routes.createCountryNames(map, pen, payload).draw();
    });
    readAll(crowd, (isLast, goOn) => {
      isRead = isLast;
      if (goOn) map.once("crowddrawn", () => setTimeout(goOn, 0));
      canvas.draw();
    });
    Routes.page = { map, payload, crowd, shown, options, canvas, camera };
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
      classList.remove("drawn");
      throw error;
    }
  };
})((globalThis.Routes = globalThis.Routes || {}));
