// Runs before anything is drawn, so that a page chosen dark never flashes light.
"use strict";

try {
  const chosen = localStorage.getItem("undercurrent-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the page follows the system.
}
