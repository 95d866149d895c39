/* Small pictures of lines for the legend and the lists. */
(function (Routes) {
  "use strict";

  /* The variants in the order of their numbers: what is reported first. */
  const inOrder = (data) => {
    const { variants } = data.payload;
    const isGuess = (v) => v.kind === "hypothetical";
    return variants.filter((v) => !isGuess(v)).concat(variants.filter(isGuess));
  };

  /* The short mark of a version, on its lines and beside its name: "1", "2", ... Computed lines
   * have a letter with their number where there are versions as well. Where there is only one
   * version nothing needs to be told apart, and there is no mark. */
  Routes.variantMark = function (data, variant) {
    const all = inOrder(data);
    return all.length > 1 ? String(all.findIndex((v) => v.id === variant.id) + 1) : "";
  };

  /* The mark as an element, in a frame of the version's colour; nothing where there is no mark. */
  Routes.variantBadge = function (data, variant) {
    const mark = Routes.variantMark(data, variant);
    return mark ? Routes.paint(Routes.html("span", { class: "badge" }, mark), variant.colour) : null;
  };

  /* The dash array of the bars across a version's lines of one kind; empty where it has none. */
  Routes.ticksOf = function (data, grammar, variant) {
    const all = (grammar && grammar.ticks) || [];
    const nth = inOrder(data).findIndex((v) => v.id === variant.id);
    /* There are as many colours: when they begin anew, the bars are those of the next. */
    return all.length ? all[(nth + Math.floor(nth / all.length)) % all.length] : "";
  };

  /* The bars are the dashes of a stroke that is wider than its line. */
  Routes.tickStroke = (width, ticks, begin) => ({
    fill: "none", "stroke-width": width.toFixed(1), "stroke-dasharray": ticks, "stroke-dashoffset": -begin,
  });

  /* The kinds of stroke that a version has on the map, leg after leg; of more than three the
   * first, the least founded and the last. */
  function strokesOf(data, variant) {
    const drawn = variant.legs.map((id) => data.legs.get(id)).filter((leg) => leg && leg.parts.length)
      .map((leg) => data.grammars.get(leg.grammar)).filter(Boolean);
    const runs = drawn.filter((grammar, i) => grammar !== drawn[i - 1]);
    const least = Routes.grammarOf(data, variant);
    if (!runs.length) return [least];
    return runs.length > 3 ? [runs[0], least, runs[runs.length - 1]] : runs;
  }

  function picture(w, ...shapes) {
    return Routes.svg("svg", {
      class: "swatch", width: w, height: 14, viewBox: "0 0 " + w + " 14", "aria-hidden": "true",
      focusable: "false",
    }, ...shapes);
  }

  /* A piece of line from x to x; a later piece begins with half a gap. */
  function piece(grammar, colour, [from, to], isFirst) {
    const [stroke, gap] = (grammar.dash || "0 0").split(" ").map(Number);
    return Routes.paint(Routes.svg("path", {
      class: "swatch-line", d: "M" + from + " 7H" + to, fill: "none",
      "stroke-width": Math.max(2, grammar.width), "stroke-dasharray": grammar.dash || null,
      "stroke-dashoffset": isFirst ? null : stroke + gap / 2, opacity: grammar.opacity,
    }), grammar.colour || colour);
  }

  /* As a version looks on the map: its strokes one after another, with the bars that are its own. */
  Routes.variantSwatch = function (data, variant, wide) {
    const strokes = strokesOf(data, variant);
    const each = Math.max(wide || 44, 16 * strokes.length) / strokes.length;
    const w = each * strokes.length;
    const pieces = strokes.map((grammar, i) =>
      piece(grammar, variant.colour, [i ? i * each : 1, Math.min(w - 1, (i + 1) * each)], i === 0));
    const ticks = Routes.ticksOf(data, strokes[0], variant);
    if (ticks) pieces.push(ticked(strokes[0], variant.colour, ticks, w, strokes.length > 1 ? each / 2 : w / 2));
    return picture(w, ...pieces);
  };

  function ticked(grammar, colour, ticks, w, middle) {
    const numbers = ticks.split(" ").map(Number);
    const wide = numbers.slice(0, -1).reduce((sum, n) => sum + n, 0);
    return Routes.paint(Routes.svg("path", Object.assign({ class: "swatch-line", d: "M0 7H" + w },
      Routes.tickStroke(grammar.width + Routes.TICKED, ticks, middle - wide / 2))), colour);
  }

  /* How far the bars reach beyond the edges of a line, both together, in pixels. */
  Routes.TICKED = 4.4;

  Routes.swatch = (grammar, colour, wide) =>
    picture(wide || 34, piece(grammar, colour, [1, (wide || 34) - 1], true));

  /* Bars alone, for the legend. */
  Routes.tickSwatch = function (data) {
    const grammar = data.payload.grammars.find((g) => g.ticks.length > 2);
    return picture(34, piece(grammar, null, [1, 33], true), ticked(grammar, null, grammar.ticks[2], 34, 17));
  };

  /* While a window of time is set, a line without a date is so much thinner and paler. */
  Routes.UNDATED = 0.5;

  Routes.undatedSwatch = () => picture(34, Routes.svg("path", {
    class: "swatch-line", d: "M1 7H33", "stroke-width": 3 * Routes.UNDATED, opacity: Routes.UNDATED,
  }));

  Routes.closedSwatch = () => picture(34,
    Routes.svg("path", { class: "swatch-line", d: "M1 7H11M23 7H33", "stroke-width": 2.5 }),
    Routes.svg("path", { class: "bars", d: "M14.5 2V12M19.5 2V12" }));

  Routes.fadeSwatch = function () {
    const id = "swatch-fade";
    const gradient = Routes.svg("linearGradient", { id: id },
      Routes.svg("stop", { class: "fade-from", offset: 0.2 }),
      Routes.svg("stop", { class: "fade-to", offset: 1, "stop-opacity": 0 }));
    return picture(34, gradient, Routes.svg("rect", { x: 1, y: 5.75, width: 32, height: 2.5, fill: "url(#" + id + ")" }));
  };

  Routes.crossingSwatch = function (status) {
    const mark = Routes.crossingMark(status);
    mark.setAttribute("transform", "translate(17 7)");
    return picture(34, mark);
  };

  Routes.markSwatch = function (kind) {
    const shapes = {
      area: () => [Routes.svg("rect", { class: "swatch-area", x: 5, y: 1, width: 24, height: 12 })],
      contested: () => [Routes.svg("g", { class: "contested", transform: "translate(17 7)" },
        Routes.svg("circle", { r: 6.5 }), Routes.svg("text", { y: 4 }, "?"))],
      parting: () => [Routes.partingMark(17, 7)],
      event: () => [Routes.svg("path", { class: "star", d: "M17 1l6 6l-6 6l-6-6z" })],
      vague: () => [
        Routes.svg("circle", { class: "doubt", cx: 17, cy: 7, r: 6 }),
        Routes.svg("circle", { class: "dot vague", cx: 17, cy: 7, r: 2.5 }),
      ],
      doubt: () => [
        Routes.svg("circle", { class: "doubt", cx: 17, cy: 7, r: 6 }),
        Routes.svg("circle", { class: "dot", cx: 17, cy: 7, r: 2.5 }),
      ],
    };
    return picture(34, ...shapes[kind]());
  };
})((globalThis.Routes = globalThis.Routes || {}));
