/* How to read the lines: the strokes at a glance, and all that the map draws on demand. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  function usedGrammars(data) {
    const used = new Set(data.payload.legs.filter((l) => l.variants.length).map((l) => l.grammar));
    if (data.ways.size) used.add("computed");
    return data.payload.grammars.filter((g) => used.has(g.id));
  }

  function crossings(data) {
    const found = [...data.ways.values()].flatMap((way) => way.crossings);
    const words = [
      ["open", Routes.t("Border"), Routes.t("A computed line crosses it here; no closure is known.")],
      ["closed", Routes.t("Border shut"), Routes.t("Closed at the time, as far as is known.")],
      ["unknown", Routes.t("Not reviewed"), Routes.t("A border crossing that nobody has looked up.")],
    ];
    return words.filter(([status]) => found.some((c) => c.status === status))
      .map(([status, label, explains]) => [Routes.crossingSwatch(status), label, explains]);
  }

  function placeMarks(data) {
    const { legs, places, events, divergences, variants } = data.payload;
    const items = [];
    const add = (is, swatch, label, explains) => is && items.push([swatch(), label, explains]);
    const vague = (p) => p.point && !p.veiled && p.precision === "region";
    const veiled = places.some((p) => p.veiled);
    add(legs.some((l) => l.fades), Routes.fadeSwatch, Routes.t("Fades out"),
      veiled ? Routes.t("That end is an area. Where in it nobody says, or is withheld, so nothing marks it.")
        : Routes.t("That end is an area. Nobody says where in it, so nothing marks it."));
    add(places.some((p) => p.area && p.role === "stop"), () => Routes.markSwatch("area"),
      Routes.t("Area"), Routes.t("A vague place: somewhere in here."));
    add(places.some((p) => p.point && p.veiled), () => Routes.markSwatch("vague"), Routes.t("Roughly"),
      Routes.t("Somewhere in the circle; where exactly is withheld."));
    add(places.some((p) => p.point && !p.veiled && !vague(p)), () => Routes.markSwatch("doubt"), Routes.t("Place"),
      Routes.t("Its circle, where large enough to see, is how exact the place is."));
    add(places.some(vague), () => Routes.markSwatch("vague"), Routes.t("Along a line"), Routes.t(
      "A river or a border, at its point nearest to the stops. Where on it is not reported."));
    add(variants.length > 1 && divergences.length > 0, () => Routes.markSwatch("parting"),
      Routes.t("Parting"), Routes.t("Here the versions part, or begin in different places."));
    add(events.length > 0, () => Routes.markSwatch("event"), Routes.t("Event"),
      Routes.t("Something else that is reported."));
    return items;
  }

  function lineMarks(data) {
    const { legs, variants } = data.payload;
    const items = [];
    const badge = variants.length ? Routes.variantBadge(data, variants[0]) : null;
    if (badge) {
      items.push([badge, Routes.t("Number"), Routes.t("Which version, as in the list.")],
        [Routes.tickSwatch(data), Routes.t("Bars across"),
          Routes.t("Which version, where colours look alike. They say nothing of how well it is founded.")]);
    }
    if ([...legs, ...variants].some((x) => x.status === "closed")) {
      items.push([Routes.closedSwatch(), Routes.t("Closed"),
        Routes.t("The way is said to be closed. The break in the line marks no place.")]);
    }
    if (legs.some((l) => Routes.isContested(l.claims))) {
      items.push([Routes.markSwatch("contested"), Routes.t("Contested"),
        Routes.t("Somebody denies or doubts it; click the line to read who.")]);
    }
    return items;
  }

  /* Lines that no window of time leaves out; nothing where there is no time line, or all are dated. */
  const undated = (data) => (Routes.undated(data).length && Routes.reachOf(data) ? Routes.t("Undated") : "");

  function timeMarks(data) {
    const label = undated(data);
    return label ? [[Routes.undatedSwatch(), label,
      Routes.t("Thinner and paler while you look at a part of the time: nobody says when, so it may lie there or not.")]] : [];
  }

  function explains(data) {
    return Routes.isReported(data)
      ? Routes.t("Colour, number and bars tell the versions apart; the stroke tells how well a line is founded. " +
          "Between two places a line is the shortest; the way taken is not known. Click a line to " +
          "read who says so, in which words.")
      : Routes.t("Click a line to read how long it is and which borders it crosses.");
  }

  Routes.legend = function (data) {
    const grammars = usedGrammars(data);
    const items = grammars.map((g) => [Routes.swatch(g, null), g.label, g.explains])
      .concat(lineMarks(data), timeMarks(data), placeMarks(data), crossings(data));
    const glance = grammars.length > 1 ? grammars.map((g) => el("li", {}, Routes.swatch(g, null), g.label)) : [];
    /* Seen while there is a window of time. */
    if (undated(data)) glance.push(el("li", { class: "of-window" }, Routes.undatedSwatch(), undated(data)));
    return el("section", { class: "legend" },
      glance.length ? el("ul", { class: "key", "aria-hidden": "true" }, glance) : null,
      el("details", {}, el("summary", {}, el("h2", {}, Routes.t("How to read the lines"))),
        el("p", { class: "explain" }, explains(data)),
        el("dl", {}, items.map(([swatch, label, text]) =>
          el("div", {}, el("dt", {}, swatch, " ", label), el("dd", {}, text))))));
  };
})((globalThis.Routes = globalThis.Routes || {}));
