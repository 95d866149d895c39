/* What is reported, disputed, only drawn, not known: the answer for ten seconds. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  const exists = (data, { kind, id }) => {
    const lists = { leg: "legs", variant: "variants", place: "places", event: "events", source: "sources" };
    if (kind === "dispute") return data.payload.disputes.some((d) => d.id === id);
    return kind in lists ? data[lists[kind]].has(id) : false;
  };

  function item(data, state, { text, about }) {
    if (!about || !exists(data, about)) return el("p", { class: "item", dir: "auto" }, text);
    return Routes.button(text, { class: "item", dir: "auto" }, () => state.select(about));
  }

  function links(data, state, found) {
    if (!found.links.length) return null;
    return el("ul", { class: "plain" }, found.links.map((link) =>
      el("li", {}, item(data, state, { text: link.label, about: link.about }))));
  }

  /* Where nothing is disputed, the part says so and leads nowhere: that is no alarm. */
  Routes.knownClass = (part) => (part.id === "disputed" && !part.items.some((each) => each.about || each.links.length)
    ? "is-undisputed" : "is-" + part.id);

  /* One line is seen: the first thing to be said, and what opens the rest. */
  function row(data, state, part, i) {
    const [first, ...others] = part.items;
    if (!first) return null;
    const n = others.length + first.links.length;
    const rest = el("div", { class: "unfolded", id: "known-rest-" + i, hidden: true },
      links(data, state, first),
      others.flatMap((each) => [item(data, state, each), links(data, state, each)]));
    const more = Routes.button([
      el("span", { "aria-hidden": "true" }, "+"), el("span", { class: "only-heard" },
        Routes.t("{title}: more", { title: part.title })),
    ], { class: "unfold", "aria-expanded": "false", "aria-controls": rest.id }, () => {
      rest.hidden = !rest.hidden;
      more.setAttribute("aria-expanded", String(!rest.hidden));
      more.firstChild.textContent = rest.hidden ? "+" : "\u2212";
    });
    return el("div", { class: "known-row " + Routes.knownClass(part) },
      el("h2", {}, part.title), item(data, state, first), n ? more : null, n ? rest : null);
  }

  /* Null where there is nothing to be known. */
  Routes.known = function (data, state) {
    const parts = data.payload.known;
    if (!parts.length) return null;
    return el("section", { class: "known", "aria-label": Routes.t("What is reported, and what is not known") },
      parts.map((part, i) => row(data, state, part, i)));
  };
})((globalThis.Routes = globalThis.Routes || {}));
