/* Which claim fits which version: a table that leads to the map. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  /* More versions than this are shown when somebody asks for them. */
  const MANY = 12;

  const SIGNS = {
    consistent: "=", inconsistent: "\u2260", deduced: "\u2297", doubted: "?", silent: "\u00b7",
  };

  const wordOf = (kind) => ({
    consistent: Routes.t("fits"), inconsistent: Routes.t("denies"), deduced: Routes.t("not both"),
    doubted: Routes.t("doubts"), silent: Routes.t("silent"),
  })[kind];

  const SILENT = { verdict: "silent", reason: null, leg: null, deduced: false };

  /* What a source says itself is not what follows from how things are drawn. */
  const kindOf = (cell) => (cell.deduced ? "deduced" : cell.verdict);
  const cellOf = (row, id) => (Object.hasOwn(row.cells, id) ? row.cells[id] : SILENT);

  /* What a claim decides: it means one thing for one version, and another for another. */
  Routes.decides = (row, ids) => new Set(ids.map((id) => cellOf(row, id).verdict)).size > 1;

  function column(data, state, id) {
    const variant = data.variants.get(id);
    return el("th", { scope: "col", "data-variant": id },
      Routes.button([
        Routes.paint(el("span", { class: "dot-own", "aria-hidden": "true" }), variant.colour),
        el("span", { class: "turned", dir: "auto" }, variant.title),
      ], { "aria-label": Routes.t("Version: {title}", { title: variant.title }) },
      () => state.select({ kind: "variant", id: id })));
  }

  function sign(kind) {
    return [el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]),
      el("span", { class: "word" }, wordOf(kind))];
  }

  function because(data, row, id, cell) {
    const values = {
      source: row.label, version: data.variants.get(id).title, reason: cell.reason,
    };
    return {
      consistent: Routes.t("This claim of {source} fits \u201c{version}\u201d. {reason}", values),
      inconsistent: Routes.t("This claim of {source} speaks against \u201c{version}\u201d. {reason}", values),
      deduced: Routes.t("This claim of {source} and \u201c{version}\u201d cannot both hold as drawn: this is our deduction. {reason}", values),
      doubted: Routes.t("This claim of {source} casts doubt on \u201c{version}\u201d. {reason}", values),
      silent: Routes.t("This claim of {source} says nothing of \u201c{version}\u201d. {reason}", values),
    }[kindOf(cell)];
  }

  function cell(data, state, row, id, tell) {
    const found = cellOf(row, id);
    const node = el("td", { class: found.verdict + (found.deduced ? " deduced" : ""), "data-variant": id });
    if (!found.reason) return el("td", { class: "silent", "data-variant": id }, sign("silent"));
    const text = because(data, row, id, found);
    const about = found.leg && data.legs.has(found.leg) ? { kind: "leg", id: found.leg } : row.about;
    const button = Routes.button(sign(kindOf(found)), { "aria-label": text },
      () => state.select(Object.assign({ because: text }, about)));
    const point = () => {
      tell(text);
      if (about.kind === "leg") state.hover({ leg: about.id, variant: id });
    };
    button.addEventListener("pointerenter", point);
    button.addEventListener("focus", point);
    button.addEventListener("pointerleave", () => state.hover(null));
    button.addEventListener("blur", () => state.hover(null));
    node.append(button);
    return node;
  }

  function nameOf(row) {
    const values = { names: row.label };
    if (row.weighs) return Routes.t("weighed by {names}", values);
    if (row.stance === "denies") return Routes.t("denied by {names}", values);
    return row.stance === "doubts" ? Routes.t("doubted by {names}", values) : row.label;
  }

  function rowOf(data, state, row, ids, tell) {
    return el("tr", {},
      el("th", { scope: "row" }, Routes.button([
        el("strong", { dir: "auto" }, nameOf(row)),
        ...[row.quote, row.says, row.on].filter(Boolean).map((text, i) =>
          el("span", { class: i ? "said meta" : "said", dir: "auto" }, text)),
      ], {}, () => state.select(row.about))),
      ids.map((id) => cell(data, state, row, id, tell)));
  }

  function choice(id, text, change) {
    const box = el("input", { type: "checkbox", id: id });
    box.addEventListener("change", change);
    return { box, node: el("label", { class: "choice", for: id }, box, el("span", {}, text)) };
  }

  Routes.createMatrix = function (data, state, node) {
    const { matrix } = data.payload;
    const all = matrix.variants.filter((id) => data.variants.has(id));
    if (all.length < 2 || !matrix.rows.length) return;
    const told = all.filter((id) => data.variants.get(id).kind === "reported");
    const deciding = matrix.rows.some((row) => Routes.decides(row, told));
    const only = choice("matrix-deciding", Routes.t("Only what decides"), () => again());
    const guesses = choice("matrix-weighed", Routes.t("Also what is only weighed"), () => again());
    const every = choice("matrix-every", Routes.tn("All {n} version", "All {n} versions", all.length), () => again());
    const count = el("p", { class: "meta" });
    const why = el("p", { class: "why meta", "aria-hidden": "true" });
    const caption = el("caption", {}, Routes.t(
      "= fits, \u2260 the source denies it, \u2297 as drawn both cannot hold (our deduction), ? doubts it, \u00b7 silent. Silence is no agreement."));
    const table = el("table", {});

    function counted(rows, columns, asked) {
      const values = {
        total: Routes.number(matrix.rows.length), columns: Routes.number(columns), asked: Routes.number(asked),
      };
      if (columns === asked) return Routes.tn("{n} of {total} claim", "{n} of {total} claims", rows, values);
      return Routes.tn("{n} of {total} claim, beside the first {columns} of {asked} versions",
        "{n} of {total} claims, beside the first {columns} of {asked} versions", rows, values);
    }

    function fill() {
      const asked = guesses.box.checked || !told.length ? all : told;
      const ids = every.box.checked ? asked : asked.slice(0, MANY);
      const rows = matrix.rows.filter((row) => only.box.checked ? Routes.decides(row, ids)
        : asked.length === all.length || !row.weighs);
      count.textContent = counted(rows.length, ids.length, asked.length);
      why.textContent = "";
      table.replaceChildren(caption,
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, Routes.t("Claim")),
          ids.map((id) => column(data, state, id)))),
        el("tbody", {}, rows.map((row) => rowOf(data, state, row, ids, (text) => {
          why.textContent = text;
        }))));
    }

    function again() {
      fill();
      Routes.announce(count.textContent);
    }

    /* Many cells cost time: they are made when the reader comes to see them. */
    let isFilled = false;
    function fillOnce() {
      if (isFilled || state.tab !== "compare") return;
      isFilled = true;
      fill();
    }

    only.box.checked = deciding;
    state.listen((what) => what === "tab" && fillOnce());
    fillOnce();
    node.append(el("section", { class: "matrix" },
      el("h2", {}, Routes.t("What each claim means for each version")),
      el("div", { class: "choices" }, deciding ? only.node : null,
        told.length && told.length < all.length ? guesses.node : null,
        all.length > MANY ? every.node : null),
      count,
      el("div", {
        class: "scroll", tabindex: "0", role: "region",
        "aria-label": Routes.t("Table of claims by versions"),
      }, table), why));
  };
})((globalThis.Routes = globalThis.Routes || {}));
