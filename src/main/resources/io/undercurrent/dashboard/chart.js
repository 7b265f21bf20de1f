// The large chart: history, fan of the newest forecast, and beside it the fan of an earlier one with what came of it.

import { bits, cause, expectation } from "./anomalies.js";
import { Flags, flagsOf, laneHeight } from "./flags.js";
import { counted, date, longDay, numberFormat, percent, setText, shortDay } from "./format.js";

const d3 = globalThis.d3;

/** Central intervals of a forecast, the widest first: pairs of quantiles that leave as much below as above. */
export function centralIntervals(forecast) {
  const intervals = [];
  const { quantiles, values } = forecast;
  for (let low = 0, high = quantiles.length - 1; low < high; ) {
    const sum = quantiles[low] + quantiles[high];
    if (Math.abs(sum - 1) < 1e-9) {
      intervals.push({ nominal: quantiles[high] - quantiles[low], lower: values[low], upper: values[high] });
      low++;
      high--;
    } else if (sum < 1) low++;
    else high--;
  }
  return intervals;
}

/** The values of the quantile nearest to the median. */
export function median(forecast) {
  const distance = (quantile) => Math.abs(quantile - 0.5);
  return forecast.values[d3.minIndex(forecast.quantiles, distance)];
}

/** A forecast as points; the first lies where the history ends, so that the fan grows out of it. */
function points(values, origin) {
  return values.map((value, lead) => ({ day: origin + 1 + lead, value }));
}

const month = d3.utcFormat("%B");
const dayOfMonth = d3.utcFormat("%-d %b");
const tickDay = (moment) => (moment.getUTCDate() === 1 ? month(moment) : dayOfMonth(moment));

class Fan {
  constructor(parent, kind) {
    this.kind = kind;
    this.group = parent.append("g").attr("class", "fan " + kind);
    this.line = this.group.append("path").attr("class", "median");
    this.mark = this.group.append("line").attr("class", "origin");
    this.label = this.group.append("text").attr("class", "origin-label");
  }

  draw(forecast, x, y, frame) {
    this.group.attr("display", forecast ? null : "none");
    if (!forecast) return;
    const intervals = centralIntervals(forecast);
    const at = (day) => x(date(day));
    const area = d3
      .area()
      .x((band) => at(band.day))
      .y0((band) => y(band.lower))
      .y1((band) => y(band.upper))
      .defined((band) => band.lower !== null && band.upper !== null);
    this.group
      .selectAll(".band")
      .data(intervals)
      .join((enter) => enter.insert("path", ".median").attr("class", "band"))
      .attr("d", ({ lower, upper }) =>
        area(lower.map((value, lead) => ({ day: forecast.origin + 1 + lead, lower: value, upper: upper[lead] }))),
      );
    const line = d3
      .line()
      .x((point) => at(point.day))
      .y((point) => y(point.value))
      .defined((point) => point.value !== null);
    this.line.attr("d", line(points(median(forecast), forecast.origin)));
    const place = at(forecast.origin);
    this.mark.attr("x1", place).attr("x2", place).attr("y1", frame.top).attr("y2", frame.bottom);
    const left = place > frame.left + 150;
    this.label
      .attr("x", place + (left ? -6 : 6))
      .attr("y", frame.top + (this.kind === "earlier" ? 26 : 11))
      .attr("text-anchor", left ? "end" : "start")
      .text(`from ${shortDay(forecast.origin)}`);
  }
}

/** Rings around values that no forecast expected, each with a way to what was expected. */
class Unexpected {
  constructor(parent) {
    this.group = parent.append("g");
  }

  draw(anomalies, x, y) {
    const marks = this.group
      .selectAll("g")
      .data(anomalies)
      .join((enter) => {
        const mark = enter.append("g").attr("class", "anomaly");
        mark.append("line").attr("class", "way");
        mark.append("line").attr("class", "expected");
        mark.append("circle").attr("r", 6);
        return mark;
      });
    marks.attr("transform", (anomaly) => `translate(${x(date(anomaly.day))},0)`);
    marks.select("circle").attr("cy", (anomaly) => y(anomaly.actual));
    const expected = (anomaly) => y(anomaly.expected ?? anomaly.actual);
    // The way ends at the ring.
    const end = (anomaly) => y(anomaly.actual) + Math.sign(expected(anomaly) - y(anomaly.actual)) * 6;
    marks.select(".way").attr("y1", end).attr("y2", expected);
    marks.select(".expected").attr("x1", -5).attr("x2", 5).attr("y1", expected).attr("y2", expected);
  }
}

/** Lines where another model began to speak. */
class Spoken {
  constructor(parent) {
    this.group = parent.append("g");
  }

  draw(models, x, frame) {
    const marks = this.group
      .selectAll("g")
      .data(models)
      .join((enter) => {
        const mark = enter.append("g").attr("class", "spoken");
        mark.append("line");
        mark.append("text").attr("x", 4);
        return mark;
      });
    marks.attr("transform", (one) => `translate(${x(date(one.from))},0)`);
    marks.select("line").attr("y1", frame.top).attr("y2", frame.bottom);
    marks
      .select("text")
      .attr("y", frame.bottom - 5)
      .text((one) => one.model);
  }
}

