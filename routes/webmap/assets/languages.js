/* Which of its languages the page speaks, and how a reader changes that. */
(function (Routes) {
  "use strict";

  /* Attributes that are told to readers; tongues.py has the same ones. */
  const SPOKEN = ["aria-label", "data-label", "title"];

  /* Texts that are in another language than the page, and in which. */
  const foreign = new Map();

  const main = (tag) => tag.split("-")[0].toLowerCase();

  /* The language that a reader chose, else one that the browser asks for, else the page's own. */
  function chosen(languages) {
    const said = Routes.saidHere();
    const asked = said && said.get("lang");
    if (asked && languages.includes(asked)) return asked;
    for (const wish of navigator.languages || []) {
      const found = languages.find((tag) => main(tag) === main(wish));
      if (found) return found;
    }
    return languages[0];
  }

  /* Puts the texts of a patch into the payload; `told` learns what became of which text. */
  function mend(target, patch, told) {
    for (const [key, text] of Object.entries(patch)) {
      if (typeof text === "string") {
        if (!told.has(target[key])) told.set(target[key], text);
        target[key] = text;
      } else {
        mend(target[key], text, told);
      }
    }
  }

  function learn(target, tags) {
    for (const [key, tag] of Object.entries(tags)) {
      if (typeof tag === "string") foreign.set(target[key], tag);
      else learn(target[key], tag);
    }
  }

  /* Scripts that have several in Unicode; of others the name of ISO 15924 is that of Unicode. */
  const SCRIPTS = {
    Kore: ["Hang"], Jpan: ["Hira", "Kana", "Hani"], Hans: ["Hani"], Hant: ["Hani"],
  };

  /* By tag the letters of a language, or null. */
  const alphabets = new Map();

  /* Not every tag is one that the browser takes, and not every language has a script of its own
   * or one that Unicode knows. */
  function lettersOf(tag) {
    try {
      const { script } = new Intl.Locale(tag).maximize();
      const own = (SCRIPTS[script] || [script]).map((each) => "\\p{Script=" + each + "}").join("");
      return new RegExp("(?=\\p{L})[" + own + "]", "gu");
    } catch {
      return null;
    }
  }

  /* Whether most letters of a text are those of a language: a Russian source may have been given
   * an English title. */
  function isWrittenIn(tag, text) {
    if (!alphabets.has(tag)) alphabets.set(tag, lettersOf(tag));
    const count = (pattern) => (text.match(pattern) || []).length;
    const own = alphabets.get(tag);
    return own !== null && count(own) * 2 > count(/\p{L}/gu);
  }

  function mark(text, tag, language) {
    if (!text || !Routes.language(tag) || main(tag) === main(language)) return;
    if (!foreign.has(text) && isWrittenIn(tag, text)) foreign.set(text, tag);
  }

  /* What a source is called is in its language, and names in Hangul are Korean. */
  function markNames(payload, language) {
    for (const { title, label, language: tag } of payload.sources) {
      mark(title, tag, language);
      /* Latin letters are those of any name. */
      if (label && !isWrittenIn("en", label)) mark(label, tag, language);
    }
    for (const place of payload.places) mark(place.label, "ko", language);
  }

  /* What stands on the page already: its head, the frame of the map, the article. */
  function tellShell(told) {
    const tell = (text) => told.get(text.trim());
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const isRead = !node.parentNode.closest("script, style");
      const text = isRead ? tell(node.data) : undefined;
      if (text !== undefined) node.data = node.data.replace(node.data.trim(), () => text);
    }
    for (const name of SPOKEN) {
      for (const node of document.body.querySelectorAll("[" + name + "]")) {
        const text = tell(node.getAttribute(name));
        if (text !== undefined) node.setAttribute(name, text);
      }
    }
    /* A page for the desk has a mark before its title. */
    const parts = (text) => text.split(" \u2013 ").map((part) => tell(part) ?? part).join(" \u2013 ");
    document.title = tell(document.title) ?? parts(document.title);
  }

  function markShell() {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const parent = node.parentNode;
      const tag = Routes.foreign(node.data.trim());
      if (tag && !parent.hasAttribute("lang") && !parent.closest("script, style")) {
        parent.setAttribute("lang", tag);
      }
    }
  }

  /* The language of a text if it is not that of the page, else null. */
  Routes.foreign = (text) => foreign.get(text) || null;

  /* The payload in the language of the reader; from here on the page speaks it. */
  Routes.translate = function (payload) {
    const tag = chosen(payload.languages);
    const tongue = payload.tongues[tag];
    const told = new Map();
    if (tongue) {
      mend(payload, tongue.payload, told);
      for (const [text, other] of Object.entries(tongue.shell)) told.set(text, other);
    }
    Routes.speak(tag, tongue ? tongue.messages : payload.messages);
    learn(payload, tongue ? tongue.foreign : payload.foreign);
    markNames(payload, tag);
    document.documentElement.lang = tag;
    document.documentElement.dir = "ltr";
    if (tongue) tellShell(told);
    if (foreign.size) markShell();
    return payload;
  };

  /* Remembers the choice in the address and draws the page anew, all of it: that works
   * from disk and in a sandboxed frame, where nothing can be stored. It is no step to go back from:
   * the step before would be told in another language than its address says. */
  Routes.chooseLanguage = function (tag) {
    if (tag === Routes.tongue()) return;
    const state = [...(Routes.saidHere() || [])].filter(([key]) => key !== "lang").map((part) => part.join("="));
    location.replace(location.href.split("#")[0] + "#" + ["lang=" + tag, ...state].join("&"));
    location.reload();
  };

  /* Each language by its own name, whatever the page speaks. */
  function nameOf(tag) {
    const own = new Intl.DisplayNames([tag], { type: "language" }).of(tag);
    return own.charAt(0).toLocaleUpperCase(tag) + own.slice(1);
  }

  /* A choice of languages, at the end of `node`; nothing where there is only one. */
  Routes.createLanguages = function (data, node) {
    const { languages } = data.payload;
    if (languages.length < 2) return;
    const options = languages.map((tag) => Routes.html("option",
      { value: tag, lang: tag, selected: tag === Routes.tongue() }, nameOf(tag)));
    const choice = Routes.html("select", { id: "language" }, options);
    choice.addEventListener("change", () => Routes.chooseLanguage(choice.value));
    node.append(Routes.html("label", { for: "language", class: "only-heard" }, Routes.t("Language")),
      choice);
  };
})((globalThis.Routes = globalThis.Routes || {}));
