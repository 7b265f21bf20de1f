// How good the forecasts have been: against the baseline that the network corrects and by their intervals, over all series and for one.

import { element, percent, setText, whole } from "./format.js";

const d3 = globalThis.d3;
const WIDTH = 460;
const HEIGHT = 210;
const MARGIN = { top: 10, right: 12, bottom: 34, left: 46 };

/** Scores of several lead times as one, each weighed by the days behind it. */
export function together(leads) {
  const pairs = d3.sum(leads, (lead) => lead.pairs);
  const mean = (of) => (pairs === 0 ? null : d3.sum(leads, (lead) => (lead.pairs > 0 ? of(lead) * lead.pairs : 0)) / pairs);
  const coverage = d3.rollups(
    leads.flatMap((lead) => lead.coverage),
    (group) => {
      const counted = d3.sum(group, (one) => one.counted);
      return { counted, inside: counted === 0 ? null : d3.sum(group, (one) => one.inside * one.counted) / counted };
    },
    (one) => one.nominal,
  );
  return {
    pairs,
    model: mean((lead) => lead.model),
    baseline: mean((lead) => lead.baseline),
    coverage: coverage.map(([nominal, one]) => ({ nominal, ...one })).sort((a, b) => b.nominal - a.nominal),
  };
}

/** The share of the error of the baseline that the model saves; negative where it is worse. */
export const gain = (scores) => (scores.pairs > 0 && scores.baseline > 0 ? 1 - scores.model / scores.baseline : null);

/** Such as `38 % less`. */
export function gainText(scores) {
  const share = gain(scores);
  if (share === null) return "–";
  return share >= 0 ? `${percent(share)} less` : `${percent(-share)} more`;
}

function frame(box, caption, legend) {
  const figure = d3.select(box).append("figure");
  figure.append("figcaption").text(caption);
  const entries = figure.append("div").attr("class", "legend").selectAll("span").data(legend).join("span");
  entries.append("i").attr("class", (entry) => entry.kind);
  entries.append("span").text((entry) => entry.text);
  const svg = figure.append("svg").attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`).attr("role", "img").attr("aria-label", caption);
  const grid = svg.append("g").attr("class", "grid");
  const bottom = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${HEIGHT - MARGIN.bottom})`);
  const left = svg.append("g").attr("class", "axis").attr("transform", `translate(${MARGIN.left},0)`);
  svg
    .append("text")
    .attr("x", (MARGIN.left + WIDTH - MARGIN.right) / 2)
    .attr("y", HEIGHT - 3)
    .attr("text-anchor", "middle")
    .text("days ahead");
  return { grid, bottom, left, drawing: svg.append("g") };
}

function axes(chart, x, y, horizon, format) {
  chart.grid
    .selectAll("line")
    .data(y.ticks(4))
    .join("line")
    .attr("x1", MARGIN.left)
    .attr("x2", WIDTH - MARGIN.right)
    .attr("y1", y)
    .attr("y2", y);
  const step = [1, 2, 7, 14, 28, 56].find((days) => horizon / days <= 8) ?? 84;
  const ticks = step === 1 ? d3.range(1, horizon + 1) : [1, ...d3.range(step, horizon + 1, step)];
  chart.bottom.call(d3.axisBottom(x).tickValues(ticks).tickFormat(d3.format("d")).tickSizeOuter(0));
  chart.left.call(d3.axisLeft(y).ticks(4).tickSize(0).tickPadding(8).tickFormat(format));
}

export class Accuracy {
  constructor(box) {
    this.box = box;
    this.all = null;
    this.series = null;
    this.note = element("p", { class: "note" });
    this.table = element("table");
    this.charts = element("div", { class: "pair" });
    this.say = element("p", { class: "quiet" }, "Scores appear when days have come that were forecast and that the model was not trained on.");
    box.append(this.say);
  }

  update(accuracy) {
    this.leads = accuracy.leads;
    this.all = together(accuracy.leads);
    this.draw();
  }

  /** Scores of the chosen series, or none. */
  choose(key, scores) {
    this.series = key === null ? null : { key, scores: scores ?? null };
    if (this.all) this.writeTable();
  }

