/* Where labels go: greedy, most important first, never one over another. Pure.
 *
 * A box is {x, y, w, h} in pixels, x and y its top left corner. */
(function (Routes) {
  "use strict";

  /* Right first, as readers expect; then the corners; above and below last. */
  const AROUND = [
    [1, 0], [1, -1], [1, 1], [-1, 0], [-1, -1], [-1, 1], [0, -1], [0, 1],
    [0.5, -1], [0.5, 1], [-0.5, -1], [-0.5, 1],
  ];
  /* How far from its mark a label may stand, in pixels; far ones get a line to it. */
  const AWAY = [3, 16, 34, 58, 84, 112];
  /* Half the width of a reported line and its halo: how far a label keeps from its middle. */
  const HALF_LINE = 3;
  /* Nearer to its own mark than to any other by so much, in pixels. */
  const CLEARLY = 2;
  /* A line to a far label leaves its mark among the lines that meet there; this far out it keeps
   * off them, in pixels. */
  const OUT = 16;
  const OFF = 5;
  /* What it costs to lie over an arrow, or to have a line across the one to the label; the next
   * ring of places around a mark costs as much as there are places in one. */
  const COVERED = 8;
  const ACROSS = 24;

  function overlap(a, b, gap) {
    return (
      a.x < b.x + b.w + gap && b.x < a.x + a.w + gap &&
      a.y < b.y + b.h + gap && b.y < a.y + a.h + gap
    );
  }

  function inside(box, frame) {
    return (
      box.x >= frame.x && box.y >= frame.y &&
      box.x + box.w <= frame.x + frame.w && box.y + box.h <= frame.y + frame.h
    );
  }

  function boxAt(item, dx, dy, away) {
    const r = item.r + away;
    const reach = dx && dy ? r * 0.75 : r;
    const cx = item.x + dx * (reach + item.w / 2);
    const cy = item.y + dy * (reach + item.h / 2);
    return { x: cx - item.w / 2, y: cy - item.h / 2, w: item.w, h: item.h, side: Math.trunc(dx), away: away };
  }

  function boxes(item) {
    if (item.boxes) return item.boxes;
    const reach = item.reach === undefined ? Infinity : item.reach;
    return AWAY.filter((away) => away <= reach).flatMap((away) =>
      AROUND.map(([dx, dy]) => boxAt(item, dx, dy, away)));
  }

  /* The box around some boxes. */
  function hull(boxes) {
    const x = Math.min(...boxes.map((b) => b.x));
    const y = Math.min(...boxes.map((b) => b.y));
    return {
      x: x, y: y,
      w: Math.max(...boxes.map((b) => b.x + b.w)) - x, h: Math.max(...boxes.map((b) => b.y + b.h)) - y,
    };
  }

  /* How many points of the lines lie under the box. */
  function crossings(box, points) {
    let n = 0;
    for (const p of points) {
      if (p[0] > box.x - HALF_LINE && p[0] < box.x + box.w + HALF_LINE &&
        p[1] > box.y - HALF_LINE && p[1] < box.y + box.h + HALF_LINE) n += 1;
    }
    return n;
  }

  /* Where the line from an item to its far label ends, or null: it needs none. */
  function leader(item, box) {
    if (!box.away || box.away < 10) return null;
    return [
      Math.max(box.x, Math.min(item.x, box.x + box.w)),
      Math.max(box.y, Math.min(item.y, box.y + box.h)),
    ];
  }

  /* That line as small boxes, which other labels keep clear of. */
  function leaderBoxes(item, box) {
    const end = leader(item, box);
    if (!end) return [];
    const [dx, dy] = [end[0] - item.x, end[1] - item.y];
    const n = Math.max(1, Math.ceil(Math.hypot(dx, dy) / 3));
    return Array.from({ length: n }, (_, i) => ({
      id: item.id,
      x: item.x + (dx * i) / n - 1, y: item.y + (dy * i) / n - 1, w: 2, h: 2,
    }));
  }

  const far = (p, q) => Math.hypot(p.x - q.x, p.y - q.y);

  /* From a box to the edge of a round mark. */
  function apart(box, mark) {
    const x = Math.max(box.x, Math.min(mark.x, box.x + box.w));
    const y = Math.max(box.y, Math.min(mark.y, box.y + box.h));
    return far(mark, { x, y }) - mark.r;
  }

  /* Whether a label would be read as the name of another mark. */
  function strays(item, box) {
    const least = Math.min(apart(box, item) + CLEARLY, item.shy || Infinity);
    const near = (bits, d) => item.rivals.some((other) => bits.some((bit) => apart(bit, other) < d));
    return Boolean(item.rivals) && (near([box], least) || near(leaderBoxes(item, box), CLEARLY));
  }

  function leaderOverLines(item, box, points) {
    const bits = leaderBoxes(item, box).filter((bit) => far(bit, item) > OUT);
    const reach = box.away + OUT;
    const near = bits.length ? points.filter((p) =>
      Math.abs(p[0] - item.x) < reach && Math.abs(p[1] - item.y) < reach) : [];
    return bits.some((bit) => near.some((p) =>
      Math.abs(p[0] - bit.x - 1) < OFF && Math.abs(p[1] - bit.y - 1) < OFF));
  }

  /* A line from a label may pass neither a label nor another such line. */
  function leaderCrosses(item, box, written) {
    return leaderBoxes(item, box).some((bit) =>
      written.some((w) => w.id !== item.id && overlap(bit, w, 1)));
  }

  function best(item, taken, world, written) {
    let choice = { box: null, cost: item.atMost === undefined ? Infinity : item.atMost + 1 };
    const clear = item.clear || 2;
    const all = boxes(item);
    const around = hull(all);
    const nearby = taken.filter((t) => (!t.soft || item.offLines) && overlap(around, t, clear));
    const isTaken = (box) => nearby.some((t) => overlap(box, t, t.id === item.id ? 0 : clear));
    all.forEach((box, order) => {
      /* The cheap questions first: most places are out of the question. */
      if (order >= choice.cost || !inside(box, world.frame) || isTaken(box)) return;
      if (strays(item, box) || leaderCrosses(item, box, written)) return;
      const under = item.onLine && !box.beside ? 0 : crossings(box, world.lines);
      if (under && (item.offLines || box.beside)) return;
      const covered = world.obstacles.filter((t) => t.soft && overlap(box, t, clear)).length;
      const cost = under * 3 + covered * COVERED + order;
      if (cost >= choice.cost) return;
      const across = item.rivals && leaderOverLines(item, box, world.lines) ? ACROSS : 0;
      if (cost + across < choice.cost) choice = { box: box, cost: cost + across };
    });
    return choice.box;
  }

  /* items: [{id, x, y, r, w, h, priority, boxes?, atMost?, clear?, reach?, rivals?, offLines?, onLine?}];
   * a small priority is important, `rivals` are marks that a label must be further from than from its
   * own, or by `shy` if that is less, `clear` is how far the label keeps from everything else and `reach` how far it
   * may go from its mark, in pixels. With `offLines` it never lies over a line; with `onLine` it
   * belongs on one, unless a box of its is `beside`.
   * world: {frame, obstacles: [box], lines: [[x, y]]}; what must not lie over a line must not lie over
   * a `soft` obstacle either, all else may. Gives a Map of id to box;
   * an item that finds no room is left out. */
  function place(items, world) {
    const taken = world.obstacles.slice();
    const written = [];
    const placed = new Map();
    const sorted = items.map((item, i) => [item, i]);
    sorted.sort((a, b) => a[0].priority - b[0].priority || a[1] - b[1]);
    for (const [item] of sorted) {
      const box = best(item, taken, world, written);
      if (!box) continue;
      placed.set(item.id, box);
      const own = [Object.assign({}, box, { id: item.id }), ...leaderBoxes(item, box)];
      taken.push(...own);
      written.push(...own);
    }
    return placed;
  }

  /* Whether a point is inside of rings (even-odd). */
  function within(rings, x, y) {
    let odd = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [a, b] = [ring[i], ring[j]];
        if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) {
          odd = !odd;
        }
      }
    }
    return odd;
  }

  Routes.placement = { place, overlap, within, leader };
})((globalThis.Routes = globalThis.Routes || {}));