export class SeriesChart {
  constructor(box, readout, legend) {
    this.box = box;
    this.readout = readout;
    this.detail = null;
    this.days = 90;
    this.pointed = null;
    const svg = d3.select(box).append("svg").attr("role", "img");
    this.svg = svg;
    this.grid = svg.append("g").attr("class", "grid");
    this.bottom = svg.append("g").attr("class", "axis");
    this.left = svg.append("g").attr("class", "axis");
    const drawing = svg.append("g");
    this.flags = new Flags(drawing, legend);
    this.spoken = new Spoken(drawing);
    this.earlier = new Fan(drawing, "earlier");
    this.newest = new Fan(drawing, "newest");
    this.actual = drawing.append("path").attr("class", "actual");
    this.unexpected = new Unexpected(drawing);
    this.last = drawing.append("circle").attr("class", "last").attr("r", 3.5);
    this.pointer = drawing.append("line").attr("class", "pointer");
    new ResizeObserver(() => this.draw()).observe(box);
    box.addEventListener("pointermove", (event) => this.point(event));
    box.addEventListener("pointerleave", () => this.unpoint());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.unpoint());
  }

  show(detail) {
    this.detail = detail;
    this.draw();
  }

  range(days) {
    this.days = days;
    this.draw();
  }

  /** First and last day of the chart. */
  extent() {
    const { values, newest, forecast, earlier } = this.detail;
    const ends = [forecast, earlier].filter(Boolean).map((one) => one.origin + one.values[0].length);
    if (values.length > 0) ends.push(newest);
    const starts = values.length > 0 ? [newest - values.length + 1] : ends.map((day) => day - 1);
    const end = Math.max(...ends);
    let start = Math.max(Math.min(...starts), newest - this.days + 1);
    if (earlier) start = Math.min(start, Math.max(Math.min(...starts), earlier.origin - 7));
    return [Math.min(start, end - 1), end];
  }

  draw() {
    const { detail, box } = this;
    const width = box.clientWidth;
    const height = box.clientHeight;
    if (!detail || width === 0) return;
    if (detail.values.length === 0 && !detail.forecast) {
      this.clear();
      return;
    }
    const format = numberFormat(detail.values.slice(-this.days));
    const [start, end] = this.extent();
    const first = detail.newest - detail.values.length + 1;
    const history = detail.values.map((value, i) => ({ day: first + i, value })).filter((point) => point.day >= start);
    const heights = history.map((point) => point.value);
    const anomalies = detail.anomalies.filter((one) => one.day >= start && one.day <= end);
    heights.push(...anomalies.flatMap((one) => [one.actual, one.expected]));
    for (const forecast of [detail.forecast, detail.earlier].filter(Boolean)) {
      heights.push(...forecast.values[0], ...forecast.values.at(-1));
    }
    const [low, high] = d3.extent(heights.filter((value) => value !== null && value !== undefined));
    if (low === undefined) {
      this.clear();
      return;
    }
    const scale = d3.scaleLinear().domain(low === high ? [low - 1, high + 1] : [low, high]).nice(6);
    const widest = Math.max(...scale.ticks(6).map((tick) => format(tick).length));
    const frame = { left: Math.max(34, 14 + 7 * widest), right: width - 20, top: 8, bottom: height - 24 };
    const flags = detail.flags.filter((flag) => flag.days.some((day) => day >= start && day <= end));
    const y = scale.range([frame.bottom - laneHeight(flags), frame.top]);
    const x = d3.scaleUtc([date(start), date(end)], [frame.left, frame.right]);
    this.scales = { x, start, end, format, frame };

    this.svg.style("visibility", null);
    this.svg.attr("viewBox", `0 0 ${width} ${height}`).attr("aria-label", this.description(format));
    this.grid
      .selectAll("line")
      .data(y.ticks(6))
      .join("line")
      .attr("x1", frame.left)
      .attr("x2", frame.right)
      .attr("y1", y)
      .attr("y2", y);
    this.bottom
      .attr("transform", `translate(0,${frame.bottom})`)
      .call(d3.axisBottom(x).ticks(Math.max(3, Math.floor(width / 95))).tickSizeOuter(0).tickPadding(7).tickFormat(tickDay));
    this.left
      .attr("transform", `translate(${frame.left},0)`)
      .call(d3.axisLeft(y).ticks(6).tickSize(0).tickPadding(8).tickFormat(format));
    this.flags.draw(flags, x, [start, end], frame);
    // The first of them spoke before the chart's beginning, for all that is known.
    const above = { top: frame.top, bottom: frame.bottom - laneHeight(flags) };
    this.spoken.draw(detail.models.slice(1).filter((one) => one.from >= start), x, above);
    this.earlier.draw(detail.earlier, x, y, frame);
    this.newest.draw(detail.forecast, x, y, frame);
    const line = d3
      .line()
      .x((point) => x(date(point.day)))
      .y((point) => y(point.value))
      .defined((point) => point.value !== null);
    this.actual.attr("d", line(history));
    this.unexpected.draw(anomalies, x, y);
    const last = history.findLast((point) => point.value !== null);
    this.last
      .attr("display", last ? null : "none")
      .attr("cx", last ? x(date(last.day)) : 0)
      .attr("cy", last ? y(last.value) : 0);
    this.read();
  }

  /** Nothing to draw: what was drawn before is of another series or target. */
  clear() {
    this.scales = null;
    this.svg.style("visibility", "hidden").attr("aria-label", null);
    this.flags.legend.attr("hidden", "");
    this.write([]);
  }

  description(format) {
    const { key, target, forecast, values, newest, flags, anomalies } = this.detail;
    const was = values.length > 0 ? `${format(values.at(-1))} on ${longDay(newest)}` : "no value yet";
    const next = forecast ? `, expected the day after: ${format(median(forecast)[0])}` : "";
    const ahead = flags.map(({ name, days }) => [name, days.filter((day) => day > (forecast?.origin ?? newest)).length]);
    const announced = ahead.filter(([, days]) => days > 0).map(([name, days]) => `, ${name} on ${counted(days, "day")} ahead`);
    const found = anomalies.length > 0 ? `, ${counted(anomalies.length, "anomaly", "anomalies")}` : "";
    return `${target} of ${key}: ${was}${next}${announced.join("")}${found}`;
  }

  point(event) {
    if (!this.scales) return;
    const { x, start, end } = this.scales;
    const place = event.clientX - this.box.getBoundingClientRect().left;
    const day = Math.round(x.invert(place).getTime() / 864e5);
    this.pointed = Math.min(end, Math.max(start, day));
    this.read();
  }

  unpoint() {
    this.pointed = null;
    this.read();
  }

  key(event) {
    if (!this.scales) return;
    const { start, end } = this.scales;
    const move = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 }[event.key];
    if (move !== undefined) {
      this.pointed = Math.min(end, Math.max(start, (this.pointed ?? this.detail.newest) + move));
    } else if (event.key === "Escape") this.pointed = null;
    else return;
    event.preventDefault();
    this.readout.setAttribute("aria-live", "polite");
    this.read();
  }

  /** Says what stands at the day pointed at, or on the day to come. */
  read() {
    if (!this.scales) return;
    const { x, frame, format } = this.scales;
    const { values, newest, forecast, earlier, flags, anomalies } = this.detail;
    const day = this.pointed ?? (forecast ? forecast.origin + 1 : newest);
    this.pointer
      .attr("display", this.pointed === null ? "none" : null)
      .attr("x1", x(date(day)))
      .attr("x2", x(date(day)))
      .attr("y1", frame.top)
      .attr("y2", frame.bottom);
    const actual = values[day - (newest - values.length + 1)];
    const parts = [{ text: longDay(day) }, ...flagsOf(flags, day).map((text) => ({ kind: "flag", text }))];
    if (actual !== undefined && actual !== null) parts.push({ kind: "actual", name: "actual", text: format(actual) });
    const anomaly = anomalies.find((one) => one.day === day);
    if (anomaly) {
      parts.push({ kind: "anomaly", name: "anomaly", text: anomaly.surprise === null ? "yes" : bits(anomaly.surprise) });
      if (cause(anomaly) !== "") parts.push({ kind: "anomaly", text: cause(anomaly) });
      parts.push({ kind: "anomaly", name: "expected", text: format(anomaly.expected), quiet: true });
      const interval = expectation(anomaly, format);
      if (interval !== "") parts.push({ kind: "anomaly", name: "between", text: interval, quiet: true });
    }
    for (const [kind, one] of Object.entries({ newest: forecast, earlier })) {
      const lead = one ? day - one.origin - 1 : -1;
      if (!one || lead < 0 || lead >= one.values[0].length) continue;
      parts.push({ kind, name: kind === "newest" ? "forecast" : "earlier", text: format(median(one)[lead]) });
      for (const { nominal, lower, upper } of centralIntervals(one)) {
        parts.push({ kind, name: percent(nominal), text: `${format(lower[lead])} to ${format(upper[lead])}`, quiet: true });
      }
    }
    this.write(parts);
  }

  write(parts) {
    const spans = d3.select(this.readout).selectAll("span.part").data(parts).join("span");
    spans.attr("class", (part) => `part ${part.kind ?? "day"}${part.quiet ? " quiet" : ""}`);
    spans.selectAll("i").data((part) => (part.name ? [part.name] : [])).join((enter) => enter.insert("i", "b")).text((name) => name + " ");
    spans.each(function (part) {
      let value = this.querySelector("b");
      if (!value) this.append((value = document.createElement("b")));
      setText(value, part.text);
    });
  }
}
