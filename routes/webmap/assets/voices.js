/* Who says so, in short: for a step of the story. All of it is in the evidence. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  /* So many voices are told with their words, and so many contradictions; more are counted. */
  const TOLD = 3;

  /* Claims of one source that it has from the same origin, in the same sense, are one voice. */
  function voices(claims) {
    const found = new Map();
    for (const claim of claims) {
      const key = JSON.stringify([claim.source, claim.stance, claim.chain_ids]);
      found.set(key, (found.get(key) || []).concat(claim));
    }
    return [...found.values()].map((all) => all.filter((c) => c.quote).concat(all.filter((c) => !c.quote)));
  }

  function words(claim) {
    return [
      claim.quote
        ? el("blockquote", { dir: "auto", lang: Routes.language(claim.quote_language) },
            el("p", {}, Routes.t("\u201c{title}\u201d", { title: claim.quote })))
        : null,
      claim.translation ? el("p", { class: "translation", dir: "auto" },
        Routes.t("In translation: \u201c{words}\u201d", { words: claim.translation })) : null,
      claim.says ? el("p", { class: "says", dir: "auto" }, claim.says) : null,
      claim.note ? el("p", { class: "note", dir: "auto" }, claim.note) : null,
    ];
  }

  /* Who quotes whom; of one who quotes nobody only how far it is known. */
  function behind(data, claim) {
    const chain = Routes.chainOf(data, claim);
    if (chain && chain.children.length > 1) return chain;
    const identity = Routes.identityOf(data.sources.get(claim.source));
    return identity ? el("span", { class: "meta" }, identity) : null;
  }

  function voice(data, claims, isGuess) {
    const [claim, ...others] = claims;
    const more = others.filter((each) => each.quote).length;
    return el("figure", { class: "voice" }, words(claim),
      more ? el("p", { class: "meta" }, Routes.tn("{n} more quotation.", "{n} more quotations.", more)) : null,
      el("figcaption", {}, Routes.stance(claim, isGuess), " ", el("strong", { dir: "auto" }, claim.label),
        behind(data, claim),
        Routes.ratingsOf(data, claim).map((text) => el("span", { class: "meta" }, text))));
  }

  /* Those that are told, and the names of the others. */
  function told(data, claims, isGuess) {
    const all = voices(claims);
    const others = all.slice(TOLD).map(([claim]) => claim);
    return [
      ...all.slice(0, TOLD).map((each) => voice(data, each, isGuess)),
      others.length ? el("p", { class: "meta", dir: "auto" },
        Routes.t("Also: {names}", { names: Routes.labelsOf(others) })) : null,
    ];
  }

  /* Who asserts a leg or weighs it, and how many origins there are. */
  Routes.voicesFor = function (data, leg) {
    const isGuess = Routes.isGuess(leg);
    const claims = leg.claims.filter((claim) => claim.stance === "asserts");
    return el("section", { class: "story-words" },
      el("h3", {}, isGuess ? Routes.t("Who weighs it") : Routes.t("Who says so")),
      ...told(data, claims, isGuess), Routes.counted(leg));
  };

  /* Who denies or doubts it; and apart from them, since nobody says so, what cannot be true
   * together with it. */
  Routes.voicesAgainst = function (data, state, leg) {
    const claims = leg.claims.filter((claim) => claim.stance !== "asserts");
    const { contradictions } = leg;
    const more = contradictions.length - TOLD;
    if (!contradictions.length && !claims.length) return null;
    return el("section", { class: "story-against" },
      claims.length ? el("h3", {}, Routes.t("Who denies or doubts it")) : null,
      ...told(data, claims, false),
      contradictions.length ? el("h3", {}, Routes.t("Cannot both hold as drawn (our deduction)")) : null,
      contradictions.slice(0, TOLD).map((found) => el("p", { dir: "auto" }, found.reason, " ",
        data.legs.has(found.leg) ? Routes.button(found.title, { class: "link", dir: "auto" },
          () => state.select({ kind: "leg", id: found.leg })) : found.title)),
      more > 0 ? el("p", { class: "meta" }, Routes.tn("{n} more contradiction.", "{n} more contradictions.", more)) : null);
  };
})((globalThis.Routes = globalThis.Routes || {}));
