/* `test` and `check` for Chromium and for Node, so that one file of tests serves both. */
(function () {
  "use strict";

  const check = {
    ok(value, message) {
      if (!value) throw new Error(message || "expected something true, got " + value);
    },
    equal(found, wanted) {
      const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
      if (a !== b) throw new Error("expected " + b + ", got " + a);
    },
    close(found, wanted, within) {
      if (!(Math.abs(found - wanted) <= within)) throw new Error("expected " + wanted + ", got " + found);
    },
  };

  if (typeof require === "function") {
    const fs = require("node:fs");
    const path = require("node:path");
    const vm = require("node:vm");
    const assets = path.join(__dirname, "../../../routes/webmap/assets");
    for (const name of ["coding.js", "basemap.js", "calendar.js", "laea.js", "albers.js", "mercator.js", "line.js", "placement.js", "ways.js", "crowd.js", "flows.js"]) {
      vm.runInThisContext(fs.readFileSync(path.join(assets, name), "utf8"), name);
    }
    globalThis.harness = { test: require("node:test").test, check: check };
    return;
  }
  const results = [];
  const test = (name, run) => {
    try {
      run();
      results.push({ name: name, error: null });
    } catch (error) {
      results.push({ name: name, error: String(error) });
    }
  };
  globalThis.harness = { test: test, check: check, results: results };
})();
