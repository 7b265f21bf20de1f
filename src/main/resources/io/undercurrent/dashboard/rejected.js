// Messages that became no forecast: how many for each reason, and the newest of them as they came.

import { counted, element, moment, setText, whole } from "./format.js";

/** Control characters as the pictures that Unicode has for them, so that they can be seen. */
const visible = (text) =>
  text.replace(/[\u0000-\u0009\u000b-\u001f]/g, (unit) => String.fromCharCode(0x2400 + unit.charCodeAt(0))).replace(/\u007f/g, "␡");

export class Rejected {
  constructor(reasons, messages) {
    this.reasons = reasons;
    this.messages = messages;
    this.only = null;
    this.list = [];
    this.counts = {};
  }

  /** Messages for each reason. */
  count(counts) {
    const signature = JSON.stringify([counts, this.only]);
    if (signature === this.signature) return;
    this.signature = signature;
    this.counts = counts;
    const entries = Object.entries(counts).sort((a, b) => b[1] - a[1]);
    if (entries.length === 0) {
      this.reasons.replaceChildren(element("p", { class: "quiet" }, "None so far."));
      return;
    }
    const focused = document.activeElement?.dataset?.reason;
    const most = entries[0][1];
    this.reasons.replaceChildren(
      ...entries.map(([reason, count]) => {
        const bar = element("meter", { min: 0, max: most, value: count, "aria-hidden": "true" });
        const button = element(
          "button",
          { type: "button", class: "reason", "data-reason": reason, "aria-pressed": String(reason === this.only) },
          element("span", {}, reason),
          bar,
          element("b", {}, whole(count)),
        );
        button.addEventListener("click", () => {
          this.only = this.only === reason ? null : reason;
          this.count(this.counts);
          this.draw();
        });
        return button;
      }),
    );
    if (focused) [...this.reasons.children].find((button) => button.dataset.reason === focused)?.focus();
  }

  update(list) {
    this.list = list;
    this.draw();
  }

  draw() {
    const shown = this.list.filter((message) => this.only === null || message.reason === this.only);
    this.messages.replaceChildren(...shown.map((message) => this.message(message)));
    if (shown.length === 0 && this.only !== null) {
      this.messages.append(element("li", { class: "quiet" }, `None of the newest ${this.list.length} is ${this.only}.`));
    }
  }

  message({ reason, detail, source, key, value, bytes, time }) {
    const key_ = key === "" ? [] : [element("span", { class: "quiet" }, "key "), element("bdi", {}, visible(key)), " · "];
    const cut = value.length > 0 ? counted(bytes, "byte") : "no value";
    const node = element(
      "li",
      {},
      element("p", { class: "head" }, element("code", {}, reason), element("span", { class: "quiet" }, source), element("time", {}, moment(time))),
      element("p", { class: "why" }, detail),
      element("p", { class: "quiet" }, ...key_, cut),
    );
    if (value !== "") node.append(element("pre", { dir: "ltr" }, visible(value)));
    return node;
  }
}
