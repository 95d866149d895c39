/* Polylines in pixels: [[x, y], ...]. Pure; y grows downwards. */
(function (Routes) {
  "use strict";

  const round = (n) => Math.round(n * 10) / 10;

  /* Distance along the line at each vertex. */
  function measure(points) {
    const cum = [0];
    for (let i = 1; i < points.length; i += 1) {
      const dx = points[i][0] - points[i - 1][0];
      const dy = points[i][1] - points[i - 1][1];
      cum.push(cum[i - 1] + Math.hypot(dx, dy));
    }
    return cum;
  }

  const length = (points) => (points.length ? measure(points)[points.length - 1] : 0);

  /* The point at distance s and the direction there, in degrees on the screen. */
  function at(points, s, cum) {
    const along = cum || measure(points);
    let low = 0;
    let high = points.length - 1;
    while (high - low > 1) {
      const mid = (low + high) >> 1;
      if (along[mid] <= s) low = mid;
      else high = mid;
    }
    const [a, b] = [points[low], points[high]];
    const t = Math.max(0, Math.min(1, (s - along[low]) / (along[high] - along[low] || 1)));
    return {
      x: a[0] + (b[0] - a[0]) * t,
      y: a[1] + (b[1] - a[1]) * t,
      angle_deg: (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI,
    };
  }

  /* The part between distances from and to. */
  function slice(points, from, to) {
    const cum = measure(points);
    const first = at(points, from, cum);
    const last = at(points, to, cum);
    const inside = points.filter((_, i) => cum[i] > from + 0.01 && cum[i] < to - 0.01);
    return [[first.x, first.y], ...inside, [last.x, last.y]];
  }

  /* The shares of a segment between which it lies in a frame; where it does not, the first is not
   * the smaller one (Liang and Barsky 1984). */
  function clipped(a, b, frame) {
    let [from, to] = [0, 1];
    for (const [k, low, size] of [[0, frame.x, frame.w], [1, frame.y, frame.h]]) {
      const d = b[k] - a[k];
      const [t, u] = [(low - a[k]) / d, (low + size - a[k]) / d];
      if (d) [from, to] = [Math.max(from, Math.min(t, u)), Math.min(to, Math.max(t, u))];
      else if (a[k] < low || a[k] > low + size) to = 0;
    }
    return [from, to];
  }

  /* What of the line lies in a frame: points at even distances, the first at `step` or `first`.
   * Of a line across a continent that is looked at in one street it walks the street only. */
  function* walk(points, frame, step, first = step) {
    const cum = measure(points);
    for (let i = 1; i < points.length; i += 1) {
      const [from, to] = clipped(points[i - 1], points[i], frame);
      const [start, long] = [cum[i - 1], cum[i] - cum[i - 1]];
      const n = Math.max(0, Math.ceil((start + from * long - first) / step));
      for (let s = first + n * step; s < start + to * long; s += step) {
        yield { s: s, ...at([points[i - 1], points[i]], s - start, [0, long]) };
      }
    }
  }

  /* Leave out vertices closer than `step` to the one before; keep both ends. */
  function thin(points, step) {
    if (points.length < 3) return points.slice();
    const out = [points[0]];
    for (let i = 1; i < points.length - 1; i += 1) {
      const last = out[out.length - 1];
      if (Math.hypot(points[i][0] - last[0], points[i][1] - last[1]) >= step) out.push(points[i]);
    }
    out.push(points[points.length - 1]);
    return out;
  }

  /* Parts whose ends meet become one chain: the cut at the antimeridian heals. */
  function merge(parts) {
    const chains = [];
    for (const part of parts) {
      const last = chains[chains.length - 1];
      const end = last && last[last.length - 1];
      if (end && Math.hypot(part[0][0] - end[0], part[0][1] - end[1]) < 1) {
        last.push(...part.slice(1));
      } else {
        chains.push(part.slice());
      }
    }
    return chains;
  }

  /* The line as it is, or drawn larger from its known end until it has some length. An `open` end
   * is the one that nobody knows. */
  function atLeast(points, least, open) {
    const by = least / length(points);
    if (by <= 1 || by === Infinity) return points;
    const [x, y] = points[open === "start" ? points.length - 1 : 0];
    return points.map((p) => [x + (p[0] - x) * by, y + (p[1] - y) * by]);
  }

  function unit(a, b) {
    const d = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [(b[0] - a[0]) / d, (b[1] - a[1]) / d];
  }

  function normalAt(points, i) {
    const before = i > 0 ? unit(points[i - 1], points[i]) : unit(points[0], points[1]);
    const after = i < points.length - 1 ? unit(points[i], points[i + 1]) : before;
    const nx = -(before[1] + after[1]);
    const ny = before[0] + after[0];
    const d = Math.hypot(nx, ny) || 1;
    /* A mitre keeps the distance at a bend; the cap stops spikes at hairpins. */
    const mitre = Math.min(1.6, 2 / d);
    return [(nx / d) * mitre, (ny / d) * mitre];
  }

  /* Leaves the point like a fan and runs out level. */
  const ease = (t) => 1 - (1 - t) ** 3;

  function withStops(points, stops) {
    const cum = measure(points);
    const all = points.map((p, i) => [cum[i], p]);
    for (const s of stops) {
      const p = at(points, s, cum);
      all.push([s, [p.x, p.y]]);
    }
    all.sort((a, b) => a[0] - b[0]);
    return all.filter((v, i) => i === 0 || v[0] - all[i - 1][0] > 0.01).map((v) => v[1]);
  }

  /* The line moved by `distance` to its right; it leaves and reaches its ends
   * within `taper`, so that all copies of a leg meet at the place itself. An `open` end
   * ("start" or "end") is one where there is no place to meet. */
  function offset(points, distance, taper, open) {
    if (!distance || points.length < 2) return points.slice();
    const total = length(points);
    const reach = Math.min(taper, total / 4);
    const stops = [];
    for (let i = 1; i <= 12; i += 1) stops.push((reach * i) / 12, total - (reach * i) / 12);
    const dense = reach > 0 ? withStops(points, stops) : points;
    const cum = measure(dense);
    return dense.map((p, i) => {
      const fromEnd = Math.min(
        open === "start" ? Infinity : cum[i], open === "end" ? Infinity : total - cum[i]);
      const share = reach > 0 ? ease(Math.min(1, fromEnd / reach)) : 1;
      const n = normalAt(dense, i);
      return [p[0] + n[0] * distance * share, p[1] + n[1] * distance * share];
    });
  }

  function distanceTo(points, x, y) {
    let best = Infinity;
    for (let i = 1; i < points.length; i += 1) {
      const [a, b] = [points[i - 1], points[i]];
      const dx = b[0] - a[0];
      const dy = b[1] - a[1];
      const t = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1);
      const c = Math.max(0, Math.min(1, t));
      best = Math.min(best, Math.hypot(x - a[0] - c * dx, y - a[1] - c * dy));
    }
    return best;
  }

  function path(points, close) {
    if (!points.length) return "";
    const text = points.map((p) => round(p[0]) + " " + round(p[1])).join("L");
    return "M" + text + (close ? "Z" : "");
  }

  Routes.line = { measure, length, at, slice, walk, thin, merge, atLeast, offset, distanceTo, path };
})((globalThis.Routes = globalThis.Routes || {}));
