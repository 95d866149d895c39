/* How else it could have gone: the part of the panel that lists and switches computed ways. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  function wayRow(data, state, way) {
    const id = "way-" + [...data.ways.keys()].indexOf(way.id);
    const box = el("input", { type: "checkbox", id: id });
    box.addEventListener("change", () =>
      (box.checked ? state.bring(way.id) : state.showWays([way.id], false)));
    const row = el("li", { class: "computed-way", "data-way": way.id }, box,
      el("label", { for: id },
        Routes.swatch(data.grammars.get("computed"), null),
        el("strong", { class: "number" }, way.number), " ",
        el("span", { class: "name", dir: "auto" }, way.title)),
      el("p", { class: "meta" }, way.summary, " ",
        Routes.button(Routes.t("Details"),
          { class: "link", "aria-label": Routes.t("Details: {title}", { title: Routes.wayTitle(way) }) },
          () => Routes.openWay(state, way))),
      way.told.against ? el("p", { class: "meta unkept", dir: "auto" }, way.told.against) : null);
    row.addEventListener("pointerenter", () => state.hover({ way: way.id }));
    row.addEventListener("pointerleave", () => state.hover(null));
    const sync = () => {
      box.checked = state.ways.has(way.id);
      row.classList.toggle("off", !box.checked);
    };
    state.listen((what) => what === "ways" && sync());
    sync();
    return row;
  }

  /* How many lines a block has, and how many of them are on the map. */
  function counter(state, ways) {
    const node = el("span", { class: "meta" });
    const draw = () => {
      const on = ways.filter((way) => state.ways.has(way.id)).length;
      node.textContent = Routes.tn("{n} line, {on} on the map", "{n} lines, {on} on the map",
        ways.length, { on: Routes.number(on) });
    };
    state.listen((what) => what === "ways" && draw());
    draw();
    return node;
  }

  function about(data, state, alternatives) {
    const leg = data.legs.get(alternatives.leg);
    const { avoided } = alternatives;
    return [
      leg ? el("p", { class: "meta" }, Routes.t("Instead of:"), " ", Routes.button(leg.title, { class: "link" },
        () => state.select({ kind: "leg", id: leg.id }))) : null,
      avoided ? el("p", { class: "meta", dir: "auto" }, avoided.label, " ", avoided.limit
        ? Routes.t("{countries}; {limit}", { countries: avoided.countries, limit: avoided.limit })
        : avoided.countries) : null,
    ];
  }

  /* One of several blocks is folded: what is reported comes first. */
  function block(data, state, alternatives, isOpen) {
    const ways = [...data.ways.values()].filter((way) => way.block === alternatives);
    const refused = alternatives.refused
      ? el("p", { class: "refused", dir: "auto" }, alternatives.refused) : null;
    const title = el("h3", { dir: "auto" }, alternatives.title);
    if (!ways.length) {
      return el("section", { class: "alternatives" }, title, about(data, state, alternatives), refused);
    }
    return el("details", { class: "alternatives", open: isOpen },
      el("summary", {}, title, counter(state, ways)),
      about(data, state, alternatives),
      el("ul", { class: "plain" }, ways.map((way) => wayRow(data, state, way))), refused);
  }

  function all(data, state) {
    const ids = [...data.ways.keys()];
    if (ids.length < 2) return null;
    const box = el("input", { type: "checkbox", id: "ways-all" });
    box.addEventListener("change", () => state.showWays(ids, box.checked));
    const sync = () => {
      const on = ids.filter((id) => state.ways.has(id)).length;
      box.checked = on === ids.length;
      box.indeterminate = on > 0 && on < ids.length;
    };
    state.listen((what) => what === "ways" && sync());
    sync();
    return el("p", { class: "computed-way every" }, box,
      el("label", { for: "ways-all" }, Routes.t("Show all of them on the map")));
  }

  Routes.alternatives = function (data, state) {
    const list = data.payload.alternatives;
    if (!list.length) return null;
    const isOpen = list.length === 1 || !Routes.isReported(data);
    return el("section", { class: "versions" },
      el("h2", {}, Routes.isReported(data) ? Routes.t("How else it could have gone") : Routes.t("Computed paths")),
      el("p", { class: "explain" }, Routes.t("Computed on transport networks. No source reports any of these paths.")),
      all(data, state), list.map((each) => block(data, state, each, isOpen)));
  };
})((globalThis.Routes = globalThis.Routes || {}));
