// What the jobs are doing, as far as it can be told from outside, in a tile for each.

import { ago, clock, counted, whole } from "./format.js";
import { Tile } from "./tile.js";

/** Seconds without a sign before it is said how long ago the last one was. */
const QUIET = 15;

const waiting = (job) => `${counted(job.behind, "reading")} waiting`;

/** What a tile says of a job: a word, the rest, and whether somebody should look. */
export function describe(job, status) {
  switch (job.phase) {
    case "RUNNING": {
      const quiet = (status.clock - job.sign) / 1000 > QUIET;
      if (job.behind === null) return ["running", `last forecast ${ago(status.clock - job.sign)} ago`];
      if (status.backlog !== null) return ["running", `behind by ${counted(job.behind, "reading")}`];
      if (quiet && job.behind > 0) return ["running", `${waiting(job)}, last sign ${ago(status.clock - job.sign)} ago`];
      return ["running", `${whole(job.behind)} since checkpoint`];
    }
    case "IDLE":
      return ["idle", "it has read everything"];
    case "SILENT":
      return ["stopped?", `${waiting(job)}, ${job.sign === null ? "no sign of it" : `no sign since ${clock(job.sign)}`}`, true];
    case "NONE":
      return ["none seen", `nothing has read as group ${job.group}`, true];
    default:
      return ["–", status.problem !== "" ? "not known without Kafka" : job.behind > 0 ? `${waiting(job)}, watching for a sign` : "watching for a sign"];
  }
}

export class Jobs {
  /**
   * @param tiles where the tiles stand
   */
  constructor(tiles) {
    this.tiles = tiles;
    this.byGroup = new Map([["", new Tile("job")]]);
    tiles.prepend(this.byGroup.get("").node);
  }

  update(status) {
    const { jobs } = status;
    const groups = jobs.map((job) => job.group);
    if (groups.length > 0 && groups.some((group) => !this.byGroup.has(group))) {
      for (const tile of this.byGroup.values()) tile.node.remove();
      this.byGroup = new Map(groups.map((group) => [group, new Tile(groups.length === 1 ? "job" : `job ${group}`)]));
      this.tiles.prepend(...[...this.byGroup.values()].map((tile) => tile.node));
    }
    for (const job of jobs) {
      const [word, rest, warn = false] = describe(job, status);
      this.byGroup.get(job.group).show(word, rest, warn);
    }
  }

  /** What has to be said in full. Nothing in it counts up, so that it is said once. */
  messages(status) {
    const silent = status.jobs.filter((job) => job.phase === "SILENT");
    const name = (job) => (status.jobs.length === 1 ? "The job" : `The job ${job.group}`);
    const messages = silent.map((job) =>
      job.sign === null
        ? `${name(job)} gives no sign though readings wait: it seems to have stopped.`
        : `${name(job)} has given no sign since ${clock(job.sign)} though readings wait: it seems to have stopped.`,
    );
    if (messages.length === 0 && isMissing(status)) {
      messages.push(`No forecasts since ${clock(status.newestForecast)}, though readings came.`);
    }
    return messages;
  }
}

/** Whether readings came and no forecasts, for more than a minute. */
export const isMissing = ({ newestReading, newestForecast }) =>
  newestReading !== null && newestForecast !== null && newestReading - newestForecast > 60_000;
