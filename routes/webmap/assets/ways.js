/* Computed ways: paths on networks, and how far one gets. No source reports them. A way is made
 * of arcs, which it shares with others. */
(function (Routes) {
  "use strict";

  function way(block, thing, isReach) {
    return {
      id: thing.id, number: thing.number, title: thing.title, summary: thing.summary,
      block: block, told: thing, isReach: isReach,
      lines: thing.parts.flatMap((part) => part.lines),
      crossings: isReach ? thing.stops : thing.crossings,
    };
  }

  /* All ways of a payload by id, in the order of the page. */
  Routes.waysOf = function (payload) {
    const all = payload.alternatives.flatMap((block) =>
      block.paths.map((path) => way(block, path, false))
        .concat(block.reach ? [way(block, block.reach, true)] : []));
    return new Map(all.map((each) => [each.id, each]));
  };

  /* An arc number below zero is the arc ~number, backwards. */
  const arcOf = (arcs, i) => (i < 0 ? arcs[~i].slice().reverse() : arcs[i]);

  /* Arcs that follow each other as one chain of points. */
  Routes.chain = (arcs, numbers) =>
    numbers.flatMap((i, nth) => (nth ? arcOf(arcs, i).slice(1) : arcOf(arcs, i)));

  Routes.pointsOf = (data, way) => way.lines.flatMap((line) => Routes.chain(data.arcs, line));

  /* Pieces of a way whose arcs satisfy a condition, as lists of arc numbers. */
  Routes.runs = function (way, wanted) {
    const runs = [];
    for (const line of way.lines) {
      let run = null;
      for (const i of line) {
        if (!wanted(i < 0 ? ~i : i)) run = null;
        else if (run) run.push(i);
        else runs.push(run = [i]);
      }
    }
    return runs;
  };

  const WIDE = 900;

  /* What is switched on at first: the best of each block, where there is room, and all of them
   * where nothing is reported. What does not keep out of where the case wants waits for the
   * reader. */
  Routes.firstWays = function (data, width) {
    const ways = [...data.ways.values()];
    if (!data.payload.variants.length) return ways.map((way) => way.id);
    if (width < WIDE) return [];
    const isBest = (way, i) => !i || ways[i - 1].block !== way.block;
    return ways.filter((way, i) => isBest(way, i) && !way.told.against).map((way) => way.id);
  };

  Routes.wayTitle = (way) => Routes.t("{number}, {title}", { number: way.number, title: way.title });
})((globalThis.Routes = globalThis.Routes || {}));
