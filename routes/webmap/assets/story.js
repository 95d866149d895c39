/* The journey leg by leg. Versions that begin alike share their steps; where they part, the
 * reader chooses how it goes on. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  /* So many versions of a step are named; more are counted. */
  const NAMED = 12;

  /* For every step how many legs follow it, at least and at most. */
  function lengths(list) {
    const left = new Map();
    for (const step of [...list].reverse()) {
      const below = step.next.map((id) => left.get(id)).filter(Boolean);
      const ends = step.ends.length ? [0] : [];
      left.set(step.id, {
        least: Math.min(...ends, ...below.map((b) => b.least + 1)),
        most: Math.max(...ends, ...below.map((b) => b.most + 1)),
      });
    }
    return left;
  }

  function readStory(data) {
    const list = data.payload.steps || [];
    const steps = new Map(list.map((step) => [step.id, step]));
    const left = lengths(list);
    const path = (id) => {
      const found = [];
      for (let step = steps.get(id); step; step = steps.get(step.previous)) found.unshift(step);
      return found;
    };
    return { list, steps, left, path, roots: list.filter((step) => step.previous === null) };
  }

  function position(story, path) {
    const { least, most } = story.left.get(path[path.length - 1].id);
    const n = path.length;
    const values = { n: Routes.number(n), least: Routes.number(least), most: Routes.number(most) };
    if (least === most) return Routes.t("Step {n} of {most}", { ...values, most: Routes.number(n + most) });
    return least ? Routes.t("Step {n}; {least} to {most} more, depending on the way", values)
      : Routes.t("Step {n}; up to {most} more, depending on the way", values);
  }

  /* Versions by what tells them apart: colour, dash and name. */
  function takers(data, ids) {
    const more = ids.length - NAMED;
    return el("ul", { class: "step-takers" }, ids.slice(0, NAMED).map((id) => data.variants.get(id)).filter(Boolean)
      .map((variant) => el("li", {}, Routes.variantBadge(data, variant), Routes.variantSwatch(data, variant, 36),
        el("span", { dir: "auto" }, variant.title))),
    more > 0 ? el("li", {}, Routes.tn("and {n} more", "and {n} more", more)) : null);
  }

  const dated = (what) => what.when || Routes.t("no date given");

  /* One of the ways on; all of it is the button. */
  function wayOn(data, step, go) {
    const leg = data.legs.get(step.leg);
    const button = Routes.button("", { class: "way-on", "data-step": step.id }, () => go(step.id));
    button.append(el("strong", { dir: "auto" }, leg.title),
      el("span", { class: "meta" }, Routes.t("{mode}, {when}", { mode: Routes.modeOf(data, leg), when: dated(leg) })),
      takers(data, step.variants));
    return el("li", {}, button);
  }

  function crumbs(path, go) {
    const crumb = (text, id, last) => el("li", {}, Routes.button(text,
      { class: "crumb", dir: "auto", "aria-current": last ? "step" : null }, () => go(id)));
    return el("nav", { class: "crumbs", "aria-label": Routes.t("The way so far") }, el("ol", {},
      crumb(Routes.t("Start"), null, false), path.map((step, i) =>
        crumb(step.to, step.id, i === path.length - 1))));
  }

  const closed = (step) => step.closed.map((text) => el("p", { class: "closed-note", dir: "auto" }, text));

  /* What else is reported where the leg ends; for the first leg, where it starts as well. */
  function events(data, state, leg, isFirst) {
    const here = isFirst ? [leg.start, leg.end] : [leg.end];
    const list = data.payload.events.filter((event) => here.includes(event.place));
    if (!list.length) return null;
    return el("div", { class: "story-events" }, el("h3", {}, Routes.t("Also reported here")),
      el("ul", { class: "plain" }, list.map((event) => el("li", {},
        Routes.button(event.title, { class: "link", dir: "auto" }, () => state.select({ kind: "event", id: event.id })),
        el("span", { class: "meta", dir: "auto" }, " ", Routes.t("{place}, {when}",
          { place: Routes.placeName(data, event.place), when: dated(event) }))))));
  }

  /* A step can be read while the map does not show it; then the page says why. */
  function unseen(state, leg) {
    if (!leg.parts.length) return el("p", { class: "switched-off" }, Routes.t("This leg is not drawn."));
    if (!Routes.isShown(state, leg.variants)) return el("p", { class: "switched-off" },
      Routes.t("Not on the map: its versions are switched off."), " ",
      Routes.button(Routes.t("Show them"), { class: "act" }, () => state.show([...state.visible, ...leg.variants])));
    if (!state.allows(leg)) return el("p", { class: "switched-off" },
      Routes.t("Not on the map: filters or the time window leave it out."), " ",
      Routes.button(Routes.t("Clear them"), { class: "act" }, () => state.clearFilters()));
    return null;
  }

  function founded(data, leg) {
    const grammar = data.grammars.get(leg.grammar);
    return grammar ? el("p", { class: "founded" }, Routes.swatch(grammar, null, 26), Routes.basisOf(leg)) : null;
  }

  /* The arrow alone chooses nothing where there is a choice. */
  const keys = () => el("p", { class: "meta" },
    Routes.t("By keyboard: the right arrow goes to the first way, Tab to the others; Enter chooses."));

  function onwards(data, story, step, go) {
    const next = step.next.map((id) => story.steps.get(id));
    const ends = step.ends.length
      ? [el("h3", {}, Routes.tn("This version ends here", "These versions end here", step.ends.length)),
        takers(data, step.ends)] : [];
    const list = (title, explains) => [el("h3", {}, title), explains ? el("p", { dir: "auto" }, explains) : null,
      el("ul", { class: "plain ways-on" }, next.map((each) => wayOn(data, each, go)))];
    const on = next.length > 1 ? [...list(Routes.t("How does it go on?"), step.parting), keys()]
      : next.length && ends.length ? list(Routes.t("Another version goes on")) : [];
    if (!on.length && !ends.length) return null;
    return el("section", { class: "onwards" }, ends, on);
  }

  function stepView(data, state, story, step, go) {
    const leg = data.legs.get(step.leg);
    const path = story.path(step.id);
    return [
      crumbs(path, go),
      el("p", { class: "kicker" }, position(story, path)),
      el("h2", { class: "step-title", tabindex: "-1", dir: "auto" }, leg.title),
      el("p", { class: "step-sentence", dir: "auto" }, step.sentence),
      el("p", { class: "step-when" }, leg.when ? Routes.t("When: {when}", { when: leg.when }) : Routes.t("When: no date given")),
      ...closed(step),
      unseen(state, leg),
      takers(data, step.variants),
      founded(data, leg),
      leg.reason ? el("p", { class: "meta", dir: "auto" }, leg.reason) : null,
      Routes.voicesFor(data, leg),
      Routes.voicesAgainst(data, state, leg),
      leg.note ? el("p", { class: "note", dir: "auto" }, leg.note) : null,
      Routes.button(Routes.t("All evidence for this leg"), { class: "act full-evidence" },
        () => state.select({ kind: "leg", id: leg.id })),
      onwards(data, story, step, go),
      events(data, state, leg, path.length === 1),
    ];
  }

  function startView(data, story, go) {
    const [first, ...others] = story.roots;
    return [
      el("h2", { class: "step-title", tabindex: "-1" }, Routes.t("The story, leg by leg")),
      el("p", {}, Routes.t("Each step shows one leg of the journey, who says so and in which words. Where the versions part, you choose how it goes on.")),
      Routes.button(Routes.t("Start the story"), { class: "act start" }, () => go(first.id)),
      others.length ? el("section", { class: "onwards" },
        el("h3", {}, Routes.t("Versions that begin in another way")),
        el("ul", { class: "plain ways-on" }, others.map((step) => wayOn(data, step, go)))) : null,
    ];
  }

  const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]");

  /* Left and right go through the story while the focus is in it, and are left to the page where
   * they lead nowhere. On the map they stay what they are there: they move the map. */
  function listenToArrows(node, back, on) {
    node.addEventListener("keydown", (e) => {
      if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || isTyping(e.target)) return;
      if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
      if (e.key === "ArrowLeft" ? back() : on()) e.preventDefault();
    });
  }

  function pointsOf(data, step) {
    const leg = data.legs.get(step.leg);
    const drawn = leg.parts.flat();
    if (drawn.length) return drawn;
    return [leg.start, leg.end].map((id) => data.places.get(id)).filter((place) => place && place.point)
      .map((place) => place.point);
  }

  /* The leg of the step that the reader is at, or null. */
  Routes.stepLeg = function (data, state) {
    const step = state.tab === "story" && data.payload.steps.find((each) => each.id === state.step);
    return step ? step.leg : null;
  };

  function lookAt(data, step, camera) {
    const points = step ? pointsOf(data, step) : [];
    if (points.length) camera.show(points);
    else camera.whole();
  }

  function announce(story, step) {
    const status = document.getElementById("status");
    if (!status) return;
    status.textContent = step
      ? Routes.t("{position}. {sentence}. {parting}", {
          position: position(story, story.path(step.id)), sentence: step.sentence, parting: step.parting || "",
        }).trim()
      : Routes.t("The start of the story; the map shows the whole journey.");
  }

  /* A step begins at its top, below the tabs where those stay. */
  function toTop(node) {
    const tabs = document.getElementById("panel-tabs");
    if (node.parentNode.id === "panel-scroll") {
      const stays = getComputedStyle(tabs).position === "sticky" ? tabs.offsetHeight : 0;
      node.parentNode.scrollTop = Math.max(0, node.offsetTop - stays);
    }
  }

  /* The panel scrolls to what has the focus, and the page stays where it is. */
  function focusOn(node) {
    node.focus({ preventScroll: true });
    const scroll = document.getElementById("panel-scroll");
    const [{ top, bottom }, room] = [node.getBoundingClientRect(), scroll.getBoundingClientRect()];
    if (top < room.top || bottom > room.bottom) scroll.scrollTop += top - room.top - room.height / 4;
  }

  Routes.createStory = function (data, state, node, camera) {
    const story = readStory(data);
    if (!story.list.length) {
      node.append(el("p", { class: "explain" }, Routes.t("No source tells of a journey here, so there is no story to step through.")));
      return;
    }
    /* The way that was chosen at a step, for whoever goes back and on again. */
    const chosen = new Map();
    const now = () => story.steps.get(state.step) || null;
    const body = el("div", { class: "story-body" });
    let shown = null;

    function go(id, keepsFocus) {
      state.goTo(id);
      if (!keepsFocus) body.querySelector(".step-title").focus({ preventScroll: true });
      return true;
    }
    const back = () => Boolean(now()) && go(now().previous, true);
    function following() {
      const step = now();
      if (!step) return story.roots[0].id;
      return step.next.length === 1 ? step.next[0] : chosen.get(step.id) || null;
    }
    function on() {
      const id = following();
      if (id) return go(id, true);
      const way = now().next.length ? body.querySelector(".onwards .way-on") : null;
      if (way) focusOn(way);
      return Boolean(way);
    }
    const previous = Routes.button(Routes.t("Back"), { class: "act" }, back);
    const next = Routes.button("", { class: "act" }, on);
    const acts = el("div", { class: "story-acts" }, previous, next);

    function drawButtons(step) {
      const parts = step && step.next.length > 1 && !chosen.has(step.id);
      acts.hidden = !step;
      next.textContent = parts ? Routes.t("Choose a way on") : Routes.t("Next");
      next.setAttribute("aria-disabled", String(Boolean(step) && !step.next.length));
    }
    /* Whether the map shows the leg; only then, the story has to be told anew. */
    function visibility() {
      const step = now();
      const leg = step && data.legs.get(step.leg);
      return leg ? [Routes.isShown(state, leg.variants), state.allows(leg)].join() : "";
    }
    function draw() {
      const step = now();
      const hadFocus = body.contains(document.activeElement) || (!step && acts.contains(document.activeElement));
      shown = visibility();
      body.replaceChildren(...(step ? stepView(data, state, story, step, go) : startView(data, story, go))
        .filter(Boolean));
      drawButtons(step);
      if (hadFocus) body.querySelector(".step-title").focus({ preventScroll: true });
      const here = body.querySelector("[aria-current]");
      if (here) here.parentNode.parentNode.scrollLeft = here.offsetLeft;
    }
    function arrive() {
      const step = now();
      for (const each of step ? story.path(step.id) : []) if (each.previous !== null) chosen.set(each.previous, each.id);
      draw();
      toTop(node);
      lookAt(data, step, camera);
      announce(story, step);
    }

    node.append(body, acts);
    listenToArrows(node, back, on);
    state.listen((what) => {
      if (what === "step") arrive();
      else if (what === "tab" && state.tab === "story") lookAt(data, now(), camera);
      else if (["visible", "filters", "window"].includes(what) && shown !== visibility()) draw();
    });
    draw();
  };
})((globalThis.Routes = globalThis.Routes || {}));
