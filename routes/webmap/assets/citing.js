/* A citation to copy. */
(function (Routes) {
  "use strict";

  const el = Routes.html;

  function fieldOf(node, citation) {
    const field = el("textarea", {
      readonly: true, rows: "4", dir: "auto", "aria-label": Routes.t("Citation, ready to copy"),
    });
    field.value = citation;
    node.append(field);
    return field;
  }

  /* Where a page may not write to the clipboard the field stays, for the reader to copy. */
  async function copy(node, button, citation) {
    const field = node.querySelector("textarea") || fieldOf(node, citation);
    if (await Routes.copyField(field)) {
      field.remove();
      button.focus();
      Routes.announce(Routes.t("Citation copied."));
      return;
    }
    field.focus();
    field.select();
    Routes.announce(
      Routes.t("This page may not copy. The citation is in a field, selected: copy it from there."));
  }

  /* Null for a claim that cannot be cited. */
  Routes.citeButton = function (claim) {
    if (!claim.citation) return null;
    const node = el("div", { class: "cite" });
    const button = Routes.button(Routes.t("Copy as citation"), {
      class: "quiet", "aria-label": Routes.t("Copy as citation: {source}", { source: claim.label }),
    }, () => copy(node, button, claim.citation));
    node.append(button);
    return node;
  };
})((globalThis.Routes = globalThis.Routes || {}));
