/* Only on a page to which somebody added folium layers: what these expect to find.
 * A popup asks jQuery for an element of some markup; a marker asks for a picture,
 * which this page may not fetch. */
(function () {
  "use strict";

  window.$ = window.jQuery = function (what) {
    if (what === document) return { ready: (action) => action() };
    const holder = document.createElement("div");
    holder.innerHTML = String(what).trim();
    return [holder.firstElementChild];
  };
  L.Marker.prototype.options.icon = L.divIcon({ className: "own-marker", iconSize: [14, 14] });
})();
