/* The panel beside very many routes: how they are drawn, their groups, and their flows. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  function choice(legend, ...children) {
    return el("fieldset", { class: "choice" }, el("legend", {}, legend), children);
  }

  function option(attributes, change, ...label) {
    const box = el("input", attributes);
    box.addEventListener("change", () => change(box.checked));
    return el("div", { class: "option" }, el("label", {}, box, ...label));
  }

  function kindChoice(options, changed, key) {
    const kinds = [["auto", Routes.t("What can be told apart")], ["flows", Routes.t("Flows")],
      ["lines", Routes.t("Every route")]];
    return choice(Routes.t("Draw"), kinds.map(([id, label]) =>
      option({ type: "radio", name: "kind", value: id }, () => {
        options.kind = id;
        changed();
      }, el("span", { class: "name" }, label))), key);
  }

  function groupChoice(payload, options, changed, mixed) {
    if (payload.groups.length < 2) return null;
    return choice(Routes.t("Groups"), payload.groups.map((group, i) =>
      option({ type: "checkbox", name: "group", value: String(i) }, (isOn) => {
        options.isOn[i] = isOn;
        changed();
      }, el("span", { class: "name", dir: "auto" }, Routes.crowdMark(group), group.label || Routes.t("Without a group")),
      el("span", { class: "count" }, Routes.number(group.count)))), mixed);
  }

  function said(shown) {
    const routes = Routes.tn("{n} route", "{n} routes", shown.count());
    if (shown.kind() === "flows") {
      return Routes.t("{routes} in the window, drawn as flows: the wider, the more. A flow says between which areas they run, not which way they took.", { routes: routes });
    }
    return shown.isEnough() ? Routes.t("{routes} in the window, each drawn.", { routes: routes })
      : Routes.t("{routes} in the window, each drawn, and too many to be told apart. Zoom in to see them singly.", { routes: routes });
  }

  function picture(...shapes) {
    return Routes.svg("svg", { class: "swatch crowd-mark", width: 34, height: 18, viewBox: "0 0 34 18",
      "aria-hidden": "true", focusable: "false" }, shapes);
  }

  const line = (width) => picture(Routes.svg("path",
    { class: "swatch-line", d: "M1 9H33", fill: "none", "stroke-width": width.toFixed(1) }));

  /* One, the most, and a round number between them. */
  function counts(most) {
    const half = most / 2;
    const power = 10 ** Math.floor(Math.log10(Math.max(1, half)));
    return [...new Set([1, Math.max(1, Math.floor(half / power) * power), most])];
  }

  /* How wide so many routes are drawn, and what a dot is. */
  function keyOf(shown) {
    const flows = shown.kind() === "flows" ? shown.flows() : [];
    if (!flows.length) return [];
    const [{ count: most, width: widest }] = flows;
    const items = counts(most).map((n) => [line(Routes.flowWidth(n, most, widest)),
      Routes.tn("{n} route", "{n} routes", n)]);
    if (flows.some((flow) => flow.stays)) {
      items.push([picture(Routes.svg("circle", { class: "swatch-dot", cx: 17, cy: 9, r: 5 })),
        Routes.t("Routes that begin and end in the same area")]);
    }
    return items.map((item) => el("li", {}, item));
  }

  function method(payload) {
    return el("section", { class: "legend" }, el("h2", {}, Routes.t("Method and credits")),
      el("p", { class: "explain" }, Routes.t("Where more routes lie in the window than can be told apart, those that begin near to one another and end near to one another are one flow.")),
      el("ul", { class: "plain explain" }, [...(payload.reading || []), ...payload.credits].map((text) => el("li", { dir: "auto" }, text))));
  }

  /* Says what is new of some sentences. */
  function createSpeaker() {
    let last = [];
    return (...texts) => {
      const news = texts.filter((text, k) => text && text !== last[k]);
      last = texts;
      if (news.length) Routes.announce(news.join(" "));
    };
  }

  /* `changed` is told when a reader changed `options`, and `choose` of the flow that was chosen.
   * Gives `tell`, for when another view is drawn or another flow chosen, and `sync`, for when the
   * options were changed elsewhere. */
  Routes.createCrowdPanel = function ({ payload, words, shown, mark, options, changed, choose }, node) {
    const counted = el("p", { class: "counted" });
    const key = el("ul", { class: "plain widths", "aria-label": Routes.t("How wide a flow is drawn") });
    const mixed = el("p", { class: "mixed explain" }, line(4), Routes.t("A flow of several groups"));
    const tableNode = el("div", {});
    const table = Routes.createFlowTable(words, shown, mark, choose, tableNode);
    const speak = createSpeaker();
    node.append(...[
      payload.summary ? el("p", { class: "summary", dir: "auto" }, payload.summary) : null,
      counted, kindChoice(options, changed, key), groupChoice(payload, options, changed, mixed),
      tableNode, method(payload),
    ].filter(Boolean));
    const sync = () => {
      for (const box of node.querySelectorAll("input")) {
        box.checked = box.name === "kind" ? box.value === options.kind : options.isOn[box.value];
      }
    };
    sync();
    return {
      sync: sync,
      tell() {
        const flow = mark.chosen();
        counted.textContent = said(shown);
        key.replaceChildren(...keyOf(shown));
        mixed.hidden = shown.kind() !== "flows" || shown.flows().every((each) => each.group !== null);
        speak(flow && Routes.t("Highlighted: {flow}, {routes}.", { flow: words.flow(flow),
          routes: Routes.tn("{n} route", "{n} routes", flow.count) }), counted.textContent);
        table();
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
