/* The evidence: who says so, who contradicts it, how the line was drawn. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  /* More contradictions than this are folded. */
  const AGAINST = 8;

  function facts(pairs) {
    const list = el("dl", { class: "facts" });
    for (const [key, value] of pairs) {
      if (value) list.append(el("div", {}, el("dt", {}, key), el("dd", { dir: "auto" }, value)));
    }
    return list.children.length ? list : null;
  }

  function section(title, ...content) {
    return el("section", {}, el("h3", {}, title), content);
  }

  Routes.sheet = { facts, section };

  /* A list of things to go on to, each with a remark. */
  function onward(items, open, tag) {
    return el(tag || "ul", { class: tag === "ol" ? "plain numbered" : "plain" },
      items.map(([kind, id, title, remark]) => el("li", {},
        Routes.button(title, { class: "link row", dir: "auto" }, () => open({ kind, id })),
        remark ? el("span", { class: "meta" }, " ", remark) : null)));
  }

  function closedSection(data, thing, state) {
    if (!thing.closed) return null;
    return section(Routes.t("Closed"), el("p", { class: "closed-note" }, thing.closed),
      thing.closed_claims.length ? Routes.claims(data, thing.closed_claims, false, state) : null);
  }

  function unseen(text, label, action) {
    return el("p", { class: "switched-off" }, text, " ", Routes.button(label, { class: "link" }, action));
  }

  /* What is switched off can still be read about; then the page says why it is not seen. */
  function switchedOff(state, variants, text, again) {
    if (Routes.isShown(state, variants)) return null;
    return unseen(text, Routes.t("Show"), () => {
      state.show([...state.visible, ...variants]);
      again();
    });
  }

  /* Nor does what a filter or a time hides come back before that is lifted. */
  function filteredOut(state, hidden, all, again) {
    if (!hidden) return null;
    const values = { all: Routes.number(all) };
    const text = hidden < all
      ? Routes.tn("{n} of its {all} legs hidden by filters", "{n} of its {all} legs hidden by filters", hidden, values)
      : state.filters.size ? Routes.t("Not shown on the map: filters hide it.")
        : Routes.t("Not shown on the map: it lies outside of the time that was chosen.");
    const label = state.filters.size ? Routes.t("Clear filters") : Routes.t("Show all times");
    return unseen(text, label, () => {
      state.clearFilters();
      again();
    });
  }

  /* Who asserts, and apart from them who does not. */
  function claimSections(data, claims, isGuess, state) {
    const asserting = claims.filter((claim) => claim.stance === "asserts");
    const others = claims.filter((claim) => claim.stance !== "asserts");
    return [
      section(isGuess ? Routes.t("Who weighs it") : Routes.t("Who says so"),
        Routes.claims(data, asserting, isGuess, state)),
      others.length
        ? section(Routes.t("Who denies or doubts it"), Routes.claims(data, others, isGuess, state))
        : null,
    ];
  }

  function contradictionList(data, found, open) {
    const list = (some) => el("ul", { class: "against" }, some.map((c) => el("li", { dir: "auto" }, c.reason, " ",
      data.legs.has(c.leg)
        ? Routes.button(c.title, { class: "link" }, () => open({ kind: "leg", id: c.leg }))
        : c.title)));
    const more = found.slice(AGAINST);
    return [list(found.slice(0, AGAINST)),
      more.length ? el("details", {}, el("summary", {}, Routes.tn("{n} more contradiction.",
        "{n} more contradictions.", more.length)), list(more)) : null];
  }

  /* That two lines cannot both be true no source has said: it is our deduction. */
  function against(data, leg, open) {
    return leg.contradictions.length ? section(Routes.t("Cannot both hold as drawn (our deduction)"),
      ...contradictionList(data, leg.contradictions, open)) : null;
  }

  function line(data, leg) {
    const grammar = data.grammars.get(leg.grammar);
    return section(Routes.t("The line"),
      facts([
        [Routes.t("From, to"), leg.ends],
        [Routes.t("By"), Routes.modeOf(data, leg)],
        [Routes.t("When"), leg.when || Routes.t("No report says when.")],
        [Routes.t("Distance"), leg.distance],
        [Routes.t("Basis"), Routes.basisOf(leg)],
        [Routes.t("Reason"), leg.reason],
        [Routes.t("Drawn"), leg.method],
        [Routes.t("Meaning"), grammar && !Routes.isKeptBack(leg) ? grammar.explains : null],
        [leg.fades_at === "start" ? Routes.t("Starts") : Routes.t("Ends"), leg.fades ? veil(
          data.places.get(leg.fades_at === "start" ? leg.start : leg.end),
          Routes.t("In an area, not at a point. The line fades because nobody says where.")) : null],
        [Routes.t("Note"), leg.note],
      ]),
      leg.parts.length ? null
        : el("p", { class: "nobody" }, Routes.t("This leg is not drawn.")));
  }

  function legEvidence(data, leg, open, state) {
    const isGuess = Routes.isGuess(leg);
    const versions = leg.variants.filter((id) => data.variants.has(id));
    const off = leg.variants.length === 1
      ? Routes.t("Not shown on the map: its version is switched off.")
      : Routes.t("Not shown on the map: its versions are switched off.");
    const again = () => open({ kind: "leg", id: leg.id });
    return [
      leg.parts.length ? switchedOff(state, leg.variants, off, again) : null,
      leg.parts.length && leg.variants.length ? filteredOut(state, state.allows(leg) ? 0 : 1, 1, again) : null,
      ...Routes.counted(leg),
      ...claimSections(data, leg.claims, isGuess, state),
      against(data, leg, open),
      closedSection(data, leg, state),
      line(data, leg),
      Routes.waysInstead(data, leg, state),
      versions.length ? section(Routes.t("Versions that use it"), onward(
        versions.map((id) => ["variant", id, data.variants.get(id).title]), open)) : null,
    ];
  }

  function legRemark(data, leg) {
    const values = { mode: Routes.modeOf(data, leg), distance: leg.distance };
    const others = leg.variants.length - 1;
    if (others < 1) return Routes.t("{mode}, {distance}, only in this version", values);
    return Routes.tn("{mode}, {distance}, shared with {n} other version",
      "{mode}, {distance}, shared with {n} other versions", others, values);
  }

  function sentences(title, list) {
    if (!list.length) return null;
    return section(title, el("ul", { class: "told" },
      list.map((text) => el("li", { dir: "auto" }, text))));
  }

  function variantEvidence(data, variant, open, state) {
    const legs = variant.legs.map((id) => data.legs.get(id)).filter(Boolean);
    const again = () => open({ kind: "variant", id: variant.id });
    return [
      switchedOff(state, [variant.id], Routes.t("Not shown on the map: this version is switched off."), again),
      filteredOut(state, legs.filter((leg) => !state.allows(leg, variant)).length, legs.length, again),
      variant.summary ? el("p", { class: "summary", dir: "auto" }, variant.summary) : null,
      ...Routes.counted(variant),
      facts([[Routes.t("Distance"), variant.distance], [Routes.t("Note"), variant.note],
        [Routes.t("Status"), Routes.statusOf(variant)],
        [Routes.t("Missing"), variant.missing.join(", ")]]),
      closedSection(data, variant, state),
      section(Routes.t("Legs, in order"), onward(
        legs.map((leg) => ["leg", leg.id, leg.title, legRemark(data, leg)]), open, "ol")),
      sentences(Routes.t("What is reported"), variant.known),
      sentences(Routes.t("What is not known"), variant.unknown),
      ...claimSections(data, Routes.telling(data, variant), Routes.isGuess(variant), state),
    ];
  }

  /* What is said of a place, unless more is known of it than is told. */
  const veil = (place, text) => (place && place.veiled ? Routes.t("Where exactly is withheld.") : text);

  function extent(place) {
    if (place.area) {
      return [Routes.t("Extent"), veil(place, Routes.t("an area; no point is drawn, because none is known"))];
    }
    const is = place.radius_m >= 1000;
    const n = Routes.number(Math.round(is ? place.radius_m / 1000 : place.radius_m));
    return [Routes.t("Within"), is ? Routes.t("{n} km", { n }) : Routes.t("{n} m", { n })];
  }

  /* A way on, and of every version that takes it who says so and how many origins there are. */
  function wayOn(data, leg, open) {
    const grammar = data.grammars.get(leg.grammar);
    const values = { mode: Routes.modeOf(data, leg), place: Routes.placeName(data, leg.end),
      basis: grammar ? grammar.label : leg.basis };
    const versions = leg.variants.map((id) => data.variants.get(id)).filter(Boolean);
    return el("li", {}, Routes.button(leg.title, { class: "link row", dir: "auto" }, () => open({ kind: "leg", id: leg.id })),
      el("p", { class: "meta" }, leg.mode === "unknown" || Routes.isKeptBack(leg) ? Routes.t("to {place}; {basis}", values)
        : Routes.t("{mode} to {place}; {basis}", values)),
      el("ul", { class: "plain takers" }, versions.map((variant) => el("li", {},
        Routes.variantBadge(data, variant), " ",
        Routes.button(variant.title, { class: "link", dir: "auto" }, () => open({ kind: "variant", id: variant.id })),
        el("span", { class: "meta", dir: "auto" }, " ", Routes.isGuess(variant) ? Routes.whoSays(data, variant)
          : Routes.t("{names}; {origins}", { names: Routes.whoSays(data, variant), origins: Routes.originsOf(variant) }))))));
  }

  function placeEvidence(data, place, open) {
    const legs = data.payload.legs;
    const onwards = legs.filter((leg) => leg.start === place.id);
    const here = legs.filter((leg) => leg.end === place.id);
    const events = data.payload.events.filter((event) => event.place === place.id);
    const parting = data.payload.divergences.filter((d) => d.places.includes(place.id));
    return [
      ...parting.map((d) => el("p", { class: "parting", dir: "auto" }, d.sentence)),
      onwards.length ? section(Routes.t("Ways on from here"),
        el("ul", { class: "plain" }, onwards.map((leg) => wayOn(data, leg, open)))) : null,
      here.length ? section(Routes.t("Ways that end here"), onward(
        here.map((leg) => ["leg", leg.id, leg.title, Routes.backing(leg)]), open)) : null,
      events.length ? section(Routes.t("Events here"),
        onward(events.map((event) => ["event", event.id, event.title, event.when]), open)) : null,
      section(Routes.t("The place"), facts([
        [Routes.t("In the case"), place.written === place.label ? null : place.written],
        [Routes.t("Kind"), place.kind_label], [Routes.t("Precision"), place.precision_label],
        extent(place), [Routes.t("How sure"), place.sure], [Routes.t("Why this place"), place.reason],
      ])),
    ];
  }

  function eventEvidence(data, event, open, state) {
    const place = data.places.get(event.place);
    return [
      ...Routes.counted(event),
      place && place.point ? filteredOut(state, Routes.allowsEvent(state, event) ? 0 : 1, 1,
        () => open({ kind: "event", id: event.id })) : null,
      event.not_on_map ? el("p", { class: "nobody" }, event.not_on_map) : null,
      facts([[Routes.t("Where"), place ? place.label : event.place],
        [Routes.t("When"), event.when || Routes.t("No report says when.")],
        [Routes.t("Note"), event.note]]),
      ...claimSections(data, event.claims, false, state),
    ];
  }

  function disputeEvidence(data, dispute, open, state) {
    return [
      ...dispute.positions.map((position) => el("section", { class: "position" },
        el("h3", { dir: "auto" }, position.says), Routes.claims(data, position.claims, false, state))),
      dispute.note ? el("p", { class: "note", dir: "auto" }, dispute.note) : null,
    ];
  }

  /* Everything that a source says here, itself or quoted by another. */
  function saidBy(data, id, key) {
    return data.payload[key].filter((thing) =>
      thing.claims.some((claim) => claim.source === id || claim.chain_ids.includes(id)));
  }

  function sourceEvidence(data, source, open) {
    const said = [["legs", "leg"], ["variants", "variant"], ["events", "event"]].flatMap(
      ([key, kind]) => saidBy(data, source.id, key).map((thing) => [kind, thing.id, thing.title]));
    return [
      facts([
        [Routes.t("Number"), String(source.number)], [Routes.t("Title"), source.title],
        [Routes.t("Author"), source.author], [Routes.t("Publisher"), source.publisher],
        [Routes.t("Issued"), source.issued], [Routes.t("Language"), source.language && Routes.languageName(source.language)],
        [Routes.t("Read in"), source.read_in],
        [Routes.t("Identity"), Routes.identityOf(source)],
        [Routes.t("Reliability"), source.reliability && Routes.t("{code} of A to F, {meaning}",
          { code: source.reliability, meaning: source.reliability_label || "" })],
        [Routes.t("Report"), source.url && Routes.link(source.url, source.url)],
        [Routes.t("Archived"), source.archive && Routes.link(source.archive, source.archive)],
        [Routes.t("SHA-256"), source.sha256 && el("code", {}, source.sha256)],
        [Routes.t("Note"), source.note],
      ]),
      said.length ? section(Routes.t("What rests on it"), onward(said, open)) : null,
    ];
  }

  const byId = (list) => new Map(list.map((item) => [item.id, item]));

  /* By kind: its name, where they are, what one is called, and what is told of it. */
  const KINDS = {
    leg: [() => Routes.t("Leg"), (d) => d.legs, (x) => x.title, legEvidence],
    variant: [() => Routes.t("Version"), (d) => d.variants, (x) => x.title, variantEvidence],
    place: [() => Routes.t("Place"), (d) => d.places, (x) => x.label, placeEvidence],
    event: [() => Routes.t("Event"), (d) => d.events, (x) => x.title, eventEvidence],
    dispute: [() => Routes.t("Disputed"), (d) => byId(d.payload.disputes), (x) => x.question, disputeEvidence],
    source: [() => Routes.t("Source"), (d) => d.sources, (x) => x.label, sourceEvidence],
    way: [() => Routes.t("Computed"), (d) => d.ways, (x) => Routes.wayTitle(x),
      (data, way, open, state) => Routes.wayEvidence(data, way, state)],
  };

  function colours(data, what, thing) {
    const ids = what.kind === "variant" ? [thing.id] : thing.variants || [];
    const dots = el("span", { class: "dots", "aria-hidden": "true" });
    for (const id of ids) {
      const variant = data.variants.get(id);
      if (variant) dots.append(Routes.paint(el("span", { class: "dot-own" }), variant.colour));
    }
    return dots;
  }

  /* To the one before and the one after of its kind, in the order of the case. */
  function neighbours(what, things, title, go) {
    const ids = [...things.keys()];
    const at = ids.indexOf(what.id);
    const step = (to, name, sign, label) => {
      const thing = things.get(ids[to]);
      return Routes.button(el("span", { "aria-hidden": "true" }, sign), {
        class: "step " + name, disabled: !thing,
        "aria-label": thing ? label(title(thing)) : label(Routes.t("none")),
      }, () => go({ kind: what.kind, id: ids[to] }, name));
    };
    return ids.length < 2 ? [] : [
      step(at - 1, "previous", "\u2039", (name) => Routes.t("Previous: {title}", { title: name })),
      step(at + 1, "next", "\u203a", (name) => Routes.t("Next: {title}", { title: name })),
    ];
  }

  /* The evidence view. `select` shows something; Escape or the button closes, and the
   * focus goes back to where it came from. What is selected may say why, in `because`. */
  Routes.createEvidence = function (data, state, node) {
    let opener = null;
    let stepped = null;

    function close() {
      if (node.hidden) return;
      node.hidden = true;
      node.replaceChildren();
      state.select(null);
      if (opener && opener.isConnected && opener !== document.body) opener.focus();
      opener = null;
    }

    function go(what, step) {
      stepped = step;
      state.select(what);
      stepped = null;
    }

    function show(what) {
      if (!KINDS[what.kind]) return;
      const [name, map, title, body] = KINDS[what.kind];
      const thing = map(data).get(what.id);
      if (!thing) return;
      if (node.hidden) opener = document.activeElement;
      node.hidden = false;
      const heading = el("h2", { tabindex: "-1", dir: "auto" }, title(thing));
      node.replaceChildren(
        el("div", { class: "evidence-top" },
          el("span", { class: "kicker" }, name()), colours(data, what, thing),
          el("span", { class: "turns" }, neighbours(what, map(data), title, go)),
          Routes.button(Routes.t("Close"), {
            class: "close", "aria-label": Routes.t("Close the evidence"),
          }, close)),
        heading,
        ...[
          what.because ? el("p", { class: "because", dir: "auto" }, what.because) : null,
          ...body(data, thing, state.select.bind(state), state),
        ].filter(Boolean));
      node.scrollTop = 0;
      const again = stepped && node.querySelector(".step." + stepped + ":not(:disabled)");
      (again || heading).focus({ preventScroll: true });
      if (again) Routes.announce(title(thing));
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
