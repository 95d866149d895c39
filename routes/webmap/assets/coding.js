/* Lines from the text that routes/webmap/coding.py writes; there it is said how. */
(function (Routes) {
  "use strict";

  const STOPS = 66;
  const GOES_ON = 22;

  /* The digit of each character; what is no character of the code has none. */
  const DIGITS = (function () {
    const digits = new Uint8Array(128).fill(255);
    let digit = 0;
    for (let code = 0x21; code < 0x7f; code += 1) {
      if (!"\"&'<>\\".includes(String.fromCharCode(code))) digits[code] = digit++;
    }
    return digits;
  })();

  const damaged = () => new Error("The lines of the map are damaged.");

  function reader(text) {
    let at = 0;
    const number = () => {
      let value = 0;
      for (;;) {
        const code = at < text.length ? text.charCodeAt(at) : 128;
        at += 1;
        const digit = code < 128 ? DIGITS[code] : 255;
        if (digit === 255) throw damaged();
        if (digit < STOPS) return value * STOPS + digit;
        value = value * GOES_ON + digit - STOPS + 1;
      }
    };
    return {
      number: number,
      /* 0, 1, 2, 3 stand for 0, -1, 1, -2. */
      step: () => {
        const folded = number();
        return folded % 2 ? -(folded + 1) / 2 : folded / 2;
      },
      isDone: () => at === text.length,
    };
  }

  /* Tells `begin` how many points each line has, then `point` each of all points one after the
   * other, in whole parts of a degree. */
  Routes.decode = function (text, begin, point) {
    const read = reader(text);
    const heads = [];
    for (let left = read.number(); left > 0; left -= 1) heads.push(read.number());
    begin(heads.map((head) => head >> 1));
    let x = 0;
    let y = 0;
    for (const head of heads) {
      const isSecond = head % 2 === 1;
      let dx = 0;
      let dy = 0;
      for (let i = 0, n = head >> 1; i < n; i += 1) {
        const goesOn = isSecond && i > 1;
        dx = read.step() + (goesOn ? dx : 0);
        dy = read.step() + (goesOn ? dy : 0);
        x += dx;
        y += dy;
        point(x, y);
      }
    }
    if (!read.isDone()) throw damaged();
  };

  /* The lines as lists of points, [[lon, lat], ...] in degrees. */
  Routes.unpack = function (text, scale) {
    const points = [];
    let lengths;
    Routes.decode(text, (found) => { lengths = found; }, (x, y) => points.push([x / scale, y / scale]));
    let at = 0;
    return lengths.map((n) => points.slice(at, (at += n)));
  };
})((globalThis.Routes = globalThis.Routes || {}));
