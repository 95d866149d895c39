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

  /* Whether a page shows more than what was computed. */
  Routes.isReported = (data) => data.payload.variants.length > 0;

  Routes.modeOf = function (data, leg) {
    const mode = data.modes.get(leg.mode);
    return mode ? mode.label : leg.mode;
  };

  Routes.basisOf = function (leg) {
    if (leg.status === "hypothetical") return "Hypothetical: weighed, but no source reports it.";
    if (leg.grammar === "unasserted") return "Not asserted: no source says so.";
    if (leg.basis === "reported") return "Reported: a source says so.";
    if (leg.basis === "inferred") return "Inferred: our reading of what the sources say; the reason is given.";
    if (leg.basis === "computed") return "Computed: a program filled in the path.";
    return leg.basis;
  };

  /* The legs that every reported version has: what the reports agree on. */
  Routes.sharedLegs = function (data) {
    const reported = data.payload.variants.filter((v) => v.kind === "reported");
    return data.payload.legs.filter((leg) =>
      reported.length > 0 && reported.every((v) => v.legs.includes(leg.id)));
  };

  /* Said only where there are versions to compare. */
  Routes.sharedSentence = function (data) {
    if (data.payload.variants.filter((v) => v.kind === "reported").length < 2) return null;
    const titles = Routes.sharedLegs(data).map((leg) => leg.title);
    return titles.length ? "All reported versions share: " + titles.join("; ") + "."
      : "No leg is in all of the reported versions.";
  };

  /* From the least founded on. */
  const FOUNDED = ["unasserted", "hypothetical", "inferred", "computed", "reported"];

  /* A version is founded no better than the least founded of the legs that set it apart. */
  Routes.grammarOf = function (data, variant) {
    const shared = new Set(Routes.sharedLegs(data).map((leg) => leg.id));
    const own = variant.legs.filter((id) => !shared.has(id));
    const used = new Set((own.length ? own : variant.legs).map((id) =>
      data.legs.has(id) ? data.legs.get(id).grammar : null));
    const guess = variant.kind === "hypothetical" ? "hypothetical" : null;
    return data.grammars.get(guess || FOUNDED.find((id) => used.has(id)) || "reported") ||
      { dash: "", width: 2.5, opacity: 1, colour: null };
  };

  Routes.isContested = (claims) => claims.some((claim) => claim.stance !== "asserts");
})((globalThis.Routes = globalThis.Routes || {}));
