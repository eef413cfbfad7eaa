// What a programmer writes who needs this one receipt on this one printer and nothing else: fixed columns, no wrapping, no
// report. The text goes through iconv-lite, as such programs do, or through a table of its own, which nobody takes the
// trouble to write and which shows what the machine could do.
import iconv from "iconv-lite";

const ESC = 0x1b;
const GS = 0x1d;

function widthOf(text) {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) width += text.charCodeAt(at) < 0x80 ? 1 : 2;
  return width;
}

function cutTo(text, columns) {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    width += text.charCodeAt(at) < 0x80 ? 1 : 2;
    if (width > columns) return text.slice(0, at);
  }
  return text;
}

const padEnd = (text, columns) => text + " ".repeat(Math.max(0, columns - widthOf(text)));
const padStart = (text, columns) => " ".repeat(Math.max(0, columns - widthOf(text))) + text;
const rule = `${"-".repeat(48)}\n`;

function qr(data) {
  const bytes = Buffer.from(data, "utf8");
  const length = bytes.length + 3;
  return Buffer.concat([
    Buffer.from([GS, 0x28, 0x6b, 4, 0, 49, 65, 50, 0]),
    Buffer.from([GS, 0x28, 0x6b, 3, 0, 49, 67, 6]),
    Buffer.from([GS, 0x28, 0x6b, 3, 0, 49, 69, 49]),
    Buffer.from([GS, 0x28, 0x6b, length & 255, length >> 8, 49, 80, 48]),
    bytes,
    Buffer.from([GS, 0x28, 0x6b, 3, 0, 49, 81, 48]),
  ]);
}

function linesOf(sale) {
  let text = `${sale.head.join("\n")}\n${rule}`;
  for (const { name, pieces, amount } of sale.items)
    text += `${padEnd(cutTo(name, 26), 26)}${padStart(pieces, 8)}${padStart(amount, 14)}\n`;
  text += rule;
  for (const [label, amount] of sale.totals)
    text += `${label}${padStart(amount, 48 - widthOf(label))}\n`;
  return text + rule;
}

function printed(sale, encodeText) {
  return Buffer.concat([
    Buffer.from([ESC, 0x40, 0x1c, 0x26, ESC, 0x61, 1, GS, 0x21, 0x11, ESC, 0x45, 1]),
    encodeText(`${sale.shop}\n`),
    Buffer.from([GS, 0x21, 0, ESC, 0x45, 0, ESC, 0x61, 0]),
    encodeText(linesOf(sale)),
    Buffer.from([ESC, 0x61, 1]),
    encodeText(`${sale.foot.join("\n")}\n`),
    qr(sale.link),
    Buffer.from([ESC, 0x64, 5, GS, 0x56, 1]),
  ]);
}

/** With iconv-lite. */
export function byHand(sale) {
  return printed(sale, (text) => iconv.encode(text, "gb18030"));
}

/** With a table of 64 Ki codes. */
export function byTable(charset) {
  const codes = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit += 1)
    codes[unit] = charset.encode(String.fromCharCode(unit));
  const buffer = Buffer.alloc(65_536);
  const encodeText = (text) => {
    let length = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) buffer[length++] = unit;
      else {
        const code = codes[unit];
        buffer[length++] = code >> 8;
        buffer[length++] = code & 255;
      }
    }
    return Buffer.from(buffer.subarray(0, length));
  };
  return (sale) => printed(sale, encodeText);
}
