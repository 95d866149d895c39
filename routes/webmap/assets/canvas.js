/* One canvas over the map: drawn in slices, so that the page never stands still, on a sheet that
 * is larger than the window, so that a pan shows no empty edge at once. */
(function (Routes) {
  "use strict";

  const BEYOND = 160;
  const SLICE_MS = 10;
  const SHARPEST = 2;
  /* Frames are wanted so far apart, in milliseconds. */
  const SOON_MS = 24;
  const LATE_MS = 40;
  const LEAST = 1500;
  const MOST = 60000;

  /* How much may be drawn in a slice. A browser puts the paint on later than it is told to, so that
   * a slice cannot know what it costs: the time between two of them tells. */
  function createPace() {
    let share = 2 * LEAST;
    let last = 0;
    return {
      begin() { last = 0; },
      share(now) {
        const gap = last ? now - last : LATE_MS;
        last = now;
        if (gap > LATE_MS) share = Math.max(LEAST, share / 2);
        else if (gap < SOON_MS) share = Math.min(MOST, share * 1.5);
        return share;
      },
    };
  }

  /* `begin(frame, pen, whole)` is a generator: it draws onto `pen`, in layer pixels, yields after each
   * little how many points that were, says `whole` when all is drawn, and goes on with what can wait
   * until that is seen. `frame` has the sheet's corner and size in layer pixels. Nothing is drawn
   * while it is not wanted. */
  Routes.createCanvas = function (map, level, begin, { name = "crowd", isWanted = () => true } = {}) {
    const pane = map.createPane(name);
    pane.style.zIndex = level;
    pane.style.pointerEvents = "none";
    const newSheet = () =>
      Routes.html("canvas", { class: name + " leaflet-zoom-animated", "aria-hidden": "true" });
    const pace = createPace();
    let shown = null;
    let spare = newSheet();
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
      [shown, spare] = [sheet, shown || newSheet()];
      L.DomUtil.setTransform(shown, L.point(frame.x, frame.y), 1);
      pane.replaceChildren(shown);
      spare.width = 0;
      drawn = { corner: map.getPixelOrigin().add([frame.x, frame.y]), zoom: map.getZoom() };
    }

    function clearAway() {
      if (drawn) shown.width = 0;
      pane.replaceChildren();
      drawn = null;
      isBusy = false;
    }

    /* What was drawn before stays, stretched, until what is new is whole; on an empty map the
     * new is seen as it grows. */
    function draw() {
      const mine = (job += 1);
      if (!isWanted()) {
        clearAway();
        return;
      }
      isBusy = true;
      const frame = frameNow();
      const sheet = spare;
      const isFirst = !drawn;
      const work = begin(frame, clear(sheet, frame), () => {
        if (!isFirst) lay(sheet, frame);
      });
      if (isFirst) lay(sheet, frame);
      pace.begin();
      const slice = () => {
        if (mine !== job) return;
        const now = performance.now();
        for (let left = pace.share(now); left > 0 && performance.now() < now + SLICE_MS;) {
          const step = work.next();
          if (step.done) {
            isBusy = false;
            map.fire(name + "drawn");
            return;
          }
          left -= step.value;
        }
        requestAnimationFrame(slice);
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
