// Small charts without axes.

const NAMESPACE = "http://www.w3.org/2000/svg";

/** A path through `values` from `first` on, broken where one is missing. */
function path(values, first, x, y) {
  let text = "";
  let open = false;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null) {
      open = false;
      continue;
    }
    text += `${open ? "L" : "M"}${x(first + i).toFixed(1)},${y(values[i]).toFixed(1)}`;
    open = true;
  }
  return text;
}

/** A drawing of what was, and of what is expected behind it. */
export class Sparkline {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.node = document.createElementNS(NAMESPACE, "svg");
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.node.setAttribute("class", "sparkline");
    this.node.setAttribute("aria-hidden", "true");
    this.actual = this.node.appendChild(document.createElementNS(NAMESPACE, "path"));
    this.expected = this.node.appendChild(document.createElementNS(NAMESPACE, "path"));
    this.expected.setAttribute("class", "expected");
  }

  /**
   * @param gap steps from the last of `actual` to the one before the first of `expected`
   * @param floor the least value to scale to; by default that of the values
   */
  draw(actual, expected = [], gap = 0, floor = Infinity) {
    const known = [...actual, ...expected].filter((value) => value !== null);
    const low = Math.min(floor, ...known);
    const high = Math.max(...known, low + 1e-9);
    const steps = Math.max(1, actual.length - 1 + Math.max(0, gap + expected.length));
    const x = (i) => 1 + ((this.width - 2) * i) / steps;
    const y = (value) => this.height - 2 - ((this.height - 4) * (value - low)) / (high - low);
    this.actual.setAttribute("d", path(actual, 0, x, y));
    this.expected.setAttribute("d", path(expected, actual.length + gap, x, y));
  }
}
