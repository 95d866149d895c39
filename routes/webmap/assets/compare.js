/* What two versions share, and where they part. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  const placeOf = (data, leg, end) => Routes.placeName(data, leg[end]);

  /* The legs with which both begin, those that both have later on, and how each goes on. */
  Routes.between = function (data, a, b) {
    const legs = (variant) => variant.legs.filter((id) => data.legs.has(id));
    const [one, other] = [legs(a), legs(b)];
    let n = 0;
    while (n < one.length && n < other.length && one[n] === other[n]) n += 1;
    return {
      begins: one.slice(0, n),
      later: one.slice(n).filter((id) => other.includes(id)),
      rest: [one.slice(n), other.slice(n)],
    };
  };

  /* One sentence from where they part to the end of one of them. */
  function goesTo(data, version, leg) {
    const values = { version, place: placeOf(data, leg, "end"), mode: Routes.modeOf(data, leg) };
    if (leg.status === "hypothetical") return Routes.t("\u201c{version}\u201d would go to {place}", values);
    return leg.mode === "unknown" ? Routes.t("\u201c{version}\u201d goes to {place}", values)
      : Routes.t("\u201c{version}\u201d goes {mode} to {place}", values);
  }

  function thenTo(data, before, leg) {
    const values = { before, place: placeOf(data, leg, "end"), mode: Routes.modeOf(data, leg) };
    return leg.mode === "unknown" ? Routes.t("{before}, then to {place}", values)
      : Routes.t("{before}, then {mode} to {place}", values);
  }

  function goesOn(data, variant, ids) {
    const [first, ...others] = ids.map((id) => data.legs.get(id));
    if (!first) return Routes.t("\u201c{version}\u201d ends there", { version: variant.title });
    return others.reduce((before, leg) => thenTo(data, before, leg), goesTo(data, variant.title, first));
  }

  function distance(data, ids) {
    const metres = ids.map((id) => data.legs.get(id).length_m);
    if (!metres.length) return null;
    if (metres.some((m) => m === null)) return Routes.t("The length of what they share cannot be measured.");
    const km = metres.reduce((sum, m) => sum + m, 0) / 1000;
    return Routes.t("What they share is {km} km long in straight lines.",
      { km: Routes.number(km < 10 ? Math.round(km * 10) / 10 : Math.round(km)) });
  }

  function agreement(data, a, b, found) {
    const values = { a: a.title, b: b.title };
    const ways = { first: goesOn(data, a, found.rest[0]), second: goesOn(data, b, found.rest[1]) };
    if (found.begins.length) {
      const last = data.legs.get(found.begins[found.begins.length - 1]);
      Object.assign(values, ways, { place: placeOf(data, last, "end") });
      if (!found.rest[0].length && !found.rest[1].length) {
        return Routes.t("\u201c{a}\u201d and \u201c{b}\u201d have the same legs.", values);
      }
      return Routes.t("\u201c{a}\u201d and \u201c{b}\u201d are drawn alike as far as {place}. Then {first}; {second}.", values);
    }
    const starts = [a, b].map((v) => data.legs.get(v.legs.find((id) => data.legs.has(id))))
      .map((leg) => (leg ? placeOf(data, leg, "start") : "?"));
    if (!found.later.length && starts[0] === starts[1]) {
      return Routes.t("\u201c{a}\u201d and \u201c{b}\u201d share no leg. Both begin in {place}: {first}; {second}.",
        Object.assign(values, ways, { place: starts[0] }));
    }
    Object.assign(values, ways, { here: starts[0], there: starts[1] });
    return found.later.length
      ? Routes.t("\u201c{a}\u201d begins in {here}, \u201c{b}\u201d in {there}: {first}; {second}.", values)
      : Routes.t("\u201c{a}\u201d and \u201c{b}\u201d share no leg, and begin in {here} and in {there}: {first}; {second}.", values);
  }

  /* Whether both can be true, as far as the program can tell. */
  function fitting(a, b) {
    const guess = [a, b].find((variant) => variant.kind === "hypothetical");
    if (guess) return Routes.t("\u201c{version}\u201d is only weighed; no source reports it.", { version: guess.title });
    return a.at_odds.includes(b.id) ? Routes.t("As drawn, both cannot hold: this is our deduction.")
      : Routes.t("Nothing that is reported of the one rules out the other.");
  }

  /* Where two versions part: the end of what they share, or the start of both. */
  function partingPlace(data, found) {
    const last = found.begins[found.begins.length - 1];
    if (last) return data.places.get(data.legs.get(last).end);
    const [one, other] = found.rest.map((ids) => data.legs.get(ids[0]));
    return one && other && one.start === other.start ? data.places.get(one.start) : null;
  }

  function goTo(state, place) {
    return place ? Routes.button(Routes.t("Go to {place}", { place: place.label }), { class: "quiet" },
      () => state.select({ kind: "place", id: place.id })) : null;
  }

  function legList(data, state, title, ids) {
    if (!ids.length) return null;
    return el("section", {}, el("h3", {}, title), el("ul", { class: "plain" },
      ids.map((id) => data.legs.get(id)).map((leg) => el("li", {},
        Routes.button(leg.title, { class: "link row", dir: "auto" },
          () => state.select({ kind: "leg", id: leg.id })),
        el("span", { class: "meta" }, " ", leg.distance)))));
  }

  function pairOf(data, state, [a, b]) {
    const found = Routes.between(data, a, b);
    const shared = found.begins.concat(found.later);
    return [
      el("p", { class: "parting", dir: "auto" }, agreement(data, a, b, found)),
      el("p", { class: "meta" }, distance(data, shared)),
      el("p", { class: "meta", dir: "auto" }, fitting(a, b)),
      goTo(state, partingPlace(data, found)),
      legList(data, state, Routes.t("What they share"), shared),
    ];
  }

  function oneOf(data, state, variant) {
    return [
      variant.summary ? el("p", { dir: "auto" }, variant.summary) : null,
      el("p", { class: "meta" }, Routes.backing(variant)),
      Routes.button(Routes.t("Who says so"), { class: "quiet" },
        () => state.select({ kind: "variant", id: variant.id })),
      legList(data, state, Routes.t("Its legs"), variant.legs.filter((id) => data.legs.has(id))),
    ];
  }

  function allOf(data, state) {
    const { divergences, shared } = data.payload;
    return [
      ...shared.map((text) => el("p", { class: "parting", dir: "auto" }, text)),
      el("ul", { class: "plain partings" }, divergences.map((found) => {
        const place = found.places.map((id) => data.places.get(id)).find(Boolean);
        return el("li", { dir: "auto" }, el("span", {}, found.sentence), goTo(state, place));
      })),
    ];
  }

  function picker(data, id, label, change) {
    const select = el("select", { id: id }, data.payload.variants.map((variant) =>
      el("option", { value: variant.id }, variant.title)));
    select.addEventListener("change", change);
    return { select, node: el("p", { class: "picker" }, el("label", { for: id }, label), select) };
  }

  function radios(choices, change) {
    const boxes = new Map();
    const node = el("fieldset", { class: "shown" },
      el("legend", {}, Routes.t("Show on the map")),
      choices.map(([id, text]) => {
        const box = el("input", { type: "radio", name: "compare", id: "compare-" + id, value: id });
        box.addEventListener("change", () => change(id));
        boxes.set(id, box);
        return el("label", { class: "choice", for: "compare-" + id }, box, el("span", {}, text));
      }));
    return { boxes, node };
  }

  Routes.createCompare = function (data, state, node) {
    const all = data.payload.variants;
    if (all.length < 2) return;
    let mode = "all";
    const first = picker(data, "compare-a", Routes.t("Version A"), () => apply());
    const second = picker(data, "compare-b", Routes.t("Version B"), () => apply());
    second.select.value = all[1].id;
    const said = el("div", { class: "said-of", "aria-live": "polite" });
    const { boxes, node: shown } = radios([
      ["all", Routes.t("All")], ["one", Routes.t("One")], ["two", Routes.t("What two share")],
    ], (id) => {
      mode = id;
      apply();
    });
    const chosen = () => [first, second].map(({ select }) => data.variants.get(select.value));

    /* Two of one and the same are none: the other list goes on to the next. */
    function keepApart() {
      if (first.select.value !== second.select.value) return;
      second.select.value = all[(all.findIndex((v) => v.id === first.select.value) + 1) % all.length].id;
    }

    function tell() {
      for (const [id, box] of boxes) box.checked = id === mode;
      first.node.hidden = mode === "all";
      second.node.hidden = mode !== "two";
      const parts = mode === "two" ? pairOf(data, state, chosen())
        : mode === "one" ? oneOf(data, state, chosen()[0]) : allOf(data, state);
      const hidden = mode === "all" ? null : Routes.versionsHidden(data, state);
      if (hidden) parts.push(el("p", { class: "meta" }, hidden, " ",
        Routes.button(Routes.t("Show all versions"), { class: "link" }, () => {
          mode = "all";
          Routes.showAll(data, state);
          tell();
          boxes.get("all").focus();
        })));
      said.replaceChildren(...parts.filter(Boolean));
    }

    function apply() {
      if (mode === "two") keepApart();
      const ids = chosen().map((variant) => variant.id);
      state.show(mode === "all" ? all.map((v) => v.id) : mode === "one" ? [ids[0]] : ids);
      state.comparePair(mode === "two" ? ids : null);
      tell();
    }

    /* A pair may come from elsewhere: a row of the versions, or the address of the page. */
    function follow(pair) {
      const ids = (pair || []).filter((id) => data.variants.has(id));
      if (ids.length < 2) {
        if (mode !== "two") return;
        mode = "all";
        state.show(all.map((variant) => variant.id));
      } else {
        mode = "two";
        [first.select.value, second.select.value] = ids;
        const { visible } = state;
        if (visible.size !== 2 || ids.some((id) => !visible.has(id))) state.show(ids);
      }
      tell();
    }

    state.listen((what) => what === "pair" && follow(state.pair));
    tell();
    node.prepend(el("section", { class: "compare" },
      el("h2", {}, Routes.t("Compare versions")), shown, first.node, second.node, said));
  };
})((globalThis.Routes = globalThis.Routes || {}));