  draw() {
    const any = this.all.pairs > 0 || this.all.coverage.some((one) => one.counted > 0);
    if (!any) {
      this.box.replaceChildren(this.say);
      return;
    }
    if (!this.table.isConnected) {
      this.box.replaceChildren(element("div", { class: "scroll" }, this.table), this.charts, this.note);
    }
    this.writeTable();
    this.drawErrors();
    this.drawCoverage();
    setText(
      this.note,
      `${whole(this.all.pairs)} forecasts of single days. Error is the mean absolute error over the mean change from one week to` +
        " the next; the baseline is what the network corrects. Days that the model was trained on do not count.",
    );
  }

  writeTable() {
    const rows = [["all series", this.all]];
    if (this.series) rows.push([this.series.key, this.series.scores]);
    const levels = this.all.coverage.map((one) => one.nominal);
    const error = (value) => (value === null || value === undefined ? "–" : value.toFixed(3));
    const lines = rows.map(([name, scores]) => [
      name,
      error(scores?.model),
      error(scores?.baseline),
      scores ? gainText(scores) : "–",
      ...levels.map((nominal) => percent(scores?.coverage.find((one) => one.nominal === nominal)?.inside, 1)),
    ]);
    const head = ["", "model", "baseline", "error", ...levels.map((nominal) => `inside ${percent(nominal)}`)];
    const signature = JSON.stringify([head, lines]);
    if (signature === this.written) return;
    this.written = signature;
    this.table.replaceChildren(
      element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
      element(
        "tbody",
        {},
        ...lines.map(([name, ...cells]) =>
          element("tr", {}, element("th", { scope: "row" }, element("bdi", {}, name)), ...cells.map((text) => element("td", {}, text))),
        ),
      ),
    );
  }

  drawErrors() {
    const leads = this.leads;
    this.errors ??= frame(this.charts, "Error by days ahead", [
      { text: "model", kind: "model" },
      { text: "baseline", kind: "baseline" },
    ]);
    const x = d3.scaleLinear([1, Math.max(2, leads.length)], [MARGIN.left, WIDTH - MARGIN.right]);
    const top = d3.max(leads, (lead) => Math.max(lead.model ?? 0, lead.baseline ?? 0)) || 1;
    const y = d3.scaleLinear([0, top], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
    axes(this.errors, x, y, leads.length, d3.format(".1f"));
    const curves = ["baseline", "model"].map((kind) => ({ kind, values: leads.map((lead) => lead[kind]) }));
    this.lines(this.errors.drawing, curves, x, y);
  }

  drawCoverage() {
    const leads = this.leads;
    const levels = this.all.coverage.map((one) => one.nominal);
    if (levels.length === 0) return;
    this.coverage ??= frame(this.charts, "Coverage by days ahead", [
      { text: "days inside the interval", kind: "model" },
      { text: "as it should be", kind: "dashes" },
    ]);
    const x = d3.scaleLinear([1, Math.max(2, leads.length)], [MARGIN.left, WIDTH - MARGIN.right]);
    const curves = levels.map((nominal) => ({
      kind: "model",
      values: leads.map((lead) => lead.coverage.find((one) => one.nominal === nominal)?.inside ?? null),
    }));
    const lowest = d3.min([...levels, ...curves.flatMap((curve) => curve.values)].filter((value) => value !== null));
    const y = d3.scaleLinear([Math.max(0, Math.min(0.5, Math.floor(10 * lowest) / 10)), 1], [HEIGHT - MARGIN.bottom, MARGIN.top]);
    axes(this.coverage, x, y, leads.length, d3.format(".0%"));
    this.coverage.drawing
      .selectAll(".reference")
      .data(levels)
      .join("line")
      .attr("class", "reference")
      .attr("x1", x.range()[0])
      .attr("x2", x.range()[1])
      .attr("y1", y)
      .attr("y2", y);
    this.lines(this.coverage.drawing, curves, x, y);
  }

  lines(drawing, curves, x, y) {
    const line = d3
      .line()
      .x((value, lead) => x(lead + 1))
      .y((value) => y(value))
      .defined((value) => value !== null);
    drawing
      .selectAll(".curve")
      .data(curves)
      .join("path")
      .attr("class", (curve) => "curve " + curve.kind)
      .attr("d", (curve) => line(curve.values));
  }
}
