/* Small ways to make elements. Text goes in as text, never as markup. */
(function (Routes) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(name, value === true ? "" : value);
      }
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== "") node.append(child);
      const tag = typeof child === "string" && Routes.foreign && Routes.foreign(child);
      if (tag && !node.hasAttribute("lang")) node.setAttribute("lang", tag);
    }
    return node;
  }

  Routes.html = (tag, attributes, ...children) =>
    fill(document.createElement(tag), attributes, children);
  Routes.svg = (tag, attributes, ...children) =>
    fill(document.createElementNS(SVG, tag), attributes, children);

  Routes.button = function (text, attributes, action) {
    const node = Routes.html("button", Object.assign({ type: "button" }, attributes), text);
    node.addEventListener("click", action);
    return node;
  };

  const COLOUR = /^#[0-9a-f]{6}$/i;

  /* A colour of the payload goes into a custom property, and the stylesheet
   * decides what becomes of it on a light or a dark page. */
  Routes.paint = function (node, colour) {
    if (colour && COLOUR.test(colour)) node.style.setProperty("--own", colour);
    return node;
  };

  /* Only these are links; anything else a case holds as an address stays text. */
  Routes.link = function (address, text) {
    if (!/^https?:\/\/[^\s\p{C}]+$/iu.test(address || "")) return Routes.html("span", {}, text);
    const attributes = { href: address, rel: "noreferrer noopener", target: "_blank" };
    return Routes.html("a", attributes, text);
  };

  /* A link to a footnote. A page inside of `srcdoc` has no address of its own: there the
   * browser takes the link for one into the host's file and refuses it. */
  Routes.followNote = function (event) {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const note = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!note) return;
    event.preventDefault();
    note.scrollIntoView();
    note.setAttribute("tabindex", "-1");
    note.focus({ preventScroll: true });
  };

  /* Said to who listens to the page. The same words twice are heard twice. */
  Routes.announce = function (text) {
    const node = document.getElementById("status");
    if (!node) return;
    node.textContent = node.textContent === text ? text + "\u00a0" : text;
  };

  /* Whether the browser lets this page use the clipboard: asking where it does not would leave
   * an error on the console. */
  function hasClipboard() {
    const policy = document.permissionsPolicy || document.featurePolicy;
    if (!navigator.clipboard || !window.isSecureContext) return false;
    return policy ? policy.allowsFeature("clipboard-write") : window.self === window.top;
  }

  /* The old way: from a field, which works from disk and inside of a frame. */
  function copyFrom(field) {
    field.focus();
    field.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }

  /* Puts the text of a field on the page into the clipboard; tells whether that worked. */
  Routes.copyField = async function (field) {
    if (hasClipboard()) {
      try {
        await navigator.clipboard.writeText(field.value);
        field.select();
        return true;
      } catch { /* The reader or the browser said no: the old way may still work. */ }
    }
    return copyFrom(field);
  };

  /* A language tag from a case, or nothing: a wrong one is worse than none. */
  Routes.language = (tag) =>
    /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag || "") ? tag : null;
})((globalThis.Routes = globalThis.Routes || {}));
