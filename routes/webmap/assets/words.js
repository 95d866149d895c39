/* Sentences that several parts of the page need. */
(function (Routes) {
  "use strict";

  /* Who weighs a way does not say that anybody took it. */
  Routes.stance = function (claim, isGuess) {
    if (isGuess && claim.stance === "asserts") return Routes.t("Weighed by");
    if (claim.stance === "denies") return Routes.t("Denied by");
    if (claim.stance === "doubts") return Routes.t("Doubted by");
    return Routes.t("According to");
  };

  /* What is not said by what closes it or weighs it. */
  const STATUS = { closed: Routes.msg("closed"), hypothetical: Routes.msg("only weighed") };
  Routes.statusOf = (thing) => (Object.hasOwn(STATUS, thing.status) ? Routes.t(STATUS[thing.status]) : null);

  /* The name of a language where the browser knows it, else its tag. */
  Routes.languageName = function (tag) {
    if (!Routes.language(tag)) return tag;
    try {
      return new Intl.DisplayNames([Routes.tongue()], { type: "language", fallback: "code" }).of(tag);
    } catch {
      return tag;
    }
  };

  Routes.isGuess = (thing) => thing.status === "hypothetical" || thing.kind === "hypothetical";

  Routes.backing = (thing) => thing.corroboration.sentence;

  /* The claims that tell a version apart: on the whole of it, and on the leg it rests on. Who
   * reports a leg that somebody else took does not weigh the version that shares it. */
  Routes.telling = function (data, variant) {
    const leg = data.legs.get(variant.telling);
    const isBorrowed = leg && Routes.isGuess(variant) &&
      leg.variants.some((id) => data.variants.get(id).kind === "reported");
    return variant.claims.concat(leg && !isBorrowed ? leg.claims : []);
  };

  /* A name may hold a comma itself. */
  function listed(names) {
    const all = [...new Set(names)];
    return all.join(all.some((name) => name.includes(",")) ? "; " : ", ");
  }

  Routes.labelsOf = (claims) => listed(claims.map((claim) => claim.label));

  /* "Yonhap, RIA Novosti; denied by Fontanka" */
  Routes.whoSays = function (data, variant) {
    const { denied_by: deniers, doubted_by: doubters, told_by: told } = variant.corroboration;
    const names = listed(told);
    const says = Routes.isGuess(variant) ? names && Routes.t("weighed by {names}", { names })
      : names || Routes.t("no source says so");
    return [
      says,
      deniers.length ? Routes.t("denied by {names}", { names: listed(deniers) }) : "",
      doubters.length ? Routes.t("doubted by {names}", { names: listed(doubters) }) : "",
    ].filter(Boolean).join("; ");
  };

  /* How many origins stand behind something. */
  Routes.originsOf = (thing) => thing.corroboration.counted;

  /* What of a version is closed, since when and according to whom, one sentence each. */
  Routes.closedIn = function (data, variant) {
    const legs = variant.legs.map((id) => data.legs.get(id)).filter(Boolean);
    const closures = new Set(legs.flatMap((leg) => Routes.closuresOf(leg, [variant])));
    /* What the version says of itself is not said again of its legs. */
    const isOwn = (each) => each !== variant && each.closed_told === variant.closed_told;
    return [...closures].filter((each) => !isOwn(each))
      .sort((a, b) => (b === variant) - (a === variant))
      .map((each) => (each === variant ? each.closed_told
        : Routes.t("{leg}: {closed}", { leg: each.title, closed: each.closed_told })));
  };

  /* The mode and the status of a leg that is kept back: of it only who speaks of it is told. */
  Routes.WITHHELD = "withheld";
  Routes.isKeptBack = (leg) => leg.mode === Routes.WITHHELD;

  /* Whether a page shows more than what was computed. */
  Routes.isReported = (data) => data.payload.variants.length > 0;

  Routes.modeOf = function (data, leg) {
    const mode = data.modes.get(leg.mode);
    return mode ? mode.label : leg.mode;
  };

  Routes.basisOf = function (leg) {
    if (leg.status === "hypothetical") return Routes.t("Hypothetical: weighed, but no source reports it.");
    if (leg.grammar === "unasserted") return Routes.t("Not asserted: no source says so.");
    if (leg.basis === "reported") return Routes.t("Reported: a source says so.");
    if (leg.basis === "inferred" && Routes.isKeptBack(leg)) {
      return Routes.t("Inferred: our reading of what the sources say; the reason is withheld.");
    }
    if (leg.basis === "inferred") {
      return Routes.t("Inferred: our reading of what the sources say; the reason is given.");
    }
    if (leg.basis === "computed") return Routes.t("Computed: a program filled in the path.");
    return leg.basis;
  };

  /* The legs that every reported version has. */
  Routes.sharedLegs = function (data) {
    const reported = data.payload.variants.filter((v) => v.kind === "reported");
    return data.payload.legs.filter((leg) =>
      reported.length > 0 && reported.every((v) => v.legs.includes(leg.id)));
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
