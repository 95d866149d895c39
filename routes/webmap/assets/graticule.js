/* Meridians and parallels, as dense as the view bears, and their degrees along the frame. */
(function (Routes) {
  "use strict";

  /* In minutes of arc, from a second on. */
  const STEPS = [...[1, 2, 5, 10, 15, 30].map((seconds) => seconds / 60), 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800];
  /* Lines are at least this far apart, in pixels, and so are their numbers. */
  const APART = 120;
  const NUMBERS_APART = 46;
  /* How far beyond the frame lines are drawn, as a share of its size, so that a short move
   * does not show their ends. */
  const BEYOND = 0.5;
  const WALK = 12;
  /* Nearer to a pole only every ninetieth meridian is drawn: more would close to a blot. */
  const CROWDED_DEG = 80;
  /* The room of a number, in pixels: with seconds, and without. */
  const [LONG, SHORT] = [62, 40];

  const wrap = (deg) => ((((deg + 180) % 360) + 360) % 360) - 180;

  const stepOf = (pixelsPerMinute) =>
    STEPS.find((step) => step * pixelsPerMinute >= APART) || STEPS[STEPS.length - 1];

  function angle(minutes) {
    const whole = Math.round(Math.abs(minutes) * 60);
    const [rest, seconds] = [Math.floor(whole / 60) % 60, whole % 60];
    const two = (n, sign) => String(n).padStart(2, "0") + sign;
    return Math.floor(whole / 3600) + "\u00b0" + (rest || seconds ? two(rest, "\u2032") : "") +
      (seconds ? two(seconds, "\u2033") : "");
  }

  /* What stands at the frame: 120 degrees East and not 240. */
  function numberOf(minutes, isMeridian) {
    const at = isMeridian ? wrap(minutes / 60) * 60 : minutes;
    const turned = { angle: angle(at) };
    const seconds = Math.abs(Math.round(at * 60));
    if (seconds === 0 || seconds === 648000) return turned.angle;
    if (isMeridian) return at > 0 ? Routes.t("{angle}\u00a0E", turned) : Routes.t("{angle}\u00a0W", turned);
    return at > 0 ? Routes.t("{angle}\u00a0N", turned) : Routes.t("{angle}\u00a0S", turned);
  }

  Routes.createGraticule = function (map, pen, projection, view) {
    const path = Routes.svg("path", { class: "graticule" });
    const rim = view.radius_deg;
    const isOnMap = (p) => Routes.angle_deg(view.center, p) <= rim;

    /* The steps that suit the middle of the view, in minutes. */
    function steps() {
      const c = map.getCenter();
      const perMinute = 1853 / Routes.metresPerPixel(map.getZoom());
      const lat = stepOf(perMinute * Routes.stretch(projection, c.lng, c.lat, 90));
      const narrow = Math.max(0.15, Math.cos((Math.min(78, Math.abs(c.lat)) * Math.PI) / 180));
      return { lat: lat, lon: stepOf(perMinute * narrow * Routes.stretch(projection, c.lng, c.lat, 0)) };
    }

    /* Longitudes and latitudes that the frame shows, with some more around. */
    function extent() {
      const size = map.getSize();
      const c = map.getCenter();
      const box = { west: 0, east: 0, south: c.lat, north: c.lat };
      const n = 12;
      for (let i = 0; i <= n; i += 1) {
        for (let j = 0; j <= n; j += 1) {
          const at = map.containerPointToLatLng([
            size.x * ((i / n) * (1 + 2 * BEYOND) - BEYOND), size.y * ((j / n) * (1 + 2 * BEYOND) - BEYOND)]);
          const away = wrap(at.lng - c.lng);
          box.west = Math.min(box.west, away);
          box.east = Math.max(box.east, away);
          box.south = Math.min(box.south, at.lat);
          box.north = Math.max(box.north, at.lat);
        }
      }
      /* A pole in or near the frame has every meridian. */
      if (box.north > 75 || box.south < -75) Object.assign(box, { west: -180, east: 180 });
      const more = Math.min(2, box.north - box.south);
      return { west: c.lng + box.west, east: c.lng + box.east, south: Math.max(-88, box.south - more),
        north: Math.min(88, box.north + more) };
    }

    function* lines() {
      const step = steps();
      const box = extent();
      const first = (low, size) => Math.ceil((low * 60) / size) * size;
      const walk = (low, high) => {
        const n = Math.max(12, Math.ceil((high - low) / 1.5));
        return Array.from({ length: n + 1 }, (_, i) => low + ((high - low) * i) / n);
      };
      const east = Math.min(box.east, box.west + 359.9);
      for (let m = first(box.west, step.lon); m <= east * 60; m += step.lon) {
        const most = m % 5400 === 0 ? 88 : CROWDED_DEG;
        const [low, high] = [Math.max(box.south, -most), Math.min(box.north, most)];
        if (high > low) yield walk(low, high).map((lat) => [m / 60, lat]);
      }
      for (let m = first(box.south, step.lat); m <= box.north * 60; m += step.lat) {
        yield walk(box.west, box.east).map((lon) => [lon, m / 60]);
      }
    }

    /* The pieces of a line that lie on the map and do not jump over its seam. */
    function drawn(points) {
      let text = "";
      let run = [];
      const end = () => {
        if (run.length > 1) text += Routes.line.path(run);
        run = [];
      };
      const far = map.getSize().x * 1.5;
      for (const point of points) {
        if (!isOnMap(point)) {
          end();
          continue;
        }
        const p = pen(point);
        const last = run[run.length - 1];
        if (last && Math.hypot(p[0] - last[0], p[1] - last[1]) > far) end();
        run.push(p);
      }
      end();
      return text;
    }

    const surface = Routes.createSurface(map, "graticule", 260, (root) => {
      pen.ready();
      if (!root.firstChild) root.append(path);
      path.setAttribute("d", [...lines()].map(drawn).join(""));
      look();
      number();
    });

    const edge = Routes.svg("svg", { class: "edge", "aria-hidden": "true", focusable: "false" });
    map.getContainer().append(edge);
    let boxes = [];
    let taken = [];

    /* Where the frame's edge crosses lines of one kind. */
    function* crossings(from, to, isMeridian, step) {
      const n = Math.max(2, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / WALK));
      let last = null;
      for (let i = 0; i <= n; i += 1) {
        const [x, y] = [from[0] + ((to[0] - from[0]) * i) / n, from[1] + ((to[1] - from[1]) * i) / n];
        const at = map.containerPointToLatLng([x, y]);
        const value = (isMeridian ? at.lng : at.lat) * 60;
        if (last && isOnMap([at.lng, at.lat])) {
          const before = isMeridian ? value - wrap((value - last.value) / 60) * 60 : last.value;
          const line = Math.floor(Math.max(value, before) / step) * step;
          if (Math.abs(value - before) < step && Math.min(value, before) < line) {
            const t = (line - before) / (value - before);
            yield { x: last.x + (x - last.x) * t, y: last.y + (y - last.y) * t, minutes: line };
          }
        }
        last = { x: x, y: y, value: value };
      }
    }

    /* What lies over the map; where it ends no number is written. */
    function covers() {
      const frame = map.getContainer().getBoundingClientRect();
      return [...document.querySelectorAll(".over-map, .leaflet-control")].map((node) => {
        const b = node.getBoundingClientRect();
        return { x: b.left - frame.left, y: b.top - frame.top, w: b.width, h: b.height };
      }).filter((b) => b.w);
    }

    function number() {
      const size = map.getSize();
      const step = steps();
      const { overlap } = Routes.placement;
      const room = Math.min(step.lat, step.lon) < 1 ? LONG : SHORT;
      const nodes = [];
      boxes = [];
      const sides = [
        [[0, 1], [size.x, 1], true, "middle", 0, 11], [[0, size.y - 1], [size.x, size.y - 1], true, "middle", 0, -4],
        [[1, 0], [1, size.y], false, "start", 4, 3.5], [[size.x - 1, 0], [size.x - 1, size.y], false, "end", -4, 3.5],
      ];
      for (const [from, to, isMeridian, anchor, dx, dy] of sides) {
        for (const found of crossings(from, to, isMeridian, isMeridian ? step.lon : step.lat)) {
          const [x, y] = [found.x + dx, found.y + dy];
          const left = x - (anchor === "middle" ? room / 2 : anchor === "end" ? room : 0);
          const box = { x: left, y: y - 9, w: room, h: 12 };
          const isInside = box.x >= 0 && box.x + box.w <= size.x && box.y >= 0 && box.y + box.h <= size.y;
          if (!isInside || taken.some((other) => overlap(box, other, 4))) continue;
          if (boxes.some((other) => overlap(box, other, NUMBERS_APART - SHORT))) continue;
          boxes.push(box);
          nodes.push(Routes.svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor },
            numberOf(found.minutes, isMeridian)));
        }
      }
      edge.replaceChildren(...nodes);
    }

    /* To ask where things are makes the browser lay out the page: not in every frame of a move. */
    const look = () => {
      taken = covers();
    };
    let waiting = 0;
    map.on("movestart resize", look);
    map.on("move", () => {
      if (!waiting) {
        waiting = requestAnimationFrame(() => {
          waiting = 0;
          if (!map._animatingZoom) number();
        });
      }
    });
    map.on("zoomanim", () => edge.replaceChildren());
    /* Lines follow the map by themselves; after a long way new ones are needed. */
    map.on("moveend", () => {
      if (!surface.isFresh()) surface.draw();
    });

    return {
      draw: surface.draw,
      number() {
        look();
        number();
      },
      /* The boxes of the numbers in pixels of the frame, for the names to keep clear of. */
      boxes: () => boxes,
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
