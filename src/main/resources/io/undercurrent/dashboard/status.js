// The tiles along the top and the notices below them: what moves, how well it goes, and what is wrong.

import { gainText } from "./accuracy.js";
import { ago, brief, clock, counted, element, percent, whole } from "./format.js";
import { Jobs, isMissing } from "./jobs.js";
import { Tile } from "./tile.js";

const RECENT = 5;

/** Mean of the newest seconds that are known. */
function recent(rates) {
  const known = rates.slice(-RECENT).filter((rate) => rate !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b) / known.length;
}

const rate = (value) => (value === null ? "–" : value >= 10 || value === 0 ? whole(value) : value.toFixed(1));

export class Status {
  constructor(tiles, notices) {
    this.notices = notices;
    this.readings = new Tile("readings a second", true);
    this.forecasts = new Tile("forecasts a second", true);
    this.delay = new Tile("reading to forecast");
    this.error = new Tile("error, against the baseline");
    this.coverage = new Tile("inside the interval");
    this.rejected = new Tile("rejected");
    for (const tile of [this.readings, this.forecasts, this.delay, this.error, this.coverage, this.rejected]) {
      tiles.append(tile.node);
    }
    this.jobs = new Jobs(tiles);
    this.refusals = [];
  }

  /** Models that jobs refused, a text each. */
  refused(texts) {
    this.refusals = texts;
  }

  update(status) {
    const none = status.problem === "" ? "none seen yet" : "";
    const back = (millis) => (millis === null ? none : `newest ${ago(status.clock - millis)} ago`);
    this.jobs.update(status);
    this.readings.show(rate(recent(status.readings)), back(status.newestReading));
    const missing = isMissing(status);
    const newest = missing ? `none since ${clock(status.newestForecast)}` : back(status.newestForecast);
    this.forecasts.show(rate(recent(status.forecasts)), newest, missing);
    this.readings.chart.draw(status.readings, [], 0, 0);
    this.forecasts.chart.draw(status.forecasts, [], 0, 0);
    if (status.backlog === null) this.delay.show(status.delay === null ? "–" : `${brief(status.delay)} s`);
    else this.delay.show("–", `catching up: readings of ${ago(status.clock - status.backlog)} ago`);
    const rejected = Object.values(status.rejected).reduce((a, b) => a + b, 0);
    this.rejected.show(whole(rejected), rejected === 0 ? "" : counted(Object.keys(status.rejected).length, "reason"), rejected > 0);
    this.write(this.messages(status));
  }

  scores(all) {
    this.error.show(gainText(all), all.pairs > 0 ? `${all.model.toFixed(2)} to ${all.baseline.toFixed(2)}` : "no scores yet");
    const [widest] = all.coverage;
    this.coverage.show(
      widest ? percent(widest.inside, 1) : "–",
      widest ? `should be ${percent(widest.nominal)}` : "no scores yet",
    );
  }

  messages(status) {
    const messages = [];
    if (status.problem !== "") messages.push(`${status.problem}, since ${clock(status.problemSince)}. What is shown came before.`);
    else messages.push(...this.jobs.messages(status));
    messages.push(...this.refusals);
    const missing = status.topics.filter((topic) => topic.progress === "MISSING").map((topic) => topic.topic);
    if (missing.length > 0 && status.problem === "") messages.push(`Not there yet: ${missing.join(", ")}.`);
    for (const topic of status.topics) {
      if (topic.progress === "FAILED" && status.problem === "") messages.push(`Reading ${topic.topic} failed and is tried again: ${topic.problem}`);
      if (topic.progress === "CATCHING_UP" && topic.behind > 0) {
        messages.push(`Catching up with ${topic.topic}: ${counted(topic.behind, "message")} to go.`);
      }
      if (topic.unreadable > 0) {
        messages.push(`${counted(topic.unreadable, "message")} of ${topic.topic} could not be read; the newest: ${topic.problem}`);
      }
    }
    if (status.refused > 0) {
      messages.push(
        `Memory is full: about ${counted(status.refused, "series", "series")} more are not shown.` +
          " --memory makes room, --days keeps less of each.",
      );
    } else if (status.forgotten > 0) {
      messages.push(`Memory is short: the oldest of the earlier forecasts had to go, ${whole(status.forgotten)} so far.`);
    }
    if (status.targetsLeftOut > 0) messages.push(`${counted(status.targetsLeftOut, "target")} more than fit are not shown.`);
    return messages;
  }

  write(messages) {
    const signature = JSON.stringify(messages);
    if (signature === this.written) return;
    this.written = signature;
    this.notices.hidden = messages.length === 0;
    this.notices.replaceChildren(...messages.map((text) => element("li", {}, text)));
  }
}
