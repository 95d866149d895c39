/* The table of the largest flows: the map for whoever does not see the canvas. A row unfolds the
 * routes of its flow. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const { t, tn } = Routes;
  const LISTED = 40;
  /* So many routes of a flow are named at first, and so many more at a time. */
  const FIRST = 10;
  const MORE = 50;

  function routesOf(flow, words) {
    const list = el("ul", { class: "plain" });
    let told = 0;
    const more = Routes.button("", { class: "link" }, () => {
      const first = told;
      show(MORE);
      list.children[first].focus();
    });
    function item(i) {
      const [first, ...rest] = words.route(i);
      return el("li", { tabindex: -1 }, el("strong", { dir: "auto" }, first),
        rest.map((text) => el("span", { dir: "auto" }, text)));
    }
    function show(n) {
      list.append(...flow.routes.slice(told, told + n).map(item));
      told = list.children.length;
      more.hidden = told === flow.count;
      more.textContent = tn("and {n} more", "and {n} more", flow.count - told);
    }
    show(FIRST);
    return [list, more];
  }

  function createRow(flow, words, mark, press) {
    const button = Routes.button(words.flow(flow), { class: "link", dir: "auto", "aria-expanded": "false" }, press);
    const under = el("div", { class: "routes", hidden: true });
    const node = el("tr", {}, el("td", {}, button, under),
      el("td", { class: "number" }, Routes.number(flow.count)));
    const point = () => mark.point(flow.routes[0]);
    const leave = () => mark.point(null);
    /* A click leaves the focus here, also when it says that the flow shall stand out no more. */
    button.addEventListener("focus", () => {
      if (button.matches(":focus-visible")) point();
    });
    button.addEventListener("blur", leave);
    node.addEventListener("pointerenter", (e) => {
      if (e.pointerType === "mouse") point();
    });
    node.addEventListener("pointerleave", leave);
    return {
      flow: flow, button: button, node: node,
      isOpen: () => !under.hidden,
      open(isOpen) {
        if (isOpen === !under.hidden) return;
        button.setAttribute("aria-expanded", String(isOpen));
        under.hidden = !isOpen;
        under.replaceChildren(...(isOpen ? routesOf(flow, words) : []));
      },
    };
  }

  /* The largest, and the chosen one wherever it stands. */
  function listed(list, chosen) {
    const some = list.slice(0, LISTED);
    return chosen && !some.includes(chosen) ? [...some, chosen] : some;
  }

  const titleOf = (list) => (list.length > LISTED
    ? t("The largest {shown} of {all} flows in the window", { shown: LISTED, all: Routes.number(list.length) })
    : t("The flows in the window"));

  /* The table is made anew with every view; whoever stands in one of its rows stays on the flow
   * that the same route belongs to. `choose` is told of the flow whose button was pressed, or null
   * where it was the chosen one. */
  Routes.createFlowTable = function (words, view, mark, choose, node) {
    let shown = null;
    let rows = [];

    function rowOf(flow) {
      const row = createRow(flow, words, mark, () => choose(row.isOpen() ? null : flow));
      return row;
    }

    function unfold() {
      const chosen = mark.chosen();
      for (const row of rows) row.open(row.flow === chosen);
    }

    return function () {
      const list = view.flows();
      if (list === shown) {
        unfold();
        return;
      }
      shown = list;
      const at = rows.find((row) => row.node.contains(document.activeElement));
      rows = listed(list, mark.chosen()).map(rowOf);
      node.replaceChildren(el("table", { class: "flows" },
        el("caption", {}, titleOf(list)),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("From, to")),
          el("th", { scope: "col" }, t("Routes")))),
        el("tbody", {}, rows.map((row) => row.node))));
      unfold();
      if (!at || !rows.length) return;
      const here = rows.find((row) => row.flow.routes.includes(at.flow.routes[0])) || rows[0];
      here.button.focus({ preventScroll: true });
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
