/* Sentences that several parts of the page need. */
(function (Routes) {
  "use strict";

  const STANCE = { asserts: "says so", denies: "denies it", doubts: "doubts it" };

  Routes.stance = (claim) => STANCE[claim.stance] || claim.stance;

  Routes.modeOf = function (data, leg) {
    const mode = data.modes.get(leg.mode);
    return mode ? mode.label : leg.mode;
  };

  Routes.basisOf = function (leg) {
    if (leg.status === "hypothetical") return "Hypothetical: weighed, but no source reports it.";
    if (leg.basis === "reported") return "Reported: a source says so.";
    if (leg.basis === "inferred") return "Inferred: our reading, no source says it in so many words.";
    if (leg.basis === "computed") return "Computed: a program filled in the path.";
    return leg.basis;
  };

  Routes.ends = function (data, leg) {
    const name = (id) => (data.places.has(id) ? data.places.get(id).label : id);
    return name(leg.start) + " \u2192 " + name(leg.end);
  };

  Routes.isContested = (claims) => claims.some((claim) => claim.stance !== "asserts");
})((globalThis.Routes = globalThis.Routes || {}));
