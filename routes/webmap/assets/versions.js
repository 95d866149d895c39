/* The versions of the journey, one row each: who says so, how well, and what of it is closed. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  /* Whom a version is compared with first: one that is reported and can be seen. */
  function otherThan(data, state, variant) {
    const others = data.payload.variants.filter((each) => each !== variant);
    const best = others.find((v) => v.kind === "reported" && state.visible.has(v.id));
    return (best || others[0]).id;
  }

  function acts(data, state, variant) {
    const act = (text, label, action) =>
      Routes.button(text, { class: "link", "aria-label": label }, action);
    const version = variant.title;
    const several = data.payload.variants.length > 1;
    return el("p", { class: "acts" },
      act(Routes.t("Who says so"), Routes.t("Who says so: {version}", { version }),
        () => state.select({ kind: "variant", id: variant.id })),
      several ? act(Routes.t("Show only"), Routes.t("Show only: {version}", { version }),
        () => state.show([variant.id])) : null,
      several ? act(Routes.t("Compare with \u2026"), Routes.t("Compare with \u2026: {version}", { version }), () => {
        state.comparePair([variant.id, otherThan(data, state, variant)]);
        state.openTab("compare");
      }) : null);
  }

  /* A filter may leave only a part of a version on the map. */
  function partNote(data, state, variant) {
    const legs = variant.legs.map((id) => data.legs.get(id)).filter(Boolean);
    const node = el("p", { class: "part-note", hidden: true });
    const draw = () => {
      const hidden = legs.filter((leg) => !state.allows(leg, variant)).length;
      node.hidden = !hidden;
      node.textContent = hidden === legs.length ? Routes.t("All of it hidden by filters")
        : Routes.tn("{n} of its {all} legs hidden by filters", "{n} of its {all} legs hidden by filters",
            hidden, { all: Routes.number(legs.length) });
    };
    state.listen((what) => {
      if (what === "filters" || what === "window") draw();
    });
    return node;
  }

  function pointAt(state, row, variant) {
    const on = () => state.hover({ variant: variant.id });
    const off = () => state.hover(null);
    row.addEventListener("pointerenter", on);
    row.addEventListener("pointerleave", off);
    row.addEventListener("focusin", on);
    row.addEventListener("focusout", off);
  }

  function variantRow(data, state, variant, i) {
    const box = el("input", { type: "checkbox", id: "variant-" + i, checked: true });
    box.addEventListener("change", () => state.toggle(variant.id, box.checked));
    const row = el("li", { class: "variant " + variant.kind, "data-variant": variant.id },
      el("label", { for: "variant-" + i }, box,
        Routes.variantBadge(data, variant), Routes.variantSwatch(data, variant, 36),
        el("span", { class: "name", dir: "auto" }, variant.title)),
      el("div", { class: "about" },
        Routes.closedIn(data, variant).map((text) => el("p", { class: "closed-note", dir: "auto" }, text)),
        el("p", { class: "who", dir: "auto" }, Routes.whoSays(data, variant)),
        el("p", { class: "meta" }, Routes.originsOf(variant), " \u00b7 ", variant.distance),
        partNote(data, state, variant),
        acts(data, state, variant)));
    pointAt(state, row, variant);
    state.listen((what) => {
      if (what !== "visible") return;
      box.checked = state.visible.has(variant.id);
      row.classList.toggle("off", !box.checked);
    });
    return row;
  }

  function group(rows, title, explains) {
    if (!rows.length) return null;
    return el("section", { class: "versions" }, el("h2", {}, title),
      explains ? el("p", { class: "explain" }, explains) : null,
      el("ul", { class: "plain" }, rows));
  }

  function everything(state, all) {
    const button = Routes.button(Routes.t("Show all"), { class: "act all" }, () => state.show(all));
    return el("p", { class: "acts" }, button);
  }

  Routes.versions = function (data, state) {
    const all = data.payload.variants;
    const rows = all.map((variant, i) => ({ kind: variant.kind, row: variantRow(data, state, variant, i) }));
    const of = (kind) => rows.filter((each) => each.kind === kind).map((each) => each.row);
    return [
      group(of("reported"), Routes.t("What is reported")),
      group(of("hypothetical"), Routes.t("Weighed, but reported by nobody"),
        Routes.t("Possible ways that an author considers. No source says that anyone took them.")),
      all.length > 1 ? everything(state, all.map((v) => v.id)) : null,
    ];
  };
})((globalThis.Routes = globalThis.Routes || {}));
