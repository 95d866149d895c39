/* What is known of a computed way: the arithmetic, the borders, and that nobody reports it. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  const { facts, section } = Routes.sheet;

  function stays(way) {
    if (way.isReach || !way.told.stays.length) return null;
    return section("Countries, in order", el("ol", { class: "plain numbered" },
      way.told.stays.map((stay) => el("li", {}, el("span", { dir: "auto" }, stay.name),
        el("span", { class: "meta" }, " " + stay.distance),
        stay.note ? el("p", { class: "note", dir: "auto" }, stay.note) : null))));
  }

  function crossing(state, way, each) {
    const key = Routes.svg("svg", {
      class: "swatch", width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true",
      focusable: "false",
    }, Routes.crossingMark(each.status));
    const node = el("li", { class: "passage " + each.status }, key,
      Routes.button(each.name, { class: "link", dir: "auto" }, () =>
        state.hover({ way: way.id, crossing: each })),
      el("span", { class: "meta" }, " " + each.between),
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
    return section(way.isReach ? "Where it ends at a border" : "Border crossings, in order",
      el("ol", { class: "plain" }, way.crossings.map((each) => crossing(state, way, each))));
  }

  function links(way) {
    if (way.isReach || !way.told.links.length) return null;
    return section("Pieces that the network data lacks", el("ul", { class: "plain" },
      way.told.links.map((link) => el("li", {}, el("span", { dir: "auto" }, link.name),
        el("span", { class: "meta" }, " " + link.kind + ", " + link.distance),
        link.reason ? el("p", { class: "note", dir: "auto" }, link.reason) : null,
        link.source ? el("p", { class: "links", dir: "auto" }, link.source) : null))));
  }

  function towns(way) {
    if (!way.isReach || !way.told.towns.length) return null;
    return section("The furthest towns", el("ol", { class: "plain numbered" },
      way.told.towns.map((town) => el("li", {}, el("span", { dir: "auto" }, town.name),
        el("span", { class: "meta" }, " " + town.distance)))));
  }

  function parts(data, way) {
    if (way.isReach || way.told.parts.length < 2) return null;
    return way.told.parts.map((part) => Routes.modeOf(data, part) + " " + part.distance).join(", then ");
  }

  function figures(data, way) {
    const { block, told } = way;
    const { avoided } = block;
    const limit = avoided && avoided.limit ? "; " + avoided.limit : "";
    const path = way.isReach ? [] : [
      ["At least", told.minimum], ["Usually", "about " + told.usual + ", without waiting"],
      ["By", parts(data, way)], ["Compared", told.sharing],
      ["Access", told.access.join("; ")], ["Gaps", told.stitched],
      ["Why", told.why],
    ];
    return facts([
      [way.isReach ? "From" : "From, to", block.ends],
      [way.isReach ? "As far as" : "Length", told.distance + (way.isReach ? " on the network" : "")],
      ...path,
      ["Straight line", block.straight && "The leg as drawn, straight: " + block.straight], ["By way of", block.via && block.via + ", as was asked for"],
      [avoided && avoided.label, avoided && avoided.why + limit],
      ["But", told.against], ["As of", block.when],
    ]);
  }

  function others(data, way, state) {
    const list = [...data.ways.values()].filter((each) => each.block === way.block && each !== way);
    if (!list.length) return null;
    return section("Other paths", el("ul", { class: "plain" }, list.map((each) => el("li", {},
      Routes.button(Routes.wayTitle(each), { class: "link" }, () => Routes.openWay(state, each)),
      el("span", { class: "meta" }, " " + each.summary)))));
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
      : el("p", { class: "switched-off" }, "Not shown on the map: this line is switched off. ",
          Routes.button("Show", { class: "link" }, () => Routes.openWay(state, way)));
    return [
      show,
      el("p", { class: "counted" }, Routes.NOT_REPORTED),
      el("p", { class: "meta", dir: "auto" }, block.title),
      figures(data, way), stays(way), towns(way), crossings(state, way), links(way),
      notes.length ? section("Notes", el("ul", {}, notes.map((text) => el("li", { dir: "auto" }, text)))) : null,
      speeds.length ? section("Speeds", ...speeds.map((text) => el("p", { class: "meta" }, text))) : null,
      others(data, way, state),
      data.payload.network_credits.length
        ? section("Networks", ...data.payload.network_credits.map((text) => el("p", { class: "links" }, text))) : null,
    ];
  };

  /* On a leg: the ways that were computed in its stead. */
  Routes.waysInstead = function (data, leg, state) {
    const list = [...data.ways.values()].filter((way) => way.block.leg === leg.id);
    if (!list.length) return null;
    return section("How else it could have gone",
      el("p", { class: "meta" }, "Computed; no source reports these."),
      el("ul", { class: "plain" }, list.map((way) => el("li", {},
        Routes.button(Routes.wayTitle(way), { class: "link", dir: "auto" }, () => Routes.openWay(state, way)),
        el("span", { class: "meta" }, " " + Routes.modeOf(data, way.block) + ", " + way.summary)))));
  };
})((globalThis.Routes = globalThis.Routes || {}));
