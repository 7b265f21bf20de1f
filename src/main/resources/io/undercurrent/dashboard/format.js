// Numbers and days as text, and small pieces of the document. Whatever comes from outside becomes text, never markup.

const DAY = 864e5;
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const LONG = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const CLOCK = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** Days are counted from 1970-01-01. */
export const date = (day) => new Date(day * DAY);
export const shortDay = (day) => SHORT.format(date(day));
export const longDay = (day) => LONG.format(date(day));
export const moment = (millis) => CLOCK.format(new Date(millis));

const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const DAY_AND_TIME = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

/** A moment of today as its time alone. */
export function clock(millis) {
  const moment = new Date(millis);
  return (moment.toDateString() === new Date().toDateString() ? TIME : DAY_AND_TIME).format(moment);
}

/** How long something took or lies back, in the largest unit that it has one of; days from two on. */
export function ago(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${whole(Math.floor(seconds / 86_400))} days`;
}

const wholes = new Intl.NumberFormat("en");
export const whole = (value) => wholes.format(Math.round(value));

/** Formats numbers of the size of `values` with as many decimals as tell them apart. */
export function numberFormat(values) {
  const largest = Math.max(...values.filter((value) => value !== null && value !== undefined).map(Math.abs), 0);
  const decimals = largest >= 100 || largest === 0 ? 0 : largest >= 10 ? 1 : 2;
  const format = new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return (value) => (value === null || value === undefined ? "–" : format.format(value).replace(/^-(?=[0.,]*$)/, "").replace("-", "−"));
}

/** Rates and seconds: short, and with a decimal where that says more. */
export function brief(value) {
  if (value === null || value === undefined) return "–";
  return value >= 100 || Number.isInteger(value) ? whole(value) : value.toFixed(value >= 10 ? 1 : 2);
}

export const percent = (share, decimals = 0) =>
  share === null || share === undefined ? "–" : `${(100 * share).toFixed(decimals)} %`;

/** `1 day`, `2 days`. */
export const counted = (count, one, many = one + "s") => `${whole(count)} ${count === 1 ? one : many}`;

/** An element with attributes and children; texts become text nodes. */
export function element(name, attributes = {}, ...children) {
  const created = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, value);
  created.append(...children);
  return created;
}

/** Sets a text only where it differs, which keeps selections and screen readers undisturbed. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
