// The chosen series: what it is, its chart, and the choice of an earlier forecast to hold against what came.

import { SeriesChart } from "./chart.js";
import { counted, element, longDay, setText } from "./format.js";
import { LookBack } from "./lookback.js";

export class SeriesDetail {
  /**
   * @param nodes the elements `chosen`, `empty`, `key`, `of`, `facts`, `chart`, `readout`, `flags`, `range`, `origin`,
   *     `originText`
   * @param onCompare called when another earlier forecast is asked for
   */
  constructor(nodes, onCompare) {
    Object.assign(this, nodes);
    this.drawing = new SeriesChart(this.chart, this.readout, this.flags);
    this.lookBack = new LookBack(this.range, (days) => this.drawing.range(days));
    this.earlier = null;
    this.detail = null;
    this.origin.addEventListener("input", () => {
      if (!this.detail) return;
      const origins = this.detail.origins;
      const position = Number(this.origin.value);
      this.earlier = position >= origins.length - 1 ? null : origins[position];
      this.describe();
      onCompare();
    });
  }

  /** Another series: nothing to compare with. */
  leave() {
    this.earlier = null;
    this.detail = null;
  }

  show(detail) {
    this.detail = detail;
    if (this.earlier !== null && !detail.origins.includes(this.earlier)) this.earlier = null;
    this.empty.hidden = true;
    this.chosen.hidden = false;
    setText(this.key, detail.key);
    setText(this.of, detail.target);
    this.tell(detail.forecast);
    this.drawing.show(detail);
    this.describe();
  }

  say(title, text) {
    this.chosen.hidden = true;
    this.empty.hidden = false;
    setText(this.empty.querySelector("h2"), title);
    setText(this.empty.querySelector("p"), text);
  }

  tell(forecast) {
    const facts = forecast
      ? [
          ["forecast from", longDay(forecast.origin)],
          ["model", forecast.model],
          ["source", forecast.source],
          ["revision", String(forecast.revision)],
        ]
      : [["forecast", "none yet"]];
    if (forecast?.restarted) facts.push(["state", "began anew after a gap"]);
    if (forecast?.days !== undefined) facts.push(["rests on", counted(forecast.days, "day")]);
    const signature = JSON.stringify(facts);
    if (signature === this.told) return;
    this.told = signature;
    this.facts.replaceChildren(
      ...facts.map(([name, value]) =>
        element("div", { class: value === "baseline" ? "warn" : "" }, element("dt", {}, name), element("dd", {}, value)),
      ),
    );
  }

  /** The slider runs over the origins that are kept; its end is the newest forecast, which needs no comparison. */
  describe() {
    const { origins } = this.detail;
    const last = Math.max(0, origins.length - 1);
    this.origin.max = last;
    this.origin.disabled = last === 0;
    this.origin.classList.toggle("none", this.earlier === null);
    this.origin.value = this.earlier === null ? last : origins.indexOf(this.earlier);
    let text = last === 0 ? "none kept" : "none";
    if (this.earlier !== null) {
      const days = origins[last] - this.earlier;
      text = `from ${longDay(this.earlier)}, ${counted(days, "day")} before the newest`;
    }
    setText(this.originText, text);
    this.origin.setAttribute("aria-valuetext", text);
  }
}
