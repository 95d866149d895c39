/* The panel beside the map: versions to switch, legend, legs, places, sources. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  function variantRow(data, state, variant, i) {
    const box = el("input", { type: "checkbox", id: "variant-" + i, checked: true });
    box.checked = true;
    box.addEventListener("change", () => state.toggle(variant.id, box.checked));
    const open = () => state.select({ kind: "variant", id: variant.id });
    const row = el("li", { class: "variant " + variant.kind, "data-variant": variant.id },
      box,
      el("label", { for: "variant-" + i },
        Routes.swatch(Routes.grammarOf(data, variant), variant.colour),
        el("span", { class: "name", dir: "auto" }, variant.title)),
      variant.closed ? el("p", { class: "closed-note" }, variant.closed) : null,
      el("p", { class: "meta" }, variant.distance, " \u00b7 ", Routes.backing(variant)),
      el("p", { class: "acts" },
        Routes.button("Who says so", { class: "link", "aria-label": "Who says so: " + variant.title }, open),
        data.payload.variants.length > 1
          ? Routes.button("Only this", { class: "link", "aria-label": "Show only: " + variant.title },
              () => state.show([variant.id]))
          : null));
    row.addEventListener("pointerenter", () => state.hover({ variant: variant.id }));
    row.addEventListener("pointerleave", () => state.hover(null));
    state.listen((what) => {
      if (what === "visible") box.checked = state.visible.has(variant.id);
      if (what === "visible") row.classList.toggle("off", !box.checked);
    });
    return row;
  }

  function variants(data, state) {
    const all = data.payload.variants;
    const rows = new Map(all.map((v, i) => [v.id, variantRow(data, state, v, i)]));
    const group = (kind, title, explain) => {
      const list = all.filter((v) => v.kind === kind);
      if (!list.length) return null;
      return el("section", { class: "versions" },
        el("h2", {}, title), explain ? el("p", { class: "explain" }, explain) : null,
        el("ul", { class: "plain" }, list.map((v) => rows.get(v.id))));
    };
    const everything = Routes.button("Show all", { class: "link all" },
      () => state.show(all.map((v) => v.id)));
    return [
      group("reported", "What is reported"),
      group("hypothetical", "Weighed, but reported by nobody",
        "Possible ways that an author considers. No source says that anyone took them."),
      all.length > 1 ? el("p", { class: "acts" }, everything) : null,
    ];
  }

  function usedGrammars(data) {
    const used = new Set(data.payload.legs.filter((l) => l.variants.length).map((l) => l.grammar));
    if (data.ways.size) used.add("computed");
    return data.payload.grammars.filter((g) => used.has(g.id));
  }

  const CROSSINGS = [
    ["open", "Border", "A computed line crosses it here; no closure is known."],
    ["closed", "Border shut", "Closed at the time, as far as is known."],
    ["unknown", "Not reviewed", "A border crossing that nobody has looked up."],
  ];

  function legend(data) {
    const { legs, places, events, variants } = data.payload;
    const crossings = [...data.ways.values()].flatMap((way) => way.crossings);
    const items = usedGrammars(data).map((g) => [Routes.swatch(g, null), g.label, g.explains]);
    const add = (is, swatch, label, explains) => is && items.push([swatch(), label, explains]);
    add([...legs, ...variants].some((x) => x.status === "closed"), Routes.closedSwatch,
      "Closed", "The way is said to be closed. The break in the line marks no place.");
    add(legs.some((l) => Routes.isContested(l.claims)), () => Routes.markSwatch("contested"),
      "Contested", "Somebody denies or doubts it; click the line to read who.");
    add(legs.some((l) => l.fades), Routes.fadeSwatch, "Fades out",
      "That end is an area. Nobody says where in it, so nothing marks it.");
    add(places.some((p) => p.area && p.role === "stop"), () => Routes.markSwatch("area"), "Area", "A vague place: somewhere in here.");
    const vague = (p) => p.point && p.precision === "region";
    add(places.some((p) => p.point && !vague(p)), () => Routes.markSwatch("doubt"), "Place",
      "Its circle, where large enough to see, is how exact the place is.");
    add(places.some(vague), () => Routes.markSwatch("vague"), "Along a line",
      "A river or a border, at its point nearest to the stops. Where on it is not reported.");
    for (const [status, label, explains] of CROSSINGS) {
      add(crossings.some((c) => c.status === status), () => Routes.crossingSwatch(status), label, explains);
    }
    add(events.length > 0, () => Routes.markSwatch("event"), "Event", "Something else that is reported.");
    return el("section", { class: "legend" }, el("h2", {}, "How to read the lines"),
      el("p", { class: "explain" }, Routes.isReported(data)
        ? "Colour tells the versions apart; the stroke tells how well a line is founded. Between two " +
          "places a line is the shortest; the way taken is not known. Click a line to read who says " +
          "so, in which words."
        : "Click a line to read how long it is and which borders it crosses."),
      el("dl", {}, items.map(([swatch, label, explains]) =>
        el("div", {}, el("dt", {}, swatch, " ", label), el("dd", {}, explains)))));
  }

  function folded(title, count, ...content) {
    return el("details", {}, el("summary", {}, el("h2", {}, title),
      count === null ? null : el("span", { class: "count" }, String(count))), content);
  }

  function pick(state, kind, id, text, meta) {
    return el("li", {},
      Routes.button(text, { class: "link", "data-kind": kind, "data-id": id, dir: "auto" },
        () => state.select({ kind: kind, id: id })),
      meta ? el("span", { class: "meta" }, " " + meta) : null);
  }

  function lists(data, state) {
    const { legs, places, events } = data.payload;
    return [
      legs.length ? folded("Every leg", legs.length, el("ul", { class: "plain" }, legs.map((l) =>
        pick(state, "leg", l.id, l.title, Routes.modeOf(data, l) + ", " + l.distance)))) : null,
      places.length ? folded("Places", places.length, el("ul", { class: "plain" }, places.map((p) =>
        pick(state, "place", p.id, p.label, p.precision_label)))) : null,
      events.length ? folded("Events", events.length, el("ul", { class: "plain" }, events.map((e) =>
        pick(state, "event", e.id, e.title, e.when)))) : null,
    ];
  }

  function disputes(data) {
    const list = data.payload.disputes;
    if (!list.length) return null;
    return folded("What the sources disagree on", list.length, list.map((d) =>
      el("section", { class: "dispute" }, el("h3", { dir: "auto" }, d.question),
        d.positions.map((p) => el("div", { class: "position" },
          el("p", { class: "says", dir: "auto" }, p.says), Routes.claims(data, p.claims))),
        d.note ? el("p", { class: "note" }, d.note) : null)));
  }

  const VERDICT = new Map([[true, "holds"], [false, "does not hold"], [null, "cannot be told"]]);

  function checks(data) {
    const list = data.payload.checks;
    if (!list.length) return null;
    return folded("Claims about geography, checked", list.length,
      el("ul", { class: "checks plain" }, list.map((c) => el("li", {},
        el("strong", { class: "verdict" }, VERDICT.get(c.holds)), " ", c.statement,
        c.quote ? el("blockquote", { dir: "auto" }, el("p", {}, "\u201c", c.quote, "\u201d")) : null,
        c.translation ? el("p", { class: "translation" }, "\u201c", c.translation, "\u201d") : null,
        c.source ? el("p", { class: "links" }, c.source) : null,
        c.note ? el("p", { class: "note" }, c.note) : null))));
  }

  function sourceItem(s) {
    const title = s.title || s.label;
    const who = [s.author, s.publisher, s.issued].filter(Boolean).join(", ");
    const node = el("li", { value: s.number }, Routes.link(s.url, title), who ? ". " + who + "." : ".");
    if (s.archive) node.append(" ", Routes.link(s.archive, "Archived copy"), ".");
    if (s.read_in) node.append(" Read in " + s.read_in + ".");
    if (s.identity && s.identity !== "named") node.append(" " + s.identity + ".");
    if (s.note) node.append(" " + s.note);
    return node;
  }

  function sources(data) {
    const list = data.payload.sources;
    return list.length ? folded("Sources", list.length, el("ol", { class: "sources" }, list.map(sourceItem))) : null;
  }

  function method(data) {
    const { notes, findings, divergences, credits, basemap } = data.payload;
    const shared = Routes.sharedSentence(data);
    const parting = divergences.map((d) => d.sentence).concat(shared || []);
    const items = (list) => el("ul", {}, list.map((text) => el("li", { dir: "auto" }, text)));
    return [
      parting.length ? folded("Where the versions part", parting.length,
        items(parting)) : null,
      notes.length || findings.length ? folded("Notes", notes.length + findings.length,
        items(notes.concat(findings.map((f) => f.severity + ": " + f.message)))) : null,
      folded("Method and credits", null,
        el("p", {}, "Equal-area projection centred on the case (Lambert azimuthal), so that areas " +
          "compare fairly and no line is cut at the date line. " + (Routes.isReported(data)
          ? "Every line but the computed ones is drawn from the claims below; parallel lines are set " +
            "side by side only so that each can be seen." : "")),
        items(credits.concat(basemap.credit && !credits.includes(basemap.credit) ? [basemap.credit] : []))),
    ];
  }

  Routes.createPanel = function (data, state, node) {
    node.append(...[
      data.payload.summary ? el("p", { class: "summary", dir: "auto" }, data.payload.summary) : null,
      ...variants(data, state), Routes.alternatives(data, state), legend(data), ...lists(data, state), disputes(data), checks(data),
      sources(data), ...method(data),
    ].filter(Boolean));
  };

  /* On a narrow page the panel is a sheet that starts folded. */
  Routes.createSheet = function (data, state, stage, handle) {
    const some = (n, one) => (n ? [n + " " + one + (n === 1 ? "" : "s")] : []);
    const { variants: told, sources: read } = data.payload;
    const counts = [...some(told.length, "version"), ...some(data.ways.size, "computed line")];
    handle.textContent = [...counts, read.length ? "legend and sources" : "legend"].join(", ");
    const set = (open) => {
      stage.classList.toggle("sheet-open", open);
      handle.setAttribute("aria-expanded", String(open));
    };
    set(false);
    handle.addEventListener("click", () => set(!stage.classList.contains("sheet-open")));
    state.listen((what) => {
      if (what === "selected" && state.selected) set(true);
    });
  };
})((globalThis.Routes = globalThis.Routes || {}));
