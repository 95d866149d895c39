/* The state of the page of very many routes in its address: #off=by%20air&flow=17&at=60.1,30.2,4
 *
 *   off    groups that are off        draw   flows or lines, where a reader asked for them
 *   flow   the number of a route of the flow that was chosen
 *   at     longitude, latitude, zoom of the map's middle */
(function (Routes) {
  "use strict";

  const KINDS = ["flows", "lines"];
  /* What stands for a group without a name. */
  const UNNAMED = "-";

  const idOf = (group) => group.label || UNNAMED;

  /* `show` is told when the address said something else than the page shows. */
  Routes.createOverviewAddress = function ({ map, payload, options, mark, camera, show }, tools) {
    const { groups } = payload;
    const all = groups.reduce((sum, group) => sum + group.count, 0);

    function parts() {
      const off = groups.filter((_, i) => !options.isOn[i]);
      return [
        ...(off.length ? [["off", Routes.idList(off.map(idOf))]] : []),
        ...(KINDS.includes(options.kind) ? [["draw", options.kind]] : []),
        ...(mark.route() === null ? [] : [["flow", String(mark.route() + 1)]]),
      ];
    }

    function apply(said, isFirst) {
      const off = Routes.knownIds(said.get("off"), (id) => groups.some((group) => idOf(group) === id)) || [];
      const flow = /^\d+$/.test(said.get("flow") || "") ? Number(said.get("flow")) : 0;
      groups.forEach((group, i) => { options.isOn[i] = !off.includes(idOf(group)); });
      options.kind = KINDS.includes(said.get("draw")) ? said.get("draw") : "auto";
      mark.choose(flow >= 1 && flow <= all ? flow - 1 : null);
      if (!isFirst && !said.has("at")) camera.whole();
      show();
    }

    return Routes.createLink(map, tools, { parts: parts, apply: apply, place: () => String(mark.route()) });
  };
})((globalThis.Routes = globalThis.Routes || {}));
