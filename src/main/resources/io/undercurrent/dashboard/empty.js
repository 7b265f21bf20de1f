// What the panel of a series says while there is no series to draw.

import { brief, clock } from "./format.js";

/**
 * @param key the chosen series; null where none is
 * @param unknown whether the server has answered that it knows nothing of the series
 * @param status the newest status; null before the first one
 * @returns a title and a text
 */
export function emptyPanel(key, unknown, status) {
  if (status === null) return ["Connecting", ""];
  if (key !== null && !unknown) return ["Loading this series", ""];
  if (status.problem !== "" && (key !== null || status.series === 0)) {
    return ["Kafka cannot be reached", `${status.problem}, since ${clock(status.problemSince)}. The page asks again by itself.`];
  }
  if (key !== null) {
    if (status.topics.some((topic) => topic.progress === "CATCHING_UP")) {
      return ["Loading this series", "The page still reads the topics, and has met nothing of this series so far."];
    }
    return ["Waiting for this series", status.refused > 0 ? "Memory is full: there may have been no room for it." : "Nothing has come of it yet."];
  }
  if (status.series > 0) return ["Choose a series", "Its history and its forecast appear here."];
  const readings = status.readings.findLast((rate) => rate !== null) ?? null;
  return [
    "No forecasts yet",
    readings > 0
      ? `Readings are coming, ${brief(Math.round(readings))} a second. Series appear with their first forecast.`
      : "Series appear here with their first forecast: when readings come and a job runs.",
  ];
}
