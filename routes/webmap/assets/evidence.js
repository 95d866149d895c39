/* Who says so, in which words, through whom, and who contradicts it. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  function quoteOf(claim) {
    if (!claim.quote) return null;
    const lang = Routes.language(claim.quote_language);
    const block = el("blockquote", { dir: "auto", lang: lang },
      el("p", {}, "\u201c", claim.quote, "\u201d"));
    return block;
  }

  function wordsOf(claim) {
    if (!claim.quote) return null;
    const language = claim.quote_language ? " (" + claim.quote_language + ")" : "";
    return el("p", { class: "words-of" }, "in the words of ", el("cite", {}, claim.words_of), language);
  }

  function chainOf(claim) {
    if (claim.chain.length < 2) return null;
    const node = el("p", { class: "chain" }, el("span", { class: "key" }, "Through "));
    claim.chain.forEach((label, i) => {
      if (i) node.append(" \u2190 ");
      node.append(el("span", { class: i === claim.chain.length - 1 ? "origin" : null }, label));
    });
    return node;
  }

  function sourceLinks(source) {
    if (!source) return null;
    const node = el("p", { class: "links" }, "Source " + source.number);
    if (source.issued) node.append(", " + source.issued);
    if (source.url) node.append(" \u00b7 ", Routes.link(source.url, "report"));
    if (source.archive) node.append(" \u00b7 ", Routes.link(source.archive, "archived copy"));
    if (source.reliability) {
      const label = source.reliability_label ? ": " + source.reliability_label : "";
      node.append(" \u00b7 reliability " + source.reliability + label);
    }
    return node;
  }

  Routes.claim = function (data, claim, isGuess) {
    const credibility = claim.credibility
      ? el("p", { class: "links" }, "Credibility " + claim.credibility +
          (claim.credibility_label ? ": " + claim.credibility_label : ""))
      : null;
    return el("li", { class: "claim " + claim.stance },
      el("p", { class: "who" }, el("span", { class: "stance" }, Routes.stance(claim, isGuess)), " ",
        el("strong", {}, claim.label)),
      quoteOf(claim), wordsOf(claim),
      claim.translation
        ? el("p", { class: "translation" }, el("span", { class: "key" }, "In translation "),
            "\u201c", claim.translation, "\u201d")
        : null,
      claim.says ? el("p", { class: "says", dir: "auto" }, claim.says) : null,
      claim.when ? el("p", { class: "links" }, "Said of: " + claim.when) : null,
      chainOf(claim), claim.note ? el("p", { class: "note" }, claim.note) : null,
      sourceLinks(data.sources.get(claim.source)), credibility);
  };

  Routes.claims = (data, claims, isGuess) =>
    claims.length
      ? el("ol", { class: "claims" }, claims.map((claim) => Routes.claim(data, claim, isGuess)))
      : el("p", { class: "nobody" }, "No source reports this.");

  function facts(pairs) {
    const list = el("dl", { class: "facts" });
    for (const [key, value] of pairs) {
      if (value) list.append(el("div", {}, el("dt", {}, key), el("dd", {}, value)));
    }
    return list;
  }

  function section(title, ...content) {
    return el("section", {}, el("h3", {}, title), content);
  }

  Routes.sheet = { facts, section };

  function closedSection(data, thing) {
    if (!thing.closed) return null;
    return section("Closed", el("p", { class: "closed-note" }, thing.closed),
      thing.closed_claims.length ? Routes.claims(data, thing.closed_claims) : null);
  }

  function counted(thing) {
    return el("p", { class: "counted" }, Routes.backing(thing));
  }

  /* What is switched off can still be read about; then the page says why it is not seen. */
  function switchedOff(state, variants, what, again) {
    if (Routes.isShown(state, variants)) return null;
    return el("p", { class: "switched-off" }, "Not shown on the map: " + what + " switched off. ",
      Routes.button("Show", { class: "link" }, () => {
        state.show([...state.visible, ...variants]);
        again();
      }));
  }

  function legEvidence(data, leg, open, state) {
    const grammar = data.grammars.get(leg.grammar);
    return [
      leg.parts.length
        ? switchedOff(state, leg.variants,
            leg.variants.length === 1 ? "its version is" : "its versions are",
            () => open({ kind: "leg", id: leg.id }))
        : null,
      counted(leg),
      section(Routes.isGuess(leg) ? "Who weighs it" : "Who says so",
        Routes.claims(data, leg.claims, Routes.isGuess(leg))),
      leg.contradictions.length
        ? section("What speaks against it", el("ul", { class: "against" },
            leg.contradictions.map((c) => el("li", {}, c.reason + " ",
              data.legs.has(c.leg)
                ? Routes.button(c.title, { class: "link" }, () => open({ kind: "leg", id: c.leg }))
                : c.title))))
        : null,
      closedSection(data, leg),
      section("The line",
        facts([
          ["From, to", leg.ends],
          ["By", Routes.modeOf(data, leg)],
          ["When", leg.when],
          ["Distance", leg.distance],
          ["Basis", Routes.basisOf(leg)],
          ["Reason", leg.reason],
          ["Drawn", leg.method],
          ["Meaning", grammar ? grammar.explains : null],
          [leg.fades_at === "start" ? "Starts" : "Ends", leg.fades
            ? "In an area, not at a point. The line fades because nobody says where." : null],
          ["Note", leg.note],
        ]),
        leg.parts.length ? null : el("p", { class: "nobody" }, "This leg could not be drawn.")),
      Routes.waysInstead(data, leg, state),
      section("Versions that use it", el("ul", { class: "plain" }, leg.variants
        .filter((id) => data.variants.has(id))
        .map((id) => el("li", {}, Routes.button(data.variants.get(id).title, { class: "link" },
          () => open({ kind: "variant", id: id })))))),
    ];
  }

  /* What tells a version apart: claims on the whole of it, and on the leg it rests on. */
  function telling(data, variant) {
    const leg = data.legs.get(variant.telling);
    return variant.claims.concat(leg ? leg.claims : []);
  }

  function sharing(leg) {
    const others = leg.variants.length - 1;
    if (others < 1) return ", only in this version";
    return ", shared with " + others + (others === 1 ? " other version" : " other versions");
  }

  function variantEvidence(data, variant, open, state) {
    const legs = variant.legs.map((id) => data.legs.get(id)).filter(Boolean);
    return [
      switchedOff(state, [variant.id], "this version is",
        () => open({ kind: "variant", id: variant.id })),
      variant.summary ? el("p", { class: "summary" }, variant.summary) : null,
      counted(variant),
      facts([["Distance", variant.distance], ["Note", variant.note],
        ["Status", variant.status === "open" ? null : variant.status],
        ["Missing", variant.missing.join(", ")]]),
      closedSection(data, variant),
      section("Legs, in order", el("ol", { class: "plain numbered" }, legs.map((leg) => el("li", {},
        Routes.button(leg.title, { class: "link" }, () => open({ kind: "leg", id: leg.id })),
        el("span", { class: "meta" }, " " + Routes.modeOf(data, leg) + ", " + leg.distance +
          sharing(leg)))))),
      section(Routes.isGuess(variant) ? "Who weighs it" : "Who says so",
        Routes.claims(data, telling(data, variant), Routes.isGuess(variant))),
    ];
  }

  function placeEvidence(data, place, open) {
    const legs = data.payload.legs.filter((l) => l.start === place.id || l.end === place.id);
    const metres = place.radius_m >= 1000
      ? Math.round(place.radius_m / 1000) + " km" : Math.round(place.radius_m) + " m";
    return [
      facts([
        ["Kind", place.kind], ["Precision", place.precision_label],
        [place.area ? "Extent" : "Within", place.area ? "an area; no point is drawn, because none is known" : metres],
        ["How sure", place.sure],
        ["Why this place", place.reason],
      ]),
      legs.length
        ? section("Legs here", el("ul", { class: "plain" }, legs.map((leg) => el("li", {},
            Routes.button(leg.title, { class: "link" }, () => open({ kind: "leg", id: leg.id }))))))
        : null,
    ];
  }

  function eventEvidence(data, event) {
    const place = data.places.get(event.place);
    return [
      counted(event),
      place && place.point ? null
        : el("p", { class: "nobody" }, "Not on the map: no exact place is named."),
      facts([["Where", place ? place.label : event.place], ["When", event.when], ["Note", event.note]]),
      section("Who says so", Routes.claims(data, event.claims)),
    ];
  }

  const KINDS = {
    leg: ["Leg", (d) => d.legs, (x) => x.title, legEvidence],
    variant: ["Version", (d) => d.variants, (x) => x.title, variantEvidence],
    place: ["Place", (d) => d.places, (x) => x.label, placeEvidence],
    event: ["Event", (d) => d.events, (x) => x.title, eventEvidence],
    way: ["Computed", (d) => d.ways, Routes.wayTitle, (data, way, open, state) => Routes.wayEvidence(data, way, state)],
  };

  /* The evidence view. `open` shows something; Escape or the button closes, and the
   * focus goes back to where it came from. */
  Routes.createEvidence = function (data, state, node) {
    let opener = null;

    function close() {
      if (node.hidden) return;
      node.hidden = true;
      node.replaceChildren();
      state.select(null);
      if (opener && opener.isConnected && opener !== document.body) opener.focus();
      opener = null;
    }

    function colours(what, thing) {
      const ids = what.kind === "variant" ? [thing.id] : thing.variants || [];
      const dots = el("span", { class: "dots", "aria-hidden": "true" });
      for (const id of ids) {
        const variant = data.variants.get(id);
        if (variant) dots.append(Routes.paint(el("span", { class: "dot-own" }), variant.colour));
      }
      return dots;
    }

    function show(what) {
      const [name, map, title, body] = KINDS[what.kind];
      const thing = map(data).get(what.id);
      if (!thing) return;
      if (node.hidden) opener = document.activeElement;
      node.hidden = false;
      const heading = el("h2", { tabindex: "-1", dir: "auto" }, title(thing));
      node.replaceChildren(
        el("div", { class: "evidence-top" }, el("span", { class: "kicker" }, name), colours(what, thing),
          Routes.button("Close", { class: "close", "aria-label": "Close the evidence" }, close)),
        heading, ...body(data, thing, state.select.bind(state), state).filter(Boolean));
      node.scrollTop = 0;
      heading.focus({ preventScroll: true });
    }

    state.listen((what) => {
      if (what !== "selected") return;
      if (state.selected) show(state.selected);
      else close();
    });
    document.addEventListener("click", Routes.followNote);
    document.addEventListener("keydown", (e) => {
      if (e.key === "Escape") close();
    });
    return { close };
  };
})((globalThis.Routes = globalThis.Routes || {}));
