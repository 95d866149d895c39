/* What is known of a computed way: the arithmetic, the borders, and that nobody reports it. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const { facts, section } = Routes.sheet;

  function stays(way) {
    if (way.isReach || !way.told.stays.length) return null;
    return section(Routes.t("Countries, in order"), el("ol", { class: "plain numbered" },
      way.told.stays.map((stay) => el("li", {}, el("span", { dir: "auto" }, stay.name),
        el("span", { class: "meta" }, " ", stay.distance),
        stay.note ? el("p", { class: "note", dir: "auto" }, stay.note) : null))));
  }

  function crossing(state, way, each) {
    const key = Routes.svg("svg", {
      class: "swatch", width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true",
      focusable: "false",
    }, Routes.crossingMark(each.status));
    const node = el("li", { class: "passage " + each.status }, key,
      Routes.button(each.name, { class: "link row", dir: "auto" }, () =>
        state.hover({ way: way.id, crossing: each })),
      el("span", { class: "meta" }, " ", each.between),
      el("p", { class: "status " + each.status }, each.says),
      each.remarks.map((text) => el("p", { class: "note remark", dir: "auto" }, text)),
      each.note ? el("p", { class: "note", dir: "auto" }, each.note) : null,
      each.source ? el("p", { class: "links", dir: "auto" }, each.source) : null);
    const point = () => state.hover({ way: way.id, crossing: each });
    node.addEventListener("pointerenter", point);
    node.addEventListener("focusin", point);
    node.addEventListener("pointerleave", () => state.hover(null));
    node.addEventListener("focusout", () => state.hover(null));
    return node;
  }

  function crossings(state, way) {
    if (!way.crossings.length) return null;
    return section(way.isReach ? Routes.t("Where it ends at a border") : Routes.t("Border crossings, in order"),
      el("ol", { class: "plain" }, way.crossings.map((each) => crossing(state, way, each))));
  }

  function links(way) {
    if (way.isReach || !way.told.links.length) return null;
    return section(Routes.t("Pieces that the network data lacks"), el("ul", { class: "plain" },
      way.told.links.map((link) => el("li", {}, el("span", { dir: "auto" }, link.name),
        el("span", { class: "meta" }, " ", Routes.t("{kind}, {distance}", { kind: link.kind, distance: link.distance })),
        link.reason ? el("p", { class: "note", dir: "auto" }, link.reason) : null,
        link.source ? el("p", { class: "links", dir: "auto" }, link.source) : null))));
  }

  function towns(way) {
    if (!way.isReach || !way.told.towns.length) return null;
    return section(Routes.t("Some of the towns in our data, the furthest first"), el("ol", { class: "plain numbered" },
      way.told.towns.map((town) => el("li", {}, el("span", { dir: "auto" }, town.name),
        el("span", { class: "meta" }, " ", town.distance)))));
  }

  function parts(data, way) {
    if (way.isReach || way.told.parts.length < 2) return null;
    const told = (part) => Routes.t("{mode} {distance}",
      { mode: Routes.modeOf(data, part), distance: part.distance });
    return way.told.parts.map(told).reduce((before, next) =>
      Routes.t("{before}, then {next}", { before, next }));
  }

  function figures(data, way) {
    const { block, told } = way;
    const { avoided } = block;
    const why = avoided && (avoided.limit
      ? Routes.t("{countries}; {limit}", { countries: avoided.why, limit: avoided.limit })
      : avoided.why);
    const path = way.isReach ? [] : [
      [Routes.t("At least"), told.minimum],
      [Routes.t("Usually"), Routes.t("about {time}, without waiting", { time: told.usual })],
      [Routes.t("By"), parts(data, way)], [Routes.t("Compared"), told.sharing],
      [Routes.t("Access"), told.access.join("; ")], [Routes.t("Gaps"), told.stitched],
      [Routes.t("Why"), told.why],
    ];
    return facts([
      [way.isReach ? Routes.t("Starting place") : Routes.t("From, to"), block.ends],
      way.isReach
        ? [Routes.t("Distance"), Routes.t("Up to {distance} on the network", { distance: told.distance })]
        : [Routes.t("Length"), told.distance],
      ...path,
      [Routes.t("Straight line"), block.straight &&
        Routes.t("The leg as drawn, straight: {distance}", { distance: block.straight })],
      [Routes.t("By way of"), block.via && Routes.t("{places}, as was asked for", { places: block.via })],
      [avoided && avoided.label, avoided && why],
      [Routes.t("But"), told.against], [Routes.t("As of"), block.when],
    ]);
  }

  function others(data, way, state) {
    const list = [...data.ways.values()].filter((each) => each.block === way.block && each !== way);
    if (!list.length) return null;
    return section(Routes.t("Other paths"), el("ul", { class: "plain" }, list.map((each) => el("li", {},
      Routes.button(Routes.wayTitle(each), { class: "link row", dir: "auto" }, () => Routes.openWay(state, each)),
      el("span", { class: "meta" }, " ", each.summary)))));
  }

  /* To read about a way is to see it. */
  Routes.openWay = function (state, way) {
    state.showWays([way.id], true);
    state.select({ kind: "way", id: way.id });
  };

  Routes.wayEvidence = function (data, way, state) {
    const { block } = way;
    const speeds = Object.values(block.speeds);
    const notes = block.notes.concat(block.note || []);
    const show = state.ways.has(way.id) ? null
      : el("p", { class: "switched-off" }, Routes.t("Not shown on the map: this line is switched off."), " ",
          Routes.button(Routes.t("Show"), { class: "link" }, () => Routes.openWay(state, way)));
    return [
      show,
      el("p", { class: "counted" }, Routes.t("Computed on a network; no source reports it.")),
      el("p", { class: "meta", dir: "auto" }, block.title),
      figures(data, way), stays(way), towns(way), crossings(state, way), links(way),
      notes.length ? section(Routes.t("Notes"), el("ul", {}, notes.map((text) => el("li", { dir: "auto" }, text)))) : null,
      speeds.length ? section(Routes.t("Speeds"), ...speeds.map((text) => el("p", { class: "meta" }, text))) : null,
      others(data, way, state),
      data.payload.network_credits.length
        ? section(Routes.t("Networks"), ...data.payload.network_credits.map((text) => el("p", { class: "links" }, text))) : null,
    ];
  };

  /* On a leg: the ways that were computed in its stead. */
  Routes.waysInstead = function (data, leg, state) {
    const list = [...data.ways.values()].filter((way) => way.block.leg === leg.id);
    if (!list.length) return null;
    return section(Routes.t("How else it could have gone"),
      el("p", { class: "meta" }, Routes.t("Computed; no source reports these.")),
      el("ul", { class: "plain" }, list.map((way) => el("li", {},
        Routes.button(Routes.wayTitle(way), { class: "link row", dir: "auto" }, () => Routes.openWay(state, way)),
        el("span", { class: "meta" }, " ", Routes.t("{mode}, {summary}",
          { mode: Routes.modeOf(data, way.block), summary: way.summary }))))));
  };
})((globalThis.Routes = globalThis.Routes || {}));
