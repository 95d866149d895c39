/* One canvas over the map: drawn in slices, so that the page never stands still, on a sheet that
 * is larger than the window, so that a pan shows no empty edge at once. */
(function (Routes) {
  "use strict";

  const BEYOND = 160;
  const SLICE_MS = 12;
  const SHARPEST = 2;

  /* `begin(frame)` gives a function that draws some more onto a context, in layer pixels, and says
   * whether there is more. `frame` has the sheet's corner and size in layer pixels. */
  Routes.createCanvas = function (map, level, begin) {
    const pane = map.createPane("crowd");
    pane.style.zIndex = level;
    pane.style.pointerEvents = "none";
    const sheets = [0, 1].map(() => {
      const sheet = Routes.html("canvas", { class: "crowd leaflet-zoom-animated", "aria-hidden": "true" });
      pane.append(sheet);
      return sheet;
    });
    let [shown, hidden] = sheets;
    let drawn = null;
    let job = 0;
    let isBusy = false;

    const sharp = () => Math.min(SHARPEST, globalThis.devicePixelRatio || 1);

    function frameNow() {
      const size = map.getSize();
      const corner = map.containerPointToLayerPoint([-BEYOND, -BEYOND]);
      return { x: corner.x, y: corner.y, w: size.x + 2 * BEYOND, h: size.y + 2 * BEYOND };
    }

    function clear(sheet, frame) {
      sheet.width = Math.round(frame.w * sharp());
      sheet.height = Math.round(frame.h * sharp());
      sheet.style.width = frame.w + "px";
      sheet.style.height = frame.h + "px";
      const pen = sheet.getContext("2d");
      pen.setTransform(sharp(), 0, 0, sharp(), -frame.x * sharp(), -frame.y * sharp());
      return pen;
    }

    function lay(sheet, frame) {
      L.DomUtil.setTransform(sheet, L.point(frame.x, frame.y), 1);
      drawn = { corner: map.getPixelOrigin().add([frame.x, frame.y]), zoom: map.getZoom() };
    }

    /* What was drawn before stays, stretched, until what is new is whole; on an empty map the
     * new is seen as it grows. */
    function draw() {
      const mine = (job += 1);
      isBusy = true;
      const frame = frameNow();
      const [sheet, first] = drawn ? [hidden, false] : [shown, true];
      const pen = clear(sheet, frame);
      const more = begin(frame);
      if (first) lay(sheet, frame);
      const slice = () => {
        if (mine !== job) return;
        const until = performance.now() + SLICE_MS;
        let left = true;
        while (left && performance.now() < until) left = more(pen);
        if (left) {
          requestAnimationFrame(slice);
          return;
        }
        if (!first) {
          [shown, hidden] = [hidden, shown];
          lay(shown, frame);
          hidden.width = 0;
        }
        isBusy = false;
        map.fire("crowddrawn");
      };
      slice();
    }

    function follow(center, zoom) {
      if (!drawn) return;
      const scale = map.getZoomScale(zoom, drawn.zoom);
      const corner = map._getNewPixelOrigin(center, zoom);
      L.DomUtil.setTransform(shown, drawn.corner.multiplyBy(scale).subtract(corner).round(), scale);
    }

    /* A long drag comes to the edge of the sheet before it ends. */
    function keepUp() {
      if (isBusy || !drawn || drawn.zoom !== map.getZoom()) return;
      const frame = frameNow();
      const moved = map.getPixelOrigin().add([frame.x, frame.y]).subtract(drawn.corner);
      if (Math.max(Math.abs(moved.x), Math.abs(moved.y)) > 0.6 * BEYOND) draw();
    }

    map.on("move", keepUp);
    map.on("zoomanim", (e) => follow(e.center, e.zoom));
    map.on("zoom viewreset", () => follow(map.getCenter(), map.getZoom()));
    map.on("moveend", draw);
    return { draw: draw };
  };
})((globalThis.Routes = globalThis.Routes || {}));
