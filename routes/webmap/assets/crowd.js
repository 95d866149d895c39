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

  /* The routes of `payload`: `read` takes in one more chunk, false when there is none. Route i
   * has the vertices starts[i] to starts[i + 1] of `xy`, a box of four numbers in `boxes`, its two
   * ends in lon, lat in `ends`, and what is said of it by `about(i)`. */
  Routes.createCrowd = function (payload, projection) {
    const crowd = {
      n: 0, starts: new Uint32Array(1025), xy: new Float32Array(1 << 16),
      boxes: new Float32Array(4096), ends: new Float32Array(4096), group: new Uint8Array(1024),
      words: new Int32Array(3072),
    };
    let vertices = 0;
    let chunk = 0;

    function put(x, y) {
      crowd.xy[2 * vertices] = x;
      crowd.xy[2 * vertices + 1] = y;
      vertices += 1;
    }

    function add(points, isGeodesic, about) {
      const i = crowd.n;
      const line = isGeodesic ? Routes.greatCircle(points[0], points[1]) : points;
      crowd.xy = grown(crowd.xy, 2 * (vertices + line.length));
      crowd.starts = grown(crowd.starts, i + 2);
      crowd.boxes = grown(crowd.boxes, 4 * (i + 1));
      crowd.ends = grown(crowd.ends, 4 * (i + 1));
      crowd.group = grown(crowd.group, i + 1);
      crowd.words = grown(crowd.words, 3 * (i + 1));
      let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [lon, lat] of line) {
        const [x, y] = projection.forward(lon, lat);
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
        put(x, y);
      }
      const last = line[line.length - 1];
      crowd.boxes.set([west, south, east, north], 4 * i);
      crowd.ends.set([line[0][0], line[0][1], last[0], last[1]], 4 * i);
      crowd.group[i] = about[0];
      crowd.words.set(about.slice(1), 3 * i);
      crowd.n = i + 1;
      crowd.starts[i + 1] = vertices;
    }

    crowd.read = function () {
      if (chunk >= payload.chunks.length) return false;
      const { lines, about, geodesic } = payload.chunks[chunk];
      const said = Routes.unpack(about, 1);
      Routes.unpack(lines, payload.scale).forEach((points, i) =>
        add(points, geodesic, [said[i][0][0], said[i][0][1], said[i][1][0], said[i][1][1]]));
      payload.chunks[chunk] = null;
      chunk += 1;
      return true;
    };
    /* Its name, and the names of its ends; empty where there are none. */
    crowd.about = (i) => [0, 1, 2].map((k) => payload.words[crowd.words[3 * i + k]] || "");
    return crowd;
  };
})((globalThis.Routes = globalThis.Routes || {}));
