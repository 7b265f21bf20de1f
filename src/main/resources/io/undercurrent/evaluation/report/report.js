// Draws the charts of a backtest from the numbers on the page. Colours are CSS variables, so that light, dark and paper
// need no other drawing.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const colour = (method, others) =>
  method.name === "model" ? "var(--model)" : `var(--other-${others.indexOf(method.name) % 5})`;

/** A figure with a caption, a legend of {text, colour, shape, opacity} and an empty drawing. */
function figure(parent, caption, detail, legend, width, height) {
  const box = d3.select(parent).append("figure");
  box.append("figcaption").text(caption + " ").append("span").text(detail);
  const entries = box.append("div").attr("class", "legend").selectAll("span").data(legend).join("span");
  entries
    .append("i")
    .attr("class", (entry) => entry.shape ?? "line")
    .style("color", (entry) => entry.colour)
    .style("opacity", (entry) => entry.opacity ?? null);
  entries.append("span").text((entry) => entry.text);
  return box
    .append("svg")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("role", "img")
    .attr("aria-label", `${caption}: ${detail}`);
}

/** Axes with grid lines; returns the drawing between them. */
function frame(svg, x, y, margin, width, height, labels, format = {}) {
  const bottom = height - margin.bottom;
  const horizontal = d3.axisBottom(x).ticks(format.xTicks ?? 8).tickSizeOuter(0);
  const vertical = d3.axisLeft(y).ticks(6).tickSizeOuter(0);
  if (format.x) horizontal.tickFormat(format.x);
  if (format.xValues) horizontal.tickValues(format.xValues);
  if (format.y) vertical.tickFormat(format.y);
  svg
    .append("g")
    .attr("class", "grid")
    .selectAll("line")
    .data(y.ticks(6))
    .join("line")
    .attr("x1", margin.left)
    .attr("x2", width - margin.right)
    .attr("y1", y)
    .attr("y2", y);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${bottom})`).call(horizontal);
  svg.append("g").attr("class", "axis").attr("transform", `translate(${margin.left},0)`).call(vertical);
  svg
    .append("text")
    .attr("x", (margin.left + width - margin.right) / 2)
    .attr("y", height - 4)
    .attr("text-anchor", "middle")
    .text(labels.x);
  svg.append("text").attr("x", margin.left).attr("y", 11).attr("text-anchor", "start").text(labels.y);
  return svg.append("g");
}

const known = (value) => value !== null;

/** Whole days for an axis of lead times: at most ten of them. */
function leadTicks(horizon) {
  const step = [1, 2, 7, 14, 28, 56].find((days) => horizon / days <= 10) ?? 84;
  return d3.range(step, horizon + 1, step);
}

function leadChart(parent, panel, measure) {
  const [width, height] = [520, 300];
  const margin = { top: 22, right: 20, bottom: 40, left: 56 };
  const others = panel.methods.map((method) => method.name).filter((name) => name !== "model");
  const legend = panel.methods.map((method) => ({ text: method.name, colour: colour(method, others) }));
  const svg = figure(parent, measure + " by lead time", panel.target, legend, width, height);
  const horizon = data.horizon;
  const x = d3.scaleLinear([1, Math.max(2, horizon)], [margin.left, width - margin.right]);
  const top = d3.max(panel.methods, (method) => d3.max(method[measure].filter(known)));
  const y = d3.scaleLinear([0, top], [height - margin.bottom, margin.top]).nice();
  const drawing = frame(svg, x, y, margin, width, height, { x: "days ahead", y: measure }, {
    xValues: leadTicks(horizon),
    x: d3.format("d"),
  });
  const line = d3.line((value, i) => x(i + 1), y).defined(known);
  drawing
    .selectAll("path")
    .data([...panel.methods].reverse())
    .join("path")
    .attr("class", (method) => "curve" + (method.name === "model" ? " model" : ""))
    .attr("stroke", (method) => colour(method, others))
    .attr("d", (method) => line(method[measure]));
}

function reliabilityChart(parent, panel) {
  const [width, height] = [520, 320];
  const margin = { top: 22, right: 20, bottom: 40, left: 56 };
  const legend = [
    { text: "model", colour: "var(--model)" },
    { text: "as it should be", colour: "var(--quiet)", shape: "dashes" },
  ];
  const svg = figure(parent, "Quantiles", panel.prefix + "share of days that did not exceed them", legend, width, height);
  const x = d3.scaleLinear([0, 1], [margin.left, width - margin.right]);
  const y = d3.scaleLinear([0, 1], [height - margin.bottom, margin.top]);
  const drawing = frame(svg, x, y, margin, width, height, { x: "quantile", y: "observed share" }, {
    x: d3.format(".0%"),
    y: d3.format(".0%"),
  });
  drawing.append("path").attr("class", "reference").attr("d", d3.line()([[x(0), y(0)], [x(1), y(1)]]));
  const line = d3.line((point) => x(point.quantile), (point) => y(point.observed));
  drawing.append("path").attr("class", "curve model").attr("stroke", "var(--model)").attr("d", line(panel.calibration));
  drawing
    .selectAll("circle")
    .data(panel.calibration)
    .join("circle")
    .attr("cx", (point) => x(point.quantile))
    .attr("cy", (point) => y(point.observed))
    .attr("r", 4.5)
    .attr("fill", "var(--model)")
    .append("title")
    .text((point) => `${d3.format(".1%")(point.quantile)}: ${d3.format(".1%")(point.observed)} observed`);
}

function coverageChart(parent, panel) {
  const [width, height] = [520, 320];
  const margin = { top: 22, right: 20, bottom: 40, left: 56 };
  const percent = d3.format(".3~p");
  const shade = (i) => 1 - (0.55 * i) / panel.coverage.length;
  const legend = panel.coverage.map((interval, i) => ({
    text: `${percent(interval.nominal)} interval: ${d3.format(".1%")(interval.observed)} overall`,
    colour: "var(--model)",
    opacity: shade(i),
  }));
  const svg = figure(parent, "Coverage by lead time", panel.target, legend, width, height);
  const x = d3.scaleLinear([1, Math.max(2, data.horizon)], [margin.left, width - margin.right]);
  const lowest = d3.min(panel.coverage, (interval) => d3.min([interval.nominal, ...interval.byLead.filter(known)]));
  const y = d3.scaleLinear([Math.max(0, Math.min(0.5, lowest - 0.05)), 1], [height - margin.bottom, margin.top]);
  const drawing = frame(svg, x, y, margin, width, height, { x: "days ahead", y: "share of days inside" }, {
    xValues: leadTicks(data.horizon),
    x: d3.format("d"),
    y: d3.format(".0%"),
  });
  panel.coverage.forEach((interval, i) => {
    const nominal = [[x.range()[0], y(interval.nominal)], [x.range()[1], y(interval.nominal)]];
    drawing.append("path").attr("class", "reference").attr("d", d3.line()(nominal));
    drawing
      .append("path")
      .attr("class", "curve model")
      .attr("stroke", "var(--model)")
      .attr("stroke-opacity", shade(i))
      .attr("d", d3.line((share, lead) => x(lead + 1), y).defined(known)(interval.byLead));
  });
}

function seriesChart(parent, example) {
  const [width, height] = [1100, 300];
  const margin = { top: 22, right: 20, bottom: 40, left: 64 };
  const percent = d3.format(".3~p");
  const bands = example.bands;
  const legend = [
    { text: "actual", colour: "var(--actual)" },
    { text: example.pointName, colour: "var(--model)" },
    ...bands.map((band, i) => ({
      text: `${percent(band.nominal)} interval`,
      colour: "var(--model)",
      opacity: 0.18 + 0.14 * i,
      shape: "area",
    })),
  ];
  const svg = figure(parent, `${example.rank}: ${example.series}`, example.detail, legend, width, height);
  const date = (i) => new Date(Date.parse(example.firstDay) + i * 864e5);
  const origin = example.history;
  const last = example.actual.length - 1;
  const x = d3.scaleUtc([date(0), date(last)], [margin.left, width - margin.right]);
  const values = [...example.actual, ...example.forecast, ...bands.flatMap((band) => [...band.lower, ...band.upper])];
  const y = d3.scaleLinear(d3.extent(values.filter(known)), [height - margin.bottom, margin.top]).nice();
  const drawing = frame(svg, x, y, margin, width, height, { x: "", y: example.target }, { xTicks: 10 });
  bands.forEach((band, i) => {
    const area = d3.area((value, lead) => x(date(origin + 1 + lead)), y, (value, lead) => y(band.upper[lead]));
    drawing.append("path").attr("class", "band").attr("fill-opacity", 0.18 + 0.14 * i).attr("d", area(band.lower));
  });
  drawing
    .append("line")
    .attr("class", "reference")
    .attr("x1", x(date(origin)))
    .attr("x2", x(date(origin)))
    .attr("y1", margin.top)
    .attr("y2", height - margin.bottom);
  drawing.append("text").attr("x", x(date(origin)) - 5).attr("y", margin.top + 10).attr("text-anchor", "end").text("origin");
  drawing
    .append("path")
    .attr("class", "curve model")
    .attr("stroke", "var(--model)")
    .attr("d", d3.line((value, lead) => x(date(origin + 1 + lead)), y)(example.forecast));
  drawing
    .append("path")
    .attr("class", "curve actual")
    .attr("stroke", "var(--actual)")
    .attr("d", d3.line((value, i) => x(date(i)), y).defined(known)(example.actual));
}

const pair = (section) => d3.select(section).append("div").attr("class", "pair").node();
for (const panel of data.targets) {
  const leads = pair("#leads");
  leadChart(leads, panel, "RMSE");
  leadChart(leads, panel, "MAE");
  const calibration = pair("#calibration");
  reliabilityChart(calibration, panel);
  if (panel.coverage.length > 0) coverageChart(calibration, panel);
}
for (const example of data.examples) seriesChart("#series", example);
