/* What only the paper tells: that the screen hid something, and where the page was read. */
(function (Routes) {
  "use strict";

  const isPartial = (data, state) => state.visible.size < data.payload.variants.length ||
    state.filters.size > 0 || state.window !== null;

  /* A path on the reader's own disk helps nobody, and is nobody's business on paper. */
  const isPublished = () => /^https?:$/.test(location.protocol);

  Routes.preparePaper = function (data, state) {
    const { classList } = document.documentElement;
    const note = () => classList.toggle("partly-hidden", isPartial(data, state));
    state.listen(note);
    note();
    if (!isPublished()) return;
    classList.add("has-address");
    document.getElementById("own-address").textContent = location.href.replace(/#.*/, "");
  };
})((globalThis.Routes = globalThis.Routes || {}));
