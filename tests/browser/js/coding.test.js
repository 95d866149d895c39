if (typeof require === "function") require("./harness.js");
(function () {
  const { test, check } = globalThis.harness;
  const { unpack } = globalThis.Routes;

  const fails = (text) => {
    try {
      unpack(text, 1);
    } catch (error) {
      return /damaged/.test(error.message);
    }
    return false;
  };

  /* The same texts stand in tests/unit/test_coding.py: both sides must read them alike. */
  const GOLDEN = [
    [[], 1000, "!"],
    [[[]], 1, "#!"],
    [[[[0, 0]]], 1, "#$!!"],
    [[[[30.25, 59.9], [30.5, 59.875], [30.75, 60]], [], [[-170.001, -0.5]]], 1000, "%+!$i{vRkxs.oLW!lJtts;kyo9"],
    [[[[180, -90], [-180, 90]]], 100000, "#(jol}pJikurw5lvq|y)jol}pJ"],
  ];

  test("texts that Python wrote are read", () => {
    for (const [lines, scale, text] of GOLDEN) check.equal(unpack(text, scale), lines);
  });
  test("differences of the second order are added up twice", () => {
    check.equal(unpack("#3!!888888888888", 10), [[[0, 0], [1, 1], [3, 3], [6, 6], [10, 10], [15, 15], [21, 21]]]);
  });
  test("a text that is damaged or cut short is refused, not drawn", () => {
    for (const text of ["", "#", "#$", "#%!", "#!!", "!!", "#\"", "#\u00e9", "#\u4e16!"]) check.ok(fails(text), text);
  });
})();
