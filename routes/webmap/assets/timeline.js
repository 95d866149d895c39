/* When: a window over dates that may be vague. A band is as long as its date is vague. */
(function (Routes) {
  "use strict";

  const el = Routes.html;
  /* Milliseconds that the window rests at each place while it plays. */
  const REST = 1000;
  const REST_STILL = 2000;
  /* So many pixels are left to the map: if need be fewer bands are seen at once. */
  const MAP_AT_LEAST = 150;
  const LAYOUTS = ["", "low", "lower"];

  const thing = (kind, title, when, span, legs) => (span ? [{ kind, title, when, span, legs: legs || [] }] : []);

  /* A claim that gives a date of its own. */
  const claimed = (claims, about, legs) => claims.flatMap((claim) =>
    thing("claim", Routes.t("{source}, on {about}", { source: claim.label, about: about }), claim.when, claim.span, legs));

  /* Everything that has a date, in the order of the lists of the page. */
  function dated(data) {
    const { legs, variants, events } = data.payload;
    const closed = (one, title, ids) => thing("closure", title, one.closed, one.closed_span, ids)
      .concat(claimed(one.closed_claims, title, ids));
    return legs.flatMap((leg) => thing("leg", leg.title, leg.when, leg.span, [leg.id])
      .concat(claimed(leg.claims, leg.title, [leg.id]),
        closed(leg, leg.title, [leg.id])))
      .concat(variants.flatMap((v) => claimed(v.claims, v.title, v.legs)
        .concat(closed(v, v.title, v.legs))))
      .concat(events.flatMap((event) => thing("event", event.title, event.when, event.span)
        .concat(claimed(event.claims, event.title))));
  }

  /* All time, in the cells that the dates of the case are told in; null where it has none. */
  function calendarOf(data) {
    const things = dated(data);
    return things.length ? Routes.calendar(things.map((one) => one.span), published(data).map((one) => one.span)) : null;
  }

  /* The first and the last day that a window may have, for the slider and for whoever types. */
  Routes.reachOf = function (data) {
    const calendar = calendarOf(data);
    return calendar && [calendar.bounds[0], calendar.bounds[calendar.cells] - 1];
  };

  const published = (data) => data.payload.sources.flatMap((source) =>
    thing("source", source.label, source.issued, source.issued_span));

  function counts(data, days) {
    const inside = (spans) => spans.some((span) => !days || Routes.touches(span, days));
    const dates = Routes.datesOf(data);
    const here = data.payload.legs.filter((leg) => inside(dates.get(leg.id) || []));
    /* Closed for every version that takes it. */
    const closed = data.payload.legs.filter((leg) => days && dates.has(leg.id) &&
      dates.get(leg.id).length && !here.includes(leg) &&
      Routes.takersOf(data, leg).every((variant) => Routes.isShutBy(leg, [variant], days[1])));
    const all = data.payload.legs.filter((leg) => dates.has(leg.id) && !Routes.isKeptBack(leg)).length;
    return { all, here: here.length, closed: closed.length, undated: Routes.undated(data).length };
  }

  function sentence(calendar, data, days) {
    const { all, undated, here, closed } = counts(data, days);
    const [from, to] = days || [calendar.bounds[0], calendar.bounds[calendar.cells] - 1];
    const values = {
      when: Routes.daysInWords(calendar, from, to, Routes.tongue()),
      here: Routes.number(here), undated: Routes.number(undated), closed: Routes.number(closed),
    };
    if (!days) return Routes.tn("All time: {here} of {n} leg has a date; {undated} undated",
      "All time: {here} of {n} legs have a date; {undated} undated", all, values);
    const dated = all - undated;
    return [
      dated ? Routes.tn("{when}: {here} of {n} dated leg may lie here", "{when}: {here} of {n} dated legs may lie here", dated, values)
        : Routes.t("{when}: no leg has a date", values),
      closed ? Routes.t("{closed} closed by then", values) : "",
      undated ? Routes.tn("{n} undated leg stays, paler", "{n} undated legs stay, paler", undated) : "",
    ].filter(Boolean).join("; ");
  }

  const percent = (share) => (100 * share).toFixed(2) + "%";

  /* The band, and beside it what it is; the text starts where there is more room. */
  function lane(calendar, state, one) {
    const { from, to, sure } = Routes.bandOf(calendar, one.span);
    const length = Math.max(to - from, 1e-6);
    const band = el("span", { class: "band", "aria-hidden": "true" });
    band.style.left = percent(from);
    band.style.width = percent(to - from);
    band.style.setProperty("--sure-from", percent((sure[0] - from) / length));
    band.style.setProperty("--sure-to", percent((sure[1] - from) / length));
    const name = el("span", { class: "lane-name" }, el("span", { dir: "auto" }, one.title),
      el("span", { class: "lane-when" }, " ", one.when));
    const ends = from + to > 1;
    name.style[ends ? "right" : "left"] = percent(ends ? 1 - to : from);
    name.style.maxWidth = percent(ends ? to : 1 - from);
    const row = el("li", { class: "lane " + one.kind }, band, name);
    if (one.kind === "leg") {
      row.addEventListener("pointerenter", () => state.hover({ leg: one.legs[0] }));
      row.addEventListener("pointerleave", () => state.hover(null));
    }
    return row;
  }

  const named = (one) => Routes.t("{title}, {when}", { title: one.title, when: one.when });

  /* When the sources were published stands in one row: it dates no leg. */
  function sourcesLane(calendar, list) {
    if (!list.length) return null;
    const marks = list.map((one) => {
      const { from, to } = Routes.bandOf(calendar, one.span);
      const mark = el("span", { class: "published", title: named(one) });
      mark.style.left = percent(from);
      mark.style.width = percent(to - from);
      return mark;
    });
    const names = list.map(named).join("; ");
    return el("li", { class: "lane source" }, marks, el("span", { class: "lane-name published-name" },
      el("span", { "aria-hidden": "true" }, Routes.t("Published")),
      el("span", { class: "only-heard" }, Routes.t("Published: {names}", { names }))));
  }

  function undatedNotes(data) {
    const legs = Routes.undated(data).map((leg) => leg.title);
    const kept = data.payload.legs.filter(Routes.isKeptBack).map((leg) => leg.title);
    const events = data.payload.events.filter((event) => !event.span).map((event) => event.title);
    const note = (text, names) => (names.length
      ? [el("li", { class: "undated" }, el("strong", {}, text), " ", el("span", { dir: "auto" }, names.join("; ")))] : []);
    return [
      ...note(Routes.tn("{n} leg has no date; it stays visible:", "{n} legs have no date; they stay visible:", legs.length), legs),
      ...note(Routes.tn("The date of {n} leg is withheld:", "The dates of {n} legs are withheld:", kept.length), kept),
      ...note(Routes.tn("{n} event has no date:", "{n} events have no date:", events.length), events),
    ];
  }

  function drawTicks(node, calendar) {
    const width = node.clientWidth;
    if (!width) return;
    node.replaceChildren(...Routes.ticks(calendar, width, Routes.tongue()).map((tick) => {
      const mark = el("span", { class: "tick" }, tick.text);
      mark.style.left = percent(tick.at);
      return mark;
    }));
  }

  const icon = (path) => Routes.svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" },
    Routes.svg("path", { d: path, fill: "currentColor" }));
  const ICONS = {
    earlier: "M11 2v12L4 8z", later: "M5 2v12l7-6z", play: "M3 1v14l11-7z", pause: "M3 2h4v12H3zM9 2h4v12H9z",
    close: "M3 1.6 8 6.6l5-5L14.4 3l-5 5 5 5-1.4 1.4-5-5-5 5L1.6 13l5-5-5-5z",
  };

  function iconButton(name, label, action) {
    const button = Routes.button("", { class: "time-act " + name, "aria-label": label, title: label }, action);
    button.append(icon(ICONS[name]));
    return button;
  }

  /* Two native sliders over one axis. The handles stand outside of the window, so that both
   * can be taken hold of however narrow it is. */
  function handles(calendar, moved) {
    const make = (side, label) => {
      const input = el("input", { type: "range", min: 0, max: calendar.cells, step: 1, class: "handle " + side, "aria-label": label });
      input.addEventListener("input", () => moved(side));
      return input;
    };
    return { from: make("from", Routes.t("From")), until: make("until", Routes.t("Until")) };
  }

  /* The window as cells, [from, until), kept apart and inside. */
  function bounded(calendar, from, until, side) {
    const { cells } = calendar;
    return side === "until" ? [Math.min(from, until - 1, cells - 1), Math.max(1, until)].map((n) => Math.max(0, n))
      : [Math.min(from, cells - 1), Math.max(until, Math.min(from, cells - 1) + 1)];
  }

  Routes.createTimeline = function (data, state, node, tools) {
    const things = dated(data);
    const sources = published(data);
    const calendar = calendarOf(data);
    if (!calendar) return;
    const frame = node.parentNode;
    const { cells, bounds } = calendar;
    let timer = null;

    const says = el("p", { class: "time-says" });
    const ticks = el("div", { class: "ticks", "aria-hidden": "true" });
    const chosen = el("div", { class: "chosen" });
    const { from, until } = handles(calendar, (side) => {
      pause();
      const [a, b] = bounded(calendar, Number(from.value), Number(until.value), side);
      put(a, b);
    });
    const lanes = el("div", { class: "lanes", tabindex: "0", role: "region", "aria-label": Routes.t("What has a date") });
    lanes.addEventListener("scroll", () => showMore());
    let rows = [];
    const play = iconButton("play", Routes.t("Play"), () => (timer ? pause(true) : start()));
    const all = Routes.button(Routes.t("All time"), { class: "time-act all" }, () => {
      pause();
      state.setWindow(null);
      announce();
    });
    const opener = Routes.button(Routes.t("Time"), { "aria-expanded": "false", "aria-controls": "timeline", class: "time-open" },
      () => state.openTime(node.hidden));

    const announce = () => {
      const status = document.getElementById("status");
      if (status) status.textContent = says.textContent;
    };
    const range = () => (state.window
      ? [Routes.cellOf(calendar, state.window[0]), Routes.cellOf(calendar, state.window[1]) + 1] : [0, cells]);

    function put(a, b) {
      state.setWindow(a === 0 && b === cells ? null : [bounds[a], bounds[b] - 1]);
    }
    /* The window goes on by its own half, or starts anew at the end it comes from. */
    function shift(way) {
      const [a, b] = range();
      const width = state.window ? b - a : Math.ceil(cells / 60);
      const by = way * Math.ceil(width / 2);
      const begin = state.window ? Math.max(0, Math.min(cells - width, a + by)) : way > 0 ? 0 : cells - width;
      put(begin, begin + width);
      return begin !== a || !state.window;
    }
    function step(way) {
      pause();
      shift(way);
      announce();
    }
    function showPlay(on) {
      const label = on ? Routes.t("Pause") : Routes.t("Play");
      play.setAttribute("aria-label", label);
      play.setAttribute("title", label);
      node.classList.toggle("playing", on);
      play.replaceChildren(icon(on ? ICONS.pause : ICONS.play));
    }
    function pause(heard) {
      if (!timer) return;
      clearTimeout(timer);
      timer = null;
      showPlay(false);
      if (heard) announce();
    }
    function tick() {
      shift(1);
      if (range()[1] === cells) pause(true);
      else rest();
    }
    function rest() {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      timer = setTimeout(tick, still ? REST_STILL : REST);
    }
    function start() {
      if (range()[1] === cells) state.setWindow(null);
      showPlay(true);
      timer = -1;
      tick();
    }

    /* Not before somebody wants to see them: there may be thousands. */
    function fill() {
      if (rows.length) return;
      rows = things.map((one) => lane(calendar, state, one));
      lanes.append(el("ul", {}, rows, sourcesLane(calendar, sources), undatedNotes(data)));
      markOutside();
    }
    function markOutside() {
      rows.forEach((row, i) =>
        row.classList.toggle("outside", Boolean(state.window) && !Routes.touches(things[i].span, state.window)));
    }
    function drawWindow() {
      const [a, b] = range();
      const words = (n) => Routes.daysInWords(calendar, bounds[n], bounds[n + 1] - 1, Routes.tongue());
      from.value = a;
      until.value = b;
      from.setAttribute("aria-valuetext", words(a));
      until.setAttribute("aria-valuetext", words(b - 1));
      chosen.style.left = percent(a / cells);
      chosen.style.width = percent((b - a) / cells);
      const text = sentence(calendar, data, state.window);
      if (says.textContent !== text) says.textContent = text;
      all.setAttribute("aria-disabled", String(!state.window));
      markOutside();
      drawOpener();
    }
    /* While the window cannot be seen, its button says what it is. */
    function drawOpener() {
      opener.textContent = state.window && node.hidden
        ? Routes.t("Time: {when}", { when: Routes.daysInWords(calendar, ...state.window, Routes.tongue()) }) : Routes.t("Time");
    }

    /* The last pixels fade while there is more below them. */
    const showMore = () =>
      lanes.classList.toggle("more", lanes.scrollTop + lanes.clientHeight < lanes.scrollHeight - 2);

    function dock() {
      for (const layout of LAYOUTS) {
        for (const name of LAYOUTS.slice(1)) node.classList.toggle(name, name === layout);
        if (frame.clientHeight - node.offsetHeight >= MAP_AT_LEAST) break;
      }
      frame.style.setProperty("--dock", (node.hidden ? 0 : node.offsetHeight) + "px");
      /* The bands may have a scroll bar, and stay as wide as the axis. */
      node.style.setProperty("--axis", ticks.clientWidth + "px");
      if (!node.hidden) drawTicks(ticks, calendar);
      showMore();
    }
    function open(on) {
      if (on) {
        fill();
        drawWindow();
      } else pause();
      node.hidden = !on;
      frame.classList.toggle("with-timeline", on);
      opener.setAttribute("aria-expanded", String(on));
      drawOpener();
      dock();
    }

    node.setAttribute("role", "group");
    node.setAttribute("aria-label", Routes.t("Time"));
    node.append(
      el("div", { class: "time-head" },
        el("div", { class: "time-acts" }, iconButton("earlier", Routes.t("Earlier"), () => step(-1)), play,
          iconButton("later", Routes.t("Later"), () => step(1))),
        says, all,
        iconButton("close", Routes.t("Close the time line"), () => {
          state.openTime(false);
          opener.focus();
        })),
      el("div", { class: "time-track" }, el("div", { class: "chosen-room", "aria-hidden": "true" }, chosen), lanes, el("div", { class: "axis" }, ticks), from, until));
    tools.append(opener);
    document.addEventListener("visibilitychange", () => document.hidden && pause());
    const watch = new ResizeObserver(dock);
    watch.observe(frame);
    watch.observe(node);
    state.listen((what) => {
      if (what === "window") document.documentElement.classList.toggle("windowed", Boolean(state.window));
      if (what === "time") open(state.isTimeOpen);
      else if (what === "window" && !node.hidden) drawWindow();
      else if (what === "window") drawOpener();
    });
    drawOpener();
  };
})((globalThis.Routes = globalThis.Routes || {}));
