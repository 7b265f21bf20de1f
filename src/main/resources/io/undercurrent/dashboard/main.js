// Joins the parts of the page: what the reader chooses becomes a view, the view goes to the server, its updates go to the parts.

import { Accuracy } from "./accuracy.js";
import { Anomalies } from "./anomalies.js";
import { Connection } from "./connection.js";
import { SeriesDetail } from "./detail.js";
import { emptyPanel } from "./empty.js";
import { element, setText, whole } from "./format.js";
import { SeriesList } from "./list.js";
import { Models, refusals } from "./models.js";
import { Rejected } from "./rejected.js";
import { Status } from "./status.js";
import { startTheme } from "./theme.js";

const byId = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 56rem)");

const chosen = { key: null, target: null, anomalies: false, rejected: false };
let latestStatus = null;
/** Whether the server has answered that it knows nothing of the chosen series. */
let unknown = false;

const status = new Status(byId("tiles"), byId("notices"));
const accuracy = new Accuracy(byId("scores"));
const models = new Models(byId("models"), byId("model-news"));
const anomalies = new Anomalies(byId("unexpected"), (key, target) => {
  chosen.target = target;
  showPanel("series");
  choose(key);
  address();
  connection.look();
  byId("detail").focus();
});
const rejected = new Rejected(byId("reasons"), byId("messages"));
const detail = new SeriesDetail(
  {
    chosen: byId("chosen"),
    empty: byId("empty"),
    key: byId("key"),
    of: byId("of"),
    facts: byId("facts"),
    chart: byId("chart"),
    readout: byId("readout"),
    flags: byId("flags"),
    range: byId("range"),
    origin: byId("origin"),
    originText: byId("origin-text"),
  },
  () => connection.look(),
);
const list = new SeriesList(
  {
    lines: byId("lines"),
    track: byId("track"),
    none: byId("none"),
    search: byId("search"),
    order: byId("order"),
    count: byId("count"),
  },
  () => connection?.look(),
  (key) => choose(key),
);

const view = () => ({
  ...list.view(),
  key: chosen.key,
  target: chosen.target,
  origin: detail.earlier,
  anomalies: chosen.anomalies,
  rejected: chosen.rejected,
});

function choose(key, remember = true) {
  document.body.classList.toggle("chosen", key !== null);
  if (key === chosen.key) return;
  chosen.key = key;
  unknown = false;
  detail.leave();
  list.mark(key);
  accuracy.choose(key, null);
  if (remember) address();
  connection?.look();
}

/** The address bar names what is chosen, so that it can be kept and passed on. */
function address() {
  const parts = new URLSearchParams();
  if (chosen.key !== null) parts.set("key", chosen.key);
  if (chosen.target !== null) parts.set("target", chosen.target);
  history.replaceState(null, "", "#" + parts);
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  chosen.target = parts.get("target");
  choose(parts.get("key"), false);
}

function showTargets(targets) {
  const select = byId("target");
  const signature = JSON.stringify(targets);
  if (select.dataset.told !== signature) {
    select.dataset.told = signature;
    select.replaceChildren(...targets.map((target) => element("option", { value: target }, target)));
    select.hidden = targets.length < 2;
    // One target is nothing to choose, but has a name.
    setText(byId("only-target"), targets.length === 1 ? targets[0] : "");
    select.parentElement.hidden = targets.length === 0;
  }
  if (targets.includes(chosen.target)) select.value = chosen.target;
}

const showEmpty = () => detail.say(...emptyPanel(chosen.key, unknown, latestStatus));

function apply(update) {
  if (update.models) {
    models.update(update.models);
    status.refused(refusals(update.models.changes));
  }
  if (update.status) {
    latestStatus = update.status;
    status.update(update.status);
    detail.lookBack.offer(update.status.days);
    showTargets(update.status.targets);
    anomalies.count(update.status.anomalies);
    setText(byId("anomalies-count"), update.status.anomalies > 0 ? whole(update.status.anomalies) : "");
    rejected.count(update.status.rejected);
    const total = Object.values(update.status.rejected).reduce((a, b) => a + b, 0);
    setText(byId("rejected-count"), total > 0 ? whole(total) : "");
  }
  if (update.list) {
    list.update(update.list);
    if (chosen.key === null && wide.matches && list.first() !== null && byId("search").value === "") choose(list.first());
  }
  if (update.accuracy) {
    accuracy.update(update.accuracy);
    status.scores(accuracy.all);
  }
  const told = update.series?.key === chosen.key;
  if (told) unknown = Boolean(update.series.unknown);
  if (told && !unknown) {
    detail.show(update.series);
    accuracy.choose(chosen.key, update.series.scores);
  } else if (detail.detail === null) {
    showEmpty();
  }
  if (update.anomalies) anomalies.update(update.anomalies);
  if (update.rejected) rejected.update(update.rejected);
}

// Updates that come between two frames are applied before the next one, in their order.
const waiting = [];
function onUpdate(update) {
  waiting.push(update);
  if (waiting.length === 1) {
    // A page in the background draws no frames; what it would show is told anew when it comes back.
    if (document.hidden) waiting.splice(0).forEach(apply);
    else requestAnimationFrame(() => waiting.splice(0).forEach(apply));
  }
}

function onState(state, text) {
  const node = byId("connection");
  node.dataset.state = state;
  setText(node, state === "lost" ? `${text}. Trying again …` : text);
  document.body.classList.toggle("lost", state === "lost");
}

byId("target").addEventListener("change", (event) => {
  chosen.target = event.target.value;
  address();
  connection.look();
});
// The hash of the address is what is chosen, and no place on the page.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("detail").focus();
});
byId("back").addEventListener("click", () => {
  choose(null);
  byId("lines").focus();
});
/** Which part a phone shows. */
function showPanel(name) {
  document.body.dataset.panel = name;
  for (const button of document.querySelectorAll(".panels button")) {
    button.setAttribute("aria-pressed", String(button.dataset.panel === name));
  }
}

for (const button of document.querySelectorAll(".panels button")) {
  button.addEventListener("click", () => {
    showPanel(button.dataset.panel);
    if (button.dataset.panel === "series" && document.body.classList.contains("chosen")) scrollTo(0, 0);
  });
}
addEventListener("hashchange", () => {
  readAddress();
  connection.look();
});
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input[type=search], select, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    byId("search").focus();
    byId("search").select();
  } else if (event.key === "Escape" && event.target.id === "search") {
    if (byId("search").value === "") byId("lines").focus();
    else {
      byId("search").value = "";
      list.other();
    }
  }
});
for (const part of ["anomalies", "rejected"]) {
  new IntersectionObserver((entries) => {
    chosen[part] = entries.at(-1).isIntersecting;
    connection.look();
  }).observe(byId(part));
}

startTheme(byId("theme"));
let connection = null;
readAddress();
showEmpty();
connection = new Connection(view, onUpdate, onState);
