/* Very many routes: read in pieces, so that the first are drawn while the others are still
 * being read. Coordinates of all routes lie in one row of numbers, in metres of the plane. */
(function (Routes) {
  "use strict";

  const RAD = Math.PI / 180;
  /* A geodesic travels as its two ends; so many pieces look round on any screen. */
  const PIECE_DEG = 2;
  const MOST_PIECES = 64;

  const grown = (array, need) => {
    if (need <= array.length) return array;
    const bigger = new array.constructor(Math.max(need, array.length * 2));
    bigger.set(array);
    return bigger;
  };

  const unit = (lon, lat) => [Math.cos(lat * RAD) * Math.cos(lon * RAD),
    Math.cos(lat * RAD) * Math.sin(lon * RAD), Math.sin(lat * RAD)];

  /* Points of the great circle between two points, ends included (K. Shoemake, "Animating
   * rotation with quaternion curves", 1985: spherical linear interpolation). On the sphere: from
   * the geodesic of WGS 84 a line of up to 15,000 km is off by at most 0.2 % of its length; the
   * nearer its ends are to being opposite, the more. Opposite points have no one way between them:
   * such a line is drawn as it is given. */
  Routes.greatCircle = function (from, to) {
    const [a, b] = [unit(from[0], from[1]), unit(to[0], to[1])];
    const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
    const n = Math.max(1, Math.min(MOST_PIECES, Math.ceil(angle / RAD / PIECE_DEG)));
    const points = [from];
    if (Math.sin(angle) < 1e-9) return [from, to];
    for (let i = 1; i < n; i += 1) {
      const p = Math.sin((1 - i / n) * angle) / Math.sin(angle);
      const q = Math.sin((i / n) * angle) / Math.sin(angle);
      const [x, y, z] = [0, 1, 2].map((k) => p * a[k] + q * b[k]);
      points.push([Math.atan2(y, x) / RAD, Math.atan2(z, Math.hypot(x, y)) / RAD]);
    }
    points.push(to);
    return points;
  };

  /* Chunks in their order: first those of the payload, then those that stand behind the scripts,
   * each as the browser gets to it. Gives null where the next is still to come, and false when there
   * is none. */
  function chunksOf(payload) {
    const queue = payload.chunks.splice(0);
    let part = 0;
    return function () {
      if (!queue.length) {
        const isOver = document.readyState !== "loading";
        const node = document.querySelectorAll("script[data-part]")[part];
        /* What has nothing behind it may still grow. */
        if (!node || !(isOver || node.nextElementSibling)) return isOver && !node ? false : null;
        queue.push(...JSON.parse(node.textContent));
        part += 1;
      }
      return queue.shift();
    };
  }

  /* The routes of `payload`: `read` takes in one more chunk, null when it is still to come, and
   * false when there is none. Route i has the vertices starts[i] to starts[i + 1] of `xy`, a box of
   * four numbers in `boxes`, and what is said of it by `about(i)`. `fades` has the end of a route
   * that is an area: "start" or "end". */
  Routes.createCrowd = function (payload, projection) {
    const crowd = {
      n: 0, starts: new Uint32Array(1025), xy: new Float32Array(1 << 16),
      boxes: new Float32Array(4096), group: new Uint8Array(1024), words: new Int32Array(3072),
      fades: new Map(), groups: payload.groups,
    };
    const next = chunksOf(payload);
    let vertices = 0;

    function makeRoom(routes, points) {
      const n = crowd.n + routes;
      crowd.xy = grown(crowd.xy, 2 * (vertices + points));
      crowd.starts = grown(crowd.starts, n + 1);
      crowd.boxes = grown(crowd.boxes, 4 * n);
      crowd.group = grown(crowd.group, n);
      crowd.words = grown(crowd.words, 3 * n);
    }

    function put(lon, lat) {
      const [x, y] = projection.forward(lon, lat);
      crowd.xy[2 * vertices] = x;
      crowd.xy[2 * vertices + 1] = y;
      vertices += 1;
    }

    /* The route ends with the vertex `end`. */
    function close(end) {
      const { xy, starts, n } = crowd;
      let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let v = 2 * starts[n]; v < 2 * end; v += 2) {
        west = Math.min(west, xy[v]);
        east = Math.max(east, xy[v]);
        south = Math.min(south, xy[v + 1]);
        north = Math.max(north, xy[v + 1]);
      }
      crowd.boxes.set([west, south, east, north], 4 * n);
      starts[n + 1] = end;
      crowd.n = n + 1;
    }

    function addLines(text, scale) {
      let lengths;
      Routes.decode(text, (found) => {
        lengths = found;
        makeRoom(found.length, found.reduce((sum, n) => sum + n, 0));
      }, (x, y) => put(x / scale, y / scale));
      for (const n of lengths) close(crowd.starts[crowd.n] + n);
    }

    function addGeodesics(text, scale) {
      for (const [from, to] of Routes.unpack(text, scale)) {
        const line = Routes.greatCircle(from, to);
        makeRoom(1, line.length);
        for (const [lon, lat] of line) put(lon, lat);
        close(vertices);
      }
    }

    /* Group and name, start and end. */
    function addWords(text) {
      let at = 2 * crowd.n;
      Routes.decode(text, (found) => makeRoom(found.length, 0), (a, b) => {
        const i = at >> 1;
        if (at % 2) crowd.words.set([a, b], 3 * i + 1);
        else [crowd.group[i], crowd.words[3 * i]] = [a, b];
        at += 1;
      });
    }

    crowd.read = function () {
      const chunk = next();
      if (!chunk) return chunk;
      addWords(chunk.about);
      for (const [end, some] of Object.entries(chunk.fades || {})) {
        for (const i of some) crowd.fades.set(crowd.n + i, end);
      }
      (chunk.geodesic ? addGeodesics : addLines)(chunk.lines, payload.scale);
      return true;
    };
    crowd.word = (place) => payload.words[place] || "";
    /* Its name, and the names of its ends; empty where there are none. */
    crowd.about = (i) => [0, 1, 2].map((k) => crowd.word(crowd.words[3 * i + k]));
    return crowd;
  };
})((globalThis.Routes = globalThis.Routes || {}));
