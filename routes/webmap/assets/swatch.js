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

  /* The dash of a version's lines of one kind: the kind's, in a rhythm of its own. */
  Routes.dashOf = function (data, grammar, variant) {
    const rhythms = grammar.rhythms || [];
    if (!rhythms.length) return grammar.dash;
    return rhythms[inOrder(data).findIndex((v) => v.id === variant.id) % rhythms.length];
  };

  /* As a version looks in the list: the stroke of its weakest leg, in its own rhythm. */
  Routes.variantSwatch = function (data, variant, wide) {
    const grammar = Routes.grammarOf(data, variant);
    const own = Object.assign({}, grammar, { dash: Routes.dashOf(data, grammar, variant) });
    return Routes.swatch(own, variant.colour, wide || 44);
  };

  Routes.swatch = function (grammar, colour, wide) {
    const w = wide || 34;
    const line = Routes.svg("path", {
      class: "swatch-line", d: "M1 7H" + (w - 1), fill: "none",
      "stroke-width": Math.max(2, grammar.width), "stroke-dasharray": grammar.dash || null,
      opacity: grammar.opacity,
      "stroke-linecap": /^0(\.\d+)?[ ,]/.test(grammar.dash) ? "round" : "butt",
    });
    Routes.paint(line, grammar.colour || colour);
    return Routes.svg("svg", {
      class: "swatch", width: w, height: 14, viewBox: "0 0 " + w + " 14", "aria-hidden": "true",
      focusable: "false",
    }, line);
  };

  Routes.closedSwatch = () =>
    Routes.svg("svg", {
      class: "swatch", width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true",
      focusable: "false",
    },
    Routes.svg("path", { class: "swatch-line", d: "M1 7H11M23 7H33", "stroke-width": 2.5 }),
    Routes.svg("path", { class: "bars", d: "M14.5 2V12M19.5 2V12" }));

  Routes.fadeSwatch = function () {
    const id = "swatch-fade";
    const gradient = Routes.svg("linearGradient", { id: id },
      Routes.svg("stop", { class: "fade-from", offset: 0.2 }),
      Routes.svg("stop", { class: "fade-to", offset: 1, "stop-opacity": 0 }));
    return Routes.svg("svg", {
      class: "swatch", width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true",
      focusable: "false",
    }, gradient, Routes.svg("rect", { x: 1, y: 5.75, width: 32, height: 2.5, fill: "url(#" + id + ")" }));
  };

  Routes.crossingSwatch = function (status) {
    const mark = Routes.crossingMark(status);
    mark.setAttribute("transform", "translate(17 7)");
    return Routes.svg("svg", {
      class: "swatch", width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true",
      focusable: "false",
    }, mark);
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
    return Routes.svg("svg", {
      class: "swatch", width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true",
      focusable: "false",
    }, ...shapes[kind]());
  };
})((globalThis.Routes = globalThis.Routes || {}));
