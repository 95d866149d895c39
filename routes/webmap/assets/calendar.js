/* A time axis for vague dates: days since 1970-01-01 into cells of a calendar, no finer than
 * the dates are. Pure. */
(function (Routes) {
  "use strict";

  const MS = 86400000;
  /* So many days, or fewer, are told in days; so many in months; so many in years. */
  const IN_DAYS = 62;
  const IN_MONTHS = 20 * 366;
  const IN_YEARS = 150 * 366;
  const UNITS = ["day", "month", "year", "decade"];
  /* The longest of the most exact dates, in days, that a unit is there for; a season has months. */
  const EXACT = [["day", 1], ["month", 92], ["year", 2 * 366], ["decade", Infinity]];
  const FIELDS = {
    day: { day: "numeric", month: "long", year: "numeric" },
    month: { month: "long", year: "numeric" },
    year: { year: "numeric" },
    decade: { year: "numeric" },
  };
  /* Pixels that the text of a tick needs. */
  const ROOM = { day: 62, month: 62, year: 44 };

  const parts = function (day) {
    const date = new Date(day * MS);
    return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  };

  /* Date.UTC takes the years 0 to 99 for those of 1900 and after. */
  const dayOf = function (year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return Math.round(date.getTime() / MS);
  };

  function floor(unit, day) {
    const [year, month] = parts(day);
    if (unit === "day") return day;
    if (unit === "month") return dayOf(year, month, 1);
    return dayOf(unit === "year" ? year : Math.floor(year / 10) * 10, 0, 1);
  }

  /* The first day of the n-th cell after the one that begins with `day`. */
  function after(unit, day, n) {
    const [year, month] = parts(day);
    if (unit === "day") return day + n;
    if (unit === "month") return dayOf(year, month + n, 1);
    return dayOf(year + (unit === "year" ? n : 10 * n), 0, 1);
  }

  const first = (span) => (span.start === null ? null : span.start - (span.before || 0));
  const last = (span) => (span.end === null ? null : span.end + (span.after || 0));

  function unitFor(days, spans) {
    const lengths = spans.map((s) => [s.start, s.firm === undefined ? s.end : s.firm])
      .filter(([from, to]) => from !== null && to !== null).map(([from, to]) => to - from + 1);
    const shortest = lengths.length ? Math.min(...lengths) : 31;
    const [exact] = EXACT.find(([, most]) => shortest <= most);
    const wide = days <= IN_DAYS ? "day" : days <= IN_MONTHS ? "month" : days <= IN_YEARS ? "year" : "decade";
    return UNITS[Math.max(UNITS.indexOf(wide), UNITS.indexOf(exact))];
  }

  /* The cells that hold all `spans`, with one more on both sides; null where no end is known.
   * `bounds` are the first days of the cells, and the first day after the last. `beside` are
   * dates that are shown with them and do not make them more exact. */
  Routes.calendar = function (spans, beside) {
    const ends = spans.concat(beside || [])
      .flatMap((span) => [first(span), last(span), span.firm]).filter(Number.isFinite);
    if (!ends.length) return null;
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const unit = unitFor(to - from + 1, spans);
    const bounds = [after(unit, floor(unit, from), -1)];
    const stop = after(unit, floor(unit, to), 2);
    while (bounds[bounds.length - 1] < stop) bounds.push(after(unit, bounds[bounds.length - 1], 1));
    return { unit, bounds, cells: bounds.length - 1 };
  };

  /* Which cell holds a day; the first or the last one for days beyond. */
  Routes.cellOf = function ({ bounds, cells }, day) {
    let low = 0;
    let high = cells - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (bounds[middle] <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  /* Where a day begins on the axis, from 0 to 1. All cells are of one width. */
  Routes.placeOfDay = function (calendar, day) {
    const { bounds, cells } = calendar;
    const cell = Routes.cellOf(calendar, day);
    const share = (day - bounds[cell]) / (bounds[cell + 1] - bounds[cell]);
    return Math.max(0, Math.min(1, (cell + share) / cells));
  };

  /* What a date covers on the axis: `from` and `to` at the most, `sure` the ends as they are
   * written. Where a date is open these fade, from the far end of the axis; but what has begun
   * for sure goes on to that end as it is. */
  Routes.bandOf = function (calendar, span) {
    const at = (day) => Routes.placeOfDay(calendar, day);
    const from = span.start === null ? 0 : at(first(span));
    const to = span.end === null ? 1 : at(last(span) + 1);
    const open = (to - from) * 0.8;
    if (span.firm !== undefined) return { from, to, sure: [span.firm === null ? to : at(span.firm + 1), to] };
    return {
      from, to,
      sure: [span.start === null ? from + open : at(span.start), span.end === null ? to - open : at(span.end + 1)],
    };
  };

  const format = (language, fields) =>
    new Intl.DateTimeFormat(language, Object.assign({ timeZone: "UTC" }, fields));

  /* The days from `from` to `to`, both included, in words that are as exact as the axis. */
  Routes.daysInWords = ({ unit }, from, to, language) =>
    format(language, FIELDS[unit]).formatRange(new Date(from * MS), new Date(to * MS));

  function spacing(calendar, width) {
    const { unit, cells } = calendar;
    const perCell = width / cells;
    const steps = unit === "day" ? [1, 2, 5, 10, 20]
      : unit === "month" ? [1, 3, 6, 12, 24, 60, 120] : [1, 2, 5, 10, 20, 50, 100, 200, 500];
    const room = (n) => (unit === "month" && n % 12 === 0) || unit === "year" || unit === "decade" ? ROOM.year : ROOM[unit];
    return steps.find((n) => n * perCell >= room(n)) || steps[steps.length - 1];
  }

  /* How the cells are counted, so that every n-th is a round one: January, or the year 2010. */
  function order(unit, day, i) {
    const [year, month] = parts(day);
    if (unit === "day") return i;
    if (unit === "month") return year * 12 + month;
    return unit === "year" ? year : Math.floor(year / 10);
  }

  /* The texts of the axis with their places, as many as fit into `width` pixels. */
  Routes.ticks = function (calendar, width, language) {
    const { unit, bounds, cells } = calendar;
    const n = spacing(calendar, width);
    const isYear = unit === "year" || unit === "decade" || (unit === "month" && n % 12 === 0);
    const full = format(language, isYear ? { year: "numeric" }
      : unit === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" });
    const short = unit === "month" && !isYear ? format(language, { month: "short" }) : full;
    const found = [];
    for (let i = 0; i < cells; i += 1) {
      if (order(unit, bounds[i], i) % n) continue;
      const isFull = !found.length || parts(bounds[i])[1] === 0;
      found.push({ at: i / cells, text: (isFull ? full : short).format(new Date(bounds[i] * MS)) });
    }
    return found;
  };
})((globalThis.Routes = globalThis.Routes || {}));
