// What became of models: which jobs took, refused or changed to, and how a shadow does beside the live one.

import { clock, counted, element, longDay, numberFormat, percent, whole } from "./format.js";

const WHAT = {
  started: "started with",
  accepted: "took",
  refused: "refused",
  promoted: "promoted",
  "rolled-back": "went back to",
};

/** Text of an event, as `took`, with what the model is there for. */
function what({ what, role, share }) {
  if (what !== "accepted" || role !== "shadow") return WHAT[what] ?? what;
  return share > 0 ? "took as shadow" : "ended the shadow";
}

/** `3.25 % lower ± 1.20`: the difference of the losses with its standard error. */
function difference({ gain, standardError }) {
  if (gain === null) return "–";
  const error = standardError === null ? "" : ` ± ${(100 * standardError).toFixed(2)}`;
  return `${(100 * Math.abs(gain)).toFixed(2)} % ${gain > 0 ? "lower" : "higher"}${error}`;
}

/** The newest word of each job on a model that it refused, while it has not taken another one since. */
export function refusals(changes) {
  const judged = new Set();
  const refused = [];
  for (const { what, job, model, role, why } of changes) {
    if (judged.has(job)) continue;
    judged.add(job);
    if (what === "refused") refused.push(`${job} refused the ${role} model ${model}, and goes on with the one before: ${why}.`);
  }
  return refused;
}

export class Models {
  /**
   * @param section hidden while there is nothing to say
   * @param box what the section has below its heading
   */
  constructor(section, box) {
    this.section = section;
    this.box = box;
  }

  update({ changes, comparisons }) {
    this.section.hidden = changes.length + comparisons.length === 0;
    const list = element("ol", {}, ...changes.map(change));
    this.box.replaceChildren(...comparisons.map(comparison), ...(changes.length > 0 ? [list] : []));
  }
}

function change(event) {
  const { when, job, model, from, why } = event;
  const parts = [
    element("time", { datetime: new Date(when).toISOString(), title: job }, clock(when)),
    element("span", { class: `what ${event.what}` }, what(event)),
    element("bdi", { class: "model" }, model),
  ];
  if (from !== undefined) parts.push(element("span", { class: "quiet" }, `from ${longDay(from)}`));
  if (why !== "") parts.push(element("span", { class: "quiet why" }, why));
  return element("li", {}, ...parts);
}

/** A table with a row a target: the figures of the shadow, and those of the live model. */
function comparison({ model, live, days, series, until, targets, ...gain }) {
  const words = `beside ${live}, ${counted(days, "day")} until ${longDay(until)}, ${whole(series)} series`;
  const caption = element("caption", {}, "Shadow ", element("bdi", {}, model), " ", element("span", { class: "quiet" }, words));
  const loss = element("p", { class: gain.gain > 0 ? "better" : "" }, "pinball loss ", element("b", {}, difference(gain)));
  const head = ["target", "absolute error", "pinball loss", "inside the interval"].map((text) => element("th", { scope: "col" }, text));
  const rows = targets.map(({ target, absolute, pinball, inside }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("bdi", {}, target)),
      both(absolute, numberFormat([absolute.live])),
      both(pinball, numberFormat([pinball.live / 10])),
      both(inside, (share) => percent(share, 1)),
    ),
  );
  return element("div", { class: "comparison" }, element("table", {}, caption, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)), loss);
}

function both({ live, shadow }, format) {
  return element("td", {}, format(shadow), element("small", {}, ` live ${format(live)}`));
}
