/* Scale, credit line, whole view, and manners: the map never takes the page's scroll. */
(function (Routes) {
  "use strict";

  const NICE = [1, 2, 5];

  /* The longest round number of kilometres that fits. */
  Routes.niceKm = function (km) {
    let best = null;
    for (let power = -2; power <= 4; power += 1) {
      for (const n of NICE) if (n * 10 ** power <= km) best = n * 10 ** power;
    }
    return best === null ? km : best;
  };

  /* The projection keeps areas, not lengths: a length is true only at the centre,
   * so the bar says where it holds. */
  Routes.createScale = function (map, node) {
    const bar = Routes.html("span", { class: "bar" });
    const text = Routes.html("span", { class: "bar-text" });
    node.append(bar, text);
    const draw = () => {
      const metres = Routes.metresPerPixel(map.getZoom());
      const km = Routes.niceKm((metres * 110) / 1000);
      bar.style.width = ((km * 1000) / metres).toFixed(1) + "px";
      const number = km >= 1 ? km.toLocaleString("en").replace(/,/g, "\u00a0") + "\u00a0km" : km * 1000 + "\u00a0m";
      text.textContent = number + " at the centre of the projection";
    };
    map.on("zoomend", draw);
    draw();
  };

  /* Whose networks the computed lines run on: their licence wants it on the map. */
  Routes.createCredit = function (data, node) {
    const { network_credits: credits } = data.payload;
    node.hidden = !credits.length;
    node.textContent = credits.join("; ");
  };

  /* Plain wheel and one finger scroll the page. Ctrl or Cmd with the wheel, two
   * fingers, the buttons and the keys move the map; after a click in the map the
   * wheel zooms until the pointer leaves. */
  Routes.createManners = function (map, note) {
    const container = map.getContainer();
    let timer = null;
    const tell = (text) => {
      note.textContent = text;
      note.classList.add("on");
      clearTimeout(timer);
      timer = setTimeout(() => note.classList.remove("on"), 1400);
    };
    let entered = false;
    const wheel = (on) => (on ? map.scrollWheelZoom.enable() : map.scrollWheelZoom.disable());
    map.scrollWheelZoom.disable();
    container.addEventListener("click", () => { entered = true; });
    container.addEventListener("mouseleave", () => { entered = false; });
    container.addEventListener("wheel", (e) => {
      const zoom = entered || e.ctrlKey || e.metaKey;
      wheel(zoom);
      if (zoom && (e.ctrlKey || e.metaKey)) e.preventDefault();
      if (!zoom) tell("Click the map, or hold Ctrl, to zoom with the wheel");
    }, { capture: true, passive: false });
    container.addEventListener("touchmove", (e) => {
      if (e.touches.length === 1) tell("Use two fingers to move the map");
    }, { passive: true });
  };
})((globalThis.Routes = globalThis.Routes || {}));
