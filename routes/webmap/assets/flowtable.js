/* What flows and routes are called, and the table of the largest flows: the map for whoever does
 * not see the canvas. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const { t, tn } = Routes;
  const LISTED = 40;

  const joined = (found) => {
    if (!found) return t("an area without a name");
    return found.others ? tn("{name} and {n} other place", "{name} and {n} other places", found.others,
      { name: found.name }) : found.name;
  };

  /* Between which areas a flow runs. */
  Routes.flowTitle = function (crowd, flow) {
    const [from, to] = [1, 2].map((end) => joined(Routes.commonest(crowd, flow.routes, end)));
    return flow.stays ? t("within {place}", { place: from }) : t("{start} to {end}", { start: from, end: to });
  };

  /* What is said of a flow or a route under the pointer: a first line and others. */
  Routes.crowdTip = function (crowd, payload, found) {
    if (!found) return null;
    if (found.flow) {
      return [tn("{n} route", "{n} routes", found.flow.count), Routes.flowTitle(crowd, found.flow)];
    }
    const [name, from, to] = crowd.about(found.route);
    const ends = from && to ? t("{start} to {end}", { start: from, end: to }) : from || to;
    const group = payload.groups.length > 1 ? payload.groups[crowd.group[found.route]].label : "";
    const [first, ...rest] = [name, ends, group].filter(Boolean);
    return [first || t("A route without a name"), ...rest];
  };

  /* The table is made anew with every view; whoever stands on one of its buttons stays on the flow
   * that the same route belongs to. */
  Routes.createFlowTable = function (crowd, view, goTo, node) {
    let shown = null;
    let chosen = null;

    function row(flow) {
      const button = Routes.button(Routes.flowTitle(crowd, flow), { class: "link", dir: "auto" }, () => {
        chosen = flow.routes[0];
        goTo(flow);
      });
      button.addEventListener("focus", () => { chosen = flow.routes[0]; });
      return { flow: flow, button: button, node: el("tr", {}, el("td", {}, button),
        el("td", { class: "number" }, Routes.number(flow.count))) };
    }

    return function () {
      const list = view.flows();
      if (list === shown) return;
      shown = list;
      const isHere = node.contains(document.activeElement);
      const rows = list.slice(0, LISTED).map(row);
      node.replaceChildren(el("table", { class: "flows" },
        el("caption", {}, list.length > LISTED
          ? t("The largest {shown} of {all} flows in the window", { shown: LISTED, all: Routes.number(list.length) })
          : t("The flows in the window")),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("From, to")),
          el("th", { scope: "col" }, t("Routes")))),
        el("tbody", {}, rows.map((each) => each.node))));
      if (!isHere || !rows.length) return;
      (rows.find((each) => each.flow.routes.includes(chosen)) || rows[0]).button.focus({ preventScroll: true });
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
