/* Who says so, in which words, and through whom. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  /* "a, b and c", as the language of the page has it. */
  Routes.listed = function (words) {
    const tongue = Routes.tongue();
    const tag = tongue === "en" ? "en-GB" : tongue;
    return new Intl.ListFormat(tag, { type: "conjunction" }).format(words);
  };

  function quoteOf(claim) {
    if (!claim.quote) return null;
    const lang = Routes.language(claim.quote_language);
    return el("blockquote", { dir: "auto", lang: lang },
      el("p", {}, "\u201c", claim.quote, "\u201d"));
  }

  function wordsOf(claim) {
    if (!claim.quote) return null;
    const values = { document: claim.words_of, language: Routes.languageName(claim.quote_language) };
    return el("p", { class: "words-of" }, claim.quote_language
      ? Routes.t("in the words of {document} ({language})", values)
      : Routes.t("in the words of {document}", values));
  }

  function translationOf(claim) {
    if (!claim.translation) return null;
    return el("p", { class: "translation", dir: "auto" },
      Routes.t("In translation: \u201c{words}\u201d", { words: claim.translation }));
  }

  Routes.identityOf = function (source) {
    if (!source || source.identity === "named") return null;
    return source.identity === "anonymous"
      ? Routes.t("anonymous: one person whose name is withheld")
      : Routes.t("unidentified: nobody says who; it may be one of the others");
  };

  function link(data, claim, i) {
    const isOrigin = i === claim.chain.length - 1;
    const identity = Routes.identityOf(data.sources.get(claim.chain_ids[i]));
    return el("li", { class: isOrigin ? "origin" : null },
      i ? el("span", { "aria-hidden": "true" }, " \u2190 ") : null,
      el("span", { class: "name", dir: "auto" }, claim.chain[i]),
      isOrigin ? [" ", el("span", { class: "mark" }, Routes.t("origin"))] : null,
      identity ? [" ", el("span", { class: "identity" }, identity)] : null);
  }

  /* From the report to the origin. Who speaks for itself under its name needs no chain. */
  function chainOf(data, claim) {
    const alone = claim.chain.length < 2;
    if (alone && !Routes.identityOf(data.sources.get(claim.source))) return null;
    return el("ol", {
      class: "chain", "aria-label": Routes.t("Who quotes whom, from the report to the origin"),
    }, claim.chain.map((label, i) => link(data, claim, i)));
  }

  /* Links to the words where the document has an address, to the report, to the copies. */
  function linksOf(data, claim) {
    const source = data.sources.get(claim.source);
    const read = data.sources.get(claim.document) || source;
    const found = [];
    const add = (address, text) => {
      if (/^https?:\/\//i.test(address || "")) found.push(Routes.link(address, text));
    };
    add(claim.link, claim.quote
      ? Routes.t("The words in {document}", { document: claim.words_of })
      : Routes.t("Report"));
    if (source && (!claim.link || read !== source)) add(source.url, Routes.t("Report"));
    if (source) add(source.archive, Routes.t("Archived copy"));
    if (read && read !== source) add(read.archive,
      Routes.t("Archived copy of {document}", { document: read.label }));
    return found.length ? el("p", { class: "links away" }, found) : null;
  }

  function ratingsOf(data, claim) {
    const source = data.sources.get(claim.source);
    const lines = [];
    if (source && source.issued) {
      lines.push(Routes.t("Source {number}, {date}", { number: source.number, date: source.issued }));
    } else if (source) lines.push(Routes.t("Source {number}", { number: source.number }));
    if (source && source.reliability) {
      lines.push(Routes.t("Reliability of the source: {code} of A to F, {meaning}",
        { code: source.reliability, meaning: source.reliability_label || "" }));
    }
    if (claim.credibility) {
      lines.push(Routes.t("Credibility of what it says: {code} of 1 to 6, {meaning}",
        { code: claim.credibility, meaning: claim.credibility_label || "" }));
    }
    return lines.map((text) => el("p", { class: "links" }, text));
  }

  function whoOf(data, claim, isGuess, state) {
    const name = el("strong", { dir: "auto" }, claim.label);
    const who = state && data.sources.has(claim.source)
      ? Routes.button(name, { class: "link" }, () => state.select({ kind: "source", id: claim.source }))
      : name;
    return el("p", { class: "who" },
      el("span", { class: "stance" }, Routes.stance(claim, isGuess)), " ", who);
  }

  Routes.claim = function (data, claim, isGuess, state) {
    return el("li", { class: "claim " + claim.stance },
      whoOf(data, claim, isGuess, state), quoteOf(claim), wordsOf(claim), translationOf(claim),
      claim.says ? el("p", { class: "says", dir: "auto" }, claim.says) : null,
      claim.when ? el("p", { class: "links" }, Routes.t("Said of: {when}", { when: claim.when })) : null,
      chainOf(data, claim),
      claim.note ? el("p", { class: "note", dir: "auto" }, claim.note) : null,
      ratingsOf(data, claim), linksOf(data, claim), Routes.citeButton(claim));
  };

  Routes.claims = (data, claims, isGuess, state) =>
    claims.length
      ? el("ol", { class: "claims" },
          claims.map((claim) => Routes.claim(data, claim, isGuess, state)))
      : el("p", { class: "nobody" }, Routes.t("No source reports this."));

  /* How many stand behind something, and how far they are independent. */
  Routes.counted = function (thing) {
    const { corroboration } = thing;
    const { origins, reports } = corroboration;
    const rest = origins.length === 1 && reports > 1
      ? Routes.t("They all rest on one origin: {origin}.", { origin: origins[0] })
      : origins.length > 1 && corroboration.at_least < corroboration.at_most
        ? Routes.t("Origins: {names}. Some of them may be one and the same.",
            { names: Routes.listed(origins) })
        : null;
    return [
      el("p", { class: "counted" }, Routes.backing(thing)),
      rest && !Routes.isGuess(thing) ? el("p", { class: "meta rest", dir: "auto" }, rest) : null,
    ];
  };
})((globalThis.Routes = globalThis.Routes || {}));
