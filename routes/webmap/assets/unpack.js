/* Brings out what the page carries packed: styles, scripts, and the data that they show. The
 * policy of the page holds the hash of each, so nothing else can run. When this fails, the still
 * picture and the article stay, and the reader is told. How to read what is packed:
 * routes unpack FILE.html. routes/webmap/packing.py says how it is made. */
(function () {
  "use strict";

  const DIGITS =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%,()*+-;.=:?@^_`{|}~";

  /* Five characters are four bytes; what the last group lacks is filled up with the last digit. */
  function bytesOf(text) {
    const digits = new Uint8Array(128);
    for (let i = 0; i < DIGITS.length; i += 1) digits[DIGITS.charCodeAt(i)] = i;
    const filled = text + "~~~~";
    const bytes = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
    for (let i = 0, at = 0; i < text.length; at += 4) {
      let value = 0;
      for (const end = i + 5; i < end; i += 1) value = value * 85 + digits[filled.charCodeAt(i)];
      bytes.setUint32(at, value);
    }
    return new Uint8Array(bytes.buffer, 0, Math.floor((text.length * 4) / 5));
  }

  /* The format ends with a checksum: what is damaged does not come out. */
  function textOf(block) {
    const bytes = new Blob([bytesOf(block.textContent)]).stream();
    return new Response(bytes.pipeThrough(new DecompressionStream("deflate"))).text();
  }

  function put(block, text) {
    if (block.id) {
      block.textContent = text;
      return;
    }
    const node = document.createElement(block.dataset.packed.endsWith(".css") ? "style" : "script");
    node.textContent = text;
    block.replaceWith(node);
  }

  async function unpack() {
    const blocks = [...document.querySelectorAll("script[data-packed]")];
    const texts = await Promise.all(blocks.map(textOf));
    blocks.forEach((block, i) => put(block, texts[i]));
    if (!document.documentElement.classList.contains("drawn")) throw new Error("no map was drawn");
  }

  unpack().catch((error) => {
    document.getElementById("no-map").hidden = false;
    document.documentElement.classList.add("complete");
    console.error("The interactive map could not be started:", error);
  });
})();
