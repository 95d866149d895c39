if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const { calendar, cellOf, placeOfDay, bandOf, daysInWords, ticks } = globalThis.Routes;
  const day = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / 86400000);
  const iso = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
  const span = (start, end, margin) => ({
    start: start && day(start), end: end && day(end), before: margin || 0, after: margin || 0, vague: true,
  });

  test("one vague month is told in months, with a month on both sides", () => {
    const july = calendar([span("2016-07-01", "2016-07-31")]);
    check.equal([july.unit, july.cells], ["month", 3]);
    check.equal(july.bounds.map(iso), ["2016-06-01", "2016-07-01", "2016-08-01", "2016-09-01"]);
  });
  test("cells are no finer than the most exact date, and no more than can be told apart", () => {
    check.equal(calendar([span("2016-07-03", "2016-07-03"), span("2016-07-09", "2016-07-20")]).unit, "day");
    check.equal(calendar([span("2016-01-01", "2016-12-31")]).unit, "year");
    check.equal(calendar([span("2010-01-01", "2019-12-31")]).unit, "decade");
    check.equal(calendar([span("1900-01-01", "1900-01-01"), span("1980-05-01", "1980-05-31")]).unit, "year");
    check.equal(calendar([span("1700-01-01", "1700-01-01"), span("1980-05-01", "1980-05-31")]).unit, "decade");
  });
  test("what is shown beside widens the axis and makes it no more exact", () => {
    const found = calendar([span("2016-07-01", "2016-07-31")], [span("2016-08-02", "2016-08-02")]);
    check.equal([found.unit, found.cells], ["month", 4]);
  });
  test("an open end does not count; without any end there is no axis", () => {
    check.equal(calendar([span(null, "2016-07-31")]).bounds.map(iso).slice(0, 2), ["2016-06-01", "2016-07-01"]);
    check.equal(calendar([]), null);
    check.equal(calendar([span(null, null)]), null);
  });
  test("what began goes on as it is to the end of the axis", () => {
    const begun = { start: day("2016-07-01"), end: null, before: 30, after: 0, firm: day("2016-07-31"), vague: true };
    const axis = calendar([span("2016-06-01", "2016-10-31"), begun]);
    const { from, to, sure } = bandOf(axis, begun);
    check.equal(axis.bounds.map(iso).slice(0, 2), ["2016-05-01", "2016-06-01"]);
    check.equal([to, sure[1]], [1, 1]);
    check.equal([from < placeOfDay(axis, day("2016-07-01")), sure[0]], [true, placeOfDay(axis, day("2016-08-01"))]);
    check.equal(bandOf(axis, Object.assign({}, begun, { firm: null })).sure, [1, 1]);
  });
  test("the axis has room for all of a beginning, and is as exact as it is", () => {
    const begun = { start: day("2016-01-01"), end: null, before: 0, after: 0, firm: day("2016-12-31"), vague: true };
    const axis = calendar([begun]);
    check.equal([axis.unit, axis.bounds.map(iso)[axis.cells]], ["year", "2018-01-01"]);
  });
  test("about July may be June: the axis has room for that", () => {
    check.equal(iso(calendar([span("2016-07-01", "2016-07-31", 31)]).bounds[0]), "2016-04-01");
  });
  test("the years before 100 are themselves", () => {
    check.equal(calendar([{ start: -719162, end: -719162 + 364, vague: true }]).unit, "year");
    check.equal(daysInWords({ unit: "year" }, day("0099-01-01"), day("0099-12-31"), "en"), "99");
  });
  test("a day lies in its cell, and one beyond the axis at its end", () => {
    const axis = calendar([span("2016-07-01", "2016-07-31")]);
    check.equal(["2016-05-01", "2016-06-30", "2016-07-01", "2017-01-01"].map((d) => cellOf(axis, day(d))), [0, 0, 1, 2]);
    check.close(placeOfDay(axis, day("2016-07-01")), 1 / 3, 1e-9);
    check.equal([placeOfDay(axis, day("2015-01-01")), placeOfDay(axis, day("2017-01-01"))], [0, 1]);
  });
  test("a band is as long as the date is vague", () => {
    const axis = calendar([span("2016-07-01", "2016-07-31")]);
    const band = bandOf(axis, span("2016-07-01", "2016-07-31"));
    check.close(band.from, 1 / 3, 1e-9);
    check.close(band.to, 2 / 3, 1e-9);
    check.close(band.sure[0], band.from, 1e-9);
    check.close(band.sure[1], band.to, 1e-9);
  });
  test("a band of a date that is about right reaches beyond what is sure", () => {
    const axis = calendar([span("2016-01-01", "2016-12-31"), span("2016-07-01", "2016-07-31")]);
    const band = bandOf(axis, span("2016-07-01", "2016-07-31", 31));
    check.ok(band.from < band.sure[0] && band.sure[1] < band.to);
  });
  test("an open band reaches the edge and fades towards it", () => {
    const axis = calendar([span("2016-07-01", "2016-07-31")]);
    const band = bandOf(axis, span(null, "2016-07-31"));
    check.equal(band.from, 0);
    check.ok(band.sure[0] > 0.4 && band.sure[0] < band.to);
    check.equal(bandOf(axis, span("2016-07-01", null)).to, 1);
  });
  test("days are told as exactly as the axis is, in the language of the reader", () => {
    const month = (language, from, to) => daysInWords({ unit: "month" }, day(from), day(to), language);
    check.equal(month("en", "2016-07-01", "2016-07-31"), "July 2016");
    check.equal(month("de", "2016-07-01", "2016-07-31"), "Juli 2016");
    check.ok(/^July\s*.\s*September 2016$/.test(month("en", "2016-07-01", "2016-09-30")), month("en", "2016-07-01", "2016-09-30"));
    check.equal(daysInWords({ unit: "year" }, day("2016-01-01"), day("2016-12-31"), "en"), "2016");
  });
  test("ticks fit, are round and name the year first", () => {
    const axis = calendar([span("2015-11-01", "2015-11-30"), span("2017-02-01", "2017-02-28")]);
    const wide = ticks(axis, 2000, "en").map((t) => t.text);
    check.equal(wide.slice(0, 4), ["Oct 2015", "Nov", "Dec", "Jan 2016"]);
    const narrow = ticks(axis, 300, "en");
    check.equal(narrow.map((t) => t.text), ["Jan 2016", "Jul", "Jan 2017"]);
    check.ok(narrow.length * 62 <= 300);
    check.equal(ticks(axis, 120, "en").map((t) => t.text), ["2016", "2017"]);
  });
})();
