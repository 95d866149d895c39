/* Who says so, in which words, and through whom. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  /* So many digits of a hash are shown with each claim. */
  const HASH = 16;

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
      el("p", {}, Routes.t("\u201c{title}\u201d", { title: claim.quote })));
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
      ? Routes.t("anonymous: a source whose name is withheld")
      : Routes.t("unidentified: nobody says who; it may be one of the others");
  };

  /* From what was read, through who quotes whom, to the origin: ids of sources. */
  function voicesOf(data, claim) {
    const read = [];
    let id = claim.source;
    while (id !== claim.document && data.sources.has(id)) {
      id = data.sources.get(id).read_in_id;
      if (!id || read.includes(id)) break;
      read.unshift(id);
    }
    return [...read.filter((each) => !claim.chain_ids.includes(each)), ...claim.chain_ids];
  }

  function link(data, claim, id, i) {
    const source = data.sources.get(id);
    const isOrigin = id === claim.chain_ids[claim.chain_ids.length - 1];
    const identity = Routes.identityOf(source);
    const mark = (text) => [" ", el("span", { class: "mark" }, text)];
    return el("li", { class: isOrigin ? "origin" : null },
      i ? el("span", { "aria-hidden": "true" }, " \u2190 ") : null,
      el("span", { class: "name", dir: "auto" }, source ? source.label : id),
      id === claim.document ? mark(Routes.t("read here")) : null,
      isOrigin ? mark(Routes.t("origin")) : null,
      identity ? [" ", el("span", { class: "identity" }, identity)] : null);
  }

  /* Who was read in nobody else's words, and speaks for itself under its name, needs no chain. */
  Routes.chainOf = function (data, claim) {
    const voices = voicesOf(data, claim);
    if (voices.length < 2 && !Routes.identityOf(data.sources.get(claim.source))) return null;
    return el("ol", {
      class: "chain", "aria-label": Routes.t("Who quotes whom, from the report to the origin"),
    }, voices.map((id, i) => link(data, claim, id, i)));
  };

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

  function rating(data, id) {
    const { label: name, reliability: code, reliability_label: meaning } = data.sources.get(id) || {};
    return { name, rating: code ? Routes.t("{code} of A to F, {meaning}", { code, meaning: meaning || "" })
      : Routes.t("not rated") };
  }

  /* How reliable the origin is, who said it first; and what was read, and who is quoted there. */
  function reliabilities(data, { source, document, chain_ids: ids }) {
    const origin = ids[ids.length - 1];
    if (origin === document) return [Routes.t("Reliability of the source: {rating}", rating(data, origin))];
    return [
      Routes.t("First said by {name}: reliability {rating}", rating(data, origin)),
      source === origin || source === document ? null
        : Routes.t("Who reports it, {name}: reliability {rating}", rating(data, source)),
      Routes.t("What was read, {name}: reliability {rating}", rating(data, document)),
    ];
  }

  /* How far the origin, the report and what it says can be believed, a sentence each. */
  Routes.ratingsOf = (data, claim) => [
    ...reliabilities(data, claim),
    claim.credibility ? Routes.t("Credibility of what it says: {code} of 1 to 6, {meaning}",
      { code: claim.credibility, meaning: claim.credibility_label || "" })
      : Routes.t("Credibility of what it says: not rated"),
  ].filter(Boolean);

  function recordOf(data, claim, state) {
    const source = data.sources.get(claim.source);
    const read = data.sources.get(claim.document);
    const number = source && (source.issued
      ? Routes.t("Source {number}, {date}", { number: source.number, date: source.issued })
      : Routes.t("Source {number}", { number: source.number }));
    return [
      el("ul", { class: "ratings" }, [number, ...Routes.ratingsOf(data, claim)].map((text) =>
        text ? el("li", {}, text) : null)),
      read && read.sha256 ? hashOf(read, state) : null,
    ];
  }

  /* Tells whether a text at hand is the one that was read. All of it stands with the document. */
  function hashOf(read, state) {
    const begin = el("code", {}, read.sha256.slice(0, HASH) + "\u2026");
    return el("p", { class: "links hash" }, Routes.t("SHA-256 of what was read:"), " ",
      state ? Routes.button(begin, { class: "link" }, () => state.select({ kind: "source", id: read.id })) : begin);
  }

  function whoOf(data, claim, isGuess, state) {
    const name = el("strong", { dir: "auto" }, claim.label);
    const who = state && data.sources.has(claim.source)
      ? Routes.button(name, { class: "link" }, () => state.select({ kind: "source", id: claim.source }))
      : name;
    return el("p", { class: "who" },
      el("span", { class: "stance" }, Routes.stance(claim, isGuess)), " ", who);
  }

  /* Claims of one source, in one sense, from the same origin and equally credible are told
   * together, each once. */
  function voices(claims) {
    const found = new Map();
    for (const claim of claims) {
      const key = JSON.stringify([claim.source, claim.stance, claim.chain_ids, claim.credibility]);
      const same = found.get(key) || [];
      if (!same.some((other) => other.citation === claim.citation)) found.set(key, same.concat(claim));
    }
    return [...found.values()];
  }

  function told(data, claim) {
    return [quoteOf(claim), wordsOf(claim), translationOf(claim),
      claim.says ? el("p", { class: "says", dir: "auto" }, claim.says) : null,
      claim.when ? el("p", { class: "links" }, Routes.t("Said of: {when}", { when: claim.when })) : null,
      claim.note ? el("p", { class: "note", dir: "auto" }, claim.note) : null,
      linksOf(data, claim), Routes.citeButton(claim)];
  }

  function voice(data, claims, isGuess, state) {
    const [first] = claims;
    return el("li", { class: "claim " + first.stance }, whoOf(data, first, isGuess, state),
      Routes.chainOf(data, first), claims.flatMap((claim) => told(data, claim)), recordOf(data, first, state));
  }

  Routes.claims = (data, claims, isGuess, state) =>
    claims.length
      ? el("ol", { class: "claims" },
          voices(claims).map((each) => voice(data, each, isGuess, state)))
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
