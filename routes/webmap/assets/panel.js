/* The first view of the panel: versions to switch, legend, and all that a case holds in lists. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  /* A text longer than this, about three lines, is folded. */
  const LONG = 170;

  function summary(data) {
    const text = data.payload.summary;
    if (!text) return null;
    const node = el("p", { class: "summary", dir: "auto", id: "summary" }, text);
    if (text.length <= LONG) return node;
    node.classList.add("folded");
    const button = Routes.button("", { class: "link read-on", "aria-controls": "summary" }, () => set(!open));
    let open = false;
    function set(to) {
      open = to;
      node.classList.toggle("folded", !open);
      button.setAttribute("aria-expanded", String(open));
      button.textContent = open ? Routes.t("Less") : Routes.t("More");
    }
    set(false);
    return el("div", {}, node, button);
  }

  function folded(title, count, ...content) {
    return el("details", {}, el("summary", {}, el("h2", {}, title),
      count === null ? null : el("span", { class: "count" }, Routes.number(count))), content);
  }

  function pick(state, kind, id, text, meta) {
    return el("li", {},
      Routes.button(text, { class: "link pick", "data-kind": kind, "data-id": id, dir: "auto" },
        () => state.select({ kind: kind, id: id })),
      meta ? el("span", { class: "meta" }, " ", meta) : null);
  }

  /* What has no mark on the map says where it was, and why it has none. */
  const placed = (data, e) => el("span", { dir: "auto" }, Routes.t("{place}, {when}",
    { place: Routes.placeName(data, e.place), when: e.when || Routes.t("no date given") }), ". ", e.not_on_map);

  function lists(data, state) {
    const { legs, places, events } = data.payload;
    const about = (leg) => Routes.t("{mode}, {distance}",
      { mode: Routes.modeOf(data, leg), distance: leg.distance });
    const list = (title, items) => (items.length
      ? folded(title, items.length, el("ul", { class: "plain" }, items)) : null);
    return [
      list(Routes.t("Every leg"), legs.map((l) => pick(state, "leg", l.id, l.title, about(l)))),
      list(Routes.t("Places"), places.map((p) => pick(state, "place", p.id, p.label, p.precision_label))),
      list(Routes.t("Events"), events.map((e) => pick(state, "event", e.id, e.title,
        e.not_on_map ? placed(data, e) : e.when))),
    ];
  }

  function disputes(data) {
    const list = data.payload.disputes;
    if (!list.length) return null;
    return folded(Routes.t("What the sources disagree on"), list.length, list.map((d) =>
      el("section", { class: "dispute" }, el("h3", { dir: "auto" }, d.question),
        d.positions.map((p) => el("div", { class: "position" },
          el("p", { class: "says", dir: "auto" }, p.says), Routes.claims(data, p.claims))),
        d.note ? el("p", { class: "note", dir: "auto" }, d.note) : null)));
  }

  function verdict(holds) {
    if (holds === null) return Routes.t("cannot be told");
    return holds ? Routes.t("holds") : Routes.t("does not hold");
  }

  function checks(data) {
    const list = data.payload.checks;
    if (!list.length) return null;
    return folded(Routes.t("Claims about geography, checked"), list.length,
      el("ul", { class: "checks plain" }, list.map((c) => el("li", {},
        el("strong", { class: "verdict" }, verdict(c.holds)), " ", c.statement,
        c.quote ? el("blockquote", { dir: "auto" }, el("p", {}, "\u201c", c.quote, "\u201d")) : null,
        c.translation ? el("p", { class: "translation" }, "\u201c", c.translation, "\u201d") : null,
        c.source ? el("p", { class: "links" }, c.source) : null,
        c.note ? el("p", { class: "note" }, c.note) : null))));
  }

  function identity(source) {
    if (source.identity === "anonymous") return Routes.t("Anonymous.");
    return source.identity === "unidentified" ? Routes.t("Unidentified.") : null;
  }

  function line(parts) {
    const told = parts.filter(Boolean);
    return told.length ? el("p", { class: "meta", dir: "auto" }, told.flatMap((part) => [part, " "])) : null;
  }

  function sourceItem(s) {
    const who = [s.author, s.publisher, s.issued].filter(Boolean).join(", ");
    const more = [
      s.archive ? Routes.link(s.archive, Routes.t("Archived copy")) : null,
      s.read_in ? Routes.t("Read in {document}.", { document: s.read_in }) : null,
      identity(s), s.note,
    ];
    return el("li", { value: s.number }, Routes.link(s.url, s.title || s.label),
      line([who]), line(more));
  }

  function sources(data) {
    const list = data.payload.sources;
    if (!list.length) return null;
    return folded(Routes.t("Sources"), list.length, el("ol", { class: "sources" }, list.map(sourceItem)));
  }

  const texts = (list) => el("ul", {}, list.map((text) => el("li", { dir: "auto" }, text)));

  function parting(data) {
    const partings = data.payload.divergences.map((d) => d.sentence);
    const list = partings.concat(data.payload.shared);
    return list.length ? folded(Routes.t("Where the versions part"), partings.length || null, texts(list)) : null;
  }

  function notes(data) {
    const { notes: own, findings } = data.payload;
    const list = own.concat(findings.map((f) => f.message));
    return list.length ? folded(Routes.t("Notes"), list.length, texts(list)) : null;
  }

  function method(data) {
    const { credits, basemap } = data.payload;
    const all = credits.concat(basemap.credit && !credits.includes(basemap.credit) ? [basemap.credit] : []);
    return folded(Routes.t("Method and credits"), null,
      el("p", {}, Routes.projectionSentence(data)),
      Routes.isReported(data) ? el("p", {}, Routes.t("Every line but the computed ones is drawn from the " +
        "claims below; parallel lines are set side by side only so that each can be seen.")) : null,
      texts(all));
  }

  /* A title of many lines is folded, so that the map keeps its room; all of it is one press away. */
  function foldTitle() {
    const title = document.querySelector("h1");
    const button = Routes.button("", { class: "whole-title", hidden: true, "aria-expanded": "false",
      "aria-label": Routes.t("The whole title") }, () => {
      const isFolded = title.classList.toggle("folded");
      button.setAttribute("aria-expanded", String(!isFolded));
    });
    const node = el("div", { class: "title" });
    title.replaceWith(node);
    node.append(title, button);
    title.classList.add("folded");
    new ResizeObserver(() => {
      button.hidden = title.classList.contains("folded") && title.scrollHeight <= title.clientHeight + 1;
    }).observe(title);
  }

  /* Above the map where the page is narrow, so before the map. */
  Routes.createMasthead = function (data) {
    foldTitle();
    const languages = el("div", { class: "languages" });
    Routes.createLanguages(data, languages);
    if (languages.firstChild) document.querySelector(".masthead").append(languages);
  };

  /* What is known comes first, above the tabs, and is there whatever tab is open. */
  Routes.createPanel = function (data, state, node) {
    const known = Routes.known(data, state);
    if (known) document.getElementById("panel-tabs").before(known);
    node.append(...[
      summary(data), Routes.legend(data), ...Routes.versions(data, state),
      Routes.alternatives(data, state), parting(data), ...lists(data, state), disputes(data),
      checks(data), sources(data), notes(data), method(data),
    ].filter(Boolean));
  };
})((globalThis.Routes = globalThis.Routes || {}));
