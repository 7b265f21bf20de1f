// One figure with its name and what goes with it.

import { element, setText } from "./format.js";
import { Sparkline } from "./sparkline.js";

export class Tile {
  constructor(name, withChart = false) {
    this.value = element("b", {}, "–");
    this.text = element("small");
    this.node = element("div", { class: "tile" }, element("span", { title: name }, name), this.value, this.text);
    if (withChart) {
      this.chart = new Sparkline(120, 30);
      this.node.append(this.chart.node);
    }
  }

  show(value, text = "", warn = false) {
    setText(this.value, value);
    setText(this.text, text);
    this.text.title = text;
    this.node.classList.toggle("warn", warn);
  }
}
