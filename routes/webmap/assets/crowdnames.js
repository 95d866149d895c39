/* The names of countries under very many routes: quiet, in the language of the page. */
(function (Routes) {
  "use strict";

  /* How wide a letter is drawn at most, how high a line is, and how far names keep apart. */
  const LETTER = 7.5;
  const WIDE = 15;
  const LINE = 16;
  const APART = 6;
  /* Letters of other scripts than these are as wide as a line is high. */
  const NARROW = /^[\u0000-\u10ff]*$/;

  const widthOf = (text) => text.length * (NARROW.test(text) ? LETTER : WIDE);

  /* Twice as many names with each zoom step; the larger country comes first. */
  function chosen(labels, zoom, at) {
    const taken = [];
    return labels.filter((label) => label.rank <= 10 * 2 ** Math.max(0, zoom - 2)).flatMap((label) => {
      const [x, y] = at(label.at);
      const half = widthOf(label.name) / 2 + APART;
      const box = [x - half, y - LINE / 2 - APART, x + half, y + LINE / 2 + APART];
      if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) return [];
      taken.push(box);
      return [{ name: label.name, x: x, y: y }];
    });
  }

  Routes.createCountryNames = function (map, pen, payload) {
    const group = Routes.svg("g", { class: "labels" });
    return Routes.createSurface(map, "names", 300, (root) => {
      pen.ready();
      if (!root.firstChild) root.append(group);
      group.replaceChildren(...chosen(payload.basemap.labels, map.getZoom(), pen).map(({ name, x, y }) => {
        const node = Routes.svg("text", { class: "label of-country", "text-anchor": "middle",
          x: x.toFixed(1), y: (y + LINE * 0.3).toFixed(1) });
        node.textContent = name;
        return node;
      }));
    });
  };
})((globalThis.Routes = globalThis.Routes || {}));
