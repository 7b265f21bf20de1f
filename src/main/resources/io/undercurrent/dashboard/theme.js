// Light or dark: as the system has it until the reader chooses, and from then on as chosen.

const KEY = "undercurrent-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

export function startTheme(button) {
  const label = () => {
    const text = isDark() ? "Switch to light colours" : "Switch to dark colours";
    button.setAttribute("aria-label", text);
    button.title = text;
  };
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    label();
  });
  system.addEventListener("change", label);
  label();
}
