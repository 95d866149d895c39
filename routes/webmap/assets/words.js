/* Sentences that several parts of the page need. */
(function (Routes) {
  "use strict";

  const STANCE = { asserts: "According to", denies: "Denied by", doubts: "Doubted by" };

  /* Who weighs a way does not say that anybody took it. */
  Routes.stance = (claim, isGuess) =>
    isGuess && claim.stance === "asserts" ? "Weighed by" : STANCE[claim.stance] || claim.stance;

  Routes.isGuess = (thing) => thing.status === "hypothetical" || thing.kind === "hypothetical";

  Routes.backing = function (thing) {
    if (!Routes.isGuess(thing)) return thing.corroboration.sentence;
    const n = thing.corroboration.reports;
    return "weighed in " + n + (n === 1 ? " report" : " reports") + ", reported by none";
  };

  Routes.modeOf = function (data, leg) {
    const mode = data.modes.get(leg.mode);
    return mode ? mode.label : leg.mode;
  };

  Routes.basisOf = function (leg) {
    if (leg.status === "hypothetical") return "Hypothetical: weighed, but no source reports it.";
    if (leg.grammar === "unasserted") return "Not asserted: no source says so.";
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
