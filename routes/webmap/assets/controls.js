/* Scale and credit line. */
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

  const distance = (km) => (km >= 1 ? Routes.t("{n}\u00a0km", { n: Routes.number(km) })
    : Routes.t("{n}\u00a0m", { n: Routes.number(Math.round(km * 1000)) }));

  const LONGEST_BAR = 110;
  /* North needs an arrow when it is further from the top than this, in degrees. */
  const UPRIGHT_DEG = 10;
  /* Where less than this of the land is seen, the map says why. */
  const HALF = 0.5;

  function northArrow() {
    return Routes.svg("svg", {
      class: "north", width: 46, height: 46, viewBox: "-23 -23 46 46", "aria-hidden": "true", focusable: "false",
    }, Routes.svg("circle", { r: 22 }), Routes.svg("path", { d: "M0 -7L5 14L0 10L-5 14Z" }),
    Routes.svg("text", { y: 4 }, Routes.t("N")));
  }

  /* No flat map has one scale. The bar is as long as a line of that length which lies across
   * the middle of the view, and it changes as the map moves. */
  Routes.createScale = function (map, projection, node, hasWays) {
    const bar = Routes.html("span", { class: "bar" });
    const text = Routes.html("span", { class: "bar-text" });
    const north = northArrow();
    const note = Routes.html("span", { class: "bar-text" });
    node.append(north, bar, text, note);

    /* Pixels that a length takes, laid across the middle of the view. */
    function pixels(km, c) {
      const size = map.getSize();
      const local = Routes.stretch(projection, c.lng, c.lat, 0) / Routes.metresPerPixel(map.getZoom());
      let width = km * 1000 * local;
      for (let round = 0; round < 2; round += 1) {
        const [a, b] = [-1, 1].map((side) =>
          map.containerPointToLatLng([size.x / 2 + (side * width) / 2, size.y / 2]));
        const found = (Routes.angle_deg([a.lng, a.lat], [b.lng, b.lat]) * Math.PI * 6371.0072) / 180;
        if (found > km / 4) width *= km / found;
      }
      return width;
    }

    const draw = () => {
      const c = map.getCenter();
      const local = Routes.stretch(projection, c.lng, c.lat, 0) / Routes.metresPerPixel(map.getZoom());
      const km = Routes.niceKm(LONGEST_BAR / local / 1000);
      bar.style.width = pixels(km, c).toFixed(1) + "px";
      text.textContent = Routes.t("{distance} across the middle of this view", { distance: distance(km) });
      const share = (finer) => Routes.landShare(map.getZoom() - finer);
      note.hidden = share(0) > HALF;
      node.classList.toggle("too-near", !note.hidden);
      note.textContent = hasWays && !share(Routes.FINER_WAYS)
        ? Routes.t("Coasts, borders and computed lines fade out: they are too coarse for this view.")
        : Routes.t("Coasts and borders fade out: they are too coarse for this view.");
      const turned = Routes.north_deg(projection, c.lng, c.lat);
      north.toggleAttribute("hidden", Math.abs(turned) <= UPRIGHT_DEG);
      north.children[1].setAttribute("transform", "rotate(" + turned.toFixed(1) + ")");
      north.lastChild.setAttribute("transform", "translate(" +
        [14 * Math.sin((turned * Math.PI) / 180), -14 * Math.cos((turned * Math.PI) / 180)]
          .map((n) => n.toFixed(1)).join(" ") + ")");
    };
    let waiting = 0;
    map.on("move", () => {
      if (!waiting) {
        waiting = requestAnimationFrame(() => {
          waiting = 0;
          draw();
        });
      }
    });
    map.on("moveend resize", draw);
    draw();
  };

  /* Whose networks the computed lines run on: their licence wants it on the map. */
  Routes.createCredit = function (data, node) {
    const { network_credits: credits } = data.payload;
    node.hidden = !credits.length;
    node.textContent = credits.join("; ");
  };

  /* A narrow map has room for a picture only; the words stay the name of the button. */
  Routes.dressWhole = function (button, camera) {
    const words = button.textContent;
    const picture = Routes.svg("svg", {
      width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false",
    }, Routes.svg("path", { d: "M1 5V1H5M11 1H15V5M15 11V15H11M5 15H1V11" }));
    button.replaceChildren(picture, Routes.html("span", { class: "words" }, words));
    button.title = words;
    button.addEventListener("click", camera.whole);
  };
})((globalThis.Routes = globalThis.Routes || {}));
