/* What the page itself says, in the language of the reader. A sentence is found by its
 * English; where a catalogue does not have it, the English is shown. */
(function (Routes) {
  "use strict";

  let catalogue = new Map();
  let language = "en";
  let rules = new Intl.PluralRules("en");
  let plain = new Intl.NumberFormat("en");

  Routes.speak = function (tag, messages) {
    language = tag;
    rules = new Intl.PluralRules(tag);
    plain = new Intl.NumberFormat(tag);
    catalogue = new Map(Object.entries(messages || {}));
  };

  const fill = (text, values) =>
    text.replace(/\{(\w+)\}/g, (whole, name) =>
      values && Object.hasOwn(values, name) ? String(values[name]) : whole);

  /* Marks a sentence that is told later, with Routes.t, so that translators see it. */
  Routes.msg = (text) => text;

  /* Routes.t("As far as {place}", { place: "Minsk" }) */
  Routes.t = (text, values) => fill(catalogue.get(text) || text, values);

  /* By how many forms a catalogue has, the categories of CLDR of all but the last. */
  const CATEGORIES = [[], [], ["one"], ["one", "few"]];

  /* Which of so many forms a number takes. */
  Routes.form = function (n, count) {
    const at = CATEGORIES[count].indexOf(rules.select(n));
    return at < 0 ? count - 1 : at;
  };

  /* Routes.tn("{n} leg", "{n} legs", 3). A catalogue holds the forms of the plural in the
   * order of the categories of the language, under the plural form of the English. */
  Routes.tn = function (one, other, n, values) {
    const forms = catalogue.get(other);
    const said = Array.isArray(forms) ? forms[Routes.form(n, forms.length)]
      : n === 1 ? one : other;
    return fill(said, Object.assign({ n: Routes.number(n) }, values));
  };

  /* To make a format takes long, so that the plain one is kept. */
  Routes.number = (n, options) => (options ? n.toLocaleString(language, options) : plain.format(n));

  Routes.tongue = () => language;
})((globalThis.Routes = globalThis.Routes || {}));
