/* The flow that stands out: the one that a reader chose, or whose row has the focus or the pointer.
 * It is drawn on a canvas of its own, so that all others need not be drawn anew to be fainter. */
(function (Routes) {
  "use strict";

  Routes.createMark = function (map, crowd, payload, shown) {
    const colours = Routes.crowdColours(payload);
    /* Flows are others in every view: what is kept is a route of the flow. */
    let chosen = null;
    let pointed = null;
    let flow = null;

    const flowOf = (route) => (route === null ? null
      : shown.flows().find((each) => each.routes.includes(route)) || null);

    function* begin(frame, pen, whole) {
      const view = { ...shown.viewOf(frame), isEnough: true, isMarked: true };
      if (shown.kind() === "flows") Routes.drawFlow(pen, flow, view, colours(), payload.groups);
      else yield* Routes.drawLines(pen, crowd, flow.routes, view, colours());
      whole();
    }

    const canvas = Routes.createCanvas(map, 451, begin, { name: "marked", isWanted: () => flow !== null });

    function draw() {
      flow = flowOf(pointed) || flowOf(chosen);
      map.getPane("crowd").classList.toggle("behind", flow !== null);
      canvas.draw();
    }

    /* The flows of the view are there by now. */
    map.on("crowddrawn", draw);
    return {
      /* The chosen flow as it is in this view, or null. */
      chosen: () => flowOf(chosen),
      route: () => chosen,
      choose(route) {
        [chosen, pointed] = [route, null];
        draw();
      },
      point(route) {
        if (route === pointed) return;
        pointed = route;
        draw();
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
