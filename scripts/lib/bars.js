// Bar charts as SVG, readable on light and dark ground.

const [LEFT, WIDTH, ROW, PAD] = [270, 440, 26, 14];
const STYLE = `text { font: 13px system-ui, sans-serif; fill: #44524f } .title { font-weight: 600 } .own { fill: #0f6b63 } .other { fill: #82918e }
@media (prefers-color-scheme: dark) { text { fill: #b0bdba } .own { fill: #62cabc } .other { fill: #667572 } }`;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A chart of horizontal bars, one a line, each with its value as text beside it.
 *
 * @param {string} title what is measured, in which unit
 * @param {{ name: string, value: number, text: string, own?: boolean }[]} bars
 * @param {{ log?: boolean }} [scale] logarithmic where values differ by powers of ten
 */
export function bars(title, bars, { log = false } = {}) {
  const values = bars.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const share = (value) => (log ? (Math.log(value / least) + 1) / (Math.log(most / least) + 1) : value / most);
  const height = 2 * PAD + ROW * (bars.length + 1);
  const rows = bars.map(({ name, value, text, own }, place) => {
    const y = PAD + ROW * (place + 1);
    const width = Math.max(2, share(value) * WIDTH);
    return `<text x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${escaped(name)}</text>
<rect class="${own ? "own" : "other"}" x="${LEFT}" y="${y + 3}" width="${width.toFixed(1)}" height="${ROW - 10}" rx="2"/>
<text x="${(LEFT + width + 6).toFixed(1)}" y="${y + 14}">${escaped(text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 130} ${height}" role="img" aria-label="${escaped(title)}">
<style>${STYLE}</style>
<text x="${PAD}" y="${PAD + 6}" class="title">${escaped(title)}${log ? ", logarithmic scale" : ""}</text>
${rows.join("\n")}
</svg>
`;
}
