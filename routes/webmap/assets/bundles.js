/* Which strands run side by side, and in which order. A strand is one variant's copy
 * of one leg. Strands between the same two places share a bundle, whatever their
 * direction; so do bundles that leave one place in nearly the same direction, which
 * would hide each other otherwise. */
(function (Routes) {
  "use strict";

  const GAP = 5.2;
  /* Where two bundles that leave one place have to be clear of each other, in pixels. */
  const OUT = 75;
  const CLOSEST_DEG = 6;
  /* How far from the place the direction is taken, in pixels. */
  const LOOK = 70;
  const line = Routes.line;

  function bySameEnds(data, state) {
    const bundles = new Map();
    for (const variant of data.payload.variants) {
      if (!state.visible.has(variant.id)) continue;
      for (const id of variant.legs) {
        const leg = data.legs.get(id);
        if (!leg || !leg.parts.length || !state.allows(leg, variant)) continue;
        const ends = [leg.start, leg.end].sort();
        const key = JSON.stringify(ends);
        if (!bundles.has(key)) {
          bundles.set(key, { ends: ends, own: leg.start, from: leg.start, strands: [] });
        }
        bundles.get(key).strands.push({ leg: leg, variant: variant });
      }
    }
    return [...bundles.values()];
  }

  /* Direction of a bundle as it leaves a place, in degrees on the screen. */
  function directionAt(bundle, place, pen) {
    const leg = bundle.strands[0].leg;
    const chains = line.merge(leg.parts.map((part) => part.map(pen)));
    const chain = leg.start === place ? chains[0] : chains[chains.length - 1].slice().reverse();
    const there = line.at(chain, Math.min(LOOK, line.length(chain)));
    return (Math.atan2(there.y - chain[0][1], there.x - chain[0][0]) * 180) / Math.PI;
  }

  const turn = (from, to) => ((to - from + 540) % 360) - 180;

  /* Two bundles at one place hide each other when, this far out, they are no farther
   * apart than they are wide. */
  function tooClose(a, b) {
    const apart = ((a.strands.length + b.strands.length - 2) / 2 + 1) * GAP;
    return Math.max(CLOSEST_DEG, (Math.atan2(apart, OUT) * 180) / Math.PI);
  }

  /* Bundles that would hide each other where they leave a place, by angle from left to
   * right, so that they do not cross when they part. Each joins one group at most. */
  function joinNeighbours(bundles, pen) {
    const groups = [];
    const free = new Set(bundles);
    for (const bundle of bundles) {
      if (!free.delete(bundle)) continue;
      let group = [{ bundle: bundle, angle: 0 }];
      for (const place of bundle.ends) {
        if (group.length > 1) break;
        const own = directionAt(bundle, place, pen);
        const near = [...free].filter((other) => other.ends.includes(place))
          .map((other) => ({ bundle: other, angle: turn(own, directionAt(other, place, pen)) }))
          .filter((found) => Math.abs(found.angle) < tooClose(bundle, found.bundle));
        if (!near.length) continue;
        group = group.concat(near).sort((a, b) => a.angle - b.angle);
        for (const member of group) {
          free.delete(member.bundle);
          member.bundle.from = place;
        }
      }
      groups.push(group);
    }
    return groups;
  }

  /* How far each bundle of a group is moved to the right: the widest not at all, the
   * others only as far as they need to clear it where their own angle does not. */
  function clear(group, gap) {
    const half = (member) => ((member.bundle.strands.length - 1) / 2) * gap;
    const anchor = group.reduce((a, b) => (half(b) > half(a) ? b : a));
    const middle = group.indexOf(anchor);
    anchor.aside = 0;
    for (const side of [1, -1]) {
      let edge = half(anchor);
      for (let i = middle + side; i >= 0 && i < group.length; i += side) {
        const member = group[i];
        const turned = (Math.abs(member.angle - anchor.angle) * Math.PI) / 180;
        const natural = OUT * Math.sin(turned);
        const wanted = edge + gap + half(member);
        member.aside = side * Math.max(0, wanted - natural);
        edge = Math.max(wanted, natural) + half(member);
      }
    }
  }

  /* A small map gets narrow bundles, so that they do not hide the land. */
  function spread(group, mapWidth) {
    const n = group.reduce((sum, member) => sum + member.bundle.strands.length, 0);
    const widest = Math.max(16, Math.min(38, 8 + mapWidth * 0.035));
    const gap = n > 1 ? Math.min(GAP, widest / (n - 1)) : 0;
    clear(group, gap);
    const strands = group.flatMap(({ bundle, aside }) =>
      bundle.strands.map((strand, nth) => {
        /* The order of the variants stays what it is, from whichever end one looks. */
        const i = bundle.from === bundle.own ? nth : bundle.strands.length - 1 - nth;
        const right = aside + (i - (bundle.strands.length - 1) / 2) * gap;
        strand.shift = strand.leg.start === bundle.from ? right : -right;
        strand.slim = n > 1 ? Math.min(1, (gap - 1.4) / 2.6) : 1;
        return strand;
      }));
    strands.forEach((strand, i) => Object.assign(strand, { index: i, count: n }));
    return strands;
  }

  /* All strands of the variants that are switched on, each with its `shift` in pixels
   * to the right of its own direction, and `slim`, the share of its width. */
  Routes.bundle = function (data, state, pen, mapWidth) {
    return joinNeighbours(bySameEnds(data, state), pen).flatMap((group) => spread(group, mapWidth));
  };
})((globalThis.Routes = globalThis.Routes || {}));
