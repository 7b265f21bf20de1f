// Days that were not to be expected: the newest of all series, each with a link to its series. One that is withdrawn disappears.

import { counted, element, longDay, numberFormat, whole } from "./format.js";

/** The interval that a value was expected in, as text; empty where the forecast does not say. */
export const expectation = ({ lower, upper }, format) => (lower === null || upper === null ? "" : `${format(lower)} to ${format(upper)}`);

/** What was surprising where that was not the value, as text; otherwise empty. */
export const cause = (anomaly) => ({ "missing-days": "days missing before", repetition: "the same again" })[anomaly.cause] ?? "";

/** How surprising a day was. No surprise exceeds 100 bits. */
export const bits = (surprise) => `${surprise.toFixed(surprise < 100 ? 1 : 0)} bits`;

/** What stands behind a figure, if anything does. */
const small = (text) => (text === "" ? [] : [element("small", {}, ` ${text}`)]);

const HEADINGS = { day: "day", series: "series", name: "target", read: "read", expected: "expected", surprise: "surprise" };

export class Anomalies {
  /**
   * @param box what the list stands in
   * @param onChoose called with the key and the target of an anomaly whose series is asked for
   */
  constructor(box, onChoose) {
    this.box = box;
    this.onChoose = onChoose;
    this.total = 0;
    this.list = [];
  }

  /** How many there are in all. */
  count(total) {
    if (total === this.total && this.box.childElementCount > 0) return;
    this.total = total;
    this.draw();
  }

  update(list) {
    this.list = list;
    this.draw();
  }

  draw() {
    if (this.total === 0) {
      this.box.replaceChildren(
        element("p", { class: "quiet" }, "None so far. A job reports them with ", element("code", {}, "--anomalies-topic"), "."),
      );
      return;
    }
    const focused = document.activeElement?.closest?.("#unexpected a")?.getAttribute("href");
    const head = element("tr", {}, ...Object.entries(HEADINGS).map(([kind, text]) => element("th", { scope: "col", class: kind }, text)));
    const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...this.list.map((one) => this.row(one))));
    const more = this.total > this.list.length && this.list.length > 0;
    const note = more ? [element("p", { class: "quiet" }, `The newest ${this.list.length} of ${counted(this.total, "anomaly", "anomalies")}.`)] : [];
    this.box.replaceChildren(table, ...note);
    if (focused) [...this.box.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  }

  row(anomaly) {
    const { key, target, day, actual, expected, surprise, threshold } = anomaly;
    const format = numberFormat([actual, expected]);
    const link = element("a", { href: "#" + new URLSearchParams({ key, target }) }, element("bdi", {}, key));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.onChoose(key, target);
    });
    const interval = expectation(anomaly, format);
    return element(
      "tr",
      {},
      element("td", { class: "day" }, longDay(day)),
      element("td", { class: "series" }, link),
      element("td", { class: "name" }, element("bdi", {}, target)),
      element("td", { class: "read" }, format(actual)),
      element("td", { class: "expected" }, format(expected), ...small(interval)),
      element("td", { class: "surprise", title: threshold === null ? "" : `alarm from ${bits(threshold)} on` }, surprise === null ? "–" : bits(surprise), ...small(cause(anomaly))),
    );
  }
}
