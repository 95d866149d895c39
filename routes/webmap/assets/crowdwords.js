/* What flows and routes are called. */
(function (Routes) {
  "use strict";

  const { t, tn } = Routes;
  /* Of a degree of latitude. */
  const DEGREE_M = 111195;
  /* So near the end of a route without a name is told. */
  const NEAR_M = 1000;

  Routes.createCrowdWords = function (crowd, payload, projection) {
    /* Where there is no name, a point of the plane, so exactly that it is off by less than
     * `within_m`. */
    function spot([x, y], within_m) {
      const digits = Math.max(0, Math.min(3, Math.ceil(Math.log10(DEGREE_M / within_m))));
      const [lon, lat] = projection.inverse(x, y);
      const told = [lat, ((lon + 540) % 360) - 180].map((n) => Routes.number(Number(n.toFixed(digits)) + 0));
      return t("about {lat}, {lon}", { lat: told[0], lon: told[1] });
    }

    function area(found, point, size_m) {
      if (!found) return spot(point, size_m);
      if (!found.others) return found.name;
      const others = tn("{n} other place", "{n} other places", found.others);
      return t("{place} and {others}", { place: found.name, others: others });
    }

    const inOnePlace = (start, end) =>
      start && end && start.name === end.name && !start.others && !end.others;

    /* Between which areas a flow runs. */
    function flow({ routes, stays, from, to, size }) {
      const [start, end] = [1, 2].map((side) => Routes.commonest(crowd, routes, side));
      if (stays && inOnePlace(start, end)) return t("within {place}", { place: start.name });
      if (stays && !start && !end) return area(null, from, size);
      return t("{start} to {end}", { start: area(start, from, size), end: area(end, to, size) });
    }

    /* A first line and others. */
    function route(i) {
      const [name, ...ends] = crowd.about(i);
      const [start, end] = [crowd.starts[i], crowd.starts[i + 1] - 1].map((v, side) =>
        ends[side] || spot(crowd.xy.slice(2 * v, 2 * v + 2), NEAR_M));
      const group = payload.groups.length > 1 ? payload.groups[crowd.group[i]].label : "";
      return [name, t("{start} to {end}", { start: start, end: end }), group].filter(Boolean);
    }

    return {
      flow: flow,
      route: route,
      /* The lines of what is under the pointer, or null. */
      under(found) {
        if (!found || !found.flow) return found && route(found.route);
        return [tn("{n} route", "{n} routes", found.flow.count), flow(found.flow)];
      },
    };
  };
})((globalThis.Routes = globalThis.Routes || {}));
